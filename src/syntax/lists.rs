//! `lists/*.yaml`: 重点项目 and other lists beside the report, as written.

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, SourceFile, Spanned};
use crate::syntax::decode;
use crate::syntax::fields::{Fields, Known};
use crate::syntax::yaml::Node;
use crate::syntax::{parsed, start_of};
use crate::value::path::Slug;

/// A list file.
#[derive(Debug)]
pub struct ListDraft {
    /// The file.
    pub file: FileId,
    /// The file's stem: its address.
    pub slug: Slug,
    /// `title`
    pub title: Spanned<String>,
    /// `type`
    pub kind: Spanned<String>,
    /// `nodes`
    pub nodes: Vec<Spanned<String>>,
    /// `note`
    pub note: Option<Spanned<String>>,
    /// `items`
    pub items: Vec<ListItemDraft>,
}

/// An entry of `items`.
#[derive(Debug)]
pub struct ListItemDraft {
    /// `name`
    pub name: Spanned<String>,
    /// `target`
    pub target: Option<Spanned<Slug>>,
    /// `scale`
    pub scale: Option<Spanned<String>>,
    /// `progress`
    pub progress: Option<Spanned<String>>,
}

const KEYS: Known = &[("title", "标题"), ("type", "清单类型"), ("nodes", "节点"), ("note", "说明"), ("items", "项目")];
const ITEM: Known = &[("name", "名称"), ("target", "目标编号"), ("scale", "规模"), ("progress", "进展")];

/// Decodes a list file; its stem is its address.
pub fn decode(id: FileId, file: &SourceFile, stem: &str, findings: &mut Vec<Diagnostic>) -> Option<ListDraft> {
    let slug = decode::slug_of(stem, start_of(id), findings);
    let node = parsed(id, file, findings)?;
    let mut fields = Fields::of(&node, "清单", KEYS, findings)?;
    let title = fields.required("title", decode::text);
    let kind = fields.required("type", decode::text);
    let nodes = fields.optional("nodes", decode::list(decode::text)).unwrap_or_default();
    let note = fields.optional("note", decode::text);
    let items = fields.required("items", decode::list(item));
    Some(ListDraft { file: id, slug: slug?.value, title: title?, kind: kind?, nodes, note, items: items? })
}

fn item(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<ListItemDraft> {
    let mut fields = Fields::of(node, "清单项目", ITEM, findings)?;
    let name = fields.required("name", decode::text);
    let target = fields.optional("target", decode::slug);
    let scale = fields.optional("scale", decode::text);
    let progress = fields.optional("progress", decode::text);
    Some(ListItemDraft { name: name?, target, scale, progress })
}
