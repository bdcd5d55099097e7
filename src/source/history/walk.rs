//! The commits that touched the content folder, newest first along first parents, each with the files it changed: what a merge brought is one
//! change, as it came onto the branch that is published. Blobs are named by their hashes and read on demand.

use super::open_above;
use crate::source::load::{MAX_DEPTH, MAX_TEXT, is_text};
use crate::source::{name, text};
use gix::objs::tree::EntryMode;
use gix::{Commit, ObjectId, Repository, Tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The history of one content folder.
pub struct Walk {
    repository: Repository,
    below: PathBuf,
}

/// Why there is no history to tell of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Untold {
    /// Outside git, or nothing is committed yet.
    NoHistory,
    /// A shallow clone: what it lacks cannot be told from what never was.
    Shallow,
    /// Something of it cannot be read.
    Damaged,
}

/// A commit that touched the content.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// Its hash, whole, in hexadecimal.
    pub commit: String,
    /// When it was committed, in seconds since 1970.
    pub time: i64,
    /// The text files that it changed, by path below the content folder.
    pub files: Vec<Touched>,
}

/// A text file that a commit changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Touched {
    /// Its path below the content folder: `2022/report.yaml`.
    pub path: String,
    /// Its blob before; `None` for a new file.
    pub old: Option<String>,
    /// Its blob after; `None` for one that is gone.
    pub new: Option<String>,
}

/// The commits from the newest down to one that is known already.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Steps {
    /// The newest commit of the branch, whether or not it touched the content.
    pub tip: String,
    /// The commits that touched the content, newest first.
    pub steps: Vec<Step>,
    /// The known commit at which the walk ended.
    pub met: Option<String>,
}

impl Walk {
    /// Opens the repository around a content folder.
    ///
    /// # Errors
    /// [`Untold`] where there is no whole history.
    pub fn open(content: &Path) -> Result<Self, Untold> {
        let content = fs::canonicalize(content).map_err(|_| Untold::NoHistory)?;
        let repository = open_above(&content).ok_or(Untold::NoHistory)?;
        let root = repository.workdir().and_then(|folder| fs::canonicalize(folder).ok()).ok_or(Untold::NoHistory)?;
        let below = content.strip_prefix(&root).map_err(|_| Untold::NoHistory)?.to_path_buf();
        if repository.is_shallow().unwrap_or(true) {
            return Err(Untold::Shallow);
        }
        Ok(Self { repository, below })
    }

    /// Walks from the newest commit along first parents, until `is_known` says that the rest is known.
    ///
    /// # Errors
    /// [`Untold`] when there is no commit, or an object cannot be read.
    pub fn steps(&self, is_known: impl Fn(&str) -> bool) -> Result<Steps, Untold> {
        let mut commit = self.repository.head_commit().map_err(|_| Untold::NoHistory)?;
        let mut walked = Steps { tip: commit.id.to_string(), steps: Vec::new(), met: None };
        let mut folder = self.folder(&commit)?;
        loop {
            let id = commit.id.to_string();
            if is_known(&id) {
                walked.met = Some(id);
                return Ok(walked);
            }
            let parent = match commit.parent_ids().next() {
                Some(parent) => Some(self.repository.find_commit(parent).map_err(|_| Untold::Damaged)?),
                None => None,
            };
            let before = parent.as_ref().map(|parent| self.folder(parent)).transpose()?.flatten();
            if before != folder {
                let time = commit.time().map_err(|_| Untold::Damaged)?.seconds;
                walked.steps.push(Step { commit: id, time, files: self.touched(before, folder)? });
            }
            let Some(next) = parent else { return Ok(walked) };
            (commit, folder) = (next, before);
        }
    }

    /// A text as a commit has it; `None` for what is no sound text, or too large to have been on the site.
    ///
    /// # Errors
    /// [`Untold::Damaged`] when the blob cannot be read.
    pub fn text(&self, path: &str, blob: &str) -> Result<Option<String>, Untold> {
        let id = ObjectId::from_hex(blob.as_bytes()).map_err(|_| Untold::Damaged)?;
        if self.repository.find_header(id).map_err(|_| Untold::Damaged)?.size() > MAX_TEXT {
            return Ok(None);
        }
        let blob = self.repository.find_object(id).map_err(|_| Untold::Damaged)?;
        Ok(text::sound(path, &blob.data).ok())
    }

    /// The tree of the content folder in a commit.
    fn folder(&self, commit: &Commit<'_>) -> Result<Option<ObjectId>, Untold> {
        let tree = commit.tree().map_err(|_| Untold::Damaged)?;
        if self.below.as_os_str().is_empty() {
            return Ok(Some(tree.id));
        }
        let entry = tree.lookup_entry_by_path(&self.below).map_err(|_| Untold::Damaged)?;
        Ok(entry.filter(|entry| entry.mode().is_tree()).map(|entry| entry.object_id()))
    }

    fn touched(&self, old: Option<ObjectId>, new: Option<ObjectId>) -> Result<Vec<Touched>, Untold> {
        let mut files = Vec::new();
        self.differ(old, new, "", 1, &mut files)?;
        Ok(files)
    }

    /// Goes down only where two trees differ.
    fn differ(
        &self,
        old: Option<ObjectId>,
        new: Option<ObjectId>,
        path: &str,
        depth: usize,
        files: &mut Vec<Touched>,
    ) -> Result<(), Untold> {
        if depth > MAX_DEPTH {
            return Ok(());
        }
        let mut names: BTreeMap<String, [Option<(EntryMode, ObjectId)>; 2]> = BTreeMap::new();
        for (side, id) in [old, new].into_iter().enumerate() {
            let Some(id) = id else { continue };
            for (name, mode, id) in entries(&self.repository.find_tree(id).map_err(|_| Untold::Damaged)?)? {
                if let Some(slot) = names.entry(name).or_default().get_mut(side) {
                    *slot = Some((mode, id));
                }
            }
        }
        for (name, [old, new]) in names.into_iter().filter(|(_, [old, new])| old != new) {
            let path = if path.is_empty() { name } else { format!("{path}/{name}") };
            let tree = |side: Option<(EntryMode, ObjectId)>| side.filter(|(mode, _)| mode.is_tree()).map(|(_, id)| id);
            let blob = |side: Option<(EntryMode, ObjectId)>| side.filter(|(mode, _)| mode.is_blob()).map(|(_, id)| id.to_string());
            if tree(old).is_some() || tree(new).is_some() {
                self.differ(tree(old), tree(new), &path, depth + 1, files)?;
            }
            let (old, new) = (blob(old), blob(new));
            if is_text(&path) && old != new {
                files.push(Touched { path, old, new });
            }
        }
        Ok(())
    }
}

/// What of a folder may be content at all (see `load`).
fn entries(tree: &Tree<'_>) -> Result<Vec<(String, EntryMode, ObjectId)>, Untold> {
    let mut all = Vec::new();
    for entry in tree.iter() {
        let entry = entry.map_err(|_| Untold::Damaged)?;
        let Ok(name) = std::str::from_utf8(entry.filename()) else { continue };
        if !name::is_leftover(name) && name::unportable(name).is_none() {
            all.push((name.to_owned(), entry.mode(), entry.object_id()));
        }
    }
    Ok(all)
}
