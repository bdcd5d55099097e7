//! What an editor does to a file without anybody seeing it changes nothing on the site: byte order marks, CRLF, a missing last line end.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::binary;
use harness::project::Project;
use harness::tree::{self, Tree};

/// Builds the good project after `change` was made to every one of its files.
fn build(change: impl Fn(&str) -> String) -> Tree {
    let project = changed(change);
    binary::run_now(project.path(), &["build"]).expect(0);
    tree::read(&project.join("public"))
}

fn changed(change: impl Fn(&str) -> String) -> Project {
    let project = Project::base();
    for (path, bytes) in tree::read(&project.join("content")) {
        tree::write(&project.join("content").join(path), change(&String::from_utf8(bytes).unwrap()));
    }
    project
}

#[test]
fn marks_and_line_ends_change_nothing() {
    let plain = build(str::to_owned);
    let mark = |text: &str| format!("\u{feff}{text}");
    let windows = |text: &str| text.replace('\n', "\r\n");
    let both = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let open_end = |text: &str| text.trim_end().to_owned();
    for (what, other) in
        [("byte order mark", build(mark)), ("CRLF", build(windows)), ("both", build(both)), ("no last line end", build(open_end))]
    {
        assert_eq!(tree::difference(&plain, &other), Vec::<String>::new(), "{what}");
    }
}

#[test]
fn a_finding_stands_at_the_line_that_the_editor_shows() {
    let project = changed(|text| format!("\u{feff}{}", text.replace("lead:", "laed:").replace('\n', "\r\n")));
    let run = binary::run_now(project.path(), &["build"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains(" --> content/2022/01-education/targets.yaml:7:3\n"), "{}", run.stderr);
}
