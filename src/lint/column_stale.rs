//! Columns that nothing was added to for longer than they promise (`max_age_days`), and when the others will be.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::summary::Forecast;
use crate::lint::{Rule, Subject};
use jiff::Span;
use jiff::civil::Date;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["column/stale"],
    explanation: "栏目超过自己写明的天数（max_age_days）没有新文章。政府网站检查按最近一篇的发布时间算，没有写发布时间的文章不算更新。\
                  依赖当前时间的检查只提示，用 --official 时是错误；gongkai check 会列出每个栏目最迟哪一天要更新。",
    right: "max_age_days: 180，最近一篇在180天以内发布",
    wrong: "max_age_days: 14，最近一篇是两个月以前发布的",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for column in subject.site.world.columns.iter().filter(|column| !column.articles.is_empty()) {
        let Some(limit) = &column.max_age_days else { continue };
        let message = match column.newest().map(|newest| newest.date()) {
            None => format!("栏目“{}”的文章都没有写发布时间，按没有更新算", column.name),
            Some(newest) if first_late_day(newest, limit.value).is_some_and(|day| day <= subject.now.date()) => {
                format!("栏目“{}”最近更新 {newest}，已经超过{}天", column.name, limit.value)
            }
            Some(_) => continue,
        };
        let mut finding = Diagnostic::notice("column/stale", message).at(limit.span);
        finding.severity = subject.official_severity();
        findings.push(finding.remedy("请发布新的文章并写明实际发布时间；更新没有这么勤的栏目，请改 max_age_days。"));
    }
    findings
}

/// When each column with a limit will be, or was, without a new article for too long; by column. An article that is already dated for a day
/// in time puts it off.
pub fn forecast(subject: &Subject<'_>) -> Vec<Forecast> {
    let columns = subject.site.world.columns.iter().enumerate().filter(|(_, column)| !column.articles.is_empty());
    columns
        .filter_map(|(at, column)| {
            let max_age_days = column.max_age_days.as_ref()?.value;
            let newest = column.newest().map(|newest| newest.date());
            let mut coming: Vec<Date> =
                subject.waiting.iter().filter(|waiting| waiting.column == at).map(|waiting| waiting.published.date()).collect();
            coming.sort_unstable();
            let (mut last, mut planned) = (newest?, None);
            for day in coming {
                if first_late_day(last, max_age_days).is_none_or(|late| day < late) {
                    (last, planned) = (day, Some(day));
                }
            }
            let stale_from = first_late_day(last, max_age_days)?;
            Some(Forecast {
                column: column.slug.as_str().to_owned(),
                name: column.name.clone(),
                newest: newest?,
                planned,
                max_age_days,
                stale_from,
                stale: stale_from <= subject.now.date(),
            })
        })
        .collect()
}

/// The first day on which the newest article is older than so many days.
fn first_late_day(newest: Date, max_age_days: u32) -> Option<Date> {
    let days = Span::new().try_days(i64::from(max_age_days) + 1).ok()?;
    newest.checked_add(days).ok()
}

#[cfg(test)]
mod tests {
    use super::first_late_day;
    use jiff::civil::date;

    #[test]
    fn a_column_is_late_on_the_day_after_its_last() {
        assert_eq!(first_late_day(date(2023, 4, 1), 180), Some(date(2023, 9, 29)));
        assert_eq!(first_late_day(date(2024, 2, 28), 1), Some(date(2024, 3, 1)));
        assert_eq!(first_late_day(date(2023, 4, 1), u32::MAX), None);
    }
}
