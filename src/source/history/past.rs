//! The content folder as a commit has it, for comparing with it. Blobs are read as they were stored: no filter, no attribute, no hook and no
//! program of the repository has a say, and the text goes through the same door as a file on the disk.

use super::open_above;
use crate::source::fault::Fault;
use crate::source::load::{MAX_DEPTH, MAX_FILES, MAX_TEXT, MAX_TOTAL, is_text};
use crate::source::{SourceFile, Sources, name, text};
use gix::{Commit, Repository, Tree};
use std::fs;
use std::path::Path;

/// The content of a commit.
#[derive(Debug)]
pub struct Past {
    /// The commit's hash, short.
    pub commit: String,
    /// The text files of the content folder, called as they are called today; pictures and attachments are not read.
    pub sources: Sources,
    /// Files that are no sound text.
    pub faults: Vec<Fault>,
    /// Whether the commit has a content folder at all.
    pub is_there: bool,
}

/// Why there is no content to compare with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    /// The content folder lies in no git repository.
    Repository,
    /// A shallow clone: what it lacks cannot be told from what never was.
    History,
    /// No commit of that name.
    Revision,
    /// The commit is known, and something of it cannot be read.
    Object,
}

/// Reads the content folder of a commit; `root` is what the folder is called in findings.
///
/// # Errors
/// [`Missing`] when that commit cannot be told or read. A comparison with nothing would find nothing, so none of these may pass for an answer.
pub fn content_of(content: &Path, root: &str, revision: &str) -> Result<Past, Missing> {
    let content = fs::canonicalize(content).map_err(|_| Missing::Repository)?;
    let repository = open_above(&content).ok_or(Missing::Repository)?;
    let work_tree = repository.workdir().and_then(|folder| fs::canonicalize(folder).ok()).ok_or(Missing::Repository)?;
    let below = content.strip_prefix(&work_tree).map_err(|_| Missing::Repository)?.to_path_buf();
    if repository.is_shallow().unwrap_or(true) {
        return Err(Missing::History);
    }
    let commit = commit_of(&repository, revision).ok_or(Missing::Revision)?;
    let mut past =
        Past { commit: commit.id.to_hex_with_len(8).to_string(), sources: Sources::default(), faults: Vec::new(), is_there: false };
    let tree = commit.tree().map_err(|_| Missing::Object)?;
    let Some(folder) = folder(&tree, &below)? else { return Ok(past) };
    let mut reader = Reader { repository: &repository, files: Vec::new(), faults: Vec::new(), total: 0 };
    reader.folder(&folder, root, 1)?;
    (past.sources, past.faults, past.is_there) = (Sources::new(root, reader.files, Vec::new()), reader.faults, true);
    Ok(past)
}

/// The commit that a branch, a tag, a hash or `HEAD~1` names.
fn commit_of<'r>(repository: &'r Repository, revision: &str) -> Option<Commit<'r>> {
    repository.rev_parse_single(revision).ok()?.object().ok()?.peel_to_commit().ok()
}

/// The tree of a folder below another; `None` where there is none.
fn folder<'r>(tree: &Tree<'r>, below: &Path) -> Result<Option<Tree<'r>>, Missing> {
    if below.as_os_str().is_empty() {
        return Ok(Some(tree.clone()));
    }
    let Some(entry) = tree.lookup_entry_by_path(below).map_err(|_| Missing::Object)? else { return Ok(None) };
    if !entry.mode().is_tree() {
        return Ok(None);
    }
    entry.object().map(|object| Some(object.into_tree())).map_err(|_| Missing::Object)
}

/// One pass over the content folder of a commit.
struct Reader<'r> {
    repository: &'r Repository,
    files: Vec<SourceFile>,
    faults: Vec<Fault>,
    total: u64,
}

impl Reader<'_> {
    /// Reads every text file of a folder. What is no text, no plain file, or has a name or a size that today's content may not have, was
    /// never on the site and is passed over.
    fn folder(&mut self, tree: &Tree<'_>, path: &str, depth: usize) -> Result<(), Missing> {
        for entry in tree.iter() {
            let entry = entry.map_err(|_| Missing::Object)?;
            let Ok(name) = std::str::from_utf8(entry.filename()) else { continue };
            if name::is_leftover(name) || name::unportable(name).is_some() || depth > MAX_DEPTH {
                continue;
            }
            let path = format!("{path}/{name}");
            if entry.mode().is_tree() {
                let below = entry.object().map_err(|_| Missing::Object)?.into_tree();
                self.folder(&below, &path, depth + 1)?;
            } else if entry.mode().is_blob() && is_text(&path) && self.files.len() < MAX_FILES {
                self.file(entry.oid(), path)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, id: &gix::oid, path: String) -> Result<(), Missing> {
        let length = self.repository.find_header(id).map_err(|_| Missing::Object)?.size();
        if length > MAX_TEXT || self.total + length > MAX_TOTAL {
            return Ok(());
        }
        self.total += length;
        let blob = self.repository.find_object(id).map_err(|_| Missing::Object)?;
        match text::sound(&path, &blob.data) {
            Ok(text) => self.files.push(SourceFile { path, text: text.into() }),
            Err(faults) => self.faults.extend(faults),
        }
        Ok(())
    }
}
