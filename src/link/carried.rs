//! `carried_from`: a target that goes on with one of an earlier report. Its form is read with the target; what it names is looked for when
//! all reports are there. An earlier report alone may be named, so that nothing can lead back to itself.

use crate::diagnostic::Diagnostic;
use crate::report::Report;
use crate::report::carried::{Carried, before, differences};
use crate::report::target::Target;
use crate::source::Spanned;
use crate::syntax::suggest::nearest;
use crate::value::path::Slug;

/// Reads `2021/old-id`.
pub(super) fn read(text: &Spanned<String>, findings: &mut Vec<Diagnostic>) -> Option<Carried> {
    let found = text.value.split_once('/').and_then(|(year, id)| {
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        Some(Carried { year: year.parse().ok().filter(|_| is_year)?, id: Slug::new(id)?, span: text.span })
    });
    if found.is_none() {
        findings.push(
            Diagnostic::error("target/carried-from", format!("“{}”不是“年度/编号”的写法", text.value))
                .at(text.span)
                .remedy("请写上年报告的年度和那一项的编号，例如 carried_from: 2021/new-projects。"),
        );
    }
    found
}

/// Looks for what every target goes on with. A report that is not in the content cannot be asked.
pub(super) fn check(reports: &[Report], findings: &mut Vec<Diagnostic>) {
    for report in reports {
        for target in &report.targets {
            let Some(carried) = &target.carried_from else { continue };
            if carried.year >= report.year {
                findings.push(not_earlier(report, carried));
            } else if let Some((at, number)) = before(reports, report, target) {
                let then = reports.get(at).and_then(|earlier| earlier.targets.get(number));
                findings.extend(then.and_then(|then| changed(carried, then, target)));
            } else if let Some(earlier) = reports.iter().find(|earlier| earlier.year == carried.year) {
                findings.push(unknown(earlier, carried));
            }
        }
    }
}

fn not_earlier(report: &Report, carried: &Carried) -> Diagnostic {
    Diagnostic::error("target/carried-from", format!("“{}”不早于本报告的{}年", carried.text(), report.year))
        .at(carried.span)
        .remedy("目标只能延续以前年度的；同一份报告里改了编号的，请写 renamed_from。")
}

fn unknown(earlier: &Report, carried: &Carried) -> Diagnostic {
    let id = carried.id.as_str();
    let finding = Diagnostic::error("id/unknown", format!("{}年的报告里没有“{id}”这个目标编号", earlier.year)).at(carried.span);
    let renamed = earlier.targets.iter().find(|target| target.renamed_from.as_deref() == Some(id));
    if let Some(renamed) = renamed {
        return finding.note_at(renamed.span, "这一项原来用这个编号").remedy(format!("请改为 {}/{}。", earlier.year, renamed.id));
    }
    match nearest(id, earlier.targets.iter().map(|target| target.id.as_str())) {
        Some(near) => finding.remedy(format!("是不是“{}/{near}”？", earlier.year)),
        None => finding.remedy("请核对那一年的 targets.yaml；上年没有这一项的，请删除 carried_from。"),
    }
}

/// Two years' numbers that cannot be compared: readers are told, and the clerk may have taken the wrong one.
fn changed(carried: &Carried, then: &Target, now: &Target) -> Option<Diagnostic> {
    let all = differences(then, now);
    let said: Vec<String> = all.iter().map(|(what, then, now)| format!("{what}由“{then}”变为“{now}”")).collect();
    (!said.is_empty()).then(|| {
        Diagnostic::notice("target/carried-changed", format!("“{}”与{}年的目标相比，{}", now.name, carried.year, said.join("，")))
            .at(carried.span)
            .note_at(then.span, format!("{}年的目标写在这里", carried.year))
            .remedy("请核对编号。确是同一项的不用改，页面会说明两年的数不能直接比较。")
    })
}
