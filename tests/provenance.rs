//! Where figures come from, looked up as a reader would: the version and line that the site names hold the value; what is not committed
//! says so and is not published officially; outside git nothing is claimed; and no author is named in any byte.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::binary;
use harness::git::git;
use harness::project::Project;
use harness::{repository, tree};
use serde_json::Value;

const FIGURES: &str = "content/2022/figures/2022-h1.yaml";

/// The fictional official site, committed.
fn office() -> Project {
    let project = Project::empty();
    tree::copy(&repository().join("tests/sites/official/content"), &project.join("content"));
    git(project.path(), &["init", "--quiet", "--initial-branch", "main"]);
    commit(&project, "first");
    project
}

fn commit(project: &Project, message: &str) {
    git(project.path(), &["add", "--all", "content"]);
    git(project.path(), &["commit", "--quiet", "--message", message]);
}

fn build(project: &Project) -> tree::Tree {
    binary::run_now(project.path(), &["build"]).expect(0);
    tree::read(&project.join("public"))
}

fn figures(site: &tree::Tree) -> Vec<Value> {
    let file: Value = serde_json::from_slice(&site["data/2022/figures.json"]).unwrap();
    file["figures"].as_array().unwrap().clone()
}

#[test]
fn the_version_and_the_line_hold_the_value() {
    let project = office();
    project.edit(FIGURES, "as_of: 2022-06-30", "# 半年数据\nas_of: 2022-06-30");
    commit(&project, "a remark above");
    let before = git(project.path(), &["rev-parse", "HEAD~1"]);
    let site = build(&project);
    let mut looked_up = 0;
    for row in figures(&site) {
        let text = |key: &str| row[key].as_str().unwrap().to_owned();
        let then = git(project.path(), &["show", &format!("{}:{}", text("commit"), text("file"))]);
        let line = then.lines().nth(usize::try_from(row["commit_line"].as_u64().unwrap()).unwrap() - 1).unwrap();
        if let Some(value) = row["value"].as_number() {
            assert!(line.contains(&value.to_string()), "{line} does not hold {value}");
            looked_up += 1;
        }
        // The remark moved the lines of this file and changed none of them.
        if text("file") == FIGURES {
            assert!(before.starts_with(&text("commit")));
            assert_eq!(row["commit_line"].as_u64().unwrap() + 1, row["line"].as_u64().unwrap());
        }
        let page = String::from_utf8(site[&format!("2022/targets/{}/index.html", text("target"))].clone()).unwrap();
        assert!(page.contains(&text("commit")), "the page of {} does not name the version", text("target"));
    }
    assert!(looked_up > 10, "{looked_up} figures");
    // The CSV says the same.
    let csv = String::from_utf8(site["data/2022/figures.csv"].clone()).unwrap();
    assert_eq!(csv.lines().filter(|line| line.contains(&format!(",{},", &before[..10]))).count(), figures(&site).len());
}

#[test]
fn what_is_not_committed_says_so_and_is_not_published_officially() {
    let project = office();
    project.edit(FIGURES, "new-projects: 8", "new-projects: 9");
    let site = build(&project);
    let row = figures(&site).into_iter().find(|row| row["target"] == "new-projects" && row["as_of"] == "2022-06-30").unwrap();
    assert_eq!((row["value"].to_string(), &row["commit"]), ("9".to_owned(), &Value::Null));
    assert!(String::from_utf8_lossy(&site["2022/targets/new-projects/index.html"]).contains("<code>未提交</code>"));
    tree::write(&project.join("content/pages/new.md"), "---\ntitle: 新的一页\n---\n\n内容。\n");
    std::fs::remove_file(project.join("content/2022/lists/meetings.yaml")).unwrap();
    let run = binary::run_now(project.path(), &["build", "--official", "--out", "official"]);
    assert_eq!(run.code, Some(1));
    for (file, words) in
        [(FIGURES, "改动还没有提交"), ("content/pages/new.md", "还没有提交"), ("content/2022/lists/meetings.yaml", "删除还没有提交")]
    {
        let at = run.stderr.find(&format!("--> {file}")).unwrap_or_else(|| panic!("{file} is not told:\n{}", run.stderr));
        let before = &run.stderr[..at];
        let told = before.lines().next_back().unwrap_or_default().to_owned() + before.lines().nth_back(1).unwrap_or_default();
        assert!(told.contains("official/uncommitted") && told.contains(words), "{told}");
    }
    assert_eq!(run.stderr.matches("[official/uncommitted]").count(), 3, "{}", run.stderr);
    assert!(!project.join("official/index.html").exists());
    // What is committed is told no more.
    commit(&project, "all of it");
    let run = binary::run_now(project.path(), &["check", "--official"]);
    assert!(!run.stderr.contains("official/uncommitted"), "{}", run.stderr);
}

#[test]
fn outside_git_nothing_is_claimed() {
    let project = Project::empty();
    tree::copy(&repository().join("tests/sites/official/content"), &project.join("content"));
    let site = build(&project);
    assert!(figures(&site).iter().all(|row| row["commit"].is_null() && row["commit_line"].is_null()));
    assert!(String::from_utf8_lossy(&site["2022/targets/output/index.html"]).contains("版本 <code>未知</code>"));
    assert!(!binary::run_now(project.path(), &["check", "--official"]).stderr.contains("official/uncommitted"));
}

#[test]
fn no_author_is_named_in_any_byte() {
    let project = office();
    for (path, bytes) in build(&project) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("canaryname") && !text.contains("canary@mail.test"), "{path}");
    }
}

#[test]
fn a_page_is_cited_as_the_data_give_it_and_a_demonstration_is_not() {
    let site = build(&office());
    let page = String::from_utf8(site["2022/targets/new-projects/index.html"].clone()).unwrap();
    for words in
        ["示例镇人民政府. 新开工产业项目（2022年目标任务）[EB/OL]. 示例镇政务公开", "@misc{gongkai-2022-new-projects,", "TY  - DATA"]
    {
        assert!(page.contains(words), "{words}");
    }
    let sample = Project::empty();
    tree::copy(&repository().join("content"), &sample.join("content"));
    for (path, bytes) in build(&sample).iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("怎样引用") && !text.contains("@misc"), "{path}");
    }
}
