//! Pictures and attachments opened: what a document says, shows, hides and remembers, as plain data for the rules. A file is read by what
//! its bytes are, whatever its name says. What cannot be looked into is refused with its reason; nothing is passed over in silence.
//!
//! The readers run on whatever was put into a folder, so each has a limit for everything that can be large, and none recurses deeper than
//! [`MAX_NESTING`] files in files. They never write, never run anything, never fetch anything.

mod archive;
mod exif;
mod flow;
mod media;
mod ofd;
mod office;
mod pdf;
mod pdf_text;
mod picture;
mod plain;
mod properties;
mod refusal;
mod sheet;
mod workbook;
mod xml;

pub use refusal::Refusal;

use archive::Archive;
use std::cell::Cell as Counter;

/// All that one attachment may unpack to, in bytes.
pub const MAX_UNPACKED: u64 = 64 << 20;
/// Most entries of all archives of one attachment.
pub const MAX_ENTRIES: usize = 2000;
/// How many files deep a file in a file is opened: an archive, a document in it, a workbook inside the document.
pub const MAX_NESTING: usize = 3;

/// What a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Excel workbook
    Workbook,
    /// Word document
    Document,
    /// Slides
    Slides,
    /// OFD (GB/T 33190)
    Ofd,
    /// PDF
    Pdf,
    /// Any other zip archive
    Archive,
    /// Picture, sound, film
    Media,
    /// Text of any kind
    Text,
}

/// An attachment as plain data.
#[derive(Debug)]
pub struct Attachment {
    /// What it is.
    pub format: Format,
    /// Its running text.
    pub parts: Vec<Part>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// What else it holds.
    pub marks: Vec<Mark>,
    /// Parts that could not be looked into, with the reason.
    pub unread: Vec<(String, Refusal)>,
}

/// Some text and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// 第3段, 第2页, 批注; empty for a file that is text as a whole.
    pub place: String,
    /// The text.
    pub text: String,
}

/// A table: the cells of it that hold anything.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// The sheet's name, or 第2个表格.
    pub place: String,
    /// Whether a cell is named as in Excel.
    pub is_sheet: bool,
    /// The rows, top down.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// From 1.
    pub number: u32,
    /// The cells, from left to right.
    pub cells: Vec<Cell>,
}

/// A cell that holds something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// From 1.
    pub column: u32,
    /// Its text; a number as the file writes it.
    pub text: String,
    /// Whether the file holds it as a number.
    pub is_number: bool,
}

impl Table {
    /// `表1!D7`, 第1个表格第7行第4列
    pub fn place_of(&self, row: u32, column: u32) -> String {
        match self.is_sheet {
            true => format!("{}!{}{row}", self.place, column_letters(column)),
            false => format!("{}第{row}行第{column}列", self.place),
        }
    }
}

/// What a document remembers or hides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MarkKind {
    /// Who made it, who saved it last.
    Author,
    /// A remark.
    Comment,
    /// A tracked change.
    TrackedChange,
    /// Something that holds words and is not shown.
    Hidden,
    /// Where a picture was taken.
    Gps,
    /// A file elsewhere that it reads.
    ExternalLink,
    /// A page or picture of a document whose words no program reads.
    Unread,
}

/// One of them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Mark {
    /// Which.
    pub kind: MarkKind,
    /// Where, or which property: 工作表“表2”, 作者.
    pub place: String,
    /// An author's name; never a text that might be personal otherwise.
    pub text: String,
}

/// What was found so far, shared by the readers of files in files.
#[derive(Default, Debug)]
struct Found {
    parts: Vec<Part>,
    tables: Vec<Table>,
    marks: Vec<Mark>,
    unread: Vec<(String, Refusal)>,
}

impl Found {
    fn part(&mut self, place: impl Into<String>, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.parts.push(Part { place: place.into(), text });
        }
    }

    fn mark(&mut self, kind: MarkKind, place: impl Into<String>, text: &str) {
        let mark = Mark { kind, place: place.into(), text: text.trim().to_owned() };
        // A document of a thousand remarks says so once a place.
        if self.marks.last() != Some(&mark) {
            self.marks.push(mark);
        }
    }

    /// Takes over what was found in a file inside this one.
    fn take(&mut self, name: &str, inner: Self) {
        let inside = |place: String| if place.is_empty() { name.to_owned() } else { format!("{name}·{place}") };
        self.parts.extend(inner.parts.into_iter().map(|part| Part { place: inside(part.place), ..part }));
        self.tables.extend(inner.tables.into_iter().map(|table| Table { place: inside(table.place), ..table }));
        self.marks.extend(inner.marks.into_iter().map(|mark| Mark { place: inside(mark.place), ..mark }));
        self.unread.extend(inner.unread.into_iter().map(|(place, refusal)| (inside(place), refusal)));
    }
}

