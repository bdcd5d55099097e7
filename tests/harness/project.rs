//! A project in a folder of its own: the minimal good content of `tests/diagnostics/base`, outside any repository.

use super::{repository, tree};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder with `content/`, removed at the end of the test.
pub(crate) struct Project(TempDir);

impl Project {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// The minimal good project.
    pub(crate) fn base() -> Self {
        let project = Self::empty();
        tree::copy(&repository().join("tests/diagnostics/base"), project.path());
        project
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// A path below the folder.
    pub(crate) fn join(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    /// Replaces the one place where `old` stands in a file.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.join(path)).expect("a text file");
        assert_eq!(text.matches(old).count(), 1, "“{old}” must stand once in {path}:\n{text}");
        tree::write(&self.join(path), text.replace(old, new));
    }
}
