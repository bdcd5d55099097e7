//! The words of a [`Document`](crate::markup::Document), as a person reads them.

use crate::markup::{Block, BlockKind, Inline, InlineKind};
use std::ops::Range;

/// The words of inlines. A soft break is nothing, as between Chinese words.
pub fn inlines(content: &[Inline]) -> String {
    let mut words = String::new();
    push_inlines(content, &mut words);
    words
}

/// The words of blocks, a line each.
pub fn blocks(content: &[Block]) -> String {
    let mut words = String::new();
    push_blocks(content, &mut words);
    words
}

/// Bytes before or after a place at which a sentence without stops is cut.
const LONGEST: usize = 6000;

/// The bytes of the sentence of a text that holds a byte: from after the stop before it to its own stop. A text without stops is cut at
/// a length that no sentence of people has, so that it is not copied whole for every link in it.
pub fn sentence_around(text: &str, at: usize) -> Range<usize> {
    const STOPS: [char; 4] = ['。', '；', '！', '？'];
    let at = at.min(text.len());
    let before = text.get(..at).unwrap_or("");
    let first = boundary(text, before.len().saturating_sub(LONGEST));
    let start = before.get(first..).and_then(|near| near.rfind(STOPS)).map_or(first, |stop| first + stop + '。'.len_utf8());
    let last = boundary(text, at + LONGEST);
    let end = text.get(at..last).and_then(|near| near.find(STOPS)).map_or(last, |stop| at + stop + '。'.len_utf8());
    start..end
}

/// The byte, or the next one where a character begins.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

fn push_inlines(content: &[Inline], words: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => words.push_str(text),
            InlineKind::Emphasis(content) | InlineKind::Strong(content) | InlineKind::Link { content, .. } => push_inlines(content, words),
            InlineKind::Image { alt, .. } => words.push_str(alt),
            InlineKind::Break { hard } => words.push_str(if *hard { "\n" } else { "" }),
            InlineKind::FootnoteReference(_) | InlineKind::Html(_) => {}
        }
    }
}

fn push_blocks(content: &[Block], words: &mut String) {
    for block in content {
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => push_line(content, words),
            BlockKind::List { items, .. } => items.iter().for_each(|item| push_blocks(item, words)),
            BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => push_blocks(blocks, words),
            BlockKind::Code(text) => {
                words.push_str(text);
                words.push('\n');
            }
            BlockKind::Table { head, rows } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    push_line(cell, words);
                }
            }
            BlockKind::Rule | BlockKind::Html(_) => {}
        }
    }
}

fn push_line(content: &[Inline], words: &mut String) {
    push_inlines(content, words);
    words.push('\n');
}

#[cfg(test)]
mod tests {
    use super::sentence_around;

    #[test]
    fn a_sentence_ends_at_its_stop() {
        let text = "第一句。新开工xx个；第三句。";
        let sentence = |at| text.get(sentence_around(text, at));
        assert_eq!(sentence(text.find("xx").unwrap_or(0)), Some("新开工xx个；"));
        assert_eq!(sentence(0), Some("第一句。"));
        assert_eq!(sentence(text.len()), Some(""));
    }
}
