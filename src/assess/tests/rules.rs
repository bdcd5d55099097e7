//! The rules one by one: which entry counts, which part, which reason, what is shown.

use super::build::{number, policy, report};
use crate::assess::method::METHOD;
use crate::assess::status::Status;
use crate::assess::{Assessment, assess, counts, pace_decides, strive_missed};
use crate::report::Policy;
use crate::value::period::Pace;

/// The assessment of one target.
fn one(spec: &str, figures: &str, released: &str) -> Assessment {
    assess(&report(&[(spec, figures)], released), &policy()).remove(0)
}

/// `status [late]` and the rule's number.
fn verdict(assessment: &Assessment) -> String {
    format!("{}{} {}", assessment.status.code(), if assessment.late { " late" } else { "" }, assessment.rule)
}

#[test]
fn the_first_rule_that_fits_decides() {
    #[rustfmt::skip]
    let rows = [
        // target                                              figures                              released      status, rule
        ("standing",                                           "",                                  "",           "ongoing 1"),
        ("standing; off",                                      "06-30: note",                       "",           "ongoing 1"),
        ("cumulative reach 20 个; off",                        "12-31: 3",                          "",           "not-assessed 2"),
        ("cumulative reach xx 个; off",                        "12-31: 3",                          "",           "not-assessed 2"),
        ("cumulative reach 20 个; ended",                      "12-31: 25",                         "",           "not-assessed 2"),
        ("cap; set-by",                                        "06-30: 3",                          "",           "not-assessed 2"),
        ("cap; set-by; disclosed 4",                           "06-30: 3",                          "",           "on-schedule 7"),
        ("cap; set-by; disclosed 2",                           "12-31: 3",                          "",           "missed 8"),
        ("cumulative; set-by; disclosed 4",                    "06-30: 4",                          "",           "done 5"),
        ("cumulative reach xx 个",                             "06-30: withheld",                   "",           "masked 3"),
        ("cumulative reach xx 个; disclosed 20",               "06-30: 10",                         "",           "on-schedule 10"),
        ("cumulative range 10..xx 个",                         "06-30: 10",                         "",           "masked 3"),
        ("cumulative reach 20 个",                             "06-30: withheld",                   "",           "withheld 3"),
        ("cumulative reach 20 个",                             "03-31: 5 | 06-30: withheld",        "",           "withheld 3"),
        ("cumulative reach 20 个",                             "03-31: withheld | 06-30: 10",       "",           "on-schedule 10"),
        ("cumulative reach 20 个",                             "",                                  "",           "unreported 4"),
        ("cumulative reach 20 个",                             "06-30: none",                       "",           "unreported 4"),
        ("cumulative reach 20 个",                             "2021-12-31: 18",                    "",           "unreported 4"),
        // Without data there is no figure of that date: the one before it stays the newest.
        ("cumulative reach 20 个",                             "03-31: 5 | 06-30: none",            "",           "on-schedule 10"),
        ("cumulative reach 20 个",                             "03-31: withheld | 06-30: none",     "",           "withheld 3"),
        ("cumulative reach 20 个",                             "03-31: 5 | 06-30: empty",           "",           "on-schedule 10"),
        // Of one date the last entry counts: official after preliminary.
        ("cumulative reach 20 个",                             "06-30: 9 | 06-30: 10",              "",           "on-schedule 10"),
        ("cumulative reach 20 个",                             "06-30: 9 | 06-30: none",            "",           "unreported 4"),
        ("cumulative reach 20 个",                             "12-31: 19 | 12-31: 20",             "",           "done 5"),
        ("cumulative reach 20 个",                             "12-31: 19 | 2023-01-31: 20",        "",           "done late 5"),
        ("cumulative reach 20 个",                             "09-30: 19 | 2023-01-31: 20",        "",           "done 5"),
        ("cumulative reach 20 个",                             "12-31: 19 | 2023-01-31: 19",        "",           "missed 8"),
        ("cumulative reach 20 个; from 07-01",                 "06-30: 20",                         "",           "unreported 4"),
        ("cumulative reach 20 个; from 07-01",                 "07-01: 1",                          "",           "on-schedule 10"),
        ("cumulative reach 20 个; due 06-30",                  "06-30: 19",                         "",           "missed 8"),
        ("cumulative reach 20 个; due 06-30",                  "03-31: 19",                         "06-30",      "unreported 6"),
        ("cumulative reach 20 个; due 06-30",                  "03-31: 19",                         "06-29",      "ahead 10"),
        ("cumulative reach 20 个; due 06-30",                  "03-31: 20",                         "06-30",      "done 5"),
        // A goal revised is judged by its newest version.
        ("cumulative reach 10 个; was reach 20",               "06-30: 10",                         "",           "done 5"),
        // A goal of 0 divides nothing.
        ("cumulative reach 0 个",                              "06-30: 0",                          "",           "done 5"),
        ("cumulative more-than 0 个",                          "06-30: 0",                          "",           "on-schedule 10"),
        ("cap at-most 0 个",                                   "06-30: 0",                          "",           "on-schedule 7"),
        ("level at-most 0 percent; baseline 4",                "06-30: 2",                          "",           "on-schedule 10"),
        ("level at-most 0 percent; baseline 4",                "06-30: 2.1",                        "",           "behind 10"),
        // A rate may be reported as growth.
        ("rate reach 8 percent",                               "06-30: g8",                         "",           "on-schedule 7"),
    ];
    for (spec, figures, released, expected) in rows {
        assert_eq!(verdict(&one(spec, figures, released)), expected, "{spec} · {figures} · {released}");
    }
}

