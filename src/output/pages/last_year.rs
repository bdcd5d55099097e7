//! 上年目标落实情况: with what the report of the next year opens. Each target of the year before is answered by what the content says of it:
//! how it ended, which of this year's targets goes on with it, or that none is marked as doing so. Why, is for the office to say.

use crate::output::carried;
use crate::output::desk::{Desk, status_counts};
use crate::output::pages::ledger;
use crate::output::rows::row;
use crate::report::Report;
use crate::report::carried::{after, year_before};
use crate::report::target::Target;
use crate::site::{Facet, PageKey};
use crate::value::date::chinese;
use crate::view::ledger::{LastRow, LastYear};
use crate::view::shared::Link;

/// More targets than this are folded in.
const IN_SIGHT: usize = 3;

/// The section of a report, where the report of the year before is in the content.
pub(super) fn section(desk: &Desk<'_>, at: usize) -> Option<LastYear> {
    let last = year_before(&desk.world().reports, at)?;
    let report = desk.report(last)?;
    let rows: Vec<LastRow> = (0..report.targets.len()).filter_map(|number| last_row(desk, at, last, report, number)).collect();
    let heading = if desk.sample() { "功能演示：上年目标落实情况" } else { "上年目标落实情况" };
    Some(LastYear {
        heading: heading.into(),
        demo: desk.sample() && !report.releases.is_empty(),
        lead: lead(desk, report, &rows),
        statuses: status_counts(desk.assessments(last).iter(), false, |status| {
            Some(desk.href(&PageKey::Filter(last, Facet::Status(status))))
        }),
        label: format!("逐项查看（{}项）", rows.len()),
        open: rows.len() <= IN_SIGHT,
        ledger: ledger::link_of_year(desk, last, report),
        rows,
    })
}

/// How many there were, as of when, and where they went: three counts that add up to all.
fn lead(desk: &Desk<'_>, report: &Report, rows: &[LastRow]) -> Vec<String> {
    let mark = if desk.sample() { "（演示）" } else { "" };
    let year = carried::year(report);
    let as_of = match report.as_of() {
        Some(as_of) => format!("数据截至{}{mark}", chinese(as_of)),
        None => "进展数据尚未发布".to_owned(),
    };
    let continued = rows.iter().filter(|row| !row.next.is_empty()).count();
    let ended = rows.iter().filter(|row| row.next.is_empty() && row.ended.is_some()).count();
    let unmarked = rows.len() - continued - ended;
    let counted = [(continued, "本报告继续安排"), (ended, "已经终止"), (unmarked, "本报告没有标明延续")];
    let parts = counted.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{words}的{count}项"));
    let mut lead = vec![format!("{year}报告共{}项目标任务，{as_of}。其中{}。", rows.len(), parts.collect::<Vec<_>>().join("，"))];
    let revised = rows.iter().filter(|row| !row.former.is_empty()).count();
    if revised > 0 {
        lead.push(format!("调整过目标的{revised}项，原目标一并列出。"));
    }
    lead
}

fn last_row(desk: &Desk<'_>, at: usize, last: usize, report: &Report, number: usize) -> Option<LastRow> {
    let target = report.targets.get(number)?;
    let reports = &desk.world().reports;
    let this_year = |(report, target): (usize, usize)| Some(named(desk, report, desk.report(report)?.targets.get(target)?, target));
    let next: Vec<Link> = after(reports, last, number).into_iter().filter(|(report, _)| *report == at).filter_map(this_year).collect();
    let namesake = namesake(desk, at, target).filter(|_| next.is_empty());
    let ended = carried::ended(target);
    let nowhere = next.is_empty() && ended.is_none() && namesake.is_none();
    Some(LastRow {
        row: row(desk, last, number, false)?,
        former: carried::former(report, number),
        nowhere: nowhere.then(|| "本报告没有标明延续这一项的目标。".into()),
        ended,
        next,
        namesake,
    })
}

/// A target of this year that has the same name and is not marked as going on with any: a fact, not an answer.
fn namesake(desk: &Desk<'_>, at: usize, then: &Target) -> Option<Link> {
    let targets = desk.report(at)?.targets.iter().enumerate();
    let mut same = targets.filter(|(_, target)| target.name == then.name && target.carried_from.is_none());
    same.next().map(|(number, target)| named(desk, at, target, number))
}

fn named(desk: &Desk<'_>, at: usize, target: &Target, number: usize) -> Link {
    desk.link(&PageKey::Target(at, number), format!("“{}”", target.name))
}
