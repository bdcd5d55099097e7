//! Dates of a figures file that cannot be: published or obtained before the day the figures are about, changed before they were there.

use crate::diagnostic::Diagnostic;
use crate::report::entry::ChangeKind;
use crate::source::{Span, Spanned};
use crate::syntax::figures::{ChangeDraft, FigureContent, FigureDraft, FiguresDraft, StageReport};
use jiff::civil::Date;

/// Checks the dates of the file itself.
pub(super) fn file(draft: &FiguresDraft, findings: &mut Vec<Diagnostic>) {
    let as_of = &draft.as_of;
    let published = draft.published.as_ref().map(|published| (published.value.date(), published.span, "发布日期"));
    let obtained = draft.source.obtained.as_ref().map(|obtained| (obtained.value, obtained.span, "取得日期"));
    let early = |date: &(Date, Span, &'static str)| date.0 < as_of.value;
    match (published.filter(early), obtained.filter(early)) {
        // Two dates that agree against one: it is the one that is wrong.
        (Some((published, at, _)), Some((obtained, beside, _))) => findings.push(
            Diagnostic::error("date/order", format!("数据截至日期{}晚于取得日期{obtained}和发布日期{published}", as_of.value))
                .at(as_of.span)
                .note_at(beside, "取得日期写在这里")
                .note_at(at, "发布日期写在这里")
                .remedy("请核对数据截至日期，多半是年份或月份写错了。"),
        ),
        (one, other) => findings.extend(one.or(other).map(|(date, span, what)| before(what, date, span, as_of))),
    }
}

/// Checks the changes of one figure.
pub(super) fn figure(file: &FiguresDraft, draft: &FigureDraft, findings: &mut Vec<Diagnostic>) {
    let changes: &[ChangeDraft] = match &draft.content {
        FigureContent::Figure { changes, .. } | FigureContent::Withheld(_, changes) => changes,
        FigureContent::Nothing(_) => &[],
    };
    for change in changes {
        if change.on.value < file.as_of.value {
            findings.push(before("更正日期", change.on.value, change.on.span, &file.as_of));
        }
        let needs_old_value = matches!(change.kind.value, ChangeKind::Correction | ChangeKind::Revision);
        if needs_old_value && change.from.is_none() && matches!(draft.content, FigureContent::Figure { .. }) {
            findings.push(
                Diagnostic::error("figures/change", format!("这次{}没有写原来的数值", change.kind.value.word()))
                    .at(change.kind.span)
                    .remedy("请补写 from: 原数值；原来没有数的，kind 写“补报”。"),
            );
        }
    }
}

/// A stage cannot be reached after the day that the report about it is of.
pub(super) fn stage(file: &FiguresDraft, draft: &StageReport, findings: &mut Vec<Diagnostic>) {
    if let Some(on) = draft.on.as_ref().filter(|on| on.value > file.as_of.value) {
        findings.push(
            Diagnostic::error("date/order", format!("节点日期{}晚于数据截至日期{}", on.value, file.as_of.value))
                .at(on.span)
                .note_at(file.as_of.span, "数据截至写在这里")
                .remedy("请核对日期；之后才完成的节点，写进下一期 figures 文件。"),
        );
    }
}

fn before(what: &str, date: Date, span: Span, as_of: &Spanned<Date>) -> Diagnostic {
    Diagnostic::error("date/order", format!("{what}{date}早于数据截至日期{}", as_of.value))
        .at(span)
        .note_at(as_of.span, "数据截至写在这里")
        .remedy("请核对这两个日期。")
}
