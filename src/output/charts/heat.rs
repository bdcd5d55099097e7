//! `heat`: which share of the judged targets was on schedule, by chapter or office and date.

use crate::assess::{Assessment, assess};
use crate::chart::heat::{Heat, HeatCell, HeatRow};
use crate::chart::tone::Tone;
use crate::output::charts::tone;
use crate::output::desk::Desk;
use crate::report::Report;
use crate::report::target::Target;
use jiff::civil::Date;

/// The dates of the report's figures, oldest first; history before the period is not judged.
pub(super) fn days(report: &Report) -> Vec<Date> {
    let mut days: Vec<Date> = report.releases.iter().map(|release| release.as_of).filter(|day| *day >= report.period.from()).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The chapters in the report's order.
pub(super) fn of_chapters(desk: &Desk<'_>, report: &Report, id: String) -> Heat {
    let rows = report.chapters.iter().enumerate();
    heat(
        desk,
        report,
        id,
        "各部分按计划推进的目标",
        "篇章",
        rows.map(|(at, chapter)| (chapter.title.clone(), Wanted::Chapter(at))).collect(),
    )
}

/// The offices in the order of their ids: never a ranking.
pub(super) fn of_offices(desk: &Desk<'_>, report: &Report, id: String) -> Heat {
    let rows = report.offices.iter().map(|(id, office)| (office.name.clone(), Wanted::Office(id.as_str())));
    heat(desk, report, id, "各单位牵头目标的推进情况", "责任单位", rows.collect())
}

/// Which targets a row is about.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    All,
    Chapter(usize),
    Office(&'a str),
}

impl Wanted<'_> {
    fn holds(self, target: &Target) -> bool {
        match self {
            Self::All => true,
            Self::Chapter(chapter) => target.chapter == chapter,
            Self::Office(id) => target.lead.iter().any(|lead| lead.as_str() == id),
        }
    }
}

fn heat(desk: &Desk<'_>, report: &Report, id: String, title: &str, of: &str, rows: Vec<(String, Wanted<'_>)>) -> Heat {
    let days = days(report);
    let policy = &desk.world().site.policy;
    let judged: Vec<Vec<Assessment>> = days.iter().map(|day| assess(&report.until(*day), policy)).collect();
    let row = |(label, wanted): (String, Wanted<'_>)| HeatRow {
        label,
        cells: judged.iter().map(|judged| cell(report, judged, wanted)).collect(),
    };
    let rows: Vec<HeatRow> = rows.into_iter().map(row).filter(|row| row.cells.iter().any(|cell| cell.judged > 0)).collect();
    Heat {
        id,
        title: title.to_owned(),
        of: of.to_owned(),
        periods: days.iter().map(|day| period(*day)).collect(),
        whole: Some(row(("全部".to_owned(), Wanted::All))),
        rows,
        demo: desk.sample(),
    }
}

fn cell(report: &Report, judged: &[Assessment], wanted: Wanted<'_>) -> HeatCell {
    let mine = report.targets.iter().zip(judged).filter(|(target, _)| wanted.holds(target));
    let counts: Vec<(Tone, u32)> = mine.map(|(_, assessment)| (tone(assessment.status), 1)).collect();
    HeatCell::of(&counts)
}

/// 2022年6月底, or the day where it is not the last of its month.
fn period(day: Date) -> String {
    if day == day.last_of_month() {
        format!("{}年{}月底", day.year(), day.month())
    } else {
        format!("{}年{}月{}日", day.year(), day.month(), day.day())
    }
}
