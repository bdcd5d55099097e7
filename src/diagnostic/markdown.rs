//! Findings as a table for a merge request, where people read them who decide about it.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::order::listed;
use crate::diagnostic::summary::Summary;
use crate::source::Sources;
use std::fmt::Write as _;

/// Most rows of a table; a comment that is longer is refused by the servers.
pub const MAX_ROWS: usize = 200;

/// The sentence of the run and a table of its findings.
pub fn print(findings: &[Diagnostic], sources: &Sources, summary: &Summary) -> String {
    let listed = listed(findings, sources);
    let mut text = format!("## 检查结果\n\n{}\n", summary.sentence());
    if listed.is_empty() {
        return text;
    }
    text.push_str("\n| 轻重 | 问题 | 位置 | 怎么改 |\n| --- | --- | --- | --- |\n");
    for one in listed.iter().take(MAX_ROWS) {
        let place = one.place.as_ref().map_or_else(String::new, |place| cell(&place.to_string()));
        let remedy = cell(one.remedy.as_deref().unwrap_or_default());
        let _ = writeln!(text, "| {} | {} | {place} | {remedy} |", one.finding.severity.word(), cell(&one.message));
    }
    text + &rest(listed.len())
}

/// What is said of rows that were left out.
pub fn rest(rows: usize) -> String {
    if rows > MAX_ROWS {
        format!("\n另有{}项没有列出，请运行 gongkai check 查看。\n", rows - MAX_ROWS)
    } else {
        String::new()
    }
}

/// Words as one cell: nothing in them ends the cell, makes a link, a picture or a mention, or is taken for HTML.
pub fn cell(text: &str) -> String {
    let mut cell = String::new();
    for c in text.chars() {
        match c {
            '\n' => cell.push(' '),
            '<' => cell.push_str("&lt;"),
            '>' => cell.push_str("&gt;"),
            '&' => cell.push_str("&amp;"),
            // A mention would call people.
            '@' => cell.push_str("&#64;"),
            '#' => cell.push_str("&#35;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '!' | '~' | '$' => {
                cell.push('\\');
                cell.push(c);
            }
            c => cell.push(c),
        }
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::{cell, print};
    use crate::diagnostic::Diagnostic;
    use crate::diagnostic::order::tests::sample;
    use crate::diagnostic::summary::{Outcome, Summary};
    use crate::source::Sources;

    #[test]
    fn a_cell_stays_a_cell() {
        assert_eq!(cell("a|b\n![x](y) <b> @all #1 `c`"), "a\\|b \\!\\[x\\](y) &lt;b&gt; &#64;all &#35;1 \\`c\\`");
    }

    #[test]
    fn one_row_a_finding() {
        let (sources, findings) = sample();
        let text = print(&findings, &sources, &Summary::of(Outcome::Failed, &findings));
        assert!(text.starts_with("## 检查结果\n\n检查没有通过：3个错误，1个提醒。\n\n| 轻重 |"), "{text}");
        assert_eq!(text.lines().filter(|line| line.starts_with("| ")).count(), 2 + findings.len());
        assert!(
            text.contains("| 错误 | 目标单位“亩”不能换算 | content/2022/01-industry/targets.yaml:3:9 | 请核对是否填错行。 |"),
            "{text}"
        );
        let none = print(&[], &Sources::default(), &Summary::of(Outcome::Passed, &[]));
        assert_eq!(none, "## 检查结果\n\n检查通过：0个错误，0个提醒。\n");
        let many: Vec<Diagnostic> = (0..300).map(|at| Diagnostic::notice("a/b", format!("{at}"))).collect();
        assert!(
            print(&many, &Sources::default(), &Summary::of(Outcome::Passed, &many))
                .ends_with("另有100项没有列出，请运行 gongkai check 查看。\n")
        );
    }
}
