//! Columns: the list of a column's articles, one article, the list of the columns.

use serde::Serialize;

use crate::view::prose::Download;
use crate::view::shared::{Fact, Html, Link};

/// `columns/<slug>/index.html` and the pages after it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnPage {
    /// What the column is about; on its first page only.
    pub lead: Option<String>,
    /// How many articles there are: 共23篇，第1页，共2页。
    pub count: String,
    /// The articles of this page, newest first.
    pub articles: Vec<ArticleItem>,
    /// All pages by number; empty where there is only one.
    pub pages: Vec<PageLink>,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleItem {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// 2023-04-18 09:00; none where it has no publish time.
    pub published: Option<String>,
    /// The column it stands in, where the list does not say so.
    pub column: Option<String>,
    /// 草稿 in a draft preview.
    pub mark: Option<String>,
}

/// A page of a list, by number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageLink {
    /// Its number.
    pub label: String,
    /// Where it stands.
    pub href: String,
    /// It is this page.
    pub current: bool,
}

/// `columns/<slug>/<article>/index.html`. The title is the frame's heading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArticlePage {
    /// 索引号, 文号, 主题分类 …: only what is given.
    pub facts: Vec<Fact>,
    /// Its text; headings start at `<h2>`.
    pub body: Html,
    /// Its headings, for a table of contents; empty if there are few.
    pub contents: Vec<Link>,
    /// Files to download.
    pub attachments: Vec<Download>,
    /// What of the reports it answers or interprets.
    pub topics: Vec<TopicGroup>,
    /// Its column.
    pub column: Link,
}

/// What an article is about, under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicGroup {
    /// 本文回应, 本文解读.
    pub heading: String,
    /// The targets, chapters and reports.
    pub links: Vec<Link>,
}

/// Articles about a page's subject, under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleGroup {
    /// 回应关切, 政策解读.
    pub heading: String,
    /// The anchor of the heading, unique on the page.
    pub anchor: String,
    /// The articles, newest first.
    pub articles: Vec<ArticleItem>,
}

/// `columns/index.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnsPage {
    /// The columns.
    pub columns: Vec<ColumnCard>,
}

/// A column with its newest articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnCard {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// What it is about.
    pub lead: Option<String>,
    /// Its newest articles.
    pub articles: Vec<ArticleItem>,
    /// 全部23篇
    pub more: Link,
}

/// The newest articles on the home page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct News {
    /// The column's name, or 最新发布 where there are several.
    pub heading: String,
    /// The articles, newest first.
    pub articles: Vec<ArticleItem>,
    /// All of them.
    pub more: Link,
}
