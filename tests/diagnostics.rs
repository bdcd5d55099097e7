//! Every finding the program can print, shown by a small mistake: `tests/diagnostics/<code>/<case>.txt`.
//!
//! A case is one text. It opens with a comment that says what it shows; then come small files, each under a line `=== path`;
//! last `=== findings`, the exact words the program prints. The files are laid over the minimal good project in
//! `tests/diagnostics/base`, and the program runs in that folder. A path may carry a mode:
//!
//! ```text
//! === content/2022/report.yaml            the whole file
//! === content/site.yaml (append)          added to the file that is there
//! === content/2022/figures/a.yaml (edit)  pairs of lines: `-` the words that stand there once, `+` what stands there instead
//! === content/a.md (hex)                  bytes, white space between them as you like
//! === content/b.md (symlink)              a symbolic link to what the line says
//! === content/c.md (delete)               the file is taken away
//! === content/d.md (times 1000)           the lines, that many times
//! === content/e.md (fifo)                 a named pipe
//! === arguments                           what the program is asked, one line; `build` unless it says otherwise
//! ```
//!
//! `{id-card}`, `{id-card-x}`, `{id-card-15}` and `{bank-card}` stand for numbers of nobody, computed here; no such number is written down.
//!
//! The exit code follows from the findings: 1 with an error, else 0. After an error the published site must stand untouched.
//! `UPDATE=1 cargo test --test diagnostics` writes the findings of every case anew, for a person to review.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;
#[path = "diagnostics/numbers.rs"]
mod numbers;

use harness::project::Project;
use harness::{binary, repository, tree, updating};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The issue asks for this many; a runner that finds fewer is broken.
const AT_LEAST: usize = 40;

#[test]
fn every_mistake_is_told_as_its_case_says() {
    let files = cases(&repository().join("tests/diagnostics"));
    assert!(files.len() >= AT_LEAST, "{} cases found", files.len());
    let good = Project::base();
    binary::run_now(good.path(), &["build"]).expect(0);
    let published = good.join("public");

    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    let work = || {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(failure) = play(file, &published) {
                failures.lock().unwrap().push(format!("{}\n{failure}", file.display()));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    let mut failures = failures.into_inner().unwrap();
    failures.sort();
    assert!(failures.is_empty(), "{} of {} cases\n\n{}", failures.len(), files.len(), failures.join("\n\n"));
}

#[test]
fn the_readmes_show_a_finding_as_it_is_printed() {
    let case = fs::read_to_string(repository().join("tests/diagnostics/number/approximate/about.txt")).unwrap();
    let printed = case.split_once("=== findings\n").map_or("", |(_, printed)| printed.trim_end());
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = fs::read_to_string(repository().join(readme)).unwrap();
        assert!(!printed.is_empty() && text.contains(printed), "{readme} shows another finding than\n{printed}");
    }
}

/// Every case below `tests/diagnostics`, by name.
fn cases(folder: &Path) -> Vec<PathBuf> {
    let is_case = |path: &&String| path.ends_with(".txt") && !path.starts_with("base/");
    tree::read(folder).keys().filter(is_case).map(|path| folder.join(path)).collect()
}

/// The code that a case shows: the folder it lies in.
fn code(file: &Path) -> String {
    let folder = repository().join("tests/diagnostics");
    file.strip_prefix(&folder).unwrap().parent().unwrap().to_string_lossy().into_owned()
}

/// One part of a case.
struct Part<'a> {
    path: &'a str,
    mode: &'a str,
    body: String,
}

/// Plays one case over the good project, which is already published in `published`.
fn play(file: &Path, published: &Path) -> Result<(), String> {
    let text = fs::read_to_string(file).unwrap();
    let filled = numbers::filled(&text);
    let parts = parts(&filled)?;
    let project = Project::base();
    tree::copy(published, &project.join("public"));
    let mut arguments = "build".to_owned();
    let mut expected = None;
    for part in &parts {
        match part.path {
            "findings" => expected = Some(part.body.trim_end()),
            "arguments" => part.body.trim().clone_into(&mut arguments),
            _ => lay(&project, part)?,
        }
    }
    let words: Vec<&str> = arguments.split_whitespace().chain(["--jobs", "1"]).collect();
    let run = binary::run_now(project.path(), &words);
    let found = findings(&run.stderr);
    if updating() {
        fs::write(file, rewritten(&text, &found)).unwrap();
    }
    let code = code(file);
    if !found.contains(&format!("[{code}]")) {
        return Err(format!("does not show {code}, whose folder it lies in:\n{}", run.stderr));
    }
    if updating() {
        return Ok(());
    }
    let expected = expected.ok_or("no “=== findings” part: run UPDATE=1 cargo test --test diagnostics, then review it")?;
    judge(&project, published, &run, &found, expected)
}

/// Compares what the program did with what the case says.
fn judge(project: &Project, published: &Path, run: &binary::Run, found: &str, expected: &str) -> Result<(), String> {
    if found != expected {
        return Err(format!("expected:\n{expected}\n\nfound:\n{found}\n\nall of stderr:\n{}", run.stderr));
    }
    let fails = expected.contains("错误[");
    if run.code != Some(i32::from(fails)) {
        return Err(format!("exit code {:?} with these findings:\n{}", run.code, run.stderr));
    }
    // The canary of a link that leads out, and of a file that asks for one.
    if run.stderr.contains("root:") || run.stdout.contains("root:") {
        return Err("a file outside the project was read".to_owned());
    }
    let changed = tree::difference(&tree::read(published), &tree::read(&project.join("public")));
    if fails && !changed.is_empty() {
        return Err(format!("the published site was touched: {changed:?}"));
    }
    Ok(())
}

/// Cuts a case at its `===` lines.
fn parts(text: &str) -> Result<Vec<Part<'_>>, String> {
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
fn lay(project: &Project, part: &Part<'_>) -> Result<(), String> {
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
fn findings(stderr: &str) -> String {
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
fn rewritten(text: &str, found: &str) -> String {
    let inputs = text.split("=== findings\n").next().unwrap_or(text).trim_end_matches('\n');
    format!("{inputs}\n=== findings\n{found}\n")
}
