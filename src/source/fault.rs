//! What is wrong with the input before it has any meaning: a file that cannot be taken, text that is no text, YAML that is no YAML.
//! The room below the findings: `diagnostic` turns each of these into a finding, since imports point one way only.

use crate::source::Span;

/// Where a fault lies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Spot {
    /// A stretch of a file that was taken.
    Span(Span),
    /// A file that was not taken, so that there is no text to point into.
    File {
        /// The address people know.
        path: String,
        /// Line and character column from 1, when known.
        position: Option<(usize, usize)>,
    },
}

/// One thing wrong with the input.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The rule's code: `encoding/gbk`.
    pub code: &'static str,
    /// Whether the build can go on without the file (a warning) or not (an error).
    pub harmless: bool,
    /// One sentence in Chinese, without a full stop.
    pub message: String,
    /// Where.
    pub spot: Spot,
    /// A second place, with what is said of it.
    pub note: Option<(String, Spot)>,
    /// What to do, in Chinese.
    pub remedy: String,
}

impl Fault {
    /// A fault of a stretch of text.
    pub fn at(span: Span, code: &'static str, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { code, harmless: false, message: message.into(), spot: Spot::Span(span), note: None, remedy: remedy.into() }
    }

    /// A fault of a whole file.
    pub fn of_file(path: &str, code: &'static str, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        let spot = Spot::File { path: path.to_owned(), position: None };
        Self { code, harmless: false, message: message.into(), spot, note: None, remedy: remedy.into() }
    }

    /// Gives a fault of a file its line and character column.
    #[must_use]
    pub fn position(mut self, line: usize, column: usize) -> Self {
        if let Spot::File { position, .. } = &mut self.spot {
            *position = Some((line, column));
        }
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn note(mut self, message: impl Into<String>, spot: Spot) -> Self {
        self.note = Some((message.into(), spot));
        self
    }

    /// Makes it a warning: the file is left out, the site is complete without it.
    #[must_use]
    pub fn harmless(mut self) -> Self {
        self.harmless = true;
        self
    }
}
