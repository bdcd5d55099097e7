//! The narrative as HTML, section by section: bound figures become links to their targets and terms to
//! their meaning, and nothing is added inside the adopted words.

use crate::markup::Block;
use crate::markup::html::{Link, Resolve, escape, render};
use crate::markup::outline::{Outline, SectionDraft};
use crate::markup::parse::parse;
use crate::markup::plain;
use crate::markup::terms;
use crate::output::charts;
use crate::output::desk::Desk;
use crate::report::column::{Binding, Bound, ColumnArticle};
use crate::report::{Chapter, Report, of_year};
use crate::site::{ChartKey, PageKey, path};
use crate::source::Span;
use crate::source::size::picture_size;
use crate::value::path::OutPath;
use crate::view::shared::{self, Html};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

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
    let resolve = Links { desk, text: Text::Chapter(report, entry, chapter), home, drawn: Cell::new(0), linked: Cell::new(0) };
    sections(desk, chapter.body, &resolve)
}

/// A page of `pages/` as one body, with the anchors of its headings.
pub fn prose(desk: &Desk<'_>, at: usize) -> Html {
    let Some(page) = desk.world().pages.get(at) else { return Html::new("") };
    let resolve =
        Links { desk, text: Text::Page, home: path(desk.world(), &PageKey::Prose(at)), drawn: Cell::new(0), linked: Cell::new(0) };
    whole(desk, page.body, &page.outline, &resolve)
}

/// An article of a column as one body, with the anchors of its headings.
pub fn article(desk: &Desk<'_>, column: usize, number: usize) -> Html {
    let entry = desk.world().columns.get(column).and_then(|column| column.articles.get(number));
    let Some(article) = entry else { return Html::new("") };
    let home = path(desk.world(), &PageKey::ColumnArticle(column, number));
    let made_up = if desk.sample() { made_up(desk, article) } else { BTreeSet::new() };
    let resolve = Links { desk, text: Text::Article(article, made_up), home, drawn: Cell::new(0), linked: Cell::new(0) };
    whole(desk, article.body, &article.outline, &resolve)
}

fn whole(desk: &Desk<'_>, body: Span, outline: &Outline, resolve: &Links<'_>) -> Html {
    let anchors: Vec<&str> = outline.sections.iter().skip(1).map(|section| section.anchor.as_str()).collect();
    Html::new(render(&blocks(desk, body), &anchors, resolve))
}

/// The headings of a text of its own page, where there are enough of them to be looked up.
pub fn contents(outline: &Outline) -> Vec<shared::Link> {
    let heading = |section: &SectionDraft| Some(shared::Link { label: section.title.clone()?, href: format!("#{}", section.anchor) });
    let headings: Vec<shared::Link> = outline.sections.iter().filter_map(heading).collect();
    if headings.len() > 3 { headings } else { Vec::new() }
}

/// Links of an article, by number, whose words are a number that only a demonstration file gives.
fn made_up(desk: &Desk<'_>, article: &ColumnArticle) -> BTreeSet<usize> {
    let is_made_up = |binding: &Binding| match binding.bound {
        Bound::Figure { .. } => true,
        Bound::Goal(_) => {
            let target = desk.report(binding.report).and_then(|report| report.targets.get(binding.target));
            target.is_some_and(|target| target.disclosed.is_some()) && binding.words.contains(|c: char| c.is_ascii_digit())
        }
    };
    let bound: BTreeSet<Span> = article.bindings.iter().filter(|binding| is_made_up(binding)).map(|binding| binding.span).collect();
    let links = article.outline.links.iter().enumerate();
    links.filter(|(_, link)| bound.contains(&Span::new(article.file, link.range.clone()))).map(|(number, _)| number).collect()
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
    if let Text::Chapter(_, report, _) = &resolve.text {
        let terms: Vec<&str> = report.glossary.iter().map(|term| term.term.as_str()).collect();
        terms::mark(&mut blocks, &terms);
    }
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

/// Whose words they are, and so what short names in them mean.
enum Text<'a> {
    /// A chapter of a report: `target:gdp` is one of its own.
    Chapter(usize, &'a Report, &'a Chapter),
    /// An article of a column: `target:2022/gdp` names the year. Beside it, by number, its links whose words are made-up numbers.
    Article(&'a ColumnArticle, BTreeSet<usize>),
    /// A page of `pages/`.
    Page,
}

/// Where links of a text lead. Relative links are meant from the text's own page and shown on the page of the desk, which may be another.
struct Links<'a> {
    desk: &'a Desk<'a>,
    text: Text<'a>,
    home: Option<OutPath>,
    /// How many charts stand in the text so far.
    drawn: Cell<usize>,
    /// How many links were asked for so far: the writer and the outline meet them in the same order.
    linked: Cell<usize>,
}

