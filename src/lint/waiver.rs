//! `allow` of `site.yaml`: finds that the office knows, has looked at and answers for. A waiver names the check, the file and the reason; one
//! that matches nothing is stale and is said so, for it would hide the next find in silence.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::lint::Subject;
use crate::report::Waiver;
use crate::source::Sources;

/// The codes this module finds, with their words for `gongkai explain`: see the catalogue of [`crate::diagnostic`].
const UNUSED: &str = "allow/unused";
const NOT_ALLOWED: &str = "allow/not-allowed";

/// Checks that ask a person to look, or that a person may know better than a pattern. Figures, dates and references are none of them.
const WAIVABLE: [&str; 3] = ["leak/", "wording/", "count/"];
/// Checks whose warnings may be about a fact that nobody can or should change: a report that was late, a number of a local form.
const WAIVABLE_WARNINGS: [&str; 4] = ["date/late-publication", "date/order-of-publication", "identity/index-no", "identity/site-code"];

/// The findings without those that are waived, with what is wrong about the waivers, and how many each waiver covers.
pub fn apply(subject: &Subject<'_>, findings: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<usize>) {
    let waivers = &subject.site.world.site.allow;
    let mut covered = vec![0; waivers.len()];
    let mut kept = Vec::new();
    for finding in findings {
        let matching = waivers.iter().zip(&mut covered).filter(|(waiver, _)| waives(waiver, &finding, subject.sources));
        let waived = matching.map(|(_, count)| *count += 1).count() > 0;
        if !waived {
            kept.push(finding);
        }
    }
    kept.extend(waivers.iter().zip(&covered).filter_map(|(waiver, count)| problem(waiver, *count > 0)));
    (kept, covered)
}

/// Whether a waiver is about a find.
fn waives(waiver: &Waiver, finding: &Diagnostic, sources: &Sources) -> bool {
    let path = match &finding.place {
        Some(Place::Span(span)) => sources.path(span.file),
        Some(Place::File { path, .. }) => path.as_str(),
        Some(Place::Output(_)) | None => return false,
    };
    let below = path.strip_prefix(sources.root()).map_or(path, |below| below.trim_start_matches('/'));
    let may_be = finding.severity != Severity::Error || !WAIVABLE_WARNINGS.contains(&finding.code);
    is_waivable(&waiver.pattern) && may_be && waiver.pattern == finding.code && waiver.place == below
}

fn is_waivable(pattern: &str) -> bool {
    WAIVABLE.iter().any(|group| pattern.starts_with(group)) || WAIVABLE_WARNINGS.contains(&pattern)
}

/// How a find of this code is excepted; `None` where it may not be.
pub fn example(code: &str) -> Option<String> {
    if !is_waivable(code) {
        return None;
    }
    let only = if WAIVABLE_WARNINGS.contains(&code) { "只有提醒可以例外，错误不行。" } else { "" };
    let (place, reason) = match code {
        "date/late-publication" => ("2022/report.yaml", "审议后又作修改，定稿晚于规定时限，已向上级说明"),
        "date/order-of-publication" => ("2022/report.yaml", "会后据审议意见修改，以定稿日期成文"),
        "identity/index-no" => ("2022/report.yaml", "本县使用自编的索引号规则"),
        "identity/site-code" => ("site.yaml", "与门户首页底部的标识码一致，确是12位"),
        "leak/mobile" => ("pages/about.md", "对外公布的值班手机"),
        "leak/unread" => ("2022/scan.pdf", "已逐页看过，没有个人信息"),
        _ if code.starts_with("leak/") => ("pages/about.md", "已经核对，依规定应当公开"),
        _ => ("2022/01-industry/index.md", "已核对原文，确实如此"),
    };
    Some(format!(
        "例外：看过以后确认没有错的，在 site.yaml 里写明；place 写提示里的文件，去掉开头的 content/，对那个文件里的同类问题都有效。{only}\n\
         allow:\n  - {{pattern: {code}, place: {place}, reason: {reason}}}"
    ))
}

fn problem(waiver: &Waiver, used: bool) -> Option<Diagnostic> {
    if !is_waivable(&waiver.pattern) {
        let message = format!("“{}”不是可以例外的检查项", waiver.pattern);
        let (groups, warnings) = (WAIVABLE.join("、"), WAIVABLE_WARNINGS.join("、"));
        let remedy = format!(
            "能例外的只有 {groups} 开头的检查项，以及 {warnings} 的提醒，请照抄提示方括号里的代号；数字、日期、编号的错误请改正原文件。"
        );
        return Some(Diagnostic::error(NOT_ALLOWED, message).at(waiver.span).remedy(remedy));
    }
    (!used).then(|| {
        let message = format!("“{}”里没有“{}”这样的问题，这条例外用不上", waiver.place, waiver.pattern);
        let remedy = "请核对检查项和位置（位置写到文件，如 pages/about.md）；问题已经改正的，请删去这条例外，以免将来放过新的问题。";
        Diagnostic::warning(UNUSED, message).at(waiver.span).remedy(remedy)
    })
}
