//! A build killed at any moment leaves the output whole, old or new, and the next build puts everything right.
#![allow(clippy::unwrap_used, clippy::panic)]

mod emit_tree;

use emit_tree::{Site, all_bytes, one_at_a_time};
use gongkai::emit::verify::verify;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Set for the child: the output it builds.
const CHILD: &str = "GONGKAI_TEST_EMIT_CHILD";

/// Forty pages, of which a version changes some, adds one and drops one.
fn version(number: u64) -> Vec<(String, String)> {
    let mut files: Vec<_> = (0..40)
        .map(|at: u64| {
            (format!("{}/{at}/index.html", at % 5), if at.is_multiple_of(3) { format!("{at} of {number}") } else { at.to_string() })
        })
        .collect();
    files.push((format!("only-{number}/index.html"), "x".repeat(20_000)));
    files.push(("version".into(), number.to_string()));
    files
}

fn build(out: &Path, number: u64) {
    let files = version(number);
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Site::at(out).build(&files).unwrap();
}

/// The child's work: two versions in turn until it is killed. Does nothing when it is run as a test.
#[test]
fn child() {
    if let Some(out) = std::env::var_os(CHILD) {
        fs::write(started(Path::new(&out)), "").unwrap();
        for number in (1..=2).cycle().take(100_000) {
            build(Path::new(&out), number);
        }
    }
}

/// The child's word that it begins to build.
fn started(out: &Path) -> PathBuf {
    out.with_file_name("started")
}

/// A child that builds by now.
fn spawn(out: &Path) -> Child {
    let _ = fs::remove_file(started(out));
    let program = std::env::current_exe().unwrap();
    let mut command = Command::new(program);
    command.args(["--exact", "child", "--test-threads=1"]).env(CHILD, out);
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let since = Instant::now();
    while !started(out).exists() && since.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_micros(200));
    }
    child
}

/// Kills the child, which must not have ended before by itself.
fn kill(mut child: Child) {
    assert!(child.try_wait().unwrap().is_none(), "the child ended by itself");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_killed_build_leaves_the_old_tree_or_the_new_one() {
    let _alone = one_at_a_time();
    let clean = Site::new();
    let versions = [1, 2].map(|number| {
        build(&clean.out, number);
        all_bytes(&clean.out)
    });
    let whole = |out: &Path| versions.contains(&all_bytes(out));
    let site = Site::new();
    fs::create_dir(&site.out).unwrap();
    build(&site.out, 1);
    let (mut seed, mut seen) = (0x9e37_79b9_7f4a_7c15_u64, [0, 0]);
    // `tests/all --long` asks for more.
    let rounds = if std::env::var_os("GONGKAI_TESTS_LONG").is_some() { 500 } else { 100 };
    for round in 0..rounds {
        let child = spawn(&site.out);
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_micros((seed >> 33) % 40_000));
        kill(child);
        assert!(whole(&site.out), "round {round}: {:?}", verify(&site.out));
        let number = fs::read_to_string(site.out.join("version")).unwrap();
        seen[usize::from(number == "2")] += 1;
        if round % 4 == 3 {
            let next = round / 4 % 2 + 1;
            build(&site.out, next);
            assert_eq!(all_bytes(&site.out), versions[usize::try_from(next).unwrap() - 1], "round {round}");
            assert_eq!(site.left_behind(), Vec::<String>::new(), "round {round}");
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "the kills must fall into both versions: {seen:?}");
}

#[test]
fn a_page_is_there_at_any_time() {
    let _alone = one_at_a_time();
    let site = Site::new();
    build(&site.out, 1);
    let child = spawn(&site.out);
    let (since, mut seen) = (Instant::now(), [0, 0]);
    while since.elapsed() < Duration::from_secs(2) || (seen.contains(&0) && since.elapsed() < Duration::from_secs(30)) {
        match fs::read_to_string(site.out.join("version")).unwrap().as_str() {
            "1" => seen[0] += 1,
            "2" => seen[1] += 1,
            other => panic!("{other:?}"),
        }
    }
    kill(child);
    assert!(!seen.contains(&0), "both versions must be met: {seen:?}");
}
