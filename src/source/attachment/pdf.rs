//! PDF files: the words of every page, what the file remembers, remarks, the files it carries. Pages without words are noted: a scan shows
//! people what no program reads.

use super::pdf_text::{Pages, fonts_with_tables};
use super::{Budget, Found, MarkKind, Refusal, picture, read as read_any};
use lopdf::{Dictionary, Document, LoadOptions, Object, decode_text_string};

/// Most that one stream of a PDF file may unpack to.
const MAX_STREAM: usize = 16 << 20;
/// Most pages.
const MAX_PAGES: usize = 3000;
/// Remarks that people leave on pages; links, fields and the windows of remarks are none.
const REMARKS: [&[u8]; 12] = [
    b"Text",
    b"FreeText",
    b"Highlight",
    b"Underline",
    b"Squiggly",
    b"StrikeOut",
    b"Caret",
    b"Ink",
    b"Square",
    b"Circle",
    b"Polygon",
    b"FileAttachment",
];

/// Whether the bytes are a PDF file; its head may stand a little below the top.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.get(..bytes.len().min(1024)).is_some_and(|head| head.windows(5).any(|window| window == b"%PDF-"))
}

/// Reads a PDF file.
pub(super) fn read(bytes: &[u8], depth: usize, budget: &Budget, found: &mut Found) -> Result<(), Refusal> {
    let options = LoadOptions { max_decompressed_size: Some(MAX_STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| refusal(&error))?;
    if document.is_encrypted() {
        return Err(Refusal::Encrypted);
    }
    for object in document.objects.values() {
        any_object(object, &document, depth, budget, found)?;
    }
    information(&document, found);
    let pages: Vec<_> = document.page_iter().take(MAX_PAGES + 1).collect();
    if pages.is_empty() {
        return Err(Refusal::Damaged);
    }
    if pages.len() > MAX_PAGES {
        return Err(Refusal::TooMany);
    }
    let tables = fonts_with_tables(&document);
    let mut reader = Pages::of(&document, &tables, budget);
    for (at, page) in pages.into_iter().enumerate() {
        let place = format!("第{}页", at + 1);
        let text = reader.page(page)?;
        if !text.is_whole {
            found.mark(MarkKind::Unread, place.clone(), "");
        }
        found.part(place.clone(), text.words);
        for remark in document.get_page_annotations(page).unwrap_or_default() {
            annotation(remark, &document, &place, found);
        }
    }
    Ok(())
}

fn refusal(error: &lopdf::Error) -> Refusal {
    use lopdf::Error as Cause;
    match error {
        Cause::Decryption(_) | Cause::InvalidPassword | Cause::UnsupportedSecurityHandler(_) => Refusal::Encrypted,
        Cause::Decompress(_) => Refusal::TooLarge,
        _ => Refusal::Damaged,
    }
}

/// Looks at an object for what matters wherever it stands.
fn any_object(object: &Object, document: &Document, depth: usize, budget: &Budget, found: &mut Found) -> Result<(), Refusal> {
    let dictionary = match object {
        Object::Dictionary(dictionary) => dictionary,
        Object::Stream(stream) => &stream.dict,
        _ => return Ok(()),
    };
    let action = dictionary.get(b"S").and_then(Object::as_name).unwrap_or(b"");
    if dictionary.has(b"JS") || matches!(action, b"JavaScript" | b"Launch") {
        return Err(Refusal::Program);
    }
    if dictionary.has(b"FT") {
        found.part("表单", words(dictionary, b"V", document));
    }
    if dictionary.has(b"Title") && dictionary.has(b"Parent") {
        found.part("书签", words(dictionary, b"Title", document));
    }
    let Object::Stream(stream) = object else { return Ok(()) };
    let kind = stream.dict.get(b"Type").and_then(Object::as_name).unwrap_or(b"");
    if !matches!(kind, b"Metadata" | b"EmbeddedFile") {
        return Ok(());
    }
    let content = stream.get_plain_content_with_limit(MAX_STREAM).map_err(|error| refusal(&error))?;
    budget.spend(u64::try_from(content.len()).unwrap_or(u64::MAX))?;
    if kind == b"Metadata" {
        picture::xmp(&content, found);
        return Ok(());
    }
    let mut inner = Found::default();
    let read = read_any("", &content, depth + 1, budget, &mut inner);
    found.take("内的附件", inner);
    match read {
        Err(refusal @ (Refusal::TooLarge | Refusal::TooMany)) => return Err(refusal),
        Err(refusal) => found.unread.push(("内的附件".to_owned(), refusal)),
        Ok(_) => {}
    }
    Ok(())
}

fn information(document: &Document, found: &mut Found) {
    let Ok(information) = document.trailer.get_deref(b"Info", document).and_then(Object::as_dict) else { return };
    for (key, _) in information.iter() {
        let text = words(information, key, document);
        match key.as_slice() {
            b"Author" if !text.trim().is_empty() => found.mark(MarkKind::Author, "作者", &text),
            // Dates, and the names of programs.
            b"CreationDate" | b"ModDate" | b"Producer" | b"Creator" | b"Author" => {}
            _ => found.part("文档属性", text),
        }
    }
}

fn annotation(remark: &Dictionary, document: &Document, place: &str, found: &mut Found) {
    let kind = remark.get(b"Subtype").and_then(Object::as_name).unwrap_or(b"");
    let text = words(remark, b"Contents", document);
    if REMARKS.contains(&kind) && !text.trim().is_empty() {
        found.mark(MarkKind::Comment, place, "");
        let author = words(remark, b"T", document);
        if !author.trim().is_empty() {
            found.mark(MarkKind::Author, "修订或批注的作者", &author);
        }
    }
    found.part(format!("{place}批注"), text);
    if let Ok(action) = remark.get_deref(b"A", document).and_then(Object::as_dict) {
        found.part("超链接", words(action, b"URI", document));
    }
}

/// The text under a key; nothing when there is none.
fn words(dictionary: &Dictionary, key: &[u8], document: &Document) -> String {
    dictionary.get_deref(key, document).ok().and_then(|object| decode_text_string(object).ok()).unwrap_or_default()
}
