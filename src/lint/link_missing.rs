//! Links of a text that lead nowhere, to a missing heading, or by a scheme a public page has no use for.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::markup::outline::{LinkDraft, Outline};
use crate::site::column::article_path;
use crate::site::{PageKey, path};
use crate::source::{FileId, Span};
use crate::syntax::suggest::nearest as nearest_name;
use crate::value::date::moment_text;
use crate::value::path::OutPath;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["link/missing", "link/anchor", "link/waiting", "markdown/scheme"],
    explanation: "站内链接要指向存在的页面和标题，并写明文件名（例如 ../town/index.html），这样网站放在任何位置、用U盘打开都有效。\
                  站外链接只接受 https、http、mailto 和 tel。指向还没到发布时间的文章的，到时间以前只显示文字。",
    right: "[见第二章](../town/index.html)",
    wrong: "[见第二章](../tonw/index.html)，[点这里](javascript:…)",
    check,
};

/// What a link may begin with.
const SCHEMES: [&str; 7] = ["target", "figure", "free", "http", "https", "mailto", "tel"];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let site = subject.site;
    let map = Map::of(subject);
    let mut findings = Vec::new();
    for (at, report) in site.world.reports.iter().enumerate() {
        for (number, chapter) in report.chapters.iter().enumerate() {
            if let Some(from) = path(&site.world, &PageKey::Chapter(at, number)) {
                findings.extend(links(chapter.file, &chapter.outline, &from, &map));
            }
        }
    }
    for (at, page) in site.world.pages.iter().enumerate() {
        if let Some(from) = path(&site.world, &PageKey::Prose(at)) {
            findings.extend(links(page.file, &page.outline, &from, &map));
        }
    }
    for written in subject.articles() {
        let Some(from) = subject.article_path(&written) else { continue };
        let article = written.article;
        let elsewhere = article.outline.links.iter().filter(|link| !article.assets.contains_key(&link.destination));
        let found = elsewhere.filter_map(|link| problem(link, Span::new(article.file, link.range.clone()), &from, &map));
        // What comes later may lead to what comes later.
        findings.extend(found.filter(|finding| !(written.waiting && finding.code == WAITING)));
    }
    for finding in findings.iter_mut().filter(|finding| finding.code == WAITING) {
        finding.severity = subject.official_severity();
    }
    findings
}

const WAITING: &str = "link/waiting";

/// What can be linked to.
struct Map {
    /// Pages and files that stand beside them.
    files: BTreeSet<String>,
    /// Pages of articles whose publish time has not come, with that time in words.
    waiting: BTreeMap<String, String>,
    /// Pages that drafts would have.
    drafts: BTreeSet<String>,
    /// Anchors of headings, of the pages whose headings come from a text.
    anchors: BTreeMap<String, BTreeSet<String>>,
}

impl Map {
    fn of(subject: &Subject<'_>) -> Self {
        let site = subject.site;
        let mut files: BTreeSet<String> = site.pages.iter().map(|page| page.path.as_str().to_owned()).collect();
        let mut anchors = BTreeMap::new();
        for (at, report) in site.world.reports.iter().enumerate() {
            files.extend(report.attachments.iter().map(|attachment| format!("{}/{}", report.year, attachment.name)));
            for (number, chapter) in report.chapters.iter().enumerate() {
                let assets = chapter.assets.keys().map(|name| format!("{}/{}/{name}", report.year, chapter.slug));
                files.extend(assets);
                if let Some(page) = path(&site.world, &PageKey::Chapter(at, number)) {
                    let ids = chapter.sections.iter().map(|section| section.anchor.clone()).collect();
                    anchors.insert(page.as_str().to_owned(), ids);
                }
            }
        }
        for (at, article) in site.world.pages.iter().enumerate() {
            if let Some(page) = path(&site.world, &PageKey::Prose(at)) {
                let ids = article.outline.sections.iter().map(|section| section.anchor.clone()).collect();
                anchors.insert(page.as_str().to_owned(), ids);
            }
        }
        let mut waiting = BTreeMap::new();
        for written in subject.articles() {
            let Some(page) = subject.article_path(&written) else { continue };
            if !written.waiting {
                let folder = page.as_str().trim_end_matches("index.html");
                files.extend(written.article.used_assets().into_iter().map(|name| format!("{folder}{name}")));
            }
            let ids = written.article.outline.sections.iter().map(|section| section.anchor.clone()).collect();
            anchors.insert(page.as_str().to_owned(), ids);
            if let Some(published) = written.article.published.filter(|_| written.waiting) {
                waiting.insert(page.as_str().to_owned(), moment_text(published));
            }
        }
        let drafts = subject.drafts.iter().filter_map(|(column, article)| article_path(column, article));
        Self { files, waiting, drafts: drafts.map(|page| page.as_str().to_owned()).collect(), anchors }
    }
}

