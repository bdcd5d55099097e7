//! The one order in which findings are printed, and their places as people know them. Every printer starts here, so that all formats list
//! the same findings in the same order.

use crate::diagnostic::{Diagnostic, Place};
use crate::source::{FileId, Position, Sources, Span};
use crate::value::leak::masked_text;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Longest message or remark, in characters; a longer one is cut, since it quotes something long.
const MAX_MESSAGE: usize = 300;
/// No number that has to be hidden is longer.
const LONGEST: usize = 60;

/// A finding ready to be printed.
#[derive(Debug)]
pub struct Listed<'a> {
    /// The finding.
    pub finding: &'a Diagnostic,
    /// Its message, on one line and not too long.
    pub message: String,
    /// Where.
    pub place: Option<Known>,
    /// Second places and remarks.
    pub notes: Vec<(String, Option<Known>)>,
    /// What to do.
    pub remedy: Option<String>,
}

/// A place as people know it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Known {
    /// The file, with `/`.
    pub path: String,
    /// Line and character column, when the finding points into the file.
    pub position: Option<Position>,
    /// The end of the stretch, when it is known.
    pub end: Option<Position>,
}

/// `content/site.yaml:3:5`
impl std::fmt::Display for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&one_line(&self.path))?;
        self.position.map_or(Ok(()), |position| write!(f, ":{position}"))
    }
}

/// Findings by path, position, weight and code; those without a place come last; one said twice is said once.
pub fn listed<'a>(findings: &'a [Diagnostic], sources: &Sources) -> Vec<Listed<'a>> {
    let mut lines = Lines { sources, starts: BTreeMap::new() };
    let mut listed: Vec<Listed<'a>> = findings.iter().map(|finding| lines.list(finding)).collect();
    listed.sort_by(compare);
    listed.dedup_by(|a, b| a.finding == b.finding);
    listed
}

fn compare(a: &Listed<'_>, b: &Listed<'_>) -> Ordering {
    let key = |listed: &Listed<'_>| (listed.place.is_none(), listed.place.clone());
    let rest = |listed: &Listed<'_>| (listed.finding.severity, listed.finding.code);
    key(a).cmp(&key(b)).then_with(|| rest(a).cmp(&rest(b))).then_with(|| a.message.cmp(&b.message)).then_with(|| a.notes.cmp(&b.notes))
}

/// A name for each finding that stays the same when lines are added above it: made of what is found and in which file, not of the line. Two
/// equal findings of a file are told apart by their order.
pub fn fingerprints(listed: &[Listed<'_>]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let name = |one: &Listed<'_>| {
        let path = one.place.as_ref().map_or("content", |place| place.path.as_str());
        let what = format!("{}\0{path}\0{}", one.finding.code, one.message);
        let again = seen.entry(what.clone()).and_modify(|times| *times += 1).or_insert(0);
        blake3::hash(format!("{what}\0{again}").as_bytes()).to_hex().chars().take(32).collect()
    };
    listed.iter().map(name).collect()
}

/// A text made safe for a terminal and a log: one line, control characters and those that turn the writing direction spelt out, personal
/// numbers made stars, at most a few hundred characters.
pub fn one_line(text: &str) -> String {
    let cut = text.chars().nth(MAX_MESSAGE).is_some();
    let mut line = String::new();
    // Looked at a little further than is shown: a number that the cut would halve is no number to the scanner.
    let nearby: String = text.chars().take(MAX_MESSAGE + LONGEST).collect();
    for c in masked_text(&nearby).chars().take(MAX_MESSAGE) {
        match c {
            '\n' | '\t' => line.push(' '),
            c if crate::source::text::Unwanted::of(c).is_some() => line.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => line.push(c),
        }
    }
    if cut { line + "…" } else { line }
}

/// The line starts of the files that findings point into, counted once a file.
struct Lines<'s> {
    sources: &'s Sources,
    starts: BTreeMap<FileId, Vec<usize>>,
}

