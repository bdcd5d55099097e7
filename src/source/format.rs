//! What a picture or attachment is by its bytes, whatever its name says. A reader's machine opens a file by its name: a Word document that is
//! called `.pdf` opens nowhere, and a program that is called `.jpg` is worse.

/// What the bytes of a file are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// PNG picture.
    Png,
    /// JPEG picture.
    Jpeg,
    /// GIF picture.
    Gif,
    /// WebP picture.
    Webp,
    /// AVIF picture.
    Avif,
    /// Windows icon.
    Icon,
    /// SVG drawing.
    Svg,
    /// PDF document.
    Pdf,
    /// OFD document (GB/T 33190).
    Ofd,
    /// Word document, today's form.
    Docx,
    /// Excel workbook, today's form.
    Xlsx,
    /// Slides, today's form.
    Pptx,
    /// Word document, the old binary form; WPS writes the same.
    Doc,
    /// Excel workbook, the old binary form; WPS writes the same.
    Xls,
    /// Slides, the old binary form.
    Ppt,
    /// The container of the old Office forms with something else inside: as a rule a document locked by a password.
    Container,
    /// Any other whole zip archive.
    Zip,
    /// A zip archive whose end is missing.
    CutZip,
    /// Sound.
    Mp3,
    /// Film.
    Mp4,
    /// Rich text, which Word opens whatever it is called.
    Rtf,
    /// A web page, which some systems export under the name of a workbook.
    Html,
    /// JSON text.
    Json,
    /// None of these.
    Unknown,
}

impl Format {
    /// Reads the format from the bytes.
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return zipped(bytes);
        }
        if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            return contained(bytes);
        }
        let by_start: [(&[u8], Self); 10] = [
            (b"\x89PNG\r\n\x1a\n", Self::Png),
            (b"\xFF\xD8\xFF", Self::Jpeg),
            (b"GIF87a", Self::Gif),
            (b"GIF89a", Self::Gif),
            (b"%PDF-", Self::Pdf),
            (b"\x00\x00\x01\x00", Self::Icon),
            (b"ID3", Self::Mp3),
            (b"\xFF\xFB", Self::Mp3),
            (b"\xFF\xF3", Self::Mp3),
            (b"{\\rtf", Self::Rtf),
        ];
        let started = by_start.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, format)| *format);
        started.or_else(|| boxed(bytes)).unwrap_or_else(|| written(bytes))
    }

    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Png => "PNG 图片",
            Self::Jpeg => "JPG 图片",
            Self::Gif => "GIF 图片",
            Self::Webp => "WebP 图片",
            Self::Avif => "AVIF 图片",
            Self::Icon => "图标",
            Self::Svg => "SVG 图",
            Self::Pdf => "PDF 文件",
            Self::Ofd => "OFD 版式文件",
            Self::Docx => "Word 文档（docx）",
            Self::Xlsx => "Excel 表格（xlsx）",
            Self::Pptx => "演示文稿（pptx）",
            Self::Doc => "Word 文档（旧格式 doc）",
            Self::Xls => "Excel 表格（旧格式 xls）",
            Self::Ppt => "演示文稿（旧格式 ppt）",
            Self::Container => "加了密码的文档（或别的旧格式文档）",
            Self::Zip => "压缩包（zip）",
            Self::CutZip => "一个不完整的文件（可能没有下载完）",
            Self::Mp3 => "音频（mp3）",
            Self::Mp4 => "视频（mp4）",
            Self::Rtf => "写字板文档（rtf）",
            Self::Html => "网页",
            Self::Json => "JSON 数据",
            Self::Unknown => "别的东西，认不出来",
        }
    }

    /// Whether a file of these bytes may carry a name of this ending (lower case, no dot).
    pub fn fits(self, ending: &str) -> bool {
        match ending {
            "png" => self == Self::Png,
            "jpg" | "jpeg" => self == Self::Jpeg,
            "gif" => self == Self::Gif,
            "webp" => self == Self::Webp,
            "avif" => self == Self::Avif,
            "ico" => matches!(self, Self::Icon | Self::Png),
            "svg" => self == Self::Svg,
            "pdf" => self == Self::Pdf,
            "ofd" => self == Self::Ofd,
            "docx" => self == Self::Docx,
            "xlsx" => self == Self::Xlsx,
            "pptx" => self == Self::Pptx,
            "doc" => self == Self::Doc,
            "xls" => self == Self::Xls,
            "ppt" => self == Self::Ppt,
            "wps" => matches!(self, Self::Doc | Self::Docx),
            "et" => matches!(self, Self::Xls | Self::Xlsx),
            "zip" => matches!(self, Self::Zip | Self::Docx | Self::Xlsx | Self::Pptx | Self::Ofd),
            "mp3" => self == Self::Mp3,
            "mp4" => self == Self::Mp4,
            "json" => self == Self::Json,
            _ => true,
        }
    }
}

/// A zip archive, told by the names in its directory.
fn zipped(bytes: &[u8]) -> Format {
    let Some(names) = zip_names(bytes) else { return Format::CutZip };
    let has = |start: &[u8]| names.iter().any(|name| name.starts_with(start));
    // Documents of Office say what they are in this part; a plain archive may well hold a folder called word.
    let is_office = names.contains(&b"[Content_Types].xml".as_slice());
    let parts: [(&[u8], Format); 3] = [(b"word/", Format::Docx), (b"xl/", Format::Xlsx), (b"ppt/", Format::Pptx)];
    let office = parts.into_iter().find(|(start, _)| is_office && has(start)).map(|(_, format)| format);
    office.unwrap_or(if names.contains(&b"OFD.xml".as_slice()) { Format::Ofd } else { Format::Zip })
}

