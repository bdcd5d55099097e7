//! Documents and slides, and the parts that all documents of Office have alike.

use super::archive::Archive;
use super::{Budget, Found, MarkKind, Refusal, flow, member, properties};

/// Parts of form and of programs' own use, without words of the writer.
const SILENT: [&str; 14] = [
    "[Content_Types].xml",
    "styles.xml",
    "stylesWithEffects.xml",
    "settings.xml",
    "webSettings.xml",
    "fontTable.xml",
    "numbering.xml",
    "calcChain.xml",
    "metadata.xml",
    "presProps.xml",
    "viewProps.xml",
    "tableStyles.xml",
    "commentsExtended.xml",
    "commentsIds.xml",
];

/// Reads a document or slides.
pub(super) fn read(archive: &mut Archive<'_>, depth: usize, budget: &Budget, found: &mut Found) -> Result<(), Refusal> {
    for at in 0..archive.names().len() {
        let Some(name) = archive.names().get(at).cloned() else { continue };
        if !shared(archive, at, &name, depth, budget, found)? {
            let bytes = archive.read(at, budget)?;
            part(&name, &bytes, found)?;
        }
    }
    Ok(())
}

/// A part with words of the document itself.
fn part(path: &str, bytes: &[u8], found: &mut Found) -> Result<(), Refusal> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let number: String = name.chars().filter(char::is_ascii_digit).collect();
    match path {
        "word/document.xml" => flow::read(bytes, "正文", true, found),
        "word/comments.xml" => flow::read(bytes, "批注", false, found),
        "word/footnotes.xml" | "word/endnotes.xml" => flow::read(bytes, "脚注", false, found),
        path if path.starts_with("word/header") => flow::read(bytes, "页眉", false, found),
        path if path.starts_with("word/footer") => flow::read(bytes, "页脚", false, found),
        path if path.starts_with("word/glossary/") => flow::read(bytes, "文档部件", false, found),
        path if path.starts_with("ppt/slides/") => flow::read(bytes, &format!("第{number}页"), false, found),
        path if path.starts_with("ppt/notesSlides/") => notes(bytes, &format!("第{number}份备注"), found),
        path if path.starts_with("ppt/comments/") => {
            found.mark(MarkKind::Comment, "批注", "");
            flow::words(bytes, "批注", false, found)
        }
        path if path.starts_with("ppt/slideLayouts/") || path.starts_with("ppt/slideMasters/") => flow::words(bytes, "母版", false, found),
        _ => flow::words(bytes, "其他部分", path.contains("/charts/") || path.contains("/diagrams/"), found),
    }
}

/// What the speaker reads from; a page number alone is none.
fn notes(bytes: &[u8], place: &str, found: &mut Found) -> Result<(), Refusal> {
    let mut inner = Found::default();
    flow::read(bytes, place, false, &mut inner)?;
    if inner.parts.iter().any(|part| part.text.chars().any(char::is_alphabetic)) {
        found.mark(MarkKind::Comment, "演讲者备注", "");
    }
    found.take("", inner);
    Ok(())
}

/// Reads an entry that any document of Office may have; gives whether it was one.
pub(super) fn shared(
    archive: &mut Archive<'_>,
    at: usize,
    path: &str,
    depth: usize,
    budget: &Budget,
    found: &mut Found,
) -> Result<bool, Refusal> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if name.starts_with("vbaProject") || path.contains("/activeX/") || path.contains("/macrosheets/") {
        return Err(Refusal::Program);
    }
    if path.ends_with('/') || SILENT.contains(&name) || path.contains("/theme/") || path.contains("/printerSettings") || is_type(&ending) {
        return Ok(true);
    }
    if path.contains("/embeddings/") {
        member(archive, at, path, depth, budget, found)?;
        return Ok(true);
    }
    match ending.as_str() {
        "rels" => properties::relations(&archive.read(at, budget)?, found)?,
        "xml" if path.starts_with("docProps/") => properties::read(&archive.read(at, budget)?, found)?,
        "xml" if path.starts_with("customXml/") => flow::words(&archive.read(at, budget)?, "其他部分", false, found)?,
        "xml" => return Ok(false),
        // Drawings of Windows: nothing but their pixels and curves is looked at by people either.
        "emf" | "wmf" | "wdp" | "tif" | "tiff" | "bmp" => {}
        "vml" => comments_of_shapes(&archive.read(at, budget)?, found)?,
        _ => member(archive, at, path, depth, budget, found)?,
    }
    Ok(true)
}

/// Typefaces that travel with a document.
fn is_type(ending: &str) -> bool {
    matches!(ending, "odttf" | "fntdata" | "ttf" | "otf" | "ttc")
}

/// Old drawings: boxes of remarks in workbooks, pictures in headers. They are not always sound XML, and an unsound one is text all the same.
fn comments_of_shapes(bytes: &[u8], found: &mut Found) -> Result<(), Refusal> {
    flow::words(bytes, "图形", false, found).or_else(|_| {
        found.part("图形", String::from_utf8_lossy(bytes));
        Ok(())
    })
}
