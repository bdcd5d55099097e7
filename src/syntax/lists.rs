//! `lists/*.yaml`: 重点项目 and other lists beside the report, as written.

use crate::source::{FileId, Spanned};
use crate::value::path::Slug;

/// A list file.
#[derive(Debug)]
pub struct ListDraft {
    /// The file.
    pub file: FileId,
    /// The file's stem: its address.
    pub slug: Slug,
    /// `title`
    pub title: Spanned<String>,
    /// `type`
    pub kind: Spanned<String>,
    /// `nodes`
    pub nodes: Vec<Spanned<String>>,
    /// `note`
    pub note: Option<Spanned<String>>,
    /// `items`
    pub items: Vec<ListItemDraft>,
}

/// An entry of `items`.
#[derive(Debug)]
pub struct ListItemDraft {
    /// `name`
    pub name: Spanned<String>,
    /// `target`
    pub target: Option<Spanned<Slug>>,
    /// `scale`
    pub scale: Option<Spanned<String>>,
    /// `progress`
    pub progress: Option<Spanned<String>>,
}
