//! Every measure × comparator × situation: the amount around the goal, before, at and past the due date.

use super::build::{policy, report};
use crate::assess::assess;

/// Amounts around a goal of 20 (19 to 21 where it is about 20 or a range), and what each gives: at mid-year, at the due date, and at mid-year
/// once the report's figures have passed the due date.
const AMOUNTS: [&str; 7] = ["5", "10", "18.9", "19", "20", "21", "21.1"];

/// Short words of the table.
fn spelt(short: &str) -> &'static str {
    match short {
        "D" => "done",
        "A" => "ahead",
        "o" => "on-schedule",
        "b" => "behind",
        "M" => "missed",
        "n" => "not-due",
        "u" => "unreported",
        "m" => "masked",
        other => panic!("{other}"),
    }
}

#[rustfmt::skip]
const TABLE: &[(&str, &str, &str, &str)] = &[
    // target                                   at mid-year       at the due date   mid-year, later overtaken
    ("cumulative reach 20 亿元",                "b o A A D D D",  "M M M M D D D",  "u u u u D D D"),
    ("cumulative at-least 20 亿元",             "b o A A D D D",  "M M M M D D D",  "u u u u D D D"),
    ("cumulative more-than 20 亿元",            "b o A A A D D",  "M M M M M D D",  "u u u u u D D"),
    ("cumulative about 20 亿元",                "b o A D D D D",  "M M M D D D D",  "u u u D D D D"),
    ("cumulative range 19..21 亿元",            "b o A D D D D",  "M M M D D D D",  "u u u D D D D"),
    ("cumulative reach 20 亿元; at-due",        "n n n n D D D",  "M M M M D D D",  "u u u u D D D"),
    ("cumulative reach xx 亿元",                "m m m m m m m",  "m m m m m m m",  "m m m m m m m"),
    ("rate reach 20 percent",                   "b b b b o o o",  "M M M M D D D",  "u u u u u u u"),
    ("rate at-least 20 percent",                "b b b b o o o",  "M M M M D D D",  "u u u u u u u"),
    ("rate more-than 20 percent",               "b b b b b o o",  "M M M M M D D",  "u u u u u u u"),
    ("rate about 20 percent",                   "b b b o o o o",  "M M M D D D D",  "u u u u u u u"),
    ("rate range 19..21 percent",               "b b b o o o o",  "M M M D D D D",  "u u u u u u u"),
    ("rate reach 20 percent; at-due",           "n n n n o o o",  "M M M M D D D",  "u u u u u u u"),
    ("rate reach xx percent",                   "m m m m m m m",  "m m m m m m m",  "m m m m m m m"),
    ("level reach 20 percent",                  "n n n n o o o",  "M M M M D D D",  "u u u u u u u"),
    ("level at-least 20 percent",               "n n n n o o o",  "M M M M D D D",  "u u u u u u u"),
    ("level more-than 20 percent",              "n n n n n o o",  "M M M M M D D",  "u u u u u u u"),
    ("level at-most 20 percent",                "o o o o o n n",  "D D D D D M M",  "u u u u u u u"),
    ("level less-than 20 percent",              "o o o o n n n",  "D D D D M M M",  "u u u u u u u"),
    ("level about 20 percent",                  "n n n o o o n",  "M M M D D D M",  "u u u u u u u"),
    ("level range 19..21 percent",              "n n n o o o n",  "M M M D D D M",  "u u u u u u u"),
    ("level reach 20 percent; baseline 0",      "b o o o o o o",  "M M M M D D D",  "u u u u u u u"),
    ("level reach 20 percent; baseline 10",     "b b o o o o o",  "M M M M D D D",  "u u u u u u u"),
    ("level more-than 20 percent; baseline 0",  "b o o o o o o",  "M M M M M D D",  "u u u u u u u"),
    ("level at-most 10 percent; baseline 28",   "o o o o b b b",  "D D M M M M M",  "u u u u u u u"),
    ("level less-than 10 percent; baseline 28", "o o o o b b b",  "D M M M M M M",  "u u u u u u u"),
    ("level at-least 20 percent; baseline 20",  "b b b b o o o",  "M M M M D D D",  "u u u u u u u"),
    ("level at-least 20 percent; baseline 30",  "b b b b o o o",  "M M M M D D D",  "u u u u u u u"),
    ("level about 20 percent; baseline 0",      "b o o o o o o",  "M M M D D D M",  "u u u u u u u"),
    ("level about 20 percent; baseline 18",     "b b b o o o b",  "M M M D D D M",  "u u u u u u u"),
    ("level range 19..21 percent; baseline 1",  "b o o o o o o",  "M M M D D D M",  "u u u u u u u"),
    ("level reach 20 percent; baseline 0; at-due", "n n n n o o o", "M M M M D D D", "u u u u u u u"),
    ("level reach xx percent; baseline 0",      "m m m m m m m",  "m m m m m m m",  "m m m m m m m"),
    ("cap at-most 20 percent",                  "o o o o o b b",  "D D D D D M M",  "u u u u u u u"),
    ("cap less-than 20 percent",                "o o o o b b b",  "D D D D M M M",  "u u u u u u u"),
    ("cap about 20 percent",                    "o o o o o o b",  "D D D D D D M",  "u u u u u u u"),
    ("cap range 19..21 percent",                "o o o o o o b",  "D D D D D D M",  "u u u u u u u"),
    ("cap at-most 20 percent; at-due",          "o o o o o n n",  "D D D D D M M",  "u u u u u u u"),
    ("cap at-most xx percent",                  "m m m m m m m",  "m m m m m m m",  "m m m m m m m"),
    ("cap at-most 0 percent",                   "b b b b b b b",  "M M M M M M M",  "u u u u u u u"),
];

