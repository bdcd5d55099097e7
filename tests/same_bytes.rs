//! The same content gives the same bytes, wherever, whenever and by whomever it is built.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::binary::{NOW, command, finish};
use harness::project::Project;
use harness::repository;
use harness::tree::{self, Tree};

/// A folder's name, arguments and environment that must not matter.
type Variation<'a> = (&'a str, &'a [&'a str], &'a [(&'a str, &'a str)]);

/// Builds the richest site there is: the sample.
fn build(folder: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Tree {
    let project = Project::empty();
    let home = project.join(folder);
    tree::copy(&repository().join("content"), &home.join("content"));
    let mut build = command(&home, &[&["build", "--now", NOW], arguments].concat());
    build.envs(environment.iter().copied());
    finish(build.output().unwrap()).expect(0);
    tree::read(&home.join("public"))
}

#[test]
fn folder_time_zone_language_user_and_threads_do_not_matter() {
    let plain = build("a", &["--jobs", "1"], &[]);
    assert!(plain.len() > 50, "{} files", plain.len());
    let canaries = [("HOME", "/home/canary-home"), ("USER", "canary-user"), ("HOSTNAME", "canary-host"), ("TOKEN", "canary-token")];
    let variations: [Variation<'_>; 5] = [
        ("a much longer folder/with 中文 in it", &["--jobs", "2"], &[("TZ", "America/Los_Angeles"), ("LANG", "tr_TR.UTF-8")]),
        ("b", &["--jobs", "7"], &[("TZ", "Asia/Shanghai"), ("LC_ALL", "zh_CN.UTF-8"), ("RUST_BACKTRACE", "full")]),
        ("b", &["--jobs", "16"], &[("SOURCE_DATE_EPOCH", "4000000000"), ("LC_ALL", "C")]),
        ("c", &[], &canaries),
        ("d", &["-q"], &[("TZ", "nonsense"), ("LANG", "C"), ("COLUMNS", "20"), ("NO_COLOR", "1")]),
    ];
    for (folder, arguments, environment) in variations {
        let other = build(folder, arguments, environment);
        assert_eq!(tree::difference(&plain, &other), Vec::<String>::new(), "{folder} {arguments:?} {environment:?}");
    }
    for (path, bytes) in &plain {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("canary") && !text.contains("/tmp/"), "{path} tells where it was built");
    }
}

#[test]
fn the_moment_of_a_build_stands_nowhere() {
    let early = build("a", &[], &[]);
    let project = Project::empty();
    tree::copy(&repository().join("content"), &project.join("content"));
    finish(command(project.path(), &["build", "--now", "2031-05-06 07:08"]).output().unwrap()).expect(0);
    assert_eq!(tree::difference(&early, &tree::read(&project.join("public"))), Vec::<String>::new());
}

#[test]
fn order_and_rights_of_files_and_how_folders_are_named_do_not_matter() {
    let plain = build("a", &[], &[]);
    let project = Project::empty();
    let content = tree::read(&repository().join("content"));
    for (path, bytes) in content.iter().rev() {
        tree::write(&project.join("elsewhere/content").join(path), bytes);
    }
    std::fs::create_dir(project.join("work")).unwrap();
    let whole = project.path().canonicalize().unwrap();
    let whole = whole.to_str().unwrap();
    let (content, out) = (format!("{whole}/elsewhere/content"), format!("{whole}/absolute"));
    for (content, out) in [(content.as_str(), out.as_str()), ("../elsewhere/content", "../relative")] {
        let mut build = std::process::Command::new("sh");
        build.args(["-c", "umask 077; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_gongkai"), "build", "--now", NOW, "--content", content]);
        finish(build.args(["--out", out]).current_dir(project.join("work")).output().unwrap()).expect(0);
        let folder = project.join("work").join(out);
        assert_eq!(tree::difference(&plain, &tree::read(&folder)), Vec::<String>::new(), "{content} → {out}");
        let modes: std::collections::BTreeSet<i64> = tree::stamps(&folder).values().map(|stamp| stamp[6] & 0o7777).collect();
        assert_eq!(modes, [0o644, 0o755].into(), "{out}: any web server may read it, whoever built it");
    }
}

