//! The record: what was changed after publication, by kind and in the exact words (wording.md, Corrections and changes): what the data itself
//! states, and what a comparison with an earlier state of the content ([`compare`]) shows.

mod articles;
pub mod catalogue;
pub mod chronicle;
pub mod compare;
mod figures;
mod lists;
mod narrative;
mod periods;
mod reports;
mod targets;
mod terms;

use crate::assess::words::{amount_text, goal_words};
use crate::report::Report;
use crate::report::entry::{self, ChangeKind, Content, Entry};
use crate::report::target::{Goal, Target};
use crate::value::date::chinese;
use crate::value::decimal::Decimal;
use jiff::civil::Date;

/// One change after publication.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// When it was made.
    pub on: Date,
    /// The target: index into the report's targets.
    pub target: usize,
    /// 更正, 修订, 口径调整, 补报, 撤回 or 目标调整.
    pub kind: &'static str,
    /// The sentence people read; every demonstration value in it is marked.
    pub sentence: String,
    /// The entry of the target that it is about; none of a goal.
    pub entry: Option<usize>,
    /// Its number among the changes of the entry, or among the revisions of the goal.
    pub number: usize,
    /// The date of the figure.
    pub as_of: Option<Date>,
    /// What stood there, in words, where that is public.
    pub from: Option<String>,
    /// What stood there after it.
    pub to: Option<String>,
}

/// Every change of a report's figures and goals, newest first.
pub fn changes(report: &Report) -> Vec<Change> {
    let mut changes = Vec::new();
    for at in 0..report.targets.len() {
        changes.extend(figure_changes(report, at));
        changes.extend(goal_changes(report, at));
    }
    changes.sort_by(|a, b| b.on.cmp(&a.on).then(a.target.cmp(&b.target)));
    changes
}

/// The changes of a target's goal, oldest first, parallel to [`Target::revised`].
pub fn goal_changes(report: &Report, at: usize) -> Vec<Change> {
    let Some(target) = report.targets.get(at) else { return Vec::new() };
    let newer = |number: usize| target.revised.get(number + 1).map(|next| &next.was).or(target.goal.as_ref());
    let change = |(number, revision): (usize, &crate::report::target::Revision)| {
        let told = |goal: &Goal| goal_words(goal, target.unit.as_ref());
        let to = newer(number).map(told).unwrap_or_default();
        let sentence = format!(
            "目标调整：经{}批准，“{}”目标由{}调整为{to}。理由：{}。原目标继续保留供查。",
            revision.authority,
            target.name,
            told(&revision.was),
            plain(&revision.reason)
        );
        let (from, to) = (Some(told(&revision.was)), Some(to));
        Change { on: revision.on, target: at, kind: "目标调整", sentence, entry: None, number, as_of: None, from, to }
    };
    target.revised.iter().enumerate().map(change).collect()
}

fn figure_changes(report: &Report, at: usize) -> Vec<Change> {
    let Some(target) = report.targets.get(at) else { return Vec::new() };
    let mut changes = Vec::new();
    for (of, entry) in target.entries.iter().enumerate() {
        let demo = entry.status == entry::FigureStatus::Demo;
        let told = |amount: &Decimal| amount_text(amount, target.unit.as_ref(), demo);
        let (made, value) = match &entry.content {
            Content::Figure(figure) => (&figure.changes, figure.value.as_ref()),
            Content::Withheld { changes, .. } => (changes, None),
            Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. } => continue,
        };
        for (number, change) in made.iter().enumerate() {
            let later = made.get(number + 1).and_then(|next| next.from.as_ref());
            // What was taken back is not told by its corrections either.
            let to = later.or(value).filter(|_| value.is_some());
            let from = change.from.as_ref().filter(|_| value.is_some());
            changes.push(Change {
                on: change.on,
                target: at,
                kind: change.kind.word(),
                sentence: sentence(target, entry, change, later.or(value)),
                entry: Some(of),
                number,
                as_of: Some(entry.as_of),
                from: from.map(told),
                to: to.map(told),
            });
        }
    }
    changes
}

/// The sentence of a figure's change. A withdrawn figure is never named.
fn sentence(target: &Target, entry: &Entry, change: &entry::Change, to: Option<&Decimal>) -> String {
    let (name, on, as_of) = (&target.name, chinese(change.on), chinese(entry.as_of));
    let reason = plain(&change.reason);
    let demo = entry.status == entry::FigureStatus::Demo;
    let told = |amount: &Decimal| amount_text(amount, target.unit.as_ref(), demo);
    let (from, to) = (change.from.as_ref().map(told), to.map(told));
    // A growth that was corrected beside a value that was not has no sentence with two numbers.
    let to = to.filter(|to| from.as_ref() != Some(to));
    match (change.kind, from, to) {
        (ChangeKind::Correction, Some(from), Some(to)) => {
            format!("更正：{on}，“{name}”截至{as_of}的完成情况由{from}更正为{to}。原因：{reason}。")
        }
        (ChangeKind::Correction, _, _) => format!("更正：{on}，“{name}”截至{as_of}的完成情况已更正。原因：{reason}。"),
        (ChangeKind::Revision, Some(from), Some(to)) => {
            format!("修订：数据来源单位发布新的核实数，“{name}”由{from}修订为{to}。属正常数据修订，不是差错更正。")
        }
        (ChangeKind::Revision, _, _) => format!("修订：数据来源单位发布新的核实数，“{name}”已修订。属正常数据修订，不是差错更正。"),
        (ChangeKind::Redefinition, _, _) => format!("口径调整：自{on}起，“{name}”改按{reason}统计，前后数据不可直接比较。"),
        (ChangeKind::Late, _, _) => format!("补报：“{name}”原为暂无数据，{on}补充公布。"),
        (ChangeKind::Withdrawal, _, _) => format!("撤回：{on}起停止公布“{name}”，理由：{reason}。"),
    }
}

/// A reason without its own full stop.
fn plain(reason: &str) -> &str {
    reason.trim_end_matches('。')
}
