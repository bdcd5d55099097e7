//! The data files keep what they say about themselves: JSON fits the published schemas and every key in them is explained, workbooks carry
//! nothing but the data, archives hold the very files that stand beside them, and a demonstration is described to nobody.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::project::Project;
use harness::tree::Tree;
use harness::{binary, repository, tree};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::{Arc, Mutex, OnceLock};

const OFFICIAL: &str = "tests/sites/official/content";
const SAMPLE: &str = "content";

/// A built site; each is built once for all tests.
fn built(site: &'static str) -> Arc<Tree> {
    static ALL: Mutex<BTreeMap<&str, Arc<OnceLock<Arc<Tree>>>>> = Mutex::new(BTreeMap::new());
    let own = Arc::clone(ALL.lock().unwrap().entry(site).or_default());
    Arc::clone(own.get_or_init(|| Arc::new(build(site))))
}

fn build(site: &str) -> Tree {
    let project = Project::empty();
    tree::copy(&repository().join(site), &project.join("content"));
    binary::run_now(project.path(), &["build"]).expect(0);
    tree::read(&project.join("public"))
}

fn json(files: &Tree, path: &str) -> Value {
    serde_json::from_slice(&files[path]).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The schema of a JSON data file; `None` for files that are described elsewhere (by a standard of their own).
fn schema_of(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["catalog.json"] => Some("catalog".into()),
        ["data", _, "targets", name] if name.ends_with(".json") => Some("target".into()),
        ["data", "schema", _] | ["data", "datapackage.json"] => None,
        ["data", .., "csv-metadata.json"] => None,
        ["data", .., name] => name.strip_suffix(".json").map(str::to_owned),
        _ => None,
    }
}

#[test]
fn every_json_file_fits_its_schema() {
    for site in [OFFICIAL, SAMPLE, "tests/sites/judgement/content", "tests/sites/bare/content", "tests/sites/carried/content"] {
        let files = built(site);
        let validator = |name: &str| {
            let schema = json(&files, &format!("data/schema/{name}.json"));
            assert!(jsonschema::meta::is_valid(&schema), "{name} is no schema");
            assert_eq!(schema["$id"], format!("urn:gongkai:schema:{name}:1"));
            jsonschema::validator_for(&schema).unwrap()
        };
        let names = ["targets", "figures", "milestones", "changes", "offices", "ledger", "target", "catalog"];
        let validators: BTreeMap<&str, _> = names.into_iter().map(|name| (name, validator(name))).collect();
        let mut checked = 0;
        for path in files.keys() {
            let Some(name) = schema_of(path) else { continue };
            let value = json(&files, path);
            let faults: Vec<String> = validators[name.as_str()].iter_errors(&value).map(|fault| format!("{path}: {fault}")).collect();
            assert_eq!(faults, Vec::<String>::new());
            checked += 1;
        }
        assert!(checked >= 6, "{site}: {checked} files");
    }
}

#[test]
fn a_schema_refuses_what_is_not_explained() {
    let files = built(OFFICIAL);
    let validator = jsonschema::validator_for(&json(&files, "data/schema/figures.json")).unwrap();
    let good = json(&files, "data/2022/figures.json");
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut value = good.clone();
        change(&mut value["figures"][0]);
        !validator.is_valid(&value)
    };
    assert!(validator.is_valid(&good));
    assert!(broken(&|row| row["rumour"] = Value::from("x")), "a key that nobody explained");
    assert!(broken(&|row| _ = row.as_object_mut().unwrap().remove("status")), "a key that is not there");
    assert!(broken(&|row| row["value"] = Value::from("12")), "a number as text");
    assert!(broken(&|row| row["nature"] = Value::Null), "data of no nature");
}

/// Every property below a schema.
fn properties(value: &Value, found: &mut Vec<(String, Value)>) {
    if let Some(map) = value["properties"].as_object() {
        found.extend(map.iter().map(|(key, value)| (key.clone(), value.clone())));
    }
    let inner: Vec<&Value> = match value {
        Value::Object(map) => map.values().collect(),
        Value::Array(list) => list.iter().collect(),
        _ => Vec::new(),
    };
    inner.into_iter().for_each(|inner| properties(inner, found));
}

