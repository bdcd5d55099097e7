//! A growth that does not follow from this year's and last year's amounts, both of which stand in the data.

use crate::diagnostic::Diagnostic;
use crate::lint::year_before::{figures, year_before};
use crate::lint::{Rule, Subject};
use crate::report::entry::{Entry, Figure};
use crate::report::target::Target;
use crate::value::date::chinese;
use crate::value::decimal::Decimal;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["figure/growth-level"],
    explanation: "增幅应当与本年数、上年同期数算得上（允许四舍五入的误差）。只核对口径相同的：增幅按现价或自然口径的，\
                  或者不是金额而没有写口径的；按可比价的增幅不能用现价总量推算，不核对。口径另有说明的，在这个数的 note 里写明，也不核对。",
    right: "上年 100，本年 105，增长 5",
    wrong: "上年 100，本年 105，增长 8",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let world = &subject.site.world;
    let targets = world.reports.iter().flat_map(|report| report.targets.iter().map(move |target| (report, target)));
    let found = targets.flat_map(|(report, target)| {
        let own = figures(target).filter(|(_, figure)| figure.note.is_none() && is_comparable(target, figure));
        own.filter_map(|(entry, figure)| {
            let (before, last) = year_before(world, report, target, entry.as_of)?;
            contradiction(target, (entry, figure), (before, last))
        })
        .collect::<Vec<_>>()
    });
    found.collect()
}

/// Whether growth and amounts are counted the same way.
fn is_comparable(target: &Target, figure: &Figure) -> bool {
    let basis = figure.growth_basis.as_deref().or_else(|| target.growth.as_ref().and_then(|growth| growth.basis.as_deref()));
    match basis {
        Some(basis) => matches!(basis, "现价" | "自然口径"),
        None => target.unit.as_ref().is_some_and(|unit| unit.dimension() != "money"),
    }
}

fn contradiction(target: &Target, now: (&Entry, &Figure), last: (&Entry, &Figure)) -> Option<Diagnostic> {
    let (value, growth, before) = (now.1.value.as_ref()?, now.1.growth.as_ref()?, last.1.value.as_ref()?);
    let counted = target.unit.as_ref().is_some_and(|unit| unit.is_counted());
    let (lowest, highest) = growths(value, before, counted)?;
    let slack = half_unit(growth);
    let stated = growth.ratio();
    if &stated + &slack >= lowest && &stated - &slack <= highest {
        return None;
    }
    let unit = target.unit.as_ref().map_or("", |unit| unit.label());
    let computed = Decimal::rounded(&(percent(&value.ratio(), &before.ratio())), growth.scale().max(1));
    let message = format!(
        "“{}”截至{}是{value}{unit}，上年同期是{before}{unit}，应增长{computed}%，写的是{growth}%",
        target.name,
        chinese(now.0.as_of)
    );
    let finding = Diagnostic::warning("figure/growth-level", message).at(now.0.span).note_at(last.0.span, "上年同期数写在这里");
    Some(finding.remedy("请核对三个数；增幅的口径与总量不同的，写明 growth_basis，或在 note 里说明。"))
}

/// The least and the greatest growth that rounded amounts allow, in per cent.
fn growths(value: &Decimal, before: &Decimal, counted: bool) -> Option<(BigRational, BigRational)> {
    let slack = |number: &Decimal| if counted { BigRational::zero() } else { half_unit(number) };
    let (least, most) = (before.ratio() - slack(before), before.ratio() + slack(before));
    least.is_positive().then(|| (percent(&(value.ratio() - slack(value)), &most), percent(&(value.ratio() + slack(value)), &least)))
}

fn percent(value: &BigRational, before: &BigRational) -> BigRational {
    (value / before - BigRational::from_integer(BigInt::from(1))) * BigRational::from_integer(BigInt::from(100))
}

/// Half of the last digit that is written.
fn half_unit(number: &Decimal) -> BigRational {
    BigRational::new(BigInt::from(1), BigInt::from(10).pow(number.scale()) * BigInt::from(2))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{growths, half_unit};
    use crate::value::decimal::Decimal;

    fn allows(value: &str, before: &str, growth: &str) -> bool {
        let number = |text| Decimal::parse(text).unwrap();
        let growth = number(growth);
        let (least, most) = growths(&number(value), &number(before), false).unwrap();
        growth.ratio() + half_unit(&growth) >= least && growth.ratio() - half_unit(&growth) <= most
    }

    #[test]
    fn rounding_is_allowed_for() {
        assert!(allows("105.0", "100.0", "5.0") && allows("105.0", "100.0", "5.1") && !allows("105.0", "100.0", "5.3"));
        assert!(allows("61.2", "56.9", "7.6"), "7.557");
        assert!(allows("90", "100", "-10") && !allows("90", "100", "10"));
    }
}
