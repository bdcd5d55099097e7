//! Every text that people will read, in one list, for the rules about words: narratives, pages, titles, and the words in the data files.
//! Each text knows its places in the source and whose words it holds.

use crate::diagnostic::Diagnostic;
use crate::lint::wording_placeholder::is_latin_placeholder;
use crate::markup::parse::parse;
use crate::markup::{Block, BlockKind, Inline, InlineKind};
use crate::report::World;
use crate::report::column::Waiting;
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::syntax::yaml::{self, Kind, Node};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::ops::Range;

/// Whose words a text holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Voice {
    /// Adopted by the congress: nobody may change them.
    Adopted,
    /// A report that is still a draft.
    Draft,
    /// The office's own: pages, titles, names and remarks in the data files.
    Ours,
}

/// What a text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A paragraph, a cell, an item.
    Prose,
    /// A heading or a title.
    Heading,
    /// A value of a data file.
    Value,
}

/// A text: a paragraph, a heading, a value.
#[derive(Clone, Debug)]
pub struct Text {
    /// Whose words they are.
    pub voice: Voice,
    /// What it is.
    pub form: Form,
    /// The words, without marks of Markdown.
    pub words: String,
    /// The year of the report it belongs to.
    pub year: Option<i16>,
    pub(super) file: FileId,
    pub(super) runs: Vec<Run>,
}

/// A stretch of words and where it came from.
#[derive(Clone, Debug)]
pub(super) struct Run {
    at: usize,
    length: usize,
    source: Range<usize>,
    /// Whether the words stand in the source as they are, without escapes.
    exact: bool,
}

/// Something that no rule takes for a word, where a picture or code stands between words.
const GAP: char = '\u{fffc}';
/// What is said of the words that nobody may change.
const ADOPTED: &str = "原文如此，不建议改动；发布的文本与会议通过的不一致时，请据原件改正。";

impl Text {
    /// Where a stretch of the words stands in its file.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.source(range.start, false);
        let end = self.source(range.end, true).max(start);
        Span::new(self.file, start..end)
    }

    /// The byte of the source for a byte of the words. At a seam of two runs an end belongs to the former, a start to the latter.
    fn source(&self, at: usize, is_end: bool) -> usize {
        let before = self.runs.partition_point(|run| if is_end { run.at < at } else { run.at <= at });
        let Some(run) = self.runs.get(before.saturating_sub(1)) else { return 0 };
        match (run.exact, is_end) {
            (true, _) => run.source.start + at.saturating_sub(run.at).min(run.length),
            (false, true) => run.source.end,
            (false, false) => run.source.start,
        }
    }

    /// A stretch of the words.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.words.get(range).unwrap_or_default()
    }

    /// A finding about words: a warning; of an adopted text a notice, for nobody may change it.
    pub fn finding(&self, code: &'static str, message: impl Into<String>, range: Range<usize>, remedy: &str) -> Diagnostic {
        match self.voice {
            Voice::Adopted => Diagnostic::notice(code, message).at(self.span(range)).remedy(ADOPTED),
            Voice::Draft | Voice::Ours => Diagnostic::warning(code, message).at(self.span(range)).remedy(remedy),
        }
    }

    /// The same about what is certainly wrong: an error where the words may still be changed.
    pub fn fault(&self, code: &'static str, message: impl Into<String>, range: Range<usize>, remedy: &str) -> Diagnostic {
        match self.voice {
            Voice::Adopted => Diagnostic::notice(code, message).at(self.span(range)).remedy(ADOPTED),
            Voice::Draft | Voice::Ours => Diagnostic::error(code, message).at(self.span(range)).remedy(remedy),
        }
    }

    /// A text of one piece, for tests of the rules.
    #[cfg(test)]
    pub fn plain(words: &str) -> Self {
        let run = Run { at: 0, length: words.len(), source: 0..words.len(), exact: true };
        Self { voice: Voice::Ours, form: Form::Prose, words: words.into(), year: Some(2022), file: FileId(0), runs: vec![run] }
    }
}

/// Every text, file after file.
pub fn texts(world: &World, waiting: &[Waiting], sources: &Sources) -> Vec<Text> {
    let files: Vec<(FileId, &SourceFile)> = sources.files().collect();
    let mut all: Vec<Text> = files.par_iter().flat_map_iter(|(id, file)| values(*id, file, sources.root())).collect();
    for report in &world.reports {
        let voice = if report.adopted { Voice::Adopted } else { Voice::Draft };
        for chapter in &report.chapters {
            let reader = Reader { voice, year: Some(report.year), file: chapter.file, sources, texts: &mut all };
            reader.read(&chapter.title, chapter.body);
        }
    }
    for page in &world.pages {
        let reader = Reader { voice: Voice::Ours, year: None, file: page.file, sources, texts: &mut all };
        reader.read(&page.title, page.body);
    }
    let released = world.columns.iter().flat_map(|column| &column.articles);
    for article in released.chain(waiting.iter().map(|waiting| &waiting.article)) {
        let year = article.published.map(jiff::civil::DateTime::year);
        let reader = Reader { voice: Voice::Ours, year, file: article.file, sources, texts: &mut all };
        reader.read(&article.title, article.body);
        all.extend(article.header.description.as_deref().and_then(|words| description(article.file, article.body, words, sources)));
    }
    all
}

