//! `trend`: the years of one indicator, as its entries give them.

use crate::assess::words;
use crate::chart::bullet::Reading;
use crate::chart::trend::Trend;
use crate::chart::year::{Span, TrendYear, YearGoal, YearKind};
use crate::chart::{Amount, Shown};
use crate::output::desk::Desk;
use crate::report::Report;
use crate::report::entry::{Content, Entry, FigureStatus};
use crate::report::target::{Measure, Target};
use crate::value::period::Period;
use jiff::civil::Date;

/// The trend of a target.
pub(super) fn trend(desk: &Desk<'_>, report: &Report, target: &Target, id: String) -> Option<Trend> {
    let unit = target.unit.as_ref()?.label().to_owned();
    let reading = if target.measure == Measure::Cumulative { Reading::Total } else { Reading::Level };
    let title = format!("{}历年变化", target.name);
    Some(Trend { id, title, unit, reading, years: years(report, target), demo: desk.sample() })
}

/// The figures at the ends of the years, and the newest one of the period. A withheld year is a gap with its reason.
pub(super) fn years(report: &Report, target: &Target) -> Vec<TrendYear> {
    let reading = match target.measure {
        Measure::Cumulative => Reading::Total,
        Measure::Level { .. } => Reading::Level,
        Measure::Rate | Measure::Cap | Measure::Milestone { .. } | Measure::Trend(_) | Measure::Standing => return Vec::new(),
    };
    let unit = target.unit.as_ref().map_or("", |unit| unit.label());
    let newest = target.entries.iter().rev().find(|entry| target.period.contains(entry.as_of));
    // A total counts from the first day of the period, so only totals of earlier years stand beside it; a state stands by itself.
    let end = match reading {
        Reading::Total => target.period.from(),
        Reading::Level => newest.map_or_else(|| target.period.from(), |entry| entry.as_of),
    };
    // The last of several entries of a day is the most final one.
    let of_day = |entry: &&Entry| {
        target.entries.iter().rev().find(|other| other.as_of == entry.as_of).is_some_and(|last| std::ptr::eq(last, *entry))
    };
    let history = target.entries.iter().filter(|entry| entry.as_of < end && ends_year(entry.as_of)).filter(of_day);
    let mut years: Vec<(i16, TrendYear)> = history.map(|entry| (entry.as_of.year(), year(entry, Span::Whole, unit))).collect();
    if years.is_empty() {
        return Vec::new();
    }
    if let Some((entry, span)) = newest.and_then(|entry| Some((entry, span(reading, target.period, entry.as_of)?))) {
        years.push((entry.as_of.year(), TrendYear { goal: goal(report, target, entry.as_of), ..year(entry, span, unit) }));
    }
    hide_growth_after_gaps(&mut years);
    with_gaps(years)
}

fn ends_year(day: Date) -> bool {
    (day.month(), day.day()) == (12, 31)
}

/// What a figure of the period covers; `None` for a total that runs from one year into another, which no column of a year can show.
pub(super) fn span(reading: Reading, period: Period, as_of: Date) -> Option<Span> {
    let month_end = as_of == as_of.last_of_month();
    match reading {
        Reading::Level if ends_year(as_of) => Some(Span::Whole),
        Reading::Level if month_end => Some(Span::Part(format!("{}月末", as_of.month()))),
        Reading::Level => Some(Span::Part(format!("{}月{}日", as_of.month(), as_of.day()))),
        Reading::Total if period.from().year() != period.to().year() => None,
        Reading::Total => {
            let from = period.from();
            let from_first = from.day() == 1;
            Some(match (from.month(), as_of.month()) {
                (1, _) if from_first && ends_year(as_of) => Span::Whole,
                (first, last) if from_first && month_end && first == last => Span::Part(format!("{first}月")),
                (first, last) if from_first && month_end => Span::Part(format!("{first}—{last}月")),
                (first, last) => Span::Part(format!("{first}月{}日—{last}月{}日", from.day(), as_of.day())),
            })
        }
    }
}

fn goal(report: &Report, target: &Target, as_of: Date) -> Option<YearGoal> {
    let (value, upper) = target.known_goal()?;
    let text = words::goal_text(report, target, false).map(|text| text.judged().to_owned()).unwrap_or_default();
    let due = target.period.to();
    let plain = ends_year(due) && due.year() == as_of.year();
    let day = if due == due.last_of_month() { "月底".to_owned() } else { format!("月{}日", due.day()) };
    Some(YearGoal { amount: Amount { value, text }, upper, due: (!plain).then(|| format!("{}年{}{day}", due.year(), due.month())) })
}

/// The growth of a whole year gives away the year before it, so it is left out where that year is not public.
fn hide_growth_after_gaps(years: &mut [(i16, TrendYear)]) {
    let gaps: Vec<i16> = years.iter().filter(|(_, year)| matches!(year.value, Shown::Absent(_))).map(|(at, _)| *at).collect();
    for (_, year) in years.iter_mut().filter(|(at, year)| year.is_whole() && gaps.contains(&(at - 1))) {
        year.growth = None;
    }
}

