//! Every page from its key: which view it is. One page kind a file below; none of them draws or renders.

mod archive;
mod ask;
mod catalog;
mod changes;
mod chapter;
mod column;
mod data;
mod glossary;
mod home;
mod last_year;
mod ledger;
mod list;
mod method;
mod neighbours;
mod office;
mod picture;
mod plain;
mod print;
mod progress;
mod provenance;
mod report;
mod search;
mod target;
mod targets;

use crate::output::desk::Desk;
use crate::site::{ChartKey, PageKey};
use crate::view::View;

pub(in crate::output) use crate::output::pages::list::{item_anchor, words as list_words};

/// The view of a page; `None` for a key of another site.
pub fn view(desk: &Desk<'_>, key: &PageKey) -> Option<View> {
    match key {
        PageKey::Home => home::view(desk),
        PageKey::Report(at) => report::view(desk, *at),
        PageKey::Chapter(at, chapter) => chapter::view(desk, *at, *chapter),
        PageKey::FullText(at) => report::full_text(desk, *at),
        PageKey::Print(at) => print::view(desk, *at),
        PageKey::Glossary(at) => glossary::view(desk, *at),
        PageKey::Targets(at) => targets::view(desk, *at, None),
        PageKey::Filter(at, facet) => targets::view(desk, *at, Some(facet)),
        PageKey::Target(at, target) => target::view(desk, *at, *target),
        PageKey::Progress(at) => progress::view(desk, *at),
        PageKey::Ledger(at) => ledger::view(desk, *at),
        PageKey::Offices(at) => office::index(desk, *at),
        PageKey::Office(at, id) => office::view(desk, *at, id),
        PageKey::List(at, list) => list::view(desk, *at, *list),
        PageKey::Picture(at) => picture::view(desk, *at),
        PageKey::Data => data::view(desk),
        PageKey::Catalog => catalog::view(desk),
        PageKey::Changes(number) => changes::view(desk, *number),
        PageKey::Archive => archive::view(desk),
        PageKey::Method => method::view(desk),
        PageKey::Prose(at) => plain::prose(desk, *at),
        PageKey::Search => search::view(desk),
        PageKey::Columns => column::index(desk),
        PageKey::Column(at, number) => column::list(desk, *at, *number),
        PageKey::ColumnArticle(at, article) => column::article(desk, *at, *article),
        PageKey::SiteMap => plain::site_map(desk),
        PageKey::NotFound => plain::not_found(desk),
        PageKey::Moved(_, to) => plain::moved(desk, key, to),
    }
}

/// The page of a chart to stand in another site's frame.
pub fn embed(desk: &Desk<'_>, key: &ChartKey) -> Option<View> {
    picture::embed(desk, key)
}
