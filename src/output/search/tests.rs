#![allow(clippy::unwrap_used)]

use super::documents::{Document, Kind};
use super::filter::{Filter, candidates};
use super::fold::{folded, grams};
use super::pack::{pack, unpack};
use super::{BETWEEN_DOCUMENTS, BETWEEN_PARTS, LONGEST, Piece, call, continued, grams_of, named, quoted, script, stream, texts};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn document(href: &str, title: &str, body: &str) -> Document {
    Document { kind: Kind::Narrative, href: href.into(), title: title.into(), note: "2022年报告".into(), body: body.into() }
}

/// The index as the browser has it, and how many bytes that took.
struct Index {
    filter: Filter,
    /// Of every text the documents: address, folded title and folded body.
    texts: Vec<Vec<(String, String, String)>>,
    bytes: usize,
}

impl Index {
    fn of(documents: Vec<Document>) -> Self {
        let texts = texts(documents);
        let filter = Filter::of(&texts.iter().map(|documents| grams_of(documents)).collect::<Vec<BTreeSet<u32>>>());
        let packed = texts.iter().map(|documents| pack(&stream(documents)));
        let packed: Vec<_> = packed.collect();
        let scripts = packed.iter().map(|packed| call("t-0123456789ab", &[&packed.table, &packed.text]).len());
        let filters = filter.shards.iter().map(|bits| call("f-0123456789ab", &[bits]).len());
        let bytes = scripts.chain(filters).sum();
        let record = |record: &str| {
            let parts: Vec<&str> = record.split(BETWEEN_PARTS).collect();
            let part = |at: usize| folded(parts.get(at).unwrap());
            (parts.first().unwrap().get(1..).unwrap().to_owned(), part(1), part(3))
        };
        let texts = packed.iter().map(|packed| unpack(packed).split(BETWEEN_DOCUMENTS).map(record).collect());
        Self { filter, texts: texts.collect(), bytes }
    }

    /// Addresses of the documents that hold a word, and how many texts were read for it.
    fn find(&self, word: &str) -> (Vec<String>, usize) {
        let word = folded(word);
        let pairs: Vec<u32> = {
            let units: Vec<u16> = word.encode_utf16().collect();
            let all = grams(&word);
            let ones: BTreeSet<u32> = units.iter().flat_map(|unit| grams(&String::from_utf16_lossy(&[*unit]))).collect();
            let pairs: Vec<u32> = all.iter().copied().filter(|gram| !ones.contains(gram)).collect();
            if pairs.is_empty() { all } else { pairs }
        };
        let read = candidates(&self.filter, self.texts.len(), &pairs);
        let texts = read.iter().filter_map(|at| self.texts.get(*at)).flatten();
        let found: Vec<String> =
            texts.filter(|(_, title, body)| title.contains(&word) || body.contains(&word)).map(|(href, _, _)| href.clone()).collect();
        (found, read.len())
    }
}

/// Documents that read like reports: sentences of common words, numbers and masks.
fn generated(count: usize) -> Vec<Document> {
    const WORDS: &str = "新开工 产业项目 不少于 完成 投资 亿元 竣工 农村 道路 提升 改造 建设 持续 推进 深化 改革 乡村振兴 群众 满意 \
                         全年 力争 确保 xx 个 条 公里 环境 整治 数字 服务 教育 医疗 养老 社区 企业 培育 规上 工业 增长 招商引资";
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut seed = 7u32;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    let mut all = Vec::new();
    for number in 0..count {
        let mut body = String::new();
        for _ in 0..4 {
            for _ in 0..12 {
                body.push_str(words.get(next(words.len())).unwrap());
                // Names that come seldom, as real ones do.
                body.extend(char::from_u32(0x4e00 + u32::try_from(next(3000)).unwrap()));
            }
            body.push_str("。\n");
        }
        all.push(document(&format!("../2022/targets/target-{number}/index.html"), &format!("第{number}项重点工作"), &body));
    }
    all
}

/// Documents in which characters come as often as in Chinese, but no word comes twice: the most room an index can need.
fn without_words(count: usize) -> Vec<Document> {
    let mut seed = 11u32;
    let mut character = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let rank = 2500f64.powf(f64::from(seed >> 8) / f64::from(1 << 24));
        (0u32..2500).find(|n| f64::from(*n) + 1.0 >= rank.floor()).and_then(|n| char::from_u32(0x4e00 + n)).unwrap()
    };
    let body = |_| (0..350).map(|_| character()).collect::<String>();
    let bodies: Vec<String> = (0..count).map(body).collect();
    bodies.iter().enumerate().map(|(at, body)| document(&format!("../2022/part-{at}/index.html"), "一项工作", body)).collect()
}

/// Every pair of neighbours in title and body, without those across a space.
fn pairs(document: &Document) -> BTreeSet<String> {
    let mut pairs = BTreeSet::new();
    for text in [&document.title, &document.body] {
        let characters: Vec<char> = text.chars().collect();
        let words = characters.windows(2).filter(|pair| pair.iter().all(|c| !folded(&c.to_string()).trim().is_empty()));
        pairs.extend(words.map(|pair| pair.iter().collect::<String>()));
    }
    pairs
}