/// The sentence that an article says of itself in its front matter.
fn description(file: FileId, body: Span, words: &str, sources: &Sources) -> Option<Text> {
    let front = sources.file(file)?.text.get(..body.range().start)?;
    let key = front.find("description").unwrap_or(0);
    let run = Run::within(0, words, front.get(key..)?, key..front.len());
    Some(Text { voice: Voice::Ours, form: Form::Value, words: words.to_owned(), year: None, file, runs: vec![run] })
}

/// The Chinese values of a data file.
fn values(id: FileId, file: &SourceFile, root: &str) -> Vec<Text> {
    let below = file.path.strip_prefix(root).map_or(file.path.as_str(), |below| below.trim_start_matches('/'));
    let is_list_of_the_gate = below.starts_with("lists/");
    if !below.ends_with(".yaml") || is_list_of_the_gate {
        return Vec::new();
    }
    let Ok(node) = yaml::parse(id, &file.text) else { return Vec::new() };
    let year = below.split('/').next().and_then(|folder| folder.parse().ok());
    let mut texts = Vec::new();
    collect(&node, &mut |span, words| texts.extend(value(id, file, year, span, words)));
    texts
}

/// Calls `found` with every scalar; the reasons of waivers quote what they waive.
fn collect(node: &Node, found: &mut impl FnMut(Span, &str)) {
    match &node.kind {
        Kind::Null => {}
        Kind::Scalar { text, .. } => found(node.span, text),
        Kind::Sequence(nodes) => nodes.iter().for_each(|node| collect(node, found)),
        Kind::Mapping(entries) => entries.iter().filter(|(key, _)| key.text != "allow").for_each(|(_, node)| collect(node, found)),
    }
}

fn value(id: FileId, file: &SourceFile, year: Option<i16>, span: Span, words: &str) -> Option<Text> {
    if !words.chars().any(is_cjk) && !is_latin_placeholder(words) {
        return None;
    }
    let source = span.range();
    let written = file.text.get(source.clone()).unwrap_or_default();
    let run = Run::within(0, words, written, source);
    Some(Text { voice: Voice::Ours, form: Form::Value, words: words.to_owned(), year, file: id, runs: vec![run] })
}

impl Run {
    /// Words that stand somewhere in a written stretch: between quotes, or as they are.
    fn within(at: usize, words: &str, written: &str, source: Range<usize>) -> Self {
        match written.find(words) {
            Some(inside) => {
                let start = source.start + inside;
                Self { at, length: words.len(), source: start..start + words.len(), exact: true }
            }
            None => Self { at, length: words.len(), source, exact: false },
        }
    }
}

/// Reads the texts of a Markdown file.
struct Reader<'a> {
    voice: Voice,
    year: Option<i16>,
    file: FileId,
    sources: &'a Sources,
    texts: &'a mut Vec<Text>,
}

