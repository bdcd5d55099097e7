//! `.gongkai/` beside an output: the lock, the ledger and the trees being written. Everything we keep or stage lies here.

use crate::emit::kernel::{Kind, folder_of, look};
use crate::emit::ledger::Ledger;
use crate::emit::lock::{self, Lock};
use crate::emit::place::Output;
use crate::emit::recover::{recover, remove};
use crate::emit::stage::Stage;
use crate::emit::{Refusal, Stop};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// The ledger while it is being written.
pub(crate) const LEDGER_DRAFT: &str = "ledger.new";
const LEDGER: &str = "ledger";
/// More than any site: the facts of 50 000 files take some 50 MB.
const LARGEST_LEDGER: u64 = 1 << 30;

/// The workshop of one output, ours alone as long as this value lives.
#[derive(Debug)]
pub struct Workshop {
    output: Output,
    folder: PathBuf,
    _lock: Lock,
}

impl Workshop {
    /// Takes the lock and clears away what a killed run left. Makes the output's parent and `.gongkai/` if they are missing.
    ///
    /// # Errors
    /// [`Stop::Locked`] when another build works on an output beside it; [`Stop::Refused`] when `.gongkai` is a link or lies on another
    /// disk; [`Stop::Machine`] otherwise.
    pub fn open(output: Output) -> Result<Self, Stop> {
        let parent = folder_of(output.path());
        fs::create_dir_all(parent).map_err(Stop::machine("建立文件夹", parent))?;
        let top = output.workshop();
        own_folder(&top, parent)?;
        let lock = lock::take(&top.join("lock"))?;
        let folder = top.join(output.name());
        own_folder(&folder, parent)?;
        recover(&folder, output.path())?;
        Ok(Self { output, folder, _lock: lock })
    }

    /// What is remembered of the last build by the same `program` (version and whatever else of the program changes bytes).
    ///
    /// # Errors
    /// [`Stop::Machine`] when a ledger is there and the system cannot read it. A damaged or foreign one is an empty one.
    pub fn ledger(&self, program: &str) -> Result<Ledger, Stop> {
        let path = self.folder.join(LEDGER);
        let read = || -> io::Result<Ledger> {
            if look(&path)?.is_none_or(|seen| seen.kind != Kind::File) {
                return Ok(Ledger::empty(program));
            }
            let mut bytes = Vec::new();
            File::open(&path)?.take(LARGEST_LEDGER).read_to_end(&mut bytes)?;
            Ok(Ledger::from_bytes(&bytes, program))
        };
        read().map_err(Stop::machine("读取", &path))
    }

    /// Keeps some bytes under a name of ours for the next build. Not synced and never needed: whoever reads them again checks them, and a
    /// failure only costs that build time.
    pub fn keep_note(&self, name: &str, bytes: &[u8]) {
        let draft = self.folder.join(LEDGER_DRAFT);
        let path = self.folder.join(name);
        let _ = remove(&draft);
        let done = fs::write(&draft, bytes).and_then(|()| fs::rename(&draft, &path));
        let _ = done.inspect_err(|_| drop(fs::remove_file(&draft)));
    }

    /// Starts a build. `cancelled` is looked at between any two steps that write, until the switch.
    ///
    /// # Errors
    /// See [`Stage::begin`].
    pub fn stage<'a>(&'a self, ledger: &'a Ledger, cancelled: &'a AtomicBool) -> Result<Stage<'a>, Stop> {
        Stage::begin(self, ledger, cancelled)
    }

    /// The output this workshop works for.
    pub fn output(&self) -> &Output {
        &self.output
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Replaces the ledger in one step. Not synced: a torn one is found out by its checksum and costs a full build.
    pub(crate) fn keep(&self, ledger: &Ledger) -> io::Result<()> {
        let draft = self.folder.join(LEDGER_DRAFT);
        remove(&draft)?;
        let path = self.folder.join(LEDGER);
        let done = fs::write(&draft, ledger.to_text()).and_then(|()| fs::rename(&draft, &path));
        done.inspect_err(|_| drop(fs::remove_file(&draft)))
    }
}

/// What [`Workshop::keep_note`] kept beside an output; nothing when it is not there, no plain file, too large or not to be read. Needs no
/// lock: a note is replaced in one step.
pub fn note(output: &Output, name: &str) -> Option<Vec<u8>> {
    let path = output.workshop().join(output.name()).join(name);
    look(&path).ok()?.filter(|seen| seen.kind == Kind::File && seen.length <= LARGEST_LEDGER)?;
    fs::read(&path).ok()
}

/// Makes a folder of ours, or sees that it is one: no link, and on the disk of the output.
fn own_folder(path: &Path, beside: &Path) -> Result<(), Stop> {
    let failed = || Stop::machine("建立文件夹", path);
    match fs::create_dir(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(failed()(error)),
        Ok(()) | Err(_) => {}
    }
    let disk = fs::canonicalize(beside).and_then(|beside| look(&beside)).map_err(failed())?.map(|seen| seen.device);
    match look(path).map_err(failed())? {
        Some(seen) if seen.kind == Kind::Link => Err(Stop::refused(path, Refusal::Link)),
        Some(seen) if seen.kind != Kind::Folder => Err(Stop::refused(path, Refusal::NotAFolder)),
        Some(seen) if seen.mounted || Some(seen.device) != disk => Err(Stop::refused(path, Refusal::OtherDisk)),
        Some(_) => Ok(()),
        None => Err(failed()(io::ErrorKind::NotFound.into())),
    }
}
