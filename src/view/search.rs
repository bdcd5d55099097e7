//! The search page, and the page of terms that the search leads to.

use serde::Serialize;

/// `search/index.html`. Without a script it offers the site map; a script brings the form and fills in the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchPage {
    /// The site map.
    pub sitemap: String,
    /// The headings results are listed under, in order.
    pub kinds: Vec<String>,
}

/// `2022/glossary/index.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GlossaryPage {
    /// The terms in the order given.
    pub terms: Vec<GlossaryTerm>,
}

/// A term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GlossaryTerm {
    /// Its anchor, unique on the page.
    pub anchor: String,
    /// The term.
    pub term: String,
    /// Its meaning.
    pub meaning: String,
    /// Where the meaning comes from.
    pub source: Option<String>,
}
