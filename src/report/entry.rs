//! 完成情况: what was reported about a target at a date, and the file it comes from.

use crate::source::{FileId, Span};
use crate::value::decimal::Decimal;
use crate::value::path::Slug;
use jiff::civil::{Date, DateTime};

/// A figures file that is released.
#[derive(Clone, Debug)]
pub struct Release {
    /// The date all its figures are about.
    pub as_of: Date,
    /// How final they are.
    pub status: FigureStatus,
    /// Who reports them.
    pub source: Source,
    /// When they were published.
    pub published: Option<DateTime>,
    /// Where the date stands.
    pub as_of_span: Span,
    /// Where the status stands.
    pub status_span: Span,
    /// The file.
    pub file: FileId,
}

/// How final a figure is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FigureStatus {
    /// 初步数; an official figure of the same date replaces it.
    Preliminary,
    /// Official.
    Official,
    /// Made up for a demonstration.
    Demo,
}

impl FigureStatus {
    /// The key in the data files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Preliminary => "preliminary",
            Self::Official => "official",
            Self::Demo => "demo",
        }
    }
}

/// `source` of a figures file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The reporting office.
    pub office: Slug,
    /// The document.
    pub document: Option<String>,
    /// When it was obtained.
    pub obtained: Option<Date>,
    /// `statistics` where the statistics authority stands behind the figures; otherwise the township's own count.
    pub authority: Option<String>,
    /// 统计口径
    pub basis: Option<String>,
    /// Whether the document itself is public.
    pub public: bool,
}

/// What was reported about one target at one date.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The date it is about.
    pub as_of: Date,
    /// What was reported.
    pub content: Content,
    /// The figures file: index into the report's releases.
    pub release: usize,
    /// How final it is.
    pub status: FigureStatus,
    /// Where it stands.
    pub span: Span,
}

/// What an entry says.
#[derive(Clone, PartialEq, Debug)]
pub enum Content {
    /// A figure.
    Figure(Figure),
    /// Withheld by the publisher: there is no value in the repository at all.
    Withheld {
        /// The publisher's reason.
        reason: String,
        /// What was changed after publication: a figure taken back. No amount of it is kept.
        changes: Vec<Change>,
    },
    /// 无数据: counts as no figure.
    Nothing {
        /// 无数据原因
        reason: String,
    },
    /// The state of a milestone.
    Stage {
        /// The stage reached (index); `None` while in work with nothing reached yet.
        reached: Option<usize>,
        /// When it was reached, where given.
        on: Option<Date>,
        /// A remark.
        note: Option<String>,
    },
    /// A note on standing work.
    Note {
        /// What was done.
        note: String,
    },
}

/// A reported figure.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// 本年累计 for cumulative, 期末数 for level, 本年累计同比 for rate; in the target's unit.
    pub value: Option<Decimal>,
    /// Growth over the same period of the year before, in per cent.
    pub growth: Option<Decimal>,
    /// 现价, 可比价, 同口径, 自然口径
    pub growth_basis: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// What was changed after publication, oldest first.
    pub changes: Vec<Change>,
}

/// A change of a published figure.
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    /// When.
    pub on: Date,
    /// The value before; `None` where there was none (补报).
    pub from: Option<Decimal>,
    /// What kind.
    pub kind: ChangeKind,
    /// Why.
    pub reason: String,
}

/// Kinds of change (wording.md, Corrections and changes).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangeKind {
    /// 更正: it was wrong.
    Correction,
    /// 修订: the source published a newer figure.
    Revision,
    /// 口径调整: counted another way from now on.
    Redefinition,
    /// 补报: there was none before.
    Late,
    /// 撤回: no longer published.
    Withdrawal,
}

impl ChangeKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Correction, Self::Revision, Self::Redefinition, Self::Late, Self::Withdrawal];

    /// The word of the data files, which is also what people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Correction => "更正",
            Self::Revision => "修订",
            Self::Redefinition => "口径调整",
            Self::Late => "补报",
            Self::Withdrawal => "撤回",
        }
    }
}
