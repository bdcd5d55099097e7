//! Figures about a day that has not come yet: a slip in the year would make every target look late.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::value::date::chinese;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["date/future"],
    explanation: "完成情况的数据截至日期不应晚于今天（--now 指定的时间）。常见原因是年份写错。依赖当前时间的检查只提示，用 --official 时是错误。",
    right: "as_of: 2022-06-30",
    wrong: "as_of: 2202-06-30",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let releases = subject.site.world.reports.iter().flat_map(|report| &report.releases);
    let future = releases.filter(|release| release.as_of > subject.now.date());
    future
        .map(|release| {
            let message = format!("数据截至{}，这一天还没有到", chinese(release.as_of));
            let mut finding = Diagnostic::notice("date/future", message).at(release.as_of_span).remedy("请核对 as_of 的年份和月份。");
            finding.severity = subject.official_severity();
            finding
        })
        .collect()
}
