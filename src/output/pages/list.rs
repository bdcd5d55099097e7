//! A list beside the report: its charts, its items as a table, and for projects where the report speaks of each.

mod cells;

use crate::output::charts;
use crate::output::charts::list::{Reach, dated, reach};
use crate::output::data::{self, DataKey};
use crate::output::desk::Desk;
use crate::output::frame::{About, frame, report_name};
use crate::output::pages::report::quote;
use crate::output::pages::target::nodes;
use crate::report::Report;
use crate::report::entry::FigureStatus;
use crate::report::list::{Content, Item, List, Outcome, Project, Vote};
use crate::report::target::{Part, Quote, Target};
use crate::site::{ChartKey, ListChart, PageKey};
use crate::value::date::chinese;
use crate::view::list::{ListItem, ListPage, Node};
use crate::view::shared::{Fact, Link};
use crate::view::{Page, View};

/// `2022/lists/<slug>/index.html`
pub(super) fn view(desk: &Desk<'_>, at: usize, number: usize) -> Option<View> {
    let report = desk.report(at)?;
    let list = report.lists.get(number)?;
    let key = PageKey::List(at, number);
    let size = list.size().map(|size| format!("，共{size}{}", list.unit())).unwrap_or_default();
    let about = About {
        heading: list.title.clone(),
        kicker: Some(list.kind.clone()),
        description: Some(format!("{}{size}。", list.title)),
        above: vec![desk.link(&PageKey::Report(at), report_name(report))],
        report: Some(at),
        part: (at == 0).then_some(PageKey::Report(0)),
        published: list.published,
        ..About::default()
    };
    let mut frame = frame(desk, &key, about);
    let charts: Vec<_> = ListChart::ALL.into_iter().filter_map(|kind| charts::figure(desk, &ChartKey::List(at, number, kind))).collect();
    let table = cells::table(desk, at, list);
    // The figures of a list have a date and a source of their own, which stand with it and not under the heading.
    frame.demo = desk.sample() && (!charts.is_empty() || cells::has_figures(list));
    let page = ListPage {
        lead: list.note.clone(),
        facts: facts(desk, report, list),
        remarks: remarks(list),
        charts,
        data: file(desk, at, number, table.is_some()),
        table,
        items: items(desk, at, list),
    };
    Some(View { frame, page: Page::List(page) })
}

/// The items of a list in words, for its data file: headings and rows; none where only totals were published.
pub(in crate::output) fn words(desk: &Desk<'_>, at: usize, list: &List) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    let table = cells::table(desk, at, list)?;
    let head = table.columns.into_iter().map(|column| column.label).collect();
    Some((head, table.rows.iter().map(|row| row.cells.iter().map(cells::words).collect()).collect()))
}

/// The lists that a target stands on, each linked to its row.
pub(super) fn lists_of(desk: &Desk<'_>, at: usize, target: usize) -> Vec<Link> {
    let Some(report) = desk.report(at) else { return Vec::new() };
    let mut links = Vec::new();
    for (number, list) in report.lists.iter().enumerate() {
        let place = list.heads().iter().position(|head| head.target == Some(target));
        links.extend(
            place.map(|place| Link {
                label: list.title.clone(),
                href: desk.href_to_anchor(&PageKey::List(at, number), &item_anchor(place)),
            }),
        );
    }
    links
}

/// The anchor of an item on its list page; `number` counts from 0.
pub(in crate::output) fn item_anchor(number: usize) -> String {
    format!("item-{}", number + 1)
}

/// The way to the list as a file.
fn file(desk: &Desk<'_>, at: usize, number: usize, has_table: bool) -> Option<Link> {
    let path = data::path(&desk.world().reports, &DataKey::List(at, number)).filter(|_| has_table)?;
    Some(Link { label: "下载这张清单（CSV）".into(), href: desk.file(&path) })
}

fn facts(desk: &Desk<'_>, report: &Report, list: &List) -> Vec<Fact> {
    let mark = if desk.sample() { "（演示）" } else { "" };
    let (as_of, source) = dated(report, list);
    let mut facts = Vec::new();
    if let Content::Livelihood { vote: Some(vote), .. } = &list.content {
        facts.extend(vote_facts(vote, mark));
    }
    facts.extend(as_of.map(|as_of| Fact::of("数据截至", format!("{}{mark}", chinese(as_of)))));
    facts.extend(source.map(|source| Fact::of("来源", format!("{source}{mark}"))));
    if list.status == FigureStatus::Preliminary {
        facts.push(Fact::of("数据性质", "初步数，以最终公布为准"));
    }
    facts
}

