//! The first pass over a YAML file: true syntax errors at their true line, everything our files may not contain, and the place of every
//! node. Builds no tree and never recurses, so hostile nesting cannot hurt; what the nodes mean is decided in `syntax`.

mod wording;

use crate::source::fault::{Fault, Spot};
use crate::source::text::Unwanted;
use crate::source::{FileId, Span};
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, options};
use std::collections::BTreeMap;

/// Deepest nesting of lists and items.
pub const MAX_DEPTH: usize = 32;
/// Most values (keys not counted) of one file.
pub const MAX_NODES: usize = 200_000;
/// Faults of one file that are listed.
const LISTED: usize = 50;

/// The nodes of one document in the order they are written: a mapping, then its first key, that key's value, its second key …
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Located {
    /// The nodes. Empty for a file of comments only.
    pub nodes: Vec<Placed>,
}

/// A node and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placed {
    /// From its first to its last character; empty at the place where a missing value should stand.
    pub span: Span,
    /// What it is.
    pub shape: Shape,
}

/// What a node is, as far as the text shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shape {
    /// Text, a number, nothing: its characters after unescaping and line folding, with no digit changed.
    Scalar {
        /// The characters.
        text: String,
        /// Whether it stands in quotes or is a block (`|`, `>`): then it is text, whatever it looks like.
        quoted: bool,
    },
    /// A list.
    Sequence,
    /// A mapping.
    Mapping,
}

/// Finds the place of every node of a file that holds one YAML document.
///
/// # Errors
/// All faults of the file up to its first syntax error: syntax, tabs, a second document, doubled keys, anchors, aliases, merge keys, tags, keys
/// that are no text, unseen characters written as escapes, and more depth or nodes than a file of ours needs.
pub fn locate(file: FileId, text: &str) -> Result<Located, Vec<Fault>> {
    let options = options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        emit_comments: false,
        block_scalar_eof_without_line_feed: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut pass = Pass { file, text, nodes: Vec::new(), values: 0, documents: 0, open: Vec::new(), end: 0, faults: Vec::new() };
    for event in Parser::new_from_str_with_options(text, options) {
        let go_on = match event {
            Ok((event, span)) => pass.take(&event, &span),
            Err(error) => pass.stop(&error),
        };
        if !go_on || pass.faults.len() >= LISTED {
            break;
        }
    }
    if pass.faults.is_empty() { Ok(Located { nodes: pass.nodes }) } else { Err(pass.faults) }
}

/// Like [`locate`] for a part of a file, such as the front matter of a chapter; the places are those in the whole file.
///
/// # Errors
/// As [`locate`].
pub fn locate_part(file: FileId, text: &str, part: std::ops::Range<usize>) -> Result<Located, Vec<Fault>> {
    let moved = |span: Span| Span::new(file, span.range().start + part.start..span.range().end + part.start);
    let moved_spot = |spot: Spot| if let Spot::Span(span) = spot { Spot::Span(moved(span)) } else { spot };
    match locate(file, text.get(part.clone()).unwrap_or("")) {
        Ok(located) => Ok(Located { nodes: located.nodes.into_iter().map(|node| Placed { span: moved(node.span), ..node }).collect() }),
        Err(faults) => Err(faults
            .into_iter()
            .map(|fault| Fault { spot: moved_spot(fault.spot), note: fault.note.map(|(said, spot)| (said, moved_spot(spot))), ..fault })
            .collect()),
    }
}

/// A list or mapping that is not closed yet.
struct Open {
    /// Its node.
    at: usize,
    /// The keys seen so far, when it is a mapping.
    keys: Option<BTreeMap<String, Span>>,
    /// Whether a mapping's next node is a key.
    key_next: bool,
}

struct Pass<'text> {
    file: FileId,
    text: &'text str,
    nodes: Vec<Placed>,
    values: usize,
    documents: usize,
    open: Vec<Open>,
    /// Where the last scalar or bracket ended.
    end: usize,
    faults: Vec<Fault>,
}

