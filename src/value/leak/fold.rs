//! A text as the patterns read it: full-width letters and digits made plain, characters that nobody sees left out, every character with
//! the bytes it came from.

use std::ops::Range;

/// The folded text.
#[derive(Debug)]
pub(super) struct Folded {
    chars: Vec<char>,
    starts: Vec<u32>,
    ends: Vec<u32>,
}

impl Folded {
    /// Folds a text.
    pub(super) fn of(text: &str) -> Self {
        let mut folded = Self { chars: Vec::with_capacity(text.len()), starts: Vec::new(), ends: Vec::new() };
        for (at, c) in text.char_indices() {
            let Some(plain) = fold(c) else { continue };
            folded.chars.push(plain);
            folded.starts.push(u32::try_from(at).unwrap_or(u32::MAX));
            folded.ends.push(u32::try_from(at + c.len_utf8()).unwrap_or(u32::MAX));
        }
        folded
    }

    /// The characters.
    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// A character; none beyond the ends.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// The character before a place.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|at| self.at(at))
    }

    /// Some characters as text; what lies beyond the ends is left out.
    pub(super) fn text(&self, range: Range<usize>) -> String {
        let end = range.end.min(self.chars.len());
        self.chars.get(range.start.min(end)..end).unwrap_or(&[]).iter().collect()
    }

    /// The bytes of the original text that some characters came from.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let wide = |at: Option<&u32>| at.map_or(0, |at| usize::try_from(*at).unwrap_or(usize::MAX));
        let start = wide(self.starts.get(range.start));
        let end = wide(range.end.checked_sub(1).and_then(|last| self.ends.get(last)));
        start..end.max(start)
    }

    /// Whether one of some words stands in the characters; the stretch is short, so a plain search serves.
    pub(super) fn has_any(&self, range: Range<usize>, words: &[&str]) -> bool {
        let text = self.text(range);
        words.iter().any(|word| text.contains(word))
    }
}

/// A character folded; `None` for one that nobody sees. Circled and raised digits stay what they are: they
/// number and mark, they spell nothing.
fn fold(c: char) -> Option<char> {
    Some(match c {
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}' => return None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => ' ',
        // Mathematical digits, five alphabets of ten.
        '\u{1d7ce}'..='\u{1d7ff}' => char::from_digit((u32::from(c) - 0x1d7ce) % 10, 10).unwrap_or(c),
        _ => c,
    })
}
