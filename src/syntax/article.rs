//! A Markdown file with front matter, as written: the split, and what a page of `pages/` gives.

use crate::source::{FileId, Span, Spanned};
use crate::markup::outline::Outline;
use crate::value::path::Slug;

/// A page of `pages/*.md`.
#[derive(Debug)]
pub struct ArticleDraft {
    /// The file.
    pub file: FileId,
    /// The file's stem: its address.
    pub slug: Slug,
    /// `title`
    pub title: Spanned<String>,
    /// The Markdown body.
    pub body: Span,
    /// What it links and where.
    pub outline: Outline,
}
