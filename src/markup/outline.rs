//! What is kept of a Markdown text once it was parsed: sections, links, pictures and loose words, never the text itself (design, Memory).

use crate::markup::{Block, BlockKind, Document, Inline, InlineKind, plain};
use crate::value::quantity;
use std::ops::Range;

/// What a Markdown text binds and where. All ranges are bytes of the file.
#[derive(Debug, Default)]
pub struct Outline {
    /// Sections in order; the first is what stands before the first heading.
    pub sections: Vec<SectionDraft>,
    /// Every link, in order.
    pub links: Vec<LinkDraft>,
    /// Every picture, in order.
    pub images: Vec<ImageDraft>,
    /// Words outside any link that hold a digit or a mask, for the search after unbound figures.
    pub loose: Vec<Loose>,
    /// Raw HTML.
    pub raw_html: Vec<Range<usize>>,
}

/// A section.
#[derive(Debug)]
pub struct SectionDraft {
    /// Its heading; `None` before the first one.
    pub title: Option<String>,
    /// Its anchor: `s1`, `s2`, … and `top` before the first heading. Numbers, so that no heading can make an unsafe or doubled id.
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
    /// Where the words begin in the sentence, in bytes.
    pub offset: usize,
    /// Which section.
    pub section: usize,
    /// The whole link.
    pub range: Range<usize>,
}

/// A picture or chart.
#[derive(Debug)]
pub struct ImageDraft {
    /// Which.
    pub destination: String,
    /// Its text alternative.
    pub alt: String,
    /// The whole picture.
    pub range: Range<usize>,
}

/// A run of words outside any link.
#[derive(Debug)]
pub struct Loose {
    /// The words.
    pub words: String,
    /// Where they stand.
    pub range: Range<usize>,
}

/// The heading level at which sections are cut.
const SECTION_LEVEL: u8 = 2;

impl Outline {
    /// The outline of a text that begins at byte `base` of its file.
    pub fn of(document: &Document, base: usize) -> Self {
        let first = SectionDraft { title: None, anchor: "top".into() };
        let mut reader = Reader { outline: Self { sections: vec![first], ..Self::default() }, base };
        reader.blocks(&document.blocks);
        reader.outline
    }

    /// Whether a block begins a section, and its heading.
    pub fn heading(block: &Block) -> Option<&[Inline]> {
        match &block.kind {
            BlockKind::Heading { level, content } if *level <= SECTION_LEVEL => Some(content),
            _ => None,
        }
    }
}

struct Reader {
    outline: Outline,
    base: usize,
}

/// The paragraph being read: its words so far, and the links in it that wait for their sentence.
#[derive(Default)]
struct Run {
    words: String,
    links: Vec<(usize, usize)>,
}

impl Reader {
    fn shifted(&self, range: &Range<usize>) -> Range<usize> {
        range.start + self.base..range.end + self.base
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            if let Some(content) = Outline::heading(block) {
                let number = self.outline.sections.len();
                let title = Some(plain::inlines(content));
                self.outline.sections.push(SectionDraft { title, anchor: format!("s{number}") });
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => self.run(content),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
            BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => self.blocks(blocks),
            BlockKind::Table { head, rows } => head.iter().chain(rows.iter().flatten()).for_each(|cell| self.run(cell)),
            BlockKind::Html(_) => self.outline.raw_html.push(self.shifted(&block.range)),
            BlockKind::Code(_) | BlockKind::Rule => {}
        }
    }

    /// A run of inlines that reads as one text: a paragraph, a heading, a cell.
    fn run(&mut self, content: &[Inline]) {
        let mut run = Run::default();
        self.inlines(content, false, &mut run);
        for (link, at) in run.links {
            let sentence = plain::sentence_around(&run.words, at);
            if let Some(link) = self.outline.links.get_mut(link) {
                link.offset = at.saturating_sub(sentence.start);
                link.sentence = run.words.get(sentence).unwrap_or_default().to_owned();
            }
        }
    }

    fn inlines(&mut self, content: &[Inline], linked: bool, run: &mut Run) {
        for inline in content {
            let range = self.shifted(&inline.range);
            match &inline.kind {
                InlineKind::Text(words) => {
                    run.words.push_str(words);
                    if !linked && words.contains(quantity::starts_amount) {
                        self.outline.loose.push(Loose { words: words.clone(), range });
                    }
                }
                InlineKind::Code(words) => run.words.push_str(words),
                InlineKind::Emphasis(inner) | InlineKind::Strong(inner) => self.inlines(inner, linked, run),
                InlineKind::Link { destination, content } => {
                    run.links.push((self.outline.links.len(), run.words.len()));
                    let words = plain::inlines(content);
                    let section = self.outline.sections.len() - 1;
                    let link = LinkDraft { destination: destination.clone(), words, sentence: String::new(), offset: 0, section, range };
                    self.outline.links.push(link);
                    self.inlines(content, true, run);
                }
                InlineKind::Image { destination, alt } => {
                    self.outline.images.push(ImageDraft { destination: destination.clone(), alt: alt.clone(), range });
                }
                InlineKind::Html(_) => self.outline.raw_html.push(range),
                InlineKind::Break { .. } | InlineKind::FootnoteReference(_) => {}
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Outline;
    use crate::markup::parse::parse;

    #[test]
    fn links_know_their_section_and_sentence() {
        let text = "前言xx个。\n\n## 一\n\n先[做好](target:a)。全年[不少于xx个](target:b)，力争更多。\n";
        let outline = Outline::of(&parse(text).unwrap(), 0);
        assert_eq!(outline.sections.len(), 2);
        let link = outline.links.get(1).unwrap();
        assert_eq!((link.section, link.sentence.as_str()), (1, "全年不少于xx个，力争更多。"));
        assert!(link.sentence.get(link.offset..).unwrap().starts_with("不少于"));
        assert_eq!(text.get(link.range.clone()), Some("[不少于xx个](target:b)"));
        assert_eq!(outline.loose.first().unwrap().words, "前言xx个。");
    }
}
