//! Text of any kind: CSV as a table, the rest as it stands.

use super::{Cell, Found, Refusal, Row, Table, flow};
use encoding_rs::{Encoding, GB18030};
use std::borrow::Cow;

/// Reads a text, or refuses bytes that are none.
pub(super) fn read(name: &str, bytes: &[u8], found: &mut Found) -> Result<(), Refusal> {
    let text = decoded(bytes).ok_or(Refusal::Unknown)?;
    // The numbers of a drawing are its geometry.
    if text.contains("<svg") && flow::words(text.as_bytes(), "", false, found).is_ok() {
        return Ok(());
    }
    if name.to_ascii_lowercase().ends_with(".csv") {
        found.tables.push(table(&text));
    } else {
        found.part("", text.into_owned());
    }
    Ok(())
}

/// UTF-8, UTF-16 with its mark, or what Notepad and Excel write on Chinese Windows.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, _, is_broken) = encoding.decode(bytes);
        return (!is_broken).then_some(text);
    }
    if bytes.contains(&0) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    let (text, _, is_broken) = GB18030.decode(bytes);
    (!is_broken).then_some(text)
}

/// Comma-separated values as a table; a quoted cell may hold commas and lines.
pub(super) fn table(text: &str) -> Table {
    let mut rows = Vec::new();
    let mut cells: Vec<Cell> = Vec::new();
    let (mut number, mut column, mut cell, mut quoted) = (1, 1, String::new(), false);
    let mut chars = text.chars().peekable();
    let close = |cell: &mut String, column: u32, cells: &mut Vec<Cell>| {
        let text = std::mem::take(cell).trim().to_owned();
        if !text.is_empty() {
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            cells.push(Cell { column, text, is_number });
        }
    };
    while let Some(c) = chars.next() {
        match (c, quoted) {
            ('"', true) if chars.peek() == Some(&'"') => cell.extend(chars.next()),
            ('"', _) => quoted = !quoted,
            (',', false) => {
                close(&mut cell, column, &mut cells);
                column += 1;
            }
            ('\n', false) => {
                close(&mut cell, column, &mut cells);
                rows.push(Row { number, cells: std::mem::take(&mut cells) });
                (number, column) = (number + 1, 1);
            }
            (c, _) => cell.push(c),
        }
    }
    close(&mut cell, column, &mut cells);
    rows.push(Row { number, cells });
    rows.retain(|row| !row.cells.is_empty());
    Table { place: String::new(), is_sheet: false, rows }
}
