//! Folders as values: what stands in them, what differs, copying them.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Every file below a folder, by its path with `/`. Symbolic links are kept as their target.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// Reads a folder; one that does not exist is empty.
pub(crate) fn read(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    each(folder, "", &mut |name, path| {
        let kind = fs::symlink_metadata(path).expect("a file that was just listed");
        if kind.is_symlink() {
            let target = fs::read_link(path).expect("a link");
            tree.insert(name.to_owned(), format!("-> {}", target.display()).into_bytes());
        } else if kind.is_file() {
            tree.insert(name.to_owned(), fs::read(path).expect("a readable file"));
        }
    });
    tree
}

/// Number, times, length and owner bits of everything below a folder and of the folder itself: changes whenever anything is
/// written, even the same bytes again.
pub(crate) fn stamps(folder: &Path) -> BTreeMap<String, [i64; 7]> {
    let stamp = |path: &Path| {
        let data = fs::symlink_metadata(path).expect("a file that was just listed");
        let number = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
        let (inode, length) = (number(data.ino()), number(data.len()));
        [inode, length, data.mtime(), data.mtime_nsec(), data.ctime(), data.ctime_nsec(), i64::from(data.mode())]
    };
    let mut all = BTreeMap::new();
    if folder.exists() {
        all.insert(String::new(), stamp(folder));
    }
    each(folder, "", &mut |name, path| {
        all.insert(name.to_owned(), stamp(path));
    });
    all
}

/// Paths that are in one tree only, or differ.
pub(crate) fn difference(left: &Tree, right: &Tree) -> Vec<String> {
    let mut paths: Vec<&String> = left.keys().chain(right.keys()).collect();
    paths.sort();
    paths.dedup();
    paths.into_iter().filter(|path| left.get(*path) != right.get(*path)).cloned().collect()
}

/// Copies a folder's files; nothing is done with a folder that does not exist.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder to copy to");
    each(from, "", &mut |name, path| {
        let target = to.join(name);
        if path.is_dir() {
            fs::create_dir_all(&target).expect("a folder");
        } else {
            fs::copy(path, &target).expect("a copy");
        }
    });
}

/// Writes a file, making its folders.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).expect("a folder");
    }
    fs::write(path, bytes).expect("a file");
}

/// Calls `visit` with name and path of everything below a folder, by name; links are not followed.
fn each(folder: &Path, prefix: &str, visit: &mut dyn FnMut(&str, &Path)) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        let last = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = if prefix.is_empty() { last } else { format!("{prefix}/{last}") };
        visit(&name, &path);
        if path.is_dir() && !path.is_symlink() {
            each(&path, &name, visit);
        }
    }
}
