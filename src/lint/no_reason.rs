//! A slow or missed target without a reason (contract §4; wording.md message 9).

use crate::assess::status::Status;
use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["progress/no-reason"],
    explanation: "慢于序时进度或者到期未完成的目标，应当在最近一期 figures 文件的 explain 里写明原因和下一步措施。\
                  未补充前，页面会显示“责任单位尚未说明原因”。",
    right: "explain: {new-projects: {reason: 用地审批中, next: 专班协调}}",
    wrong: "目标慢于序时进度，explain 里没有它",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (at, report) in subject.site.world.reports.iter().enumerate() {
        for (target, assessment) in report.targets.iter().zip(subject.site.assessments(at)) {
            let slow = match assessment.status {
                Status::Behind | Status::Missed => true,
                Status::Done
                | Status::Ahead
                | Status::OnSchedule
                | Status::NotDue
                | Status::Unreported
                | Status::Masked
                | Status::Withheld
                | Status::Ongoing
                | Status::NotAssessed => false,
            };
            let explained = target.explanations.iter().any(|explanation| Some(explanation.as_of) >= assessment.as_of);
            if slow && !explained {
                let place = assessment.entry.and_then(|entry| target.entries.get(entry)).map_or(target.span, |entry| entry.span);
                findings.push(
                    Diagnostic::warning(
                        "progress/no-reason",
                        format!("“{}”{}，还没有填写原因和下一步措施", target.name, assessment.label()),
                    )
                    .at(place)
                    .note_at(target.span, "目标写在这里")
                    .remedy("请由牵头单位补充；未补充前页面会显示“责任单位尚未说明原因”。"),
                );
            }
        }
    }
    findings
}
