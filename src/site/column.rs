//! The pages of columns: which columns have any, and how their articles are divided.

use crate::report::World;
use crate::site::{Page, PageKey, Site, page};
use crate::value::path::{OutPath, Slug};

impl Site {
    /// Columns that have something to show: their indices, in order. Only these have pages and stand in menus.
    pub fn columns(&self) -> Vec<usize> {
        shown(&self.world)
    }

    /// Where the columns of the site begin: the only one, or the page that lists them.
    pub fn columns_start(&self) -> Option<PageKey> {
        match self.columns().as_slice() {
            [] => None,
            [only] => Some(PageKey::Column(*only, 0)),
            _ => Some(PageKey::Columns),
        }
    }
}

/// Articles on one page of a column.
pub const ARTICLES_A_PAGE: usize = 20;

fn shown(world: &World) -> Vec<usize> {
    world.columns.iter().enumerate().filter(|(_, column)| !column.articles.is_empty()).map(|(at, _)| at).collect()
}

pub(super) fn pages(world: &World, pages: &mut Vec<Option<Page>>) {
    let shown = shown(world);
    if shown.len() > 1 {
        pages.push(page(world, PageKey::Columns, "栏目".into()));
    }
    for at in shown {
        let Some(column) = world.columns.get(at) else { continue };
        for number in 0..column.articles.len().div_ceil(ARTICLES_A_PAGE) {
            let title = if number == 0 { column.name.clone() } else { format!("{}（第{}页）", column.name, number + 1) };
            pages.push(page(world, PageKey::Column(at, number), title));
        }
        for (article, entry) in column.articles.iter().enumerate() {
            pages.push(page(world, PageKey::ColumnArticle(at, article), entry.title.clone()));
        }
    }
}

/// Where the page of an article stands, or will stand once it is released.
pub fn article_path(column: &Slug, article: &Slug) -> Option<OutPath> {
    OutPath::new(&format!("columns/{column}/{article}/index.html"))
}

/// Where a file that an article uses stands: beside its page, so that it comes and goes with it.
pub fn asset_path(column: &Slug, article: &Slug, name: &str) -> Option<OutPath> {
    OutPath::new(&format!("columns/{column}/{article}/{name}"))
}
