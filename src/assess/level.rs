//! 水平类: a level at the end of the period; before that, the way covered since the baseline.

use crate::assess::bounds::Bounds;
use crate::assess::status::Status;
use crate::report::target::Baseline;
use crate::value::decimal::Decimal;
use num_rational::BigRational;
use num_traits::{One, Zero};

/// The formula as it is published.
pub const FORMULA: &str = "把期末水平与目标水平比较；目标是一个范围或写“左右”的，应落在范围之内，含两端。到期前尚未达到的：有起点水平的，\
                           看从起点到目标已走过的比例（向上、向下都一样），不低于序时比例即为达到序时进度；没有起点水平的，到期再评价。";

/// Whether the goal is met.
pub(crate) fn is_met(goal: &Bounds, actual: &Decimal) -> bool {
    goal.holds(&actual.ratio())
}

/// Which share of the way from the baseline to the goal is covered; below 0 when the level moved away from the goal.
///
/// It is measured by the distance that is left, so overshooting a range covers no way. `None` when the baseline was at the goal already.
pub(crate) fn way(goal: &Bounds, baseline: &Baseline, actual: &Decimal) -> Option<BigRational> {
    let all = goal.distance(&baseline.value.ratio());
    let left = goal.distance(&actual.ratio());
    (!all.is_zero()).then(|| BigRational::one() - left / all)
}

/// How an unmet goal with a baseline stands before its due date; a level that started at its goal and left it is behind.
pub(crate) fn progress(goal: &Bounds, baseline: &Baseline, actual: &Decimal, share: &BigRational) -> Status {
    if way(goal, baseline, actual).is_some_and(|way| way >= *share) { Status::OnSchedule } else { Status::Behind }
}
