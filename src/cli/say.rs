//! Speaking to standard output and standard error: never a panic when nobody listens, colours only where there is a person at a terminal.

use crate::cli::Exit;
use crate::diagnostic::Severity;
use crate::source::machine::MachineError;
use std::io::{self, ErrorKind, IsTerminal, Write};

/// Both ends of the conversation.
pub(super) struct Say;

impl Say {
    /// Writes to standard output.
    ///
    /// # Errors
    /// When the bytes cannot be written, as on a full disk. A reader who has had enough (`| head`) is none.
    fn out(text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            done => done,
        }
    }

    /// Writes the last thing a run says to standard output, and gives how the run ends: the machine failed if even that cannot be written.
    pub(super) fn last(text: &str, exit: Exit) -> Exit {
        let Err(source) = Self::out(text) else { return exit };
        Self::error(&MachineError { action: "写入", path: "标准输出".into(), source }.to_string());
        Exit::Machine
    }

    /// Writes a line to standard error. When even that fails there is nobody left to tell.
    pub(super) fn error(line: &str) {
        let _ = writeln!(io::stderr().lock(), "{line}");
    }

    /// Writes findings to standard error, their first words in colour for a person.
    pub(super) fn findings(text: &str) {
        let text = if in_colour() { coloured(text) } else { text.to_owned() };
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }
}

/// Whether a person reads standard error.
pub(super) fn is_watched() -> bool {
    io::stderr().is_terminal()
}

fn in_colour() -> bool {
    let unset = |name: &str| std::env::var_os(name).is_none_or(|value| value.is_empty());
    is_watched() && unset("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Colours the weight and the code at the head of each finding. The words stay the same: colour is never the only sign.
fn coloured(text: &str) -> String {
    text.split_inclusive('\n').map(coloured_line).collect()
}

fn coloured_line(line: &str) -> String {
    for (severity, colour) in [(Severity::Error, "1;31"), (Severity::Warning, "1;33"), (Severity::Notice, "1;36")] {
        if let Some((head, rest)) = line.split_once("] ").filter(|(head, _)| head.starts_with(&format!("{}[", severity.word()))) {
            return format!("\u{1b}[{colour}m{head}]\u{1b}[0m {rest}");
        }
    }
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::coloured;

    #[test]
    fn only_heads_are_coloured() {
        let text = "错误[a/b] 甲] 乙\n --> content/a.yaml:1:1\n说明：错误[a/b] 丙\n\n提醒[c/d] 丁\n";
        let expected =
            "\u{1b}[1;31m错误[a/b]\u{1b}[0m 甲] 乙\n --> content/a.yaml:1:1\n说明：错误[a/b] 丙\n\n\u{1b}[1;33m提醒[c/d]\u{1b}[0m 丁\n";
        assert_eq!(coloured(text), expected);
    }
}
