//! 增速类: a growth rate, compared with the goal itself and never scaled by time. The growth part of any target is judged here too.

use crate::assess::bounds::Bounds;
use crate::value::decimal::Decimal;

/// The formula as it is published.
pub const FORMULA: &str = "把本年累计的同比增速直接与目标增速比较，不按时间折算。目标是一个范围或写“左右”的，达到下限即为达到。\
                           既有数值又有增速的目标，两部分分别评价，取较差的一个；数据与目标写明的口径（如现价、可比价）不同的，增速部分不比较。";

/// Whether the goal is met.
pub(crate) fn is_met(goal: &Bounds, actual: &Decimal) -> bool {
    goal.is_reached(&actual.ratio())
}
