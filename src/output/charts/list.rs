//! Charts of a list: how many projects are at which node, how the votes and the answers about 民生实事项目 divide, how the deputies'
//! proposals were dealt with. A count that is missing or masked is neither drawn nor added up.

use crate::chart::composition::{Composition, Part};
use crate::chart::shares::{ShareRow, Shares};
use crate::chart::{Amount, Shown};
use crate::output::desk::{Desk, newest_sources};
use crate::report::Report;
use crate::report::entry::{Content as Reported, FigureStatus};
use crate::report::list::{Content, Count, Item, List, Livelihood, Outcome, Project, Proposal, Satisfaction, Totals, Vote, Votes};
use crate::site::ListChart;
use crate::value::decimal::Decimal;
use crate::value::quantity::Amount as Written;
use jiff::civil::Date;
use num_rational::BigRational;

/// How far a project is, in the nodes of its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The last node reached; none where work has begun and nothing is reached yet.
    pub node: Option<usize>,
    /// When, if that was said.
    pub on: Option<Date>,
    /// How final that is.
    pub status: FigureStatus,
    /// The figures files say so, not the list.
    pub reported: bool,
}

/// How far a project is: what the figures say of its target, where that has the nodes of the list, else what the list says.
pub fn reach(report: &Report, list: &List, nodes: &[String], item: &Item<Project>) -> Option<Reach> {
    let target = item.head.target.and_then(|at| report.targets.get(at)).filter(|target| target.has_stages(nodes));
    let newest = target.and_then(|target| target.entries.iter().rfind(|entry| matches!(entry.content, Reported::Stage { .. })));
    if let Some(entry) = newest
        && let Reported::Stage { reached, on, .. } = &entry.content
    {
        return Some(Reach { node: *reached, on: *on, status: entry.status, reported: true });
    }
    let (node, on) = item.own.reached?;
    Some(Reach { node: Some(node), on, status: list.status, reported: false })
}

/// The date and the source of what a list shows: its own, or those of the figures that its nodes were taken from.
pub fn dated(report: &Report, list: &List) -> (Option<Date>, Option<String>) {
    let reported = match &list.content {
        Content::Projects { nodes, items } => items.iter().any(|item| reach(report, list, nodes, item).is_some_and(|reach| reach.reported)),
        Content::Livelihood { .. } | Content::Tasks(_) | Content::Proposals { .. } | Content::Free { .. } => false,
    };
    if reported && list.as_of.is_none() {
        return (report.as_of(), Some(list.source.clone().unwrap_or_else(|| newest_sources(report))));
    }
    (list.as_of, list.source.clone())
}

/// Whether a chart of a list has something to draw.
pub(super) fn is_drawn(report: &Report, list: &List, kind: ListChart) -> bool {
    match (&list.content, kind) {
        (Content::Projects { nodes, items }, ListChart::Nodes) => items.iter().any(|item| reach(report, list, nodes, item).is_some()),
        (Content::Livelihood { vote, items }, ListChart::Votes) => {
            rows_of_votes(vote.as_deref(), items).iter().any(|row| row.share().is_some())
        }
        (Content::Livelihood { items, .. }, ListChart::Satisfaction) => rows_of_answers(items).iter().any(|row| row.share().is_some()),
        (Content::Proposals { totals, items }, ListChart::Results) => {
            let (total, parts) = results(totals.as_deref(), items);
            let known = |shown: &Shown| shown.known().is_some_and(|amount| !amount.value.is_zero());
            known(&total) && parts.iter().all(|part| part.amount.known().is_some())
        }
        (
            Content::Projects { .. } | Content::Livelihood { .. } | Content::Tasks(_) | Content::Proposals { .. } | Content::Free { .. },
            ListChart::Nodes | ListChart::Votes | ListChart::Satisfaction | ListChart::Results,
        ) => false,
    }
}

