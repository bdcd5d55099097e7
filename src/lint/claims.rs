//! What the data know about a target, and whether a number in a text is one of them.

use crate::report::entry::Content;
use crate::report::target::{Goal, Measure, Target};
use crate::source::Span;
use crate::value::comparator::Comparator;
use crate::value::date::chinese;
use crate::value::decimal::Decimal;
use crate::value::quantity::{Amount, Quantity};
use crate::value::unit::Unit;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;

/// A number of the data.
pub struct Fact {
    /// The number.
    pub value: Decimal,
    /// The upper bound of a goal that is a range.
    pub upper: Option<Decimal>,
    /// Its unit.
    pub unit: Unit,
    /// How a goal is compared; `None` for what was observed.
    pub goal: Option<Comparator>,
    /// What it is: 目标, 截至2022年6月30日.
    pub what: String,
    /// How a growth is counted (可比价, 现价), where that is said.
    pub basis: Option<String>,
    /// Where it stands.
    pub span: Span,
}

impl Fact {
    /// `目标20个`
    pub fn told(&self) -> String {
        let (before, after) = self.goal.unwrap_or(Comparator::Reach).around();
        let upper = self.upper.as_ref().map(|upper| format!("—{upper}")).unwrap_or_default();
        format!("{}{before}{}{upper}{}{after}", self.what, self.value, self.unit.label())
    }
}

/// Goals, observed values, earlier values and the baseline of a target, in its unit; the size of the project too.
pub fn value_facts(target: &Target) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(scale) = &target.scale
        && let Amount::Known(value) = &scale.amount
    {
        facts.push(fact(value, &scale.unit, Some(Comparator::Reach), "规模", target.span));
    }
    let Some(unit) = &target.unit else { return facts };
    facts.extend(target.goal.iter().filter_map(|goal| goal_fact(goal, unit, "目标")));
    facts.extend(target.revised.iter().filter_map(|revision| goal_fact(&revision.was, unit, "原目标")));
    if let Some(disclosed) = &target.disclosed
        && let Some(value) = &disclosed.value
    {
        facts.push(fact(value, unit, Some(target.comparator()), "目标", disclosed.span));
    }
    if let Measure::Level { baseline: Some(baseline) } = &target.measure {
        facts.push(fact(&baseline.value, unit, None, &format!("截至{}", chinese(baseline.as_of)), target.span));
    }
    for entry in &target.entries {
        if let Content::Figure(figure) = &entry.content {
            let what = format!("截至{}", chinese(entry.as_of));
            let earlier = figure.changes.iter().filter_map(|change| change.from.as_ref());
            facts.extend(figure.value.iter().chain(earlier).map(|value| fact(value, unit, None, &what, entry.span)));
        }
    }
    facts
}

/// Growth goals and observed growth of a target.
pub fn growth_facts(target: &Target, percent: &Unit) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(growth) = &target.growth
        && let Amount::Known(value) = &growth.amount
    {
        let basis = growth.basis.clone();
        facts.push(Fact { basis, ..fact(value, percent, Some(growth.op), "目标增长", growth.span) });
    }
    if let Some(disclosed) = &target.disclosed
        && let Some(value) = &disclosed.growth
    {
        facts.push(fact(value, percent, Some(Comparator::Reach), "目标增长", disclosed.span));
    }
    for entry in &target.entries {
        if let Content::Figure(figure) = &entry.content {
            let what = format!("截至{}增长", chinese(entry.as_of));
            let stated = figure.growth_basis.as_ref().or(target.growth.as_ref().and_then(|growth| growth.basis.as_ref()));
            let growths = figure.growth.iter().map(|value| fact(value, percent, None, &what, entry.span));
            facts.extend(growths.map(|growth| Fact { basis: stated.cloned(), ..growth }));
        }
    }
    facts
}

fn fact(value: &Decimal, unit: &Unit, goal: Option<Comparator>, what: &str, span: Span) -> Fact {
    Fact { value: value.clone(), upper: None, unit: unit.clone(), goal, what: what.into(), basis: None, span }
}

fn goal_fact(goal: &Goal, unit: &Unit, what: &str) -> Option<Fact> {
    let Amount::Known(value) = &goal.amount else { return None };
    let upper = match &goal.upper {
        Some(Amount::Known(upper)) => Some(upper.clone()),
        Some(Amount::Masked(_)) | None => None,
    };
    Some(Fact { upper, ..fact(value, unit, Some(goal.op), what, goal.span) })
}

