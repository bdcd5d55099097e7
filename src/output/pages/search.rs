//! The search page.

use crate::output::desk::Desk;
use crate::output::frame::{About, frame};
use crate::output::search::documents::Kind;
use crate::site::PageKey;
use crate::view::search::SearchPage;
use crate::view::{Page, View};

/// `search/index.html`
pub(super) fn view(desk: &Desk<'_>) -> Option<View> {
    let about = About {
        heading: "搜索".into(),
        description: Some("在本站公布的全部内容里查找：报告正文、目标任务、名词解释和其他页面。".into()),
        ..About::default()
    };
    let page =
        SearchPage { sitemap: desk.href(&PageKey::SiteMap), kinds: Kind::ALL.into_iter().map(|kind| kind.word().to_owned()).collect() };
    Some(View { frame: frame(desk, &PageKey::Search, about), page: Page::Search(page) })
}
