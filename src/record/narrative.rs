//! The words of an adopted text: a deliberated document, so that a changed word is told even where no figure changed. Bindings, pictures and
//! line breaks are not words; a draft may change.

use crate::diagnostic::{Diagnostic, Place};
use crate::markup::parse::parse;
use crate::markup::plain;
use crate::record::compare::{Comparison, Difference, Kind, Pair};
use crate::report::Chapter;
use crate::source::{Sources, Span};
use std::collections::BTreeSet;

/// Characters that are quoted of changed words.
const QUOTED: usize = 40;
/// Characters quoted before and after them.
const AROUND: usize = 8;

/// Compares the chapters of a text that was adopted when it was committed.
pub(super) fn compare(pair: &Pair<'_>, found: &mut Comparison) {
    if !pair.old.adopted {
        return;
    }
    for old in &pair.old.chapters {
        match pair.new.chapters.iter().find(|new| new.slug == old.slug) {
            Some(new) => chapter(pair, old, new, found),
            None => lost(pair, old, found),
        }
    }
    for new in pair.new.chapters.iter().filter(|new| !pair.old.chapters.iter().any(|old| old.slug == new.slug)) {
        let sentence = format!("改正文：增加了篇章“{}”。", new.title);
        found.differences.push(Difference::new(Kind::Text, pair.new, "text", sentence).at(start(new)));
        found.findings.push(warning(format!("通过的文本里增加了篇章“{}”", new.title)).at(start(new)));
    }
}

fn chapter(pair: &Pair<'_>, old: &Chapter, new: &Chapter, found: &mut Comparison) {
    let (before, after) = (Words::of(pair.sides.old_sources, old), Words::of(pair.sides.new_sources, new));
    let changed = differences(&before, &after);
    let withdrawn = pair.withdrawn();
    let quoted = |words: &str| if words.is_empty() { "（无）".to_owned() } else { format!("“{words}”") };
    let mut first = None;
    for (before, after) in &changed {
        let (was, is) = differing(&before.words, &after.words, &withdrawn);
        let sentence = format!("改正文：“{}”里{}改为{}。", new.title, quoted(&was), quoted(&is));
        first.get_or_insert_with(|| format!("{}改成了{}", quoted(&was), quoted(&is)));
        let change = Difference::new(Kind::Text, pair.new, "text", sentence).values(Some(was), Some(is));
        found.differences.push(change.at(after.span));
    }
    let Some(((before, after), first)) = changed.first().zip(first) else { return };
    let more = if changed.len() > 1 { format!("，这一篇共{}处", changed.len()) } else { String::new() };
    found.findings.push(warning(format!("通过的文本改动了：{first}{more}")).at(after.span).note(pair.sides.was(before.span)));
}

fn lost(pair: &Pair<'_>, old: &Chapter, found: &mut Comparison) {
    let path = pair.sides.new_sources.path(pair.new.file).to_owned();
    found.differences.push(Difference::new(Kind::Text, pair.new, "text", format!("改正文：篇章“{}”不见了。", old.title)));
    let finding = warning(format!("通过的文本里少了篇章“{}”", old.title)).at_place(Place::File { path, position: None });
    found.findings.push(finding.note(pair.sides.was(old.body)));
}

/// A warning and no error: the data has no place to state a reason for mending a slip of copying, and the adopted original is not ours to read.
fn warning(message: String) -> Diagnostic {
    Diagnostic::warning("record/text-changed", message)
        .remedy("会议通过的文本一字不改。请对照原件：原件如此的，可以改（改正的是录入的错误）；原件不是这样的，请恢复。")
}

fn start(chapter: &Chapter) -> Span {
    Span { end: chapter.body.start, ..chapter.body }
}

/// The words of one block.
#[derive(Clone)]
struct Words {
    words: String,
    span: Span,
}

impl Words {
    fn of(sources: &Sources, chapter: &Chapter) -> Vec<Self> {
        let text = sources.slice(chapter.body);
        let base = chapter.body.range().start;
        let blocks = parse(text).map(|document| document.blocks).unwrap_or_default();
        let title = Self { words: chapter.title.clone(), span: Span::new(chapter.body.file, 0..0) };
        let words = blocks.into_iter().map(|block| Self {
            words: plain::blocks(std::slice::from_ref(&block)).split_whitespace().collect(),
            span: Span::new(chapter.body.file, block.range.start + base..block.range.end + base),
        });
        std::iter::once(title).chain(words.filter(|block| !block.words.is_empty())).collect()
    }
}