/// The years with those between them of which nothing was reported: an axis of years leaves none out.
fn with_gaps(years: Vec<(i16, TrendYear)>) -> Vec<TrendYear> {
    let mut out: Vec<TrendYear> = Vec::new();
    let mut next = years.first().map_or(0, |(at, _)| *at);
    for (at, year) in years {
        let missing = |at: i16| TrendYear {
            label: format!("{at}年"),
            span: Span::Whole,
            value: Shown::Absent("暂无数据".into()),
            growth: None,
            goal: None,
            kind: YearKind::Final,
        };
        out.extend((next..at).map(missing));
        next = at + 1;
        out.push(year);
    }
    out
}

fn year(entry: &Entry, span: Span, unit: &str) -> TrendYear {
    let (value, growth) = match &entry.content {
        Content::Figure(figure) => match &figure.value {
            Some(value) => (Shown::Known(Amount::new(value.clone(), unit)), figure.growth.clone()),
            None => (Shown::Absent("暂无数据".into()), None),
        },
        Content::Withheld { .. } => (Shown::Absent("暂不公开".into()), None),
        Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. } => (Shown::Absent("暂无数据".into()), None),
    };
    let kind = match entry.status {
        FigureStatus::Official => YearKind::Final,
        FigureStatus::Preliminary => YearKind::Preliminary,
        FigureStatus::Demo => YearKind::Demo,
    };
    TrendYear { label: format!("{}年", entry.as_of.year()), span, value, growth, goal: None, kind }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{hide_growth_after_gaps, span, with_gaps};
    use crate::chart::bullet::Reading;
    use crate::chart::year::{Span, TrendYear, YearKind};
    use crate::chart::{Amount, Shown};
    use crate::value::decimal::Decimal;
    use crate::value::period::Period;
    use jiff::civil::date;

    fn part(words: &str) -> Option<Span> {
        Some(Span::Part(words.into()))
    }

    #[test]
    fn only_a_total_from_january_to_december_is_a_whole_year() {
        let year = Period::new(date(2022, 1, 1), date(2022, 12, 31)).unwrap();
        assert_eq!(span(Reading::Total, year, date(2022, 12, 31)), Some(Span::Whole));
        assert_eq!(span(Reading::Total, year, date(2022, 9, 30)), part("1—9月"));
        assert_eq!(span(Reading::Total, year, date(2022, 1, 31)), part("1月"));
        assert_eq!(span(Reading::Total, year, date(2022, 9, 15)), part("1月1日—9月15日"));
        let half = Period::new(date(2022, 1, 1), date(2022, 6, 30)).unwrap();
        assert_eq!(span(Reading::Total, half, date(2022, 6, 30)), part("1—6月"));
        let late = Period::new(date(2022, 3, 1), date(2022, 12, 31)).unwrap();
        assert_eq!(span(Reading::Total, late, date(2022, 12, 31)), part("3—12月"));
        let across = Period::new(date(2022, 7, 1), date(2023, 6, 30)).unwrap();
        assert_eq!(span(Reading::Total, across, date(2022, 12, 31)), None);
        assert_eq!(span(Reading::Level, across, date(2022, 12, 31)), Some(Span::Whole));
        assert_eq!(span(Reading::Level, across, date(2023, 3, 31)), part("3月末"));
        assert_eq!(span(Reading::Level, across, date(2023, 3, 20)), part("3月20日"));
    }

    fn year(label: &str, span: Span, known: bool) -> TrendYear {
        let number = Decimal::parse("8").unwrap();
        let value = if known { Shown::Known(Amount::new(number.clone(), "亿元")) } else { Shown::Absent("暂不公开".into()) };
        TrendYear { label: label.into(), span, value, growth: known.then_some(number), goal: None, kind: YearKind::Final }
    }

    #[test]
    fn growth_never_gives_away_the_year_before() {
        let hidden = || (2021, year("2021年", Span::Whole, false));
        let mut whole = [hidden(), (2022, year("2022年", Span::Whole, true))];
        hide_growth_after_gaps(&mut whole);
        assert_eq!(whole[1].1.growth, None);
        let mut months = [hidden(), (2022, year("2022年", Span::Part("1—9月".into()), true))];
        hide_growth_after_gaps(&mut months);
        assert!(months[1].1.growth.is_some(), "nine months say nothing of a whole year");
    }

    #[test]
    fn years_without_a_report_stand_on_the_axis() {
        let years = with_gaps(vec![(2018, year("2018年", Span::Whole, true)), (2021, year("2021年", Span::Whole, true))]);
        let labels: Vec<&str> = years.iter().map(|year| year.label.as_str()).collect();
        assert_eq!(labels, ["2018年", "2019年", "2020年", "2021年"]);
        assert!(years[1].value.known().is_none() && years[3].growth.is_some());
    }
}
