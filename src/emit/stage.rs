//! A tree being built beside the output, filled by many workers at once. Nothing is made on disk before the first file that differs.

use crate::emit::kernel::Kind;
use crate::emit::ledger::{JobHash, Ledger};
use crate::emit::manifest::{self, Found, Listed, MANIFEST, Manifest, Sha};
use crate::emit::plan::{FILE_MODE, FOLDER_MODE};
use crate::emit::recover::{STAGE, name, remove};
use crate::emit::survey::{Survey, survey};
use crate::emit::workshop::Workshop;
use crate::emit::{Refusal, Stop};
use crate::value::path::OutPath;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A build on its way. Dropped without [`commit`](Stage::commit), it leaves nothing behind.
#[derive(Debug)]
pub struct Stage<'a> {
    pub(crate) workshop: &'a Workshop,
    pub(crate) ledger: &'a Ledger,
    pub(crate) old: Survey,
    pub(crate) manifest: Option<Manifest>,
    pub(crate) manifest_sha256: Option<Sha>,
    pub(crate) root: PathBuf,
    pub(crate) entries: Mutex<BTreeMap<String, Entry>>,
    cancelled: &'a AtomicBool,
    begun: Mutex<bool>,
}

/// A file of the new tree.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) job: JobHash,
    pub(crate) sha256: Sha,
    pub(crate) length: u64,
    pub(crate) facts: Arc<str>,
    /// Written to the stage; else the file in the output will do.
    pub(crate) staged: bool,
}

/// What became of bytes that were handed over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taken {
    /// Their hash.
    pub sha256: Sha,
    /// Whether they differ from what the output holds.
    pub changed: bool,
}

impl<'a> Stage<'a> {
    /// Looks at what the output holds. Writes nothing.
    ///
    /// # Errors
    /// [`Stop::Refused`] when the output is not ours, or it is or holds a link or mount point; [`Stop::Machine`] when it cannot be read.
    pub(crate) fn begin(workshop: &'a Workshop, ledger: &'a Ledger, cancelled: &'a AtomicBool) -> Result<Self, Stop> {
        let output = workshop.output();
        let old = survey(output.path())?;
        output.is_ours()?;
        let path = output.path().join(MANIFEST);
        let (manifest, manifest_sha256) = match manifest::read(&path).map_err(Stop::machine("读取", &path))? {
            Found::None => (None, None),
            Found::Damaged => return Err(Stop::refused(path, Refusal::DamagedManifest)),
            Found::Whole { manifest, sha256 } => (Some(manifest), Some(sha256)),
        };
        let root = workshop.folder().join(name(STAGE));
        let (entries, begun) = (Mutex::default(), Mutex::default());
        Ok(Self { workshop, ledger, old, manifest, manifest_sha256, root, entries, cancelled, begun })
    }

    /// Paths of the last publication; none before the first.
    pub fn former(&self) -> impl Iterator<Item = &str> {
        self.manifest.iter().flat_map(|manifest| manifest.files.keys().map(String::as_str))
    }

    /// Keeps the file of an unchanged job, and gives what the audit learnt from it. `None`: the job must be done again, because it changed,
    /// or because the file is not the one it made.
    ///
    /// # Errors
    /// [`Stop::Cancelled`]; [`Stop::Machine`] when the path was given before.
    pub fn keep(&self, path: &OutPath, job: &JobHash) -> Result<Option<Arc<str>>, Stop> {
        self.go_on()?;
        let Some(record) = self.ledger.records.get(path.as_str()).filter(|record| record.job == *job) else {
            return Ok(None);
        };
        if self.standing(path.as_str(), record.length) != Some(record.sha256) {
            return Ok(None);
        }
        let (sha256, length, facts) = (record.sha256, record.length, Arc::clone(&record.facts));
        self.enter(path, Entry { job: *job, sha256, length, facts: Arc::clone(&facts), staged: false })?;
        Ok(Some(facts))
    }

    /// Takes the bytes of a job with what the audit learnt from them. Any number of workers may call this at once; what the output already
    /// holds is not written again.
    ///
    /// # Errors
    /// [`Stop::Cancelled`]; [`Stop::Machine`] when the disk fails or the path was given before.
    pub fn write(&self, path: &OutPath, job: &JobHash, bytes: &[u8], facts: &str) -> Result<Taken, Stop> {
        self.go_on()?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let sha256 = manifest::sha256(bytes);
        let changed = self.standing(path.as_str(), length) != Some(sha256);
        self.enter(path, Entry { job: *job, sha256, length, facts: facts.into(), staged: changed })?;
        if changed {
            self.put(path.as_str(), bytes)?;
        }
        Ok(Taken { sha256, changed })
    }

    /// Keeps a file that no job makes: its bytes are those that the manifest names, or nothing is published.
    ///
    /// # Errors
    /// [`Stop::Refused`] when the file is gone or another one; [`Stop::Cancelled`]; [`Stop::Machine`] when the path was given before.
    pub fn carry(&self, path: &str) -> Result<(), Stop> {
        self.go_on()?;
        let worn = || Stop::refused(self.output().join(path), Refusal::WornSnapshot);
        let (listed, known) = (self.listed(path).ok_or_else(worn)?, OutPath::new(path).ok_or_else(worn)?);
        let job = self.ledger.records.get(path).map_or([0; 32], |record| record.job);
        let mut entry = Entry { job, sha256: listed.sha256, length: listed.bytes, facts: "".into(), staged: false };
        if self.standing(path, listed.bytes) == Some(listed.sha256) {
            return self.enter(&known, entry);
        }
        // The right bytes with other rights: copied to another machine and back.
        let bytes = self.read(path)?;
        entry.staged = true;
        self.enter(&known, entry)?;
        self.put(path, &bytes)
    }

