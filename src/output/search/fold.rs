//! How words are compared: letters of any width and case are one, and every pair of neighbouring characters is a gram. `search.js` of the
//! theme does the same, character by character; a difference between the two would hide words from people.

use unicode_normalization::UnicodeNormalization;

/// A text as it is compared.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Most of what there is, and the same in every form.
            '\u{4e00}'..='\u{9fff}' => out.push(c),
            _ => out.extend(std::iter::once(c).nfkc().flat_map(char::to_lowercase).filter_map(plain)),
        }
    }
    out
}

/// One kind of space, no characters without width; a line's end stays, so that no word reaches across it.
fn plain(c: char) -> Option<char> {
    match c {
        '\n' => Some(c),
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => None,
        '\0'..=' ' | '\u{7f}'..='\u{a0}' | '\u{1680}' | '\u{2028}' | '\u{2029}' => Some(' '),
        _ => Some(c),
    }
}

/// The hashes of all single characters and pairs of neighbours of a folded text, spaces left out. Characters are UTF-16 units, as scripts
/// count them.
pub(super) fn grams(folded: &str) -> Vec<u32> {
    let mut grams = Vec::with_capacity(folded.len());
    let mut before = 0;
    for unit in folded.encode_utf16() {
        let is_word = unit > u16::from(b' ');
        if is_word {
            grams.push(gram(0, unit));
        }
        if is_word && before != 0 {
            grams.push(gram(before, unit));
        }
        before = if is_word { unit } else { 0 };
    }
    grams
}

fn gram(first: u16, second: u16) -> u32 {
    let hash = (u32::from(first) << 16 | u32::from(second)).wrapping_mul(0x9e37_79b1);
    hash ^ hash >> 15
}

#[cfg(test)]
mod tests {
    use super::{folded, grams};

    #[test]
    fn width_and_case_are_one() {
        assert_eq!(folded("ＧＤＰ增长８％　５Ｇ\u{200b}基站①㎡"), "gdp增长8% 5g基站1m2");
        assert_eq!(folded("甲\n乙\u{a0}丙"), "甲\n乙 丙");
    }

    #[test]
    fn no_gram_reaches_across_a_space() {
        assert_eq!(grams("冷库").len(), 3);
        assert_eq!(grams("冷 库\n水"), [grams("冷"), grams("库"), grams("水")].concat());
    }
}
