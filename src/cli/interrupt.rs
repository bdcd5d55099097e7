//! Ctrl-C and its like: the run is asked to stop, tidies up and ends; if it cannot within two seconds, it is ended.

use signal_hook::consts::signal::SIGXFSZ;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::time::Duration;

/// The signal that came first; 0 when none did.
static RECEIVED: AtomicI32 = AtomicI32::new(0);

/// How long a run may take to tidy up. Whatever it leaves, the next run clears away.
const GRACE: Duration = Duration::from_millis(1800);

/// Listens from now on. The flag is set when the run has to stop; `also` is called at that moment.
///
/// A system that cannot listen leaves signals as they are: they end the program, which is safe at any moment.
pub(super) fn listen(also: impl Fn() + Send + 'static) -> Arc<AtomicBool> {
    let cancelled = Arc::new(AtomicBool::new(false));
    let mut wanted = vec![SIGINT, SIGTERM];
    if !hangs_up_unheard() {
        wanted.push(SIGHUP);
    }
    let Ok(mut signals) = Signals::new(wanted) else { return cancelled };
    let flag = Arc::clone(&cancelled);
    let listener = move || {
        let Some(signal) = signals.forever().next() else { return };
        let _ = RECEIVED.compare_exchange(0, signal, Ordering::SeqCst, Ordering::SeqCst);
        flag.store(true, Ordering::SeqCst);
        also();
        std::thread::sleep(GRACE);
        end_now();
    };
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(listener);
    cancelled
}

/// Makes a limit on the size of files an answer of the system like any other, instead of a signal that ends the program at once.
pub(super) fn outlive_size_limits() {
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

/// The exit code of an interrupted run.
pub(super) fn code() -> u8 {
    if RECEIVED.load(Ordering::SeqCst) == SIGINT { 130 } else { 143 }
}

#[expect(clippy::exit, reason = "the run had its time to end by itself")]
fn end_now() -> ! {
    std::process::exit(i32::from(code()))
}

/// Whether the program was started so that it survives its terminal (`nohup`): then it does.
fn hangs_up_unheard() -> bool {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return false };
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).map(str::trim);
    mask.and_then(|mask| u64::from_str_radix(mask, 16).ok()).is_some_and(|mask| mask & (1 << (SIGHUP - 1)) != 0)
}
