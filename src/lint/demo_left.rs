//! Demonstration data outside a demonstration site (contract §1; wording.md message 8).

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::entry::{Entry, FigureStatus};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["demo/left", "demo/sample"],
    explanation: "演示数据和演示单位只能出现在演示站点（site.yaml 写了 sample: true）。正式发布前必须全部换成真实数据。",
    right: "status: official",
    wrong: "site.yaml 没有 sample: true，figures 文件里却是 status: demo",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let world = &subject.site.world;
    let demo_figures = |report: &crate::report::Report| {
        let entries = report.targets.iter().flat_map(|target| &target.entries);
        entries.filter(|entry| entry.status == FigureStatus::Demo).count()
    };
    if world.site.sample {
        let count: usize = world.reports.iter().map(demo_figures).sum();
        let mut finding = Diagnostic::notice("demo/sample", format!("这是演示站点，其中{count}个数据是演示数据，不能作为正式站点发布"));
        finding.severity = subject.official_severity();
        let finding = finding.at(Span::new(world.site.file, 0..0));
        return vec![finding.remedy("正式发布前，请删除演示数据文件，填入真实数据，并去掉 site.yaml 的 sample: true。")];
    }
    let mut findings = Vec::new();
    for report in &world.reports {
        for release in report.releases.iter().filter(|release| release.status == FigureStatus::Demo) {
            let of_file = |entry: &&Entry| report.releases.get(entry.release).is_some_and(|of| of.file == release.file);
            let count = report.targets.iter().flat_map(|target| &target.entries).filter(of_file).count();
            findings.push(
                Diagnostic::error("demo/left", format!("还有{count}个数据是演示数据，不能正式发布"))
                    .at(release.status_span)
                    .remedy("用真实数据替换后再生成；只作演示的，请在 site.yaml 写 sample: true。"),
            );
        }
        for list in report.lists.iter().filter(|list| list.status == FigureStatus::Demo) {
            findings.push(
                Diagnostic::error("demo/left", format!("清单“{}”是演示数据，不能正式发布", list.title))
                    .at(list.status_span)
                    .remedy("用真实数据替换后再生成；只作演示的，请在 site.yaml 写 sample: true。"),
            );
        }
        for office in report.offices.values().filter(|office| office.demo) {
            findings.push(
                Diagnostic::error("demo/left", format!("责任单位“{}”是演示单位，不能正式发布", office.name))
                    .at(office.span)
                    .remedy("请改成真实的责任单位，并去掉 status: demo。"),
            );
        }
    }
    findings
}