/// Whether a number is what was observed, rounded to the number's own digits: no other number, and not the one of the data either.
pub fn is_rounded(said: &Quantity, fact: &Fact) -> bool {
    let Amount::Known(number) = &said.amount else { return false };
    let plain = matches!(said.comparator, None | Some(Comparator::Reach)) && fact.goal.is_none() && number.scale() < fact.value.scale();
    plain && said.unit == fact.unit && Decimal::rounded(&fact.value.ratio(), number.scale()) == *number
}

/// Whether what a text says is a fact: the goal itself, or true of what was observed. 以上 includes the number and 超 does not.
/// A number in another unit than the data's may be rounded to its own digits.
pub fn agrees(said: &Quantity, fact: &Fact, tolerance: &Decimal) -> bool {
    let Amount::Known(number) = &said.amount else { return true };
    let Some(known) = fact.unit.convert(&fact.value.ratio(), &said.unit) else { return false };
    let amount = number.ratio();
    let rounded = said.unit != fact.unit && Decimal::rounded(&known, number.scale()) == *number;
    let equal = amount == known || rounded;
    let op = said.comparator.unwrap_or(Comparator::Reach);
    if let Some(goal) = fact.goal {
        let excludes = |op| matches!(op, Comparator::MoreThan | Comparator::LessThan);
        let upper = fact.upper.as_ref().and_then(|upper| fact.unit.convert(&upper.ratio(), &said.unit));
        let is_end = upper.is_some_and(|upper| upper == amount);
        return (equal || is_end) && (!excludes(op) || goal == op);
    }
    match op {
        Comparator::Reach => equal,
        Comparator::AtLeast => known >= amount,
        Comparator::MoreThan => known > amount,
        Comparator::AtMost => known <= amount,
        Comparator::LessThan => known < amount,
        Comparator::About => (&known - &amount).abs() <= known.abs() * tolerance.ratio() / BigRational::from_integer(BigInt::from(100)),
        Comparator::Range => match &said.upper {
            Some(Amount::Known(upper)) => amount <= known && known <= upper.ratio(),
            Some(Amount::Masked(_)) | None => true,
        },
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Fact, agrees};
    use crate::source::{FileId, Span};
    use crate::value::comparator::Comparator;
    use crate::value::decimal::Decimal;
    use crate::value::quantity::quantities;
    use crate::value::unit::Units;

    /// Whether the words agree with a number of the data.
    fn says(words: &str, value: &str, unit: &str, goal: Option<Comparator>) -> bool {
        let units = Units::default();
        let number = |text| Decimal::parse(text).unwrap();
        let unit = units.get(unit).unwrap().clone();
        let fact =
            Fact { value: number(value), upper: None, unit, goal, what: String::new(), basis: None, span: Span::new(FileId(0), 0..0) };
        agrees(quantities(words, &units).first().unwrap(), &fact, &number("5"))
    }

    #[test]
    fn units_are_converted_and_then_may_be_rounded() {
        assert!(says("1.2亿元", "12000", "万元", None) && says("1.23亿元", "12345", "万元", None));
        assert!(says("1公顷", "15", "亩", None));
        assert!(!says("1.24亿元", "12345", "万元", None) && !says("12000亿元", "12000", "万元", None));
        assert!(!says("101亿元", "101.3", "亿元", None), "the same unit is not rounded");
        assert!(!says("8个百分点", "8", "percent", None), "% and 个百分点 are never the same");
    }

    #[test]
    fn words_of_comparison_count() {
        assert!(says("20个以上", "20", "个", None) && !says("超过20个", "20", "个", None) && says("超过20个", "21", "个", None));
        assert!(says("约100亿元", "103", "亿元", None) && !says("约100亿元", "120", "亿元", None));
        assert!(says("20个", "20", "个", Some(Comparator::AtLeast)) && !says("21个", "20", "个", Some(Comparator::AtLeast)));
        assert!(!says("超过20个", "20", "个", Some(Comparator::AtLeast)) && says("超过20个", "20", "个", Some(Comparator::MoreThan)));
        assert!(says("不足100%", "96", "percent", None) && !says("不足100%", "100", "percent", None));
    }
}