#[test]
fn every_pair_of_characters_finds_its_document() {
    let documents = generated(60);
    let index = Index::of(documents.clone());
    assert!(index.texts.len() > 1);
    for document in &documents {
        for pair in pairs(document) {
            assert!(index.find(&pair).0.contains(&document.href), "{pair} in {}", document.href);
        }
        let first = document.body.chars().next().unwrap().to_string();
        assert!(index.find(&first).0.contains(&document.href));
    }
}

#[test]
fn nonsense_finds_nothing() {
    let mut documents = generated(60);
    documents.push(document("../a/index.html", "冷库", "建成水产冷链。\n藏书入库。"));
    let index = Index::of(documents);
    // Each pair of these stands somewhere, the words do not.
    for word in
        ["\u{9f98}\u{9750}\u{9f49}", "水产冷库", "冷库冷链", "链藏", "__proto__", "constructor", "(.*)+$", "\u{2028}", &"冷".repeat(10_000)]
    {
        assert_eq!(index.find(word).0, Vec::<String>::new(), "{word}");
    }
    assert_eq!(index.find("\u{9f98}\u{9750}\u{9f49}").1, 0, "no text is read for characters that stand nowhere");
    assert_eq!(index.find("冷库").0, ["../a/index.html"]);
    assert!(index.find("冷").0.contains(&"../a/index.html".to_owned()));
}

#[test]
fn the_index_is_smaller_than_what_it_indexes() {
    let (few, many) = (generated(40), generated(500));
    for (name, documents) in [("few", few), ("many", many), ("without words", without_words(300))] {
        let words: usize = documents.iter().map(|document| document.title.len() + document.body.len()).sum();
        let index = Index::of(documents);
        println!("{name}: {words} bytes of words, {} of index in {} texts", index.bytes, index.texts.len());
        assert!(index.bytes < words, "{} bytes for {words}", index.bytes);
    }
}

#[test]
fn a_small_edit_changes_few_pieces() {
    let names = |documents: &[Document]| -> BTreeSet<String> {
        texts(documents.to_vec()).iter().map(|documents| named("t", &stream(documents))).collect()
    };
    let mut documents = generated(300);
    let before = names(&documents);
    assert!(before.len() > 5);
    documents.get_mut(150).unwrap().body.push_str("改一处。");
    assert_eq!(names(&documents).difference(&before).count(), 1);
    documents.insert(150, document("../2022/targets/one-more/index.html", "新的一项", "新的内容。"));
    assert!(names(&documents).difference(&before).count() <= 3);
}

#[test]
fn a_long_document_is_cut_between_lines_and_loses_no_word() {
    let lines = document("../a/index.html", "长文", &"逐行写成的文章。\n".repeat(3000));
    let parts = continued(lines.clone());
    assert!(parts.len() > 2 && parts.iter().all(|part| part.body.len() <= LONGEST && part.body.starts_with("逐行")));
    let one_line: String = (0..12_000u32).filter_map(|n| char::from_u32(0x4e00 + n)).collect();
    let whole = document("../b/index.html", "一行", &one_line);
    let parts = continued(whole.clone());
    let written: BTreeSet<String> = parts.iter().flat_map(pairs).collect();
    assert!(parts.len() > 1 && pairs(&whole).is_subset(&written));
    for document in [lines, whole] {
        for piece in texts(vec![document]) {
            assert!(script(&Piece::Text("t".into(), stream(&piece).into())).len() <= 64 * 1024);
        }
    }
}

#[test]
fn hostile_words_stay_words() {
    let hostile = "</script><script>alert(1)</script>\u{2028}\"\\');//`${x}<!--\u{1e}\u{1f}__proto__ <img src=x onerror=alert(1)>";
    let index = Index::of(vec![document("../a/index.html", hostile, hostile)]);
    assert_eq!(index.find("<img src=x").0.len(), 1);
    assert_eq!(index.find("__proto__").0.len(), 1);
    let written = script(&Piece::Text("t".into(), hostile.into()));
    assert!(!written.contains('<') && !written.contains('\u{2028}'), "{written}");
    assert_eq!(written.lines().count(), 1);
    assert_eq!(quoted("</\u{2029}\n"), "\"\\u003c/\\u2029\\n\"");
}

proptest! {
    #[test]
    fn whatever_is_written_is_found(bodies in proptest::collection::vec("[ -~Ａ-ｚ①-⑨中国新开工a-z\n]{1,60}", 1..12)) {
        let documents: Vec<Document> =
            bodies.iter().enumerate().map(|(at, body)| document(&format!("../{at}/index.html"), "题", body)).collect();
        let index = Index::of(documents.clone());
        for document in &documents {
            for pair in pairs(document) {
                prop_assert!(index.find(&pair).0.contains(&document.href), "{pair:?} in {document:?}");
            }
        }
    }
}
