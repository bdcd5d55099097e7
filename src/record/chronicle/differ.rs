//! The changed files of a commit, before and after: what of it is an event. What had not come out yet by then was nobody's to see, and its
//! changes are not told.

use crate::record::chronicle::event::{EntryId, Event, Finality, Term, Thing};
use crate::record::chronicle::trace::{ContentState, EntryState, State, TargetState, Traces};
use crate::report::entry::ChangeKind;
use jiff::civil::{Date, DateTime};
use std::collections::{BTreeMap, BTreeSet};

/// What the changed files of a commit held before it and after it, and when it was made.
pub(super) struct Both {
    pub(super) old: Traces,
    pub(super) new: Traces,
    pub(super) moment: Option<DateTime>,
}

/// Every event, sorted.
pub(super) fn differ(mut both: Both) -> Vec<Event> {
    let mut events = renamed(&mut both);
    both.finalities(&mut events);
    let known = both.known();
    for (thing, new) in &both.new {
        match both.old.get(thing) {
            Some(old) => both.changed(thing, old, new, &mut events),
            None => both.added(thing, new, &known, &mut events),
        }
    }
    for (thing, old) in both.old.iter().filter(|(thing, _)| !both.new.contains_key(*thing)) {
        if both.was_told(thing, old) {
            events.push(Event::Gone(thing.clone()));
        }
    }
    events.sort();
    events
}

/// Targets that took another id; what was known under the old one is known under the new one from here on.
fn renamed(both: &mut Both) -> Vec<Event> {
    let mut names: BTreeMap<(i16, String), String> = BTreeMap::new();
    for (thing, state) in &both.new {
        let (Thing::Target(year, id), State::Target(target)) = (thing, state) else { continue };
        let Some(from) = target.renamed_from.as_ref().filter(|_| !both.old.contains_key(thing)) else { continue };
        if both.old.contains_key(&Thing::Target(*year, from.clone())) {
            names.insert((*year, from.clone()), id.clone());
        }
    }
    if !names.is_empty() {
        let old = std::mem::take(&mut both.old);
        both.old = old.into_iter().map(|(thing, state)| (under(thing, &names), state)).collect();
    }
    names.into_iter().map(|((year, from), to)| Event::Renamed(year, from, to)).collect()
}

fn under(thing: Thing, names: &BTreeMap<(i16, String), String>) -> Thing {
    let new = |year: i16, id: String| names.get(&(year, id.clone())).cloned().unwrap_or(id);
    match thing {
        Thing::Target(year, id) => Thing::Target(year, new(year, id)),
        Thing::Disclosed(year, id) => Thing::Disclosed(year, new(year, id)),
        Thing::Entry(entry) => Thing::Entry(EntryId { target: new(entry.year, entry.target), ..entry }),
        Thing::Report(_) | Thing::Text(..) | Thing::List(..) | Thing::Article(..) => thing,
    }
}

/// What was there before a commit, as far as its files tell.
struct Known {
    /// Reports that are new with it.
    new_reports: BTreeSet<i16>,
    /// Dates of figures.
    days: BTreeSet<(i16, Date)>,
}

impl Both {
    fn known(&self) -> Known {
        let report = |thing: &Thing| if let Thing::Report(year) = thing { Some(*year) } else { None };
        let day = |thing: &Thing| if let Thing::Entry(entry) = thing { Some((entry.year, entry.as_of)) } else { None };
        let new_reports = self.new.keys().filter(|thing| !self.old.contains_key(*thing)).filter_map(report).collect();
        Known {
            new_reports,
            days: self.old.iter().filter(|(thing, state)| self.was_told(thing, state)).filter_map(|(thing, _)| day(thing)).collect(),
        }
    }

    /// Whether people could read something before this commit. Demonstration data and a reason why there is no number are nothing to miss.
    fn was_told(&self, thing: &Thing, state: &State) -> bool {
        let is_demo = matches!(thing, Thing::Entry(EntryId { finality: Finality::Demo, .. }));
        match state {
            State::Entry(entry) => !is_demo && entry.content.tells() && self.is_out(entry.published),
            State::Words(_, published) => self.is_out(*published),
            State::There | State::Target(_) | State::Disclosed(..) => true,
        }
    }

    /// Whether something that comes out at a moment had come out when the commit was made.
    fn is_out(&self, published: Option<DateTime>) -> bool {
        published.is_none_or(|published| self.moment.is_some_and(|moment| published <= moment))
    }

    /// A number that was preliminary before and is official now, or the other way round, in the same place.
    fn finalities(&mut self, events: &mut Vec<Event>) {
        let gone = self.old.keys().filter(|thing| !self.new.contains_key(*thing));
        let entries: Vec<EntryId> =
            gone.filter_map(|thing| if let Thing::Entry(entry) = thing { Some(entry.clone()) } else { None }).collect();
        for was in entries.into_iter().filter(|entry| entry.finality != Finality::Demo) {
            for finality in [Finality::Preliminary, Finality::Official] {
                let is = EntryId { finality, ..was.clone() };
                let (before, after) = (Thing::Entry(was.clone()), Thing::Entry(is.clone()));
                if finality == was.finality || self.old.contains_key(&after) || !self.new.contains_key(&after) {
                    continue;
                }
                if let Some(state) = self.old.remove(&before) {
                    let is_same = self.new.get(&after) == Some(&state);
                    let told = self.was_told(&before, &state) && is_same && finality == Finality::Official;
                    self.old.insert(after, state);
                    events.extend(told.then_some(Event::Final(is)));
                }
            }
        }
    }

