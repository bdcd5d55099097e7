//! What a killed run left in `.gongkai/`, told by its name alone and put right before the next build.
//!
//! `stage-<8 digits>`: a tree that was being written, or one that was swapped out: removed. `old-<8 digits>`: the output itself, moved aside
//! where trees cannot be exchanged: put back when there is no output, else removed. Every other name belongs to somebody else and stays.
//! A leftover that the system will not let go of stands in nobody's way: it stays, and the build goes on.

use crate::emit::Stop;
use crate::emit::kernel::{Kind, entries, folder_of, look, move_to_free, sync_folder};
use crate::emit::workshop::LEDGER_DRAFT;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// A tree being written, or done with.
pub(crate) const STAGE: &str = "stage-";
/// The output moved aside.
pub(crate) const OLD: &str = "old-";
/// What was found in an old tree and belongs to somebody else; never removed.
pub(crate) const RESCUED: &str = "rescued-";

/// A name of this process for one of the three.
pub(crate) fn name(prefix: &str) -> String {
    format!("{prefix}{:08x}", std::process::id())
}

/// Puts right what a killed run left in `folder`. The lock must be held.
pub(crate) fn recover(folder: &Path, output: &Path) -> Result<(), Stop> {
    let mut leftovers = Vec::new();
    for entry in entries(folder).map_err(Stop::machine("读取", folder))? {
        let entry = entry.map_err(Stop::machine("读取", folder))?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        let path = entry.path();
        if is_own(&name, OLD) {
            put_back(&path, output)?;
        }
        if name == LEDGER_DRAFT || is_own(&name, STAGE) || is_own(&name, OLD) {
            leftovers.push(path);
        }
    }
    for path in leftovers {
        let _ = remove(&path);
    }
    Ok(())
}

/// Removes a folder or file of ours with all it holds; links are removed, not followed. Nothing there is fine.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match look(path)? {
        None => Ok(()),
        Some(seen) if seen.kind != Kind::Folder => fs::remove_file(path),
        Some(_) => fs::remove_dir_all(path).or_else(|_| {
            // A folder that was carried over may refuse to be emptied.
            unlock(path)?;
            fs::remove_dir_all(path)
        }),
    }
}

/// Lets the owner empty every folder of a tree that is about to be removed.
fn unlock(folder: &Path) -> io::Result<()> {
    fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    for entry in entries(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            unlock(&entry.path())?;
        }
    }
    Ok(())
}

fn put_back(old: &Path, output: &Path) -> Result<(), Stop> {
    let failed = || Stop::machine("恢复", output);
    if look(output).map_err(failed())?.is_some() || look(old).map_err(failed())?.is_none_or(|seen| seen.kind != Kind::Folder) {
        return Ok(());
    }
    move_to_free(old, output).map_err(failed())?;
    sync_folder(folder_of(output)).map_err(failed())
}

fn is_own(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix).is_some_and(|rest| rest.len() == 8 && rest.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f')))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn own_leftovers_go_and_similar_names_stay() {
        let temp = tempfile::tempdir().unwrap();
        let work = temp.path().join("work");
        for at in 0..200 {
            fs::create_dir_all(work.join(format!("stage-{at:08x}/a"))).unwrap();
            fs::write(work.join(format!("stage-{at:08x}/a/x")), "x").unwrap();
        }
        let foreign = ["stage-1", "stage-0000000g", "stage-000000001", "Stage-00000001", "rescued-00000001", "old-x", "notes"];
        for name in foreign {
            fs::create_dir_all(work.join(name)).unwrap();
        }
        recover(&work, &temp.path().join("public")).unwrap();
        let mut left: Vec<_> = fs::read_dir(&work).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        left.sort();
        let mut expected: Vec<_> = foreign.map(str::to_owned).to_vec();
        expected.sort();
        assert_eq!(left, expected);
    }

    #[test]
    fn an_output_moved_aside_comes_back_only_when_there_is_none() {
        let temp = tempfile::tempdir().unwrap();
        let (work, output) = (temp.path().join("work"), temp.path().join("public"));
        let old = work.join("old-00000007");
        fs::create_dir_all(&old).unwrap();
        fs::write(old.join("page"), "old").unwrap();
        recover(&work, &output).unwrap();
        assert_eq!(fs::read_to_string(output.join("page")).unwrap(), "old");
        fs::create_dir_all(&old).unwrap();
        fs::write(old.join("page"), "older").unwrap();
        recover(&work, &output).unwrap();
        assert_eq!(fs::read_to_string(output.join("page")).unwrap(), "old");
        assert!(!old.exists());
    }
}
