//! Marks of secrecy, and of papers that are not final.

use super::fold::Folded;
use super::{Find, Kind, find};

/// A level with its star cannot be anything else.
const LEVELS: [&str; 3] = ["秘密★", "机密★", "绝密★"];
/// Words that are a mark where they stand by themselves and may be plain words in a sentence.
const MARKS: [&str; 6] = ["内部资料", "注意保存", "不予公开", "征求意见稿", "送审稿", "讨论稿"];

/// Every mark.
pub(super) fn scan(folded: &Folded) -> Vec<Find> {
    let mut finds = Vec::new();
    for (at, c) in folded.chars().iter().enumerate() {
        let candidates = match c {
            '秘' | '机' | '绝' => &LEVELS[..],
            '内' | '注' | '不' | '征' | '送' | '讨' => &MARKS[..],
            _ => continue,
        };
        let Some(mark) = candidates.iter().find(|mark| folded.text(at..at + mark.chars().count()) == **mark) else { continue };
        let end = at + mark.chars().count();
        let kind = if LEVELS.contains(mark) || stands_alone(folded, at, end) { Kind::Secrecy } else { Kind::SecrecyWord };
        finds.push(Find { shown: (*mark).to_owned(), ..find(folded, kind, at..end) });
    }
    finds
}

/// In brackets, or alone on its line but for other marks and punctuation.
fn stands_alone(folded: &Folded, start: usize, end: usize) -> bool {
    let bracketed =
        folded.before(start).is_some_and(|c| "(（[【〔《".contains(c)) && folded.at(end).is_some_and(|c| ")）]】〕》".contains(c));
    let is_line_end = |c: Option<char>| c.is_none_or(|c| c == '\n');
    let is_filler = |c: char| c.is_whitespace() && c != '\n' || c.is_ascii_punctuation() || "，。；：、！★　".contains(c);
    let mut from = start;
    while from > start.saturating_sub(12) && folded.before(from).is_some_and(is_filler) {
        from -= 1;
    }
    let mut to = end;
    while to < end + 12 && folded.at(to).is_some_and(is_filler) {
        to += 1;
    }
    let other_mark = MARKS.iter().any(|mark| folded.text(to..to + mark.chars().count()) == *mark);
    let after_mark = MARKS.iter().any(|mark| folded.text(from.saturating_sub(mark.chars().count())..from) == *mark);
    bracketed || (is_line_end(folded.before(from)) || after_mark) && (is_line_end(folded.at(to)) || other_mark)
}
