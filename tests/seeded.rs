//! The proof on realistic reports: two whole trees that have nothing wrong, and one seeded fault at a time. Every fault has to be found, with
//! its code, at its line, and with nothing told beside it.
//!
//! The trees are `town` (`tests/seeded/base`: an adopted report of six chapters, next year's draft, three quarters of figures, lists,
//! columns, attachments) and `official` (`tests/sites/official`). The faults stand in `tests/seeded/faults/*.txt`, a file a family:
//!
//! ```text
//! # What is wrong
//! town 2022/02-industry/index.md        the tree and the file; more files of the same tree may follow
//! -不少于20个                            words that stand there once
//! +不少于22个                            what stands there instead; more `+` lines are more lines
//! = error figure/mismatch               what has to be told, at the line where the first `+` begins
//! = error figure/mismatch @ 2022/a.yaml: words     … or at the line of a file where these words stand
//! = error list/node @ 2022/a.yaml#11               … or at a line that has no words of its own
//! = warning file/name @ 2022/a.md                  … or of the file as a whole
//! ? reason                              instead of `=`: a fault that is not found, and why
//! ```
//!
//! `town 2022/a.md (new)` makes a file, `(empty)` one of no bytes, `(append)` adds lines, `(delete)` takes the file away. `\u{200b}` is a character, `\x{b2}` a byte,
//! `\t` a tab, `\n` a line's end; `{id-card}` and its like are numbers of nobody, computed in `tests/diagnostics/numbers.rs`.
//!
//! `SEEDED=words cargo test --test seeded` plays only the faults whose description or file holds the words.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "seeded/fault.rs"]
mod fault;
mod harness;
#[path = "diagnostics/numbers.rs"]
mod numbers;

use fault::{Edit, Expected, Fault, Place};
use harness::project::Project;
use harness::{binary, repository, tree};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The issue asks for this many.
const AT_LEAST: usize = 120;
/// Faults that we know we do not find.
const NOT_FOUND_AT_MOST: usize = 5;

/// A file of no use, of which the program warns.
const STOPPER: &str = "content/2022/stopper.txt";

/// A finding as the program tells it to other programs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    severity: String,
    code: String,
    file: String,
    line: Option<usize>,
    message: String,
}

/// What came of one fault.
#[derive(Default)]
struct Outcome {
    found: bool,
    at_its_line: bool,
    extra: usize,
    told: String,
}

