//! The command line: arguments, what is said to people and to programs, the clock, signals, and the preview server. The only room that knows
//! of terminals, exit codes and the environment.

mod args;
mod build;
mod changes;
mod explain;
mod external;
mod inspection;
mod interrupt;
mod moment;
mod new;
mod progress;
mod say;
mod schema;
mod serve;
mod usage;
mod verify;

use crate::cli::args::{Cli, Command};
use crate::cli::say::Say;
use crate::emit::Stop;
use clap::Parser;
use std::panic::{PanicHookInfo, catch_unwind};
use std::process::ExitCode;
use std::sync::Once;

/// How the program ends (contract of the command line; scripts rely on these numbers).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Exit {
    /// 0: done.
    Done,
    /// 1: errors in the content.
    Content,
    /// 2: usage, configuration, or an output path that is refused.
    Usage,
    /// 3: the machine: disk, permission, port.
    Machine,
    /// 4: another build holds the lock.
    Locked,
    /// 5: verification failed.
    Verify,
    /// 130 or 143: interrupted.
    Signal(u8),
}

impl Exit {
    fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Content => 1,
            Self::Usage => 2,
            Self::Machine => 3,
            Self::Locked => 4,
            Self::Verify => 5,
            Self::Signal(code) => code,
        }
    }

    fn of_stop(stop: &Stop) -> Self {
        match stop {
            Stop::Refused { .. } | Stop::History { .. } => Self::Usage,
            Stop::Locked { .. } => Self::Locked,
            Stop::Machine(_) => Self::Machine,
            Stop::Cancelled => Self::Signal(interrupt::code()),
        }
    }
}

/// Runs the program with the arguments it was started with.
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(last_words));
    interrupt::outlive_size_limits();
    // Nothing is expected to panic. Should it happen all the same, the program ends as after any failure of the machine.
    let exit = catch_unwind(run).unwrap_or(Exit::Machine);
    ExitCode::from(exit.code())
}

fn run() -> Exit {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage::explain(&error),
    };
    match cli.command {
        Command::Build(arguments) => build::build(&arguments),
        Command::Check(arguments) => build::check(&arguments),
        Command::Serve(arguments) => serve::serve(&arguments),
        Command::New(arguments) => new::new(&arguments.folder),
        Command::Verify(arguments) => verify::verify(&arguments),
        Command::Schema(arguments) => schema::schema(&arguments.out),
        Command::Explain(arguments) => explain::explain(arguments.code.as_deref()),
    }
}

/// Says once, in one sentence, that something happened that must not, and at which line of the program, for whoever mends it.
fn last_words(info: &PanicHookInfo<'_>) {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        let own = info.location().filter(|location| location.file().starts_with("src/"));
        let place = own.map_or_else(String::new, |location| format!("（{}:{}）", location.file(), location.line()));
        Say::error(&format!("程序内部出错，已经停下{place}；已发布的内容没有变化。请把运行的命令和内容告诉维护人员。"));
    });
}