    /// What the last manifest says about a file.
    pub fn listed(&self, path: &str) -> Option<Listed> {
        self.manifest.as_ref()?.files.get(path).copied()
    }

    /// The bytes of a file of the output, if they are those that the manifest names.
    ///
    /// # Errors
    /// [`Stop::Refused`] when they are not.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, Stop> {
        let whole = self.output().join(path);
        let listed = self.listed(path).filter(|_| self.old.names.get(OsStr::new(path)).is_some_and(|seen| seen.kind == Kind::File));
        let bytes = listed.and_then(|_| fs::read(&whole).ok());
        bytes.filter(|bytes| listed == Some(Listed::of(bytes))).ok_or_else(|| Stop::refused(whole, Refusal::WornSnapshot))
    }

    /// The folder that is to be replaced.
    pub fn folder(&self) -> &Path {
        self.output()
    }

    /// Ends the build and leaves nothing behind; the same as dropping the stage, but it says when that failed.
    ///
    /// # Errors
    /// [`Stop::Machine`] when the stage cannot be removed; the next run will.
    pub fn abandon(self) -> Result<(), Stop> {
        self.discard().map_err(Stop::machine("删除", &self.root))
    }

    /// The hash of the file in the output, if it is ours, sound in its mode and of this length: by its ledger record when that can be trusted,
    /// else by reading it, which only pays when the manifest gives hope.
    fn standing(&self, path: &str, length: u64) -> Option<Sha> {
        let seen = self.old.names.get(OsStr::new(path))?;
        let listed = self.manifest.as_ref()?.files.get(path)?;
        if seen.kind != Kind::File || seen.mode != FILE_MODE || seen.length != length || listed.bytes != length {
            return None;
        }
        match self.ledger.records.get(path) {
            Some(record) if record.trusts(seen) => Some(record.sha256),
            Some(_) | None => manifest::sha256_of(&self.output().join(path)).ok().map(|found| found.sha256),
        }
    }

    fn enter(&self, path: &OutPath, entry: Entry) -> Result<(), Stop> {
        let twice = path.as_str() == MANIFEST
            || self.entries.lock().unwrap_or_else(PoisonError::into_inner).insert(path.as_str().to_owned(), entry).is_some();
        if twice {
            let error = io::Error::new(io::ErrorKind::AlreadyExists, "同一个文件生成了两次");
            return Err(Stop::machine("写入", &self.output().join(path.as_str()))(error));
        }
        Ok(())
    }

    /// Writes a new file of the stage with its folders. Never over a file that is there.
    pub(crate) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Stop> {
        let target = self.root.join(path);
        self.folders_for(Path::new(path))?;
        let written = || {
            let mut file = OpenOptions::new().write(true).create_new(true).mode(FILE_MODE).open(&target)?;
            // The umask may have taken bits away.
            file.set_permissions(Permissions::from_mode(FILE_MODE))?;
            file.write_all(bytes)
        };
        written().map_err(Stop::machine("写入", &target))
    }

    /// Makes the folders that a path of the stage lies in, and the stage itself with the first.
    pub(crate) fn folders_for(&self, path: &Path) -> Result<(), Stop> {
        self.make_root()?;
        let target = self.root.join(path);
        let Some(folder) = target.parent() else { return Ok(()) };
        make_folders(folder, &self.root).map_err(Stop::machine("建立文件夹", folder))
    }

    fn make_root(&self) -> Result<(), Stop> {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        if !*begun {
            // Told before it is done: a folder that was made and then failed must be discarded too.
            *begun = true;
            // The stage must be new, or what it holds would come into the site.
            let made = fs::create_dir(&self.root).and_then(|()| fs::set_permissions(&self.root, Permissions::from_mode(FOLDER_MODE)));
            made.map_err(Stop::machine("建立文件夹", &self.root))?;
        }
        Ok(())
    }

    /// After the switch the path of the stage holds the old tree, which is the sweep's to clear.
    pub(crate) fn switched(&self) {
        *self.begun.lock().unwrap_or_else(PoisonError::into_inner) = false;
    }

    pub(crate) fn go_on(&self) -> Result<(), Stop> {
        if self.cancelled.load(Ordering::Relaxed) { Err(Stop::Cancelled) } else { Ok(()) }
    }

    pub(crate) fn output(&self) -> &Path {
        self.workshop.output().path()
    }

    fn discard(&self) -> io::Result<()> {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::take(&mut *begun) { remove(&self.root) } else { Ok(()) }
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        // A stage that cannot be removed is removed by the next run.
        let _ = self.discard();
    }
}

/// Makes the folders down to `folder`, those below `root` only, many workers at once.
fn make_folders(folder: &Path, root: &Path) -> io::Result<()> {
    if folder == root || folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        make_folders(above, root)?;
    }
    make_folder(folder)
}

fn make_folder(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Ok(()) => fs::set_permissions(folder, Permissions::from_mode(FOLDER_MODE)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error),
    }
}
