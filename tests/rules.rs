//! Everything the program can find, told to people: `gongkai explain`, the list in the README that is made from the same table, and both held
//! to what the cases of the tests print.
//!
//! `UPDATE=1 cargo test --test rules` writes the list of the README anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use gongkai::diagnostic::Severity;
use gongkai::diagnostic::codes::{SUBJECTS, all, words};
use harness::binary::run;
use harness::{repository, tree, updating};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

const README: &str = "README.zh-CN.md";
const START: &str = "<!-- 以下由程序的检查项表生成：UPDATE=1 cargo test --test rules -->\n";
const END: &str = "<!-- 检查项结束 -->\n";

/// The list as it stands in the README.
fn table() -> String {
    let mut text = String::new();
    for subject in SUBJECTS {
        text += &format!("\n### {}\n\n| 代号 | 轻重 | 意思 |\n|---|---|---|\n", subject.title);
        for listing in subject.codes {
            text += &format!("| `{}` | {} | {} |\n", listing.code, words(listing.weights), listing.title);
        }
    }
    text + "\n"
}

#[test]
fn the_readme_lists_every_code() {
    let path = repository().join(README);
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(START).expect("the mark where the list begins");
    let (list, after) = rest.split_once(END).expect("the mark where the list ends");
    if updating() {
        fs::write(&path, format!("{before}{START}{}{END}{after}", table())).unwrap();
    } else {
        assert!(list == table(), "{README} lists other codes than the program has: UPDATE=1 cargo test --test rules");
    }
    assert!(before.contains("(#全部检查项)") && before.contains("\n## 全部检查项\n"), "{README} leads to its list");
}

/// What the cases of the tests show: code → weights.
fn shown() -> BTreeMap<String, BTreeSet<Severity>> {
    let mut shown: BTreeMap<String, BTreeSet<Severity>> = BTreeMap::new();
    for folder in ["tests/diagnostics", "tests/clean", "tests/record"] {
        for (_, bytes) in tree::read(&repository().join(folder)) {
            let Ok(text) = String::from_utf8(bytes) else { continue };
            for line in text.lines() {
                for weight in [Severity::Error, Severity::Warning, Severity::Notice] {
                    let start = format!("{}[", weight.word());
                    if let Some((code, _)) = line.strip_prefix(&start).and_then(|rest| rest.split_once(']')) {
                        shown.entry(code.to_owned()).or_default().insert(weight);
                    }
                }
            }
        }
    }
    shown
}

#[test]
fn what_is_printed_weighs_what_the_list_says() {
    let shown = shown();
    assert!(shown.len() > 150, "only {} codes are shown by cases", shown.len());
    let listed: BTreeMap<&str, &[Severity]> = all().map(|listing| (listing.code, listing.weights)).collect();
    let mut faults = Vec::new();
    for (code, weights) in &shown {
        let known = listed.get(code.as_str()).copied().unwrap_or_default();
        for weight in weights.iter().filter(|weight| !known.contains(weight)) {
            faults.push(format!("{code} is printed as {} and not listed so in src/diagnostic/codes/", weight.word()));
        }
        // A weight that no case shows may be told, the usual one may not be another than any that is shown.
        if known.first().is_some_and(|usual| !weights.contains(usual)) {
            faults.push(format!("{code} is usually another thing than any case shows"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn explain_tells_every_code_in_full() {
    let folder = tempfile::tempdir().unwrap();
    let list = run(folder.path(), &["explain"]).expect(0).stdout;
    let mut before = 0;
    for subject in SUBJECTS {
        let at = list.find(&format!("{}\n", subject.title)).unwrap_or_else(|| panic!("no heading {}", subject.title));
        assert!(at >= before, "{} stands at its place", subject.title);
        before = at;
        let part = list[at..].split("\n\n").next().unwrap();
        for listing in subject.codes {
            let line = part.lines().find(|line| line.trim_start().split(' ').next() == Some(listing.code));
            assert!(line.is_some_and(|line| line.contains(listing.title)), "{} stands under {}", listing.code, subject.title);
        }
    }
    for listing in all() {
        let told = run(folder.path(), &["explain", listing.code]).expect(0).stdout;
        let head = format!("{}  {}（{}）\n\n", listing.code, listing.title, words(listing.weights));
        let rest = told.strip_prefix(&head).unwrap_or_else(|| panic!("{told}"));
        let reason = rest.lines().next().unwrap();
        assert!(reason.chars().count() > 8 && reason.contains(['。', '；', '：']), "{}: the rule and why: {reason}", listing.code);
        for part in ["\n正确：", "\n错误："] {
            let line = rest.split(part).nth(1).and_then(|rest| rest.lines().next());
            assert!(line.is_some_and(|line| !line.trim().is_empty()), "{} has no {part}:\n{told}", listing.code);
        }
        assert!(!told.contains("  \n") && told.ends_with('\n'), "{told:?}");
    }
}

#[test]
fn a_code_written_wrong_is_guessed() {
    let folder = tempfile::tempdir().unwrap();
    for (wrong, meant) in [("leak/id-crad", "leak/id-card"), ("number/fullwidth", "number/full-width"), ("chart", "charts")] {
        let said = run(folder.path(), &["explain", wrong]).expect(2).stderr;
        assert!(said.contains(&format!("是不是“{meant}”？")), "{wrong}: {said}");
    }
    let said = run(folder.path(), &["explain", "xyzzy"]).expect(2).stderr;
    assert!(said.contains("gongkai explain") && !said.contains("是不是"), "{said}");
}

/// What may be excepted says how, and what is written so works.
#[test]
fn explain_says_how_an_exception_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let told = run(folder.path(), &["explain", "leak/mobile"]).expect(0).stdout;
    assert!(told.contains("\nallow:\n  - {pattern: leak/mobile, place: pages/about.md, reason: "), "{told}");
    for code in ["figure/mismatch", "number/full-width", "withheld/computable", "record/target-lost", "date/impossible"] {
        assert!(!run(folder.path(), &["explain", code]).expect(0).stdout.contains("allow:"), "{code} may not be excepted");
    }
    let example = told.split_once("\nallow:\n").unwrap().1;
    let project = harness::project::Project::base();
    // A number of nobody, put together here so that no file holds one.
    let mobile: String = ["138", "0013", "8000"].concat();
    tree::write(&project.join("content/pages/about.md"), format!("---\ntitle: 关于本站\n---\n\n值班手机{mobile}。\n"));
    let before = harness::binary::run_now(project.path(), &["check"]).expect(1);
    assert!(before.stderr.contains("[leak/mobile]"), "{}", before.stderr);
    let site = fs::read_to_string(project.join("content/site.yaml")).unwrap();
    tree::write(&project.join("content/site.yaml"), format!("{site}allow:\n{}\n", example.trim_end()));
    let after = harness::binary::run_now(project.path(), &["check"]).expect(0);
    assert!(!after.stderr.contains("[leak/mobile]") && !after.stderr.contains("[allow/"), "{}", after.stderr);
}
