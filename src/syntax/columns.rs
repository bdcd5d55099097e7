//! A column's folder as written: `column.yaml` and the front matter of its articles (contract §1).

use crate::diagnostic::Diagnostic;
use crate::markup::outline::Outline;
use crate::report::review::Review;
use crate::source::{FileId, SourceFile, Span, Spanned};
use crate::syntax::fields::{Fields, Known};
use crate::syntax::report::{AttachmentDraft, attachment};
use crate::syntax::{article, decode, parsed, review, start_of};
use crate::value::path::Slug;
use jiff::civil::{Date, DateTime};
use std::collections::BTreeMap;

/// One column as written.
#[derive(Debug)]
pub struct ColumnTree {
    /// `column.yaml`
    pub column: ColumnDraft,
    /// Its articles, by path.
    pub articles: Vec<ColumnArticleDraft>,
    /// Files beside the articles: name → path in the content tree.
    pub assets: BTreeMap<String, String>,
}

/// `column.yaml`
#[derive(Debug)]
pub struct ColumnDraft {
    /// The file.
    pub file: FileId,
    /// The folder's name: its address.
    pub slug: Slug,
    /// `name`
    pub name: Spanned<String>,
    /// `type`
    pub kind: Spanned<String>,
    /// `description`
    pub description: Option<Spanned<String>>,
    /// `keywords`
    pub keywords: Vec<Spanned<String>>,
    /// `max_age_days`
    pub max_age_days: Option<Spanned<u32>>,
}

/// An article.
#[derive(Debug)]
pub struct ColumnArticleDraft {
    /// The file.
    pub file: FileId,
    /// The file's stem: its address.
    pub slug: Slug,
    /// `title`
    pub title: Spanned<String>,
    /// `published`
    pub published: Option<Spanned<DateTime>>,
    /// `draft: true`
    pub draft: bool,
    /// The header fields that are given.
    pub header: ArticleHeaderDraft,
    /// `answers`
    pub answers: Vec<Spanned<String>>,
    /// `interprets`
    pub interprets: Vec<Spanned<String>>,
    /// `attachments`
    pub attachments: Vec<AttachmentDraft>,
    /// `aliases`
    pub aliases: Vec<Spanned<String>>,
    /// `review`
    pub review: Option<Review>,
    /// The Markdown body.
    pub body: Span,
    /// What it links and where.
    pub outline: Outline,
}

/// Header fields of an article, only what is given.
#[derive(Debug, Default)]
pub struct ArticleHeaderDraft {
    /// `signed_on`
    pub signed_on: Option<Spanned<Date>>,
    /// `source`
    pub source: Option<Spanned<String>>,
    /// `author_unit`
    pub author_unit: Option<Spanned<String>>,
    /// `keywords`
    pub keywords: Vec<Spanned<String>>,
    /// `description`
    pub description: Option<Spanned<String>>,
    /// `image`
    pub image: Option<Spanned<String>>,
    /// `index_no`
    pub index_no: Option<Spanned<String>>,
    /// `doc_no`
    pub doc_no: Option<Spanned<String>>,
    /// `subject`
    pub subject: Option<Spanned<String>>,
    /// `genre`
    pub genre: Option<Spanned<String>>,
    /// `validity`
    pub validity: Option<Spanned<String>>,
    /// `disclosure`
    pub disclosure: Option<Spanned<String>>,
}

pub(in crate::syntax) const COLUMN: Known = &[
    ("name", "栏目名称"),
    ("type", "栏目类别"),
    ("description", "栏目描述"),
    ("keywords", "栏目关键词"),
    ("max_age_days", "更新期限天数"),
];

pub(in crate::syntax) const ARTICLE: Known = &[
    ("title", "标题"),
    ("published", "发布时间"),
    ("draft", "草稿"),
    ("source", "来源"),
    ("author_unit", "供稿单位"),
    ("keywords", "关键词"),
    ("description", "摘要"),
    ("image", "配图"),
    ("signed_on", "成文日期"),
    ("index_no", "索引号"),
    ("doc_no", "文号"),
    ("subject", "主题分类"),
    ("genre", "体裁分类"),
    ("validity", "有效性"),
    ("disclosure", "公开方式"),
    ("answers", "回应的目标或篇章"),
    ("interprets", "解读的目标或篇章"),
    ("attachments", "附件"),
    ("aliases", "旧网址"),
    ("review", "审核记录"),
];

/// Decodes the `column.yaml` of a folder.
pub fn column(id: FileId, file: &SourceFile, folder: &str, findings: &mut Vec<Diagnostic>) -> Option<ColumnDraft> {
    let slug = decode::slug_of(folder, start_of(id), findings);
    let node = parsed(id, file, findings)?;
    let mut fields = Fields::of(&node, "栏目文件", COLUMN, findings)?;
    let name = fields.required("name", decode::text);
    let kind = fields.required("type", decode::text);
    let description = fields.optional("description", decode::text);
    let keywords = fields.optional("keywords", decode::list(decode::text)).unwrap_or_default();
    let max_age_days = fields.optional("max_age_days", decode::integer);
    Some(ColumnDraft { file: id, slug: slug?.value, name: name?, kind: kind?, description, keywords, max_age_days })
}

/// Decodes an article; its stem is its address.
pub fn article(id: FileId, file: &SourceFile, stem: &str, findings: &mut Vec<Diagnostic>) -> Option<ColumnArticleDraft> {
    let slug = decode::slug_of(stem, start_of(id), findings);
    let (front, body) = article::split(id, file, findings)?;
    let node = article::front_matter(id, file, front, findings)?;
    let mut fields = Fields::of(&node, "文首", ARTICLE, findings)?;
    let title = fields.required("title", decode::text);
    let published = fields.optional("published", decode::moment);
    let draft = fields.optional("draft", decode::boolean);
    let header = header(&mut fields);
    let answers = fields.optional("answers", decode::list(decode::text)).unwrap_or_default();
    let interprets = fields.optional("interprets", decode::list(decode::text)).unwrap_or_default();
    let attachments = fields.optional("attachments", decode::list(attachment)).unwrap_or_default();
    let aliases = fields.optional("aliases", decode::list(decode::text)).unwrap_or_default();
    let review = fields.optional("review", review::review);
    let outline = article::outline(id, file, body.clone(), findings);
    Some(ColumnArticleDraft {
        file: id,
        slug: slug?.value,
        title: title?,
        published,
        draft: draft.is_some_and(|draft| draft.value),
        header,
        answers,
        interprets,
        attachments,
        aliases,
        review,
        body: Span::new(id, body),
        outline: outline?,
    })
}

fn header(fields: &mut Fields<'_, '_>) -> ArticleHeaderDraft {
    ArticleHeaderDraft {
        signed_on: fields.optional("signed_on", decode::date),
        source: fields.optional("source", decode::text),
        author_unit: fields.optional("author_unit", decode::text),
        keywords: fields.optional("keywords", decode::list(decode::text)).unwrap_or_default(),
        description: fields.optional("description", decode::text),
        image: fields.optional("image", decode::text),
        index_no: fields.optional("index_no", decode::text),
        doc_no: fields.optional("doc_no", decode::text),
        subject: fields.optional("subject", decode::text),
        genre: fields.optional("genre", decode::text),
        validity: fields.optional("validity", decode::text),
        disclosure: fields.optional("disclosure", decode::text),
    }
}