#[test]
fn every_measure_and_comparator_around_the_goal() {
    let mut wrong = Vec::new();
    for (spec, middle, due, overtaken) in TABLE {
        for (situation, day, released, row) in
            [("mid-year", "06-30", "", middle), ("due", "12-31", "", due), ("overtaken", "06-30", "12-31", overtaken)]
        {
            let expected: Vec<&str> = row.split_whitespace().map(spelt).collect();
            assert_eq!(expected.len(), AMOUNTS.len(), "{spec} {situation}");
            for (amount, expected) in AMOUNTS.iter().zip(expected) {
                let report = report(&[(spec, &format!("{day}: {amount}"))], released);
                let found = assess(&report, &policy())[0].status.code();
                if found != expected {
                    wrong.push(format!("{spec} · {situation} · {amount}: {found}, expected {expected}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Growth of a trend: what each direction makes of it before and at the due date.
#[test]
fn trends_look_at_the_sign_or_at_the_other_indicator() {
    #[rustfmt::skip]
    let rows = [
        // trend            growth      mid-year       due
        ("up",              "g0.1",     "on-schedule", "done"),
        ("up",              "g0",       "behind",      "missed"),
        ("up",              "g0.0",     "behind",      "missed"),
        ("up",              "g-1",      "behind",      "missed"),
        ("down",            "g-0.1",    "on-schedule", "done"),
        ("down",            "g0",       "behind",      "missed"),
        ("down",            "g1",       "behind",      "missed"),
        ("faster-than=1",   "g7.7",     "on-schedule", "done"),
        ("faster-than=1",   "g7.6",     "behind",      "missed"),
        ("faster-than=1",   "g7.60",    "behind",      "missed"),
        ("faster-than=1",   "g7.5",     "behind",      "missed"),
        ("up; at-due",      "g-1",      "not-due",     "missed"),
        ("up",              "61",       "unreported",  "unreported"),
    ];
    for (trend, growth, middle, due) in rows {
        for (day, expected) in [("06-30", middle), ("12-31", due)] {
            let gdp = ("cumulative reach xxx 亿元; growth reach x", &*format!("{day}: 61 g7.6"));
            let report = report(&[(trend, &format!("{day}: {growth}")), gdp], "");
            assert_eq!(assess(&report, &policy())[0].status.code(), expected, "{trend} {growth} {day}");
        }
    }
}

/// Stages of a milestone: 开工, 封顶 by the end of June, 安装 by the end of September, 投用.
#[test]
fn milestones_follow_their_dated_stages() {
    let dated = "milestone; stages 开工 封顶@06-30 安装@09-30 投用";
    let undated = "milestone; stages 开工 封顶 安装 投用";
    #[rustfmt::skip]
    let rows = [
        // target                    figures                                   released  status
        (dated,                      "03-31: begun",                           "",       "not-due"),
        (dated,                      "06-29: stage 0",                         "",       "not-due"),
        (dated,                      "06-30: stage 0",                         "",       "behind"),
        (dated,                      "06-30: begun",                           "",       "behind"),
        (dated,                      "06-30: stage 1",                         "",       "on-schedule"),
        (dated,                      "06-30: stage 2",                         "",       "on-schedule"),
        (dated,                      "09-30: stage 1",                         "",       "behind"),
        (dated,                      "09-30: stage 2",                         "",       "on-schedule"),
        (dated,                      "09-30: stage 3",                         "",       "done"),
        (dated,                      "12-31: stage 2",                         "",       "missed"),
        (dated,                      "12-31: stage 3",                         "",       "done"),
        (dated,                      "12-31: stage 3 on 12-30",                "",       "done"),
        (dated,                      "2023-02-28: stage 3 on 12-31",           "",       "done"),
        (dated,                      "2023-02-28: stage 3 on 12-30",           "",       "done"),
        (dated,                      "2023-02-28: stage 3 on 2023-01-05",      "",       "done late"),
        (dated,                      "12-31: stage 2 | 2023-02-28: stage 3",   "",       "done late"),
        (dated,                      "12-31: stage 2 | 2023-02-28: stage 2",   "",       "missed"),
        (dated,                      "09-30: stage 2",                         "12-31",  "unreported"),
        (dated,                      "09-30: stage 3",                         "12-31",  "done"),
        (undated,                    "06-30: stage 2",                         "",       "not-due"),
        (undated,                    "12-31: begun",                           "",       "missed"),
        ("milestone",                "06-30: begun",                           "",       "not-due"),
        ("milestone",                "06-30: stage 0",                         "",       "done"),
        ("milestone",                "",                                       "06-30",  "unreported"),
        ("milestone",                "06-30: withheld",                        "",       "withheld"),
        ("milestone; stages 开工@06-30 完工; at-due", "09-30: begun",          "",       "not-due"),
    ];
    for (spec, figures, released, expected) in rows {
        let report = report(&[(spec, figures)], released);
        let assessment = &assess(&report, &policy())[0];
        let found = format!("{}{}", assessment.status.code(), if assessment.late { " late" } else { "" });
        assert_eq!(found, expected, "{spec} · {figures} · {released}");
    }
}
