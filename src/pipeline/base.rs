//! `check --base`: the content of a commit goes through the same stages as today's, and both are compared. What the commit holds that today's
//! rules do not understand is said, since nothing was compared there.

use crate::diagnostic::order::one_line;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::emit::Stop;
use crate::link::link;
use crate::record::compare::{Comparison, Difference, Kind, Sides, compare, compare_ids};
use crate::report::World;
use crate::source::Sources;
use crate::source::history::past::{Past, content_of};
use crate::syntax::tree;
use jiff::civil::DateTime;
use std::path::Path;

/// Old mistakes that are named; the rest is counted.
const NAMED: usize = 3;

/// What came of a comparison.
#[derive(Debug)]
pub struct Compared {
    /// What the commit was called.
    pub revision: String,
    /// Its hash, short.
    pub commit: String,
    /// What changed; `None` when today's content, or the commit's, was not understood.
    pub differences: Option<Vec<Difference>>,
}

/// A commit to compare with, read before anything else is said: one that cannot be read ends the run.
pub(super) struct Base {
    revision: String,
    past: Past,
}

impl Base {
    pub(super) fn read(content: &Path, root: &str, revision: &str) -> Result<Self, Stop> {
        let stop = |why| Stop::History { revision: revision.to_owned(), why };
        let past = content_of(content, root, revision).map_err(stop)?;
        Ok(Self { revision: revision.to_owned(), past })
    }

    /// A comparison that did not take place.
    pub(super) fn not_compared(&self) -> Compared {
        Compared { revision: self.revision.clone(), commit: self.past.commit.clone(), differences: None }
    }

    /// Compares today's content with the commit's, both as they are released at `now`. Where references do not resolve (`mistakes`), only the
    /// ids are compared, and what follows from an id that is gone is taken out of the mistakes.
    pub(super) fn compare(
        self,
        new: &World,
        new_sources: &Sources,
        now: DateTime,
        mistakes: &mut Vec<Diagnostic>,
    ) -> (Compared, Vec<Diagnostic>) {
        let unresolved = mistakes.iter().any(|one| one.severity == Severity::Error);
        let mut compared = self.not_compared();
        let Self { revision, past } = self;
        let sources = past.sources;
        let mut findings = Vec::new();
        let (reports, columns, pages) = if past.is_there {
            let (drafts, mut mistakes) = tree::drafts(&sources, sources.root(), !past.faults.is_empty());
            mistakes.extend(past.faults.into_iter().map(Diagnostic::from));
            let linked = link(drafts, now, false);
            mistakes.extend(linked.findings);
            mistakes.retain(|one| one.severity == Severity::Error);
            let Some(world) = linked.world else {
                findings.push(misread(&mistakes, &sources, &revision));
                return (compared, findings);
            };
            if !mistakes.is_empty() {
                findings.push(half_read(&mistakes, &sources, &revision));
            }
            (world.reports, world.columns, world.pages)
        } else {
            let message = format!("“{revision}”里没有内容文件夹，全部内容都是新的");
            findings.push(Diagnostic::notice("record/first", message).remedy("第一次提交内容时是这样；不是的，请核对 --base。"));
            (Vec::new(), Vec::new(), Vec::new())
        };
        let sides =
            Sides { old: &reports, old_columns: &columns, old_pages: &pages, old_sources: &sources, new, new_sources, revision: &revision };
        if unresolved {
            let comparison = compare_ids(&sides);
            drop_echoes(mistakes, &comparison, new_sources);
            return (compared, comparison.findings);
        }
        let comparison = compare(&sides);
        findings.extend(comparison.findings);
        compared.differences = Some(comparison.differences);
        (compared, findings)
    }
}

/// Takes out what only says again that a target is gone: every place that still names it.
fn drop_echoes(mistakes: &mut Vec<Diagnostic>, comparison: &Comparison, sources: &Sources) {
    let lost = comparison.differences.iter().filter(|one| one.kind == Kind::Lost);
    let ids: Vec<&str> = lost.filter_map(|one| one.target.as_deref()).collect();
    let is_id = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let names = |text: &str| text.split(|c| !is_id(c)).any(|word| ids.contains(&word));
    mistakes.retain(|one| match &one.place {
        Some(Place::Span(span)) => one.code != "id/unknown" || !names(sources.slice(*span)),
        Some(Place::File { .. } | Place::Output(_)) | None => true,
    });
}

/// Nothing could be compared: that must not pass for “no changes”.
fn misread(mistakes: &[Diagnostic], sources: &Sources, revision: &str) -> Diagnostic {
    let finding = Diagnostic::error("record/base", format!("“{revision}”里的内容按现在的规则读不出来，没有比较"));
    named(finding, mistakes, sources, revision).remedy("请用 --base 指定一个能通过检查的版本。")
}

/// A warning: a rule that came with a newer program must not keep an office from mending what it found.
fn half_read(mistakes: &[Diagnostic], sources: &Sources, revision: &str) -> Diagnostic {
    let count = mistakes.len();
    let finding = Diagnostic::warning("record/base", format!("“{revision}”里的内容按现在的规则有{count}处错误，这些地方可能没有比较到"));
    named(finding, mistakes, sources, revision).remedy("请人工核对这些地方改了什么，或用 --base 指定一个能通过检查的版本。")
}

fn named(finding: Diagnostic, mistakes: &[Diagnostic], sources: &Sources, revision: &str) -> Diagnostic {
    mistakes.iter().take(NAMED).fold(finding, |finding, one| {
        let place = match &one.place {
            Some(Place::Span(span)) => format!("{}:{}@{revision} ", sources.path(span.file), sources.position(*span).line),
            Some(Place::File { path, .. }) => format!("{path}@{revision} "),
            Some(Place::Output(_)) | None => String::new(),
        };
        finding.note(format!("{place}{}", one_line(&one.message)))
    })
}
