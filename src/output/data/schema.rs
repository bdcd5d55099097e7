//! JSON Schemas (2020-12) of the JSON files, made from the lists that the files themselves are written from: every key with its Chinese name
//! and meaning, none besides.

use crate::output::catalog;
use crate::output::data::fields::{CATALOG, Key, REPORT, SITE, Shape, TARGET};
use crate::output::data::table::Kind;
use crate::output::data::{SchemaKey, Subject};
use serde_json::{Map, Value, json};

/// Raised when a program that reads the files has to be changed.
const VERSION: u32 = 1;

/// The file of a schema.
pub(super) fn file(key: SchemaKey) -> Value {
    let (title, description, body) = match key {
        SchemaKey::Table(subject) => (subject.title(), subject.summary(), table(subject)),
        SchemaKey::Target => (
            "单项目标",
            "一项目标的原文、目标值、最新完成情况、应完成数、状态和历次数据。",
            json!({ "$ref": "#/$defs/file", "$defs": { "file": closed(vec![
                ("report".into(), reference("report")),
                ("target".into(), reference("target")),
            ]), "report": object(&REPORT), "target": object(&TARGET) } }),
        ),
        SchemaKey::Catalog => ("公开目录", "本站公开的信息，每件一条。", catalogue()),
    };
    let mut file = Map::new();
    file.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    file.insert("$id".into(), json!(format!("urn:gongkai:schema:{}:{VERSION}", key.name())));
    file.insert("version".into(), json!(VERSION));
    file.insert("title".into(), json!(title));
    file.insert("description".into(), json!(description));
    file.extend(body.as_object().cloned().unwrap_or_default());
    Value::Object(file)
}

/// A file of a report, or of all.
fn table(subject: Subject) -> Value {
    let rows = json!({ "type": "array", "items": reference("row"), "title": subject.title(), "description": subject.summary() });
    let name = subject.name().to_owned();
    let row = match subject {
        Subject::Targets => object(&TARGET),
        Subject::Figures | Subject::Milestones | Subject::Changes | Subject::Offices | Subject::Ledger => {
            object(&subject.columns().iter().map(Key::of).collect::<Vec<_>>())
        }
    };
    let of_report = closed(vec![("report".into(), reference("report")), (name.clone(), rows.clone())]);
    // Targets of several reports stand below their own report.
    let of_all = match subject {
        Subject::Targets => {
            let reports = json!({
                "type": "array",
                "items": reference("file"),
                "title": "各年度",
                "description": "每个年度的报告和它的目标，新的在前。",
            });
            closed(vec![("site".into(), reference("site")), ("reports".into(), reports)])
        }
        Subject::Figures | Subject::Milestones | Subject::Changes | Subject::Offices | Subject::Ledger => {
            closed(vec![("site".into(), reference("site")), (name, rows)])
        }
    };
    json!({
        "oneOf": [reference("file"), reference("all")],
        "$defs": { "file": of_report, "all": of_all, "site": object(&SITE), "report": object(&REPORT), "row": row },
    })
}

fn catalogue() -> Value {
    let items = object(&catalog::FIELDS.iter().map(Key::of).collect::<Vec<_>>());
    let list = json!({ "type": "array", "items": items, "title": "条目", "description": "公开的信息，每件一条。" });
    let mut properties: Vec<(String, Value)> = CATALOG.iter().map(|key| (key.key.to_owned(), value(key))).collect();
    properties.push(("items".into(), list));
    closed(properties)
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// An object with these keys, all of them always and no other.
fn object(keys: &[Key]) -> Value {
    closed(keys.iter().map(|key| (key.key.to_owned(), value(key))).collect())
}

fn closed(properties: Vec<(String, Value)>) -> Value {
    let required: Vec<&String> = properties.iter().map(|(key, _)| key).collect();
    let required = json!(required);
    json!({
        "type": "object",
        "required": required,
        "additionalProperties": false,
        "properties": properties.into_iter().collect::<Map<_, _>>(),
    })
}

fn value(key: &Key) -> Value {
    let body = match key.shape {
        Shape::Plain(kind) => plain(kind, key.nullable),
        Shape::Word(words) => {
            let words = words().into_iter().map(|word| json!(word));
            json!({ "enum": words.chain(key.nullable.then_some(Value::Null)).collect::<Vec<_>>() })
        }
        Shape::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::Object(keys) if key.nullable => json!({ "anyOf": [object(keys), { "type": "null" }] }),
        Shape::Object(keys) => object(keys),
        Shape::Objects(keys) => json!({ "type": "array", "items": object(keys) }),
    };
    let mut schema = Map::new();
    schema.insert("title".into(), json!(key.title));
    schema.insert("description".into(), json!(format!("{}。", key.meaning)));
    schema.extend(body.as_object().cloned().unwrap_or_default());
    Value::Object(schema)
}

fn plain(kind: Kind, nullable: bool) -> Value {
    let types = |name: &str| if nullable { json!([name, "null"]) } else { json!(name) };
    match kind {
        Kind::Text => json!({ "type": types("string") }),
        Kind::Number => json!({ "type": types("number") }),
        Kind::Count => json!({ "type": types("integer"), "minimum": 0 }),
        Kind::Date => json!({ "type": types("string"), "format": "date" }),
        Kind::Moment => json!({ "type": types("string"), "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$" }),
        Kind::Flag => json!({ "type": types("boolean") }),
    }
}