impl Reader<'_> {
    fn read(mut self, title: &str, body: Span) {
        let Some(file) = self.sources.file(self.file) else { return };
        let front = file.text.get(..body.range().start).unwrap_or_default();
        self.put(Form::Heading, title.to_owned(), vec![Run::within(0, title, front, 0..front.len())]);
        self.front(file, front);
        let Ok(document) = parse(self.sources.slice(body)) else { return };
        self.blocks(&document.blocks, body.range().start);
    }

    /// The other values of the front matter: they stand in page tags, lists and search results.
    fn front(&mut self, file: &SourceFile, front: &str) {
        let Some(start) = front.find("---\n").map(|at| at + 4) else { return };
        let Some(end) = front.rfind("\n---").filter(|end| *end > start) else { return };
        let Ok(Node { kind: Kind::Mapping(entries), .. }) = yaml::parse_part(self.file, &file.text, start..end + 1) else { return };
        for (_, node) in entries.iter().filter(|(key, _)| key.text != "title") {
            collect(node, &mut |span, words| self.texts.extend(value(self.file, file, self.year, span, words)));
        }
    }

    fn put(&mut self, form: Form, words: String, runs: Vec<Run>) {
        self.texts.push(Text { voice: self.voice, form, words, year: self.year, file: self.file, runs });
    }

    fn blocks(&mut self, blocks: &[Block], base: usize) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { content, .. } => self.run(Form::Heading, content, base),
                BlockKind::Paragraph(content) => self.run(Form::Prose, content, base),
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(item, base)),
                BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => self.blocks(blocks, base),
                BlockKind::Table { head, rows } => {
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| self.run(Form::Prose, cell, base));
                }
                BlockKind::Html(_) | BlockKind::Code(_) | BlockKind::Rule => {}
            }
        }
    }

    /// Inlines that read as one text.
    fn run(&mut self, form: Form, content: &[Inline], base: usize) {
        let (mut words, mut runs) = (String::new(), Vec::new());
        self.inlines(content, base, &mut words, &mut runs);
        if !words.is_empty() {
            self.put(form, words, runs);
        }
    }

    fn inlines(&mut self, content: &[Inline], base: usize, words: &mut String, runs: &mut Vec<Run>) {
        for inline in content {
            let source = inline.range.start + base..inline.range.end + base;
            let written = self.sources.slice(Span::new(self.file, source.clone()));
            match &inline.kind {
                InlineKind::Text(text) => {
                    runs.push(Run::within(words.len(), text, written, source));
                    words.push_str(text);
                }
                InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Link { content: inner, .. } => {
                    self.inlines(inner, base, words, runs);
                }
                InlineKind::Image { alt, .. } => {
                    let run = Run::within(0, alt, written, source);
                    let caption = Text {
                        voice: Voice::Ours,
                        form: Form::Value,
                        words: alt.clone(),
                        year: self.year,
                        file: self.file,
                        runs: vec![run],
                    };
                    self.texts.push(caption);
                    words.push(GAP);
                }
                InlineKind::Code(_) | InlineKind::Html(_) | InlineKind::Break { hard: true } => words.push(GAP),
                InlineKind::Break { hard: false } | InlineKind::FootnoteReference(_) => {}
            }
        }
    }
}

/// A Chinese character; marks of punctuation are none.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}

/// The sentences of some words, without the marks that end them.
pub fn sentences(words: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let ends = words.char_indices().filter(|(_, c)| matches!(*c, '。' | '！' | '？' | '；' | '\n' | GAP));
    let ends = ends.map(|(at, c)| (at, at + c.len_utf8())).chain([(words.len(), words.len())]);
    ends.map(move |(end, next)| {
        let sentence = start..end;
        start = next;
        sentence
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::{Form, Reader, Text, Voice, sentences, values};
    use crate::source::{SourceFile, Sources, Span};

    fn of(text: &str) -> (Sources, Vec<Text>) {
        let sources = Sources::new("content", vec![SourceFile { path: "content/pages/a.md".into(), text: text.into() }], vec![]);
        let (id, _) = sources.files().next().unwrap();
        let mut texts = Vec::new();
        Reader { voice: Voice::Ours, year: None, file: id, sources: &sources, texts: &mut texts }
            .read("标题", Span::new(id, 17..text.len()));
        (sources, texts)
    }

    #[test]
    fn every_word_has_its_place() {
        let (sources, texts) = of("---\n标题\n---\n\n## 甲**乙**丙\n\n丁[戊己](target:a)庚\\*辛。\n");
        let [title, heading, paragraph] = texts.as_slice() else { panic!("{texts:?}") };
        assert_eq!((title.form, sources.slice(title.span(0..6))), (Form::Heading, "标题"));
        let at = |text: &Text, word: &str| text.words.find(word).map(|at| at..at + word.len()).unwrap();
        assert_eq!(heading.words, "甲乙丙");
        assert_eq!(sources.slice(heading.span(at(heading, "乙"))), "乙");
        assert_eq!(paragraph.words, "丁戊己庚*辛。");
        assert_eq!(sources.slice(paragraph.span(at(paragraph, "己"))), "己");
        assert_eq!(sources.slice(paragraph.span(at(paragraph, "辛"))), "辛");
        assert_eq!(sources.slice(paragraph.span(at(paragraph, "己庚"))), "己](target:a)庚");
    }

    #[test]
    fn values_of_data_files_are_texts() {
        let file = SourceFile { path: "content/2022/x.yaml".into(), text: "a: {name: \"甲乙\", id: x}\nb: [丙]\nallow: [丁]\n".into() };
        let sources = Sources::new("content", vec![file], vec![]);
        let (id, file) = sources.files().next().unwrap();
        let texts = values(id, file, "content");
        let found: Vec<&str> = texts.iter().map(|text| sources.slice(text.span(0..text.words.len()))).collect();
        assert_eq!(found, ["甲乙", "丙"]);
        assert_eq!(texts.first().unwrap().year, Some(2022));
    }

    #[test]
    fn sentences_end_at_their_marks() {
        let words = "一，二。三；四";
        let found: Vec<&str> = sentences(words).map(|range| words.get(range).unwrap()).collect();
        assert_eq!(found, ["一，二", "三", "四"]);
    }
}
