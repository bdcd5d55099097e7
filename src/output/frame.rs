//! What stands on every page: title, tags, banner, navigation, the line under the heading, footer. Only what the data gives is printed;
//! in a demonstration no official tag or identifier is.

use crate::output::address::address;
use crate::output::desk::{Desk, newest_sources};
use crate::output::feed;
use crate::output::footer::footer;
use crate::output::narrative::encoded;
use crate::output::share::{self, Words, share};
use crate::output::tags::{self, Level, Shown};
use crate::report::{Report, YearBasis};
use crate::site::PageKey;
use crate::value::date::{chinese, moment_text};
use crate::value::path::OutPath;
use crate::view::frame::{Banner, CONTENT_SECURITY_POLICY, Frame, NavItem, SEARCH_SECURITY_POLICY, Share, Snapshot, Tag};
use crate::view::shared::{Fact, Link};
use base64::Engine;
use jiff::civil::{Date, DateTime};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// What one page says about itself.
#[derive(Debug, Default)]
pub struct About {
    /// The heading.
    pub heading: String,
    /// A line above the heading.
    pub kicker: Option<String>,
    /// One sentence about the page.
    pub description: Option<String>,
    /// From the home page down, without this page.
    pub above: Vec<Link>,
    /// The report the page belongs to.
    pub report: Option<usize>,
    /// The page shows figures, so that 数据截至 and 来源 stand under the heading.
    pub figures: bool,
    /// What stands under the heading of a page that belongs to no report.
    pub facts: Vec<Fact>,
    /// The part of the navigation the page belongs to.
    pub part: Option<PageKey>,
    /// The page before this one.
    pub previous: Option<Link>,
    /// The page after this one.
    pub next: Option<Link>,
    /// Its name in the breadcrumbs, where it is not the heading.
    pub crumb: Option<String>,
    /// When it was published, where that is not when its report was.
    pub published: Option<DateTime>,
    /// Words to find it by, as the data gives them: `甲,乙`.
    pub keywords: Option<String>,
    /// A picture that stands on it.
    pub picture: Option<OutPath>,
    /// It is a chart to stand in another site's frame.
    pub embedded: bool,
    /// Data sets that are offered on it, as linked data.
    pub datasets: Vec<Value>,
}

/// The frame of a page.
pub fn frame(desk: &Desk<'_>, key: &PageKey, about: About) -> Frame {
    let site = &desk.world().site;
    let report = about.report.and_then(|at| desk.report(at));
    let root = desk.root();
    let asset = |name: &String| format!("{root}{name}");
    let is_home = *key == PageKey::Home;
    let facts = facts(desk, key, &about, report);
    let breadcrumbs = if is_home { Vec::new() } else { breadcrumbs(desk, &about) };
    let words = Words { heading: &about.heading, sentence: about.description.as_deref(), report, figures: about.figures };
    let description = share::description(desk, words);
    let level = if about.embedded { Level::Site } else { tags::level(desk.world(), key) };
    let shared = share::Page {
        words,
        description: description.as_deref(),
        article: matches!(level, Level::Content { .. }),
        published: published(key, &about, report),
        modified: report.and_then(Report::figures_published).filter(|_| about.figures),
        breadcrumbs: &breadcrumbs,
        picture: about.picture.clone(),
        datasets: &about.datasets,
    };
    let is_search = *key == PageKey::Search;
    let shared_words = share(desk, key, &shared);
    let dress = desk.context.dress;
    let scripts = dress.scripts.iter().chain(dress.search_scripts.iter().filter(|_| is_search));
    Frame {
        lang: "zh-CN".into(),
        csp: policy(is_search, shared_words.as_ref()),
        title: share::title(desk, words, is_home),
        canonical: canonical(desk, key),
        moved: moved(desk, key),
        feeds: if about.embedded { Vec::new() } else { feed::links(desk) },
        noindex: site.sample
            || desk.context.drafts
            || desk.context.snapshot.is_some()
            || is_search
            || matches!(key, PageKey::NotFound | PageKey::Moved(..)),
        tags: page_tags(desk, key, &level, &about, &facts, &breadcrumbs),
        share: shared_words,
        description,
        styles: dress.styles.iter().map(asset).collect(),
        early: dress.early.iter().map(asset).collect(),
        scripts: scripts.map(asset).collect(),
        root,
        demo: site.sample && about.figures,
        banner: site.sample.then(Banner::sample),
        draft: desk.context.drafts.then(|| "草稿预览，未经审核，请勿外传。".into()),
        snapshot: desk.context.snapshot.map(|date| snapshot(desk, date)),
        site: desk.link(&PageKey::Home, site.name.clone()),
        publisher: site.publisher.clone(),
        nav: nav(desk, key, about.part.as_ref()),
        breadcrumbs,
        heading: about.heading,
        kicker: about.kicker,
        facts,
        notes: report.filter(|_| shows_text(key)).map(notes).unwrap_or_default(),
        previous: about.previous,
        next: about.next,
        address: address(desk, key),
        pager_unit: if matches!(key, PageKey::ColumnArticle(..)) { "篇" } else { "页" }.into(),
        footer: footer(desk),
    }
}

