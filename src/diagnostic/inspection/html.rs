//! Writing a page by hand: every text is escaped on its way in, and nothing else gets in but the tags of this folder.

use crate::diagnostic::order::one_line;
use std::fmt::Write as _;

/// A page on its way.
pub(super) struct Page {
    text: String,
    parts: usize,
}

impl Page {
    pub(super) fn new() -> Self {
        Self { text: String::new(), parts: 0 }
    }

    /// Adds tags of our own.
    pub(super) fn tags(&mut self, tags: &str) -> &mut Self {
        self.text.push_str(tags);
        self
    }

    /// Adds words: from outside or our own, they are escaped, personal numbers are stars, control characters are spelt out.
    pub(super) fn words(&mut self, words: &str) -> &mut Self {
        self.text.push_str(&escaped(&one_line(words)));
        self
    }

    /// An element without attributes around words.
    pub(super) fn element(&mut self, name: &str, words: &str) -> &mut Self {
        let _ = write!(self.text, "<{name}>");
        self.words(words);
        let _ = write!(self.text, "</{name}>");
        self
    }

    /// The heading of a part: `三、其他问题`.
    pub(super) fn part(&mut self, title: &str) -> &mut Self {
        const NUMBERS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];
        let number = NUMBERS.get(self.parts).copied().unwrap_or_default();
        self.parts += 1;
        self.element("h2", &format!("{number}、{title}")).tags("\n")
    }

    /// The beginning of a table with its caption and the heads of its columns: class of the column, words.
    pub(super) fn table(&mut self, class: &str, caption: &str, heads: &[(&str, &str)]) -> &mut Self {
        let _ = write!(self.text, "<table class=\"{class}\">\n<caption>");
        self.words(caption).tags("</caption>\n<thead><tr>");
        for (class, words) in heads {
            let _ = write!(self.text, "<th scope=\"col\" class=\"{class}\">");
            self.words(words).tags("</th>");
        }
        self.tags("</tr></thead>\n<tbody>\n")
    }

    /// The end of a table.
    pub(super) fn table_end(&mut self) -> &mut Self {
        self.tags("</tbody>\n</table>\n")
    }

    /// The text.
    pub(super) fn done(self) -> String {
        self.text
    }
}

/// Words between tags or in a quoted attribute.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\'' => text.push_str("&#39;"),
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn nothing_that_is_said_becomes_a_tag() {
        let mut page = Page::new();
        page.element("td", "<script>'a' & \"b\"</script>\u{202e}");
        assert_eq!(page.done(), "<td>&lt;script&gt;&#39;a&#39; &amp; &quot;b&quot;&lt;/script&gt;&lt;U+202E&gt;</td>");
    }

    #[test]
    fn parts_are_numbered() {
        let mut page = Page::new();
        page.part("甲").part("乙");
        assert_eq!(page.done(), "<h2>一、甲</h2>\n<h2>二、乙</h2>\n");
    }
}
