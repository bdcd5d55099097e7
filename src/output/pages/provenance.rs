//! 数据来源与核验: where everything on a target's page stands in the content, which version changed it last, and which document and office
//! each figure comes from. Commits are named and never dated here, and nobody's name stands in them.

use crate::output::data::version::version;
use crate::output::desk::{Desk, place_of};
use crate::report::Report;
use crate::report::entry::{Content, Entry, FigureStatus};
use crate::report::target::Target;
use crate::source::Span;
use crate::value::date::{chinese, moment_text};
use crate::view::target::SourceLine;

/// Where everything on the page of a target stands.
pub(super) fn sources(desk: &Desk<'_>, report: &Report, target: &Target) -> Vec<SourceLine> {
    let mut lines = vec![line(desk, "目标".into(), None, target.span)];
    lines.extend(target.quotes.first().map(|quote| line(desk, "原文".into(), None, quote.span)));
    lines.extend(target.disclosed.as_ref().map(|disclosure| line(desk, "公布的目标值".into(), None, disclosure.span)));
    lines.extend(target.entries.iter().rev().map(|entry| {
        let label = format!("截至{}的数据", chinese(entry.as_of));
        line(desk, label, Some(from(desk, report, target, entry)), entry.span)
    }));
    lines
}

fn line(desk: &Desk<'_>, label: String, from: Option<String>, span: Span) -> SourceLine {
    let (file, number) = place_of(desk.context, span);
    SourceLine { label, from, place: format!("{file}:{number}"), version: version(desk.context, span).words(number) }
}

/// Unit, status, document, office and dates of a figure: what the data give.
fn from(desk: &Desk<'_>, report: &Report, target: &Target, entry: &Entry) -> String {
    let mark = if desk.sample() { "（演示）" } else { "" };
    let mut parts = Vec::new();
    parts
        .extend(target.unit.as_ref().filter(|_| matches!(entry.content, Content::Figure(_))).map(|unit| format!("单位：{}", unit.label())));
    parts.push(match entry.status {
        FigureStatus::Official => "正式数据".into(),
        FigureStatus::Preliminary => "初步数据".into(),
        FigureStatus::Demo => "演示数据".into(),
    });
    if let Some(release) = report.releases.get(entry.release) {
        let source = &release.source;
        let office = report.offices.get(&source.office).map(|office| office.name.as_str()).unwrap_or_default();
        let document = source.document.as_ref().map(|document| format!("《{document}》")).unwrap_or_default();
        parts.push(format!("来源：{office}{document}{mark}"));
        parts.extend(source.obtained.map(|obtained| format!("取得日期：{}{mark}", chinese(obtained))));
        parts.extend(release.published.map(|published| format!("发布时间：{}{mark}", moment_text(published))));
    }
    parts.join("；")
}
