//! What the machine may do to a build: a full disk, one that may only be read, files that cannot be larger, other people's rights. The
//! site stays whole, the program says what failed and ends with 3, and the next build puts everything right.
//!
//! `cargo test --test machine -- --ignored`, which `tests/all` runs. The tests named `mounted…` need a machine that lets people mount
//! (`unshare`), which most containers do not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::binary::{NOW, Run, finish, run_now};
use harness::project::Project;
use harness::tree::{self, Tree};
use std::process::{Command, Output};

const CHAPTER: &str = "content/2022/01-education/index.md";

/// The trees of the project before and after the edit that every test makes.
fn states() -> [Tree; 2] {
    let project = Project::base();
    run_now(project.path(), &["build"]).expect(0);
    let old = tree::read(&project.join("public"));
    edit(&project);
    run_now(project.path(), &["build"]).expect(0);
    [old, tree::read(&project.join("public"))]
}

fn edit(project: &Project) {
    project.edit(CHAPTER, "办好教育", "办强教育");
}

/// A shell script in the project's folder, with mounts of its own. `$G` is the program, `$NOW` the moment.
fn namespace(project: &Project, script: &str) -> Run {
    finish(shell(&["unshare", "--user", "--map-root-user", "--mount", "bash", "-c", script], project))
}

fn shell(words: &[&str], project: &Project) -> Output {
    let mut shell = Command::new(words[0]);
    shell.args(&words[1..]).current_dir(project.path()).env("G", env!("CARGO_BIN_EXE_gongkai")).env("NOW", NOW);
    shell.output().expect("bash and unshare")
}

/// Copies the project onto a disk of `size`, edits it there, builds, and saves what stands afterwards under `after`.
const ON_A_SMALL_DISK: &str = r#"
set -e
mkdir disk && mount -t tmpfs -o size=SIZE,mode=755 small disk && cp -a content public .gongkai disk/
cd disk
set +e
"$G" build --now "$NOW" >../said 2>&1
code=$?
cd .. && cp -a disk/public after && ls -A disk/.gongkai/public >left && umount disk
cat said >&2
exit $code
"#;

#[test]
#[ignore = "mounts; tests/all runs it"]
fn mounted_full_a_disk_keeps_the_old_site_or_has_the_new_one() {
    let [old, new] = states();
    let (mut failed, mut done) = (0, 0);
    // From a disk that can hold hardly more than what is there to one with room for both sites.
    for size in (0..48).map(|step| used() + step * 16) {
        let project = Project::base();
        run_now(project.path(), &["build"]).expect(0);
        edit(&project);
        let run = namespace(&project, &ON_A_SMALL_DISK.replace("SIZE", &format!("{size}k")));
        if !project.join("after").exists() {
            continue; // The disk could not even hold the old site.
        }
        let after = tree::read(&project.join("after"));
        match run.code {
            Some(0) => {
                assert_eq!(tree::difference(&after, &new), Vec::<String>::new(), "{size}k: done, and another tree");
                done += 1;
            }
            Some(3) => {
                assert_eq!(tree::difference(&after, &old), Vec::<String>::new(), "{size}k: failed, and the site changed");
                assert!(run.stderr.contains("disk") || run.stderr.contains("public") || run.stderr.contains(".gongkai"), "{}", run.stderr);
                let left = std::fs::read_to_string(project.join("left")).unwrap();
                assert!(left.lines().all(|name| name == "ledger"), "{size}k: left behind: {left}");
                failed += 1;
            }
            _ => panic!("{size}k: {run:?}"),
        }
    }
    assert!(failed >= 3 && done >= 3, "{failed} builds on a full disk, {done} with room: both must be met");
}

/// What the project with its site takes on a disk, in KiB, roughly.
fn used() -> usize {
    let project = Project::base();
    run_now(project.path(), &["build"]).expect(0);
    tree::read(project.path()).values().map(|bytes| bytes.len().div_ceil(4096) * 4).sum()
}

#[test]
#[ignore = "mounts; tests/all runs it"]
fn mounted_read_only_or_on_its_own_a_site_is_left_alone() {
    let [old, _] = states();
    for (script, code) in [
        // The output itself is a mount point: it cannot be switched in one step.
        ("mount --bind public public && \"$G\" build --now \"$NOW\"", 2),
        ("mount --bind public public && mount -o remount,bind,ro public && \"$G\" build --now \"$NOW\"", 2),
        // The folder around it may only be read.
        ("mount --bind . . && mount -o remount,bind,ro . && cd . && cd \"$PWD\" && \"$G\" build --now \"$NOW\"", 3),
    ] {
        let project = Project::base();
        run_now(project.path(), &["build"]).expect(0);
        edit(&project);
        let run = namespace(&project, script).expect(code);
        assert!(run.stderr.contains("public") || run.stderr.contains(".gongkai"), "{script}: {}", run.stderr);
        assert_eq!(tree::difference(&tree::read(&project.join("public")), &old), Vec::<String>::new(), "{script}");
    }
}

#[test]
#[ignore = "limits; tests/all runs it"]
fn limits_of_the_shell_are_answers_not_ends() {
    let [old, new] = states();
    for limit in ["ulimit -f 1", "ulimit -n 20", "ulimit -s 256", "ulimit -n 8"] {
        let project = Project::base();
        run_now(project.path(), &["build"]).expect(0);
        edit(&project);
        let run = finish(shell(&["bash", "-c", &format!("{limit}; \"$G\" build --now \"$NOW\"")], &project));
        let wanted = match run.code {
            Some(0) => &new,
            Some(3) => &old,
            _ => panic!("{limit}: {run:?}"),
        };
        assert_eq!(tree::difference(&tree::read(&project.join("public")), wanted), Vec::<String>::new(), "{limit}");
        run_now(project.path(), &["build"]).expect(0);
        assert_eq!(tree::difference(&tree::read(&project.join("public")), &new), Vec::<String>::new(), "{limit}: not put right");
    }
}

#[test]
#[ignore = "limits; tests/all runs it"]
fn little_memory_never_costs_the_site() {
    let [old, new] = states();
    let mut failed = 0;
    for megabytes in [20, 40, 60, 90, 130, 200, 400] {
        let project = Project::base();
        run_now(project.path(), &["build"]).expect(0);
        edit(&project);
        // A program that gets no memory is ended by its language: that may be an abort, so the harness' judgement of crashes is not asked.
        let script = format!("ulimit -v {}; \"$G\" build --now \"$NOW\"", megabytes * 1024);
        let ended = shell(&["bash", "-c", &script], &project);
        failed += usize::from(!ended.status.success());
        let wanted = if ended.status.success() { &new } else { &old };
        assert_eq!(tree::difference(&tree::read(&project.join("public")), wanted), Vec::<String>::new(), "{megabytes} MB");
        run_now(project.path(), &["build"]).expect(0);
        assert_eq!(tree::difference(&tree::read(&project.join("public")), &new), Vec::<String>::new(), "{megabytes} MB: not put right");
    }
    assert!(failed > 0, "there was always enough memory");
}
