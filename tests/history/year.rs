//! The year of a fictional report in 示例镇: every commit with what it does to the content. Nothing in it is about a real place.

use super::harness::project::Project;
use super::harness::tree;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A repository with the good project in it; nothing is committed yet.
pub(crate) struct Office(Project);

/// Numbers and names that were in the content once, or are in it and not out yet: none of them may stand anywhere today.
pub(crate) const CANARIES: [&str; 9] = ["6173", "6174", "8264", "集贸市场", "7391", "年终公告", "草稿一则", "4519", "5527"];

/// Days and addresses of the same: these may be kept beside the site, and not stand in it.
pub(crate) const ADDRESSES: [&str; 3] = ["year-end", "2022-08-31", "2022年8月31日"];

/// Commits that no site can be built from, or that bring nothing.
pub(crate) const QUIET: [&str; 1] = ["a slip of the pen"];

const TARGETS: &str = "content/2022/01-education/targets.yaml";
const CHAPTER: &str = "content/2022/01-education/index.md";
const H1: &str = "content/2022/figures/2022-h1.yaml";
const Q3: &str = "content/2022/figures/2022-q3.yaml";

const FIRST_TARGETS: &str = "\
- {id: schools, name: 新建学校, measure: cumulative, unit: 所, counts: 竣工, target: {op: at-least, value: 120}, lead: [education]}
- {id: roads, name: 新改建道路, measure: cumulative, unit: 条, counts: 竣工, target: {op: at-least, value: 10}, lead: [education]}
- {id: water, name: 供水能力, measure: cumulative, unit: 个, counts: 竣工, target: {op: at-least, value: 9000}, lead: [education]}
- {id: library, name: 新建书屋, measure: cumulative, unit: 个, counts: 竣工, target: {op: at-least, value: 8}, lead: [education]}
- {id: market, name: 集贸市场, measure: cumulative, unit: 个, counts: 竣工, target: {op: at-least, value: 8264}, lead: [education]}
- {id: seats, name: 阅览座位, measure: cumulative, unit: 个, counts: 竣工, target: {op: at-least, value: 4519}, lead: [education]}
- id: clinic
  name: 卫生院迁建
  measure: milestone
  stages: [开工, {name: 封顶, due: 2022-06-30}, 投入使用]
  lead: [education]
";

const FIRST_TEXT: &str = "\
---
title: 办好教育
---

## 扩大学位供给

全年新建学校[不少于120所](target:schools)，新改建道路[不少于10条](target:roads)，供水设施[不少于9000个](target:water)，新建书屋[不少于8个](target:library)，\
市场[不少于8264个](target:market)，座位[不少于4519个](target:seats)，[完成卫生院迁建](target:clinic)。
";

const FIRST_H1: &str = "\
as_of: 2022-06-30
status: official
source: {office: statistics, document: 半年统计报表}
published: 2022-07-15 09:00
figures:
  schools: 87
  roads: 5
  water: 6173
  library: {none: 牵头单位尚未报送}
milestones:
  clinic: {stage: 开工, on: 2022-03-08}
";

const AUGUST: &str = "content/2022/figures/2022-08.yaml";

/// Figures of August that come out at some time.
fn august(published: &str) -> String {
    format!("as_of: 2022-08-31\nstatus: official\nsource: {{office: statistics}}\npublished: {published}\nfigures: {{library: 5527}}\n")
}