/// The blocks between the common beginning and the common end of two texts: one against one where they are as many, else all of them as one.
fn differences(old: &[Words], new: &[Words]) -> Vec<(Words, Words)> {
    let before = old.iter().zip(new).take_while(|(old, new)| old.words == new.words).count();
    let rest = old.len().min(new.len()) - before;
    let after = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old.words == new.words).count();
    let (old_part, new_part) = (old.get(before..old.len() - after), new.get(before..new.len() - after));
    let (old_part, new_part) = (old_part.unwrap_or_default(), new_part.unwrap_or_default());
    if old_part.len() == new_part.len() {
        let pairs = old_part.iter().zip(new_part).filter(|(old, new)| old.words != new.words);
        return pairs.map(|(old, new)| (old.clone(), new.clone())).collect();
    }
    // What is not there is shown at the block before it; the title is always there.
    let joined = |all: &[Words], part: &[Words]| {
        let span = part.first().or(all.get(before.saturating_sub(1))).map(|block| block.span);
        span.map(|span| Words { words: part.iter().map(|block| block.words.as_str()).collect(), span })
    };
    joined(old, old_part).zip(joined(new, new_part)).into_iter().collect()
}

/// The parts of two texts between their common beginning and their common end, with a few characters around them. A number that is gone from
/// the text, and one that was withdrawn from the figures, is not told again.
fn differing(old: &str, new: &str, withdrawn: &BTreeSet<String>) -> (String, String) {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let before = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - before;
    let after = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let middle = |text: &[char]| text.iter().take(text.len() - after).skip(before).collect::<String>();
    // Widened by what is common, so that a number is never cut.
    let around = |text: &[char]| {
        let from = before - text.iter().take(before).rev().take_while(|c| is_digit(**c)).count().max(AROUND.min(before));
        let to =
            (text.len() - after + AROUND.max(text.iter().skip(text.len() - after).take_while(|c| is_digit(**c)).count())).min(text.len());
        text.iter().take(to).skip(from).collect::<String>()
    };
    let has_number = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let is_gone = has_number(&middle(&old)) && !has_number(&middle(&new));
    let hidden = |number: &str| is_gone || withdrawn.contains(number);
    (cut(&without(&around(&old), hidden)), cut(&around(&new)))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || c == '.'
}

/// The words without the numbers that are to be hidden.
fn without(words: &str, hidden: impl Fn(&str) -> bool) -> String {
    let mut shown = String::new();
    let mut number = String::new();
    for c in words.chars().chain(['\0']) {
        if is_digit(c) {
            number.push(c);
            continue;
        }
        if !number.is_empty() {
            let is_hidden = hidden(number.trim_matches('.'));
            shown.push_str(if is_hidden { "…" } else { &number });
            number.clear();
        }
        if c != '\0' {
            shown.push(c);
        }
    }
    shown
}

fn cut(words: &str) -> String {
    match words.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("{}…", words.get(..at).unwrap_or(words)),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::differing;
    use std::collections::BTreeSet;

    fn pair(old: &str, new: &str) -> (String, String) {
        differing(old, new, &BTreeSet::from(["87".to_owned()]))
    }

    #[test]
    fn only_what_differs_is_quoted() {
        assert_eq!(pair("全年新建学校", "全年改建学校"), ("全年新建学校".into(), "全年改建学校".into()));
        assert_eq!(pair("", "新"), (String::new(), "新".into()));
        let long = "字".repeat(200);
        let (old, new) = pair(&format!("{long}甲{long}"), &format!("{long}乙{long}"));
        assert_eq!((old.chars().count(), old.contains('甲'), new.contains('乙')), (17, true, true));
        assert_eq!(pair("甲", &long).1.chars().count(), 41);
    }

    #[test]
    fn a_number_that_is_gone_is_not_told_again() {
        assert_eq!(pair("不少于120所", "不少于100所").0, "不少于120所");
        assert_eq!(pair("不少于120所", "不少于xx所").0, "不少于…所");
        assert_eq!(pair("学校，建成61.2所。", "学校。").0, "学校，建成…所。");
        assert_eq!(pair("建成87所，改造5所。", "建成一批，改造6所。").0, "建成…所，改造5所。");
    }
}
