//! Cases written as one text: a comment, small files each under a line `=== path (mode)`, and what the program must say. The modes stand at
//! the head of `tests/diagnostics.rs`.

use super::project::Project;
use super::tree;
use std::fs;
use std::path::Path;

/// One part of a case.
pub(crate) struct Part<'a> {
    /// The file, or the name of the part.
    pub(crate) path: &'a str,
    /// How it is laid: the word in brackets.
    pub(crate) mode: &'a str,
    /// The lines below.
    pub(crate) body: String,
}

/// Cuts a case at its `===` lines.
pub(crate) fn parts(text: &str) -> Result<Vec<Part<'_>>, String> {
    if !text.starts_with("# ") {
        return Err("a case opens with a comment that says what it shows".to_owned());
    }
    let mut parts: Vec<Part<'_>> = Vec::new();
    for line in text.split_inclusive('\n').skip(1) {
        if let Some(head) = line.strip_prefix("=== ") {
            let head = head.trim_end();
            let (path, mode) = head.strip_suffix(')').and_then(|head| head.rsplit_once(" (")).unwrap_or((head, ""));
            parts.push(Part { path, mode, body: String::new() });
        } else if let Some(part) = parts.last_mut() {
            part.body.push_str(line);
        }
    }
    Ok(parts)
}

/// Lays one file over the project.
pub(crate) fn lay(project: &Project, part: &Part<'_>) -> Result<(), String> {
    let path = project.join(part.path);
    match part.mode {
        "" => tree::write(&path, &part.body),
        "append" => {
            let old = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", part.path))?;
            tree::write(&path, old + &part.body);
        }
        "edit" => edit(&path, part)?,
        "hex" => tree::write(&path, bytes(&part.body)?),
        "symlink" => {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::os::unix::fs::symlink(part.body.trim(), &path).unwrap();
        }
        "delete" => fs::remove_file(&path).map_err(|error| format!("{}: {error}", part.path))?,
        "fifo" => {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0).unwrap();
        }
        other => match other.strip_prefix("times ").and_then(|times| times.parse().ok()) {
            Some(times) => tree::write(&path, part.body.repeat(times)),
            None => return Err(format!("no such mode: {other}")),
        },
    }
    Ok(())
}

/// Exchanges words that stand exactly once. Everything after the sign counts, up to the line's end.
fn edit(path: &Path, part: &Part<'_>) -> Result<(), String> {
    let mut text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", part.path))?;
    let mut lines = part.body.lines();
    while let Some(old) = lines.next() {
        let (Some(old), Some(new)) = (old.strip_prefix('-'), lines.next().and_then(|new| new.strip_prefix('+'))) else {
            return Err(format!("{}: an edit is a line with - and a line with +", part.path));
        };
        if text.matches(old).count() != 1 {
            return Err(format!("{}: “{old}” must stand there once:\n{text}", part.path));
        }
        text = text.replace(old, new);
    }
    tree::write(path, text);
    Ok(())
}

/// Reads hexadecimal digits, two a byte.
fn bytes(digits: &str) -> Result<Vec<u8>, String> {
    let digits: String = digits.split_whitespace().collect();
    let pair = |at: usize| digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    (0..digits.len()).step_by(2).map(|at| pair(at).ok_or_else(|| format!("not hexadecimal: {digits}"))).collect()
}

/// The findings in what the program said to people: from the first one on, without the closing line, which counts them and
/// may tell the time the work took.
pub(crate) fn findings(stderr: &str) -> String {
    const OPENINGS: [&str; 3] = ["错误[", "提醒[", "提示["];
    const NOTES: [&str; 2] = ["说明：", "怎么改："];
    let begins = |line: &str, words: &[&str]| words.iter().any(|word| line.starts_with(word));
    let is_drawing = |line: &str| line.starts_with(|first: char| first == ' ' || first == '.' || first.is_ascii_digit());
    let mut found: Vec<&str> = Vec::new();
    let mut inside = false;
    for line in stderr.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        if begins(line, &OPENINGS) {
            if !found.is_empty() {
                found.push("");
            }
            inside = true;
        } else {
            inside &= begins(line, &NOTES) || is_drawing(line);
        }
        if inside {
            found.push(line);
        }
    }
    found.join("\n")
}

/// The case with other findings.
pub(crate) fn rewritten(text: &str, found: &str) -> String {
    let inputs = text.split("=== findings\n").next().unwrap_or(text).trim_end_matches('\n');
    let end = if found.is_empty() { "" } else { "\n" };
    format!("{inputs}\n=== findings\n{found}{end}")
}