#[test]
fn every_seeded_fault_is_found_at_its_line_and_nothing_else() {
    let wanted = std::env::var("SEEDED").unwrap_or_default();
    let faults: Vec<Fault> = fault::all(&repository().join("tests/seeded/faults"));
    let faults: Vec<&Fault> = faults.iter().filter(|fault| fault.title.contains(&wanted) || fault.family.contains(&wanted)).collect();
    let trees: BTreeMap<&str, Vec<Found>> = ["town", "official"].map(|name| (name, clean(name))).into();

    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(Vec::new());
    let work = || {
        while let Some(fault) = faults.get(next.fetch_add(1, Ordering::Relaxed)) {
            let outcome = play(fault, &trees[fault.tree.as_str()]).unwrap_or_else(|told| Outcome { told, ..Outcome::default() });
            outcomes.lock().unwrap().push((*fault, outcome));
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    let mut outcomes = outcomes.into_inner().unwrap();
    outcomes.sort_by_key(|(fault, _)| (&fault.family, fault.line));
    report(&outcomes, wanted.is_empty());
}

/// Sums up, and fails on whatever is not as the tables say.
fn report(outcomes: &[(&Fault, Outcome)], whole: bool) {
    let (unknown, seeded): (Vec<_>, Vec<_>) = outcomes.iter().partition(|(fault, _)| fault.unfound.is_some());
    let count = |is: fn(&Outcome) -> bool| seeded.iter().filter(|(_, outcome)| is(outcome)).count();
    let (found, right) = (count(|outcome| outcome.found), count(|outcome| outcome.at_its_line));
    let extra: usize = seeded.iter().map(|(_, outcome)| outcome.extra).sum();
    println!("faults seeded {}, found {found}, at the right line {right}, extra findings {extra}", seeded.len());
    println!("known and not found: {}", unknown.len());
    for (fault, _) in &unknown {
        println!("  {}: {}", fault.title, fault.unfound.as_deref().unwrap_or_default());
    }
    let wrong = |(fault, outcome): &&(&Fault, Outcome)| match fault.unfound {
        Some(_) => outcome.found,
        None => !outcome.at_its_line || outcome.extra > 0,
    };
    let told: Vec<String> = outcomes
        .iter()
        .filter(wrong)
        .map(|(fault, outcome)| format!("tests/seeded/faults/{}:{} {}\n{}", fault.family, fault.line, fault.title, outcome.told))
        .collect();
    assert!(told.is_empty(), "{} of {} faults:\n\n{}", told.len(), outcomes.len(), told.join("\n"));
    assert!(unknown.len() <= NOT_FOUND_AT_MOST, "too many faults that are not found");
    assert!(!whole || seeded.len() >= AT_LEAST, "{} faults are few", seeded.len());
}

/// What the program says of a tree without a fault: nothing above a notice.
fn clean(name: &str) -> Vec<Found> {
    let project = Project::empty();
    tree::copy(&folder(name), &project.join("content"));
    let run = binary::run_now(project.path(), &["check", "--strict", "--format", "json"]).expect(0);
    let found = findings(&run.stdout);
    assert!(found.iter().all(|found| found.severity == "notice"), "{name} alone is not clean: {found:#?}");
    found
}

fn folder(name: &str) -> std::path::PathBuf {
    repository().join(match name {
        "town" => "tests/seeded/base/content",
        "official" => "tests/sites/official/content",
        other => panic!("no such tree: {other}"),
    })
}

/// Seeds one fault and asks the program. `--strict` stops before anything is drawn, as a person who mends does.
fn play(fault: &Fault, known: &[Found]) -> Result<Outcome, String> {
    let project = Project::empty();
    tree::copy(&folder(&fault.tree), &project.join("content"));
    let begins: Vec<usize> = fault.edits.iter().map(|edit| edit.apply(&project)).collect::<Result<_, _>>()?;
    // A fault that is no more than noticed would have the whole site drawn: a file that is certainly warned of stops that.
    if fault.unfound.is_some() || fault.expected.iter().all(|expected| expected.severity == "notice") {
        tree::write(&project.join(STOPPER), "x\n");
    }
    let run = binary::run_now(project.path(), &["check", "--strict", "--format", "json", "--jobs", "1"]);
    let mut left = findings(&run.stdout);
    left.retain(|found| found.file != STOPPER);
    for known in known {
        let is_same = |found: &Found| (&found.code, &found.file, &found.message) == (&known.code, &known.file, &known.message);
        if let Some(at) = left.iter().position(is_same) {
            left.remove(at);
        }
    }
    if fault.unfound.is_some() {
        return Ok(Outcome { found: !left.is_empty(), told: format!("is found by now: {left:#?}"), ..Outcome::default() });
    }
    let told = format!("{left:#?}\n{}", run.stderr);
    let mut outcome = Outcome { found: true, at_its_line: true, extra: 0, told };
    for expected in &fault.expected {
        let (file, line) = place(expected, &fault.edits, &begins, &project)?;
        let is_it = |found: &Found| found.severity == expected.severity && found.code == expected.code;
        let is_there = |found: &Found| is_it(found) && found.file == file && found.line == line;
        match left.iter().position(is_there).or_else(|| left.iter().position(is_it)) {
            Some(at) => outcome.at_its_line &= is_there(&left.remove(at)),
            None => (outcome.found, outcome.at_its_line) = (false, false),
        }
        outcome.told = format!("expected {} {} at {file}:{line:?}\n{}", expected.severity, expected.code, outcome.told);
    }
    outcome.extra = left.len();
    Ok(outcome)
}

/// Where a finding has to stand.
fn place(expected: &Expected, edits: &[Edit], begins: &[usize], project: &Project) -> Result<(String, Option<usize>), String> {
    Ok(match &expected.place {
        Place::Edit => (format!("content/{}", edits[0].path), Some(begins[0])),
        Place::File(path) => (format!("content/{path}"), None),
        Place::Line(path, line) => (format!("content/{path}"), Some(*line)),
        Place::Words(path, words) => {
            let bytes = std::fs::read(project.join(&format!("content/{path}"))).map_err(|error| format!("{path}: {error}"))?;
            let text = String::from_utf8_lossy(&bytes);
            let mut lines = text.split('\n').enumerate().filter(|(_, line)| line.contains(words.as_str()));
            match (lines.next(), lines.next()) {
                (Some((line, _)), None) => (format!("content/{path}"), Some(line + 1)),
                (None, _) => return Err(format!("“{words}” is not in {path}")),
                (_, Some(_)) => return Err(format!("“{words}” stands in more than one line of {path}")),
            }
        }
    })
}

/// What the program told, out of its JSON.
fn findings(stdout: &str) -> Vec<Found> {
    let document: serde_json::Value = serde_json::from_str(stdout).unwrap_or_else(|error| panic!("{error}:\n{stdout}"));
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let found = |finding: &serde_json::Value| Found {
        severity: text(finding, "severity"),
        code: text(finding, "code"),
        file: text(finding, "file"),
        line: finding["line"].as_u64().and_then(|line| usize::try_from(line).ok()),
        message: text(finding, "message"),
    };
    document["findings"].as_array().expect("findings").iter().map(found).collect()
}
