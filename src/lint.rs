//! The rules: what a sound content tree may still get wrong. One rule a file, each with its code, explanation and cases; [`RULES`] is the
//! only list of them.

pub mod asset_missing;
pub mod claims;
pub mod column_empty;
pub mod column_stale;
pub mod column_type;
pub mod count_declared;
pub mod date_future;
pub mod date_in_text;
pub mod date_late_publication;
pub mod date_order_of_publication;
pub mod demo_left;
pub mod figure_contradicts;
pub mod figure_decimals;
pub mod figure_decreasing;
pub mod figure_growth_level;
pub mod figure_mismatch;
pub mod figure_nowhere;
pub mod figure_outlier;
pub mod figure_share;
pub mod figure_unbound;
pub mod identity;
pub mod leak_attachment;
pub mod leak_source;
pub mod leak_table;
pub mod link_external;
pub mod link_missing;
pub mod list_sum;
pub mod list_undated;
pub mod no_reason;
pub mod official_missing;
pub mod pace_flips;
pub mod page_words;
pub mod passages;
pub mod raw_html;
pub mod review;
pub mod route_collision;
pub mod source_basis;
pub mod stage_backwards;
pub mod status_claim;
pub mod table_sum;
pub mod target_sum;
pub mod target_two_values;
pub mod target_unbound;
pub mod texts;
pub mod waiver;
pub mod withheld;
pub mod wording_formula;
pub mod wording_near_miss;
pub mod wording_number_style;
pub mod wording_placeholder;
pub mod wording_punctuation;
pub mod wording_renamed;
pub mod wording_repeated;
pub mod wording_year_roll;
pub mod year_before;

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::texts::Text;
use crate::report::column::{ColumnArticle, Waiting};
use crate::site::Site;
use crate::site::column::article_path;
use crate::source::{Sources, Span};
use crate::value::path::{OutPath, Slug};
use jiff::civil::DateTime;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::time::{Duration, Instant};

/// What a rule sees.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The site.
    pub site: &'a Site,
    /// Articles whose publish time has not come: checked now, so that the day brings no surprise.
    pub waiting: &'a [Waiting],
    /// Articles left out as drafts: their columns and addresses.
    pub drafts: &'a [(Slug, Slug)],
    /// The sources, for second looks at the text.
    pub sources: &'a Sources,
    /// Every text that people will read.
    pub texts: &'a [Text],
    /// `--official`: what is only noticed otherwise stops the build.
    pub official: bool,
    /// The moment of the run, Beijing time: decides nothing but notices.
    pub now: DateTime,
}

/// An article of a column as rules see it.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// Its column: index in the world.
    pub column: usize,
    /// The article.
    pub article: &'a ColumnArticle,
    /// Its publish time has not come.
    pub waiting: bool,
}

impl<'a> Subject<'a> {
    /// Every article of a column, released or waiting for its time.
    pub fn articles(&self) -> impl Iterator<Item = Written<'a>> + use<'a> {
        let columns = self.site.world.columns.iter().enumerate();
        let released =
            columns.flat_map(|(column, entry)| entry.articles.iter().map(move |article| Written { column, article, waiting: false }));
        released.chain(self.waiting.iter().map(|entry| Written { column: entry.column, article: &entry.article, waiting: true }))
    }

    /// Where a value of an article's front matter stands, or the beginning of its file.
    pub fn place_in_front(&self, article: &ColumnArticle, value: &str) -> Span {
        let front = self.sources.slice(Span::new(article.file, 0..article.body.range().start));
        let at = front.find(value).map_or(0..0, |at| at..at + value.len());
        Span::new(article.file, at)
    }

    /// Where the page of an article stands or will stand.
    pub fn article_path(&self, written: &Written<'_>) -> Option<OutPath> {
        article_path(&self.site.world.columns.get(written.column)?.slug, &written.article.slug)
    }
}

impl Subject<'_> {
    /// The weight of what is a notice in every build and an error in an official one (contract §2).
    pub fn official_severity(&self) -> Severity {
        if self.official { Severity::Error } else { Severity::Notice }
    }
}

/// A rule.
pub struct Rule {
    /// Its codes, for people and programs.
    pub codes: &'static [&'static str],
    /// What it asks for and why, in Chinese.
    pub explanation: &'static str,
    /// What is right.
    pub right: &'static str,
    /// What is wrong.
    pub wrong: &'static str,
    /// Finds every breach.
    pub check: fn(&Subject<'_>) -> Vec<Diagnostic>,
}

/// Every rule.
pub const RULES: &[&Rule] = &[
    &asset_missing::RULE,
    &column_empty::RULE,
    &column_stale::RULE,
    &column_type::RULE,
    &count_declared::RULE,
    &date_future::RULE,
    &date_in_text::RULE,
    &date_late_publication::RULE,
    &date_order_of_publication::RULE,
    &demo_left::RULE,
    &figure_contradicts::RULE,
    &figure_decimals::RULE,
    &figure_decreasing::RULE,
    &figure_growth_level::RULE,
    &figure_mismatch::RULE,
    &figure_nowhere::RULE,
    &figure_outlier::RULE,
    &figure_share::RULE,
    &figure_unbound::RULE,
    &leak_attachment::RULE,
    &leak_source::RULE,
    &leak_table::RULE,
    &link_external::RULE,
    &link_missing::RULE,
    &list_sum::RULE,
    &list_undated::RULE,
    &no_reason::RULE,
    &official_missing::RULE,
    &pace_flips::RULE,
    &page_words::RULE,
    &raw_html::RULE,
    &review::RULE,
    &route_collision::RULE,
    &source_basis::RULE,
    &stage_backwards::RULE,
    &status_claim::RULE,
    &table_sum::RULE,
    &target_sum::RULE,
    &target_two_values::RULE,
    &target_unbound::RULE,
    &withheld::RULE,
    &wording_formula::RULE,
    &wording_near_miss::RULE,
    &wording_number_style::RULE,
    &wording_placeholder::RULE,
    &wording_punctuation::RULE,
    &wording_renamed::RULE,
    &wording_repeated::RULE,
    &wording_year_roll::RULE,
    &identity::doc_no::RULE,
    &identity::index_no::RULE,
    &identity::site::RULE,
];

/// What the rules found.
#[derive(Debug)]
pub struct Linted {
    /// The findings, without those that are waived.
    pub findings: Vec<Diagnostic>,
    /// How many findings each waiver of `site.yaml` covers, in their order.
    pub covered: Vec<usize>,
    /// The first code of every rule with its time: a rule that grows faster than the content is found by it.
    pub times: Vec<(&'static str, Duration)>,
}

/// Runs every rule. The order of the findings is that of the rules; printers sort them by place.
pub fn lint(subject: &Subject<'_>) -> Linted {
    let timed = |rule: &&Rule| {
        let since = Instant::now();
        let found = (rule.check)(subject);
        (found, (rule.codes.first().copied().unwrap_or_default(), since.elapsed()))
    };
    let (found, times): (Vec<Vec<Diagnostic>>, Vec<_>) = RULES.par_iter().map(timed).unzip();
    let (findings, covered) = waiver::apply(subject, found.into_iter().flatten().collect());
    Linted { findings, covered, times }
}
