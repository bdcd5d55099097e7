//! How every target stands: the judgement of contract §4, and nothing else. Pure: report and policy in, one assessment a target out.
//!
//! A goal reaches a comparison only through [`Target::known_goal`] and [`Target::known_growth`], so a mask is never judged, scaled by or
//! compared with. Fractions are exact; rounding happens only in what is shown.

pub mod cap;
pub mod cumulative;
pub mod level;
pub mod method;
pub mod milestone;
pub mod rate;
pub mod rule;
pub mod sentence;
pub mod share;
pub mod status;
pub mod trend;
pub mod words;

mod bounds;
mod case;
mod late;
mod outcome;

use crate::assess::case::Case;
use crate::assess::status::Status;
use crate::report::target::{Measure, PacePlan, Target};
use crate::report::{Policy, Report};
use crate::value::comparator::Comparator;
use crate::value::decimal::Decimal;
use crate::value::period::Pace;
use crate::value::unit::Unit;
use jiff::civil::Date;
use num_rational::BigRational;
use std::collections::BTreeMap;

/// How one target stands, with everything pages, charts, data files and sentences need, computed once.
#[derive(Clone, PartialEq, Debug)]
pub struct Assessment {
    /// The one status.
    pub status: Status,
    /// The number of the published rule that gave it (1–11).
    pub rule: u8,
    /// Done, but after the due date.
    pub late: bool,
    /// A 力争 target, which reads otherwise when missed and is counted apart.
    pub strive: bool,
    /// The date the judgement is about: of the entry that counts.
    pub as_of: Option<Date>,
    /// The entry that counts: index into [`Target::entries`](crate::report::target::Target::entries).
    pub entry: Option<usize>,
    /// The value part, where it counts.
    pub value: Option<PartResult>,
    /// The growth part, where it counts.
    pub growth: Option<PartResult>,
    /// What should have been reached by now; cumulative targets only.
    pub expected: Option<Expected>,
    /// Actual ÷ goal in per cent (level: share of the way from the baseline), one decimal, half-up.
    pub completion: Option<Decimal>,
    /// The share of the goal that should be reached by now in per cent, one decimal, half-up.
    pub pace: Option<Decimal>,
    /// Where a milestone stands.
    pub stages: Option<StageState>,
    /// Why it is not assessed, withheld, or without data; a phrase without full stop.
    pub reason: Option<String>,
    /// Why one part with goal and figure does not count (its bases differ) while the other is judged.
    pub left_out: Option<String>,
    /// The full label, fitted to what was judged.
    label: &'static str,
}

/// One judged part of a target.
#[derive(Clone, PartialEq, Debug)]
pub struct PartResult {
    /// How this part stands alone.
    pub status: Status,
    /// The number of the rule that gave it.
    pub rule: u8,
    /// How actual and goal are compared; `None` for milestones and trends.
    pub op: Option<Comparator>,
    /// The goal, or the lower bound of a range.
    pub goal: Option<Decimal>,
    /// The upper bound of a range.
    pub upper: Option<Decimal>,
    /// What was reported.
    pub actual: Option<Decimal>,
    /// What a faster-than trend was compared with: the other target (index) and its actual growth in per cent.
    pub other: Option<(usize, Decimal)>,
    /// How much is missing to be on schedule, or to the goal where nothing is expected by now; only when behind or missed, never negative.
    pub gap: Option<Decimal>,
}

/// What should have been reached by the as-of date.
#[derive(Clone, PartialEq, Debug)]
pub struct Expected {
    /// Exactly as it is compared; whole for counted units.
    pub exact: BigRational,
    /// To be shown; never on the other side of the actual amount than `exact`.
    pub shown: Decimal,
}

/// Where a milestone stands: indices of its stages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StageState {
    /// The stage reached; `None` while nothing is reached.
    pub reached: Option<usize>,
    /// The last stage that is due by now; `None` when none is.
    pub expected: Option<usize>,
    /// When the stage was reached, where given.
    pub on: Option<Date>,
}

/// Judges every target of a report, in the order of [`Report::targets`]. The caller has dropped what is not released.
pub fn assess(report: &Report, policy: &Policy) -> Vec<Assessment> {
    report.targets.iter().map(|target| assess_target(report, target, policy)).collect()
}

/// Judges one target of a report.
pub fn assess_target(report: &Report, target: &Target, policy: &Policy) -> Assessment {
    outcome::assessment(&Case::new(report, target, policy))
}

/// The statuses by whole months and by days where the choice decides, else `None`.
pub fn pace_decides(report: &Report, target: &Target, policy: &Policy) -> Option<(Status, Status)> {
    let by = |pace| assess_target(report, target, &Policy { pace, ..policy.clone() }).status;
    let (month, day) = (by(Pace::Month), by(Pace::Day));
    (month != day).then_some((month, day))
}

/// What the pace asks for by a day, for a cumulative target whose goal is known: whole for counted units, else with as many decimals as
/// it has, at most two more than the goal.
pub fn expected_by(target: &Target, day: Date, policy: &Policy) -> Option<Decimal> {
    let (goal, _) = target.known_goal().filter(|_| target.measure == Measure::Cumulative)?;
    if matches!(target.pace, PacePlan::AtDue { .. }) {
        return None;
    }
    let exact = goal.ratio() * share::planned(target, day, policy.pace);
    if target.unit.as_ref().is_some_and(Unit::is_counted) {
        return Some(Decimal::rounded(&exact.floor(), 0));
    }
    let exactly = (0..goal.scale() + 2).map(|places| Decimal::rounded(&exact, places)).find(|rounded| rounded.ratio() == exact);
    Some(exactly.unwrap_or_else(|| Decimal::rounded(&exact, goal.scale() + 2)))
}

impl Assessment {
    /// The short word people read.
    pub fn chip(&self) -> &'static str {
        if self.is_strive_missed() { "未实现" } else { self.status.chip() }
    }

    /// The full label people read.
    pub fn label(&self) -> &'static str {
        self.label
    }

    /// Whether this is a missed 力争 target, which is counted apart.
    pub fn is_strive_missed(&self) -> bool {
        self.strive && self.status == Status::Missed
    }

    /// The part that decided: the worse one.
    pub fn deciding(&self) -> Option<&PartResult> {
        match (&self.value, &self.growth) {
            (Some(value), Some(growth)) if growth.status.rank() < value.status.rank() => Some(growth),
            (Some(value), _) => Some(value),
            (None, growth) => growth.as_ref(),
        }
    }
}

/// How many targets have each status, in the order of [`Status::ALL`]; every status is there, and they sum to the number of targets.
pub fn counts(assessments: &[Assessment]) -> BTreeMap<Status, usize> {
    let mut counts: BTreeMap<Status, usize> = Status::ALL.into_iter().map(|status| (status, 0)).collect();
    for assessment in assessments {
        *counts.entry(assessment.status).or_default() += 1;
    }
    counts
}

/// How many of the missed targets are 力争 targets, which are counted apart.
pub fn strive_missed(assessments: &[Assessment]) -> usize {
    assessments.iter().filter(|assessment| assessment.is_strive_missed()).count()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests;
