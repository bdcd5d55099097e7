//! From a verdict to what is shown: expected amount, shares, gap, stages, reason, label. It decides no status.

use crate::assess::bounds::Bounds;
use crate::assess::case::{Case, Formula, Side, counting};
use crate::assess::rule::{self, Part, Verdict};
use crate::assess::status::Status;
use crate::assess::{Assessment, Expected, PartResult, StageState, cumulative, late, level, milestone};
use crate::report::entry::Content;
use crate::report::target::{Commitment, Ended, Target, Trend};
use crate::value::date;
use crate::value::decimal::Decimal;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// Judges a case and gathers what is shown about it.
pub(crate) fn assessment(case: &Case) -> Assessment {
    let verdict = rule::judge(case);
    let numbers = match verdict.value {
        Some((status, _)) if status != Status::Unreported => Numbers::of(case),
        Some(_) | None => Numbers::default(),
    };
    let value = verdict.value.and_then(|verdict| part_result(case, &case.value, verdict, numbers.expected.as_ref()));
    let growth = verdict.growth.and_then(|verdict| part_result(case, &case.growth, verdict, None));
    let strive = case.target.commitment == Commitment::Strive;
    Assessment {
        status: verdict.status,
        rule: verdict.rule,
        late: verdict.status == Status::Done && value.is_some() && late::is_late(case.target, case.policy),
        strive,
        as_of: case.as_of(),
        entry: case.newest.map(|(index, _)| index),
        label: label(case, &verdict, strive),
        reason: reason(case, verdict.status),
        left_out: (value.is_some() || growth.is_some()).then(|| case.left_out().map(str::to_owned)).flatten(),
        value,
        growth,
        expected: numbers.expected,
        completion: numbers.completion,
        pace: numbers.pace,
        stages: stages(case),
    }
}

/// The numbers of the value part; each only where the rules use it.
#[derive(Default)]
struct Numbers {
    expected: Option<Expected>,
    completion: Option<Decimal>,
    pace: Option<Decimal>,
}

impl Numbers {
    fn of(case: &Case) -> Self {
        let Some(part) = Part::of(case, &case.value) else {
            return Self::default();
        };
        let pace = || (!part.is_at_due()).then(|| percent(&part.share()));
        match part.formula {
            Formula::Cumulative(goal, actual) => Self {
                expected: (!part.is_at_due()).then(|| cumulative::expected(goal, actual, &part.share(), part.is_counted())),
                completion: cumulative::completion(goal, actual).as_ref().map(percent),
                pace: pace(),
            },
            Formula::Level(goal, actual, Some(baseline)) => {
                Self { expected: None, completion: level::way(goal, baseline, actual).as_ref().map(percent), pace: pace() }
            }
            Formula::Level(_, _, None) | Formula::Rate(..) | Formula::Cap(..) | Formula::Milestone(..) | Formula::Trend(..) => {
                Self::default()
            }
        }
    }
}

/// One decimal, half-up, in per cent.
fn percent(share: &BigRational) -> Decimal {
    Decimal::rounded(&(share * BigInt::from(100)), 1)
}

/// What is shown about a part that counts.
fn part_result(case: &Case, side: &Side, (status, rule): (Status, u8), expected: Option<&Expected>) -> Option<PartResult> {
    let part = Part::of(case, side)?;
    let of_bounds = |goal: &Bounds, actual: &Decimal| PartResult {
        status,
        rule,
        op: Some(goal.op),
        goal: Some(goal.goal.clone()),
        upper: goal.upper.clone(),
        actual: Some(actual.clone()),
        other: None,
        gap: None,
    };
    let plain = PartResult { status, rule, op: None, goal: None, upper: None, actual: None, other: None, gap: None };
    let mut result = match part.formula {
        Formula::Cumulative(goal, actual) | Formula::Rate(goal, actual) | Formula::Cap(goal, actual) | Formula::Level(goal, actual, _) => {
            of_bounds(goal, actual)
        }
        Formula::Milestone(..) => plain,
        Formula::Trend(_, actual, other) => PartResult { actual: Some(actual.clone()), other: other.clone(), ..plain },
    };
    if status.asks_for_reason() {
        result.gap = gap(part.formula, status, expected);
    }
    Some(result)
}

