//! What PNG, JPEG, WebP and GIF pictures carry beside their pixels. The pixels themselves are for people to look at.

use super::xml::{Node, walk};
use super::{Budget, Found, MarkKind, Refusal, exif};
use flate2::read::ZlibDecoder;
use std::io::Read;

/// Longest text of a picture, unpacked.
const MAX_TEXT: u64 = 4 << 20;

/// Reads a picture; gives whether it was one.
pub(super) fn read(bytes: &[u8], budget: &Budget, found: &mut Found) -> Result<bool, Refusal> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        png(bytes, budget, found)?;
    } else if bytes.starts_with(b"\xFF\xD8\xFF") {
        jpeg(bytes, found);
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        webp(bytes, found);
    } else if bytes.starts_with(b"GIF8") {
        gif(bytes, found);
    } else {
        return Ok(false);
    }
    Ok(true)
}

fn png(bytes: &[u8], budget: &Budget, found: &mut Found) -> Result<(), Refusal> {
    let mut at = 8;
    while let Some(head) = bytes.get(at..at + 8) {
        let length = head.iter().take(4).fold(0usize, |length, byte| length << 8 | usize::from(*byte));
        let data = at.checked_add(8 + length).and_then(|end| bytes.get(at + 8..end)).unwrap_or(&[]);
        match head.get(4..) {
            Some(b"eXIf") => exif::read(data, found),
            Some(b"tEXt") => {
                let (key, text) = cut(data);
                words(key, text, found);
            }
            Some(b"zTXt") => {
                let (key, packed) = cut(data);
                words(key, &unpacked(packed.get(1..).unwrap_or(&[]), budget)?, found);
            }
            Some(b"iTXt") => international(data, budget, found)?,
            Some(b"IEND") => return Ok(()),
            _ => {}
        }
        at = match at.checked_add(12 + length) {
            Some(next) => next,
            None => return Ok(()),
        };
    }
    Ok(())
}

/// Key, whether packed, method, language, translated key, text.
fn international(data: &[u8], budget: &Budget, found: &mut Found) -> Result<(), Refusal> {
    let (key, rest) = cut(data);
    let (_, rest_after) = cut(rest.get(2..).unwrap_or(&[]));
    let (_, text) = cut(rest_after);
    let text = if rest.first() == Some(&1) { unpacked(text, budget)? } else { text.to_vec() };
    words(key, &text, found);
    Ok(())
}

/// What stands before and after the first zero.
fn cut(data: &[u8]) -> (&[u8], &[u8]) {
    let zero = data.iter().position(|byte| *byte == 0).unwrap_or(data.len());
    (data.get(..zero).unwrap_or(&[]), data.get(zero + 1..).unwrap_or(&[]))
}

fn unpacked(packed: &[u8], budget: &Budget) -> Result<Vec<u8>, Refusal> {
    let mut text = Vec::new();
    let read = ZlibDecoder::new(packed).take(MAX_TEXT + 1).read_to_end(&mut text);
    let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
    budget.spend(length)?;
    match read {
        Ok(_) if length <= MAX_TEXT => Ok(text),
        Ok(_) => Err(Refusal::TooLarge),
        Err(_) => Ok(text),
    }
}

/// A text with its key.
fn words(key: &[u8], text: &[u8], found: &mut Found) {
    let key = String::from_utf8_lossy(key);
    if key == "XML:com.adobe.xmp" {
        xmp(text, found);
    } else if key.starts_with("Raw profile type") {
        profile(text, found);
    } else if matches!(&*key, "Author" | "Artist") {
        found.mark(MarkKind::Author, "拍摄者", &String::from_utf8_lossy(text));
    } else {
        found.part("图片说明", String::from_utf8_lossy(text));
    }
}

/// Some programs write EXIF as hexadecimal digits, after a name and a length.
fn profile(text: &[u8], found: &mut Found) {
    let digits: Vec<u8> = text.iter().skip_while(|byte| **byte == b'\n').skip_while(|byte| **byte != b'\n').copied().collect();
    let digits: Vec<u8> = digits.iter().skip(1).skip_while(|byte| **byte != b'\n').copied().filter(u8::is_ascii_hexdigit).collect();
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0);
    let bytes: Vec<u8> =
        digits.chunks_exact(2).map(|pair| pair.iter().fold(0u8, |byte, next| byte.wrapping_shl(4) | digit(*next))).collect();
    block(&bytes, found);
}

