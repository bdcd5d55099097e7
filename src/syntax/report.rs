//! `report.yaml`: one report's title, period, header fields and offices, as written (contract §1).

use crate::diagnostic::Diagnostic;
use crate::report::places::Places;
use crate::report::review::Review;
use crate::source::{FileId, SourceFile, Span, Spanned};
use crate::syntax::decode;
use crate::syntax::fields::{Fields, Known, entries};
use crate::syntax::yaml::Node;
use crate::syntax::{parsed, places, review};
use crate::value::path::Slug;
use jiff::civil::{Date, DateTime};

/// `report.yaml`
#[derive(Debug)]
pub struct ReportDraft {
    /// The file.
    pub file: FileId,
    /// The folder's name: 目标年度.
    pub year: i16,
    /// `title`
    pub title: Spanned<String>,
    /// `period`
    pub period: (Spanned<Date>, Spanned<Date>),
    /// `year: {value, basis, reason}`
    pub basis: Option<YearDraft>,
    /// `text_status: draft`
    pub draft_text: bool,
    /// `offices`
    pub offices: Vec<OfficeDraft>,
    /// `headline`
    pub headline: Vec<Spanned<Slug>>,
    /// `glossary`
    pub glossary: Vec<TermDraft>,
    /// `attachments`
    pub attachments: Vec<AttachmentDraft>,
    /// `absent`
    pub absent: Vec<Spanned<String>>,
    /// The header fields that are given, by key.
    pub header: HeaderDraft,
    /// `published`
    pub published: Option<Spanned<DateTime>>,
    /// `next_update`
    pub next_update: Option<Spanned<String>>,
    /// `review`
    pub review: Option<Review>,
    /// Where its values stand.
    pub places: Places,
}

/// `year`
#[derive(Debug)]
pub struct YearDraft {
    /// `value`
    pub value: Spanned<u32>,
    /// `basis: inferred`
    pub inferred: bool,
    /// `reason`
    pub reason: Option<Spanned<String>>,
    /// The whole mapping.
    pub span: Span,
}

/// Header fields (standards §3.2), only what is given.
#[derive(Debug, Default)]
pub struct HeaderDraft {
    /// `meeting`
    pub meeting: Option<Spanned<String>>,
    /// `delivered_on`
    pub delivered_on: Option<Spanned<Date>>,
    /// `resolution`
    pub resolution: Option<Spanned<String>>,
    /// `issuer`
    pub issuer: Option<Spanned<String>>,
    /// `index_no`
    pub index_no: Option<Spanned<String>>,
    /// `doc_no`
    pub doc_no: Option<Spanned<String>>,
    /// `subject`
    pub subject: Option<Spanned<String>>,
    /// `genre`
    pub genre: Option<Spanned<String>>,
    /// `disclosure`
    pub disclosure: Option<Spanned<String>>,
    /// `validity`
    pub validity: Option<Spanned<String>>,
    /// `signed_on`
    pub signed_on: Option<Spanned<Date>>,
}

/// An entry of `offices`.
#[derive(Debug)]
pub struct OfficeDraft {
    /// Its id.
    pub id: Spanned<Slug>,
    /// `name`
    pub name: Spanned<String>,
    /// `kind`
    pub kind: Option<Spanned<String>>,
    /// `status: demo`
    pub demo: bool,
}

/// An entry of `glossary`.
#[derive(Debug)]
pub struct TermDraft {
    /// The term.
    pub term: Spanned<String>,
    /// `meaning`
    pub meaning: Spanned<String>,
    /// `source`
    pub source: Option<Spanned<String>>,
}

/// An entry of `attachments`.
#[derive(Debug)]
pub struct AttachmentDraft {
    /// `file`
    pub file: Spanned<String>,
    /// `title`
    pub title: Spanned<String>,
}

pub(in crate::syntax) const KEYS: Known = &[
    ("title", "标题"),
    ("period", "目标期"),
    ("year", "目标年度"),
    ("text_status", "文本状态"),
    ("meeting", "会议"),
    ("delivered_on", "报告日期"),
    ("resolution", "决议"),
    ("issuer", "发布机构"),
    ("index_no", "索引号"),
    ("doc_no", "文号"),
    ("subject", "主题分类"),
    ("genre", "体裁分类"),
    ("disclosure", "公开方式"),
    ("validity", "有效性"),
    ("signed_on", "成文日期"),
    ("published", "发布时间"),
    ("next_update", "下次更新时间"),
    ("offices", "责任单位"),
    ("headline", "主要指标"),
    ("glossary", "名词解释"),
    ("attachments", "附件"),
    ("absent", "文本缺少的部分"),
    ("review", "审核记录"),
];
pub(in crate::syntax) const PERIOD: Known = &[("from", "开始日期"), ("to", "结束日期")];
pub(in crate::syntax) const YEAR: Known = &[("value", "年度"), ("basis", "依据"), ("reason", "理由")];
pub(in crate::syntax) const OFFICE: Known = &[("name", "名称"), ("kind", "性质"), ("status", "状态")];
pub(in crate::syntax) const TERM: Known = &[("meaning", "含义"), ("source", "来源")];
pub(in crate::syntax) const ATTACHMENT: Known = &[("file", "文件"), ("title", "标题")];

