//! The stages in order and the gates between them. Nothing else decides to stop.

pub mod base;
mod committed;
mod echo;
mod jobs;
mod kept;
mod numbers;
mod scope;
pub mod snapshot;
mod tables;
pub mod threads;

use crate::assess::assess;
use crate::diagnostic::inspection::scope::{Reached, Scope};
use crate::diagnostic::summary::{self, Forecast, LeftOut, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::Stop;
use crate::emit::commit::Outcome;
use crate::emit::manifest::Manifest;
use crate::emit::place::Output;
use crate::link::link;
use crate::lint::column_stale::forecast;
use crate::lint::link_external::{External, external};
use crate::lint::texts::texts;
use crate::lint::{Linted, Subject, lint};
use crate::output::data::prepared::Prepared;
use crate::output::{Context, orders, picture};
use crate::pipeline::base::{Base, Compared};
use crate::pipeline::committed::uncommitted;
use crate::pipeline::echo::without_echoes;
use crate::pipeline::jobs::{Failed, Jobs, Keep};
use crate::pipeline::kept::Kept;
use crate::pipeline::numbers::Numbers;
use crate::pipeline::snapshot::{Snapshots, shelve};
use crate::pipeline::tables::tables;
use crate::record::chronicle::Chronicle;
use crate::report::World;
use crate::site::Site;
use crate::source::history::origin::origins;
use crate::source::{Sources, load};
use crate::syntax::tree;
use crate::theme::Theme;
use crate::theme::error::ThemeError;
use jiff::civil::DateTime;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize};
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
    /// A commit to compare with.
    pub base: Option<String>,
    /// What an earlier run of the same program read of the history; a build into a folder keeps it there.
    pub chronicle: Option<Chronicle>,
    /// Snapshots that are there, and whether one is to be made.
    pub snapshots: Snapshots,
}

