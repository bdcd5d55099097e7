//! Runs the program as people do and looks at what it says.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The moment at which every test takes place, unless it says otherwise.
pub(crate) const NOW: &str = "2023-04-20 09:00";

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code; `None` when a signal ended the program.
    pub(crate) code: Option<i32>,
    /// What it said to machines.
    pub(crate) stdout: String,
    /// What it said to people.
    pub(crate) stderr: String,
}

impl Run {
    /// Asserts the exit code, showing everything the program said otherwise.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// The program with nothing of this machine's environment but the search path, started in `folder`.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(arguments).current_dir(folder).env_clear().stdin(Stdio::null());
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command
}

/// Runs the program in `folder`.
#[track_caller]
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Run {
    finish(command(folder, arguments).output().expect("the program starts"))
}

/// Runs a build-like command at the tests' own moment.
#[track_caller]
pub(crate) fn run_now(folder: &Path, arguments: &[&str]) -> Run {
    run(folder, &[arguments, &["--now", NOW]].concat())
}

/// What a finished program said. Whatever a test is about: the program never panics and never aborts.
#[track_caller]
pub(crate) fn finish(output: Output) -> Run {
    let run = Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
    };
    assert!(!run.stderr.contains("panicked at"), "{}", run.stderr);
    assert!(!matches!(run.code, Some(101 | 134 | 139)), "a crash: {run:?}");
    run
}
