//! A value ten times too large or too small, as when 万元 are typed for 亿元, and a growth beyond a hundred per cent.

use crate::diagnostic::Diagnostic;
use crate::lint::year_before::{figures, year_before};
use crate::lint::{Rule, Subject};
use crate::report::entry::{Entry, Figure};
use crate::report::target::{Measure, Target};
use crate::report::{Report, World};
use crate::source::Span;
use crate::value::date::chinese;
use crate::value::decimal::Decimal;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["figure/outlier"],
    explanation: "一个数是上年同期或者目标的10倍以上、不到十分之一，多半是单位填错了（万元填成亿元）或多写少写了一位。\
                  增幅超过正负100%的也请核对。核对无误的，在这个数的 note 里写明原因，就不再提醒，网页上读者也看得到。",
    right: "unit: 亿元，上年 10.00，本年 10.50",
    wrong: "unit: 亿元，上年 10.00，本年 105000",
    check,
};

/// Counts of a few things rise tenfold without a slip: from one project to ten.
const FEW: i64 = 20;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let world = &subject.site.world;
    let mut findings = Vec::new();
    for report in &world.reports {
        for target in &report.targets {
            let own = figures(target).filter(|(entry, figure)| figure.note.is_none() && target.period.contains(entry.as_of));
            findings.extend(own.filter_map(|figure| outlier(world, report, target, figure)));
        }
    }
    findings
}

fn outlier(world: &World, report: &Report, target: &Target, (entry, figure): (&Entry, &Figure)) -> Option<Diagnostic> {
    let value = figure.value.as_ref().filter(|_| target.measure != Measure::Rate);
    let before = year_before(world, report, target, entry.as_of).and_then(|(entry, figure)| {
        Some(Compared { what: "上年同期", value: figure.value.clone()?, span: entry.span, may_be_less: false })
    });
    let goal = target.known_goal().map(|(goal, _)| Compared {
        what: "目标",
        value: goal,
        span: target.goal.as_ref().map_or(target.span, |goal| goal.span),
        // What adds up begins with little, and little is the aim of a ceiling.
        may_be_less: target.measure == Measure::Cap || target.measure == Measure::Cumulative && entry.as_of < target.due(),
    });
    let other = value.and_then(|value| before.into_iter().chain(goal).find(|other| is_far(value, other, target)).map(|o| (value, o)));
    let remedy = "请核对数字和单位；核对无误的，在这个数的 note 里写明原因。";
    if let Some((value, other)) = other {
        let unit = target.unit.as_ref().map_or("", |unit| unit.label());
        let far = if value.ratio().abs() > other.value.ratio().abs() { "10倍以上" } else { "十分之一以下" };
        let message = format!(
            "“{}”截至{}是{value}{unit}，是{}（{}{unit}）的{far}，单位可能填错了",
            target.name,
            chinese(entry.as_of),
            other.what,
            other.value
        );
        let note = format!("{}写在这里", other.what);
        return Some(Diagnostic::warning("figure/outlier", message).at(entry.span).note_at(other.span, note).remedy(remedy));
    }
    let rate = figure.value.as_ref().filter(|_| target.measure == Measure::Rate);
    let growth = rate.into_iter().chain(&figure.growth).find(|growth| growth.ratio().abs() > whole(100))?;
    let message = format!("“{}”截至{}增幅是{growth}%，超过了正负100%", target.name, chinese(entry.as_of));
    Some(Diagnostic::warning("figure/outlier", message).at(entry.span).remedy(remedy))
}

/// What a value is held against.
struct Compared {
    what: &'static str,
    value: Decimal,
    span: Span,
    may_be_less: bool,
}

fn is_far(value: &Decimal, other: &Compared, target: &Target) -> bool {
    let (value, against) = (value.ratio().abs(), other.value.ratio().abs());
    let counted = target.unit.as_ref().is_some_and(|unit| unit.is_counted());
    let larger = if value > against { &value } else { &against };
    if value.is_zero() || against.is_zero() || counted && *larger < whole(FEW) {
        return false;
    }
    value >= &against * whole(10) || !other.may_be_less && value * whole(10) <= against
}

fn whole(number: i64) -> BigRational {
    BigRational::from_integer(BigInt::from(number))
}
