//! A text in fewer bytes, in a form that a script opens with one loop: characters and pairs of characters that come often are written as
//! one code. A code is a character below U+0800 (one byte or two in UTF-8); every character from there on stands for itself, so that rare
//! ones cost what they always cost.
//!
//! The table lists what each code stands for, in the order of the codes: a character, or the mark [`PAIR`] and two codes. A character
//! below U+0800 that has no code is written 0xF000 above its place.

use std::collections::{BTreeMap, BTreeSet};

/// A packed text with the table that opens it.
#[derive(Debug)]
pub(super) struct Packed {
    /// What each code stands for.
    pub(super) table: String,
    /// The text in codes.
    pub(super) text: String,
}

/// Before two codes in the table.
const PAIR: char = '~';

/// Where codes end and characters that stand for themselves begin.
const FIRST_PLAIN: u32 = 0x800;

/// Where a character below U+0800 without a code goes: a part of Unicode that holds no characters of anybody's.
const SHELTER: u32 = 0xf000;

/// Codes: printable ASCII without what a string of a script or a page could stumble over, then Latin, Greek, Cyrillic and Armenian, which
/// neither combine with their neighbours nor run from right to left.
const CODES: [(u32, u32); 3] = [(0x20, 0x7e), (0xc0, 0x2ff), (0x370, 0x58f)];

/// How often a character has to come to be worth its place in the table, and a pair more often.
const WORTH: usize = 4;

/// How many pairs are joined at a time: more is faster, fewer finds slightly better pairs.
const AT_ONCE: usize = 48;

/// Symbols from here on are pairs; below they are characters.
const FIRST_PAIR: u32 = 0x11_0000;

/// Packs a text.
pub(super) fn pack(text: &str) -> Packed {
    let codes = codes();
    let mut symbols: Vec<u32> = text.chars().map(sheltered).collect();
    let low = symbols.iter().filter(|symbol| **symbol < FIRST_PLAIN).collect::<BTreeSet<_>>().len();
    let pairs = join(&mut symbols, codes.len().saturating_sub(low));
    let coded = coded(&symbols, &pairs, codes.len());
    let names: BTreeMap<u32, char> = coded.iter().copied().zip(codes).collect();
    let name = |symbol: u32| names.get(&symbol).copied().unwrap_or_else(|| literal(symbol));
    let mut table = String::new();
    for symbol in &coded {
        match symbol.checked_sub(FIRST_PAIR).and_then(|at| pairs.get(at as usize)) {
            Some((first, second)) => table.extend([PAIR, name(*first), name(*second)]),
            None if *symbol == u32::from(PAIR) => table.push(literal(*symbol)),
            None => table.extend(char::from_u32(*symbol)),
        }
    }
    Packed { table, text: symbols.into_iter().map(name).collect() }
}

/// Every code, the shortest first.
fn codes() -> Vec<char> {
    let all = CODES.into_iter().flat_map(|(from, to)| from..=to).filter_map(char::from_u32);
    all.filter(|c| !matches!(*c, '"' | '\\' | '<' | PAIR)).collect()
}

/// Characters that would be taken for sheltered ones become the sign for a character that cannot be shown.
fn sheltered(c: char) -> u32 {
    match u32::from(c) {
        SHELTER..=0xf7ff => 0xfffd,
        symbol => symbol,
    }
}

/// How a character without a code is written.
fn literal(symbol: u32) -> char {
    let written = if symbol < FIRST_PLAIN { symbol + SHELTER } else { symbol };
    char::from_u32(written).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Joins the pairs that come most often, again and again; the parts of each pair, in order, at most `room` of them.
fn join(symbols: &mut Vec<u32>, room: usize) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    // Most of what can be saved is saved after this many rounds; the rest would only cost time.
    for _ in 0..24 {
        let chosen = frequent(symbols, AT_ONCE.min(room - pairs.len()));
        if chosen.is_empty() {
            break;
        }
        let first = FIRST_PAIR + u32::try_from(pairs.len()).unwrap_or(u32::MAX - FIRST_PAIR);
        let names: BTreeMap<(u32, u32), u32> = chosen.iter().copied().zip(first..).collect();
        *symbols = joined(symbols, &names);
        pairs.extend(chosen);
    }
    pairs
}