#[test]
fn of_two_parts_the_worse_stands() {
    #[rustfmt::skip]
    let rows = [
        // growth goal, figures                        status of value and growth    whole
        ("growth reach 8",        "06-30: 60 g8",      "ahead on-schedule",          "on-schedule 7"),
        ("growth reach 8",        "06-30: 60 g7.9",    "ahead behind",               "behind 11"),
        ("growth reach 8",        "06-30: 49 g8",      "behind on-schedule",         "behind 10"),
        ("growth reach 8",        "06-30: 100 g8",     "done on-schedule",           "on-schedule 7"),
        ("growth reach 8",        "12-31: 100 g8",     "done done",                  "done 5"),
        ("growth reach 8",        "12-31: 100 g7.99",  "done missed",                "missed 8"),
        ("growth reach 8",        "06-30: 60",         "ahead -",                    "ahead 10"),
        ("growth reach 8",        "06-30: g8",         "- on-schedule",              "on-schedule 7"),
        ("growth reach x",        "06-30: 60 g1",      "ahead -",                    "ahead 10"),
        ("growth about 8",        "06-30: 60 g7.6",    "ahead on-schedule",          "on-schedule 7"),
        ("growth about 8",        "06-30: 60 g7.59",   "ahead behind",               "behind 11"),
        ("growth more-than 8",    "06-30: 60 g8.0",    "ahead behind",               "behind 11"),
        ("growth reach 8; at-due", "06-30: 10 g1",     "not-due not-due",            "not-due 9"),
        ("growth reach 8 可比价", "06-30: 60 g1@可比价", "ahead behind",             "behind 11"),
        ("growth reach 8 可比价", "06-30: 60 g1",      "ahead behind",               "behind 11"),
        ("growth reach 8",        "06-30: 60 g1@现价", "ahead behind",               "behind 11"),
        ("growth reach 8 可比价", "06-30: 60 g1@现价", "ahead -",                    "ahead 10"),
        ("growth reach 8 可比价", "06-30: g1@现价",    "- -",                        "not-assessed 2"),
    ];
    let code = |part: &Option<crate::assess::PartResult>| part.as_ref().map_or("-", |part| part.status.code()).to_owned();
    for (growth, figures, parts, whole) in rows {
        let assessment = one(&format!("cumulative reach 100 亿元; {growth}"), figures, "");
        assert_eq!(format!("{} {}", code(&assessment.value), code(&assessment.growth)), parts, "{growth} · {figures}");
        assert_eq!(verdict(&assessment), whole, "{growth} · {figures}");
    }
    // The growth goal alone is known: the value is masked and takes no part.
    let masked = one("cumulative reach xxx 亿元; growth reach 8", "06-30: 60 g8", "");
    assert_eq!((verdict(&masked).as_str(), masked.value, masked.completion), ("on-schedule 7", None, None));
    // The final growth is not known yet, so the whole is not done.
    assert_eq!(verdict(&one("cumulative reach 100 亿元; growth reach 8", "09-30: 100 g9", "12-31")), "unreported 6");
    // A value that was set aside says why.
    assert!(one("cumulative reach 100 亿元; growth reach 8 可比价", "06-30: 60 g1@现价", "").left_out.is_some());
}

