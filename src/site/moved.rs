//! Former addresses: `aliases` of chapters and targets, and the address of a target under its former id. Each becomes a page that leads to
//! the new one, so that what people bookmarked or printed goes on working.

use crate::report::{Report, World};
use crate::site::{Page, PageKey};
use crate::value::path::OutPath;

/// The title of every such page.
const TITLE: &str = "网址已经变更";

/// A page for every former address.
pub(super) fn pages(world: &World) -> impl Iterator<Item = Page> {
    world.reports.iter().enumerate().flat_map(|(at, report)| of_report(at, report))
}

fn of_report(at: usize, report: &Report) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut push = |address: &str, to: PageKey| {
        pages.extend(path(address).map(|path| Page { key: PageKey::Moved(path.clone(), Box::new(to)), path, title: TITLE.to_owned() }));
    };
    for (number, chapter) in report.chapters.iter().enumerate() {
        chapter.aliases.iter().for_each(|alias| push(alias, PageKey::Chapter(at, number)));
    }
    for (number, target) in report.targets.iter().enumerate() {
        target.aliases.iter().for_each(|alias| push(alias, PageKey::Target(at, number)));
        // An id that another target has now leads to that one.
        if let Some(former) = target.renamed_from.as_deref().filter(|former| report.target_index(former).is_none()) {
            push(&format!("{}/targets/{former}/", report.year), PageKey::Target(at, number));
        }
    }
    pages
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
