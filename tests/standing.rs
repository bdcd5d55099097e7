//! Whatever the data publish stands on a page where people can read it: every figure, goal, reason, remark and node of a target on the
//! target's own page, every number and word of a list on the list's. What cannot stand there is named by the rule `figure/nowhere`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use gongkai::link::link;
use gongkai::pipeline::snapshot::Snapshots;
use gongkai::pipeline::{Request, Sink, run};
use gongkai::report::World;
use gongkai::report::entry::{ChangeKind, Content, Entry};
use gongkai::report::list::{Content as Items, Count, Head, List};
use gongkai::report::target::{Goal, Measure, Target};
use gongkai::source::load;
use gongkai::syntax::tree;
use gongkai::value::date::chinese;
use gongkai::value::quantity::Amount;
use harness::repository;
use jiff::civil::{DateTime, date};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;

/// The sites that hold figures: the sample, the fictional official one, every rule of the judgement, columns.
const SITES: [&str; 4] = ["content", "tests/sites/official/content", "tests/sites/judgement/content", "tests/sites/columns/content"];

#[test]
fn every_published_figure_stands_on_a_page() {
    let (mut looked, mut missing) = (0, Vec::new());
    for site in SITES {
        let content = repository().join(site);
        let (pages, world) = (pages(&content), world(&content));
        for report in &world.reports {
            for target in &report.targets {
                let page = pages.get(&format!("{}/targets/{}/index.html", report.year, target.id)).expect("every target has its page");
                for word in of_target(target) {
                    looked += 1;
                    if !page.contains(&squeezed(&word)) {
                        missing.push(format!("{site}: {}/{}: {word}", report.year, target.id));
                    }
                }
            }
            for list in &report.lists {
                let page = pages.get(&format!("{}/lists/{}/index.html", report.year, list.slug)).expect("every list has its page");
                for word in of_list(list) {
                    looked += 1;
                    if !page.contains(&squeezed(&word)) {
                        missing.push(format!("{site}: {}/{}: {word}", report.year, list.slug));
                    }
                }
            }
        }
    }
    assert!(looked > 1000, "only {looked} looked for");
    assert!(missing.is_empty(), "{} of {looked} stand on no page\n{}", missing.len(), missing.join("\n"));
}

fn now() -> DateTime {
    date(2023, 4, 20).at(9, 0, 0, 0)
}

/// The text of every page, without marks and spaces.
fn pages(content: &Path) -> BTreeMap<String, String> {
    let request = Request {
        content: content.to_path_buf(),
        themes: repository().join("themes"),
        theme: None,
        base_url: None,
        now: now(),
        official: false,
        strict: false,
        drafts: false,
        base: None,
        chronicle: None,
        snapshots: Snapshots::default(),
    };
    let made = run(&request, &Sink::Memory, &AtomicBool::new(false), &|_, _| {}).expect("a run");
    let files = made.files.into_iter().filter(|(path, _)| path.ends_with(".html"));
    let pages: BTreeMap<String, String> = files.map(|(path, bytes)| (path, words(&String::from_utf8(bytes).unwrap()))).collect();
    assert!(!pages.is_empty(), "{}", content.display());
    pages
}

fn world(content: &Path) -> World {
    let (sources, faults) = load::content(content).expect("the content");
    assert!(faults.is_empty());
    let (drafts, _) = tree::drafts(&sources, sources.root(), false);
    link(drafts, now(), false).world.expect("a world")
}

