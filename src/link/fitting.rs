//! What the keys of a target may not say together: keys that its measure would silently ignore, dates outside its time, relations that
//! lead back to itself, former addresses that leave the site. What is ignored in silence is published wrong.

use crate::diagnostic::Diagnostic;
use crate::link::names::Names;
use crate::source::{Span, Spanned};
use crate::syntax::targets::{GoalDraft, MeasureKey, PaceDraft, TargetDraft};
use crate::value::decimal::Decimal;
use crate::value::path::{OutPath, Slug};
use crate::value::period::Period;
use crate::value::unit::Unit;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Checks one target by itself.
pub(super) fn check(draft: &TargetDraft, period: Period, unit: Option<&Unit>, findings: &mut Vec<Diagnostic>) {
    unused(draft, findings);
    rate_unit(draft, unit, findings);
    dates(draft, period, findings);
    for goal in draft.target.iter().chain(draft.revised.iter().map(|revision| &revision.was)) {
        whole_goal(draft, goal, unit, findings);
    }
    aliases(&draft.aliases, findings);
}

/// Former addresses are relative paths inside the site: a page that forwards must not lead anywhere else.
pub(super) fn aliases(aliases: &[Spanned<String>], findings: &mut Vec<Diagnostic>) {
    for alias in aliases {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '/' | '-' | '_' | '.');
        let inside = alias.value.chars().all(plain) && OutPath::new(alias.value.strip_suffix('/').unwrap_or(&alias.value)).is_some();
        // A page cannot stand where a data file or a picture would.
        let last = alias.value.rsplit('/').next().unwrap_or_default();
        let inside = inside && (last.ends_with(".html") || !last.contains('.'));
        if !inside {
            findings.push(
                Diagnostic::error("link/alias", format!("“{}”不能作为旧网址", alias.value))
                    .at(alias.span)
                    .remedy("请写站内的相对路径，只用小写英文字母、数字、- 和 /，例如 2021/targets/old-name/。"),
            );
        }
    }
}

/// An amount of whole things that is negative or has decimals: a slip of the keyboard that would be published as it stands.
pub(super) fn whole(amount: &Spanned<Decimal>, measure: MeasureKey, unit: Option<&Unit>, findings: &mut Vec<Diagnostic>) {
    let Some(unit) = unit.filter(|unit| unit.is_counted() && measure == MeasureKey::Cumulative) else { return };
    let label = unit.label();
    let (code, message) = if amount.value.is_negative() {
        ("number/negative", format!("“{}”是负数，以“{label}”计数的不能小于0", amount.value))
    } else if !amount.value.ratio().is_integer() {
        ("number/fraction", format!("“{}”不是整数，以“{label}”计数的应当是整数", amount.value))
    } else {
        return;
    };
    findings.push(Diagnostic::error(code, message).at(amount.span).remedy("请核对数值和单位。"));
}

fn whole_goal(draft: &TargetDraft, goal: &GoalDraft, unit: Option<&Unit>, findings: &mut Vec<Diagnostic>) {
    for amount in goal.value.iter().chain(&goal.upper) {
        whole(amount, draft.measure.value, unit, findings);
    }
}

/// Keys that the measure has no use for.
fn unused(draft: &TargetDraft, findings: &mut Vec<Diagnostic>) {
    use MeasureKey::{Cap, Cumulative, Level, Milestone, Rate, Trend};
    let measure = draft.measure.value;
    let pace = draft.pace.as_ref().map(|pace| match pace {
        PaceDraft::Quarters(span, _) | PaceDraft::Points(span, _) | PaceDraft::AtDue(span, _) => *span,
    });
    let keys: [(&str, &str, Option<Span>, &[MeasureKey]); 6] = [
        ("stages", "节点类", draft.stages.first().map(|stage| stage.name.span), &[Milestone]),
        ("baseline", "水平类", draft.baseline.as_ref().map(|(value, _)| value.span), &[Level]),
        ("faster_than", "方向类", draft.faster_than.as_ref().map(|id| id.span), &[Trend]),
        ("direction", "方向类", draft.direction.as_ref().map(|direction| direction.span), &[Trend]),
        ("pace", "累计类、水平类和节点类", pace, &[Cumulative, Level, Milestone]),
        ("growth", "有数量的目标", draft.growth.as_ref().map(|growth| growth.span), &[Cumulative, Level, Cap, Rate]),
    ];
    for (key, whose, span, allowed) in keys {
        let Some(span) = span.filter(|_| !allowed.contains(&measure)) else { continue };
        let word = word(measure);
        findings.push(
            Diagnostic::error("target/not-allowed", format!("{word}没有“{key}”这一项"))
                .at(span)
                .remedy(format!("“{key}”只用于{whose}；请删除它，或核对 measure。")),
        );
    }
}

/// A growth rate is a percentage or a number of percentage points.
fn rate_unit(draft: &TargetDraft, unit: Option<&Unit>, findings: &mut Vec<Diagnostic>) {
    let Some(unit) = unit.filter(|_| draft.measure.value == MeasureKey::Rate) else { return };
    if !matches!(unit.dimension(), "percent" | "points") {
        let span = draft.unit.as_ref().map_or(draft.id.span, |unit| unit.span);
        findings.push(
            Diagnostic::error("target/rate-unit", format!("增速类（rate）的单位是百分数，不能是“{}”", unit.label()))
                .at(span)
                .remedy("增速请写 unit: percent（百分点写 points）；总量目标请把 measure 改为 cumulative 或 level。"),
        );
    }
}

