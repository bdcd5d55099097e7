//! A table as JSON: one flat object a row, with the keys of the columns; what is empty is `null`, and keys are always there.

use crate::output::Context;
use crate::output::data::nested::{head, number, site_head};
use crate::output::data::table::{Cell, Table};
use crate::output::data::{Scope, Subject};
use crate::value::date::moment_text;
use serde_json::{Map, Value, json};

/// The file of a subject.
pub(super) fn file(context: &Context<'_>, scope: Scope, subject: Subject, table: &Table) -> Value {
    let rows = Value::Array(objects(table));
    let mut file = Map::new();
    match scope {
        Scope::Report(at) => file.insert("report".into(), context.site.world.reports.get(at).map_or(Value::Null, |it| head(context, it))),
        Scope::All => file.insert("site".into(), site_head(context)),
    };
    file.insert(subject.name().into(), rows);
    Value::Object(file)
}

/// The rows of a table.
pub(super) fn objects(table: &Table) -> Vec<Value> {
    let object =
        |row: &Vec<Cell>| Value::Object(table.columns.iter().zip(row).map(|(column, cell)| (column.key.into(), value(cell))).collect());
    table.rows.iter().map(object).collect()
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => json!(text),
        Cell::Number(decimal) => number(decimal),
        Cell::Count(count) => json!(count),
        Cell::Date(date) => json!(date.to_string()),
        Cell::Moment(moment) => json!(moment_text(*moment)),
        Cell::Flag(flag) => json!(flag),
    }
}
