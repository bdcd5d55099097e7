//! A build that is killed, or meets another one, never leaves half a site.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::binary::{NOW, command, finish, run_now};
use harness::project::Project;
use harness::tree::{self, Tree};
use rustix::process::{Pid, Signal, kill_process};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How many builds are killed.
fn rounds() -> u32 {
    if std::env::var_os("GONGKAI_TESTS_LONG").is_some() { 500 } else { 50 }
}

/// Two states of the content, each with the tree it is built to.
struct States {
    project: Project,
    trees: [Tree; 2],
}

const FIGURES: &str = "content/2022/figures/2022-h1.yaml";
const CHAPTER: &str = "content/2022/01-education/index.md";
const VALUES: [&str; 2] = ["87", "91"];

impl States {
    fn new() -> Self {
        let trees = [0, 1].map(|state| {
            let project = Project::base();
            set(&project, state);
            run_now(project.path(), &["build"]).expect(0);
            tree::read(&project.join("public"))
        });
        assert_ne!(trees[0], trees[1]);
        Self { project: Project::base(), trees }
    }
}

/// Puts the content into one of its two states.
fn set(project: &Project, state: usize) {
    let (old, new) = (VALUES[1 - state], VALUES[state]);
    for path in [FIGURES, CHAPTER] {
        let text = std::fs::read_to_string(project.join(path)).unwrap();
        tree::write(
            &project.join(path),
            text.replace(&format!("[{old}所]"), &format!("[{new}所]")).replace(&format!("schools: {old}"), &format!("schools: {new}")),
        );
    }
}

fn start(project: &Project) -> Child {
    let mut build = command(project.path(), &["build", "--now", NOW]);
    build.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// The same sequence of moments in every run.
struct Moments(u64);

impl Moments {
    /// A moment from the start of a build to a little after its usual end.
    fn next(&mut self, usual: Duration) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let part = u32::try_from(self.0 >> 40).unwrap_or(0);
        usual.mul_f64(f64::from(part) / f64::from(1_u32 << 24) * 1.2)
    }
}

/// Moments in milliseconds, early and late in turn, until what a test waits for was seen: how fast a build is depends on the machine.
fn waits() -> impl Iterator<Item = u64> {
    (0..80).map(|step| step * 37 % 251)
}

#[test]
fn a_killed_build_leaves_a_whole_site_and_the_next_one_recovers() {
    let States { project, trees } = States::new();
    let begin = Instant::now();
    run_now(project.path(), &["build"]).expect(0);
    let usual = begin.elapsed();
    let mut moments = Moments(7);
    let mut finished = 0;
    for round in 0..rounds() {
        set(&project, usize::from(round % 2 == 0));
        let mut build = start(&project);
        sleep(moments.next(usual));
        let _ = build.kill();
        finished += u32::from(build.wait().unwrap().success());
        let site = tree::read(&project.join("public"));
        let nearest = trees.iter().map(|tree| tree::difference(tree, &site)).min_by_key(Vec::len).unwrap();
        assert!(nearest.is_empty(), "round {round}: neither the old nor the new site: {nearest:?}");
    }
    assert!(finished < rounds(), "no build was killed in time");
    for (state, tree) in trees.iter().enumerate() {
        set(&project, state);
        run_now(project.path(), &["build"]).expect(0);
        assert_eq!(tree::difference(tree, &tree::read(&project.join("public"))), Vec::<String>::new());
    }
    let names: Vec<String> =
        std::fs::read_dir(project.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(names.iter().all(|name| ["content", "public", ".gongkai"].contains(&name.as_str())), "left behind: {names:?}");
}

#[test]
fn a_first_build_that_is_killed_leaves_no_site_or_a_whole_one() {
    let States { trees, .. } = States::new();
    let mut moments = Moments(11);
    for round in 0..rounds() / 5 {
        let project = Project::base();
        set(&project, 0);
        let mut build = start(&project);
        sleep(moments.next(Duration::from_millis(300)));
        let _ = build.kill();
        build.wait().unwrap();
        let site = tree::read(&project.join("public"));
        assert!(site.is_empty() || site == trees[0], "round {round}: {:?}", tree::difference(&trees[0], &site));
        run_now(project.path(), &["build"]).expect(0);
        assert_eq!(tree::difference(&trees[0], &tree::read(&project.join("public"))), Vec::<String>::new());
    }
}

#[test]
fn a_build_that_is_asked_to_stop_says_so_and_leaves_nothing() {
    let States { project, trees } = States::new();
    run_now(project.path(), &["build"]).expect(0);
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let mut stopped = false;
        for (round, wait) in waits().enumerate() {
            if stopped && round >= 8 {
                break;
            }
            set(&project, 1);
            let build = start(&project);
            let pid = Pid::from_child(&build);
            sleep(Duration::from_millis(wait));
            let _ = kill_process(pid, signal);
            let run = finish(build.wait_with_output().unwrap());
            // Before the program listens, the signal ends it in the plain way; after the last step the build is done.
            assert!(matches!(run.code, None | Some(0)) || run.code == Some(code), "{run:?}");
            stopped |= run.code == Some(code);
            let site = tree::read(&project.join("public"));
            assert!(trees.contains(&site), "neither the old nor the new site");
            set(&project, 0);
            run_now(project.path(), &["build"]).expect(0);
        }
        assert!(stopped, "no build answered {signal:?} with {code}");
    }
}

#[test]
fn two_builds_at_once_give_one_site_and_one_that_waits_is_told() {
    let States { project, trees } = States::new();
    run_now(project.path(), &["build"]).expect(0);
    let mut refused = false;
    for (round, wait) in waits().enumerate() {
        if refused && round >= 8 {
            break;
        }
        set(&project, 1);
        let mut first = start(&project);
        sleep(Duration::from_millis(wait));
        // Held still, wherever it is: if it holds the lock, the second build has to be told.
        let pid = Pid::from_child(&first);
        let held = kill_process(pid, Signal::STOP).is_ok();
        let second = run_now(project.path(), &["build"]);
        assert!(matches!(second.code, Some(0 | 4)), "{second:?}");
        refused |= second.code == Some(4);
        if held {
            let _ = kill_process(pid, Signal::CONT);
        }
        let code = first.wait().unwrap().code();
        assert!(matches!(code, Some(0 | 4)), "{code:?}");
        assert_eq!(tree::difference(&trees[1], &tree::read(&project.join("public"))), Vec::<String>::new());
        set(&project, 0);
        run_now(project.path(), &["build"]).expect(0);
    }
    assert!(refused, "no build met another one: exit 4 was never seen");
}
