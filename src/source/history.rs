//! The only reader of git: which commit last touched the content and each line of it, and what the content was in a commit. Starts no program, runs no hook, reads
//! no configuration but the repository's own, and writes nothing.

pub mod origin;
pub mod past;
pub mod pending;
pub mod walk;

use gix::{Commit, ObjectId, Repository, open, sec};
use std::fs;
use std::path::{Path, PathBuf};

/// Most commits that are looked at. A content folder that nobody touched for so long has no revision worth naming.
const MAX_COMMITS: usize = 100_000;

/// The last commit that touched the content or the themes folder, in hexadecimal: what `git log -1 -- content themes` names, merges
/// included. `None` outside git, and when a shallow clone lacks the commits it would take to know.
pub fn source_revision(content: &Path, themes: &Path) -> Option<String> {
    let content = fs::canonicalize(content).ok()?;
    let repository = open_above(&content)?;
    let root = fs::canonicalize(repository.workdir()?).ok()?;
    let mut folders = vec![content.strip_prefix(&root).ok()?.to_path_buf()];
    // Themes outside the repository, or none at all, leave no trace in it.
    folders.extend(resolved(themes).and_then(|themes| themes.strip_prefix(&root).map(Path::to_path_buf).ok()));
    let shallow = repository.shallow_commits().ok()?;
    let is_cut = |id: ObjectId| shallow.as_ref().is_some_and(|commits| commits.contains(&id));

    let mut commit = repository.head_commit().ok()?;
    let mut state = state_of(&commit, &folders)?;
    for _ in 0..MAX_COMMITS {
        if is_cut(commit.id) {
            return None;
        }
        match unchanged_parent(&repository, &commit, &state, &folders)? {
            Step::To(parent, same) => (commit, state) = (*parent, same),
            Step::Root if state.iter().all(Option::is_none) => return None,
            Step::Root | Step::Changed => return Some(commit.id.to_string()),
        }
    }
    None
}

/// What the folders are in one commit: the hashes of their trees.
type State = Vec<Option<ObjectId>>;

/// Where the walk goes from a commit.
enum Step<'r> {
    /// On to a parent in which the folders are the same.
    To(Box<Commit<'r>>, State),
    /// There is no parent.
    Root,
    /// The folders differ from every parent.
    Changed,
}

/// The first parent in which the folders are the same is where git's own simplified history goes on; the others brought nothing.
fn unchanged_parent<'r>(repository: &'r Repository, commit: &Commit<'r>, state: &State, folders: &[PathBuf]) -> Option<Step<'r>> {
    let mut step = Step::Root;
    for id in commit.parent_ids() {
        let parent = repository.find_commit(id).ok()?;
        if state_of(&parent, folders)? == *state {
            return Some(Step::To(Box::new(parent), state.clone()));
        }
        step = Step::Changed;
    }
    Some(step)
}

fn state_of(commit: &Commit<'_>, folders: &[PathBuf]) -> Option<State> {
    let tree = commit.tree().ok()?;
    let hash = |folder: &PathBuf| match folder.as_os_str().is_empty() {
        true => Some(Some(tree.id)),
        false => Some(tree.lookup_entry_by_path(folder).ok()?.map(|entry| entry.object_id())),
    };
    folders.iter().map(hash).collect()
}

/// The repository a folder lies in. The environment (`GIT_DIR` and its like) has no say, nor has the user's or the system's configuration.
fn open_above(folder: &Path) -> Option<Repository> {
    let options = sec::trust::Mapping { full: open::Options::isolated(), reduced: open::Options::isolated() };
    let found = gix::ThreadSafeRepository::discover_opts(folder, gix::discover::upwards::Options::default(), options);
    let mut repository = found.ok()?.to_thread_local();
    repository.object_cache_size(4 << 20);
    Some(repository)
}

/// An existing folder, or the place where one would be: a themes folder that was deleted left commits too.
fn resolved(folder: &Path) -> Option<PathBuf> {
    fs::canonicalize(folder).ok().or_else(|| {
        let absolute = std::path::absolute(folder).ok()?;
        Some(fs::canonicalize(absolute.parent()?).ok()?.join(absolute.file_name()?))
    })
}

#[cfg(test)]
#[path = "history/tests.rs"]
mod tests;