/// What may still be unpacked.
#[derive(Debug)]
struct Budget {
    bytes: Counter<u64>,
    entries: Counter<usize>,
}

impl Budget {
    /// Takes bytes from what is left.
    fn spend(&self, bytes: u64) -> Result<(), Refusal> {
        self.bytes.set(self.bytes.get().checked_sub(bytes).ok_or(Refusal::TooLarge)?);
        Ok(())
    }

    fn spend_entries(&self, entries: usize) -> Result<(), Refusal> {
        self.entries.set(self.entries.get().checked_sub(entries).ok_or(Refusal::TooMany)?);
        Ok(())
    }
}

/// Opens an attachment. The name serves only to tell a table of text from other text.
///
/// # Errors
/// The [`Refusal`] when the file as a whole cannot be looked into.
pub fn open(name: &str, bytes: &[u8]) -> Result<Attachment, Refusal> {
    let budget = Budget { bytes: Counter::new(MAX_UNPACKED), entries: Counter::new(MAX_ENTRIES) };
    let mut found = Found::default();
    let format = read(name, bytes, 0, &budget, &mut found)?;
    let Found { parts, tables, marks, unread } = found;
    Ok(Attachment { format, parts, tables, marks, unread })
}

/// Comma-separated values as a table.
pub fn csv(text: &str) -> Table {
    plain::table(text)
}

/// Opens a file, at some depth of files in files.
fn read(name: &str, bytes: &[u8], depth: usize, budget: &Budget, found: &mut Found) -> Result<Format, Refusal> {
    if depth > MAX_NESTING {
        return Err(Refusal::Nested);
    }
    if let Some(refusal) = refusal::by_start(bytes) {
        return Err(refusal);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(bytes, depth, budget, found);
    }
    if pdf::is_pdf(bytes) {
        pdf::read(bytes, depth, budget, found)?;
        return Ok(Format::Pdf);
    }
    if picture::read(bytes, budget, found)? || media::read(bytes, found) {
        return Ok(Format::Media);
    }
    plain::read(name, bytes, found)?;
    Ok(Format::Text)
}

fn zipped(bytes: &[u8], depth: usize, budget: &Budget, found: &mut Found) -> Result<Format, Refusal> {
    let mut archive = Archive::open(bytes, budget)?;
    let has = |start: &str| archive.names().iter().any(|name| name.starts_with(start));
    let is_office = has("[Content_Types].xml");
    if is_office && has("xl/") {
        workbook::read(&mut archive, depth, budget, found)?;
        return Ok(Format::Workbook);
    }
    if is_office && (has("word/") || has("ppt/")) {
        let format = if has("word/") { Format::Document } else { Format::Slides };
        office::read(&mut archive, depth, budget, found)?;
        return Ok(format);
    }
    if has("OFD.xml") {
        ofd::read(&mut archive, depth, budget, found)?;
        return Ok(Format::Ofd);
    }
    for at in 0..archive.names().len() {
        let Some(name) = archive.names().get(at).cloned().filter(|name| !name.ends_with('/')) else { continue };
        found.part("压缩包内文件名", name.clone());
        member(&mut archive, at, &name, depth, budget, found)?;
    }
    Ok(Format::Archive)
}

/// Opens a file inside an archive; one that cannot be looked into is noted, and its neighbours are read all the same. What is too large for
/// the whole attachment ends the reading.
fn member(archive: &mut Archive<'_>, at: usize, name: &str, depth: usize, budget: &Budget, found: &mut Found) -> Result<(), Refusal> {
    let mut inner = Found::default();
    let read = archive.read(at, budget).and_then(|bytes| match bytes.is_empty() {
        true => Ok(Format::Text),
        false => read(name, &bytes, depth + 1, budget, &mut inner),
    });
    let shown = format!("内的“{}”", name.rsplit('/').next().unwrap_or(name));
    found.take(&shown, inner);
    match read {
        Ok(_) => Ok(()),
        Err(refusal @ (Refusal::TooLarge | Refusal::TooMany)) => Err(refusal),
        Err(refusal) => {
            found.unread.push((shown, refusal));
            Ok(())
        }
    }
}

/// 4 → D, 28 → AB
fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests;
