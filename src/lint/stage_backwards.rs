//! A milestone that was further on at an earlier date: one of the two reports is wrong.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::entry::{Content, Entry};
use crate::report::target::{Measure, Stage, Target};

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["stage/backwards"],
    explanation: "节点类目标的节点按先后完成，后一期填报的节点不应比前一期靠前。",
    right: "一季度 开工，上半年 封顶",
    wrong: "一季度 封顶，上半年 开工",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let targets = subject.site.world.reports.iter().flat_map(|report| &report.targets);
    let milestones = targets.filter_map(|target| match &target.measure {
        Measure::Milestone { stages } => Some((target, stages.as_slice())),
        _ => None,
    });
    milestones.flat_map(|(target, stages)| steps_back(target, stages)).collect()
}

fn steps_back(target: &Target, stages: &[Stage]) -> Vec<Diagnostic> {
    let name = |at: usize| stages.get(at).map_or("", |stage| stage.name.as_str());
    let mut furthest: Option<(usize, &Entry)> = None;
    let mut findings = Vec::new();
    for entry in &target.entries {
        let Content::Stage { reached, .. } = entry.content else { continue };
        match (reached, furthest) {
            (reached, Some((before, first))) if reached.is_none_or(|reached| reached < before) => {
                let now = reached.map_or_else(|| "还没有完成任何节点".to_owned(), |reached| format!("是“{}”", name(reached)));
                findings.push(
                    Diagnostic::warning("stage/backwards", format!("“{}”前一期已到“{}”，这一期{now}", target.name, name(before)))
                        .at(entry.span)
                        .note_at(first.span, "前一期写在这里")
                        .remedy("请核对两期填报的节点；确实没有完成的，请更正前一期。"),
                );
            }
            (Some(reached), _) => furthest = Some((reached, entry)),
            (None, _) => {}
        }
    }
    findings
}
