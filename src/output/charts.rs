//! Which charts there are, and from which figures each is drawn. A chart is described here and drawn in [`crate::chart`]; a goal or figure
//! that is not public reaches neither.

use crate::assess::Assessment;
use crate::assess::status::Status;
use crate::assess::words;
use crate::chart::bullet::{Bullet, Reading};
use crate::chart::bullets::{BulletRow, Bullets};
use crate::chart::status::{Status as StatusChart, StatusBar};
use crate::chart::tone::Tone;
use crate::chart::trend::{Trend, TrendYear, YearKind};
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
use crate::view::chart::{self as seen, Cell, Column, Table};
use crate::view::shared::{Html, Link, Value};
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
            Trend { id, title: format!("{}历年变化", target.name), unit, years: years(report, target), demo: desk.sample() }.chart()
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
            Some((value, _)) => Shown::Known(Amount { value: value.clone(), text: goal_text }),
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
        pace: assessment.pace.clone(),
        tone: tone(assessment.status),
        chip: assessment.chip().to_owned(),
    });
    Bullets { id, title, rows: rows.collect(), demo: desk.sample() }
}

/// The figures at the ends of the years before the period, and the newest one of the period. A withheld year is a gap with its reason.
fn years(report: &Report, target: &Target) -> Vec<TrendYear> {
    if !matches!(target.measure, Measure::Cumulative | Measure::Level { .. }) {
        return Vec::new();
    }
    let unit = target.unit.as_ref().map_or("", |unit| unit.label());
    let history = target.entries.iter().filter(|entry| entry.as_of < target.period.from() && entry.as_of.month() == 12);
    let mut years: Vec<TrendYear> = history.map(|entry| year(entry, format!("{}年", entry.as_of.year()), unit)).collect();
    hide_growth_after_gaps(&mut years);
    if years.is_empty() {
        return years;
    }
    if let Some(entry) = target.entries.iter().rev().find(|entry| target.period.contains(entry.as_of)) {
        let whole = entry.as_of == target.period.to();
        let part = if whole { String::new() } else { format!("1—{}月", entry.as_of.month()) };
        let goal = target.known_goal().map(|(goal, _)| Amount {
            value: goal,
            text: words::goal_text(report, target, false).map(|text| text.judged().to_owned()).unwrap_or_default(),
        });
        years.push(TrendYear { goal, ..year(entry, format!("{}年{part}", entry.as_of.year()), unit) });
    }
    years
}

/// The growth of a year gives away the year before it, so it is left out where that year is not public.
fn hide_growth_after_gaps(years: &mut [TrendYear]) {
    let gaps: Vec<bool> = years.iter().map(|year| matches!(year.value, Shown::Absent(_))).collect();
    for (year, _) in years.iter_mut().skip(1).zip(gaps).filter(|(_, gap)| *gap) {
        year.growth = None;
    }
}

fn year(entry: &Entry, label: String, unit: &str) -> TrendYear {
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
    TrendYear { label, value, growth, goal: None, kind }
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
