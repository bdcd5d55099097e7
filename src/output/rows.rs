//! One target on one line, the same wherever targets are listed.

use crate::assess::Assessment;
use crate::assess::status::Status;
use crate::assess::words::{self, GoalText};
use crate::output::desk::{Desk, status};
use crate::report::Report;
use crate::report::entry::{Content, Entry, FigureStatus};
use crate::report::target::{Commitment, Measure, Target};
use crate::site::PageKey;
use crate::value::date::chinese;
use crate::view::shared::{Explain, TargetRow, Value};

/// The row of a target; `with_chapter` names the chapter it belongs to.
pub fn row(desk: &Desk<'_>, report: usize, at: usize, with_chapter: bool) -> Option<TargetRow> {
    let entry = desk.report(report)?;
    let target = entry.targets.get(at)?;
    let assessment = desk.assessments(report).get(at)?;
    let newest = newest(target, assessment);
    let chapter = entry.chapters.get(target.chapter).filter(|_| with_chapter);
    Some(TargetRow {
        id: target.id.as_str().to_owned(),
        name: target.name.clone(),
        href: desk.href(&PageKey::Target(report, at)),
        chapter: chapter.map(|chapter| desk.link(&PageKey::Chapter(report, target.chapter), chapter.title.clone())),
        measure: target.measure.word().to_owned(),
        commitment: commitment(target),
        part: target.part_of.is_some(),
        goal: goal(desk, entry, target),
        standing: target.measure == Measure::Standing,
        goal_tells: goal_tells(target),
        growth_goal: words::growth_goal_text(target, false).map(|text| goal_value(desk, entry, target, text)),
        actual: newest.and_then(|newest| actual(desk, target, newest)),
        growth: newest.and_then(|newest| growth(desk, newest)),
        as_of: newest.map(|newest| chinese(newest.as_of)),
        expected: expected(desk, target, assessment),
        completion: assessment.completion.as_ref().map(|percent| desk.computed(format!("{percent}%"))),
        status: status(assessment),
        tags: tags(target, assessment),
        explain: explain(target, assessment),
        offices: desk.offices(report, &target.lead),
    })
}

/// The entry that counts.
pub fn newest<'t>(target: &'t Target, assessment: &Assessment) -> Option<&'t Entry> {
    assessment.entry.and_then(|entry| target.entries.get(entry))
}

/// The goal in the text's own shape; a number disclosed later stands in its place, marked as what it is.
pub fn goal(desk: &Desk<'_>, report: &Report, target: &Target) -> Value {
    match words::goal_text(report, target, false) {
        Some(text) => goal_value(desk, report, target, text),
        None if target.growth.is_some() => Value::plain("见增速目标"),
        None => Value::plain("不设数量目标"),
    }
}

/// Whether the goal says more than that the work is to be done: neither 不设数量目标 nor the one stage 完成.
fn goal_tells(target: &Target) -> bool {
    match &target.measure {
        Measure::Standing => false,
        Measure::Milestone { stages } => stages.len() > 1 || stages.iter().any(|stage| stage.name != "完成"),
        Measure::Cumulative | Measure::Rate | Measure::Level { .. } | Measure::Cap | Measure::Trend(_) => true,
    }
}

/// A goal or growth goal with the mark of the file that disclosed it.
pub fn goal_value(desk: &Desk<'_>, report: &Report, target: &Target, text: GoalText) -> Value {
    match text.disclosed {
        Some(disclosed) => desk.value(disclosed, disclosure_status(report, target)),
        None => Value::plain(text.stated),
    }
}

/// How final the file is that disclosed the goal.
pub fn disclosure_status(report: &Report, target: &Target) -> FigureStatus {
    let release = target.disclosed.as_ref().and_then(|disclosure| report.releases.get(disclosure.release));
    release.map_or(FigureStatus::Official, |release| release.status)
}

/// What an entry reports as its value; `None` where it reports none.
pub fn actual(desk: &Desk<'_>, target: &Target, entry: &Entry) -> Option<Value> {
    match &entry.content {
        Content::Figure(figure) => {
            let number = figure.value.as_ref()?;
            Some(desk.value(words::amount_text(number, target.unit.as_ref(), false), entry.status))
        }
        Content::Stage { .. } => Some(desk.value(words::actual_text(target, entry, false), entry.status)),
        Content::Withheld { .. } => Some(Value::plain("暂不公开")),
        Content::Nothing { .. } => None,
        Content::Note { .. } => Some(desk.value("已公布工作情况", entry.status)),
    }
}

/// The growth an entry reports.
pub fn growth(desk: &Desk<'_>, entry: &Entry) -> Option<Value> {
    match &entry.content {
        Content::Figure(figure) => figure.growth.as_ref().map(|growth| desk.value(words::growth_text(growth, false), entry.status)),
        Content::Stage { .. } | Content::Withheld { .. } | Content::Nothing { .. } | Content::Note { .. } => None,
    }
}

/// What should have been reached by now.
pub fn expected(desk: &Desk<'_>, target: &Target, assessment: &Assessment) -> Option<Value> {
    if let Some(expected) = &assessment.expected {
        return Some(desk.computed(words::amount_text(&expected.shown, target.unit.as_ref(), false)));
    }
    match (&target.measure, &assessment.stages) {
        (Measure::Milestone { stages }, Some(state)) => {
            let stage = stages.get(state.expected?)?;
            Some(Value::plain(stage.name.clone()))
        }
        _ => None,
    }
}

/// The strength of the wording, where the text says more than usual.
pub fn commitment(target: &Target) -> Option<String> {
    match target.commitment {
        Commitment::Plan => None,
        Commitment::Ensure | Commitment::Strive => Some(target.commitment.word().to_owned()),
    }
}

/// Further words beside the status.
pub fn tags(target: &Target, assessment: &Assessment) -> Vec<String> {
    let mut tags = Vec::new();
    if assessment.late {
        tags.push("逾期完成".to_owned());
    }
    tags.extend(commitment(target));
    // They stay wherever the target is named, for as long as it is.
    tags.extend(target.ended.as_ref().map(|_| "已终止".to_owned()));
    tags.extend((!target.revised.is_empty()).then(|| "目标已调整".to_owned()));
    tags
}

/// Reason and next step beside a slow or missed target, and beside any other that was explained.
pub fn explain(target: &Target, assessment: &Assessment) -> Option<Explain> {
    let slow = matches!(assessment.status, Status::Behind | Status::Missed);
    match words::explanation(target, assessment.as_of) {
        Some(given) => Some(Explain {
            reason: given.reason.clone(),
            next: given.next.clone(),
            expected: given.expected.as_deref().map(|expected| format!("预计{}完成", words::expected_date(expected))),
        }),
        None => slow.then(|| Explain { reason: "责任单位尚未说明原因".into(), next: None, expected: None }),
    }
}
