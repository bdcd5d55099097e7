//! Whether a target that is done was done after its due date (contract §4, rule 5).

use crate::assess::bounds::Bounds;
use crate::assess::case::counting;
use crate::assess::{cumulative, milestone};
use crate::report::Policy;
use crate::report::entry::{Content, Entry};
use crate::report::target::{Measure, Stage, Target};

/// Whether an entry dated on the due date or later still showed the goal unmet, or the last stage was reached after it.
pub(crate) fn is_late(target: &Target, policy: &Policy) -> bool {
    match &target.measure {
        Measure::Cumulative => Bounds::of_value(target, policy).is_some_and(|goal| from_due_on(target).any(|entry| is_short(&goal, entry))),
        Measure::Milestone { stages } => {
            from_due_on(target).any(|entry| is_unfinished(stages, entry)) || finished_after_due(target, stages)
        }
        Measure::Rate | Measure::Level { .. } | Measure::Cap | Measure::Trend(_) | Measure::Standing => false,
    }
}

/// The entries dated on the due date or later.
fn from_due_on(target: &Target) -> impl Iterator<Item = &Entry> {
    counting(target).map(|(_, entry)| entry).filter(|entry| entry.as_of >= target.due())
}

fn is_short(goal: &Bounds, entry: &Entry) -> bool {
    match &entry.content {
        Content::Figure(figure) => figure.value.as_ref().is_some_and(|value| !cumulative::is_met(goal, value)),
        Content::Withheld { .. } | Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. } => false,
    }
}

fn is_unfinished(stages: &[Stage], entry: &Entry) -> bool {
    match entry.content {
        Content::Stage { reached, .. } => !milestone::is_met(stages, reached),
        Content::Figure(_) | Content::Withheld { .. } | Content::Nothing { .. } | Content::Note { .. } => false,
    }
}

/// Whether the newest date given for the last stage lies after the due date.
fn finished_after_due(target: &Target, stages: &[Stage]) -> bool {
    let finished = counting(target).rev().find_map(|(_, entry)| match entry.content {
        Content::Stage { reached, on, .. } if milestone::is_met(stages, reached) => on,
        _ => None,
    });
    finished.is_some_and(|on| on > target.due())
}
