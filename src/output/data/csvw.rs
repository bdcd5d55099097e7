//! What the columns of the CSV files hold, for programs: CSV on the Web (W3C) beside the tables, under the name that its readers look for,
//! and a Data Package of all of them.

use crate::output::Context;
use crate::output::data::prepared::made;
use crate::output::data::table::{Column, Kind};
use crate::output::data::{DataKey, Form, Scope, Subject, path, words};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The name of the description of a folder's CSV files (CSVW, 5.3).
pub(super) const NAME: &str = "csv-metadata.json";

/// The description of the tables of a report, or of all.
pub(super) fn file(context: &Context<'_>, scope: Scope) -> Value {
    let mut file = Map::new();
    file.insert("@context".into(), json!(["http://www.w3.org/ns/csvw", { "@language": "zh" }]));
    file.insert("dc:title".into(), json!(title(context, scope)));
    file.insert("dc:description".into(), json!(words::warning(context).unwrap_or_else(|| words::NOTES.concat())));
    file.insert("dc:publisher".into(), json!(context.site.world.site.publisher));
    let dialect = json!({
        "encoding": "utf-8",
        "delimiter": ",",
        "quoteChar": "\"",
        "doubleQuote": true,
        "lineTerminators": ["\r\n"],
        "header": true,
        "headerRowCount": 1,
    });
    file.insert("dialect".into(), dialect);
    file.insert("tables".into(), Value::Array(Subject::ALL.map(table).into()));
    Value::Object(file)
}

fn title(context: &Context<'_>, scope: Scope) -> String {
    let mark = if context.site.world.site.sample { "【演示】" } else { "" };
    let reports: Vec<String> = words::reports(context, scope).into_iter().map(|(_, report)| words::quoted(report)).collect();
    format!("{mark}{}目标任务和完成情况数据", reports.join(""))
}

fn table(subject: Subject) -> Value {
    let mut schema = Map::new();
    schema.insert("columns".into(), subject.columns().iter().map(column).collect());
    let key = keys(subject);
    if !key.is_empty() {
        schema.insert("primaryKey".into(), json!(key));
    }
    json!({
        "url": format!("{}.{}", subject.name(), Form::Csv.ending()),
        "dc:title": subject.title(),
        "dc:description": subject.summary(),
        "tableSchema": schema,
    })
}

/// The columns that tell the rows of a table apart.
fn keys(subject: Subject) -> &'static [&'static str] {
    match subject {
        Subject::Targets | Subject::Offices | Subject::Ledger => &["year", "id"],
        Subject::Milestones => &["year", "target", "number"],
        // Two files may report of one day, and two changes be made on one.
        Subject::Figures | Subject::Changes => &[],
    }
}

fn column(column: &Column) -> Value {
    let datatype = match column.kind {
        Kind::Text => json!("string"),
        Kind::Number => json!("decimal"),
        Kind::Count => json!("nonNegativeInteger"),
        Kind::Date => json!({ "base": "date", "format": "yyyy-MM-dd" }),
        Kind::Moment => json!({ "base": "dateTime", "format": "yyyy-MM-dd HH:mm" }),
        Kind::Flag => json!({ "base": "boolean", "format": "是|否" }),
    };
    json!({
        "name": column.key,
        "titles": column.title,
        "datatype": datatype,
        "null": "",
        "required": column.is_always_given(),
        "dc:description": format!("{}。", column.meaning),
    })
}

/// `datapackage.json`: every table of every report and of all, with what its columns hold.
pub(super) fn package(context: &Context<'_>) -> Value {
    let site = &context.site.world.site;
    let scopes = (0..context.site.world.reports.len()).map(Scope::Report).chain([Scope::All]);
    let resources = scopes.flat_map(|scope| Subject::ALL.map(|subject| resource(context, scope, subject)));
    let mut package = Map::new();
    package.insert("name".into(), json!("gongkai-data"));
    package.insert("title".into(), json!(title(context, Scope::All)));
    package.insert("description".into(), json!(words::warning(context).unwrap_or_else(|| words::NOTES.concat())));
    package.extend(words::page(context).map(|page| ("homepage".into(), json!(page))));
    package.insert("contributors".into(), json!([{ "title": site.publisher, "role": "publisher" }]));
    let stated = site.open_data.terms_url.as_ref().filter(|_| !site.sample);
    package.extend(stated.map(|url| {
        let license = match &site.open_data.terms {
            Some(terms) => json!({ "path": url, "title": terms }),
            None => json!({ "path": url }),
        };
        ("licenses".into(), json!([license]))
    }));
    let sources = context.site.world.reports.iter().map(|report| json!({ "title": words::quoted(report) }));
    package.insert("sources".into(), sources.collect());
    package.insert("resources".into(), resources.flatten().collect());
    Value::Object(package)
}

fn resource(context: &Context<'_>, scope: Scope, subject: Subject) -> Option<Value> {
    let reports = &context.site.world.reports;
    let below = |form: Form| {
        let path = path(reports, &DataKey::Table(scope, subject, form))?;
        Some(path.as_str().strip_prefix("data/")?.to_owned())
    };
    let own = below(Form::Csv)?;
    let csv = made(context, scope, subject).csv;
    let mark = if context.site.world.site.sample { "【演示】" } else { "" };
    let title = match words::reports(context, scope).as_slice() {
        [(_, report)] => format!("{mark}{}{}", words::quoted(report), subject.title()),
        _ => format!("{mark}{}（全部年度）", subject.title()),
    };
    let others = [Form::Json, Form::Xlsx].into_iter().filter_map(|form| Some(json!({ "path": below(form)?, "mediatype": form.media() })));
    Some(json!({
        "name": own.trim_end_matches(".csv").replace('/', "-"),
        "title": title,
        "description": subject.summary(),
        "path": own,
        "format": "csv",
        "mediatype": Form::Csv.media(),
        "encoding": "utf-8",
        "bytes": csv.len(),
        "hash": format!("sha256:{}", sha256(csv.as_bytes())),
        "dialect": { "delimiter": ",", "quoteChar": "\"", "doubleQuote": true, "lineTerminator": "\r\n", "header": true },
        "schema": {
            "fields": subject.columns().iter().map(field).collect::<Vec<_>>(),
            "missingValues": [""],
            "primaryKey": primary(subject),
        },
        "gongkai:alternates": others.collect::<Vec<_>>(),
    }))
}

/// A Data Package knows columns by their names in the file.
fn primary(subject: Subject) -> Vec<&'static str> {
    let title = |key: &&str| subject.columns().iter().find(|column| column.key == *key).map(|column| column.title);
    keys(subject).iter().filter_map(title).collect()
}

fn field(column: &Column) -> Value {
    let mut field = Map::new();
    field.insert("name".into(), json!(column.title));
    field.insert("gongkai:key".into(), json!(column.key));
    let (kind, format) = match column.kind {
        Kind::Text => ("string", None),
        Kind::Number => ("number", None),
        Kind::Count => ("integer", None),
        Kind::Date => ("date", None),
        Kind::Moment => ("datetime", Some("%Y-%m-%d %H:%M")),
        Kind::Flag => ("boolean", None),
    };
    field.insert("type".into(), json!(kind));
    field.extend(format.map(|format| ("format".into(), json!(format))));
    if column.kind == Kind::Flag {
        field.insert("trueValues".into(), json!(["是"]));
        field.insert("falseValues".into(), json!(["否"]));
    }
    field.insert("description".into(), json!(format!("{}。", column.meaning)));
    if column.is_always_given() {
        field.insert("constraints".into(), json!({ "required": true }));
    }
    Value::Object(field)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
