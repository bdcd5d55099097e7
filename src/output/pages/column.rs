//! Columns and their articles, and the lists of articles that other pages show.

use crate::output::attachments::size;
use crate::output::desk::Desk;
use crate::output::frame::{About, frame, nav_label};
use crate::output::information::Information;
use crate::output::narrative;
use crate::output::narrative::encoded;
use crate::report::column::{Attachment, Column, ColumnArticle, Topic};
use crate::site::PageKey;
use crate::site::column::{ARTICLES_A_PAGE, asset_path};
use crate::source::format::Format;
use crate::value::date::moment_text;
use crate::value::path::OutPath;
use crate::view::column::{ArticleGroup, ArticleItem, ArticlePage, ColumnCard, ColumnPage, ColumnsPage, News, PageLink, TopicGroup};
use crate::view::prose::Download;
use crate::view::shared::{Fact, Link};
use crate::view::{Page, View};
use std::cmp::Reverse;

/// Newest articles on the home page, and of each column in the list of columns.
const NEWEST: usize = 5;

/// `columns/<slug>/index.html` and the pages after it.
pub(super) fn list(desk: &Desk<'_>, at: usize, number: usize) -> Option<View> {
    let column = desk.world().columns.get(at)?;
    let key = PageKey::Column(at, number);
    let all = column.articles.len();
    let pages = all.div_ceil(ARTICLES_A_PAGE);
    let neighbour = |number: usize| (number < pages).then(|| desk.link(&PageKey::Column(at, number), format!("第{}页", number + 1)));
    let about = About {
        heading: if number == 0 { column.name.clone() } else { format!("{}（第{}页）", column.name, number + 1) },
        description: column.description.clone(),
        crumb: Some(column.name.clone()),
        above: above(desk),
        part: desk.context.site.columns_start(),
        previous: number.checked_sub(1).and_then(neighbour),
        next: neighbour(number + 1),
        ..About::default()
    };
    let count = if pages > 1 { format!("共{all}篇，第{}页，共{pages}页。", number + 1) } else { format!("共{all}篇。") };
    let shown = column.articles.iter().enumerate().skip(number * ARTICLES_A_PAGE).take(ARTICLES_A_PAGE);
    let page_link =
        |page: usize| PageLink { label: (page + 1).to_string(), href: desk.href(&PageKey::Column(at, page)), current: page == number };
    let page = ColumnPage {
        lead: column.description.clone().filter(|_| number == 0),
        count,
        articles: shown.map(|(article, entry)| item(desk, at, article, entry, None)).collect(),
        pages: if pages > 1 { (0..pages).map(page_link).collect() } else { Vec::new() },
    };
    Some(View { frame: frame(desk, &key, about), page: Page::Column(page) })
}

/// `columns/<slug>/<article>/index.html`
pub(super) fn article(desk: &Desk<'_>, at: usize, number: usize) -> Option<View> {
    let column = desk.world().columns.get(at)?;
    let entry = column.articles.get(number)?;
    let key = PageKey::ColumnArticle(at, number);
    let neighbour =
        |number: usize| column.articles.get(number).map(|other| desk.link(&PageKey::ColumnArticle(at, number), other.title.clone()));
    let mut above = above(desk);
    above.push(desk.link(&PageKey::Column(at, number / ARTICLES_A_PAGE), column.name.clone()));
    let about = About {
        heading: entry.title.clone(),
        kicker: entry.draft.then(|| "草稿".into()),
        description: entry.header.description.clone(),
        published: entry.published,
        keywords: (!entry.header.keywords.is_empty()).then(|| entry.header.keywords.join(",")),
        picture: picture(column, entry),
        above,
        part: desk.context.site.columns_start(),
        facts: under_heading(entry),
        previous: number.checked_sub(1).and_then(neighbour),
        next: neighbour(number + 1),
        ..About::default()
    };
    let attachments: Vec<Download> = entry.attachments.iter().filter_map(|attachment| download(desk, column, entry, attachment)).collect();
    let page = ArticlePage {
        facts: information(entry),
        body: narrative::article(desk, at, number),
        contents: narrative::contents(&entry.outline),
        attachments,
        topics: topics(desk, entry),
        column: desk.link(&PageKey::Column(at, number / ARTICLES_A_PAGE), format!("返回{}", column.name)),
    };
    Some(View { frame: frame(desk, &key, about), page: Page::Article(page) })
}

