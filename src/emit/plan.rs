//! What becomes of the names that stand in the output when a new tree takes its place. Pure: looks at lists, never at the disk.

use crate::emit::kernel::Kind;
use crate::emit::manifest::{MANIFEST, Manifest};
use crate::emit::survey::Survey;
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};

/// The permission bits of every file of ours, whatever the umask.
pub(crate) const FILE_MODE: u32 = 0o644;
/// The permission bits of every folder of ours, whatever the umask.
pub(crate) const FOLDER_MODE: u32 = 0o755;

/// What to do with the old names.
#[derive(PartialEq, Eq, Default, Debug)]
pub(crate) struct Plan {
    /// Files of ours that the new tree has no more.
    pub(crate) removed: Vec<String>,
    /// Files of others, to be carried over.
    pub(crate) foreign_files: Vec<OsString>,
    /// Folders of others with their permission bits, parents first.
    pub(crate) foreign_folders: Vec<(OsString, u32)>,
    /// A folder of ours, or the manifest, lost its permission bits: the tree must be renewed though no file changed.
    pub(crate) worn: bool,
}

/// Compares what stands there, what the old manifest calls ours and the paths of the new tree. `Err` names what stands in the way.
pub(crate) fn plan(old: &Survey, manifest: Option<&Manifest>, new: &BTreeSet<&str>) -> Result<Plan, OsString> {
    let ours =
        |path: &OsStr| manifest.is_some_and(|old| path == MANIFEST || path.to_str().is_some_and(|path| old.files.contains_key(path)));
    let listed = manifest.into_iter().flat_map(|old| old.files.keys().map(String::as_str));
    let our_folders = folders_above(listed);
    let new_folders = folders_above(new.iter().copied());
    let taken = |path: &OsStr| path == MANIFEST || path.to_str().is_some_and(|path| new.contains(path));
    let mut plan = Plan { worn: old.root.is_some_and(|root| root.mode != FOLDER_MODE), ..Plan::default() };
    for (path, seen) in &old.names {
        if seen.kind == Kind::Folder {
            if path.to_str().is_some_and(|path| our_folders.contains(path)) {
                plan.worn |= seen.mode != FOLDER_MODE;
                continue;
            }
            if taken(path) {
                return Err(path.clone());
            }
            plan.foreign_folders.push((path.clone(), seen.mode));
        } else if ours(path) {
            match path.to_str() {
                Some(path) if path != MANIFEST && !new.contains(path) => plan.removed.push(path.to_owned()),
                _ => plan.worn |= path == MANIFEST && seen.mode != FILE_MODE,
            }
            continue;
        } else {
            if taken(path) || path.to_str().is_some_and(|path| new_folders.contains(path)) {
                return Err(path.clone());
            }
            plan.foreign_files.push(path.clone());
        }
        // A page may not take the place of the folder that somebody's file lies in.
        if above(path).any(taken) {
            return Err(path.clone());
        }
    }
    Ok(plan)
}

fn folders_above<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    paths.flat_map(|path| path.match_indices('/').filter_map(|(at, _)| path.get(..at))).collect()
}

fn above(path: &OsStr) -> impl Iterator<Item = &OsStr> {
    std::path::Path::new(path).ancestors().skip(1).map(std::path::Path::as_os_str).filter(|path| !path.is_empty())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::emit::kernel::Seen;
    use crate::emit::manifest::{Header, Listed};

    fn survey(names: &[&str]) -> Survey {
        let seen = |kind, mode| Seen { kind, mode, length: 0, inode: 1, changed: (0, 0), device: (0, 1), mounted: false };
        let entry = |name: &&str| match name.strip_suffix('/') {
            Some(folder) => (folder.into(), seen(Kind::Folder, FOLDER_MODE)),
            None => (name.into(), seen(Kind::File, FILE_MODE)),
        };
        Survey { root: Some(seen(Kind::Folder, FOLDER_MODE)), names: names.iter().map(entry).collect() }
    }

    fn manifest(paths: &[&str]) -> Manifest {
        let listed = Listed { bytes: 0, sha256: [0; 32] };
        Manifest { header: Header::default(), files: paths.iter().map(|path| ((*path).to_owned(), listed)).collect() }
    }

    #[test]
    fn ours_goes_and_foreign_stays() {
        let old = survey(&["manifest.json", "a/", "a/old.html", "a/hand.txt", "b/", "b/c/", "keep.html", ".gitkeep"]);
        let plan = plan(&old, Some(&manifest(&["a/old.html", "keep.html"])), &BTreeSet::from(["keep.html", "new/x.html"])).unwrap();
        assert_eq!(plan.removed, ["a/old.html"]);
        assert_eq!(plan.foreign_files, [".gitkeep", "a/hand.txt"]);
        assert_eq!(plan.foreign_folders, [("b".into(), FOLDER_MODE), ("b/c".into(), FOLDER_MODE)]);
        assert!(!plan.worn);
    }

    #[test]
    fn a_page_never_takes_a_foreign_place() {
        let ours = manifest(&["old.html"]);
        let cases: &[(&[&str], &str, &str)] = &[
            (&["x.html"], "x.html", "x.html"),
            (&["x"], "x/index.html", "x"),
            (&["x/"], "x", "x"),
            (&["x/", "x/y/", "x/y/f"], "x/y", "x/y"),
        ];
        for (names, new, blocked) in cases {
            assert_eq!(plan(&survey(names), Some(&ours), &BTreeSet::from([*new])), Err(OsString::from(blocked)), "{names:?} {new}");
        }
        let ours = manifest(&["x/index.html"]);
        let old = survey(&["manifest.json", "x/", "x/index.html", "x/hand"]);
        assert_eq!(plan(&old, Some(&ours), &BTreeSet::from(["x"])), Err("x/hand".into()));
        let old = survey(&["manifest.json", "x/", "x/index.html"]);
        assert_eq!(plan(&old, Some(&ours), &BTreeSet::from(["x"])).unwrap().removed, ["x/index.html"]);
        assert_eq!(plan(&survey(&["manifest.json"]), None, &BTreeSet::from(["x"])), Err("manifest.json".into()));
    }
}