#[test]
fn a_comparison_needs_the_other_indicators_actual_growth() {
    #[rustfmt::skip]
    let rows = [
        // own figures      the other's target                          the other's figures       status, rule
        ("06-30: g8",       "cumulative reach xxx 亿元; growth reach x", "06-30: 50 g7",          "on-schedule 7"),
        ("06-30: g8",       "rate reach x percent",                     "06-30: 7",               "on-schedule 7"),
        ("06-30: g8",       "rate reach 9 percent",                     "06-30: 8",               "behind 11"),
        ("06-30: g8",       "cumulative reach 100 亿元",                "06-30: 50",              "unreported 4"),
        ("06-30: g8",       "cumulative reach 100 亿元",                "03-31: 50 g7",           "unreported 4"),
        ("06-30: g8",       "cumulative reach 100 亿元",                "06-30: none",            "unreported 4"),
        ("06-30: g8",       "cumulative reach 100 亿元",                "06-30: withheld",        "not-assessed 2"),
        ("06-30: g8@现价",  "cumulative reach 100 亿元",                "06-30: 50 g7@可比价",    "not-assessed 2"),
        ("06-30: g8@现价",  "cumulative reach 100 亿元",                "06-30: 50 g7",           "on-schedule 7"),
        ("06-30: withheld", "cumulative reach 100 亿元",                "06-30: withheld",        "withheld 3"),
        ("",                "cumulative reach 100 亿元",                "06-30: withheld",        "unreported 4"),
        ("06-30: g8",       "cumulative reach 100 亿元",                "06-30: 5 g9 | 06-30: 5 g7", "on-schedule 7"),
    ];
    for (figures, other, others, expected) in rows {
        let report = report(&[("faster-than=1", figures), (other, others)], "");
        assert_eq!(verdict(&assess(&report, &policy())[0]), expected, "{figures} · {other} · {others}");
    }
}

