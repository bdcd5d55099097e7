//! Hostile texts cost no more than their length. Every rule and every door reads a text of some repeated words and one four times as long:
//! what grows with the length takes four times the time, what grows with its square sixteen times. The two are measured side by side in one
//! run, the best of several, so that a slow or busy machine changes nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use gongkai::assess::assess;
use gongkai::link::link;
use gongkai::lint::texts::texts;
use gongkai::lint::{RULES, Subject};
use gongkai::markup::parse::parse;
use gongkai::record::chronicle::publication::Record;
use gongkai::site::Site;
use gongkai::source::locate::locate;
use gongkai::source::{FileId, SourceFile, Sources, load};
use gongkai::syntax::tree;
use gongkai::value::leak::{masked_text, scan};
use harness::repository;
use jiff::civil::{DateTime, datetime};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The longer text is this many times the shorter one.
const TIMES: usize = 4;
/// Between the 4 of a line and the 16 of a square.
const AT_MOST: u32 = 9;
/// Bytes of the shorter text: enough for a square to show, as every step of a rule is slow in a test build.
const SHORT: usize = 2_000;
/// What is faster than this is too short to compare.
const FLOOR: Duration = Duration::from_millis(4);
const NOW: DateTime = datetime(2023, 4, 20, 9, 0, 0, 0);

/// What the hostile texts repeat: without stops, each a near-miss of some rule.
const WORDS: [&str; 44] = [
    "7",
    "1 ",
    "13800138000",
    "138-",
    "[",
    "[a](<b",
    "![",
    "[^",
    "> ",
    "*",
    "**a",
    "`",
    "<a",
    "<![CDATA[",
    "&#",
    "\u{200b}",
    "\u{202e}1",
    "（",
    "“",
    "《》、",
    "五个方面",
    "一是",
    "第一，",
    "新建学校",
    "新建学校87所",
    "新建学校87所，",
    "87所的",
    "占",
    "72.5%",
    "完成率",
    "已完成",
    "[新建学校](target:2022/schools)",
    "1月",
    "2022年1月1日",
    "今年（",
    "示例镇人民",
    "示例镇人民攻府",
    "5-10万",
    "的的",
    "示政发（",
    "征求意见稿",
    "秘密★",
    "3组12号",
    "a@",
];

/// Texts of many short pieces: the line that repeats.
const LINES: [&str; 7] = ["新建学校约88所。\n\n", "- 甲\n", "1. 甲\n\n", "# 甲\n\n", "一是甲。\n\n", "（二）甲\n\n", "| 新建学校 | 7 |\n"];

/// Nothing of this file runs beside a measurement.
static ALONE: Mutex<()> = Mutex::new(());

/// Runs something on both lengths, and tells how much longer the longer took if that is more than the length explains.
fn grows(mut short: impl FnMut(), mut long: impl FnMut()) -> Option<f64> {
    let (mut of_short, mut of_long) = (Duration::MAX, Duration::MAX);
    // Perhaps something else ran meanwhile: then once more, and the best of each counts.
    for _ in 0..12 {
        of_short = of_short.min(time(&mut short));
        of_long = of_long.min(time(&mut long));
        if of_long <= of_short.max(FLOOR) * AT_MOST {
            return None;
        }
    }
    Some(of_long.as_secs_f64() / of_short.as_secs_f64())
}

fn time(work: &mut dyn FnMut()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// A text of some words, of about a length.
fn repeated(words: &str, length: usize) -> String {
    let head = if words.starts_with('|') { "| 指标 | 上半年（所） |\n| --- | --- |\n" } else { "" };
    format!("{head}{}", words.repeat(length / words.len()))
}

/// The minimal good project with a text on its page and in its narrative.
fn sources(text: &str) -> Sources {
    let (sources, _) = load::content(&repository().join("tests/diagnostics/base/content")).unwrap();
    let mut files: Vec<SourceFile> = sources.files().map(|(_, file)| file.clone()).collect();
    for file in files.iter_mut().filter(|file| file.path.ends_with("index.md")) {
        file.text = format!("{}\n{text}\n", file.text).into();
    }
    let root = sources.root().to_owned();
    files.push(SourceFile { path: format!("{root}/pages/about.md"), text: format!("---\ntitle: 关于\n---\n\n{text}\n").into() });
    Sources::new(&root, files, Vec::new())
}

/// A content tree, understood as far as a hostile text lets it be.
struct Understood {
    sources: Sources,
    site: Site,
    texts: Vec<gongkai::lint::texts::Text>,
}

impl Understood {
    /// `None` where the text is refused before any rule sees it.
    fn of(text: &str) -> Option<Self> {
        let sources = sources(text);
        let (drafts, _) = tree::drafts(&sources, sources.root(), false);
        let linked = link(drafts, NOW, false);
        let world = linked.world?;
        let assessments = world.reports.iter().map(|report| assess(report, &world.site.policy)).collect();
        let texts = texts(&world, &[], &sources);
        Some(Self { site: Site::plan(world, assessments, Record::default()), sources, texts })
    }

    fn subject(&self) -> Subject<'_> {
        Subject { site: &self.site, waiting: &[], drafts: &[], sources: &self.sources, texts: &self.texts, official: false, now: NOW }
    }
}