/// The page tags, from what the page shows.
fn page_tags(desk: &Desk<'_>, key: &PageKey, level: &Level, about: &About, facts: &[Fact], crumbs: &[Link]) -> Vec<Tag> {
    let shown = |label: &str| facts.iter().find(|fact| fact.label == label).map(|fact| fact.text.as_str());
    let from_end = if matches!(level, Level::Content { .. }) { 1 } else { 0 };
    let column = crumbs.iter().rev().nth(from_end).map_or(about.heading.as_str(), |crumb| crumb.label.as_str());
    let address = |path: &OutPath| share::absolute(desk, path).unwrap_or_else(|| encoded(&desk.file(path)));
    let shown = Shown {
        heading: &about.heading,
        column,
        published: shown("发布时间"),
        source: shown("来源"),
        keywords: about.keywords.as_deref(),
        description: about.description.as_deref(),
        image: about.picture.as_ref().map(address),
        url: share::absolute(desk, &desk.here),
    };
    tags::tags(desk, level, key, &shown)
}

/// The content security policy of a page. The data for programs that a page carries is named by its hash: it is never run, and a policy
/// that does not know it would have it reported as a script.
fn policy(is_search: bool, share: Option<&Share>) -> String {
    let policy = if is_search { SEARCH_SECURITY_POLICY } else { CONTENT_SECURITY_POLICY };
    let Some(share) = share else { return policy.to_owned() };
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(share.linked_data.as_str().as_bytes()));
    policy.replace("script-src 'self'", &format!("script-src 'self' 'sha256-{hash}'"))
}

/// What the pages of a snapshot say, with the way to the site of today: two folders above the snapshot's own root.
fn snapshot(desk: &Desk<'_>, date: Date) -> Snapshot {
    Snapshot {
        text: format!("存档页面：本页保存网站在数据截至{}时的原样，以后的更正和更新不在其中。", chinese(date)),
        current: Link { label: "查看现在的网站".into(), href: format!("{}../../index.html", desk.root()) },
    }
}

/// The new address of a page that stood here.
fn moved(desk: &Desk<'_>, key: &PageKey) -> Option<String> {
    let PageKey::Moved(_, to) = key else { return None };
    Some(desk.href(to))
}

fn canonical(desk: &Desk<'_>, key: &PageKey) -> Option<String> {
    match key {
        PageKey::NotFound => None,
        _ if desk.sample() => None,
        PageKey::Moved(_, to) => share::absolute(desk, &desk.context.site.page(to)?.path),
        _ => share::absolute(desk, &desk.here),
    }
}

fn nav(desk: &Desk<'_>, key: &PageKey, part: Option<&PageKey>) -> Vec<NavItem> {
    let named = |key: PageKey, label: &str| (key, label.to_owned());
    let mut parts = vec![named(PageKey::Home, "首页")];
    if !desk.world().reports.is_empty() {
        parts.extend([named(PageKey::Report(0), "报告"), named(PageKey::Targets(0), "目标"), named(PageKey::Progress(0), "进展")]);
    }
    parts.extend(desk.context.site.columns_start().map(|start| (start, nav_label(desk))));
    parts.extend([named(PageKey::Data, "数据"), named(PageKey::Method, "评价办法")]);
    let about = desk.world().pages.iter().position(|page| page.slug.as_str() == "about");
    parts.extend(about.map(|at| named(PageKey::Prose(at), "关于")));
    parts.push(named(PageKey::Search, "搜索"));
    let item = |(page, label): (PageKey, String)| {
        let href = desk.href(&page);
        NavItem { label, href, current: page == *key || part == Some(&page) }
    };
    parts.into_iter().map(item).collect()
}

