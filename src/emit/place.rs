//! Whether a folder may be the output at all: what it is, what it holds, and what it must never replace.

use crate::emit::kernel::{Kind, entries, folder_of, look};
use crate::emit::manifest::{self, MANIFEST};
use crate::emit::{Kept, Refusal, Stop};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The name of our own folder beside an output.
pub const WORKSHOP: &str = ".gongkai";

/// An output folder that was found safe to write, or not there yet.
#[derive(Clone, Debug)]
pub struct Output {
    path: PathBuf,
    name: OsString,
}

/// Where the program was started and what it must not write over.
struct Surroundings<'a> {
    current: &'a Path,
    home: Option<&'a Path>,
    inputs: &'a [&'a Path],
}

impl Output {
    /// Checks an output folder against the `inputs` (content and themes folders), the current and the home folder. Reads, never writes.
    ///
    /// # Errors
    /// [`Stop::Refused`] when the folder, after `..` and links in its parents are resolved, is, holds or lies in something that a build must
    /// not replace, is a link, a mount point or a file, or holds files and no manifest of ours; [`Stop::Machine`] when it cannot be read.
    pub fn check(out: &Path, inputs: &[&Path]) -> Result<Self, Stop> {
        let current = std::env::current_dir().map_err(Stop::machine("读取", Path::new(".")))?;
        let home = std::env::home_dir();
        let output = Self::placed(out, &Surroundings { current: &current, home: home.as_deref(), inputs })?;
        output.is_ours()?;
        Ok(output)
    }

    /// The folder, as the user gave it but without `.` and `..`.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The name of the folder.
    pub(crate) fn name(&self) -> &OsStr {
        &self.name
    }

    /// `.gongkai/` beside the output.
    pub(crate) fn workshop(&self) -> PathBuf {
        self.path.with_file_name(WORKSHOP)
    }

    /// Place and name only; nothing of the folder itself is read but what it is.
    fn placed(out: &Path, around: &Surroundings<'_>) -> Result<Self, Stop> {
        let refuse = |why| Stop::refused(out, why);
        let real = real(&around.current.join(out));
        if let Some(kept) = held(&real, around) {
            return Err(refuse(Refusal::Holds(kept)));
        }
        let path = without_dots(out);
        let name = path.file_name().map(OsStr::to_os_string).ok_or_else(|| refuse(Refusal::Name))?;
        if name == "lock" {
            return Err(refuse(Refusal::Name));
        }
        match look(&path).map_err(Stop::machine("读取", &path))? {
            None => {}
            Some(seen) if seen.kind == Kind::Link => return Err(refuse(Refusal::Link)),
            Some(seen) if seen.kind != Kind::Folder => return Err(refuse(Refusal::NotAFolder)),
            Some(seen) if seen.mounted => return Err(refuse(Refusal::Mount)),
            Some(seen) => {
                let above = look(&fs::canonicalize(folder_of(&path)).map_err(Stop::machine("读取", &path))?);
                let above = above.map_err(Stop::machine("读取", folder_of(&path)))?;
                if above.is_some_and(|above| above.device != seen.device) {
                    return Err(refuse(Refusal::Mount));
                }
            }
        }
        Ok(Self { path, name })
    }

    /// A folder with something in it belongs to us only when it holds our manifest and is no repository.
    pub(crate) fn is_ours(&self) -> Result<(), Stop> {
        let names = match entries(&self.path) {
            Ok(names) => names,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Stop::machine("读取", &self.path)(error)),
        };
        let mut taken = false;
        for entry in names {
            let name = entry.map_err(Stop::machine("读取", &self.path))?.file_name();
            if name == ".git" {
                return Err(Stop::refused(&self.path, Refusal::Holds(Kept::Git)));
            }
            taken |= !name.as_encoded_bytes().starts_with(b".");
        }
        if taken && !manifest::is_marked(&self.path.join(MANIFEST)).map_err(Stop::machine("读取", &self.path.join(MANIFEST)))? {
            return Err(Stop::refused(&self.path, Refusal::NotOurs));
        }
        Ok(())
    }
}

