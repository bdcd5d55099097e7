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
