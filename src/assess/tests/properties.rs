//! What holds for every number.

use super::build::{number, report};
use crate::assess::status::Status;
use crate::assess::{Assessment, assess, counts};
use crate::report::Policy;
use crate::value::comparator::Comparator;
use crate::value::decimal::Decimal;
use crate::value::period::Pace;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;

/// Hundredths as a decimal: `12.34`.
fn hundredths(amount: i64) -> String {
    Decimal::rounded(&num_rational::BigRational::new(amount.into(), 100.into()), 2).text().to_owned()
}

fn policies() -> impl Strategy<Value = Policy> {
    (any::<bool>(), 0_i64..3_000, 0_i64..2_000).prop_map(|(by_day, margin, tolerance)| Policy {
        pace: if by_day { Pace::Day } else { Pace::Month },
        ahead_margin: number(&hundredths(margin)),
        approx_tolerance: number(&hundredths(tolerance)),
    })
}

/// Measure and comparator that may stand together, with whether more is better (`None`: nearer is better).
fn pairs() -> impl Strategy<Value = (&'static str, Comparator, Option<bool>)> {
    use Comparator::{About, AtLeast, AtMost, LessThan, MoreThan, Range, Reach};
    prop_oneof![
        (select(vec!["cumulative", "rate"]), select(vec![Reach, AtLeast, MoreThan, About, Range]), Just(Some(true))),
        (Just("level"), select(vec![Reach, AtLeast, MoreThan]), Just(Some(true))),
        (Just("level"), select(vec![AtMost, LessThan]), Just(Some(false))),
        (Just("level"), select(vec![About, Range]), Just(None)),
        (Just("cap"), select(vec![AtMost, LessThan, About, Range]), Just(Some(false))),
    ]
}

fn days() -> impl Strategy<Value = &'static str> {
    select(vec!["01-01", "02-28", "03-31", "05-15", "06-30", "09-29", "09-30", "12-30", "12-31", "2023-01-31"])
}

fn extras() -> impl Strategy<Value = &'static str> {
    select(vec!["", "; at-due", "; pace 03-31=20 06-30=45 09-30=70 12-31=100", "; from 02-15; due 11-20", "; growth at-least 5"])
}

