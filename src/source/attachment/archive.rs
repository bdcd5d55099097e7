//! Zip archives, the shell of every document of today: entries by name, unpacked within limits. An archive whose two directories differ,
//! that hides entries or names one twice is damaged: two programs would read two things out of it.

use super::{Budget, Refusal};
use encoding_rs::GB18030;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// More than this from one byte is no document.
const MAX_RATIO: u64 = 400;
/// Below this size the ratio tells nothing.
const SMALL: u64 = 1 << 20;

/// An open archive.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
}

impl<'a> Archive<'a> {
    /// Opens an archive and reads the names in it.
    pub(super) fn open(bytes: &'a [u8], budget: &Budget) -> Result<Self, Refusal> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
        budget.spend_entries(zip.len())?;
        let overlaps = zip.has_overlapping_files().map_err(|_| Refusal::Damaged)?;
        if overlaps || zip.has_duplicate_names() {
            return Err(Refusal::Damaged);
        }
        let mut names = Vec::with_capacity(zip.len());
        for at in 0..zip.len() {
            let entry = zip.by_index_raw(at).map_err(|_| Refusal::Damaged)?;
            if entry.encrypted() {
                return Err(Refusal::Encrypted);
            }
            names.push(name(entry.name_raw()));
        }
        Ok(Self { zip, names })
    }

    /// The names of the entries, in the order of the directory.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// An entry unpacked.
    pub(super) fn read(&mut self, at: usize, budget: &Budget) -> Result<Vec<u8>, Refusal> {
        let entry = self.zip.by_index(at).map_err(|_| Refusal::Damaged)?;
        let packed = entry.compressed_size();
        let left = budget.bytes.get();
        let mut bytes = Vec::new();
        entry.take(left + 1).read_to_end(&mut bytes).map_err(|_| Refusal::Damaged)?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        budget.spend(length)?;
        if length > SMALL && length / packed.max(1) > MAX_RATIO {
            return Err(Refusal::TooLarge);
        }
        Ok(bytes)
    }

    /// An entry by its name; `None` when there is none.
    pub(super) fn named(&mut self, name: &str, budget: &Budget) -> Result<Option<Vec<u8>>, Refusal> {
        match self.names.iter().position(|other| other == name) {
            Some(at) => self.read(at, budget).map(Some),
            None => Ok(None),
        }
    }
}

/// A name as its maker meant it: UTF-8, or else what Chinese Windows writes.
fn name(raw: &[u8]) -> String {
    std::str::from_utf8(raw).map_or_else(|_| GB18030.decode(raw).0.into_owned(), str::to_owned)
}
