//! A figure in the narrative that no link binds (contract §1, Narrative): nobody could check it against the data.

use crate::diagnostic::{Diagnostic, Place};
use crate::lint::{Rule, Subject, figure_contradicts};
use crate::markup::outline::Loose;
use crate::source::{FileId, Span};
use crate::value::quantity::quantities;
use crate::value::unit::Units;
use std::collections::BTreeSet;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["figure/unbound"],
    explanation: "正文里的数字（数字或“XX”后面紧跟单位）都应当链接到目标，读者才能查到它的进展；不是本站目标的数字用 free: 写明理由。",
    right: "全年新开工[不少于20个](target:new-projects)；[新增30家](free:上年数)",
    wrong: "全年新开工不少于20个",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let units = &subject.site.world.site.units;
    let chapters = subject.site.world.reports.iter().flat_map(|report| &report.chapters);
    let findings: Vec<Diagnostic> =
        chapters.flat_map(|chapter| chapter.outline.loose.iter().flat_map(|loose| unbound(chapter.file, loose, units))).collect();
    if findings.is_empty() {
        return findings;
    }
    // A number that contradicts the data is reported as that, and once.
    let wrong: BTreeSet<Span> = figure_contradicts::contradicted(subject).into_iter().collect();
    findings.into_iter().filter(|finding| !matches!(&finding.place, Some(Place::Span(span)) if wrong.contains(span))).collect()
}

fn unbound(file: FileId, loose: &Loose, units: &Units) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for quantity in quantities(&loose.words, units) {
        let words = loose.words.get(quantity.range.clone()).unwrap_or_default();
        // The words of a run equal its source but for escapes, so that the offset is right or at most a few characters late.
        let start = loose.range.start + quantity.range.start;
        let span = Span::new(file, start..start + words.len());
        findings.push(
            Diagnostic::warning("figure/unbound", format!("正文的“{words}”没有链接到任何目标"))
                .at(span)
                .remedy(format!("请写成 [{words}](target:目标编号)；不是目标的，写成 [{words}](free:理由)。")),
        );
    }
    findings
}
