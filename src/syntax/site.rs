//! `site.yaml`, as written (contract §1).

use crate::report::{Contact, Footer, Mount, Portal};
use crate::source::{FileId, Spanned};
use crate::value::decimal::Decimal;
use crate::value::period::Pace;

/// `site.yaml`
#[derive(Debug)]
pub struct SiteDraft {
    /// The file.
    pub file: FileId,
    /// `name`
    pub name: Spanned<String>,
    /// `publisher`
    pub publisher: Spanned<String>,
    /// `mount`
    pub mount: Mount,
    /// `portal`
    pub portal: Portal,
    /// `base_url`
    pub base_url: Option<Spanned<String>>,
    /// `theme`
    pub theme: Option<Spanned<String>>,
    /// `sample`
    pub sample: bool,
    /// `contact`
    pub contact: Contact,
    /// `footer`
    pub footer: Footer,
    /// `assessment.pace`
    pub pace: Option<Pace>,
    /// `assessment.ahead_margin`
    pub ahead_margin: Option<Spanned<Decimal>>,
    /// `assessment.approx_tolerance`
    pub approx_tolerance: Option<Spanned<Decimal>>,
    /// `compare_offices`
    pub compare_offices: bool,
    /// `units`
    pub units: Vec<UnitDraft>,
}

/// An entry of `units`.
#[derive(Debug)]
pub struct UnitDraft {
    /// `name`
    pub name: Spanned<String>,
    /// `dimension`
    pub dimension: Spanned<String>,
    /// `factor`
    pub factor: Spanned<Decimal>,
}
