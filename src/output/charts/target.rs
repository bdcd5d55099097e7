//! Charts of one target. A goal or figure that is not public reaches none of them.

use crate::assess::Assessment;
use crate::assess::status::Status;
use crate::assess::words;
use crate::chart::bullet::{Bullet, Reading};
use crate::chart::composition::{Composition, Part};
use crate::chart::quarters::{Quarter, Quarters};
use crate::chart::stages::{Stage as StageMark, StageState, Stages};
use crate::chart::{Amount, Shown};
use crate::output::charts::tone;
use crate::output::desk::Desk;
use crate::output::rows::{disclosure_status, newest};
use crate::report::Report;
use crate::report::entry::{Content, Entry, Figure, FigureStatus};
use crate::report::target::{Measure, Stage, Target};
use crate::value::date::chinese;
use crate::value::unit::Unit;
use jiff::civil::Date;

/// A bullet compares a figure with a goal of the same unit: both must be known.
pub(super) fn has_bullet(target: &Target, assessment: &Assessment) -> bool {
    let measured = match target.measure {
        Measure::Cumulative | Measure::Rate | Measure::Level { .. } | Measure::Cap => true,
        Measure::Milestone { .. } | Measure::Trend(_) | Measure::Standing => false,
    };
    let judged = match assessment.status {
        Status::Done | Status::Ahead | Status::OnSchedule | Status::Behind | Status::Missed | Status::NotDue => true,
        Status::Unreported | Status::Masked | Status::Withheld | Status::Ongoing | Status::NotAssessed => false,
    };
    measured && judged && target.known_goal().is_some() && value_of(target, assessment).is_some()
}

/// The newest value.
fn value_of<'t>(target: &'t Target, assessment: &Assessment) -> Option<(&'t Entry, &'t Figure)> {
    let entry = newest(target, assessment)?;
    match &entry.content {
        Content::Figure(figure) => (figure.value.is_some() || target.measure == Measure::Rate).then_some((entry, figure)),
        Content::Withheld { .. } | Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. } => None,
    }
}

/// A target against its pace.
pub(super) fn bullet(desk: &Desk<'_>, report: &Report, target: &Target, assessment: &Assessment, id: String) -> Bullet {
    let unit = target.unit.as_ref().map_or("", |unit| unit.label()).to_owned();
    let reading = match target.measure {
        Measure::Cumulative => Reading::Total,
        Measure::Rate | Measure::Level { .. } | Measure::Cap | Measure::Milestone { .. } | Measure::Trend(_) | Measure::Standing => {
            Reading::Level
        }
    };
    let goal = target.known_goal();
    let goal_text = match &goal {
        // The upper end of a range stands apart.
        Some((lower, Some(_))) => format!("{lower}{unit}"),
        _ => words::goal_text(report, target, false).map(|text| text.judged().to_owned()).unwrap_or_default(),
    };
    let number = value_of(target, assessment).and_then(|(_, figure)| figure.value.clone().or_else(|| figure.growth.clone()));
    Bullet {
        id,
        title: target.name.clone(),
        reading,
        goal: match &goal {
            // Both ends of a range are said by the chart: the words of the goal would say the upper one twice.
            Some((value, Some(_))) => Shown::Known(Amount::new(value.clone(), &unit)),
            Some((value, None)) => Shown::Known(Amount { value: value.clone(), text: goal_text }),
            None => Shown::Absent("目标未载明数值".into()),
        },
        goal_upper: goal.and_then(|(_, upper)| upper).map(|upper| Amount::new(upper, &unit)),
        actual: number.map_or_else(|| Shown::Absent("暂无数据".into()), |number| Shown::Known(Amount::new(number, &unit))),
        expected: assessment.expected.as_ref().map(|expected| Amount::new(expected.shown.clone(), &unit)),
        completion: assessment.completion.clone().filter(|_| target.measure == Measure::Cumulative),
        as_of: assessment.as_of.map(chinese),
        tone: tone(assessment.status),
        chip: assessment.chip().to_owned(),
        demo: desk.sample() || disclosure_status(report, target) == FigureStatus::Demo,
        unit,
    }
}

/// Whether figures at two or more quarter ends of the period are there to be set against the pace.
pub(super) fn has_quarters(target: &Target) -> bool {
    target.measure == Measure::Cumulative
        && target.known_goal().is_some()
        && quarter_entries(target).filter(|(_, entry)| amount(*entry).is_some()).count() > 1
}

/// The quarter ends of the period, each with the entry that counts at it, up to the newest one reported.
fn quarter_entries(target: &Target) -> impl Iterator<Item = (Date, Option<&Entry>)> {
    let newest = target.entries.iter().map(|entry| entry.as_of).max();
    let ends = target.period.quarter_ends().into_iter().filter(move |end| Some(*end) <= newest);
    ends.map(|end| (end, target.entries.iter().rfind(|entry| entry.as_of == end)))
}

/// The value of an entry that has one.
pub(super) fn amount(entry: Option<&Entry>) -> Option<&Figure> {
    match &entry?.content {
        Content::Figure(figure) => figure.value.is_some().then_some(figure),
        Content::Withheld { .. } | Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. } => None,
    }
}

