//! What a run looked at, as plain facts: without them “未发现” would say more than was checked.

use jiff::civil::DateTime;
use std::collections::BTreeMap;

/// How far a run came. What was not reached was not checked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub enum Reached {
    /// The files, as far as they could be understood; no rule ran.
    #[default]
    Files,
    /// The rules, of which only errors are told: a reference does not resolve.
    Errors,
    /// All rules; no page was read again.
    Rules,
    /// The finished pages too.
    Pages,
}

/// What a run looked at.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Scope {
    /// How far it came.
    pub reached: Reached,
    /// The site; `None` when `site.yaml` could not be understood.
    pub site: Option<SiteFacts>,
    /// How much there was to look at; zeros before the rules ran.
    pub counts: Counts,
    /// The columns, in their order.
    pub columns: Vec<ColumnFacts>,
    /// The waivers of `site.yaml`, in their order.
    pub waivers: Vec<WaiverFacts>,
    /// The newest publish time of what is released.
    pub newest: Option<DateTime>,
    /// When the next figures are due, as the newest report says.
    pub next_update: Option<String>,
    /// The page that a source file becomes: path in the content tree → path in the output.
    pub pages: BTreeMap<String, String>,
}

/// What `site.yaml` says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SiteFacts {
    /// Its name.
    pub name: String,
    /// Who publishes.
    pub publisher: String,
    /// A site of its own, not a column inside a portal.
    pub standalone: bool,
    /// The words of the banner of a demonstration site: the first sentence and the rest.
    pub banner: Option<(String, String)>,
    /// How many of the identifiers whose form is checked are given: 网站标识码, 域名, ICP备案号, 公安机关备案号.
    pub identifiers: usize,
    /// There is an address for opinions.
    pub feedback: bool,
}

/// How much there was to look at.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Counts {
    /// Text files of the content.
    pub files: usize,
    /// Pictures and attachments.
    pub assets: usize,
    /// Articles of columns, those waiting for their time included.
    pub articles: usize,
    /// Articles that say what they interpret.
    pub interpreting: usize,
    /// Reports.
    pub reports: usize,
    /// Reports that say when they were signed and when published, so that the time between can be counted.
    pub dated: usize,
    /// Fixed formulas of the word lists.
    pub formulas: usize,
    /// Names of the word lists that must be exact.
    pub exact: usize,
    /// Renamed bodies of the word lists.
    pub renamed: usize,
}

/// A column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ColumnFacts {
    /// Its name.
    pub name: String,
    /// It has an article that is released.
    pub filled: bool,
    /// After how many days it counts as not kept up, if it says so.
    pub max_age_days: Option<u32>,
}

/// A waiver.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WaiverFacts {
    /// The code of the check.
    pub code: String,
    /// The file below the content folder.
    pub place: String,
    /// Why.
    pub reason: String,
    /// How many findings it covers; `None` when the rules did not run.
    pub covers: Option<usize>,
}

impl Scope {
    /// How many findings with one of the codes are waived.
    pub fn waived(&self, codes: &[&str]) -> usize {
        let of_codes = self.waivers.iter().filter(|waiver| codes.contains(&waiver.code.as_str()));
        of_codes.filter_map(|waiver| waiver.covers).sum()
    }
}
