//! The events of the commits, told with the words of today's content. What today's content does not hold (embargoed, drafted, taken back,
//! removed) cannot be told, since nothing but its name is known here; what was removed is counted and not named.

mod additions;
mod changes;

use crate::record;
use crate::record::chronicle::event::{EntryId, Event, Finality, Thing};
use crate::record::chronicle::publication::{Item, Kind, Publication, Version, Words};
use crate::record::chronicle::{Chronicle, Commit};
use crate::report::World;
use crate::report::entry::{Content, Entry};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Every publication, newest first. Every change that the data state is in exactly one of them: in that of the commit that brought it, or,
/// where none is known, in one of its own day.
pub fn tell(world: &World, chronicle: Option<&Chronicle>) -> Vec<Publication> {
    let mut teller = Teller { world, names: BTreeMap::new(), claimed: BTreeSet::new() };
    let commits = chronicle.map_or(&[][..], |chronicle| &chronicle.commits);
    // From the newest back, so that every rename after a commit is known when its events are told.
    let mut told: Vec<Publication> = commits.iter().rev().filter_map(|commit| teller.publication(commit)).collect();
    let mut last = None;
    for publication in told.iter_mut().rev() {
        let figures = publication.items.iter().filter_map(|item| item.as_of).max();
        publication.stands_at = publication.on.or(figures.max(last));
        last = publication.stands_at.max(last);
    }
    told.extend(teller.unclaimed());
    told.sort_by_key(|publication| Reverse(publication.stands_at));
    told
}

/// A change that the data state: a target's `changes` of an entry, or its `revised`.
type Claim = (usize, usize, Option<usize>, usize);

struct Teller<'a> {
    world: &'a World,
    /// What ids of older commits are called today.
    names: BTreeMap<(i16, String), String>,
    claimed: BTreeSet<Claim>,
}

impl Teller<'_> {
    fn publication(&mut self, commit: &Commit) -> Option<Publication> {
        for event in &commit.events {
            if let Event::Renamed(year, from, to) = event {
                let today = self.names.get(&(*year, to.clone())).unwrap_or(to).clone();
                self.names.insert((*year, from.clone()), today);
            }
        }
        let mut items: Vec<Item> = commit.events.iter().filter_map(|event| self.change(event)).collect();
        items.extend(self.additions(&commit.events));
        items.extend(self.gone(&commit.events));
        items.sort_by(|a, b| (a.kind, a.report, &a.targets).cmp(&(b.kind, b.report, &b.targets)));
        let on = items.iter().filter_map(|item| item.on).max();
        let version = Version { hash: commit.hash.clone(), committed: commit.day() };
        (!items.is_empty()).then_some(Publication { version: Some(version), on, stands_at: on, items })
    }

    /// The changes that the data state and no commit is known of, by their days.
    fn unclaimed(&self) -> Vec<Publication> {
        let mut days: BTreeMap<_, Vec<Item>> = BTreeMap::new();
        for (at, report) in self.world.reports.iter().enumerate() {
            for change in record::changes(report) {
                if !self.claimed.contains(&(at, change.target, change.entry, change.number)) {
                    days.entry(change.on).or_default().push(stated(at, change));
                }
            }
        }
        let publication = |(on, mut items): (_, Vec<Item>)| {
            items.sort_by_key(|item| (item.kind, item.report, item.targets.clone()));
            Publication { version: None, on: Some(on), stands_at: Some(on), items }
        };
        days.into_iter().map(publication).collect()
    }

    /// What was there and is not, in numbers.
    fn gone(&self, events: &[Event]) -> Option<Item> {
        let mut counts =
            [("目标任务", "项", 0), ("数据", "个", 0), ("清单", "份", 0), ("文章", "篇", 0), ("正文", "章", 0), ("报告", "份", 0)];
        let gone = events.iter().filter_map(|event| if let Event::Gone(thing) = event { Some(thing) } else { None });
        for thing in gone.filter(|thing| !self.is_there(thing)) {
            let number = match thing {
                Thing::Target(..) => 0,
                Thing::Entry(_) => 1,
                Thing::List(..) => 2,
                Thing::Article(..) => 3,
                Thing::Text(..) => 4,
                Thing::Report(_) => 5,
                Thing::Disclosed(..) => continue,
            };
            if let Some((_, _, count)) = counts.get_mut(number) {
                *count += 1;
            }
        }
        let words: Vec<String> =
            counts.iter().filter(|(.., count)| *count > 0).map(|(what, unit, count)| format!("{what}{count}{unit}")).collect();
        let sentence = format!("移除：{}不再列出。", words.join("、"));
        (!words.is_empty()).then(|| said(Kind::Gone, sentence))
    }

    /// Whether today's content tells of a thing.
    fn is_there(&self, thing: &Thing) -> bool {
        let report = |year: &i16| self.report(*year).and_then(|at| self.world.reports.get(at));
        match thing {
            Thing::Report(year) => report(year).is_some(),
            Thing::Text(year, slug) => {
                report(year).is_some_and(|report| report.chapters.iter().any(|chapter| chapter.slug.as_str() == slug))
            }
            Thing::Target(year, id) | Thing::Disclosed(year, id) => self.target(*year, id).is_some(),
            Thing::List(year, slug) => report(year).is_some_and(|report| report.lists.iter().any(|list| list.slug.as_str() == slug)),
            Thing::Article(column, slug) => self.article(column, slug).is_some(),
            Thing::Entry(id) => self.entry(id).is_some_and(|(.., entry)| !matches!(entry.content, Content::Nothing { .. })),
        }
    }

    fn report(&self, year: i16) -> Option<usize> {
        self.world.reports.iter().position(|report| report.year == year)
    }

    /// A target of an older commit, as it is today.
    fn target(&self, year: i16, id: &str) -> Option<(usize, usize)> {
        let report = self.report(year)?;
        let id = self.names.get(&(year, id.to_owned())).map_or(id, String::as_str);
        Some((report, self.world.reports.get(report)?.target_index(id)?))
    }

    /// What was reported, as it is today: of the same finality, or, where that has changed since, of the date.
    fn entry(&self, id: &EntryId) -> Option<(usize, usize, usize, &Entry)> {
        let (report, target) = self.target(id.year, &id.target)?;
        let entries = &self.world.reports.get(report)?.targets.get(target)?.entries;
        let of_the_day = || entries.iter().enumerate().filter(|(_, entry)| entry.as_of == id.as_of);
        let same = of_the_day().find(|(_, entry)| Finality::from(entry.status) == id.finality);
        let other = || of_the_day().rfind(|_| id.finality != Finality::Demo);
        same.or_else(other).map(|(number, entry)| (report, target, number, entry))
    }

    fn article(&self, column: &str, slug: &str) -> Option<(usize, usize)> {
        let at = self.world.columns.iter().position(|entry| entry.slug.as_str() == column)?;
        Some((at, self.world.columns.get(at)?.articles.iter().position(|article| article.slug.as_str() == slug && !article.draft)?))
    }
}

/// An item with a sentence and nothing else.
fn said(kind: Kind, sentence: String) -> Item {
    let words = Words::Said(sentence);
    Item { kind, on: None, report: None, targets: Vec::new(), as_of: None, place: None, from: None, to: None, words }
}

/// A change that the data state.
fn stated(report: usize, change: record::Change) -> Item {
    Item {
        on: Some(change.on),
        report: Some(report),
        targets: vec![change.target],
        as_of: change.as_of,
        from: change.from,
        to: change.to,
        ..said(Kind::of_word(change.kind), change.sentence)
    }
}
