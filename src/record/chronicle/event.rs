//! What happened in a commit, by the names of things: ids, addresses and days. Nothing here can hold an amount, a name or a sentence.

use crate::report::entry::FigureStatus;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A thing of the content that can come and go.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Thing {
    /// A report, by its year.
    Report(i16),
    /// The narrative of a chapter: year and address.
    Text(i16, String),
    /// A target: year and id.
    Target(i16, String),
    /// A goal disclosed later: year and id of its target.
    Disclosed(i16, String),
    /// A list: year and address.
    List(i16, String),
    /// An article: addresses of its column and its own.
    Article(String, String),
    /// What was reported about a target at a date.
    Entry(EntryId),
}

/// What was reported about a target at a date.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct EntryId {
    /// The report's year.
    pub year: i16,
    /// The date it is about.
    pub as_of: Date,
    /// The target's id at that time.
    pub target: String,
    /// How final it is.
    pub finality: Finality,
}

/// How final a figure is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Finality {
    Preliminary,
    Official,
    Demo,
}

impl From<FigureStatus> for Finality {
    fn from(status: FigureStatus) -> Self {
        match status {
            FigureStatus::Preliminary => Self::Preliminary,
            FigureStatus::Official => Self::Official,
            FigureStatus::Demo => Self::Demo,
        }
    }
}

/// What happened to a thing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Event {
    /// It is new.
    Added(Thing),
    /// It is gone, and had been public.
    Gone(Thing),
    /// Its words or numbers changed, and the data do not say why.
    Changed(Thing),
    /// A change that the data state: its number in `changes`.
    Stated(EntryId, usize),
    /// A number where there was none.
    Late(EntryId),
    /// The preliminary number is the official one.
    Final(EntryId),
    /// No longer published.
    Withheld(EntryId),
    /// A goal was revised: year, target, number in `revised`.
    Revised(i16, String, usize),
    /// A day by which something is due was moved: year, target, what, from, to.
    Moved(i16, String, Term, Option<Date>, Option<Date>),
    /// A target was ended before its time.
    Ended(i16, String),
    /// A target took another id: year, the old one, the new one.
    Renamed(i16, String, String),
}

/// What is due.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Term {
    /// The first day.
    From,
    /// The last day.
    Due,
    /// A stage, by the [`mark`] of its name.
    Stage(String),
}

/// A name without its words: two are the same when their marks are.
pub fn mark(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().chars().take(16).collect()
}
