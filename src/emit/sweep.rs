//! Clears away the tree that was swapped out, name by name through open folders: only what was seen before the switch is deleted. What
//! somebody put there during the build moves to the new tree.

use crate::emit::kernel::Kind;
use crate::emit::survey::{Survey, below};
use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, RenameFlags, fstat, openat, renameat_with, statat, unlinkat};
use rustix::io::Errno;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// Removes `tree`, which was the output when it was surveyed. `Ok(false)`: something in it belongs to somebody else and found no place in
/// `output`, or it is another tree than the one surveyed.
pub(crate) fn sweep(tree: &Path, surveyed: &Survey, output: &Path) -> io::Result<bool> {
    let folder = open_folder(CWD, tree.as_os_str())?;
    let found = fstat(folder.fd()?)?.st_ino;
    if surveyed.root.is_none_or(|root| root.inode != found) {
        return Ok(false);
    }
    let empty = Sweep { surveyed, output }.clear(folder, OsStr::new(""))?;
    if empty {
        unlinkat(CWD, tree, AtFlags::REMOVEDIR)?;
    }
    Ok(empty)
}

struct Sweep<'a> {
    surveyed: &'a Survey,
    output: &'a Path,
}

impl Sweep<'_> {
    /// Empties one folder; `path` is its own in the tree.
    fn clear(&self, mut folder: Dir, path: &OsStr) -> io::Result<bool> {
        let names = names(&mut folder)?;
        let folder = folder.fd()?;
        let mut empty = true;
        for (name, kind) in names {
            let path = below(path, &name);
            empty &= match (kind, self.surveyed.names.get(&path).map(|seen| seen.kind)) {
                (FileType::Directory, Some(Kind::Folder)) => {
                    let emptied = self.clear(open_folder(folder, &name)?, &path)?;
                    if emptied {
                        unlinkat(folder, &*name, AtFlags::REMOVEDIR)?;
                    }
                    emptied
                }
                (FileType::Directory, _) | (_, None | Some(Kind::Folder)) => moved(folder, &name, &self.output.join(&path)),
                (_, Some(_)) => unlinkat(folder, &*name, AtFlags::empty()).map(|()| true)?,
            };
        }
        Ok(empty)
    }
}

/// Moves somebody's file or folder to the new tree, if its name is free there.
fn moved(folder: BorrowedFd<'_>, name: &OsStr, to: &Path) -> bool {
    let rename = || renameat_with(folder, name, CWD, to, RenameFlags::NOREPLACE);
    match rename() {
        // The new tree has no such folder any more, but somebody's file wants it.
        Err(Errno::NOENT) => to.parent().is_some_and(|above| fs::create_dir_all(above).is_ok()) && rename().is_ok(),
        done => done.is_ok(),
    }
}

/// Opens a folder, never through a link.
fn open_folder(at: impl AsFd, name: &OsStr) -> io::Result<Dir> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(Dir::new(rustix::io::retry_on_intr(|| openat(&at, name, flags, Mode::empty()))?)?)
}

/// The names in a folder, read whole before any of them is removed.
fn names(folder: &mut Dir) -> io::Result<Vec<(OsString, FileType)>> {
    let mut names = Vec::new();
    while let Some(entry) = folder.read() {
        let entry = entry?;
        let name = OsStr::from_bytes(entry.file_name().to_bytes());
        if name == "." || name == ".." {
            continue;
        }
        let kind = match entry.file_type() {
            FileType::Unknown => FileType::from_raw_mode(statat(folder.fd()?, name, AtFlags::SYMLINK_NOFOLLOW)?.st_mode),
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
