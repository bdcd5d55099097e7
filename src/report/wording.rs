//! The word lists of the gate (`lists/wording.yaml`): fixed formulas, names that must be exact, bodies that were renamed. The office keeps
//! them, with sources; a built-in list stands in where there is none.

use jiff::civil::Date;

/// The lists.
#[derive(Clone, Default, Debug)]
pub struct Wording {
    /// Fixed formulas.
    pub formulas: Vec<Formula>,
    /// Names that must be exact.
    pub exact: Vec<String>,
    /// Bodies that were renamed.
    pub renamed: Vec<Renamed>,
}

/// A fixed formula: `四个自信` and its four members.
#[derive(Clone, Debug)]
pub struct Formula {
    /// Its name, with its count word where it has one.
    pub name: String,
    /// Its members in their order; none where only the name is fixed.
    pub members: Vec<String>,
    /// The verb that belongs before it.
    pub verb: Option<String>,
    /// Since when it is so worded.
    pub from: Option<Date>,
    /// Where that is laid down.
    pub source: String,
}

/// A body that has another name since a day.
#[derive(Clone, Debug)]
pub struct Renamed {
    /// The former name.
    pub old: String,
    /// The name now.
    pub new: String,
    /// Since when.
    pub from: Date,
    /// Where that is laid down.
    pub source: String,
}
