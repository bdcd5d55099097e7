//! The version of the content that last changed a line, as pages and data files name it.

use crate::output::Context;
use crate::source::Span;
use crate::source::history::origin::Told;

/// The version of a place.
pub struct Version<'a>(&'a Told);

/// The version that last changed the line a place begins on.
pub fn version<'a>(context: &Context<'a>, span: Span) -> Version<'a> {
    Version(context.origins.of(span.file, context.sources.position(span).line))
}

impl<'a> Version<'a> {
    /// The commit, and the line's number in it.
    pub fn commit(&self) -> Option<(&'a str, usize)> {
        match self.0 {
            Told::Committed(origin) => Some((&origin.commit, origin.line)),
            Told::Unknown | Told::Uncommitted => None,
        }
    }

    /// What people read; `line` is the line's number today.
    pub fn words(&self, line: usize) -> String {
        match self.0 {
            Told::Unknown => "未知".into(),
            Told::Uncommitted => "未提交".into(),
            Told::Committed(origin) if origin.line == line => origin.commit.clone(),
            Told::Committed(origin) => format!("{}（在第{}行）", origin.commit, origin.line),
        }
    }
}
