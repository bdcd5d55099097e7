//! A YAML file as a tree with a place on every node. `serde_yaml` decides structure and what a plain scalar is; the span pass of
//! [`crate::source::locate`] has run first and gives places and the source's own characters, so that `1.50` stays `1.50` and `no` stays
//! `no`. Never panics on a disagreement of the two: that is a finding.

use crate::diagnostic::Diagnostic;
use crate::source::locate::{Located, Placed, Shape, locate_part};
use crate::source::{FileId, Span};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A node of the tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    /// From its first to its last character; empty where a value is missing.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Nothing behind the colon, `~` or `null`.
    Null,
    /// A word, a number, a text.
    Scalar {
        /// The characters as written; of a quoted or block scalar the text it means.
        text: String,
        /// Whether it stands in quotes or is a block.
        quoted: bool,
        /// How YAML's core schema reads it. Only for telling kinds apart: amounts are read from `text`.
        core: Core,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping, in the order of the file; no key stands twice.
    Mapping(Vec<(Key, Node)>),
}

/// What the core schema makes of a scalar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Core {
    /// Text.
    Str,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
}

/// A key of a mapping.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    /// Its characters as written, without quotes.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// Parses a file. A file of comments only is [`Kind::Null`].
///
/// # Errors
/// Everything the span pass finds ([`crate::source::locate::locate`]), and `yaml/unsupported` where the two passes disagree.
pub fn parse(file: FileId, text: &str) -> Result<Node, Vec<Diagnostic>> {
    parse_part(file, text, 0..text.len())
}

/// Parses a part of a file, such as the front matter of a chapter; the places are those in the whole file.
///
/// # Errors
/// As [`parse`].
pub fn parse_part(file: FileId, text: &str, part: std::ops::Range<usize>) -> Result<Node, Vec<Diagnostic>> {
    let Located { nodes } =
        locate_part(file, text, part.clone()).map_err(|faults| faults.into_iter().map(Diagnostic::from).collect::<Vec<_>>())?;
    if nodes.is_empty() {
        return Ok(Node { span: Span::new(file, part.start..part.start), kind: Kind::Null });
    }
    let slice = text.get(part.clone()).unwrap_or("");
    let mut cursor = Cursor { nodes: nodes.into_iter(), at: Span::new(file, part.start..part.start) };
    let parsed = Build(&mut cursor).deserialize(serde_yaml::Deserializer::from_str(slice));
    match parsed {
        Ok(node) if cursor.nodes.next().is_none() => Ok(node),
        Ok(_) => Err(vec![unsupported(cursor.at)]),
        Err(error) => {
            let line = error.location().map_or(1, |location| location.line());
            let tab = tab_of_line(slice, line).map(|at| Span::new(file, part.start + at..part.start + at + 1));
            Err(vec![tab.map_or_else(|| unsupported(cursor.at), tab_indentation)])
        }
    }
}

fn unsupported(at: Span) -> Diagnostic {
    let finding = Diagnostic::error("yaml/unsupported", "这里的 YAML 写法太特别，程序不能确定它的意思").at(at);
    finding.remedy("请改成普通写法：“名称: 内容”，文字加英文引号。")
}

/// The second reader is stricter about tabs: the one slip that only it refuses.
fn tab_indentation(at: Span) -> Diagnostic {
    Diagnostic::error("yaml/tab", "这一行用了制表符（Tab）缩进").at(at).remedy("请改成空格，每一层两个空格。")
}

/// The first tab in the indentation of a line, counted from 1.
fn tab_of_line(text: &str, line: usize) -> Option<usize> {
    let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let found = text.get(start..)?.split('\n').next()?;
    found.get(..found.len() - found.trim_start().len())?.find('\t').map(|at| start + at)
}

/// The places still to be handed out, in the order both passes meet the nodes.
struct Cursor {
    nodes: std::vec::IntoIter<Placed>,
    /// The last place handed out, for the finding when the passes disagree.
    at: Span,
}

