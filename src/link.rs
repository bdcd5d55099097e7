//! Drafts to [`World`]: ids, references, units and bindings are resolved, and whatever does not resolve is a finding at its place.
//! Embargoed figures end here: what is published later than the given moment is dropped before anything else sees it.

mod carried;
mod columns;
mod dating;
mod figures;
mod fitting;
mod goal;
mod list;
mod names;
mod narrative;
pub mod settings;
mod target;

use crate::diagnostic::Diagnostic;
use crate::link::names::Names;
use crate::report::column::Waiting;
use crate::report::review::Review;
use crate::report::{Article, Attachment, Chapter, Header, Office, Report, Term, World, YearBasis};
use crate::source::{FileId, Span, Spanned};
use crate::syntax::article::ArticleDraft;
use crate::syntax::report::{AttachmentDraft, HeaderDraft, ReportDraft, YearDraft};
use crate::syntax::targets::TargetDraft;
use crate::syntax::{Drafts, ReportTree, wording};
use crate::value::path::Slug;
use crate::value::period::Period;
use crate::value::unit::Units;
use jiff::civil::DateTime;
use std::collections::BTreeMap;

/// The linked content. There is no world when the site or a report could not be understood at all.
#[derive(Debug)]
pub struct Linked {
    /// The content as meant.
    pub world: Option<World>,
    /// Articles whose publish time has not come; rules read them, outputs never see them.
    pub waiting: Vec<Waiting>,
    /// Articles left out as drafts: their columns and their addresses.
    pub drafts: Vec<(Slug, Slug)>,
    /// What did not resolve.
    pub findings: Vec<Diagnostic>,
}

/// Links the drafts. `now` decides which figures and articles are released and nothing else; `with_drafts` lets drafts in, for a preview.
pub fn link(drafts: Drafts, now: DateTime, with_drafts: bool) -> Linked {
    let mut findings = Vec::new();
    let reviews = reviews(&drafts);
    let Some(site) = drafts.site.map(|site| settings::link(site, &mut findings)) else {
        return Linked { world: None, waiting: Vec::new(), drafts: Vec::new(), findings };
    };
    let written = drafts.reports.len();
    let mut reports: Vec<Report> = drafts.reports.into_iter().filter_map(|tree| report(tree, &site.units, now, &mut findings)).collect();
    reports.sort_by_key(|report| std::cmp::Reverse(report.year));
    if reports.len() == written {
        carried::check(&reports, &mut findings);
    }
    let pages = drafts.pages.into_iter().map(|draft| article(draft, &mut findings)).collect();
    let wording = drafts.wording.unwrap_or_else(|| wording::built_in(&mut findings));
    let calendar = drafts.calendar;
    let shown = columns::Shown { now, drafts: with_drafts };
    let columns::Linked { columns, waiting, drafts } =
        columns::link(drafts.columns, &reports, reports.len() == written, shown, &mut findings);
    // Where a whole report is not understood, everything that points into it would be called missing; that is one problem.
    let is_whole = reports.len() == written;
    let world = is_whole.then_some(World { site, reports, pages, columns, calendar, wording, reviews });
    Linked { world, waiting, drafts, findings }
}

/// What the office recorded about every file, whatever becomes of it.
fn reviews(drafts: &Drafts) -> BTreeMap<FileId, Review> {
    let of_report = |tree: &ReportTree| {
        let figures = tree.figures.iter().map(|figures| (figures.file, figures.review.clone()));
        let lists = tree.lists.iter().map(|list| (list.file, list.review.clone()));
        figures.chain(lists).chain([(tree.report.file, tree.report.review.clone())]).collect::<Vec<_>>()
    };
    let articles = drafts.columns.iter().flat_map(|tree| &tree.articles).map(|article| (article.file, article.review.clone()));
    let all = drafts.reports.iter().flat_map(of_report).chain(articles);
    all.filter_map(|(file, review)| Some((file, review?))).collect()
}

fn article(draft: ArticleDraft, findings: &mut Vec<Diagnostic>) -> Article {
    fitting::aliases(&draft.aliases, findings);
    Article {
        slug: draft.slug,
        title: draft.title.value,
        aliases: draft.aliases.into_iter().map(plain).collect(),
        file: draft.file,
        body: draft.body,
        outline: draft.outline,
    }
}