fn links(file: FileId, outline: &Outline, from: &OutPath, map: &Map) -> Vec<Diagnostic> {
    outline.links.iter().filter_map(|link| problem(link, Span::new(file, link.range.clone()), from, map)).collect()
}

fn problem(link: &LinkDraft, span: Span, from: &OutPath, map: &Map) -> Option<Diagnostic> {
    let destination = link.destination.trim();
    match scheme(destination) {
        Some(known) if SCHEMES.contains(&known) => return None,
        Some(other) => {
            let message = format!("链接用了“{other}:”，公开页面不接受");
            let finding = Diagnostic::error("markdown/scheme", message).at(span);
            return Some(match nearest_name(other, SCHEMES) {
                Some(near) => finding.remedy(format!("是不是“{near}:”？")),
                None => finding.remedy("站外链接请用 https://，电话用 tel:，邮箱用 mailto:；站内链接写相对路径。"),
            });
        }
        None => {}
    }
    if destination.starts_with(['/', '\\']) || destination.chars().any(|c| c.is_control() || c == '\\') {
        let finding = Diagnostic::error("link/missing", format!("站内链接“{destination}”不是相对路径")).at(span);
        return Some(finding.remedy("请写相对路径，例如 ../town/index.html；站外链接请写全 https://。"));
    }
    let (path, anchor) = destination.split_once('#').map_or((destination, None), |(path, anchor)| (path, Some(anchor)));
    let page = if path.is_empty() { Some(from.as_str().to_owned()) } else { resolved(from, path) };
    if let Some(time) = page.as_ref().filter(|page| page.as_str() != from.as_str()).and_then(|page| map.waiting.get(page)) {
        let finding = Diagnostic::notice(WAITING, format!("链接指向的文章要到{time}才发布，此前只显示文字，没有链接")).at(span);
        return Some(finding.remedy("可以等那篇文章发布以后再加这个链接。"));
    }
    if page.as_ref().is_some_and(|page| map.drafts.contains(page)) {
        let finding = Diagnostic::error("link/missing", format!("链接“{destination}”指向的文章还是草稿")).at(span);
        return Some(finding.remedy("请先定稿那篇文章（去掉 draft: true），或删去这个链接。"));
    }
    let known = page.as_ref().filter(|page| map.files.contains(*page) || made_elsewhere(page));
    let Some(page) = known else {
        let finding = Diagnostic::error("link/missing", format!("链接“{destination}”指向的页面不存在")).at(span);
        return Some(match nearest(page.as_deref(), map) {
            Some(near) => finding.remedy(format!("是不是“{}”？", OutPath::new(&near).map_or(near.clone(), |to| from.href_to(&to)))),
            None => finding.remedy("请核对路径；站内链接要写到文件名，例如 ../town/index.html。"),
        });
    };
    let missing = anchor.filter(|anchor| map.anchors.get(page).is_some_and(|ids| !ids.contains(*anchor)))?;
    let finding = Diagnostic::error("link/anchor", format!("页面上没有“#{missing}”这个标题位置")).at(span);
    Some(finding.remedy("标题位置依次是 #s1、#s2……，#top 是第一个标题之前；注意大小写。"))
}

/// Data files and charts are checked after they are made, by the audit of the output.
fn made_elsewhere(page: &str) -> bool {
    ["data/", "charts/", "assets/"].iter().any(|folder| page.starts_with(folder))
}

/// The scheme of an address, in lower case letters only as people write it.
pub fn scheme(destination: &str) -> Option<&str> {
    let (scheme, _) = destination.split_once(':')?;
    let named = !scheme.is_empty() && !scheme.contains(['/', '#', '?']);
    named.then_some(scheme)
}

/// A relative address as a path from the root; `None` when it leaves the site.
pub fn resolved(from: &OutPath, relative: &str) -> Option<String> {
    let relative = relative.split('?').next().unwrap_or(relative);
    let mut parts: Vec<&str> = from.as_str().split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            other => parts.push(other),
        }
    }
    if relative.ends_with('/') { None } else { Some(parts.join("/")) }
}

/// A known address that the missing one was meant to be: another case, or the page of a folder.
fn nearest(page: Option<&str>, map: &Map) -> Option<String> {
    let page = page?;
    let folder = format!("{}/index.html", page.trim_end_matches('/'));
    if map.files.contains(&folder) {
        return Some(folder);
    }
    map.files
        .iter()
        .map(|file| (strsim::damerau_levenshtein(page, file), file))
        .filter(|(distance, _)| *distance <= 2)
        .min()
        .map(|(_, file)| file.clone())
}