/// Where the bytes go.
#[derive(Debug)]
pub enum Sink<'a> {
    /// Nowhere: `check` renders and audits, and drops them.
    Drop,
    /// Into memory, for the preview.
    Memory,
    /// Nowhere, but their hashes are kept: what a publication would be.
    Digest,
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
    /// What the manifest of a publication would be, after a run for hashes that was not stopped.
    pub manifest: Option<Manifest>,
    /// The snapshot that was asked for, after a publication.
    pub snapshot: Option<snapshot::Made>,
    /// How long each stage took, in order.
    pub timings: Vec<(&'static str, Duration)>,
    /// How long each rule took, by its first code; they run side by side.
    pub rules: Vec<(&'static str, Duration)>,
    /// What changed since the commit that was asked for.
    pub compared: Option<Compared>,
    /// What was looked at.
    pub scope: Scope,
    /// What was read of the history, for a next run.
    pub chronicle: Option<Chronicle>,
    /// Addresses on other hosts, by host; `None` when the run stopped before they were looked for.
    pub external: Option<Vec<External>>,
}

/// How far a run is: jobs done and jobs in all. Called from many threads.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Runs the stages. A content error is in the run's findings; nothing is published then.
///
/// # Errors
/// [`Stop`] when the machine fails, the output is refused or locked, or the run is cancelled.
pub fn run(request: &Request, sink: &Sink<'_>, cancelled: &AtomicBool, progress: Progress<'_>) -> Result<Run, Stop> {
    let mut state = State::new(request, sink);
    let Some(mut site) = state.understand()? else { return Ok(state.finish(None)) };
    let wanted = shelve(&mut site, request)?;
    state.statuses = scope::statuses(&site);
    let Some(theme) = state.dress(&site.world.site.theme)? else { return Ok(state.finish(None)) };
    let dress = theme.dress();
    let sources = std::mem::take(&mut state.sources);
    let pictures = picture::drawn(&site);
    let origins = origins(&request.content, &sources, &site.world.files_of_figures());
    state.clock("查版本");
    let nothing = Prepared::default();
    let drafts = request.drafts;
    let bare = Context {
        site: &site,
        sources: &sources,
        dress: &dress,
        drafts,
        origins: &origins,
        pictures: &pictures,
        data: &nothing,
        snapshot: None,
    };
    let data = tables(&bare);
    let context = Context { data: &data, ..bare };
    state.findings.extend(picture::findings(&context));
    let jobs = Jobs { context, orders: orders(&context), theme: &theme, cancelled, progress, done: AtomicUsize::new(0) };
    let mut numbers = Numbers::of(&site, &jobs.orders);
    let outcome = match sink {
        Sink::Publish(output) => jobs.publish(&mut state, &mut numbers, output, wanted),
        Sink::Drop => jobs.drop_or_keep(&mut state, &mut numbers, Keep::Nothing),
        Sink::Memory => jobs.drop_or_keep(&mut state, &mut numbers, Keep::Bytes),
        Sink::Digest => jobs.drop_or_keep(&mut state, &mut numbers, Keep::Digest),
    };
    match outcome {
        Ok(()) => {}
        Err(Failed::Stop(stop)) => return Err(stop),
        Err(Failed::Render(error)) => state.findings.extend(error.findings()),
    }
    state.clock("生成页面");
    drop(jobs);
    state.sources = sources;
    Ok(state.finish(Some(numbers)))
}

/// A run on its way: what was read and found so far.
struct State<'a> {
    request: &'a Request,
    checks_only: bool,
    findings: Vec<Diagnostic>,
    sources: Sources,
    statuses: Vec<(&'static str, usize)>,
    timings: Vec<(&'static str, Duration)>,
    rules: Vec<(&'static str, Duration)>,
    compared: Option<Compared>,
    since: Instant,
    forecast: Vec<Forecast>,
    left_out: LeftOut,
    scope: Scope,
    chronicle: Kept,
    external: Option<Vec<External>>,
}

impl<'a> State<'a> {
    fn new(request: &'a Request, sink: &Sink<'_>) -> Self {
        Self {
            request,
            chronicle: Kept::of(sink, request),
            checks_only: matches!(sink, Sink::Drop),
            findings: Vec::new(),
            sources: Sources::default(),
            statuses: Vec::new(),
            timings: Vec::new(),
            rules: Vec::new(),
            compared: None,
            since: Instant::now(),
            forecast: Vec::new(),
            left_out: LeftOut::default(),
            scope: Scope::default(),
            external: None,
        }
    }
}

impl State<'_> {
    /// Reads, decodes, links, judges and checks: everything up to the site. `None` when an error stops the run here.
    fn understand(&mut self) -> Result<Option<Site>, Stop> {
        let (sources, faults) = load::content(&self.request.content).map_err(Stop::Machine)?;
        self.sources = sources;
        let base = self.base()?;
        self.compared = base.as_ref().map(Base::not_compared);
        let trouble = !faults.is_empty();
        self.findings.extend(faults.into_iter().map(Diagnostic::from));
        self.clock("读取");
        let (drafts, found) = tree::drafts(&self.sources, self.sources.root(), trouble);
        self.findings.extend(found);
        self.clock("解析");
        let linked = link(drafts, self.request.now, self.request.drafts);
        self.scope = scope::before_the_rules(linked.world.as_ref());
        // The rules need the whole content; of what is only half understood they would call the other half missing.
        if self.has_errors() {
            self.findings.extend(without_echoes(linked.findings, &self.findings, &self.sources));
            return Ok(None);
        }
        self.findings.extend(echo::of_linking(linked.findings));
        self.clock("核对编号和单位");
        let Some(mut world) = linked.world else { return Ok(None) };
        self.apply_options(&mut world);
        let assessments = world.reports.iter().map(|report| assess(report, &world.site.policy)).collect();
        self.clock("评价");
        let record = self.chronicle.record(&self.request.content, &world);
        self.clock("更新记录");
        let site = Site::plan(world, assessments, record);
        let unresolved = self.has_errors();
        if let Some(base) = base {
            let (compared, found) = base.compare(&site.world, &self.sources, self.request.now, &mut self.findings);
            self.compared = Some(compared);
            self.findings.extend(found);
            self.clock("与以前比较");
        }
        let texts = texts(&site.world, &linked.waiting, &self.sources);
        let subject = Subject {
            site: &site,
            waiting: &linked.waiting,
            drafts: &linked.drafts,
            sources: &self.sources,
            texts: &texts,
            official: self.request.official,
            now: self.request.now,
        };
        if self.request.official {
            self.findings.extend(uncommitted(&self.request.content, &self.sources));
        }
        let Linted { findings: found, covered, times } = lint(&subject);
        self.scope = scope::of(&subject, &covered, if unresolved { Reached::Errors } else { Reached::Rules });
        self.rules = times;
        self.forecast = forecast(&subject);
        self.external = Some(external(&subject));
        self.left_out = LeftOut { waiting: linked.waiting.len(), drafts: linked.drafts.len() };
        // A reference that does not resolve leaves its target unbound; that is one problem, not two.
        let is_echo = |one: &Diagnostic| one.severity != Severity::Error || echo::follows(one, &self.findings, &self.sources);
        let found: Vec<Diagnostic> = found.into_iter().filter(|one| !unresolved || !is_echo(one)).collect();
        self.findings.extend(found);
        self.clock("检查");
        Ok((!self.is_stopped()).then_some(site))
    }

    /// The commit to compare with. Without a content folder there is nothing to compare, which is a finding of its own.
    fn base(&self) -> Result<Option<Base>, Stop> {
        let wanted = self.request.base.as_deref().filter(|_| !self.sources.root().is_empty());
        wanted.map(|revision| Base::read(&self.request.content, self.sources.root(), revision)).transpose()
    }

    /// Options of the command line that stand in for settings.
    fn apply_options(&self, world: &mut World) {
        if let Some(theme) = &self.request.theme {
            world.site.theme.clone_from(theme);
        }
        if let Some(base_url) = &self.request.base_url {
            world.site.base_url = Some(base_url.clone());
        }
    }

    /// Reads and compiles the theme. `None` when it has a mistake.
    fn dress(&mut self, name: &str) -> Result<Option<Theme>, Stop> {
        let disk = load::themes(&self.request.themes).map_err(Stop::Machine)?;
        let files = disk.map(|(files, faults)| {
            self.findings.extend(faults.into_iter().map(Diagnostic::from));
            files
        });
        let theme = match Theme::load(name, files.as_ref()) {
            Ok(theme) => Some(theme),
            Err(errors) => {
                self.findings.extend(errors.iter().map(ThemeError::to_diagnostic));
                None
            }
        };
        self.clock("主题");
        Ok(theme.filter(|_| !self.is_stopped()))
    }

    /// Takes what was found in the finished pages: the last there is to find.
    fn audited(&mut self, findings: Vec<Diagnostic>) {
        self.findings.extend(findings);
        self.scope.reached = Reached::Pages;
    }

    fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// The gate: errors stop every run, warnings a strict or official one.
    fn is_stopped(&self) -> bool {
        let strict = self.request.strict || self.request.official;
        let worst = self.findings.iter().map(|finding| finding.severity).min();
        match worst {
            Some(Severity::Error) => true,
            Some(Severity::Warning) => strict,
            Some(Severity::Notice) | None => false,
        }
    }

    fn clock(&mut self, stage: &'static str) {
        self.timings.push((stage, self.since.elapsed()));
        self.since = Instant::now();
    }

    fn finish(self, numbers: Option<Numbers>) -> Run {
        let stopped = self.is_stopped();
        let outcome = match (stopped, self.checks_only) {
            (true, true) => summary::Outcome::Failed,
            (true, false) => summary::Outcome::Stopped,
            (false, true) => summary::Outcome::Passed,
            (false, false) => summary::Outcome::Built,
        };
        let mut summary = Summary::of(outcome, &self.findings);
        let Numbers { targets, pages, as_of, published, files, manifest, snapshot } = numbers.unwrap_or_default();
        (summary.targets, summary.pages, summary.as_of) = (targets, pages, as_of);
        (summary.forecast, summary.left_out) = (self.forecast, self.left_out);
        let Self { findings, sources, statuses, timings, rules, compared, scope, external, chronicle, .. } = self;
        Run {
            findings,
            sources,
            summary,
            statuses,
            published,
            files,
            manifest,
            snapshot,
            timings,
            rules,
            compared,
            scope,
            external,
            chronicle: chronicle.read(),
        }
    }
}
