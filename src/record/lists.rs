//! 清单: items that came or went, and numbers and words of an item that changed. A list has no place of its own to state a reason, so that a
//! change under the same date is a notice and the rest is only told.

use crate::diagnostic::{Diagnostic, Place};
use crate::record::compare::{Comparison, Difference, Kind, Pair};
use crate::report::Report;
use crate::report::list::{Content, Count, Head, List, Livelihood, Outcome, Project, Totals, Vote};
use crate::source::Span;
use crate::value::date::chinese;
use crate::value::quantity::Amount;
use std::collections::BTreeMap;

/// Compares the lists of both reports by their addresses.
pub(super) fn compare(pair: &Pair<'_>, found: &mut Comparison) {
    for old in &pair.old.lists {
        match pair.new.lists.iter().find(|new| new.slug == old.slug) {
            Some(new) => list(pair, old, new, found),
            None => lost(pair, old, found),
        }
    }
    for new in pair.new.lists.iter().filter(|new| !pair.old.lists.iter().any(|old| old.slug == new.slug)) {
        let sentence = format!("新增：清单“{}”，{}项。", new.title, new.heads().len());
        found.differences.push(Difference::new(Kind::Added, pair.new, "list", sentence).at(start(new)));
    }
}

fn start(list: &List) -> Span {
    Span::new(list.file, 0..0)
}

fn lost(pair: &Pair<'_>, old: &List, found: &mut Comparison) {
    found.differences.push(Difference::new(
        Kind::Lost,
        pair.new,
        "list",
        format!("缺失：清单“{}”和它的{}项。", old.title, old.heads().len()),
    ));
    let path = pair.sides.new_sources.path(pair.new.file).to_owned();
    let finding = Diagnostic::notice("record/list-changed", format!("清单“{}”不见了", old.title));
    found.findings.push(
        finding
            .at_place(Place::File { path, position: None })
            .note(pair.sides.was(start(old)))
            .remedy("公布过的清单要一直可以查到，请恢复；确需撤下的，请在合并请求里说明理由。"),
    );
}

fn list(pair: &Pair<'_>, old: &List, new: &List, found: &mut Comparison) {
    let (before, after) = (items(pair.old, old), items(pair.new, new));
    // Figures of another date are new figures; of the same date they are other ones.
    let updated = new.as_of > old.as_of;
    let mut silent: Vec<Span> = Vec::new();
    for (name, old_item) in &before {
        let Some(new_item) = after.get(name) else {
            silent.push(start(new));
            let sentence = format!("缺失：清单“{}”里的“{name}”。", new.title);
            found.differences.push(Difference::new(Kind::Lost, pair.new, "item", sentence).at(start(new)));
            continue;
        };
        for (label, was) in &old_item.values {
            let is = new_item.values.get(label);
            if is == Some(was) {
                continue;
            }
            let kind = if updated { Kind::Other } else { Kind::Unexplained };
            found.differences.push(difference(pair, new, name, label, was, is, kind).at(new_item.span));
            silent.extend((!updated).then_some(new_item.span));
        }
        for (label, is) in new_item.values.iter().filter(|(label, _)| !old_item.values.contains_key(*label)) {
            let sentence = format!("改动：清单“{}”里“{name}”补写了{label}：{}。", new.title, is.told());
            found.differences.push(Difference::new(Kind::Other, pair.new, "item", sentence).at(new_item.span));
        }
    }
    for (name, item) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
        let sentence = format!("新增：清单“{}”里的“{name}”。", new.title);
        found.differences.push(Difference::new(Kind::Added, pair.new, "item", sentence).at(item.span));
    }
    if let Some(first) = silent.first() {
        let message = format!("清单“{}”有{}处改动或缺失，没有写明原因", new.title, silent.len());
        found.findings.push(
            Diagnostic::notice("record/list-changed", message)
                .at(*first)
                .note(pair.sides.was(start(old)))
                .remedy("改错的请改回；数据更新的，请同时改 as_of；更正的，请在清单的 note 里写明日期和原因。"),
        );
    }
}

