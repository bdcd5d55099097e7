//! On the page of a target: the target of an earlier year that it goes on with, and those of later years that go on with it, each as it
//! stands in its own report.

use crate::output::carried::{ended, incomparable, year};
use crate::output::desk::Desk;
use crate::output::rows::row;
use crate::report::carried::{At, after, before};
use crate::report::{Report, target::Target};
use crate::view::ledger::Neighbour;

/// The neighbours of a target in other years, the earlier one first.
pub(super) fn neighbours(desk: &Desk<'_>, at: usize, number: usize) -> Vec<Neighbour> {
    let reports = &desk.world().reports;
    let Some((report, target)) = desk.report(at).and_then(|report| Some((report, report.targets.get(number)?))) else {
        return Vec::new();
    };
    let earlier = before(reports, report, target).and_then(|there| neighbour(desk, report, target, there));
    let later = after(reports, at, number).into_iter().filter_map(|there| neighbour(desk, report, target, there));
    earlier.into_iter().chain(later).collect()
}

fn neighbour(desk: &Desk<'_>, report: &Report, target: &Target, (at, number): At) -> Option<Neighbour> {
    let there = desk.report(at)?;
    let other = there.targets.get(number)?;
    let distance = i32::from(there.year) - i32::from(report.year);
    let label = match distance {
        -1 => format!("上年目标（{}）", year(there)),
        1 => format!("下年目标（{}）", year(there)),
        _ => format!("{}目标", year(there)),
    };
    let differs = if distance < 0 { incomparable(other, target) } else { incomparable(target, other) };
    Some(Neighbour { label, row: row(desk, at, number, false)?, ended: ended(other), differs })
}
