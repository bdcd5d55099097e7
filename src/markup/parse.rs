//! Markdown text to a [`Document`]. The only place that knows the parser's events.

use crate::markup::{Block, BlockKind, Document, Inline, InlineKind};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// How deep blocks and inlines may be nested; deeper texts are attacks or accidents, and everything after this recurses.
pub const MAX_DEPTH: usize = 32;

/// Why a text was not parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooDeep {
    /// Where the limit was passed.
    pub range: Range<usize>,
}

/// Parses a Markdown text.
///
/// # Errors
/// [`TooDeep`] where blocks or inlines are nested more than [`MAX_DEPTH`] deep.
pub fn parse(text: &str) -> Result<Document, TooDeep> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut builder = Builder { open: vec![Frame::root(text.len())] };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.take(event, range)?;
    }
    Ok(Document { blocks: builder.finish() })
}

/// An element that has begun and not ended.
struct Frame {
    tag: Option<OpenTag>,
    range: Range<usize>,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    /// Finished items of a list, cells of a row, rows of a table.
    items: Vec<Vec<Block>>,
    cells: Vec<Vec<Inline>>,
    head: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
}

/// What an open element is, with what its end event no longer tells.
enum OpenTag {
    Paragraph,
    Heading(u8),
    Quote,
    Code,
    List(Option<u64>),
    Item,
    Footnote(String),
    Table,
    TableHead,
    TableRow,
    TableCell,
    Emphasis,
    Strong,
    Link(String),
    Image(String),
    HtmlBlock,
    Other,
}

impl Frame {
    fn root(length: usize) -> Self {
        Self::new(None, 0..length)
    }

    fn new(tag: Option<OpenTag>, range: Range<usize>) -> Self {
        Self { tag, range, blocks: vec![], inlines: vec![], items: vec![], cells: vec![], head: vec![], rows: vec![] }
    }

    /// The blocks of a container; loose inlines of a tight list item become a paragraph.
    fn into_blocks(mut self) -> Vec<Block> {
        self.settle();
        self.blocks
    }

    /// Puts inlines that stand directly in a container into a paragraph, in their place among the blocks.
    fn settle(&mut self) {
        if let (Some(first), Some(last)) = (self.inlines.first(), self.inlines.last()) {
            let range = first.range.start..last.range.end;
            let inlines = std::mem::take(&mut self.inlines);
            self.blocks.push(Block { kind: BlockKind::Paragraph(inlines), range });
        }
    }
}

