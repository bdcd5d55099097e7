//! 方向类: up, down, or faster than another indicator's actual growth. The other indicator's goal is never looked at.

use crate::report::Report;
use crate::report::entry::{Content, Entry, Figure};
use crate::report::target::{Measure, Target, Trend};
use crate::value::decimal::Decimal;
use jiff::civil::Date;

/// The formula as it is published.
pub const FORMULA: &str = "看同比增速的方向：目标是增长的，增速大于0；目标是下降的，增速小于0；目标是快于另一项指标的，\
                           增速大于那项指标同一日期、同一口径的实际增速（与那项指标的目标数无关）。不按时间折算。";

/// Whether the growth has the direction wanted; `other` is the growth a faster-than trend is compared with.
pub(crate) fn is_met(trend: &Trend, actual: &Decimal, other: Option<&Decimal>) -> bool {
    match trend {
        Trend::Up => !actual.is_zero() && !actual.is_negative(),
        Trend::Down => actual.is_negative(),
        Trend::FasterThan(_) => other.is_some_and(|other| actual > other),
    }
}

/// What the other indicator gives to compare with.
pub(crate) enum Other {
    /// Its actual growth in per cent.
    Growth(Decimal),
    /// Nothing reported for that date.
    Missing(String),
    /// Withheld, or reckoned on another basis: why it cannot be compared.
    Incomparable(String),
}

/// The other indicator's actual growth at the same date and on the same basis.
pub(crate) fn other(report: &Report, index: usize, day: Date, basis: Option<&str>) -> Other {
    let Some(target) = report.targets.get(index) else {
        return Other::Missing("没有对照指标".into());
    };
    let missing = || Other::Missing(format!("对照指标“{}”没有同一日期的增速数据", target.name));
    match target.entries.iter().rev().find(|entry| entry.as_of == day) {
        Some(Entry { content: Content::Withheld { .. }, .. }) => Other::Incomparable(format!("对照指标“{}”的数据暂不公开", target.name)),
        Some(Entry { content: Content::Figure(figure), .. }) => match growth_of(target, figure) {
            None => missing(),
            Some(growth) => match different(figure.growth_basis.as_deref(), basis) {
                Some((theirs, ours)) => {
                    Other::Incomparable(format!("本项增速按{ours}计算，对照指标“{}”按{theirs}计算，口径不同", target.name))
                }
                None => Other::Growth(growth),
            },
        },
        Some(_) | None => missing(),
    }
}

/// The growth a figure reports; of a rate target that is its value.
pub(crate) fn growth_of(target: &Target, figure: &Figure) -> Option<Decimal> {
    match target.measure {
        Measure::Rate => figure.value.clone().or_else(|| figure.growth.clone()),
        Measure::Cumulative | Measure::Level { .. } | Measure::Cap | Measure::Milestone { .. } | Measure::Trend(_) | Measure::Standing => {
            figure.growth.clone()
        }
    }
}

/// Two bases that are both stated and unequal.
pub(crate) fn different<'a>(left: Option<&'a str>, right: Option<&'a str>) -> Option<(&'a str, &'a str)> {
    left.zip(right).filter(|(left, right)| left != right)
}
