//! The search page.

use serde::Serialize;

/// `search/index.html`. Without a script it offers the site map; a script brings the form and fills in the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchPage {
    /// The site map.
    pub sitemap: String,
    /// The headings results are listed under, in order.
    pub kinds: Vec<String>,
}
