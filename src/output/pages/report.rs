//! The pages of a report as a whole: contents, full text, lists.

use crate::output::attachments;
use crate::output::desk::Desk;
use crate::output::frame::{About, frame, report_name};
use crate::output::information::{Information, next_time, next_update};
use crate::output::narrative;
use crate::output::pages::{column, last_year, ledger};
use crate::report::column::Topic;
use crate::report::target;
use crate::report::{Chapter, Header, Report};
use crate::site::PageKey;
use crate::value::date::chinese;
use crate::view::chapter::{ChapterCard, FullChapter, FullSection, FullTextPage, ReportPage};
use crate::view::shared::{Fact, Link, Tally};
use crate::view::target::Quote;
use crate::view::{Page, View};

/// `2022/index.html`
pub(super) fn view(desk: &Desk<'_>, at: usize) -> Option<View> {
    let report = desk.report(at)?;
    let key = PageKey::Report(at);
    let about = About {
        heading: report.title.clone(),
        kicker: Some(format!("{}年", report.year)),
        description: Some(format!("{}，共{}章、{}项目标任务。", report.title, report.chapters.len(), report.targets.len())),
        report: Some(at),
        part: (at == 0).then_some(PageKey::Report(0)),
        crumb: Some(report_name(report)),
        ..About::default()
    };
    let page = ReportPage {
        information: Information::of_report(report).facts(),
        meeting: meeting(&report.header),
        next_update: next_update(desk, report),
        last_year: last_year::section(desk, at),
        attachments: attachments::downloads(desk, report),
        chapters: chapter_cards(desk, at),
        links: report_links(desk, at, report),
        articles: column::about(desk, Topic::Report(at)),
    };
    Some(View { frame: frame(desk, &key, about), page: Page::Report(page) })
}

/// Where and when the report was delivered and adopted, as far as given.
pub(super) fn meeting(header: &Header) -> Vec<Fact> {
    Fact::given([("会议", header.meeting.clone()), ("报告日期", header.delivered_on.map(chinese)), ("决议", header.resolution.clone())])
}

fn report_links(desk: &Desk<'_>, at: usize, report: &Report) -> Vec<Link> {
    let mut links = vec![
        desk.link(&PageKey::FullText(at), "报告全文（一页）"),
        desk.link(&PageKey::Print(at), "打印版（全文、目标进展、图表和数据来源）"),
        desk.link(&PageKey::Targets(at), "全部目标"),
        desk.link(&PageKey::Progress(at), "完成情况"),
        ledger::link(desk, at),
    ];
    links.extend(desk.titled(&PageKey::Offices(at)));
    links.extend(report.lists.iter().enumerate().map(|(list, entry)| desk.link(&PageKey::List(at, list), entry.title.clone())));
    links.extend(desk.titled(&PageKey::Glossary(at)));
    links.push(desk.link(&PageKey::Picture(at), "一图读懂"));
    links.push(desk.link(&PageKey::Data, "数据下载"));
    links
}

/// The chapters of a report as cards.
pub(super) fn chapter_cards(desk: &Desk<'_>, at: usize) -> Vec<ChapterCard> {
    let Some(report) = desk.report(at) else { return Vec::new() };
    let card = |(number, chapter): (usize, &Chapter)| {
        let key = PageKey::Chapter(at, number);
        let sections = chapter.sections.iter().filter_map(|section| {
            let label = section.title.clone()?;
            Some(Link { label, href: desk.href_to_anchor(&key, &section.anchor) })
        });
        let targets = report.targets.iter().filter(|target| target.chapter == number);
        let count = targets.clone().count();
        let with_number = targets.filter(|target| target.goal.is_some() || target.growth.is_some()).count();
        let tally =
            |label: &str, count: usize| Tally { label: label.into(), count: count.to_string(), unit: "项".into(), note: None, href: None };
        let mut tallies = vec![tally("目标任务", count)];
        if with_number > 0 {
            tallies.push(tally("其中有数量目标", with_number));
        }
        ChapterCard { number: None, title: chapter.title.clone(), href: desk.href(&key), sections: sections.collect(), tallies }
    };
    report.chapters.iter().enumerate().map(card).collect()
}

/// `2022/full/index.html`
pub(super) fn full_text(desk: &Desk<'_>, at: usize) -> Option<View> {
    let report = desk.report(at)?;
    let key = PageKey::FullText(at);
    let about = About {
        heading: format!("{}全文", report.title),
        kicker: Some(format!("{}年", report.year)),
        description: Some(format!("{}全文，一页，可打印。", report.title)),
        above: vec![desk.link(&PageKey::Report(at), report_name(report))],
        report: Some(at),
        part: (at == 0).then_some(PageKey::Report(0)),
        ..About::default()
    };
    let chapters = report.chapters.iter().enumerate().map(|(number, chapter)| FullChapter {
        number: None,
        title: chapter.title.clone(),
        anchor: format!("chapter-{}", chapter.slug),
        href: desk.href(&PageKey::Chapter(at, number)),
        sections: full_sections(desk, at, number, chapter),
    });
    let page = FullTextPage {
        information: Information::of_report(report).facts(),
        chapters: chapters.collect(),
        print: desk.link(&PageKey::Print(at), "打印版"),
        table: None,
    };
    Some(View { frame: frame(desk, &key, about), page: Page::FullText(page) })
}

fn full_sections(desk: &Desk<'_>, at: usize, number: usize, chapter: &Chapter) -> Vec<FullSection> {
    let parts = narrative::chapter(desk, at, number);
    let named = parts.into_iter().zip(&chapter.sections).filter(|(part, _)| !narrative::is_empty(part));
    named
        .map(|(part, section)| FullSection {
            heading: part.heading,
            anchor: format!("{}-{}", chapter.slug, section.anchor),
            body: part.body,
        })
        .collect()
}

/// Words of the report around a binding, with the section they stand in.
pub(super) fn quote(desk: &Desk<'_>, at: usize, found: &target::Quote) -> Option<Quote> {
    let report = desk.report(at)?;
    let chapter = report.chapters.get(found.chapter)?;
    let section = chapter.sections.get(found.section)?;
    let end = found.offset + found.words.len();
    let label = match &section.title {
        Some(title) => format!("{} · {title}", chapter.title),
        None => chapter.title.clone(),
    };
    Some(Quote {
        before: found.sentence.get(..found.offset)?.to_owned(),
        words: found.words.clone(),
        after: found.sentence.get(end..)?.to_owned(),
        source: Link { label, href: desk.href_to_anchor(&PageKey::Chapter(at, found.chapter), &section.anchor) },
    })
}

/// 目标已公布，进展数据尚未发布。…
pub(super) fn no_figures(report: &Report) -> String {
    format!("目标已公布，进展数据尚未发布。{}", next_time(report))
}
