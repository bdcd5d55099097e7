//! `report.yaml`: one report's title, period, header fields and offices, as written (contract §1).

use crate::source::{FileId, Span, Spanned};
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
}

/// `year`
#[derive(Debug)]
pub struct YearDraft {
    /// `value`
    pub value: Spanned<i64>,
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
