//! `check --report`: the inspection self-report as one page. The pages of `tests/inspection/` are compared byte for byte (`{version}` stands
//! for the program's); `UPDATE=1 cargo test --test inspection` writes them anew, for a person to review.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;
#[path = "diagnostics/numbers.rs"]
mod numbers;
#[path = "inspection/page.rs"]
mod page;

use gongkai::diagnostic::codes;
use gongkai::diagnostic::inspection::items::{ITEMS, NO_ITEM, is_of_no_item, item_of};
use harness::binary::{NOW, command, finish, run_now};
use harness::project::Project;
use harness::{repository, tree, updating};
use page::Parsed;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

const MOBILE: &str = "13800138000";

/// A project with a copy of a folder as its content.
fn project(source: &str) -> Project {
    let project = Project::empty();
    tree::copy(&repository().join(source), &project.join("content"));
    project
}

/// A site with something of every kind: personal numbers, one of them waived, a mark of secrecy, a dead link, an empty column, words to escape.
fn broken() -> Project {
    let project = project("tests/sites/columns/content");
    let site = fs::read_to_string(project.join("content/site.yaml")).unwrap();
    let waiver = format!("allow:\n  - {{pattern: leak/mobile, place: pages/duty.md, reason: \"值班手机 {MOBILE}，经审批公开 <b>\"}}\n");
    tree::write(&project.join("content/site.yaml"), site + &waiver);
    tree::write(&project.join("content/pages/duty.md"), format!("---\ntitle: 值班\n---\n\n值班手机 {MOBILE}。\n"));
    let article = "---\ntitle: 名单 <script>\npublished: 2022-03-01 09:00\nsource: 示例镇人民政府\n---\n\n\
                   张某，身份证号 {id-card}，卡号 {bank-card}。[见第九章](../nowhere/index.html)\n\n内部资料\n\n敬请期待\n\n# 标题 & \"引号\"\n";
    tree::write(&project.join("content/columns/notices/list.md"), numbers::filled(article));
    project
}

/// Runs a check with a report and findings for programs at once: exit code, page, findings.
#[track_caller]
fn report(project: &Project, more: &[&str], code: i32) -> (String, Value) {
    let arguments = [&["check", "--report", "out/自查表.html", "--format", "json"], more].concat();
    let run = run_now(project.path(), &arguments).expect(code);
    let page = fs::read_to_string(project.join("out/自查表.html")).expect("the report is written");
    (page, serde_json::from_str(&run.stdout).expect("JSON and nothing else on stdout"))
}

