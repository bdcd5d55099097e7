//! 控制类: a ceiling, compared with the amount itself at any time.

use crate::assess::bounds::Bounds;
use crate::value::decimal::Decimal;

/// The formula as it is published.
pub const FORMULA: &str =
    "把数据直接与控制数比较，不按时间折算：不超过控制数即为达到；写“低于”“不足”的，须小于控制数。目标是一个范围或写“左右”的，只看上限。";

/// Whether the ceiling is kept.
pub(crate) fn is_met(goal: &Bounds, actual: &Decimal) -> bool {
    goal.is_kept(&actual.ratio())
}
