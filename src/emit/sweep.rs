//! Clears away the tree that was swapped out, name by name through open folders: only what was seen before the switch is deleted. What
//! somebody put there during the build moves to the new tree.

use crate::emit::kernel::Kind;
use crate::emit::survey::{Survey, below};
use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, RenameFlags, fstat, mkdirat, openat, renameat_with, statat, unlinkat};
use std::ffi::{OsStr, OsString};
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// Removes `tree`, which was the output when it was surveyed. `Ok(false)`: something in it belongs to somebody else and found no place in
/// `output`, or it is another tree than the one surveyed.
pub(crate) fn sweep(tree: &Path, surveyed: &Survey, output: &Path) -> io::Result<bool> {
    let folder = open_folder(CWD, tree.as_os_str())?;
    let found = fstat(&folder)?.st_ino;
    if surveyed.root.is_none_or(|root| root.inode != found) {
        return Ok(false);
    }
    let target = open_folder(CWD, output.as_os_str())?;
    let empty = clear(surveyed, &folder, OsStr::new(""), Some(&target))?;
    if empty {
        unlinkat(CWD, tree, AtFlags::REMOVEDIR)?;
    }
    Ok(empty)
}

/// Empties one folder. `target` is the same folder of the new tree, if it has one.
fn clear(surveyed: &Survey, folder: &OwnedFd, path: &OsStr, target: Option<&OwnedFd>) -> io::Result<bool> {
    let mut empty = true;
    for (name, kind) in names(folder)? {
        let path = below(path, &name);
        let known = surveyed.names.get(&path);
        empty &= match (kind, known.map(|seen| seen.kind)) {
            (FileType::Directory, Some(Kind::Folder)) => clear_folder(surveyed, folder, &name, &path, target)?,
            (FileType::Directory, _) | (_, None | Some(Kind::Folder)) => target.is_some_and(|target| moved(folder, &name, target)),
            (_, Some(_)) => unlinkat(folder, &*name, AtFlags::empty()).map(|()| true)?,
        };
    }
    Ok(empty)
}

fn clear_folder(surveyed: &Survey, folder: &OwnedFd, name: &OsStr, path: &OsStr, target: Option<&OwnedFd>) -> io::Result<bool> {
    let inner = open_folder(folder, name)?;
    let same = target.and_then(|target| open_folder(target, name).ok());
    let mut empty = clear(surveyed, &inner, path, same.as_ref())?;
    if !empty && same.is_none() {
        // The new tree has no such folder any more, but somebody's file wants it.
        let made = target.filter(|target| mkdirat(target, name, Mode::from_raw_mode(0o755)).is_ok());
        let made = made.and_then(|target| open_folder(target, name).ok());
        empty = made.is_some() && clear(surveyed, &inner, path, made.as_ref())?;
    }
    if empty {
        unlinkat(folder, name, AtFlags::REMOVEDIR)?;
    }
    Ok(empty)
}

fn moved(folder: &OwnedFd, name: &OsStr, target: &OwnedFd) -> bool {
    renameat_with(folder, name, target, name, RenameFlags::NOREPLACE).is_ok()
}

fn open_folder(at: impl AsFd, name: &OsStr) -> io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(rustix::io::retry_on_intr(|| openat(&at, name, flags, Mode::empty()))?)
}

/// The names in a folder, read whole before any of them is removed.
fn names(folder: &OwnedFd) -> io::Result<Vec<(OsString, FileType)>> {
    let mut names = Vec::new();
    let mut entries = Dir::read_from(folder)?;
    while let Some(entry) = entries.read() {
        let entry = entry?;
        let name = OsStr::from_bytes(entry.file_name().to_bytes());
        if name == "." || name == ".." {
            continue;
        }
        let kind = match entry.file_type() {
            FileType::Unknown => FileType::from_raw_mode(statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)?.st_mode),
            kind => kind,
        };
        names.push((name.to_owned(), kind));
    }
    Ok(names)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::emit::survey::survey;
    use std::fs;

    fn make(root: &Path, files: &[&str]) {
        for file in files {
            fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
            fs::write(root.join(file), file).unwrap();
        }
    }

    #[test]
    fn files_that_came_during_the_build_move_to_the_new_tree() {
        let temp = tempfile::tempdir().unwrap();
        let (old, new) = (temp.path().join("old"), temp.path().join("new"));
        make(&old, &["page", "a/page", "gone/page"]);
        make(&new, &["page", "a/page"]);
        let surveyed = survey(&old).unwrap();
        make(&old, &["late", "a/late", "gone/late", "fresh/deep/late"]);
        assert!(sweep(&old, &surveyed, &new).unwrap());
        assert!(!old.exists());
        for file in ["late", "a/late", "gone/late", "fresh/deep/late"] {
            assert_eq!(fs::read_to_string(new.join(file)).unwrap(), file);
        }
    }

    #[test]
    fn what_finds_no_place_stays_and_a_stranger_tree_is_left_alone() {
        let temp = tempfile::tempdir().unwrap();
        let (old, new) = (temp.path().join("old"), temp.path().join("new"));
        make(&old, &["page"]);
        make(&new, &["late", "page"]);
        let surveyed = survey(&old).unwrap();
        make(&old, &["late"]);
        assert!(!sweep(&old, &surveyed, &new).unwrap());
        assert!(old.join("late").exists() && !old.join("page").exists());
        let stranger = temp.path().join("stranger");
        make(&stranger, &["page"]);
        assert!(!sweep(&stranger, &surveyed, &new).unwrap());
        assert!(stranger.join("page").exists());
    }
}
