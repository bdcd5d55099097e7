//! The stages in order, the gates between them, and the loop over the jobs. Nothing else decides to stop.

use crate::assess::assess;
use crate::diagnostic::summary::{Outcome, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::Stop;
use crate::emit::commit::Committed;
use crate::emit::place::Output;
use crate::link::link;
use crate::lint::{Subject, lint};
use crate::site::Site;
use crate::source::Sources;
use crate::source::load;
use crate::syntax::tree;
use jiff::civil::DateTime;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// What is to be done with the site.
#[derive(Clone, Debug)]
pub struct Request {
    /// The content folder.
    pub content: PathBuf,
    /// The themes folder; the built-in themes serve when it is not there.
    pub themes: PathBuf,
    /// Instead of the theme that `site.yaml` names.
    pub theme: Option<String>,
    /// Instead of the `base_url` of `site.yaml`; checked by [`crate::link::settings::checked_base_url`].
    pub base_url: Option<String>,
    /// Which figures are released: those published at or before this moment, Beijing time.
    pub now: DateTime,
    /// What is only noticed otherwise is an error, and warnings stop.
    pub official: bool,
    /// Warnings stop.
    pub strict: bool,
    /// A preview that shows drafts and says so on every page.
    pub drafts: bool,
}

/// Where the bytes go.
#[derive(Debug)]
pub enum Sink<'a> {
    /// Nowhere: `check` renders and audits, and drops them.
    Drop,
    /// Into memory, for the preview.
    Memory,
    /// Into an output folder, in one atomic step.
    Publish(&'a Output),
}

/// What came of a run.
#[derive(Debug)]
pub struct Run {
    /// Everything found, in no particular order; the printers sort.
    pub findings: Vec<Diagnostic>,
    /// What was read, for the printers.
    pub sources: Sources,
    /// The outcome with its numbers.
    pub summary: Summary,
    /// Targets by status, with the words people read; empty when the build stopped before the judgement.
    pub statuses: Vec<(&'static str, usize)>,
    /// What was written, after a publication.
    pub committed: Option<Committed>,
    /// The site, after a run into memory that was not stopped: path → bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// How long each stage took, in order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// How far a run is: jobs done and jobs in all. Called from many threads.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);
