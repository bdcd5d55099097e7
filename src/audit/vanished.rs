//! Addresses of the last publication that nothing stands at any more: what people bookmarked, printed or linked to would lead nowhere. A page
//! that was taken down on purpose is as it should be, so that this is said and never stops a build.

use crate::diagnostic::{Diagnostic, Place};
use crate::site::archive::snapshot_of;
use std::collections::BTreeSet;

/// Pages that come and go with the figures, or are numbered pages of a growing list: nobody is promised that they stay.
const PASSING: [&str; 2] = ["/targets/by/", "/page/"];

/// One notice a page that was there before and is gone; `former` are the paths of the last publication.
pub fn vanished<'a>(former: impl Iterator<Item = &'a str>, listed: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let lasting = |path: &&str| {
        path.ends_with(".html")
            && !path.starts_with("charts/")
            && snapshot_of(path).is_none()
            && !PASSING.iter().any(|part| path.contains(part))
    };
    let gone = former.filter(lasting).filter(|path| !listed.contains(path));
    let finding = |path: &str| {
        Diagnostic::notice("link/vanished", "上次发布过这个网页，这次没有了")
            .at_place(Place::Output(path.to_owned()))
            .remedy("改了编号或文件名的，请写 renamed_from 或 aliases，旧网址会自动转到新页；有意撤下的，不用改。")
    };
    gone.map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::vanished;

    #[test]
    fn pages_that_stay_or_come_and_go_are_not_told() {
        let former = [
            "index.html",
            "2022/targets/a/index.html",
            "2022/targets/by/status/done/index.html",
            "data/a.csv",
            "charts/2022/a.html",
            "archive/2022-10-20/index.html",
        ];
        let found = vanished(former.into_iter(), &["index.html"].into());
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
