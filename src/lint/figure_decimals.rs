//! One indicator with far more decimals in one figures file than in another: two sources, or an amount typed from a calculator.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::entry::{Content, Entry, FigureStatus};
use crate::report::target::Target;
use crate::value::date::chinese;
use crate::value::decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["figure/decimals"],
    explanation: "同一项指标各期数据的小数位数应当一致，否则读者会以为口径变了。末尾的0不算，只差一位的也不提醒（那一位可能恰好是0）。\
                  常见原因是一期照抄了计算结果，另一期用了公报上的数。",
    right: "一季度 26.25，上半年 52.50",
    wrong: "一季度 26.2537，上半年 52.5",
    check,
};

/// One decimal fewer may be a zero that nobody wrote.
const ALLOWED: u32 = 1;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let targets = subject.site.world.reports.iter().flat_map(|report| &report.targets);
    targets.filter_map(differing).collect()
}

/// Values of the target's own period; demonstration data are made by a formula and keep its digits.
fn differing(target: &Target) -> Option<Diagnostic> {
    let figures = target.entries.iter().filter(|entry| entry.status != FigureStatus::Demo && target.period.contains(entry.as_of));
    let digits: Vec<(u32, &Entry, &Decimal)> = figures
        .filter_map(|entry| match &entry.content {
            Content::Figure(figure) => figure.value.as_ref().map(|value| (decimals(value), entry, value)),
            Content::Withheld { .. } | Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. } => None,
        })
        .collect();
    let (most, finest, fine) = digits.iter().max_by_key(|(digits, ..)| *digits)?;
    let (least, coarsest, coarse) = digits.iter().min_by_key(|(digits, ..)| *digits)?;
    (most - least > ALLOWED).then(|| {
        let message = format!(
            "“{}”各期的小数位数不一致：截至{}是{fine}，截至{}是{coarse}",
            target.name,
            chinese(finest.as_of),
            chinese(coarsest.as_of)
        );
        Diagnostic::warning("figure/decimals", message)
            .at(finest.span)
            .note_at(coarsest.span, "小数位数少的写在这里")
            .remedy("请按同一份报表的位数填写，末尾的0可以补上，例如 52.50；不要自己四舍五入出报表上没有的数。")
    })
}

/// How many decimals are left when zeros at the end are taken off.
fn decimals(value: &Decimal) -> u32 {
    let fraction = value.text().split_once('.').map_or("", |(_, fraction)| fraction.trim_end_matches('0'));
    u32::try_from(fraction.len()).unwrap_or(u32::MAX)
}
