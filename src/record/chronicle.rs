//! What the commits say about the content: when something was added, changed or taken away, and nothing of what it said. A chronicle holds
//! names of things and days only, so that no amount, no word and no reason can ever be told from an old commit: what is told of a thing is
//! what today's content says of it ([`tell`]).

mod differ;
pub mod event;
pub mod publication;
pub mod store;
mod tally;
pub mod tell;
mod trace;

use crate::record::chronicle::differ::{Both, differ};
use crate::record::chronicle::event::Event;
use crate::record::chronicle::trace::{Traces, read};
use crate::source::history::walk::{Step, Touched, Untold, Walk};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

/// Every commit that touched the content, oldest first.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Chronicle {
    /// The newest commit of the branch.
    pub tip: String,
    /// The commits.
    pub commits: Vec<Commit>,
}

/// A commit that touched the content.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Commit {
    /// Its hash, whole.
    pub hash: String,
    /// When it was committed, in seconds since 1970.
    pub time: i64,
    /// What it brought.
    pub events: Vec<Event>,
    /// Files that nothing could be read from, with the blobs that were understood last: the next sound version is compared with these.
    pub unsound: BTreeMap<String, Option<String>>,
}

impl Commit {
    /// The day it was committed, Beijing time.
    pub fn day(&self) -> Option<Date> {
        beijing(self.time).map(DateTime::date)
    }
}

/// Tells what the commits brought that `known` does not hold yet, after those that it holds and that still lead to the newest one.
///
/// # Errors
/// [`Untold`] where there is no whole history to read.
pub fn chronicle(content: &Path, known: Option<Chronicle>) -> Result<Chronicle, Untold> {
    let walk = Walk::open(content)?;
    let mut known = known.unwrap_or_default();
    let places: BTreeMap<&str, usize> = known.commits.iter().enumerate().map(|(at, commit)| (commit.hash.as_str(), at)).collect();
    let walked = walk.steps(|id| id == known.tip || places.contains_key(id))?;
    let kept = match &walked.met {
        Some(met) if *met == known.tip => known.commits.len(),
        Some(met) => places.get(met.as_str()).map_or(0, |at| at + 1),
        None => 0,
    };
    known.commits.truncate(kept);
    let mut unsound = known.commits.last().map(|commit| commit.unsound.clone()).unwrap_or_default();
    let mut shelf = Shelf { walk: &walk, read: BTreeMap::new() };
    for step in walked.steps.iter().rev() {
        let commit = shelf.commit(step, unsound)?;
        unsound = commit.unsound.clone();
        known.commits.push(commit);
    }
    Ok(Chronicle { tip: walked.tip, commits: known.commits })
}

/// A moment in Beijing time.
fn beijing(seconds: i64) -> Option<DateTime> {
    let zone = TimeZone::fixed(Offset::from_seconds(8 * 3600).ok()?);
    Timestamp::from_second(seconds).ok().map(|moment| zone.to_datetime(moment))
}

/// The files that were read, each once: what a commit wrote is what the next one changes.
struct Shelf<'w> {
    walk: &'w Walk,
    read: BTreeMap<(String, String), Option<Rc<Traces>>>,
}

impl Shelf<'_> {
    fn commit(&mut self, step: &Step, mut unsound: BTreeMap<String, Option<String>>) -> Result<Commit, Untold> {
        let (mut old, mut new) = (Traces::new(), Traces::new());
        for Touched { path, old: before, new: after } in &step.files {
            let before = unsound.remove(path).unwrap_or_else(|| before.clone());
            let Some(is) = self.traces(path, after.as_deref())? else {
                unsound.insert(path.clone(), before);
                continue;
            };
            let was = self.traces(path, before.as_deref())?.unwrap_or_default();
            // The next commit that changes it compares with what it is now.
            before.map(|before| self.read.remove(&(path.clone(), before)));
            old.extend(was.iter().map(|(thing, state)| (thing.clone(), state.clone())));
            new.extend(is.iter().map(|(thing, state)| (thing.clone(), state.clone())));
        }
        let events = differ(Both { old, new, moment: beijing(step.time) });
        Ok(Commit { hash: step.commit.clone(), time: step.time, events, unsound })
    }

    /// What stands in a file; nothing in one that is not there, `None` of one that nothing could be read from.
    fn traces(&mut self, path: &str, blob: Option<&str>) -> Result<Option<Rc<Traces>>, Untold> {
        let Some(blob) = blob else { return Ok(Some(Rc::default())) };
        let key = (path.to_owned(), blob.to_owned());
        if let Some(traces) = self.read.get(&key) {
            return Ok(traces.clone());
        }
        let text = self.walk.text(path, blob)?;
        let traces = text.and_then(|text| read(path, text)).map(Rc::new);
        self.read.insert(key, traces.clone());
        Ok(traces)
    }
}
