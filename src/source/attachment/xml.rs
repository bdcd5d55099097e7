//! XML as a row of beginnings, texts and ends. No document of ours declares its own entities: one that does is refused, so nothing expands.

use super::Refusal;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// How deep elements may be nested; the visitors keep stacks of their own.
const MAX_DEPTH: usize = 256;

/// One thing that is met.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// An element begins: its name without prefix.
    Start(&'a str, &'a Attributes),
    /// Words, entities resolved.
    Text(&'a str),
    /// An element ends.
    End(&'a str),
}

/// The attributes of an element, their names without prefix.
#[derive(Default, Debug)]
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// The value of one.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether one is there and says yes; `1`, `true`, `on`.
    pub(super) fn is_on(&self, name: &str) -> bool {
        matches!(self.get(name), Some("1" | "true" | "on"))
    }

    /// Every value.
    pub(super) fn values(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

/// Walks over a text from its beginning to its end.
pub(super) fn walk(bytes: &[u8], mut visit: impl FnMut(Node<'_>)) -> Result<(), Refusal> {
    let text = decoded(bytes).ok_or(Refusal::Damaged)?;
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0;
    loop {
        match reader.read_event().map_err(|_| Refusal::Damaged)? {
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Refusal::Damaged);
                }
                visit(Node::Start(local(start.name().as_ref()), &attributes(&start)?));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(Node::End(local(end.name().as_ref())));
            }
            Event::Text(text) => visit(Node::Text(&text.xml10_content())),
            Event::CData(text) => visit(Node::Text(&text.xml10_content())),
            Event::GeneralRef(entity) => visit(Node::Text(reference(&entity.into_inner())?.encode_utf8(&mut [0; 4]))),
            Event::DocType(_) => return Err(Refusal::Damaged),
            Event::Eof => return Ok(()),
            // An element without content comes as a beginning and an end.
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (encoding, _) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    if encoding == UTF_16LE || encoding == UTF_16BE || encoding == UTF_8 {
        let (text, _, is_broken) = encoding.decode(bytes);
        return (!is_broken).then_some(text);
    }
    None
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn attributes(start: &BytesStart<'_>) -> Result<Attributes, Refusal> {
    let mut all = Vec::new();
    // The check for doubles compares all with all.
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Refusal::Damaged)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Refusal::Damaged)?;
        all.push((local(attribute.key.as_ref()).to_owned(), value.into_owned()));
    }
    Ok(Attributes(all))
}

/// `lt`, `#x4e00`
fn reference(name: &str) -> Result<char, Refusal> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let c = match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        name => match (name.strip_prefix("#x"), name.strip_prefix('#')) {
            (Some(digits), _) => number(digits, 16),
            (None, Some(digits)) => number(digits, 10),
            (None, None) => None,
        },
    };
    c.ok_or(Refusal::Damaged)
}
