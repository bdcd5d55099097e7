//! Every status and every rule of the judgement, shown on a whole site: `tests/sites/judgement`.
//!
//! Each target of that site carries a comment in its `targets.yaml`, `# expected: missed (rule 8); why`, on the line before its
//! `- id:`. The site is built as people build it, and what the published data say is compared with the comments. `late` behind
//! the status means that the target was met, but after its due date. The rule's number and the reason are for the reader.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

const SITE: &str = "tests/sites/judgement/content";

/// After every `published` of the site.
const NOW: &str = "2023-04-20 09:00";

/// All statuses there are: the site has to show each of them.
const STATUSES: [&str; 11] =
    ["done", "ahead", "on-schedule", "behind", "missed", "not-due", "unreported", "masked", "withheld", "ongoing", "not-assessed"];

/// Status and whether it was met late.
type Judged = BTreeMap<String, (String, bool)>;

#[test]
fn every_target_is_judged_as_its_comment_says() {
    let expected = comments();
    let found = published();
    let ids: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
    let wrong: Vec<String> = ids
        .into_iter()
        .filter(|id| expected.get(*id) != found.get(*id))
        .map(|id| format!("{id}: expected {}, found {}", said(expected.get(id)), said(found.get(id))))
        .collect();
    assert!(wrong.is_empty(), "{} of {} targets\n{}", wrong.len(), expected.len(), wrong.join("\n"));
}

#[test]
fn the_site_shows_every_status() {
    let shown: BTreeSet<String> = comments().into_values().map(|(status, _)| status).collect();
    assert_eq!(shown, STATUSES.into_iter().map(str::to_owned).collect());
}

fn said(judged: Option<&(String, bool)>) -> String {
    match judged {
        Some((status, late)) => format!("{status}{}", if *late { " late" } else { "" }),
        None => "nothing".to_owned(),
    }
}

/// What the comments of the site say, by id. A target without one fails here.
fn comments() -> Judged {
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join(SITE).join("2022");
    let mut judged = Judged::new();
    for entry in fs::read_dir(&report).expect("the report's folder") {
        let file = entry.expect("an entry").path().join("targets.yaml");
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let mut comment = None;
        for line in text.lines() {
            if let Some(expected) = line.strip_prefix("# expected: ") {
                comment = Some(expected.to_owned());
            } else if let Some(id) = line.strip_prefix("- id: ") {
                let expected = comment.take().unwrap_or_else(|| panic!("{}: {id} without a comment", file.display()));
                let twice = judged.insert(id.to_owned(), verdict(&expected));
                assert!(twice.is_none(), "{id} stands twice");
            }
        }
    }
    judged
}

/// `done late (rule 5); …` as status and lateness.
fn verdict(comment: &str) -> (String, bool) {
    let (words, _) = comment.split_once(" (rule ").unwrap_or_else(|| panic!("no rule named: {comment}"));
    let (status, late) = words.strip_suffix(" late").map_or((words, false), |status| (status, true));
    assert!(STATUSES.contains(&status), "unknown status: {comment}");
    (status.to_owned(), late)
}

/// What the built site publishes, by id.
fn published() -> Judged {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("public");
    let run = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["build", "--now", NOW, "--content"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(SITE))
        .arg("--out")
        .arg(&out)
        .current_dir(folder.path())
        .output()
        .expect("the program starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let text = fs::read_to_string(out.join("data/2022/targets.json")).expect("the data file");
    let data: Value = serde_json::from_str(&text).expect("JSON");
    let targets = data.get("targets").and_then(Value::as_array).expect("a list of targets");
    let string = |target: &Value, key: &str| target.get(key).and_then(Value::as_str).expect("a string").to_owned();
    let late = |target: &Value| target.get("late").and_then(Value::as_bool).unwrap_or_default();
    targets.iter().map(|target| (string(target, "id"), (string(target, "status"), late(target)))).collect()
}
