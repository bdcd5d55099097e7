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

use harness::case::{findings, lay, parts, rewritten};
use harness::project::Project;
use harness::{binary, repository, tree, updating};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The issues ask for this many; a runner that finds fewer is broken.
const AT_LEAST: usize = 120;
const NEAR_MISSES: usize = 60;

#[test]
fn every_mistake_is_told_as_its_case_says() {
    let files = cases(&repository().join("tests/diagnostics"));
    assert!(files.len() >= AT_LEAST, "{} cases found", files.len());
    let good = Project::base();
    binary::run_now(good.path(), &["build"]).expect(0);
    let published = good.join("public");

    let failures = failures(&files, |file| play(file, &published));
    assert!(failures.is_empty(), "{} of {} cases\n\n{}", failures.len(), files.len(), failures.join("\n\n"));
}

/// What looks like a mistake and is none: the same form of case, in `tests/clean`, where nothing worse than a notice may be told.
#[test]
fn every_near_miss_stays_silent() {
    let folder = repository().join("tests/clean");
    let files = cases(&folder);
    assert!(files.len() >= NEAR_MISSES, "{} cases found", files.len());
    let failures = failures(&files, pass);
    assert!(failures.is_empty(), "{} of {} cases\n\n{}", failures.len(), files.len(), failures.join("\n\n"));
}

/// Plays cases side by side; what went wrong, by file.
fn failures(files: &[PathBuf], play: impl Fn(&Path) -> Result<(), String> + Sync) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    let work = || {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(failure) = play(file) {
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
    failures
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

/// A case that was played: the project it left, what the program did, and what the case says of it.
struct Played {
    project: Project,
    run: binary::Run,
    found: String,
    expected: Option<String>,
}

impl Played {
    /// Lays the files of a case over the good project, published or not, and runs the program; rewrites the case when that is asked for.
    fn of(file: &Path, published: Option<&Path>) -> Result<Self, String> {
        let text = fs::read_to_string(file).unwrap();
        let filled = numbers::filled(&text);
        let project = Project::base();
        if let Some(published) = published {
            tree::copy(published, &project.join("public"));
        }
        let mut arguments = "build".to_owned();
        let mut expected = None;
        for part in &parts(&filled)? {
            match part.path {
                "findings" => expected = Some(part.body.trim_end().to_owned()),
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
        Ok(Self { project, run, found, expected })
    }
}

/// Plays one case that has to pass, from nothing.
fn pass(file: &Path) -> Result<(), String> {
    let Played { run, found, expected, .. } = Played::of(file, None)?;
    if run.code != Some(0) || found.contains("错误[") || found.contains("提醒[") {
        return Err(format!("is no mistake, and the program says\n{}", run.stderr));
    }
    let expected = expected.ok_or("no “=== findings” part")?;
    if updating() || found == expected { Ok(()) } else { Err(format!("expected:\n{expected}\n\nfound:\n{found}")) }
}

/// Every case below a folder, by name.
fn cases(folder: &Path) -> Vec<PathBuf> {
    let is_case = |path: &&String| path.ends_with(".txt") && !path.starts_with("base/");
    tree::read(folder).keys().filter(is_case).map(|path| folder.join(path)).collect()
}

/// The code that a case shows: the folder it lies in.
fn code(file: &Path) -> String {
    let folder = repository().join("tests/diagnostics");
    file.strip_prefix(&folder).unwrap().parent().unwrap().to_string_lossy().into_owned()
}

/// Plays one case over the good project, which is already published in `published`.
fn play(file: &Path, published: &Path) -> Result<(), String> {
    let Played { project, run, found, expected } = Played::of(file, Some(published))?;
    let code = code(file);
    if !found.contains(&format!("[{code}]")) {
        return Err(format!("does not show {code}, whose folder it lies in:\n{}", run.stderr));
    }
    if updating() {
        return Ok(());
    }
    let expected = expected.ok_or("no “=== findings” part: run UPDATE=1 cargo test --test diagnostics, then review it")?;
    judge(&project, published, &run, &found, &expected)
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
