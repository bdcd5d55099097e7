//! The plain pages: texts of `pages/`, the record of changes, the site map, 404.

use crate::output::desk::Desk;
use crate::output::frame::{About, frame};
use crate::output::narrative;
use crate::record;
use crate::site::PageKey;
use crate::value::date::chinese;
use crate::view::prose::{Change, ChangesPage, DirectoryPage, LinkGroup, MovedPage, NotFoundPage, ProsePage};
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

/// `changes/index.html`
pub(super) fn changes(desk: &Desk<'_>) -> Option<View> {
    let about = About {
        heading: "更新记录".into(), description: Some("更正、修订、补报和目标调整的记录。".into()), ..About::default()
    };
    let mut entries: Vec<(jiff::civil::Date, Change)> = Vec::new();
    for (at, report) in desk.world().reports.iter().enumerate() {
        for change in record::changes(report) {
            let target =
                report.targets.get(change.target).map(|target| desk.link(&PageKey::Target(at, change.target), target.name.clone()));
            let sentence = change.sentence.clone();
            entries.push((change.on, Change { on: chinese(change.on), kind: change.kind.into(), sentence, target }));
        }
    }
    entries.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
    let first = desk.world().reports.iter().filter_map(|report| report.published).min();
    let empty = match first {
        Some(first) => format!("自{}以来没有更正或调整。", chinese(first.date())),
        None => "没有更正或调整。".into(),
    };
    let page = ChangesPage {
        lead: vec![
            "已经公布的数据有改动的，都记在这里：更正（原来错了）、修订（来源单位发布了新数）、口径调整、补报、撤回和目标调整分别列出。"
                .into(),
        ],
        empty: entries.is_empty().then_some(empty),
        entries: entries.into_iter().map(|(_, change)| change).collect(),
    };
    Some(View { frame: frame(desk, &PageKey::Changes, about), page: Page::Changes(page) })
}

/// `sitemap/index.html`
pub(super) fn site_map(desk: &Desk<'_>) -> Option<View> {
    let about = About { heading: "网站地图".into(), description: Some("本站全部页面。".into()), ..About::default() };
    let pages = &desk.context.site.pages;
    let group = |heading: String, wanted: &dyn Fn(&PageKey) -> bool| LinkGroup {
        heading,
        links: pages
            .iter()
            .filter(|page| wanted(&page.key))
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
                | PageKey::Changes
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
            PageKey::Targets(of) | PageKey::Progress(of) | PageKey::Offices(of) | PageKey::Office(of, _) => *of == at,
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
    let page = DirectoryPage { lead: None, groups };
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
