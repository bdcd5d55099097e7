//! How many threads work on the stages that work on many things at once. Started once, before the first run.

use rayon::ThreadPoolBuilder;
use std::num::NonZeroUsize;

/// Starts the workers: as many as asked for, else as many as the machine has cores. A system that grants no more threads gives a slow run, not
/// a failed one: everything is done by the caller's thread then. A second call changes nothing.
pub fn start(jobs: Option<NonZeroUsize>) {
    let builder = || ThreadPoolBuilder::new().thread_name(|number| format!("worker-{number}"));
    let wanted = jobs.map_or(0, NonZeroUsize::get);
    if builder().num_threads(wanted).build_global().is_err() {
        // Fails too when the workers run already, which is what was wanted.
        let _ = builder().num_threads(1).use_current_thread().build_global();
    }
}