impl Cursor {
    fn next<E: serde::de::Error>(&mut self) -> Result<Placed, E> {
        let placed = self.nodes.next().ok_or_else(|| E::custom("more nodes than places"))?;
        self.at = placed.span;
        Ok(placed)
    }

    fn scalar<E: serde::de::Error>(&mut self) -> Result<(Span, String, bool), E> {
        match self.next()? {
            Placed { span, shape: Shape::Scalar { text, quoted } } => Ok((span, text, quoted)),
            _ => Err(E::custom("a scalar where the span pass saw a collection")),
        }
    }
}

/// Builds one node with everything in it.
struct Build<'c>(&'c mut Cursor);

impl<'de> DeserializeSeed<'de> for Build<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Build<'_> {
    fn plain<E: serde::de::Error>(self, core: Core) -> Result<Node, E> {
        let (span, text, quoted) = self.0.scalar()?;
        if quoted {
            Err(E::custom("a quoted text read as something else"))
        } else {
            Ok(Node { span, kind: Kind::Scalar { text, quoted, core } })
        }
    }
}

impl<'de> Visitor<'de> for Build<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any node")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Node, E> {
        let (span, _, quoted) = self.0.scalar()?;
        if quoted { Err(E::custom("a quoted text read as nothing")) } else { Ok(Node { span, kind: Kind::Null }) }
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<Node, E> {
        self.plain(Core::Bool)
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Node, E> {
        self.plain(Core::Number)
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Node, E> {
        self.plain(Core::Number)
    }

    fn visit_i128<E: serde::de::Error>(self, _: i128) -> Result<Node, E> {
        self.plain(Core::Number)
    }

    fn visit_u128<E: serde::de::Error>(self, _: u128) -> Result<Node, E> {
        self.plain(Core::Number)
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Node, E> {
        self.plain(Core::Number)
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Node, E> {
        let (span, text, quoted) = self.0.scalar()?;
        if value == text {
            Ok(Node { span, kind: Kind::Scalar { text, quoted, core: Core::Str } })
        } else {
            Err(E::custom("two readings of one text"))
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let Placed { span, shape: Shape::Sequence } = self.0.next()? else {
            return Err(A::Error::custom("a list where the span pass saw none"));
        };
        let mut nodes = Vec::new();
        while let Some(node) = items.next_element_seed(Build(self.0))? {
            nodes.push(node);
        }
        Ok(Node { span, kind: Kind::Sequence(nodes) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let Placed { span, shape: Shape::Mapping } = self.0.next()? else {
            return Err(A::Error::custom("a mapping where the span pass saw none"));
        };
        let mut nodes = Vec::new();
        while let Some(key) = entries.next_key_seed(BuildKey(self.0))? {
            nodes.push((key, entries.next_value_seed(Build(self.0))?));
        }
        Ok(Node { span, kind: Kind::Mapping(nodes) })
    }
}

/// Builds a key, which is text whatever it looks like: `2022-03-31`, `012`.
struct BuildKey<'c>(&'c mut Cursor);

impl<'de> DeserializeSeed<'de> for BuildKey<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for BuildKey<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Key, E> {
        let (span, text, _) = self.0.scalar()?;
        if value == text { Ok(Key { text, span }) } else { Err(E::custom("two readings of one key")) }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::{Core, Kind, Node, parse, parse_part};
    use crate::diagnostic::Place;
    use crate::source::FileId;

    /// The tree in one line: `{key: value}`, text with its core type's first letter.
    fn shown(node: &Node) -> String {
        match &node.kind {
            Kind::Null => "null".into(),
            Kind::Scalar { text, quoted, core } => {
                let letter = match core {
                    Core::Str => 's',
                    Core::Bool => 'b',
                    Core::Number => 'n',
                };
                if *quoted { format!("{letter}{text:?}") } else { format!("{letter}:{text}") }
            }
            Kind::Sequence(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
            Kind::Mapping(entries) => {
                let entry = |(key, node): &(super::Key, Node)| format!("{}={}", key.text, shown(node));
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }

    #[test]
    fn scalars_keep_their_characters() {
        let cases = [
            ("a: 1.50", "{a=n:1.50}"),
            ("a: 9007199254740993", "{a=n:9007199254740993}"),
            ("a: 123456789012345678901234567890", "{a=n:123456789012345678901234567890}"),
            ("[no, on, yes, true, False]", "[s:no, s:on, s:yes, b:true, b:False]"),
            ("[012, 0755, -0127, 0x1F, 1_000, 1e5, .inf, .nan]", "[s:012, s:0755, s:-0127, n:0x1F, s:1_000, n:1e5, n:.inf, n:.nan]"),
            ("[~, null, '', 'null', \"1\"]", "[null, null, s\"\", s\"null\", s\"1\"]"),
            ("a:\nb: ", "{a=null, b=null}"),
            ("2022-03-31: 20\n012: x\ntrue: y", "{2022-03-31=n:20, 012=s:x, true=s:y}"),
            ("a: 多行\n  文字\nb: 'x''y'\nc: \"\\u4e2d\\n\"", "{a=s:多行 文字, b=s\"x'y\", c=s\"中\\n\"}"),
            ("a: |\n  一\n  二\nb: >-\n  一\n  二", "{a=s\"一\\n二\\n\", b=s\"一 二\"}"),
            ("a: １２０", "{a=s:１２０}"),
            ("- {op: at-least, value: 20}\n- []\n- {}", "[{op=s:at-least, value=n:20}, [], {}]"),
            ("# nothing", "null"),
            ("", "null"),
        ];
        for (text, expected) in cases {
            let node = parse(FileId(0), text).unwrap_or_else(|findings| panic!("{text:?}: {findings:?}"));
            assert_eq!(shown(&node), expected, "{text:?}");
        }
    }

    #[test]
    fn places_are_those_of_the_whole_file() {
        let text = "---\ntitle: 产业\nbad: [\n---\n正文\n";
        let node = parse_part(FileId(0), text, 4..18).unwrap();
        let Kind::Mapping(entries) = node.kind else { panic!("no mapping") };
        let (key, value) = entries.first().unwrap();
        assert_eq!((&text[key.span.range()], &text[value.span.range()]), ("title", "产业"));
        let findings = parse_part(FileId(0), text, 4..25).unwrap_err();
        let Some(Place::Span(span)) = findings.first().unwrap().place else { panic!("no place") };
        assert_eq!((findings.first().unwrap().code, &text[span.range()]), ("yaml/syntax", "["));
    }

    #[test]
    fn a_tab_before_the_first_key() {
        let findings = parse(FileId(0), "\tx: 1\n").unwrap_err();
        let found = findings.first().unwrap();
        assert_eq!((found.code, &found.place), ("yaml/tab", &Some(Place::Span(crate::source::Span::new(FileId(0), 0..1)))));
    }

    #[test]
    fn ten_thousand_targets_are_read() {
        let text: String = (0..10_000)
            .map(|n| {
                format!(
                    "- id: t{n}\n  name: 目标\n  measure: cumulative\n  unit: 个\n  target: {{op: at-least, value: {n}}}\n  lead: [a, b]\n"
                )
            })
            .collect();
        let Kind::Sequence(items) = parse(FileId(0), &text).unwrap().kind else { panic!("no list") };
        assert_eq!(items.len(), 10_000);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[ \n\t:\\-\\[\\]{}\"'|>&*!%@`#,?~<=.a1甲：]{0,40}", part in 0usize..8) {
            let sources = crate::source::Sources::new("a", vec![crate::source::SourceFile { path: "a".into(), text: text.as_str().into() }], vec![]);
            let start = (0..=part.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            for parsed in [parse(FileId(0), &text), parse_part(FileId(0), &text, start..text.len())] {
                let findings = parsed.err().unwrap_or_default();
                let printed = crate::diagnostic::human::print(&findings, &sources);
                proptest::prop_assert!(printed.is_empty() || printed.contains(" --> a:"));
            }
        }
    }
}
