//! The whole report to print or keep as one document: its words, the progress after each section, charts, and where the figures come
//! from. Nothing stands here that no other page has.

use crate::output::charts;
use crate::output::desk::Desk;
use crate::output::frame::{About, frame, report_name};
use crate::output::information::Information;
use crate::output::pages::chapter::sections;
use crate::output::pages::report::meeting;
use crate::report::Report;
use crate::report::entry::{FigureStatus, Release};
use crate::site::{ChartKey, PageKey};
use crate::value::date::chinese;
use crate::view::chapter::{PrintChapter, PrintPage};
use crate::view::chart::{Cell, Column, Table};
use crate::view::shared::{Fact, Value};
use crate::view::{Page, View};

/// `2022/print/index.html`
pub(super) fn view(desk: &Desk<'_>, at: usize) -> Option<View> {
    let report = desk.report(at)?;
    let key = PageKey::Print(at);
    let about = About {
        heading: format!("{}（打印版）", report.title),
        kicker: Some(format!("{}年", report.year)),
        description: Some(format!("{}的打印版：全文、目标进展、图表和数据来源。", report.title)),
        above: vec![desk.link(&PageKey::Report(at), report_name(report))],
        report: Some(at),
        figures: !report.releases.is_empty(),
        part: (at == 0).then_some(PageKey::Report(0)),
        ..About::default()
    };
    let mut facts = vec![Fact::of("发布单位", desk.world().site.publisher.clone())];
    facts.extend(Information::of_report(report).facts());
    facts.extend(meeting(&report.header));
    let page = PrintPage {
        facts,
        chapters: (0..report.chapters.len()).filter_map(|number| chapter(desk, at, report, number)).collect(),
        charts: [ChartKey::Status(at), ChartKey::Compare(at)].iter().filter_map(|key| charts::figure(desk, key)).collect(),
        sources: (!report.releases.is_empty()).then(|| sources(report)),
    };
    Some(View { frame: frame(desk, &key, about), page: Page::Print(page) })
}

fn chapter(desk: &Desk<'_>, at: usize, report: &Report, number: usize) -> Option<PrintChapter> {
    let chapter = report.chapters.get(number)?;
    let mut sections = sections(desk, at, number);
    for section in &mut sections {
        section.anchor = format!("{}-{}", chapter.slug, section.anchor);
    }
    Some(PrintChapter {
        title: chapter.title.clone(),
        anchor: format!("chapter-{}", chapter.slug),
        sections,
        charts: charts::figure(desk, &ChartKey::ChapterBullets(at, number)).into_iter().collect(),
    })
}

/// Every figures file with who reports it.
fn sources(report: &Report) -> Table {
    let column = |label: &str| Column { label: label.into(), numeric: false };
    Table {
        caption: "各时点数据的来源".into(),
        columns: ["截至", "性质", "来源单位", "文件"].map(column).into(),
        rows: report.releases.iter().rev().map(|release| source(report, release)).collect(),
    }
}

fn source(report: &Report, release: &Release) -> Vec<Cell> {
    let cell = |text: String| Cell { value: Value::plain(text), href: None };
    let status = match release.status {
        FigureStatus::Official => "正式",
        FigureStatus::Preliminary => "初步",
        FigureStatus::Demo => "演示",
    };
    let mark = if release.status == FigureStatus::Demo { "（演示）" } else { "" };
    let office = report.offices.get(&release.source.office).map_or_else(String::new, |office| format!("{}{mark}", office.name));
    let document = release.source.document.as_ref().map_or_else(|| "未载".into(), |document| format!("《{document}》"));
    vec![cell(chinese(release.as_of)), cell(status.into()), cell(office), cell(document)]
}
