//! The pages of the record: how its publications are divided.

use crate::record::chronicle::publication::Record;
use crate::report::World;
use crate::site::{Page, PageKey, page};

/// Publications on one page of the record.
pub const PUBLICATIONS_A_PAGE: usize = 20;

/// How many pages the record has; one when it is empty.
pub fn changes_pages(record: &Record) -> usize {
    record.publications.len().div_ceil(PUBLICATIONS_A_PAGE).max(1)
}

/// The title of a page of several: 更新记录, 更新记录（第2页）.
pub fn numbered(title: &str, number: usize) -> String {
    if number == 0 { title.to_owned() } else { format!("{title}（第{}页）", number + 1) }
}

pub(super) fn pages(world: &World, record: &Record, pages: &mut Vec<Option<Page>>) {
    pages.extend((0..changes_pages(record)).map(|number| page(world, PageKey::Changes(number), numbered("更新记录", number))));
}
