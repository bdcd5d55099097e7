//! System calls of a build fail, one after the other, and kill it: every single one in a long run (`GONGKAI_TESTS_LONG=1`), some else. Each time the output is whole: a build that says it
//! is done left the new tree, one that says it failed left the old one to the byte, and the next build puts everything right.
//!
//! Needs `strace`, which `tests/all` installs; run with `cargo test --test emit_faults -- --ignored`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::exit)]

mod emit_tree;

use emit_tree::{Site, all_bytes, one_at_a_time};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Set for the child: the output it builds.
const CHILD: &str = "GONGKAI_TEST_EMIT_CHILD";
const OLD: &[(&str, &str)] = &[("index.html", "home"), ("a/index.html", "a"), ("gone/index.html", "gone"), ("b/c/index.html", "same")];
const NEW: &[(&str, &str)] = &[("index.html", "home 2"), ("a/index.html", "a"), ("new/index.html", "new"), ("b/c/index.html", "same")];
/// Everything a build asks of the system on its way, reading included.
const CALLS: &[&str] = &[
    "openat",
    "read",
    "write",
    "mkdir",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "rmdir",
    "fsync",
    "syncfs",
    "fchmod",
    "chmod",
    "getdents64",
    "statx",
    "flock",
    "fstat",
    "newfstatat",
    "close",
    "copy_file_range",
];

type Tree = BTreeMap<PathBuf, (u32, Vec<u8>)>;

/// The child's work: one build. Does nothing when it is run as a test.
#[test]
fn child() {
    if let Some(out) = std::env::var_os(CHILD) {
        let mut site = Site::at(Path::new(&out));
        site.workers = 1;
        let built = site.build(NEW);
        // The harness would print and unwind, which asks more of the system than the build did.
        std::process::exit(if built.is_ok() { 0 } else { 3 });
    }
}

/// Runs the child with one fault; `None` when the build ended before the fault came.
fn build_with(faults: &[&str], out: &Path, log: &Path) -> Option<std::process::ExitStatus> {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o"]).arg(log);
    let calls: Vec<_> = faults.iter().map(|fault| fault.split(':').next().unwrap()).collect();
    command.arg("-e").arg(format!("trace={}", calls.join(",")));
    command.args(faults.iter().flat_map(|fault| ["-e".to_owned(), format!("inject={fault}")]));
    command.arg(std::env::current_exe().unwrap()).args(["--exact", "child", "--test-threads=1"]).env(CHILD, out);
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("strace must be installed");
    let log = fs::read_to_string(log).unwrap();
    let met = if faults[0].contains(":signal=") { "killed by" } else { "(INJECTED)" };
    log.contains(met).then_some(status)
}

/// Calls that a build makes often and that change nothing.
const LOOKING: &[&str] = &["openat", "read", "getdents64", "statx", "fstat", "newfstatat", "close"];

/// Which calls meet a fault: every one in a long run, else each `stride`th, beginning elsewhere for every kind of fault.
fn moments(call: &str, kind: usize) -> impl Iterator<Item = u32> {
    let stride = match std::env::var_os("GONGKAI_TESTS_LONG") {
        Some(_) => 1,
        None if LOOKING.contains(&call) => 11,
        None => 2,
    };
    (1..).skip(kind % stride).step_by(stride)
}

/// Plays one kind of fault at one call after the other until a build no longer meets it. Gives how many faults were played.
fn sweep(call: &str, effect: &str, lasting: bool, first: bool, old: &Tree, new: &Tree) -> u32 {
    for (played, n) in (0..).zip(moments(call, call.len() + effect.len() + usize::from(lasting) * 4 + usize::from(first) * 2)) {
        let site = if first { Site::new() } else { old_site() };
        let fault = format!("{call}:{effect}:when={n}{}", if lasting { "+" } else { "" });
        let Some(status) = build_with(&[&fault], &site.out, &site.root().join("log")) else { return played };
        let found = all_bytes(&site.out);
        match status.code() {
            Some(0) => assert_eq!(&found, new, "{fault}: done, and another tree"),
            None if effect.starts_with("signal") => assert!(found == *old || found == *new, "{fault}: neither old nor new: {found:?}"),
            Some(_) | None => assert_eq!(&found, old, "{fault}: failed, and the output changed"),
        }
        site.build(NEW).unwrap();
        assert_eq!(&all_bytes(&site.out), new, "{fault}: not put right");
        assert_eq!(site.left_behind(), Vec::<String>::new(), "{fault}");
        assert!(n < 2_000, "{fault}: no end");
    }
    0
}

