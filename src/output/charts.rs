//! Which charts there are, and from which figures each is drawn. A chart is described here and drawn in [`crate::chart`]; a goal or figure
//! that is not public reaches neither.

use crate::assess::Assessment;
use crate::assess::status::Status;
use crate::assess::words;
use crate::chart::bullet::{Bullet, Reading};
use crate::chart::bullets::{BulletRow, Bullets};
use crate::chart::status::{Status as StatusChart, StatusBar};
use crate::chart::tone::Tone;
use crate::chart::trend::Trend;
use crate::chart::year::{Span, TrendYear, YearGoal, YearKind};
use crate::chart::{Amount, Chart, Drawing, Shown, standalone_svg};
use crate::markup::html::escape;
use crate::output::desk::Desk;
use crate::output::rows::{disclosure_status, newest};
use crate::output::{Context, Order, What};
use crate::report::Report;
use crate::report::entry::{Content, Entry, Figure, FigureStatus};
use crate::report::target::{Measure, Target};
use crate::site::{ChartKey, offices_with_targets};
use crate::value::date::chinese;
use crate::value::decimal::Decimal;
use crate::value::period::Period;
use crate::view::chart::{self as seen, Cell, Column, Table};
use crate::view::shared::{Html, Link, Value};
use jiff::civil::Date;
use num_rational::BigRational;
use std::fmt::Write;

/// Every chart that has a drawing, as a file.
pub fn orders(context: &Context<'_>) -> Vec<Order> {
    let mut orders = Vec::new();
    for (at, report) in context.site.world.reports.iter().enumerate() {
        for key in keys(context, at, report) {
            let path = key.path(report);
            orders.extend(path.map(|path| Order { path, what: What::Chart(key) }));
        }
    }
    orders
}

/// The charts of a report that have something to draw.
fn keys(context: &Context<'_>, at: usize, report: &Report) -> Vec<ChartKey> {
    let targets = 0..report.targets.len();
    let of_targets = targets.flat_map(|target| [ChartKey::Bullet(at, target), ChartKey::Trend(at, target)]);
    let chapters = (0..report.chapters.len()).map(|chapter| ChartKey::ChapterBullets(at, chapter));
    let offices = offices_with_targets(report).into_iter().map(|id| ChartKey::OfficeBullets(at, id));
    let all = of_targets.chain(chapters).chain(offices).chain(std::iter::once(ChartKey::Status(at)));
    all.filter(|key| is_drawn(context, report, key)).collect()
}

/// Whether a chart has something to draw, without drawing it.
pub fn is_drawn(context: &Context<'_>, report: &Report, key: &ChartKey) -> bool {
    let judged = context.site.assessments(key.report());
    let measured = |at: usize| judged.get(at).is_some_and(|assessment| assessment.completion.is_some());
    match key {
        ChartKey::Bullet(_, at) => {
            report.targets.get(*at).zip(judged.get(*at)).is_some_and(|(target, assessment)| has_bullet(target, assessment))
        }
        ChartKey::Trend(_, at) => report.targets.get(*at).is_some_and(|target| years(report, target).len() > 1),
        ChartKey::ChapterBullets(_, chapter) => {
            report.targets.iter().enumerate().any(|(at, target)| target.chapter == *chapter && measured(at))
        }
        ChartKey::OfficeBullets(_, id) => report.targets.iter().enumerate().any(|(at, target)| target.lead.contains(id) && measured(at)),
        ChartKey::Status(_) => !report.releases.is_empty(),
    }
}

/// The file of a chart.
pub fn file(desk: &Desk<'_>, key: &ChartKey) -> Option<String> {
    described(desk, key).map(|chart| standalone_svg(&chart))
}

/// A chart as a page shows it; `None` where there is nothing to draw.
pub fn figure(desk: &Desk<'_>, key: &ChartKey) -> Option<seen::Chart> {
    let report = desk.report(key.report())?;
    if !is_drawn(desk.context, report, key) {
        return None;
    }
    let chart = described(desk, key)?;
    let file = key.path(report).map(|path| Link { label: "下载图表（SVG）".into(), href: desk.file(&path) });
    Some(seen::Chart {
        id: format!("chart-{}", key.stem(report)),
        title: chart.title.clone(),
        sentence: chart.sentence.clone(),
        drawing: match &chart.drawing {
            Drawing::Svg { wide, narrow, .. } => Some(Html::new(format!("{wide}{narrow}"))),
            Drawing::Empty(_) => None,
        },
        table: table(&chart),
        file,
    })
}

