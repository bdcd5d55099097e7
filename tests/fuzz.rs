//! The doors through which bytes of others come in: the decoder of bytes, YAML, front matter, Markdown and the leak scanner. Whatever the bytes
//! are, a door does not panic, comes to an end, and gives places that lie inside the text, between characters.
//!
//! Two kinds of material: every file of `tests/fuzz_corpus` (what once was or may be trouble) and of the cases in `tests/diagnostics`, each cut
//! short at many places too; and what proptest makes of the pieces that such files consist of.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;
#[path = "diagnostics/numbers.rs"]
mod numbers;

use gongkai::assess::assess;
use gongkai::diagnostic::{Diagnostic, Place};
use gongkai::link::link;
use gongkai::lint::texts::texts;
use gongkai::lint::{Subject, lint};
use gongkai::markup::parse::parse;
use gongkai::record::chronicle::publication::Record;
use gongkai::site::Site;
use gongkai::source::locate::locate;
use gongkai::source::{FileId, SourceFile, Sources, load, text};
use gongkai::syntax::tree;
use gongkai::value::leak::{masked_text, scan};
use harness::{repository, tree as folder};
use jiff::civil::datetime;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The files of the minimal project that are given hostile contents, one at a time.
const FILES: [&str; 7] = [
    "site.yaml",
    "2022/report.yaml",
    "2022/01-education/targets.yaml",
    "2022/01-education/index.md",
    "2022/figures/2022-h1.yaml",
    "lists/wording.yaml",
    "pages/about.md",
];

/// Bytes through every door.
fn enter(bytes: &[u8]) {
    let text = match text::sound("content/a.md", bytes) {
        Ok(text) => text,
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a word");
            String::from_utf8_lossy(bytes).into_owned()
        }
    };
    scanner(&text);
    if let Err(faults) = locate(FileId(0), &text) {
        assert!(!faults.is_empty(), "refused without a word");
    }
    drop(parse(&text));
}

/// The leak scanner: places between characters, nothing printed of what was found, nothing left to find in what is printed.
fn scanner(text: &str) {
    for find in scan(text) {
        assert!(text.get(find.range.clone()).is_some_and(|found| !found.is_empty()), "{:?} is no place in {text:?}", find.range);
    }
    let masked = masked_text(text);
    assert_eq!(masked.chars().count(), text.chars().count(), "a mask changes no width: {text:?}");
    let left: Vec<_> = scan(&masked).into_iter().filter(|find| !find.kind.is_word()).collect();
    assert!(left.is_empty(), "still in {masked:?}: {left:?}");
}

/// The content tree with one file of hostile contents: read, linked, and checked by every rule. Every place has to be one.
fn through_the_tree(path: &str, contents: &str) {
    let (sources, _) = load::content(&repository().join("tests/diagnostics/base/content")).unwrap();
    let root = sources.root().to_owned();
    let path = format!("{root}/{path}");
    let mut files: Vec<SourceFile> = sources.files().map(|(_, file)| file.clone()).filter(|file| file.path != path).collect();
    files.push(SourceFile { path, text: contents.into() });
    let sources = Sources::new(&root, files, Vec::new());
    let (drafts, mut findings) = tree::drafts(&sources, &root, false);
    let now = datetime(2023, 4, 20, 9, 0, 0, 0);
    let linked = link(drafts, now, false);
    findings.extend(linked.findings);
    if let Some(world) = linked.world {
        let assessments = world.reports.iter().map(|report| assess(report, &world.site.policy)).collect();
        let texts = texts(&world, &linked.waiting, &sources);
        let site = Site::plan(world, assessments, Record::default());
        let subject = Subject {
            site: &site,
            waiting: &linked.waiting,
            drafts: &linked.drafts,
            sources: &sources,
            texts: &texts,
            official: false,
            now,
        };
        findings.extend(lint(&subject).findings);
    }
    findings.iter().for_each(|finding| has_places(finding, &sources));
}

fn has_places(finding: &Diagnostic, sources: &Sources) {
    for place in finding.place.iter().chain(finding.notes.iter().filter_map(|note| note.place.as_ref())) {
        if let Place::Span(span) = place {
            let file = sources.file(span.file).expect("a file that was read");
            assert!(file.text.get(span.range()).is_some(), "{} {:?} is no place in {}", finding.code, span, file.path);
        }
    }
}

/// Every file of the corpus, and the inputs of the cases.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let own = folder::read(&repository().join("tests/fuzz_corpus"));
    assert!(own.len() >= 30, "{} files in the corpus", own.len());
    let cases = folder::read(&repository().join("tests/diagnostics"));
    let mut all: Vec<(String, Vec<u8>)> = own.into_iter().collect();
    for (path, bytes) in cases.into_iter().filter(|(path, _)| path.ends_with(".txt")) {
        let text = numbers::filled(&String::from_utf8(bytes).unwrap());
        all.push((path, text.split("=== findings").next().unwrap_or_default().into()));
    }
    all
}

