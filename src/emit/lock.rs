//! The lock that lets one build at a time work on an output. The system holds it and drops it with the process, so a dead build never
//! blocks the next, whatever its lock file holds; the file itself is never written, read or removed.

use crate::emit::Stop;
use crate::emit::kernel::{Kind, look};
use rustix::fs::{CWD, FlockOperation, Mode, OFlags, flock, openat};
use std::fs::File;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Held until dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// Takes the lock at `path`, at once or not at all.
///
/// # Errors
/// [`Stop::Locked`] when another process holds it; [`Stop::Machine`] when the path cannot be locked, being a link, a folder or a pipe.
pub(crate) fn take(path: &Path) -> Result<Lock, Stop> {
    let failed = || Stop::machine("锁定", path);
    // More than once only when somebody removes the file between our opening and locking it.
    for _ in 0..8 {
        let file = open(path).map_err(failed())?;
        match rustix::io::retry_on_intr(|| flock(&file, FlockOperation::NonBlockingLockExclusive)) {
            Ok(()) => {}
            Err(rustix::io::Errno::WOULDBLOCK) => return Err(Stop::Locked { path: path.to_path_buf() }),
            Err(error) => return Err(failed()(error.into())),
        }
        let held = file.metadata().map_err(failed())?.ino();
        if look(path).map_err(failed())?.is_some_and(|seen| seen.inode == held) {
            return Ok(Lock { _file: file });
        }
    }
    Err(failed()(io::Error::other("锁文件不断被删除")))
}

/// Opens without following a link and without waiting for the other end of a pipe.
fn open(path: &Path) -> io::Result<File> {
    if look(path)?.is_some_and(|seen| seen.kind != Kind::File) {
        return Err(io::Error::other("这里应是一个普通文件"));
    }
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let mode = Mode::from_raw_mode(0o644);
    let file = File::from(rustix::io::retry_on_intr(|| openat(CWD, path, flags, mode))?);
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("这里应是一个普通文件"));
    }
    Ok(file)
}
