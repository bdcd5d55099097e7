//! Two states of the content compared: what changed between a commit and now, value by value, and which of the changes a reader of the site is
//! owed a reason for. A pure function; what is withheld or embargoed now, and what was taken back, is never repeated.

use crate::diagnostic::{Diagnostic, Place};
use crate::record::{articles, figures, lists, narrative, periods, reports, targets};
use crate::report::column::Column;
use crate::report::entry::{Content, Entry};
use crate::report::target::Target;
use crate::report::{Article, Report, World};
use crate::source::{FileId, Sources, Span};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Both states, and what is needed to speak of them.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'a> {
    /// The reports as they were; none when the commit had no content.
    pub old: &'a [Report],
    /// The columns as they were.
    pub old_columns: &'a [Column],
    /// The free pages as they were.
    pub old_pages: &'a [Article],
    /// Where the old reports were read from.
    pub old_sources: &'a Sources,
    /// The content as it is.
    pub new: &'a World,
    /// Where it was read from.
    pub new_sources: &'a Sources,
    /// What the commit was called: `main`, `HEAD~1`.
    pub revision: &'a str,
}

/// What a comparison found.
#[derive(Default, Debug)]
pub struct Comparison {
    /// Every change, by report, newest year first.
    pub differences: Vec<Difference>,
    /// The changes that must not stand as they are.
    pub findings: Vec<Diagnostic>,
}

/// One change between the two states.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// What kind of change.
    pub kind: Kind,
    /// The report's year; none of what belongs to no report.
    pub report: Option<i16>,
    /// The target's id, of a change of a target.
    pub target: Option<String>,
    /// The target's name.
    pub name: Option<String>,
    /// What changed, by its key in the data files: `value`, `due`, `published`.
    pub field: &'static str,
    /// What stood there, in the words people read.
    pub old: Option<String>,
    /// What stands there.
    pub new: Option<String>,
    /// The date of the figure.
    pub as_of: Option<Date>,
    /// When the change was made, as the data states it.
    pub on: Option<Date>,
    /// Why, as the data states it.
    pub reason: Option<String>,
    /// The sentence people read.
    pub sentence: String,
    /// Where it stands now.
    pub span: Option<Span>,
}

/// Kinds of changes. The first six are those of the site's own record, with its words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// A figure was wrong.
    Correction,
    /// The source published a newer figure.
    Revision,
    /// Counted another way.
    Redefinition,
    /// There was none before.
    Late,
    /// No longer published.
    Withdrawal,
    /// A goal was changed by those who may.
    Goal,
    /// Changed without a reason and a date.
    Unexplained,
    /// No longer there.
    Lost,
    /// Not there before.
    Added,
    /// Another id.
    Renamed,
    /// Ended before its time.
    Ended,
    /// Words of the narrative.
    Text,
    /// Anything else that nobody is owed a reason for.
    Other,
}

impl Kind {
    /// The word people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Correction => "更正",
            Self::Revision => "修订",
            Self::Redefinition => "口径调整",
            Self::Late => "补报",
            Self::Withdrawal => "撤回",
            Self::Goal => "目标调整",
            Self::Unexplained => "未说明",
            Self::Lost => "缺失",
            Self::Added => "新增",
            Self::Renamed => "改编号",
            Self::Ended => "终止",
            Self::Text => "改正文",
            Self::Other => "改动",
        }
    }
}

/// Compares the two states.
pub fn compare(sides: &Sides<'_>) -> Comparison {
    let mut found = Comparison::default();
    for new in &sides.new.reports {
        match sides.old.iter().find(|old| old.year == new.year) {
            Some(old) => Pair { sides, old, new }.compare(&mut found),
            None => reports::added(new, &mut found),
        }
    }
    for old in sides.old.iter().filter(|old| !sides.new.reports.iter().any(|new| new.year == old.year)) {
        reports::lost(sides, old, &mut found);
    }
    articles::compare(sides, &mut found);
    found
}

/// Only which targets and reports went or took another id: of a content whose references do not all resolve, this much is known, and it is
/// most often why they do not.
pub fn compare_ids(sides: &Sides<'_>) -> Comparison {
    let mut found = Comparison::default();
    for old in sides.old {
        match sides.new.reports.iter().find(|new| new.year == old.year) {
            Some(new) => {
                targets::matched(&Pair { sides, old, new }, &mut found);
            }
            None => reports::lost(sides, old, &mut found),
        }
    }
    found
}

/// One report in both states.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) sides: &'a Sides<'a>,
    pub(super) old: &'a Report,
    pub(super) new: &'a Report,
}

