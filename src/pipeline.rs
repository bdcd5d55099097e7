//! The stages in order, the gates between them, and the loop over the jobs. Nothing else decides to stop.

pub mod threads;

use crate::assess::{assess, counts};
use crate::audit::{self, Facts};
use crate::diagnostic::summary::{self, Summary};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::emit::Stop;
use crate::emit::commit::Outcome;
use crate::emit::manifest::Header;
use crate::emit::place::Output;
use crate::emit::stage::Stage;
use crate::emit::workshop::Workshop;
use crate::link::link;
use crate::lint::{Subject, lint};
use crate::output::{Context, Order, job, orders};
use crate::render::render;
use crate::report::World;
use crate::site::Site;
use crate::source::{Sources, history, load};
use crate::syntax::tree;
use crate::theme::Theme;
use crate::value::date::{chinese, moment_text};
use jiff::civil::DateTime;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The program and everything about it that changes bytes; a ledger of another one is void.
pub const PROGRAM: &str = concat!("gongkai ", env!("CARGO_PKG_VERSION"), " ", env!("GONGKAI_BUILD"));

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
    /// A preview that says on every page that it is one.
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
    /// Targets by status, with the words people read; empty when the run stopped before the judgement.
    pub statuses: Vec<(&'static str, usize)>,
    /// What was written, after a publication.
    pub published: Option<Outcome>,
    /// The site, after a run into memory that was not stopped: path → bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// How long each stage took, in order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// How far a run is: jobs done and jobs in all. Called from many threads.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Runs the stages. A content error is in the run's findings; nothing is published then.
///
/// # Errors
/// [`Stop`] when the machine fails, the output is refused or locked, or the run is cancelled.
pub fn run(request: &Request, sink: &Sink<'_>, cancelled: &AtomicBool, progress: Progress<'_>) -> Result<Run, Stop> {
    let mut state = State::new(request, sink);
    let Some(site) = state.understand()? else { return Ok(state.finish(None)) };
    let statuses = statuses(&site);
    let Some((site, theme)) = state.dress(site)? else { return Ok(State { statuses, ..state }.finish(None)) };
    let context = Context { site: &site, sources: &state.sources, theme: &theme, drafts: request.drafts };
    let orders = orders(&context);
    let done = Done { count: AtomicUsize::new(0), all: orders.len(), progress };
    let made = match sink {
        Sink::Publish(output) => publish(&context, &orders, output, cancelled, &done, &mut state.gate())?,
        Sink::Drop | Sink::Memory => make(&context, &orders, matches!(sink, Sink::Memory), cancelled, &done)?,
    };
    state.clock("生成");
    let pages = orders.iter().filter(|order| order.path.as_str().ends_with(".html")).count();
    let as_of = site.current().and_then(|report| report.as_of()).map(chinese);
    let targets = site.world.reports.iter().map(|report| report.targets.len()).sum();
    state.statuses = statuses;
    state.findings.extend(made.findings);
    Ok(state.finish(Some(Numbers { targets, pages, as_of, published: made.published, files: made.files })))
}

/// The numbers of a run that came to its end.
struct Numbers {
    targets: usize,
    pages: usize,
    as_of: Option<String>,
    published: Option<Outcome>,
    files: BTreeMap<String, Vec<u8>>,
}

/// A run on its way: what was read and found so far.
struct State<'a> {
    request: &'a Request,
    checks_only: bool,
    findings: Vec<Diagnostic>,
    sources: Sources,
    statuses: Vec<(&'static str, usize)>,
    timings: Vec<(&'static str, Duration)>,
    since: Instant,
}

impl<'a> State<'a> {
    fn new(request: &'a Request, sink: &Sink<'_>) -> Self {
        let checks_only = matches!(sink, Sink::Drop);
        let (findings, statuses, timings) = (Vec::new(), Vec::new(), Vec::new());
        Self { request, checks_only, findings, sources: Sources::default(), statuses, timings, since: Instant::now() }
    }
}
