//! Which commit last changed a line, so that every figure can be looked up in the record. Lines are followed through the commits by their
//! text; a renamed file begins anew. What the working tree has and no commit, is not committed; what lies beyond a shallow clone, or
//! outside git, is unknown.

use super::open_above;
use crate::source::{FileId, Sources, text};
use gix::{Commit, ObjectId, Repository, Tree};
use imara_diff::{Algorithm, Diff, InternedInput};
use std::collections::{BTreeMap, BinaryHeap};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Characters of a commit's hash that people read.
const SHORT: usize = 10;

/// Most commits that are looked at.
const MAX_COMMITS: usize = 100_000;

/// Where a line was changed last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The commit's hash, short.
    pub commit: String,
    /// The line's number in that commit, from 1: `git show COMMIT:PATH` holds the line there.
    pub line: usize,
}

/// What is known of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nothing: outside git, or beyond what a shallow clone holds.
    Unknown,
    /// No commit has it yet.
    Uncommitted,
    /// It was changed last here.
    Committed(Origin),
}

/// The origins of all lines of some files.
#[derive(Debug, Default)]
pub struct Origins {
    files: BTreeMap<FileId, Vec<Told>>,
}

impl Origins {
    /// What is known of a line, counted from 1.
    pub fn of(&self, file: FileId, line: usize) -> &Told {
        let told = self.files.get(&file).and_then(|lines| lines.get(line.checked_sub(1)?));
        told.unwrap_or(&Told::Unknown)
    }
}

/// Follows every line of some files back to the commit that changed it last. Outside git nothing is known.
pub fn origins(content: &Path, sources: &Sources, wanted: &[FileId]) -> Origins {
    follow(content, sources, wanted).unwrap_or_default()
}

fn follow(content: &Path, sources: &Sources, wanted: &[FileId]) -> Option<Origins> {
    let content = fs::canonicalize(content).ok()?;
    let repository = open_above(&content)?;
    let work_tree = fs::canonicalize(repository.workdir()?).ok()?;
    let below = content.strip_prefix(&work_tree).ok()?.to_path_buf();
    let head = repository.head_commit().ok()?;
    let tree = content_tree(&head, &below);
    let mut origins = Origins::default();
    let mut pending = Vec::new();
    for &file in wanted {
        let path = PathBuf::from(sources.path_below_root(file));
        let today = sources.text(file);
        let told = origins.files.entry(file).or_insert_with(|| vec![Told::Uncommitted; today.lines().count()]);
        let Some(blob) = tree.as_ref().and_then(|tree| blob_at(tree, &path)) else { continue };
        let text = read(&repository, blob)?;
        let lines: Vec<(usize, usize)> = same_lines(&text, today).flat_map(|(then, now)| now.zip(then)).collect();
        for (now, _) in &lines {
            if let Some(told) = told.get_mut(*now) {
                *told = Told::Unknown;
            }
        }
        pending.push(Pending { file, path, blob, text, lines });
    }
    let mut walk = Walk { repository: &repository, below, queue: BinaryHeap::new(), waiting: BTreeMap::new(), origins };
    walk.push(&head, pending);
    walk.run();
    Some(walk.origins)
}

/// Lines of a file whose origin is looked for: their place today and in the commit at hand, both from 0.
struct Pending {
    file: FileId,
    path: PathBuf,
    blob: ObjectId,
    text: Arc<str>,
    lines: Vec<(usize, usize)>,
}

/// The walk through the commits, the youngest first, so that lines that come together in one are looked at together.
struct Walk<'r> {
    repository: &'r Repository,
    below: PathBuf,
    queue: BinaryHeap<(i64, ObjectId)>,
    waiting: BTreeMap<ObjectId, Vec<Pending>>,
    origins: Origins,
}