/// The pairs that come most often; no end of one is the beginning of another, so that each is found wherever it stands.
fn frequent(symbols: &[u32], most: usize) -> Vec<(u32, u32)> {
    let mut all: Vec<(u32, u32)> = symbols.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect();
    all.sort_unstable();
    let counted = all.chunk_by(|a, b| a == b).filter(|run| run.len() > WORTH);
    let mut counted: Vec<(usize, (u32, u32))> = counted.filter_map(|run| Some((run.len(), *run.first()?))).collect();
    counted.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let (mut firsts, mut seconds) = (BTreeSet::new(), BTreeSet::new());
    let mut chosen = Vec::new();
    for (_, (first, second)) in counted {
        if chosen.len() == most {
            break;
        }
        if first != second && !seconds.contains(&first) && !firsts.contains(&second) {
            firsts.insert(first);
            seconds.insert(second);
            chosen.push((first, second));
        }
    }
    chosen
}

fn joined(symbols: &[u32], names: &BTreeMap<(u32, u32), u32>) -> Vec<u32> {
    let mut out = Vec::with_capacity(symbols.len());
    let mut rest = symbols.iter().copied().peekable();
    while let Some(symbol) = rest.next() {
        let pair = rest.peek().and_then(|next| names.get(&(symbol, *next)));
        if pair.is_some() {
            rest.next();
        }
        out.push(pair.copied().unwrap_or(symbol));
    }
    out
}

/// Symbols that get a code, the most frequent first: every pair, every character below U+0800, and others that come often enough.
fn coded(symbols: &[u32], pairs: &[(u32, u32)], room: usize) -> Vec<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for symbol in symbols.iter().chain(pairs.iter().flat_map(|(first, second)| [first, second])) {
        *counts.entry(*symbol).or_default() += 1;
    }
    let by_count = |a: &(u32, usize), b: &(u32, usize)| b.1.cmp(&a.1).then(a.0.cmp(&b.0));
    let is_needed = |symbol: &u32| !(FIRST_PLAIN..FIRST_PAIR).contains(symbol);
    let mut all: Vec<(u32, usize)> = counts.into_iter().filter(|(symbol, count)| is_needed(symbol) || *count >= WORTH).collect();
    // What must have a code comes first where there are more symbols than codes, pairs before all.
    all.sort_by(|a, b| (b.0 >= FIRST_PAIR, is_needed(&b.0)).cmp(&(a.0 >= FIRST_PAIR, is_needed(&a.0))).then(by_count(a, b)));
    all.truncate(room);
    all.sort_by(by_count);
    all.into_iter().map(|(symbol, _)| symbol).collect()
}

/// Opens a packed text, as `search.js` does.
#[cfg(test)]
pub(super) fn unpack(packed: &Packed) -> String {
    let codes = codes();
    let mut entries = Vec::new();
    let mut table = packed.table.chars();
    while let Some(c) = table.next() {
        entries.push(if c == PAIR { table.by_ref().take(2).collect::<Vec<char>>() } else { vec![c] });
    }
    fn open(c: char, codes: &[char], entries: &[Vec<char>], out: &mut String) {
        let unsheltered = |c: char| match u32::from(c) {
            low @ SHELTER..=0xf7ff => char::from_u32(low - SHELTER).unwrap_or(c),
            _ => c,
        };
        if u32::from(c) >= FIRST_PLAIN {
            return out.push(unsheltered(c));
        }
        let entry = codes.iter().position(|code| *code == c).and_then(|at| entries.get(at)).map_or(&[][..], Vec::as_slice);
        match entry {
            [only] => out.push(unsheltered(*only)),
            parts => parts.iter().for_each(|part| open(*part, codes, entries, out)),
        }
    }
    let mut out = String::new();
    packed.text.chars().for_each(|c| open(c, &codes, &entries, &mut out));
    out
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};
    use proptest::prelude::*;

    #[test]
    fn words_that_come_often_cost_little() {
        let text = "新开工产业项目不少于20个，竣工产业项目不少于18个。".repeat(40);
        let packed = pack(&text);
        assert_eq!(unpack(&packed), text);
        assert!((packed.text.len() + packed.table.len()) * 4 < text.len(), "{}", packed.text.len());
    }

    #[test]
    fn hostile_texts_come_back_as_they_were() {
        let all: String = (1..0x3000).filter_map(char::from_u32).collect();
        let often = "</script>\u{2028}\"\\~<\u{0}".repeat(9);
        for text in [
            "",
            "~",
            "~~~~~~~~~~~~~~~~",
            "\u{9f98}\u{9750}\u{9f49}",
            "\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}",
            "a\u{301}~<\\\"",
            &all,
            &all.repeat(9),
            &often,
        ] {
            assert_eq!(unpack(&pack(text)), text);
        }
        assert_eq!(unpack(&pack("\u{f041}甲")), "\u{fffd}甲");
    }

    proptest! {
        #[test]
        fn any_text_comes_back_as_it_was(text in "[ -~中国新开工\u{80}-\u{a00}]{0,400}") {
            prop_assert_eq!(unpack(&pack(&text)), text);
        }
    }
}
