//! The schemas that `gongkai schema` writes fit every YAML file of the repository, and refuse what the program refuses.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use gongkai::syntax::schema;
use harness::project::Project;
use harness::{binary, repository, tree};
use jsonschema::Validator;
use serde_json::Value;
use std::collections::BTreeMap;
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
        // Word lists of the site as a whole stand beside `site.yaml`, lists of a report below its year.
        "wording.yaml" if in_site_lists(path) => Some("wording"),
        "holidays.yaml" if in_site_lists(path) => Some("calendar"),
        _ if path.contains("/lists/") && path.ends_with(".yaml") => Some("list"),
        "index.md" => Some("chapter"),
        "column.yaml" => Some("column"),
        _ if path.contains("/pages/") && path.ends_with(".md") => Some("page"),
        _ if path.contains("/columns/") && path.ends_with(".md") => Some("article"),
        _ => None,
    }
}

fn in_site_lists(path: &str) -> bool {
    path.rsplit('/').nth(1) == Some("lists") && path.rsplit('/').nth(2).is_none_or(|folder| folder.is_empty() || folder == "content")
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

/// A year as an office would write it.
const CALENDAR: &str = "\
years:
  2022:
    source: 虚构的放假通知
    holidays:
      - {name: 元旦, from: 2022-01-01, to: 2022-01-03}
      - {name: 春节, from: 2022-01-31, to: 2022-02-06}
    workdays: [2022-01-29, 2022-01-30]
";

/// Where a file of a kind lies in the small site, with the text it then has; front matter gets its lines.
fn file_of(name: &str, text: &str) -> (String, String) {
    let path = match name {
        "site" => "site.yaml",
        "report" => "2022/report.yaml",
        "targets" => "2022/01-education/targets.yaml",
        "figures" => "2022/figures/2022-h1.yaml",
        "list" => "2022/lists/projects.yaml",
        "wording" => "lists/wording.yaml",
        "calendar" => "lists/holidays.yaml",
        "chapter" => "2022/01-education/index.md",
        "page" => "pages/about.md",
        "column" => "columns/notices/column.yaml",
        "article" => "columns/notices/first.md",
        _ => panic!("where does a file of kind {name} lie?"),
    };
    let text = if path.ends_with(".md") { format!("---\n{text}---\n\n正文。\n") } else { text.to_owned() };
    (format!("content/{path}"), text)
}

/// What the program says of the small site when one file of it is another.
fn check(path: &str, text: &str) -> binary::Run {
    let project = Project::base();
    tree::write(&project.join("content/columns/notices/column.yaml"), "name: 通知公告\ntype: 通知公告\n");
    tree::write(&project.join(path), text);
    binary::run_now(project.path(), &["check"])
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
        ("article", "title: 甲\npublished: 2022-07-15\n"),
        ("wording", "formula: []\n"),
        ("wording", "formulas: [{name: 甲, memebers: [乙], source: 丙}]\n"),
        ("wording", "formulas: [{name: 甲}]\n"),
        ("wording", "formulas: [{name: 甲, members: 乙, source: 丙}]\n"),
        ("wording", "exact: 示例镇\n"),
        ("wording", "renamed: [{old: 甲, new: 乙, source: 丙}]\n"),
        ("wording", "renamed: [{old: 甲, new: 乙, from: 2019年3月, source: 丙}]\n"),
        ("calendar", "source: 甲\n"),
        ("calendar", "years: [2022]\n"),
        ("calendar", "years: {今年: {source: 甲, holidays: []}}\n"),
        ("calendar", "years: {'+202': {source: 甲, holidays: []}}\n"),
        ("calendar", "years: {'2022': }\n"),
        ("calendar", "years: {'2022': {holidays: []}}\n"),
        ("calendar", "years: {'2022': {source: 甲, holidays: [{name: 元旦, from: 2022-01-01}]}}\n"),
        ("calendar", "years: {'2022': {source: 甲, holidays: [], workdays: [2022-1-29]}}\n"),
        ("calendar", "years: {'2022': {source: 甲, holidays: [], workday: [2022-01-29]}}\n"),
    ];
    for (name, text) in cases {
        let value: Value = serde_yaml::from_str(text).unwrap();
        assert!(!validators[name].is_valid(&value), "{name} takes\n{text}");
        let (path, text) = file_of(name, text);
        let run = check(&path, &text);
        assert!(run.stderr.contains("错误["), "the program takes what {name} refuses\n{text}\n{}", run.stderr);
    }
    for name in validators.keys() {
        assert!(cases.iter().any(|(other, _)| other == name), "no slip in a file of kind {name}");
    }
    let good = [
        ("list", "title: 甲\ntype: 本镇清单\ncolumns: [丙]\nitems: [{name: 乙, cells: {丙: 1}}]\n"),
        ("list", "title: 甲\ntype: 代表建议办理\ntotals: {total: 12}\n"),
        ("targets", "- {id: a, name: 甲, measure: level, target: {op: at-least, value: 1.50}, pace: {2022-06-30: 40}, due: }\n"),
        ("figures", "as_of: 2022-06-30\nstatus: official\nsource: {office: a}\nfigures: {a: 8.5, b: {withheld: 核实中}, c: }\n"),
        ("wording", "formulas:\nexact: [示例镇]\nrenamed: [{old: 甲, new: 乙, from: 2019-03-01, source: 丙}]\n"),
        ("wording", "formulas: [{name: 四个自信, members: [甲, 乙, 丙, 丁], verb: 坚定, from: 2016-07-01, source: 戊}]\n"),
        ("calendar", CALENDAR),
    ];
    for (name, text) in good {
        let value: Value = serde_yaml::from_str(text).unwrap();
        assert!(validators[name].is_valid(&value), "{name} refuses\n{text}");
    }
}

