//! What was promised stays to be seen: a target that was ended or given another goal, wherever targets are listed, and the target of the
//! next year that goes on with it. The site is `tests/sites/carried`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::project::Project;
use harness::tree::Tree;
use harness::{binary, repository, tree};
use serde_json::Value;
use std::sync::OnceLock;

/// The site, built once.
fn site() -> &'static Tree {
    static SITE: OnceLock<Tree> = OnceLock::new();
    SITE.get_or_init(|| {
        let project = Project::empty();
        tree::copy(&repository().join("tests/sites/carried/content"), &project.join("content"));
        binary::run_now(project.path(), &["build"]).expect(0);
        tree::read(&project.join("public"))
    })
}

fn text(path: &str) -> &'static str {
    std::str::from_utf8(site().get(path).unwrap_or_else(|| panic!("{path} is not there"))).unwrap()
}

fn json(path: &str) -> Value {
    serde_json::from_str(text(path)).unwrap()
}

/// Everything between two marks.
fn between(text: &'static str, from: &str, to: &str) -> &'static str {
    let rest = &text[text.find(from).unwrap_or_else(|| panic!("no {from}"))..];
    &rest[..rest.find(to).unwrap_or_else(|| panic!("no {to} after {from}"))]
}

/// The row of a target in a table.
fn table_row(path: &str, id: &str) -> &'static str {
    between(text(path), &format!("<tr id=\"t-{id}\""), "</tr>")
}

const LISTS: [&str; 4] =
    ["2022/targets/index.html", "2022/progress/index.html", "2022/ledger/index.html", "2022/targets/by/office/works/index.html"];

#[test]
fn an_end_stays_to_be_seen() {
    for list in LISTS {
        assert!(table_row(list, "harbour").contains("已终止"), "{list}");
        assert!(!table_row(list, "roads").contains("已终止"), "{list}");
    }
    let sentence = "2022年9月1日经示例镇第一届人民代表大会第二次会议批准终止。理由：航道规划调整，码头不再搬迁。";
    for page in ["2022/targets/harbour/index.html", "2022/ledger/index.html", "2023/index.html", "index.html"] {
        assert!(text(page).contains(sentence), "{page}");
    }
    let ended = &json("data/2022/targets/harbour.json")["target"]["ended"];
    assert_eq!((ended["on"].as_str(), ended["reason"].as_str()), (Some("2022-09-01"), Some("航道规划调整，码头不再搬迁")));
    for table in ["data/2022/ledger.csv", "data/2022/targets.csv", "data/ledger.csv"] {
        assert!(text(table).contains("2022-09-01,示例镇第一届人民代表大会第二次会议,航道规划调整，码头不再搬迁"), "{table}");
    }
}

#[test]
fn a_former_goal_stays_to_be_seen() {
    for list in LISTS {
        assert!(table_row(list, "roads").contains("目标已调整"), "{list}");
        assert!(!table_row(list, "clinics").contains("目标已调整"), "{list}");
    }
    let sentence = "目标由16条调整为12条。理由：四条道路改由县里实施。原目标继续保留供查。";
    for page in ["2022/targets/roads/index.html", "2022/ledger/index.html", "2023/index.html", "index.html"] {
        assert!(text(page).contains(sentence), "{page}");
    }
    let revised = &json("data/2022/targets/roads.json")["target"]["revised"];
    assert_eq!(revised.as_array().unwrap().len(), 1);
    assert_eq!((revised[0]["value"].to_string(), revised[0]["words"].as_str()), ("16".to_owned(), Some("16条")));
    assert!(text("data/2022/ledger.csv").contains(",12条,,,,16条,2022-07-01 示例镇第一届人民代表大会第二次会议：四条道路改由县里实施,"));
}

#[test]
fn both_years_lead_to_each_other() {
    let then = between(text("2022/targets/roads/index.html"), "<h2 id=\"years\">", "</section>");
    for id in ["roads-east", "roads-west"] {
        assert!(then.contains(&format!("href=\"../../../2023/targets/{id}/index.html\"")), "{then}");
    }
    let now = between(text("2023/targets/roads-west/index.html"), "<h2 id=\"years\">", "</section>");
    // The year before stands there with its goal, its result, and the office's reason.
    for word in ["上年目标（2022年）", "../../../2022/targets/roads/index.html", "12条", "10条", "到期未完成", "两条道路管线迁改未完"]
    {
        assert!(now.contains(word), "{word}: {now}");
    }
    assert!(text("2023/targets/signed/index.html").contains("两年的计数口径不同，数值不能直接比较。"));
    assert!(!now.contains("不能直接比较"), "{now}");
    let target = |path: &str| json(path)["target"].clone();
    assert_eq!(target("data/2022/targets/roads.json")["carried_to"], serde_json::json!(["2023/roads-east", "2023/roads-west"]));
    assert_eq!(target("data/2023/targets/roads-east.json")["carried_from"], "2022/roads");
    // A report that is not here: what was written is told as data, and no page leads nowhere.
    assert_eq!(target("data/2023/targets/park.json")["carried_from"], "2021/park");
    assert!(!text("2023/targets/park/index.html").contains("id=\"years\""));
}

#[test]
fn every_target_of_last_year_is_answered() {
    for page in ["index.html", "2023/index.html"] {
        let section = between(text(page), "<h2 id=\"last-year\">", "</section>");
        assert!(section.contains(
            "2022年报告共8项目标任务，数据截至2022年12月31日。其中本报告继续安排的4项，已经终止的1项，本报告没有标明延续的3项。"
        ));
        let rows: Vec<&str> = section.split("<li>\n<p class=\"target-name\">").skip(1).collect();
        assert_eq!(rows.len(), 8, "{section}");
        let answers = ["延续为", "终止</dt>", "没有标明"];
        for row in rows {
            assert_eq!(answers.iter().filter(|answer| row.contains(**answer)).count(), 1, "{row}");
        }
        // Of one name, and nobody said that it is the same.
        assert!(section.contains("本报告有同名目标") && section.contains("没有标明是否延续这一项。"), "{section}");
        assert!(section.contains("<details class=\"last-year-list\">"), "eight are folded in");
    }
    assert!(!text("2022/index.html").contains("上年目标落实情况"), "no report of 2021 is here");
}

#[test]
fn what_is_masked_or_withheld_stays_so() {
    let row = table_row("2022/ledger/index.html", "tax");
    for word in ["原文为“x亿元”", "暂不公开", "理由：尚未核定。可依法申请公开。", "原文没有写明责任单位。"]
    {
        assert!(row.contains(word), "{word}: {row}");
    }
    let ledger = json("data/2022/ledger.json");
    let of = |id: &str| ledger["ledger"].as_array().unwrap().iter().find(|row| row["id"] == id).unwrap().clone();
    assert_eq!((&of("tax")["value"], &of("tax")["reason"]), (&Value::Null, &Value::from("尚未核定")));
    assert_eq!(of("output")["value"].to_string(), "88.50");
    assert_eq!((&of("clinics")["value"], &of("clinics")["source"], &of("clinics")["document"]), (&Value::Null, &Value::Null, &Value::Null));
    let row = table_row("2022/ledger/index.html", "clinics");
    assert!(row.contains("尚未收到本项数据。暂无数据不等于零。") && row.contains("<div>未公布</div>"), "{row}");
    // The office reported, and its paper is not named.
    assert!(table_row("2022/ledger/index.html", "harbour").contains("材料未公布"));
}
