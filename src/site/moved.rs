//! Former addresses: `aliases` of chapters, targets, lists, articles and free pages, and the address of a target under its former id. Each
//! becomes a page that leads to the new one, so that what people bookmarked or printed goes on working.

use crate::report::{Report, World};
use crate::site::{Page, PageKey};
use crate::value::path::OutPath;

/// The title of every such page.
const TITLE: &str = "网址已经变更";

/// A page for every former address.
pub(super) fn pages(world: &World) -> Vec<Page> {
    let mut moved = Vec::new();
    for (at, report) in world.reports.iter().enumerate() {
        of_report(at, report, &mut moved);
    }
    for (at, column) in world.columns.iter().enumerate() {
        for (number, article) in column.articles.iter().enumerate() {
            each(&article.aliases, &PageKey::ColumnArticle(at, number), &mut moved);
        }
    }
    for (number, article) in world.pages.iter().enumerate() {
        each(&article.aliases, &PageKey::Prose(number), &mut moved);
    }
    moved
}

fn of_report(at: usize, report: &Report, moved: &mut Vec<Page>) {
    for (number, chapter) in report.chapters.iter().enumerate() {
        each(&chapter.aliases, &PageKey::Chapter(at, number), moved);
    }
    for (number, target) in report.targets.iter().enumerate() {
        let key = PageKey::Target(at, number);
        each(&target.aliases, &key, moved);
        // An id that another target has now leads to that one.
        if let Some(former) = target.renamed_from.as_deref().filter(|former| report.target_index(former).is_none()) {
            moved.extend(page(&format!("{}/targets/{former}/", report.year), &key));
        }
    }
    for (number, list) in report.lists.iter().enumerate() {
        each(&list.aliases, &PageKey::List(at, number), moved);
    }
}

fn each(aliases: &[String], to: &PageKey, moved: &mut Vec<Page>) {
    moved.extend(aliases.iter().filter_map(|alias| page(alias, to)));
}

fn page(address: &str, to: &PageKey) -> Option<Page> {
    let path = path(address)?;
    Some(Page { key: PageKey::Moved(path.clone(), Box::new(to.clone())), path, title: TITLE.to_owned() })
}

/// The file of a former address: of `old/place/` and of `old/place` it is `old/place/index.html`.
fn path(address: &str) -> Option<OutPath> {
    match address.strip_suffix('/') {
        Some(folder) => OutPath::new(&format!("{folder}/index.html")),
        None if address.ends_with(".html") => OutPath::new(address),
        None => OutPath::new(&format!("{address}/index.html")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::path;

    #[test]
    fn a_former_address_is_the_file_that_servers_answer_it_with() {
        for (address, file) in [("old/a/", "old/a/index.html"), ("old/a", "old/a/index.html"), ("old/a.html", "old/a.html")] {
            assert_eq!(path(address).unwrap().as_str(), file);
        }
    }
}
