//! One sheet of a workbook: its cells, and which rows and columns are hidden.

use super::xml::{Attributes, Node, walk};
use super::{Cell, Found, MarkKind, Refusal, Row, Table, column_letters};
use std::collections::BTreeSet;

/// Words that cells share, and which of them a cell shows.
pub(super) struct Words {
    pub(super) shared: Vec<String>,
    pub(super) used: BTreeSet<usize>,
}

struct Sheet<'a> {
    words: &'a mut Words,
    rows: Vec<Row>,
    /// First and last of each run of hidden columns.
    hidden_columns: Vec<(u32, u32)>,
    hidden_rows: BTreeSet<u32>,
    columns_used: BTreeSet<u32>,
    row: u32,
    column: u32,
    kind: String,
    in_cell: bool,
    in_formula: bool,
    text: String,
    formula: String,
    /// Header, footer, lists to choose from: whatever stands outside the cells.
    other: String,
}

/// Reads a sheet.
pub(super) fn read(bytes: &[u8], name: &str, hidden: bool, words: &mut Words, found: &mut Found) -> Result<(), Refusal> {
    let mut sheet = Sheet {
        words,
        rows: Vec::new(),
        hidden_columns: Vec::new(),
        hidden_rows: BTreeSet::new(),
        columns_used: BTreeSet::new(),
        row: 0,
        column: 0,
        kind: String::new(),
        in_cell: false,
        in_formula: false,
        text: String::new(),
        formula: String::new(),
        other: String::new(),
    };
    walk(bytes, |node| match node {
        Node::Start(name, attributes) => sheet.start(name, attributes),
        Node::Text(text) => sheet.text(text),
        Node::End(name) => sheet.end(name),
    })?;
    sheet.finish(name, hidden, found);
    Ok(())
}

impl Sheet<'_> {
    fn start(&mut self, name: &str, attributes: &Attributes) {
        let number = |key: &str| attributes.get(key).and_then(|value| value.parse::<u32>().ok());
        let no_size = |key: &str| attributes.get(key).and_then(|value| value.parse::<f32>().ok()).is_some_and(|size| size <= 0.0);
        match name {
            "col" if attributes.is_on("hidden") || no_size("width") => {
                let first = number("min").unwrap_or(1);
                self.hidden_columns.push((first, number("max").unwrap_or(first)));
            }
            "row" => {
                self.row = number("r").unwrap_or(self.row.saturating_add(1));
                self.column = 0;
                if attributes.is_on("hidden") || no_size("ht") {
                    self.hidden_rows.insert(self.row);
                }
                self.rows.push(Row { number: self.row, cells: Vec::new() });
            }
            "c" => {
                self.column = attributes.get("r").and_then(column_of).unwrap_or(self.column.saturating_add(1));
                attributes.get("t").unwrap_or("n").clone_into(&mut self.kind);
                self.in_cell = true;
                self.text.clear();
            }
            "f" => self.in_formula = true,
            "hyperlink" | "dataValidation" => {
                let is_words = |key: &str| matches!(key, "location" | "display" | "tooltip" | "prompt" | "error");
                for (_, value) in attributes.values().filter(|(key, _)| is_words(key)) {
                    self.other.push_str(value);
                    self.other.push('\n');
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match (self.in_formula, self.in_cell) {
            (true, _) => self.formula.push_str(text),
            (false, true) => self.text.push_str(text),
            (false, false) if !text.trim().is_empty() => {
                self.other.push_str(text);
                self.other.push('\n');
            }
            (false, false) => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "f" => {
                self.in_formula = false;
                self.formula.push('\n');
            }
            "c" => self.cell(),
            _ => {}
        }
    }

    fn cell(&mut self) {
        self.in_cell = false;
        let text = match self.kind.as_str() {
            "s" => {
                let at = self.text.trim().parse::<usize>().ok();
                self.words.used.extend(at);
                at.and_then(|at| self.words.shared.get(at)).cloned().unwrap_or_default()
            }
            _ => self.text.trim().to_owned(),
        };
        if text.trim().is_empty() {
            return;
        }
        self.columns_used.insert(self.column);
        let cell = Cell { column: self.column, text, is_number: self.kind == "n" };
        if self.rows.is_empty() {
            self.rows.push(Row { number: 1, cells: Vec::new() });
        }
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(cell);
        }
    }

    fn finish(mut self, name: &str, hidden: bool, found: &mut Found) {
        self.rows.retain(|row| !row.cells.is_empty());
        if hidden && !self.rows.is_empty() {
            found.mark(MarkKind::Hidden, format!("工作表“{name}”是隐藏的"), "");
        }
        let rows: Vec<String> =
            self.rows.iter().filter(|row| self.hidden_rows.contains(&row.number)).map(|row| row.number.to_string()).collect();
        if !rows.is_empty() {
            found.mark(MarkKind::Hidden, format!("工作表“{name}”有隐藏的行（第{}行）", few(&rows)), "");
        }
        let used = |(first, last): &(u32, u32)| self.columns_used.range(first..=last.max(first)).copied().collect::<Vec<_>>();
        let columns: BTreeSet<u32> = self.hidden_columns.iter().take(1000).flat_map(used).collect();
        if !columns.is_empty() {
            let letters: Vec<String> = columns.into_iter().map(column_letters).collect();
            found.mark(MarkKind::Hidden, format!("工作表“{name}”有隐藏的列（{}列）", few(&letters)), "");
        }
        found.part(format!("{name}的公式"), self.formula);
        found.part(name, self.other);
        if !self.rows.is_empty() {
            found.tables.push(Table { place: name.to_owned(), is_sheet: true, rows: self.rows });
        }
    }
}

/// The first few of some names, and how many there are.
fn few(names: &[String]) -> String {
    let shown = names.iter().take(5).map(String::as_str).collect::<Vec<_>>().join("、");
    if names.len() > 5 { format!("{shown}等{}", names.len()) } else { shown }
}

/// `D7` → 4
fn column_of(reference: &str) -> Option<u32> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).take(3);
    let column = letters.fold(0u32, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    (column > 0).then_some(column)
}
