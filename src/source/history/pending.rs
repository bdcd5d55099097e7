//! Which files of the content folder no commit has as they are now: changed, new, or taken away.

use super::open_above;
use crate::source::load::is_text;
use crate::source::{Sources, name, text};
use gix::{ObjectId, Repository, Tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// How a file differs from the newest commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pending {
    /// The commit has other bytes.
    Changed,
    /// The commit has no such file.
    New,
    /// The commit has it, and the folder has not.
    Gone,
}

/// Files that differ from the newest commit, by path; `None` outside git, or where there is no commit.
pub fn pending(content: &Path, sources: &Sources) -> Option<Vec<(String, Pending)>> {
    let content = fs::canonicalize(content).ok()?;
    let repository = open_above(&content)?;
    let work_tree = fs::canonicalize(repository.workdir()?).ok()?;
    let below = content.strip_prefix(&work_tree).ok()?;
    let head = repository.head_commit().ok()?.tree().ok()?;
    let tree = match below.as_os_str().is_empty() {
        true => Some(head),
        false => match head.lookup_entry_by_path(below).ok()? {
            Some(entry) => Some(entry.object().ok()?.into_tree()),
            None => None,
        },
    };
    let mut blobs = BTreeMap::new();
    if let Some(tree) = &tree {
        gather(tree, sources.root(), &mut blobs)?;
    }
    let mut found = Vec::new();
    let mut judge = |path: &str, is_same: &dyn Fn(ObjectId) -> bool| match blobs.remove(path) {
        None => found.push((path.to_owned(), Pending::New)),
        Some(blob) if !is_same(blob) => found.push((path.to_owned(), Pending::Changed)),
        Some(_) => {}
    };
    for (_, file) in sources.files() {
        judge(&file.path, &|blob| {
            read(&repository, blob).is_some_and(|bytes| text::sound("", &bytes).is_ok_and(|text| *text == *file.text))
        });
    }
    for asset in sources.assets() {
        judge(&asset.path, &|blob| read(&repository, blob).is_some_and(|bytes| *bytes == *asset.bytes));
    }
    // What is no text may be a file that the content does not use; of a text that is gone a page or a figure is gone.
    found.extend(blobs.into_keys().filter(|path| is_text(path)).map(|path| (path, Pending::Gone)));
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Some(found)
}

fn read(repository: &Repository, blob: ObjectId) -> Option<Vec<u8>> {
    Some(repository.find_object(blob).ok()?.detach().data)
}

/// Every file of a folder, with the names that the door lets in.
fn gather(tree: &Tree<'_>, path: &str, blobs: &mut BTreeMap<String, ObjectId>) -> Option<()> {
    for entry in tree.iter() {
        let entry = entry.ok()?;
        let Ok(file) = std::str::from_utf8(entry.filename()) else { continue };
        if name::is_leftover(file) || name::unportable(file).is_some() {
            continue;
        }
        let path = format!("{path}/{file}");
        if entry.mode().is_tree() {
            gather(&entry.object().ok()?.into_tree(), &path, blobs)?;
        } else if entry.mode().is_blob() {
            blobs.insert(path, entry.object_id());
        }
    }
    Some(())
}