/// A mapping in a file: the kind of the file, the way from its schema's root, and a file with an unknown key in such a mapping.
const MAPPINGS: [(&str, &str, &str); 26] = [
    ("site", "", "name: 甲\npublisher: 乙\nzzzzzzzz: 1\n"),
    ("site", "/properties/allow/anyOf/0/items", "name: 甲\npublisher: 乙\nallow: [{zzzzzzzz: 1}]\n"),
    ("report", "", "title: 甲\nperiod: {from: 2022-01-01, to: 2022-12-31}\nzzzzzzzz: 1\n"),
    ("report", "/properties/period", "title: 甲\nperiod: {zzzzzzzz: 1}\n"),
    ("targets", "/items", "- {id: a, name: 甲, measure: rate, zzzzzzzz: 1}\n"),
    ("targets", "/items/properties/target/anyOf/0", "- {id: a, name: 甲, measure: rate, target: {zzzzzzzz: 1}}\n"),
    ("figures", "", "as_of: 2022-06-30\nzzzzzzzz: 1\n"),
    ("figures", "/properties/source", "source: {zzzzzzzz: 1}\n"),
    ("list", "", "title: 甲\ntype: 重点项目\nzzzzzzzz: 1\n"),
    ("list", "", "title: 甲\ntype: 民生实事项目\nzzzzzzzz: 1\n"),
    ("list", "", "title: 甲\ntype: 任务分解表\nzzzzzzzz: 1\n"),
    ("list", "", "title: 甲\ntype: 代表建议办理\nzzzzzzzz: 1\n"),
    ("list", "", "title: 甲\ntype: 本镇清单\ncolumns: [乙]\nzzzzzzzz: 1\n"),
    ("list", "/properties/items/items", "title: 甲\ntype: 重点项目\nitems: [{zzzzzzzz: 1}]\n"),
    ("list", "/properties/items/items", "title: 甲\ntype: 民生实事项目\nitems: [{zzzzzzzz: 1}]\n"),
    ("list", "/properties/items/items", "title: 甲\ntype: 本镇清单\ncolumns: [乙]\nitems: [{zzzzzzzz: 1}]\n"),
    ("wording", "", "exact: [示例镇]\nzzzzzzzz: 1\n"),
    ("wording", "/properties/formulas/anyOf/0/items", "formulas: [{zzzzzzzz: 1}]\n"),
    ("wording", "/properties/renamed/anyOf/0/items", "renamed: [{zzzzzzzz: 1}]\n"),
    ("calendar", "", "zzzzzzzz: 1\n"),
    ("calendar", "/properties/years/additionalProperties", "years: {'2022': {zzzzzzzz: 1}}\n"),
    (
        "calendar",
        "/properties/years/additionalProperties/properties/holidays/items",
        "years: {'2022': {source: 甲, holidays: [{zzzzzzzz: 1}]}}\n",
    ),
    ("chapter", "", "title: 甲\nzzzzzzzz: 1\n"),
    ("page", "", "title: 甲\nzzzzzzzz: 1\n"),
    ("column", "", "name: 甲\ntype: 通知公告\nzzzzzzzz: 1\n"),
    ("article", "", "title: 甲\nzzzzzzzz: 1\n"),
];

/// The part of a schema that is about a value: `if`, `then` and `else` followed.
fn about<'a>(schema: &'a Value, value: &Value) -> &'a Value {
    match schema.get("if") {
        Some(condition) if jsonschema::is_valid(condition, value) => about(&schema["then"], value),
        Some(_) => about(&schema["else"], value),
        None => schema,
    }
}

#[test]
fn keys_of_the_schemas_are_those_the_program_names() {
    // The program lists the keys it knows when it meets one that is far from all of them.
    let all: BTreeMap<&str, Value> = schema::all().into_iter().map(|schema| (schema.name, schema.json)).collect();
    for name in all.keys() {
        assert!(MAPPINGS.iter().any(|(other, ..)| other == name), "no file of kind {name}");
    }
    for (name, way, text) in MAPPINGS {
        let value: Value = serde_yaml::from_str(text).unwrap();
        let schema = about(&all[name], &value).pointer(way).unwrap_or_else(|| panic!("{name} has no {way}"));
        let properties = schema["properties"].as_object().unwrap_or_else(|| panic!("{name}{way} is no mapping"));
        let named: Vec<String> =
            properties.iter().map(|(key, property)| format!("{key}（{}）", property["description"].as_str().unwrap())).collect();
        let (path, text) = file_of(name, text);
        let run = check(&path, &text);
        // A long list is cut on the terminal; what is shown of it must be the beginning of ours.
        let said = run.stderr.split("“zzzzzzzz”").nth(1).and_then(|rest| rest.split("可以写：").nth(1));
        let line = said.and_then(|rest| rest.lines().next()).unwrap_or_else(|| panic!("{name}{way}: {}", run.stderr));
        let ours = named.join("、") + "。";
        let fits = line.strip_suffix('…').map_or(ours == line, |shown| ours.starts_with(shown));
        assert!(fits, "{name}{way}: {ours}\n{}", run.stderr);
    }
}
