//! The history of the content, and what is kept of it between builds: a commit never changes, so that what it brought is read once.

use crate::emit::place::Output;
use crate::emit::workshop::{Workshop, note};
use crate::pipeline::{PROGRAM, Request, Sink};
use crate::record::chronicle::publication::Record;
use crate::record::chronicle::store::{from_bytes, to_text};
use crate::record::chronicle::{Chronicle, chronicle, tell};
use crate::report::World;
use std::path::Path;

/// The name of the file beside the ledger.
const NAME: &str = "chronicle";

/// What was kept by the last build, and what is to be kept for the next one.
pub(super) struct Kept {
    output: Option<Output>,
    known: Option<Chronicle>,
    old: Option<Vec<u8>>,
    new: Option<Chronicle>,
}

impl Kept {
    /// Only a build into a folder has a place to keep anything.
    pub(super) fn of(sink: &Sink<'_>, request: &Request) -> Self {
        let output = match sink {
            Sink::Publish(output) => Some((*output).clone()),
            Sink::Drop | Sink::Memory | Sink::Digest => None,
        };
        Self { output, known: request.chronicle.clone(), old: None, new: None }
    }

    /// The record of the site, from the commits as far as there are any.
    pub(super) fn record(&mut self, content: &Path, world: &World) -> Record {
        self.old = self.output.as_ref().and_then(|output| note(output, NAME));
        let known = self.old.as_deref().and_then(|bytes| from_bytes(bytes, PROGRAM));
        let read = chronicle(content, known.or_else(|| self.known.take()));
        let untold = read.as_ref().err().copied();
        self.new = read.ok();
        Record { publications: tell::tell(world, self.new.as_ref()), untold }
    }

    /// What was read, for a next run of this process.
    pub(super) fn read(self) -> Option<Chronicle> {
        self.new
    }

    /// Keeps what was read, if it says anything new.
    pub(super) fn keep(&self, workshop: &Workshop) {
        let text = self.new.as_ref().map(|chronicle| to_text(chronicle, PROGRAM));
        if let Some(text) = text.filter(|text| self.old.as_deref() != Some(text.as_bytes())) {
            workshop.keep_note(NAME, text.as_bytes());
        }
    }
}
