//! The snapshots of the site: dated copies that stand in `archive/` of the output and are never made again. Which there are, the output says;
//! which were taken down, the content says.

use crate::report::World;
use crate::site::{Page, PageKey, Site, path};
use crate::value::path::OutPath;
use jiff::civil::Date;

/// The folder of all snapshots.
pub const FOLDER: &str = "archive/";

/// The title of their page.
pub const TITLE: &str = "历次存档";

/// The snapshot that a file of the output belongs to.
pub fn snapshot_of(path: &str) -> Option<Date> {
    let (name, file) = path.strip_prefix(FOLDER)?.split_once('/')?;
    let date: Date = name.parse().ok()?;
    // Another spelling of a date is another name.
    (!file.is_empty() && date.to_string() == name).then_some(date)
}

/// Where a file of the site stands in a snapshot.
pub fn in_snapshot(snapshot: Date, path: &OutPath) -> Option<OutPath> {
    OutPath::new(&format!("{FOLDER}{snapshot}/{path}"))
}

/// The first page of a snapshot.
pub fn home_of(snapshot: Date) -> Option<OutPath> {
    OutPath::new(&format!("{FOLDER}{snapshot}/index.html"))
}

/// The newest date that any figure of the site is about: the name of a snapshot taken now.
pub fn newest_date(world: &World) -> Option<Date> {
    world.reports.iter().filter_map(crate::report::Report::as_of).max()
}

impl Site {
    /// Lays out the page of the archive, where there is one to speak of.
    pub fn shelve(&mut self, mut kept: Vec<Date>) {
        kept.sort_unstable_by(|one, other| other.cmp(one));
        kept.dedup();
        self.snapshots = kept;
        if self.snapshots.is_empty() && self.world.site.archive.removed.is_empty() {
            return;
        }
        let page = path(&self.world, &PageKey::Archive).map(|path| Page { key: PageKey::Archive, path, title: TITLE.to_owned() });
        self.pages.extend(page);
    }
}

#[cfg(test)]
mod tests {
    use super::snapshot_of;

    #[test]
    fn only_a_date_names_a_snapshot() {
        assert_eq!(snapshot_of("archive/2022-10-20/2022/index.html").map(|date| date.to_string()).as_deref(), Some("2022-10-20"));
        for other in [
            "archive/index.html",
            "archive/2022-10-20",
            "archive/2022-10-20/",
            "archive/20221020/a",
            "archive/2022-13-01/a",
            "x/2022-10-20/a",
        ] {
            assert_eq!(snapshot_of(other), None, "{other}");
        }
    }
}
