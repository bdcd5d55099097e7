//! The schemas that `gongkai schema` writes fit every YAML file of the repository, and refuse what the program refuses.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use gongkai::syntax::schema;
use harness::{binary, repository, tree};
use jsonschema::Validator;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A validator for each schema, after the schemas themselves were checked against the 2020-12 metaschema.
fn validators() -> BTreeMap<&'static str, Validator> {
    let all = schema::all().into_iter();
    all.map(|schema| {
        assert!(jsonschema::meta::is_valid(&schema.json), "{} is no schema", schema.name);
        (schema.name, jsonschema::validator_for(&schema.json).unwrap())
    })
    .collect()
}

/// The schema of a file of the content tree; `None` where it has none.
fn schema_of(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next()?;
    match name {
        "site.yaml" => Some("site"),
        "report.yaml" => Some("report"),
        "targets.yaml" => Some("targets"),
        _ if path.contains("/figures/") && path.ends_with(".yaml") => Some("figures"),
        _ if path.contains("/lists/") && path.ends_with(".yaml") => Some("list"),
        "index.md" => Some("chapter"),
        "column.yaml" => Some("column"),
        _ if path.contains("/pages/") && path.ends_with(".md") => Some("page"),
        _ if path.contains("/columns/") && path.ends_with(".md") => Some("article"),
        _ => None,
    }
}

/// A YAML text, or the front matter of a Markdown one.
fn value(path: &str, text: &str) -> Value {
    let yaml = if path.ends_with(".md") { text.split("---\n").nth(1).unwrap() } else { text };
    serde_yaml::from_str(yaml).unwrap()
}

/// Every file that fits no schema, with what is wrong.
fn faults(folder: &Path, validators: &BTreeMap<&'static str, Validator>) -> (usize, Vec<String>) {
    let (mut files, mut faults) = (0, Vec::new());
    for (path, bytes) in tree::read(folder) {
        let path = format!("/{path}");
        let Some(name) = schema_of(&path) else { continue };
        files += 1;
        let value = value(&path, std::str::from_utf8(&bytes).unwrap());
        faults.extend(validators[name].iter_errors(&value).map(|error| format!("{path}: {} {error}", error.instance_path())));
    }
    (files, faults)
}

#[test]
fn every_sound_file_fits_its_schema() {
    let validators = validators();
    let mut files = 0;
    for folder in ["content", "tests/sites/official/content", "tests/sites/judgement/content", "tests/diagnostics/base/content"] {
        let (found, faults) = faults(&repository().join(folder), &validators);
        assert!(faults.is_empty(), "{folder}\n{}", faults.join("\n"));
        files += found;
    }
    assert!(files > 40, "only {files} files were found");
}

#[test]
fn a_new_site_points_to_the_schemas_that_lie_in_it() {
    let temp = tempfile::tempdir().unwrap();
    binary::run(temp.path(), &["new", "site"]).expect(0);
    let site = temp.path().join("site");
    let (_, faults) = faults(&site.join("content"), &validators());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let mut pointers = 0;
    for (path, bytes) in tree::read(&site.join("content")).into_iter().filter(|(path, _)| path.ends_with(".yaml")) {
        let text = String::from_utf8(bytes).unwrap();
        let target = text.lines().next().and_then(|line| line.strip_prefix("# yaml-language-server: $schema=")).expect(&path);
        let file = site.join("content").join(&path).parent().unwrap().join(target);
        assert!(file.is_file(), "{path} points to {target}, which is not there");
        assert_eq!(file.file_stem().unwrap().to_str(), schema_of(&format!("/{path}")), "{path}");
        pointers += 1;
    }
    assert!(pointers >= 5);
    // What the program writes a second time is the same.
    binary::run(&site, &["schema", "--out", "again"]).expect(0);
    assert_eq!(tree::read(&site.join("schema")), tree::read(&site.join("again")));
    // The schemas stand beside the content: the site builds, and says nothing of them.
    let run = binary::run_now(&site, &["check"]);
    assert!(run.code == Some(0) && !run.stderr.contains("file/ignored"), "{}", run.stderr);
}

