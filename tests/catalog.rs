//! The public catalog and the site belong to each other one to one: every row leads to a page or file that stands there, and every report,
//! list, attachment and data file of the output has its row.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::project::Project;
use harness::{binary, repository, tree};
use serde_json::Value;
use std::collections::BTreeSet;

/// Keys of a row, as the file's own `fields` and the catalog page document them.
const KEYS: [&str; 9] = ["index_no", "name", "summary", "created", "published", "publisher", "kind", "format", "path"];

/// A built site of the repository with its catalog.
fn built(site: &str) -> (tree::Tree, Value) {
    let project = Project::empty();
    tree::copy(&repository().join(site), &project.join("content"));
    binary::run_now(project.path(), &["build"]).expect(0);
    let files = tree::read(&project.join("public"));
    let catalog = serde_json::from_slice(&files["catalog.json"]).unwrap();
    (files, catalog)
}

fn paths(catalog: &Value) -> Vec<String> {
    catalog["items"].as_array().unwrap().iter().map(|item| item["path"].as_str().unwrap().to_owned()).collect()
}

/// Whether a file of the output is a piece of information of its own.
fn is_item(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [year, _] if year.len() == 4 && year.starts_with("20") => true,
        [_, "lists", _, "index.html"] | [_, "picture", "index.html"] => true,
        // What only explains other files is none.
        ["data", year, name] => year.starts_with("20") && *name != "csv-metadata.json",
        // An article, or a file that stands beside it; the pages of a column lie elsewhere.
        ["columns", _, _, _] => true,
        _ => false,
    }
}

#[test]
fn rows_and_pages_belong_to_each_other() {
    for site in ["tests/sites/official/content", "tests/sites/inspected/content", "content"] {
        let (files, catalog) = built(site);
        let rows = paths(&catalog);
        let unique: BTreeSet<&str> = rows.iter().map(String::as_str).collect();
        assert_eq!(unique.len(), rows.len(), "{site}: a row stands twice");
        let items: BTreeSet<&str> = files.keys().map(String::as_str).filter(|path| is_item(path)).collect();
        assert_eq!(unique, items, "{site}");
        let page = String::from_utf8(files["catalog/index.html"].clone()).unwrap();
        assert_eq!(page.matches("<th scope=\"row\">").count(), rows.len(), "{site}: the page has other rows than the file");
    }
}

#[test]
fn every_row_has_every_documented_key() {
    let (_, catalog) = built("tests/sites/official/content");
    let fields: Vec<&str> = catalog["fields"].as_array().unwrap().iter().map(|field| field["key"].as_str().unwrap()).collect();
    assert_eq!(fields, KEYS);
    for item in catalog["items"].as_array().unwrap() {
        let keys: Vec<&str> = item.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, KEYS, "{item}");
        for given in ["name", "summary", "publisher", "kind", "format", "path"] {
            assert!(item[given].as_str().is_some_and(|text| !text.is_empty()), "{given}: {item}");
        }
    }
    assert_eq!((&catalog["sample"], &catalog["nature"]), (&Value::Bool(false), &Value::String("正式".into())));
}

#[test]
fn a_demonstration_says_so_and_gives_nothing_official() {
    let (files, catalog) = built("content");
    assert_eq!((&catalog["sample"], &catalog["nature"]), (&Value::Bool(true), &Value::String("演示".into())));
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(bytes.clone()).unwrap();
        for official in
            ["name=\"Site", "name=\"Column", "name=\"PubDate", "name=\"ArticleTitle", "property=\"og:", "ld+json", "rel=\"canonical"]
        {
            assert!(!page.contains(official), "{path}: {official}");
        }
    }
}
