//! 延续: which target of an earlier report a target goes on with, and which targets of later reports go on with it. Only what the content
//! says counts: two targets of one name are no proof of anything.

use crate::report::Report;
use crate::report::target::Target;
use crate::source::Span;
use crate::value::path::Slug;

/// `carried_from`: a target of an earlier report, as written. That report need not be in the content.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Carried {
    /// The year of the report.
    pub year: i16,
    /// The target's id there.
    pub id: Slug,
    /// Where it is written.
    pub span: Span,
}

impl Carried {
    /// As it is written: `2021/old-id`.
    pub fn text(&self) -> String {
        format!("{}/{}", self.year, self.id)
    }
}

/// A target: index of the report, and of the target in it.
pub type At = (usize, usize);

/// The earlier target that a target of a report goes on with, where its report is in the content.
pub fn before(reports: &[Report], report: &Report, target: &Target) -> Option<At> {
    let carried = target.carried_from.as_ref().filter(|carried| carried.year < report.year)?;
    let at = reports.iter().position(|earlier| earlier.year == carried.year)?;
    Some((at, reports.get(at)?.target_index(carried.id.as_str())?))
}

/// The targets of later reports that go on with a target, the next year's first; a target may be divided.
pub fn after(reports: &[Report], at: usize, number: usize) -> Vec<At> {
    let Some(then) = reports.get(at) else { return Vec::new() };
    let Some(id) = then.targets.get(number).map(|target| &target.id) else { return Vec::new() };
    let goes_on = |target: &Target| target.carried_from.as_ref().is_some_and(|carried| carried.year == then.year && carried.id == *id);
    let mut found = Vec::new();
    // The newest report stands first.
    for (later, report) in reports.iter().enumerate().take(at).rev() {
        let mine = report.targets.iter().enumerate().filter(|(_, target)| goes_on(target));
        found.extend(mine.map(|(target, _)| (later, target)));
    }
    found
}

/// The report of the year before, where it is in the content.
pub fn year_before(reports: &[Report], at: usize) -> Option<usize> {
    let year = reports.get(at)?.year;
    reports.iter().position(|report| i32::from(report.year) + 1 == i32::from(year))
}

/// In which of the three ways that forbid to compare two years' numbers a target differs from the one it goes on with: its kind, its unit,
/// what it counts. Each as: what differs, then, now.
pub fn differences(then: &Target, now: &Target) -> Vec<(&'static str, String, String)> {
    let unit = |target: &Target| target.unit.as_ref().map_or_else(|| "（无）".to_owned(), |unit| unit.label().to_owned());
    let all = [("类别", then.measure.word().to_owned(), now.measure.word().to_owned()), ("计量单位", unit(then), unit(now))];
    // Where one of the two does not say what it counts, nobody said that it counts something else.
    let counts = then.counts.clone().zip(now.counts.clone()).map(|(then, now)| ("计数口径", then, now));
    all.into_iter().chain(counts).filter(|(_, then, now)| then != now).collect()
}
