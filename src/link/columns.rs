//! Columns and their articles bound to the reports: what they answer and interpret, which goals and figures they quote. Drafts end here
//! unless a preview asks for them; articles published later than the given moment are kept apart, for rules only.

use crate::diagnostic::Diagnostic;
use crate::link::fitting;
use crate::link::names::unknown;
use crate::link::narrative::{figure_parts, free_without_reason, missing_part, unknown_part};
use crate::link::plain;
use crate::markup::outline::LinkDraft;
use crate::report::column::{ArticleHeader, Attachment, Binding, Bound, Column, ColumnArticle, Topic, Waiting};
use crate::report::target::Part;
use crate::report::{Report, of_year};
use crate::source::{Span, Spanned};
use crate::syntax::columns::{ArticleHeaderDraft, ColumnArticleDraft, ColumnTree};
use crate::value::date::moment_text;
use crate::value::path::Slug;
use jiff::civil::DateTime;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What came of the columns.
pub(super) struct Linked {
    pub(super) columns: Vec<Column>,
    pub(super) waiting: Vec<Waiting>,
    pub(super) drafts: Vec<(Slug, Slug)>,
}

/// Which articles are shown.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    /// Those published at or before this moment.
    pub(super) now: DateTime,
    /// Drafts too.
    pub(super) drafts: bool,
}

/// Links the columns. `complete` tells that every report could be understood, so that a name not found there is not there.
pub(super) fn link(trees: Vec<ColumnTree>, reports: &[Report], complete: bool, shown: Shown, findings: &mut Vec<Diagnostic>) -> Linked {
    let mut linked = Linked { columns: Vec::new(), waiting: Vec::new(), drafts: Vec::new() };
    for (at, tree) in trees.into_iter().enumerate() {
        let mut articles = Vec::new();
        for draft in tree.articles {
            if draft.draft && !shown.drafts {
                linked.drafts.push((tree.column.slug.clone(), draft.slug));
                continue;
            }
            let before = findings.len();
            let article = article(draft, &tree.assets, reports, findings);
            if !complete {
                findings.truncate(before);
            }
            match article.published.filter(|published| *published > shown.now) {
                Some(published) => linked.waiting.push(Waiting { column: at, article, published }),
                None => articles.push(article),
            }
        }
        // Of one moment, by address, so that the order never depends on the disk.
        articles.sort_by(|a, b| (Reverse(a.published), &a.slug).cmp(&(Reverse(b.published), &b.slug)));
        let column = tree.column;
        linked.columns.push(Column {
            slug: column.slug,
            name: column.name.value,
            kind: column.kind,
            description: column.description.map(plain),
            keywords: column.keywords.into_iter().map(plain).collect(),
            max_age_days: column.max_age_days,
            articles,
            file: column.file,
        });
    }
    linked
}

fn article(
    draft: ColumnArticleDraft,
    assets: &BTreeMap<String, String>,
    reports: &[Report],
    findings: &mut Vec<Diagnostic>,
) -> ColumnArticle {
    if let (Some(signed), Some(published)) = (&draft.header.signed_on, &draft.published)
        && signed.value > published.value.date()
    {
        findings.push(
            Diagnostic::error("date/order", format!("成文日期{}晚于发布时间{}", signed.value, moment_text(published.value)))
                .at(signed.span)
                .note_at(published.span, "发布时间写在这里")
                .remedy("请核对这两个日期。"),
        );
    }
    fitting::aliases(&draft.aliases, findings);
    let mut topics = |named: &[Spanned<String>]| {
        let mut found: Vec<Topic> = named.iter().filter_map(|name| topic(name, reports, findings)).collect();
        let mut seen = Vec::new();
        found.retain(|topic| {
            !seen.contains(topic) && {
                seen.push(*topic);
                true
            }
        });
        found
    };
    let (answers, interprets) = (topics(&draft.answers), topics(&draft.interprets));
    let bindings = draft.outline.links.iter().filter_map(|link| {
        let span = Span::new(draft.file, link.range.clone());
        binding(link, span, reports, findings)
    });
    ColumnArticle {
        bindings: bindings.collect(),
        slug: draft.slug,
        title: draft.title.value,
        published: draft.published.map(plain),
        draft: draft.draft,
        header: header(draft.header),
        answers,
        interprets,
        attachments: draft
            .attachments
            .into_iter()
            .map(|attachment| Attachment { file: attachment.file, title: attachment.title.value })
            .collect(),
        aliases: draft.aliases.into_iter().map(plain).collect(),
        assets: assets.clone(),
        file: draft.file,
        body: draft.body,
        outline: draft.outline,
    }
}

fn header(draft: ArticleHeaderDraft) -> ArticleHeader {
    ArticleHeader {
        source: draft.source.map(plain),
        author_unit: draft.author_unit.map(plain),
        keywords: draft.keywords.into_iter().map(plain).collect(),
        description: draft.description.map(plain),
        image: draft.image,
        signed_on: draft.signed_on.map(plain),
        index_no: draft.index_no.map(plain),
        doc_no: draft.doc_no.map(plain),
        subject: draft.subject.map(plain),
        genre: draft.genre.map(plain),
        validity: draft.validity.map(plain),
        disclosure: draft.disclosure.map(plain),
    }
}