/// Dates that cannot be: a starting level from after the end, an end or a stage outside the target's time.
fn dates(draft: &TargetDraft, period: Period, findings: &mut Vec<Diagnostic>) {
    let mut wrong = |date: &Spanned<Date>, what: String| {
        let remedy = "请核对日期；目标自己的起止日期写在 from 和 due。";
        findings.push(Diagnostic::error("date/order", what).at(date.span).remedy(remedy));
    };
    if let Some((_, as_of)) = draft.baseline.as_ref().filter(|(_, as_of)| as_of.value >= period.to()) {
        wrong(as_of, format!("基数的日期{}应当早于到期日{}", as_of.value, period.to()));
    }
    if let Some(ended) = draft.ended.as_ref().filter(|ended| !period.contains(ended.on.value)) {
        wrong(&ended.on, format!("终止日期{}不在目标期{}至{}之内", ended.on.value, period.from(), period.to()));
    }
    for stage in &draft.stages {
        if let Some(due) = stage.due.as_ref().filter(|due| !period.contains(due.value)) {
            wrong(due, format!("节点“{}”的时限{}不在目标期{}至{}之内", stage.name.value, due.value, period.from(), period.to()));
        }
    }
}

/// Checks how the targets of a report refer to one another.
pub(super) fn relations(drafts: &[&TargetDraft], names: &Names<'_>, findings: &mut Vec<Diagnostic>) {
    let known = |id: &Spanned<Slug>| names.known(&id.value);
    let groups: Vec<Vec<usize>> = drafts.iter().map(|draft| draft.part_of.iter().filter_map(known).collect()).collect();
    let sums: Vec<Vec<usize>> = drafts.iter().map(|draft| draft.sum_of.iter().filter_map(known).collect()).collect();
    for (at, draft) in drafts.iter().enumerate() {
        let back = |id: &&Spanned<Slug>, edges: &[Vec<usize>]| known(id).is_some_and(|to| leads_back(at, to, edges));
        findings.extend(draft.part_of.iter().find(|id| back(id, &groups)).map(|id| circle(draft, "part_of", id)));
        findings.extend(draft.sum_of.iter().find(|id| back(id, &sums)).map(|id| circle(draft, "sum_of", id)));
        let doubled = draft.sum_of.iter().enumerate().find(|(at, id)| draft.sum_of.iter().take(*at).any(|other| other.value == id.value));
        if let Some((_, id)) = doubled {
            findings.push(
                Diagnostic::error("id/duplicate", format!("“{}”在 sum_of 里写了两次", id.value))
                    .at(id.span)
                    .remedy("每一部分只写一次，否则会重复相加。"),
            );
        }
        if let Some(id) = &draft.faster_than {
            faster_than(at, draft, id, drafts, names, findings);
        }
    }
}

/// Whether the way from `to` comes back to `from`, which is the first target on it, so that each circle is said once.
fn leads_back(from: usize, to: usize, edges: &[Vec<usize>]) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![to];
    while let Some(at) = open.pop() {
        if at == from {
            return seen.iter().all(|other| *other >= from);
        }
        if seen.insert(at) {
            open.extend(edges.get(at).into_iter().flatten());
        }
    }
    false
}

fn circle(draft: &TargetDraft, key: &str, id: &Spanned<Slug>) -> Diagnostic {
    let what = if key == "faster_than" { "比自己快" } else { "是自己的一部分" };
    Diagnostic::error("target/circle", format!("“{}”的 {key} 绕回了它自己", draft.name.value))
        .at(id.span)
        .remedy(format!("一项目标不能{what}，请核对编号。"))
}

/// 快于 needs another target that can grow.
fn faster_than(
    at: usize,
    draft: &TargetDraft,
    id: &Spanned<Slug>,
    drafts: &[&TargetDraft],
    names: &Names<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let Some(other) = names.known(&id.value) else { return };
    if other == at {
        findings.push(circle(draft, "faster_than", id));
    } else if let Some(slow) = drafts.get(other).filter(|other| matches!(other.measure.value, MeasureKey::Milestone | MeasureKey::Standing))
    {
        let message = format!("“{}”是{}，没有增速可以比较", slow.name.value, word(slow.measure.value));
        findings.push(
            Diagnostic::error("target/faster-than", message)
                .at(id.span)
                .note_at(slow.id.span, "它写在这里")
                .remedy("请写有增速的指标的编号，例如 gdp。"),
        );
    }
}

fn word(measure: MeasureKey) -> &'static str {
    match measure {
        MeasureKey::Cumulative => "累计类",
        MeasureKey::Rate => "增速类",
        MeasureKey::Level => "水平类",
        MeasureKey::Cap => "控制类",
        MeasureKey::Milestone => "节点类",
        MeasureKey::Trend => "方向类",
        MeasureKey::Standing => "常态工作",
    }
}