impl<'a> Links<'a> {
    /// The report that a short name is about, and the rest of the name.
    fn report<'r>(&self, name: &'r str) -> Option<(usize, &'a Report, &'r str)> {
        match &self.text {
            Text::Chapter(at, report, _) => Some((*at, report, name)),
            Text::Article(..) => {
                let (year, rest) = name.split_once('/')?;
                let (at, report) = of_year(&self.desk.world().reports, year)?;
                Some((at, report, rest))
            }
            Text::Page => None,
        }
    }

    /// The meaning of a term of the glossary.
    fn term(&self, number: &str) -> Option<String> {
        let Text::Chapter(at, ..) = self.text else { return None };
        Some(self.desk.href_to_anchor(&PageKey::Glossary(at), &term_anchor(number.parse().ok()?)))
    }

    /// Files beside the text.
    fn assets(&self) -> Option<&BTreeMap<String, String>> {
        match &self.text {
            Text::Chapter(_, _, chapter) => Some(&chapter.assets),
            Text::Article(article, _) => Some(&article.assets),
            Text::Page => None,
        }
    }

    fn target(&self, name: &str) -> Option<String> {
        let (at, report, rest) = self.report(name)?;
        let id = rest.split(['.', '/']).next()?;
        let target = report.target_index(id)?;
        Some(self.desk.href(&PageKey::Target(at, target)))
    }

    fn relative(&self, destination: &str) -> Option<String> {
        let (file, anchor) = destination.split_once('#').map_or((destination, ""), |(file, anchor)| (file, anchor));
        let home = self.home.as_ref()?;
        let to = if file.is_empty() { home.clone() } else { OutPath::new(&crate::lint::link_missing::resolved(home, file)?)? };
        // A rule has refused links to nothing; what is left is an article that is not released yet: its words stay, its address does not show.
        let is_article = to.as_str().starts_with("columns/") && to.as_str().ends_with(".html");
        if is_article && !self.desk.context.site.pages.iter().any(|page| page.path == to) {
            return None;
        }
        let href = encoded(&self.desk.file(&to));
        Some(if anchor.is_empty() { href } else { format!("{href}#{anchor}") })
    }
}

impl Resolve for Links<'_> {
    fn link(&self, destination: &str) -> Link {
        let number = self.linked.replace(self.linked.get() + 1);
        let mark = matches!(&self.text, Text::Article(_, made_up) if made_up.contains(&number)).then_some("（演示）");
        let bound = |href| Link { href, class: Some("bound"), mark, external: false };
        let plain = |href, external| Link { href, class: None, mark: None, external };
        match destination.split_once(':') {
            Some(("target" | "figure", rest)) => bound(self.target(rest)),
            Some((terms::SCHEME, number)) => Link { href: self.term(number), class: Some("term"), mark: None, external: false },
            Some(("free", _)) => plain(None, false),
            Some(("http" | "https", _)) => plain(Some(destination.to_owned()), self.desk.is_external(destination)),
            Some(("mailto" | "tel", _)) => plain(Some(destination.to_owned()), false),
            // Any other scheme was refused by a rule; no address rather than a wrong one.
            Some((scheme, _)) if !scheme.contains(['/', '#', '?']) => plain(None, false),
            _ => plain(self.relative(destination), false),
        }
    }

    fn figure(&self, destination: &str, alt: &str) -> String {
        if let Some((at, report, chart)) = destination.strip_prefix("chart:").and_then(|chart| self.report(chart)) {
            let key = ChartKey::parse(chart, report, at);
            let text = match &self.text {
                Text::Chapter(_, _, chapter) => chapter.slug.as_str(),
                Text::Article(article, _) => article.slug.as_str(),
                Text::Page => "n",
            };
            let place = format!("{text}-{}", self.drawn.get());
            self.drawn.set(self.drawn.get() + 1);
            return key.map(|key| charts::inline(self.desk, &key, alt, &place)).unwrap_or_default();
        }
        let Some(file) = self.assets().and_then(|assets| assets.get(destination)) else { return String::new() };
        let Some(src) = self.relative(destination) else { return String::new() };
        let mark = if self.desk.sample() { "【演示】" } else { "" };
        let size = self.desk.context.sources.asset(file).and_then(|asset| picture_size(&asset.bytes));
        let size = size.map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\"")).unwrap_or_default();
        format!("<img src=\"{}\" alt=\"{mark}{}\"{size} loading=\"lazy\">", escape(&src), escape(alt))
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
