//! A table as a workbook: one sheet with its rows, one that explains it. This is what the bytes are made from; they are written when the
//! file is rendered, so that an unchanged table costs no workbook.

use crate::assess::status::Status;
use crate::output::Context;
use crate::output::data::prepared::made;
use crate::output::data::table::{Cell, Column, Table};
use crate::output::data::{Scope, Subject, words};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A workbook.
#[derive(Clone, Debug)]
pub struct Workbook {
    /// The name of the sheet with the rows.
    pub sheet: String,
    /// The rows.
    pub table: Arc<Table>,
    /// The sheet 说明, row by row.
    pub notes: Vec<Note>,
    /// What a demonstration says on every sheet, on screen and on paper.
    pub warning: Option<String>,
}

/// A row of the sheet 说明.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// What the workbook is.
    Title(String),
    /// What must not be overlooked.
    Warning(String),
    /// The heading of a part.
    Heading(String),
    /// A sentence across the sheet.
    Sentence(String),
    /// The heads of a small table.
    Heads(Vec<String>),
    /// A row of a small table, or a name with what it is.
    Row(Vec<String>),
    /// An empty row.
    Gap,
}

impl Workbook {
    /// Everything that the bytes depend on.
    pub fn hash_into(&self, hasher: &mut blake3::Hasher) {
        let mut add = |kind: u8, text: &str| {
            hasher.update(&[kind]).update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
        };
        add(0, &self.sheet);
        add(1, self.warning.as_deref().unwrap_or(""));
        for note in &self.notes {
            add(2, &format!("{note:?}"));
        }
        for column in self.table.columns {
            add(3, column.title);
        }
        for cell in self.table.rows.iter().flatten() {
            add(tag(cell), &cell.plain());
        }
    }
}

/// Tells cells apart that read the same.
fn tag(cell: &Cell) -> u8 {
    match cell {
        Cell::Empty => 10,
        Cell::Text(_) => 11,
        Cell::Number(_) => 12,
        Cell::Count(_) => 13,
        Cell::Date(_) => 14,
        Cell::Moment(_) => 15,
        Cell::Flag(_) => 16,
    }
}

/// The workbook of a table.
pub(super) fn workbook(context: &Context<'_>, scope: Scope, subject: Subject) -> Workbook {
    let warning = words::warning(context);
    // A sheet that is copied into another workbook takes its name along.
    let sheet = if warning.is_some() { "演示数据_非真实" } else { subject.title() };
    Workbook {
        sheet: sheet.to_owned(),
        table: made(context, scope, subject).table,
        notes: notes(context, scope, subject, warning.as_deref()),
        warning,
    }
}

fn notes(context: &Context<'_>, scope: Scope, subject: Subject, warning: Option<&str>) -> Vec<Note> {
    let title = if warning.is_some() { format!("【演示】{}", subject.title()) } else { subject.title().to_owned() };
    let row = |cells: &[&str]| Note::Row(cells.iter().map(|cell| (*cell).to_owned()).collect());
    let heads = |cells: &[&str]| Note::Heads(cells.iter().map(|cell| (*cell).to_owned()).collect());
    let heading = |text: &str| [Note::Gap, Note::Heading(text.to_owned())];
    let mut notes = vec![Note::Title(title)];
    notes.extend(warning.map(|warning| Note::Warning(warning.to_owned())));
    notes.push(Note::Sentence(subject.summary().to_owned()));
    notes.extend(heading("来源"));
    notes.extend(words::facts(context, scope).iter().map(|(name, text)| row(&[name, text])));
    notes.extend(heading("使用说明"));
    notes.extend(words::NOTES.map(|note| Note::Sentence(note.to_owned())));
    notes.extend(heading("各列的含义"));
    notes.push(heads(&["列名", "JSON 键名", "类型", "含义"]));
    let explained = |column: &Column| row(&[column.title, column.key, column.kind.word(), column.meaning]);
    notes.extend(subject.columns().iter().map(explained));
    let units = units(context, scope);
    if !units.is_empty() && matches!(subject, Subject::Targets | Subject::Figures | Subject::Ledger) {
        notes.extend(heading("单位"));
        notes.push(heads(&["单位", "读作"]));
        notes.extend(units.iter().map(|(key, label)| row(&[key, label])));
    }
    if matches!(subject, Subject::Targets | Subject::Ledger) {
        notes.extend(heading("状态"));
        notes.push(heads(&["状态", "状态编号", "", "含义"]));
        notes.extend(Status::ALL.map(|status| row(&[status.chip(), status.code(), "", status.label()])));
        notes.push(Note::Sentence("评价规则和公式见本站的“评价办法”。".to_owned()));
    }
    notes.extend(words::reports(context, scope).iter().filter_map(|(_, report)| words::citation(context, report)).enumerate().flat_map(
        |(at, citation)| {
            let heading = (at == 0).then(|| heading("引用格式")).into_iter().flatten();
            heading.chain([Note::Sentence(citation)]).collect::<Vec<_>>()
        },
    ));
    notes
}

/// The units in use, with what people read.
fn units(context: &Context<'_>, scope: Scope) -> BTreeMap<String, String> {
    let targets = words::reports(context, scope).into_iter().flat_map(|(_, report)| &report.targets);
    let units = targets.filter_map(|target| target.unit.as_ref());
    units.map(|unit| (unit.key().to_owned(), unit.label().to_owned())).collect()
}