#[test]
fn one_processor_and_the_times_of_files_do_not_matter() {
    let plain = build("a", &[], &[]);
    let project = Project::empty();
    tree::copy(&repository().join("content"), &project.join("content"));
    for (at, path) in tree::read(&project.join("content")).into_keys().enumerate() {
        // Years apart, in no order, some of them in the future.
        let seconds = (u64::try_from(at).unwrap() * 7_919_000_027) % 4_000_000_000;
        let file = std::fs::File::options().write(true).open(project.join("content").join(path)).unwrap();
        file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds)).unwrap();
    }
    let mut pinned = std::process::Command::new("taskset");
    pinned.args(["-c", "0", env!("CARGO_BIN_EXE_gongkai"), "build", "--now", NOW]).current_dir(project.path());
    finish(pinned.output().expect("taskset, of util-linux")).expect(0);
    assert_eq!(tree::difference(&plain, &tree::read(&project.join("public"))), Vec::<String>::new());
}

#[test]
fn a_lost_memory_and_a_move_to_another_place_do_not_matter() {
    let project = Project::empty();
    let home = project.join("here");
    tree::copy(&repository().join("content"), &home.join("content"));
    let build = |home: &std::path::Path| finish(command(home, &["build", "--now", NOW]).output().unwrap()).expect(0);
    build(&home);
    let plain = tree::read(&home.join("public"));
    std::fs::remove_dir_all(home.join(".gongkai")).unwrap();
    let run = build(&home);
    assert!(run.stdout.contains("没有写入任何文件"), "{}", run.stdout);
    assert_eq!(tree::difference(&plain, &tree::read(&home.join("public"))), Vec::<String>::new());
    // With all that is remembered of the other place.
    let there = project.join("somewhere else altogether");
    std::fs::rename(&home, &there).unwrap();
    build(&there);
    assert_eq!(tree::difference(&plain, &tree::read(&there.join("public"))), Vec::<String>::new());
    std::fs::remove_dir_all(there.join("public")).unwrap();
    build(&there);
    assert_eq!(tree::difference(&plain, &tree::read(&there.join("public"))), Vec::<String>::new());
}

#[test]
fn a_moment_is_the_same_wherever_it_is_given_and_whatever_the_umask() {
    let project = Project::empty();
    tree::copy(&repository().join("tests/sites/official/content"), &project.join("content"));
    // 2022-07-16 09:00 in Beijing: in the middle of the releases, so that a slip of hours would show.
    let ways: [(&[&str], Option<&str>, &str, &str); 5] = [
        (&["--now", "2022-07-16 09:00"], None, "UTC", "022"),
        (&["--now", "2022-07-16 09:00"], None, "Pacific/Kiritimati", "077"),
        (&["--now", "2022-07-16T09:00+08:00"], None, "America/Los_Angeles", "000"),
        (&[], Some("1657933200"), "America/Los_Angeles", "027"),
        (&[], Some("1657933200"), "Pacific/Kiritimati", "022"),
    ];
    let mut first = None;
    for (at, (arguments, epoch, zone, umask)) in ways.into_iter().enumerate() {
        let out = format!("out-{at}");
        let mut build = std::process::Command::new("sh");
        build.args(["-c", &format!("umask {umask}; exec \"$@\""), "sh", env!("CARGO_BIN_EXE_gongkai"), "build", "--out", &out]);
        build.args(arguments).current_dir(project.path()).env("TZ", zone).env_remove("SOURCE_DATE_EPOCH");
        build.envs(epoch.map(|epoch| ("SOURCE_DATE_EPOCH", epoch)));
        finish(build.output().unwrap()).expect(0);
        let folder = project.join(&out);
        let modes: Vec<(String, i64)> = tree::stamps(&folder).into_iter().map(|(path, stamp)| (path, stamp[6])).collect();
        let made = (tree::read(&folder), modes);
        let first = first.get_or_insert_with(|| made.clone());
        assert_eq!(tree::difference(&first.0, &made.0), Vec::<String>::new(), "{arguments:?} {epoch:?} {zone}");
        assert_eq!(first.1, made.1, "rights under umask {umask}");
    }
}
