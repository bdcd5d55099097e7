//! 累计类: an amount that adds up over the period, compared with the part of the goal that is due by now.

use crate::assess::Expected;
use crate::assess::bounds::Bounds;
use crate::assess::status::Status;
use crate::value::decimal::Decimal;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// The formula as it is published.
pub const FORMULA: &str = "完成率＝累计完成数÷目标数。按序时应完成数＝目标数×序时比例；按家、个、名、次、条等整数计数的，应完成数去掉小数。\
                           目标是一个范围的，以范围的下限为目标数。累计完成数达到目标数即为完成；目标写“左右”的，达到允许偏差的下限即为完成。";

/// Whether the goal is met.
pub(crate) fn is_met(goal: &Bounds, actual: &Decimal) -> bool {
    goal.is_reached(&actual.ratio())
}

/// Actual ÷ goal; `None` for a goal that is not above 0, which nothing can be a share of.
pub(crate) fn completion(goal: &Bounds, actual: &Decimal) -> Option<BigRational> {
    let goal = goal.goal.ratio();
    goal.is_positive().then(|| actual.ratio() / goal)
}

/// What should be reached by now, rounded down where whole things are counted.
pub(crate) fn expected(goal: &Bounds, actual: &Decimal, share: &BigRational, counted: bool) -> Expected {
    let amount = goal.goal.ratio() * share;
    let exact = if counted { amount.floor() } else { amount };
    let shown = shown(&exact, actual, goal.goal.scale());
    Expected { exact, shown }
}

/// How an unmet goal stands before its due date.
pub(crate) fn progress(goal: &Bounds, actual: &Decimal, share: &BigRational, counted: bool, margin: &Decimal) -> Status {
    let margin = margin.ratio() / BigRational::from_integer(BigInt::from(100));
    if completion(goal, actual).is_some_and(|completion| completion - share >= margin) {
        Status::Ahead
    } else if actual.ratio() >= expected(goal, actual, share, counted).exact {
        Status::OnSchedule
    } else {
        Status::Behind
    }
}

/// A fraction for people: with about as many decimals as the figures beside it, and more only where rounding would carry it to the other
/// side of the actual amount, so that no page says 应完成8.3，实际完成8.3 of a target that is behind.
fn shown(exact: &BigRational, actual: &Decimal, goal_scale: u32) -> Decimal {
    let actual_ratio = actual.ratio();
    let side = exact.cmp(&actual_ratio);
    let least = goal_scale.max(actual.scale());
    let usual = (0..=least + 1).find(|places| (exact * BigInt::from(10).pow(*places)).is_integer()).unwrap_or(least + 1);
    let fits = |places: &u32| (Decimal::rounded(exact, *places).ratio().cmp(&actual_ratio)) == side;
    let places = if exact.is_zero() { 0 } else { (usual..usual + 12).find(fits).unwrap_or(usual) };
    Decimal::rounded(exact, places)
}
