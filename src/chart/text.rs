//! How wide a text stands and where its lines may break, by character class: Han and full-width characters are one em, the rest comes
//! from a table. Never measures bytes, and never asks a font of the machine, so the same text is the same width everywhere.

use std::borrow::Cow;
use unicode_width::UnicodeWidthChar;

/// The width of `text` in the unit of `size`, generous enough for PingFang, YaHei, Noto Sans and Arial alike.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    scaled(summed(text), size, bold)
}

/// The width of a text in hundredths of an em.
fn summed(text: &str) -> u32 {
    text.chars().map(hundredths).sum()
}

/// Hundredths of an em in the unit of `size`.
fn scaled(hundredths: u32, size: f64, bold: bool) -> f64 {
    let weight = if bold { 1.05 } else { 1.0 };
    f64::from(hundredths) / 100.0 * size * weight
}

/// Breaks `text` into lines no wider than `room`. Chinese may break between any two characters, except that closing punctuation never
/// begins a line and opening punctuation never ends one; words and numbers stay whole unless one alone is wider than the room.
pub fn wrap(text: &str, size: f64, bold: bool, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    // The width of the line so far, so that a piece is measured once and not again with every piece after it.
    let mut wide = 0;
    for piece in pieces(text) {
        let trimmed = piece.trim_end();
        if line.is_empty() || trimmed.is_empty() || scaled(wide + summed(trimmed), size, bold) <= room {
            wide += summed(&piece);
            line.push_str(&piece);
        } else {
            lines.push(line);
            line = piece.trim_start().to_owned();
            wide = summed(&line);
        }
        while scaled(wide, size, bold) > room && width(line.trim_end(), size, bold) > room {
            let (head, tail) = split_at_width(&line, size, bold, room);
            if tail.is_empty() {
                break;
            }
            lines.push(head);
            line = tail;
            wide = summed(&line);
        }
    }
    if !line.trim().is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines.into_iter().map(|line| line.trim().to_owned()).collect()
}

/// The text with what XML reserves escaped and what XML forbids left out.
pub fn escaped(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !matches!(c, '&' | '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{ffff}') && !c.is_control();
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Widths of the printable ASCII characters in hundredths of an em, from the space on: the widest of the fonts named at
/// [`width`] and of our own type, whose bold stays within the twentieth that bold adds (tested in `raster/paint.rs`).
const ASCII: [u8; 95] = [
    28, 36, 55, 60, 60, 93, 71, 31, 36, 36, 49, 60, 31, 36, 31, 40, // space to slash
    60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 31, 31, 60, 60, 60, 56, // digits to question mark
    100, 68, 67, 72, 73, 67, 61, 78, 75, 32, 55, 68, 56, 86, 75, 79, // @ to O
    67, 79, 72, 68, 61, 73, 68, 97, 68, 68, 62, 39, 40, 39, 57, 57, // P to underscore
    61, 57, 63, 53, 63, 58, 36, 63, 62, 29, 30, 58, 30, 94, 62, 62, // ` to o
    63, 63, 42, 51, 41, 62, 55, 83, 54, 55, 51, 36, 30, 36, 60, // p to tilde
];

/// The width of one character in hundredths of an em. Narrow characters outside ASCII count as a whole em: Chinese fonts draw most of
/// them (quotes, dashes, middle dots) that wide.
fn hundredths(c: char) -> u32 {
    let ascii = u32::from(c).checked_sub(0x20).and_then(|place| ASCII.get(usize::try_from(place).ok()?));
    match ascii {
        Some(&narrow) => u32::from(narrow),
        None if c.is_control() || c.width() == Some(0) => 0,
        // The only two of our own type that are wider than an em.
        None if matches!(c, '№' | 'Ю') => 103,
        None => 100,
    }
}

/// The smallest parts that stay together on a line.
fn pieces(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        let together = before.is_some_and(|b| glued(b, c));
        match out.last_mut() {
            Some(last) if together => last.push(c),
            _ => out.push(c.to_string()),
        }
        before = Some(c);
    }
    out
}

/// Whether no line may break between two neighbours.
fn glued(before: char, after: char) -> bool {
    const NEVER_FIRST: &str = "，。、；：？！）》”’】〉」』…—·,.;:?!)]}%％";
    const NEVER_LAST: &str = "（《“‘【〈「『([{";
    let word = |c: char| c.is_ascii_graphic();
    NEVER_FIRST.contains(after) || NEVER_LAST.contains(before) || (word(before) && word(after)) || c_is_mark(after)
}

/// Whether the character has no width of its own and belongs to the one before it.
fn c_is_mark(c: char) -> bool {
    c.width() == Some(0)
}

/// As many characters as fit, at least one, and the rest.
fn split_at_width(text: &str, size: f64, bold: bool, room: f64) -> (String, String) {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        if at > 0 && width(text.get(..next).unwrap_or(text), size, bold) > room {
            break;
        }
        end = next;
    }
    let (head, tail) = text.split_at(end);
    (head.to_owned(), tail.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{escaped, width, wrap};

    #[test]
    fn han_is_one_em_and_digits_are_not_bytes() {
        assert!((width("新开工", 10.0, false) - 30.0).abs() < 1e-9);
        assert!((width("100", 10.0, false) - 18.0).abs() < 1e-9);
        assert!((width("“”", 10.0, false) - 20.0).abs() < 1e-9);
        assert!((width("e\u{301}", 10.0, false) - width("e", 10.0, false)).abs() < 1e-9);
    }

    #[test]
    fn lines_keep_words_whole_and_punctuation_in_place() {
        assert_eq!(wrap("新开工产业项目", 10.0, false, 40.0), ["新开工产", "业项目"]);
        assert_eq!(wrap("新开工产，业项目", 10.0, false, 40.0), ["新开工", "产，业项", "目"]);
        assert_eq!(wrap("建成5G基站", 10.0, false, 30.0), ["建成", "5G基", "站"]);
        assert_eq!(wrap("公里（xx条）", 10.0, false, 45.0), ["公里（xx", "条）"]);
        assert_eq!(wrap("", 10.0, false, 35.0), [""]);
    }

    #[test]
    fn a_word_wider_than_the_room_is_cut() {
        let lines = wrap("123456789012345678901234567890", 10.0, false, 60.0);
        assert!(lines.iter().all(|line| width(line, 10.0, false) <= 60.0), "{lines:?}");
        assert_eq!(lines.concat(), "123456789012345678901234567890");
    }

    #[test]
    fn names_cannot_become_markup() {
        assert_eq!(escaped("<a b=\"c\">'&\u{b}\n"), "&lt;a b=&quot;c&quot;&gt;&#39;&amp; ");
    }
}