#[test]
fn the_corpus_passes_every_door() {
    for (_, bytes) in corpus() {
        enter(&bytes);
        // A file that was cut while it was copied, in the middle of a character or a word.
        let step = (bytes.len() / 12).max(1);
        (0..bytes.len()).step_by(step).take(12).for_each(|end| enter(&bytes[..end]));
    }
}

#[test]
fn the_corpus_in_the_place_of_every_file() {
    let own: BTreeSet<String> = folder::read(&repository().join("tests/fuzz_corpus")).into_keys().collect();
    for (_, bytes) in corpus().into_iter().filter(|(path, _)| own.contains(path)) {
        let Ok(contents) = text::sound("content/a.md", &bytes) else { continue };
        for path in FILES {
            through_the_tree(path, &contents);
            through_the_tree(path, &format!("---\ntitle: 甲\n---\n\n{contents}"));
        }
    }
}

/// What files consist of, and what breaks readers.
fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "---\n",
        "title: ",
        "- id: ",
        "a: ",
        "{",
        "}",
        "[",
        "]",
        "&a ",
        "*a",
        "!t ",
        "? ",
        "| ",
        ">\n",
        "'",
        "\"",
        "\\",
        "#",
        "\t",
        "\n",
        "\n\n",
        "  ",
        "    ",
        "：",
        "<<: ",
        "~",
        "null",
        "1e999",
        "0x1F",
        "-.inf",
        "99999999999999999999999",
        "2022-02-30",
        "[甲](target:schools)",
        "[87所](figure:schools/2022-06-30)",
        "![图](chart:trend/schools)",
        "| 甲 | 乙 |\n| --- | --- |\n",
        "[^1]",
        "[^1]: 注\n",
        "<b>",
        "<!--",
        "```\n",
        "> ",
        "* ",
        "1. ",
        "**",
        "\u{200b}",
        "\u{202e}",
        "\u{feff}",
        "\r\n",
        "\u{b}",
        "\u{0}",
        "\u{fffd}",
        "😀",
        "e\u{301}",
        "新建学校",
        "120所",
        "不少于",
        "以上",
        "72.5%",
        "一是",
        "（二）",
        "2022年1月10日（星期二）",
        "示政发〔2022〕1号",
        "13800138000",
        "１３８",
        "138 0013 8000",
        "征求意见稿",
        "秘密★",
        "{value: 9, withheld: x}",
        "figures:\n",
        "targets:\n",
        "as_of: ",
    ]);
    prop_oneof![6 => words.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from), 1 => "[0-9]{1,20}", 1 => "[一-龥]{1,6}"]
}

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

/// How people split and disguise a number, without making it another.
fn disguised(number: &str, sizes: &[usize], by: &str, wide: bool) -> String {
    let mut parts = Vec::new();
    let mut rest = number;
    for size in sizes {
        let (part, after) = rest.split_at((*size).min(rest.len()));
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    let joined = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(by);
    let widen = |c: char| if wide && c.is_ascii_alphanumeric() { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c };
    joined.chars().map(widen).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_pass_every_door(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        enter(&bytes);
    }

    #[test]
    fn any_pieces_pass_every_door(text in pieces()) {
        enter(text.as_bytes());
    }

    #[test]
    fn any_pieces_in_the_place_of_a_file(text in pieces(), at in 0..FILES.len(), front in any::<bool>()) {
        let text = if front { format!("---\ntitle: 甲\n---\n\n{text}") } else { text };
        if let Ok(text) = text::sound("content/a.md", text.as_bytes()) {
            through_the_tree(FILES[at], &text);
        }
    }

    #[test]
    fn a_number_is_found_in_every_disguise(
        serial in 0u32..2000,
        before in "[一-龥，。：]{0,12}",
        after in "[，。一-龥]{0,12}",
        by in prop::sample::select(vec!["", " ", "-", "\u{200b}", "\u{a0}", "**", "\u{3000}", "\u{2060}"]),
        sizes in prop::sample::select(vec![vec![6, 8], vec![6, 4, 4], vec![3, 3, 4, 4], vec![17], vec![10]]),
        wide in any::<bool>(),
    ) {
        let number = numbers::id_card(serial);
        let written = format!("{before}{}{after}", disguised(&number, &sizes, by, wide));
        let found = scan(&written);
        prop_assert!(found.iter().any(|find| find.kind.code() == "leak/id-card"), "{written:?}: {found:?}");
        let masked = masked_text(&written);
        let digits: String = masked.chars().filter(|c| c.is_alphanumeric()).collect();
        prop_assert!(number.as_bytes().windows(6).all(|six| !digits.contains(std::str::from_utf8(six).unwrap())), "{masked:?}");
        scanner(&written);
    }
}
