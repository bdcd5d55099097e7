//! The end of a build: completes the stage with what stays from the output, and switches.

use crate::emit::kernel::sync_tree;
use crate::emit::ledger::{Ledger, Record};
use crate::emit::manifest::{self, Header, Listed, MANIFEST};
use crate::emit::plan::{Plan, plan};
use crate::emit::recover::{RESCUED, name};
use crate::emit::stage::{Entry, Stage};
use crate::emit::sweep::sweep;
use crate::emit::switch::switch;
use crate::emit::{Refusal, Stop, kernel};
use crate::source::machine::MachineError;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

/// What a build did to the output.
#[derive(Debug)]
pub struct Outcome {
    /// The files that are new or have new bytes, sorted.
    pub written: Vec<String>,
    /// How many files stayed as they were.
    pub kept: usize,
    /// The files that are gone, sorted.
    pub removed: Vec<String>,
    /// The hash of `manifest.json`, in hexadecimal: it stands for the whole site.
    pub manifest_sha256: String,
    /// Whether the trees were switched. `false`: nothing was written.
    pub switched: bool,
    /// What went wrong after the switch. The output is whole and new; the next run tidies up.
    pub untidy: Option<MachineError>,
    /// Somebody's files that stood in the old tree and found no place in the new one lie here.
    pub rescued: Option<PathBuf>,
}

impl Stage<'_> {
    /// Makes the output consist of exactly the files kept and written, and what others put there.
    ///
    /// # Errors
    /// The output is untouched then and the stage is gone. [`Stop::Refused`] when a file of somebody else stands where a page must go;
    /// [`Stop::Cancelled`]; [`Stop::Machine`], a failed sync included, which is never tried again.
    pub fn commit(self, header: &Header) -> Result<Outcome, Stop> {
        self.go_on()?;
        let entries = std::mem::take(&mut *self.entries.lock().unwrap_or_else(PoisonError::into_inner));
        let paths = entries.keys().map(String::as_str).collect::<BTreeSet<_>>();
        let plan = plan(&self.old, self.manifest.as_ref(), &paths)
            .map_err(|blocked| Stop::refused(self.output().join(blocked), Refusal::InTheWay))?;
        let listed = entries.iter().map(|(path, entry)| (path.clone(), Listed { bytes: entry.length, sha256: entry.sha256 }));
        let text = manifest::write(header, &listed.collect());
        let sha256 = manifest::sha256(text.as_bytes());
        let written: Vec<String> = entries.iter().filter(|(_, entry)| entry.staged).map(|(path, _)| path.clone()).collect();
        let mut outcome = Outcome {
            kept: entries.len() - written.len(),
            written,
            removed: Vec::new(),
            manifest_sha256: manifest::hex(&sha256),
            switched: false,
            untidy: None,
            rescued: None,
        };
        let same = outcome.written.is_empty() && plan.removed.is_empty() && self.manifest_sha256 == Some(sha256);
        if !same || plan.worn {
            self.complete(&entries, &plan, &text)?;
            self.go_on()?;
            self.replace(&mut outcome)?;
        }
        outcome.removed = plan.removed;
        self.remember(&entries, &mut outcome);
        Ok(outcome)
    }

    /// Brings everything into the stage that the new tree needs and the workers did not write, and makes all of it durable.
    fn complete(&self, entries: &BTreeMap<String, Entry>, plan: &Plan, manifest: &str) -> Result<(), Stop> {
        for (path, _) in entries.iter().filter(|(_, entry)| !entry.staged) {
            self.go_on()?;
            self.folders_for(Path::new(path))?;
            self.link(OsStr::new(path))?;
        }
        for (path, _) in &plan.foreign_folders {
            self.folders_for(&Path::new(path).join(MANIFEST))?;
        }
        for path in &plan.foreign_files {
            self.go_on()?;
            self.folders_for(Path::new(path))?;
            self.link(path)?;
        }
        // Last, and from the inside out: a folder that nobody may write to must be filled first.
        for (path, mode) in plan.foreign_folders.iter().rev() {
            let folder = self.root.join(path);
            fs::set_permissions(&folder, Permissions::from_mode(*mode)).map_err(Stop::machine("建立文件夹", &folder))?;
        }
        self.put(MANIFEST, manifest.as_bytes())?;
        self.go_on()?;
        sync_tree(&self.root).map_err(Stop::machine("写入", &self.root))
    }

    /// Gives a file of the output a second name in the stage; a copy where the file system knows no second names.
    fn link(&self, path: &OsStr) -> Result<(), Stop> {
        let (from, to) = (self.output().join(path), self.root.join(path));
        let linked = match fs::hard_link(&from, &to) {
            Err(error)
                if matches!(error.kind(), io::ErrorKind::TooManyLinks | io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied) =>
            {
                fs::copy(&from, &to).map(drop)
            }
            done => done,
        };
        linked.map_err(Stop::machine("写入", &to))
    }

    /// The switch and what follows it. After the switch nothing is an error any more: the output is whole and new.
    fn replace(&self, outcome: &mut Outcome) -> Result<(), Stop> {
        let output = self.output();
        let now = kernel::look(output).map_err(Stop::machine("读取", output))?;
        if now.map(|seen| (seen.inode, seen.kind)) != self.old.root.map(|seen| (seen.inode, seen.kind)) {
            return Err(Stop::machine("替换", output)(io::Error::other("生成期间它被别的程序换掉了")));
        }
        let old = switch(&self.root, output, now.is_some()).map_err(|error| match error.kind() {
            io::ErrorKind::CrossesDevices => Stop::refused(output, Refusal::OtherDisk),
            _ => Stop::machine("替换", output)(error),
        })?;
        self.switched();
        outcome.switched = true;
        let Some(old) = old else { return Ok(()) };
        match sweep(&old, &self.old, output) {
            Ok(true) => {}
            Ok(false) => self.rescue(&old, outcome),
            Err(source) => outcome.untidy = Some(MachineError { action: "删除", path: old, source }),
        }
        Ok(())
    }

    fn rescue(&self, old: &Path, outcome: &mut Outcome) {
        let safe = self.workshop.folder().join(name(RESCUED));
        match kernel::move_to_free(old, &safe) {
            Ok(()) => outcome.rescued = Some(safe),
            Err(source) => outcome.untidy = Some(MachineError { action: "移动", path: old.to_path_buf(), source }),
        }
    }

    /// Writes the ledger, if it says anything new. Linking and unlinking touch a file's time of change, so every file is looked at last.
    fn remember(&self, entries: &BTreeMap<String, Entry>, outcome: &mut Outcome) {
        let mut ledger = Ledger::empty(self.ledger.program());
        for (path, entry) in entries {
            let seen = match outcome.switched {
                true => kernel::look(&self.output().join(path)).ok().flatten(),
                false => self.old.names.get(OsStr::new(path)).copied(),
            };
            let Some(seen) = seen.filter(|seen| seen.length == entry.length) else { continue };
            let (inode, changed, facts) = (seen.inode, seen.changed, entry.facts.clone());
            let record = Record { job: entry.job, sha256: entry.sha256, length: entry.length, inode, changed, facts };
            ledger.records.insert(path.clone(), record);
        }
        if ledger != *self.ledger
            && let Err(source) = self.workshop.keep(&ledger)
        {
            let path = self.workshop.folder().to_path_buf();
            outcome.untidy.get_or_insert(MachineError { action: "写入", path, source });
        }
    }
}