impl Lines<'_> {
    fn list<'a>(&mut self, finding: &'a Diagnostic) -> Listed<'a> {
        Listed {
            finding,
            message: one_line(&finding.message),
            place: finding.place.as_ref().map(|place| self.known(place)),
            notes: finding.notes.iter().map(|note| (one_line(&note.message), note.place.as_ref().map(|place| self.known(place)))).collect(),
            remedy: finding.remedy.as_deref().map(one_line),
        }
    }

    fn known(&mut self, place: &Place) -> Known {
        match place {
            Place::Span(span) => {
                let (start, end) = (self.position(*span, span.range().start), self.position(*span, span.range().end));
                Known { path: masked_text(self.sources.path(span.file)).into_owned(), position: Some(start), end: Some(end) }
            }
            Place::File { path, position } => Known {
                path: masked_text(path).into_owned(),
                position: position.map(|(line, column)| Position { line, column }),
                end: None,
            },
            Place::Output(path) => Known { path: masked_text(path).into_owned(), position: None, end: None },
        }
    }

    fn position(&mut self, span: Span, at: usize) -> Position {
        let text = self.sources.file(span.file).map_or("", |file| &*file.text);
        let starts = self.starts.entry(span.file).or_insert_with(|| {
            std::iter::once(0).chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1)).collect()
        });
        // The place behind the last line is shown at its end, where there is something to see.
        let at = at.min(text.trim_end_matches('\n').len());
        let line = starts.partition_point(|start| *start <= at).max(1);
        let start = starts.get(line - 1).copied().unwrap_or(0);
        Position { line, column: text.get(start..at).map_or(0, |before| before.chars().count()) + 1 }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{listed, one_line};
    use crate::diagnostic::{Diagnostic, Place};
    use crate::source::{FileId, SourceFile, Sources, Span};

    /// One small file and findings of every kind about it, for the tests of the printers.
    pub(in crate::diagnostic) fn sample() -> (Sources, Vec<Diagnostic>) {
        let text = "- id: new-projects\n  name: 新开工产业项目\n  unit: 亩, 个  # 单位\n";
        let file = |path: &str, text: &str| SourceFile { path: path.into(), text: text.into() };
        let sources = Sources::new(
            "content",
            vec![file("content/2022/01-industry/targets.yaml", text), file("content/site.yaml", "name: 示例镇\n")],
            vec![],
        );
        let span = |needle: &str| {
            let at = text.find(needle).unwrap_or(0);
            Span::new(FileId(0), at..at + needle.len())
        };
        let findings = vec![
            Diagnostic::notice("site/no-code", "没有填写网站标识码"),
            Diagnostic::error("encoding/gbk", "文件不是 UTF-8 编码")
                .at_place(Place::File { path: "content/2022/说明,1.md".into(), position: Some((4, 1)) })
                .remedy("另存为 UTF-8。"),
            Diagnostic::error("unit/unknown", "目标单位“亩”不能换算")
                .at(span("亩"))
                .note_at(Span::new(FileId(1), 6..9), "填报单位写在这里")
                .note("只有同类单位可以换算")
                .remedy("请核对是否填错行。"),
            Diagnostic::warning("target/name", "名称：100% 一样\u{1b}[31m").at(span("新开工产业项目")),
            Diagnostic::error("link/dead", "没有这个页面").at_place(Place::Output("2022/index.html".into())),
        ];
        (sources, findings)
    }

    #[test]
    fn by_path_then_position_and_said_once() {
        let (sources, mut findings) = sample();
        findings.extend(findings.clone());
        findings.reverse();
        let places: Vec<String> = listed(&findings, &sources)
            .iter()
            .map(|one| format!("{} {}", one.finding.code, one.place.as_ref().map_or_else(String::new, ToString::to_string)))
            .collect();
        assert_eq!(
            places,
            [
                "link/dead 2022/index.html",
                "target/name content/2022/01-industry/targets.yaml:2:9",
                "unit/unknown content/2022/01-industry/targets.yaml:3:9",
                "encoding/gbk content/2022/说明,1.md:4:1",
                "site/no-code ",
            ]
        );
    }

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        assert_eq!(one_line("a\u{1b}[31m\nb\u{202e}\u{7}"), "a<U+001B>[31m b<U+202E><U+0007>");
        assert_eq!(one_line(&"字".repeat(10_000)).chars().count(), 301);
        let halved = one_line(&("字".repeat(292) + "13800138000"));
        assert!(halved.ends_with("字1*******…"), "{halved}");
    }
}
