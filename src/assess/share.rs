//! 序时: which share of a goal should be reached by a date (contract §4). It knows no goal and no figure.

use crate::report::target::{PacePlan, Target};
use crate::value::decimal::Decimal;
use crate::value::period::Pace;
use jiff::civil::Date;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

/// How the share is found, as it is published.
pub const FORMULA: &str = "序时比例＝从起始日到截止日所跨的月份中，到数据日期已经过完的月数÷所跨的总月数（站点改为按天计算时，用天数，首尾两天都算）。\
                           目标另有分期计划的，按计划的百分比，两个计划点之间按同样的月数（天数）均匀推算。到截止日为100%。";

/// The share from 0 to 1 that should be reached at the end of `day`: the elapsed share of the period, or what the target's own plan says.
///
/// From the due date on it is 1, also where a month has not ended yet.
pub(crate) fn planned(target: &Target, day: Date, pace: Pace) -> BigRational {
    if day >= target.due() {
        return BigRational::one();
    }
    match &target.pace {
        PacePlan::Elapsed | PacePlan::AtDue { .. } => target.period.elapsed(day, pace),
        PacePlan::Points(points) => between_points(target, points, day, pace),
    }
}

/// Linear between the plan's points, from 0 at the start; a plan that ends before the due date goes on to the whole goal there.
fn between_points(target: &Target, points: &[(Date, Decimal)], day: Date, pace: Pace) -> BigRational {
    let elapsed = |day: Date| target.period.elapsed(day, pace);
    let start = (BigRational::zero(), BigRational::zero());
    let left = points.iter().filter(|(at, _)| *at <= day).max_by_key(|(at, _)| *at);
    let (left_at, left_share) = left.map_or(start, |(at, percent)| (elapsed(*at), fraction(percent)));
    let right = points.iter().filter(|(at, _)| *at > day).min_by_key(|(at, _)| *at);
    let (right_at, right_share) = right.map_or_else(
        || (BigRational::one(), BigRational::one().max(left_share.clone())),
        |(at, percent)| (elapsed(*at), fraction(percent)),
    );
    if right_at <= left_at {
        return left_share;
    }
    let way = (elapsed(day) - &left_at) / (right_at - left_at);
    &left_share + (right_share - &left_share) * way
}

/// Per cent as a fraction of 1.
fn fraction(percent: &Decimal) -> BigRational {
    percent.ratio() / BigRational::from_integer(BigInt::from(100))
}
