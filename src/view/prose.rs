//! The plain pages: prose, data downloads, changes, groups of links, glossary, 404.

use serde::Serialize;

use crate::view::column::PageLink;
use crate::view::shared::{Fact, Html, Link};

/// A page of `pages/*.md`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProsePage {
    /// Its text; headings start at `<h2>`.
    pub body: Html,
    /// Its headings, for a table of contents; empty if there are few.
    pub contents: Vec<Link>,
}

/// `data/index.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DataPage {
    /// Opening sentences.
    pub lead: Vec<String>,
    /// The files, by report.
    pub groups: Vec<DataGroup>,
    /// What to know before using them.
    pub notes: Vec<String>,
    /// What the office states about all of them: rhythm, terms.
    pub stated: Vec<Fact>,
    /// How new the data are and when more is due, a sentence a report.
    pub updates: Vec<String>,
    /// How to cite them; empty where they are not to be cited.
    pub citations: Vec<String>,
    /// The columns of each table.
    pub tables: Vec<DataTable>,
    /// How programs get the files.
    pub addresses: DataAddresses,
}

/// The addresses of the data files, for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataAddresses {
    /// What is promised about them.
    pub lead: Vec<String>,
    /// Every kind of address.
    pub rows: Vec<DataAddress>,
    /// How to use one.
    pub examples: Vec<DataExample>,
}

/// A kind of address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataAddress {
    /// What stands there.
    pub label: String,
    /// Its form, with words for what varies.
    pub pattern: String,
    /// One of its kind.
    pub example: Option<Link>,
}

/// How to use an address with a tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataExample {
    /// The tool.
    pub tool: String,
    /// What to do, where it is done by hand.
    pub steps: Option<String>,
    /// What to type.
    pub code: String,
}

/// A table of the data files, explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataTable {
    /// What people call it.
    pub title: String,
    /// Its name in addresses.
    pub name: String,
    /// Its columns.
    pub fields: Vec<DataField>,
}

/// A column of a data file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataField {
    /// Its key in JSON.
    pub key: String,
    /// Its title in CSV.
    pub title: String,
    /// 文字, 数字, 日期 …
    pub kind: String,
    /// What it means.
    pub meaning: String,
}

/// Files under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataGroup {
    /// Its heading.
    pub heading: String,
    /// Its files.
    pub files: Vec<DataFile>,
}

/// One thing to download, in one form or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataFile {
    /// What it holds.
    pub label: String,
    /// One sentence about it.
    pub note: Option<String>,
    /// Its forms; the label of each names the thing and the form.
    pub forms: Vec<Download>,
}

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Download {
    /// What it holds.
    pub label: String,
    /// Where it is.
    pub href: String,
    /// JSON, CSV, XLSX …
    pub format: String,
    /// 12.3 KB, if known when the page is made.
    pub size: Option<String>,
    /// One sentence about it.
    pub note: Option<String>,
}

/// `changes/index.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangesPage {
    /// Opening sentences.
    pub lead: Vec<String>,
    /// 自…以来没有更正或调整。 where there are none.
    pub empty: Option<String>,
    /// How many publications there are: 共23次更新，第1页，共2页。
    pub count: Option<String>,
    /// Those of this page, newest first.
    pub publications: Vec<Publication>,
    /// All pages by number; empty where there is only one.
    pub pages: Vec<PageLink>,
    /// The same as data, and as a feed.
    pub files: Vec<Link>,
}

/// What was published together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Publication {
    /// Its anchor, which stays.
    pub anchor: String,
    /// 2022年7月15日, or 数据版本 1a2b3c4d where the data give no day.
    pub title: String,
    /// 数据版本 1a2b3c4d beside a day; none outside git.
    pub version: Option<String>,
    /// 新增数据12个 · 更正1处
    pub tally: Vec<String>,
    /// What it brought.
    pub changes: Vec<Change>,
}

/// A correction, revision or other change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// When: 2022年7月20日; none where the data do not say so, or where it stands above.
    pub on: Option<String>,
    /// 更正, 修订, 口径调整, 目标调整, 补报, 撤回.
    pub kind: String,
    /// The whole sentence, in the exact wording.
    pub sentence: String,
    /// The one thing it is about; none on the page of that itself.
    pub subject: Option<Link>,
    /// The things it counts, where they are several.
    pub links: Vec<Link>,
    /// What the links are, where there are too many of them to stand in sight: 涉及58项目标.
    pub folded: Option<String>,
}

/// Groups of links.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DirectoryPage {
    /// An opening sentence.
    pub lead: Option<String>,
    /// The groups.
    pub groups: Vec<LinkGroup>,
    /// What is to be said of things that there is no link to.
    pub notes: Vec<String>,
}

/// Links under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkGroup {
    /// Its heading.
    pub heading: String,
    /// Its links.
    pub links: Vec<Link>,
}

/// `2022/glossary/index.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GlossaryPage {
    /// An opening sentence.
    pub lead: String,
    /// The terms, in the order given.
    pub terms: Vec<GlossaryTerm>,
}

/// A term with its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GlossaryTerm {
    /// Its anchor.
    pub anchor: String,
    /// The term.
    pub term: String,
    /// What it means.
    pub meaning: String,
    /// Where the meaning comes from.
    pub source: Option<String>,
    /// The chapters that use it.
    pub chapters: Vec<Link>,
}

/// `404.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotFoundPage {
    /// The home page.
    pub home: String,
    /// All targets.
    pub targets: String,
    /// The site map.
    pub sitemap: String,
    /// The telephone number; without one the clause about it is left out.
    pub phone: Option<String>,
}

/// A former address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MovedPage {
    /// That the page has another address now.
    pub sentence: String,
    /// The page.
    pub to: Link,
}
