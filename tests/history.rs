//! A year in the life of a fictional report, commit by commit, in a repository made for the test: what the record of changes tells of it, that
//! an incremental build is a clean build after every commit, and that nothing that is not public today is told from an old commit.
//!
//! `tests/history/expected/` holds the record after the last commit, commits by their number; `UPDATE=1` writes it anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;
#[path = "history/year.rs"]
mod year;

use harness::binary::{self, NOW};
use harness::tree::{self, Tree};
use harness::{repository, updating};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use year::{Office, QUIET, commits};

/// Builds the site of an office anew, with nothing kept from before.
fn clean(office: &Office) -> Tree {
    let out = tempfile::tempdir().unwrap();
    binary::run_now(office.path(), &["build", "-q", "--out", out.path().join("site").to_str().unwrap()]).expect(0);
    tree::read(&out.path().join("site"))
}

/// Builds it on what the last build left.
fn again(office: &Office) -> Tree {
    binary::run_now(office.path(), &["build", "-q"]).expect(0);
    tree::read(&office.path().join("public"))
}

fn text<'a>(site: &'a Tree, path: &str) -> &'a str {
    std::str::from_utf8(site.get(path).unwrap_or_else(|| panic!("{path} is missing"))).unwrap()
}

/// The words of a page, without its markup.
fn words(html: &str) -> String {
    let main = html.split("<main").nth(1).unwrap_or(html).split("</main>").next().unwrap_or(html);
    let mut out = String::new();
    for part in main.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let is_block = ["p", "/p", "h1", "h2", "li", "/li", "section", "summary"].iter().any(|block| tag.split(' ').next() == Some(block));
        out.push_str(if is_block { "\n" } else { "" });
        out.push_str(text.trim_matches('\n'));
    }
    let lines: Vec<&str> = out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n") + "\n"
}

/// Files that hold a text. A number inside a hash is none.
fn holding(site: &Tree, canary: &str) -> Vec<String> {
    let is_hash = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_hexdigit);
    let at = |bytes: &[u8], at: usize| !is_hash(at.checked_sub(1).and_then(|at| bytes.get(at))) && !is_hash(bytes.get(at + canary.len()));
    let starts = |bytes: &[u8], number: usize| bytes[number..].starts_with(canary.as_bytes()) && at(bytes, number);
    let found = |bytes: &Vec<u8>| (0..bytes.len()).any(|number| starts(bytes, number));
    site.iter().filter(|(path, bytes)| path.contains(canary) || found(bytes)).map(|(path, _)| path.clone()).collect()
}

#[test]
fn a_year_is_told_commit_by_commit() {
    let office = Office::new();
    let mut hashes = Vec::new();
    for (number, (name, commit)) in commits().into_iter().enumerate() {
        commit(&office);
        hashes.push(office.commit(&format!("{number} {name}")));
        if QUIET.contains(&name) {
            continue;
        }
        let (incremental, anew) = thread::scope(|scope| {
            let anew = scope.spawn(|| clean(&office));
            (again(&office), anew.join().unwrap())
        });
        assert_eq!(tree::difference(&incremental, &anew), Vec::<String>::new(), "{number} {name}");
    }
    let site = again(&office);
    for canary in year::CANARIES {
        assert_eq!(holding(&site, canary), Vec::<String>::new(), "{canary}");
        let mut kept: Tree = tree::read(&office.path().join(".gongkai"));
        kept.retain(|path, _| path.ends_with("/chronicle"));
        assert_eq!(kept.len(), 1);
        assert_eq!(holding(&kept, canary), Vec::<String>::new(), "{canary} is kept");
    }
    for address in year::ADDRESSES {
        assert_eq!(holding(&site, address), Vec::<String>::new(), "{address}");
    }
    feed_is_sound(text(&site, "feed.xml"), "");
    let named = |text: &str| {
        let commits = hashes.iter().enumerate();
        commits.fold(text.to_owned(), |text, (number, hash)| text.replace(&hash[..8], &format!("commit-{number}")))
    };
    let found = Tree::from([
        ("changes.txt".to_owned(), named(&words(text(&site, "changes/index.html"))).into_bytes()),
        ("changes.csv".to_owned(), named(text(&site, "data/changes.csv")).into_bytes()),
        (
            "chapter.txt".to_owned(),
            named(&words(text(&site, "2022/education/index.html").split("chapter-changes").nth(1).unwrap())).into_bytes(),
        ),
        ("feed.xml".to_owned(), named(text(&site, "feed.xml")).into_bytes()),
        ("feed.json".to_owned(), named(text(&site, "feed.json")).into_bytes()),
    ]);
    let folder = repository().join("tests/history/expected");
    if updating() {
        found.iter().for_each(|(path, bytes)| tree::write(&folder.join(path), bytes));
    }
    for (path, bytes) in &found {
        let expected = fs::read_to_string(folder.join(path)).unwrap_or_default();
        assert_eq!(String::from_utf8_lossy(bytes), expected, "{path}: review it, then UPDATE=1 cargo test --test history");
    }
}

