//! Running text of Word and PowerPoint: paragraphs, tables, tracked changes, hidden words. Both write paragraphs as `p`, words as `t` and
//! tables as `tbl`, `tr`, `tc`, under other prefixes.

use super::xml::{Attributes, Node, walk};
use super::{Cell, Found, MarkKind, Refusal, Row, Table};

/// Elements of a tracked change that hold words.
const CHANGES: [&str; 4] = ["ins", "del", "moveFrom", "moveTo"];

/// A table that has begun.
#[derive(Default)]
struct OpenTable {
    rows: Vec<Row>,
    cells: Vec<Cell>,
    cell: String,
}

/// What the walk knows at a place.
struct Flow<'a> {
    found: &'a mut Found,
    /// 正文, 页眉, 第3页 …; paragraphs of the body are counted.
    place: String,
    counted: bool,
    paragraphs: usize,
    tables_seen: usize,
    /// Text of paragraphs that have begun; a text box holds paragraphs inside one.
    open: Vec<String>,
    tables: Vec<OpenTable>,
    /// Whether text is being taken: inside `t`, `delText`, `instrText`.
    takes: bool,
    in_run: usize,
    in_properties: usize,
    hidden_run: bool,
    hidden: bool,
    changes: usize,
    changed: bool,
    comment: Option<String>,
}

/// Reads a part. `counted` numbers its paragraphs.
pub(super) fn read(bytes: &[u8], place: &str, counted: bool, found: &mut Found) -> Result<(), Refusal> {
    let mut flow = Flow {
        found,
        place: place.to_owned(),
        counted,
        paragraphs: 0,
        tables_seen: 0,
        open: Vec::new(),
        tables: Vec::new(),
        takes: false,
        in_run: 0,
        in_properties: 0,
        hidden_run: false,
        hidden: false,
        changes: 0,
        changed: false,
        comment: None,
    };
    walk(bytes, |node| match node {
        Node::Start(name, attributes) => flow.start(name, attributes),
        Node::Text(text) => flow.text(text),
        Node::End(name) => flow.end(name),
    })?;
    let (hidden, changed, place) = (flow.hidden, flow.changed, flow.place.clone());
    if hidden {
        found.mark(MarkKind::Hidden, format!("{place}有隐藏的文字"), "");
    }
    if changed {
        found.mark(MarkKind::TrackedChange, place, "");
    }
    Ok(())
}

impl Flow<'_> {
    fn start(&mut self, name: &str, attributes: &Attributes) {
        if let Some(author) = attributes.get("author") {
            self.found.mark(MarkKind::Author, "修订或批注的作者", author);
        }
        match name {
            "p" => self.open.push(String::new()),
            "r" => (self.in_run, self.hidden_run) = (self.in_run + 1, false),
            "rPr" => self.in_properties += 1,
            "vanish" if self.in_run > 0 && self.in_properties > 0 => {
                self.hidden_run = !matches!(attributes.get("val"), Some("0" | "false" | "off"));
            }
            "t" | "delText" | "instrText" => self.takes = true,
            "tab" if self.in_properties == 0 => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "tbl" => {
                self.tables_seen += 1;
                self.tables.push(OpenTable::default());
            }
            "comment" | "cm" => self.comment = Some(String::new()),
            "sld" if attributes.get("show") == Some("0") => self.found.mark(MarkKind::Hidden, format!("{}是隐藏的", self.place), ""),
            name if CHANGES.contains(&name) => {
                self.changes += 1;
                self.changed = true;
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.takes {
            self.hidden |= self.hidden_run && !text.trim().is_empty();
            self.push(text);
        } else if let Some(comment) = &mut self.comment {
            comment.push_str(text);
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" | "delText" | "instrText" => self.takes = false,
            "r" => (self.in_run, self.hidden_run) = (self.in_run.saturating_sub(1), false),
            "rPr" => self.in_properties = self.in_properties.saturating_sub(1),
            "p" => self.paragraph(),
            "tc" | "tr" | "tbl" => self.table(name),
            "comment" | "cm" => {
                let comment = self.comment.take().unwrap_or_default();
                self.found.mark(MarkKind::Comment, self.place.clone(), "");
                self.found.part(self.place.clone(), comment);
            }
            name if CHANGES.contains(&name) => self.changes = self.changes.saturating_sub(1),
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        let text = self.open.pop().unwrap_or_default();
        if let Some(table) = self.tables.last_mut() {
            table.cell.push_str(&text);
            table.cell.push('\n');
            return;
        }
        self.paragraphs += 1;
        let place = if self.counted { format!("{}第{}段", self.place, self.paragraphs) } else { self.place.clone() };
        self.found.part(place, text);
    }

    fn table(&mut self, name: &str) {
        let Some(table) = self.tables.last_mut() else { return };
        match name {
            "tc" => {
                let column = u32::try_from(table.cells.len() + 1).unwrap_or(u32::MAX);
                let text = std::mem::take(&mut table.cell).trim().to_owned();
                table.cells.push(Cell { column, text, is_number: false });
            }
            "tr" => {
                let number = u32::try_from(table.rows.len() + 1).unwrap_or(u32::MAX);
                table.rows.push(Row { number, cells: std::mem::take(&mut table.cells) });
            }
            _ => {
                let rows = std::mem::take(&mut table.rows);
                self.tables.pop();
                let place = format!("{}第{}个表格", if self.counted { "" } else { &self.place }, self.tables_seen);
                self.found.tables.push(Table { place, is_sheet: false, rows });
            }
        }
    }
}

/// All the words of a part of no particular shape, a line for each element that holds any; with the values of the attributes that some
/// parts keep words in.
pub(super) fn words(bytes: &[u8], place: &str, attributes_too: bool, found: &mut Found) -> Result<(), Refusal> {
    let mut text = String::new();
    // The form of a run stands inside it and splits no word.
    let mut in_form = 0usize;
    walk(bytes, |node| match node {
        Node::Start(name, attributes) => {
            in_form += usize::from(name == "rPr");
            if in_form == 0 && !matches!(name, "t" | "r") {
                text.push('\n');
            }
            if attributes_too {
                let kept =
                    attributes.values().filter(|(key, _)| matches!(*key, "v" | "val" | "name" | "title" | "descr" | "Value" | "Name"));
                kept.for_each(|(_, value)| {
                    text.push('\n');
                    text.push_str(value);
                });
            }
        }
        Node::Text(words) => text.push_str(words.trim_matches(['\r', '\n'])),
        Node::End(name) => in_form = in_form.saturating_sub(usize::from(name == "rPr")),
    })?;
    found.part(place, text);
    Ok(())
}
