//! Findings for programs: `{"findings":[{code,severity,file,line,column,message,notes}],"summary":{…},"forecast":[…]}` (contract §2), with
//! `"changes"` when the content was compared with a commit, and `"external_links"` when they were asked for.

use crate::diagnostic::order::{Known, Listed, listed};
use crate::diagnostic::summary::{Forecast, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;
use serde::Serialize;

/// One line of JSON with a line end. What to do stands as the last note of a finding.
pub fn print<C: Serialize, L: Serialize>(
    findings: &[Diagnostic],
    sources: &Sources,
    summary: &Summary,
    changes: Option<&C>,
    external_links: Option<&L>,
) -> String {
    let listed = listed(findings, sources);
    let findings = listed.iter().map(Finding::of).collect();
    let document = Document { findings, summary, forecast: &summary.forecast, changes, external_links };
    serde_json::to_string(&document).unwrap_or_default() + "\n"
}

#[derive(Serialize)]
struct Document<'a, C, L> {
    findings: Vec<Finding<'a>>,
    summary: &'a Summary,
    forecast: &'a [Forecast],
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<&'a C>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_links: Option<&'a L>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    severity: Severity,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    notes: Vec<Note<'a>>,
}

#[derive(Serialize)]
struct Note<'a> {
    message: String,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
}

impl<'a> Finding<'a> {
    fn of(one: &'a Listed<'_>) -> Self {
        let remedy = one.remedy.iter().map(|remedy| Note::of(format!("怎么改：{remedy}"), None));
        let (file, line, column) = parts(one.place.as_ref());
        Self {
            code: one.finding.code,
            severity: one.finding.severity,
            file,
            line,
            column,
            message: &one.message,
            notes: one.notes.iter().map(|(message, place)| Note::of(message.clone(), place.as_ref())).chain(remedy).collect(),
        }
    }
}

impl<'a> Note<'a> {
    fn of(message: String, place: Option<&'a Known>) -> Self {
        let (file, line, column) = parts(place);
        Self { message, file, line, column }
    }
}

fn parts(place: Option<&Known>) -> (Option<&str>, Option<usize>, Option<usize>) {
    let position = place.and_then(|place| place.position);
    (place.map(|place| place.path.as_str()), position.map(|position| position.line), position.map(|position| position.column))
}

#[cfg(test)]
mod tests {
    use super::print;
    use crate::diagnostic::order::tests::sample;
    use crate::diagnostic::summary::{Outcome, Summary};

    #[test]
    fn the_promised_keys() {
        let (sources, findings) = sample();
        let summary = Summary::of(Outcome::Stopped, &findings);
        let expected = concat!(
            r#"{"findings":["#,
            r#"{"code":"link/dead","severity":"error","file":"2022/index.html","line":null,"column":null,"message":"没有这个页面","notes":[]},"#,
            r#"{"code":"target/name","severity":"warning","file":"content/2022/01-industry/targets.yaml","line":2,"column":9,"#,
            r#""message":"名称：100% 一样<U+001B>[31m","notes":[]},"#,
            r#"{"code":"unit/unknown","severity":"error","file":"content/2022/01-industry/targets.yaml","line":3,"column":9,"#,
            r#""message":"目标单位“亩”不能换算","notes":["#,
            r#"{"message":"填报单位写在这里","file":"content/site.yaml","line":1,"column":7},"#,
            r#"{"message":"只有同类单位可以换算","file":null,"line":null,"column":null},"#,
            r#"{"message":"怎么改：请核对是否填错行。","file":null,"line":null,"column":null}]},"#,
            r#"{"code":"encoding/gbk","severity":"error","file":"content/2022/说明,1.md","line":4,"column":1,"message":"文件不是 UTF-8 编码","#,
            r#""notes":[{"message":"怎么改：另存为 UTF-8。","file":null,"line":null,"column":null}]},"#,
            r#"{"code":"site/no-code","severity":"notice","file":null,"line":null,"column":null,"message":"没有填写网站标识码","notes":[]}],"#,
            r#""summary":{"outcome":"stopped","errors":3,"warnings":1,"notices":1,"targets":null,"pages":null,"as_of":null},"forecast":[]}"#,
            "\n"
        );
        assert_eq!(print(&findings, &sources, &summary, None::<&()>, None::<&()>), expected);
    }
}