/// What the menu calls the columns: by its name when there is only one, else together.
pub fn nav_label(desk: &Desk<'_>) -> String {
    match desk.context.site.columns().as_slice() {
        [only] => desk.world().columns.get(*only).map_or_else(String::new, |column| column.name.clone()),
        _ => "栏目".into(),
    }
}

fn breadcrumbs(desk: &Desk<'_>, about: &About) -> Vec<Link> {
    let home = desk.link(&PageKey::Home, "首页");
    let here = Link { label: about.crumb.as_ref().unwrap_or(&about.heading).clone(), href: desk.file(&desk.here) };
    std::iter::once(home).chain(about.above.iter().cloned()).chain(std::iter::once(here)).collect()
}

/// 数据截至 · 发布时间 · 来源: only what the data gives (contract §3). Where the report's own text stands, time and source are those of the
/// text, and those of the figures follow by their own names.
fn facts(desk: &Desk<'_>, key: &PageKey, about: &About, report: Option<&Report>) -> Vec<Fact> {
    let Some(report) = report else { return about.facts.clone() };
    let mark = if desk.sample() { "（演示）" } else { "" };
    let with_figures = Some(report).filter(|_| about.figures);
    let as_of = with_figures.and_then(Report::as_of).map(|as_of| Fact::of("数据截至", format!("{}{mark}", chinese(as_of))));
    let dated = published(key, about, Some(report)).map(|published| Fact::of("发布时间", moment_text(published)));
    let text_from = text_source(desk, report);
    let figures_from = with_figures.map(newest_sources).filter(|sources| !sources.is_empty()).map(|sources| format!("{sources}{mark}"));
    if shows_text(key) {
        let text_from = text_from.map(|source| Fact::of("来源", source));
        let figures_from = figures_from.map(|source| Fact::of("数据来源", source));
        return [dated, text_from, as_of, figures_from].into_iter().flatten().collect();
    }
    [as_of, dated, figures_from.or(text_from).map(|source| Fact::of("来源", source))].into_iter().flatten().collect()
}

/// When what a page is about was published: the report's text, or the figures.
fn published(key: &PageKey, about: &About, report: Option<&Report>) -> Option<DateTime> {
    let Some(report) = report else { return about.published };
    if about.figures && !shows_text(key) && report.as_of().is_some() {
        return report.figures_published();
    }
    about.published.or(report.published)
}

/// Who the text of a page comes from. A demonstration's text comes from nobody that could be named.
fn text_source(desk: &Desk<'_>, report: &Report) -> Option<String> {
    report.header.issuer.clone().or_else(|| (!desk.sample()).then(|| desk.world().site.publisher.clone()))
}

/// Pages that show the report's text or stand for it: there the reader must know what kind of text it is.
fn shows_text(key: &PageKey) -> bool {
    matches!(key, PageKey::Home | PageKey::Report(_) | PageKey::Chapter(..) | PageKey::FullText(_) | PageKey::Print(_))
}

/// How the year is known, and what the text lacks (wording.md, Banners).
fn notes(report: &Report) -> Vec<String> {
    let mut notes = Vec::new();
    if let YearBasis::Inferred(reason) = &report.basis {
        notes.push(format!("{}年（推定：{reason}）。", report.year));
    }
    if !report.absent.is_empty() {
        notes.push(format!("本文本为节选，不含{}。", listed(&report.absent)));
    }
    notes
}

/// 标题、会议信息和上年工作回顾
pub fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{}和{last}", first.join("、")),
    }
}

/// 2022年报告, as breadcrumbs call it. An inferred year is no part of a column's name.
pub fn report_name(report: &Report) -> String {
    match report.basis {
        YearBasis::Stated => format!("{}年报告", report.year),
        YearBasis::Inferred(_) => "政府工作报告".to_owned(),
    }
}
