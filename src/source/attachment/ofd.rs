//! OFD (GB/T 33190): pages of text objects in XML, their remarks, the files they carry.

use super::archive::Archive;
use super::xml::{Node, walk};
use super::{Budget, Found, MarkKind, Refusal, flow, member};

/// Reads an OFD file.
pub(super) fn read(archive: &mut Archive<'_>, depth: usize, budget: &Budget, found: &mut Found) -> Result<(), Refusal> {
    if archive.names().iter().any(|name| name.ends_with("Encryptions.xml")) {
        return Err(Refusal::Encrypted);
    }
    for at in 0..archive.names().len() {
        let Some(path) = archive.names().get(at).cloned().filter(|path| !path.ends_with('/')) else { continue };
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        // Seals and signatures are binary and of nobody's writing; typefaces hold no words.
        let is_silent = path.contains("/Signs/") || matches!(ending.as_str(), "esl" | "dat" | "ttf" | "otf" | "ttc" | "cff");
        if is_silent {
            continue;
        }
        if ending == "xml" && !path.contains("/Attachs/") {
            let bytes = archive.read(at, budget)?;
            part(&path, &bytes, found)?;
        } else {
            member(archive, at, &path, depth, budget, found)?;
        }
    }
    Ok(())
}

fn part(path: &str, bytes: &[u8], found: &mut Found) -> Result<(), Refusal> {
    if path == "OFD.xml" {
        return properties(bytes, found);
    }
    if path.contains("/Annots/") {
        found.mark(MarkKind::Comment, "批注", "");
        return flow::words(bytes, "批注", true, found);
    }
    let folder = path.rsplit('/').nth(1).unwrap_or("");
    let page = folder.strip_prefix("Page_").and_then(|number| number.parse::<usize>().ok());
    match page {
        Some(page) => page_text(bytes, &format!("第{}页", page.saturating_add(1)), found),
        None => flow::words(bytes, "其他部分", false, found),
    }
}

/// A text object is a piece of a line; a number set in several pieces is joined with its neighbours on the same height.
fn page_text(bytes: &[u8], place: &str, found: &mut Found) -> Result<(), Refusal> {
    let mut text = String::new();
    let mut height = String::new();
    walk(bytes, |node| match node {
        Node::Start("TextObject", attributes) => {
            let top = attributes.get("Boundary").and_then(|boundary| boundary.split_whitespace().nth(1)).unwrap_or("");
            if top != height || top.is_empty() {
                text.push('\n');
                top.clone_into(&mut height);
            }
        }
        Node::Text(words) => text.push_str(words.trim()),
        Node::Start(..) | Node::End(_) => {}
    })?;
    if text.trim().is_empty() {
        found.mark(MarkKind::Unread, place, "");
    }
    found.part(place, text);
    Ok(())
}

fn properties(bytes: &[u8], found: &mut Found) -> Result<(), Refusal> {
    let mut is_author = false;
    let mut words = String::new();
    walk(bytes, |node| match node {
        Node::Start(name, _) => is_author = name == "Author",
        Node::Text(text) if is_author && !text.trim().is_empty() => found.mark(MarkKind::Author, "作者", text),
        Node::Text(text) => {
            words.push_str(text);
            words.push('\n');
        }
        Node::End(_) => is_author = false,
    })?;
    found.part("文档属性", words);
    Ok(())
}
