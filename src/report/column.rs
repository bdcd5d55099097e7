//! 栏目: a column of the site and its articles, as meant. Only what is released stands in the world; what waits for its publish time is
//! [`Waiting`], which rules read and no output ever sees.

use crate::markup::outline::Outline;
use crate::report::target::Part;
use crate::source::{FileId, Span, Spanned};
use crate::value::path::Slug;
use jiff::civil::{Date, DateTime};
use std::collections::BTreeMap;

/// The values of the page tag `ColumnType` that are known (standards §1.1); the list of the rules ends open.
pub const COLUMN_TYPES: [&str; 18] = [
    "首页",
    "概况信息",
    "机构职能",
    "负责人信息",
    "工作动态",
    "政策文件",
    "信息公开指南",
    "信息公开目录",
    "信息公开年报",
    "依法申请公开",
    "数据发布",
    "数据开放",
    "政策解读",
    "回应关切",
    "办事服务",
    "咨询投诉",
    "征集调查",
    "在线访谈",
];

/// A column (`columns/<slug>/`).
#[derive(Debug)]
pub struct Column {
    /// Its address.
    pub slug: Slug,
    /// `ColumnName`
    pub name: String,
    /// `ColumnType`, as written.
    pub kind: Spanned<String>,
    /// `ColumnDescription`
    pub description: Option<String>,
    /// `ColumnKeywords`
    pub keywords: Vec<String>,
    /// After how many days without a new article it counts as not kept up, and where that stands.
    pub max_age_days: Option<Spanned<u32>>,
    /// Released articles: newest first, then those without a date.
    pub articles: Vec<ColumnArticle>,
    /// `column.yaml`, for findings.
    pub file: FileId,
}

impl Column {
    /// The newest publish time of its articles.
    pub fn newest(&self) -> Option<DateTime> {
        self.articles.iter().filter_map(|article| article.published).max()
    }
}

/// An article of a column. Who drafted, checked and approved it stands apart ([`crate::report::World::reviews`]).
#[derive(Debug)]
pub struct ColumnArticle {
    /// Its address below the column's.
    pub slug: Slug,
    /// `ArticleTitle`
    pub title: String,
    /// `PubDate`; never defaulted.
    pub published: Option<DateTime>,
    /// A draft, which only a preview shows.
    pub draft: bool,
    /// The header fields that are given.
    pub header: ArticleHeader,
    /// What of the reports it answers concerns about (回应关切).
    pub answers: Vec<Topic>,
    /// What of the reports it interprets (政策解读).
    pub interprets: Vec<Topic>,
    /// Former addresses.
    pub aliases: Vec<String>,
    /// Files to download, in the order given.
    pub attachments: Vec<Attachment>,
    /// Files it may use: name → path in the content tree.
    pub assets: BTreeMap<String, String>,
    /// Goals and figures that it quotes.
    pub bindings: Vec<Binding>,
    /// The file.
    pub file: FileId,
    /// The Markdown body.
    pub body: Span,
    /// Its links and pictures.
    pub outline: Outline,
}

impl ColumnArticle {
    /// Whether a picture of this name stands in its text.
    pub fn shows(&self, picture: &str) -> bool {
        self.outline.images.iter().any(|image| image.destination == picture)
    }

    /// Names of the files that are published with it: pictures, linked files, attachments.
    pub fn used_assets(&self) -> Vec<&str> {
        let images = self.outline.images.iter().map(|image| image.destination.as_str());
        let links = self.outline.links.iter().map(|link| link.destination.as_str());
        let attached = self.attachments.iter().map(|attachment| attachment.file.value.as_str());
        let mut names: Vec<&str> = images.chain(links).chain(attached).collect();
        names.retain(|name| self.assets.contains_key(*name));
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// Header fields of an article (standards §1.1 and §3.2), only what is given.
#[derive(Clone, Default, Debug)]
pub struct ArticleHeader {
    /// `ContentSource`
    pub source: Option<String>,
    /// The unit that wrote it; never a person.
    pub author_unit: Option<String>,
    /// `Keywords`
    pub keywords: Vec<String>,
    /// `Description`
    pub description: Option<String>,
    /// `Image`: a file beside the article.
    pub image: Option<Spanned<String>>,
    /// 成文日期
    pub signed_on: Option<Date>,
    /// 索引号
    pub index_no: Option<String>,
    /// 文号
    pub doc_no: Option<String>,
    /// 主题分类
    pub subject: Option<String>,
    /// 体裁分类
    pub genre: Option<String>,
    /// 有效性
    pub validity: Option<String>,
    /// 公开方式
    pub disclosure: Option<String>,
}

/// A file to download with an article.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Its name beside the article.
    pub file: Spanned<String>,
    /// What it is.
    pub title: String,
}

/// What of the reports an article is about. Numbers are indices: of a report in the world, of a chapter or target in its report.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Topic {
    /// A whole report: `2022`.
    Report(usize),
    /// A chapter: `2022/industry`.
    Chapter(usize, usize),
    /// A target: `2022/gdp`.
    Target(usize, usize),
}

/// A goal or figure that an article quotes.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The report: index in the world.
    pub report: usize,
    /// The target: index in the report.
    pub target: usize,
    /// Which part of it.
    pub bound: Bound,
    /// The words inside the link.
    pub words: String,
    /// Where the link stands.
    pub span: Span,
}

/// What a link of an article binds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bound {
    /// A part of the goal: `target:2022/gdp`, `target:2022/gdp.growth`.
    Goal(Part),
    /// A figure: `figure:2022/gdp/2022-06-30`; the growth instead of the value.
    Figure {
        /// The date of the value.
        as_of: Date,
        /// The growth instead of the value.
        growth: bool,
    },
}

/// An article that is not released yet. It is checked like the others, so that the day it comes out brings no surprise; nothing of it
/// reaches the site.
#[derive(Debug)]
pub struct Waiting {
    /// Its column: index in the world.
    pub column: usize,
    /// The article.
    pub article: ColumnArticle,
    /// When it comes out.
    pub published: DateTime,
}