impl Pass<'_> {
    /// Takes one event; `false` ends the pass.
    fn take(&mut self, event: &Event<'_>, span: &granit_parser::Span) -> bool {
        let place = self.place(span);
        if let Some(tag) = event.tag() {
            let at = span.tag_span().map_or(place, |span| self.place(&span));
            let shown = tag.original();
            self.faults.push(Fault::at(at, "yaml/tag", format!("不能使用 YAML 标签“{shown}”"), "请删除以 ! 开头的这一段。"));
        }
        match event {
            Event::DocumentStart(..) => return self.document(place),
            Event::Anchor(..) | Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.alias(place, matches!(event, Event::Anchor(..)));
                if !matches!(event, Event::Anchor(..)) {
                    self.slot(place, None);
                }
            }
            Event::Scalar(value, style, ..) => return self.scalar(place, value, *style),
            Event::SequenceStart(..) => return self.start(place, false),
            Event::MappingStart(..) => return self.start(place, true),
            Event::SequenceEnd | Event::MappingEnd => self.close(place),
            _ => {}
        }
        true
    }

    fn document(&mut self, place: Span) -> bool {
        self.documents += 1;
        if self.documents > 1 {
            let place = Span { end: place.end.max(place.start + 3), ..place };
            let remedy = "请删除单独一行的 ---，或把后面的内容移到另一个文件。";
            self.faults.push(Fault::at(place, "yaml/multiple-documents", "一个文件里只能有一份 YAML 内容，从这里起是第二份", remedy));
        }
        self.documents <= 1
    }

    /// An anchor, or an alias, which is a finding of its own only where no anchor was.
    fn alias(&mut self, place: Span, is_anchor: bool) {
        if !is_anchor && self.faults.iter().any(|fault| fault.code == "yaml/alias") {
            return;
        }
        let remedy = "请把内容原样写出来；文字以 & 或 * 开头的，请加英文引号。";
        self.faults.push(Fault::at(place, "yaml/alias", "不能使用 YAML 的引用（& 和 *）", remedy));
    }

    fn scalar(&mut self, place: Span, value: &str, style: ScalarStyle) -> bool {
        let quoted = style != ScalarStyle::Plain;
        let place = if quoted { self.without_line_end(place) } else { place };
        self.end = place.range().end;
        // The loader has seen the file's own characters; an escape can still spell one that nobody sees.
        if let Some((c, kind)) = value.chars().find_map(|c| Some((c, Unwanted::of(c)?))) {
            self.faults.push(Fault::at(place, kind.code(), kind.message(c), kind.remedy()));
        }
        self.slot(place, Some((value, quoted)));
        self.push(place, Shape::Scalar { text: value.to_owned(), quoted })
    }

    /// Books a node with the list or mapping it stands in: keys are checked here.
    fn slot(&mut self, place: Span, scalar: Option<(&str, bool)>) {
        let Some(Open { keys: Some(keys), key_next, .. }) = self.open.last_mut() else {
            self.values += 1;
            return;
        };
        let is_key = *key_next;
        *key_next = !is_key;
        if !is_key {
            self.values += 1;
            return;
        }
        let fault = match scalar {
            Some(("<<", false)) => {
                let remedy = "请把要合并的各项原样写出来。";
                Fault::at(place, "yaml/merge-key", "不能使用 YAML 的合并写法（<<）", remedy)
            }
            Some(("" | "~", false)) | None => {
                Fault::at(place, "yaml/complex-key", "冒号前面应当是这一项的名称", "请写成“名称: 内容”，冒号后面空一格。")
            }
            Some((key, _)) => match keys.get(key) {
                Some(first) => {
                    let message = format!("“{}”这一项写了两次", shortened(key));
                    let fault = Fault::at(place, "yaml/duplicate-key", message, "请核对两处内容，只保留正确的一处。");
                    fault.note("第一次写在这里", Spot::Span(*first))
                }
                None => {
                    keys.insert(key.to_owned(), place);
                    return;
                }
            },
        };
        self.faults.push(fault);
    }

    fn start(&mut self, place: Span, mapping: bool) -> bool {
        self.slot(place, None);
        if self.open.len() >= MAX_DEPTH {
            self.too_deep(place);
            return false;
        }
        self.open.push(Open { at: self.nodes.len(), keys: mapping.then(BTreeMap::new), key_next: true });
        self.end = self.end.max(place.range().end);
        self.push(place, if mapping { Shape::Mapping } else { Shape::Sequence })
    }

    fn close(&mut self, place: Span) {
        // A bracket ends the node where it stands; a block ends with its last word, not with the blank lines after it.
        let bracket = matches!(self.text.get(place.range()), Some("]" | "}"));
        if bracket {
            self.end = place.range().end;
        }
        if let Some(node) = self.open.pop().and_then(|open| self.nodes.get_mut(open.at)) {
            node.span = Span::new(self.file, node.span.range().start..self.end.max(node.span.range().start));
        }
    }

    fn push(&mut self, span: Span, shape: Shape) -> bool {
        self.nodes.push(Placed { span, shape });
        if self.values > MAX_NODES {
            let message = format!("文件里的内容太多，超过{MAX_NODES}项");
            self.faults.push(Fault::at(span, "yaml/limit", message, "请分成几个文件。"));
        }
        self.values <= MAX_NODES
    }

    fn too_deep(&mut self, place: Span) {
        let place = Span { end: place.start.saturating_add(1), ..place };
        let message = format!("层次太深，超过{MAX_DEPTH}层");
        self.faults.push(Fault::at(place, "yaml/limit", message, "请检查这里的括号和缩进。"));
    }

    /// Ends the pass at a syntax error.
    fn stop(&mut self, error: &ScanError) -> bool {
        let at = error.marker().byte_offset().unwrap_or(self.text.len());
        if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
            self.too_deep(Span::new(self.file, at..at));
        } else {
            self.faults.push(wording::syntax_fault(self.file, self.text, at, self.bracket(), error.kind()));
        }
        false
    }

    /// The innermost bracket that is open, by its byte.
    fn bracket(&self) -> Option<usize> {
        let at = self.nodes.get(self.open.last()?.at)?.span.range().start;
        self.text.get(at..)?.starts_with(['[', '{']).then_some(at)
    }

    fn place(&self, span: &granit_parser::Span) -> Span {
        let start = span.start.byte_offset().unwrap_or(0);
        Span::new(self.file, start..span.end.byte_offset().unwrap_or(start).max(start))
    }

    fn without_line_end(&self, place: Span) -> Span {
        let length = self.text.get(place.range()).map_or(0, |text| text.trim_end().len());
        Span::new(self.file, place.range().start..place.range().start + length)
    }
}

