//! Columns (`tests/sites/columns`): what is a draft or waits for its time stands nowhere in the site, what is released stands in every list
//! that speaks of it, and links lead both ways.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::project::Project;
use harness::tree::Tree;
use harness::{binary, repository, tree};
use std::fs;

/// Words and names of the article that comes out on 1 May 2023, and of the files only it uses.
const WAITING: [&str; 3] = ["canary", "金丝雀", "next-step"];

/// Words and names of the draft, and of the file only it uses.
const DRAFT: [&str; 4] = ["draftbird", "草稿鸟", "unfinished", "草稿预览"];

/// Posts that stand only under `review`.
const REVIEW: [&str; 2] = ["起草岗", "签发岗"];

fn project() -> Project {
    let project = Project::empty();
    tree::copy(&repository().join("tests/sites/columns/content"), &project.join("content"));
    project
}

fn build(project: &Project, arguments: &[&str]) -> Tree {
    binary::run(project.path(), &[&["build"], arguments].concat()).expect(0);
    tree::read(&project.join("public"))
}

/// Paths of the files that hold a word, or are called by it.
fn holding<'a>(site: &'a Tree, word: &str) -> Vec<&'a str> {
    let holds = |bytes: &[u8]| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    site.iter().filter(|(path, bytes)| path.contains(word) || holds(bytes)).map(|(path, _)| path.as_str()).collect()
}

#[track_caller]
fn absent(site: &Tree, words: &[&str]) {
    for word in words {
        assert_eq!(holding(site, word), Vec::<&str>::new(), "“{word}” is not to be seen");
    }
}

#[test]
fn what_is_not_released_stands_nowhere() {
    let project = project();
    let site = build(&project, &["--now", "2023-05-01 08:59"]);
    for words in [&WAITING[..], &DRAFT[..], &REVIEW[..]] {
        absent(&site, words);
    }
    // In one step with the rest, and on the pages that speak of the same things.
    let site = build(&project, &["--now", "2023-05-01 09:00"]);
    for page in ["columns/notices/index.html", "columns/notices/next-step/canary.png", "2022/targets/schools/index.html", "index.html"] {
        assert!(WAITING.iter().any(|word| holding(&site, word).contains(&page)), "{page} does not show the article of 1 May");
    }
    assert!(holding(&site, "next-step/index.html").contains(&"columns/notices/clearing/index.html"), "the link to it came alive");
    absent(&site, &DRAFT);
    // Going back takes all of it away again, whatever was built before.
    absent(&build(&project, &["--now", "2023-05-01 08:59"]), &WAITING);
}

#[test]
fn a_draft_is_seen_in_a_preview_only() {
    let project = project();
    let path = project.join("content/columns/notices/unfinished.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("[没有的页面](nowhere.html)", "")).unwrap();
    let preview = build(&project, &["--now", "2023-04-20 09:00", "--drafts"]);
    let page = String::from_utf8_lossy(&preview["columns/notices/unfinished/index.html"]);
    assert!(page.contains("草稿预览，未经审核，请勿外传。") && page.contains("noindex"), "{page}");
    assert!(preview.contains_key("columns/notices/unfinished/draftbird.xlsx"));
    absent(&preview, &WAITING);
    let site = build(&project, &["--now", "2023-04-20 09:00"]);
    absent(&site, &DRAFT);
}

#[test]
fn an_article_made_a_draft_goes_with_its_files() {
    let project = project();
    let path = project.join("content/columns/notices/clearing.md");
    let site = build(&project, &["--now", "2023-04-20 09:00"]);
    assert!(holding(&site, "项目管理办法").len() > 3);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("title:", "draft: true\ntitle:", 1)).unwrap();
    // It is linked to, and what leads to a draft is an error.
    binary::run(project.path(), &["build", "--now", "2023-04-20 09:00"]).expect(1);
    fs::remove_file(project.join("content/columns/notices/next-step.md")).unwrap();
    absent(&build(&project, &["--now", "2023-04-20 09:00"]), &["项目管理办法", "clearing", "site.png", "附件1"]);
}

#[test]
fn check_tells_when_a_column_will_be_late() {
    let project = project();
    let check = |arguments: &[&str]| binary::run(project.path(), &[&["check"], arguments].concat()).expect(0).stdout;
    let soon = check(&["--now", "2023-04-20 09:00"]);
    let line = "栏目更新提醒：“通知公告”最近更新2023-04-01，已安排2023-05-01再更新，2023-10-29起超过180天未更新。\n";
    assert!(soon.contains(line) && soon.contains("栏目文章有1篇未到发布时间、1篇草稿，没有放到网站上。\n"), "{soon}");
    let late = check(&["--now", "2023-10-29 00:00"]);
    assert!(late.contains("栏目更新提醒：“通知公告”最近更新2023-05-01，2023-10-29起已超过180天未更新。\n"), "{late}");
    let json: serde_json::Value = serde_json::from_str(&check(&["--now", "2023-10-29 00:00", "--format", "json"])).unwrap();
    let forecast = serde_json::json!([{
        "column": "notices", "name": "通知公告", "newest": "2023-05-01", "planned": null, "max_age_days": 180,
        "stale_from": "2023-10-29", "stale": true
    }]);
    assert_eq!(json["forecast"], forecast);
    let codes: Vec<&str> = json["findings"].as_array().unwrap().iter().filter_map(|finding| finding["code"].as_str()).collect();
    assert!(codes.contains(&"column/stale"), "{codes:?}");
}

#[test]
fn a_sample_says_so_beside_every_number_an_article_quotes() {
    let project = project();
    for (path, old, new) in [
        ("content/site.yaml", "base_url:", "sample: true\nbase_url:"),
        ("content/2022/figures/2022-h1.yaml", "status: official", "status: demo"),
    ] {
        let text = fs::read_to_string(project.join(path)).unwrap();
        fs::write(project.join(path), text.replacen(old, new, 1)).unwrap();
    }
    let site = build(&project, &["--now", "2023-04-20 09:00"]);
    let page = String::from_utf8_lossy(&site["columns/interpretation/report/index.html"]);
    for shown in ["<title>【演示】", "noindex", "演示站点，不是政府网站。", "87所</a><span class=\"mark\">（演示）</span>", "8%</a><span"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(page.contains("不少于120所</a>，") && page.contains("增长x%</a>。") && !page.contains("PubDate"), "{page}");
}
