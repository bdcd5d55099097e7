//! Charts of a whole report, chapter or office.

use crate::assess::Assessment;
use crate::assess::status::Status;
use crate::chart::bullets::{BulletRow, Bullets};
use crate::chart::status::{Status as StatusChart, StatusBar};
use crate::output::charts::tone;
use crate::output::desk::Desk;
use crate::report::Report;
use crate::report::target::Target;
use crate::value::decimal::Decimal;
use num_rational::BigRational;

/// The completion of the targets wanted.
pub(super) fn bullets(
    desk: &Desk<'_>,
    report: &Report,
    judged: &[Assessment],
    id: String,
    title: String,
    wanted: impl Fn(&Target) -> bool,
) -> Bullets {
    let rows = report.targets.iter().zip(judged).filter(|(target, assessment)| wanted(target) && assessment.completion.is_some());
    let rows = rows.map(|(target, assessment)| BulletRow {
        name: target.name.clone(),
        completion: assessment.completion.clone(),
        pace: due_share(assessment).or_else(|| assessment.pace.clone()),
        tone: tone(assessment.status),
        chip: assessment.chip().to_owned(),
    });
    Bullets { id, title, rows: rows.collect(), demo: desk.sample() }
}

/// What should be reached by now as a share of the goal. Of things that are counted it is a whole number, as the judgement has it: the
/// bar of three of five that are on schedule must not end short of the line.
fn due_share(assessment: &Assessment) -> Option<Decimal> {
    let goal = assessment.value.as_ref()?.goal.as_ref().filter(|goal| !goal.is_zero())?;
    let share = &assessment.expected.as_ref()?.exact / goal.ratio() * BigRational::from_integer(100.into());
    Some(Decimal::rounded(&share, 1))
}

/// The statuses of the whole and of every chapter.
pub(super) fn status(desk: &Desk<'_>, report: &Report, judged: &[Assessment], id: String) -> StatusChart {
    let bar = |label: String, chapter: Option<usize>| {
        let of_chapter = report.targets.iter().zip(judged).filter(|(target, _)| chapter.is_none_or(|chapter| target.chapter == chapter));
        let statuses: Vec<Status> = of_chapter.map(|(_, assessment)| assessment.status).collect();
        let count = |status: Status| u32::try_from(statuses.iter().filter(|other| **other == status).count()).unwrap_or(u32::MAX);
        StatusBar { label, counts: Status::ALL.into_iter().map(|status| (tone(status), count(status))).collect() }
    };
    let chapters = report.chapters.iter().enumerate().map(|(at, chapter)| bar(chapter.title.clone(), Some(at)));
    let bars = std::iter::once(bar("全部".into(), None)).chain(chapters).collect();
    StatusChart { id, title: "全部目标的状态".into(), bars, demo: desk.sample() }
}
