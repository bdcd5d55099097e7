//! The progress board: every target in the report's order, all counts equal, nothing collapsed.

use crate::output::charts;
use crate::output::desk::{Desk, status_counts};
use crate::output::frame::{About, frame, report_name};
use crate::output::information::next_update;
use crate::output::pages::ledger;
use crate::output::pages::report::no_figures;
use crate::output::rows::row;
use crate::report::Report;
use crate::site::{ChartKey, Facet, PageKey};
use crate::value::date::chinese;
use crate::view::progress::{ProgressChapter, ProgressPage};
use crate::view::{Page, View};

/// `2022/progress/index.html`
pub(super) fn view(desk: &Desk<'_>, at: usize) -> Option<View> {
    let report = desk.report(at)?;
    let has_figures = !report.releases.is_empty();
    let mark = if desk.sample() { "（演示）" } else { "" };
    let summary = match report.as_of() {
        Some(as_of) => format!("共{}项目标，数据截至{}{mark}，按报告的顺序排列。", report.targets.len(), chinese(as_of)),
        None => format!("共{}项目标，按报告的顺序排列。", report.targets.len()),
    };
    let about = About {
        heading: if desk.sample() { "功能演示：完成情况".into() } else { "完成情况".into() },
        kicker: Some(format!("{}年", report.year)),
        description: Some(summary.clone()),
        above: vec![desk.link(&PageKey::Report(at), report_name(report))],
        report: Some(at),
        figures: has_figures,
        part: (at == 0).then_some(PageKey::Progress(0)),
        ..About::default()
    };
    let page = ProgressPage {
        summary,
        empty: (!has_figures).then(|| no_figures(report)),
        next_update: next_update(desk, report).filter(|_| has_figures),
        statuses: status_counts(desk.assessments(at).iter(), true, |status| Some(desk.href(&PageKey::Filter(at, Facet::Status(status))))),
        charts: [ChartKey::Status(at), ChartKey::Compare(at), ChartKey::ChapterHeat(at), ChartKey::OfficeHeat(at)]
            .iter()
            .filter_map(|key| charts::figure(desk, key))
            .collect(),
        chapters: (0..report.chapters.len()).filter_map(|chapter| part(desk, at, report, chapter)).collect(),
        ledger: ledger::link(desk, at),
        method: desk.link(&PageKey::Method, "评价办法"),
    };
    Some(View { frame: frame(desk, &PageKey::Progress(at), about), page: Page::Progress(page) })
}

fn part(desk: &Desk<'_>, at: usize, report: &Report, number: usize) -> Option<ProgressChapter> {
    let chapter = report.chapters.get(number)?;
    let mine = || report.targets.iter().enumerate().filter(|(_, target)| target.chapter == number);
    mine().next()?;
    let judged = mine().filter_map(|(target, _)| desk.assessments(at).get(target));
    Some(ProgressChapter {
        title: chapter.title.clone(),
        anchor: chapter.slug.as_str().to_owned(),
        href: desk.href(&PageKey::Chapter(at, number)),
        statuses: status_counts(judged, false, |_| None),
        rows: mine().filter_map(|(target, _)| row(desk, at, target, false)).collect(),
    })
}
