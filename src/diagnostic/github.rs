//! Findings as workflow commands of GitHub Actions, which shows them beside the changed lines.

use crate::diagnostic::order::{Listed, listed};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// One command a line. Empty when there are no findings.
pub fn print(findings: &[Diagnostic], sources: &Sources) -> String {
    listed(findings, sources).iter().map(command).collect()
}

fn command(one: &Listed<'_>) -> String {
    let level = match one.finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = &one.place {
        properties.push(format!("file={}", property(&place.path)));
        properties.extend(place.position.map(|at| format!("line={},col={}", at.line, at.column)));
    }
    properties.push(format!("title={}", property(one.finding.code)));
    let notes = one.notes.iter().map(|(message, place)| {
        let place = place.as_ref().map_or_else(String::new, |place| format!(" {place}"));
        format!("说明：{message}{place}")
    });
    let remedy = one.remedy.iter().map(|remedy| format!("怎么改：{remedy}"));
    let text: Vec<String> = std::iter::once(one.message.clone()).chain(notes).chain(remedy).collect();
    format!("::{level} {}::{}\n", properties.join(","), data(&text.join("\n")))
}

/// The text of a command: a line end would start another command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: it ends at a comma, the properties end at a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::print;
    use crate::diagnostic::order::tests::sample;

    #[test]
    fn commands_are_escaped() {
        let (sources, findings) = sample();
        let expected = "\
::error file=2022/index.html,title=link/dead::没有这个页面
::warning file=content/2022/01-industry/targets.yaml,line=2,col=9,title=target/name::名称：100%25 一样<U+001B>[31m
::error file=content/2022/01-industry/targets.yaml,line=3,col=9,title=unit/unknown::目标单位“亩”不能换算%0A说明：填报单位写在这里 content/site.yaml:1:7%0A说明：只有同类单位可以换算%0A怎么改：请核对是否填错行。
::error file=content/2022/说明%2C1.md,line=4,col=1,title=encoding/gbk::文件不是 UTF-8 编码%0A怎么改：另存为 UTF-8。
::notice title=site/no-code::没有填写网站标识码
";
        assert_eq!(print(&findings, &sources), expected);
    }
}