/// A chart that a text asks for, with its own caption. The table stands under it in the page of its target.
pub fn inline(desk: &Desk<'_>, key: &ChartKey, caption: &str) -> Option<String> {
    let chart = figure(desk, key)?;
    let drawing = chart.drawing.as_ref()?.as_str();
    let mut html = format!("<figure class=\"drawing\">{drawing}<figcaption>{}</figcaption>", escape(caption));
    let _ = write!(html, "<p>{}</p></figure>", escape(&chart.sentence));
    Some(html)
}

fn table(chart: &Chart) -> Table {
    let columns = chart.table.head.iter().enumerate().map(|(at, label)| Column { label: label.clone(), numeric: at > 0 });
    let cell = |text: &String| Cell { value: Value::plain(text.clone()), href: None };
    Table {
        caption: chart.table.caption.clone(),
        columns: columns.collect(),
        rows: chart.table.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    }
}

fn described(desk: &Desk<'_>, key: &ChartKey) -> Option<Chart> {
    let report = desk.report(key.report())?;
    let judged = desk.assessments(key.report());
    // Drawn inside many pages: ids in a drawing begin with the chart's own name.
    let id = format!("c-{}", key.stem(report));
    Some(match key {
        ChartKey::Bullet(_, at) => bullet(desk, report, report.targets.get(*at)?, judged.get(*at)?, id).chart(),
        ChartKey::Trend(_, at) => {
            let target = report.targets.get(*at)?;
            let unit = target.unit.as_ref()?.label().to_owned();
            let reading = if target.measure == Measure::Cumulative { Reading::Total } else { Reading::Level };
            let title = format!("{}历年变化", target.name);
            Trend { id, title, unit, reading, years: years(report, target), demo: desk.sample() }.chart()
        }
        ChartKey::ChapterBullets(_, chapter) => {
            let title = report.chapters.get(*chapter).map(|chapter| format!("{}：各项目标完成比例", chapter.title))?;
            bullets(desk, report, judged, id, title, |target| target.chapter == *chapter).chart()
        }
        ChartKey::OfficeBullets(_, office) => {
            let title = format!("{}牵头目标完成比例", report.offices.get(office)?.name);
            bullets(desk, report, judged, id, title, |target| target.lead.contains(office)).chart()
        }
        ChartKey::Status(_) => status(desk, report, judged, id).chart(),
    })
}

fn tone(status: Status) -> Tone {
    Tone::of_code(status.code()).unwrap_or(Tone::NotAssessed)
}

/// A bullet compares a figure with a goal of the same unit: both must be known.
fn has_bullet(target: &Target, assessment: &Assessment) -> bool {
    let measured = match target.measure {
        Measure::Cumulative | Measure::Rate | Measure::Level { .. } | Measure::Cap => true,
        Measure::Milestone { .. } | Measure::Trend(_) | Measure::Standing => false,
    };
    let judged = match assessment.status {
        Status::Done | Status::Ahead | Status::OnSchedule | Status::Behind | Status::Missed | Status::NotDue => true,
        Status::Unreported | Status::Masked | Status::Withheld | Status::Ongoing | Status::NotAssessed => false,
    };
    measured && judged && target.known_goal().is_some() && value_of(target, assessment).is_some()
}

/// The newest value.
fn value_of<'t>(target: &'t Target, assessment: &Assessment) -> Option<(&'t Entry, &'t Figure)> {
    let entry = newest(target, assessment)?;
    match &entry.content {
        Content::Figure(figure) => (figure.value.is_some() || target.measure == Measure::Rate).then_some((entry, figure)),
        Content::Withheld { .. } | Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. } => None,
    }
}