fn vote_facts(vote: &Vote, mark: &str) -> Vec<Fact> {
    let fact = |label: &str, text: String| Fact::of(label, format!("{text}{mark}"));
    let mut facts: Vec<Fact> = vote.on.iter().map(|on| fact("票决日期", chinese(*on))).collect();
    facts.extend(vote.present.as_ref().map(|present| fact("到会代表", format!("{}人", present.amount))));
    let ballots = [("发出", &vote.issued), ("收回", &vote.returned)];
    let ballots: Vec<String> =
        ballots.into_iter().filter_map(|(word, count)| count.as_ref().map(|count| format!("{word}{}张", count.amount))).collect();
    if !ballots.is_empty() {
        facts.push(fact("选票", ballots.join("，")));
    }
    let choice = [("候选", &vote.candidates), ("应选", &vote.elect)];
    let choice: Vec<String> =
        choice.into_iter().filter_map(|(word, count)| count.as_ref().map(|count| format!("{word}{}项", count.amount))).collect();
    if !choice.is_empty() {
        facts.push(fact("票决方式", choice.join("，")));
    }
    facts
}

/// What the letters stand for, and that nothing is not nought.
fn remarks(list: &List) -> Vec<String> {
    match &list.content {
        Content::Proposals { .. } => {
            let words: Vec<String> = Outcome::ALL.iter().map(|outcome| format!("{}为{}", outcome.word(), outcome.meaning())).collect();
            vec![format!("办理结果分四类：{}。", words.join("，"))]
        }
        Content::Livelihood { items, .. } if items.iter().any(|item| item.own.votes.is_some() || item.own.satisfaction.is_some()) => {
            vec!["得票率和满意度由本站按公布的票数、人数计算，保留一位小数。暂无数据不等于零。".into()]
        }
        Content::Projects { .. } | Content::Livelihood { .. } | Content::Tasks(_) | Content::Free { .. } => Vec::new(),
    }
}

/// The projects of a list, each with its nodes and with where the report speaks of it. Lists of other kinds are their table.
fn items(desk: &Desk<'_>, at: usize, list: &List) -> Vec<ListItem> {
    match &list.content {
        Content::Projects { nodes, items } => {
            items.iter().enumerate().filter_map(|(number, item)| project(desk, at, list, nodes, number, item)).collect()
        }
        Content::Livelihood { .. } | Content::Tasks(_) | Content::Proposals { .. } | Content::Free { .. } => Vec::new(),
    }
}

fn project(desk: &Desk<'_>, at: usize, list: &List, names: &[String], number: usize, item: &Item<Project>) -> Option<ListItem> {
    let report = desk.report(at)?;
    let target = item.head.target.and_then(|index| report.targets.get(index).map(|target| (index, target)));
    let mut facts: Vec<Fact> = item.own.scale.iter().map(|scale| Fact::of("建设规模", scale.clone())).collect();
    let reach = reach(report, list, names, item);
    // Nodes that are known say how far it is; beside them 原文未载进展 would read as a contradiction.
    facts.extend(item.own.progress.iter().filter(|_| reach.is_none()).map(|progress| Fact::of("进展", progress.clone())));
    Some(ListItem {
        number: (number + 1).to_string(),
        anchor: item_anchor(number),
        name: item.head.name.clone(),
        target: target.map(|(index, target)| desk.link(&PageKey::Target(at, index), target.name.clone())),
        facts,
        nodes: project_nodes(desk, at, names, item, reach),
        note: item.head.note.clone(),
        quote: target.and_then(|(_, target)| main_quote(target)).and_then(|found| quote(desk, at, found)),
    })
}

/// The nodes of a project: as the figures have them, as the list has them, or unknown.
fn project_nodes(desk: &Desk<'_>, at: usize, names: &[String], item: &Item<Project>, reach: Option<Reach>) -> Vec<Node> {
    let Some(reach) = reach else { return names.iter().map(|name| unknown_node(name)).collect() };
    let target = item.head.target.and_then(|index| desk.report(at)?.targets.get(index).map(|target| (index, target)));
    match target {
        Some((index, target)) if reach.reported => nodes(desk, at, index, target),
        _ => names.iter().enumerate().map(|(place, name)| own_node(desk, place, name, reach)).collect(),
    }
}

/// A node as the list has it; a later node implies the earlier ones.
fn own_node(desk: &Desk<'_>, place: usize, name: &str, reach: Reach) -> Node {
    let mark = if desk.sample() || reach.status == FigureStatus::Demo { "（演示）" } else { "" };
    let is_reached = reach.node.is_some_and(|node| place <= node);
    let on = reach.on.filter(|_| reach.node == Some(place)).map(|on| format!("，{}", chinese(on))).unwrap_or_default();
    let (state, label) = if is_reached { ("reached", format!("已完成{on}{mark}")) } else { ("open", "未到".to_owned()) };
    Node { name: name.to_owned(), state: state.into(), label, due: None }
}

fn unknown_node(name: &str) -> Node {
    Node { name: name.to_owned(), state: "unknown".into(), label: "原文未载".into(), due: None }
}

/// The binding of the target itself, rather than of its size or growth.
fn main_quote(target: &Target) -> Option<&Quote> {
    target.quotes.iter().find(|quote| quote.part == Part::Value).or(target.quotes.first())
}
