//! The inspection self-report (检查指标自查表): one page that stands alone, to be printed and handed on. It says item by item what was looked
//! at and what was found, lists every finding exactly once, and leaves to a person what no program can judge. It gives no points and no verdict.
//!
//! The page is written here, not by a theme: it is a document of the check, never part of a site. The same run at the same moment gives the
//! same bytes.

mod found;
mod html;
pub mod items;
mod looked;
pub mod scope;
mod sheet;
mod verdict;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::inspection::found::Found;
use crate::diagnostic::inspection::html::Page;
use crate::diagnostic::inspection::scope::Scope;
use crate::diagnostic::summary::Summary;
use crate::source::Sources;
use jiff::civil::DateTime;

/// What the first bytes of every sheet hold, so that one is told from a page of somebody else.
pub const MARK: &str = "<meta name=\"generator\" content=\"gongkai check --report\">";

/// A run that has ended, ready to be reported.
#[derive(Clone, Copy, Debug)]
pub struct Inspection<'a> {
    /// Everything found.
    pub findings: &'a [Diagnostic],
    /// What was read.
    pub sources: &'a Sources,
    /// The outcome with its numbers.
    pub summary: &'a Summary,
    /// Targets by status.
    pub statuses: &'a [(&'static str, usize)],
    /// What was looked at.
    pub scope: &'a Scope,
    /// The moment the check takes place at, Beijing time.
    pub now: DateTime,
    /// The version of the program.
    pub version: &'a str,
    /// The last commit that touched the content, where there is one.
    pub revision: Option<&'a str>,
    /// What was asked for beside the check itself, in words.
    pub options: &'a [&'static str],
}

/// The page.
pub fn print(inspection: &Inspection<'_>) -> String {
    let found = Found::of(inspection);
    let mut page = Page::new();
    sheet::head(&mut page, inspection);
    sheet::opening(&mut page, inspection, &found);
    verdict::items(&mut page, inspection, &found);
    found.by_item(&mut page);
    found.by_file(&mut page);
    sheet::forecast(&mut page, inspection);
    sheet::waivers(&mut page, inspection);
    sheet::statuses(&mut page, inspection);
    sheet::closing(&mut page, inspection);
    page.done()
}

#[cfg(test)]
mod tests {
    use super::{Inspection, MARK, print};
    use crate::diagnostic::inspection::scope::Scope;
    use crate::diagnostic::order::tests::sample;
    use crate::diagnostic::summary::{Outcome, Summary};
    use jiff::civil::date;

    #[test]
    fn a_run_that_never_reached_the_rules_is_not_said_to_have_found_nothing() {
        let (sources, findings) = sample();
        let (summary, scope) = (Summary::of(Outcome::Failed, &findings), Scope::default());
        let inspection = Inspection {
            findings: &findings,
            sources: &sources,
            summary: &summary,
            statuses: &[],
            scope: &scope,
            now: date(2023, 4, 20).at(9, 0, 0, 0),
            version: "0.0.0",
            revision: None,
            options: &[],
        };
        let page = print(&inspection);
        assert!(page.get(..600).is_some_and(|head| head.contains(MARK)), "{page}");
        assert!(!page.contains(">未发现<"), "{page}");
        assert!(page.contains("没有读到 site.yaml"), "{page}");
        assert_eq!(page.matches("class=\"finding\"").count(), findings.len(), "{page}");
        assert!(!page.contains('\u{1b}') && page.contains("&lt;U+001B&gt;"), "{page}");
        assert_eq!(page, print(&inspection));
    }
}