/// The first folder among those to keep that an output at `real` would replace or spoil.
fn held(real: &Path, around: &Surroundings<'_>) -> Option<Kept> {
    let holds = |kept: &Path| kept.starts_with(real);
    if real.parent().is_none() {
        return Some(Kept::Root);
    }
    let inputs: Vec<PathBuf> = around.inputs.iter().map(|input| resolved(&around.current.join(input))).collect();
    if inputs.iter().any(|input| holds(input) || real.starts_with(input)) {
        return Some(Kept::Input);
    }
    if holds(&resolved(around.current)) {
        return Some(Kept::CurrentFolder);
    }
    if around.home.is_some_and(|home| home.is_absolute() && holds(&resolved(home))) {
        return Some(Kept::Home);
    }
    let within = |name: &str| real.components().any(|part| part.as_os_str() == name);
    if within(".git") {
        return Some(Kept::Git);
    }
    within(WORKSHOP).then_some(Kept::Workshop)
}

/// An absolute path with the links in its parents followed, its own last part not: an output that is itself a link is seen as one.
fn real(absolute: &Path) -> PathBuf {
    let path = without_dots(absolute);
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => resolved(parent).join(name),
        _ => path,
    }
}

/// An absolute path with every link followed as far as the path exists.
pub(super) fn resolved(absolute: &Path) -> PathBuf {
    let path = without_dots(absolute);
    if let Ok(found) = fs::canonicalize(&path) {
        return found;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => resolved(parent).join(name),
        _ => path,
    }
}

/// `a/../b/./c` as `b/c`. Leading `..` of a relative path stay.
pub(super) fn without_dots(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => match clean.components().next_back() {
                Some(Component::Normal(_)) => {
                    clean.pop();
                }
                Some(Component::RootDir | Component::Prefix(_)) => {}
                Some(Component::ParentDir | Component::CurDir) | None => clean.push(".."),
            },
            Component::Normal(_) | Component::RootDir | Component::Prefix(_) => clean.push(part),
        }
    }
    clean
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    fn verdict(out: &str, root: &Path) -> Option<Refusal> {
        let current = root.join("home/project");
        let home = root.join("home");
        let inputs = [Path::new("content"), Path::new("themes")];
        match Output::placed(&current.join(out), &Surroundings { current: &current, home: Some(&home), inputs: &inputs }) {
            Ok(_) => None,
            Err(Stop::Refused { why, .. }) => Some(why),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn no_folder_that_matters_can_be_the_output() {
        let temp = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(temp.path()).unwrap();
        fs::create_dir_all(root.join("home/project/content/2022")).unwrap();
        fs::create_dir_all(root.join("home/other")).unwrap();
        fs::write(root.join("home/project/file"), "x").unwrap();
        std::os::unix::fs::symlink("content", root.join("home/project/alias")).unwrap();
        std::os::unix::fs::symlink("..", root.join("home/up")).unwrap();
        let holds = |kept| Some(Refusal::Holds(kept));
        let cases = [
            ("public", None),
            ("public/", None),
            ("content/../public", None),
            ("../other/site", None),
            ("deep/new/site", None),
            (".", holds(Kept::CurrentFolder)),
            ("..", holds(Kept::Input)),
            ("/", holds(Kept::Root)),
            ("content", holds(Kept::Input)),
            ("public/../content", holds(Kept::Input)),
            ("content/2022", holds(Kept::Input)),
            ("content/2022/new", holds(Kept::Input)),
            ("themes/a", holds(Kept::Input)),
            ("alias/out", holds(Kept::Input)),
            ("alias", Some(Refusal::Link)),
            ("../up/home/project/content", holds(Kept::Input)),
            (".git/x", holds(Kept::Git)),
            (".gongkai/x", holds(Kept::Workshop)),
            ("file", Some(Refusal::NotAFolder)),
            ("lock", Some(Refusal::Name)),
        ];
        for (out, expected) in cases {
            // `.` and `..` hold the inputs too; which of the two is named does not matter.
            let got = verdict(out, &root);
            let alike = matches!((got, expected), (Some(Refusal::Holds(_)), Some(Refusal::Holds(_))));
            assert!(got == expected || alike, "{out}: {got:?}");
        }
    }

    #[test]
    fn dots_are_taken_out_before_anything_is_compared() {
        for (path, clean) in [("a/../b/./c", "b/c"), ("../a", "../a"), ("a/../../b", "../b"), ("/../a", "/a"), ("a/..", "")] {
            assert_eq!(without_dots(Path::new(path)), Path::new(clean), "{path}");
        }
    }
}
