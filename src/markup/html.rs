//! A [`Document`](crate::markup::Document) as HTML. Every word is escaped, raw HTML is dropped, and where links and pictures lead is
//! asked of the caller, who knows the site.

use crate::markup::{Block, BlockKind, Inline, InlineKind};
use std::fmt::Write;

/// Where links and pictures of one page lead.
pub trait Resolve {
    /// The address and class of a link.
    fn link(&self, destination: &str) -> Link;
    /// The whole HTML that stands for a picture or chart alone in its paragraph.
    fn figure(&self, destination: &str, alt: &str) -> String;
}

/// A resolved link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address; `None` leaves only the words.
    pub href: Option<String>,
    /// The class of the `a` element, if any.
    pub class: Option<&'static str>,
    /// What stands behind the words: （演示） behind a figure that is made up.
    pub mark: Option<&'static str>,
    /// Leads to another site: marked for the reader, and opened without a referrer.
    pub external: bool,
}

/// Blocks as HTML. The n-th heading of `anchors` gets the n-th id; headings begin at level 2, since a page has its own h1.
pub fn render(blocks: &[Block], anchors: &[&str], resolve: &dyn Resolve) -> String {
    let mut writer = Writer { html: String::new(), anchors: anchors.iter().copied(), resolve };
    writer.blocks(blocks);
    writer.html
}

/// Text made safe between tags and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    push_escaped(text, &mut safe);
    safe
}

fn push_escaped(text: &str, safe: &mut String) {
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
}

struct Writer<'a, I: Iterator<Item = &'a str>> {
    html: String,
    anchors: I,
    resolve: &'a dyn Resolve,
}

impl<'a, I: Iterator<Item = &'a str>> Writer<'a, I> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(&block.kind);
        }
    }

    fn block(&mut self, kind: &BlockKind) {
        match kind {
            BlockKind::Heading { level, content } => self.heading(*level, content),
            BlockKind::Paragraph(content) => self.paragraph(content),
            BlockKind::List { first, items } => self.list(*first, items),
            BlockKind::Quote(blocks) => self.around("blockquote", |writer| writer.blocks(blocks)),
            BlockKind::Code(text) => self.around("pre", |writer| push_escaped(text, &mut writer.html)),
            BlockKind::Table { head, rows } => self.table(head, rows),
            BlockKind::Rule => self.html.push_str("<hr>\n"),
            BlockKind::Footnote { label, blocks } => {
                let id = footnote_id(label);
                let _ = write!(self.html, "<aside class=\"footnote\" id=\"{id}\" role=\"note\">");
                self.footnote(label, blocks);
                self.html.push_str("</aside>\n");
            }
            BlockKind::Html(_) => {}
        }
    }

    /// The text of a footnote begins with the words that refer to it.
    fn footnote(&mut self, label: &str, blocks: &[Block]) {
        let word = format!("<span class=\"footnote-label\">注{}</span>", escape(label));
        match blocks {
            [Block { kind: BlockKind::Paragraph(content), .. }, rest @ ..] => {
                let _ = write!(self.html, "<p>{word}");
                self.inlines(content);
                self.html.push_str("</p>\n");
                self.blocks(rest);
            }
            blocks => {
                self.html.push_str(&word);
                self.blocks(blocks);
            }
        }
    }

    fn heading(&mut self, level: u8, content: &[Inline]) {
        let level = level.clamp(2, 6);
        match self.anchors.next() {
            Some(anchor) => {
                let _ = write!(self.html, "<h{level} id=\"{}\">", escape(anchor));
            }
            None => {
                let _ = write!(self.html, "<h{level}>");
            }
        }
        self.inlines(content);
        let _ = writeln!(self.html, "</h{level}>");
    }

    fn paragraph(&mut self, content: &[Inline]) {
        if let [Inline { kind: InlineKind::Image { destination, alt }, .. }] = content {
            let figure = self.resolve.figure(destination, alt);
            self.html.push_str(&figure);
            self.html.push('\n');
        } else {
            self.around("p", |writer| writer.inlines(content));
        }
    }

    fn list(&mut self, first: Option<u64>, items: &[Vec<Block>]) {
        match first {
            None => self.html.push_str("<ul>\n"),
            Some(1) => self.html.push_str("<ol>\n"),
            Some(first) => {
                let _ = writeln!(self.html, "<ol start=\"{first}\">");
            }
        }
        for item in items {
            self.html.push_str("<li>");
            match item.as_slice() {
                [Block { kind: BlockKind::Paragraph(content), .. }] => self.inlines(content),
                blocks => self.blocks(blocks),
            }
            self.html.push_str("</li>\n");
        }
        self.html.push_str(if first.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    fn table(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        self.html.push_str("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"表格\"><table>\n<thead><tr>");
        for cell in head {
            self.html.push_str("<th scope=\"col\">");
            self.inlines(cell);
            self.html.push_str("</th>");
        }
        self.html.push_str("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.html.push_str("<tr>");
            for cell in row {
                self.html.push_str("<td>");
                self.inlines(cell);
                self.html.push_str("</td>");
            }
            self.html.push_str("</tr>\n");
        }
        self.html.push_str("</tbody>\n</table></div>\n");
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match &inline.kind {
                InlineKind::Text(text) => push_escaped(text, &mut self.html),
                InlineKind::Code(text) => self.tag("code", |writer| push_escaped(text, &mut writer.html)),
                InlineKind::Emphasis(content) => self.tag("em", |writer| writer.inlines(content)),
                InlineKind::Strong(content) => self.tag("strong", |writer| writer.inlines(content)),
                InlineKind::Link { destination, content } => self.link(destination, content),
                InlineKind::Image { destination, alt } => {
                    let figure = self.resolve.figure(destination, alt);
                    self.html.push_str(&figure);
                }
                InlineKind::Break { hard } => self.html.push_str(if *hard { "<br>\n" } else { "\n" }),
                InlineKind::FootnoteReference(label) => {
                    let _ = write!(self.html, "<sup><a href=\"#{}\">注{}</a></sup>", footnote_id(label), escape(label));
                }
                InlineKind::Html(_) => {}
            }
        }
    }

    fn link(&mut self, destination: &str, content: &[Inline]) {
        let link = self.resolve.link(destination);
        let Some(href) = link.href else { return self.inlines(content) };
        let _ = write!(self.html, "<a href=\"{}\"", escape(&href));
        if let Some(class) = link.class {
            let _ = write!(self.html, " class=\"{class}\"");
        }
        self.html.push_str(if link.external { " rel=\"noopener noreferrer\">" } else { ">" });
        self.inlines(content);
        self.html.push_str(if link.external { "<span class=\"external\">（外部链接）</span></a>" } else { "</a>" });
        if let Some(mark) = link.mark {
            let _ = write!(self.html, "<span class=\"mark\">{mark}</span>");
        }
    }

    fn around(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.tag(name, inside);
        self.html.push('\n');
    }

    fn tag(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        let _ = write!(self.html, "<{name}>");
        inside(self);
        let _ = write!(self.html, "</{name}>");
    }
}

