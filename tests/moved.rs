//! Former addresses: a page that got another one leaves a page that leads there, and one that vanishes without is told.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::project::Project;
use harness::{binary, repository, tree};

const TARGETS: &str = "content/2022/01-industry/targets.yaml";

fn office() -> Project {
    let project = Project::empty();
    tree::copy(&repository().join("tests/sites/official/content"), &project.join("content"));
    project
}

/// Gives a target another id, everywhere.
fn renamed(project: &Project) {
    for (path, bytes) in tree::read(&project.join("content")) {
        if let Ok(text) = String::from_utf8(bytes)
            && (path.ends_with(".yaml") || path.ends_with(".md"))
        {
            tree::write(&project.join("content").join(path), text.replace("new-projects", "started-projects"));
        }
    }
}

fn page(project: &Project, path: &str) -> String {
    std::fs::read_to_string(project.join("public").join(path)).unwrap_or_else(|_| panic!("{path} is not there"))
}

#[test]
fn a_renamed_target_and_a_moved_chapter_leave_a_page_that_leads_on() {
    let project = office();
    renamed(&project);
    project.edit(TARGETS, "- id: started-projects\n", "- id: started-projects\n  renamed_from: new-projects\n");
    binary::run_now(project.path(), &["build"]).expect(0);
    for (from, to) in [("2022/targets/new-projects", "2022/targets/started-projects"), ("2022/economy", "2022/industry")] {
        let text = page(&project, &format!("{from}/index.html"));
        // Both stand in one folder.
        let href = format!("../{}/index.html", to.rsplit('/').next().unwrap());
        assert!(text.contains(&format!("<meta http-equiv=\"refresh\" content=\"0; url={href}\">")), "{text}");
        assert!(text.contains(&format!("href=\"{href}\"")) && text.contains("noindex"), "{from} has no link for those who are not led on");
        assert!(text.contains(&format!("<link rel=\"canonical\" href=\"https://example.gov.cn/zwgk/{to}/index.html\">")));
        for index in ["sitemap.xml", "sitemap/index.html", "catalog.json", "search/catalog.js"] {
            assert!(!page(&project, index).contains(&format!("{from}/")), "{index} leads to a former address");
        }
    }
}

#[test]
fn a_moved_article_list_and_free_page_leave_one_too_but_not_before_their_time() {
    let project = office();
    project.edit("content/columns/notices/answer.md", "answers: [", "aliases: [news/answer/]\nanswers: [");
    project.edit("content/2022/lists/key-projects.yaml", "nodes: [", "aliases: [2022/projects/]\nnodes: [");
    project.edit("content/pages/about.md", "---\ntitle:", "---\naliases: [intro/]\ntitle:");
    tree::write(
        &project.join("content/columns/notices/later.md"),
        "---\ntitle: 将要发布的文章\npublished: 2023-12-01 09:00\naliases: [news/later/]\n---\n\n正文。\n",
    );
    binary::run_now(project.path(), &["build"]).expect(0);
    for (from, to) in [
        ("news/answer", "../../columns/notices/answer/index.html"),
        ("2022/projects", "../lists/key-projects/index.html"),
        ("intro", "../about/index.html"),
    ] {
        let text = page(&project, &format!("{from}/index.html"));
        assert!(text.contains(&format!("<meta http-equiv=\"refresh\" content=\"0; url={to}\">")), "{text}");
    }
    assert!(!project.join("public/news/later").exists(), "what waits for its time has an address already");
}

#[test]
fn a_page_that_vanishes_without_a_word_is_told_once() {
    let project = office();
    binary::run_now(project.path(), &["build"]).expect(0);
    renamed(&project);
    let run = binary::run_now(project.path(), &["build"]);
    assert_eq!(run.code, Some(0));
    for year in [2022, 2023] {
        assert!(run.stderr.contains(&format!("--> {year}/targets/new-projects/index.html")), "{}", run.stderr);
    }
    assert_eq!(run.stderr.matches("[link/vanished]").count(), 2, "{}", run.stderr);
    let run = binary::run_now(project.path(), &["build"]);
    assert!(!run.stderr.contains("link/vanished"), "{}", run.stderr);
}

#[test]
fn a_former_address_that_a_page_has_now_is_a_mistake() {
    let project = office();
    project.edit("content/2022/01-industry/index.md", "aliases: [2022/economy/]", "aliases: [2022/livelihood/]");
    let run = binary::run_now(project.path(), &["build"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("route/collision"), "{}", run.stderr);
}
