//! What the test files share: running the program, looking at folders, and the minimal good project. No test stands here.

#![allow(dead_code, reason = "each test file uses its part")]

pub(crate) mod binary;
pub(crate) mod case;
pub(crate) mod git;
pub(crate) mod project;
pub(crate) mod tree;

use std::path::PathBuf;

/// The repository's folder.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Whether expectations are to be rewritten instead of compared (`UPDATE=1`). A build server never rewrites.
pub(crate) fn updating() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1") && std::env::var_os("CI").is_none()
}
