//! Events about what is new: counted together where many come at once, each by itself where it has an address of its own.

use crate::assess::words::stage_text;
use crate::record::chronicle::event::{Event, Finality, Thing};
use crate::record::chronicle::publication::{Batch, Item, Kind, Place, Words};
use crate::record::chronicle::tell::{Teller, said};
use crate::report::entry::{Content, Entry, FigureStatus};
use crate::report::target::{Measure, Target};
use crate::report::{Report, YearBasis};
use crate::value::date::chinese;
use std::collections::BTreeMap;

/// Additions that are counted together.
#[derive(Default)]
struct Counted {
    /// By report and release.
    figures: BTreeMap<(usize, usize), Vec<usize>>,
    /// By report.
    targets: BTreeMap<usize, Vec<usize>>,
    /// By report.
    disclosed: BTreeMap<usize, Vec<usize>>,
    /// By report: chapters.
    texts: BTreeMap<usize, usize>,
}

impl Teller<'_> {
    /// What a commit added, of what is told today.
    pub(super) fn additions(&self, events: &[Event]) -> Vec<Item> {
        let (mut counted, mut items) = (Counted::default(), Vec::new());
        for event in events {
            let Event::Added(thing) = event else { continue };
            items.extend(self.addition(thing, &mut counted));
        }
        items.extend(counted.targets.into_iter().filter_map(|(at, targets)| {
            let words = Words::Targets { of: year_name(self.world.reports.get(at)?) };
            Some(Item { report: Some(at), targets: sorted(targets), words, ..said(Kind::Added, String::new()) })
        }));
        items.extend(counted.texts.into_iter().filter_map(|(at, count)| {
            let of = year_name(self.world.reports.get(at)?);
            Some(Item { report: Some(at), ..said(Kind::Added, format!("新增：{of}报告正文{count}章。")) })
        }));
        items.extend(counted.disclosed.into_iter().map(|(at, targets)| {
            let words = Words::Disclosed { demo: self.world.site.sample };
            Item { report: Some(at), targets: sorted(targets), words, ..said(Kind::Added, String::new()) }
        }));
        items.extend(counted.figures.into_iter().filter_map(|((at, release), targets)| {
            let release = self.world.reports.get(at)?.releases.get(release)?;
            let demo = release.status == FigureStatus::Demo;
            let words = Words::Figures(Batch { as_of: release.as_of, published: release.published, demo });
            let (on, as_of) = (release.published.map(|published| published.date()), Some(release.as_of));
            Some(Item { report: Some(at), targets: sorted(targets), on, as_of, words, ..said(Kind::Added, String::new()) })
        }));
        items
    }

    fn addition(&self, thing: &Thing, counted: &mut Counted) -> Option<Item> {
        match thing {
            Thing::Report(year) => self.added_report(*year),
            Thing::Text(year, slug) => {
                let at = self.report(*year)?;
                let is_there = self.world.reports.get(at)?.chapters.iter().any(|chapter| chapter.slug.as_str() == slug);
                *counted.texts.entry(at).or_default() += usize::from(is_there);
                None
            }
            Thing::Target(year, id) => {
                let (report, target) = self.target(*year, id)?;
                counted.targets.entry(report).or_default().push(target);
                None
            }
            Thing::Disclosed(year, id) => {
                let (report, target) = self.target(*year, id)?;
                self.world.reports.get(report)?.targets.get(target)?.disclosed.as_ref()?;
                counted.disclosed.entry(report).or_default().push(target);
                None
            }
            Thing::List(year, slug) => self.added_list(*year, slug),
            Thing::Article(column, slug) => self.added_article(column, slug),
            Thing::Entry(id) => {
                let (report, number, _, entry) = self.entry(id)?;
                let of = self.world.reports.get(report)?;
                if Finality::from(entry.status) != id.finality || self.change_is_told(id) {
                    return None;
                }
                match &entry.content {
                    Content::Nothing { .. } | Content::Withheld { .. } => None,
                    Content::Stage { reached: Some(stage), on, .. } if is_first(of, number, entry, *stage) => {
                        self.reached(report, number, entry, *stage, *on)
                    }
                    Content::Figure(_) | Content::Note { .. } | Content::Stage { .. } => {
                        counted.figures.entry((report, entry.release)).or_default().push(number);
                        None
                    }
                }
            }
        }
    }

    fn added_report(&self, year: i16) -> Option<Item> {
        let at = self.report(year)?;
        let report = self.world.reports.get(at)?;
        let on = report.published.map(|published| published.date());
        let sentence = format!("新增：{}报告《{}》。", year_name(report), report.title);
        Some(Item { on, report: Some(at), place: Some(Place::Report(at)), ..said(Kind::Added, sentence) })
    }

    fn added_list(&self, year: i16, slug: &str) -> Option<Item> {
        let at = self.report(year)?;
        let lists = &self.world.reports.get(at)?.lists;
        let number = lists.iter().position(|list| list.slug.as_str() == slug)?;
        let list = lists.get(number)?;
        let on = list.published.map(|published| published.date());
        let sentence = format!("新增：清单“{}”{}。", list.title, out(on));
        Some(Item { on, report: Some(at), place: Some(Place::List(at, number)), ..said(Kind::Added, sentence) })
    }

    fn added_article(&self, column: &str, slug: &str) -> Option<Item> {
        let (at, number) = self.article(column, slug)?;
        let article = self.world.columns.get(at)?.articles.get(number)?;
        let on = article.published.map(|published| published.date());
        let sentence = format!("新增：文章“{}”{}。", article.title, out(on));
        Some(Item { on, place: Some(Place::Article(at, number)), ..said(Kind::Added, sentence) })
    }

    fn reached(&self, report: usize, number: usize, entry: &Entry, stage: usize, on: Option<jiff::civil::Date>) -> Option<Item> {
        let of = self.world.reports.get(report)?;
        let target: &Target = of.targets.get(number)?;
        let Measure::Milestone { stages } = &target.measure else { return None };
        let demo = entry.status == FigureStatus::Demo;
        let when = on.map_or_else(String::new, |on| format!("（{}）", chinese(on)));
        let to = stage_text(stages, Some(stage), demo);
        let sentence = format!("到达节点：“{}”{to}{when}。", target.name);
        let on = of.releases.get(entry.release)?.published.map(|published| published.date());
        let item =
            Item { on, report: Some(report), targets: vec![number], as_of: Some(entry.as_of), to: Some(to), ..said(Kind::Stage, sentence) };
        Some(item)
    }

    /// Whether the addition has a sentence of its own: an official number beside its preliminary one.
    fn change_is_told(&self, id: &crate::record::chronicle::event::EntryId) -> bool {
        self.finished(id).is_some()
    }
}

/// Whether no earlier entry had come as far.
fn is_first(report: &Report, target: usize, entry: &Entry, stage: usize) -> bool {
    let before = report.targets.get(target).map_or(&[][..], |target| &target.entries);
    let as_far = |content: &Content| matches!(content, Content::Stage { reached: Some(other), .. } if *other >= stage);
    !before.iter().any(|other| other.as_of < entry.as_of && as_far(&other.content))
}

/// `2022年`; an inferred year says that it is one.
fn year_name(report: &Report) -> String {
    match report.basis {
        YearBasis::Stated => format!("{}年", report.year),
        YearBasis::Inferred(_) => format!("{}年（推定）", report.year),
    }
}

fn out(on: Option<jiff::civil::Date>) -> String {
    on.map_or_else(String::new, |on| format!("，{}发布", chinese(on)))
}

fn sorted(mut targets: Vec<usize>) -> Vec<usize> {
    targets.sort_unstable();
    targets.dedup();
    targets
}