/// `columns/index.html`
pub(super) fn index(desk: &Desk<'_>) -> Option<View> {
    let shown = desk.context.site.columns();
    let names: Vec<&str> = shown.iter().filter_map(|at| desk.world().columns.get(*at)).map(|column| column.name.as_str()).collect();
    let about = About {
        heading: "栏目".into(),
        description: Some(format!("本站的栏目：{}。", names.join("、"))),
        part: Some(PageKey::Columns),
        ..About::default()
    };
    let card = |at: &usize| {
        let column = desk.world().columns.get(*at)?;
        let newest = column.articles.iter().enumerate().take(NEWEST);
        Some(ColumnCard {
            name: column.name.clone(),
            href: desk.href(&PageKey::Column(*at, 0)),
            lead: column.description.clone(),
            articles: newest.map(|(article, entry)| item(desk, *at, article, entry, None)).collect(),
            more: desk.link(&PageKey::Column(*at, 0), format!("{}：全部{}篇", column.name, column.articles.len())),
        })
    };
    let page = ColumnsPage { columns: shown.iter().filter_map(card).collect() };
    Some(View { frame: frame(desk, &PageKey::Columns, about), page: Page::Columns(page) })
}

/// The newest articles of all columns, for the home page.
pub(super) fn news(desk: &Desk<'_>) -> Option<News> {
    let start = desk.context.site.columns_start()?;
    let several = start == PageKey::Columns;
    let mut articles = all(desk, |_| true);
    articles.truncate(NEWEST);
    Some(News {
        heading: if several { "最新发布".into() } else { nav_label(desk) },
        articles: articles
            .into_iter()
            .map(|(at, number, column, entry)| item(desk, at, number, entry, several.then_some(column)))
            .collect(),
        more: desk.link(&start, if several { "全部栏目" } else { "查看全部" }),
    })
}

/// Articles about a target, chapter or report: those that answer a concern, and those that interpret.
pub(super) fn about(desk: &Desk<'_>, topic: Topic) -> Vec<ArticleGroup> {
    let group = |heading: &str, anchor: &str, of: fn(&ColumnArticle) -> &[Topic]| {
        let mine = all(desk, |entry| of(entry).contains(&topic)).into_iter();
        let articles: Vec<ArticleItem> = mine.map(|(at, number, column, entry)| item(desk, at, number, entry, Some(column))).collect();
        (!articles.is_empty()).then(|| ArticleGroup { heading: heading.into(), anchor: anchor.into(), articles })
    };
    let interprets = group("政策解读", "interpreted", |entry| &entry.interprets);
    let answers = group("回应关切", "answered", |entry| &entry.answers);
    interprets.into_iter().chain(answers).collect()
}

/// The articles of all columns that are wanted, with their columns and numbers, newest first.
fn all<'a>(desk: &Desk<'a>, wanted: impl Fn(&ColumnArticle) -> bool) -> Vec<(usize, usize, &'a Column, &'a ColumnArticle)> {
    let columns = desk.world().columns.iter().enumerate();
    let mut articles: Vec<_> = columns
        .flat_map(|(at, column)| column.articles.iter().enumerate().map(move |(number, entry)| (at, number, column, entry)))
        .filter(|(_, _, _, entry)| wanted(entry))
        .collect();
    articles.sort_by_key(|(at, number, _, entry)| (Reverse(entry.published), *at, *number));
    articles
}