/// The codes of all findings of a run, sorted.
fn told(report: &Value) -> Vec<String> {
    let mut codes: Vec<String> =
        report["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect();
    codes.sort();
    codes
}

/// The page is sound and holds every finding exactly once.
#[track_caller]
fn is_sound(page: &str, report: &Value) {
    let parsed = Parsed::of(page);
    assert_eq!(parsed.faults, Vec::<String>::new());
    assert_eq!(parsed.codes, told(report), "every finding stands in the page once");
    assert_eq!(parsed.items, ITEMS.len());
}

fn golden(name: &str, page: &str) {
    let path = repository().join("tests/inspection").join(name);
    let page = page.replace(&format!("gongkai {}<", env!("CARGO_PKG_VERSION")), "gongkai {version}<");
    if updating() {
        tree::write(&path, &page);
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let first = expected.lines().zip(page.lines()).find(|(old, new)| old != new);
    assert!(expected == page, "{name} differs; review it, then UPDATE=1 cargo test --test inspection\n{first:?}");
}

#[test]
fn the_sample_is_reported_as_a_demonstration() {
    let project = project("content");
    let (page, report) = report(&project, &[], 0);
    is_sound(&page, &report);
    for words in ["<title>【演示】", "演示站点，不是政府网站。", "不是任何网站的检查结果", "class=\"every-page\"", "@top-center"]
    {
        assert!(page.contains(words), "{words}");
    }
    golden("sample.html", &page);
}

#[test]
fn an_official_site_is_reported_without_praise() {
    let project = project("tests/sites/official/content");
    let (page, report) = report(&project, &["--strict"], 0);
    is_sound(&page, &report);
    for word in ["演示", "合格", "得分", "满分"] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("有提醒也不通过（--strict）") && page.contains("通知公告"), "{page}");
    golden("official.html", &page);
}

#[test]
fn a_broken_site_is_reported_with_everything_found_and_no_number_of_anybody() {
    let project = broken();
    let (page, report) = report(&project, &[], 1);
    is_sound(&page, &report);
    for code in ["leak/id-card", "leak/bank-card", "leak/secrecy", "link/missing", "wording/placeholder", "column/empty"] {
        assert!(told(&report).iter().any(|found| found == code), "{code}: {report}");
    }
    let digits = numbers::filled("{id-card} {bank-card}") + " " + MOBILE;
    for number in digits.split(' ') {
        for at in 0..number.len() - 6 {
            assert!(!page.contains(&number[at..at + 6]), "{} of a number stands in the page", &number[at..at + 6]);
        }
    }
    assert!(page.contains("1*********0，经审批公开 &lt;b&gt;") && page.contains("1处写明理由放过"), "the waiver is told");
    assert!(page.contains("columns/notices/list/index.html") && page.contains("content/columns/notices/list.md:"), "file and page");
    golden("broken.html", &page);
}

#[test]
fn where_the_check_stopped_early_nothing_is_said_to_be_sound() {
    let unread = Project::base();
    unread.edit("content/2022/figures/2022-h1.yaml", "schools: 87", "schools: 约87");
    let (page, found) = report(&unread, &[], 1);
    is_sound(&page, &found);
    assert!(!page.contains("<td>未发现") && page.contains("没有查完") && page.contains("示例镇政府工作报告公开"), "{page}");
    golden("unread.html", &page);

    let nothing = Project::empty();
    let (page, found) = report(&nothing, &[], 1);
    is_sound(&page, &found);
    assert!(!page.contains("<td>未发现") && page.contains("没有读到 site.yaml"), "{page}");

    // A warning stops a strict run before there are pages: what only pages show was not looked for.
    let warned = Project::base();
    warned.edit("content/2022/01-education/index.md", "上半年", "改建幼儿园15所，上半年");
    let (page, found) = report(&warned, &["--strict"], 1);
    is_sound(&page, &found);
    let row = |name: &str| page.lines().find(|line| line.contains(name) && line.contains("class=\"item\"")).unwrap().to_owned();
    assert!(row(">链接不可用").contains("<td>没有查完") && row(">文字差错").contains("<td>未发现"), "{page}");
}

#[test]
fn the_same_check_gives_the_same_bytes_and_replaces_its_own_report() {
    let project = broken();
    let (first, _) = report(&project, &[], 1);
    let (second, _) = report(&project, &[], 1);
    assert_eq!(first, second);
    let names: Vec<String> =
        fs::read_dir(project.join("out")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names, ["自查表.html"], "no draft is left");
    let plain = run_now(project.path(), &["check", "--report", "out/自查表.html"]).expect(1);
    assert!(plain.stderr.contains("已写到“out/自查表.html”"), "{}", plain.stderr);
}

#[test]
fn a_report_is_refused_where_it_would_be_published_or_spoil_something() {
    let project = Project::base();
    run_now(project.path(), &["build", "--out", "site/live"]).expect(0);
    tree::write(&project.join("mine.html"), "<html>");
    fs::create_dir(project.join("folder.html")).unwrap();
    std::os::unix::fs::symlink("mine.html", project.join("link.html")).unwrap();
    std::os::unix::fs::symlink("content", project.join("alias")).unwrap();
    let before = tree::stamps(project.path());
    for (path, why) in [
        ("content/out.html", "内容或主题"),
        ("content/2022/01-education/out.html", "内容或主题"),
        ("alias/out.html", "内容或主题"),
        ("themes/out.html", "内容或主题"),
        ("public/out.html", "随网站公开"),
        ("public/deep/../out.html", "随网站公开"),
        ("site/live/out.html", "随网站公开"),
        ("site/live/new/out.html", "随网站公开"),
        ("site/.gongkai/out.html", ".gongkai"),
        ("content/site.yaml", ".html"),
        ("report", ".html"),
        (".html", ".html"),
        ("", "要写一个值"),
        ("mine.html", "已经存在"),
        ("link.html", "链接"),
        ("folder.html", "文件夹"),
    ] {
        let run = run_now(project.path(), &["check", "--report", path]).expect(2);
        assert!(run.stderr.starts_with("用法不对：") && run.stderr.contains(why), "{path}: {}", run.stderr);
        assert_eq!(tree::stamps(project.path()), before, "{path}");
    }
    let other = run_now(project.path(), &["check", "--out", "www", "--report", "www/out.html"]).expect(2);
    assert!(other.stderr.contains("随网站公开"), "{}", other.stderr);
    run_now(project.path(), &["build", "--report", "out.html"]).expect(2);
}

#[test]
fn a_place_that_cannot_be_written_is_exit_3_and_the_old_report_stays() {
    let project = Project::base();
    tree::write(&project.join("occupied"), "a file, not a folder");
    let run = run_now(project.path(), &["check", "--report", "occupied/out.html"]).expect(3);
    assert!(run.stderr.contains("无法"), "{}", run.stderr);

    run_now(project.path(), &["check", "--report", "out.html"]).expect(0);
    let before = tree::read(project.path());
    let program = command(project.path(), &[]).get_program().to_owned();
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", "ulimit -f 2; exec \"$0\" check --report out.html --format json --now \"$1\""]).arg(program).arg(NOW);
    let run = finish(limited.current_dir(project.path()).output().unwrap()).expect(3);
    assert!(run.stderr.contains("没有写成"), "{}", run.stderr);
    assert!(serde_json::from_str::<Value>(&run.stdout).is_ok(), "the findings are told all the same: {}", run.stdout);
    assert_eq!(tree::difference(&before, &tree::read(project.path())), Vec::<String>::new());
}

#[test]
fn every_code_belongs_to_one_item_or_is_declared_to_belong_to_none() {
    let known: BTreeSet<&str> = codes::all().map(|listing| listing.code).collect();
    for code in &known {
        let of = (item_of(code).is_some(), is_of_no_item(code));
        assert!(of.0 != of.1, "{code}: in an item {}, declared to belong to none {}; see diagnostic/inspection/items.rs", of.0, of.1);
    }
    let mut seen = BTreeSet::new();
    for code in ITEMS.iter().flat_map(|item| item.codes) {
        assert!(known.contains(code), "{code} is no code");
        assert!(seen.insert(code), "{code} belongs to two items");
    }
    for entry in NO_ITEM {
        assert!(known.iter().any(|code| code == entry || entry.ends_with('/') && code.starts_with(entry)), "{entry} is no code");
    }
}
