//! The counts of a publication on one line, kind by kind; additions by what was added.

use crate::record::chronicle::publication::{Item, Kind, Place, Words};
use std::collections::BTreeMap;

pub(super) fn tally(items: &[Item]) -> Vec<String> {
    let mut added: BTreeMap<usize, usize> = BTreeMap::new();
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for item in items {
        match addition(item) {
            Some((name, count)) => *added.entry(name).or_default() += count,
            None => *kinds.entry(item.kind).or_default() += 1,
        }
    }
    let new = added.into_iter().filter_map(|(name, count)| ADDED.get(name).map(|(what, unit)| format!("新增{what}{count}{unit}")));
    new.chain(kinds.into_iter().map(|(kind, count)| format!("{}{count}处", kind.word()))).collect()
}

/// What can be added, and what it is counted in.
const ADDED: [(&str, &str); 7] =
    [("报告", "份"), ("目标", "项"), ("数据", "个"), ("目标值", "个"), ("清单", "份"), ("文章", "篇"), ("正文", "章")];

/// Which of them an item adds, and how many.
fn addition(item: &Item) -> Option<(usize, usize)> {
    if item.kind != Kind::Added {
        return None;
    }
    match (&item.words, item.place) {
        (Words::Targets { .. }, _) => Some((1, item.targets.len())),
        (Words::Figures(_), _) => Some((2, item.targets.len())),
        (Words::Disclosed { .. }, _) => Some((3, item.targets.len())),
        (Words::Said(_), Some(Place::Report(_))) => Some((0, 1)),
        (Words::Said(_), Some(Place::List(..))) => Some((4, 1)),
        (Words::Said(_), Some(Place::Article(..))) => Some((5, 1)),
        (Words::Said(_), Some(Place::Chapter(..)) | None) => Some((6, 1)),
    }
}
