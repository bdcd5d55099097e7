//! The reader of `targets.yaml`: keys, kinds and words; what belongs together is judged when the draft is linked.

use crate::diagnostic::Diagnostic;
use crate::report::target::Commitment;
use crate::source::{FileId, SourceFile, Span, Spanned};
use crate::syntax::decode;
use crate::syntax::fields::{Fields, Known, entries};
use crate::syntax::parsed;
use crate::syntax::targets::{Direction, EndedDraft, GoalDraft, MeasureKey, PaceDraft, RevisionDraft, ScaleDraft, StageDraft, TargetDraft};
use crate::syntax::yaml::{Kind, Node};
use crate::value::comparator::Comparator;
use crate::value::decimal::Decimal;
use crate::value::quantity::Mask;
use jiff::civil::Date;

pub(in crate::syntax) const KEYS: Known = &[
    ("id", "编号"),
    ("name", "名称"),
    ("measure", "类型"),
    ("unit", "计量单位"),
    ("counts", "计数口径"),
    ("target", "目标"),
    ("growth", "增速目标"),
    ("commitment", "表述强度"),
    ("from", "开始日期"),
    ("due", "到期日"),
    ("lead", "牵头单位"),
    ("support", "配合单位"),
    ("part_of", "属于其中的一项"),
    ("sum_of", "各部分"),
    ("baseline", "基数"),
    ("pace", "计划进度"),
    ("pace_reason", "到期评价的原因"),
    ("stages", "节点"),
    ("scale", "项目规模"),
    ("faster_than", "快于"),
    ("direction", "方向"),
    ("assess", "评价"),
    ("revised", "目标调整"),
    ("ended", "终止"),
    ("renamed_from", "原编号"),
    ("carried_from", "上年编号"),
    ("aliases", "旧网址"),
];
pub(in crate::syntax) const GOAL: Known = &[
    ("op", "比较方式"),
    ("value", "数值"),
    ("mask", "原文的XX"),
    ("upper", "上限"),
    ("upper_mask", "上限的XX"),
    ("set_by", "下达单位"),
    ("basis", "统计口径"),
];
pub(in crate::syntax) const BASELINE: Known = &[("value", "数值"), ("as_of", "日期")];
pub(in crate::syntax) const STAGE: Known = &[("name", "名称"), ("due", "时限")];
pub(in crate::syntax) const SCALE: Known = &[("value", "数值"), ("mask", "原文的XX"), ("unit", "计量单位")];
pub(in crate::syntax) const ASSESS: Known = &[("off", "不评价的理由")];
pub(in crate::syntax) const REVISION: Known = &[("on", "日期"), ("was", "原目标"), ("authority", "批准机关"), ("reason", "理由")];
pub(in crate::syntax) const ENDED: Known = &[("on", "日期"), ("authority", "批准机关"), ("reason", "理由")];

pub(in crate::syntax) const MEASURES: &[(&str, &str, MeasureKey)] = &[
    ("cumulative", "累计类", MeasureKey::Cumulative),
    ("rate", "增速类", MeasureKey::Rate),
    ("level", "水平类", MeasureKey::Level),
    ("cap", "控制类", MeasureKey::Cap),
    ("milestone", "节点类", MeasureKey::Milestone),
    ("trend", "方向类", MeasureKey::Trend),
    ("standing", "常态工作", MeasureKey::Standing),
];
pub(in crate::syntax) const COMPARATORS: &[(&str, &str, Comparator)] = &[
    ("reach", "达到、完成、实现", Comparator::Reach),
    ("at-least", "不少于、不低于、以上", Comparator::AtLeast),
    ("more-than", "超、突破", Comparator::MoreThan),
    ("at-most", "以内、不超过", Comparator::AtMost),
    ("less-than", "不足、低于", Comparator::LessThan),
    ("about", "左右", Comparator::About),
    ("range", "区间", Comparator::Range),
];
pub(in crate::syntax) const COMMITMENTS: &[(&str, &str, Commitment)] =
    &[("ensure", "确保", Commitment::Ensure), ("plan", "一般表述", Commitment::Plan), ("strive", "力争、争取", Commitment::Strive)];
pub(in crate::syntax) const DIRECTIONS: &[(&str, &str, Direction)] = &[("up", "上升", Direction::Up), ("down", "下降", Direction::Down)];
pub(in crate::syntax) const PACES: &[(&str, &str, ())] = &[("at-due", "到期评价", ())];

/// Decodes a chapter's targets. An entry without id, name or measure is a finding and left out.
pub fn decode(id: FileId, file: &SourceFile, findings: &mut Vec<Diagnostic>) -> Vec<TargetDraft> {
    let Some(node) = parsed(id, file, findings) else { return Vec::new() };
    if node.kind == Kind::Null {
        return Vec::new();
    }
    decode::list(target)(&node, findings).unwrap_or_default()
}

