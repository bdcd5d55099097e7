//! Findings: what is wrong, where, why it matters, and what to do. A user's mistake is one of these, never an early return or a panic.

pub mod catalogue;
pub mod codes;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod inspection;
pub mod json;
pub mod markdown;
pub mod order;
pub mod sarif;
pub mod summary;

use crate::source::Span;
use crate::source::fault::{Fault, Spot};
use serde::Serialize;

/// How much a finding weighs (contract §2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// 错误: stops every build.
    Error,
    /// 提醒: stops `--strict` and `--official`.
    Warning,
    /// 提示: stops nothing.
    Notice,
}

impl Severity {
    /// The word people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "提醒",
            Self::Notice => "提示",
        }
    }
}

/// Where a finding points.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// A stretch of a source file.
    Span(Span),
    /// A whole file that has no text to point into, by path, with a position when one is known (first bad byte of a GBK file).
    File {
        /// Relative to the project folder, with `/`.
        path: String,
        /// Line and column from 1, when known.
        position: Option<(usize, usize)>,
    },
    /// A file of the output tree.
    Output(String),
}

/// A second place or a remark that helps to understand a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// What is said.
    pub message: String,
    /// The place it speaks of.
    pub place: Option<Place>,
}

/// One finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The rule's code: `target/unit`. ASCII, stable.
    pub code: &'static str,
    /// Its weight.
    pub severity: Severity,
    /// One sentence in Chinese, without a full stop, for a clerk.
    pub message: String,
    /// Where.
    pub place: Option<Place>,
    /// Second places and remarks.
    pub notes: Vec<Note>,
    /// What to do, in Chinese; the printers put 怎么改： before it.
    pub remedy: Option<String>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    /// A notice at a place.
    pub fn notice(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Notice, message)
    }

    fn new(code: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        Self { code, severity, message: message.into(), place: None, notes: Vec::new(), remedy: None }
    }

    /// Points the finding at a stretch of a source.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.place = Some(Place::Span(span));
        self
    }

    /// Points the finding at a place of any kind.
    #[must_use]
    pub fn at_place(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn note_at(mut self, span: Span, message: impl Into<String>) -> Self {
        self.notes.push(Note { message: message.into(), place: Some(Place::Span(span)) });
        self
    }

    /// Adds a remark.
    #[must_use]
    pub fn note(mut self, message: impl Into<String>) -> Self {
        self.notes.push(Note { message: message.into(), place: None });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }
}

impl From<Spot> for Place {
    fn from(spot: Spot) -> Self {
        match spot {
            Spot::Span(span) => Self::Span(span),
            Spot::File { path, position } => Self::File { path, position },
        }
    }
}

impl From<Fault> for Diagnostic {
    fn from(fault: Fault) -> Self {
        let severity = if fault.harmless { Severity::Warning } else { Severity::Error };
        let notes = fault.note.into_iter().map(|(message, spot)| Note { message, place: Some(spot.into()) }).collect();
        let place = Some(fault.spot.into());
        Self { code: fault.code, severity, message: fault.message, place, notes, remedy: Some(fault.remedy) }
    }
}
