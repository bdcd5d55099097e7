//! Sound, film, icons and the pictures that are built like films: what they carry is found by how it begins.

use super::{Found, MarkKind, exif, picture};

/// Reads one; gives whether it was one.
pub(super) fn read(bytes: &[u8], found: &mut Found) -> bool {
    let is_boxed = bytes.get(4..8) == Some(b"ftyp");
    let is_sound = bytes.starts_with(b"ID3") || matches!(bytes.get(..2), Some([0xFF, 0xFB | 0xF3 | 0xF2 | 0xFA]));
    if bytes.starts_with(b"\0\0\x01\0") || is_sound {
        return true;
    }
    if !is_boxed {
        return false;
    }
    // Telephones write the place of a film in one of two ways, and that of a picture as EXIF.
    if find(bytes, b"\xA9xyz").is_some() || find(bytes, b"location.ISO6709").is_some() {
        found.mark(MarkKind::Gps, "视频", "");
    }
    if let Some(at) = find(bytes, b"Exif\0\0") {
        exif::read(bytes.get(at + 6..).unwrap_or(&[]), found);
    }
    if let (Some(start), Some(end)) = (find(bytes, b"<x:xmpmeta"), find(bytes, b"</x:xmpmeta>")) {
        picture::xmp(bytes.get(start..end + 12).unwrap_or(&[]), found);
    }
    true
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