#[test]
fn every_rule_is_linear_in_a_hostile_text() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut squares = Vec::new();
    for words in WORDS.iter().chain(&LINES) {
        let (Some(short), Some(long)) = (Understood::of(&repeated(words, SHORT)), Understood::of(&repeated(words, SHORT * TIMES))) else {
            continue;
        };
        for rule in RULES {
            let work = |tree: &Understood| drop((rule.check)(&tree.subject()));
            if let Some(ratio) = grows(|| work(&short), || work(&long)) {
                squares.push(format!("{:?} on {words:?}: {ratio:.1}", rule.codes.first()));
            }
        }
    }
    assert!(squares.is_empty(), "times four the length, times:\n{}", squares.join("\n"));
}

#[test]
fn reading_and_linking_are_linear_in_a_hostile_text() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut squares = Vec::new();
    for words in WORDS.iter().chain(&LINES) {
        let (short, long) = (repeated(words, 8 * SHORT), repeated(words, 8 * SHORT * TIMES));
        let work = |text: &str| drop(Understood::of(text));
        if let Some(ratio) = grows(|| work(&short), || work(&long)) {
            squares.push(format!("{words:?}: {ratio:.1}"));
        }
    }
    assert!(squares.is_empty(), "times four the length, times:\n{}", squares.join("\n"));
}

#[test]
fn the_leak_scanner_and_markdown_are_linear() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut squares = Vec::new();
    for words in WORDS.iter().chain(&LINES) {
        let (short, long) = (repeated(words, 16 * SHORT), repeated(words, 16 * SHORT * TIMES));
        let mut judge = |what: &str, work: fn(&str)| {
            if let Some(ratio) = grows(|| work(&short), || work(&long)) {
                squares.push(format!("{what} on {words:?}: {ratio:.1}"));
            }
        };
        judge("scan", |text| drop(scan(text)));
        judge("masked_text", |text| drop(masked_text(text)));
        judge("Markdown", |text| drop(parse(text)));
    }
    assert!(squares.is_empty(), "times four the length, times:\n{}", squares.join("\n"));
}

#[test]
fn the_yaml_door_is_linear() {
    const PIECES: [&str; 16] = [
        "[",
        "{a: ",
        "- ",
        "- [a\n",
        "- x\n",
        "? ",
        "a: b\n",
        "'",
        "\"",
        "a: &a b\n",
        "- *a\n",
        "a: |\n  b\n",
        "!a ",
        "# c\n",
        "7",
        "- {a: 1, b: [2]}\n",
    ];
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut squares = Vec::new();
    let nested = |length: usize| (0..length / 100).map(|depth| format!("{}k:\n", " ".repeat(depth % 200))).collect::<String>();
    for piece in PIECES.iter().map(Some).chain([None]) {
        let text = |length: usize| piece.map_or_else(|| nested(length), |piece| repeated(piece, length));
        let (short, long) = (text(12 * SHORT), text(12 * SHORT * TIMES));
        if let Some(ratio) = grows(|| drop(locate(FileId(0), &short)), || drop(locate(FileId(0), &long))) {
            squares.push(format!("{piece:?}: {ratio:.1}"));
        }
    }
    assert!(squares.is_empty(), "times four the length, times:\n{}", squares.join("\n"));
}

/// Ten megabytes of digits in one line: as long as a page may never be, and still scanned as a part of an attachment might be.
#[test]
fn ten_megabytes_of_digits_are_scanned_like_one() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let (short, long) = ("7".repeat(2_500_000), "7".repeat(10_000_000));
    assert_eq!(grows(|| drop(scan(&short)), || drop(scan(&long))), None);
}