proptest! {
    #[test]
    fn never_worse_when_the_figure_moves_towards_the_goal(
        ((measure, op, more_is_better), goal, width) in (pairs(), 1_i64..20_000, 0_i64..5_000),
        (counted, baseline, extra) in (any::<bool>(), prop_oneof![Just(None), (0_i64..30_000).prop_map(Some)], extras()),
        (first, second) in (0_i64..30_000, 0_i64..30_000),
        (growth, faster) in (-500_i64..1_500, 0_i64..1_000),
        (day, overtaken, policy) in (days(), any::<bool>(), policies()),
    ) {
        let unit = match (measure, counted) {
            ("cumulative", true) => "个",
            ("cumulative", false) => "亿元",
            _ => "percent",
        };
        let amount = if op == Comparator::Range { format!("{}..{}", hundredths(goal), hundredths(goal + width)) } else { hundredths(goal) };
        let baseline = baseline.filter(|_| measure == "level").map(|level| format!("; baseline {}", hundredths(level))).unwrap_or_default();
        let spec = format!("{measure} {} {amount} {unit}{baseline}{extra}", op.code());
        let distance = |figure: i64| match op {
            Comparator::Range => (goal - figure).max(figure - goal - width).max(0),
            _ => (figure - goal).abs(),
        };
        let is_first_nearer = match more_is_better {
            Some(true) => first >= second,
            Some(false) => first <= second,
            None => distance(first) <= distance(second),
        };
        let (near, far) = if is_first_nearer { (first, second) } else { (second, first) };
        let released = if overtaken { "2023-03-31" } else { "" };
        let judged = |figure: i64, growth: i64| {
            let figures = format!("{day}: {} g{}", hundredths(figure), hundredths(growth));
            assess(&report(&[(&spec, &figures)], released), &policy)[0].status
        };
        let (better, worse) = (judged(near, growth + faster), judged(far, growth));
        prop_assert!(better.rank() >= worse.rank(), "{spec} on {day}: {near} gives {}, {far} gives {}", better.code(), worse.code());
    }

    #[test]
    fn exactly_on_time_is_on_schedule_whatever_the_goal(goal in 1_i64..1_000_000) {
        let share = |hundredth_parts: i64| Decimal::rounded(&num_rational::BigRational::new(hundredth_parts.into(), 400.into()), 4);
        let judged = |actual: &Decimal| {
            let spec = format!("cumulative reach {} 亿元", hundredths(goal));
            assess(&report(&[(&spec, &format!("09-30: {actual}"))], ""), &super::build::policy()).remove(0)
        };
        let exact = judged(&share(goal * 3));
        prop_assert_eq!(exact.status, Status::OnSchedule);
        prop_assert_eq!(exact.completion.map(|share| share.text().to_owned()), Some("75.0".to_owned()));
        let less = number(share(goal * 3).text()).ratio() - number("0.0001").ratio();
        prop_assert_eq!(judged(&Decimal::rounded(&less, 4)).status, Status::Behind);
    }

    #[test]
    fn what_is_shown_stands_on_the_side_that_was_judged(goal in 1_i64..100_000, actual in 0_i64..100_000, day in days(), policy in policies()) {
        let spec = format!("cumulative reach {} 亿元", hundredths(goal));
        let found = assess(&report(&[(&spec, &format!("{day}: {}", hundredths(actual)))], ""), &policy).remove(0);
        let expected = found.expected.map(|expected| (expected.exact, expected.shown.ratio()));
        let actual = number(&hundredths(actual)).ratio();
        prop_assert!(expected.is_some_and(|(exact, shown)| exact.cmp(&actual) == shown.cmp(&actual)));
        let gap_is_open = found.value.and_then(|part| part.gap).is_none_or(|gap| !gap.is_negative() && !gap.is_zero());
        prop_assert!(gap_is_open);
    }

    #[test]
    fn a_masked_goal_is_judged_by_no_number(
        (measure, op, _) in pairs(), mask in select(vec!["x", "xx", "XXX", "xx.x"]), growth_mask in select(vec!["", "; growth reach x"]),
        (one, other) in (0_i64..30_000, 0_i64..30_000), (day, policy) in (days(), policies()),
    ) {
        let goal = if op == Comparator::Range { format!("{mask}..{mask}") } else { mask.to_owned() };
        let spec = format!("{measure} {} {goal} percent{growth_mask}", op.code());
        let judged = |figure: i64| -> Assessment {
            let figures = format!("{day}: {0} g{0}", hundredths(figure));
            assess(&report(&[(&spec, &figures)], ""), &policy).remove(0)
        };
        let found = judged(one);
        prop_assert_eq!(found.status, Status::Masked);
        prop_assert_eq!(found, judged(other));
    }

    #[test]
    fn every_target_has_one_status_and_the_counts_add_up(
        specs in proptest::collection::vec((select(SPECS.to_vec()), select(FIGURES.to_vec())), 0..12), policy in policies(),
    ) {
        let report = report(&specs, "06-30");
        let found = assess(&report, &policy);
        prop_assert_eq!(found.len(), report.targets.len());
        let counts = counts(&found);
        prop_assert_eq!(counts.values().sum::<usize>(), found.len());
        prop_assert_eq!(counts.keys().copied().collect::<Vec<_>>(), Status::ALL.to_vec());
        for (target, assessment) in report.targets.iter().zip(&found) {
            let sentences = crate::assess::sentence::sentence(&report, target, assessment, false);
            prop_assert!(!sentences.is_empty() && sentences.iter().all(|s| s.ends_with('。') && !s.contains("。。")), "{:?}", sentences);
        }
    }
}

const SPECS: &[&str] = &[
    "cumulative reach 20 个",
    "cumulative reach xx 个",
    "cumulative reach 20 个; growth reach 8 可比价; strive",
    "cumulative; set-by",
    "rate at-least 8 percent; due 06-30",
    "level reach 80 percent; baseline 62",
    "level about 80 percent",
    "cap at-most 3 percent; at-due",
    "milestone",
    "milestone; stages 开工 封顶@06-30 投用",
    "up",
    "down; off",
    "faster-than=0",
    "standing",
    "cumulative reach 5 个; ended",
];

const FIGURES: &[&str] = &[
    "",
    "03-31: 5",
    "06-30: 20 g8.1",
    "06-30: 81 g-3@现价",
    "12-31: 3",
    "06-30: withheld",
    "06-30: none",
    "06-30: begun",
    "06-30: stage 0",
    "12-31: stage 2 on 12-30",
    "03-31: note | 06-30: note",
    "12-31: 3 | 2023-01-31: 25 g9",
];