#[test]
fn time_is_shared_out_exactly() {
    #[rustfmt::skip]
    let rows = [
        // target                                                     figures           status          expected  completion  pace
        ("cumulative reach 100 亿元",                                 "09-30: 75",      "on-schedule",  "75",     "75.0",     "75.0"),
        ("cumulative reach 100 亿元",                                 "09-30: 74.99",   "behind",       "75",     "75.0",     "75.0"),
        ("cumulative reach 0.3 亿元",                                 "09-30: 0.225",   "on-schedule",  "0.225",  "75.0",     "75.0"),
        ("cumulative reach 100 亿元",                                 "09-29: 66.7",    "on-schedule",  "66.67",  "66.7",     "66.7"),
        ("cumulative reach 100 亿元",                                 "09-30: 85",      "ahead",        "75",     "85.0",     "75.0"),
        ("cumulative reach 100 亿元",                                 "09-30: 84.99",   "on-schedule",  "75",     "85.0",     "75.0"),
        ("cumulative reach 100 亿元",                                 "04-30: 33.3",    "behind",       "33.33",  "33.3",     "33.3"),
        ("cumulative reach 100 亿元",                                 "04-30: 33.33",   "behind",       "33.333", "33.3",     "33.3"),
        // Whole things are rounded down; the margin is not.
        ("cumulative reach 7 个",                                     "06-30: 3",       "on-schedule",  "3",      "42.9",     "50.0"),
        ("cumulative reach 7 个",                                     "06-30: 2",       "behind",       "3",      "28.6",     "50.0"),
        ("cumulative reach 7 亿元",                                   "06-30: 3",       "behind",       "3.5",    "42.9",     "50.0"),
        ("cumulative reach 3 个",                                     "01-31: 0",       "on-schedule",  "0",      "0.0",      "8.3"),
        ("cumulative about 100 亿元",                                 "06-30: 50",      "on-schedule",  "50",     "50.0",     "50.0"),
        ("cumulative range 20..30 个",                                "06-30: 10",      "on-schedule",  "10",     "50.0",     "50.0"),
        // Own periods and plans.
        ("cumulative reach 100 亿元; from 07-01",                     "09-30: 50",      "on-schedule",  "50",     "50.0",     "50.0"),
        ("cumulative reach 100 亿元; due 12-15",                      "12-15: 100",     "done",         "100",    "100.0",    "100.0"),
        ("cumulative reach 100 亿元; pace 03-31=20 06-30=45 09-30=70 12-31=100", "06-30: 45", "on-schedule", "45", "45.0",    "45.0"),
        ("cumulative reach 100 亿元; pace 03-31=20 06-30=45 09-30=70 12-31=100", "05-31: 36", "behind", "36.7",   "36.0",     "36.7"),
        ("cumulative reach 100 亿元; pace 03-31=20 06-30=45 09-30=70 12-31=100", "01-31: 7",  "on-schedule", "6.7", "7.0",   "6.7"),
        ("cumulative reach 100 亿元; pace 06-30=100",                 "09-30: 99",      "behind",       "100",    "99.0",     "100.0"),
        ("cumulative reach 100 亿元; pace 06-30=0",                   "09-30: 50",      "on-schedule",  "50",     "50.0",     "50.0"),
        ("cumulative reach 100 亿元; at-due",                         "09-30: 50",      "not-due",      "-",      "50.0",     "-"),
        // Levels: the share of the way; nothing is expected as an amount.
        ("level reach 80 percent; baseline 62",                       "06-30: 71",      "on-schedule",  "-",      "50.0",     "50.0"),
        ("level reach 80 percent; baseline 62",                       "06-30: 70.99",   "behind",       "-",      "49.9",     "50.0"),
        ("level at-most 62 percent; baseline 80",                     "06-30: 71",      "on-schedule",  "-",      "50.0",     "50.0"),
        ("level reach 80 percent; baseline 62",                       "06-30: 60.2",    "behind",       "-",      "-10.0",    "50.0"),
        ("level about 80 percent; baseline 60",                       "06-30: 95",      "behind",       "-",      "25.0",     "50.0"),
        // Nothing of the kind for the others.
        ("rate reach 8 percent",                                      "06-30: 8",       "on-schedule",  "-",      "-",        "-"),
        ("cap at-most 8 percent",                                     "06-30: 9",       "behind",       "-",      "-",        "-"),
        ("cumulative reach xx 个",                                    "06-30: 9",       "masked",       "-",      "-",        "-"),
        ("cumulative reach 20 个; off",                               "06-30: 9",       "not-assessed", "-",      "-",        "-"),
        ("cumulative reach 0 个",                                     "06-30: 9",       "done",         "0",      "-",        "50.0"),
    ];
    for (spec, figures, status, expected, completion, pace) in rows {
        let found = one(spec, figures, "");
        let text = |number: Option<&crate::value::decimal::Decimal>| number.map_or("-".to_owned(), ToString::to_string);
        let numbers =
            [text(found.expected.as_ref().map(|expected| &expected.shown)), text(found.completion.as_ref()), text(found.pace.as_ref())];
        assert_eq!(found.status.code(), status, "{spec} · {figures}");
        assert_eq!(numbers, [expected, completion, pace], "{spec} · {figures}");
    }
}

