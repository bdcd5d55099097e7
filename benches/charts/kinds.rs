//! Every kind of chart with the figures in it. A new kind is one entry of [`all`].

use crate::{Grouped, parts, samples, wholes};
use gongkai::chart::quarters::Quarter;
use gongkai::chart::tone::Tone;
use gongkai::chart::{Chart, Drawing, Shown};
use gongkai::value::decimal::Decimal;

/// A kind, how to draw it, and its figures for plotters' own columns.
pub struct Kind {
    pub name: &'static str,
    pub draw: Box<dyn Fn() -> Chart>,
    pub figures: Grouped,
}

pub fn all() -> Vec<Kind> {
    let (bullet, bullets, trend, status) = (samples::bullet(), samples::bullets(), samples::trend(), samples::status());
    let (quarters, stages, composition) = (parts::quarters(), parts::stages(), parts::composition());
    let shares = bullets.rows.iter().map(|row| (row.name.as_str(), vec![of(row.completion.as_ref()), of(row.pace.as_ref())]));
    let shares = figures(&bullets.title, &["完成率", "序时进度"], shares.collect());
    let years = trend.years.iter().map(|year| (year.label.as_str(), vec![shown(&year.value)])).collect();
    let years = figures(&trend.title, &["数值"], years);
    let tones: Vec<&str> = Tone::ALL.iter().map(|tone| tone.chip()).collect();
    let counts = |bar: &gongkai::chart::status::StatusBar| Tone::ALL.iter().map(|tone| bar.count(*tone) as f64).collect();
    let counts = figures(&status.title, &tones, status.bars.iter().map(|bar| (bar.label.as_str(), counts(bar))).collect());
    let plan = |quarter: &Quarter| vec![shown(&quarter.actual), of(quarter.planned.as_ref().map(|planned| &planned.value))];
    let plan = quarters.quarters.iter().map(|quarter| (quarter.label.as_str(), plan(quarter))).collect();
    let plan = figures(&quarters.title, &["累计完成", "按序时应完成"], plan);
    let reached = stages.stages.iter().map(|stage| (stage.name.as_str(), vec![1.0])).collect();
    let reached = figures(&stages.title, &["节点"], reached);
    let pieces = composition.parts.iter().map(|part| (part.name.as_str(), vec![shown(&part.amount)])).collect();
    let pieces = figures(&composition.title, &["数量"], pieces);
    let one = figures(&bullet.title, &["实际", "目标"], vec![("全年", vec![8.0, 10.0])]);
    let (heat, compare) = (wholes::heat(), wholes::compare());
    let cells = heat.rows.iter().map(|row| (row.label.as_str(), row.cells.iter().map(|cell| f64::from(cell.on_schedule)).collect()));
    let periods: Vec<&str> = heat.periods.iter().map(String::as_str).collect();
    let cells = figures(&heat.title, &periods, cells.collect());
    let panels = compare
        .panels
        .iter()
        .map(|panel| (panel.name.as_str(), [&panel.last, &panel.goal, &panel.actual].map(|dated| shown(&dated.value)).to_vec()));
    let panels = figures(&compare.title, &["上年", "目标", "实际"], panels.collect());
    vec![
        Kind { name: "bullet", draw: Box::new(move || bullet.chart()), figures: one },
        Kind { name: "bullets, 8 rows", draw: Box::new(move || bullets.chart()), figures: shares },
        Kind { name: "trend, 6 years", draw: Box::new(move || trend.chart()), figures: years },
        Kind { name: "quarters", draw: Box::new(move || quarters.chart()), figures: plan },
        Kind { name: "stages, 4 nodes", draw: Box::new(move || stages.chart()), figures: reached },
        Kind { name: "status, 6 bars", draw: Box::new(move || status.chart()), figures: counts },
        Kind { name: "composition, 4 parts", draw: Box::new(move || composition.chart()), figures: pieces },
        Kind { name: "heat, 6 rows × 4", draw: Box::new(move || heat.chart()), figures: cells },
        Kind { name: "compare, 5 panels", draw: Box::new(move || compare.chart()), figures: panels },
    ]
}

/// The bytes of the drawing for wide screens as it stands in the page.
pub fn bytes_of_one(chart: &Chart) -> usize {
    match &chart.drawing {
        Drawing::Svg { wide, .. } => wide.len(),
        Drawing::Empty(reason) => panic!("nothing drawn: {reason}"),
    }
}

fn figures(title: &str, series: &[&str], categories: Vec<(&str, Vec<f64>)>) -> Grouped {
    Grouped {
        title: title.into(),
        unit: String::new(),
        series: series.iter().map(|name| (*name).to_owned()).collect(),
        categories: categories.into_iter().map(|(name, values)| (name.to_owned(), values)).collect(),
    }
}

fn of(value: Option<&Decimal>) -> f64 {
    value.map_or(0.0, |value| value.to_string().parse().unwrap())
}

fn shown(value: &Shown) -> f64 {
    of(value.known().map(|amount| &amount.value))
}
