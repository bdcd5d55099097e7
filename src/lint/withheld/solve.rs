//! What follows from sums: which unknown amounts a system of linear equations fixes. Exact fractions, no rounding, no knowledge of targets.

use num_rational::BigRational;
use num_traits::{One, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// A component with more equations than this is searched for single unknowns only, so that the work stays in proportion to the input.
const MOST_EQUATIONS: usize = 48;

/// `Σ coefficient × unknown = constant`; what is known has gone into the constant.
#[derive(Clone, Debug)]
pub(super) struct Equation {
    /// Unknowns with their coefficients, each once, none of them zero.
    pub(super) terms: BTreeMap<usize, BigRational>,
    /// The other side.
    pub(super) constant: BigRational,
    /// The relation it comes from.
    pub(super) relation: usize,
}

/// An unknown that is fixed, and by what.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Fixed {
    /// Its amount.
    pub(super) amount: BigRational,
    /// The relations that give it.
    pub(super) relations: BTreeSet<usize>,
}

/// The unknowns that equations fix: where some equation has a single unknown those alone, otherwise what elimination finds.
pub(super) fn fixed(equations: &[Equation]) -> BTreeMap<usize, Fixed> {
    let mut found = BTreeMap::new();
    for equation in equations {
        let mut terms = equation.terms.iter();
        if let (Some((unknown, coefficient)), None) = (terms.next(), terms.next()) {
            let amount = &equation.constant / coefficient;
            found.entry(*unknown).or_insert_with(|| Fixed { amount, relations: BTreeSet::from([equation.relation]) });
        }
    }
    if !found.is_empty() {
        return found;
    }
    components(equations).into_iter().filter(|rows| rows.len() <= MOST_EQUATIONS).flat_map(|rows| eliminated(&rows)).collect()
}

/// Equations that share unknowns, directly or through others.
fn components(equations: &[Equation]) -> Vec<Vec<&Equation>> {
    let mut leaders: BTreeMap<usize, usize> = BTreeMap::new();
    for equation in equations {
        let Some(first) = equation.terms.keys().next() else { continue };
        let root = leader(&mut leaders, *first);
        for unknown in equation.terms.keys() {
            let other = leader(&mut leaders, *unknown);
            leaders.insert(other, root);
        }
    }
    let mut groups: BTreeMap<usize, Vec<&Equation>> = BTreeMap::new();
    for equation in equations {
        if let Some(first) = equation.terms.keys().next() {
            groups.entry(leader(&mut leaders, *first)).or_default().push(equation);
        }
    }
    groups.into_values().collect()
}

/// The unknown that stands for all that are connected with this one.
fn leader(leaders: &mut BTreeMap<usize, usize>, unknown: usize) -> usize {
    let mut at = unknown;
    while let Some(next) = leaders.get(&at).copied().filter(|next| *next != at) {
        at = next;
    }
    leaders.insert(unknown, at);
    at
}

/// A row on its way: how much of each relation it is made of tells in the end what gives an unknown away.
struct Row {
    terms: BTreeMap<usize, BigRational>,
    constant: BigRational,
    made_of: BTreeMap<usize, BigRational>,
}

impl Row {
    fn of(equation: &Equation) -> Self {
        let made_of = BTreeMap::from([(equation.relation, BigRational::one())]);
        Self { terms: equation.terms.clone(), constant: equation.constant.clone(), made_of }
    }

    fn divide(&mut self, by: &BigRational) {
        self.terms.values_mut().chain(self.made_of.values_mut()).for_each(|coefficient| *coefficient /= by);
        self.constant /= by;
    }

    /// Takes `times` the other row away.
    fn subtract(&mut self, other: &Self, times: &BigRational) {
        take_away(&mut self.terms, &other.terms, times);
        take_away(&mut self.made_of, &other.made_of, times);
        self.constant -= &other.constant * times;
    }
}

fn take_away(from: &mut BTreeMap<usize, BigRational>, what: &BTreeMap<usize, BigRational>, times: &BigRational) {
    for (key, coefficient) in what {
        let entry = from.entry(*key).or_insert_with(BigRational::zero);
        *entry -= coefficient * times;
        if entry.is_zero() {
            from.remove(key);
        }
    }
}

