//! Workbooks: which sheets there are and which are hidden, words that cells share, remarks, names.

use super::archive::Archive;
use super::sheet::{self, Words};
use super::xml::{Node, walk};
use super::{Budget, Found, MarkKind, Refusal, flow, office};
use std::collections::{BTreeMap, BTreeSet};

/// What the list of sheets says about one.
struct Listed {
    name: String,
    hidden: bool,
}

/// Reads a workbook.
pub(super) fn read(archive: &mut Archive<'_>, depth: usize, budget: &Budget, found: &mut Found) -> Result<(), Refusal> {
    if archive.names().iter().any(|name| name == "xl/workbook.bin") {
        return Err(Refusal::Unknown);
    }
    let listed = listed(archive, budget, found)?;
    let shared = match archive.named("xl/sharedStrings.xml", budget)? {
        Some(bytes) => strings(&bytes)?,
        None => Vec::new(),
    };
    let mut words = Words { shared, used: BTreeSet::new() };
    for at in 0..archive.names().len() {
        let Some(path) = archive.names().get(at).cloned() else { continue };
        if matches!(path.as_str(), "xl/workbook.xml" | "xl/sharedStrings.xml" | "xl/_rels/workbook.xml.rels") {
            continue;
        }
        if office::shared(archive, at, &path, depth, budget, found)? {
            continue;
        }
        let bytes = archive.read(at, budget)?;
        part(&path, &bytes, &listed, &mut words, found)?;
    }
    // Words that no cell shows any more stay in the file.
    let unused = words.shared.iter().enumerate().filter(|(at, _)| !words.used.contains(at)).map(|(_, text)| text.as_str());
    found.part("已删去的单元格", unused.collect::<Vec<_>>().join("\n"));
    Ok(())
}

fn part(path: &str, bytes: &[u8], listed: &BTreeMap<String, Listed>, words: &mut Words, found: &mut Found) -> Result<(), Refusal> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if path.starts_with("xl/worksheets/") || path.starts_with("xl/chartsheets/") || path.starts_with("xl/dialogsheets/") {
        let (name, hidden) = listed.get(path).map_or((name, true), |listed| (listed.name.as_str(), listed.hidden));
        return sheet::read(bytes, name, hidden, words, found);
    }
    if name.starts_with("comments") || path.starts_with("xl/threadedComments/") {
        return comments(bytes, found);
    }
    if path.starts_with("xl/revisions/") {
        found.mark(MarkKind::TrackedChange, "工作簿", "");
    }
    if path.starts_with("xl/externalLinks/") {
        found.mark(MarkKind::ExternalLink, "引用了别的工作簿", "");
    }
    let in_attributes = ["xl/pivotCache/", "xl/charts/", "xl/drawings/", "xl/tables/", "xl/externalLinks/", "xl/revisions/"];
    flow::words(bytes, "其他部分", in_attributes.iter().any(|start| path.starts_with(start)), found)
}

/// The sheets by the path of their part.
fn listed(archive: &mut Archive<'_>, budget: &Budget, found: &mut Found) -> Result<BTreeMap<String, Listed>, Refusal> {
    let workbook = archive.named("xl/workbook.xml", budget)?.ok_or(Refusal::Damaged)?;
    let relations = archive.named("xl/_rels/workbook.xml.rels", budget)?.ok_or(Refusal::Damaged)?;
    let mut targets = BTreeMap::new();
    walk(&relations, |node| {
        if let Node::Start("Relationship", attributes) = node {
            let target = attributes.get("Target").unwrap_or("");
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(attributes.get("Id").unwrap_or("").to_owned(), path);
        }
    })?;
    super::properties::relations(&relations, found)?;
    let mut listed = BTreeMap::new();
    let mut names = String::new();
    let mut in_name = false;
    walk(&workbook, |node| match node {
        Node::Start("sheet", attributes) => {
            let name = attributes.get("name").unwrap_or("").to_owned();
            names.push_str(&name);
            names.push('\n');
            let hidden = matches!(attributes.get("state"), Some("hidden" | "veryHidden"));
            if let Some(path) = attributes.get("id").and_then(|id| targets.get(id)) {
                listed.insert(path.clone(), Listed { name, hidden });
            }
        }
        Node::Start("definedName", attributes) => {
            in_name = true;
            names.push_str(attributes.get("name").unwrap_or(""));
            names.push('\n');
        }
        Node::Text(text) if in_name => {
            names.push_str(text);
            names.push('\n');
        }
        Node::End("definedName") => in_name = false,
        Node::Start(..) | Node::Text(_) | Node::End(_) => {}
    })?;
    found.part("工作表名和定义的名称", names);
    Ok(listed)
}

/// The words that cells share; what only tells how to read them aloud is left out.
fn strings(bytes: &[u8]) -> Result<Vec<String>, Refusal> {
    let mut all: Vec<String> = Vec::new();
    let (mut takes, mut aloud) = (false, false);
    walk(bytes, |node| match node {
        Node::Start("si", _) => all.push(String::new()),
        Node::Start("rPh", _) => aloud = true,
        Node::End("rPh") => aloud = false,
        Node::Start("t", _) => takes = !aloud,
        Node::End("t") => takes = false,
        Node::Text(text) if takes => {
            if let Some(last) = all.last_mut() {
                last.push_str(text);
            }
        }
        Node::Start(..) | Node::Text(_) | Node::End(_) => {}
    })?;
    Ok(all)
}

fn comments(bytes: &[u8], found: &mut Found) -> Result<(), Refusal> {
    let mut place = "批注".to_owned();
    let mut text = String::new();
    let mut in_author = false;
    walk(bytes, |node| match node {
        Node::Start("comment" | "threadedComment", attributes) => {
            place = format!("批注{}", attributes.get("ref").unwrap_or(""));
            text.clear();
        }
        Node::Start("author", _) => {
            in_author = true;
            text.clear();
        }
        Node::Text(words) => text.push_str(words),
        Node::End("author") if in_author => {
            in_author = false;
            if !text.trim().is_empty() {
                found.mark(MarkKind::Author, "修订或批注的作者", &text);
            }
        }
        Node::End("comment" | "threadedComment") => {
            found.mark(MarkKind::Comment, "批注", "");
            found.part(place.clone(), text.clone());
        }
        Node::Start(..) | Node::End(_) => {}
    })
}
