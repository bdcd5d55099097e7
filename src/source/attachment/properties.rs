//! What a document of Office remembers about itself and where it points to: `docProps` and the relations between its parts.

use super::xml::{Node, walk};
use super::{Found, MarkKind, Refusal};

/// Properties that name who made a document.
const AUTHORS: [(&str, &str); 4] = [("creator", "作者"), ("lastModifiedBy", "最后保存者"), ("Company", "单位"), ("Manager", "主管")];

/// `docProps/core.xml`, `app.xml`, `custom.xml`
pub(super) fn read(bytes: &[u8], found: &mut Found) -> Result<(), Refusal> {
    let mut name = String::new();
    let mut value = String::new();
    walk(bytes, |node| match node {
        Node::Start(element, _) => {
            element.clone_into(&mut name);
            value.clear();
        }
        Node::Text(text) => value.push_str(text),
        Node::End(element) if element == name => {
            match AUTHORS.iter().find(|(key, _)| *key == element) {
                Some((_, word)) if !value.trim().is_empty() => found.mark(MarkKind::Author, *word, &value),
                Some(_) => {}
                None => found.part("文档属性", value.clone()),
            }
            name.clear();
        }
        Node::End(_) => {}
    })
}

/// A `.rels` part: what lies outside the document.
pub(super) fn relations(bytes: &[u8], found: &mut Found) -> Result<(), Refusal> {
    walk(bytes, |node| {
        let Node::Start("Relationship", attributes) = node else { return };
        let target = attributes.get("Target").unwrap_or("");
        if attributes.get("TargetMode") != Some("External") {
            return;
        }
        let is_link = attributes.get("Type").is_some_and(|kind| kind.ends_with("/hyperlink"));
        let on_machine = target.starts_with("file:") || target.contains(":\\") || target.starts_with("\\\\");
        if !is_link || on_machine {
            found.mark(MarkKind::ExternalLink, if on_machine { "指向本机或局域网里的文件" } else { "引用了别处的内容" }, "");
        }
        found.part("超链接", target);
    })
}