/// Gauss and Jordan: an unknown is fixed exactly when it stands alone in its row of the reduced form.
fn eliminated(equations: &[&Equation]) -> Vec<(usize, Fixed)> {
    let mut done: Vec<(usize, Row)> = Vec::new();
    for equation in equations {
        let mut row = Row::of(equation);
        for (pivot, other) in &done {
            if let Some(times) = row.terms.get(pivot).cloned() {
                row.subtract(other, &times);
            }
        }
        // A row without unknowns says nothing, or that the figures disagree, which other rules tell.
        let Some((pivot, coefficient)) = row.terms.iter().next().map(|(pivot, coefficient)| (*pivot, coefficient.clone())) else {
            continue;
        };
        row.divide(&coefficient);
        for (_, other) in &mut done {
            if let Some(times) = other.terms.get(&pivot).cloned() {
                other.subtract(&row, &times);
            }
        }
        done.push((pivot, row));
    }
    let alone = done.into_iter().filter(|(_, row)| row.terms.len() == 1);
    alone.map(|(pivot, row)| (pivot, Fixed { amount: row.constant, relations: row.made_of.into_keys().collect() })).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Equation, fixed};
    use num_bigint::BigInt;
    use num_rational::BigRational;
    use num_traits::Zero;
    use proptest::prelude::{Strategy, prop, prop_assert, prop_assert_eq, proptest};
    use std::collections::{BTreeMap, BTreeSet};

    fn number(n: i64) -> BigRational {
        BigRational::from_integer(BigInt::from(n))
    }

    fn equation(relation: usize, terms: &[(usize, i64)], constant: i64) -> Equation {
        let terms = terms.iter().filter(|(_, c)| *c != 0).map(|(x, c)| (*x, number(*c))).collect();
        Equation { terms, constant: number(constant), relation }
    }

    #[test]
    fn two_totals_give_what_one_has_more_than_the_other() {
        let found = fixed(&[equation(0, &[(1, 1), (2, 1), (3, 1)], 100), equation(1, &[(1, 1), (2, 1)], 70)]);
        assert_eq!(found.keys().copied().collect::<Vec<usize>>(), [3]);
        assert_eq!((found[&3].amount.clone(), found[&3].relations.clone()), (number(30), BTreeSet::from([0, 1])));
        assert!(fixed(&[equation(0, &[(1, 1), (2, 1)], 100)]).is_empty(), "two unknowns, one sum");
    }

    /// The rank of dense rows, worked out another way than above: column by column.
    fn rank(mut rows: Vec<Vec<BigRational>>) -> usize {
        let width = rows.first().map_or(0, Vec::len);
        let mut rank = 0;
        for column in 0..width {
            let Some(at) = (rank..rows.len()).find(|at| !rows[*at][column].is_zero()) else { continue };
            rows.swap(rank, at);
            let (done, rest) = rows.split_at_mut(rank + 1);
            for row in rest {
                let times = &row[column] / &done[rank][column];
                row.iter_mut().zip(&done[rank]).for_each(|(cell, above)| *cell -= above * &times);
            }
            rank += 1;
        }
        rank
    }

    const UNKNOWNS: usize = 6;

    /// Systems as the rule builds them: small coefficients, and a solution that exists.
    fn systems() -> impl Strategy<Value = (Vec<Vec<i64>>, Vec<i64>)> {
        let rows = prop::collection::vec(prop::collection::vec(-1_i64..=2, UNKNOWNS), 1..6);
        (rows, prop::collection::vec(0_i64..200, UNKNOWNS))
    }

    proptest! {
        #[test]
        fn what_is_fixed_is_right_and_silence_means_that_nothing_is((rows, truth) in systems()) {
            let equations: Vec<Equation> = rows.iter().enumerate().map(|(at, row)| {
                let terms: Vec<(usize, i64)> = row.iter().copied().enumerate().collect();
                equation(at, &terms, row.iter().zip(&truth).map(|(c, x)| c * x).sum())
            }).collect();
            let found: BTreeMap<_, _> = fixed(&equations);
            for (unknown, fixed) in &found {
                prop_assert_eq!(&fixed.amount, &number(truth[*unknown]));
            }
            let dense: Vec<Vec<BigRational>> = rows.iter().map(|row| row.iter().map(|c| number(*c)).collect()).collect();
            let is_fixed = |unknown: usize| {
                let mut more = dense.clone();
                more.push((0..UNKNOWNS).map(|at| number(i64::from(at == unknown))).collect());
                rank(more) == rank(dense.clone())
            };
            let single = equations.iter().any(|equation| equation.terms.len() == 1);
            for unknown in 0..UNKNOWNS {
                // With a single unknown somewhere only those are told at once; the caller asks again with them filled in.
                prop_assert!(found.contains_key(&unknown) == is_fixed(unknown) || single && is_fixed(unknown));
            }
            prop_assert!(!found.is_empty() || (0..UNKNOWNS).all(|unknown| !is_fixed(unknown)));
        }
    }
}
