//! `search/`: everything published, cut so that a page in a browser finds words in it without a server and from a folder. Each file is a
//! script that hands one piece to `search.js` and is loaded only when a question needs it:
//!
//! - `catalog.js` says which pieces there are;
//! - `f-<hash>.js` hold the filter: which texts can hold a pair of characters;
//! - `t-<hash>.js` hold the texts, packed by `pack`.
//!
//! `search.js` of the theme reads the catalog with the first question, asks the filter which texts can hold all pairs of its words, loads
//! only those and looks in them, so that what is shown was found in the text itself. Documents with a word in their title come first, then
//! those with more hits, then the order of the site; groups with a hit in a title stand before groups without. A piece that is not there
//! any more has the catalog read again, once: the site was published anew meanwhile.
//!
//! A piece is named by what it holds. So a small edit changes few files, and no browser or proxy serves an old piece for a new one.

pub mod documents;
mod filter;
mod fold;
mod pack;

use crate::output::desk::Desk;
use crate::output::search::documents::{Document, documents};
use crate::output::search::filter::Filter;
use crate::output::search::fold::{folded, grams};
use crate::output::search::pack::pack;
use crate::output::{Context, Order, What};
use crate::value::path::OutPath;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The bytes of words after which a text may end, must end, and after which a document is continued in another.
const MAY_END: usize = 14 * 1024;
const MUST_END: usize = 32 * 1024;
const LONGEST: usize = 24 * 1024;

/// Between two documents of a text, and between the parts of one.
const BETWEEN_DOCUMENTS: char = '\u{1e}';
const BETWEEN_PARTS: char = '\u{1f}';

/// A file of `search/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A script that is finished.
    Ready(Arc<str>),
    /// Documents to be packed, with the name of the piece.
    Text(Arc<str>, Arc<str>),
}

/// The files of `search/` besides its page.
pub fn orders(context: &Context<'_>) -> Vec<Order> {
    let Some(page) = OutPath::new("search/index.html") else { return Vec::new() };
    let texts = texts(documents(&Desk::at(context, page)));
    let grams: Vec<BTreeSet<u32>> = texts.iter().map(|documents| grams_of(documents)).collect();
    let filter = Filter::of(&grams);
    let mut pieces: Vec<(String, Piece)> = Vec::new();
    for documents in &texts {
        let stream = stream(documents);
        let name = named("t", &stream);
        pieces.push((name.clone(), Piece::Text(name.into(), stream.into())));
    }
    let mut filters = Vec::new();
    for bits in &filter.shards {
        let name = named("f", bits);
        pieces.push((name.clone(), Piece::Ready(call(&name, &[bits]).into())));
        filters.push(name);
    }
    let names: Vec<&String> = pieces.iter().take(texts.len()).map(|(name, _)| name).collect();
    let catalog = serde_json::json!({ "texts": names, "rows": filter.rows, "span": filter.span, "filters": filters });
    pieces.push(("catalog".to_owned(), Piece::Ready(call("catalog", &[&catalog.to_string()]).into())));
    let order =
        |(name, piece): (String, Piece)| OutPath::new(&format!("search/{name}.js")).map(|path| Order { path, what: What::Search(piece) });
    pieces.into_iter().filter_map(order).collect()
}

/// The script of a piece.
pub fn script(piece: &Piece) -> String {
    match piece {
        Piece::Ready(script) => script.to_string(),
        Piece::Text(name, stream) => {
            let packed = pack(stream);
            call(name, &[&packed.table, &packed.text])
        }
    }
}

/// A name that changes with what is named.
fn named(kind: &str, held: &str) -> String {
    let hash = blake3::hash(held.as_bytes()).to_hex();
    format!("{kind}-{}", hash.get(..12).unwrap_or_default())
}

/// A script that hands strings to the search page.
fn call(name: &str, strings: &[&str]) -> String {
    let arguments: String = strings.iter().map(|string| format!(",{}", quoted(string))).collect();
    format!("gongkaiSearch(\"{name}\"{arguments});\n")
}

/// A string as scripts write it; nothing in it could end the string, the line or a script element.
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).unwrap_or_else(|_| "\"\"".to_owned());
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// Documents in texts of a size to be loaded at once. Where a text ends depends on the addresses in it rather than on their number, so
/// that a new document moves the end of its own text and not of all that follow.
fn texts(documents: Vec<Document>) -> Vec<Vec<Document>> {
    let mut texts = Vec::new();
    let mut open: Vec<Document> = Vec::new();
    let mut size = 0;
    for document in documents.into_iter().flat_map(continued) {
        size += document.title.len() + document.note.len() + document.body.len();
        let is_end = blake3::hash(document.href.as_bytes()).as_bytes().first().is_some_and(|byte| byte % 8 == 0);
        open.push(document);
        if size >= MUST_END || size >= MAY_END && is_end {
            texts.push(std::mem::take(&mut open));
            size = 0;
        }
    }
    texts.extend((!open.is_empty()).then_some(open));
    texts
}

/// A document as it is, or a very long one as several of the same name and address, cut between lines where there are lines.
fn continued(document: Document) -> Vec<Document> {
    let mut rest = document.body.as_str();
    let mut parts = Vec::new();
    while rest.len() > LONGEST {
        let head = (0..=LONGEST).rev().find_map(|end| rest.get(..end)).unwrap_or(rest);
        let end = head.rfind('\n').filter(|end| *end > 0).unwrap_or(head.len());
        let (part, after) = rest.split_at(end);
        parts.push(part.to_owned());
        // A word across a cut inside a line would be lost: some characters stand on both sides.
        let overlap = if after.starts_with('\n') { 0 } else { part.chars().rev().take(50).map(char::len_utf8).sum() };
        rest = rest.get(end - overlap..).unwrap_or("").trim_start_matches('\n');
    }
    parts.push(rest.to_owned());
    parts.into_iter().map(|body| Document { body, ..document.clone() }).collect()
}

fn grams_of(documents: &[Document]) -> BTreeSet<u32> {
    documents.iter().flat_map(|document| [&document.title, &document.body]).flat_map(|text| grams(&folded(text))).collect()
}

/// Documents one after another. Control characters stand in no content, so that those between the parts mean nothing else.
fn stream(documents: &[Document]) -> String {
    let mut stream = String::new();
    for Document { kind, href, title, note, body } in documents {
        if !stream.is_empty() {
            stream.push(BETWEEN_DOCUMENTS);
        }
        stream.push(kind.digit());
        stream.push_str(href);
        for part in [title, note, body] {
            stream.push(BETWEEN_PARTS);
            stream.extend(part.trim_end_matches('\n').chars().filter(|c| !matches!(*c, BETWEEN_DOCUMENTS | BETWEEN_PARTS)));
        }
    }
    stream
}

#[cfg(test)]
#[path = "search/tests.rs"]
mod tests;
