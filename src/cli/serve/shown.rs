//! What the preview shows at this moment: the last good site, and what was found since.

use crate::cli::serve::page;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::summary::{Outcome, Summary};
use crate::emit::Stop;
use crate::pipeline::Run;
use crate::source::Sources;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::watch::{Receiver, Sender};

/// The state that the builder changes and every answer reads. A clone is the same state.
#[derive(Clone)]
pub(super) struct Shown(Arc<Sender<Arc<Snapshot>>>);

/// The state at one moment.
#[derive(Default)]
pub(super) struct Snapshot {
    /// The last good site: path → bytes. `None` before there was one.
    pub(super) site: Option<Arc<BTreeMap<String, Vec<u8>>>>,
    /// What was found in the newest content, as HTML; empty when there is nothing to say.
    pub(super) panel: String,
    /// Whether the newest content was built, be it well or badly; before that there is nothing to show.
    pub(super) is_built: bool,
    /// Changes whenever something else is shown.
    pub(super) version: String,
}

impl Shown {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self::of(Snapshot { version: version(None, ""), ..Snapshot::default() })
    }

    /// A given state.
    pub(super) fn of(snapshot: Snapshot) -> Self {
        Self(Arc::new(Sender::new(Arc::new(snapshot))))
    }

    /// What is shown now.
    pub(super) fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&self.0.borrow())
    }

    /// Hears of every change, and of the present state first.
    pub(super) fn follow(&self) -> Receiver<Arc<Snapshot>> {
        let mut receiver = self.0.subscribe();
        receiver.mark_changed();
        receiver
    }

    /// Shows what came of a run: its site if it was built, else the last good one, and its findings.
    pub(super) fn take(&self, run: Run) {
        let is_good = run.summary.outcome == Outcome::Built;
        let panel = page::panel(&run.findings, &run.sources, &run.summary);
        let site = if is_good { Some(Arc::new(run.files)) } else { self.now().site.clone() };
        self.show(site, panel);
    }

    /// Shows that the machine failed.
    pub(super) fn failed(&self, stop: &Stop) {
        let findings = [Diagnostic::error(stop.code(), stop.to_string().trim_end_matches('。')).remedy(stop.remedy())];
        let panel = page::panel(&findings, &Sources::default(), &Summary::of(Outcome::Stopped, &findings));
        self.show(self.now().site.clone(), panel);
    }

    fn show(&self, site: Option<Arc<BTreeMap<String, Vec<u8>>>>, panel: String) {
        let version = version(site.as_deref(), &panel);
        self.0.send_replace(Arc::new(Snapshot { site, panel, is_built: true, version }));
    }
}

/// A name for exactly this site with exactly these findings, the same after the preview was started anew.
fn version(site: Option<&BTreeMap<String, Vec<u8>>>, panel: &str) -> String {
    let mut hash = blake3::Hasher::new();
    let mut part = |bytes: &[u8]| {
        hash.update(&u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes());
        hash.update(bytes);
    };
    part(panel.as_bytes());
    for (path, bytes) in site.into_iter().flatten() {
        part(path.as_bytes());
        part(bytes);
    }
    hash.finalize().to_hex().chars().take(32).collect()
}
