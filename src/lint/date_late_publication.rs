//! Twenty working days from the signing of a report to its publication, by the office's own calendar of holidays.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::Report;
use crate::report::calendar::{Calendar, CalendarYear, Holiday, is_weekend};
use crate::source::Span;
use crate::value::date::chinese;
use jiff::civil::Date;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["date/calendar", "date/late-publication", "date/no-calendar"],
    explanation: "主动公开的政府信息，自形成或者变更之日起20个工作日内公开（《政府信息公开条例》第二十六条）。工作日按国务院办公厅的放假通知计算，\
                  放假和调休上班的日期由发布单位写在 lists/holidays.yaml；没有那一年的安排就不作判断。安排中间缺年份、日期颠倒或重叠的，算出的工作日不可信。",
    right: "years: {2022: {source: 放假通知的文号, holidays: [{name: 元旦, from: 2022-01-01, to: 2022-01-03}], workdays: [2022-01-29]}}",
    wrong: "signed_on: 2022-01-10，published: 2022-03-10 09:00",
    check,
};

/// The time that the regulation gives.
const WORKDAYS: usize = 20;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let world = &subject.site.world;
    let mut findings = world.calendar.as_ref().map(unsound).unwrap_or_default();
    if !findings.is_empty() {
        return findings;
    }
    let mut unjudged = None;
    for report in &world.reports {
        let Some((signed, published)) = dates(report) else { continue };
        let missing = world.calendar.as_ref().map_or_else(Vec::new, |calendar| calendar.missing(signed, published));
        match &world.calendar {
            Some(calendar) if missing.is_empty() => findings.extend(late(report, calendar, signed, published)),
            Some(calendar) if missing.len() < years(signed, published) => findings.push(neighbour(calendar, &missing, signed, published)),
            Some(_) | None => unjudged = unjudged.or(Some((report, signed))),
        }
    }
    findings.extend(unjudged.map(|(report, signed)| no_calendar(report, signed)));
    findings
}

/// When a report was signed and published, where a calendar decides: so few days that all may be worked are never too many.
fn dates(report: &Report) -> Option<(Date, Date)> {
    let (signed, published) = (report.header.signed_on?, report.published?.date());
    let days = signed.until(published).ok()?.get_days();
    (usize::try_from(days).ok()? > WORKDAYS).then_some((signed, published))
}

fn years(signed: Date, published: Date) -> usize {
    usize::try_from(published.year() - signed.year()).unwrap_or(0) + 1
}

fn late(report: &Report, calendar: &Calendar, signed: Date, published: Date) -> Option<Diagnostic> {
    let days = calendar.workdays_between(signed, published);
    (days > WORKDAYS).then(|| {
        let message = format!("报告{}成文，{}发布，隔了{days}个工作日，超过规定的{WORKDAYS}个工作日", chinese(signed), chinese(published));
        Diagnostic::warning("date/late-publication", message)
            .at(report.places.of("published", report.file))
            .note_at(report.places.of("signed_on", report.file), "成文日期写在这里")
            .remedy("请核对两个日期；确实逾期的，不要改日期，在 site.yaml 的 allow 里写明原因。")
    })
}

fn no_calendar(report: &Report, signed: Date) -> Diagnostic {
    Diagnostic::notice("date/no-calendar", format!("没有{}年的节假日安排，没有判断报告是否在20个工作日内发布", signed.year()))
        .at(report.places.of("published", report.file))
        .remedy("请据国务院办公厅的放假通知，把放假和调休上班的日期写进 lists/holidays.yaml。")
}

/// The time crosses the end of a year, and only one of the two years is known.
fn neighbour(calendar: &Calendar, missing: &[i16], signed: Date, published: Date) -> Diagnostic {
    let years: Vec<String> = missing.iter().map(i16::to_string).collect();
    let message = format!("从{}到{}要用到{}年的节假日安排，这里没有", chinese(signed), chinese(published), years.join("、"));
    gap(calendar.years.values().next_back().map(|year| year.span), message)
}

