//! What became of a target itself, in words: goals that stood before, an early end, the target of the year before that it goes on with and
//! those that go on with it. Pages and data say the same, and only what the content says: nobody's silence is read as an answer.

use crate::assess::words::goal_words;
use crate::output::desk::Desk;
use crate::record;
use crate::report::carried::{after, before, differences};
use crate::report::target::{Ended, Target};
use crate::report::{Report, YearBasis};
use crate::site::PageKey;
use crate::value::date::chinese;
use crate::view::ledger::{Fate, Former};
use crate::view::shared::Link;

/// 2022年, with that it was inferred.
pub fn year(report: &Report) -> String {
    match report.basis {
        YearBasis::Stated => format!("{}年", report.year),
        YearBasis::Inferred(_) => format!("{}年（推定）", report.year),
    }
}

/// 2022年9月1日经…批准终止。理由：…。
pub fn ended(target: &Target) -> Option<String> {
    let Ended { on, authority, reason } = target.ended.as_ref()?;
    Some(format!("{}经{authority}批准终止。理由：{}。", chinese(*on), reason.trim_end_matches('。')))
}

/// The goals that stood before, oldest first.
pub fn former(report: &Report, number: usize) -> Vec<Former> {
    let Some(target) = report.targets.get(number) else { return Vec::new() };
    let changes = record::goal_changes(report, number);
    let told = target.revised.iter().zip(changes);
    told.map(|(revision, change)| Former {
        goal: format!("原值：{}", goal_words(&revision.was, target.unit.as_ref())),
        sentence: change.sentence,
    })
    .collect()
}

/// What became of a target.
pub fn fate(desk: &Desk<'_>, at: usize, number: usize) -> Option<Fate> {
    let reports = &desk.world().reports;
    let report = desk.report(at)?;
    let target = report.targets.get(number)?;
    Some(Fate {
        former: former(report, number),
        ended: ended(target),
        before: before(reports, report, target).and_then(|(at, number)| in_its_year(desk, at, number)),
        after: after(reports, at, number).into_iter().filter_map(|(at, number)| in_its_year(desk, at, number)).collect(),
    })
}

/// 2023年“新开工产业项目”
fn in_its_year(desk: &Desk<'_>, at: usize, number: usize) -> Option<Link> {
    let report = desk.report(at)?;
    let name = &report.targets.get(number)?.name;
    Some(desk.link(&PageKey::Target(at, number), format!("{}“{name}”", year(report))))
}

/// Why the numbers of two years cannot be compared.
pub fn incomparable(then: &Target, now: &Target) -> Option<String> {
    let differs: Vec<&str> = differences(then, now).into_iter().map(|(what, _, _)| what).collect();
    (!differs.is_empty()).then(|| format!("两年的{}不同，数值不能直接比较。", differs.join("、")))
}
