//! Findings as SARIF 2.1.0, the exchange form of static analysis. Columns are characters (`unicodeCodePoints`), as everywhere in this program.

use crate::diagnostic::codes::Explained;
use crate::diagnostic::order::{Known, Listed, fingerprints, listed};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// One SARIF log with a line end. The rules of those codes that are found stand in it, so that a reader needs nothing else.
pub fn print(findings: &[Diagnostic], sources: &Sources, explained: &BTreeMap<&str, Explained>) -> String {
    let listed = listed(findings, sources);
    let codes: BTreeSet<&str> = listed.iter().map(|one| one.finding.code).collect();
    let at: BTreeMap<&str, usize> = codes.iter().enumerate().map(|(at, code)| (*code, at)).collect();
    let results = listed.iter().zip(fingerprints(&listed)).map(|(one, fingerprint)| {
        let mut result = result(one);
        result["ruleIndex"] = json!(at.get(one.finding.code));
        result["partialFingerprints"] = json!({"finding/v1": fingerprint});
        result
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "gongkai",
                "version": env!("CARGO_PKG_VERSION"),
                "language": "zh-CN",
                "rules": codes.iter().map(|code| rule(code, explained.get(code))).collect::<Vec<_>>(),
            }},
            "language": "zh-CN",
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    format!("{log}\n")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "note",
    }
}

fn rule(code: &str, explained: Option<&Explained>) -> Value {
    let Some(explained) = explained else { return json!({"id": code}) };
    let usual = explained.weights.first().map_or("warning", |weight| level(*weight));
    json!({
        "id": code,
        "shortDescription": {"text": explained.title},
        "fullDescription": {"text": explained.explanation},
        "help": {"text": explained.help().trim_end()},
        "defaultConfiguration": {"level": usual},
    })
}

fn result(one: &Listed<'_>) -> Value {
    let remarks = one.notes.iter().filter(|(_, place)| place.is_none()).map(|(message, _)| format!("说明：{message}"));
    let remedy = one.remedy.iter().map(|remedy| format!("怎么改：{remedy}"));
    let text: Vec<String> = std::iter::once(one.message.clone()).chain(remarks).chain(remedy).collect();
    let mut result = json!({"ruleId": one.finding.code, "level": level(one.finding.severity), "message": {"text": text.join("\n")}});
    if let Some(place) = &one.place {
        result["locations"] = json!([{"physicalLocation": physical(place)}]);
    }
    let related: Vec<Value> = one
        .notes
        .iter()
        .filter_map(|(message, place)| Some(json!({"physicalLocation": physical(place.as_ref()?), "message": {"text": message}})))
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    result
}

fn physical(place: &Known) -> Value {
    let mut location = json!({"artifactLocation": {"uri": uri(&place.path)}});
    if let Some(start) = place.position {
        location["region"] = json!({"startLine": start.line, "startColumn": start.column});
        if let Some(end) = place.end.filter(|end| *end > start) {
            location["region"]["endLine"] = json!(end.line);
            location["region"]["endColumn"] = json!(end.column);
        }
    }
    location
}

/// A path as a relative URI reference (RFC 3986).
fn uri(path: &str) -> String {
    path.bytes().fold(String::new(), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
        uri
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{print, uri};
    use crate::diagnostic::Severity;
    use crate::diagnostic::codes::Explained;
    use crate::diagnostic::order::tests::sample;
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

    #[test]
    fn results_with_places() {
        let (sources, findings) = sample();
        let explained = Explained {
            title: "单位不能换算",
            weights: &[Severity::Warning, Severity::Notice],
            explanation: "单位要能换算。",
            remedy: Some("核对。"),
            right: "个",
            wrong: "亩",
            exception: None,
        };
        let explained = BTreeMap::from([("unit/unknown", explained)]);
        let mut log: Value = serde_json::from_str(&print(&findings, &sources, &explained)).unwrap();
        for result in log["runs"][0]["results"].as_array_mut().unwrap() {
            let fingerprint = result.as_object_mut().unwrap().remove("partialFingerprints").unwrap();
            assert_eq!(fingerprint["finding/v1"].as_str().unwrap().len(), 32);
        }
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        assert_eq!(run["results"].as_array().unwrap().len(), 5);
        let path = "content/2022/01-industry/targets.yaml";
        let expected = json!({
            "ruleId": "unit/unknown",
            "ruleIndex": 4,
            "level": "error",
            "message": {"text": "目标单位“亩”不能换算\n说明：只有同类单位可以换算\n怎么改：请核对是否填错行。"},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": path},
                "region": {"startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 10},
            }}],
            "relatedLocations": [{
                "physicalLocation": {
                    "artifactLocation": {"uri": "content/site.yaml"},
                    "region": {"startLine": 1, "startColumn": 7, "endLine": 1, "endColumn": 8},
                },
                "message": {"text": "填报单位写在这里"},
            }],
        });
        assert_eq!(run["results"][2], expected);
        assert_eq!(
            run["results"][4],
            json!({"ruleId": "site/no-code", "ruleIndex": 2, "level": "note", "message": {"text": "没有填写网站标识码"}})
        );
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let expected = json!({
            "id": "unit/unknown",
            "shortDescription": {"text": "单位不能换算"},
            "fullDescription": {"text": "单位要能换算。"},
            "help": {"text": "怎么改：核对。\n正确：个\n错误：亩"},
            "defaultConfiguration": {"level": "warning"},
        });
        assert_eq!(rules[4], expected);
        let rules: Vec<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
        assert_eq!(rules, ["encoding/gbk", "link/dead", "site/no-code", "target/name", "unit/unknown"]);
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("content/说 1.md"), "content/%E8%AF%B4%201.md");
    }
}