impl Walk<'_> {
    fn push(&mut self, commit: &Commit<'_>, pending: Vec<Pending>) {
        if pending.iter().all(|pending| pending.lines.is_empty()) {
            return;
        }
        let waiting = self.waiting.entry(commit.id).or_default();
        if waiting.is_empty() {
            self.queue.push((commit.time().map_or(0, |time| time.seconds), commit.id));
        }
        waiting.extend(pending);
    }

    fn run(&mut self) {
        let shallow = self.repository.shallow_commits().ok().flatten();
        for _ in 0..MAX_COMMITS {
            let Some((_, id)) = self.queue.pop() else { return };
            let Some(pending) = self.waiting.remove(&id) else { continue };
            if shallow.as_ref().is_some_and(|commits| commits.contains(&id)) {
                continue;
            }
            let Ok(commit) = self.repository.find_commit(id) else { continue };
            self.step(&commit, pending);
        }
    }

    /// Hands lines on to the parents that have them; what none has was changed here.
    fn step(&mut self, commit: &Commit<'_>, mut pending: Vec<Pending>) {
        let own = content_tree(commit, &self.below).map(|tree| tree.id);
        for parent in commit.parent_ids() {
            let Ok(parent) = self.repository.find_commit(parent) else { return };
            let tree = content_tree(&parent, &self.below);
            let is_same = tree.as_ref().map(|tree| tree.id) == own;
            if is_same {
                return self.push(&parent, pending);
            }
            let Some(tree) = tree else { continue };
            let (same, other): (Vec<_>, Vec<_>) = pending.into_iter().partition(|it| blob_at(&tree, &it.path) == Some(it.blob));
            pending = other;
            let mut handed = same;
            handed.extend(pending.iter_mut().filter_map(|pending| handed_on(self.repository, &tree, pending)));
            self.push(&parent, handed);
        }
        let hash = commit.id.to_hex_with_len(SHORT).to_string();
        for Pending { file, lines, .. } in pending {
            let Some(told) = self.origins.files.get_mut(&file) else { continue };
            for (now, then) in lines {
                if let Some(told) = told.get_mut(now) {
                    *told = Told::Committed(Origin { commit: hash.clone(), line: then + 1 });
                }
            }
        }
    }
}

/// The lines that a parent has too, taken from the ones that are looked for.
fn handed_on(repository: &Repository, tree: &Tree<'_>, pending: &mut Pending) -> Option<Pending> {
    let blob = blob_at(tree, &pending.path)?;
    let text = read(repository, blob)?;
    let mut of_line: BTreeMap<usize, usize> = BTreeMap::new();
    for (before, after) in same_lines(&text, &pending.text) {
        of_line.extend(after.zip(before));
    }
    let lines: Vec<(usize, usize)> = pending.lines.iter().filter_map(|(now, here)| Some((*now, *of_line.get(here)?))).collect();
    pending.lines.retain(|(_, here)| !of_line.contains_key(here));
    Some(Pending { file: pending.file, path: pending.path.clone(), blob, text, lines })
}

/// Stretches of lines that stand in both texts, as they follow one another: in the first and in the second.
fn same_lines(before: &str, after: &str) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut input = InternedInput::default();
    input.update_before(before.iter().copied());
    input.update_after(after.iter().copied());
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let wide = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
    let mut stretches = Vec::new();
    let (mut from, mut to) = (0, 0);
    for hunk in diff.hunks() {
        stretches.push((from..wide(hunk.before.start), to..wide(hunk.after.start)));
        (from, to) = (wide(hunk.before.end), wide(hunk.after.end));
    }
    stretches.push((from..before.len(), to..after.len()));
    stretches.into_iter()
}

/// The tree of the content folder in a commit.
fn content_tree<'r>(commit: &Commit<'r>, below: &Path) -> Option<Tree<'r>> {
    let tree = commit.tree().ok()?;
    if below.as_os_str().is_empty() {
        return Some(tree);
    }
    let entry = tree.lookup_entry_by_path(below).ok()??;
    entry.mode().is_tree().then(|| entry.object().ok().map(gix::Object::into_tree)).flatten()
}

fn blob_at(tree: &Tree<'_>, path: &Path) -> Option<ObjectId> {
    let entry = tree.lookup_entry_by_path(path).ok()??;
    entry.mode().is_blob().then(|| entry.object_id())
}

/// A blob as the text it would be on the disk; what is no sound text has no lines.
fn read(repository: &Repository, blob: ObjectId) -> Option<Arc<str>> {
    let blob = repository.find_object(blob).ok()?;
    Some(text::sound("", &blob.data).unwrap_or_default().into())
}
