//! The narrative is the adopted text, word for word.
//!
//! Puts the report together again from the chapters of the sample site (titles, headings and paragraphs, link syntax
//! stripped) and compares it with the copy under `tests/adopted/`. White space is the only thing both sides drop; the
//! numbering of a chapter (一、) and the full stop after a run-in heading, which the site leaves out, are put back first.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The report has no heading before its first numbered part; the title of this chapter serves navigation only.
const UNNUMBERED: &str = "00-goals";
const NUMBERING: [&str; 5] = ["一、", "二、", "三、", "四、", "五、"];

struct Chapter {
    folder: String,
    title: String,
    /// Headings and paragraphs in order, white space removed.
    blocks: Vec<Block>,
}

enum Block {
    Heading(String),
    Paragraph(String),
}

#[test]
fn the_chapters_together_are_the_report() {
    let mut numbering = NUMBERING.iter();
    let mut text = String::new();
    for chapter in chapters() {
        if chapter.folder != UNNUMBERED {
            text.push_str(numbering.next().expect("no more chapters than numbered parts"));
            text.push_str(&without_white_space(&chapter.title));
        }
        for block in &chapter.blocks {
            match block {
                Block::Heading(words) => {
                    text.push_str(words);
                    text.push('。');
                }
                Block::Paragraph(words) => text.push_str(words),
            }
        }
    }
    assert!(numbering.next().is_none(), "a numbered part of the report has no chapter");
    assert_same(&text, &without_white_space(&report()));
}

#[test]
fn every_sentence_stands_in_exactly_one_chapter() {
    let chapters: Vec<(String, String)> = chapters().iter().map(|chapter| (chapter.folder.clone(), plain(chapter))).collect();
    let report = report();
    let mut sentences = 0;
    for line in report.lines() {
        let line = without_white_space(line);
        let line = NUMBERING.iter().find_map(|number| line.strip_prefix(number)).unwrap_or(&line);
        for sentence in line.split('。').filter(|sentence| !sentence.is_empty()) {
            sentences += 1;
            let homes: Vec<&str> =
                chapters.iter().flat_map(|(folder, words)| words.matches(sentence).map(move |_| folder.as_str())).collect();
            assert_eq!(homes.len(), 1, "“{sentence}” stands in {homes:?}");
        }
    }
    assert!(sentences > 100, "only {sentences} sentences were looked for");
}

fn report() -> String {
    fs::read_to_string(repository().join("tests/adopted/report.txt")).unwrap()
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn chapters() -> Vec<Chapter> {
    let mut folders: Vec<PathBuf> = fs::read_dir(repository().join("content/2022"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("index.md").is_file())
        .collect();
    folders.sort();
    folders.iter().map(|folder| chapter(folder)).collect()
}

fn chapter(folder: &Path) -> Chapter {
    let text = fs::read_to_string(folder.join("index.md")).unwrap();
    let (front, body) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).expect("front matter");
    let front: serde_yaml::Value = serde_yaml::from_str(front).unwrap();
    Chapter {
        folder: folder.file_name().unwrap().to_str().unwrap().to_owned(),
        title: front["title"].as_str().expect("a title").to_owned(),
        blocks: blocks(body),
    }
}

/// Only what the report's own text can hold is allowed; anything else (a list, an image, HTML) would be an addition.
fn blocks(body: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut words = String::new();
    for event in Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::SoftBreak | Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Link { .. }) | Event::End(TagEnd::Link) => {}
            Event::End(TagEnd::Heading(_)) => blocks.push(Block::Heading(without_white_space(&std::mem::take(&mut words)))),
            Event::End(TagEnd::Paragraph) => blocks.push(Block::Paragraph(without_white_space(&std::mem::take(&mut words)))),
            other => panic!("{other:?} is no part of the adopted text"),
        }
    }
    blocks
}

/// Title and blocks, each followed by a full stop so that no sentence is found across two of them.
fn plain(chapter: &Chapter) -> String {
    let title = if chapter.folder == UNNUMBERED { "" } else { &chapter.title };
    let mut text = format!("{}。", without_white_space(title));
    for block in &chapter.blocks {
        match block {
            Block::Heading(words) | Block::Paragraph(words) => {
                text.push_str(words);
                text.push('。');
            }
        }
    }
    text
}

fn without_white_space(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// `assert_eq!` on twelve thousand characters tells nobody where the two differ.
fn assert_same(site: &str, report: &str) {
    if site == report {
        return;
    }
    let same = site.chars().zip(report.chars()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(15)).take(45).collect::<String>();
    panic!("the site and the report differ at character {same}:\n  site:   …{}…\n  report: …{}…", around(site), around(report));
}