#[test]
fn months_and_days_may_differ_and_say_so() {
    // 24.8 % on the last of March: 25.0 % by months, 24.7 % by days.
    let differing = report(&[("cumulative reach 100 亿元", "03-31: 24.8")], "");
    let found = pace_decides(&differing, &differing.targets[0], &policy());
    assert_eq!(found, Some((Status::Behind, Status::OnSchedule)));
    let days = Policy { pace: Pace::Day, ..policy() };
    assert_eq!(assess(&differing, &days)[0].status, Status::OnSchedule);
    let same = report(&[("cumulative reach 100 亿元", "09-30: 75")], "");
    assert_eq!(pace_decides(&same, &same.targets[0], &policy()), None);
}

#[test]
fn the_policys_numbers_count() {
    let judged = |margin: &str, tolerance: &str, spec: &str, figures: &str| {
        let policy = Policy { pace: Pace::Month, ahead_margin: number(margin), approx_tolerance: number(tolerance) };
        assess(&report(&[(spec, figures)], ""), &policy)[0].status
    };
    assert_eq!(judged("0", "5", "cumulative reach 100 亿元", "06-30: 50"), Status::Ahead);
    assert_eq!(judged("10.1", "5", "cumulative reach 100 亿元", "06-30: 60"), Status::OnSchedule);
    assert_eq!(judged("10", "0", "cumulative about 100 亿元", "12-31: 99.9"), Status::Missed);
    assert_eq!(judged("10", "0.1", "cumulative about 100 亿元", "12-31: 99.9"), Status::Done);
    assert_eq!(judged("10", "5", "rate about -4 percent", "12-31: -4.2"), Status::Done);
    assert_eq!(judged("10", "5", "rate about -4 percent", "12-31: -4.21"), Status::Missed);
}

#[test]
fn a_missed_strive_target_reads_apart_and_is_counted_apart() {
    let spec = "cumulative reach 20 个";
    let report = report(&[(&format!("{spec}; strive"), "12-31: 19"), (spec, "12-31: 19"), (&format!("{spec}; strive"), "12-31: 20")], "");
    let found = assess(&report, &policy());
    assert_eq!(found.iter().map(Assessment::chip).collect::<Vec<_>>(), ["未实现", "到期未完成", "已完成"]);
    assert_eq!(found.iter().map(Assessment::label).collect::<Vec<_>>(), ["力争目标未实现", "到期未完成", "已完成目标"]);
    assert_eq!((counts(&found)[&Status::Missed], strive_missed(&found)), (2, 1));
}

#[test]
fn the_table_is_the_method() {
    assert_eq!(METHOD.rules.iter().map(|rule| rule.number).collect::<Vec<_>>(), (1..=11).collect::<Vec<_>>());
    let text: String = METHOD.rules.iter().map(|rule| rule.condition(&policy())).collect();
    let text = text + &METHOD.formulas.iter().map(|(_, _, formula)| *formula).collect::<String>();
    let text = text + &METHOD.terms(&policy()).into_iter().map(|(term, meaning)| term.to_owned() + &meaning).collect::<String>();
    assert!(text.contains("高10个百分点") && text.contains("上下5%以内"), "{text}");
    for word in ["掩码", "承诺", "滞后", "{", "}"] {
        assert!(!text.contains(word), "{word}");
    }
    // Whole-target rules stand before the rules for parts, as the order of judging is.
    assert!(METHOD.rules.iter().map(crate::assess::rule::Rule::is_for_parts).is_sorted());
}
