//! The chronicle as it is kept between builds. It only ever saves work: a damaged one, one of another program or of another form is none, and
//! the whole history is read.
//!
//! Form: a head line `gongkai-chronicle 1 <blake3 of the rest>`, the program, the newest commit, then one line of JSON a commit.

use crate::record::chronicle::event::Event;
use crate::record::chronicle::{Chronicle, Commit};
use std::collections::BTreeMap;

const HEAD: &str = "gongkai-chronicle 1 ";

type Line = (String, i64, Vec<Event>, BTreeMap<String, Option<String>>);

/// The chronicle in its stored form.
pub fn to_text(chronicle: &Chronicle, program: &str) -> String {
    let mut body = format!("{}\n{}\n", program.replace('\n', " "), chronicle.tip);
    for Commit { hash, time, events, unsound } in &chronicle.commits {
        body.push_str(&serde_json::to_string(&(hash, time, events, unsound)).unwrap_or_default());
        body.push('\n');
    }
    format!("{HEAD}{}\n{body}", blake3::hash(body.as_bytes()).to_hex())
}

/// The chronicle in `bytes`, or none when anything at all is wrong with them.
pub fn from_bytes(bytes: &[u8], program: &str) -> Option<Chronicle> {
    let (head, body) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
    if head.strip_prefix(HEAD)? != blake3::hash(body.as_bytes()).to_hex().as_str() {
        return None;
    }
    let mut lines = body.strip_suffix('\n')?.split('\n');
    if lines.next()? != program.replace('\n', " ") {
        return None;
    }
    let tip = lines.next()?.to_owned();
    let commit = |line: &str| {
        let (hash, time, events, unsound): Line = serde_json::from_str(line).ok()?;
        Some(Commit { hash, time, events, unsound })
    };
    Some(Chronicle { tip, commits: lines.map(commit).collect::<Option<_>>()? })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::record::chronicle::event::{EntryId, Finality, Term, Thing};
    use jiff::civil::date;

    fn sample() -> Chronicle {
        let entry = EntryId { year: 2022, as_of: date(2022, 6, 30), target: "schools".into(), finality: Finality::Official };
        let events = vec![
            Event::Added(Thing::Entry(entry.clone())),
            Event::Stated(entry, 1),
            Event::Moved(2022, "park".into(), Term::Stage("ab".into()), None, Some(date(2022, 9, 30))),
        ];
        let unsound = BTreeMap::from([("2022/figures/q1.yaml".to_owned(), None)]);
        let commit = |hash: &str| Commit { hash: hash.into(), time: -5, events: events.clone(), unsound: unsound.clone() };
        Chronicle { tip: "c".into(), commits: vec![commit("a"), commit("b")] }
    }

    #[test]
    fn reads_back_what_was_written_and_only_for_the_same_program() {
        let text = to_text(&sample(), "0.1 a");
        assert_eq!(from_bytes(text.as_bytes(), "0.1 a"), Some(sample()));
        assert_eq!(from_bytes(text.as_bytes(), "0.1 b"), None);
    }

    #[test]
    fn any_cut_and_any_flipped_byte_gives_none() {
        let text = to_text(&sample(), "0.1 a").into_bytes();
        for at in 0..text.len() {
            assert_eq!(from_bytes(&text[..at], "0.1 a"), None, "cut at {at}");
            let mut flipped = text.clone();
            flipped[at] ^= 4;
            assert_eq!(from_bytes(&flipped, "0.1 a"), None, "byte {at}");
        }
    }
}
