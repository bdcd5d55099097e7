//! `manifest.json`: what a tree consists of, and the mark that it is ours.

use crate::emit::Stop;
use crate::emit::kernel::{Kind, look};
use crate::emit::place::Output;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The name of the manifest in the output.
pub const MANIFEST: &str = "manifest.json";

/// The first bytes of every manifest we wrote and of no other file: a web manifest of the same name does not make a folder ours.
const MARK: &str = "{\n  \"program\": \"gongkai\",\n";

/// More than any site: 50 000 files take some 7 MB.
const LARGEST: u64 = 256 << 20;

/// What a manifest says about the build.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Header {
    /// The program's version.
    pub version: String,
    /// The last commit that touched content or themes; `None` outside git.
    pub source_revision: Option<String>,
    /// The newest `published` that was released; `None` when nothing has one.
    pub released_through: Option<String>,
}

/// A sha256.
pub type Sha = [u8; 32];

/// What a manifest says about one file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Listed {
    /// Length in bytes.
    pub bytes: u64,
    /// The hash of its bytes.
    pub sha256: Sha,
}

impl Listed {
    /// What a manifest would say about a file of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX), sha256: sha256(bytes) }
    }
}

/// A manifest that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Manifest {
    /// What it says about the build.
    pub header: Header,
    /// Every other file of ours, by path.
    pub files: BTreeMap<String, Listed>,
}

impl Manifest {
    /// The hash of its bytes, in hexadecimal.
    pub fn sha256(&self) -> String {
        hex(&sha256(write(&self.header, &self.files).as_bytes()))
    }
}

/// What was found where a manifest belongs.
#[derive(Debug)]
pub(crate) enum Found {
    /// No file, or one that is not ours.
    None,
    /// Ours, but not to be read.
    Damaged,
    /// Ours.
    Whole {
        /// What it says.
        manifest: Manifest,
        /// The hash of its bytes.
        sha256: Sha,
    },
}

/// The bytes of a manifest: the same for the same tree, one file a line, sorted.
pub(crate) fn write(header: &Header, files: &BTreeMap<String, Listed>) -> String {
    let text = |value: &str| serde_json::Value::from(value).to_string();
    let maybe = |value: &Option<String>| value.as_deref().map_or_else(|| "null".to_owned(), text);
    let mut out = String::with_capacity(MARK.len() + 256 + files.len() * 140);
    out.push_str(MARK);
    let _ = writeln!(out, "  \"version\": {},", text(&header.version));
    let _ = writeln!(out, "  \"source_revision\": {},", maybe(&header.source_revision));
    let _ = writeln!(out, "  \"released_through\": {},", maybe(&header.released_through));
    out.push_str("  \"files\": {");
    for (at, (path, listed)) in files.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(out, "{comma}\n    {}: {{\"bytes\": {}, \"sha256\": \"{}\"}}", text(path), listed.bytes, hex(&listed.sha256));
    }
    out.push_str(if files.is_empty() { "}\n}\n" } else { "\n  }\n}\n" });
    out
}

/// Whether a file bears our mark. A link never does.
pub(crate) fn is_marked(path: &Path) -> io::Result<bool> {
    if look(path)?.is_none_or(|seen| seen.kind != Kind::File) {
        return Ok(false);
    }
    let mut start = Vec::with_capacity(MARK.len());
    File::open(path)?.take(u64::try_from(MARK.len()).unwrap_or_default()).read_to_end(&mut start)?;
    Ok(start == MARK.as_bytes())
}

/// The paths that the manifest of an output lists; none where there is no manifest to be read, which a build says for itself.
///
/// # Errors
/// [`Stop::Machine`] when the system cannot read it.
pub fn paths(output: &Output) -> Result<Vec<String>, Stop> {
    let path = output.path().join(MANIFEST);
    Ok(match read(&path).map_err(Stop::machine("读取", &path))? {
        Found::Whole { manifest, .. } => manifest.files.into_keys().collect(),
        Found::None | Found::Damaged => Vec::new(),
    })
}

/// Reads the manifest of a tree.
pub(crate) fn read(path: &Path) -> io::Result<Found> {
    if !is_marked(path)? {
        return Ok(Found::None);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(parse(&bytes).map_or(Found::Damaged, |manifest| Found::Whole { manifest, sha256: sha256(&bytes) }))
}

/// What the bytes of a manifest say that came from elsewhere.
pub(crate) fn from_bytes(bytes: &[u8]) -> Found {
    if !bytes.starts_with(MARK.as_bytes()) {
        return Found::None;
    }
    parse(bytes).map_or(Found::Damaged, |manifest| Found::Whole { manifest, sha256: sha256(bytes) })
}

fn parse(bytes: &[u8]) -> Option<Manifest> {
    #[derive(Deserialize)]
    struct Raw {
        version: String,
        source_revision: Option<String>,
        released_through: Option<String>,
        files: BTreeMap<String, RawListed>,
    }
    #[derive(Deserialize)]
    struct RawListed {
        bytes: u64,
        sha256: String,
    }
    let raw: Raw = serde_json::from_slice(bytes).ok()?;
    let files = raw
        .files
        .into_iter()
        .map(|(path, listed)| Some((path, Listed { bytes: listed.bytes, sha256: unhex(&listed.sha256)? })))
        .collect::<Option<_>>()?;
    let header = Header { version: raw.version, source_revision: raw.source_revision, released_through: raw.released_through };
    Some(Manifest { header, files })
}

/// The sha256 of bytes at hand.
pub(crate) fn sha256(bytes: &[u8]) -> Sha {
    Sha256::digest(bytes).into()
}

/// Length and sha256 of a file, read in pieces. A link at the path is refused by the system.
pub(crate) fn sha256_of(path: &Path) -> io::Result<Listed> {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let mut file = File::from(rustix::io::retry_on_intr(|| openat(CWD, path, flags, Mode::empty()))?);
    let mut hash = Sha256::new();
    let mut piece = vec![0; 64 << 10];
    let mut bytes = 0;
    loop {
        let read = match file.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hash.update(piece.get(..read).unwrap_or_default());
        bytes += u64::try_from(read).unwrap_or_default();
    }
    Ok(Listed { bytes, sha256: hash.finalize().into() })
}

/// 64 lower-case digits.
pub fn hex(hash: &Sha) -> String {
    let mut out = String::with_capacity(64);
    for byte in hash {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// The reverse of [`hex`]; only lower-case digits count.
pub(crate) fn unhex(text: &str) -> Option<Sha> {
    if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f')) {
        return None;
    }
    let mut hash = [0; 32];
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_back_as_it_was_written() {
        let header = Header { version: "0.1.0".into(), source_revision: Some("ab\"c".into()), released_through: None };
        let listed = |text: &str| Listed { bytes: 3, sha256: sha256(text.as_bytes()) };
        let files = BTreeMap::from([("a/索引.html".to_owned(), listed("a")), ("b".to_owned(), listed("b"))]);
        for files in [files, BTreeMap::new()] {
            let text = write(&header, &files);
            assert!(text.starts_with(MARK) && text.ends_with("}\n") && !text.contains('\r'));
            assert_eq!(parse(text.as_bytes()).unwrap(), Manifest { header: header.clone(), files });
        }
    }

    #[test]
    fn a_known_text_has_its_known_hash() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(&sha256(b"abc")), known);
        assert_eq!(unhex(known), Some(sha256(b"abc")));
        assert_eq!(unhex(&known.to_uppercase()), None);
    }
}