impl Office {
    pub(crate) fn new() -> Self {
        let office = Self(Project::base());
        office.git(&["init", "--quiet", "--initial-branch", "main"]);
        let site = office.path().join("content/site.yaml");
        fs::write(&site, fs::read_to_string(&site).unwrap() + "base_url: https://www.example.test/gk\n").unwrap();
        tree::write(&office.path().join(".gitignore"), "/public/\n/.gongkai/\n");
        fs::remove_file(office.path().join(H1)).unwrap();
        tree::write(&office.path().join(TARGETS), FIRST_TARGETS);
        tree::write(&office.path().join(CHAPTER), FIRST_TEXT);
        office
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Git as a clerk runs it. Names and days are the test's own, so that every run makes the same commits.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let identity = ["-c", "user.name=office", "-c", "user.email=office@localhost", "-c", "commit.gpgsign=false", "-c", "gc.auto=0"];
        let mut git = Command::new("git");
        git.args(identity).args(arguments).current_dir(self.path());
        git.env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE").env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
        git.env("GIT_AUTHOR_DATE", "2023-01-01T12:00:00+08:00").env("GIT_COMMITTER_DATE", "2023-01-01T12:00:00+08:00");
        let output = git.output().unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// Commits everything that is not committed yet, and gives the newest commit.
    pub(crate) fn commit(&self, message: &str) -> String {
        self.git(&["add", "--all"]);
        if !self.git(&["status", "--porcelain"]).is_empty() {
            self.git(&["commit", "--quiet", "--message", message]);
        }
        self.git(&["rev-parse", "HEAD"])
    }

    /// Makes the site a demonstration.
    pub(crate) fn set_sample(&self) {
        let site = self.path().join("content/site.yaml");
        fs::write(&site, fs::read_to_string(&site).unwrap() + "sample: true\n").unwrap();
        self.edit(H1, "status: official", "status: demo");
        self.write("content/columns/news/column.yaml", "name: 工作动态\ntype: 工作动态\n");
        self.commit("sample");
    }

    fn edit(&self, path: &str, old: &str, new: &str) {
        self.0.edit(path, old, new);
    }

    fn write(&self, path: &str, text: &str) {
        tree::write(&self.path().join(path), text);
    }
}

/// What a commit is called, and what it does.
pub(crate) type Step = (&'static str, fn(&Office));

/// Every commit in order.
pub(crate) fn commits() -> Vec<Step> {
    vec![
        ("published", |_| {}),
        ("first half", |office| office.write(H1, FIRST_H1)),
        ("correction", |office| {
            office.edit(H1, "roads: 5", "roads: {value: 4, changes: [{on: 2022-07-20, from: 5, kind: 更正, reason: 同一路段重复计数}]}");
        }),
        ("revision", |office| {
            office.edit(H1, "schools: 87", "schools: {value: 88, changes: [{on: 2022-07-28, from: 87, kind: 修订, reason: 核实}]}");
        }),
        ("late", |office| {
            let late = "library: {value: 3, changes: [{on: 2022-08-05, kind: 补报, reason: 牵头单位报送}]}";
            office.edit(H1, "library: {none: 牵头单位尚未报送}", late);
        }),
        ("target revised", |office| {
            let revised = "value: 100}, revised: [{on: 2022-09-01, was: {op: at-least, value: 120}, authority: 示例镇人民代表大会, reason: 用地指标调减}]";
            office.edit(TARGETS, "value: 120}", revised);
        }),
        ("corrected, then withdrawn", |office| {
            office.edit(H1, "water: 6173", "water: {value: 6174, changes: [{on: 2022-09-02, from: 6173, kind: 更正, reason: 录入有误}]}");
        }),
        ("stage reached", |office| {
            let head = "as_of: 2022-09-30\nstatus: official\nsource: {office: statistics, document: 三季度统计报表}\npublished: 2022-10-14 09:00\n";
            office
                .write(Q3, &format!("{head}figures:\n  schools: 95\n  roads: 6\nmilestones:\n  clinic: {{stage: 封顶, on: 2022-09-18}}\n"));
        }),
        ("withdrawal", |office| {
            let old = "water: {value: 6174, changes: [{on: 2022-09-02, from: 6173, kind: 更正, reason: 录入有误}]}";
            let new = "water: {withheld: 涉及未公开的规划, changes: [{on: 2022-09-02, from: 6173, kind: 更正, reason: 录入有误}, {on: 2022-10-20, from: 6174, kind: 撤回, reason: 涉及未公开的规划}]}";
            office.edit(H1, old, new);
        }),
        ("renamed", |office| {
            office.edit(TARGETS, "- {id: roads,", "- {id: lanes, renamed_from: roads,");
            office.edit(CHAPTER, "(target:roads)", "(target:lanes)");
            office.edit(H1, "  roads:", "  lanes:");
            office.edit(Q3, "  roads:", "  lanes:");
        }),
        ("merge", |office| {
            office.git(&["switch", "--quiet", "--create", "side"]);
            office.write("content/columns/news/column.yaml", "name: 工作动态\ntype: 工作动态\n");
            office.write("content/columns/news/opened.md", "---\ntitle: 书屋开放\npublished: 2022-11-02 10:00\n---\n\n书屋今天开放。\n");
            office.commit("an article");
            office.write("content/2022/lists/projects.yaml", "title: 重点项目\ntype: 重点项目\nitems: [{name: 书屋}]\n");
            office.commit("a list");
            office.git(&["switch", "--quiet", "main"]);
            office.write("README.md", "x");
            office.commit("beside the content");
            office.git(&["merge", "--quiet", "--no-ff", "--message", "merge", "side"]);
        }),
        ("changed without a word", |office| office.edit(Q3, "schools: 95", "schools: 96")),
        ("masked since", |office| {
            office.edit(TARGETS, "{op: at-least, value: 4519}", "{op: at-least, mask: xx}");
            office.edit(CHAPTER, "[不少于4519个]", "[不少于xx个]");
        }),
        ("too early", |office| office.write(AUGUST, &august("2022-09-12 09:00"))),
        ("taken back until its day", |office| office.write(AUGUST, &august("2023-04-20 09:01"))),
        ("not out yet", |office| {
            let head = "as_of: 2022-12-31\nstatus: official\nsource: {office: statistics}\npublished: 2023-04-20 09:01\n";
            office.write("content/2022/figures/2022-q4.yaml", &format!("{head}figures: {{schools: 7391}}\n"));
            office.write("content/columns/news/year-end.md", "---\ntitle: 年终公告\npublished: 2023-04-20 09:01\n---\n\n7391。\n");
            office.write("content/columns/news/draft.md", "---\ntitle: 草稿一则\ndraft: true\n---\n\n草稿。\n");
        }),
        ("removed", |office| {
            office.edit(TARGETS, "- {id: market, name: 集贸市场, measure: cumulative, unit: 个, counts: 竣工, target: {op: at-least, value: 8264}, lead: [education]}\n", "");
            office.edit(CHAPTER, "，市场[不少于8264个](target:market)", "");
        }),
        ("moved", |office| office.edit(TARGETS, "due: 2022-06-30", "due: 2022-09-30")),
        ("beside the content", |office| office.write("NOTES.md", "x")),
        ("a slip of the pen", |office| office.edit(Q3, "lanes: 6", "lanes: 六")),
        ("mended", |office| {
            office.edit(Q3, "lanes: 六", "lanes: {value: 7, changes: [{on: 2022-11-20, from: 6, kind: 口径调整, reason: 竣工验收数}]}")
        }),
    ]
}
