//! 名词解释: the terms of a report with their meaning, and where the meaning comes from.

use crate::output::desk::Desk;
use crate::output::frame::{About, frame, report_name};
use crate::output::narrative::term_anchor;
use crate::report::{Report, Term};
use crate::site::PageKey;
use crate::view::prose::{GlossaryPage, GlossaryTerm};
use crate::view::{Page, View};

/// `2022/glossary/index.html`
pub(super) fn view(desk: &Desk<'_>, at: usize) -> Option<View> {
    let report = desk.report(at)?;
    let key = PageKey::Glossary(at);
    let about = About {
        heading: "名词解释".into(),
        kicker: Some(format!("{}年", report.year)),
        description: Some(format!("{}中的名词解释，共{}条。", report.title, report.glossary.len())),
        above: vec![desk.link(&PageKey::Report(at), report_name(report))],
        report: Some(at),
        part: (at == 0).then_some(PageKey::Report(0)),
        ..About::default()
    };
    let terms = report.glossary.iter().enumerate().map(|(number, term)| entry(desk, at, report, number, term));
    let page = GlossaryPage {
        lead: "这里解释报告里的名词。正文里第一次出现的名词带有虚线，点开就到这里，已经通向目标任务的除外；正文的文字没有改动。".into(),
        terms: terms.collect(),
    };
    Some(View { frame: frame(desk, &key, about), page: Page::Glossary(page) })
}

fn entry(desk: &Desk<'_>, at: usize, report: &Report, number: usize, term: &Term) -> GlossaryTerm {
    let holds = |body| desk.context.sources.slice(body).contains(term.term.as_str());
    let chapters = report.chapters.iter().enumerate().filter(|(_, chapter)| holds(chapter.body));
    GlossaryTerm {
        anchor: term_anchor(number),
        term: term.term.clone(),
        meaning: term.meaning.clone(),
        source: term.source.clone(),
        chapters: chapters.map(|(chapter, entry)| desk.link(&PageKey::Chapter(at, chapter), entry.title.clone())).collect(),
    }
}
