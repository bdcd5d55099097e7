//! Whole sites, built and compared file by file: `tests/sites/<case>/`.
//!
//! A case holds `content/` (and `themes/` if it brings its own), or a file `source` that names a folder of the repository to
//! build instead. What is expected stands in one of two forms:
//!
//! - `expected/`: the files themselves. With `expected.list` beside it (one pattern a line, `*` within a name, `**` across
//!   folders, `!` takes away again) only the files that match are compared: missing and unexpected ones among them fail.
//! - `expected.manifest`: sha256, length and path of every file, for a site too large to be stored twice.
//!
//! `arguments` adds to the command line. Every case is built outside any repository, at the tests' own moment.
//! `UPDATE=1 cargo test --test sites` writes what is expected anew, for a person to review.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::project::Project;
use harness::tree::Tree;
use harness::{binary, repository, tree, updating};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[test]
fn every_site_is_built_as_its_case_says() {
    let folder = repository().join("tests/sites");
    let mut cases: Vec<_> = fs::read_dir(&folder).expect("tests/sites").map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    assert!(!cases.is_empty(), "no case in {}", folder.display());
    let failures: Vec<String> = cases.iter().filter_map(|case| play(case).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Builds one case and compares.
fn play(case: &Path) -> Result<(), String> {
    let built = build(case);
    let manifest = case.join("expected.manifest");
    let full = case.join("expected");
    if manifest.exists() {
        let found = listing(&built);
        if updating() {
            tree::write(&manifest, &found);
        }
        return compare_lists(case, &fs::read_to_string(&manifest).unwrap(), &found);
    }
    let patterns = patterns(case);
    let found: Tree = built.into_iter().filter(|(path, _)| wanted(&patterns, path)).collect();
    if found.is_empty() {
        return Err(format!("{}: nothing in the built site matches expected.list", case.display()));
    }
    if updating() {
        let _ = fs::remove_dir_all(&full);
        for (path, bytes) in &found {
            tree::write(&full.join(path), bytes);
        }
    }
    compare_trees(case, &tree::read(&full), &found)
}

/// The case's site, built from a copy of its sources so that no commit of this repository reaches it.
fn build(case: &Path) -> Tree {
    let project = Project::empty();
    match fs::read_to_string(case.join("source")) {
        Ok(source) => tree::copy(&repository().join(source.trim()), &project.join("content")),
        Err(_) => tree::copy(&case.join("content"), &project.join("content")),
    }
    if case.join("themes").is_dir() {
        tree::copy(&case.join("themes"), &project.join("themes"));
    }
    let extra = fs::read_to_string(case.join("arguments")).unwrap_or_default();
    let arguments: Vec<&str> = ["build"].into_iter().chain(extra.split_whitespace()).collect();
    binary::run_now(project.path(), &arguments).expect(0);
    tree::read(&project.join("public"))
}

fn compare_trees(case: &Path, expected: &Tree, found: &Tree) -> Result<(), String> {
    let mut said = String::new();
    for path in tree::difference(expected, found) {
        let _ = match (expected.get(&path), found.get(&path)) {
            (Some(_), None) => writeln!(said, "  missing: {path}"),
            (None, _) => writeln!(said, "  unexpected: {path}"),
            (Some(old), Some(new)) => writeln!(said, "  differs: {path}\n{}", first_difference(old, new)),
        };
    }
    verdict(case, &said)
}

fn compare_lists(case: &Path, expected: &str, found: &str) -> Result<(), String> {
    let mut said = String::new();
    for line in expected.lines().filter(|line| !found.lines().any(|other| other == *line)) {
        let _ = writeln!(said, "  expected: {line}");
    }
    for line in found.lines().filter(|line| !expected.lines().any(|other| other == *line)) {
        let _ = writeln!(said, "  found:    {line}");
    }
    verdict(case, &said)
}

fn verdict(case: &Path, said: &str) -> Result<(), String> {
    let advice = "review it, then UPDATE=1 cargo test --test sites";
    if said.is_empty() { Ok(()) } else { Err(format!("{}: not as expected; {advice}\n{said}", case.display())) }
}

/// The first line in which two texts differ.
fn first_difference(old: &[u8], new: &[u8]) -> String {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let mut old_lines = old.lines();
    for (at, new_line) in new.lines().enumerate() {
        let old_line = old_lines.next().unwrap_or("");
        if old_line != new_line {
            return format!("    line {}\n    - {}\n    + {}", at + 1, short(old_line), short(new_line));
        }
    }
    "    at the end".to_owned()
}

fn short(line: &str) -> String {
    line.trim().chars().take(300).collect()
}

/// Hash, length and path of every file. The manifest itself repeats all that and is left out.
fn listing(site: &Tree) -> String {
    let mut lines = String::new();
    for (path, bytes) in site.iter().filter(|(path, _)| path.as_str() != "manifest.json") {
        let hash = Sha256::digest(bytes).iter().fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"));
        let _ = writeln!(lines, "{hash} {:>8} {path}", bytes.len());
    }
    lines
}

fn patterns(case: &Path) -> Vec<String> {
    let list = fs::read_to_string(case.join("expected.list")).unwrap_or_else(|_| "**".to_owned());
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// Whether the last pattern that matches takes the path in.
fn wanted(patterns: &[String], path: &str) -> bool {
    let matching = |pattern: &&String| matches(pattern.trim_start_matches('!').as_bytes(), path.as_bytes());
    patterns.iter().rev().find(matching).is_some_and(|pattern| !pattern.starts_with('!'))
}

/// Whether a path is of a pattern's form.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    match (pattern, path) {
        ([], []) => true,
        ([b'*', b'*', rest @ ..], _) => (0..=path.len()).any(|at| matches(rest, &path[at..])),
        ([b'*', rest @ ..], _) => {
            let name = path.iter().position(|byte| *byte == b'/').unwrap_or(path.len());
            (0..=name).any(|at| matches(rest, &path[at..]))
        }
        ([wanted, rest @ ..], [found, path @ ..]) => wanted == found && matches(rest, path),
        _ => false,
    }
}

#[test]
fn patterns_mean_what_they_say() {
    let list = ["data/**", "2022/*/index.html", "!data/index.html"].map(str::to_owned);
    for (path, is_wanted) in [
        ("data/2022/targets.json", true),
        ("data/index.html", false),
        ("2022/progress/index.html", true),
        ("2022/targets/schools/index.html", false),
        ("index.html", false),
    ] {
        assert_eq!(wanted(&list, path), is_wanted, "{path}");
    }
}
