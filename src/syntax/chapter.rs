//! A chapter folder as written: front matter, narrative, targets.

use crate::diagnostic::Diagnostic;
use crate::markup::outline::Outline;
use crate::source::{FileId, SourceFile, Span, Spanned};
use crate::syntax::fields::{Fields, Known};
use crate::syntax::targets::TargetDraft;
use crate::syntax::{article, decode, start_of};
use crate::value::path::Slug;
use std::collections::BTreeMap;

/// A chapter.
#[derive(Debug)]
pub struct ChapterDraft {
    /// The narrative's file.
    pub file: FileId,
    /// The folder's name: `01-industry`.
    pub folder: String,
    /// The folder's name without its number.
    pub slug: Slug,
    /// `title`
    pub title: Spanned<String>,
    /// `aliases`
    pub aliases: Vec<Spanned<String>>,
    /// The Markdown body.
    pub body: Span,
    /// What the narrative binds and where.
    pub outline: Outline,
    /// The entries of `targets.yaml`.
    pub targets: Vec<TargetDraft>,
    /// Files beside the narrative: name → path in the content tree.
    pub assets: BTreeMap<String, String>,
}

pub(in crate::syntax) const KEYS: Known = &[("title", "标题"), ("aliases", "旧网址")];

/// Decodes the narrative of a chapter folder such as `01-industry`; its targets and assets are put in by the caller.
pub fn decode(id: FileId, file: &SourceFile, folder: &str, findings: &mut Vec<Diagnostic>) -> Option<ChapterDraft> {
    let slug = slug_of_folder(folder, start_of(id), findings);
    let (front, body) = article::split(id, file, findings)?;
    let node = article::front_matter(id, file, front, findings)?;
    let mut fields = Fields::of(&node, "文首", KEYS, findings)?;
    let title = fields.required("title", decode::text);
    let aliases = fields.optional("aliases", decode::list(decode::text)).unwrap_or_default();
    let outline = article::outline(id, file, body.clone(), findings);
    Some(ChapterDraft {
        file: id,
        folder: folder.to_owned(),
        slug: slug?,
        title: title?,
        aliases,
        body: Span::new(id, body),
        outline: outline?,
        targets: Vec::new(),
        assets: BTreeMap::new(),
    })
}

/// `NN-` only orders, the rest is the permanent address (contract §1).
fn slug_of_folder(folder: &str, span: Span, findings: &mut Vec<Diagnostic>) -> Option<Slug> {
    let numbered = folder.split_once('-').filter(|(number, _)| number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit()));
    let Some((_, name)) = numbered else {
        findings.push(
            Diagnostic::error("slug/chapter", format!("篇章文件夹“{folder}”的名字不对"))
                .at(span)
                .remedy("请写成“两位数字-英文名”，例如 01-industry；数字只表示顺序。"),
        );
        return None;
    };
    decode::slug_of(name, span, findings).map(|slug| slug.value)
}
