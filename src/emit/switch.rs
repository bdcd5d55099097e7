//! The one step that puts a finished tree in the place of the output.

use crate::emit::kernel::{exchange, folder_of, move_to_free, sync_folder};
use crate::emit::recover::{OLD, name};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Puts `stage` in the place of `output` and makes that durable. Gives the path where the former output lies now; `None` when there was none.
///
/// # Errors
/// When anything fails, the sync included, the output is again what it was and the new tree is back at `stage`.
pub(crate) fn switch(stage: &Path, output: &Path, replace: bool) -> io::Result<Option<PathBuf>> {
    if !replace {
        move_to_free(stage, output)?;
        synced(stage, output).inspect_err(|_| drop(fs::rename(output, stage)))?;
        return Ok(None);
    }
    if !exchange(stage, output)? {
        return in_two_steps(stage, output).map(Some);
    }
    // A failed sync is not tried again: nobody knows what of the switch is on the disk, so it is undone.
    synced(stage, output).inspect_err(|_| drop(exchange(stage, output)))?;
    Ok(Some(stage.to_path_buf()))
}

/// For file systems that cannot exchange. The name of the tree moved aside is the journal: a run killed between the two steps leaves
/// `old-…` and no output, and the next one puts it back. A tree that is only waiting to be removed never bears that name.
fn in_two_steps(stage: &Path, output: &Path) -> io::Result<PathBuf> {
    let aside = stage.with_file_name(name(OLD));
    move_to_free(output, &aside)?;
    if let Err(error) = move_to_free(stage, output) {
        fs::rename(&aside, output)?;
        return Err(error);
    }
    if let Err(error) = synced(stage, output) {
        fs::rename(output, stage)?;
        fs::rename(&aside, output)?;
        return Err(error);
    }
    fs::rename(&aside, stage)?;
    Ok(stage.to_path_buf())
}

fn synced(stage: &Path, output: &Path) -> io::Result<()> {
    sync_folder(folder_of(output))?;
    sync_folder(folder_of(stage))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn tree(path: &Path, text: &str) {
        fs::create_dir_all(path).unwrap();
        fs::write(path.join("page"), text).unwrap();
    }

    #[test]
    fn both_ways_leave_the_new_tree_in_place_and_the_old_one_aside() {
        for two_steps in [false, true] {
            let temp = tempfile::tempdir().unwrap();
            let (stage, output) = (temp.path().join("w/stage-00000001"), temp.path().join("public"));
            tree(&stage, "new");
            tree(&output, "old");
            let old = if two_steps { in_two_steps(&stage, &output).unwrap() } else { switch(&stage, &output, true).unwrap().unwrap() };
            assert_eq!(fs::read_to_string(output.join("page")).unwrap(), "new");
            assert_eq!(fs::read_to_string(old.join("page")).unwrap(), "old");
            assert_eq!(old, stage);
        }
    }

    #[test]
    fn a_first_tree_never_takes_the_place_of_something_that_came_meanwhile() {
        let temp = tempfile::tempdir().unwrap();
        let (stage, output) = (temp.path().join("stage-00000001"), temp.path().join("public"));
        tree(&stage, "new");
        fs::create_dir(&output).unwrap();
        assert!(switch(&stage, &output, false).is_err());
        assert!(stage.join("page").exists());
    }

    #[test]
    fn a_failed_second_step_brings_the_output_back() {
        let temp = tempfile::tempdir().unwrap();
        let (stage, output) = (temp.path().join("w/stage-00000001"), temp.path().join("public"));
        fs::create_dir_all(temp.path().join("w")).unwrap();
        tree(&output, "old");
        assert!(in_two_steps(&stage, &output).is_err());
        assert_eq!(fs::read_to_string(output.join("page")).unwrap(), "old");
    }
}
