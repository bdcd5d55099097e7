//! Reading the keys of a mapping: which are required, which are unknown, what a misspelt one was meant to be. All findings of a mapping are
//! collected; a wrong field never hides the next.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::suggest::nearest;
use crate::syntax::yaml::{Key, Kind, Node};

/// The keys a mapping may have, each with its meaning in Chinese: `("offices", "责任单位")`.
pub type Known = &'static [(&'static str, &'static str)];

/// The entries of a mapping and the findings about them.
///
/// ```ignore
/// let mut fields = Fields::of(node, "目标任务", KEYS, findings)?;
/// let id = fields.required("id", decode::slug);
/// let lead = fields.optional("lead", decode::list(decode::slug));
/// let measure = fields.required("measure", decode::choice("类型", MEASURES));
/// ```
pub struct Fields<'n, 'f> {
    node: &'n Node,
    entries: &'n [(Key, Node)],
    what: &'static str,
    known: Known,
    findings: &'f mut Vec<Diagnostic>,
}

impl<'n, 'f> Fields<'n, 'f> {
    /// The fields of a node that should be a mapping with known keys, `what` naming it in Chinese (`目标任务`). Unknown keys are reported at
    /// once. `None`, with a finding, when the node is something else.
    pub fn of(node: &'n Node, what: &'static str, known: Known, findings: &'f mut Vec<Diagnostic>) -> Option<Self> {
        let entries = entries(node, what, findings)?;
        let unknown = entries.iter().filter(|(key, _)| !known.iter().any(|(name, _)| *name == key.text));
        findings.extend(unknown.map(|(key, _)| unknown_key(key, what, known)));
        Some(Self { node, entries, what, known, findings })
    }

    /// Decodes a field that must be there. `None`, with a finding, when it is missing, empty or wrong.
    pub fn required<T>(&mut self, key: &str, decode: impl FnOnce(&'n Node, &mut Vec<Diagnostic>) -> Option<T>) -> Option<T> {
        match self.entry(key) {
            Some((_, node)) if node.kind != Kind::Null => decode(node, self.findings),
            Some((at, _)) => {
                let message = format!("“{}”后面没有内容", self.title(key));
                self.findings.push(Diagnostic::error("value/empty", message).at(at.span).remedy(format!("请填写，例如 {key}: …。")));
                None
            }
            None => {
                self.missing(key);
                None
            }
        }
    }

    /// Decodes a field that may be missing. A key with nothing behind it counts as missing.
    pub fn optional<T>(&mut self, key: &str, decode: impl FnOnce(&'n Node, &mut Vec<Diagnostic>) -> Option<T>) -> Option<T> {
        let node = self.node(key).filter(|node| node.kind != Kind::Null)?;
        decode(node, self.findings)
    }

    /// Decodes a field that may be missing, in which case a default stands; also when it is wrong, so that the rest can still be checked.
    pub fn or<T>(&mut self, key: &str, default: T, decode: impl FnOnce(&'n Node, &mut Vec<Diagnostic>) -> Option<T>) -> T {
        self.optional(key, decode).unwrap_or(default)
    }

    /// The node behind a key, [`Kind::Null`] included.
    pub fn node(&self, key: &str) -> Option<&'n Node> {
        self.entry(key).map(|(_, node)| node)
    }

    /// The key itself, for findings about it.
    pub fn key(&self, key: &str) -> Option<&'n Key> {
        self.entry(key).map(|(key, _)| key)
    }

    /// Whether the key stands there with something behind it.
    pub fn has(&self, key: &str) -> bool {
        self.node(key).is_some_and(|node| node.kind != Kind::Null)
    }

    /// The place of the whole mapping: its first key, since a block of lines has no better place to point at.
    pub fn span(&self) -> Span {
        self.entries.first().map_or(self.node.span, |(key, _)| key.span)
    }

    /// Adds a finding that the caller worded.
    pub fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// The list of findings, for a decoder called by hand.
    pub fn findings(&mut self) -> &mut Vec<Diagnostic> {
        self.findings
    }

    /// Reports that a field is missing, for one that is required only sometimes.
    pub fn missing(&mut self, key: &str) {
        let message = format!("{}缺少“{}”", self.what, self.title(key));
        self.findings.push(Diagnostic::error("yaml/missing-key", message).at(self.span()).remedy(format!("请补上一行 {key}: …。")));
    }

    fn entry(&self, key: &str) -> Option<(&'n Key, &'n Node)> {
        self.entries.iter().find(|(found, _)| found.text == key).map(|(key, node)| (key, node))
    }

    /// `name（名称）`
    fn title(&self, key: &str) -> String {
        let meaning = self.known.iter().find(|(name, _)| *name == key);
        meaning.map_or_else(|| key.to_owned(), |(name, meaning)| format!("{name}（{meaning}）"))
    }
}

/// The entries of a node that should be a mapping with keys of the people's own (ids, terms). `None`, with a finding, when it is not one.
pub fn entries<'n>(node: &'n Node, what: &str, findings: &mut Vec<Diagnostic>) -> Option<&'n [(Key, Node)]> {
    match &node.kind {
        Kind::Mapping(entries) => Some(entries),
        Kind::Null => {
            findings.push(Diagnostic::error("value/empty", format!("{what}没有内容")).at(node.span).remedy("请按“名称: 内容”逐行填写。"));
            None
        }
        Kind::Scalar { .. } | Kind::Sequence(_) => {
            let message = format!("{what}应当是若干行“名称: 内容”，这里是{}", kind_word(node));
            findings.push(Diagnostic::error("yaml/kind", message).at(node.span).remedy("请按“名称: 内容”逐行填写，并检查缩进。"));
            None
        }
    }
}

