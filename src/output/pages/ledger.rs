//! 目标任务落实台账: every target in one row, from the sentence that sets it to the document that proves what became of it.

use crate::assess::Assessment;
use crate::assess::status::Status;
use crate::output::carried;
use crate::output::data::{self, DataKey, Form, Scope, Subject};
use crate::output::desk::{Desk, status_counts};
use crate::output::frame::{About, frame, report_name};
use crate::output::pages::report::{no_figures, quote};
use crate::output::rows::{newest, row};
use crate::report::Report;
use crate::report::entry::{Content, FigureStatus};
use crate::report::target::Target;
use crate::site::{Facet, PageKey};
use crate::value::date::{chinese, moment_text};
use crate::view::ledger::{Evidence, LedgerChapter, LedgerPage, LedgerRow};
use crate::view::shared::{Link, Value};
use crate::view::target::Quote;
use crate::view::{Page, View};

/// The name of the page, which is also that of its table in the data.
pub(super) const TITLE: &str = "目标任务落实台账";

/// The anchor of the sources on the page of a target.
const SOURCES: &str = "sources";

/// `2022/ledger/index.html`
pub(super) fn view(desk: &Desk<'_>, at: usize) -> Option<View> {
    let report = desk.report(at)?;
    let has_figures = !report.releases.is_empty();
    let mark = if desk.sample() { "（演示）" } else { "" };
    let as_of = report.as_of().map(|as_of| format!("，数据截至{}{mark}", chinese(as_of))).unwrap_or_default();
    let summary = format!("共{}项目标任务{as_of}，按报告的顺序排列。", report.targets.len());
    let about = About {
        heading: if desk.sample() { format!("功能演示：{TITLE}") } else { TITLE.into() },
        kicker: Some(format!("{}年", report.year)),
        description: Some(format!("每项目标任务的报告原文、责任单位、期限、结果和依据。{summary}")),
        above: vec![desk.link(&PageKey::Report(at), report_name(report))],
        report: Some(at),
        figures: has_figures,
        part: (at == 0).then_some(PageKey::Targets(0)),
        crumb: Some(TITLE.into()),
        ..About::default()
    };
    let page = LedgerPage {
        summary,
        empty: (!has_figures).then(|| no_figures(report)),
        statuses: status_counts(desk.assessments(at).iter(), false, |status| Some(desk.href(&PageKey::Filter(at, Facet::Status(status))))),
        chapters: (0..report.chapters.len()).filter_map(|chapter| part(desk, at, report, chapter)).collect(),
        data: files(desk, at),
        others: others(desk, at),
    };
    Some(View { frame: frame(desk, &PageKey::Ledger(at), about), page: Page::Ledger(page) })
}

/// A link to the ledger of a report.
pub(super) fn link(desk: &Desk<'_>, at: usize) -> Link {
    desk.link(&PageKey::Ledger(at), TITLE)
}

/// A link to the ledger of a report among those of other years.
pub(super) fn link_of_year(desk: &Desk<'_>, at: usize, report: &Report) -> Link {
    desk.link(&PageKey::Ledger(at), format!("{}{TITLE}", carried::year(report)))
}

fn others(desk: &Desk<'_>, at: usize) -> Vec<Link> {
    let reports = desk.world().reports.iter().enumerate().filter(|(other, _)| *other != at);
    reports.map(|(other, report)| link_of_year(desk, other, report)).collect()
}

fn files(desk: &Desk<'_>, at: usize) -> Vec<Link> {
    let link = |form: Form| {
        let path = data::path(&desk.world().reports, &DataKey::Table(Scope::Report(at), Subject::Ledger, form))?;
        Some(Link { label: format!("下载台账（{}）", form.word()), href: desk.file(&path) })
    };
    Form::ALL.into_iter().filter_map(link).collect()
}

fn part(desk: &Desk<'_>, at: usize, report: &Report, number: usize) -> Option<LedgerChapter> {
    let chapter = report.chapters.get(number)?;
    let mine = report.targets.iter().enumerate().filter(|(_, target)| target.chapter == number);
    let rows: Vec<LedgerRow> = mine.filter_map(|(target, _)| ledger_row(desk, at, report, target)).collect();
    (!rows.is_empty()).then(|| LedgerChapter {
        title: chapter.title.clone(),
        anchor: format!("chapter-{}", chapter.slug),
        href: desk.href(&PageKey::Chapter(at, number)),
        rows,
    })
}

fn ledger_row(desk: &Desk<'_>, at: usize, report: &Report, number: usize) -> Option<LedgerRow> {
    let target = report.targets.get(number)?;
    let assessment = desk.assessments(at).get(number)?;
    let mut places = target.quotes.iter().filter_map(|found| quote(desk, at, found));
    let first = places.next();
    let elsewhere = elsewhere(first.as_ref(), places);
    Some(LedgerRow {
        row: row(desk, at, number, false)?,
        quote: first,
        elsewhere,
        fate: carried::fate(desk, at, number)?,
        supports: desk.offices(at, &target.support),
        due: chinese(target.due()),
        note: note(target, assessment),
        evidence: evidence(desk, at, number, report, target, assessment),
    })
}

/// The sections of further sentences, each once.
fn elsewhere(first: Option<&Quote>, others: impl Iterator<Item = Quote>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for other in others.map(|quote| quote.source) {
        if first.is_none_or(|first| first.source != other) && !links.contains(&other) {
            links.push(other);
        }
    }
    links
}

/// Why there is no figure or no judgement; that the target was ended is said by itself.
fn note(target: &Target, assessment: &Assessment) -> Option<String> {
    let because = |word: &str, reason: &str| format!("{word}：{}。", reason.trim_end_matches('。'));
    match newest(target, assessment).map(|entry| &entry.content) {
        // Also where the goal is masked, which decides the status.
        Some(Content::Withheld { reason, .. }) => return Some(format!("{}可依法申请公开。", because("理由", reason))),
        Some(Content::Nothing { reason }) => return Some(format!("暂无数据不等于零。{}", because("原因", reason))),
        Some(Content::Figure(_) | Content::Stage { .. } | Content::Note { .. }) | None => {}
    }
    let is_ended = target.ended.is_some() && target.assess_off.is_none();
    match assessment.status {
        Status::Unreported => Some("尚未收到本项数据。暂无数据不等于零。".into()),
        Status::NotAssessed if !is_ended => assessment.reason.as_ref().map(|reason| because("理由", reason)),
        Status::NotAssessed
        | Status::Withheld
        | Status::Done
        | Status::Ahead
        | Status::OnSchedule
        | Status::Behind
        | Status::Missed
        | Status::NotDue
        | Status::Masked
        | Status::Ongoing => None,
    }
}

/// Where the newest entry comes from: what the data give.
fn evidence(desk: &Desk<'_>, at: usize, number: usize, report: &Report, target: &Target, assessment: &Assessment) -> Option<Evidence> {
    let entry = newest(target, assessment)?;
    let release = report.releases.get(entry.release)?;
    let office = report.offices.get(&release.source.office);
    let mark = if entry.status == FigureStatus::Demo { "（演示）" } else { "" };
    Some(Evidence {
        document: release.source.document.as_ref().map(|document| format!("《{}》", document.trim_matches(['《', '》']))),
        office: office.map(|office| if mark.is_empty() { Value::plain(&*office.name) } else { Value::demo(&*office.name) }),
        published: release.published.map(|published| format!("{}发布{mark}", moment_text(published))),
        href: desk.href_to_anchor(&PageKey::Target(at, number), SOURCES),
    })
}