/// What was reached by each quarter end, against the pace.
pub(super) fn quarters(desk: &Desk<'_>, report: &Report, target: &Target, id: String) -> Option<Quarters> {
    let unit = target.unit.as_ref()?;
    let policy = &desk.world().site.policy;
    let (goal, upper) = target.known_goal()?;
    let goal = match upper {
        Some(_) => Amount::new(goal, unit.label()),
        None => {
            Amount { value: goal, text: words::goal_text(report, target, false).map(|text| text.judged().to_owned()).unwrap_or_default() }
        }
    };
    let quarter = |(end, entry): (Date, Option<&Entry>)| Quarter {
        label: quarter_label(target, end),
        actual: shown(entry, unit),
        planned: crate::assess::expected_by(target, end, policy).map(|planned| Amount::new(planned, unit.label())),
        preliminary: entry.is_some_and(|entry| entry.status == FigureStatus::Preliminary),
    };
    let quarters = quarter_entries(target).map(quarter).collect();
    let demo = desk.sample() || disclosure_status(report, target) == FigureStatus::Demo;
    Some(Quarters {
        id,
        title: format!("{}分季度进展", target.name),
        unit: unit.label().to_owned(),
        goal: Shown::Known(goal),
        quarters,
        demo,
    })
}

/// 一季度, 上半年, 前三季度, 全年 of a calendar year, otherwise the day.
fn quarter_label(target: &Target, end: Date) -> String {
    let from = target.period.from();
    let from_january = (from.month(), from.day()) == (1, 1) && from.year() == end.year();
    let label = match (from_january, end.month()) {
        (true, 3) => "一季度",
        (true, 6) => "上半年",
        (true, 9) => "前三季度",
        (true, 12) => "全年",
        _ => return format!("至{}年{}月", end.year(), end.month()),
    };
    label.to_owned()
}

/// The value of an entry, or why there is none to show.
pub(super) fn shown(entry: Option<&Entry>, unit: &Unit) -> Shown {
    match entry.map(|entry| &entry.content) {
        Some(Content::Figure(Figure { value: Some(value), .. })) => Shown::Known(Amount::new(value.clone(), unit.label())),
        Some(Content::Withheld { .. }) => Shown::Absent("暂不公开".into()),
        Some(Content::Figure(_) | Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. }) | None => {
            Shown::Absent("暂无数据".into())
        }
    }
}

/// Whether a milestone has several nodes: one node alone is no track.
pub(super) fn has_stages(target: &Target, assessment: &Assessment) -> bool {
    let several = matches!(&target.measure, Measure::Milestone { stages } if stages.len() > 1);
    several && assessment.stages.is_some()
}

/// The nodes of a milestone with how far it is; a later node implies the earlier ones.
pub(super) fn stages(desk: &Desk<'_>, target: &Target, assessment: &Assessment, id: String) -> Option<Stages> {
    let Measure::Milestone { stages } = &target.measure else { return None };
    let reached = assessment.stages?.reached;
    let reached_on = |number: usize| {
        target.entries.iter().find_map(|entry| match &entry.content {
            Content::Stage { reached: Some(reached), on, .. } if *reached == number => on.map(chinese),
            _ => None,
        })
    };
    let mark = |(number, stage): (usize, &Stage)| {
        let state = match reached {
            Some(reached) if number <= reached => StageState::Reached(reached_on(number)),
            None if number == 0 => StageState::Current,
            Some(_) | None => StageState::Open,
        };
        StageMark { name: stage.name.clone(), state, due: stage.due.map(|due| format!("{}前", chinese(due))) }
    };
    Some(Stages {
        id,
        title: format!("{}：节点进展", target.name),
        stages: stages.iter().enumerate().map(mark).collect(),
        as_of: assessment.as_of.map(chinese),
        tone: tone(assessment.status),
        chip: assessment.chip().to_owned(),
        demo: desk.sample(),
    })
}

/// Whether the newest figure of a total and those of all its parts at the same date are there.
pub(super) fn has_composition(report: &Report, target: &Target, assessment: &Assessment) -> bool {
    let day = newest(target, assessment).map(|entry| entry.as_of);
    let known = |target: &Target| day.and_then(|day| amount(target.entries.iter().rfind(|entry| entry.as_of == day))).is_some();
    !target.sum_of.is_empty() && known(target) && target.sum_of.iter().all(|part| report.targets.get(*part).is_some_and(known))
}

/// The parts of a total at the date of its newest figure.
pub(super) fn composition(desk: &Desk<'_>, report: &Report, target: &Target, assessment: &Assessment, id: String) -> Option<Composition> {
    let unit = target.unit.as_ref()?;
    let day = newest(target, assessment)?.as_of;
    let at = |target: &Target| shown(target.entries.iter().rfind(|entry| entry.as_of == day), unit);
    let parts = target.sum_of.iter().filter_map(|part| report.targets.get(*part));
    Some(Composition {
        id,
        title: format!("{}的构成", target.name),
        total: at(target),
        parts: parts.map(|part| Part { name: part.name.clone(), amount: at(part) }).collect(),
        demo: desk.sample(),
    })
}
