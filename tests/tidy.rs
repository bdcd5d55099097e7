//! Keeps the house in order: imports point one way, third parties stay in their rooms, files and functions stay short, every
//! rule and every kind of output has a case that shows it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "tidy/rust.rs"]
mod rust;

use rust::{Source, functions};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms; each may import itself and those before it.
const ROOMS: [&str; 20] = [
    "value",
    "source",
    "diagnostic",
    "markup",
    "report",
    "syntax",
    "link",
    "assess",
    "record",
    "site",
    "lint",
    "chart",
    "view",
    "output",
    "theme",
    "render",
    "audit",
    "emit",
    "pipeline",
    "cli",
];

/// What may be named only in some files: third parties, and the world outside. Unit tests are free.
const CONFINED: [(&str, &[&str]); 29] = [
    ("serde_yaml", &["syntax", "source/locate"]),
    ("granit_parser", &["source/locate"]),
    ("pulldown_cmark", &["markup/parse"]),
    ("tera", &["theme", "render"]),
    ("plotters", &["chart"]),
    ("plotters_backend", &["chart"]),
    ("resvg", &["chart/raster"]),
    ("skrifa", &["chart/raster"]),
    ("png", &["chart/raster"]),
    ("qrcodegen", &["output/address"]),
    ("walkdir", &["source/load"]),
    ("zip", &["source/attachment", "render/archive"]),
    ("rust_xlsxwriter", &["render/xlsx"]),
    ("quick_xml", &["source/attachment"]),
    ("lopdf", &["source/attachment"]),
    ("flate2", &["source/attachment"]),
    ("encoding_rs", &["source/attachment"]),
    ("rayon", &["syntax", "lint", "pipeline"]),
    ("gix", &["source/history"]),
    ("imara_diff", &["source/history"]),
    ("clap", &["cli"]),
    ("axum", &["cli"]),
    ("notify", &["cli"]),
    ("tokio", &["cli"]),
    ("std::net", &["cli"]),
    ("std::fs", &["source/load", "source/history", "emit", "cli"]),
    ("std::env", &["source/load", "emit", "cli"]),
    ("std::env::var", &["cli"]),
    ("std::time::SystemTime", &["cli", "emit"]),
];

/// Names that say nothing about what a file holds.
const EMPTY_NAMES: [&str; 5] = ["utils", "common", "helpers", "types", "prelude"];

/// Words that readers of the site never meet, in the order of the wording rules.
const UNSPOKEN: [&str; 3] = ["掩码", "承诺", "滞后"];

const LINES_A_FILE: usize = 450;
const LINES_A_FUNCTION: usize = 80;

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of the repository that people wrote, as path with `/`; not what is built, installed or kept by git.
fn files() -> Vec<String> {
    fn walk(folder: &Path, prefix: &str, all: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
            if matches!(name.as_str(), ".git" | "node_modules" | ".gongkai") || matches!(path.as_str(), "target" | "public") {
                continue;
            }
            if entry.file_type().unwrap().is_dir() {
                walk(&entry.path(), &path, all);
            } else {
                all.push(path);
            }
        }
    }
    let mut all = Vec::new();
    walk(&repository(), "", &mut all);
    all.sort();
    all
}

/// The files below some folders that are text.
fn texts(folders: &[&str]) -> Vec<(String, String)> {
    let inside = |path: &String| folders.iter().any(|folder| path.starts_with(folder));
    let read = |path: String| fs::read_to_string(repository().join(&path)).ok().map(|text| (path, text));
    files().into_iter().filter(inside).filter_map(read).collect()
}

/// The program's own files.
fn sources() -> Vec<Source> {
    let all: Vec<Source> = texts(&["src/"]).into_iter().filter(|(path, _)| path.ends_with(".rs")).map(Source::from).collect();
    assert!(all.iter().any(|source| source.path == "src/lib.rs"), "src/lib.rs is not where it should be");
    all
}

/// `src/lint/unbound.rs` → `lint/unbound`.
fn address(path: &str) -> &str {
    path.trim_start_matches("src/").trim_end_matches(".rs")
}

fn room(path: &str) -> &str {
    address(path).split('/').next().unwrap_or("")
}

