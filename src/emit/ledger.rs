//! What is remembered between builds about every file of the output: which job made it and what it looked like afterwards.
//!
//! The ledger only ever saves work. A damaged one, one of another program or of another form is an empty one, and the build is a full one.
//!
//! Form: a head line `gongkai-ledger 1 <blake3 of the rest>`, the program, then one line a file, fields parted by tabs.

use crate::emit::kernel::{Changed, Seen};
use crate::emit::manifest::{Sha, hex, unhex};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

const HEAD: &str = "gongkai-ledger 1 ";

/// The hash of a job: of everything its bytes depend on.
pub type JobHash = [u8; 32];

/// What is known about one file of the output.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Record {
    /// The job that made it.
    pub(crate) job: JobHash,
    /// Its bytes.
    pub(crate) sha256: Sha,
    /// Their number.
    pub(crate) length: u64,
    /// Its number in the file system after the build.
    pub(crate) inode: u64,
    /// Its last change after the build.
    pub(crate) changed: Changed,
    /// What the audit learnt from it, in the audit's own words.
    pub(crate) facts: Arc<str>,
}

impl Record {
    /// Whether the file is certainly the one that was recorded: nothing wrote to it, renamed it or replaced it since.
    pub(crate) fn trusts(&self, seen: &Seen) -> bool {
        self.length == seen.length && self.inode == seen.inode && self.changed == seen.changed
    }
}

/// The records of one output, made by one program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ledger {
    program: String,
    pub(crate) records: BTreeMap<String, Record>,
}

impl Ledger {
    /// A ledger that knows nothing. `program` names the program and everything about it that changes bytes; records of another are void.
    pub fn empty(program: &str) -> Self {
        Self { program: program.to_owned(), records: BTreeMap::new() }
    }

    /// What the audit learnt from the file that an unchanged job made, whether or not the file still stands.
    pub fn facts(&self, path: &str, job: &JobHash) -> Option<&str> {
        self.records.get(path).filter(|record| record.job == *job).map(|record| &*record.facts)
    }

    pub(crate) fn program(&self) -> &str {
        &self.program
    }

    /// The ledger in its stored form.
    pub(crate) fn to_text(&self) -> String {
        let mut body = String::new();
        escape(&self.program, &mut body);
        body.push('\n');
        for (path, record) in &self.records {
            escape(path, &mut body);
            let (seconds, nanos) = record.changed;
            let _ = write!(body, "\t{}\t{}\t", hex(&record.job), hex(&record.sha256));
            let _ = write!(body, "{}\t{}\t{seconds}\t{nanos}\t", record.length, record.inode);
            escape(&record.facts, &mut body);
            body.push('\n');
        }
        format!("{HEAD}{}\n{body}", blake3::hash(body.as_bytes()).to_hex())
    }

    /// The ledger in `bytes`, or an empty one when anything at all is wrong with them.
    pub(crate) fn from_bytes(bytes: &[u8], program: &str) -> Self {
        let read = || {
            let (head, body) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
            let (head, sum) = (head.get(..HEAD.len())?, head.get(HEAD.len()..)?);
            if head != HEAD || sum != blake3::hash(body.as_bytes()).to_hex().as_str() {
                return None;
            }
            let mut lines = body.strip_suffix('\n')?.split('\n');
            if unescape(lines.next()?)? != program {
                return None;
            }
            let records = lines.map(record).collect::<Option<_>>()?;
            Some(Self { program: program.to_owned(), records })
        };
        read().unwrap_or_else(|| Self::empty(program))
    }
}

fn record(line: &str) -> Option<(String, Record)> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    let path = unescape(next()?)?;
    let record = Record {
        job: unhex(next()?)?,
        sha256: unhex(next()?)?,
        length: next()?.parse().ok()?,
        inode: next()?.parse().ok()?,
        changed: (next()?.parse().ok()?, next()?.parse().ok()?),
        facts: unescape(next()?)?.into(),
    };
    fields.next().is_none().then_some((path, record))
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
}

fn unescape(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                '\\' => '\\',
                'n' => '\n',
                't' => '\t',
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample() -> Ledger {
        let mut ledger = Ledger::empty("0.1.0 abc");
        for (at, path) in ["a/index.html", "中文.html", "odd\tname\n"].into_iter().enumerate() {
            let byte = u8::try_from(at).unwrap();
            let record = Record {
                job: [byte; 32],
                sha256: [byte + 100; 32],
                length: 7,
                inode: 1 << 40,
                changed: (-5, 999_999_999),
                facts: "{\"links\":[\"a\\n\t\"]}".into(),
            };
            ledger.records.insert(path.into(), record);
        }
        ledger
    }

    #[test]
    fn reads_back_what_was_written_and_only_for_the_same_program() {
        let ledger = sample();
        let text = ledger.to_text();
        assert_eq!(Ledger::from_bytes(text.as_bytes(), "0.1.0 abc"), ledger);
        assert_eq!(Ledger::from_bytes(text.as_bytes(), "0.1.0 abd"), Ledger::empty("0.1.0 abd"));
        assert_eq!(ledger.facts("a/index.html", &[0; 32]), Some("{\"links\":[\"a\\n\t\"]}"));
        assert_eq!(ledger.facts("a/index.html", &[1; 32]), None);
    }

    #[test]
    fn any_cut_and_any_flipped_byte_gives_an_empty_ledger() {
        let text = sample().to_text().into_bytes();
        let empty = Ledger::empty("0.1.0 abc");
        for at in 0..text.len() {
            assert_eq!(Ledger::from_bytes(&text[..at], "0.1.0 abc"), empty, "cut at {at}");
            for bit in [0, 3, 7] {
                let mut flipped = text.clone();
                flipped[at] ^= 1 << bit;
                assert_eq!(Ledger::from_bytes(&flipped, "0.1.0 abc"), empty, "bit {bit} of byte {at}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_survives(text in "\\PC*[\t\n\\\\]?\\PC*") {
            let mut out = String::new();
            escape(&text, &mut out);
            prop_assert!(!out.contains(['\t', '\n']));
            prop_assert_eq!(unescape(&out), Some(text));
        }
    }
}
