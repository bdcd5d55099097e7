//! Findings as a GitLab code quality report: a JSON array whose fingerprints survive moved lines.

use crate::diagnostic::order::{Listed, fingerprints, listed};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;
use serde::Serialize;

/// One JSON array with a line end.
pub fn print(findings: &[Diagnostic], sources: &Sources) -> String {
    let listed = listed(findings, sources);
    let issues: Vec<Issue> = listed.iter().zip(fingerprints(&listed)).map(|(one, fingerprint)| issue(one, fingerprint)).collect();
    serde_json::to_string(&issues).unwrap_or_default() + "\n"
}

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

fn issue(one: &Listed<'_>, fingerprint: String) -> Issue {
    // GitLab wants a path: what belongs to no file belongs to the content as a whole.
    let path = one.place.as_ref().map_or("content", |place| place.path.as_str()).to_owned();
    let position = one.place.as_ref().and_then(|place| place.position);
    let remedy = one.remedy.as_ref().map_or_else(String::new, |remedy| format!("。怎么改：{remedy}"));
    let severity = match one.finding.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Notice => "info",
    };
    let lines = Lines { begin: position.map_or(1, |position| position.line) };
    Issue {
        description: format!("{}{remedy}", one.message),
        check_name: one.finding.code,
        fingerprint,
        severity,
        location: Location { path, lines },
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::print;
    use crate::diagnostic::Diagnostic;
    use crate::diagnostic::order::tests::sample;
    use crate::source::{FileId, Span};
    use std::collections::BTreeSet;

    #[test]
    fn the_form_gitlab_reads() {
        let (sources, findings) = sample();
        let printed = print(&findings[1..2], &sources);
        let fingerprint = printed.split("\"fingerprint\":\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(fingerprint.len(), 32);
        let expected = format!(
            concat!(
                r#"[{{"description":"文件不是 UTF-8 编码。怎么改：另存为 UTF-8。","check_name":"encoding/gbk","fingerprint":"{}","#,
                r#""severity":"major","location":{{"path":"content/2022/说明,1.md","lines":{{"begin":4}}}}}}]"#,
                "\n"
            ),
            fingerprint
        );
        assert_eq!(printed, expected);
        assert_eq!(print(&[], &sources), "[]\n");
    }

    #[test]
    fn fingerprints_are_unique_and_do_not_know_the_line() {
        let (sources, _) = sample();
        let at = |start| Diagnostic::error("a/b", "甲").at(Span::new(FileId(0), start..start + 1));
        let prints = |findings: &[Diagnostic]| -> BTreeSet<String> {
            print(findings, &sources).split("\"fingerprint\":\"").skip(1).map(|rest| rest.chars().take(32).collect()).collect()
        };
        assert_eq!(prints(&[at(0), at(20)]).len(), 2);
        assert_eq!(prints(&[at(0)]), prints(&[at(20)]));
    }
}