/// The report of a year; an unknown one is a finding.
fn report_of<'r>(year: &str, span: Span, reports: &'r [Report], findings: &mut Vec<Diagnostic>) -> Option<(usize, &'r Report)> {
    let found = of_year(reports, year);
    if found.is_none() {
        let years: Vec<String> = reports.iter().map(|report| report.year.to_string()).collect();
        findings.push(
            Diagnostic::error("id/unknown", format!("没有“{year}”年的报告"))
                .at(span)
                .remedy(format!("写法是“年度/编号”，现有的年度：{}。", years.join("、"))),
        );
    }
    found
}

/// `2022`, `2022/industry`, `2022/gdp`; where a chapter and a target have one name, `2022/chapters/…` or `2022/targets/…`.
fn topic(name: &Spanned<String>, reports: &[Report], findings: &mut Vec<Diagnostic>) -> Option<Topic> {
    let (year, rest) = name.value.split_once('/').map_or((name.value.as_str(), None), |(year, rest)| (year, Some(rest)));
    let (at, report) = report_of(year, name.span, reports, findings)?;
    let Some(rest) = rest else { return Some(Topic::Report(at)) };
    let chapter = |slug: &str| report.chapters.iter().position(|chapter| chapter.slug.as_str() == slug);
    let found = match rest.split_once('/') {
        Some(("targets", id)) => (None, report.target_index(id)),
        Some(("chapters", slug)) => (chapter(slug), None),
        _ => (chapter(rest), report.target_index(rest)),
    };
    match found {
        (Some(chapter), None) => Some(Topic::Chapter(at, chapter)),
        (None, Some(target)) => Some(Topic::Target(at, target)),
        (Some(_), Some(_)) => {
            findings.push(
                Diagnostic::error("id/ambiguous", format!("{year}年的报告里，篇章和目标都叫“{rest}”"))
                    .at(name.span)
                    .remedy(format!("篇章请写成 {year}/chapters/{rest}，目标请写成 {year}/targets/{rest}。")),
            );
            None
        }
        (None, None) => {
            let slugs = report.chapters.iter().map(|chapter| chapter.slug.as_str());
            let known: Vec<&str> = slugs.chain(report.targets.iter().map(|target| target.id.as_str())).collect();
            // People copy the folder's name, with its number.
            let numbered = rest.split_once('-').map(|(_, slug)| slug).filter(|slug| chapter(slug).is_some());
            findings.push(match numbered {
                Some(slug) => Diagnostic::error("id/unknown", format!("没有“{rest}”这个篇章或目标"))
                    .at(name.span)
                    .remedy(format!("篇章不写文件夹前面的数字，请改为 {year}/{slug}。")),
                None => unknown("id/unknown", "篇章或目标", rest, name.span, known.into_iter()),
            });
            None
        }
    }
}

/// A goal or figure that a link quotes.
fn binding(link: &LinkDraft, span: Span, reports: &[Report], findings: &mut Vec<Diagnostic>) -> Option<Binding> {
    let (scheme, rest) = link.destination.split_once(':')?;
    match scheme {
        "target" | "figure" => {}
        "free" if rest.trim().is_empty() => {
            findings.push(free_without_reason(span));
            return None;
        }
        _ => return None,
    }
    let is_year = |year: &str| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let Some((year, rest)) = rest.split_once('/').filter(|(year, _)| is_year(year)) else {
        findings.push(
            Diagnostic::error("link/year", format!("栏目文章里的“{}”没有写年度", link.destination))
                .at(span)
                .remedy("请写成 target:2022/编号 或 figure:2022/编号/日期 的样子。"),
        );
        return None;
    };
    let (report, entry) = report_of(year, span, reports, findings)?;
    let (id, bound) = match scheme {
        "figure" => {
            let (id, as_of, growth) = figure_parts(rest, &format!("{year}/"), span, findings)?;
            (id, Bound::Figure { as_of, growth })
        }
        _ => match rest.split_once('.') {
            None => (rest, Bound::Goal(Part::Value)),
            Some((id, "growth")) => (id, Bound::Goal(Part::Growth)),
            Some((id, "scale")) => (id, Bound::Goal(Part::Scale)),
            Some((_, other)) => {
                findings.push(unknown_part(other, span));
                return None;
            }
        },
    };
    let Some(target) = entry.target_index(id) else {
        let known = entry.targets.iter().map(|target| target.id.as_str());
        findings.push(unknown("id/unknown", "目标编号", id, span, known));
        return None;
    };
    if let Bound::Goal(part @ (Part::Growth | Part::Scale)) = bound
        && let Some(target) = entry.targets.get(target)
        && let Some(missing) = missing_part(target, part)
    {
        findings.push(
            Diagnostic::error("link/part", format!("“{}”没有{missing}，文章却链接到它", target.name))
                .at(span)
                .note_at(target.span, "目标写在这里")
                .remedy("请核对链接。"),
        );
        return None;
    }
    Some(Binding { report, target, bound, words: link.words.clone(), span })
}
