//! Where single values of a settings file stand, for findings about them.

use crate::source::{FileId, Span};
use std::collections::BTreeMap;

/// Places of values by key: `published`, `portal.id_code`.
#[derive(Clone, Default, Debug)]
pub struct Places(BTreeMap<String, Span>);

impl Places {
    /// Remembers where a value stands.
    pub fn put(&mut self, key: String, span: Span) {
        self.0.insert(key, span);
    }

    /// Where the value of a key stands, or the beginning of the file.
    pub fn of(&self, key: &str, file: FileId) -> Span {
        self.0.get(key).copied().unwrap_or(Span::new(file, 0..0))
    }
}