/// A value that is masked now was taken back: what it was is not repeated.
fn difference(pair: &Pair<'_>, list: &List, name: &str, label: &str, was: &Value, is: Option<&Value>, kind: Kind) -> Difference {
    let head = format!("清单“{}”里“{name}”的{label}", list.title);
    let word = if kind == Kind::Unexplained { "未说明" } else { "改动" };
    match is {
        Some(is) if is.masked => {
            Difference::new(kind, pair.new, "item", format!("{word}：{head}改为以“XX”代替。")).values(None, Some(is.told()))
        }
        Some(is) => {
            let sentence = format!("{word}：{head}由{}改为{}。", was.told(), is.told());
            Difference::new(kind, pair.new, "item", sentence).values(Some(was.told()), Some(is.told()))
        }
        None => Difference::new(kind, pair.new, "item", format!("{word}：{head}删去了。")),
    }
}

/// What an item says, by its label.
struct Item {
    values: BTreeMap<&'static str, Value>,
    span: Span,
}

#[derive(PartialEq, Eq)]
struct Value {
    text: String,
    masked: bool,
}

impl Value {
    fn told(&self) -> String {
        if self.masked { "以“XX”代替的数".to_owned() } else { self.text.clone() }
    }
}

/// Items by name; the numbers that stand beside them under a name of their own.
fn items(report: &Report, list: &List) -> BTreeMap<String, Item> {
    let mut items = BTreeMap::new();
    let mut put = |head: &Head, own: Vec<(&'static str, Option<Value>)>| {
        let mut values: BTreeMap<&'static str, Value> = own.into_iter().filter_map(|(label, value)| Some((label, value?))).collect();
        let due = head.due.map(chinese);
        let lead: Vec<&str> = head.lead.iter().filter_map(|id| report.offices.get(id)).map(|office| office.name.as_str()).collect();
        let heads = [("序号", head.number.clone()), ("完成时限", due), ("说明", head.note.clone())];
        values.extend(heads.into_iter().filter_map(|(label, text)| Some((label, plain(text?)))));
        values.extend((!lead.is_empty()).then(|| ("牵头单位", plain(lead.join("、")))));
        // A name that stands twice is told apart by its number.
        let name = match &head.number {
            Some(number) if items.contains_key(&head.name) => format!("{number}．{}", head.name),
            Some(_) | None => head.name.clone(),
        };
        items.entry(name).or_insert(Item { values, span: head.span });
    };
    match &list.content {
        Content::Projects { nodes, items } => items.iter().for_each(|item| put(&item.head, project(nodes, &item.own))),
        Content::Livelihood { items, .. } => items.iter().for_each(|item| put(&item.head, livelihood(&item.own))),
        Content::Tasks(items) => {
            items.iter().for_each(|item| put(&item.head, vec![("类别", text(&item.own.category)), ("牵头领导", text(&item.own.leader))]))
        }
        Content::Proposals { items, .. } => items.iter().for_each(|item| {
            let result = item.own.result.map(|result| plain(result.word().to_owned()));
            put(&item.head, vec![("办理结果", result), ("代表意见", item.own.rating.map(|rating| plain(rating.word().to_owned())))]);
        }),
        Content::Free { items, .. } => items.iter().for_each(|item| {
            let cells: Vec<&str> = item.own.cells.iter().map(|cell| cell.as_deref().unwrap_or("（无）")).collect();
            let cells = (!cells.is_empty()).then(|| plain(cells.join("、")));
            put(&item.head, vec![("规模", text(&item.own.scale)), ("进展", text(&item.own.progress)), ("各栏内容", cells)]);
        }),
    }
    let beside = match &list.content {
        Content::Livelihood { vote: Some(vote), .. } => Some(("票决", of_vote(vote))),
        Content::Proposals { totals: Some(totals), .. } => Some(("办理情况合计", of_totals(totals))),
        Content::Livelihood { vote: None, .. }
        | Content::Proposals { totals: None, .. }
        | Content::Projects { .. }
        | Content::Tasks(_)
        | Content::Free { .. } => None,
    };
    items.extend(beside.map(|(name, values)| {
        let values = values.into_iter().filter_map(|(label, value)| Some((label, value?))).collect();
        (name.to_owned(), Item { values, span: start(list) })
    }));
    items
}

