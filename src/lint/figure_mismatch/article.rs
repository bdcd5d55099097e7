//! What articles of columns quote. An article is no adopted text: it may name a target without its number, it may quote the goal before or
//! after a revision, and it may leave the comparator to its own sentence. A number it does quote is the data's.

use crate::diagnostic::Diagnostic;
use crate::lint::figure_mismatch::{Expected, difference, expected, observed, same, told};
use crate::lint::{Subject, Written};
use crate::report::column::{Binding, Bound};
use crate::report::target::{Part, Target};
use crate::source::Span;
use crate::value::date::chinese;
use crate::value::decimal::Decimal;
use crate::value::quantity::{Amount, Quantity, quantities};
use crate::value::unit::{Unit, Units};
use jiff::civil::Date;

/// Every quotation that is not the data's.
pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let units = &subject.site.world.site.units;
    let judged = subject.articles().flat_map(|written| {
        let bindings = &written.article.bindings;
        bindings.iter().filter_map(move |binding| judge(subject, &written, binding, units)).collect::<Vec<_>>()
    });
    judged.collect()
}

fn judge(subject: &Subject<'_>, written: &Written<'_>, binding: &Binding, units: &Units) -> Option<Diagnostic> {
    let target = subject.site.world.reports.get(binding.report)?.targets.get(binding.target)?;
    match binding.bound {
        Bound::Goal(part) => goal(target, binding, part, units),
        // What waits for its time may quote figures that wait too.
        Bound::Figure { as_of, growth } => figure(target, binding, as_of, growth, units, written.waiting),
    }
}

fn goal(target: &Target, binding: &Binding, part: Part, units: &Units) -> Option<Diagnostic> {
    let found = quantities(&binding.words, units);
    let [quantity] = found.as_slice() else { return (!found.is_empty()).then(|| several(target, binding, found.len())) };
    let percent = units.get("percent")?;
    let disclosed = disclosed(target, part);
    let stated = versions(target, part, percent);
    let unit = stated.first().map(|expected| expected.unit)?;
    let right = stated.iter().any(|expected| agrees(expected, quantity))
        || disclosed.as_ref().is_some_and(|value| quantity.upper.is_none() && same(&quantity.amount, &quantity.unit, value, unit));
    let newest = stated.last().filter(|_| !right)?;
    let message = format!("文中写的是“{}”，目标是{}（{}）", binding.words, told(newest), target.name);
    Some(mismatch(message, binding, newest.span, "目标写在这里"))
}

/// The goal as it was and is: what was adopted first, every revision, the newest last.
fn versions<'a>(target: &'a Target, part: Part, percent: &'a Unit) -> Vec<Expected<'a>> {
    let mut versions = Vec::new();
    if let (Part::Value, Some(unit)) = (part, target.unit.as_ref()) {
        let goals = target.revised.iter().map(|revision| &revision.was).chain(target.goal.as_ref());
        versions.extend(goals.map(|goal| Expected {
            op: goal.op,
            amount: &goal.amount,
            upper: goal.upper.as_ref(),
            unit,
            span: goal.span,
        }));
    } else {
        versions.extend(expected(target, part, percent));
    }
    versions
}

/// The number that a later file gave for a masked goal.
fn disclosed(target: &Target, part: Part) -> Option<Amount> {
    let disclosure = target.disclosed.as_ref()?;
    let value: Option<&Decimal> = match part {
        Part::Value => disclosure.value.as_ref(),
        Part::Growth => disclosure.growth.as_ref(),
        Part::Scale => None,
    };
    value.cloned().map(Amount::Known)
}

/// The same number and unit, and no other comparator; one that the words leave out stands in the sentence around them.
fn agrees(expected: &Expected<'_>, found: &Quantity) -> bool {
    let said = Quantity { comparator: found.comparator.or(Some(expected.op)), ..found.clone() };
    difference(expected, &said, None).is_none()
}

fn figure(target: &Target, binding: &Binding, as_of: Date, growth: bool, units: &Units, waiting: bool) -> Option<Diagnostic> {
    let Some((value, span)) = observed(target, as_of, growth) else {
        let message = format!("“{}”在{}没有可以引用的数据", target.name, chinese(as_of));
        let finding = Diagnostic::error("figure/missing", message).at(binding.span).note_at(target.span, "目标写在这里");
        return (!waiting).then(|| finding.remedy("请核对日期；没有数据或者暂不公开的，文章不能引用。"));
    };
    let unit = if growth { units.get("percent")? } else { target.unit.as_ref()? };
    let found = quantities(&binding.words, units);
    let right = matches!(found.as_slice(), [quantity] if same(&quantity.amount, &quantity.unit, &Amount::Known(value.clone()), unit));
    (!right).then(|| {
        let message = format!("文中写的是“{}”，数据是{value}{}（{}）", binding.words, unit.label(), target.name);
        mismatch(message, binding, span, "数据写在这里")
    })
}

fn mismatch(message: String, binding: &Binding, data: Span, note: &str) -> Diagnostic {
    let finding = Diagnostic::error("figure/mismatch", message).at(binding.span).note_at(data, note);
    finding.remedy("请核对后改正文字或数据，两处应当一致。")
}

fn several(target: &Target, binding: &Binding, count: usize) -> Diagnostic {
    let message = format!("链接文字“{}”里有{count}个数字（{}）", binding.words, target.name);
    Diagnostic::error("figure/mismatch", message)
        .at(binding.span)
        .note_at(target.span, "目标写在这里")
        .remedy("一个链接最多对应一个数字，请分成几个链接，或只链接目标的名称。")
}
