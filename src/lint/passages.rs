//! Running texts for a second look: the words of a paragraph, heading, table cell or caption as a person reads them, with the way back to
//! their place in the file and the links they stand in. A text is parsed again by the rules that need it, since nothing keeps it.

use crate::lint::Subject;
use crate::markup::parse::parse;
use crate::markup::{Block, BlockKind, Document, Inline, InlineKind};
use crate::source::{FileId, Span};
use jiff::civil::{Date, DateTime};
use std::ops::Range;

/// A text with running words.
pub struct Text {
    /// The file.
    pub file: FileId,
    /// Where the text begins in the file, in bytes.
    pub base: usize,
    /// The report whose narrative it is; `None` for pages, which may speak of every report.
    pub report: Option<usize>,
    /// Adopted by the congress: its words are not ours to change.
    pub adopted: bool,
    /// When it was published, of an article: what it says was true then.
    pub on: Option<Date>,
    /// It says somewhere that its totals were rounded.
    pub explains_rounding: bool,
    /// The text.
    pub document: Document,
}

/// Every text whose figures are held to the data. A new kind of text is one more chain here.
pub fn texts(subject: &Subject<'_>) -> Vec<Text> {
    let world = &subject.site.world;
    let chapters = world
        .reports
        .iter()
        .enumerate()
        .flat_map(|(at, report)| report.chapters.iter().map(move |chapter| (chapter.file, chapter.body, Some(at), report.adopted)));
    let pages = world.pages.iter().map(|page| (page.file, page.body, None, false));
    let known = chapters.chain(pages).filter_map(|(file, body, report, adopted)| text(subject, file, body, report, adopted));
    let articles = subject.articles().filter_map(|written| {
        let on = written.article.published.map(DateTime::date);
        Some(Text { on, ..text(subject, written.article.file, written.article.body, None, false)? })
    });
    known.chain(articles).collect()
}

/// One text; `None` when it is nested too deep, which is said elsewhere.
fn text(subject: &Subject<'_>, file: FileId, body: Span, report: Option<usize>, adopted: bool) -> Option<Text> {
    let source = subject.sources.slice(body);
    let explains_rounding = source.contains("四舍五入");
    let document = parse(source).ok()?;
    Some(Text { file, base: body.range().start, report, adopted, on: None, explains_rounding, document })
}

/// Words that read as one text.
#[derive(Default)]
pub struct Passage {
    /// The words.
    pub words: String,
    /// The heading above them.
    pub heading: String,
    file: Option<FileId>,
    pieces: Vec<Piece>,
}

/// A stretch of words that stands in the source as it is read.
struct Piece {
    at: usize,
    source: usize,
    link: Option<String>,
}

impl Passage {
    /// The words of inlines. The text alternatives of pictures are passages of their own.
    pub fn of(text: &Text, content: &[Inline], heading: &str) -> Self {
        let mut passage = Self { heading: heading.to_owned(), file: Some(text.file), ..Self::default() };
        passage.push(text, content, None);
        passage
    }

    fn push(&mut self, text: &Text, content: &[Inline], link: Option<&str>) {
        for inline in content {
            match &inline.kind {
                InlineKind::Text(words) | InlineKind::Code(words) => {
                    let source = text.base + inline.range.start;
                    self.pieces.push(Piece { at: self.words.len(), source, link: link.map(str::to_owned) });
                    self.words.push_str(words);
                }
                InlineKind::Emphasis(inner) | InlineKind::Strong(inner) => self.push(text, inner, link),
                InlineKind::Link { destination, content } => self.push(text, content, Some(destination)),
                InlineKind::Break { hard: true } => self.words.push('\n'),
                InlineKind::Break { hard: false } | InlineKind::Image { .. } | InlineKind::FootnoteReference(_) | InlineKind::Html(_) => {}
            }
        }
    }

