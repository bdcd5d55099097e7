//! 历次存档: the snapshots of the site, newest first, and those that were taken down with the reason.

use crate::output::desk::Desk;
use crate::output::frame::{About, frame};
use crate::site::PageKey;
use crate::site::archive::{TITLE, home_of};
use crate::value::date::chinese;
use crate::view::prose::{DirectoryPage, LinkGroup};
use crate::view::shared::Link;
use crate::view::{Page, View};

const LEAD: &str = "这里保存网站在几个时间的原样，供对照查阅。存档以后不再改动，以后的更正和更新不在其中；引用数据请用当前的页面。";

/// `archive/index.html`
pub(super) fn view(desk: &Desk<'_>) -> Option<View> {
    let about = About {
        heading: TITLE.into(),
        description: Some("网站在几个时间的存档，保存以后不再改动。".into()),
        above: vec![desk.link(&PageKey::Changes(0), "更新记录")],
        ..About::default()
    };
    let link = |date: &jiff::civil::Date| {
        Some(Link { label: format!("数据截至{}的存档", chinese(*date)), href: desk.file(&home_of(*date)?) })
    };
    let links: Vec<Link> = desk.context.site.snapshots.iter().filter_map(link).collect();
    let mut removed = desk.world().site.archive.removed.clone();
    removed.sort_by_key(|removal| std::cmp::Reverse(removal.snapshot));
    let notes = removed.iter().map(|removal| {
        let reason = removal.reason.trim_end_matches('。');
        format!("数据截至{}的存档：已撤下。理由：{reason}。", chinese(removal.snapshot))
    });
    let page = DirectoryPage {
        lead: Some(LEAD.into()),
        groups: if links.is_empty() { Vec::new() } else { vec![LinkGroup { heading: "存档".into(), links }] },
        notes: notes.collect(),
    };
    Some(View { frame: frame(desk, &PageKey::Archive, about), page: Page::Directory(page) })
}
