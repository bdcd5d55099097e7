//! The list of changes since a commit: for people, for programs, and as a table for a merge request. Every word of it passes the same door as
//! the findings, so that no control character and no personal number gets out.

use crate::diagnostic::markdown::{MAX_ROWS, cell, rest};
use crate::diagnostic::order::one_line;
use crate::pipeline::base::Compared;
use crate::record::compare::Difference;
use crate::source::Sources;
use serde::Serialize;
use std::fmt::Write as _;

/// A change for programs.
#[derive(Serialize)]
pub(super) struct Row {
    kind: &'static str,
    report: Option<i16>,
    target: Option<String>,
    name: Option<String>,
    field: &'static str,
    old: Option<String>,
    new: Option<String>,
    as_of: Option<String>,
    on: Option<String>,
    reason: Option<String>,
    sentence: String,
    file: Option<String>,
    line: Option<usize>,
}

/// Every change for programs; `null` when nothing could be compared.
pub(super) fn rows(compared: &Compared, sources: &Sources) -> Option<Vec<Row>> {
    let differences = compared.differences.as_ref()?;
    Some(differences.iter().map(|difference| row(difference, sources)).collect())
}

fn row(one: &Difference, sources: &Sources) -> Row {
    let safe = |text: &Option<String>| text.as_deref().map(one_line);
    Row {
        kind: one.kind.word(),
        report: one.report,
        target: safe(&one.target),
        name: safe(&one.name),
        field: one.field,
        old: safe(&one.old),
        new: safe(&one.new),
        as_of: one.as_of.map(|date| date.to_string()),
        on: one.on.map(|date| date.to_string()),
        reason: safe(&one.reason),
        sentence: one_line(&one.sentence),
        file: one.span.map(|span| one_line(sources.path(span.file))),
        line: one.span.map(|span| sources.position(span).line),
    }
}

/// The list for people.
pub(super) fn told(compared: &Compared, sources: &Sources) -> String {
    let mut text = format!("{}\n", heading(compared));
    for (number, one) in compared.differences.iter().flatten().enumerate() {
        let _ = writeln!(text, "{}. {}{}", number + 1, one_line(&one.sentence), place(one, sources));
    }
    text
}

/// The list as a table.
pub(super) fn table(compared: &Compared, sources: &Sources) -> String {
    let mut text = format!("\n## 改动\n\n{}\n", cell(&heading(compared)));
    let differences = compared.differences.as_deref().unwrap_or_default();
    if differences.is_empty() {
        return text;
    }
    text.push_str("\n| 类别 | 年度 | 目标 | 数据截至 | 改动 | 位置 |\n| --- | --- | --- | --- | --- | --- |\n");
    for one in differences.iter().take(MAX_ROWS) {
        let name = cell(&one_line(one.name.as_deref().unwrap_or_default()));
        let as_of = one.as_of.map_or_else(String::new, |date| date.to_string());
        let year = one.report.map_or_else(String::new, |year| year.to_string());
        let place = place(one, sources);
        let place = cell(place.trim_start_matches('（').trim_end_matches('）'));
        let _ = writeln!(text, "| {} | {year} | {name} | {as_of} | {} | {place} |", one.kind.word(), cell(&one_line(&one.sentence)));
    }
    text + &rest(differences.len())
}

/// `与 main（a1b2c3d4）相比，有3处改动。`
fn heading(compared: &Compared) -> String {
    let base = format!("与 {}（{}）", one_line(&compared.revision), compared.commit);
    match compared.differences.as_deref() {
        None => format!("{base}的比较没有做完：请先改正上面的错误。"),
        Some([]) => format!("{base}相比，目标、数据、清单、正文和文章没有改动。"),
        Some(differences) => format!("{base}相比，有{}处改动：", differences.len()),
    }
}

fn place(one: &Difference, sources: &Sources) -> String {
    one.span.map_or_else(String::new, |span| format!("（{}:{}）", one_line(sources.path(span.file)), sources.position(span).line))
}
