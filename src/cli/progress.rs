//! The progress bar: only at a terminal, only when the work is long, gone when it is done.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Work that ends sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(700);

/// A bar that appears when it is needed.
pub(super) struct Progress {
    shown: bool,
    since: Instant,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// A bar, if anybody looks.
    pub(super) fn new(shown: bool) -> Self {
        Self { shown, since: Instant::now(), bar: OnceLock::new() }
    }

    /// So many of so many are done.
    pub(super) fn at(&self, done: usize, all: usize) {
        if !self.shown || self.since.elapsed() < PATIENCE {
            return;
        }
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let bar = self.bar.get_or_init(|| {
            let bar = ProgressBar::with_draw_target(Some(count(all)), ProgressDrawTarget::stderr_with_hz(10));
            bar.with_style(ProgressStyle::with_template("{bar:40} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        bar.set_position(count(done));
    }

    /// Takes the bar away.
    pub(super) fn clear(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
