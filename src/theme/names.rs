//! Finds field names in templates that no view has.
//!
//! The engine stops at `{{ frame.titel }}` when it renders, but takes `{% if frame.titel %}` for a quiet no. A misspelt condition would
//! leave a part of the site empty without a word, so every name after a dot is compared with the fields of the view types, and every
//! free name with the two that a template gets.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use tera::Tera;

use crate::theme::error::ThemeError;

/// The view types' own source is the list of their fields, so the two cannot differ.
const VIEW_SOURCES: [&str; 16] = [
    include_str!("../view.rs"),
    include_str!("../view/catalog.rs"),
    include_str!("../view/chapter.rs"),
    include_str!("../view/chart.rs"),
    include_str!("../view/column.rs"),
    include_str!("../view/frame.rs"),
    include_str!("../view/home.rs"),
    include_str!("../view/ledger.rs"),
    include_str!("../view/list.rs"),
    include_str!("../view/method.rs"),
    include_str!("../view/progress.rs"),
    include_str!("../view/picture.rs"),
    include_str!("../view/prose.rs"),
    include_str!("../view/search.rs"),
    include_str!("../view/shared.rs"),
    include_str!("../view/target.rs"),
];

/// Fields of the engine's own `loop`.
const LOOP_FIELDS: [&str; 5] = ["index", "index0", "first", "last", "length"];

/// Every unknown name in every template.
pub(super) fn check(tera: &Tera, texts: &BTreeMap<String, String>) -> Vec<ThemeError> {
    let known = known_fields();
    let mut errors = Vec::new();
    for (name, text) in texts {
        for field in fields(text) {
            let word = text.get(field.clone()).unwrap_or_default();
            if !known.contains(word) {
                let near = nearest(word, &known);
                let error = ThemeError::in_template(name, format!("页面数据里没有“{word}”这一项")).at(text, field.start);
                errors.push(near.map_or(error.clone(), |near| error.remedy(&format!("是不是“{near}”？"))));
            }
        }
        let free = tera.get_template_variables(name).unwrap_or_default();
        let strangers: BTreeSet<&str> = free.into_iter().filter(|variable| !matches!(*variable, "frame" | "page")).collect();
        for stranger in strangers {
            let error = ThemeError::in_template(name, format!("模板里没有“{stranger}”这个变量")).remedy("可用的只有 frame 和 page。");
            errors.push(text.find(stranger).map_or(error.clone(), |at| error.at(text, at)));
        }
    }
    errors
}

fn known_fields() -> BTreeSet<&'static str> {
    let fields = VIEW_SOURCES.iter().flat_map(|source| source.lines()).filter_map(|line| {
        let (name, _) = line.trim_start().strip_prefix("pub ")?.split_once(':')?;
        name.bytes().all(is_word).then_some(name)
    });
    fields.chain(LOOP_FIELDS).collect()
}

fn nearest<'a>(word: &str, known: &BTreeSet<&'a str>) -> Option<&'a str> {
    let near = known.iter().map(|name| (strsim::osa_distance(word, name), *name)).min()?;
    (near.0 <= 2).then_some(near.1)
}

/// Where a name follows a dot inside `{{ }}` or `{% %}`, outside of strings and of component names.
fn fields(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for tag in tags(text) {
        let bytes = text.as_bytes().get(tag.clone()).unwrap_or_default();
        if text.get(tag.clone()).is_some_and(defines_component) {
            continue;
        }
        let mut quote = None;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let after_name = at > 0 && bytes.get(at - 1).is_some_and(|before| is_word(*before) || matches!(before, b']' | b'?'));
            match quote {
                Some(mark) if byte == mark => quote = None,
                None if matches!(byte, b'"' | b'\'' | b'`') => quote = Some(byte),
                None if byte == b'.' && after_name => {
                    let length = bytes.iter().skip(at + 1).take_while(|byte| is_word(**byte)).count();
                    let digits = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
                    if length > 0 && !digits && !in_component_name(bytes, at) {
                        found.push(tag.start + at + 1..tag.start + at + 1 + length);
                    }
                    at += length;
                }
                Some(_) | None => {}
            }
            at += 1;
        }
    }
    found
}

/// `{% component ui.card(...) %}` and its end: the dots belong to the name.
fn defines_component(tag: &str) -> bool {
    let word = tag.trim_start_matches('-').trim_start();
    word.starts_with("component ") || word.starts_with("endcomponent")
}

/// The dot at `dot` is inside of `<ui.card` or `</ui.card`.
fn in_component_name(bytes: &[u8], dot: usize) -> bool {
    let before = bytes.get(..dot).unwrap_or_default();
    let name = before.iter().rev().take_while(|byte| is_word(**byte) || **byte == b'.').count();
    before.get(..before.len() - name).is_some_and(|rest| rest.ends_with(b"<") || rest.ends_with(b"</"))
}

/// The insides of all expressions and statements, without comments.
fn tags(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find('{')).map(|at| from + at) {
        let close = match text.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            Some(_) | None => {
                from = open + 1;
                continue;
            }
        };
        let start = open + 2;
        let end = text.get(start..).and_then(|rest| rest.find(close)).map_or(text.len(), |at| start + at);
        if close != "#}" {
            found.push(start..end);
        }
        from = end;
    }
    found
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