#[test]
fn every_key_is_named_and_explained_in_chinese() {
    let files = built(OFFICIAL);
    let is_chinese =
        |text: &Value| text.as_str().is_some_and(|text| text.chars().any(|letter| ('\u{4E00}'..='\u{9FFF}').contains(&letter)));
    for path in files.keys().filter(|path| path.starts_with("data/schema/")) {
        let mut found = Vec::new();
        properties(&json(&files, path), &mut found);
        assert!(found.len() > 10, "{path}: {} keys", found.len());
        // What a file is of is said by the definition that the key refers to.
        let plain = found.iter().filter(|(_, value)| value.get("$ref").is_none());
        for (key, value) in plain {
            assert!(is_chinese(&value["title"]) && is_chinese(&value["description"]), "{path}: {key}");
        }
    }
}

/// The files of an archive, in its order, with the flag of UTF-8 names and the date.
fn packed(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        assert_eq!(file.last_modified().unwrap(), zip::DateTime::default(), "{name}: a date that no data gave");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        all.push((name, bytes));
    }
    all
}

/// The general purpose flags of the first entry of an archive with this name.
fn flags(bytes: &[u8], name: &str) -> u16 {
    let at = bytes.windows(name.len()).position(|window| window == name.as_bytes()).expect("the name");
    u16::from_le_bytes([bytes[at - 30 + 6], bytes[at - 30 + 7]])
}

#[test]
fn archives_hold_the_files_that_stand_beside_them() {
    let files = built(OFFICIAL);
    for (archive, folder) in [("data/all.zip", "data"), ("data/2022/all.zip", "data/2022"), ("data/2023/all.zip", "data/2023")] {
        let members = packed(&files[archive]);
        let names: Vec<&String> = members.iter().map(|(name, _)| name).collect();
        assert!(names.is_sorted(), "{names:?}");
        for (name, bytes) in &members {
            let beside = if name.starts_with("schema/") { format!("data/{name}") } else { format!("{folder}/{name}") };
            match files.get(&beside) {
                Some(own) => assert!(own == bytes, "{archive}: {name} is not {beside}"),
                None => assert_eq!(name, "说明.txt", "{archive}"),
            }
        }
        for subject in ["targets", "figures", "milestones", "changes", "offices", "ledger"] {
            for form in ["csv", "json", "xlsx"] {
                assert!(members.iter().any(|(name, _)| *name == format!("{subject}.{form}")), "{archive}: {subject}.{form}");
            }
        }
        assert_eq!(flags(&files[archive], "说明.txt") & (1 << 11), 1 << 11, "{archive}: the name is not marked as UTF-8");
        let readme =
            members.iter().find(|(name, _)| name == "说明.txt").map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap()).unwrap();
        assert!(readme.starts_with('\u{FEFF}') && readme.contains("示例镇人民政府") && !readme.replace("\r\n", "").contains('\n'));
    }
    let lists = packed(&files["data/2022/all.zip"]).iter().filter(|(name, _)| name.starts_with("lists/")).count();
    assert_eq!(lists, files.keys().filter(|path| path.starts_with("data/2022/lists/")).count());
}

#[test]
fn workbooks_carry_nothing_but_the_data() {
    for (site, is_sample) in [(OFFICIAL, false), (SAMPLE, true)] {
        let files = built(site);
        let books: Vec<(&String, &Vec<u8>)> = files.iter().filter(|(path, _)| path.ends_with(".xlsx")).collect();
        assert!(books.len() >= 10, "{}", books.len());
        for (path, bytes) in books {
            let parts: BTreeMap<String, String> =
                packed(bytes).into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect();
            let core = &parts["docProps/core.xml"];
            assert!(core.contains("<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>"), "{path}: {core}");
            assert_eq!(core.matches("2000-01-01T00:00:00Z").count(), 2, "{path}: {core}");
            assert!(parts["docProps/app.xml"].contains("<Company></Company>"), "{path}");
            let book = &parts["xl/workbook.xml"];
            assert!(!book.contains("state=\"hidden\"") && !book.contains("externalReference"), "{path}: {book}");
            assert!(!parts.keys().any(|name| name.contains("external") || name.contains("vba") || name.contains("comments")), "{path}");
            assert!(
                !parts.values().any(|text| text.contains("<f>") || text.contains("TargetMode=\"External\"")),
                "{path}: a formula or link"
            );
            let rows = &parts["xl/worksheets/sheet1.xml"];
            assert!(rows.contains("state=\"frozen\"") && rows.contains("<autoFilter"), "{path}");
            // A demonstration says so on the tab, on every printed page of both sheets and in the words of the second.
            let warned = |name: &str| parts[name].contains("演示数据　非真实统计");
            assert_eq!([warned("xl/worksheets/sheet1.xml"), warned("xl/worksheets/sheet2.xml")], [is_sample; 2], "{path}");
            assert_eq!(book.contains("演示数据_非真实"), is_sample, "{path}");
            assert_eq!(parts["xl/sharedStrings.xml"].contains("演示站点，不是政府网站。"), is_sample, "{path}");
        }
    }
}

