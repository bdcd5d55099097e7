//! `figures/*.yaml`: what the offices report for one date, as written (contract §1).

pub mod read;

use crate::report::entry::{ChangeKind, FigureStatus};
use crate::report::review::Review;
use crate::source::{FileId, Span, Spanned};
use crate::value::decimal::Decimal;
use crate::value::path::Slug;
use jiff::civil::{Date, DateTime};

/// A figures file.
#[derive(Debug)]
pub struct FiguresDraft {
    /// The file.
    pub file: FileId,
    /// `as_of`
    pub as_of: Spanned<Date>,
    /// `status`
    pub status: Spanned<FigureStatus>,
    /// `source`
    pub source: SourceDraft,
    /// `published`
    pub published: Option<Spanned<DateTime>>,
    /// `targets`: goals disclosed here that the text masks.
    pub targets: Vec<DisclosureDraft>,
    /// `figures`
    pub figures: Vec<FigureDraft>,
    /// `milestones`
    pub milestones: Vec<StageReport>,
    /// `standing`
    pub standing: Vec<(Spanned<Slug>, Spanned<String>)>,
    /// `explain`
    pub explain: Vec<ExplainDraft>,
    /// `lead`: offices the text does not name.
    pub lead: Vec<(Spanned<Slug>, Vec<Spanned<Slug>>)>,
    /// `review`
    pub review: Option<Review>,
}

/// `source`
#[derive(Debug)]
pub struct SourceDraft {
    /// `office`
    pub office: Spanned<Slug>,
    /// `document`
    pub document: Option<Spanned<String>>,
    /// `obtained`
    pub obtained: Option<Spanned<Date>>,
    /// `authority`
    pub authority: Option<Spanned<String>>,
    /// `basis`
    pub basis: Option<Spanned<String>>,
    /// `public`
    pub public: bool,
}

/// An entry of `targets`.
#[derive(Debug)]
pub struct DisclosureDraft {
    /// The target.
    pub id: Spanned<Slug>,
    /// `value`
    pub value: Option<Spanned<Decimal>>,
    /// `growth`
    pub growth: Option<Spanned<Decimal>>,
}

/// An entry of `figures`.
#[derive(Debug)]
pub struct FigureDraft {
    /// The target.
    pub id: Spanned<Slug>,
    /// What stands there.
    pub content: FigureContent,
    /// The entry's value.
    pub span: Span,
}

/// What a figure entry says.
#[derive(Debug)]
pub enum FigureContent {
    /// A number alone, or a mapping with `value` or `growth`.
    Figure {
        /// `value`
        value: Option<Spanned<Decimal>>,
        /// `growth`
        growth: Option<Spanned<Decimal>>,
        /// `growth_basis`
        growth_basis: Option<Spanned<String>>,
        /// `note`
        note: Option<Spanned<String>>,
        /// `changes`
        changes: Vec<ChangeDraft>,
    },
    /// `withheld: reason`, with `changes` where a figure was taken back
    Withheld(Spanned<String>, Vec<ChangeDraft>),
    /// `none: reason`
    Nothing(Spanned<String>),
}

/// An entry of `changes`.
#[derive(Debug)]
pub struct ChangeDraft {
    /// `on`
    pub on: Spanned<Date>,
    /// `from`
    pub from: Option<Spanned<Decimal>>,
    /// `kind`
    pub kind: Spanned<ChangeKind>,
    /// `reason`
    pub reason: Spanned<String>,
}

/// An entry of `milestones`.
#[derive(Debug)]
pub struct StageReport {
    /// The target.
    pub id: Spanned<Slug>,
    /// `stage`
    pub stage: Option<Spanned<String>>,
    /// `on`
    pub on: Option<Spanned<Date>>,
    /// `note`
    pub note: Option<Spanned<String>>,
    /// The entry's value.
    pub span: Span,
}

/// An entry of `explain`.
#[derive(Debug)]
pub struct ExplainDraft {
    /// The target.
    pub id: Spanned<Slug>,
    /// `reason`
    pub reason: Spanned<String>,
    /// `next`
    pub next: Option<Spanned<String>>,
    /// `expected`
    pub expected: Option<Spanned<String>>,
    /// The entry's value.
    pub span: Span,
}
