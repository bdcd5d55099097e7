//! `sum_of`: a total equals its parts, for the goals and at every date (contract §1).

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::Report;
use crate::report::entry::{Content, Entry};
use crate::report::target::Target;
use crate::value::date::chinese;
use crate::value::decimal::Decimal;
use jiff::civil::Date;
use num_rational::BigRational;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["target/sum", "target/sum-unit"],
    explanation: "写了 sum_of 的目标等于各部分之和：目标值如此，同一日期的完成情况也如此。单位必须相同。任何一部分没有数或者暂不公开时不核对。",
    right: "总数 100，两部分 60 和 40",
    wrong: "总数 100，两部分 60 和 41",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for report in &subject.site.world.reports {
        for total in report.targets.iter().filter(|target| !target.sum_of.is_empty()) {
            let parts: Vec<&Target> = total.sum_of.iter().filter_map(|part| report.targets.get(*part)).collect();
            findings.extend(unit_differs(total, &parts));
            findings.extend(goals_differ(total, &parts));
            findings.extend(figures_differ(report, total, &parts));
        }
    }
    findings
}

fn unit_differs(total: &Target, parts: &[&Target]) -> Option<Diagnostic> {
    let other = parts.iter().find(|part| part.unit != total.unit)?;
    let message = format!("“{}”和它的部分“{}”单位不同", total.name, other.name);
    let finding = Diagnostic::error("target/sum-unit", message).at(total.span).note_at(other.span, "部分写在这里");
    Some(finding.remedy("总数和各部分请用同一个单位；只表示“其中”的，改用 part_of。"))
}

fn goals_differ(total: &Target, parts: &[&Target]) -> Option<Diagnostic> {
    let (goal, _) = total.known_goal()?;
    let unit = label(total);
    let place = total.goal.as_ref().map_or(total.span, |goal| goal.span);
    let goals: Option<Vec<Decimal>> = parts.iter().map(|part| part.known_goal().map(|(goal, _)| goal)).collect();
    differs(&goal, &goals?).map(|sum| finding(total, parts, &format!("目标{goal}{unit}不等于各部分之和{sum}{unit}")).at(place))
}

fn figures_differ(report: &Report, total: &Target, parts: &[&Target]) -> Vec<Diagnostic> {
    let dates = report.releases.iter().map(|release| release.as_of);
    let mut dates: Vec<Date> = dates.collect();
    dates.dedup();
    let unit = label(total);
    let check = |date: Date| {
        let (value, entry) = value_at(total, date)?;
        let values: Option<Vec<Decimal>> = parts.iter().map(|part| value_at(part, date).map(|(value, _)| value)).collect();
        let sum = differs(&value, &values?)?;
        Some(
            finding(total, parts, &format!("截至{}的{value}{unit}不等于各部分之和{sum}{unit}", chinese(date)))
                .at(entry.span)
                .note_at(total.span, "总数写在这里"),
        )
    };
    dates.into_iter().filter_map(check).collect()
}

fn label(total: &Target) -> &str {
    total.unit.as_ref().map_or("", |unit| unit.label())
}

/// The value that counts at a date.
fn value_at(target: &Target, date: Date) -> Option<(Decimal, &Entry)> {
    let entry = target.entries.iter().rfind(|entry| entry.as_of == date)?;
    match &entry.content {
        Content::Figure(figure) => figure.value.clone().map(|value| (value, entry)),
        Content::Withheld { .. } | Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. } => None,
    }
}

/// The sum of the parts when it is not the total.
fn differs(total: &Decimal, parts: &[Decimal]) -> Option<Decimal> {
    let sum: BigRational = parts.iter().map(Decimal::ratio).sum();
    let places = parts.iter().map(Decimal::scale).max().unwrap_or(0);
    (sum != total.ratio()).then(|| Decimal::rounded(&sum, places))
}

fn finding(total: &Target, parts: &[&Target], what: &str) -> Diagnostic {
    let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    Diagnostic::error("target/sum", format!("“{}”{what}", total.name))
        .at(total.span)
        .note(format!("各部分是：{}", names.join("、")))
        .remedy("请核对总数和各部分。")
}