fn report(tree: ReportTree, units: &Units, now: DateTime, findings: &mut Vec<Diagnostic>) -> Option<Report> {
    let draft = tree.report;
    let period = period(&draft, findings)?;
    if tree.chapters.iter().all(|chapter| chapter.targets.is_empty()) {
        // Everything that names a target would be unknown; that is one problem.
        findings.push(
            Diagnostic::error("report/empty", format!("{}年的报告没有一项目标任务", draft.year))
                .at(Span::new(draft.file, 0..0))
                .remedy("请在篇章文件夹的 targets.yaml 里写明目标任务。"),
        );
        return None;
    }
    let offices = offices(&draft, findings);
    let mut names = Names::of(&tree.chapters, &offices, findings);
    let mut targets = Vec::new();
    for (chapter, entry) in tree.chapters.iter().enumerate() {
        for target in &entry.targets {
            let before = findings.len();
            targets.push(target::link(target, chapter, period, units, &names, findings));
            if findings.len() > before {
                names.distrust(targets.len() - 1);
            }
        }
    }
    let drafts: Vec<&TargetDraft> = tree.chapters.iter().flat_map(|chapter| &chapter.targets).collect();
    fitting::relations(&drafts, &names, findings);
    let mut chapters: Vec<Chapter> =
        tree.chapters.into_iter().enumerate().map(|(at, chapter)| narrative::link(at, chapter, &names, &mut targets, findings)).collect();
    let figures::Linked { releases, doubtful } = figures::link(tree.figures, &mut targets, &names, now, findings);
    for chapter in &mut chapters {
        chapter.figure_links.retain(|link| !doubtful.contains(&(None, link.as_of)) && !doubtful.contains(&(Some(link.target), link.as_of)));
    }
    let lists = list::link(tree.lists, &list::Known { names: &names, targets: &targets, units }, now, findings);
    let headline = draft.headline.iter().filter_map(|id| names.target(id, findings)).collect();
    Some(Report {
        year: draft.year,
        basis: basis(&draft, findings),
        title: draft.title.value,
        period,
        adopted: !draft.draft_text,
        header: header(draft.header),
        published: draft.published.map(plain),
        next_update: draft.next_update.map(plain),
        absent: draft.absent.into_iter().map(plain).collect(),
        offices,
        headline,
        glossary: draft
            .glossary
            .into_iter()
            .map(|term| Term { term: term.term.value, meaning: term.meaning.value, source: term.source.map(plain) })
            .collect(),
        chapters,
        targets,
        releases,
        lists,
        attachments: draft.attachments.into_iter().map(|draft| attachment(draft, &tree.assets)).collect(),
        places: draft.places,
        file: draft.file,
    })
}

fn attachment(draft: AttachmentDraft, beside: &BTreeMap<String, String>) -> Attachment {
    let path = beside.get(&draft.file.value).cloned();
    Attachment { title: draft.title.value, name: draft.file.value, path, span: draft.file.span }
}

fn plain<T>(spanned: Spanned<T>) -> T {
    spanned.value
}

fn period(draft: &ReportDraft, findings: &mut Vec<Diagnostic>) -> Option<Period> {
    let (from, to) = &draft.period;
    let period = Period::new(from.value, to.value);
    if period.is_some() && (from.value.year() > draft.year || to.value.year() < draft.year) {
        findings.push(
            Diagnostic::error("year/period", format!("目标期{}至{}不在{}年", from.value, to.value, draft.year))
                .at(from.span)
                .remedy("请核对 period；文件夹的名字就是目标年度。"),
        );
    }
    if period.is_none() {
        findings.push(
            Diagnostic::error("period/order", format!("目标期的开始日期{}晚于结束日期{}", from.value, to.value))
                .at(to.span)
                .note_at(from.span, "开始日期写在这里")
                .remedy("请核对 period 的 from 和 to。"),
        );
    }
    period
}

fn basis(draft: &ReportDraft, findings: &mut Vec<Diagnostic>) -> YearBasis {
    let Some(YearDraft { value, inferred, reason, span }) = &draft.basis else { return YearBasis::Stated };
    if i64::from(value.value) != i64::from(draft.year) {
        findings.push(
            Diagnostic::error("year/folder", format!("年度写的是{}，文件夹是{}", value.value, draft.year))
                .at(value.span)
                .remedy("文件夹的名字就是目标年度，两处应当一致。"),
        );
    }
    match (inferred, reason) {
        (false, _) => YearBasis::Stated,
        (true, Some(reason)) => YearBasis::Inferred(reason.value.clone()),
        (true, None) => {
            findings.push(
                Diagnostic::error("year/no-reason", "年度是推定的，但没有写推定的理由")
                    .at(*span)
                    .remedy("请在 year 里补写 reason，例如：正文提到某次会议召开之年。"),
            );
            YearBasis::Inferred(String::new())
        }
    }
}

fn header(draft: HeaderDraft) -> Header {
    Header {
        meeting: draft.meeting.map(plain),
        delivered_on: draft.delivered_on.map(plain),
        resolution: draft.resolution.map(plain),
        issuer: draft.issuer.map(plain),
        index_no: draft.index_no.map(plain),
        doc_no: draft.doc_no.map(plain),
        subject: draft.subject.map(plain),
        genre: draft.genre.map(plain),
        disclosure: draft.disclosure.map(plain),
        validity: draft.validity.map(plain),
        signed_on: draft.signed_on.map(plain),
    }
}

fn offices(draft: &ReportDraft, findings: &mut Vec<Diagnostic>) -> BTreeMap<Slug, Office> {
    let mut offices: BTreeMap<Slug, Office> = BTreeMap::new();
    for entry in &draft.offices {
        let office = Office {
            name: entry.name.value.clone(),
            kind: entry.kind.as_ref().map(|kind| kind.value.clone()),
            demo: entry.demo,
            span: entry.id.span,
        };
        let same_name = offices.values().find(|other| other.name == office.name).map(|other| other.span);
        if let Some(first) = same_name {
            findings.push(
                Diagnostic::warning("office/same-name", format!("有两个责任单位都叫“{}”", office.name))
                    .at(entry.name.span)
                    .note_at(first, "第一次写在这里")
                    .remedy("同一个单位请只写一次；不同的单位请写全称。"),
            );
        }
        offices.insert(entry.id.value.clone(), office);
    }
    offices
}
