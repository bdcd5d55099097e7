//! `new`: a small fictional site to start from, with the files that build servers need. Writes into an empty folder only.

use crate::cli::say::Say;
use crate::cli::{Exit, schema, usage};
use crate::source::machine::MachineError;
use include_dir::{Dir, include_dir};
use std::fs;
use std::io;
use std::path::Path;

/// The example's content and its own guide.
static TEMPLATE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/new/template");

/// The files that build servers read, the very ones this program's own repository uses, and whether a file is a program.
const SERVER_FILES: [(&str, &[u8], bool); 3] = [
    (".ci/site", include_bytes!("../../.ci/site"), true),
    (".github/workflows/site.yml", include_bytes!("../../.github/workflows/site.yml"), false),
    (".gitlab-ci.yml", include_bytes!("../../.gitlab-ci.yml"), false),
];

/// What git leaves alone: all of it is made from the content.
const IGNORED: &[u8] = b"/public/\n/.gongkai/\n";

/// Writes the example into a new or empty folder.
pub(super) fn new(folder: &Path) -> Exit {
    match is_free(folder) {
        Ok(true) => {}
        Ok(false) => {
            let shown = folder.display();
            return usage::wrong(&format!("“{shown}”已经有了，而且不是空文件夹；没有改动。请换一个名字。"));
        }
        Err(error) => return failed(folder, error),
    }
    for (path, bytes, is_program) in files() {
        if let Err(error) = write(&folder.join(path), bytes, is_program) {
            return failed(&folder.join(path), error);
        }
    }
    // The first line of every YAML file points to these.
    for (name, text) in schema::files() {
        let path = folder.join("schema").join(name);
        if let Err(error) = write(&path, text.as_bytes(), false) {
            return failed(&path, error);
        }
    }
    let shown = folder.display();
    let next = format!(
        "已建立“{shown}”：一个虚构的小例子，可以直接生成。\n\
         接下来：\n  \
         1. 进入文件夹：cd {shown}\n  \
         2. 边看边改：gongkai serve，用浏览器打开它给出的网址\n  \
         3. 照 README.md 的说明换成本镇的内容\n  \
         4. 检查：gongkai check；生成：gongkai build\n"
    );
    Say::last(&next, Exit::Done)
}

/// Every file of the example: its path with `/`, its bytes, and whether it is a program.
fn files() -> Vec<(&'static str, &'static [u8], bool)> {
    let mut files = SERVER_FILES.to_vec();
    files.push((".gitignore", IGNORED, false));
    let mut open = vec![&TEMPLATE];
    while let Some(dir) = open.pop() {
        open.extend(dir.dirs());
        files.extend(dir.files().filter_map(|file| Some((file.path().to_str()?, file.contents(), false))));
    }
    files
}

fn is_free(folder: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(folder) {
        Ok(found) if found.is_dir() => Ok(fs::read_dir(folder)?.next().is_none()),
        Ok(_) => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn write(path: &Path, bytes: &[u8], is_program: bool) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, bytes)?;
    #[cfg(unix)]
    if is_program {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path)?.permissions().mode();
        // Whoever may read it may run it.
        fs::set_permissions(path, fs::Permissions::from_mode(mode | (mode & 0o444) >> 2))?;
    }
    Ok(())
}

fn failed(path: &Path, source: io::Error) -> Exit {
    Say::error(&MachineError { action: "写入", path: path.to_path_buf(), source }.to_string());
    Exit::Machine
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{files, new};
    use crate::cli::Exit;
    use std::fs;

    #[test]
    fn only_an_empty_folder_is_written_to() {
        let temp = tempfile::tempdir().unwrap();
        let folder = temp.path().join("办公室/site");
        assert_eq!(new(&folder), Exit::Done);
        for (path, bytes, _) in files() {
            assert_eq!(fs::read(folder.join(path)).unwrap(), bytes, "{path}");
        }
        fs::write(folder.join("README.md"), "mine").unwrap();
        assert_eq!(new(&folder), Exit::Usage);
        assert_eq!(fs::read_to_string(folder.join("README.md")).unwrap(), "mine");
        fs::write(temp.path().join("file"), "x").unwrap();
        assert_eq!(new(&temp.path().join("file")), Exit::Usage);
        std::os::unix::fs::symlink("nowhere", temp.path().join("link")).unwrap();
        assert_eq!(new(&temp.path().join("link")), Exit::Usage);
    }

    #[test]
    fn the_script_can_be_run() {
        use std::os::unix::fs::PermissionsExt;
        let temp = tempfile::tempdir().unwrap();
        let folder = temp.path().join("site");
        new(&folder);
        assert_ne!(fs::metadata(folder.join(".ci/site")).unwrap().permissions().mode() & 0o100, 0);
        assert_eq!(fs::metadata(folder.join("README.md")).unwrap().permissions().mode() & 0o111, 0);
    }
}
