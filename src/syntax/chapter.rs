//! A chapter folder as written: front matter, narrative, targets.

use crate::source::{FileId, Span, Spanned};
use crate::markup::outline::Outline;
use crate::syntax::targets::TargetDraft;
use crate::value::path::Slug;
use std::collections::BTreeMap;

/// A chapter.
#[derive(Debug)]
pub struct ChapterDraft {
    /// The narrative's file.
    pub file: FileId,
    /// The folder, relative to the project folder: `content/2022/01-industry`.
    pub folder: String,
    /// The folder's name without its number.
    pub slug: Slug,
    /// `title`
    pub title: Spanned<String>,
    /// `aliases`
    pub aliases: Vec<Spanned<String>>,
    /// The Markdown body.
    pub body: Span,
    /// What the narrative binds and where.
    pub outline: Outline,
    /// The entries of `targets.yaml`.
    pub targets: Vec<TargetDraft>,
    /// Files beside the narrative: name → path in the content tree.
    pub assets: BTreeMap<String, String>,
}
