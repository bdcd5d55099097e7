//! A chapter: its words, the progress of each section's targets, its chart and table.

use crate::output::charts;
use crate::output::desk::Desk;
use crate::output::frame::{About, frame, report_name};
use crate::output::narrative;
use crate::output::pages::changes;
use crate::output::pages::column;
use crate::output::pages::report::no_figures;
use crate::output::rows::row;
use crate::report::column::Topic;
use crate::report::{Report, Section};
use crate::site::{ChartKey, PageKey};
use crate::value::path::OutPath;
use crate::view::chapter::{self as seen, ChapterPage};
use crate::view::shared::TargetRow;
use crate::view::{Page, View};

/// `2022/<chapter>/index.html`
pub(super) fn view(desk: &Desk<'_>, at: usize, number: usize) -> Option<View> {
    let report = desk.report(at)?;
    let chapter = report.chapters.get(number)?;
    let key = PageKey::Chapter(at, number);
    let neighbour = |number: usize| report.chapters.get(number).map(|other| desk.link(&PageKey::Chapter(at, number), other.title.clone()));
    let has_figures = !report.releases.is_empty();
    let about = About {
        heading: chapter.title.clone(),
        kicker: Some(format!("第{}部分　共{}部分", number + 1, report.chapters.len())),
        description: Some(format!("《{}》：{}。", report.title, chapter.title)),
        above: vec![desk.link(&PageKey::Report(at), report_name(report))],
        report: Some(at),
        figures: has_figures,
        part: (at == 0).then_some(PageKey::Report(0)),
        previous: number.checked_sub(1).and_then(neighbour),
        next: neighbour(number + 1),
        picture: own_picture(report, number),
        ..About::default()
    };
    let targets = report.targets.iter().enumerate().filter(|(_, target)| target.chapter == number);
    let page = ChapterPage {
        sections: sections(desk, at, number),
        charts: charts::figure(desk, &ChartKey::ChapterBullets(at, number)).into_iter().collect(),
        targets: targets.filter_map(|(target, _)| row(desk, at, target, false)).collect(),
        articles: column::about(desk, Topic::Chapter(at, number)),
        changes: changes::of_chapter(desk, at, number),
        changes_link: desk.link(&PageKey::Changes(0), "全部更新记录"),
        note: (!has_figures).then(|| no_figures(report)),
        full_text: desk.link(&PageKey::FullText(at), "报告全文"),
    };
    Some(View { frame: frame(desk, &key, about), page: Page::Chapter(page) })
}

/// The first picture of a chapter's text, as it is published beside its page.
fn own_picture(report: &Report, number: usize) -> Option<OutPath> {
    let chapter = report.chapters.get(number)?;
    let image = chapter.outline.images.iter().find(|image| chapter.assets.contains_key(&image.destination))?;
    OutPath::new(&format!("{}/{}/{}", report.year, chapter.slug, image.destination))
}

/// The sections of a chapter with the progress of their targets.
pub(super) fn sections(desk: &Desk<'_>, at: usize, number: usize) -> Vec<seen::Section> {
    let Some(chapter) = desk.report(at).and_then(|report| report.chapters.get(number)) else { return Vec::new() };
    let parts = narrative::chapter(desk, at, number).into_iter().zip(&chapter.sections);
    let shown = parts.filter(|(part, section)| !narrative::is_empty(part) || !section.targets.is_empty());
    shown
        .map(|(part, section)| seen::Section {
            heading: part.heading,
            anchor: section.anchor.clone(),
            body: part.body,
            targets: section_rows(desk, at, section, false),
            standing: section_rows(desk, at, section, true),
            charts: Vec::new(),
        })
        .collect()
}

/// 本节目标进展, in the order in which the section speaks of the targets.
fn section_rows(desk: &Desk<'_>, at: usize, section: &Section, standing: bool) -> Vec<TargetRow> {
    let rows = section.targets.iter().filter_map(|target| row(desk, at, *target, false));
    rows.filter(|row| row.standing == standing).collect()
}