/// What a node is, in the clerk's words.
pub fn kind_word(node: &Node) -> &'static str {
    match node.kind {
        Kind::Null => "空的",
        Kind::Scalar { .. } => "一段文字或一个数",
        Kind::Sequence(_) => "一个列表",
        Kind::Mapping(_) => "若干行“名称: 内容”",
    }
}

fn unknown_key(key: &Key, what: &str, known: Known) -> Diagnostic {
    let shown: String = key.text.chars().take(40).collect();
    let finding = Diagnostic::error("yaml/unknown-key", format!("不认识“{shown}”这一项")).at(key.span);
    let near = nearest(&key.text, known.iter().map(|(name, _)| *name));
    // A clerk may well write the Chinese word for a key.
    let meant = known.iter().find(|(name, meaning)| Some(*name) == near || *meaning == key.text);
    match meant {
        Some((name, meaning)) => finding.remedy(format!("是不是“{name}”？（表示{meaning}）")),
        None => {
            let list: Vec<String> = known.iter().map(|(name, meaning)| format!("{name}（{meaning}）")).collect();
            finding.remedy(format!("{what}可以写：{}。", list.join("、")))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Fields, Known};
    use crate::diagnostic::{Diagnostic, Place};
    use crate::source::{FileId, position_in};
    use crate::syntax::decode;
    use crate::syntax::yaml::parse;

    const KEYS: Known = &[("id", "编号"), ("name", "名称"), ("offices", "责任单位")];

    fn shown(text: &str, findings: &[Diagnostic]) -> Vec<String> {
        let at = |finding: &Diagnostic| match finding.place {
            Some(Place::Span(span)) => position_in(text, span.range().start).to_string(),
            _ => "nowhere".into(),
        };
        findings.iter().map(|f| format!("{} {} {}/ {}", f.code, at(f), f.message, f.remedy.as_deref().unwrap_or(""))).collect()
    }

    fn read(text: &str) -> (Option<String>, Vec<String>) {
        let node = parse(FileId(0), text).unwrap();
        let mut findings = Vec::new();
        let name = Fields::of(&node, "目标任务", KEYS, &mut findings).and_then(|mut fields| {
            fields.required("id", decode::slug);
            fields.optional("offices", decode::list(decode::slug));
            fields.required("name", decode::text)
        });
        (name.map(|name| name.value), shown(text, &findings))
    }

    #[test]
    fn all_that_is_wrong_is_said_and_the_rest_is_read() {
        assert_eq!(read("id: a\nname: no\noffices:\n"), (Some("no".into()), vec![]));
        let (name, findings) = read("name: 甲\noffcies: [a]\n名称: 乙\nxyzzy: 1\n");
        assert_eq!(name.as_deref(), Some("甲"));
        assert_eq!(
            findings,
            [
                "yaml/unknown-key 2:1 不认识“offcies”这一项/ 是不是“offices”？（表示责任单位）",
                "yaml/unknown-key 3:1 不认识“名称”这一项/ 是不是“name”？（表示名称）",
                "yaml/unknown-key 4:1 不认识“xyzzy”这一项/ 目标任务可以写：id（编号）、name（名称）、offices（责任单位）。",
                "yaml/missing-key 1:1 目标任务缺少“id（编号）”/ 请补上一行 id: …。",
            ]
        );
        assert_eq!(read("id:\nname: 甲\n").1, ["value/empty 1:1 “id（编号）”后面没有内容/ 请填写，例如 id: …。"]);
        assert_eq!(
            read("- a\n").1,
            ["yaml/kind 1:1 目标任务应当是若干行“名称: 内容”，这里是一个列表/ 请按“名称: 内容”逐行填写，并检查缩进。"]
        );
    }
}