/// The names in the central directory of a zip archive; `None` when the archive has no sound end.
fn zip_names(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    const END: &[u8] = b"PK\x05\x06";
    // The end record is 22 bytes and may be followed by a comment of 65 535.
    let tail = bytes.len().saturating_sub(22 + 65_535);
    let at = tail + bytes.get(tail..)?.windows(4).rposition(|window| window == END)?;
    bytes.get(at..at + 22)?;
    let count = short(bytes, at + 10)?;
    let mut next = usize::try_from(u32::from_le_bytes(bytes.get(at + 16..at + 20)?.try_into().ok()?)).ok()?;
    let mut names = Vec::new();
    for _ in 0..count {
        if bytes.get(next..next + 4)? != b"PK\x01\x02" {
            return None;
        }
        let (name, extra, comment) = (short(bytes, next + 28)?, short(bytes, next + 30)?, short(bytes, next + 32)?);
        names.push(bytes.get(next + 46..next + 46 + name)?);
        next = next + 46 + name + extra + comment;
    }
    Some(names)
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

/// An old Office container, told by the name of its main stream.
fn contained(bytes: &[u8]) -> Format {
    let streams = [("WordDocument", Format::Doc), ("Workbook", Format::Xls), ("Book", Format::Xls), ("PowerPoint Document", Format::Ppt)];
    let has = |name: &str| {
        // A name in the directory is UTF-16 with zeros up to the end of its field.
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes.chunks_exact(128).any(|entry| entry.starts_with(&wide))
    };
    streams.into_iter().find(|(name, _)| has(name)).map_or(Format::Container, |(_, format)| format)
}

/// Formats made of boxes that name their kind.
fn boxed(bytes: &[u8]) -> Option<Format> {
    match (bytes.get(..4)?, bytes.get(4..8)?, bytes.get(8..12)?) {
        (b"RIFF", _, b"WEBP") => Some(Format::Webp),
        (_, b"ftyp", b"avif" | b"avis") => Some(Format::Avif),
        (_, b"ftyp", _) => Some(Format::Mp4),
        _ => None,
    }
}

/// Formats that are text.
fn written(bytes: &[u8]) -> Format {
    let Ok(text) = std::str::from_utf8(bytes) else { return Format::Unknown };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let head: String = text.chars().take(4096).collect::<String>().to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        Format::Html
    } else if head.contains("<svg") || text.starts_with('<') && text.to_ascii_lowercase().contains("<svg") {
        Format::Svg
    } else if text.starts_with(['{', '[']) {
        Format::Json
    } else {
        Format::Unknown
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Format;

    /// A zip archive of empty files.
    fn zip(names: &[&str]) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        let start = u32::try_from(bytes.len()).unwrap();
        for name in names {
            bytes.extend(b"PK\x01\x02");
            bytes.extend([0; 24]);
            bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            bytes.extend([0; 16]);
            bytes.extend(name.as_bytes());
        }
        bytes.extend(b"PK\x05\x06\0\0\0\0\0\0");
        bytes.extend(u16::try_from(names.len()).unwrap().to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend(start.to_le_bytes());
        bytes.extend([0; 2]);
        bytes
    }

    fn old(stream: &str) -> Vec<u8> {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.resize(512, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(1024, 0);
        bytes
    }

    #[test]
    fn the_bytes_say_what_a_file_is() {
        let cases: [(Vec<u8>, Format, &str, &str); 13] = [
            (b"\x89PNG\r\n\x1a\nx".to_vec(), Format::Png, "png", "jpg"),
            (b"\xFF\xD8\xFF\xE0".to_vec(), Format::Jpeg, "jpeg", "png"),
            (b"%PDF-1.7\n".to_vec(), Format::Pdf, "pdf", "docx"),
            (zip(&["[Content_Types].xml", "word/document.xml"]), Format::Docx, "docx", "xlsx"),
            (zip(&["[Content_Types].xml", "xl/workbook.xml"]), Format::Xlsx, "xlsx", "docx"),
            (zip(&["OFD.xml", "Doc_0/Document.xml"]), Format::Ofd, "ofd", "pdf"),
            (zip(&["word/a.txt"]), Format::Zip, "zip", "docx"),
            (old("WordDocument"), Format::Doc, "doc", "docx"),
            (old("Workbook"), Format::Xls, "et", "xlsx"),
            (old("EncryptedPackage"), Format::Container, "unheard-of", "docx"),
            (b"<?xml version=\"1.0\"?><svg/>".to_vec(), Format::Svg, "svg", "png"),
            (b"<html><table>".to_vec(), Format::Html, "unheard-of", "xls"),
            (b"{\"a\":1}".to_vec(), Format::Json, "json", "pdf"),
        ];
        for (bytes, format, right, wrong) in cases {
            assert_eq!(Format::of(&bytes), format);
            assert!(format.fits(right) && !format.fits(wrong), "{format:?}");
        }
    }

    #[test]
    fn an_archive_that_was_cut_is_no_document() {
        let whole = zip(&["[Content_Types].xml", "word/document.xml"]);
        for length in 4..whole.len() {
            let cut = Format::of(whole.get(..length).unwrap());
            assert!(cut == Format::CutZip && !cut.fits("docx") && !cut.fits("zip"), "{length}");
        }
    }
}
