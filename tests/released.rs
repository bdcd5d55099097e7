//! What is not yet published stands nowhere in the site: no value, no reason, no note, not even the name of its file
//! (`tests/sites/official`, whose `canary-not-released.yaml` is due in 2099). Nor does anything of the inner review.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Words and numbers that stand only in the file that is not released.
const EMBARGOED: [&str; 6] = ["canary", "98765", "98,765", "金丝雀", "2099-", "2099年"];

/// Posts that stand only under `review`.
const REVIEW: [&str; 4] = ["起草岗", "校对岗", "签发岗", "保密审查岗"];

/// A name that stands only in the figures published on 15 April 2023.
const SPRING: &str = "一季度统计报表";

#[test]
fn nothing_of_an_embargoed_file_reaches_the_site() {
    let site = build("2023-05-01 09:00");
    for word in EMBARGOED {
        assert_eq!(holding(&site, word), Vec::<String>::new(), "“{word}” is not published before 2099");
    }
    assert!(!holding(&site, SPRING).is_empty(), "what was published in April is there");
}

#[test]
fn a_file_appears_at_its_moment() {
    let (before, at) = (build("2023-04-15 08:59"), build("2023-04-15 09:00"));
    assert_eq!(holding(&before, SPRING), Vec::<String>::new());
    assert!(!holding(&at, SPRING).is_empty());
    let later = build("2099-01-01 09:00");
    assert!(!holding(&later, "98765.4321").is_empty(), "the canary is a real figure: it sings when its time comes");
}

#[test]
fn the_inner_review_is_never_published() {
    let site = build("2023-05-01 09:00");
    for post in REVIEW {
        assert_eq!(holding(&site, post), Vec::<String>::new(), "“{post}” is no reader's business");
    }
}

/// Paths and bytes of the site as it is built at a moment.
fn build(now: &str) -> Vec<(String, Vec<u8>)> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("public");
    let run = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["build", "--now", now, "--content"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/official/content"))
        .arg("--out")
        .arg(&out)
        .current_dir(folder.path())
        .output()
        .expect("the program starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut site = Vec::new();
    gather(&out, &out, &mut site);
    assert!(!site.is_empty());
    site
}

fn gather(root: &Path, folder: &Path, site: &mut Vec<(String, Vec<u8>)>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(root, &path, site);
        } else {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
            site.push((name, fs::read(&path).expect("a file")));
        }
    }
}

/// The files whose name or bytes hold a word. Digits alone are not looked for in `manifest.json`, whose hashes hold any.
fn holding(site: &[(String, Vec<u8>)], word: &str) -> Vec<String> {
    let by_chance = |name: &str| name == "manifest.json" && word.bytes().all(|byte| byte.is_ascii_digit());
    let stands_in = |bytes: &[u8]| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    let holds = |(name, bytes): &&(String, Vec<u8>)| name.contains(word) || (!by_chance(name) && stands_in(bytes));
    site.iter().filter(holds).map(|(name, _)| name.clone()).collect()
}