/// The id of a footnote: letters and digits of its label, everything else by its number, so that no label can break out or be another's.
fn footnote_id(label: &str) -> String {
    let mut id = "note-".to_owned();
    for c in label.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c);
        } else {
            let _ = write!(id, "-{:x}", u32::from(c));
        }
    }
    id
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Link, Resolve, render};
    use crate::markup::parse::parse;

    struct Plain;

    impl Resolve for Plain {
        fn link(&self, destination: &str) -> Link {
            let external = destination.starts_with("https:");
            Link { href: (!destination.starts_with("free:")).then(|| destination.to_owned()), class: None, mark: None, external }
        }
        fn figure(&self, destination: &str, alt: &str) -> String {
            format!("<img src=\"{}\" alt=\"{}\">", super::escape(destination), super::escape(alt))
        }
    }

    fn html(text: &str) -> String {
        render(&parse(text).unwrap().blocks, &["s1"], &Plain)
    }

    #[test]
    fn words_are_escaped_and_raw_html_is_dropped() {
        assert_eq!(html("a < b <b>x</b>\n"), "<p>a &lt; b x</p>\n");
        assert_eq!(html("[l](/u\"\\'><script>)\n").matches("<script").count(), 0);
        assert_eq!(html("![a\" onerror=\"1](x)\n"), "<img src=\"x\" alt=\"a&quot; onerror=&quot;1\">\n");
    }

    #[test]
    fn footnotes_say_which_they_are() {
        let written = html("甲[^一]乙[^二]\n\n[^一]: 说明\n[^二]: 另一条\n");
        assert!(written.contains("<sup><a href=\"#note--4e00\">注一</a></sup>"), "{written}");
        let first = "<aside class=\"footnote\" id=\"note--4e00\" role=\"note\"><p><span class=\"footnote-label\">注一</span>说明</p>";
        assert!(written.contains(first) && written.contains("id=\"note--4e8c\""), "{written}");
    }

    #[test]
    fn headings_get_ids_and_free_words_stay_words() {
        assert_eq!(html("# 一\n\n[新增30家](free:口径不同)。\n"), "<h2 id=\"s1\">一</h2>\n<p>新增30家。</p>\n");
        assert!(html("[网](https://example.gov.cn)").contains("（外部链接）"));
    }
}