type Values = Vec<(&'static str, Option<Value>)>;

fn plain(text: String) -> Value {
    Value { text, masked: false }
}

fn text(text: &Option<String>) -> Option<Value> {
    text.clone().map(plain)
}

fn count(count: Option<&Count>, unit: &str) -> Option<Value> {
    count.map(|count| match &count.amount {
        Amount::Known(number) => plain(format!("{number}{unit}")),
        Amount::Masked(mask) => Value { text: mask.text().to_owned(), masked: true },
    })
}

fn project(nodes: &[String], own: &Project) -> Values {
    let money = own.investment.as_ref();
    let unit = money.map_or("", |money| money.unit.label());
    let reached = own.reached.and_then(|(node, on)| {
        let on = on.map_or_else(String::new, |on| format!("（{}）", chinese(on)));
        Some(plain(format!("{}{on}", nodes.get(node)?)))
    });
    vec![
        ("规模", text(&own.scale)),
        ("进展", text(&own.progress)),
        ("总投资", count(money.and_then(|money| money.total.as_ref()), unit)),
        ("完成投资", count(money.and_then(|money| money.invested.as_ref()), unit)),
        ("节点", reached),
    ]
}

fn livelihood(own: &Livelihood) -> Values {
    let (votes, answers) = (own.votes.as_ref(), own.satisfaction.as_ref());
    vec![
        ("内容和标准", text(&own.content)),
        ("票决结果", own.elected.map(|elected| plain(if elected { "当选" } else { "未当选" }.to_owned()))),
        ("赞成票", count(votes.and_then(|votes| votes.agree.as_ref()), "票")),
        ("反对票", count(votes.and_then(|votes| votes.against.as_ref()), "票")),
        ("弃权票", count(votes.and_then(|votes| votes.abstain.as_ref()), "票")),
        ("无效票", count(votes.and_then(|votes| votes.invalid.as_ref()), "票")),
        ("得票率", count(votes.and_then(|votes| votes.percent.as_ref()), "%")),
        ("满意人数", count(answers.and_then(|answers| answers.satisfied.as_ref()), "人")),
        ("基本满意人数", count(answers.and_then(|answers| answers.fairly.as_ref()), "人")),
        ("不满意人数", count(answers.and_then(|answers| answers.dissatisfied.as_ref()), "人")),
        ("测评弃权人数", count(answers.and_then(|answers| answers.abstain.as_ref()), "人")),
        ("参加测评人数", count(answers.and_then(|answers| answers.total.as_ref()), "人")),
        ("满意度", count(answers.and_then(|answers| answers.percent.as_ref()), "%")),
    ]
}

fn of_vote(vote: &Vote) -> Values {
    vec![
        ("日期", vote.on.map(|on| plain(chinese(on)))),
        ("到会代表", count(vote.present.as_ref(), "人")),
        ("发出票数", count(vote.issued.as_ref(), "张")),
        ("收回票数", count(vote.returned.as_ref(), "张")),
        ("候选项目", count(vote.candidates.as_ref(), "项")),
        ("应选项目", count(vote.elect.as_ref(), "项")),
    ]
}

fn of_totals(totals: &Totals) -> Values {
    let mut values = vec![("总件数", count(totals.total.as_ref(), "件"))];
    let labels = ["A类占比", "B类占比", "C类占比", "D类占比"];
    values.extend(Outcome::ALL.iter().zip(&totals.results).map(|(outcome, given)| (outcome.word(), count(given.as_ref(), "件"))));
    values.extend(labels.into_iter().zip(&totals.percents).map(|(label, given)| (label, count(given.as_ref(), "%"))));
    values
}
