//! A target that no sentence of the report binds: it would stand on the site without the words that promise it.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::Report;
use crate::report::target::Target;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["target/unbound"],
    explanation: "每项目标都应当在正文里有出处：正文至少有一处链接到它。找不到出处的目标，读者无法核对。",
    right: "正文：全年新开工[不少于20个](target:new-projects)",
    wrong: "targets.yaml 有 new-projects，正文没有任何链接指向它",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let reports = subject.site.world.reports.iter();
    reports
        .flat_map(|report| report.targets.iter().filter(|target| target.quotes.is_empty() && !is_meant(report, target)))
        .map(|target| {
            Diagnostic::warning("target/unbound", format!("正文没有一处链接到“{}”", target.name))
                .at(target.span)
                .remedy(format!("请在正文相应的文字上写链接 [文字](target:{})；正文没有的目标请删除。", target.id))
        })
        .collect()
}

/// Whether a link that is wrong in itself, `tagret:schools`, means the target; that it leads nowhere is said there.
fn is_meant(report: &Report, target: &Target) -> bool {
    let links = report.chapters.iter().flat_map(|chapter| &chapter.outline.links);
    links.filter_map(|link| link.destination.split_once(':')).any(|(_, rest)| rest.split('.').next() == Some(target.id.as_str()))
}