/// Slips that the program reports, and the schema too.
#[test]
fn a_slip_that_the_program_reports_breaks_the_schema() {
    let validators = validators();
    let cases = [
        ("site", "name: 甲\npublisher: 乙\npublsher: 丙\n"),
        ("site", "name: 甲\n"),
        ("site", "name: 甲\npublisher: 乙\nmount: county\n"),
        ("site", "name: 甲\npublisher: 乙\nsample: 是\n"),
        ("report", "title: 甲\nperiod: {from: 2022-01-01}\n"),
        ("report", "title: 甲\nperiod: {from: 2022-1-1, to: 2022-12-31}\n"),
        ("report", "title: 甲\nperiod: {from: 2022-01-01, to: 2022-12-31}\noffices: {A b: {name: 甲}}\n"),
        ("targets", "- {id: a, name: 甲}\n"),
        ("targets", "- {id: a, name: 甲, measure: count}\n"),
        ("targets", "- {id: a, name: 甲, measure: rate, target: {op: reach, value: 8%}}\n"),
        ("targets", "- {id: a, name: 甲, measure: rate, target: {op: reach, mask: 若干}}\n"),
        ("targets", "- {id: a, name: 甲, measure: rate, taget: {op: reach, value: 8}}\n"),
        ("targets", "- {id: a, name: 甲, measure: rate, lead: economy}\n"),
        ("figures", "as_of: 2022-06-30\nstatus: final\nsource: {office: a}\n"),
        ("figures", "as_of: 2022-06-30\nstatus: official\nsource: {office: a}\nfigures: {a: 约100}\n"),
        ("figures", "as_of: 2022-06-30\nstatus: official\nsource: {office: a}\nfigures: {a: {vlaue: 1}}\n"),
        ("figures", "as_of: 2022-06-30\nstatus: official\nsource: {office: a}\npublished: 2022-07-15\n"),
        ("list", "title: 甲\ntype: 民生实事项目\nitems: [{name: 乙, scale: 1}]\n"),
        ("list", "title: 甲\ntype: 代表建议办理\ntotals: {total: 一}\n"),
        ("list", "title: 甲\ntype: 本镇清单\nitems: [{name: 乙, cells: {丙: 1}}]\n"),
        ("chapter", "titel: 甲\n"),
        ("page", "title: [甲]\n"),
        ("column", "name: 甲\ntype: 乙\nmax_age_days: -1\n"),
    ];
    for (name, text) in cases {
        let value: Value = serde_yaml::from_str(text).unwrap();
        assert!(!validators[name].is_valid(&value), "{name} takes\n{text}");
    }
    let good = [
        ("list", "title: 甲\ntype: 本镇清单\ncolumns: [丙]\nitems: [{name: 乙, cells: {丙: 1}}]\n"),
        ("list", "title: 甲\ntype: 代表建议办理\ntotals: {total: 12}\n"),
        ("targets", "- {id: a, name: 甲, measure: level, target: {op: at-least, value: 1.50}, pace: {2022-06-30: 40}, due: }\n"),
        ("figures", "as_of: 2022-06-30\nstatus: official\nsource: {office: a}\nfigures: {a: 8.5, b: {withheld: 核实中}, c: }\n"),
    ];
    for (name, text) in good {
        let value: Value = serde_yaml::from_str(text).unwrap();
        assert!(validators[name].is_valid(&value), "{name} refuses\n{text}");
    }
}

#[test]
fn keys_of_the_schemas_are_those_the_program_names() {
    // The program lists the keys it knows when it meets one that is far from all of them.
    let temp = tempfile::tempdir().unwrap();
    tree::copy(&repository().join("tests/diagnostics/base"), temp.path());
    let all: BTreeMap<&str, Value> = schema::all().into_iter().map(|schema| (schema.name, schema.json)).collect();
    for (name, path, entry) in [
        ("site", "content/site.yaml", "zzzzzzzz: 1\n"),
        ("report", "content/2022/report.yaml", "zzzzzzzz: 1\n"),
        ("targets", "content/2022/01-education/targets.yaml", "  zzzzzzzz: 1\n"),
        ("figures", "content/2022/figures/2022-h1.yaml", "zzzzzzzz: 1\n"),
    ] {
        let file = temp.path().join(path);
        let before = fs::read_to_string(&file).unwrap();
        fs::write(&file, format!("{before}{entry}")).unwrap();
        let run = binary::run_now(temp.path(), &["check"]);
        fs::write(&file, before).unwrap();
        let schema = if name == "targets" { &all[name]["items"] } else { &all[name] };
        let properties = schema["properties"].as_object().unwrap();
        let named: Vec<String> =
            properties.iter().map(|(key, property)| format!("{key}（{}）", property["description"].as_str().unwrap())).collect();
        // A long list is cut on the terminal; what is shown of it must be the beginning of ours.
        let shown = run.stderr.split("可以写：").nth(1).and_then(|rest| rest.split(['…', '。']).next()).expect(name);
        let cut = run.stderr.contains('…');
        let ours = named.join("、");
        assert!(if cut { ours.starts_with(shown) } else { ours == shown }, "{name}: {ours}\n{}", run.stderr);
    }
}
