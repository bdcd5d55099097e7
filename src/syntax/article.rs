//! A Markdown file with front matter, as written: the split, and what a page of `pages/` gives.

use crate::diagnostic::Diagnostic;
use crate::markup::outline::Outline;
use crate::markup::parse::{MAX_DEPTH, parse};
use crate::source::{FileId, SourceFile, Span, Spanned};
use crate::syntax::decode;
use crate::syntax::fields::{Fields, Known};
use crate::syntax::start_of;
use crate::syntax::yaml::{self, Node};
use crate::value::path::Slug;
use std::ops::Range;

/// A page of `pages/*.md`.
#[derive(Debug)]
pub struct ArticleDraft {
    /// The file.
    pub file: FileId,
    /// The file's stem: its address.
    pub slug: Slug,
    /// `title`
    pub title: Spanned<String>,
    /// `aliases`
    pub aliases: Vec<Spanned<String>>,
    /// The Markdown body.
    pub body: Span,
    /// What it links and where.
    pub outline: Outline,
}

pub(in crate::syntax) const KEYS: Known = &[("title", "标题"), ("aliases", "旧网址")];

/// Decodes a page; its stem is its address.
pub fn decode(id: FileId, file: &SourceFile, stem: &str, findings: &mut Vec<Diagnostic>) -> Option<ArticleDraft> {
    let slug = decode::slug_of(stem, start_of(id), findings);
    let (front, body) = split(id, file, findings)?;
    let node = front_matter(id, file, front, findings)?;
    let mut fields = Fields::of(&node, "文首", KEYS, findings)?;
    let title = fields.required("title", decode::text);
    let aliases = fields.optional("aliases", decode::list(decode::text)).unwrap_or_default();
    let outline = outline(id, file, body.clone(), findings);
    Some(ArticleDraft { file: id, slug: slug?.value, title: title?, aliases, body: Span::new(id, body), outline: outline? })
}

/// Where front matter and body of a Markdown file stand. A file without front matter has no title, which is a finding.
pub(super) fn split(id: FileId, file: &SourceFile, findings: &mut Vec<Diagnostic>) -> Option<(Range<usize>, Range<usize>)> {
    let text = &file.text;
    let open = "---\n";
    let rest = text.strip_prefix(open);
    let close = rest.and_then(|rest| if rest.starts_with("---") { Some(0) } else { rest.find("\n---").map(|at| at + 1) });
    let Some(close) = close else {
        findings.push(
            Diagnostic::error("front-matter/missing", "文件开头没有“---”包起来的标题")
                .at(start_of(id))
                .remedy("请在第一行写 ---，下面写 title: 标题，再写一行 ---，然后是正文。"),
        );
        return None;
    };
    let close = open.len() + close;
    let line_end = text.get(close..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| close + at + 1);
    Some((open.len()..close, line_end..text.len()))
}

/// The front matter as a tree.
pub(super) fn front_matter(id: FileId, file: &SourceFile, part: Range<usize>, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    yaml::parse_part(id, &file.text, part).map_err(|found| findings.extend(found)).ok()
}

/// The outline of a Markdown body.
pub(super) fn outline(id: FileId, file: &SourceFile, body: Range<usize>, findings: &mut Vec<Diagnostic>) -> Option<Outline> {
    match parse(file.text.get(body.clone()).unwrap_or("")) {
        Ok(document) => Some(Outline::of(&document, body.start)),
        Err(deep) => {
            let range = deep.range.start + body.start..deep.range.end + body.start;
            findings.push(
                Diagnostic::error("markdown/limit", format!("列表或引用嵌套超过{MAX_DEPTH}层"))
                    .at(Span::new(id, range))
                    .remedy("请减少嵌套。"),
            );
            None
        }
    }
}