fn item(desk: &Desk<'_>, at: usize, number: usize, entry: &ColumnArticle, column: Option<&Column>) -> ArticleItem {
    ArticleItem {
        title: entry.title.clone(),
        href: desk.href(&PageKey::ColumnArticle(at, number)),
        published: entry.published.map(moment_text),
        column: column.map(|column| column.name.clone()),
        mark: entry.draft.then(|| "草稿".into()),
    }
}

/// The picture that stands for an article, if it stands in it too.
fn picture(column: &Column, entry: &ColumnArticle) -> Option<OutPath> {
    let named = entry.header.image.as_ref().filter(|image| entry.shows(&image.value))?;
    asset_path(&column.slug, &entry.slug, &named.value)
}

/// The list of columns, where there is one.
fn above(desk: &Desk<'_>) -> Vec<Link> {
    desk.titled(&PageKey::Columns).into_iter().collect()
}

/// 发布时间 · 来源 · 供稿单位: only what is given.
fn under_heading(entry: &ColumnArticle) -> Vec<Fact> {
    Fact::given([
        ("发布时间", entry.published.map(moment_text)),
        ("来源", entry.header.source.clone()),
        ("供稿单位", entry.header.author_unit.clone()),
    ])
}

/// The block of a document in the open: only what is given, and nothing at all where that is only the day it came out (standards §3.2).
fn information(entry: &ColumnArticle) -> Vec<Fact> {
    let header = &entry.header;
    let document = Information {
        index_no: header.index_no.clone(),
        issuer: None,
        signed_on: header.signed_on,
        published: entry.published.map(|published| published.date()),
        doc_no: header.doc_no.clone(),
        subject: header.subject.clone(),
        genre: header.genre.clone(),
        validity: header.validity.clone(),
        disclosure: header.disclosure.clone(),
    };
    let keywords = (!header.keywords.is_empty()).then(|| header.keywords.join("、"));
    let words = Fact::given([("内容概述", header.description.clone()), ("关键词", keywords)]);
    let facts: Vec<Fact> = document.facts().into_iter().chain(words).collect();
    if facts.iter().all(|fact| fact.label == "发布日期") { Vec::new() } else { facts }
}

fn topics(desk: &Desk<'_>, entry: &ColumnArticle) -> Vec<TopicGroup> {
    let group = |heading: &str, topics: &[Topic]| {
        let links: Vec<Link> = topics.iter().filter_map(|topic| topic_link(desk, *topic)).collect();
        (!links.is_empty()).then(|| TopicGroup { heading: heading.into(), links })
    };
    group("本文解读", &entry.interprets).into_iter().chain(group("本文回应", &entry.answers)).collect()
}

fn topic_link(desk: &Desk<'_>, topic: Topic) -> Option<Link> {
    match topic {
        Topic::Report(at) => {
            desk.report(at).map(|report| desk.link(&PageKey::Report(at), format!("{}（{}年）", report.title, report.year)))
        }
        Topic::Chapter(at, number) => {
            let report = desk.report(at)?;
            let title = report.chapters.get(number)?.title.clone();
            Some(desk.link(&PageKey::Chapter(at, number), format!("{}年报告：{title}", report.year)))
        }
        Topic::Target(at, number) => {
            let report = desk.report(at)?;
            let name = report.targets.get(number)?.name.clone();
            Some(desk.link(&PageKey::Target(at, number), format!("{}年目标：{name}", report.year)))
        }
    }
}

/// An attachment with its format and size; a missing one was refused by a rule.
fn download(desk: &Desk<'_>, column: &Column, entry: &ColumnArticle, attachment: &Attachment) -> Option<Download> {
    let name = attachment.file.value.as_str();
    let asset = desk.context.sources.asset(entry.assets.get(name)?)?;
    let to = asset_path(&column.slug, &entry.slug, name)?;
    let (format, size) = (Format::of(&asset.bytes).word().to_owned(), Some(size(asset.length)));
    Some(Download { label: attachment.title.clone(), href: encoded(&desk.file(&to)), format, size, note: None })
}
