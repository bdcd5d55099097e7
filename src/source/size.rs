//! How large a picture is drawn, read from its first bytes: a page that says so keeps its words in place while the picture comes.

/// Width and height in pixels of a PNG or JPEG, or the proportions of an SVG; `None` where the file does not say.
pub fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = match bytes {
        [0x89, b'P', b'N', b'G', ..] => (number(bytes.get(16..20)?), number(bytes.get(20..24)?)),
        [0xff, 0xd8, rest @ ..] => jpeg(rest)?,
        _ => svg(std::str::from_utf8(bytes).ok()?)?,
    };
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// A number whose first byte is the highest.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, byte| (sum << 8) | u32::from(*byte))
}

/// Goes from segment to segment up to the one that opens the picture itself.
fn jpeg(mut rest: &[u8]) -> Option<(u32, u32)> {
    loop {
        let [0xff, marker, after @ ..] = rest else { return None };
        match marker {
            // A filling byte before a marker; markers without a length.
            0xff => rest = rest.get(1..)?,
            0x01 | 0xd0..=0xd7 => rest = after,
            // Frames of every kind; between their codes stand three tables.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => return Some((number(after.get(5..7)?), number(after.get(3..5)?))),
            _ => rest = after.get(usize::try_from(number(after.get(..2)?)).ok()?..)?,
        }
    }
}

/// The last two numbers of the first `viewBox`, rounded up: only their proportion matters.
fn svg(text: &str) -> Option<(u32, u32)> {
    let (_, after) = text.split_once("viewBox=")?;
    let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let list = after.get(1..)?.split(quote).next()?;
    let mut numbers = list.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty()).skip(2).map(whole);
    Some((numbers.next()??, numbers.next()??))
}

fn whole(text: &str) -> Option<u32> {
    let (digits, rest) = text.split_once('.').unwrap_or((text, ""));
    let up = u32::from(rest.contains(|digit: char| digit != '0'));
    digits.parse::<u32>().ok()?.checked_add(up)
}

#[cfg(test)]
mod tests {
    use super::picture_size;

    #[test]
    fn a_picture_says_how_large_it_is() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x40\0\0\0\xf0\x08\x02";
        assert_eq!(picture_size(png), Some((320, 240)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04JF\xff\xff\xc4\0\x03x\xff\xc2\0\x0b\x08\0\x0a\x01\0\x03";
        assert_eq!(picture_size(jpeg), Some((256, 10)));
        assert_eq!(picture_size(b"<svg viewBox='0 0 30.2,20'></svg>"), Some((31, 20)));
    }

    #[test]
    fn a_picture_that_does_not_say_is_not_guessed() {
        let cases: [&[u8]; 8] = [
            b"",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\xf0\x08\x02",
            b"\xff\xd8\xff\xe0\xff\xff",
            b"\xff\xd8\xff\xe0\0\0\xff\xe0\0\0",
            b"<svg></svg>",
            b"<svg viewBox=\"0 0 -3 4\"></svg>",
            b"\xff\xd8\xff\xff\xff",
        ];
        for bytes in cases {
            assert_eq!(picture_size(bytes), None, "{bytes:?}");
        }
    }
}
