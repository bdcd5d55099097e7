//! The plain pages: texts of `pages/`, the site map, 404.

use crate::output::desk::Desk;
use crate::output::frame::{About, frame};
use crate::output::narrative;
use crate::site::PageKey;
use crate::view::prose::{DirectoryPage, LinkGroup, MovedPage, NotFoundPage, ProsePage};
use crate::view::shared::Link;
use crate::view::{Page, View};

/// A page of `pages/`.
pub(super) fn prose(desk: &Desk<'_>, at: usize) -> Option<View> {
    let page = desk.world().pages.get(at)?;
    let key = PageKey::Prose(at);
    let about = About {
        heading: page.title.clone(),
        description: Some(format!("{} - {}", page.title, desk.world().site.name)),
        part: Some(key.clone()),
        ..About::default()
    };
    let view = ProsePage { body: narrative::prose(desk, at), contents: narrative::contents(&page.outline) };
    Some(View { frame: frame(desk, &key, about), page: Page::Prose(view) })
}

/// `sitemap/index.html`
pub(super) fn site_map(desk: &Desk<'_>) -> Option<View> {
    let about = About { heading: "网站地图".into(), description: Some("本站全部页面。".into()), ..About::default() };
    let pages = &desk.context.site.pages;
    let group = |heading: String, wanted: &dyn Fn(&PageKey) -> bool| LinkGroup {
        heading,
        links: pages
            .iter()
            .filter(|page| wanted(&page.key) && (page.key != PageKey::Archive || desk.context.snapshot.is_none()))
            .map(|page| Link { label: page.title.clone(), href: desk.here.href_to(&page.path) })
            .collect(),
    };
    let mut groups = vec![group("本站".into(), &|key| {
        matches!(
            key,
            PageKey::Home
                | PageKey::Columns
                | PageKey::Data
                | PageKey::Catalog
                | PageKey::Changes(0)
                | PageKey::Archive
                | PageKey::Method
                | PageKey::Search
                | PageKey::Prose(_)
        )
    })];
    for (at, report) in desk.world().reports.iter().enumerate() {
        let year = report.year;
        groups.push(group(format!("{year}年报告"), &|key| match key {
            PageKey::Report(of) | PageKey::Chapter(of, _) | PageKey::FullText(of) => *of == at,
            PageKey::Print(of) | PageKey::List(of, _) | PageKey::Picture(of) | PageKey::Glossary(of) => *of == at,
            _ => false,
        }));
        groups.push(group(format!("{year}年目标与进展"), &|key| match key {
            PageKey::Targets(of) | PageKey::Progress(of) | PageKey::Ledger(of) | PageKey::Offices(of) | PageKey::Office(of, _) => *of == at,
            _ => false,
        }));
        for (number, chapter) in report.chapters.iter().enumerate() {
            let inside = |target: &usize| report.targets.get(*target).is_some_and(|target| target.chapter == number);
            let targets = group(format!("{year}年目标：{}", chapter.title), &|key| match key {
                PageKey::Target(of, target) => *of == at && inside(target),
                _ => false,
            });
            groups.extend((!targets.links.is_empty()).then_some(targets));
        }
    }
    for at in desk.context.site.columns() {
        let Some(column) = desk.world().columns.get(at) else { continue };
        groups.push(group(format!("栏目：{}", column.name), &|key| match key {
            PageKey::Column(of, 0) | PageKey::ColumnArticle(of, _) => *of == at,
            _ => false,
        }));
    }
    let page = DirectoryPage { lead: None, groups, notes: Vec::new() };
    Some(View { frame: frame(desk, &PageKey::SiteMap, about), page: Page::Directory(page) })
}

/// `404.html`: with a base address its links are absolute; without one they are right from the root only (contract §3).
pub(super) fn not_found(desk: &Desk<'_>) -> Option<View> {
    let about = About { heading: "没有找到这个页面。".into(), ..About::default() };
    let page = NotFoundPage {
        home: desk.href(&PageKey::Home),
        targets: desk.href(&PageKey::Targets(0)),
        sitemap: desk.href(&PageKey::SiteMap),
        phone: desk.world().site.contact.phone.clone(),
    };
    Some(View { frame: frame(desk, &PageKey::NotFound, about), page: Page::NotFound(page) })
}

/// A former address, which leads on to the new one; browsers that do not go by themselves have a link.
pub(super) fn moved(desk: &Desk<'_>, key: &PageKey, to: &PageKey) -> Option<View> {
    let label = desk.context.site.page(to)?.title.clone();
    let about = About { heading: "网址已经变更".into(), ..About::default() };
    let page = MovedPage {
        sentence: format!("“{label}”的网址已经变更，正在转到新的网址。没有自动转到的，请点下面的链接。"),
        to: desk.link(to, label),
    };
    Some(View { frame: frame(desk, key, about), page: Page::Moved(page) })
}
