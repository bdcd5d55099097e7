//! The items of a list, one reader a kind. A count may be a mask, as the published text has it; a mask is no number and stays one.

use crate::diagnostic::Diagnostic;
use crate::report::list::{Count, Free, Livelihood, Outcome, Proposal, Rating, Satisfaction, Task, Totals, Vote, Votes};
use crate::syntax::decode::{self, Findings};
use crate::syntax::fields::{Fields, Known, entries};
use crate::syntax::lists::{FREE, InvestmentDraft, ItemDraft, LIVELIHOOD, PROJECTS, PROPOSALS, ProjectDraft, TASKS, TaskDraft};
use crate::syntax::suggest::nearest;
use crate::syntax::yaml::{Kind, Node};
use crate::value::quantity::{Amount, Mask};

pub(in crate::syntax) const INVESTMENT: Known =
    &[("value", "总投资"), ("mask", "原文的XX"), ("unit", "计量单位"), ("invested", "已完成投资")];
pub(in crate::syntax) const VOTE: Known = &[
    ("on", "票决日期"),
    ("present", "到会代表人数"),
    ("issued", "发出票数"),
    ("returned", "收回票数"),
    ("candidates", "候选项目数"),
    ("elect", "应选项目数"),
];
pub(in crate::syntax) const VOTES: Known =
    &[("for", "赞成"), ("against", "反对"), ("abstain", "弃权"), ("invalid", "无效"), ("percent", "得票率")];
pub(in crate::syntax) const SATISFACTION: Known = &[
    ("satisfied", "满意"),
    ("fairly", "基本满意"),
    ("dissatisfied", "不满意"),
    ("abstain", "弃权或不了解"),
    ("total", "参加测评人数"),
    ("percent", "满意度"),
];
pub(in crate::syntax) const TOTALS: Known =
    &[("total", "总件数"), ("A", "A类件数"), ("B", "B类件数"), ("C", "C类件数"), ("D", "D类件数"), ("percent", "各类占比")];
pub(in crate::syntax) const PERCENT: Known = &[("A", "A类占比"), ("B", "B类占比"), ("C", "C类占比"), ("D", "D类占比")];
pub(in crate::syntax) const OUTCOMES: &[(&str, &str, Outcome)] = &[
    ("A", "已经解决或基本解决", Outcome::A),
    ("B", "正在解决或已经启动", Outcome::B),
    ("C", "列入规划逐步解决", Outcome::C),
    ("D", "留作参考", Outcome::D),
];
pub(in crate::syntax) const RATINGS: &[(&str, &str, Rating)] =
    &[("满意", "satisfied", Rating::Satisfied), ("基本满意", "fairly", Rating::Fairly), ("不满意", "dissatisfied", Rating::Dissatisfied)];

/// What items of every kind have; `own` is what only this one has.
fn item<T>(fields: &mut Fields<'_, '_>, own: T) -> Option<ItemDraft<T>> {
    let name = fields.required("name", decode::text);
    Some(ItemDraft {
        number: fields.optional("number", decode::text),
        target: fields.optional("target", decode::slug),
        lead: fields.optional("lead", decode::list(decode::slug)).unwrap_or_default(),
        support: fields.optional("support", decode::list(decode::slug)).unwrap_or_default(),
        due: fields.optional("due", decode::date),
        note: fields.optional("note", decode::text),
        name: name?,
        own,
    })
}

pub(super) fn project(node: &Node, findings: &mut Findings) -> Option<ItemDraft<ProjectDraft>> {
    let mut fields = Fields::of(node, "清单项目", PROJECTS.item, findings)?;
    let own = ProjectDraft {
        scale: fields.optional("scale", decode::text),
        progress: fields.optional("progress", decode::text),
        investment: fields.optional("investment", investment),
        node: fields.optional("node", decode::text),
        on: fields.optional("on", decode::date),
    };
    if own.on.is_some() && own.node.is_none() {
        fields.missing("node");
    }
    item(&mut fields, own)
}

fn investment(node: &Node, findings: &mut Findings) -> Option<InvestmentDraft> {
    let mut fields = Fields::of(node, "投资", INVESTMENT, findings)?;
    // `value: xx` is as good as `mask: xx`; targets have both, and a clerk writes what he knows from there.
    let total = fields.optional("value", amount).or_else(|| fields.optional("mask", amount));
    let invested = fields.optional("invested", amount);
    Some(InvestmentDraft { total, invested, unit: fields.required("unit", decode::text)? })
}

pub(super) fn livelihood(node: &Node, findings: &mut Findings) -> Option<ItemDraft<Livelihood>> {
    let mut fields = Fields::of(node, "民生实事项目", LIVELIHOOD.item, findings)?;
    let own = Livelihood {
        content: fields.optional("content", decode::text).map(|text| text.value),
        elected: fields.optional("elected", decode::boolean).map(|elected| elected.value),
        votes: fields.optional("votes", votes),
        satisfaction: fields.optional("satisfaction", satisfaction),
    };
    item(&mut fields, own)
}

