//! What a template may see: one struct a page kind, and nothing else.
//!
//! Every string here is final. Numbers are formatted, links are relative to the page, statuses carry their words, and a fragment of
//! HTML is an [`shared::Html`]. A template lays out and never computes, so whatever a page claims was decided in Rust and can be tested there.
//! Nothing in these types knows about files, dates or rules, and none of them reads anything.

pub mod catalog;
pub mod chapter;
pub mod chart;
pub mod column;
pub mod frame;
pub mod home;
pub mod ledger;
pub mod list;
pub mod method;
pub mod picture;
pub mod progress;
pub mod prose;
pub mod search;
pub mod shared;
pub mod target;

use serde::Serialize;

use crate::view::catalog::CatalogPage;
use crate::view::chapter::{ChapterPage, FullTextPage, PrintPage, ReportPage};
use crate::view::column::{ArticlePage, ColumnPage, ColumnsPage};
use crate::view::frame::Frame;
use crate::view::home::HomePage;
use crate::view::ledger::LedgerPage;
use crate::view::list::ListPage;
use crate::view::method::MethodPage;
use crate::view::picture::{EmbedPage, PicturePage};
use crate::view::progress::{OfficePage, ProgressPage, TargetsPage};
use crate::view::prose::{ChangesPage, DataPage, DirectoryPage, GlossaryPage, MovedPage, NotFoundPage, ProsePage};
use crate::view::search::SearchPage;
use crate::view::target::TargetPage;

/// One page, complete: what stands on every page, and what stands on this one.
///
/// Templates see the two fields as `frame` and `page`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct View {
    /// What every page has.
    pub frame: Frame,
    /// What only this kind of page has.
    pub page: Page,
}

/// The kinds of page. Each is drawn by the template of the same name.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Page {
    /// `index.html`.
    Home(Box<HomePage>),
    /// `2022/index.html`: the contents of one report.
    Report(ReportPage),
    /// `2022/<chapter>/index.html`.
    Chapter(ChapterPage),
    /// `2022/full/index.html`: the whole text, to read or print.
    FullText(FullTextPage),
    /// `2022/print/index.html`: the whole report with progress and charts, to print.
    Print(PrintPage),
    /// `2022/targets/index.html` and its filter pages.
    Targets(TargetsPage),
    /// `2022/targets/<id>/index.html`.
    Target(Box<TargetPage>),
    /// `2022/progress/index.html`.
    Progress(ProgressPage),
    /// `2022/ledger/index.html`.
    Ledger(LedgerPage),
    /// `2022/offices/<id>/index.html`.
    Office(OfficePage),
    /// `2022/lists/<slug>/index.html`.
    List(ListPage),
    /// `method/index.html`.
    Method(MethodPage),
    /// A page of `pages/*.md`.
    Prose(ProsePage),
    /// `data/index.html`.
    Data(DataPage),
    /// `catalog/index.html`.
    Catalog(CatalogPage),
    /// `changes/index.html`.
    Changes(ChangesPage),
    /// A page of grouped links: the site map, the offices, the lists.
    Directory(DirectoryPage),
    /// `columns/<slug>/index.html`: the articles of a column.
    Column(ColumnPage),
    /// `columns/<slug>/<article>/index.html`.
    Article(ArticlePage),
    /// `columns/index.html`: the columns.
    Columns(ColumnsPage),
    /// `404.html`.
    NotFound(NotFoundPage),
    /// A former address.
    Moved(MovedPage),
    /// `2022/picture/index.html`.
    Picture(PicturePage),
    /// `search/index.html`.
    Search(SearchPage),
    /// `2022/glossary/index.html`.
    Glossary(GlossaryPage),
    /// `charts/2022/<kind>-<id>.html`.
    Embed(EmbedPage),
}

impl Page {
    /// The template that draws this kind of page, relative to the theme's `templates/`.
    #[must_use]
    pub fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Report(_) => "report.html",
            Self::Chapter(_) => "chapter.html",
            Self::FullText(_) => "full.html",
            Self::Print(_) => "print.html",
            Self::Targets(_) => "targets.html",
            Self::Target(_) => "target.html",
            Self::Progress(_) => "progress.html",
            Self::Ledger(_) => "ledger.html",
            Self::Office(_) => "office.html",
            Self::List(_) => "list.html",
            Self::Method(_) => "method.html",
            Self::Prose(_) => "prose.html",
            Self::Data(_) => "data.html",
            Self::Catalog(_) => "catalog.html",
            Self::Changes(_) => "changes.html",
            Self::Directory(_) => "directory.html",
            Self::Column(_) => "column.html",
            Self::Article(_) => "article.html",
            Self::Columns(_) => "columns.html",
            Self::NotFound(_) => "not-found.html",
            Self::Moved(_) => "moved.html",
            Self::Picture(_) => "picture.html",
            Self::Search(_) => "search.html",
            Self::Glossary(_) => "glossary.html",
            Self::Embed(_) => "embed.html",
        }
    }
}

/// The templates a theme must have, together with those it extends: one for each kind of [`Page`].
pub const PAGE_TEMPLATES: [&str; 26] = [
    "home.html",
    "moved.html",
    "report.html",
    "chapter.html",
    "full.html",
    "print.html",
    "targets.html",
    "target.html",
    "progress.html",
    "ledger.html",
    "office.html",
    "list.html",
    "method.html",
    "prose.html",
    "data.html",
    "catalog.html",
    "changes.html",
    "directory.html",
    "column.html",
    "article.html",
    "columns.html",
    "not-found.html",
    "picture.html",
    "search.html",
    "glossary.html",
    "embed.html",
];