    /// The place of a stretch of the words.
    pub fn span(&self, range: &Range<usize>) -> Option<Span> {
        let start = self.piece(range.start)?;
        let end = self.piece(range.end.saturating_sub(1)).unwrap_or(start);
        let from = start.source + range.start.saturating_sub(start.at);
        let to = (end.source + range.end.saturating_sub(end.at)).max(from);
        Some(Span::new(self.file?, from..to))
    }

    /// Every link with the byte of the words at which it begins.
    pub fn links(&self) -> impl Iterator<Item = (usize, &str)> {
        self.pieces.iter().filter_map(|piece| Some((piece.at, piece.link.as_deref()?)))
    }

    /// Where the link goes that a byte of the words stands in.
    pub fn link_at(&self, at: usize) -> Option<&str> {
        self.piece(at)?.link.as_deref()
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let next = self.pieces.partition_point(|piece| piece.at <= at);
        self.pieces.get(next.checked_sub(1)?)
    }
}

/// Every passage of a text, in order: paragraphs, headings, cells, and the text alternatives of pictures.
pub fn passages(text: &Text) -> Vec<Passage> {
    let mut found = Vec::new();
    each_block(&text.document.blocks, &mut String::new(), &mut |block, heading| match &block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => with_images(text, content, heading, &mut found),
        BlockKind::Table { head, rows } => {
            head.iter().chain(rows.iter().flatten()).for_each(|cell| with_images(text, cell, heading, &mut found));
        }
        BlockKind::List { .. }
        | BlockKind::Quote(_)
        | BlockKind::Footnote { .. }
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::Html(_) => {}
    });
    found
}

/// A table as words.
pub struct Table {
    /// The cells of the head.
    pub head: Vec<Passage>,
    /// The rows.
    pub rows: Vec<Vec<Passage>>,
    /// The heading above it.
    pub heading: String,
}

/// Every table of a text, in order.
pub fn tables(text: &Text) -> Vec<Table> {
    let mut found = Vec::new();
    each_block(&text.document.blocks, &mut String::new(), &mut |block, heading| {
        if let BlockKind::Table { head, rows } = &block.kind {
            let cells = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| Passage::of(text, cell, heading)).collect::<Vec<_>>();
            found.push(Table { head: cells(head), rows: rows.iter().map(cells).collect(), heading: heading.to_owned() });
        }
    });
    found
}

/// Every block, outer before inner, each with the heading above it.
fn each_block<'a>(blocks: &'a [Block], heading: &mut String, visit: &mut impl FnMut(&'a Block, &str)) {
    for block in blocks {
        if let BlockKind::Heading { content, .. } = &block.kind {
            *heading = crate::markup::plain::inlines(content);
        }
        visit(block, heading);
        match &block.kind {
            BlockKind::List { items, .. } => items.iter().for_each(|item| each_block(item, heading, visit)),
            BlockKind::Quote(inner) | BlockKind::Footnote { blocks: inner, .. } => each_block(inner, heading, visit),
            BlockKind::Heading { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::Table { .. }
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Html(_) => {}
        }
    }
}

fn with_images(text: &Text, content: &[Inline], heading: &str, found: &mut Vec<Passage>) {
    found.push(Passage::of(text, content, heading));
    images(text, content, heading, found);
}

fn images(text: &Text, content: &[Inline], heading: &str, found: &mut Vec<Passage>) {
    for inline in content {
        match &inline.kind {
            InlineKind::Image { alt, .. } => {
                // `![` stands before the words.
                let source = text.base + inline.range.start + 2;
                let pieces = vec![Piece { at: 0, source, link: None }];
                found.push(Passage { words: alt.clone(), heading: heading.to_owned(), file: Some(text.file), pieces });
            }
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Link { content: inner, .. } => {
                images(text, inner, heading, found);
            }
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Break { .. }
            | InlineKind::FootnoteReference(_)
            | InlineKind::Html(_) => {}
        }
    }
}
