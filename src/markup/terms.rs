//! Marks the first use of each term of a glossary in a text. The words stay as they are: a term becomes the inside of a link and nothing
//! is added to it. Links, headings, code and pictures are left alone, and of two terms that begin alike the longer is meant.

use crate::markup::{Block, BlockKind, Inline, InlineKind};
use std::ops::Range;

/// The scheme of the links this makes; nobody may write it in a text.
pub const SCHEME: &str = "term";

/// Turns the first use of each term into a link to `term:<its number in the list>`.
pub fn mark(blocks: &mut [Block], terms: &[&str]) {
    let mut order: Vec<(usize, &str)> = terms.iter().copied().enumerate().filter(|(_, term)| !term.is_empty()).collect();
    order.sort_by_key(|(_, term)| std::cmp::Reverse(term.len()));
    let mut marker = Marker { order, used: vec![false; terms.len()] };
    marker.blocks(blocks);
}

struct Marker<'a> {
    /// Numbers and terms, the longest first.
    order: Vec<(usize, &'a str)>,
    used: Vec<bool>,
}

impl Marker<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Paragraph(content) => self.inlines(content),
                BlockKind::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(item)),
                BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => self.blocks(blocks),
                BlockKind::Table { head: _, rows } => rows.iter_mut().flatten().for_each(|cell| self.inlines(cell)),
                BlockKind::Heading { .. } | BlockKind::Code(_) | BlockKind::Rule | BlockKind::Html(_) => {}
            }
        }
    }

    fn inlines(&mut self, content: &mut Vec<Inline>) {
        let mut marked = Vec::with_capacity(content.len());
        for mut inline in std::mem::take(content) {
            match &mut inline.kind {
                InlineKind::Text(text) => {
                    let pieces = self.pieces(text, &inline.range);
                    marked.extend(pieces);
                    continue;
                }
                InlineKind::Emphasis(inside) | InlineKind::Strong(inside) => self.inlines(inside),
                InlineKind::Link { .. }
                | InlineKind::Code(_)
                | InlineKind::Image { .. }
                | InlineKind::Break { .. }
                | InlineKind::FootnoteReference(_)
                | InlineKind::Html(_) => {}
            }
            marked.push(inline);
        }
        *content = marked;
    }

    /// A text as words and links; side by side they are the text. The pieces keep the range of the whole.
    fn pieces(&mut self, text: &str, range: &Range<usize>) -> Vec<Inline> {
        let piece = |kind: InlineKind| Inline { kind, range: range.clone() };
        let words = |words: &str| piece(InlineKind::Text(words.to_owned()));
        let mut pieces = Vec::new();
        let (mut plain, mut at) = (0, 0);
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let found = self.order.iter().find(|(_, term)| rest.starts_with(term)).copied();
            let Some((number, term)) = found else {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            };
            if !self.used.get(number).copied().unwrap_or(true) {
                self.used.iter_mut().skip(number).take(1).for_each(|used| *used = true);
                pieces.extend(text.get(plain..at).filter(|before| !before.is_empty()).map(words));
                pieces.push(piece(InlineKind::Link { destination: format!("{SCHEME}:{number}"), content: vec![words(term)] }));
                plain = at + term.len();
            }
            at += term.len();
        }
        pieces.extend(text.get(plain..).filter(|rest| !rest.is_empty()).map(words));
        pieces
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::mark;
    use crate::markup::html::{Link, Resolve, render};
    use crate::markup::parse::parse;
    use crate::markup::plain;

    struct Named;

    impl Resolve for Named {
        fn link(&self, destination: &str) -> Link {
            Link { href: Some(destination.to_owned()), class: None, mark: None, external: false }
        }
        fn figure(&self, _: &str, _: &str) -> String {
            String::new()
        }
    }

    fn marked(text: &str, terms: &[&str]) -> String {
        let mut document = parse(text).unwrap();
        let before = plain::blocks(&document.blocks);
        mark(&mut document.blocks, terms);
        assert_eq!(plain::blocks(&document.blocks), before, "the words are the words");
        render(&document.blocks, &[], &Named).replace('\n', "")
    }

    #[test]
    fn the_first_use_is_a_link_and_no_other() {
        let html = marked("甲乙丙乙。\n\n**乙**\n", &["乙"]);
        assert_eq!(html, "<p>甲<a href=\"term:0\">乙</a>丙乙。</p><p><strong>乙</strong></p>");
    }

    #[test]
    fn links_headings_and_code_are_left_alone() {
        let html = marked("# 乙\n\n[甲乙](target:x)`乙`**乙**\n", &["乙"]);
        let paragraph = "<p><a href=\"target:x\">甲乙</a><code>乙</code><strong><a href=\"term:0\">乙</a></strong></p>";
        assert_eq!(html, format!("<h2>乙</h2>{paragraph}"));
    }

    #[test]
    fn the_longer_term_is_meant_even_where_it_was_marked_before() {
        let html = marked("集体收入和村级集体收入，村级集体收入。\n", &["集体收入", "村级集体收入"]);
        assert_eq!(html, "<p><a href=\"term:0\">集体收入</a>和<a href=\"term:1\">村级集体收入</a>，村级集体收入。</p>");
        let html = marked("村级集体收入，村级集体收入，集体收入。\n", &["集体收入", "村级集体收入"]);
        assert_eq!(html, "<p><a href=\"term:1\">村级集体收入</a>，村级集体收入，<a href=\"term:0\">集体收入</a>。</p>");
    }
}