/// A key as findings show it.
fn shortened(key: &str) -> String {
    if key.chars().count() > 40 { key.chars().take(40).chain(['…']).collect() } else { key.to_owned() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::{Shape, locate};
    use crate::source::fault::{Fault, Spot};
    use crate::source::{FileId, position_in};
    use std::time::{Duration, Instant};

    fn shown(text: &str, fault: &Fault) -> String {
        let at = |spot: &Spot| match spot {
            Spot::Span(span) => position_in(text, span.range().start).to_string(),
            Spot::File { .. } => panic!("a file has no place here"),
        };
        let note = fault.note.as_ref().map_or_else(String::new, |(_, spot)| format!(" ({})", at(spot)));
        format!("{} {}{note} {}", fault.code, at(&fault.spot), fault.message)
    }

    fn faults(text: &str) -> Vec<String> {
        locate(FileId(0), text).err().unwrap_or_default().iter().map(|fault| shown(text, fault)).collect()
    }

    #[test]
    fn every_node_has_its_place() {
        let text = "- id: 甲\n  v: {a: 1.50, b: [x, 'y']}\n  n:\n  t: |\n    one\n    two\n\n- k: \"q\"\n";
        let located = locate(FileId(0), text).unwrap();
        let slices: Vec<&str> = located.nodes.iter().map(|node| &text[node.span.range()]).collect();
        assert_eq!(
            slices,
            [
                "- id: 甲\n  v: {a: 1.50, b: [x, 'y']}\n  n:\n  t: |\n    one\n    two\n\n- k: \"q\"",
                "id: 甲\n  v: {a: 1.50, b: [x, 'y']}\n  n:\n  t: |\n    one\n    two",
                "id",
                "甲",
                "v",
                "{a: 1.50, b: [x, 'y']}",
                "a",
                "1.50",
                "b",
                "[x, 'y']",
                "x",
                "'y'",
                "n",
                "",
                "t",
                "one\n    two",
                "k: \"q\"",
                "k",
                "\"q\"",
            ]
        );
        assert_eq!(located.nodes[7].shape, Shape::Scalar { text: "1.50".into(), quoted: false });
    }

    #[test]
    fn syntax_errors_at_their_true_line() {
        let cases = [
            ("a: 1\nb: %\n", "yaml/syntax 2:4 内容不能以“%”开头"),
            ("a: {unit: %}\n", "yaml/syntax 1:11 内容不能以“%”开头"),
            ("a: @x\n", "yaml/syntax 1:4 内容不能以“@”开头"),
            ("a: 1\n\tb: 2\n", "yaml/tab 2:1 这一行用了制表符（Tab）缩进"),
            ("a:\n\t- b\n", "yaml/tab 2:1 这一行用了制表符（Tab）缩进"),
            ("a:\n  b: 1\n \tc: 1\n", "yaml/tab 3:2 这一行用了制表符（Tab）缩进"),
            ("- id: a\n  name：甲\n  x: 1\n", "yaml/syntax 2:7 这里是中文冒号“：”，应当用英文冒号"),
            ("name：甲\nid: x\n", "yaml/syntax 1:5 这里是中文冒号“：”，应当用英文冒号"),
            ("- id: a\n  name:甲\n  x: 1\n", "yaml/syntax 2:7 冒号后面少了一个空格"),
            ("a: [1, 2\nb: 3\n", "yaml/syntax 1:4 括号“[”没有成对"),
            ("a: {b: [1, 2}\n", "yaml/syntax 1:8 “[”和“}”不是一对括号"),
            ("k: {a: 1,, b: 2}\n", "yaml/syntax 1:10 这里多了一个逗号"),
            ("a: ]\n", "yaml/syntax 1:4 多了一个后半括号"),
            ("a: {b: 1 c: 2}\n", "yaml/syntax 1:11 括号里的各项之间少了英文逗号，或括号没有成对"),
            ("a: \"x\nb: 1\n", "yaml/syntax 1:4 引号没有成对"),
            ("a: \"x\" y\nb: 1\n", "yaml/syntax 1:8 后一半引号的后面还有文字"),
            ("a: \"\\q\"\n", "yaml/syntax 1:4 双引号里的反斜杠“\\”写法不对"),
            ("a: b: c\n", "yaml/syntax 1:5 这里不应当有冒号，或这一行的缩进不对"),
            ("a: 1\n b: 2\n", "yaml/syntax 2:3 这里不应当有冒号，或这一行的缩进不对"),
            ("- a\nb: 1\n", "yaml/syntax 2:1 这一行的缩进与上面不一致"),
            ("a: - b\n", "yaml/syntax 1:4 这里不应当有“- ”"),
            ("%YAML 1.2\n---\na: 1\n", "yaml/syntax 1:1 不能使用以 % 开头的 YAML 指令"),
        ];
        for (text, expected) in cases {
            assert_eq!(faults(text), [expected], "{text:?}");
        }
    }

    #[test]
    fn what_our_files_may_not_contain() {
        let cases = [
            ("a: 1\n---\nb: 2\n", "yaml/multiple-documents 2:1 一个文件里只能有一份 YAML 内容，从这里起是第二份"),
            ("a: 1\na: 2\n", "yaml/duplicate-key 2:1 (1:1) “a”这一项写了两次"),
            ("a: {b: 1, 'b': 2}\n", "yaml/duplicate-key 1:11 (1:5) “b”这一项写了两次"),
            ("a: &x 1\n", "yaml/alias 1:4 不能使用 YAML 的引用（& 和 *）"),
            ("a: [*x]\n", "yaml/alias 1:5 不能使用 YAML 的引用（& 和 *）"),
            ("a:\n  <<: {b: 1}\n", "yaml/merge-key 2:3 不能使用 YAML 的合并写法（<<）"),
            ("x: !!python/object:os.system \"id\"\n", "yaml/tag 1:4 不能使用 YAML 标签“!!python/object:os.system”"),
            ("x: !include /etc/passwd\n", "yaml/tag 1:4 不能使用 YAML 标签“!include”"),
            ("[a]: 1\n", "yaml/complex-key 1:1 冒号前面应当是这一项的名称"),
            (": 1\n", "yaml/complex-key 1:1 冒号前面应当是这一项的名称"),
            ("name: \"甲\\u202e乙\"\n", "encoding/invisible 1:7 这里有一个看不见的字符 U+202E"),
            ("name: \"a\\x0bb\"\n", "encoding/control 1:7 这里有一个控制字符 U+000B"),
        ];
        for (text, expected) in cases {
            assert_eq!(faults(text), [expected], "{text:?}");
        }
        for fine in ["", "# c\n", "---\na: 1\n...\n", "a: 1 #x\nb: 2#3\n", "a: {b: 1}\nc: {b: 1}\n", "- a: 1\n- a: 1\n"] {
            assert_eq!(faults(fine), [""; 0], "{fine:?}");
        }
    }

    #[test]
    fn hostile_files_end_soon() {
        let bomb: String = ('b'..='i').fold("a: &a [x,x]\n".to_owned(), |bomb, c| {
            let before = char::from(u8::try_from(c).unwrap() - 1);
            format!("{bomb}{c}: &{c} [{}]\n", vec![format!("*{before}"); 9].join(","))
        });
        let cases = [
            ("yaml/limit", format!("a: {}{}", "[".repeat(100_000), "]".repeat(100_000))),
            ("yaml/limit", (0..2000).map(|depth| format!("{}k:\n", " ".repeat(depth))).collect()),
            ("yaml/limit", "- ".repeat(50_000)),
            ("yaml/limit", "{a: ".repeat(50_000)),
            ("yaml/limit", "- [a\n".repeat(100_000)),
            ("yaml/limit", "- x\n".repeat(300_000)),
            ("yaml/complex-key", "? ".repeat(100_000)),
            ("yaml/alias", bomb),
            ("yaml/duplicate-key", "a: b\n".repeat(100_000)),
            ("yaml/syntax", "'".repeat(100_001)),
        ];
        for (code, text) in cases {
            let start = Instant::now();
            let faults = locate(FileId(0), &text).unwrap_err();
            assert_eq!(faults.first().unwrap().code, code);
            // `tests/linear.rs` measures how the time grows; this only tells a bomb, which would take hours, from a busy machine.
            assert!(
                faults.len() <= 50 && start.elapsed() < Duration::from_secs(60),
                "{code}: {} faults, {:?}",
                faults.len(),
                start.elapsed()
            );
        }
    }
}
