//! The dates of a report's figures: a date that was published and is gone, and a quarter that nobody reported.

use crate::diagnostic::Diagnostic;
use crate::record::compare::{Comparison, Difference, Gone, Kind, Pair};
use crate::report::entry::FigureStatus;
use crate::value::date::chinese;
use jiff::civil::Date;

/// Compares the dates, and gives those that vanished as a whole.
pub(super) fn compare(pair: &Pair<'_>, found: &mut Comparison) -> Gone {
    let is_there = |as_of: Date| pair.new.releases.iter().any(|release| release.as_of == as_of);
    let gone: Gone = pair.old.releases.iter().map(|release| release.as_of).filter(|as_of| !is_there(*as_of)).collect();
    for as_of in &gone {
        lost(pair, *as_of, found);
    }
    added(pair, found);
    skipped(pair, found);
    gone
}

fn lost(pair: &Pair<'_>, as_of: Date, found: &mut Comparison) {
    let of_that_day = || pair.old.releases.iter().filter(|release| release.as_of == as_of);
    let count = pair.old.targets.iter().flat_map(|target| &target.entries).filter(|entry| entry.as_of == as_of).count();
    let Some(first) = of_that_day().next() else { return };
    let sentence = format!("缺失：截至{}的{count}个数据。", chinese(as_of));
    let change = Difference { as_of: Some(as_of), ..Difference::new(Kind::Lost, pair.new, "figures", sentence) };
    found.differences.push(change);
    // Demonstration data must go before a site is published in earnest.
    if !pair.sides.new.site.sample && of_that_day().all(|release| release.status == FigureStatus::Demo) {
        return;
    }
    found.findings.push(
        Diagnostic::error("record/figure-lost", format!("截至{}的{count}个数据不见了", chinese(as_of)))
            .at_place(pair.sides.file_today(first.file, pair.new.file))
            .note(pair.sides.was(first.as_of_span))
            .remedy("请恢复这个文件和原来的发布时间；已经公布的数据不能撤走，写错的在 changes 里更正，不再公布的逐项写 withheld。"),
    );
}

fn added(pair: &Pair<'_>, found: &mut Comparison) {
    for release in pair.new.releases.iter().filter(|release| !pair.old.releases.iter().any(|old| old.as_of == release.as_of)) {
        let number = pair.new.releases.iter().position(|other| other.file == release.file);
        let count = pair.new.targets.iter().flat_map(|target| &target.entries).filter(|entry| Some(entry.release) == number).count();
        let demo = if release.status == FigureStatus::Demo { "（演示）" } else { "" };
        let sentence = format!("新增：截至{}的{count}个数据{demo}。", chinese(release.as_of));
        let change = Difference { as_of: Some(release.as_of), ..Difference::new(Kind::Added, pair.new, "figures", sentence) };
        found.differences.push(change.at(release.as_of_span));
    }
}

/// Quarter ends of the report's period that lie between two dates of figures, the newest old one and those after it, with no figures of their
/// quarter.
fn skipped(pair: &Pair<'_>, found: &mut Comparison) {
    let Some(newest) = pair.old.releases.iter().map(|release| release.as_of).max() else { return };
    let mut last = newest;
    // Releases stand by date.
    for next in pair.new.releases.iter().filter(|release| release.as_of > newest) {
        let between = pair.new.period.quarter_ends().into_iter().filter(|end| last < *end && *end < next.as_of);
        // The quarter in which the last figures lie was reported, though not at its end.
        let missing: Vec<String> = between.filter(|end| quarter(*end) != quarter(last)).map(chinese).collect();
        if !missing.is_empty() {
            let message = format!("截至{}的数据没有报：上一次是{}，这一次是{}", missing.join("、"), chinese(last), chinese(next.as_of));
            found.findings.push(
                Diagnostic::warning("record/period-skipped", message)
                    .at(next.as_of_span)
                    .remedy("请补上缺的一期；确实没有数据的，那一期也建 figures 文件，逐项写 none: 原因。"),
            );
        }
        last = next.as_of;
    }
}

fn quarter(day: Date) -> (i16, i8) {
    (day.year(), (day.month() - 1) / 3)
}
