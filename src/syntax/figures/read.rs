//! The reader of `figures/*.yaml`: keys, kinds and words; which target a figure belongs to is judged when the draft is linked.

use crate::diagnostic::Diagnostic;
use crate::report::entry::{ChangeKind, FigureStatus};
use crate::source::{FileId, SourceFile, Spanned};
use crate::syntax::decode;
use crate::syntax::fields::{Fields, Known, entries};
use crate::syntax::figures::{
    ChangeDraft, DisclosureDraft, ExplainDraft, FigureContent, FigureDraft, FiguresDraft, SourceDraft, StageReport,
};
use crate::syntax::yaml::{Key, Kind, Node};
use crate::syntax::{parsed, review};
use crate::value::path::Slug;

pub(in crate::syntax) const KEYS: Known = &[
    ("as_of", "数据截至"),
    ("status", "数据性质"),
    ("source", "数据来源"),
    ("published", "发布时间"),
    ("targets", "公布的目标"),
    ("figures", "完成情况"),
    ("milestones", "节点进展"),
    ("standing", "常态工作情况"),
    ("explain", "原因和下一步"),
    ("lead", "牵头单位"),
    ("review", "审核记录"),
];
pub(in crate::syntax) const SOURCE: Known = &[
    ("office", "填报单位"),
    ("document", "来源文件"),
    ("obtained", "取得日期"),
    ("authority", "统计机关"),
    ("basis", "统计口径"),
    ("public", "文件是否公开"),
];
pub(in crate::syntax) const DISCLOSURE: Known = &[("value", "目标值"), ("growth", "增速目标")];
pub(in crate::syntax) const FIGURE: Known = &[
    ("value", "数值"),
    ("growth", "同比"),
    ("growth_basis", "同比口径"),
    ("note", "备注"),
    ("changes", "更正记录"),
    ("withheld", "暂不公开的理由"),
    ("none", "无数据原因"),
];
pub(in crate::syntax) const CHANGE: Known = &[("on", "日期"), ("from", "原数值"), ("kind", "种类"), ("reason", "原因")];
pub(in crate::syntax) const STAGE: Known = &[("stage", "节点"), ("on", "日期"), ("note", "备注")];
pub(in crate::syntax) const NOTE: Known = &[("note", "情况")];
pub(in crate::syntax) const EXPLAIN: Known = &[("reason", "原因"), ("next", "下一步"), ("expected", "预计完成时间")];

pub(in crate::syntax) const STATUSES: &[(&str, &str, FigureStatus)] = &[
    ("official", "正式数", FigureStatus::Official),
    ("preliminary", "初步数", FigureStatus::Preliminary),
    ("demo", "演示数据", FigureStatus::Demo),
];
pub(in crate::syntax) const KINDS: &[(&str, &str, ChangeKind)] = &[
    ("更正", "原来的数错了", ChangeKind::Correction),
    ("修订", "来源单位发布了新数", ChangeKind::Revision),
    ("口径调整", "统计方法变了", ChangeKind::Redefinition),
    ("补报", "原来没有数", ChangeKind::Late),
    ("撤回", "停止公布", ChangeKind::Withdrawal),
];

/// Decodes a figures file.
pub fn decode(id: FileId, file: &SourceFile, findings: &mut Vec<Diagnostic>) -> Option<FiguresDraft> {
    let node = parsed(id, file, findings)?;
    let mut fields = Fields::of(&node, "完成情况文件", KEYS, findings)?;
    let as_of = fields.required("as_of", decode::date);
    let status = fields.required("status", decode::choice("数据性质", STATUSES));
    let source = fields.required("source", source);
    let published = fields.optional("published", decode::moment);
    let targets = fields.optional("targets", |node, findings| by_id(node, "公布的目标", disclosure, findings)).unwrap_or_default();
    let figures = fields.optional("figures", |node, findings| by_id(node, "完成情况", figure, findings)).unwrap_or_default();
    let milestones = fields.optional("milestones", |node, findings| by_id(node, "节点进展", stage, findings)).unwrap_or_default();
    let standing = fields.optional("standing", |node, findings| by_id(node, "常态工作情况", note, findings)).unwrap_or_default();
    let explain = fields.optional("explain", |node, findings| by_id(node, "原因和下一步", explain, findings)).unwrap_or_default();
    let lead = fields.optional("lead", |node, findings| by_id(node, "牵头单位", lead, findings)).unwrap_or_default();
    let review = fields.optional("review", review::review);
    Some(FiguresDraft {
        file: id,
        as_of: as_of?,
        status: status?,
        source: source?,
        published,
        targets,
        figures,
        milestones,
        standing,
        explain,
        lead,
        review,
    })
}

