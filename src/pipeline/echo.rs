//! Findings that only repeat another one: what was not understood looks as if it were not there.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::{FileId, Sources};
use std::collections::BTreeSet;

/// Codes of names that lead to nothing.
const UNKNOWN: [&str; 3] = ["id/unknown", "office/unknown", "stage/unknown"];

/// The code of a report without targets: the file that was not understood may hold them.
const NO_TARGETS: &str = "report/empty";

/// The code of a list that tells another stage than the figures: a file of figures that was not understood may hold the right one.
const STAGE_IN_LIST: &str = "list/node";

/// What later stages `found` after mistakes `before` them, without what follows from those mistakes: findings in a file that was not fully
/// understood, and names that do stand somewhere in such a file. So one run lists every mistake, and none of them twice.
pub(super) fn without_echoes(found: Vec<Diagnostic>, before: &[Diagnostic], sources: &Sources) -> Vec<Diagnostic> {
    let errors = || before.iter().filter(|one| one.severity == Severity::Error);
    let half_read: BTreeSet<FileId> = errors().filter_map(file_of).collect();
    // A file that was refused whole may hold any name.
    let is_complete = errors().all(|one| file_of(one).is_some());
    let stands_in_doubt = |name: &str| half_read.iter().filter_map(|id| sources.file(*id)).any(|file| file.text.contains(name));
    let is_echo = |one: &Diagnostic| {
        let Some(Place::Span(span)) = &one.place else { return true };
        let names_nothing = UNKNOWN.contains(&one.code);
        let stage_in_doubt = one.code == STAGE_IN_LIST && in_figures(before, sources);
        let unread = one.code == NO_TARGETS || stage_in_doubt || half_read.contains(&span.file);
        unread || names_nothing && (!is_complete || stands_in_doubt(named(sources.slice(*span))))
    };
    found.into_iter().filter(|one| one.severity == Severity::Error && !is_echo(one)).collect()
}

/// What linking `found`, without lists that tell another stage than figures whose stage was not understood.
pub(super) fn of_linking(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if found.iter().any(|one| one.code == "stage/unknown") {
        found.retain(|one| one.code != STAGE_IN_LIST);
    }
    found
}

/// Whether a finding of a rule only follows from mistakes of linking: it speaks of a line that is wrong already, of a sum in a circle, or of
/// a figure that is missing where a file of figures is doubtful.
pub(super) fn follows(one: &Diagnostic, before: &[Diagnostic], sources: &Sources) -> bool {
    let errors = || before.iter().filter(|one| one.severity == Severity::Error);
    let line = |place: &Option<Place>| match place {
        Some(Place::Span(span)) => Some((span.file, sources.position(*span).line)),
        Some(Place::File { .. } | Place::Output(_)) | None => None,
    };
    let wrong: BTreeSet<(FileId, usize)> = errors().filter_map(|one| line(&one.place)).collect();
    let on_a_wrong_line = one.notes.iter().any(|note| line(&note.place).is_some_and(|line| wrong.contains(&line)));
    let in_a_circle = one.code == "target/sum" && errors().any(|error| error.code == "target/circle");
    let in_doubt = matches!(one.code, "figure/missing" | STAGE_IN_LIST) && in_figures(before, sources);
    on_a_wrong_line || in_a_circle || in_doubt
}

/// Whether an error stands in a file of figures.
fn in_figures(before: &[Diagnostic], sources: &Sources) -> bool {
    let errors = before.iter().filter(|one| one.severity == Severity::Error);
    errors.filter_map(file_of).any(|file| sources.path(file).contains("/figures/"))
}

/// The id in a link of a narrative, `[46户](figure:2022/old-houses/2022-06-30)`; a value of a data file is a name already, or names a
/// report before it: `2022/old-houses`.
fn named(written: &str) -> &str {
    let Some((_, destination)) = written.rsplit_once("](") else { return written.rsplit('/').next().unwrap_or(written) };
    let (_, path) = destination.split_once(':').unwrap_or(("", destination));
    let mut parts = path.trim_end_matches(')').split('/');
    let id = parts.find(|part| !part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')).unwrap_or(written);
    id.split('.').next().unwrap_or(id)
}

fn file_of(finding: &Diagnostic) -> Option<FileId> {
    match &finding.place {
        Some(Place::Span(span)) => Some(span.file),
        Some(Place::File { .. } | Place::Output(_)) | None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{named, without_echoes};
    use crate::diagnostic::{Diagnostic, Place};
    use crate::source::{FileId, SourceFile, Sources, Span};

    const TARGETS: &str = "- id: roads\n  lead: [educaton, land]\n";
    const REPORT: &str = "offcies: {education: 教育办, land: 国土所}\n";

    /// The codes that are left of two unknown offices and a dead link, after a mistake.
    fn left(mistake: Diagnostic) -> Vec<String> {
        let file = |path: &str, text: &str| SourceFile { path: path.into(), text: text.into() };
        let sources =
            Sources::new("content", vec![file("content/2022/a/targets.yaml", TARGETS), file("content/2022/report.yaml", REPORT)], vec![]);
        let at = |word: &str| {
            let at = TARGETS.find(word).unwrap_or(0);
            Span::new(FileId(0), at..at + word.len())
        };
        let found = vec![
            Diagnostic::error("office/unknown", "甲").at(at("educaton")),
            Diagnostic::error("office/unknown", "乙").at(at("land")),
            Diagnostic::error("target/op", "丙").at(at("roads")),
            Diagnostic::warning("a/warning", "丁").at(at("roads")),
        ];
        without_echoes(found, &[mistake], &sources).into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn the_id_in_a_link_is_what_it_names() {
        let links = ["[甲](target:roads)", "[8%](target:2022/roads.growth)", "[9所](figure:2022/roads/2022-06-30)", "roads", "2022/roads"];
        assert_eq!(links.map(named), ["roads"; 5]);
    }

    #[test]
    fn what_was_only_not_understood_is_not_called_missing() {
        let elsewhere = Diagnostic::error("yaml/unknown-key", "offcies").at(Span::new(FileId(1), 0..7));
        assert_eq!(left(elsewhere), ["甲", "丙"], "land stands in the half-read file, educaton stands nowhere");
        let here = Diagnostic::error("yaml/kind", "x").at(Span::new(FileId(0), 0..1));
        assert!(left(here).is_empty(), "nothing more is said of a half-read file");
        let refused = Diagnostic::error("encoding/gbk", "x").at_place(Place::File { path: "content/2022/b.yaml".into(), position: None });
        assert_eq!(left(refused), ["丙"], "a refused file may hold any name");
    }
}