    fn added(&self, thing: &Thing, new: &State, known: &Known, events: &mut Vec<Event>) {
        let (Thing::Entry(id), State::Entry(entry)) = (thing, new) else {
            events.push(Event::Added(thing.clone()));
            return;
        };
        let kinds = entry.content.changes();
        let late: Vec<usize> = (0..kinds.len()).filter(|at| kinds.get(*at) == Some(&ChangeKind::Late)).collect();
        let is_new_report = known.new_reports.contains(&id.year);
        if !entry.content.tells() {
        } else if !is_new_report && !late.is_empty() {
            events.extend(late.into_iter().map(|number| Event::Stated(id.clone(), number)));
        } else if !is_new_report
            && known.days.contains(&(id.year, id.as_of))
            && self.is_out(entry.published)
            && self.is_of_a_changed_file(id)
        {
            events.push(Event::Late(id.clone()));
        } else {
            events.push(Event::Added(thing.clone()));
        }
    }

    /// Whether other figures of the same date and finality stood there before; a second source for the same date is no late report.
    fn is_of_a_changed_file(&self, id: &EntryId) -> bool {
        let alike =
            |thing: &Thing| matches!(thing, Thing::Entry(old) if (old.year, old.as_of, old.finality) == (id.year, id.as_of, id.finality));
        id.finality != Finality::Demo && self.old.keys().any(|thing| alike(thing) && self.new.contains_key(thing))
    }

    fn changed(&self, thing: &Thing, old: &State, new: &State, events: &mut Vec<Event>) {
        match (thing, old, new) {
            (Thing::Entry(id), State::Entry(old), State::Entry(new)) => self.entry(id, old, new, events),
            (Thing::Target(year, id), State::Target(old), State::Target(new)) => target(*year, id, old, new, events),
            (_, State::Words(old, published), State::Words(new, _)) if old != new && self.is_out(*published) => {
                events.push(Event::Changed(thing.clone()));
            }
            (_, State::Disclosed(..), State::Disclosed(..)) if old != new => events.push(Event::Changed(thing.clone())),
            _ => {}
        }
    }

    fn entry(&self, id: &EntryId, old: &EntryState, new: &EntryState, events: &mut Vec<Event>) {
        if !self.is_out(old.published) {
            // Corrected before anybody read it; a number that is new by then is an addition.
            if !old.content.tells() && new.content.tells() {
                events.push(Event::Added(Thing::Entry(id.clone())));
            }
            return;
        }
        let stated: Vec<usize> = (old.content.changes().len()..new.content.changes().len()).collect();
        let is_stated = !stated.is_empty();
        events.extend(stated.into_iter().map(|number| Event::Stated(id.clone(), number)));
        match (&old.content, &new.content) {
            (_, _) if is_stated => {}
            (ContentState::Nothing, ContentState::Figure { .. }) => events.push(Event::Late(id.clone())),
            (ContentState::Withheld(_) | ContentState::Nothing, new) if new.tells() => events.push(Event::Added(Thing::Entry(id.clone()))),
            (ContentState::Figure { .. }, ContentState::Withheld(_)) => events.push(Event::Withheld(id.clone())),
            (ContentState::Figure { .. }, ContentState::Nothing) => events.push(Event::Gone(Thing::Entry(id.clone()))),
            (old, new) if old.tells() && new.tells() && old != new && !self.is_converted(id) => {
                events.push(Event::Changed(Thing::Entry(id.clone())));
            }
            _ => {}
        }
    }

    /// Whether the unit of a target changed too: then its numbers have to.
    fn is_converted(&self, id: &EntryId) -> bool {
        let target = Thing::Target(id.year, id.target.clone());
        match (self.old.get(&target), self.new.get(&target)) {
            (Some(State::Target(old)), Some(State::Target(new))) => old.unit != new.unit,
            _ => false,
        }
    }
}

fn target(year: i16, id: &str, old: &TargetState, new: &TargetState, events: &mut Vec<Event>) {
    events.extend((old.revised..new.revised).map(|number| Event::Revised(year, id.to_owned(), number)));
    if old.goal != new.goal && new.revised <= old.revised && old.unit == new.unit {
        events.push(Event::Changed(Thing::Target(year, id.to_owned())));
    }
    let mut moved = |term: Term, from: Option<Date>, to: Option<Date>| {
        if from != to {
            events.push(Event::Moved(year, id.to_owned(), term, from, to));
        }
    };
    moved(Term::From, old.from, new.from);
    moved(Term::Due, old.due, new.due);
    for (stage, due) in &new.stages {
        if let Some((_, before)) = old.stages.iter().find(|(other, _)| other == stage) {
            moved(Term::Stage(stage.clone()), *before, *due);
        }
    }
    if new.ended && !old.ended {
        events.push(Event::Ended(year, id.to_owned()));
    }
}