fn bullet(desk: &Desk<'_>, report: &Report, target: &Target, assessment: &Assessment, id: String) -> Bullet {
    let unit = target.unit.as_ref().map_or("", |unit| unit.label()).to_owned();
    let reading = match target.measure {
        Measure::Cumulative => Reading::Total,
        Measure::Rate | Measure::Level { .. } | Measure::Cap | Measure::Milestone { .. } | Measure::Trend(_) | Measure::Standing => {
            Reading::Level
        }
    };
    let goal = target.known_goal();
    let goal_text = match &goal {
        // The upper end of a range stands apart.
        Some((lower, Some(_))) => format!("{lower}{unit}"),
        _ => words::goal_text(report, target, false).map(|text| text.judged().to_owned()).unwrap_or_default(),
    };
    let number = value_of(target, assessment).and_then(|(_, figure)| figure.value.clone().or_else(|| figure.growth.clone()));
    Bullet {
        id,
        title: target.name.clone(),
        reading,
        goal: match &goal {
            // Both ends of a range are said by the chart: the words of the goal would say the upper one twice.
            Some((value, Some(_))) => Shown::Known(Amount::new(value.clone(), &unit)),
            Some((value, None)) => Shown::Known(Amount { value: value.clone(), text: goal_text }),
            None => Shown::Absent("目标未载明数值".into()),
        },
        goal_upper: goal.and_then(|(_, upper)| upper).map(|upper| Amount::new(upper, &unit)),
        actual: number.map_or_else(|| Shown::Absent("暂无数据".into()), |number| Shown::Known(Amount::new(number, &unit))),
        expected: assessment.expected.as_ref().map(|expected| Amount::new(expected.shown.clone(), &unit)),
        completion: assessment.completion.clone().filter(|_| target.measure == Measure::Cumulative),
        as_of: assessment.as_of.map(chinese),
        tone: tone(assessment.status),
        chip: assessment.chip().to_owned(),
        demo: desk.sample() || disclosure_status(report, target) == FigureStatus::Demo,
        unit,
    }
}

fn bullets(
    desk: &Desk<'_>,
    report: &Report,
    judged: &[Assessment],
    id: String,
    title: String,
    wanted: impl Fn(&Target) -> bool,
) -> Bullets {
    let rows = report.targets.iter().zip(judged).filter(|(target, assessment)| wanted(target) && assessment.completion.is_some());
    let rows = rows.map(|(target, assessment)| BulletRow {
        name: target.name.clone(),
        completion: assessment.completion.clone(),
        pace: due_share(assessment).or_else(|| assessment.pace.clone()),
        tone: tone(assessment.status),
        chip: assessment.chip().to_owned(),
    });
    Bullets { id, title, rows: rows.collect(), demo: desk.sample() }
}

/// What should be reached by now as a share of the goal. Of things that are counted it is a whole number, as the judgement has it: the
/// bar of three of five that are on schedule must not end short of the line.
fn due_share(assessment: &Assessment) -> Option<Decimal> {
    let goal = assessment.value.as_ref()?.goal.as_ref().filter(|goal| !goal.is_zero())?;
    let share = &assessment.expected.as_ref()?.exact / goal.ratio() * BigRational::from_integer(100.into());
    Some(Decimal::rounded(&share, 1))
}

/// The figures at the ends of the years, and the newest one of the period. A withheld year is a gap with its reason.
fn years(report: &Report, target: &Target) -> Vec<TrendYear> {
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
fn span(reading: Reading, period: Period, as_of: Date) -> Option<Span> {
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

fn status(desk: &Desk<'_>, report: &Report, judged: &[Assessment], id: String) -> StatusChart {
    let bar = |label: String, chapter: Option<usize>| {
        let of_chapter = report.targets.iter().zip(judged).filter(|(target, _)| chapter.is_none_or(|chapter| target.chapter == chapter));
        let statuses: Vec<Status> = of_chapter.map(|(_, assessment)| assessment.status).collect();
        let count = |status: Status| u32::try_from(statuses.iter().filter(|other| **other == status).count()).unwrap_or(u32::MAX);
        StatusBar { label, counts: Status::ALL.into_iter().map(|status| (tone(status), count(status))).collect() }
    };
    let chapters = report.chapters.iter().enumerate().map(|(at, chapter)| bar(chapter.title.clone(), Some(at)));
    let bars = std::iter::once(bar("全部".into(), None)).chain(chapters).collect();
    StatusChart { id, title: "全部目标的状态".into(), bars, demo: desk.sample() }
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