fn target(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<TargetDraft> {
    let mut fields = Fields::of(node, "目标任务", KEYS, findings)?;
    let id = fields.required("id", decode::slug);
    let name = fields.required("name", decode::text);
    let measure = fields.required("measure", decode::choice("类型", MEASURES));
    let pace = pace(&mut fields);
    Some(TargetDraft {
        span: fields.span(),
        unit: fields.optional("unit", decode::text),
        counts: fields.optional("counts", decode::text),
        target: fields.optional("target", goal),
        growth: fields.optional("growth", goal),
        commitment: fields.optional("commitment", decode::choice("表述强度", COMMITMENTS)),
        from: fields.optional("from", decode::date),
        due: fields.optional("due", decode::date),
        lead: fields.optional("lead", decode::list(decode::slug)).unwrap_or_default(),
        support: fields.optional("support", decode::list(decode::slug)).unwrap_or_default(),
        part_of: fields.optional("part_of", decode::slug),
        sum_of: fields.optional("sum_of", decode::list(decode::slug)).unwrap_or_default(),
        baseline: fields.optional("baseline", baseline),
        pace,
        stages: fields.optional("stages", decode::list(stage)).unwrap_or_default(),
        scale: fields.optional("scale", scale),
        faster_than: fields.optional("faster_than", decode::slug),
        direction: fields.optional("direction", decode::choice("方向", DIRECTIONS)),
        assess_off: fields.optional("assess", assess),
        revised: fields.optional("revised", decode::list(revision)).unwrap_or_default(),
        ended: fields.optional("ended", ended),
        renamed_from: fields.optional("renamed_from", decode::text),
        carried_from: fields.optional("carried_from", decode::text),
        aliases: fields.optional("aliases", decode::list(decode::text)).unwrap_or_default(),
        id: id?,
        name: name?,
        measure: measure?,
    })
}

fn goal(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<GoalDraft> {
    let mut fields = Fields::of(node, "目标", GOAL, findings)?;
    Some(GoalDraft {
        span: fields.span(),
        op: fields.optional("op", decode::choice("比较方式", COMPARATORS)),
        value: fields.optional("value", decode::decimal),
        mask: fields.optional("mask", mask),
        upper: fields.optional("upper", decode::decimal),
        upper_mask: fields.optional("upper_mask", mask),
        set_by: fields.optional("set_by", decode::text),
        basis: fields.optional("basis", decode::text),
    })
}

/// A mask as the adopted text has it.
fn mask(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Spanned<Mask>> {
    let text = decode::text(node, findings)?;
    let mask = Mask::new(&text.value);
    if mask.is_none() {
        findings.push(
            Diagnostic::error("target/mask", format!("“{}”不是“XX”一类的写法", text.value))
                .at(text.span)
                .remedy("正文写成什么样就照写，例如 mask: xx 或 mask: xx.x；正文是数字的写 value。"),
        );
    }
    Some(Spanned { value: mask?, span: text.span })
}

fn baseline(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<(Spanned<Decimal>, Spanned<Date>)> {
    let mut fields = Fields::of(node, "基数", BASELINE, findings)?;
    let value = fields.required("value", decode::decimal);
    let as_of = fields.required("as_of", decode::date);
    Some((value?, as_of?))
}

fn stage(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<StageDraft> {
    if !matches!(node.kind, Kind::Mapping(_)) {
        return decode::text(node, findings).map(|name| StageDraft { name, due: None });
    }
    let mut fields = Fields::of(node, "节点", STAGE, findings)?;
    let name = fields.required("name", decode::text);
    let due = fields.optional("due", decode::date);
    Some(StageDraft { name: name?, due })
}

fn scale(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<ScaleDraft> {
    let mut fields = Fields::of(node, "项目规模", SCALE, findings)?;
    Some(ScaleDraft {
        span: fields.span(),
        value: fields.optional("value", decode::decimal),
        mask: fields.optional("mask", mask),
        unit: fields.required("unit", decode::text),
    })
}

fn assess(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
    Fields::of(node, "评价", ASSESS, findings)?.required("off", decode::text)
}

fn revision(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<RevisionDraft> {
    let mut fields = Fields::of(node, "目标调整", REVISION, findings)?;
    let on = fields.required("on", decode::date);
    let was = fields.required("was", goal);
    let authority = fields.required("authority", decode::text);
    let reason = fields.required("reason", decode::text);
    Some(RevisionDraft { on: on?, was: was?, authority: authority?, reason: reason? })
}

fn ended(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<EndedDraft> {
    let mut fields = Fields::of(node, "终止", ENDED, findings)?;
    let on = fields.required("on", decode::date);
    let authority = fields.required("authority", decode::text);
    let reason = fields.required("reason", decode::text);
    Some(EndedDraft { on: on?, authority: authority?, reason: reason? })
}

/// `[20, 45, 70, 100]`, `{2022-06-30: 40}` or `at-due`.
fn pace(fields: &mut Fields<'_, '_>) -> Option<PaceDraft> {
    let reason = fields.optional("pace_reason", decode::text);
    fields.optional("pace", |node, findings| match &node.kind {
        Kind::Sequence(_) => decode::list(decode::decimal)(node, findings).map(|percents| PaceDraft::Quarters(node.span, percents)),
        Kind::Mapping(_) => points(node, findings).map(|points| PaceDraft::Points(start(node), points)),
        Kind::Null | Kind::Scalar { .. } => {
            decode::choice("计划进度", PACES)(node, findings).map(|word| PaceDraft::AtDue(word.span, reason))
        }
    })
}

/// A place for findings about a mapping: its first key, since a block of lines has no better one.
fn start(node: &Node) -> Span {
    match &node.kind {
        Kind::Mapping(entries) => entries.first().map_or(node.span, |(key, _)| key.span),
        Kind::Null | Kind::Scalar { .. } | Kind::Sequence(_) => node.span,
    }
}

fn points(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Vec<(Spanned<Date>, Spanned<Decimal>)>> {
    let mut points = Vec::new();
    for (key, node) in entries(node, "计划进度", findings)? {
        let date = decode::date_of(&key.text, key.span, findings);
        let percent = decode::decimal(node, findings);
        points.extend(date.zip(percent));
    }
    Some(points)
}
