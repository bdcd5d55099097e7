//! One entry of `targets.yaml`, resolved.

use crate::diagnostic::Diagnostic;
use crate::link::names::{Names, unknown};
use crate::link::{carried, fitting, goal};
use crate::report::target::{Baseline, Commitment, Ended, Measure, PacePlan, Revision, Scale, Stage, Target, Trend};
use crate::source::{Span, Spanned};
use crate::syntax::targets::{Direction, MeasureKey, PaceDraft, ScaleDraft, TargetDraft};
use crate::value::decimal::Decimal;
use crate::value::period::Period;
use crate::value::quantity::Amount;
use crate::value::unit::{Unit, Units};
use jiff::civil::Date;

/// Links one target. What is unsound is a finding and left out, so that the rest of the target can still be checked.
pub(super) fn link(
    draft: &TargetDraft,
    chapter: usize,
    report: Period,
    units: &Units,
    names: &Names<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Target {
    let measure = draft.measure.value;
    let period = period(draft, report, findings);
    let unit = draft.unit.as_ref().and_then(|unit| known_unit(unit, units, findings));
    required(draft, unit.as_ref(), findings);
    fitting::check(draft, period, unit.as_ref(), findings);
    Target {
        id: draft.id.value.clone(),
        name: draft.name.value.clone(),
        span: draft.id.span,
        chapter,
        measure: self::measure(draft, names, findings),
        goal: draft.target.as_ref().and_then(|target| goal::value_goal(target, measure, findings)),
        growth: draft.growth.as_ref().and_then(|growth| goal::growth_goal(growth, findings)),
        set_by: draft.target.as_ref().and_then(|target| target.set_by.as_ref()).map(|set_by| set_by.value.clone()),
        set_by_op: draft.target.as_ref().filter(|target| target.set_by.is_some()).and_then(|target| target.op.as_ref()).map(|op| op.value),
        unit,
        counts: draft.counts.as_ref().map(|counts| counts.value.clone()),
        commitment: draft.commitment.as_ref().map_or(Commitment::Plan, |commitment| commitment.value),
        pace: pace(draft, period, findings),
        period,
        lead: names.offices(&draft.lead, findings),
        support: names.offices(&draft.support, findings),
        part_of: draft.part_of.as_ref().and_then(|id| names.target(id, findings)),
        sum_of: draft.sum_of.iter().filter_map(|id| names.target(id, findings)).collect(),
        scale: draft.scale.as_ref().and_then(|scale| self::scale(scale, units, findings)),
        assess_off: draft.assess_off.as_ref().map(|reason| reason.value.clone()),
        revised: revisions(draft, findings),
        ended: draft.ended.as_ref().map(|ended| Ended {
            on: ended.on.value,
            authority: ended.authority.value.clone(),
            reason: ended.reason.value.clone(),
        }),
        disclosed: None,
        entries: Vec::new(),
        explanations: Vec::new(),
        quotes: Vec::new(),
        renamed_from: draft.renamed_from.as_ref().map(|id| id.value.clone()),
        carried_from: draft.carried_from.as_ref().and_then(|from| carried::read(from, findings)),
        aliases: draft.aliases.iter().map(|alias| alias.value.clone()).collect(),
    }
}

/// What a measure must have (contract §1, Required).
fn required(draft: &TargetDraft, unit: Option<&Unit>, findings: &mut Vec<Diagnostic>) {
    let counted_by_text = matches!(draft.measure.value, MeasureKey::Milestone | MeasureKey::Trend | MeasureKey::Standing);
    if counted_by_text {
        if let Some(target) = &draft.target {
            findings.push(
                Diagnostic::error("target/not-allowed", "节点类、方向类和常态工作没有目标值")
                    .at(target.span)
                    .remedy("有数量的目标请改用 cumulative、rate、level 或 cap；项目规模写 scale。"),
            );
        }
        return;
    }
    let set_by = draft.target.as_ref().is_some_and(|target| target.set_by.is_some());
    let mut missing = |key: &str, what: &str, remedy: &str| {
        let message = format!("“{}”没有写{what}（{key}）", draft.name.value);
        findings.push(Diagnostic::error("target/required", message).at(draft.id.span).remedy(remedy.to_owned()));
    };
    if draft.target.is_none() && draft.growth.is_none() {
        missing("target", "目标", "请写 target: {op: reach, value: 数字}；只有增速的，measure 写 rate。");
    }
    if draft.unit.is_none() && !set_by {
        missing("unit", "计量单位", "例如 unit: 个；百分数写 unit: percent。");
    }
    if draft.measure.value == MeasureKey::Cumulative && draft.counts.is_none() && unit.is_some_and(Unit::is_counted) {
        missing("counts", "计数口径", "请写明按什么计数，例如 counts: 开工（或竣工、投产、签约、申报、举办）。");
    }
}

pub(super) fn known_unit(unit: &Spanned<String>, units: &Units, findings: &mut Vec<Diagnostic>) -> Option<Unit> {
    let found = units.get(&unit.value).cloned();
    if found.is_none() {
        let finding = unknown("unit/unknown", "计量单位", &unit.value, unit.span, units.keys());
        let own = finding.remedy.clone().unwrap_or_default();
        findings.push(finding.remedy(format!("{own}百分数写 percent，百分点写 points；本地单位请先写进 site.yaml 的 units。")));
    }
    found
}

fn period(draft: &TargetDraft, report: Period, findings: &mut Vec<Diagnostic>) -> Period {
    let from = draft.from.as_ref().map_or(report.from(), |from| from.value);
    let due = draft.due.as_ref().map_or(report.to(), |due| due.value);
    Period::new(from, due).unwrap_or_else(|| {
        let span = draft.due.as_ref().or(draft.from.as_ref()).map_or(draft.id.span, |date| date.span);
        findings.push(
            Diagnostic::error("period/order", format!("“{}”的开始日期{from}晚于到期日{due}", draft.name.value))
                .at(span)
                .remedy("请核对 from 和 due；不写时按报告的目标期计算。"),
        );
        report
    })
}

fn measure(draft: &TargetDraft, names: &Names<'_>, findings: &mut Vec<Diagnostic>) -> Measure {
    match draft.measure.value {
        MeasureKey::Cumulative => Measure::Cumulative,
        MeasureKey::Rate => Measure::Rate,
        MeasureKey::Level => {
            let baseline = draft.baseline.as_ref();
            Measure::Level { baseline: baseline.map(|(value, as_of)| Baseline { value: value.value.clone(), as_of: as_of.value }) }
        }
        MeasureKey::Cap => Measure::Cap,
        MeasureKey::Milestone => Measure::Milestone { stages: stages(draft, findings) },
        MeasureKey::Trend => trend(draft, names, findings),
        MeasureKey::Standing => Measure::Standing,
    }
}

/// The stages of a milestone; without any it has the one stage 完成.
fn stages(draft: &TargetDraft, findings: &mut Vec<Diagnostic>) -> Vec<Stage> {
    let mut stages: Vec<Stage> = Vec::new();
    for entry in &draft.stages {
        if stages.iter().any(|stage| stage.name == entry.name.value) {
            findings.push(
                Diagnostic::error("stage/duplicate", format!("节点“{}”写了两次", entry.name.value))
                    .at(entry.name.span)
                    .remedy("每个节点的名称应当不同。"),
            );
        }
        let latest = stages.iter().filter_map(|stage| stage.due).max();
        if let (Some(due), Some(latest)) = (&entry.due, latest)
            && due.value < latest
        {
            findings.push(
                Diagnostic::error("stage/order", format!("节点“{}”的时限早于前一个节点", entry.name.value))
                    .at(due.span)
                    .remedy("节点按先后排列，时限应当一个比一个晚。"),
            );
        }
        stages.push(Stage { name: entry.name.value.clone(), due: entry.due.as_ref().map(|due| due.value) });
    }
    if stages.is_empty() {
        stages.push(Stage { name: "完成".into(), due: None });
    }
    stages
}

fn trend(draft: &TargetDraft, names: &Names<'_>, findings: &mut Vec<Diagnostic>) -> Measure {
    let other = draft.faster_than.as_ref().and_then(|id| names.target(id, findings));
    match (&draft.direction, other) {
        (Some(direction), None) if draft.faster_than.is_none() => {
            Measure::Trend(if direction.value == Direction::Up { Trend::Up } else { Trend::Down })
        }
        (None, Some(other)) => Measure::Trend(Trend::FasterThan(other)),
        (direction, _) => {
            if direction.is_some() == draft.faster_than.is_some() {
                findings.push(
                    Diagnostic::error("target/required", format!("“{}”没有写明方向，或写了两个方向", draft.name.value))
                        .at(draft.id.span)
                        .remedy("请写 direction: up（上升）、direction: down（下降），或 faster_than: 另一项的编号，只写一样。"),
                );
            }
            Measure::Trend(Trend::Up)
        }
    }
}

fn scale(draft: &ScaleDraft, units: &Units, findings: &mut Vec<Diagnostic>) -> Option<Scale> {
    let unit = draft.unit.as_ref().and_then(|unit| known_unit(unit, units, findings))?;
    let amount = match (&draft.value, &draft.mask) {
        (Some(value), None) => Amount::Known(value.value.clone()),
        (None, Some(mask)) => Amount::Masked(mask.value.clone()),
        _ => {
            findings.push(
                Diagnostic::error("target/required", "项目规模 scale 要写 value 或 mask，只写一样")
                    .at(draft.span)
                    .remedy("正文是数字的写 value，正文是“XX”的写 mask。"),
            );
            return None;
        }
    };
    Some(Scale { amount, unit })
}

fn revisions(draft: &TargetDraft, findings: &mut Vec<Diagnostic>) -> Vec<Revision> {
    let measure = draft.measure.value;
    let revised = draft.revised.iter().filter_map(|revision| {
        Some(Revision {
            on: revision.on.value,
            was: goal::value_goal(&revision.was, measure, findings)?,
            authority: revision.authority.value.clone(),
            reason: revision.reason.value.clone(),
        })
    });
    let mut revised: Vec<Revision> = revised.collect();
    revised.sort_by_key(|revision| revision.on);
    revised
}

fn pace(draft: &TargetDraft, period: Period, findings: &mut Vec<Diagnostic>) -> PacePlan {
    match &draft.pace {
        None => PacePlan::Elapsed,
        Some(PaceDraft::AtDue(span, reason)) => {
            if reason.is_none() {
                findings.push(
                    Diagnostic::error("pace/no-reason", "到期才评价的目标没有写明原因").at(*span).remedy("请补写 pace_reason: 原因。"),
                );
            }
            PacePlan::AtDue { reason: reason.as_ref().map_or_else(String::new, |reason| reason.value.clone()) }
        }
        Some(PaceDraft::Quarters(span, percents)) => quarters(*span, percents, period, findings),
        Some(PaceDraft::Points(span, points)) => {
            let points = points.iter().map(|(date, percent)| (date.value, percent.value.clone())).collect();
            checked_points(*span, points, period, findings)
        }
    }
}

/// A bare list of four needs four quarter ends in the target's period (contract §4).
fn quarters(span: Span, percents: &[Spanned<Decimal>], period: Period, findings: &mut Vec<Diagnostic>) -> PacePlan {
    let ends = period.quarter_ends();
    if percents.len() != 4 || ends.len() != 4 {
        findings.push(
            Diagnostic::error("pace/quarters", format!("计划进度写了{}个数，目标期内有{}个季度末", percents.len(), ends.len()))
                .at(span)
                .remedy("四个数的写法要求目标期正好包含四个季度末；否则请写成 {2022-06-30: 40, 2022-12-31: 100} 的样子。"),
        );
        return PacePlan::Elapsed;
    }
    let points = ends.into_iter().zip(percents.iter().map(|percent| percent.value.clone())).collect();
    checked_points(span, points, period, findings)
}

/// Points in order, never falling, within the period and within 0 to 100 per cent, 100 at the end.
fn checked_points(span: Span, mut points: Vec<(Date, Decimal)>, period: Period, findings: &mut Vec<Diagnostic>) -> PacePlan {
    points.sort_by_key(|(date, _)| *date);
    let hundred = num_rational::BigRational::from_integer(100.into());
    let falling = points.windows(2).any(|pair| matches!(pair, [(_, before), (_, after)] if before > after));
    let outside = points.iter().any(|(date, percent)| !period.contains(*date) || percent.is_negative() || percent.ratio() > hundred);
    let last_is_whole = points.last().is_some_and(|(_, percent)| percent.ratio() == hundred);
    if points.is_empty() || falling || outside || !last_is_whole {
        findings.push(
            Diagnostic::error("pace/points", "计划进度应当在目标期内逐步上升，最后一个是100")
                .at(span)
                .remedy("例如 pace: [20, 45, 70, 100]，数字是年初以来计划完成的百分比。"),
        );
        return PacePlan::Elapsed;
    }
    PacePlan::Points(points)
}
