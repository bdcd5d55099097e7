//! `lists/wording.yaml`, as written, and the built-in list of the same form that stands in where a site keeps none.

use crate::diagnostic::Diagnostic;
use crate::report::wording::{Formula, Renamed, Wording};
use crate::source::{FileId, SourceFile};
use crate::syntax::decode;
use crate::syntax::fields::{Fields, Known};
use crate::syntax::parsed;
use crate::syntax::yaml::Node;

/// Keys of the file, each with its meaning.
pub(in crate::syntax) const KEYS: Known = &[("formulas", "固定提法"), ("exact", "不能写错的名称"), ("renamed", "更名的机构")];
/// Keys of a set formula, each with its meaning.
pub(in crate::syntax) const FORMULA: Known =
    &[("name", "名称"), ("members", "内容"), ("verb", "搭配的动词"), ("from", "起始日期"), ("source", "出处")];
/// Keys of a renamed institution, each with its meaning.
pub(in crate::syntax) const RENAMED: Known = &[("old", "旧名"), ("new", "新名"), ("from", "更名日期"), ("source", "出处")];

/// The sample's own list.
const BUILT_IN: &str = include_str!("../../content/lists/wording.yaml");

/// Decodes the word lists.
pub fn decode(id: FileId, file: &SourceFile, findings: &mut Vec<Diagnostic>) -> Option<Wording> {
    let node = parsed(id, file, findings)?;
    let mut fields = Fields::of(&node, "用词表", KEYS, findings)?;
    let formulas = fields.optional("formulas", decode::list(formula)).unwrap_or_default();
    let exact = fields.optional("exact", decode::list(decode::text)).unwrap_or_default();
    let renamed = fields.optional("renamed", decode::list(renamed)).unwrap_or_default();
    Some(Wording { formulas, exact: exact.into_iter().map(|name| name.value).collect(), renamed })
}

/// The list of a site that keeps none.
pub fn built_in(findings: &mut Vec<Diagnostic>) -> Wording {
    let file = SourceFile { path: "lists/wording.yaml".to_owned(), text: BUILT_IN.into() };
    // An id of no file: what is wrong with the built-in list is the program's own mistake, which a test finds.
    decode(FileId(u32::MAX), &file, findings).unwrap_or_default()
}

fn formula(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Formula> {
    let mut fields = Fields::of(node, "固定提法", FORMULA, findings)?;
    let name = fields.required("name", decode::text);
    let members = fields.optional("members", decode::list(decode::text)).unwrap_or_default();
    let verb = fields.optional("verb", decode::text).map(|verb| verb.value);
    let from = fields.optional("from", decode::date).map(|from| from.value);
    let source = fields.required("source", decode::text);
    let members = members.into_iter().map(|member| member.value).collect();
    Some(Formula { name: name?.value, members, verb, from, source: source?.value })
}

fn renamed(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Renamed> {
    let mut fields = Fields::of(node, "更名的机构", RENAMED, findings)?;
    let old = fields.required("old", decode::text);
    let new = fields.required("new", decode::text);
    let from = fields.required("from", decode::date);
    let source = fields.required("source", decode::text);
    Some(Renamed { old: old?.value, new: new?.value, from: from?.value, source: source?.value })
}

#[cfg(test)]
mod tests {
    use super::built_in;

    #[test]
    fn the_built_in_list_is_sound() {
        let mut findings = Vec::new();
        let wording = built_in(&mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        assert!(wording.formulas.iter().any(|formula| formula.members.len() == 4) && !wording.exact.is_empty());
    }
}