fn gap(place: Option<Span>, message: String) -> Diagnostic {
    let finding = Diagnostic::error("date/calendar", message).remedy("请据国务院办公厅的放假通知补上这一年。");
    place.into_iter().fold(finding, Diagnostic::at)
}

/// What is wrong with the calendar itself.
fn unsound(calendar: &Calendar) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let years: Vec<(&i16, &CalendarYear)> = calendar.years.iter().collect();
    for pair in years.windows(2) {
        if let [(before, _), (after, year)] = pair
            && **after > **before + 1
        {
            let message = format!("节假日安排有{before}年和{after}年，中间缺{}年", **before + 1);
            findings.push(gap(Some(year.span), message));
        }
    }
    let mut holidays: Vec<&Holiday> = Vec::new();
    for (number, year) in &calendar.years {
        findings.extend(year.holidays.iter().filter_map(|holiday| misplaced(*number, holiday)));
        holidays.extend(year.holidays.iter().filter(|holiday| holiday.from.value <= holiday.to.value));
        findings.extend(year.workdays.iter().filter(|day| !is_weekend(day.value)).map(|day| {
            Diagnostic::error("date/calendar", format!("{}不是周末，不用调休上班", chinese(day.value)))
                .at(day.span)
                .remedy("workdays 只写调整为上班的周六、周日，请对照放假通知改正。")
        }));
    }
    holidays.sort_by_key(|holiday| (holiday.from.value, holiday.to.value));
    findings.extend(overlaps(&holidays));
    findings.extend(worked_holidays(calendar, &holidays));
    findings
}

/// A holiday that ends before it begins, lasts half a month, or lies in another year. New Year may begin in the last days of December.
fn misplaced(year: i16, holiday: &Holiday) -> Option<Diagnostic> {
    let (from, to) = (holiday.from.value, holiday.to.value);
    let message = if from > to {
        format!("“{}”的第一天{}晚于最后一天{}", holiday.name, chinese(from), chinese(to))
    } else if to.year() != year && from.year() != year {
        format!("“{}”从{}到{}，不在{year}年", holiday.name, chinese(from), chinese(to))
    } else if from.until(to).is_ok_and(|days| days.get_days() > 14) {
        format!("“{}”从{}到{}，超过半个月", holiday.name, chinese(from), chinese(to))
    } else {
        return None;
    };
    Some(Diagnostic::error("date/calendar", message).at(holiday.from.span).remedy("请对照放假通知改正日期。"))
}

fn overlaps<'a>(holidays: &[&'a Holiday]) -> Vec<Diagnostic> {
    let meets = |pair: &&[&'a Holiday]| matches!(pair, [before, after] if after.from.value <= before.to.value);
    let finding = |pair: &[&'a Holiday]| match pair {
        [before, after] => Some(
            Diagnostic::error("date/calendar", format!("“{}”和“{}”的日期重叠", before.name, after.name))
                .at(after.from.span)
                .note_at(before.from.span, "另一个写在这里")
                .remedy("请对照放假通知改正日期；连在一起的两个节日合写一段。"),
        ),
        _ => None,
    };
    holidays.windows(2).filter(meets).filter_map(finding).collect()
}

/// Days that are off and worked at once.
fn worked_holidays(calendar: &Calendar, holidays: &[&Holiday]) -> Vec<Diagnostic> {
    let workdays = calendar.years.values().flat_map(|year| &year.workdays);
    let clash = |day: &crate::source::Spanned<Date>| {
        let next = holidays.partition_point(|holiday| holiday.from.value <= day.value);
        let holiday = holidays.get(next.checked_sub(1)?)?;
        (day.value <= holiday.to.value).then(|| {
            Diagnostic::error("date/calendar", format!("{}又是放假（{}）又是上班", chinese(day.value), holiday.name))
                .at(day.span)
                .note_at(holiday.from.span, "放假写在这里")
                .remedy("请对照放假通知改正。")
        })
    };
    workdays.filter_map(clash).collect()
}