fn with_hand(site: &Site) {
    fs::create_dir(site.out.join("hand")).unwrap();
    fs::write(site.out.join("hand/made"), "by hand").unwrap();
}

/// A site with the old tree and somebody's file in it.
fn old_site() -> Site {
    let site = Site::new();
    site.build(&OLD[..2]).unwrap();
    with_hand(&site);
    site.build(OLD).unwrap();
    site
}

/// The new tree, with somebody's file or from nothing.
fn new_tree(hand: bool) -> Tree {
    let site = Site::new();
    site.build(NEW).unwrap();
    if hand {
        with_hand(&site);
    }
    all_bytes(&site.out)
}

#[test]
#[ignore = "needs strace and some minutes; tests/all runs it"]
fn every_call_may_fail_or_kill() {
    let _alone = one_at_a_time();
    let effects = ["error=EIO", "error=ENOSPC", "error=EACCES", "error=EMFILE", "error=EINVAL", "signal=SIGKILL"];
    let mut played = BTreeMap::new();
    for first in [false, true] {
        let old = if first { Tree::new() } else { all_bytes(&old_site().out) };
        let new = new_tree(!first);
        for call in CALLS {
            for effect in effects {
                for lasting in [false, true] {
                    if lasting && effect.starts_with("signal") {
                        continue;
                    }
                    *played.entry(*call).or_insert(0) += sweep(call, effect, lasting, first, &old, &new);
                }
            }
        }
    }
    println!("faults played: {played:?}");
    for call in ["openat", "write", "renameat2", "syncfs", "fsync", "linkat", "unlinkat", "statx", "flock"] {
        assert!(played.get(call).is_some_and(|count| *count > 0), "{call} was never met: {played:?}");
    }
}

/// Where trees cannot be exchanged there is a moment without an output; a run killed there is put right by the next.
#[test]
#[ignore = "needs strace; tests/all runs it"]
fn two_steps_heal_when_they_are_killed_between() {
    let _alone = one_at_a_time();
    let (old, new) = (all_bytes(&old_site().out), new_tree(true));
    let mut between = 0;
    for call in ["rename", "renameat2", "fsync", "unlinkat", "statx"] {
        for n in 1.. {
            let site = old_site();
            let faults = [format!("{call}:signal=SIGKILL:when={n}"), "renameat2:error=EINVAL".to_owned()];
            let faults = if call == "renameat2" { &faults[..1] } else { &faults[..] };
            let faults: Vec<_> = faults.iter().map(String::as_str).collect();
            if build_with(&faults, &site.out, &site.root().join("log")).is_none() {
                break;
            }
            let found = all_bytes(&site.out);
            between += usize::from(found.is_empty());
            assert!(found.is_empty() || found == old || found == new, "{faults:?}: neither old nor new");
            site.build(NEW).unwrap();
            assert_eq!(all_bytes(&site.out), new, "{faults:?}: not put right, somebody's file included");
            assert_eq!(site.left_behind(), Vec::<String>::new(), "{faults:?}");
        }
    }
    assert!(between > 0, "no kill fell between the two steps");
}

#[test]
#[ignore = "needs strace; tests/all runs it"]
fn interrupted_calls_are_taken_up_again() {
    let _alone = one_at_a_time();
    let site = old_site();
    // The first dozen belong to the system's loader, which gives up at once.
    let faults = ["read,openat:error=EINTR:when=12+5", "write,fsync,syncfs,flock:error=EINTR:when=1+3"];
    let status = build_with(&faults, &site.out, &site.root().join("log"));
    assert_eq!(status.and_then(|status| status.code()), Some(0));
    assert_eq!(all_bytes(&site.out), new_tree(true));
}
