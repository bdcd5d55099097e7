//! What was read from the content tree, and the places in it. [`load`] is the only reader of the disk.

pub mod attachment;
pub mod fault;
pub mod format;
pub mod history;
pub mod load;
pub mod locate;
pub mod machine;
mod name;
pub mod size;
mod svg;
pub mod text;

use std::fmt;
use std::sync::Arc;

/// A file of the content tree or of a theme, read whole and known to be sound UTF-8 text without a byte order mark.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The address people know: relative to the project folder, with `/` (`content/2022/report.yaml`).
    pub path: String,
    /// The text, line ends made `\n`.
    pub text: Arc<str>,
}

/// Which file of [`Sources`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(pub u32);

/// A stretch of a source file, in bytes of its text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A stretch given in `usize`, as parsers count.
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: narrow(range.start), end: narrow(range.end) }
    }

    /// The byte range in the file's text.
    pub fn range(self) -> std::ops::Range<usize> {
        let wide = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        wide(self.start)..wide(self.end)
    }
}

/// A value with the place it was read from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// Line and character column, both counted from 1; a column counts characters, as editors do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// An asset of the content tree: a picture or an attachment, known by name and content hash, its bytes read again when they are needed.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Relative to the project folder, with `/`.
    pub path: String,
    /// Length in bytes.
    pub length: u64,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// All that was read, in the order of the paths.
#[derive(Clone, Default, Debug)]
pub struct Sources {
    root: String,
    files: Vec<SourceFile>,
    assets: Vec<Asset>,
}

impl Sources {
    /// What was read below `root`, the content folder as people know it. Both lists are sorted by path.
    pub fn new(root: &str, mut files: Vec<SourceFile>, mut assets: Vec<Asset>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        assets.sort_by(|a, b| a.path.cmp(&b.path));
        Self { root: root.to_owned(), files, assets }
    }

    /// The content folder as people know it; every path begins with it.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The path of a file with the content folder called `content`, whatever it is called on this machine.
    pub fn path_in_content(&self, id: FileId) -> String {
        let path = self.path(id);
        path.strip_prefix(self.root.as_str()).map_or_else(|| path.to_owned(), |below| format!("content{below}"))
    }

    /// Every text file with its id, by path.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(at, file)| (FileId(u32::try_from(at).unwrap_or(u32::MAX)), file))
    }

    /// Every asset, by path.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// The place of an asset in [`Self::assets`], by its path in the content tree.
    pub fn asset_at(&self, path: &str) -> Option<usize> {
        self.assets.binary_search_by(|asset| asset.path.as_str().cmp(path)).ok()
    }

    /// An asset by its path in the content tree.
    pub fn asset(&self, path: &str) -> Option<&Asset> {
        self.assets.get(self.asset_at(path)?)
    }

    /// The file of an id. An id made for other sources gives `None`.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(usize::try_from(id.0).ok()?)
    }

    /// The path of a file, for people.
    pub fn path(&self, id: FileId) -> &str {
        self.file(id).map_or("", |file| file.path.as_str())
    }

    /// The text of a file.
    pub fn text(&self, id: FileId) -> &str {
        self.file(id).map_or("", |file| &file.text)
    }

    /// The path of a file below the content folder.
    pub fn path_below_root(&self, id: FileId) -> &str {
        let path = self.path(id);
        path.strip_prefix(self.root.as_str()).map_or(path, |below| below.trim_start_matches('/'))
    }

    /// The text of a stretch.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).and_then(|file| file.text.get(span.range())).unwrap_or("")
    }

    /// Line and column of the start of a stretch.
    pub fn position(&self, span: Span) -> Position {
        self.file(span.file).map_or(Position { line: 1, column: 1 }, |file| position_in(&file.text, span.range().start))
    }
}

/// Line and character column of a byte in a text.
pub fn position_in(text: &str, at: usize) -> Position {
    let before = text.get(..at.min(text.len())).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before.get(line_start..).map_or(0, |line| line.chars().count()) + 1;
    Position { line, column }
}
