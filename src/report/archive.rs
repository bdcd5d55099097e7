//! 存档, as the office states it: which snapshots of the site have to be there, and which were taken down and why.

use crate::source::Span;
use jiff::civil::Date;

/// `archive` of `site.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Archive {
    /// Snapshots that the published site has to hold.
    pub kept: Vec<Kept>,
    /// Snapshots that were taken down.
    pub removed: Vec<Removal>,
}

/// An entry of `archive.kept`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The data date of the snapshot, which is its name.
    pub snapshot: Date,
    /// Where it is written.
    pub span: Span,
}

/// An entry of `archive.remove`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The data date of the snapshot, which is its name.
    pub snapshot: Date,
    /// Why it was taken down; it stands on the page of the archive.
    pub reason: String,
    /// Where it is written.
    pub span: Span,
}

impl Archive {
    /// Whether a snapshot was taken down.
    pub fn removes(&self, snapshot: Date) -> bool {
        self.removed.iter().any(|removal| removal.snapshot == snapshot)
    }
}
