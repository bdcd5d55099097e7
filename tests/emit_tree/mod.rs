//! A tiny site for the tests of the writing end: files with their texts, built through the public interface alone.
#![allow(clippy::unwrap_used, dead_code, missing_docs, unreachable_pub)]

use gongkai::emit::Stop;
use gongkai::emit::commit::Outcome;
use gongkai::emit::manifest::Header;
use gongkai::emit::place::Output;
use gongkai::emit::workshop::Workshop;
use gongkai::value::path::OutPath;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Taken by every test that starts other programs: between its birth and its own beginning a child holds all files of this process, and
/// with them the lock of a build that another test is just ending.
pub fn one_at_a_time() -> MutexGuard<'static, ()> {
    static TAKEN: Mutex<()> = Mutex::new(());
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

pub struct Site {
    folder: Option<tempfile::TempDir>,
    pub out: PathBuf,
    pub cancelled: AtomicBool,
    pub rendered: AtomicUsize,
    /// Two workers, as in a real build, unless told otherwise.
    pub workers: usize,
}

impl Site {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        Self { folder: Some(folder), ..Self::at(&out) }
    }

    /// A site whose output somebody else looks after.
    pub fn at(out: &Path) -> Self {
        let out = out.to_path_buf();
        Self { folder: None, out, cancelled: AtomicBool::new(false), rendered: AtomicUsize::new(0), workers: 2 }
    }

    pub fn root(&self) -> &Path {
        self.out.parent().unwrap()
    }

    pub fn ledger(&self) -> PathBuf {
        self.root().join(".gongkai/public/ledger")
    }

    pub fn workshop(&self) -> Result<Workshop, Stop> {
        Workshop::open(Output::check(&self.out, &[&self.root().join("content")])?)
    }

    pub fn build(&self, files: &[(&str, &str)]) -> Result<Outcome, Stop> {
        self.run(files, true).map(Option::unwrap)
    }

    /// Writes all files and gives up before the switch.
    pub fn build_half(&self, files: &[(&str, &str)]) -> Result<(), Stop> {
        self.run(files, false).map(drop)
    }

    fn run(&self, files: &[(&str, &str)], whole: bool) -> Result<Option<Outcome>, Stop> {
        let workshop = self.workshop()?;
        let ledger = workshop.ledger("test")?;
        let stage = workshop.stage(&ledger, &self.cancelled)?;
        let one = |(path, text): &(&str, &str)| {
            let job = *blake3::hash(format!("{path}\0{text}").as_bytes()).as_bytes();
            let path = OutPath::new(path).unwrap();
            if let Some(facts) = stage.keep(&path, &job)? {
                assert_eq!(&*facts, format!("facts\tof {text}"));
                return Ok(());
            }
            self.rendered.fetch_add(1, Ordering::Relaxed);
            stage.write(&path, &job, text.as_bytes(), &format!("facts\tof {text}")).map(drop)
        };
        if self.workers == 1 {
            files.iter().try_for_each(one)?;
        } else {
            let (left, right) = files.split_at(files.len() / 2);
            std::thread::scope(|scope| {
                let right = scope.spawn(|| right.iter().try_for_each(one));
                left.iter().try_for_each(one).and(right.join().unwrap())
            })?;
        }
        if !whole {
            return stage.abandon().map(|()| None);
        }
        stage.commit(&Header { version: "0".into(), ..Header::default() }).map(Some)
    }

    /// What lies in the workshop beside the ledger.
    pub fn left_behind(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.ledger().parent().unwrap()) else { return Vec::new() };
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name != "ledger").collect()
    }

    /// Everything that a write would change, the lock apart.
    pub fn snapshot(&self) -> BTreeMap<PathBuf, (u64, i64, i64, u32, u64)> {
        let mut all = BTreeMap::new();
        walk(self.root(), &mut |path| {
            let found = fs::symlink_metadata(path).unwrap();
            // A folder's own time of change moves when a stage comes and goes in it.
            let times = if found.is_dir() { (0, 0) } else { (found.ctime(), found.ctime_nsec()) };
            all.insert(path.to_path_buf(), (found.ino(), times.0, times.1, found.mode(), found.len()));
        });
        all
    }
}

/// Every name below a folder with its permission bits and bytes. Links are named, not followed.
pub fn all_bytes(root: &Path) -> BTreeMap<PathBuf, (u32, Vec<u8>)> {
    let mut all = BTreeMap::new();
    walk(root, &mut |path| {
        let found = fs::symlink_metadata(path).unwrap();
        let bytes = if found.is_file() { fs::read(path).unwrap() } else { Vec::new() };
        all.insert(path.strip_prefix(root).unwrap().to_path_buf(), (found.mode(), bytes));
    });
    all
}

fn walk(folder: &Path, each: &mut dyn FnMut(&Path)) {
    if !fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir()) {
        return;
    }
    each(folder);
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if fs::symlink_metadata(&path).unwrap().is_dir() { walk(&path, each) } else { each(&path) }
    }
}