/// A chart of a list.
pub(super) fn chart(desk: &Desk<'_>, report: &Report, list: &List, kind: ListChart, id: String) -> Option<crate::chart::Chart> {
    let demo = desk.sample() || list.status == FigureStatus::Demo;
    let shares = |title: &str, whole: &str, kinds: Vec<String>, rows| Shares {
        id: id.clone(),
        title: format!("{}的{title}", list.title),
        item: "项目".into(),
        whole: whole.into(),
        kinds,
        rows,
        demo,
    };
    match (&list.content, kind) {
        (Content::Projects { nodes, items }, ListChart::Nodes) => Some(by_node(report, list, nodes, items, id.clone(), demo).chart()),
        (Content::Livelihood { vote, items }, ListChart::Votes) => {
            Some(shares("票决结果", "票数", vote_kinds(items), rows_of_votes(vote.as_deref(), items)).chart())
        }
        (Content::Livelihood { items, .. }, ListChart::Satisfaction) => {
            Some(shares("满意度", "参加测评人数", answer_kinds(items), rows_of_answers(items)).chart())
        }
        (Content::Proposals { totals, items }, ListChart::Results) => {
            let (total, parts) = results(totals.as_deref(), items);
            Some(Composition { id: id.clone(), title: format!("{}的结果分类", list.title), total, parts, demo }.chart())
        }
        (
            Content::Projects { .. } | Content::Livelihood { .. } | Content::Tasks(_) | Content::Proposals { .. } | Content::Free { .. },
            ListChart::Nodes | ListChart::Votes | ListChart::Satisfaction | ListChart::Results,
        ) => None,
    }
}

/// The projects by the node they have reached; those of which nobody said how far they are stand apart.
fn by_node(report: &Report, list: &List, nodes: &[String], items: &[Item<Project>], id: String, demo: bool) -> Composition {
    let reaches: Vec<Option<Reach>> = items.iter().map(|item| reach(report, list, nodes, item)).collect();
    let count = |wanted: &dyn Fn(&Option<Reach>) -> bool| whole(reaches.iter().filter(|reach| wanted(reach)).count());
    let part = |name: String, count: Decimal| Part { name, amount: Shown::Known(Amount::new(count, "个")) };
    let mut parts: Vec<Part> = Vec::new();
    let begun = count(&|reach| reach.is_some_and(|reach| reach.node.is_none()));
    if !begun.is_zero() {
        parts.push(part("正在推进，未到首个节点".into(), begun));
    }
    for (place, name) in nodes.iter().enumerate() {
        parts.push(part(name.clone(), count(&|reach| reach.is_some_and(|reach| reach.node == Some(place)))));
    }
    let unknown = count(&|reach| reach.is_none());
    if !unknown.is_zero() {
        parts.push(part("进展未载明".into(), unknown));
    }
    let demo = demo || reaches.iter().flatten().any(|reach| reach.status == FigureStatus::Demo);
    let total = Shown::Known(Amount::new(whole(items.len()), "个"));
    Composition { id, title: format!("{}的节点分布", list.title), total, parts, demo }
}

/// A count of things we counted ourselves.
fn whole(count: usize) -> Decimal {
    Decimal::rounded(&BigRational::from_integer(count.into()), 0)
}

/// The published number, or why there is none to show.
pub fn shown(count: Option<&Count>, unit: &str) -> Shown {
    match count.map(|count| &count.amount) {
        Some(Written::Known(number)) => Shown::Known(Amount::new(number.clone(), unit)),
        Some(Written::Masked(_)) => Shown::Absent("原文以“XX”代替".into()),
        None => Shown::Absent("暂无数据".into()),
    }
}

/// A kind of answer: its word, and where its count stands.
type Kind<T> = (&'static str, fn(&T) -> Option<&Count>);

const VOTES: [Kind<Votes>; 4] = [
    ("赞成", |votes| votes.agree.as_ref()),
    ("反对", |votes| votes.against.as_ref()),
    ("弃权", |votes| votes.abstain.as_ref()),
    ("无效", |votes| votes.invalid.as_ref()),
];
const ANSWERS: [Kind<Satisfaction>; 4] = [
    ("满意", |answers| answers.satisfied.as_ref()),
    ("基本满意", |answers| answers.fairly.as_ref()),
    ("不满意", |answers| answers.dissatisfied.as_ref()),
    ("弃权或不了解", |answers| answers.abstain.as_ref()),
];

/// The kinds that any of the items has, in their order; the first always.
fn kinds<'a, T: 'a>(all: &'static [Kind<T>], given: &[&'a T]) -> Vec<&'static Kind<T>> {
    let has = |kind: &Kind<T>| given.iter().any(|one| kind.1(one).is_some());
    all.iter().enumerate().filter(|(place, kind)| *place == 0 || has(kind)).map(|(_, kind)| kind).collect()
}