/// What a page says: no tags, no spaces; entities as the signs they stand for.
fn words(html: &str) -> String {
    let mut words = String::new();
    for piece in html.split('<') {
        words.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&"), ("&nbsp;", "")];
    squeezed(&signs.into_iter().fold(words, |words, (from, to)| words.replace(from, to)))
}

fn squeezed(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Everything about a target that readers are to see.
fn of_target(target: &Target) -> Vec<String> {
    let mut words = vec![target.name.clone()];
    words.extend(target.goal.iter().chain(target.revised.iter().map(|revision| &revision.was)).flat_map(of_goal));
    if let Some(disclosed) = &target.disclosed {
        words.extend(disclosed.value.iter().chain(&disclosed.growth).map(|number| number.text().to_owned()));
    }
    if let Measure::Milestone { stages } = &target.measure {
        words.extend(stages.iter().filter(|_| stages.len() > 1).map(|stage| stage.name.clone()));
    }
    words.extend(target.entries.iter().flat_map(|entry| of_entry(target, entry)));
    words
}

fn of_goal(goal: &Goal) -> Vec<String> {
    let known = |amount: &Amount| match amount {
        Amount::Known(number) => Some(number.text().to_owned()),
        Amount::Masked(_) => None,
    };
    known(&goal.amount).into_iter().chain(goal.upper.as_ref().and_then(known)).collect()
}

fn of_entry(target: &Target, entry: &Entry) -> Vec<String> {
    let mut words = vec![chinese(entry.as_of)];
    match &entry.content {
        Content::Figure(figure) => {
            words.extend(figure.value.iter().chain(&figure.growth).map(|number| number.text().trim_start_matches('-').to_owned()));
            words.extend(figure.growth_basis.iter().chain(&figure.note).cloned());
            // A number that was counted another way is not set beside the new one (口径调整).
            let comparable = figure.changes.iter().filter(|change| change.kind != ChangeKind::Redefinition);
            words.extend(comparable.filter_map(|change| change.from.as_ref()).map(|number| number.text().to_owned()));
        }
        Content::Withheld { reason, .. } | Content::Nothing { reason } => words.push(reason.clone()),
        Content::Stage { reached, on, note } => {
            words.extend(on.map(chinese));
            words.extend(note.clone());
            if let (Some(reached), Measure::Milestone { stages }) = (reached, &target.measure) {
                words.extend(stages.get(*reached).map(|stage| stage.name.clone()));
            }
        }
        Content::Note { note } => words.push(note.clone()),
    }
    words
}

/// Everything of a list that readers are to see.
fn of_list(list: &List) -> Vec<String> {
    let mut words = vec![list.title.clone()];
    words.extend(list.note.clone().into_iter().chain(list.source.clone()).chain(list.as_of.map(chinese)));
    words.extend(list.heads().into_iter().flat_map(of_head));
    let mut counts: Vec<&Count> = Vec::new();
    match &list.content {
        Items::Projects { items, .. } => {
            for item in items {
                words.extend(item.own.scale.iter().chain(&item.own.progress).cloned());
                counts.extend(item.own.investment.iter().flat_map(|money| money.total.iter().chain(&money.invested)));
            }
        }
        Items::Livelihood { vote, items } => {
            counts.extend(
                vote.iter()
                    .flat_map(|vote| [&vote.present, &vote.issued, &vote.returned, &vote.candidates, &vote.elect].into_iter().flatten()),
            );
            for item in items {
                words.extend(item.own.content.clone());
                counts.extend(item.own.votes.iter().flat_map(|votes| {
                    [&votes.agree, &votes.against, &votes.abstain, &votes.invalid, &votes.percent].into_iter().flatten()
                }));
                counts.extend(item.own.satisfaction.iter().flat_map(|asked| {
                    let answers = [&asked.satisfied, &asked.fairly, &asked.dissatisfied, &asked.abstain];
                    answers.into_iter().chain([&asked.total, &asked.percent]).flatten()
                }));
            }
        }
        Items::Tasks(items) => {
            words.extend(items.iter().flat_map(|item| item.own.category.iter().chain(&item.own.leader)).cloned());
        }
        Items::Proposals { totals, items } => {
            words.extend(items.iter().filter_map(|item| Some(item.own.result?.word().to_owned())));
            words.extend(items.iter().filter_map(|item| Some(item.own.rating?.word().to_owned())));
            counts.extend(
                totals.iter().flat_map(|totals| totals.total.iter().chain(totals.results.iter().chain(&totals.percents).flatten())),
            );
        }
        Items::Free { columns, items } => {
            words.extend(columns.iter().cloned());
            words.extend(items.iter().flat_map(|item| item.own.scale.iter().chain(&item.own.progress)).cloned());
            words.extend(items.iter().flat_map(|item| item.own.cells.iter().flatten()).cloned());
        }
    }
    words.extend(counts.into_iter().filter_map(Count::known).map(|number| number.text().to_owned()));
    words
}

fn of_head(head: &Head) -> Vec<String> {
    let mut words = vec![head.name.clone()];
    words.extend(head.number.iter().chain(&head.note).cloned());
    words.extend(head.due.map(chinese));
    words
}