/// A mapping whose keys are ids of targets. An entry with a broken key or value is a finding and left out.
fn by_id<T>(
    node: &Node,
    what: &str,
    read: impl Fn(Spanned<Slug>, &Node, &mut Vec<Diagnostic>) -> Option<T>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<T>> {
    let entries = entries(node, what, findings)?;
    let read_entry = |(key, node): &(Key, Node)| {
        let id = decode::slug_of(&key.text, key.span, findings)?;
        read(id, node, findings)
    };
    Some(entries.iter().filter_map(read_entry).collect())
}

fn source(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<SourceDraft> {
    let mut fields = Fields::of(node, "数据来源", SOURCE, findings)?;
    let office = fields.required("office", decode::slug);
    Some(SourceDraft {
        document: fields.optional("document", decode::text),
        obtained: fields.optional("obtained", decode::date),
        authority: fields.optional("authority", decode::text),
        basis: fields.optional("basis", decode::text),
        public: fields.optional("public", decode::boolean).is_some_and(|public| public.value),
        office: office?,
    })
}

fn disclosure(id: Spanned<Slug>, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<DisclosureDraft> {
    if !matches!(node.kind, Kind::Mapping(_)) {
        return decode::decimal(node, findings).map(|value| DisclosureDraft { id, value: Some(value), growth: None });
    }
    let mut fields = Fields::of(node, "公布的目标", DISCLOSURE, findings)?;
    let value = fields.optional("value", decode::decimal);
    let growth = fields.optional("growth", decode::decimal);
    Some(DisclosureDraft { id, value, growth })
}

fn figure(id: Spanned<Slug>, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<FigureDraft> {
    let span = node.span;
    match &node.kind {
        // Nothing written is nothing reported, never 0 (contract, Truth).
        Kind::Null => None,
        Kind::Scalar { .. } | Kind::Sequence(_) => {
            let value = decode::decimal(node, findings)?;
            let content = FigureContent::Figure { value: Some(value), growth: None, growth_basis: None, note: None, changes: Vec::new() };
            Some(FigureDraft { id, content, span })
        }
        Kind::Mapping(_) => {
            let before = findings.len();
            let mut fields = Fields::of(node, "完成情况", FIGURE, findings)?;
            let span = fields.span();
            let is_known = fields.findings().len() == before;
            let content = content(&mut fields, is_known)?;
            Some(FigureDraft { id, content, span })
        }
    }
}

/// A value, a reason to withhold it, or a reason why there is none: one of the three. With an unknown key that is not said again: it was
/// meant to be one of them.
fn content(fields: &mut Fields<'_, '_>, is_known: bool) -> Option<FigureContent> {
    let withheld = fields.optional("withheld", decode::text);
    let none = fields.optional("none", decode::text);
    let value = fields.optional("value", decode::decimal);
    let growth = fields.optional("growth", decode::decimal);
    let growth_basis = fields.optional("growth_basis", decode::text);
    let note = fields.optional("note", decode::text);
    let changes = fields.optional("changes", decode::list(change)).unwrap_or_default();
    let written = fields.has("value") || fields.has("growth");
    if usize::from(written) + usize::from(fields.has("withheld")) + usize::from(fields.has("none")) > 1 {
        let span = withheld.as_ref().or(none.as_ref()).map_or(fields.span(), |reason| reason.span);
        fields.report(
            Diagnostic::error("figures/value-and-reason", "数值、暂不公开（withheld）、无数据（none）只能写一样")
                .at(span)
                .remedy("暂不公开的数值不能写在文件里，请删除数值；有数值的，请删除理由。"),
        );
        return None;
    }
    match (withheld, none) {
        (Some(reason), _) => Some(FigureContent::Withheld(reason, changes)),
        (None, Some(reason)) => Some(FigureContent::Nothing(reason)),
        (None, None) if !written && !is_known => None,
        (None, None) if !written => {
            let span = fields.span();
            fields.report(
                Diagnostic::error("figures/no-value", "这一项只有备注，没有数值")
                    .at(span)
                    .remedy("有数的写 value；没有数的写 none: 原因；暂不公开的写 withheld: 理由；什么也没有的，请删除这一行。"),
            );
            None
        }
        (None, None) => Some(FigureContent::Figure { value, growth, growth_basis, note, changes }),
    }
}

fn change(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<ChangeDraft> {
    let mut fields = Fields::of(node, "更正记录", CHANGE, findings)?;
    let on = fields.required("on", decode::date);
    let from = fields.optional("from", decode::decimal);
    let kind = fields.required("kind", decode::choice("种类", KINDS));
    let reason = fields.required("reason", decode::text);
    Some(ChangeDraft { on: on?, from, kind: kind?, reason: reason? })
}

fn stage(id: Spanned<Slug>, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<StageReport> {
    if !matches!(node.kind, Kind::Mapping(_)) {
        let stage = decode::text(node, findings)?;
        return Some(StageReport { id, span: stage.span, stage: Some(stage), on: None, note: None });
    }
    let mut fields = Fields::of(node, "节点进展", STAGE, findings)?;
    let span = fields.span();
    let stage = fields.optional("stage", decode::text);
    let on = fields.optional("on", decode::date);
    let note = fields.optional("note", decode::text);
    Some(StageReport { id, stage, on, note, span })
}

fn note(id: Spanned<Slug>, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<(Spanned<Slug>, Spanned<String>)> {
    if !matches!(node.kind, Kind::Mapping(_)) {
        return decode::text(node, findings).map(|note| (id, note));
    }
    let note = Fields::of(node, "常态工作情况", NOTE, findings)?.required("note", decode::text)?;
    Some((id, note))
}

fn explain(id: Spanned<Slug>, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<ExplainDraft> {
    let mut fields = Fields::of(node, "原因和下一步", EXPLAIN, findings)?;
    let span = fields.span();
    let reason = fields.required("reason", decode::text);
    let next = fields.optional("next", decode::text);
    let expected = fields.optional("expected", decode::text);
    Some(ExplainDraft { id, reason: reason?, next, expected, span })
}

fn lead(id: Spanned<Slug>, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<(Spanned<Slug>, Vec<Spanned<Slug>>)> {
    decode::list(decode::slug)(node, findings).map(|offices| (id, offices))
}
