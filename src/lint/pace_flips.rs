//! Targets whose status depends on counting the elapsed time by months or by days.

use crate::assess::pace_decides;
use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::value::period::Pace;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["pace/flips"],
    explanation: "有的目标按月算和按日算序时进度，评价结果不同。网站按 site.yaml 的 assessment.pace 评价，这里列出靠近分界的目标，\
                  公布前请看一看：结论不应当取决于算法。这只是提示。",
    right: "按月、按日都是“按计划”",
    wrong: "按月是“按计划”，按日是“进度偏慢”",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let policy = &subject.site.world.site.policy;
    let targets = subject.site.world.reports.iter().flat_map(|report| report.targets.iter().map(move |target| (report, target)));
    let flips = targets.filter_map(|(report, target)| {
        let (month, day) = pace_decides(report, target, policy)?;
        let used = match policy.pace {
            Pace::Month => "按月",
            Pace::Day => "按日",
        };
        let message = format!("“{}”按月算序时进度是“{}”，按日算是“{}”；网站{used}评价", target.name, month.chip(), day.chip());
        let newest = target.entries.last().map_or(target.span, |entry| entry.span);
        let finding = Diagnostic::notice("pace/flips", message).at(newest).note_at(target.span, "目标写在这里");
        Some(finding.remedy("不必改数据；请核对这一期的数，有人问起时请指给他看“评价办法”页写明的算法。"))
    });
    flips.collect()
}