/// Each with whether the text is a draft.
pub(in crate::syntax) const TEXT_STATUSES: &[(&str, &str, bool)] = &[("adopted", "会议通过", false), ("draft", "草稿", true)];
/// Each with whether the year is inferred.
pub(in crate::syntax) const YEAR_BASES: &[(&str, &str, bool)] = &[("stated", "原文写明", false), ("inferred", "推定", true)];
/// Each with whether the office is made up.
pub(in crate::syntax) const OFFICE_STATUSES: &[(&str, &str, bool)] = &[("official", "正式", false), ("demo", "演示", true)];

/// Decodes `report.yaml` of a year folder.
pub fn decode(id: FileId, file: &SourceFile, year: &str, findings: &mut Vec<Diagnostic>) -> Option<ReportDraft> {
    let node = parsed(id, file, findings)?;
    let mut fields = Fields::of(&node, "报告文件", KEYS, findings)?;
    let title = fields.required("title", decode::text);
    let period = fields.required("period", period);
    let basis = fields.optional("year", self::year);
    let draft_text = fields.optional("text_status", decode::choice("文本状态", TEXT_STATUSES)).is_some_and(|draft| draft.value);
    let offices = fields.optional("offices", offices).unwrap_or_default();
    let headline = fields.optional("headline", decode::list(decode::slug)).unwrap_or_default();
    let glossary = fields.optional("glossary", glossary).unwrap_or_default();
    let attachments = fields.optional("attachments", decode::list(attachment)).unwrap_or_default();
    let absent = fields.optional("absent", decode::list(decode::text)).unwrap_or_default();
    let header = header(&mut fields);
    let published = fields.optional("published", decode::moment);
    let next_update = fields.optional("next_update", decode::text);
    let review = fields.optional("review", review::review);
    Some(ReportDraft {
        file: id,
        year: year.parse().ok()?,
        title: title?,
        period: period?,
        basis,
        draft_text,
        offices,
        headline,
        glossary,
        attachments,
        absent,
        header,
        published,
        next_update,
        review,
        places: places(&node),
    })
}

fn header(fields: &mut Fields<'_, '_>) -> HeaderDraft {
    HeaderDraft {
        meeting: fields.optional("meeting", decode::text),
        delivered_on: fields.optional("delivered_on", decode::date),
        resolution: fields.optional("resolution", decode::text),
        issuer: fields.optional("issuer", decode::text),
        index_no: fields.optional("index_no", decode::text),
        doc_no: fields.optional("doc_no", decode::text),
        subject: fields.optional("subject", decode::text),
        genre: fields.optional("genre", decode::text),
        disclosure: fields.optional("disclosure", decode::text),
        validity: fields.optional("validity", decode::text),
        signed_on: fields.optional("signed_on", decode::date),
    }
}

fn period(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<(Spanned<Date>, Spanned<Date>)> {
    let mut fields = Fields::of(node, "目标期", PERIOD, findings)?;
    let from = fields.required("from", decode::date);
    let to = fields.required("to", decode::date);
    Some((from?, to?))
}

fn year(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<YearDraft> {
    let mut fields = Fields::of(node, "目标年度", YEAR, findings)?;
    let value = fields.required("value", decode::integer);
    let basis = fields.optional("basis", decode::choice("依据", YEAR_BASES));
    let reason = fields.optional("reason", decode::text);
    let span = fields.span();
    Some(YearDraft { value: value?, inferred: basis.is_some_and(|basis| basis.value), reason, span })
}

fn offices(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Vec<OfficeDraft>> {
    let mut offices = Vec::new();
    for (key, node) in entries(node, "责任单位", findings)? {
        let id = decode::slug_of(&key.text, key.span, findings);
        let Some(mut fields) = Fields::of(node, "责任单位", OFFICE, findings) else { continue };
        let name = fields.required("name", decode::text);
        let kind = fields.optional("kind", decode::text);
        let status = fields.optional("status", decode::choice("状态", OFFICE_STATUSES));
        if let (Some(id), Some(name)) = (id, name) {
            offices.push(OfficeDraft { id, name, kind, demo: status.is_some_and(|status| status.value) });
        }
    }
    Some(offices)
}

fn glossary(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Vec<TermDraft>> {
    let mut terms = Vec::new();
    for (key, node) in entries(node, "名词解释", findings)? {
        let Some(mut fields) = Fields::of(node, "名词解释", TERM, findings) else { continue };
        let meaning = fields.required("meaning", decode::text);
        let source = fields.optional("source", decode::text);
        let term = Spanned { value: key.text.clone(), span: key.span };
        terms.extend(meaning.map(|meaning| TermDraft { term, meaning, source }));
    }
    Some(terms)
}

/// An entry of `attachments`: a file with its title.
pub(super) fn attachment(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<AttachmentDraft> {
    let mut fields = Fields::of(node, "附件", ATTACHMENT, findings)?;
    let file = fields.required("file", decode::text);
    let title = fields.required("title", decode::text);
    Some(AttachmentDraft { file: file?, title: title? })
}
