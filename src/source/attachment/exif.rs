//! What a camera writes into a picture (EXIF, in the form of TIFF): where it stood, whose it is, remarks. Two levels of directories, each read
//! once, so that a file that points in circles ends.

use super::{Found, MarkKind};
use encoding_rs::UTF_16LE;

/// Most entries of one directory that are looked at.
const MAX_ENTRIES: u16 = 512;

struct Tiff<'a> {
    bytes: &'a [u8],
    little: bool,
}

/// Reads the block after `Exif\0\0`. What is broken is left out: its pixels are shown all the same, and nothing more of it.
pub(super) fn read(bytes: &[u8], found: &mut Found) {
    let little = match bytes.get(..4) {
        Some(b"II*\0") => true,
        Some(b"MM\0*") => false,
        _ => return,
    };
    let tiff = Tiff { bytes, little };
    let Some(first) = tiff.long(4) else { return };
    let mut below = Vec::new();
    tiff.directory(first, found, &mut below);
    for at in std::mem::take(&mut below).into_iter().take(4) {
        tiff.directory(at, found, &mut below);
    }
}

impl Tiff<'_> {
    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        usize::try_from(if self.little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) }).ok()
    }

    fn directory(&self, start: usize, found: &mut Found, below: &mut Vec<usize>) {
        let count = self.short(start).unwrap_or(0).min(MAX_ENTRIES);
        for entry in 0..usize::from(count) {
            let at = start + 2 + entry * 12;
            let Some(tag) = self.short(at) else { return };
            self.entry(tag, at, found, below);
        }
    }

    fn entry(&self, tag: u16, at: usize, found: &mut Found, below: &mut Vec<usize>) {
        match tag {
            0x8769 => below.extend(self.long(at + 8)),
            0x8825 => {
                let has_place = self.long(at + 8).is_some_and(|gps| self.has_place(gps));
                if has_place {
                    found.mark(MarkKind::Gps, "照片", "");
                }
            }
            0x013b | 0xa430 | 0x9c9d => {
                let name = self.words(at, tag == 0x9c9d);
                if !name.is_empty() {
                    found.mark(MarkKind::Author, if tag == 0xa430 { "相机所有者" } else { "拍摄者" }, &name);
                }
            }
            0x010e | 0x8298 | 0x9286 | 0x9c9b | 0x9c9c | 0x9c9e | 0x9c9f => {
                found.part("照片说明", self.words(at, (0x9c9b..=0x9c9f).contains(&tag)));
            }
            _ => {}
        }
    }

    /// A block with latitude and longitude; cameras without a fix write an empty one.
    fn has_place(&self, start: usize) -> bool {
        let count = self.short(start).unwrap_or(0).min(MAX_ENTRIES);
        let tags: Vec<u16> = (0..usize::from(count)).filter_map(|entry| self.short(start + 2 + entry * 12)).collect();
        tags.contains(&2) && tags.contains(&4)
    }

    /// The text of an entry: ASCII, UTF-8, or UTF-16 as Windows writes it.
    fn words(&self, at: usize, is_wide: bool) -> String {
        let unit = match self.short(at + 2) {
            Some(3) => 2,
            Some(4) => 4,
            _ => 1,
        };
        let length = self.long(at + 4).unwrap_or(0).saturating_mul(unit);
        let start = if length <= 4 { at + 8 } else { self.long(at + 8).unwrap_or(usize::MAX) };
        let bytes = start.checked_add(length).and_then(|end| self.bytes.get(start..end)).unwrap_or(&[]);
        let text = if is_wide { UTF_16LE.decode(bytes).0 } else { String::from_utf8_lossy(bytes) };
        text.trim_matches(|c: char| c == '\0' || c.is_whitespace()).replace('\0', " ")
    }
}
