//! The narrative as HTML, section by section: bound figures become links to their targets and terms to
//! their meaning, and nothing is added inside the adopted words.

use crate::markup::Block;
use crate::markup::html::{Link, Resolve, escape, render};
use crate::markup::outline::Outline;
use crate::markup::parse::parse;
use crate::markup::plain;
use crate::markup::terms;
use crate::output::charts;
use crate::output::desk::Desk;
use crate::report::{Chapter, Report};
use crate::site::{ChartKey, PageKey, path};
use crate::source::Span;
use crate::value::path::OutPath;
use crate::view::shared::Html;
use std::cell::Cell;

/// A section of a text.
#[derive(Debug)]
pub struct Part {
    /// Its heading; `None` before the first one.
    pub heading: Option<String>,
    /// Its body without the heading.
    pub body: Html,
}

/// The sections of a chapter as they stand on the page of the desk.
pub fn chapter(desk: &Desk<'_>, report: usize, number: usize) -> Vec<Part> {
    let Some(entry) = desk.report(report) else { return Vec::new() };
    let Some(chapter) = entry.chapters.get(number) else { return Vec::new() };
    let home = path(desk.world(), &PageKey::Chapter(report, number));
    let resolve = Links { desk, report: Some((report, entry)), chapter: Some(chapter), home, drawn: Cell::new(0) };
    sections(desk, chapter.body, &resolve)
}

/// A page of `pages/` as one body, with the anchors of its headings.
pub fn prose(desk: &Desk<'_>, at: usize) -> Html {
    let Some(page) = desk.world().pages.get(at) else { return Html::new("") };
    let resolve = Links { desk, report: None, chapter: None, home: path(desk.world(), &PageKey::Prose(at)), drawn: Cell::new(0) };
    let anchors: Vec<&str> = page.outline.sections.iter().skip(1).map(|section| section.anchor.as_str()).collect();
    let blocks = blocks(desk, page.body);
    Html::new(render(&blocks, &anchors, &resolve))
}

/// The blocks of a body. The text was parsed before without error; should it not parse now, nothing is shown rather than half of it.
fn blocks(desk: &Desk<'_>, body: Span) -> Vec<Block> {
    parse(desk.context.sources.slice(body)).map(|document| document.blocks).unwrap_or_default()
}

/// The sections of a text as words alone: heading and body, a line a paragraph.
pub fn words(desk: &Desk<'_>, body: Span) -> Vec<(Option<String>, String)> {
    let parts = parts(blocks(desk, body)).into_iter();
    parts.map(|(heading, blocks)| (heading, plain::blocks(&blocks).trim_end().to_owned())).collect()
}

fn sections(desk: &Desk<'_>, body: Span, resolve: &Links<'_>) -> Vec<Part> {
    let mut blocks = blocks(desk, body);
    let terms: Vec<&str> = resolve.report.iter().flat_map(|(_, report)| &report.glossary).map(|term| term.term.as_str()).collect();
    terms::mark(&mut blocks, &terms);
    let parts = parts(blocks).into_iter();
    parts.map(|(heading, blocks)| Part { heading, body: Html::new(render(&blocks, &[], resolve)) }).collect()
}

/// A text cut at its headings.
fn parts(blocks: Vec<Block>) -> Vec<(Option<String>, Vec<Block>)> {
    let mut parts: Vec<(Option<String>, Vec<Block>)> = vec![(None, Vec::new())];
    for block in blocks {
        if let Some(heading) = Outline::heading(&block) {
            parts.push((Some(plain::inlines(heading)), Vec::new()));
        } else if let Some((_, blocks)) = parts.last_mut() {
            blocks.push(block);
        }
    }
    parts
}

/// The anchor of a term on the page of the glossary; `number` counts from 0.
pub fn term_anchor(number: usize) -> String {
    format!("term-{}", number + 1)
}

/// Whether a section has no words of its own.
pub fn is_empty(part: &Part) -> bool {
    part.heading.is_none() && part.body.as_str().is_empty()
}

/// Where links of a text lead. Relative links are meant from the text's own page and shown on the page of the desk, which may be another.
struct Links<'a> {
    desk: &'a Desk<'a>,
    report: Option<(usize, &'a Report)>,
    chapter: Option<&'a Chapter>,
    home: Option<OutPath>,
    /// How many charts stand in the text so far.
    drawn: Cell<usize>,
}

impl Links<'_> {
    /// The meaning of a term of the glossary.
    fn term(&self, number: &str) -> Option<String> {
        let (at, _) = self.report?;
        Some(self.desk.href_to_anchor(&PageKey::Glossary(at), &term_anchor(number.parse().ok()?)))
    }

    fn target(&self, rest: &str) -> Option<String> {
        let (at, report) = self.report?;
        let id = rest.split(['.', '/']).next()?;
        let target = report.target_index(id)?;
        Some(self.desk.href(&PageKey::Target(at, target)))
    }

    fn relative(&self, destination: &str) -> Option<String> {
        let (file, anchor) = destination.split_once('#').map_or((destination, ""), |(file, anchor)| (file, anchor));
        let home = self.home.as_ref()?;
        let to = if file.is_empty() { home.clone() } else { OutPath::new(&crate::lint::link_missing::resolved(home, file)?)? };
        let href = encoded(&self.desk.file(&to));
        Some(if anchor.is_empty() { href } else { format!("{href}#{anchor}") })
    }
}

impl Resolve for Links<'_> {
    fn link(&self, destination: &str) -> Link {
        let bound = |href| Link { href, class: Some("bound"), external: false };
        match destination.split_once(':') {
            Some(("target" | "figure", rest)) => bound(self.target(rest)),
            Some((terms::SCHEME, number)) => Link { href: self.term(number), class: Some("term"), external: false },
            Some(("free", _)) => Link { href: None, class: None, external: false },
            Some(("http" | "https", _)) => {
                Link { href: Some(destination.to_owned()), class: None, external: self.desk.is_external(destination) }
            }
            Some(("mailto" | "tel", _)) => Link { href: Some(destination.to_owned()), class: None, external: false },
            // Any other scheme was refused by a rule; no address rather than a wrong one.
            Some((scheme, _)) if !scheme.contains(['/', '#', '?']) => Link { href: None, class: None, external: false },
            _ => Link { href: self.relative(destination), class: None, external: false },
        }
    }

    fn figure(&self, destination: &str, alt: &str) -> String {
        if let (Some(chart), Some((at, report))) = (destination.strip_prefix("chart:"), self.report) {
            let key = ChartKey::parse(chart, report, at);
            let place = format!("{}-{}", self.chapter.map_or("n", |chapter| chapter.slug.as_str()), self.drawn.get());
            self.drawn.set(self.drawn.get() + 1);
            return key.map(|key| charts::inline(self.desk, &key, alt, &place)).unwrap_or_default();
        }
        let beside = self.chapter.is_some_and(|chapter| chapter.assets.contains_key(destination));
        let Some(src) = self.relative(destination).filter(|_| beside) else { return String::new() };
        let mark = if self.desk.sample() { "【演示】" } else { "" };
        format!("<img src=\"{}\" alt=\"{mark}{}\" loading=\"lazy\">", escape(&src), escape(alt))
    }
}

/// A relative address with everything encoded that an address may not hold.
pub fn encoded(href: &str) -> String {
    use std::fmt::Write;
    let mut safe = String::with_capacity(href.len());
    for byte in href.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_' | b'~') {
            safe.push(char::from(byte));
        } else {
            let _ = write!(safe, "%{byte:02X}");
        }
    }
    safe
}
