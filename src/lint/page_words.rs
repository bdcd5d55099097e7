//! What a page is called and what it says it is about: inspection programs read the titles and descriptions first, and so do people who search.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::source::{FileId, Span};
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["page/title", "page/description"],
    explanation: "每个页面要有自己的标题和摘要（网页标签 ArticleTitle、Description、ColumnDescription）：标题不能是“标题”“未命名”一类的\
                  占位文字；摘要不能与标题相同，也不能几个页面共用一句，那样等于没有写。报告、篇章、目标的摘要由数据生成，不用填写；\
                  栏目和文章的摘要写在 description：有的写、有的没有写的，提示一次。",
    right: "description: 介绍便民步道的线路、开放时间和管理单位。",
    wrong: "title: 无标题；description 与另一篇文章完全相同",
    check,
};

/// Titles that stand for one.
const PLACEHOLDERS: [&str; 16] = [
    "标题",
    "文章标题",
    "页面标题",
    "栏目名称",
    "无标题",
    "未命名",
    "新建文章",
    "新建页面",
    "新文章",
    "测试",
    "测试文章",
    "测试页面",
    "test",
    "untitled",
    "title",
    "文章",
];

/// A column or an article.
struct Item<'a> {
    title: &'a str,
    description: Option<&'a str>,
    file: FileId,
    column: bool,
}

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let world = &subject.site.world;
    let columns = world.columns.iter().map(|column| Item {
        title: &column.name,
        description: column.description.as_deref(),
        file: column.file,
        column: true,
    });
    let articles = subject.articles().filter(|written| !written.article.draft).map(|written| Item {
        title: &written.article.title,
        description: written.article.header.description.as_deref(),
        file: written.article.file,
        column: false,
    });
    let items: Vec<Item<'_>> = columns.chain(articles).collect();
    let mut titles: Vec<(&str, FileId)> = items.iter().map(|item| (item.title, item.file)).collect();
    titles.extend(world.reports.iter().map(|report| (report.title.as_str(), report.file)));
    let chapters = world.reports.iter().flat_map(|report| &report.chapters);
    titles.extend(chapters.map(|chapter| (chapter.title.as_str(), chapter.file)));
    titles.extend(world.pages.iter().map(|page| (page.title.as_str(), page.file)));
    let mut findings: Vec<Diagnostic> = titles.into_iter().filter_map(|(title, file)| placeholder(subject, title, file)).collect();
    findings.extend(items.iter().filter_map(|item| same_as_title(subject, item)));
    findings.extend(shared(subject, &items));
    if !world.site.sample {
        findings.extend(missing(&items, subject.official));
    }
    findings
}

fn placeholder(subject: &Subject<'_>, title: &str, file: FileId) -> Option<Diagnostic> {
    let bare = title.trim();
    let is_word = PLACEHOLDERS.iter().any(|word| word.eq_ignore_ascii_case(bare));
    let says_nothing = !bare.chars().any(char::is_alphabetic);
    (is_word || says_nothing).then(|| {
        let message = format!("标题“{bare}”没有说明页面的内容");
        Diagnostic::warning("page/title", message).at(place(subject, file, bare)).remedy("请写实际的标题，让读者一看就知道内容。")
    })
}

fn same_as_title(subject: &Subject<'_>, item: &Item<'_>) -> Option<Diagnostic> {
    let description = item.description.filter(|description| description.trim().trim_end_matches('。') == item.title.trim())?;
    let message = format!("“{}”的摘要与标题相同，等于没有写", item.title);
    let finding = Diagnostic::warning("page/description", message).at(last_place(subject, item.file, description));
    Some(finding.remedy("请用一句话说明内容；写不出的，删去 description。"))
}

/// One finding for each description that stands on several pages.
fn shared(subject: &Subject<'_>, items: &[Item<'_>]) -> Vec<Diagnostic> {
    let mut by_words: BTreeMap<&str, Vec<&Item<'_>>> = BTreeMap::new();
    for item in items {
        if let Some(description) = item.description.map(str::trim).filter(|words| !words.is_empty()) {
            by_words.entry(description).or_default().push(item);
        }
    }
    let several = by_words.into_iter().filter_map(|(words, items)| match items.as_slice() {
        [first, .., last] => Some((words, items.len(), *first, *last)),
        _ => None,
    });
    several
        .map(|(words, count, first, last)| {
            let message = format!("“{}”等{count}个页面的摘要是同一句话，检查软件会当作没有写", first.title);
            Diagnostic::warning("page/description", message)
                .at(last_place(subject, first.file, words))
                .note_at(last_place(subject, last.file, words), format!("“{}”的也是这一句", last.title))
                .remedy("请各写各的内容；写不出的，删去 description。")
        })
        .collect()
}

/// One notice for the columns and one for the articles that say nothing about themselves, where others of their kind do. An official build
/// asks for the first of a kind too.
fn missing(items: &[Item<'_>], official: bool) -> Vec<Diagnostic> {
    let of = |column: bool, counted: &str| {
        let all: Vec<&Item<'_>> = items.iter().filter(|item| item.column == column).collect();
        let without: Vec<&Item<'_>> = all.iter().copied().filter(|item| item.description.is_none()).collect();
        let first = without.first().filter(|_| official || without.len() < all.len())?;
        let named = if without.len() == 1 { String::new() } else { format!("等{}{counted}", without.len()) };
        let message = format!("“{}”{named}没有写摘要（description）", first.title);
        let finding = Diagnostic::notice("page/description", message).at(Span::new(first.file, 0..0));
        Some(finding.remedy("请用一句话说明内容，写在 description；搜索结果和转发的卡片上显示的就是它。"))
    };
    [of(true, "个栏目"), of(false, "篇文章")].into_iter().flatten().collect()
}

/// Where words stand in a file: their first occurrence.
fn place(subject: &Subject<'_>, file: FileId, words: &str) -> Span {
    found(file, words, subject.sources.file(file).and_then(|file| file.text.find(words)))
}

/// Their last in the front matter or data file, so that a description is not taken for the title it repeats.
fn last_place(subject: &Subject<'_>, file: FileId, words: &str) -> Span {
    let text = subject.sources.file(file).map_or("", |file| &*file.text);
    let key = text.find("description").unwrap_or(0);
    let words = words.trim();
    found(file, words, text.get(key..).and_then(|rest| rest.find(words)).map(|at| key + at))
}

fn found(file: FileId, words: &str, at: Option<usize>) -> Span {
    Span::new(file, at.map_or(0..0, |at| at..at + words.len()))
}