fn given_votes(items: &[Item<Livelihood>]) -> Vec<&Votes> {
    items.iter().filter_map(|item| item.own.votes.as_ref()).collect()
}

fn given_answers(items: &[Item<Livelihood>]) -> Vec<&Satisfaction> {
    items.iter().filter_map(|item| item.own.satisfaction.as_ref()).collect()
}

fn vote_kinds(items: &[Item<Livelihood>]) -> Vec<String> {
    kinds(&VOTES, &given_votes(items)).iter().map(|(word, _)| (*word).to_owned()).collect()
}

fn answer_kinds(items: &[Item<Livelihood>]) -> Vec<String> {
    kinds(&ANSWERS, &given_answers(items)).iter().map(|(word, _)| (*word).to_owned()).collect()
}

fn rows_of_votes(vote: Option<&Vote>, items: &[Item<Livelihood>]) -> Vec<ShareRow> {
    let kinds = kinds(&VOTES, &given_votes(items));
    let row = |item: &Item<Livelihood>| {
        let votes = item.own.votes.as_ref();
        let parts: Vec<Shown> = kinds.iter().map(|(_, of)| shown(votes.and_then(of), "票")).collect();
        let ballots = vote.and_then(Vote::ballots);
        let whole = if ballots.is_some() { shown(ballots, "票") } else { sum(&parts, "票") };
        ShareRow { name: item.head.name.clone(), parts, whole }
    };
    items.iter().map(row).collect()
}

fn rows_of_answers(items: &[Item<Livelihood>]) -> Vec<ShareRow> {
    let kinds = kinds(&ANSWERS, &given_answers(items));
    let row = |item: &Item<Livelihood>| {
        let answers = item.own.satisfaction.as_ref();
        let parts: Vec<Shown> = kinds.iter().map(|(_, of)| shown(answers.and_then(of), "人")).collect();
        let total = answers.and_then(|answers| answers.total.as_ref());
        let whole = if total.is_some() { shown(total, "人") } else { sum(&parts, "人") };
        ShareRow { name: item.head.name.clone(), parts, whole }
    };
    // Nobody was asked about a project that was not chosen.
    items.iter().filter(|item| item.own.elected != Some(false)).map(row).collect()
}

/// All together, where there are several and every one is known: one answer alone is no whole.
fn sum(parts: &[Shown], unit: &str) -> Shown {
    let known: Option<Vec<BigRational>> = parts.iter().map(|part| part.known().map(|amount| amount.value.ratio())).collect();
    match known {
        Some(known) if known.len() > 1 => Shown::Known(Amount::new(Decimal::rounded(&known.iter().sum(), 0), unit)),
        Some(_) | None => Shown::Absent("暂无数据".into()),
    }
}

/// The proposals by result: as published, else as the items say.
fn results(totals: Option<&Totals>, items: &[Item<Proposal>]) -> (Shown, Vec<Part>) {
    let name = |outcome: Outcome| format!("{}（{}）", outcome.word(), outcome.meaning());
    if let Some(totals) = totals.filter(|totals| totals.results.iter().any(Option::is_some)) {
        let parts = Outcome::ALL.iter().zip(&totals.results);
        let parts: Vec<Part> = parts.map(|(outcome, count)| Part { name: name(*outcome), amount: shown(count.as_ref(), "件") }).collect();
        let amounts: Vec<Shown> = parts.iter().map(|part| part.amount.clone()).collect();
        let total = if totals.total.is_some() { shown(totals.total.as_ref(), "件") } else { sum(&amounts, "件") };
        return (total, parts);
    }
    let count = |wanted: Option<Outcome>| whole(items.iter().filter(|item| item.own.result == wanted).count());
    let part = |name: String, count: Decimal| Part { name, amount: Shown::Known(Amount::new(count, "件")) };
    let mut parts: Vec<Part> = Outcome::ALL.into_iter().map(|outcome| part(name(outcome), count(Some(outcome)))).collect();
    let open = count(None);
    if !open.is_zero() {
        parts.push(part("暂无结果".into(), open));
    }
    // A list in which nobody said any result has nothing to divide.
    let any = items.iter().any(|item| item.own.result.is_some());
    let total = if any { Shown::Known(Amount::new(whole(items.len()), "件")) } else { Shown::Absent("暂无数据".into()) };
    (total, parts)
}
