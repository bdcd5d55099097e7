//! CSV as spreadsheets on Chinese Windows read it: UTF-8 with a byte order mark, CRLF, RFC 4180 quoting. A text that a spreadsheet would run
//! as a formula, or round because it looks like a long number, begins with an apostrophe; numbers never do.

use crate::output::data::table::{Cell, Table};
use std::borrow::Cow;

/// More digits than these a spreadsheet shows as a power of ten, and beyond 15 it loses them.
const LONGEST_NUMBER: usize = 11;

/// What a text file begins with that Chinese Windows is to read as UTF-8.
pub(super) const MARK: char = '\u{FEFF}';

/// The text of a table.
pub fn write(table: &Table) -> String {
    let head = table.columns.iter().map(|column| Cow::Borrowed(column.title)).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(field).collect::<Vec<_>>());
    lines(std::iter::once(head).chain(rows))
}

/// The text of rows that are words already.
pub fn write_words<'t>(rows: impl Iterator<Item = Vec<&'t str>>) -> String {
    lines(rows.map(|row| row.into_iter().map(guarded).collect()))
}

fn lines<'t>(rows: impl Iterator<Item = Vec<Cow<'t, str>>>) -> String {
    let mut text = String::from(MARK);
    for row in rows {
        for (at, field) in row.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            push_quoted(field, &mut text);
        }
        text.push_str("\r\n");
    }
    text
}

fn field(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => guarded(text),
        Cell::Empty | Cell::Number(_) | Cell::Count(_) | Cell::Date(_) | Cell::Moment(_) | Cell::Flag(_) => Cow::Owned(cell.plain()),
    }
}

/// A text as a cell that stays a text.
fn guarded(text: &str) -> Cow<'_, str> {
    if is_mistaken(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether a spreadsheet would take a text for something else: a formula, or a number too long for it.
pub fn is_mistaken(text: &str) -> bool {
    let starts_a_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']);
    let is_long_number = text.len() > LONGEST_NUMBER && text.bytes().all(|byte| byte.is_ascii_digit());
    starts_a_formula || is_long_number || is_power(text)
}

/// `12e45678`: the short number of a commit may look like a power of ten.
fn is_power(text: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once(['e', 'E']).is_some_and(|(number, power)| is_digits(number) && is_digits(power))
}

fn push_quoted(field: &str, text: &mut String) {
    if field.contains(['"', ',', '\r', '\n']) || field.starts_with(' ') || field.ends_with(' ') {
        text.push('"');
        text.push_str(&field.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(field);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{write, write_words};
    use crate::output::data::table::{Cell, Column, Kind, Table};
    use crate::value::decimal::Decimal;

    const COLUMNS: &[Column] = &[
        Column { key: "name", title: "名称", meaning: "", kind: Kind::Text },
        Column { key: "value", title: "数值", meaning: "", kind: Kind::Number },
    ];

    fn one(cell: Cell) -> String {
        let table = Table { columns: COLUMNS, rows: vec![vec![cell, Cell::Number(Decimal::parse("-5").unwrap())]] };
        write(&table)
    }

    #[test]
    fn texts_stay_texts_and_numbers_stay_numbers() {
        for formula in ["=HYPERLINK(\"http://x\")", "+1", "-1", "@a", "\tx", "＝1"] {
            let text = one(Cell::Text(formula.into()));
            let cell = text.split("\r\n").nth(1).unwrap_or_default();
            assert!(cell.trim_start_matches('"').starts_with('\''), "{cell}");
            assert!(cell.ends_with(",-5"), "{cell}");
        }
        assert!(one(Cell::Text("123456789012".into())).contains("\r\n'123456789012,"));
        assert!(one(Cell::Text("12e4567890".into())).contains("\r\n'12e4567890,"));
        assert!(one(Cell::Text("12e45678ab".into())).contains("\r\n12e45678ab,"));
        assert!(one(Cell::Text("2022".into())).contains("\r\n2022,"));
    }

    #[test]
    fn quotes_commas_and_lines_survive() {
        assert_eq!(one(Cell::Text("甲\"乙\",丙\n丁".into())), "\u{FEFF}名称,数值\r\n\"甲\"\"乙\"\",丙\n丁\",-5\r\n");
        assert_eq!(write_words([vec!["甲", "=1"]].into_iter()), "\u{FEFF}甲,'=1\r\n");
        assert_eq!(one(Cell::Empty), "\u{FEFF}名称,数值\r\n,-5\r\n");
    }
}
