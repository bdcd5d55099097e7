//! Every code in one line: its subject, how much it weighs, its name in Chinese, and what is right and wrong where no rule shows it. The list
//! of the README, `gongkai explain` and the rules of a SARIF log are made from this table and from the explanations that stand with the
//! rules and in the catalogues. Nothing is judged by it; tests hold it to what the program prints.

mod identity;
mod outcome;
mod privacy;
mod record;
mod sources;
mod targets;
mod texts;
mod truth;
mod values;

use crate::diagnostic::Severity;

/// Codes about one thing.
pub struct Subject {
    /// What they are about, in Chinese.
    pub title: &'static str,
    /// The codes, sorted.
    pub codes: &'static [Listing],
}

/// A code in one line.
pub struct Listing {
    /// The code: `number/full-width`.
    pub code: &'static str,
    /// What it weighs, the usual weight first.
    pub weights: &'static [Severity],
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// What is right and what is wrong; `None` where the rule's own examples are about this very code.
    pub examples: Option<(&'static str, &'static str)>,
}

/// Every subject, in the order in which people meet them.
pub const SUBJECTS: &[Subject] = &[
    sources::SUBJECT,
    values::SUBJECT,
    targets::SUBJECT,
    truth::SUBJECT,
    texts::SUBJECT,
    privacy::SUBJECT,
    identity::SUBJECT,
    record::SUBJECT,
    outcome::SUBJECT,
];

const ERROR: &[Severity] = &[Severity::Error];
const WARNING: &[Severity] = &[Severity::Warning];
const NOTICE: &[Severity] = &[Severity::Notice];
/// A notice in every build and an error in an official one.
const OFFICIAL: &[Severity] = &[Severity::Notice, Severity::Error];
/// A warning that is a notice where the words were adopted.
const WORDING: &[Severity] = &[Severity::Warning, Severity::Notice];
/// An error that is a notice where the words were adopted.
const ADOPTED: &[Severity] = &[Severity::Error, Severity::Notice];
/// An error where it is certain, a warning where a person has to look.
const CERTAIN: &[Severity] = &[Severity::Error, Severity::Warning];
/// A warning that is an error where no doubt is left.
const LIKELY: &[Severity] = &[Severity::Warning, Severity::Error];

const fn code(code: &'static str, weights: &'static [Severity], title: &'static str, right: &'static str, wrong: &'static str) -> Listing {
    Listing { code, weights, title, examples: Some((right, wrong)) }
}

/// A code whose rule shows what is right and wrong.
const fn ruled(code: &'static str, weights: &'static [Severity], title: &'static str) -> Listing {
    Listing { code, weights, title, examples: None }
}

/// Every code.
pub fn all() -> impl Iterator<Item = &'static Listing> {
    SUBJECTS.iter().flat_map(|subject| subject.codes)
}

/// A code in full, as it is told to people and to the programs that show findings.
#[derive(Clone, Debug)]
pub struct Explained {
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// What it weighs, the usual weight first.
    pub weights: &'static [Severity],
    /// What is asked for and why.
    pub explanation: &'static str,
    /// What to do, where one answer fits all.
    pub remedy: Option<&'static str>,
    /// What is right.
    pub right: &'static str,
    /// What is wrong.
    pub wrong: &'static str,
    /// How a find that is meant is excepted, where that may be.
    pub exception: Option<String>,
}

impl Explained {
    /// What to do and what is right and wrong, a line each.
    pub fn help(&self) -> String {
        let remedy = self.remedy.iter().map(|remedy| format!("怎么改：{remedy}\n"));
        let examples = [format!("正确：{}\n", self.right), format!("错误：{}\n", self.wrong)];
        let exception = self.exception.iter().map(|exception| format!("{exception}\n"));
        remedy.chain(examples).chain(exception).collect()
    }
}

/// `提示、错误`
pub fn words(weights: &[Severity]) -> String {
    weights.iter().map(|weight| weight.word()).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::{SUBJECTS, all};
    use std::collections::BTreeSet;

    #[test]
    fn a_code_stands_once_and_in_its_order() {
        let mut seen = BTreeSet::new();
        for subject in SUBJECTS {
            let codes: Vec<&str> = subject.codes.iter().map(|listing| listing.code).collect();
            assert!(codes.is_sorted(), "{}: sort the codes: {codes:?}", subject.title);
        }
        for listing in all() {
            assert!(seen.insert(listing.code), "{} stands twice", listing.code);
            let title = listing.title.chars().count();
            assert!((4..=32).contains(&title) && !listing.title.ends_with('。'), "{}: {}", listing.code, listing.title);
            let weights: BTreeSet<_> = listing.weights.iter().collect();
            assert!(!weights.is_empty() && weights.len() == listing.weights.len(), "{}", listing.code);
            if let Some((right, wrong)) = listing.examples {
                assert!(!right.is_empty() && !wrong.is_empty() && right != wrong, "{}: show what is right and wrong", listing.code);
            }
        }
    }
}
