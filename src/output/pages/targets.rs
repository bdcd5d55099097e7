//! All targets in one table, and its filter pages as plain links.

use crate::output::data::{self, DataKey, Form, Scope, Subject};
use crate::output::desk::Desk;
use crate::output::frame::{About, frame, report_name};
use crate::output::pages::ledger;
use crate::output::rows::row;
use crate::report::Report;
use crate::site::{Facet, PageKey};
use crate::view::progress::{self as seen, FacetOption, TargetsPage};
use crate::view::shared::Link;
use crate::view::{Page, View};

/// The facets in the order people meet them, with their names.
const FACETS: [(&str, &str); 4] = [("chapter", "篇章"), ("status", "状态"), ("office", "责任单位"), ("measure", "类别")];

/// `2022/targets/index.html` or one of its filter pages.
pub(super) fn view(desk: &Desk<'_>, at: usize, filter: Option<&Facet>) -> Option<View> {
    let report = desk.report(at)?;
    let judged = desk.assessments(at);
    let holds = |target: &usize| filter.is_none_or(|facet| facet.holds(report, judged, *target));
    let rows: Vec<_> = (0..report.targets.len()).filter(holds).filter_map(|target| row(desk, at, target, true)).collect();
    let key = filter.map_or(PageKey::Targets(at), |facet| PageKey::Filter(at, facet.clone()));
    let heading = filter.map_or_else(|| "全部目标".to_owned(), |facet| format!("目标：{}", facet.label(report)));
    let summary = match filter {
        None => format!("共{}项目标，按报告的顺序排列。", rows.len()),
        Some(facet) => format!("{}为“{}”的目标共{}项。", facet_word(facet), facet.label(report), rows.len()),
    };
    let mut above = vec![desk.link(&PageKey::Report(at), report_name(report))];
    if filter.is_some() {
        above.push(desk.link(&PageKey::Targets(at), "全部目标"));
    }
    let about = About {
        description: Some(summary.clone()),
        heading,
        kicker: Some(format!("{}年", report.year)),
        above,
        report: Some(at),
        figures: !report.releases.is_empty(),
        part: (at == 0).then_some(PageKey::Targets(0)),
        ..About::default()
    };
    let page = TargetsPage {
        summary,
        facets: facets(desk, at, report, filter),
        rows,
        all: filter.map(|_| desk.link(&PageKey::Targets(at), "查看全部目标")),
        ledger: ledger::link(desk, at),
        data: data(desk, at),
    };
    Some(View { frame: frame(desk, &key, about), page: Page::Targets(page) })
}

fn facet_word(facet: &Facet) -> &'static str {
    FACETS.iter().find(|(name, _)| *name == facet.name()).map_or("", |(_, word)| word)
}

fn facets(desk: &Desk<'_>, at: usize, report: &Report, current: Option<&Facet>) -> Vec<seen::Facet> {
    let all = desk.context.site.facets(at);
    let judged = desk.assessments(at);
    let option = |facet: &Facet| FacetOption {
        label: facet.label(report),
        count: (0..report.targets.len()).filter(|target| facet.holds(report, judged, *target)).count().to_string(),
        href: Some(desk.href(&PageKey::Filter(at, facet.clone()))),
        current: current == Some(facet),
    };
    let group = |(name, label): (&str, &str)| seen::Facet {
        label: label.into(),
        options: all.iter().filter(|facet| facet.name() == name).map(option).collect(),
    };
    FACETS.into_iter().map(group).filter(|facet| !facet.options.is_empty()).collect()
}

fn data(desk: &Desk<'_>, at: usize) -> Vec<Link> {
    let link = |form: Form| {
        let path = data::path(&desk.world().reports, &DataKey::Table(Scope::Report(at), Subject::Targets, form))?;
        Some(Link { label: format!("下载全部目标（{}）", form.word()), href: desk.file(&path) })
    };
    Form::ALL.into_iter().filter_map(link).collect()
}
