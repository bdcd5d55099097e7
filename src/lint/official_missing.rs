//! What an official publication must have and is never invented (contract §1 and §2): one notice each, errors with `--official`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::{Mount, Report, Settings};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["official/identifier", "official/published"],
    explanation: "网站名称、域名、网站标识码属于县级门户，发布时间由发布单位确定，本程序都不编造，缺少时只提示。用 --official 正式生成时必须补齐。",
    right: "portal: {name: …, domain: …, id_code: …}；published: 2022-02-01 09:00",
    wrong: "正式发布而没有网站标识码、没有发布时间",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let site = &subject.site.world.site;
    if site.sample {
        // A sample carries no official identifier at all; that it is one is said by its own rule.
        return Vec::new();
    }
    let mut findings: Vec<Diagnostic> =
        identifiers(site).into_iter().chain(subject.site.world.reports.iter().filter_map(published)).collect();
    for finding in &mut findings {
        finding.severity = subject.official_severity();
    }
    findings
}

fn identifiers(site: &Settings) -> Option<Diagnostic> {
    let given = [("网站名称 name", &site.portal.name), ("域名 domain", &site.portal.domain), ("网站标识码 id_code", &site.portal.id_code)];
    let missing: Vec<&str> = given.iter().filter(|(_, value)| value.is_none()).map(|(label, _)| *label).collect();
    (!missing.is_empty()).then(|| {
        let whose = match site.mount {
            Mount::Portal => "县级门户",
            Mount::Standalone => "本站",
        };
        Diagnostic::notice("official/identifier", format!("没有填写{whose}的{}，页面上相应的标签空缺", missing.join("、")))
            .at(Span::new(site.file, 0..0))
            .remedy("请向门户网站管理单位核实后写进 site.yaml 的 portal；不清楚的不要填。")
    })
}

fn published(report: &Report) -> Option<Diagnostic> {
    report.published.is_none().then(|| {
        Diagnostic::notice("official/published", format!("{}年的报告没有写发布时间", report.year))
            .at(Span::new(report.file, 0..0))
            .remedy("请在 report.yaml 写 published: 年-月-日 时:分，与实际发布时间一致。")
    })
}
