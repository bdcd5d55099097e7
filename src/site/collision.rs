//! Addresses that two pages would share.

use crate::site::Page;
use std::collections::BTreeMap;

/// Every address that two pages would share, ignoring case: the second page and the first.
pub fn collisions(pages: &[Page]) -> Vec<(&Page, &Page)> {
    let mut seen: BTreeMap<String, &Page> = BTreeMap::new();
    let mut twice = Vec::new();
    for page in pages {
        match seen.get(&page.path.as_str().to_lowercase()) {
            Some(first) => twice.push((page, *first)),
            None => {
                seen.insert(page.path.as_str().to_lowercase(), page);
            }
        }
    }
    twice
}