pub(super) fn vote(node: &Node, findings: &mut Findings) -> Option<Vote> {
    let mut fields = Fields::of(node, "票决", VOTE, findings)?;
    Some(Vote {
        on: fields.optional("on", decode::date).map(|on| on.value),
        present: fields.optional("present", count),
        issued: fields.optional("issued", count),
        returned: fields.optional("returned", count),
        candidates: fields.optional("candidates", count),
        elect: fields.optional("elect", count),
    })
}

fn votes(node: &Node, findings: &mut Findings) -> Option<Votes> {
    let mut fields = Fields::of(node, "得票", VOTES, findings)?;
    Some(Votes {
        agree: fields.optional("for", count),
        against: fields.optional("against", count),
        abstain: fields.optional("abstain", count),
        invalid: fields.optional("invalid", count),
        percent: fields.optional("percent", amount),
    })
}

fn satisfaction(node: &Node, findings: &mut Findings) -> Option<Satisfaction> {
    let mut fields = Fields::of(node, "满意度", SATISFACTION, findings)?;
    Some(Satisfaction {
        satisfied: fields.optional("satisfied", count),
        fairly: fields.optional("fairly", count),
        dissatisfied: fields.optional("dissatisfied", count),
        abstain: fields.optional("abstain", count),
        total: fields.optional("total", count),
        percent: fields.optional("percent", amount),
    })
}

pub(super) fn task(node: &Node, findings: &mut Findings) -> Option<ItemDraft<TaskDraft>> {
    let mut fields = Fields::of(node, "任务", TASKS.item, findings)?;
    let category = fields.optional("category", decode::text).map(|text| text.value);
    let leader = fields.optional("leader", decode::text);
    let own = TaskDraft { task: Task { category, leader: leader.as_ref().map(|leader| leader.value.clone()) }, leader };
    item(&mut fields, own)
}

pub(super) fn proposal(node: &Node, findings: &mut Findings) -> Option<ItemDraft<Proposal>> {
    let mut fields = Fields::of(node, "代表建议", PROPOSALS.item, findings)?;
    let own = Proposal {
        result: fields.optional("result", decode::choice("办理结果", OUTCOMES)).map(|result| result.value),
        rating: fields.optional("satisfaction", decode::choice("代表意见", RATINGS)).map(|rating| rating.value),
    };
    item(&mut fields, own)
}

pub(super) fn totals(node: &Node, findings: &mut Findings) -> Option<Totals> {
    let mut fields = Fields::of(node, "办理情况合计", TOTALS, findings)?;
    let total = fields.optional("total", count);
    let results = ["A", "B", "C", "D"].map(|key| fields.optional(key, count));
    let percents = fields.optional("percent", |node, findings| {
        let mut fields = Fields::of(node, "各类占比", PERCENT, findings)?;
        Some(["A", "B", "C", "D"].map(|key| fields.optional(key, amount)))
    });
    Some(Totals { total, results, percents: percents.unwrap_or_default() })
}

pub(super) fn free(node: &Node, columns: &[String], findings: &mut Findings) -> Option<ItemDraft<Free>> {
    let mut fields = Fields::of(node, "清单项目", FREE.item, findings)?;
    let own = Free {
        scale: fields.optional("scale", decode::text).map(|text| text.value),
        progress: fields.optional("progress", decode::text).map(|text| text.value),
        cells: fields.optional("cells", |node, findings| cells(node, columns, findings)).unwrap_or_else(|| vec![None; columns.len()]),
    };
    item(&mut fields, own)
}

/// Cells by the heading of their column.
fn cells(node: &Node, columns: &[String], findings: &mut Findings) -> Option<Vec<Option<String>>> {
    let given = entries(node, "各栏内容", findings)?;
    for (key, _) in given.iter().filter(|(key, _)| !columns.contains(&key.text)) {
        let finding = Diagnostic::error("yaml/unknown-key", format!("没有“{}”这一栏", key.text)).at(key.span);
        findings.push(match nearest(&key.text, columns.iter().map(String::as_str)) {
            Some(near) => finding.remedy(format!("是不是“{near}”？")),
            None => finding.remedy(format!("columns 里写明的栏目是：{}。", columns.join("、"))),
        });
    }
    let cell = |column: &String| {
        let (_, node) = given.iter().find(|(key, _)| key.text == *column)?;
        (node.kind != Kind::Null).then(|| decode::text(node, findings)).flatten().map(|text| text.value)
    };
    Some(columns.iter().map(cell).collect())
}

/// A whole number, or the mask that stands for it.
fn count(node: &Node, findings: &mut Findings) -> Option<Count> {
    let found = amount(node, findings)?;
    match found.amount {
        Amount::Masked(_) => Some(found),
        Amount::Known(_) => decode::integer(node, findings).map(|_| found),
    }
}

/// A number, or the mask that stands for it.
fn amount(node: &Node, findings: &mut Findings) -> Option<Count> {
    let text = decode::text(node, findings)?;
    if let Some(mask) = Mask::new(&text.value) {
        return Some(Count { amount: Amount::Masked(mask), span: text.span });
    }
    let number = decode::decimal(node, findings)?;
    Some(Count { amount: Amount::Known(number.value), span: number.span })
}
