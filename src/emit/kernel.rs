//! What is asked of the kernel beyond the standard library: one look at a file, sync of a file system, exchange of two trees.
//!
//! Linux is the tested platform. Elsewhere the same promises are kept with more calls: no exchange, and a sync file by file.

use rustix::fs::{CWD, RenameFlags};
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// What kind of thing stands at a path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe, socket or device.
    Special,
}

/// The last change of a file's content, name count or mode, as its file system counts: seconds and nanoseconds.
pub(crate) type Changed = (i64, u32);

/// One look at a path, links not followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Seen {
    /// What it is.
    pub(crate) kind: Kind,
    /// Permission bits with setuid, setgid and sticky.
    pub(crate) mode: u32,
    /// Length in bytes.
    pub(crate) length: u64,
    /// Its number in the file system.
    pub(crate) inode: u64,
    /// Its last change.
    pub(crate) changed: Changed,
    /// The file system.
    pub(crate) device: (u32, u32),
    /// Something is mounted exactly here.
    pub(crate) mounted: bool,
}

/// Looks at a path; `None` when nothing is there.
pub(crate) fn look(path: &Path) -> io::Result<Option<Seen>> {
    match seen(path) {
        Ok(seen) => Ok(Some(seen)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(target_os = "linux")]
fn seen(path: &Path) -> io::Result<Seen> {
    use rustix::fs::{AtFlags, FileType, StatxAttributes, StatxFlags, statx};
    let flags = AtFlags::SYMLINK_NOFOLLOW | AtFlags::NO_AUTOMOUNT;
    let found = rustix::io::retry_on_intr(|| statx(CWD, path, flags, StatxFlags::BASIC_STATS))?;
    let kind = match FileType::from_raw_mode(found.stx_mode.into()) {
        FileType::RegularFile => Kind::File,
        FileType::Directory => Kind::Folder,
        FileType::Symlink => Kind::Link,
        _ => Kind::Special,
    };
    Ok(Seen {
        kind,
        mode: u32::from(found.stx_mode) & 0o7777,
        length: found.stx_size,
        inode: found.stx_ino,
        changed: (found.stx_ctime.tv_sec, found.stx_ctime.tv_nsec),
        device: (found.stx_dev_major, found.stx_dev_minor),
        // A bind mount keeps the device number; only this attribute gives it away.
        mounted: found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT),
    })
}

#[cfg(not(target_os = "linux"))]
fn seen(path: &Path) -> io::Result<Seen> {
    use std::os::unix::fs::MetadataExt;
    let found = fs::symlink_metadata(path)?;
    let kind = match found.file_type() {
        kind if kind.is_file() => Kind::File,
        kind if kind.is_dir() => Kind::Folder,
        kind if kind.is_symlink() => Kind::Link,
        _ => Kind::Special,
    };
    let half = |bits: u64| u32::try_from(bits & 0xffff_ffff).unwrap_or_default();
    Ok(Seen {
        kind,
        mode: found.mode() & 0o7777,
        length: found.len(),
        inode: found.ino(),
        changed: (found.ctime(), u32::try_from(found.ctime_nsec()).unwrap_or_default()),
        device: (half(found.dev() >> 32), half(found.dev())),
        mounted: false,
    })
}

/// The names in a folder. The standard library takes up an interrupted call again everywhere but here.
pub(crate) fn entries(folder: &Path) -> io::Result<fs::ReadDir> {
    loop {
        match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

/// Makes everything written below `tree` durable: one call for the whole file system, which also reports write-back errors of its files.
#[cfg(target_os = "linux")]
pub(crate) fn sync_tree(tree: &Path) -> io::Result<()> {
    let folder = File::open(tree)?;
    match rustix::io::retry_on_intr(|| rustix::fs::syncfs(&folder)) {
        Err(rustix::io::Errno::NOSYS) => sync_each(tree),
        done => Ok(done?),
    }
}

/// Makes everything written below `tree` durable.
#[cfg(not(target_os = "linux"))]
pub(crate) fn sync_tree(tree: &Path) -> io::Result<()> {
    sync_each(tree)
}

fn sync_each(tree: &Path) -> io::Result<()> {
    for entry in entries(tree)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            sync_each(&entry.path())?;
        } else if kind.is_file() {
            File::open(entry.path())?.sync_all()?;
        }
    }
    sync_folder(tree)
}

/// Makes the names in a folder durable.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Puts two folders in each other's place in one step. `Ok(false)`: this file system or kernel cannot.
pub(crate) fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    rename_with(one, other, RenameFlags::EXCHANGE)
}

/// Moves a folder to a free name, never over something that has come to stand there.
pub(crate) fn move_to_free(from: &Path, to: &Path) -> io::Result<()> {
    if rename_with(from, to, RenameFlags::NOREPLACE)? {
        return Ok(());
    }
    match look(to)? {
        Some(_) => Err(io::ErrorKind::AlreadyExists.into()),
        None => fs::rename(from, to),
    }
}

fn rename_with(from: &Path, to: &Path, flags: RenameFlags) -> io::Result<bool> {
    use rustix::io::Errno;
    match rustix::fs::renameat_with(CWD, from, CWD, to, flags) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The folder a path stands in, as something that can be opened.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
