//! Goals: which comparators, values and masks may stand together (contract §1, `op`).

use crate::diagnostic::Diagnostic;
use crate::report::target::{Goal, GrowthGoal};
use crate::source::{Span, Spanned};
use crate::syntax::targets::{GoalDraft, MeasureKey};
use crate::value::comparator::Comparator;
use crate::value::decimal::Decimal;
use crate::value::quantity::{Amount, Mask};

/// The goal for the value; `None` when it is set by a higher authority without a value, or unsound.
pub(super) fn value_goal(draft: &GoalDraft, measure: MeasureKey, findings: &mut Vec<Diagnostic>) -> Option<Goal> {
    let op = draft.op.as_ref().map_or(Comparator::Reach, |op| op.value);
    let op_span = draft.op.as_ref().map_or(draft.span, |op| op.span);
    if let Some(basis) = draft.basis.as_ref().filter(|_| measure != MeasureKey::Rate) {
        findings.push(
            Diagnostic::error("target/basis", "统计口径 basis 只能写在增速上")
                .at(basis.span)
                .remedy("请移到 growth，或删除；只有增速的目标（measure: rate）可以写在 target 里。"),
        );
    }
    check_comparator(op, op_span, measure, findings);
    let amount = amount(draft.value.as_ref(), draft.mask.as_ref(), draft, findings)?;
    let upper = upper(op, &amount, draft, findings)?;
    if is_zero(op, &amount, draft, findings) {
        return None;
    }
    let basis = draft.basis.as_ref().map(|basis| basis.value.clone());
    Some(Goal { op, amount, upper, basis, span: draft.span })
}

/// The goal for the growth.
pub(super) fn growth_goal(draft: &GoalDraft, findings: &mut Vec<Diagnostic>) -> Option<GrowthGoal> {
    let op = draft.op.as_ref().map_or(Comparator::Reach, |op| op.value);
    if op.is_ceiling() || op == Comparator::Range {
        let span = draft.op.as_ref().map_or(draft.span, |op| op.span);
        findings.push(
            Diagnostic::error("target/op", format!("同比增速不能用“{}”", op.code()))
                .at(span)
                .remedy("请用 reach、at-least、more-than 或 about。"),
        );
    }
    let amount = amount(draft.value.as_ref(), draft.mask.as_ref(), draft, findings)?;
    let basis = draft.basis.as_ref().map(|basis| basis.value.clone());
    Some(GrowthGoal { op, amount, basis, span: draft.span })
}

/// 以内、不足 belong to level and cap only, and a cap is never a floor.
fn check_comparator(op: Comparator, span: Span, measure: MeasureKey, findings: &mut Vec<Diagnostic>) {
    let ceiling_allowed = matches!(measure, MeasureKey::Level | MeasureKey::Cap);
    if op.is_ceiling() && !ceiling_allowed {
        findings.push(
            Diagnostic::error("target/op", format!("“{}”只能用于水平类（level）和控制类（cap）", op.code()))
                .at(span)
                .remedy("控制在某数以内的，measure 请写 cap；否则请改用 reach、at-least、more-than 或 about。"),
        );
    }
    let floor = matches!(op, Comparator::Reach | Comparator::AtLeast | Comparator::MoreThan);
    if measure == MeasureKey::Cap && floor {
        findings.push(
            Diagnostic::error("target/op", format!("控制类（cap）不能用“{}”", op.code()))
                .at(span)
                .remedy("控制类是不超过某数，请写 op: at-most 或 op: less-than。"),
        );
    }
}

/// Exactly one of value and mask.
fn amount(
    value: Option<&Spanned<Decimal>>,
    mask: Option<&Spanned<Mask>>,
    draft: &GoalDraft,
    findings: &mut Vec<Diagnostic>,
) -> Option<Amount> {
    match (value, mask) {
        (Some(value), None) => Some(Amount::Known(value.value.clone())),
        (None, Some(mask)) => Some(Amount::Masked(mask.value.clone())),
        (Some(value), Some(mask)) => {
            findings.push(
                Diagnostic::error("target/value-and-mask", "同一个目标既写了数值又写了“XX”")
                    .at(value.span)
                    .note_at(mask.span, "“XX”写在这里")
                    .remedy("正文是数字的写 value，正文是“XX”的写 mask，只写一样。后来公布的数值写在 figures 文件的 targets 里。"),
            );
            None
        }
        (None, None) => {
            if draft.set_by.is_none() {
                findings.push(
                    Diagnostic::error("target/no-value", "目标没有写数值")
                        .at(draft.span)
                        .remedy("请写 value: 数字；正文是“XX”的写 mask: xx；由上级下达而正文没有数值的写 set_by: 上级下达。"),
                );
            }
            None
        }
    }
}

/// The upper bound: with a range exactly one, otherwise none. `None` when the bounds are unsound.
fn upper(op: Comparator, lower: &Amount, draft: &GoalDraft, findings: &mut Vec<Diagnostic>) -> Option<Option<Amount>> {
    let upper = match (&draft.upper, &draft.upper_mask) {
        (Some(upper), _) => Some((Amount::Known(upper.value.clone()), upper.span)),
        (None, Some(mask)) => Some((Amount::Masked(mask.value.clone()), mask.span)),
        (None, None) => None,
    };
    let wrong = match (op, &upper) {
        (Comparator::Range, None) => {
            Diagnostic::error("target/range", "区间目标没有写上限").at(draft.span).remedy("请补写 upper: 数字（或 upper_mask: xx）。")
        }
        (Comparator::Range, Some((Amount::Known(upper), span))) if matches!(lower, Amount::Known(lower) if lower > upper) => {
            Diagnostic::error("target/range", format!("区间的上限{upper}小于下限{lower}")).at(*span).remedy("请核对 value 和 upper。")
        }
        (Comparator::Range, Some(_)) | (_, None) => return Some(upper.map(|(amount, _)| amount)),
        (_, Some((_, span))) => {
            Diagnostic::error("target/range", "只有区间目标才能写上限").at(*span).remedy("请把 op 改为 range，或删除上限。")
        }
    };
    findings.push(wrong);
    None
}

/// Whether the goal is 0, which is legal only as a ceiling.
fn is_zero(op: Comparator, amount: &Amount, draft: &GoalDraft, findings: &mut Vec<Diagnostic>) -> bool {
    let zero = matches!(amount, Amount::Known(number) if number.is_zero()) && !op.is_ceiling();
    if zero {
        let span = draft.value.as_ref().map_or(draft.span, |value| value.span);
        findings.push(
            Diagnostic::error("target/zero", "目标值是0")
                .at(span)
                .remedy("只有“不超过”“低于”的目标可以是0；清零类目标请写 measure: cap、op: at-most。没有目标值的不要写0。"),
        );
    }
    zero
}
