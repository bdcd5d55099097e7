//! `gongkai build --snapshot`: dated copies that later builds keep, that are never made again, and that can be taken down.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::binary::{Run, run, run_now};
use harness::project::Project;
use harness::tree::{self, Tree};
use std::os::unix::fs::PermissionsExt;

const FIRST: &str = "archive/2022-06-30/";
const SECOND: &str = "archive/2022-09-30/";
const THIRD_QUARTER: &str = "as_of: 2022-09-30\nstatus: official\nsource: {office: statistics, document: 三季度统计报表}\n\
                             published: 2022-10-15 09:00\nfigures:\n  schools: 100\n";

#[track_caller]
fn build(project: &Project, more: &[&str]) -> Run {
    run_now(project.path(), &[&["build"], more].concat())
}

/// The small project, its text citing no figure, so that figures may change.
fn small() -> Project {
    let project = Project::base();
    project.edit("content/2022/01-education/index.md", "，上半年已经建成[87所](figure:schools/2022-06-30)", "");
    project
}

/// A project with one snapshot.
fn archived() -> Project {
    let project = small();
    let made = build(&project, &["--snapshot", "--base-url", "https://www.example.test/zwgk"]).expect(0);
    assert!(made.stdout.contains("已存档到 archive/2022-06-30/"), "{}", made.stdout);
    project
}

fn public(project: &Project) -> Tree {
    tree::read(&project.join("public"))
}

/// What of a tree lies in a folder, by the path inside.
fn inside(tree: &Tree, folder: &str) -> Tree {
    tree.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(folder)?.to_owned(), bytes.clone()))).collect()
}

fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    std::str::from_utf8(tree.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

/// Where the links of a page lead, from the root of the output.
fn links(page: &str, html: &str) -> Vec<String> {
    let addresses = [" href=\"", " src=\""].into_iter().flat_map(|start| html.split(start).skip(1));
    let addresses = addresses.filter_map(|rest| rest.split('"').next()).map(|address| address.split('#').next().unwrap());
    let inner = addresses.filter(|address| !address.is_empty() && !address.contains(':') && !address.starts_with("//"));
    let resolve = |address: &str| {
        assert!(!address.starts_with('/'), "{page}: {address}");
        let mut parts: Vec<&str> = page.split('/').collect();
        parts.pop();
        for part in address.split('/') {
            if part == ".." {
                parts.pop().unwrap_or_else(|| panic!("{page}: {address} leaves the output"));
            } else {
                parts.push(part);
            }
        }
        parts.join("/")
    };
    inner.map(resolve).collect()
}

#[test]
fn a_snapshot_is_a_whole_site_of_its_own_and_says_what_it_is() {
    let project = archived();
    let site = public(&project);
    let copy = inside(&site, FIRST);
    for only_now in ["sitemap.xml", "robots.txt", "manifest.json", "archive/index.html"] {
        assert!(!copy.contains_key(only_now), "{only_now}");
    }
    assert!(copy.contains_key("data/2022/figures.json") && copy.contains_key("charts/2022/bullet-schools.svg"), "{:?}", copy.keys());
    let mut pages = 0;
    for (path, bytes) in copy.iter().filter(|(path, _)| path.ends_with(".html") && !path.starts_with("charts/")) {
        let html = std::str::from_utf8(bytes).unwrap();
        let page = format!("{FIRST}{path}");
        assert!(html.contains("存档页面：本页保存网站在数据截至2022年6月30日时的原样"), "{path}");
        assert!(html.contains("name=\"robots\" content=\"noindex") && !html.contains("rel=\"canonical\""), "{path}");
        assert!(!html.contains("https://www.example.test/zwgk"), "{path} names the address of today's page as its own");
        let out: Vec<String> = links(&page, html).into_iter().filter(|to| !to.starts_with(FIRST)).collect();
        assert_eq!(out, ["index.html"], "{path}: only the way to the site of today leads out of the snapshot");
        let broken: Vec<String> = links(&page, html).into_iter().filter(|to| !site.contains_key(to)).collect();
        assert_eq!(broken, Vec::<String>::new(), "{path}");
        pages += 1;
    }
    assert!(pages > 10, "{pages}");
    // Everything else is what stands in the site itself.
    for path in ["charts/2022/bullet-schools.svg", "data/2022/figures.json", "data/2022/targets.csv", "data/2022/targets/schools.json"] {
        assert!(copy.contains_key(path) && copy.get(path) == site.get(path), "{path}");
    }
}

#[test]
fn the_page_of_the_archive_leads_to_every_snapshot_and_pages_lead_to_it() {
    let project = archived();
    let site = public(&project);
    assert!(links("archive/index.html", text(&site, "archive/index.html")).contains(&format!("{FIRST}index.html")));
    assert!(text(&site, "archive/index.html").contains("数据截至2022年6月30日的存档"));
    for page in ["changes/index.html", "sitemap/index.html"] {
        assert!(links(page, text(&site, page)).contains(&"archive/index.html".to_owned()), "{page}");
    }
    assert!(text(&site, "sitemap.xml").contains("https://www.example.test/zwgk/archive/index.html"));
    assert!(!text(&site, "sitemap.xml").contains(FIRST));
    let fresh = small();
    build(&fresh, &[]).expect(0);
    assert!(!public(&fresh).keys().any(|path| path.starts_with("archive/")), "without a snapshot there is no archive to speak of");
}

#[test]
fn later_builds_keep_a_snapshot_byte_for_byte() {
    let project = archived();
    let first = inside(&public(&project), FIRST);
    tree::write(&project.join("content/2022/figures/2022-q3.yaml"), THIRD_QUARTER);
    project.edit("content/site.yaml", "name: 示例镇政府工作报告公开", "name: 示例镇公开");
    let later = build(&project, &["--strict"]).expect(0);
    assert!(!later.stderr.contains("link/vanished"), "{}", later.stderr);
    assert_eq!(inside(&public(&project), FIRST), first);
    build(&project, &["--snapshot"]).expect(0);
    let site = public(&project);
    assert_eq!(inside(&site, FIRST), first);
    assert!(site.contains_key(&format!("{SECOND}index.html")) && !site.contains_key(&format!("{SECOND}archive/index.html")));
    let page = text(&site, "archive/index.html");
    assert!(page.find("2022年9月30日的存档") < page.find("2022年6月30日的存档"), "the newest first");
    // The manifest owns them, so that they are checked like everything else.
    run(project.path(), &["verify", "public"]).expect(0);
    let again = build(&project, &[]).expect(0);
    assert!(again.stdout.contains("没有写入任何文件"), "{}", again.stdout);
    // Whatever was forgotten, and whatever the files went through.
    std::fs::remove_dir_all(project.join(".gongkai")).unwrap();
    let worn = project.join("public").join(FIRST).join("index.html");
    std::fs::set_permissions(&worn, std::fs::Permissions::from_mode(0o600)).unwrap();
    build(&project, &[]).expect(0);
    assert_eq!(inside(&public(&project), FIRST), first);
    assert_eq!(std::fs::metadata(&worn).unwrap().permissions().mode() & 0o777, 0o644);
    let rebuilt = run_now(project.path(), &["verify", "public", "--rebuild"]).expect(0);
    assert!(rebuilt.stdout.contains("不能重新生成，只与清单核对"), "{}", rebuilt.stdout);
}

#[test]
fn a_second_snapshot_of_a_date_is_the_same_or_refused() {
    let project = small();
    build(&project, &["--snapshot"]).expect(0);
    let site = public(&project);
    let again = build(&project, &["--snapshot"]).expect(0);
    assert!(again.stdout.contains("archive/2022-06-30/ 的存档已经有了，内容一样"), "{}", again.stdout);
    assert!(again.stdout.contains("没有写入任何文件"), "{}", again.stdout);
    assert_eq!(public(&project), site);
    project.edit("content/2022/figures/2022-h1.yaml", "  schools: 87", "  schools: 88");
    let other = build(&project, &["--snapshot"]).expect(2);
    assert!(other.stderr.contains("错误[output/archive] 这个日期的存档“archive/2022-06-30”已经有了，内容与现在的不同"), "{}", other.stderr);
    assert_eq!(public(&project), site, "a refused run changes nothing");
    // A page more is another site too.
    project.edit("content/2022/figures/2022-h1.yaml", "  schools: 88", "  schools: 87");
    tree::write(&project.join("content/pages/contact.md"), "---\ntitle: 联系方式\n---\n\n来信请寄本镇。\n");
    build(&project, &["--snapshot"]).expect(2);
    assert_eq!(public(&project), site);
}

#[test]
fn a_snapshot_needs_a_date_and_is_never_a_draft() {
    let project = small();
    std::fs::remove_file(project.join("content/2022/figures/2022-h1.yaml")).unwrap();
    let dateless = build(&project, &["--snapshot"]).expect(2);
    assert!(dateless.stderr.contains("没有数据截至日期，不能存档"), "{}", dateless.stderr);
    assert!(!project.join("public").exists());
    build(&small(), &["--snapshot", "--drafts"]).expect(2);
    // What is not released yet dates nothing and stands in no snapshot.
    let project = small();
    tree::write(
        &project.join("content/2022/figures/2022-q3.yaml"),
        THIRD_QUARTER.replace("2022-10-15", "2023-10-15").replace("100", "103"),
    );
    build(&project, &["--snapshot"]).expect(0);
    let site = public(&project);
    assert!(site.contains_key(&format!("{FIRST}index.html")) && !site.contains_key(&format!("{SECOND}index.html")));
    assert!(!text(&site, &format!("{FIRST}data/2022/figures.json")).contains("103"));
}

#[test]
fn a_snapshot_that_was_tampered_with_stops_the_build() {
    for gone in [false, true] {
        let project = archived();
        let page = project.join("public").join(FIRST).join("2022/index.html");
        if gone {
            std::fs::remove_file(&page).unwrap();
        } else {
            let mut bytes = std::fs::read(&page).unwrap();
            bytes[200] ^= 1;
            std::fs::write(&page, bytes).unwrap();
        }
        let site = public(&project);
        let stopped = build(&project, &[]).expect(2);
        assert!(
            stopped.stderr.contains("错误[output/archive] 存档文件“") && stopped.stderr.contains("被改动过或不见了"),
            "{}",
            stopped.stderr
        );
        assert_eq!(public(&project), site);
        // The one way out without a backup is to say so.
        append(&project, "archive: {remove: [{snapshot: 2022-06-30, reason: 存档文件损坏}]}\n");
        build(&project, &[]).expect(0);
    }
}

fn append(project: &Project, lines: &str) {
    let path = project.join("content/site.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    tree::write(&path, text + lines);
}

#[test]
fn a_figure_that_was_taken_back_stops_the_build_until_its_snapshots_are_taken_down() {
    let project = archived();
    let site = public(&project);
    project.edit(
        "content/2022/figures/2022-h1.yaml",
        "  schools: 87",
        "  schools: {withheld: 口径有误, changes: [{on: 2022-08-01, kind: 撤回, reason: 口径有误}]}",
    );
    let stopped = build(&project, &[]).expect(1);
    for words in [
        "错误[archive/withdrawn] “",
        "截至2022年6月30日的数已经撤回或暂不公开，但2022年6月30日的存档里还有这个数",
        "content/2022/figures/2022-h1.yaml:6:",
        "archive: {remove: [{snapshot: 2022-06-30, reason: 理由}]}",
    ] {
        assert!(stopped.stderr.contains(words), "{words}\n{}", stopped.stderr);
    }
    assert_eq!(public(&project), site);
    append(&project, "archive: {remove: [{snapshot: 2022-06-30, reason: 其中一项数据已撤回。}]}\n");
    build(&project, &[]).expect(0);
    let site = public(&project);
    assert!(!site.keys().any(|path| path.starts_with(FIRST)));
    assert!(text(&site, "archive/index.html").contains("数据截至2022年6月30日的存档：已撤下。理由：其中一项数据已撤回。</li>"));
    // Nor is it kept anywhere beside the site.
    let beside = tree::read(&project.join(".gongkai"));
    assert!(!beside.keys().any(|path| path.contains("figures.json")), "{:?}", beside.keys());
    // And it does not come back by itself.
    let again = build(&project, &["--snapshot"]).expect(2);
    assert!(again.stderr.contains("“archive/2022-06-30”的存档已经撤下，不能再存"), "{}", again.stderr);
}

#[test]
fn a_figure_that_is_deleted_or_postponed_stops_it_too_and_a_corrected_one_does_not() {
    let file = "content/2022/figures/2022-h1.yaml";
    let published = std::fs::read_to_string(archived().join(file)).unwrap();
    let line = published.lines().find(|line| line.starts_with("published:")).unwrap();
    for (from, to) in [("  schools: 87\n", ""), (line, "published: 2033-01-01 09:00")] {
        let project = archived();
        project.edit(file, from, to);
        let stopped = build(&project, &[]).expect(1);
        for words in ["错误[archive/withdrawn]", "截至2022年6月30日的数现在没有公布", "--> archive/2022-06-30/data/2022/figures.json"]
        {
            assert!(stopped.stderr.contains(words), "{words}\n{}", stopped.stderr);
        }
    }
    let project = archived();
    project.edit(file, "  schools: 87", "  schools: {value: 86, changes: [{on: 2022-08-01, from: 87, kind: 更正, reason: 一处重复计数}]}");
    build(&project, &[]).expect(0);
}

#[test]
fn a_snapshot_that_has_to_be_there_and_is_not_is_told() {
    let project = archived();
    append(&project, "archive: {kept: [2022-06-30]}\n");
    let there = build(&project, &[]).expect(0);
    assert!(!there.stderr.contains("archive/missing"), "{}", there.stderr);
    let fresh = build(&project, &["--out", "fresh"]).expect(0);
    assert!(fresh.stderr.contains("提醒[archive/missing] 输出文件夹里没有2022年6月30日的存档"), "{}", fresh.stderr);
    assert!(fresh.stderr.contains("content/site.yaml:4:"), "{}", fresh.stderr);
    build(&project, &["--out", "fresher", "--strict"]).expect(1);
    assert!(!project.join("fresher").exists());
    // Whoever brings the old site along has it all.
    tree::copy(&project.join("public"), &project.join("brought"));
    let brought = build(&project, &["--out", "brought", "--strict"]).expect(0);
    assert!(!brought.stderr.contains("archive/missing"), "{}", brought.stderr);
}
