//! Whether checking takes less time than building: a tree of ten thousand targets, checked and built in the same run, and the same of a
//! thousand, to see whether the time grows with the tree and no faster. `cargo bench --bench check`; results stand in `README.md`.
//!
//! Each run is a child process, so that the highest mark of its memory is its own. `CHECK_TARGETS=3000` asks for another size.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, unreachable_pub, clippy::cast_precision_loss)]

#[path = "check/tree.rs"]
mod tree;

use gongkai::emit::place::Output;
use gongkai::lint::RULES;
use gongkai::pipeline::snapshot::Snapshots;
use gongkai::pipeline::{self, Request, Run, Sink};
use jiff::civil::date;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// Each is run this often, by turns; the middle one counts.
const ROUNDS: usize = 3;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, word, what, folder] = arguments.as_slice()
        && word == "once"
    {
        return once(what, Path::new(folder));
    }
    // `cargo test --all-targets` runs this too; a small tree once shows that it works.
    let is_bench = arguments.iter().any(|argument| argument == "--bench");
    let asked = std::env::var("CHECK_TARGETS").ok().and_then(|count| count.parse().ok());
    let sizes = match (is_bench, asked) {
        (true, Some(count)) => vec![count],
        (true, None) => vec![1_000, 10_000],
        (false, _) => vec![60],
    };
    println!("{} rules; check drops every byte, build writes the whole site anew, rules stop before the first page", RULES.len());
    for count in sizes {
        compare(count, if is_bench { ROUNDS } else { 1 });
    }
}

/// What one child measured.
#[derive(Clone, Debug)]
struct Measured {
    wall: f64,
    cpu: f64,
    peak: f64,
    stages: Vec<(String, f64)>,
    rules: Vec<(String, f64)>,
    files: usize,
}

fn compare(count: usize, rounds: usize) {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    tree::write(&content, count);
    let (mut rules, mut checks, mut builds) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        rules.push(child("rules", folder.path()));
        checks.push(child("check", folder.path()));
        let _ = fs::remove_dir_all(folder.path().join("public"));
        builds.push(child("build", folder.path()));
    }
    let (rules, check, build) = (middle(rules), middle(checks), middle(builds));
    println!("\n{count} targets, {} files in the site", build.files);
    println!("{:10} {:>9} {:>9} {:>12} {:>9}", "", "wall, s", "CPU, s", "µs a target", "peak, MB");
    for (name, one) in [("rules", &rules), ("check", &check), ("build", &build)] {
        println!("{name:10} {:9.2} {:9.2} {:12.0} {:9.0}", one.wall, one.cpu, one.wall * 1e6 / count as f64, one.peak);
    }
    println!("check ÷ build: wall {:.2}, CPU {:.2}, memory {:.2}", check.wall / build.wall, check.cpu / build.cpu, check.peak / build.peak);
    for (stage, seconds) in &check.stages {
        println!("  check · {stage}: {seconds:.3} s");
    }
    let mut rules = rules.rules;
    rules.sort_by(|one, other| other.1.total_cmp(&one.1));
    for (rule, seconds) in rules.iter().take(10) {
        println!("  rule {rule}: {seconds:.3} s");
    }
}

fn middle(mut rounds: Vec<Measured>) -> Measured {
    rounds.sort_by(|one, other| one.wall.total_cmp(&other.wall));
    rounds.swap_remove(rounds.len() / 2)
}

/// Runs this program again for one run, and reads what it says.
fn child(what: &str, folder: &Path) -> Measured {
    let program = std::env::current_exe().unwrap();
    let output = Command::new(program).args(["once", what]).arg(folder).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{what}: {said}{}", String::from_utf8_lossy(&output.stderr));
    let value = |key: &str| said.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' ')?.parse().ok()).unwrap_or(f64::NAN);
    let timed = |kind: &str| {
        let lines = said.lines().filter_map(|line| line.strip_prefix(kind)?.strip_prefix(' ')?.rsplit_once(' '));
        lines.map(|(name, seconds)| (name.to_owned(), seconds.parse().unwrap())).collect()
    };
    Measured {
        wall: value("wall"),
        cpu: value("cpu"),
        peak: value("peak"),
        files: value("files") as usize,
        stages: timed("stage"),
        rules: timed("rule"),
    }
}

/// One run in this process, told line by line.
fn once(what: &str, folder: &Path) {
    let out = folder.join("public");
    let request = Request {
        content: folder.join("content"),
        themes: folder.join("themes"),
        theme: None,
        base_url: None,
        now: date(2023, 4, 20).at(9, 0, 0, 0),
        official: false,
        strict: false,
        drafts: false,
        base: None,
        chronicle: None,
        snapshots: Snapshots::default(),
    };
    let since = Instant::now();
    let run = match what {
        "check" => ran(&request, &Sink::Drop),
        // A theme that is not there ends the run behind the rules.
        "rules" => {
            pipeline::run(&Request { theme: Some("none".into()), ..request }, &Sink::Drop, &AtomicBool::new(false), &|_, _| {}).unwrap()
        }
        _ => ran(&request, &Sink::Publish(&Output::check(&out, &[&request.content]).unwrap())),
    };
    let wall = since.elapsed();
    println!("wall {}\ncpu {}\npeak {}", wall.as_secs_f64(), cpu().as_secs_f64(), peak());
    println!("files {}", run.published.as_ref().map_or(0, |published| published.written.len()));
    for (stage, time) in &run.timings {
        println!("stage {stage} {}", time.as_secs_f64());
    }
    for (code, time) in &run.rules {
        println!("rule {code} {}", time.as_secs_f64());
    }
}

fn ran(request: &Request, sink: &Sink<'_>) -> Run {
    let run = pipeline::run(request, sink, &AtomicBool::new(false), &|_, _| {}).unwrap();
    let mut findings: Vec<_> = run.findings.iter().collect();
    findings.sort_by_key(|one| one.severity);
    let worst: Vec<String> = findings.iter().take(5).map(|one| format!("{} {}", one.code, one.message)).collect();
    assert_eq!(run.summary.errors, 0, "{worst:?}");
    assert!(run.summary.warnings <= run.summary.targets.unwrap_or(0) / 100, "{} warnings: {worst:?}", run.summary.warnings);
    run
}

/// CPU time of all threads of this process so far.
fn cpu() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    // Fields 14 and 15 of proc(5), counted from the one behind the name; a hundred ticks a second.
    let ticks: u64 = fields.iter().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// The most memory that this process ever held, in MB.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kilobytes| kilobytes.parse::<f64>().ok()).map_or(f64::NAN, |kilobytes| kilobytes / 1024.0)
}