/// How much is missing: to what is expected by now where there is such a thing, else to the goal.
fn gap(formula: &Formula, status: Status, expected: Option<&Expected>) -> Option<Decimal> {
    let (missing, actual) = match formula {
        // From the amount shown, so that people who subtract find the same.
        Formula::Cumulative(_, actual) if status == Status::Behind => (expected?.shown.ratio() - actual.ratio(), actual),
        Formula::Cumulative(goal, actual) | Formula::Rate(goal, actual) => (goal_of(goal) - actual.ratio(), actual),
        Formula::Cap(goal, actual) => (actual.ratio() - goal.ceiling(), actual),
        Formula::Level(goal, actual, _) => (goal.distance(&actual.ratio()), actual),
        Formula::Trend(Trend::Up | Trend::Down, actual, _) => (actual.ratio().abs(), actual),
        Formula::Trend(Trend::FasterThan(_), actual, other) => (other.as_ref()?.1.ratio() - actual.ratio(), actual),
        Formula::Milestone(..) => return None,
    };
    missing.is_positive().then(|| written(&missing, actual.scale()))
}

/// The goal itself, exact.
fn goal_of(goal: &Bounds) -> BigRational {
    goal.goal.ratio()
}

/// A finite decimal with all its digits, and at least as many decimals as the figure beside it.
fn written(amount: &BigRational, least: u32) -> Decimal {
    let places = (0..least + 12).find(|places| (amount * BigInt::from(10).pow(*places)).is_integer()).unwrap_or(least + 2);
    Decimal::rounded(amount, if amount.is_zero() { 0 } else { places })
}

/// Where a milestone stands, whatever its status.
fn stages(case: &Case) -> Option<StageState> {
    let crate::report::target::Measure::Milestone { stages } = &case.target.measure else {
        return None;
    };
    let expected = if case.as_of()? >= case.target.due() { stages.len().checked_sub(1) } else { milestone::due_by(stages, case.as_of()?) };
    match case.newest?.1.content {
        Content::Stage { reached, on, .. } => Some(StageState { reached, expected, on }),
        Content::Figure(_) | Content::Withheld { .. } | Content::Nothing { .. } | Content::Note { .. } => None,
    }
}

/// Why there is no judgement, as a phrase.
fn reason(case: &Case, status: Status) -> Option<String> {
    let target = case.target;
    let text = match status {
        Status::NotAssessed => target
            .assess_off
            .clone()
            .or_else(|| target.ended.as_ref().map(ended))
            .or_else(|| undisclosed(target))
            .or_else(|| case.incomparable().map(str::to_owned))?,
        Status::Withheld => match &case.newest?.1.content {
            Content::Withheld { reason, .. } => reason.clone(),
            Content::Figure(_) | Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. } => return None,
        },
        Status::Unreported => without_figure(case)?,
        Status::Done
        | Status::Ahead
        | Status::OnSchedule
        | Status::Behind
        | Status::Missed
        | Status::NotDue
        | Status::Masked
        | Status::Ongoing => return None,
    };
    Some(text.trim_end_matches('。').to_owned())
}

/// The end of a target, as a phrase.
fn ended(ended: &Ended) -> String {
    format!("{}经{}批准终止，{}", date::chinese(ended.on), ended.authority, ended.reason)
}

/// A goal set by a higher authority and not disclosed, as a phrase.
fn undisclosed(target: &Target) -> Option<String> {
    let set_by = target.set_by.as_ref().filter(|_| target.known_goal().is_none())?;
    Some(format!("目标由{}，文本未载明数值", set_by.trim_end_matches('。')))
}

/// Why there is no figure: what the office gave as its reason, or what is missing to compare with.
fn without_figure(case: &Case) -> Option<String> {
    if let Side::NoFigure(Some(why)) = &case.value {
        return Some(why.clone());
    }
    match counting(case.target).next_back()?.1.content {
        Content::Nothing { ref reason } => Some(reason.clone()),
        Content::Figure(_) | Content::Withheld { .. } | Content::Stage { .. } | Content::Note { .. } => None,
    }
}

/// The full label: without an expected amount the words speak of the goal, not of the pace (wording.md, Statuses).
fn label(case: &Case, verdict: &Verdict, strive: bool) -> &'static str {
    let side = match (verdict.value, verdict.growth) {
        (Some((value, _)), Some((growth, _))) if growth.rank() < value.rank() => &case.growth,
        (Some(_), _) => &case.value,
        (None, _) => &case.growth,
    };
    let by_pace = match side {
        Side::Counts(Formula::Cumulative(..)) => true,
        Side::Counts(Formula::Level(..)) => verdict.rule == 10,
        _ => false,
    };
    match verdict.status {
        Status::Missed if strive => "力争目标未实现",
        Status::OnSchedule if !by_pace => "目前达到目标要求",
        Status::Behind if matches!(side, Side::Counts(Formula::Cap(..))) => "目前超出控制目标",
        Status::Behind if !by_pace => "目前未达目标要求",
        status => status.label(),
    }
}
