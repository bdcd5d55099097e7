//! Personal numbers and marks of secrecy in the finished bytes: the second look, at what the templates, the markup and the exports made
//! of the sources. What was already found in a source, and is an error there or waived, is not said again.

use crate::diagnostic::{Diagnostic, Place};
use crate::report::World;
use crate::report::entry::Content;
use crate::source::Sources;
use crate::value::leak::{Find, Kind, scan};
use html5gum::{Token, Tokenizer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A find in a finished file, as the ledger keeps it: what was found is kept as a hash only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Leak {
    /// The code of the kind.
    code: String,
    /// First and last character, the rest stars.
    shown: String,
    /// What tells it from others.
    key: u64,
}

/// Attributes that hold geometry, addresses inside the page or names for the style sheet: numbers there are nobody's.
const SILENT: [&str; 17] = [
    "d",
    "points",
    "viewbox",
    "transform",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "width",
    "height",
    "class",
    "id",
    "integrity",
    "content-length",
    "sizes",
];
/// Elements that end no word: what they split is read as one.
const INLINE: [&str; 16] =
    ["a", "abbr", "b", "code", "del", "em", "i", "ins", "mark", "s", "small", "span", "strong", "sub", "sup", "tspan"];

/// Everything in a finished file that must not be published.
pub(super) fn of(path: &str, bytes: &[u8]) -> BTreeSet<Leak> {
    let text = String::from_utf8_lossy(bytes);
    let ending = path.rsplit('.').next().unwrap_or("");
    match ending {
        "html" | "svg" | "xml" => marked_up(&text),
        "json" | "jsonld" | "csv" | "js" | "txt" | "md" => {
            scan(&text).iter().filter(|found| !is_bare_number(&text, found)).map(leak).collect()
        }
        _ => BTreeSet::new(),
    }
}

fn leak(found: &Find) -> Leak {
    Leak { code: found.kind.code().to_owned(), shown: found.shown.clone(), key: found.key() }
}

/// The text between the tags and the values of the attributes, as a reader meets them.
fn marked_up(text: &str) -> BTreeSet<Leak> {
    let mut read = String::with_capacity(text.len() / 2);
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).to_ascii_lowercase();
                for (key, value) in &tag.attributes {
                    let key = String::from_utf8_lossy(key).to_ascii_lowercase();
                    if !SILENT.contains(&key.as_str()) {
                        read.push('\n');
                        read.push_str(&String::from_utf8_lossy(value));
                    }
                }
                if !INLINE.contains(&name.as_str()) || !tag.attributes.is_empty() {
                    read.push('\n');
                }
            }
            Token::EndTag(tag) if INLINE.contains(&&*String::from_utf8_lossy(&tag.name)) => {}
            Token::EndTag(_) => read.push('\n'),
            Token::String(string) => read.push_str(&String::from_utf8_lossy(&string)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    scan(&read).iter().map(leak).collect()
}

/// A number of a data file: `"value": 13800138000,`.
fn is_bare_number(text: &str, found: &Find) -> bool {
    let before = text.get(..found.range.start).unwrap_or("").trim_end_matches([' ', '\n']);
    let after = text.get(found.range.end..).unwrap_or("").trim_start_matches([' ', '\n', '\r']);
    found.kind != Kind::IdCard && before.ends_with([':', ',', '[']) && after.starts_with([',', '}', ']'])
}

/// What may stand in the output: everything that was found in the sources, where it was judged, and the amounts the data publish.
pub fn known(sources: &Sources, world: &World) -> BTreeSet<u64> {
    let drawn = sources.assets().iter().filter(|asset| asset.path.ends_with(".svg") || asset.path.ends_with(".json"));
    let drawn = drawn.flat_map(|asset| marked_up(&String::from_utf8_lossy(&asset.bytes)).into_iter().map(|leak| leak.key));
    let texts = sources.files().flat_map(|(_, file)| scan(&file.text));
    let entries = world.reports.iter().flat_map(|report| &report.targets).flat_map(|target| &target.entries);
    let amounts = entries.filter_map(|entry| match &entry.content {
        Content::Figure(figure) => figure.value.as_ref().map(|value| Find::key_of(&value.to_string())),
        Content::Stage { .. } | Content::Withheld { .. } | Content::Nothing { .. } | Content::Note { .. } => None,
    });
    texts.map(|found| found.key()).chain(drawn).chain(amounts).collect()
}

/// The findings about one file.
pub(super) fn findings(path: &str, leaks: &BTreeSet<Leak>, known: &BTreeSet<u64>) -> Vec<Diagnostic> {
    leaks.iter().filter(|leak| !known.contains(&leak.key)).filter_map(|leak| finding(path, leak)).collect()
}

fn finding(path: &str, leak: &Leak) -> Option<Diagnostic> {
    let kind = Kind::ALL.into_iter().find(|kind| kind.code() == leak.code)?;
    let message = format!("生成的文件里疑似有{}（{}）", kind.word(), leak.shown);
    let finding = if kind.is_certain() { Diagnostic::error(kind.code(), message) } else { Diagnostic::warning(kind.code(), message) };
    Some(
        finding
            .at_place(Place::Output(path.to_owned()))
            .remedy("它由几处文字拼成，或来自主题的模板。请查找来源并删去；站点未生成，已发布内容没有变化。"),
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::of;

    #[test]
    fn markup_does_not_hide_a_number() {
        for html in [
            "<p>138<b>0013</b>8000</p>",
            "<p>1380&#48;138000</p>",
            "<a href=\"tel:13800138000\">电话</a>",
            "<img alt=\"13800138000\" src=\"a.png\">",
        ] {
            assert_eq!(of("a.html", html.as_bytes()).len(), 1, "{html}");
        }
        for html in ["<path d=\"M13800138000 5\"/>", "<td>138</td><td>00138000</td>", "<p>13800138000元</p>"] {
            assert_eq!(of("a.html", html.as_bytes()).len(), 0, "{html}");
        }
    }

    #[test]
    fn numbers_of_data_files_are_amounts_and_words_are_not() {
        assert_eq!(of("a.json", b"{\"value\": 13800138000, \"x\": 1}").len(), 0);
        assert_eq!(of("a.json", b"{\"note\": \"13800138000\", \"x\": 1}").len(), 1);
    }
}
