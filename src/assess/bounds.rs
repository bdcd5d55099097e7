//! What an amount must satisfy: a goal that is known, with its comparator. A masked goal never becomes one of these.

use crate::report::Policy;
use crate::report::target::Target;
use crate::value::comparator::Comparator;
use crate::value::decimal::Decimal;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// A known goal with its comparator, exact.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Bounds {
    /// How an amount is compared.
    pub(crate) op: Comparator,
    /// The goal, or the lower bound of a range.
    pub(crate) goal: Decimal,
    /// The upper bound of a range.
    pub(crate) upper: Option<Decimal>,
    /// How far 左右 reaches on either side, as a share of the goal.
    tolerance: BigRational,
}

impl Bounds {
    /// The bounds of the value goal, where it is known.
    pub(crate) fn of_value(target: &Target, policy: &Policy) -> Option<Self> {
        let (goal, upper) = target.known_goal()?;
        Some(Self { op: target.comparator(), goal, upper, tolerance: tolerance(policy) })
    }

    /// The bounds of the growth goal, where it is known.
    pub(crate) fn of_growth(target: &Target, policy: &Policy) -> Option<Self> {
        let op = target.growth.as_ref()?.op;
        Some(Self { op, goal: target.known_growth()?, upper: None, tolerance: tolerance(policy) })
    }

    /// The lower bound: of 左右 the goal less the tolerance, else the goal.
    pub(crate) fn lower(&self) -> BigRational {
        let goal = self.goal.ratio();
        if self.op == Comparator::About { &goal - goal.abs() * &self.tolerance } else { goal }
    }

    /// The upper bound: of 左右 the goal and the tolerance, of a range its upper end, else the goal.
    pub(crate) fn ceiling(&self) -> BigRational {
        let goal = self.goal.ratio();
        match (&self.upper, self.op) {
            (_, Comparator::About) => &goal + goal.abs() * &self.tolerance,
            (Some(upper), _) => upper.ratio(),
            (None, _) => goal,
        }
    }

    /// Whether an amount that should be large is large enough; of 左右 and a range only the lower bound counts.
    pub(crate) fn is_reached(&self, amount: &BigRational) -> bool {
        match self.op {
            Comparator::Reach | Comparator::AtLeast | Comparator::About | Comparator::Range => *amount >= self.lower(),
            Comparator::MoreThan => *amount > self.lower(),
            Comparator::AtMost => *amount <= self.ceiling(),
            Comparator::LessThan => *amount < self.ceiling(),
        }
    }

    /// Whether a level is where it should be; of 左右 and a range both bounds count, ends included.
    pub(crate) fn holds(&self, amount: &BigRational) -> bool {
        match self.op {
            Comparator::About | Comparator::Range => *amount >= self.lower() && *amount <= self.ceiling(),
            Comparator::Reach | Comparator::AtLeast | Comparator::MoreThan | Comparator::AtMost | Comparator::LessThan => {
                self.is_reached(amount)
            }
        }
    }

    /// Whether an amount stays under the ceiling; of 左右 and a range only the upper bound counts.
    pub(crate) fn is_kept(&self, amount: &BigRational) -> bool {
        if self.op == Comparator::LessThan { *amount < self.ceiling() } else { *amount <= self.ceiling() }
    }

    /// How far an amount lies from what is wanted: 0 where nothing is missing. 左右 is measured from the goal itself.
    pub(crate) fn distance(&self, amount: &BigRational) -> BigRational {
        let (below, above) = (self.lower() - amount, amount - self.ceiling());
        let far = match self.op {
            Comparator::Reach | Comparator::AtLeast | Comparator::MoreThan => below,
            Comparator::AtMost | Comparator::LessThan => above,
            Comparator::About => (amount - self.goal.ratio()).abs(),
            Comparator::Range => below.max(above),
        };
        far.max(BigRational::zero())
    }
}

/// The tolerance of 左右 as a fraction of 1.
fn tolerance(policy: &Policy) -> BigRational {
    policy.approx_tolerance.ratio() / BigRational::from_integer(BigInt::from(100))
}
