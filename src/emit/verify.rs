//! Checks a published tree against its manifest. Reads, never writes, and prints nothing.

use crate::emit::Stop;
use crate::emit::kernel::{Kind, entries, look};
use crate::emit::manifest::{self, Found, MANIFEST, Manifest};
use crate::emit::survey::below;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::Path;

/// A published tree compared with its manifest. Each list is sorted.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Report {
    /// How many files the manifest lists.
    pub listed: usize,
    /// Its own hash, in hexadecimal; empty when it is missing or damaged.
    pub manifest_sha256: String,
    /// The manifest itself, when it is there and whole.
    pub manifest: Option<Manifest>,
    /// Everything that is not as the manifest says.
    pub differences: Vec<Difference>,
}

/// One thing that is not as the manifest says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Difference {
    /// The path in the tree, with `/`.
    pub path: String,
    /// What is wrong with it.
    pub kind: DifferenceKind,
}

/// What is wrong with a path of a published tree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DifferenceKind {
    /// There is no manifest of ours.
    NoManifest,
    /// The manifest cannot be read.
    DamagedManifest,
    /// Listed, with other bytes.
    Changed,
    /// Listed, not there.
    Missing,
    /// There, not listed. Names that start with a dot are not looked at.
    Extra,
    /// A symbolic link, or a pipe or device.
    Link,
}

impl Report {
    /// Whether the tree is exactly what was published.
    pub fn is_whole(&self) -> bool {
        self.differences.is_empty()
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match self.kind {
            DifferenceKind::NoManifest => write!(f, "缺少“{path}”，不能核对。"),
            DifferenceKind::DamagedManifest => write!(f, "“{path}”已损坏，不能核对。"),
            DifferenceKind::Changed => write!(f, "“{path}”的内容与清单不同。"),
            DifferenceKind::Missing => write!(f, "“{path}”在清单里，但文件不见了。"),
            DifferenceKind::Extra => write!(f, "“{path}”不在清单里。"),
            DifferenceKind::Link => write!(f, "“{path}”不是普通文件，而是符号链接或特殊文件。"),
        }
    }
}

/// Compares the tree in `folder` with its manifest.
///
/// # Errors
/// [`Stop::Machine`] when the folder or a file cannot be read. What is wrong with the tree is in the report.
pub fn verify(folder: &Path) -> Result<Report, Stop> {
    let mut report = Report::default();
    let path = folder.join(MANIFEST);
    entries(folder).map_err(Stop::machine("读取", folder))?;
    let manifest = match manifest::read(&path).map_err(Stop::machine("读取", &path))? {
        Found::None => return Ok(report.with(MANIFEST, DifferenceKind::NoManifest)),
        Found::Damaged => return Ok(report.with(MANIFEST, DifferenceKind::DamagedManifest)),
        Found::Whole { manifest, sha256 } => {
            report.manifest_sha256 = manifest::hex(&sha256);
            manifest
        }
    };
    report.listed = manifest.files.len();
    let mut present = BTreeMap::new();
    walk(folder, &mut |name, kind| {
        let text = name.to_string_lossy().into_owned();
        let listed = text == MANIFEST || manifest.files.contains_key(&text);
        let hidden = !listed && text.split('/').any(|part| part.starts_with('.'));
        match kind {
            Kind::Link | Kind::Special if !hidden => report.add(&text, DifferenceKind::Link),
            Kind::File if !listed && !hidden => report.add(&text, DifferenceKind::Extra),
            Kind::File | Kind::Folder | Kind::Link | Kind::Special => {}
        }
        if kind != Kind::Folder {
            present.insert(text, kind);
        }
    })?;
    for (name, listed) in &manifest.files {
        match present.get(name) {
            None => report.add(name, DifferenceKind::Missing),
            Some(Kind::File) => {
                let path = folder.join(name);
                if manifest::sha256_of(&path).map_err(Stop::machine("读取", &path))? != *listed {
                    report.add(name, DifferenceKind::Changed);
                }
            }
            // Named as a link already.
            Some(Kind::Folder | Kind::Link | Kind::Special) => {}
        }
    }
    report.differences.sort();
    report.manifest = Some(manifest);
    Ok(report)
}

impl Report {
    fn add(&mut self, path: &str, kind: DifferenceKind) {
        self.differences.push(Difference { path: path.to_owned(), kind });
    }

    fn with(mut self, path: &str, kind: DifferenceKind) -> Self {
        self.add(path, kind);
        self
    }
}

fn walk(root: &Path, each: &mut dyn FnMut(&OsStr, Kind)) -> Result<(), Stop> {
    let mut folders = vec![OsString::new()];
    while let Some(folder) = folders.pop() {
        let here = root.join(&folder);
        for entry in entries(&here).map_err(Stop::machine("读取", &here))? {
            let entry = entry.map_err(Stop::machine("读取", &here))?;
            let path = entry.path();
            let Some(seen) = look(&path).map_err(Stop::machine("读取", &path))? else { continue };
            let name = below(&folder, &entry.file_name());
            each(&name, seen.kind);
            if seen.kind == Kind::Folder {
                folders.push(name);
            }
        }
    }
    Ok(())
}
