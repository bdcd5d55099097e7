//! Reads the tables of faults and lays a fault over a tree.

use crate::harness::project::Project;
use crate::harness::tree;
use crate::numbers;
use std::fs;
use std::path::Path;

/// One fault.
pub(crate) struct Fault {
    /// The table it stands in and its line there.
    pub(crate) family: String,
    pub(crate) line: usize,
    pub(crate) title: String,
    pub(crate) tree: String,
    pub(crate) edits: Vec<Edit>,
    pub(crate) expected: Vec<Expected>,
    /// Why it is not found.
    pub(crate) unfound: Option<String>,
}

/// A change of one file.
pub(crate) struct Edit {
    pub(crate) path: String,
    mode: String,
    changes: Vec<(String, Vec<String>)>,
}

/// A finding that has to be told.
pub(crate) struct Expected {
    pub(crate) severity: String,
    pub(crate) code: String,
    pub(crate) place: Place,
}

/// Where it has to stand.
pub(crate) enum Place {
    /// At the line where the first new words of the first edit begin.
    Edit,
    /// Of a file as a whole.
    File(String),
    /// At the line of a file where some words stand.
    Words(String, String),
    /// At a line that has no words of its own.
    Line(String, usize),
}

/// Every fault of every table.
pub(crate) fn all(folder: &Path) -> Vec<Fault> {
    let tables = tree::read(folder);
    tables.into_iter().flat_map(|(family, text)| table(&family, &numbers::filled(&String::from_utf8(text).unwrap()))).collect()
}

fn table(family: &str, text: &str) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let complain = || panic!("{family}:{}: {line}", at + 1);
        if let Some(title) = line.strip_prefix("# ") {
            faults.push(Fault {
                family: family.to_owned(),
                line: at + 1,
                title: title.to_owned(),
                tree: String::new(),
                edits: Vec::new(),
                expected: Vec::new(),
                unfound: None,
            });
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let fault = faults.last_mut().unwrap_or_else(complain);
        match (line.split_at_checked(1), line.split_at_checked(2)) {
            (Some(("-", old)), _) => fault.edits.last_mut().unwrap_or_else(|| panic!("{line}")).changes.push((old.to_owned(), Vec::new())),
            (Some(("+", new)), _) => fault.edits.last_mut().unwrap_or_else(|| panic!("{line}")).add(new),
            (_, Some(("= ", rest))) => fault.expected.push(expected(rest)),
            (_, Some(("? ", reason))) => fault.unfound = Some(reason.to_owned()),
            _ => fault.open(line),
        }
    }
    for fault in &faults {
        let told = fault.expected.is_empty() == fault.unfound.is_some();
        assert!(told && !fault.edits.is_empty(), "{family}:{}: {} says too little", fault.line, fault.title);
    }
    faults
}

impl Fault {
    /// `town 2022/a.md (new)`
    fn open(&mut self, line: &str) {
        let (tree, path) = line.split_once(' ').unwrap_or_else(|| panic!("{}: {line}", self.title));
        let (path, mode) = path.strip_suffix(')').and_then(|path| path.rsplit_once(" (")).unwrap_or((path, ""));
        assert!(self.tree.is_empty() || self.tree == tree, "{}: one tree a fault", self.title);
        tree.clone_into(&mut self.tree);
        self.edits.push(Edit { path: path.to_owned(), mode: mode.to_owned(), changes: Vec::new() });
    }
}

/// `error figure/mismatch @ 2022/a.yaml: words`
fn expected(text: &str) -> Expected {
    let (what, place) = text.split_once(" @ ").map_or((text, None), |(what, place)| (what, Some(place)));
    let (severity, code) = what.split_once(' ').unwrap_or_else(|| panic!("{text}"));
    let place = match place.map(|place| place.split_once(": ").ok_or(place)) {
        None => Place::Edit,
        Some(Ok((path, words))) => Place::Words(path.to_owned(), words.to_owned()),
        Some(Err(path)) => match path.rsplit_once('#').and_then(|(path, line)| Some((path, line.parse().ok()?))) {
            Some((path, line)) => Place::Line(path.to_owned(), line),
            None => Place::File(path.to_owned()),
        },
    };
    Expected { severity: severity.to_owned(), code: code.to_owned(), place }
}

impl Edit {
    fn add(&mut self, line: &str) {
        match self.changes.last_mut() {
            Some((_, lines)) => lines.push(line.to_owned()),
            None => self.changes.push((String::new(), vec![line.to_owned()])),
        }
    }

    /// Changes the file; the answer is the line (from 1) where the first new words begin.
    pub(crate) fn apply(&self, project: &Project) -> Result<usize, String> {
        let path = project.join(&format!("content/{}", self.path));
        let new = |lines: &[String]| -> Vec<u8> { lines.iter().map(|line| bytes(line)).collect::<Vec<_>>().join(&b'\n') };
        let added = || -> Vec<u8> { self.changes.iter().flat_map(|(_, lines)| [new(lines), b"\n".to_vec()].concat()).collect() };
        let read = || fs::read(&path).map_err(|error| format!("{}: {error}", self.path));
        match self.mode.as_str() {
            "new" => tree::write(&path, added()),
            "empty" => tree::write(&path, b""),
            "delete" => fs::remove_file(&path).map_err(|error| format!("{}: {error}", self.path))?,
            "append" => {
                let old = read()?;
                let line = count(&old) + 1;
                tree::write(&path, [old, added()].concat());
                return Ok(line);
            }
            "" => {
                let mut text = read()?;
                let mut first = None;
                for (old, lines) in &self.changes {
                    let (old, new) = (bytes(old), new(lines));
                    let places: Vec<usize> = (0..text.len()).filter(|at| text[*at..].starts_with(&old)).collect();
                    let [at] = places[..] else {
                        return Err(format!("“{}” stands {} times in {}", String::from_utf8_lossy(&old), places.len(), self.path));
                    };
                    first = first.or_else(|| text.get(..at).map(|before| count(before) + 1));
                    text.splice(at..at + old.len(), new);
                }
                tree::write(&path, text);
                return first.ok_or_else(|| "no change".to_owned());
            }
            other => return Err(format!("no such mode: {other}")),
        }
        Ok(1)
    }
}

/// How many lines end in some bytes.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// The bytes of a line of the table: `\u{…}` is a character, `\x{…}` a byte, `\t` a tab, `\n` a line's end.
fn bytes(line: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend_from_slice(before.as_bytes());
        let number = |text: &str| text.split_once('}').and_then(|(hex, rest)| Some((u32::from_str_radix(hex, 16).ok()?, rest.len())));
        let (written, left): (Vec<u8>, &str) = match (after.strip_prefix("u{").map(number), after.strip_prefix("x{").map(number)) {
            (Some(Some((code, left))), _) => (char::from_u32(code).unwrap().to_string().into_bytes(), &after[after.len() - left..]),
            (_, Some(Some((code, left)))) => (vec![u8::try_from(code).unwrap()], &after[after.len() - left..]),
            _ => match after.split_at_checked(1) {
                Some(("t", left)) => (vec![b'\t'], left),
                Some(("n", left)) => (vec![b'\n'], left),
                _ => (vec![b'\\'], after),
            },
        };
        bytes.extend(written);
        rest = left;
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}
