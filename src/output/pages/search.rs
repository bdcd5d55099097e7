//! The search page and the page of terms.

use crate::output::desk::Desk;
use crate::output::frame::{About, frame};
use crate::output::search::documents::Kind;
use crate::site::PageKey;
use crate::view::search::{GlossaryPage, GlossaryTerm, SearchPage};
use crate::view::{Page, View};

/// `search/index.html`
pub(super) fn view(desk: &Desk<'_>) -> Option<View> {
    let about = About {
        heading: "搜索".into(),
        description: Some("在本站公布的全部内容里查找：报告正文、目标任务、名词解释和其他页面。".into()),
        ..About::default()
    };
    let page =
        SearchPage { sitemap: desk.href(&PageKey::SiteMap), kinds: Kind::ALL.into_iter().map(|kind| kind.word().to_owned()).collect() };
    Some(View { frame: frame(desk, &PageKey::Search, about), page: Page::Search(page) })
}

/// `2022/glossary/index.html`
pub(super) fn glossary(desk: &Desk<'_>, at: usize) -> Option<View> {
    let report = desk.report(at)?;
    let about = About {
        heading: "名词解释".into(),
        kicker: Some(format!("{}年", report.year)),
        description: Some(format!("{}里的名词，共{}个。", report.title, report.glossary.len())),
        above: vec![desk.link(&PageKey::Report(at), format!("{}年报告", report.year))],
        report: Some(at),
        part: (at == 0).then_some(PageKey::Report(0)),
        ..About::default()
    };
    let terms = report.glossary.iter().enumerate().map(|(number, term)| GlossaryTerm {
        anchor: term_anchor(number),
        term: term.term.clone(),
        meaning: term.meaning.clone(),
        source: term.source.clone(),
    });
    let page = GlossaryPage { terms: terms.collect() };
    Some(View { frame: frame(desk, &PageKey::Glossary(at), about), page: Page::Glossary(page) })
}

/// The anchor of a term on its page; `number` counts from 0.
pub(in crate::output) fn term_anchor(number: usize) -> String {
    format!("term-{}", number + 1)
}
