//! A chapter folder as written: front matter, narrative, targets.

use crate::source::{FileId, Span, Spanned};
use crate::syntax::targets::TargetDraft;
use crate::value::path::Slug;
use std::collections::BTreeMap;
use std::ops::Range;

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

/// What is kept of a Markdown text once it was parsed: sections, links, pictures and loose words, never the text.
#[derive(Debug, Default)]
pub struct Outline {
    /// Sections in order; the first is what stands before the first heading.
    pub sections: Vec<SectionDraft>,
    /// Every link, in order.
    pub links: Vec<LinkDraft>,
    /// Every picture, in order.
    pub images: Vec<ImageDraft>,
    /// Runs of words outside any link, for the search after unbound figures.
    pub loose: Vec<Range<usize>>,
    /// Raw HTML.
    pub raw_html: Vec<Range<usize>>,
}

/// A section.
#[derive(Debug)]
pub struct SectionDraft {
    /// Its heading; `None` before the first one.
    pub title: Option<String>,
    /// Its anchor.
    pub anchor: String,
}

/// A link.
#[derive(Debug)]
pub struct LinkDraft {
    /// Where to.
    pub destination: String,
    /// Its words.
    pub words: String,
    /// The sentence around it.
    pub sentence: String,
    /// Which section.
    pub section: usize,
    /// The bytes of the link in the file.
    pub range: Range<usize>,
}

/// A picture or chart.
#[derive(Debug)]
pub struct ImageDraft {
    /// Which.
    pub destination: String,
    /// Its text alternative.
    pub alt: String,
    /// Its bytes in the file.
    pub range: Range<usize>,
}
