//! JSON Schemas of the YAML files, for editors: made from the very tables of keys and words that the decoders read by, so that no key can be
//! in one and not in the other. What a schema cannot say (which parts belong together, what refers to what) the program checks.

mod files;
mod shape;

use crate::syntax::fields::Known;
use crate::syntax::schema::shape::Record;
use serde_json::{Value, json};

/// A kind of file with its schema.
pub struct Schema {
    /// The schema's file name without its ending: `targets`.
    pub name: &'static str,
    /// The title, in Chinese.
    pub title: &'static str,
    /// The schema.
    pub json: Value,
}

/// Every schema, in the order in which people meet the files.
pub fn all() -> Vec<Schema> {
    let site = files::site();
    let report = files::report();
    let figures = files::figures();
    vec![
        whole("site", &site),
        whole("report", &report),
        Schema {
            name: "targets",
            title: "目标任务",
            json: documented("目标任务", json!({"type": ["array", "null"], "items": files::target().json()})),
        },
        whole("figures", &figures),
        Schema { name: "list", title: "清单", json: documented("清单", files::list_file()) },
        whole("wording", &files::wording()),
        whole("calendar", &files::calendar()),
        whole("chapter", &files::chapter()),
        whole("page", &files::article()),
        whole("column", &files::column()),
        whole("article", &files::column_article()),
    ]
}

fn whole(name: &'static str, record: &Record) -> Schema {
    Schema { name, title: record.title, json: documented(record.title, record.json()) }
}

/// The schema with what makes it a document of its own.
fn documented(title: &str, schema: Value) -> Value {
    let mut document = serde_json::Map::new();
    document.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    document.insert("title".into(), json!(title));
    if let Value::Object(schema) = schema {
        document.extend(schema.into_iter().filter(|(key, _)| key != "title"));
    }
    Value::Object(document)
}

/// The Chinese meaning of a key.
fn meaning(known: Known, key: &str) -> &'static str {
    known.iter().find(|(name, _)| *name == key).map_or("", |(_, meaning)| meaning)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::all;
    use serde_json::Value;

    #[test]
    fn every_schema_describes_each_of_its_keys_in_chinese() {
        fn descend(name: &str, value: &Value) {
            match value {
                Value::Object(map) => {
                    if let Some(properties) =
                        map.get("properties").and_then(Value::as_object).filter(|_| map.contains_key("additionalProperties"))
                    {
                        for (key, property) in properties {
                            let said = property.get("description").and_then(Value::as_str).unwrap_or_default();
                            assert!(said.chars().any(|c| c > '\u{2E80}'), "{name}: {key} is not described");
                        }
                    }
                    map.values().for_each(|value| descend(name, value));
                }
                Value::Array(values) => values.iter().for_each(|value| descend(name, value)),
                _ => {}
            }
        }
        let all = all();
        assert!(all.len() >= 11);
        all.iter().for_each(|schema| descend(schema.name, &schema.json));
    }
}
