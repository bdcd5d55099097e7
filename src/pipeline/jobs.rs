//! The loop over the jobs: each is rendered, read again and, for a publication, staged. The only place that works on many files at once.

use crate::audit::audit;
use crate::audit::facts::Facts;
use crate::audit::leaks;
use crate::audit::tags;
use crate::audit::vanished::vanished;
use crate::diagnostic::Diagnostic;
use crate::emit::Stop;
use crate::emit::manifest::{Header, Listed, Manifest};
use crate::emit::place::Output;
use crate::emit::stage::Stage;
use crate::emit::workshop::Workshop;
use crate::output::desk::base_path;
use crate::output::{Context, Job, Order, job};
use crate::pipeline::numbers::Numbers;
use crate::pipeline::{PROGRAM, Progress, Request, State};
use crate::render::{RenderError, render};
use crate::report::column::Column;
use crate::site::archive::home_of;
use crate::source::history;
use crate::theme::Theme;
use crate::value::date::moment_text;
use crate::value::path::OutPath;
use jiff::civil::Date;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The jobs of one run, with what they have in common.
pub(super) struct Jobs<'a> {
    pub(super) context: Context<'a>,
    pub(super) orders: Vec<Order>,
    pub(super) theme: &'a Theme,
    pub(super) cancelled: &'a AtomicBool,
    pub(super) progress: Progress<'a>,
    pub(super) done: AtomicUsize,
}

/// What came of one job.
struct Made {
    path: String,
    facts: Facts,
    bytes: Option<Vec<u8>>,
    listed: Option<Listed>,
}

impl Made {
    /// A file of which nothing else is kept.
    fn known(path: &OutPath, facts: Facts) -> Self {
        Self { path: path.as_str().to_owned(), facts, bytes: None, listed: None }
    }
}

/// What is kept of the bytes of a run that publishes nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    Nothing,
    Bytes,
    Digest,
}

/// Why a job has no bytes.
pub(super) enum Failed {
    Stop(Stop),
    Render(RenderError),
}

impl Jobs<'_> {
    /// Does every job in parallel; `finish` takes the bytes. The first failure of the machine or of a template ends it.
    fn each(&self, finish: impl Fn(&Order, Job) -> Result<Made, Failed> + Sync) -> Result<Vec<Made>, Failed> {
        self.orders
            .par_iter()
            .map(|order| {
                if self.cancelled.load(Ordering::Relaxed) {
                    return Err(Failed::Stop(Stop::Cancelled));
                }
                let Some(job) = job(&self.context, order) else {
                    return Ok(Made::known(&order.path, Facts::default()));
                };
                let made = finish(order, job);
                (self.progress)(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.orders.len());
                made
            })
            .collect()
    }

    /// Renders without writing.
    fn make(&self, keep: Keep) -> Result<Vec<Made>, Failed> {
        self.each(|order, job| {
            let bytes = render(self.theme, job).map_err(Failed::Render)?;
            let facts = self.learn(&order.path, &bytes);
            let mut made = Made::known(&order.path, facts);
            match keep {
                Keep::Nothing => {}
                Keep::Bytes => made.bytes = Some(bytes),
                Keep::Digest => made.listed = Some(Listed::of(&bytes)),
            }
            Ok(made)
        })
    }

    /// Renders what changed into a stage, and keeps the rest.
    fn stage(&self, stage: &Stage<'_>) -> Result<Vec<Made>, Failed> {
        self.each(|order, job| {
            let hash = job.hash(self.theme.fingerprint());
            let kept = stage.keep(&order.path, &hash).map_err(Failed::Stop)?;
            if let Some(facts) = kept.and_then(|line| Facts::from_line(&line)) {
                return Ok(Made::known(&order.path, facts));
            }
            let bytes = render(self.theme, job).map_err(Failed::Render)?;
            let facts = self.learn(&order.path, &bytes);
            stage.write(&order.path, &hash, &bytes, &facts.to_line()).map_err(Failed::Stop)?;
            Ok(Made::known(&order.path, facts))
        })
    }

    /// Reads a finished file again.
    fn learn(&self, path: &OutPath, bytes: &[u8]) -> Facts {
        let root = self.context.site.world.site.base_url.as_deref().map(|base| format!("{}/", base_path(base)));
        Facts::of(path, bytes, root.as_deref())
    }

    /// Judges the whole site by what was made and kept.
    fn audit(&self, made: &[Made]) -> Vec<Diagnostic> {
        let facts = made.iter().map(|made| (made.path.clone(), made.facts.clone())).collect();
        let snapshots: Vec<OutPath> = self.context.site.snapshots.iter().filter_map(|date| home_of(*date)).collect();
        let listed = self.orders.iter().map(|order| &order.path).chain(&snapshots).map(OutPath::as_str).collect();
        let known = leaks::known(self.context.sources, &self.context.site.world);
        let mut findings = audit(self.context.site, &facts, &listed, &known);
        findings.extend(tags::audit(self.context.site, &facts));
        findings
    }

    /// Renders everything and audits it; nothing is written.
    pub(super) fn drop_or_keep(&self, state: &mut State<'_>, numbers: &mut Numbers, keep: Keep) -> Result<(), Failed> {
        let made = self.make(keep)?;
        state.audited(self.audit(&made));
        if state.is_stopped() {
            return Ok(());
        }
        if keep == Keep::Digest {
            let files = made.into_iter().filter_map(|made| Some((made.path, made.listed?))).collect();
            numbers.manifest = Some(Manifest { header: self.header(state.request), files });
        } else {
            numbers.files = made.into_iter().filter_map(|made| made.bytes.map(|bytes| (made.path, bytes))).collect();
        }
        Ok(())
    }

    /// Renders what changed, audits everything, and publishes it in one step unless the audit found an error.
    pub(super) fn publish(
        &self,
        state: &mut State<'_>,
        numbers: &mut Numbers,
        output: &Output,
        wanted: Option<Date>,
    ) -> Result<(), Failed> {
        let workshop = Workshop::open(output.clone()).map_err(Failed::Stop)?;
        let ledger = workshop.ledger(PROGRAM).map_err(Failed::Stop)?;
        let stage = workshop.stage(&ledger, self.cancelled).map_err(Failed::Stop)?;
        let made = self.stage(&stage)?;
        state.findings.extend(vanished(stage.former(), &self.orders.iter().map(|order| order.path.as_str()).collect()));
        state.audited(self.audit(&made));
        if state.is_stopped() {
            return stage.abandon().map_err(Failed::Stop);
        }
        let snapshot = self.snapshots(state, &stage, wanted)?;
        if state.is_stopped() {
            return stage.abandon().map_err(Failed::Stop);
        }
        numbers.snapshot = snapshot;
        let header = self.header(state.request);
        numbers.published = Some(stage.commit(&header).map_err(Failed::Stop)?);
        state.chronicle.keep(&workshop);
        Ok(())
    }

    /// What the manifest says about the build: nothing that depends on the clock.
    fn header(&self, request: &Request) -> Header {
        let world = &self.context.site.world;
        let figures = world.reports.iter().flat_map(|report| &report.releases).filter_map(|release| release.published);
        let articles = world.columns.iter().filter_map(Column::newest);
        let released = figures.chain(articles);
        Header {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            source_revision: history::source_revision(&request.content, &request.themes),
            released_through: released.max().map(moment_text),
        }
    }
}
