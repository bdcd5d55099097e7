//! The order in which a report is delivered, signed and published.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::Report;
use crate::value::date::chinese;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["date/order-of-publication"],
    explanation: "报告先成文、经会议审议，再公开发布：发布时间早于成文日期或审议日期的，不是写错了日期，就是提前公开，会被当作伪造发布日期。\
                  成文日期晚于审议日期的，说明审议的不是这一文本，请核对；会后据审议意见修改定稿、以定稿日期成文的，属于少见的情形。",
    right: "delivered_on: 2022-01-10，signed_on: 2022-01-10，published: 2022-01-20 09:00",
    wrong: "signed_on: 2022-01-10，published: 2022-01-05 09:00",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.site.world.reports.iter().flat_map(of_report).collect()
}

fn of_report(report: &Report) -> Vec<Diagnostic> {
    let place = |key: &str| report.places.of(key, report.file);
    let mut findings = Vec::new();
    let dates = [("signed_on", "成文日期", report.header.signed_on), ("delivered_on", "审议日期", report.header.delivered_on)];
    // Earlier than both is earlier than the later one: one problem.
    let latest = dates.into_iter().filter_map(|(key, word, date)| Some((date?, key, word))).rev().max_by_key(|(date, ..)| *date);
    if let (Some((date, key, word)), Some(published)) = (latest, report.published.map(jiff::civil::DateTime::date))
        && published < date
    {
        let message = format!("发布时间{}早于{word}{}", chinese(published), chinese(date));
        findings.push(
            Diagnostic::error("date/order-of-publication", message)
                .at(place("published"))
                .note_at(place(key), format!("{word}写在这里"))
                .remedy(format!("请核对 published 和 {key}，改正写错的一个。")),
        );
    }
    if let (Some(signed), Some(delivered)) = (report.header.signed_on, report.header.delivered_on)
        && signed > delivered
    {
        let message = format!("成文日期{}晚于审议日期{}，会议审议时报告应当已经成文", chinese(signed), chinese(delivered));
        findings.push(
            Diagnostic::warning("date/order-of-publication", message)
                .at(place("signed_on"))
                .note_at(place("delivered_on"), "审议日期写在这里")
                .remedy("请核对原件：成文日期是报告落款的日期，不是上网或办理手续的日期；会后修改定稿的，在 site.yaml 的 allow 里写明。"),
        );
    }
    findings
}
