//! What may stand behind a key, and how JSON Schema says it.

use crate::syntax::fields::Known;
use crate::syntax::schema::meaning;
use serde_json::{Map, Value, json};

/// What stands behind a key.
pub(super) enum Shape {
    /// Any words; a number or `no` is the text that stands there.
    Text,
    /// A permanent part of an address.
    Slug,
    /// `2022-06-30`
    Date,
    /// `2022-07-15 09:00`
    Moment,
    /// An exact amount.
    Decimal,
    /// A whole number from 0.
    Integer,
    /// `true` or `false`
    Boolean,
    /// `xx`, `XX.X`
    Mask,
    /// One of some words, each with its meaning.
    Words(Vec<(&'static str, &'static str)>),
    /// A list.
    List(Box<Shape>),
    /// A mapping with ids as keys.
    ById(Box<Shape>),
    /// A mapping with days as keys.
    ByDate(Box<Shape>),
    /// A mapping with years as keys.
    ByYear(Box<Shape>),
    /// A mapping with words of the office's own as keys.
    ByWord(Box<Shape>),
    /// A mapping with known keys.
    Fields(Record),
    /// One of several.
    Either(Vec<Shape>),
}

/// A mapping with known keys.
pub(super) struct Record {
    /// What it is, in Chinese.
    pub(super) title: &'static str,
    /// Its keys, from the decoder.
    pub(super) known: Known,
    /// Those that must be there.
    pub(super) required: &'static [&'static str],
    /// What stands behind the keys that do not hold text.
    pub(super) shapes: Vec<(&'static str, Shape)>,
}

/// The words of a decoder's table.
pub(super) fn words<T>(table: &'static [(&'static str, &'static str, T)]) -> Shape {
    Shape::Words(table.iter().map(|(word, meaning, _)| (*word, *meaning)).collect())
}

/// A list of a shape.
pub(super) fn list(shape: Shape) -> Shape {
    Shape::List(Box::new(shape))
}

impl Shape {
    /// The shape as JSON Schema.
    pub(super) fn json(&self) -> Value {
        match self {
            Self::Text => json!({"type": ["string", "number", "boolean"]}),
            Self::Slug => json!({"type": ["string", "number"], "pattern": "^[a-z0-9][a-z0-9-]*$"}),
            Self::Date => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
            Self::Moment => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$"}),
            Self::Decimal => json!({"type": ["number", "string"], "pattern": "^-?[0-9]+([.][0-9]+)?$"}),
            Self::Integer => json!({"type": "integer", "minimum": 0}),
            Self::Boolean => json!({"type": "boolean"}),
            Self::Mask => json!({"type": "string", "pattern": "^[xXｘＸ×]+([.][xXｘＸ×]+)*$"}),
            Self::Words(words) => {
                let all: Vec<Value> = words.iter().map(|(word, meaning)| json!({"const": word, "description": meaning})).collect();
                json!({"oneOf": all})
            }
            Self::List(item) => json!({"type": "array", "items": item.json()}),
            Self::ById(entry) => {
                json!({"type": "object", "propertyNames": Self::Slug.keys(), "additionalProperties": nullable(entry.json())})
            }
            Self::ByDate(entry) => json!({"type": "object", "propertyNames": Self::Date.keys(), "additionalProperties": entry.json()}),
            Self::ByYear(entry) => {
                json!({"type": "object", "propertyNames": {"pattern": "^[0-9]{4}$"}, "additionalProperties": entry.json()})
            }
            Self::ByWord(entry) => json!({"type": "object", "additionalProperties": nullable(entry.json())}),
            Self::Fields(record) => record.json(),
            Self::Either(shapes) => json!({"anyOf": shapes.iter().map(Self::json).collect::<Vec<Value>>()}),
        }
    }

    /// The pattern alone, for keys, which are always text.
    fn keys(&self) -> Value {
        json!({"pattern": self.json().get("pattern").cloned().unwrap_or_default()})
    }
}

impl Record {
    /// The mapping as JSON Schema.
    pub(super) fn json(&self) -> Value {
        let mut properties = Map::new();
        for (key, _) in self.known {
            properties.insert((*key).to_owned(), self.property(key));
        }
        let mut schema = json!({"title": self.title, "type": "object", "properties": properties, "additionalProperties": false});
        if let (Value::Object(schema), false) = (&mut schema, self.required.is_empty()) {
            schema.insert("required".into(), json!(self.required));
        }
        schema
    }

    fn property(&self, key: &str) -> Value {
        let shape = self.shapes.iter().find(|(name, _)| *name == key).map_or(&Shape::Text, |(_, shape)| shape);
        // A key with nothing behind it is one that is not there.
        let schema = if self.required.contains(&key) { shape.json() } else { nullable(shape.json()) };
        let mut property = Map::new();
        property.insert("description".into(), json!(meaning(self.known, key)));
        if let Value::Object(schema) = schema {
            property.extend(schema.into_iter().filter(|(key, _)| key != "title"));
        }
        Value::Object(property)
    }
}

/// The schema, or nothing written.
fn nullable(schema: Value) -> Value {
    if schema.as_object().is_some_and(Map::is_empty) { schema } else { json!({"anyOf": [schema, {"type": "null"}]}) }
}

#[cfg(test)]
mod tests {
    use super::super::files;
    use super::{Record, Shape};

    /// A shape or a required key that no decoder knows is a slip of the pen.
    #[test]
    fn shapes_and_required_keys_belong_to_keys_of_the_decoders() {
        fn record(record: &Record) {
            let known = |key: &str| record.known.iter().any(|(name, _)| *name == key);
            for key in record.required.iter().copied().chain(record.shapes.iter().map(|(key, _)| *key)) {
                assert!(known(key), "{}: no key {key}", record.title);
            }
            record.shapes.iter().for_each(|(_, inner)| shape(inner));
        }
        fn shape(inner: &Shape) {
            match inner {
                Shape::List(inner) | Shape::ById(inner) | Shape::ByDate(inner) | Shape::ByYear(inner) | Shape::ByWord(inner) => {
                    shape(inner)
                }
                Shape::Fields(inner) => record(inner),
                Shape::Either(shapes) => shapes.iter().for_each(shape),
                _ => {}
            }
        }
        for file in [files::site, files::report, files::target, files::figures, files::chapter, files::article] {
            record(&file());
        }
        for file in [files::column, files::column_article, files::wording, files::calendar] {
            record(&file());
        }
        files::lists().iter().for_each(|(_, file)| record(file));
    }
}
