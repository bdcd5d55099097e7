//! Figures of the statistics authority without a word on how they are counted.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::Report;
use crate::report::entry::Content;
use crate::report::target::Target;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["source/basis"],
    explanation: "统计部门的数据（source.authority: statistics）应当写明统计口径 basis：增幅按可比价还是现价、包含哪些单位、是不是初步核算数。\
                  口径不同的数不能相比，读者要看得到。增幅一处口径都没有写的是提醒，其他的是提示。",
    right: "source: {office: statistics, authority: statistics, basis: 地区生产总值按可比价计算增幅}",
    wrong: "source: {office: statistics, authority: statistics}",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.site.world.reports.iter().flat_map(in_report).collect()
}

fn in_report(report: &Report) -> Vec<Diagnostic> {
    let without = report
        .releases
        .iter()
        .enumerate()
        .filter(|(_, release)| release.source.authority.as_deref() == Some("statistics") && release.source.basis.is_none());
    let found = without.map(|(at, release)| {
        let bare = report.targets.iter().find(|target| has_bare_growth(target, at));
        let finding = match bare {
            Some(target) => {
                let message = format!("统计部门的数据没有写统计口径，“{}”的增幅也没有写口径", target.name);
                Diagnostic::warning("source/basis", message)
            }
            None => Diagnostic::notice("source/basis", "统计部门的数据没有写统计口径"),
        };
        finding.at(release.as_of_span).remedy("请在 source 里补写 basis，照统计报表上的口径说明填写；增幅的口径也可以写在 growth_basis。")
    });
    found.collect()
}

/// Whether a file gives a growth of the target and neither it nor the goal says how it is counted.
fn has_bare_growth(target: &Target, release: usize) -> bool {
    let stated = target.growth.as_ref().is_some_and(|growth| growth.basis.is_some());
    !stated
        && target.entries.iter().filter(|entry| entry.release == release).any(|entry| match &entry.content {
            Content::Figure(figure) => figure.growth.is_some() && figure.growth_basis.is_none(),
            Content::Withheld { .. } | Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. } => false,
        })
}
