//! `gongkai verify DIR --rebuild`: whether the sources still give what was published.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::binary::{NOW, Run, run, run_now};
use harness::git::git;
use harness::project::Project;
use harness::tree;

const PAGE: &str = "2022/education/index.html";

fn built() -> Project {
    let project = Project::base();
    run_now(project.path(), &["build", "-q"]).expect(0);
    project
}

#[track_caller]
fn rebuild(project: &Project) -> Run {
    run_now(project.path(), &["verify", "public", "--rebuild"])
}

#[test]
fn the_same_sources_give_what_was_published_and_nothing_is_written() {
    let project = built();
    let before = tree::stamps(project.path());
    let run_same = rebuild(&project).expect(0);
    assert!(run_same.stdout.contains("个文件与清单一致，也与用内容重新生成的一致。"), "{}", run_same.stdout);
    assert!(run_same.stderr.is_empty(), "{}", run_same.stderr);
    // Other options that change no byte.
    run_now(project.path(), &["verify", "public", "--rebuild", "--jobs", "1", "--content", "content", "--theme", "standard"]).expect(0);
    assert_eq!(before, tree::stamps(project.path()));
}

#[test]
fn each_difference_is_named_once() {
    let project = built();
    // Another page, one that comes, one that goes, and one that is not even what the manifest says.
    project.edit("content/site.yaml", "name: 示例镇政府工作报告公开", "name: 示例镇工作报告公开");
    tree::write(&project.join("content/pages/contact.md"), "---\ntitle: 联系方式\n---\n\n来信请寄本镇。\n");
    std::fs::remove_file(project.join("public/2022/index.html")).unwrap();
    let run_other = rebuild(&project).expect(5);
    for named in [
        "“2022/index.html”在清单里，但文件不见了。".to_owned(),
        "“contact/index.html”用内容重新生成时有，发布的清单里没有。".to_owned(),
        format!("“{PAGE}”与用内容重新生成的不同。"),
        "1处与清单不同，".to_owned(),
        "请核对 --base-url、--theme、--themes、--drafts 是否与生成时一样".to_owned(),
    ] {
        assert!(run_other.stderr.contains(&named), "{named}\n{}", run_other.stderr);
    }
    assert_eq!(run_other.stderr.matches("“2022/index.html”").count(), 1, "{}", run_other.stderr);
    assert!(run_other.stdout.is_empty());
}

#[test]
fn a_page_that_the_sources_do_not_give_is_named_though_the_manifest_lists_it() {
    let project = built();
    let manifest = std::fs::read_to_string(project.join("public/manifest.json")).unwrap();
    let slipped = "\n    \"404-old.html\": {\"bytes\": 3, \"sha256\": \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"},\n    \"404.html\"";
    let forged = manifest.replacen("\n    \"404.html\"", slipped, 1);
    assert_ne!(manifest, forged);
    tree::write(&project.join("public/manifest.json"), forged);
    tree::write(&project.join("public/404-old.html"), "abc");
    // The folder and its manifest agree; only the sources know better.
    run(project.path(), &["verify", "public"]).expect(0);
    let run_forged = rebuild(&project).expect(5);
    assert!(run_forged.stderr.contains("“404-old.html”在发布的清单里，用内容重新生成时没有。"), "{}", run_forged.stderr);
}

#[test]
fn what_may_be_the_reason_is_said() {
    let project = built();
    let manifest = std::fs::read_to_string(project.join("public/manifest.json")).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    tree::write(&project.join("public/manifest.json"), manifest.replace(&format!("\"version\": \"{version}\""), "\"version\": \"0.0.9\""));
    let run_version = rebuild(&project).expect(5);
    assert!(run_version.stderr.contains("“manifest.json”开头的说明与重新生成的不同。"), "{}", run_version.stderr);
    assert!(run_version.stderr.contains(&format!("发布时用的程序是0.0.9版，现在是{version}版")), "{}", run_version.stderr);

    let project = Project::base();
    git(project.path(), &["init", "-q"]);
    git(project.path(), &["add", "content"]);
    git(project.path(), &["commit", "-qm", "a"]);
    let first = git(project.path(), &["rev-parse", "HEAD"]);
    run_now(project.path(), &["build", "-q"]).expect(0);
    rebuild(&project).expect(0);
    project.edit("content/site.yaml", "name: 示例镇政府工作报告公开", "name: 示例镇工作报告公开");
    git(project.path(), &["commit", "-qam", "b"]);
    let run_revision = rebuild(&project).expect(5);
    assert!(run_revision.stderr.contains(&format!("请先取回那个版本（git checkout {first}）")), "{}", run_revision.stderr);
    git(project.path(), &["checkout", "-q", &first]);
    rebuild(&project).expect(0);
}

#[test]
fn figures_that_were_released_since_are_a_reason() {
    let project = Project::empty();
    tree::copy(&harness::repository().join("tests/sites/official/content"), &project.join("content"));
    run(project.path(), &["build", "-q", "--now", "2022-07-31 09:00"]).expect(0);
    let later = run(project.path(), &["verify", "public", "--rebuild", "--now", NOW]).expect(5);
    let hint = later.stderr.lines().find(|line| line.starts_with("发布的数据到 ")).expect("a hint");
    let moment = hint.split("--now \"").nth(1).and_then(|rest| rest.split('"').next()).expect("a moment");
    // The remedy that is given is one.
    run(project.path(), &["verify", "public", "--rebuild", "--now", moment]).expect(0);
}

#[test]
fn sources_with_a_mistake_give_nothing_to_compare() {
    let project = built();
    project.edit("content/site.yaml", "publisher: ", "publishr: ");
    let run_wrong = rebuild(&project).expect(1);
    assert!(run_wrong.stderr.contains("错误[") && run_wrong.stderr.contains("不能重新生成，因此没有比较"), "{}", run_wrong.stderr);
    assert!(run_wrong.stdout.is_empty());
    // A difference is certain, whatever the sources are worth.
    std::fs::remove_file(project.join("public").join(PAGE)).unwrap();
    rebuild(&project).expect(5);
}

#[test]
fn options_of_a_build_need_a_build() {
    let project = built();
    for option in [["--content", "elsewhere"], ["--theme", "standard"], ["--now", NOW], ["--jobs", "2"]] {
        let run_wrong = run(project.path(), &[&["verify", "public"], &option[..]].concat()).expect(2);
        assert!(run_wrong.stderr.contains(&format!("{} 要与 --rebuild 一起用", option[0])), "{}", run_wrong.stderr);
    }
    run(project.path(), &["verify", "public", "--official"]).expect(2);
}