/// Builds the tree from events, on a stack of its own.
struct Builder {
    open: Vec<Frame>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), TooDeep> {
        match event {
            Event::Start(tag) => self.begin(tag, range)?,
            Event::End(end) => self.end(end),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => self.inline(InlineKind::Code(code.into_string()), range),
            Event::Html(html) => self.text(&html, range),
            Event::InlineHtml(html) => self.inline(InlineKind::Html(html.into_string()), range),
            Event::SoftBreak => self.inline(InlineKind::Break { hard: false }, range),
            Event::HardBreak => self.inline(InlineKind::Break { hard: true }, range),
            Event::Rule => self.block(BlockKind::Rule, range),
            Event::FootnoteReference(label) => self.inline(InlineKind::FootnoteReference(label.into_string()), range),
            // Extensions that are off never send these; their words are kept as words.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
            Event::TaskListMarker(_) => {}
        }
        Ok(())
    }

    fn begin(&mut self, tag: Tag<'_>, range: Range<usize>) -> Result<(), TooDeep> {
        if self.open.len() > MAX_DEPTH {
            return Err(TooDeep { range });
        }
        let tag = match tag {
            Tag::Paragraph => OpenTag::Paragraph,
            Tag::Heading { level, .. } => OpenTag::Heading(level_number(level)),
            Tag::BlockQuote(_) => OpenTag::Quote,
            Tag::CodeBlock(_) => OpenTag::Code,
            Tag::HtmlBlock => OpenTag::HtmlBlock,
            Tag::List(first) => OpenTag::List(first),
            Tag::Item => OpenTag::Item,
            Tag::FootnoteDefinition(label) => OpenTag::Footnote(label.into_string()),
            Tag::Table(_) => OpenTag::Table,
            Tag::TableHead => OpenTag::TableHead,
            Tag::TableRow => OpenTag::TableRow,
            Tag::TableCell => OpenTag::TableCell,
            Tag::Emphasis => OpenTag::Emphasis,
            Tag::Strong => OpenTag::Strong,
            Tag::Link { dest_url, .. } => OpenTag::Link(dest_url.into_string()),
            Tag::Image { dest_url, .. } => OpenTag::Image(dest_url.into_string()),
            Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => OpenTag::Other,
        };
        self.open.push(Frame::new(Some(tag), range));
        Ok(())
    }

    fn end(&mut self, _: TagEnd) {
        if self.open.len() < 2 {
            return;
        }
        let Some(mut frame) = self.open.pop() else { return };
        let range = frame.range.clone();
        match frame.tag.take() {
            Some(OpenTag::Paragraph) => self.block(BlockKind::Paragraph(frame.inlines), range),
            Some(OpenTag::Heading(level)) => self.block(BlockKind::Heading { level, content: frame.inlines }, range),
            Some(OpenTag::Quote) => self.block(BlockKind::Quote(frame.into_blocks()), range),
            Some(OpenTag::Code) => self.block(BlockKind::Code(text_of(&frame.inlines)), range),
            Some(OpenTag::HtmlBlock) => self.block(BlockKind::Html(text_of(&frame.inlines)), range),
            Some(OpenTag::List(first)) => self.block(BlockKind::List { first, items: frame.items }, range),
            Some(OpenTag::Item) => self.parent(|parent| parent.items.push(frame.into_blocks())),
            Some(OpenTag::Footnote(label)) => self.block(BlockKind::Footnote { label, blocks: frame.into_blocks() }, range),
            Some(OpenTag::Table) => self.block(BlockKind::Table { head: frame.head, rows: frame.rows }, range),
            Some(OpenTag::TableHead) => self.parent(|parent| parent.head = frame.cells),
            Some(OpenTag::TableRow) => self.parent(|parent| parent.rows.push(frame.cells)),
            Some(OpenTag::TableCell) => self.parent(|parent| parent.cells.push(frame.inlines)),
            Some(OpenTag::Emphasis) => self.inline(InlineKind::Emphasis(frame.inlines), range),
            Some(OpenTag::Strong) => self.inline(InlineKind::Strong(frame.inlines), range),
            Some(OpenTag::Link(destination)) => self.inline(InlineKind::Link { destination, content: frame.inlines }, range),
            Some(OpenTag::Image(destination)) => {
                let alt = crate::markup::plain::inlines(&frame.inlines);
                self.inline(InlineKind::Image { destination, alt }, range);
            }
            Some(OpenTag::Other) | None => self.parent(|parent| parent.inlines.extend(frame.inlines)),
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        self.parent(|parent| match parent.inlines.last_mut() {
            // The parser cuts text at every special character; one run of words is one node.
            Some(Inline { kind: InlineKind::Text(words), range: before }) if before.end == range.start => {
                words.push_str(text);
                before.end = range.end;
            }
            _ => parent.inlines.push(Inline { kind: InlineKind::Text(text.to_owned()), range }),
        });
    }

    fn inline(&mut self, kind: InlineKind, range: Range<usize>) {
        self.parent(|parent| parent.inlines.push(Inline { kind, range }));
    }

    fn block(&mut self, kind: BlockKind, range: Range<usize>) {
        self.parent(|parent| {
            parent.settle();
            parent.blocks.push(Block { kind, range });
        });
    }

    fn parent(&mut self, change: impl FnOnce(&mut Frame)) {
        if let Some(parent) = self.open.last_mut() {
            change(parent);
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.open.drain(..).next().map(Frame::into_blocks).unwrap_or_default()
    }
}

/// The words of text nodes.
fn text_of(inlines: &[Inline]) -> String {
    crate::markup::plain::inlines(inlines)
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::parse;
    use crate::markup::{BlockKind, InlineKind};

    #[test]
    fn a_tree_knows_its_places() {
        let text = "## 目标\n\n新建[不少于xx个](target:a)项目。\n";
        let document = parse(text).unwrap();
        let BlockKind::Paragraph(content) = &document.blocks.get(1).unwrap().kind else { unreachable!() };
        let link = content.get(1).unwrap();
        assert_eq!(text.get(link.range.clone()), Some("[不少于xx个](target:a)"));
        assert!(matches!(&link.kind, InlineKind::Link { destination, .. } if destination == "target:a"));
    }

    #[test]
    fn lists_tables_and_footnotes_are_blocks() {
        let document = parse("- 甲\n- 乙\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n注[^1]。\n\n[^1]: 说明\n").unwrap();
        let kinds: Vec<_> = document.blocks.iter().map(|block| std::mem::discriminant(&block.kind)).collect();
        assert_eq!(kinds.len(), 4);
        assert!(matches!(&document.blocks.first().unwrap().kind, BlockKind::List { first: None, items } if items.len() == 2));
        assert!(matches!(&document.blocks.get(1).unwrap().kind, BlockKind::Table { rows, .. } if rows.len() == 1));
    }

    #[test]
    fn deep_nesting_is_refused_quickly() {
        assert!(parse(&format!("{}x", "> ".repeat(5000))).is_err());
        assert!(parse(&format!("{}x", "* ".repeat(5000))).is_err());
        assert!(parse(&"[ (".repeat(40_000)).is_ok());
    }
}