/// A block that a JPEG or WebP keeps by its first words.
fn block(bytes: &[u8], found: &mut Found) {
    if let Some(rest) = bytes.strip_prefix(b"Exif\0\0") {
        exif::read(rest, found);
    } else if let Some(rest) = bytes.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0") {
        xmp(rest, found);
    } else if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
        exif::read(bytes, found);
    } else if let Some(rest) = bytes.strip_prefix(b"Photoshop 3.0\0") {
        found.part("照片说明", printable(rest));
    }
}

fn jpeg(bytes: &[u8], found: &mut Found) {
    let mut at = 2;
    while let Some([0xFF, marker]) = bytes.get(at..at + 2) {
        let marker = *marker;
        if marker == 0xFF {
            at += 1;
            continue;
        }
        // Start of the pixels, or the end.
        if matches!(marker, 0xDA | 0xD9) {
            return;
        }
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            at += 2;
            continue;
        }
        let length = bytes.get(at + 2..at + 4).map_or(0, |length| length.iter().fold(0usize, |sum, byte| sum << 8 | usize::from(*byte)));
        let data = bytes.get(at + 4..at + 2 + length).unwrap_or(&[]);
        match marker {
            0xE0..=0xEF => block(data, found),
            0xFE => found.part("图片说明", String::from_utf8_lossy(data)),
            _ => {}
        }
        at += 2 + length.max(2);
    }
}

fn webp(bytes: &[u8], found: &mut Found) {
    let mut at = 12;
    while let Some(head) = bytes.get(at..at + 8) {
        let length = head.iter().skip(4).rev().fold(0usize, |length, byte| length << 8 | usize::from(*byte));
        let data = at.checked_add(8 + length).and_then(|end| bytes.get(at + 8..end)).unwrap_or(&[]);
        match head.get(..4) {
            Some(b"EXIF") => {
                exif::read(data.strip_prefix(b"Exif\0\0").unwrap_or(data), found);
            }
            Some(b"XMP ") => xmp(data, found),
            _ => {}
        }
        at = at.saturating_add(8 + length + length % 2);
    }
}

/// Remarks of a GIF, found by their opening; each is a row of short blocks.
fn gif(bytes: &[u8], found: &mut Found) {
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.windows(2).position(|pair| pair == b"\x21\xFE")) {
        at += next + 2;
        let mut text = Vec::new();
        while let Some(length) = bytes.get(at).copied().filter(|length| *length > 0).map(usize::from) {
            text.extend_from_slice(bytes.get(at + 1..at + 1 + length).unwrap_or(&[]));
            at += 1 + length;
        }
        found.part("图片说明", printable(&text));
    }
}

/// The letter that programs of Adobe put into pictures and PDF files. One that is no sound XML is text all the same.
pub(super) fn xmp(bytes: &[u8], found: &mut Found) {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_matches(|c: char| c == '\0' || c.is_whitespace());
    let mut has_place = false;
    let mut in_creator = false;
    let mut creators = Vec::new();
    let mut words = String::new();
    let read = walk(text.as_bytes(), |node| match node {
        Node::Start(name, attributes) => {
            in_creator |= name == "creator";
            has_place |= name == "GPSLatitude" || attributes.get("GPSLatitude").is_some();
            for (key, value) in attributes.values().filter(|(key, _)| !matches!(*key, "about" | "DocumentID" | "InstanceID")) {
                if !key.ends_with("ID") && !value.contains("://") {
                    words.push('\n');
                    words.push_str(value);
                }
            }
            words.push('\n');
        }
        Node::Text(text) if in_creator => creators.push(text.trim().to_owned()),
        Node::Text(text) => words.push_str(text),
        Node::End(name) => in_creator &= name != "creator",
    });
    if has_place || read.is_err() && text.contains("GPSLatitude") {
        found.mark(MarkKind::Gps, "照片", "");
    }
    for creator in creators.iter().filter(|creator| !creator.is_empty()) {
        found.mark(MarkKind::Author, "作者", creator);
    }
    found.part("文件属性", if read.is_ok() { words } else { text.to_owned() });
}

/// Runs of readable characters.
pub(super) fn printable(bytes: &[u8]) -> String {
    let readable = |c: char| if c.is_control() || c == '\u{fffd}' { '\n' } else { c };
    String::from_utf8_lossy(bytes).chars().map(readable).collect()
}