#[test]
fn a_demonstration_is_described_to_nobody() {
    let sample = built(SAMPLE);
    assert!(!sample.contains_key("data/catalog.jsonld"));
    let page = |files: &Tree| String::from_utf8(files["data/index.html"].clone()).unwrap();
    assert!(!page(&sample).contains("DataDownload") && !page(&sample).contains("引用格式"));
    let official = built(OFFICIAL);
    assert!(official.contains_key("data/catalog.jsonld") && page(&official).contains("DataDownload"));
    // With an address of its own a demonstration is described no more than without.
    let project = Project::empty();
    tree::copy(&repository().join(SAMPLE), &project.join("content"));
    binary::run_now(project.path(), &["build", "--base-url", "https://example.org/demo"]).expect(0);
    let addressed = tree::read(&project.join("public"));
    assert!(!addressed.contains_key("data/catalog.jsonld") && !page(&addressed).contains("DataDownload"));
}

#[test]
fn nothing_official_is_said_that_the_office_did_not_say() {
    let words = ["licen", "creativecommons", "accrualPeriodicity", "使用条件", "更新周期", "信用代码"];
    let paths = ["data/catalog.jsonld", "data/datapackage.json", "data/csv-metadata.json", "data/index.html"];
    let said = |files: &Tree| {
        let texts: String =
            paths.iter().filter_map(|path| files.get(*path)).map(|bytes| String::from_utf8(bytes.clone()).unwrap()).collect();
        words.into_iter().filter(|word| texts.contains(*word)).collect::<Vec<_>>()
    };
    let silent = |content: &str| {
        let project = Project::empty();
        tree::copy(&repository().join(content), &project.join("content"));
        let site = std::fs::read_to_string(project.join("content/site.yaml")).unwrap();
        let kept: Vec<&str> = site.lines().filter(|line| !line.starts_with("open_data:")).collect();
        tree::write(&project.join("content/site.yaml"), kept.join("\n"));
        project
    };
    let project = silent(OFFICIAL);
    binary::run_now(project.path(), &["build"]).expect(0);
    assert!(said(&tree::read(&project.join("public"))).is_empty());
    // A demonstration has nothing to state, whatever stands in its file.
    let project = silent(SAMPLE);
    let site = std::fs::read_to_string(project.join("content/site.yaml")).unwrap();
    tree::write(&project.join("content/site.yaml"), format!("{site}\nopen_data: {{terms: 免费使用, rhythm: 每季度}}\n"));
    binary::run_now(project.path(), &["build"]).expect(0);
    assert!(said(&tree::read(&project.join("public"))).is_empty());
    let files = built(OFFICIAL);
    assert_eq!(said(&files), ["licen", "accrualPeriodicity", "使用条件", "更新周期"]);
    let hash = |bytes: &[u8]| {
        use sha2::Digest;
        sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let package = json(&files, "data/datapackage.json");
    for resource in package["resources"].as_array().unwrap() {
        let bytes = &files[&format!("data/{}", resource["path"].as_str().unwrap())];
        assert_eq!(
            (resource["bytes"].as_u64(), resource["hash"].as_str()),
            (Some(bytes.len() as u64), Some(&*format!("sha256:{}", hash(bytes))))
        );
    }
}

#[test]
fn every_address_that_is_shown_is_one_that_stands() {
    for site in [OFFICIAL, SAMPLE] {
        let files = built(site);
        let page = String::from_utf8(files["data/index.html"].clone()).unwrap();
        let table = page.split("id=\"addresses\"").nth(1).unwrap();
        let cells = table.split("<tr><th scope=\"row\">").skip(1);
        let mut count = 0;
        for cell in cells {
            let pattern = cell.split("<code>").nth(1).unwrap().split("</code>").next().unwrap();
            let example = cell.split("<a href=\"").nth(1).unwrap().split("\">").nth(1).unwrap().split("</a>").next().unwrap();
            assert!(files.contains_key(example), "{example}");
            let fits = pattern.split('/').zip(example.split('/')).all(|(pattern, example)| {
                let end = pattern.rsplit('}').next().unwrap_or(pattern);
                pattern == example || pattern.starts_with('{') && example.ends_with(end)
            });
            assert!(fits && pattern.split('/').count() == example.split('/').count(), "{pattern} → {example}");
            count += 1;
        }
        // Every kind of data file has its line: all below `data/` that are not of one target, one list or one year twice.
        assert!(count >= 40, "{count}");
    }
}
