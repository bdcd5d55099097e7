//! Markdown as a tree: one tree for HTML, search, feed and rules (contract §1, Narrative). Tables and footnotes are on, raw HTML is kept
//! as a node of its own so that a rule can refuse it; it is never rendered.

pub mod html;
pub mod outline;
pub mod parse;
pub mod plain;
pub mod terms;

use std::ops::Range;

/// A Markdown text as a tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The blocks in order.
    pub blocks: Vec<Block>,
}

/// A block and the bytes of the text it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the text that was parsed.
    pub range: Range<usize>,
}

/// Kinds of blocks.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A heading, 1 to 6 as written.
    Heading {
        /// As written.
        level: u8,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; `first` is the number of the first item of an ordered one.
    List {
        /// The number of the first item of an ordered list.
        first: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A block quote.
    Quote(Vec<Block>),
    /// A code block.
    Code(String),
    /// A table.
    Table {
        /// The cells of the head.
        head: Vec<Vec<Inline>>,
        /// The rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A thematic break.
    Rule,
    /// The text of a footnote.
    Footnote {
        /// Its label.
        label: String,
        /// Its text.
        blocks: Vec<Block>,
    },
    /// Raw HTML, refused by a rule.
    Html(String),
}

/// An inline and the bytes of the text it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it stands in the text that was parsed.
    pub range: Range<usize>,
}

/// Kinds of inlines.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind {
    /// Words.
    Text(String),
    /// Code.
    Code(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// A link.
    Link {
        /// Where to, entities and escapes resolved.
        destination: String,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A picture or a chart.
    Image {
        /// Which, entities and escapes resolved.
        destination: String,
        /// Its text alternative.
        alt: String,
    },
    /// A line break; a soft one is nothing between Chinese words.
    Break {
        /// Two spaces or a backslash.
        hard: bool,
    },
    /// A reference to a footnote.
    FootnoteReference(String),
    /// Raw HTML, refused by a rule.
    Html(String),
}