/// What Atom asks of a feed: well formed, and every id, title, updated, author and link where it must be.
fn feed_is_sound(xml: &str, mark: &str) {
    let mut reader = Reader::from_str(xml);
    let (mut path, mut ids): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut entry: Vec<String> = Vec::new();
    let (mut feed, mut entries): (Vec<String>, usize) = (Vec::new(), 0);
    loop {
        match reader.read_event().expect("well formed") {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                match path.last().map(String::as_str) {
                    Some("entry") => entry.push(name.clone()),
                    Some("feed") => feed.push(name.clone()),
                    _ => {}
                }
                path.push(name);
            }
            Event::Empty(_) if path.last().is_some_and(|last| last == "entry") => entry.push("link".into()),
            Event::Text(text) => {
                let text = text.as_ref().to_owned();
                match path.join("/").as_str() {
                    "feed/id" | "feed/entry/id" => ids.push(text),
                    "feed/updated" | "feed/entry/updated" => {
                        assert!(text.len() == 25 && text.ends_with("T00:00:00+08:00"), "{text}");
                    }
                    "feed/title" | "feed/entry/title" => assert!(text.starts_with(mark), "{text}"),
                    _ => {}
                }
            }
            Event::End(_) if path.pop().is_some_and(|name| name == "entry") => {
                entries += 1;
                assert_eq!(std::mem::take(&mut entry), ["id", "title", "updated", "link", "content"]);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(entries > 0 && feed.starts_with(&["id", "title", "updated", "author"].map(str::to_owned)), "{feed:?}");
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
}

#[test]
fn every_change_that_the_data_state_is_told_once_with_git_and_without() {
    let office = Office::new();
    for (_, commit) in commits() {
        commit(&office);
        office.commit("x");
    }
    let sentences = |site: &Tree| -> Vec<String> {
        let file: Value = serde_json::from_str(text(site, "data/changes.json")).unwrap();
        let stated = ["更正", "修订", "口径调整", "补报", "撤回", "目标调整"];
        let rows = file["changes"].as_array().unwrap().iter().filter(|row| stated.contains(&row["kind"].as_str().unwrap()));
        let mut all: Vec<String> = rows.map(|row| row["sentence"].as_str().unwrap().to_owned()).collect();
        all.sort();
        all
    };
    let with = sentences(&clean(&office));
    let shallow = tempfile::tempdir().unwrap();
    let url = format!("file://{}", office.path().display());
    office.git(&["clone", "--quiet", "--depth", "1", &url, shallow.path().join("x").to_str().unwrap()]);
    fs::remove_dir_all(office.path().join(".git")).unwrap();
    let site = clean(&office);
    assert_eq!(sentences(&site), with);
    assert!(with.len() >= 5, "{with:?}");
    let page = words(text(&site, "changes/index.html"));
    assert!(page.contains("本次生成没有可读取的版本历史") && !page.contains("数据版本"), "{page}");
    assert_eq!(site, clean(&office));
    let out = shallow.path().join("out");
    binary::run_now(&shallow.path().join("x"), &["build", "-q", "--out", out.to_str().unwrap()]).expect(0);
    let cut = tree::read(&out);
    assert_eq!(sentences(&cut), with);
    assert!(words(text(&cut, "changes/index.html")).contains("本次生成取得的版本历史不完整"));
}

#[test]
fn what_is_kept_between_builds_is_never_trusted_blindly() {
    let office = Office::new();
    let all = commits();
    for (_, commit) in all.iter().take(4) {
        commit(&office);
        office.commit("x");
    }
    again(&office);
    let kept = fs::read_dir(office.path().join(".gongkai")).unwrap().map(|entry| entry.unwrap().path().join("chronicle"));
    let kept = kept.into_iter().find(|path| path.exists()).unwrap();
    let whole = fs::read(&kept).unwrap();
    let expected = clean(&office);
    let mut flipped = whole.clone();
    flipped[200] ^= 1;
    for damaged in [&b""[..], b"nonsense", &whole[..whole.len() / 2], &flipped] {
        fs::write(&kept, damaged).unwrap();
        assert_eq!(again(&office), expected);
        assert_eq!(fs::read(&kept).unwrap(), whole, "mended");
    }
    // A branch that was taken back: what is kept of the commits that are gone is dropped.
    office.git(&["reset", "--quiet", "--hard", "HEAD~2"]);
    assert_eq!(again(&office), clean(&office));
    for (_, commit) in all.iter().skip(2).take(2) {
        commit(&office);
    }
    office.commit("both at once");
    assert_eq!(again(&office), clean(&office));
    // Nothing new: nothing is written.
    let before = tree::stamps(office.path());
    again(&office);
    let after = tree::stamps(office.path());
    let touched: Vec<&String> = after.iter().filter(|(path, stamp)| before.get(*path) != Some(stamp)).map(|(path, _)| path).collect();
    assert!(touched.iter().all(|path| path.ends_with("lock") || fs::metadata(office.path().join(path)).unwrap().is_dir()), "{touched:?}");
}

#[test]
fn an_embargo_ends_and_the_record_tells_it_with_the_day_of_the_data() {
    let office = Office::new();
    for (_, commit) in commits() {
        commit(&office);
        office.commit("x");
    }
    let out = tempfile::tempdir().unwrap();
    let build = |now: &str| {
        let folder = out.path().join("site");
        binary::run(office.path(), &["build", "-q", "--out", folder.to_str().unwrap(), "--now", now]).expect(0);
        tree::read(&folder)
    };
    let (before, after) = (build(NOW), build("2023-04-20 09:01"));
    let page = |site: &Tree| words(text(site, "changes/index.html"));
    assert!(!page(&before).contains("2023年4月20日"), "{}", page(&before));
    assert!(page(&after).contains("新增：截至2022年12月31日的1个数据，2023年4月20日公布。"), "{}", page(&after));
    assert!(page(&after).contains("新增：文章“年终公告”，2023年4月20日发布。"), "{}", page(&after));
    // And back: what the cache knows does not decide what is told.
    assert_eq!(build(NOW), before);
}

#[test]
fn twenty_publications_a_page_and_the_newest_fifty_in_the_feeds() {
    let office = Office::new();
    commits().into_iter().take(2).for_each(|(_, commit)| {
        commit(&office);
        office.commit("x");
    });
    office.set_sample();
    for number in 0..61 {
        let text = format!("---\ntitle: 文章{number}\npublished: 2022-08-{:02} 09:00\n---\n\n文章{number}。\n", number % 28 + 1);
        tree::write(&office.path().join(format!("content/columns/news/a{number}.md")), text);
        office.commit("x");
    }
    let site = clean(&office);
    let pages: Vec<&String> = site.keys().filter(|path| path.starts_with("changes/")).collect();
    assert_eq!(pages, ["changes/index.html", "changes/page/2/index.html", "changes/page/3/index.html", "changes/page/4/index.html"]);
    assert_eq!(text(&site, "changes/page/2/index.html").matches("class=\"publication\"").count(), 20);
    let feed: Value = serde_json::from_str(text(&site, "feed.json")).unwrap();
    assert_eq!(feed["items"].as_array().unwrap().len(), 50);
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert!(feed["items"].as_array().unwrap().iter().all(|item| item["title"].as_str().unwrap().starts_with("【演示】")));
    assert!(feed["title"].as_str().unwrap().starts_with("【演示】"));
    feed_is_sound(text(&site, "feed.xml"), "【演示】");
    // Every address in the feed is there.
    for item in feed["items"].as_array().unwrap() {
        let (page, anchor) = item["url"].as_str().unwrap().strip_prefix("https://www.example.test/gk/").unwrap().split_once('#').unwrap();
        assert!(text(&site, page).contains(&format!("id=\"{anchor}\"")), "{page}#{anchor}");
    }
    let linked = |path: &str| text(&site, path).contains("type=\"application/atom+xml\"");
    assert!(linked("index.html") && linked("changes/index.html") && linked("2022/targets/schools/index.html"));
}

/// Measured by hand: `cargo test --test history -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn two_hundred_commits() {
    let office = Office::new();
    fs::remove_dir_all(office.path().join("content")).unwrap();
    tree::copy(&repository().join("content"), &office.path().join("content"));
    office.commit("first");
    for number in 0..199 {
        let path = office.path().join("content/2022/figures").join(if number % 2 == 0 { "2022-q3.yaml" } else { "2022-h1.yaml" });
        let path = if path.exists() { path } else { first_figures(office.path()) };
        fs::write(&path, fs::read_to_string(&path).unwrap() + &format!("# {number}\n")).unwrap();
        office.commit("x");
    }
    let timed = |what: &str| {
        let run = binary::run_now(office.path(), &["build", "--timings"]).expect(0);
        let line = run.stdout.lines().chain(run.stderr.lines()).find(|line| line.starts_with("更新记录：")).unwrap_or("?").to_owned();
        println!("{what}: {line}");
    };
    timed("first build");
    timed("nothing new");
    let path = first_figures(office.path());
    fs::write(&path, fs::read_to_string(&path).unwrap() + "# one more\n").unwrap();
    office.commit("one more");
    timed("one more commit");
    Command::new("git").args(["gc", "--quiet"]).current_dir(office.path()).status().unwrap();
    fs::remove_dir_all(office.path().join(".gongkai")).unwrap();
    timed("packed, nothing kept");
}

fn first_figures(root: &Path) -> std::path::PathBuf {
    let files = fs::read_dir(root.join("content/2022/figures")).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")).min().unwrap()
}