/// The list of the rooms, the door to them, and what runs before any of it is compiled.
fn is_outside(path: &str) -> bool {
    matches!(room(path), "lib" | "main" | "build")
}

/// Fails with every line of `faults`.
#[track_caller]
fn none(faults: &str) {
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn rooms_are_declared_in_their_order() {
    let lib = fs::read_to_string(repository().join("src/lib.rs")).unwrap();
    let declared: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let expected: Vec<&str> = ROOMS.into_iter().filter(|room| declared.contains(room)).collect();
    assert_eq!(declared, expected, "src/lib.rs declares the rooms in the order in which they may import");
    let mut faults = String::new();
    for source in sources() {
        let room = room(&source.path);
        if !is_outside(&source.path) && !declared.contains(&room) {
            let _ = writeln!(faults, "{}: lib.rs does not declare `{room}`", source.path);
        }
    }
    none(&faults);
}

#[test]
fn imports_point_upwards() {
    let rank = |room: &str| ROOMS.iter().position(|other| *other == room);
    let mut faults = String::new();
    for source in sources().iter().filter(|source| !is_outside(&source.path)) {
        for (line, path) in source.paths_from("crate") {
            let Some(target) = path.split("::").nth(1) else { continue };
            if rank(target).is_none_or(|target| Some(target) > rank(room(&source.path))) {
                let _ = writeln!(faults, "{}:{line}: may not import {path}", source.path);
            }
        }
    }
    none(&faults);
}

#[test]
fn third_parties_and_the_outside_world_stay_in_their_rooms() {
    let mut faults = String::new();
    for source in sources().iter().filter(|source| !is_outside(&source.path)) {
        for (name, allowed) in CONFINED {
            let address = address(&source.path);
            let is_allowed = |place: &str| address == place || address.strip_prefix(place).is_some_and(|rest| rest.starts_with('/'));
            if allowed.iter().any(|place| is_allowed(place)) {
                continue;
            }
            for (line, path) in source.paths_from(name.split("::").next().unwrap_or(name)) {
                if path == name || path.starts_with(&format!("{name}::")) {
                    let _ = writeln!(faults, "{}:{line}: {path} belongs in {}", source.path, allowed.join(", "));
                }
            }
        }
    }
    none(&faults);
}

#[test]
fn code_is_written_in_the_house_style() {
    let mut faults = String::new();
    for source in sources() {
        for (line, text) in source.product_lines() {
            if text.trim_start().starts_with("use ") && text.contains("::*")
                || text.trim_start().starts_with("pub use ") && text.contains('*')
            {
                let _ = writeln!(faults, "{}:{line}: imports are visible, no globs", source.path);
            }
            for word in ["HashMap", "HashSet"] {
                if text.contains(word) {
                    let _ = writeln!(faults, "{}:{line}: {word} has no order; the same content must give the same bytes", source.path);
                }
            }
        }
        let stem = source.path.rsplit('/').next().unwrap_or("").trim_end_matches(".rs").to_owned();
        if EMPTY_NAMES.contains(&stem.as_str()) {
            let _ = writeln!(faults, "{}: a name that says nothing", source.path);
        }
        if !source.is_test() && !source.text.starts_with("//!") {
            let _ = writeln!(faults, "{}: a file opens by saying what it is", source.path);
        }
    }
    none(&faults);
}

#[test]
fn files_and_functions_are_short() {
    let mut faults = String::new();
    for (path, text) in texts(&["src/", "tests/", "benches/"]) {
        if path.ends_with(".rs") || path.ends_with(".mjs") {
            let lines = text.lines().count();
            if lines > LINES_A_FILE {
                let _ = writeln!(faults, "{path}: {lines} lines, {LINES_A_FILE} is the cap");
            }
        }
        if path.ends_with(".rs") {
            for (name, line, length) in functions(&Source::from((path.clone(), text)).code) {
                if length > LINES_A_FUNCTION {
                    let _ = writeln!(faults, "{path}:{line}: `{name}` has {length} lines, {LINES_A_FUNCTION} is the cap");
                }
            }
        }
    }
    none(&faults);
}

/// First words of the codes of findings about content, themes and the site.
const GROUPS: &str = "archive asset attachment chapter chart column content count data date demo encoding figure figures file front-matter id \
                      identity leak link list markdown number office official pace page period progress record report route site \
                      slug source stage status table tags target theme unit withheld wording yaml year";

/// Findings, or whole groups of them, that a small text cannot show, and where they are shown instead.
const SHOWN_ELSEWHERE: &[(&str, &str)] = &[
    ("archive/", "tests/archive.rs"),
    ("content/missing", "tests/cli.rs"),
    ("file/too-many", "src/source/load.rs"),
    ("yaml/unsupported", "src/syntax/yaml.rs"),
    ("machine/", "tests/cli.rs"),
    ("output/", "tests/cli.rs"),
    ("run/", "tests/killed.rs"),
    ("record/no-history", "tests/record.rs"),
    ("record/no-object", "tests/record.rs"),
    ("record/no-repository", "tests/record.rs"),
    ("record/no-revision", "tests/record.rs"),
    ("picture/failed", "src/render.rs"),
    ("official/uncommitted", "tests/provenance.rs"),
    ("link/vanished", "tests/moved.rs"),
    ("data/failed", "src/render.rs"),
];

#[test]
fn every_finding_has_a_case() {
    let all = files();
    let groups: Vec<&str> = GROUPS.split_whitespace().collect();
    let mut faults = String::new();
    let mut codes = 0;
    for source in sources() {
        for (line, code) in source.codes(&groups) {
            codes += 1;
            let folder = format!("tests/diagnostics/{code}/");
            // What a comparison of two states finds, a text of two states shows.
            let folders = [folder.clone(), code.strip_prefix("record/").map_or(folder.clone(), |name| format!("tests/record/{name}/"))];
            let is_shown = all.iter().any(|path| path.ends_with(".txt") && folders.iter().any(|folder| path.starts_with(folder)));
            let is_elsewhere = |place: &str| code == place || place.ends_with('/') && code.starts_with(place);
            if !is_shown && !SHOWN_ELSEWHERE.iter().any(|(place, _)| is_elsewhere(place)) {
                let _ = writeln!(faults, "{}:{line}: no case in {folder}", source.path);
            }
        }
    }
    none(&faults);
    assert!(codes >= 20, "only {codes} findings are worded in src: the search for them is broken");
}

#[test]
fn every_chart_and_output_stands_in_a_golden_site() {
    let golden = golden_files();
    let mut faults = String::new();
    for path in files() {
        let Some((room, stem)) = path.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs")?.split_once('/')) else { continue };
        let shown = match room {
            "chart" => EVIDENCE_OF_CHARTS.iter().find(|(name, _)| *name == stem),
            "output" => EVIDENCE_OF_OUTPUTS.iter().find(|(name, _)| *name == stem),
            _ => continue,
        };
        match shown {
            None if stem.contains('/') => {}
            None => {
                let _ = writeln!(faults, "{path}: say in tests/tidy.rs which file of a golden site shows it");
            }
            Some((_, part)) if !golden.iter().any(|file| file.contains(part)) => {
                let _ = writeln!(faults, "{path}: no golden site holds a file with “{part}” in its path");
            }
            Some(_) => {}
        }
    }
    none(&faults);
}

/// Part of the path of a golden file that each chart draws; the shared parts of drawing name any chart.
const EVIDENCE_OF_CHARTS: [(&str, &str); 22] = [
    ("bullet", "charts/2022/bullet-"),
    ("bullets", "charts/2022/bullets-"),
    ("trend", "charts/2022/trend-"),
    ("status", "charts/2022/status-"),
    ("quarters", "charts/2022/quarters-"),
    ("stages", "charts/2022/stages-"),
    ("composition", "charts/2022/composition-"),
    ("year", "charts/2022/trend-"),
    ("heat", "charts/2022/heat-"),
    ("compare", "charts/2022/compare-"),
    ("shares", "charts/2022/votes-"),
    ("picture", "charts/2022/picture-"),
    ("axis", "charts/2022/"),
    ("canvas", "charts/2022/"),
    ("frame", "charts/2022/"),
    ("ink", "charts/2022/"),
    ("legend", "charts/2022/"),
    ("pen", "charts/2022/"),
    ("raster", "charts/2022/"),
    ("text", "charts/2022/"),
    ("tiles", "charts/2022/"),
    ("tone", "charts/2022/"),
];

/// The same for outputs; the parts that pages share name a page.
const EVIDENCE_OF_OUTPUTS: [(&str, &str); 19] = [
    ("carried", "2022/ledger/index.html"),
    ("address", "2022/index.html"),
    ("pages", "index.html"),
    ("picture", "charts/2022/picture-"),
    ("attachments", "2022/报告 全文.pdf"),
    ("catalog", "catalog.json"),
    ("feed", "feed.xml"),
    ("footer", "index.html"),
    ("information", "2022/index.html"),
    ("share", "index.html"),
    ("tags", "index.html"),
    ("desk", "index.html"),
    ("frame", "index.html"),
    ("narrative", "2022/full/index.html"),
    ("rows", "2022/targets/index.html"),
    ("charts", "charts/2022/"),
    ("cite", "2022/targets/new-projects/index.html"),
    ("data", "data/2022/targets.json"),
    ("search", "search/catalog.js"),
];

/// Paths of all files that golden sites expect.
fn golden_files() -> Vec<String> {
    let mut golden = Vec::new();
    for path in files().into_iter().filter(|path| path.starts_with("tests/sites/")) {
        if path.ends_with("/expected.manifest") {
            let list = fs::read_to_string(repository().join(&path)).unwrap();
            golden.extend(list.lines().filter_map(|line| line.split_whitespace().nth(2)).map(str::to_owned));
        } else if path.contains("/expected/") {
            golden.push(path);
        }
    }
    golden
}

#[test]
fn readers_never_meet_the_words_that_are_not_ours() {
    let mut faults = String::new();
    let program = sources().into_iter().map(|source| (source.path.clone(), source.product_lines_with_strings()));
    let other = texts(&["themes/", "content/"]).into_iter().map(|(path, text)| {
        let lines = text.lines().map(str::to_owned).enumerate().map(|(at, line)| (at + 1, line)).collect();
        (path, lines)
    });
    for (path, lines) in program.chain(other).collect::<Vec<(String, Vec<(usize, String)>)>>() {
        for (line, text) in lines {
            for word in UNSPOKEN.into_iter().filter(|word| text.contains(word)) {
                let _ = writeln!(faults, "{path}:{line}: “{word}”");
            }
        }
    }
    none(&faults);
}

#[test]
fn the_readmes_lead_somewhere() {
    let mut faults = String::new();
    for path in ["README.md", "README.zh-CN.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(repository().join(path)).unwrap_or_default();
        // Examples in fenced blocks and code spans are about other folders.
        let prose: String = text.split("```").step_by(2).flat_map(|part| part.split('`').step_by(2)).collect();
        for address in prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let is_there = match address.strip_prefix('#') {
                Some(heading) => text.lines().any(|line| line.trim_start_matches('#').trim() == heading && line.starts_with("## ")),
                None => repository().join(address).exists(),
            };
            if !address.contains(':') && !is_there {
                let _ = writeln!(faults, "{path}: leads to {address}, which is not there");
            }
        }
    }
    none(&faults);
}

#[test]
fn the_repository_stands_on_its_own() {
    // Put together here so that this file does not hold what it looks for.
    let foreign = [concat!("/wo", "rk/"), concat!("/tmp/", "wt/"), concat!("contract", ".md"), concat!("design", ".md")];
    let mut faults = String::new();
    for (path, text) in texts(&[""]) {
        for (at, line) in text.lines().enumerate() {
            for word in foreign.iter().filter(|word| line.contains(**word)) {
                let _ = writeln!(faults, "{path}:{}: names “{word}”, which a clone does not have", at + 1);
            }
        }
        if path.ends_with("package-lock.json") && text.contains("\"resolved\"") {
            let _ = writeln!(faults, "{path}: names the registry it was made with");
        }
    }
    for path in ["CHANGELOG.md", "README.md", "README.zh-CN.md", "LICENSE", ".ci/run"] {
        if fs::read_to_string(repository().join(path)).unwrap_or_default().trim().is_empty() {
            let _ = writeln!(faults, "{path}: empty or missing");
        }
    }
    none(&faults);
}
