//! Offices: what each leads, judged, and what it supports, listed. Never a ranking.

use crate::output::charts;
use crate::output::desk::{Desk, status_counts};
use crate::output::frame::{About, frame, report_name};
use crate::output::rows::row;
use crate::report::Report;
use crate::site::{ChartKey, PageKey, offices_with_targets};
use crate::value::path::Slug;
use crate::view::progress::OfficePage;
use crate::view::prose::{DirectoryPage, LinkGroup};
use crate::view::shared::{Fact, Link};
use crate::view::{Page, View};

/// `2022/offices/index.html`
pub(super) fn index(desk: &Desk<'_>, at: usize) -> Option<View> {
    let report = desk.report(at)?;
    let about = About {
        heading: "责任单位".into(),
        kicker: Some(format!("{}年", report.year)),
        description: Some("各责任单位牵头和配合的目标。".into()),
        above: vec![desk.link(&PageKey::Report(at), report_name(report))],
        report: Some(at),
        part: (at == 0).then_some(PageKey::Report(0)),
        ..About::default()
    };
    let link = |id: Slug| {
        let office = report.offices.get(&id)?;
        let (leads, supports) = counts(report, &id);
        Some(desk.link(&PageKey::Office(at, id), format!("{}（牵头{leads}项，配合{supports}项）", office.name)))
    };
    let links: Vec<Link> = offices_with_targets(report).into_iter().filter_map(link).collect();
    let lead = desk.sample().then(|| "以下单位均为演示，与任何实际单位无关。".to_owned());
    let page =
        DirectoryPage { lead, groups: vec![LinkGroup { heading: "按编号排列，不分先后".into(), links }], notes: Vec::new() };
    Some(View { frame: frame(desk, &PageKey::Offices(at), about), page: Page::Directory(page) })
}

fn counts(report: &Report, id: &Slug) -> (usize, usize) {
    let leads = report.targets.iter().filter(|target| target.lead.contains(id)).count();
    let supports = report.targets.iter().filter(|target| target.support.contains(id)).count();
    (leads, supports)
}

/// `2022/offices/<id>/index.html`
pub(super) fn view(desk: &Desk<'_>, at: usize, id: &Slug) -> Option<View> {
    let report = desk.report(at)?;
    let office = report.offices.get(id)?;
    let (leads, supports) = counts(report, id);
    let about = About {
        heading: office.name.clone(),
        kicker: Some("责任单位".into()),
        description: Some(format!("{}牵头{leads}项、配合{supports}项目标。", office.name)),
        above: vec![desk.link(&PageKey::Report(at), report_name(report)), desk.link(&PageKey::Offices(at), "责任单位")],
        report: Some(at),
        figures: !report.releases.is_empty(),
        part: (at == 0).then_some(PageKey::Report(0)),
        ..About::default()
    };
    let mine = || report.targets.iter().enumerate();
    let judged = mine().filter(|(_, target)| target.lead.contains(id)).filter_map(|(target, _)| desk.assessments(at).get(target));
    let page = OfficePage {
        facts: office.kind.iter().map(|kind| Fact::of("性质", kind.clone())).collect(),
        note: office.demo.then(|| "演示单位，与任何实际单位无关。".into()),
        statuses: status_counts(judged, false, |_| None),
        chart: charts::figure(desk, &ChartKey::OfficeBullets(at, id.clone())),
        leads: mine().filter(|(_, target)| target.lead.contains(id)).filter_map(|(target, _)| row(desk, at, target, true)).collect(),
        supports: mine()
            .filter(|(_, target)| target.support.contains(id))
            .map(|(index, target)| desk.link(&PageKey::Target(at, index), target.name.clone()))
            .collect(),
    };
    Some(View { frame: frame(desk, &PageKey::Office(at, id.clone()), about), page: Page::Office(page) })
}
