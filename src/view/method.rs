//! How progress is judged, as the page `method/` tells it: rows made from the table that judges.

use serde::Serialize;

use crate::view::shared::Status;

/// `method/index.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MethodPage {
    /// Opening sentences.
    pub lead: Vec<String>,
    /// The kinds of measure.
    pub measures: Vec<MethodMeasure>,
    /// The rules, by kind of measure or in the order in which they apply.
    pub groups: Vec<MethodGroup>,
    /// What each status means.
    pub statuses: Vec<MethodStatus>,
    /// What to know besides: rounding, masks, this site's policy.
    pub notes: Vec<String>,
}

/// A kind of measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MethodMeasure {
    /// 累计类.
    pub name: String,
    /// What it is, with an example.
    pub meaning: String,
    /// How it is judged, in one sentence.
    pub rule: String,
}

/// Rules under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MethodGroup {
    /// Its heading.
    pub heading: String,
    /// Its anchor, unique on the page.
    pub anchor: String,
    /// What applies to all of its rules.
    pub note: Option<String>,
    /// Its rules; the first that fits decides.
    pub rules: Vec<MethodRule>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MethodRule {
    /// When it applies.
    pub when: String,
    /// The statuses it can give.
    pub statuses: Vec<Status>,
    /// How it is computed, or an example.
    pub how: Option<String>,
}

/// What a status means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MethodStatus {
    /// The status.
    pub status: Status,
    /// Its meaning in one sentence.
    pub meaning: String,
}
