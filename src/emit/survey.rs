//! One look at every name of a tree, links not followed: what stands in the output before a build.

use crate::emit::kernel::{Kind, Seen, entries, look};
use crate::emit::{Refusal, Stop};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::Path;

/// What stands in a tree: the root itself and everything below it, by relative path with `/`.
#[derive(Default, Debug)]
pub(crate) struct Survey {
    /// The root; `None` when there is no tree.
    pub(crate) root: Option<Seen>,
    /// Everything below it.
    pub(crate) names: BTreeMap<OsString, Seen>,
}

/// Looks at a tree that is about to be replaced.
///
/// # Errors
/// [`Stop::Refused`] when the tree is or holds a link or a mount point: replacing it would reach outside.
pub(crate) fn survey(tree: &Path) -> Result<Survey, Stop> {
    let mut found = Survey::default();
    let Some(root) = look(tree).map_err(Stop::machine("读取", tree))? else {
        return Ok(found);
    };
    refuse_reaching_out(tree, &root, &root)?;
    if root.kind != Kind::Folder {
        return Err(Stop::refused(tree, Refusal::NotAFolder));
    }
    found.root = Some(root);
    let mut folders = vec![OsString::new()];
    while let Some(folder) = folders.pop() {
        let here = tree.join(&folder);
        for entry in entries(&here).map_err(Stop::machine("读取", &here))? {
            let entry = entry.map_err(Stop::machine("读取", &here))?;
            let path = entry.path();
            // Somebody may remove a file while we look; what is gone needs no care.
            let Some(seen) = look(&path).map_err(Stop::machine("读取", &path))? else { continue };
            refuse_reaching_out(&path, &seen, &root)?;
            let name = below(&folder, &entry.file_name());
            if seen.kind == Kind::Folder {
                folders.push(name.clone());
            }
            found.names.insert(name, seen);
        }
    }
    Ok(found)
}

/// The path of a name in a folder, both relative to the root of the tree; the root is the empty path.
pub(crate) fn below(folder: &OsStr, name: &OsStr) -> OsString {
    if folder.is_empty() {
        return name.to_owned();
    }
    let mut path = folder.to_owned();
    path.push("/");
    path.push(name);
    path
}

fn refuse_reaching_out(path: &Path, seen: &Seen, root: &Seen) -> Result<(), Stop> {
    if seen.kind == Kind::Link {
        return Err(Stop::refused(path, Refusal::Link));
    }
    if seen.mounted || seen.device != root.device {
        return Err(Stop::refused(path, Refusal::Mount));
    }
    Ok(())
}