impl Pair<'_> {
    fn compare(&self, found: &mut Comparison) {
        reports::header(self, found);
        narrative::compare(self, found);
        lists::compare(self, found);
        let gone = periods::compare(self, found);
        for (old, new) in targets::matched(self, found) {
            let both = Both { pair: self, old, new };
            if targets::compare(&both, found) {
                figures::compare(&both, &gone, found);
            }
        }
    }
}

impl Pair<'_> {
    /// The numbers of figures that were published and are none any more, as they were written.
    pub(super) fn withdrawn(&self) -> BTreeSet<String> {
        let mut numbers = BTreeSet::new();
        for old in &self.old.targets {
            let today = self.new.targets.iter().find(|new| new.id == old.id || new.renamed_from.as_deref() == Some(old.id.as_str()));
            for entry in &old.entries {
                let Content::Figure(figure) = &entry.content else { continue };
                let is_figure = |new: &Entry| new.as_of == entry.as_of && matches!(new.content, Content::Figure(_));
                if !today.is_some_and(|new| new.entries.iter().any(is_figure)) {
                    numbers.extend(figure.value.iter().chain(&figure.growth).map(|number| number.text().to_owned()));
                }
            }
        }
        numbers
    }
}

/// One target in both states.
#[derive(Clone, Copy)]
pub(super) struct Both<'a> {
    pub(super) pair: &'a Pair<'a>,
    pub(super) old: &'a Target,
    pub(super) new: &'a Target,
}

impl Both<'_> {
    /// A change of this target.
    pub(super) fn difference(&self, kind: Kind, field: &'static str, sentence: impl Into<String>) -> Difference {
        Difference::of_target(kind, self.pair.new, self.new, field, sentence)
    }
}

/// Dates that vanished as a whole; their figures are not missed one by one.
pub(super) type Gone = BTreeSet<Date>;

impl Sides<'_> {
    /// The old place of something, for people: `content/2022/01-a/targets.yaml:14@main`.
    pub(super) fn was(&self, span: Span) -> String {
        let line = self.old_sources.position(span).line;
        format!("原来写在 {}:{line}@{}", self.old_sources.path(span.file), self.revision)
    }

    /// The file that an old one is today, if there is one; else the file of `otherwise`.
    pub(super) fn file_today(&self, old: FileId, otherwise: FileId) -> Place {
        let path = self.old_sources.path(old);
        let is_there = self.new_sources.files().any(|(_, file)| file.path == path);
        let path = if is_there { path } else { self.new_sources.path(otherwise) };
        Place::File { path: path.to_owned(), position: None }
    }

    /// The line of a key at the left margin of a file of today.
    pub(super) fn line_of(&self, file: FileId, key: &str) -> Span {
        line_of(self.new_sources, file, key)
    }

    /// The old place of a key at the left margin of a file.
    pub(super) fn line_was(&self, file: FileId, key: &str) -> String {
        self.was(line_of(self.old_sources, file, key))
    }
}

/// The line of a key at the left margin of a file; its beginning when the key is not there.
fn line_of(sources: &Sources, file: FileId, key: &str) -> Span {
    let text = sources.file(file).map_or("", |file| &*file.text);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) {
            return Span::new(file, start..start + line.trim_end().len());
        }
        start += line.len();
    }
    Span::new(file, 0..0)
}

impl Difference {
    /// A change of a report.
    pub(super) fn new(kind: Kind, report: &Report, field: &'static str, sentence: impl Into<String>) -> Self {
        Self { report: Some(report.year), ..Self::of_site(kind, field, sentence) }
    }

    /// A change of what belongs to no report.
    pub(super) fn of_site(kind: Kind, field: &'static str, sentence: impl Into<String>) -> Self {
        let sentence = sentence.into();
        let (target, name, old, new, as_of, on, reason, span) = (None, None, None, None, None, None, None, None);
        Self { kind, report: None, target, name, field, old, new, as_of, on, reason, sentence, span }
    }

    /// A change of a target.
    pub(super) fn of_target(kind: Kind, report: &Report, target: &Target, field: &'static str, sentence: impl Into<String>) -> Self {
        let (id, name) = (Some(target.id.as_str().to_owned()), Some(target.name.clone()));
        Self { target: id, name, span: Some(target.span), ..Self::new(kind, report, field, sentence) }
    }

    /// With what stood and stands there.
    #[must_use]
    pub(super) fn values(self, old: Option<String>, new: Option<String>) -> Self {
        Self { old, new, ..self }
    }

    /// With its place.
    #[must_use]
    pub(super) fn at(self, span: Span) -> Self {
        Self { span: Some(span), ..self }
    }
}
