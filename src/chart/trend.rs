//! `trend`: one indicator over the years, as columns while there is room for them and as a line beyond. Both begin at zero. A year
//! without a figure is a gap with its reason; preliminary and demonstration years are hatched.

use crate::chart::axis::Axis;
use crate::chart::canvas::{Canvas, Font, Place, Plot, PlotError, bar, curve, rule, spot};
use crate::chart::frame::{Frame, NARROW, Sheet, WIDE};
use crate::chart::ink::Ink;
use crate::chart::legend::{Key, draw as draw_legend};
use crate::chart::{Amount, Chart, Drawing, NOTHING_TO_DRAW, Shown, Table, marked, spoken, titled};
use crate::value::decimal::Decimal;
use plotters::element::Circle;
use std::cmp::Ordering;

/// The input of a trend.
#[derive(Clone, Debug)]
pub struct Trend {
    /// Unique on the page; the ids in the drawing begin with it.
    pub id: String,
    /// The indicator's name.
    pub title: String,
    /// The unit of the axis, e.g. 亿元.
    pub unit: String,
    /// The years, oldest first.
    pub years: Vec<TrendYear>,
    /// Whether all of it is for demonstration; one such year is enough to mark the chart.
    pub demo: bool,
}

/// One year.
#[derive(Clone, Debug)]
pub struct TrendYear {
    /// The year as printed, e.g. 2022年.
    pub label: String,
    /// Its figure.
    pub value: Shown,
    /// Its growth on the year before, in percent, as published; not shown for a year without a figure, which it would give away.
    pub growth: Option<Decimal>,
    /// The goal of that year, if it is known.
    pub goal: Option<Amount>,
    /// What kind of figure it is.
    pub kind: YearKind,
}

impl TrendYear {
    fn growth(&self) -> Option<&Decimal> {
        self.value.known().and(self.growth.as_ref())
    }
}

/// What kind of figure a year has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearKind {
    /// 最终数
    Final,
    /// 初步数
    Preliminary,
    /// 演示数据
    Demo,
}

impl YearKind {
    fn word(self) -> &'static str {
        match self {
            Self::Final => "",
            Self::Preliminary => "初步数",
            Self::Demo => "演示数据",
        }
    }

    fn ink(self) -> Ink {
        match self {
            Self::Final => Ink::Main,
            Self::Preliminary => Ink::MainPreliminary,
            Self::Demo => Ink::MainDemo,
        }
    }
}

const VALUE: Font = Font::plain(15).bold().middle();
const YEAR: Font = Font::plain(15).middle();
const GROWTH: Font = Font::plain(14).muted().middle();
const TICK: Font = Font::plain(14).muted().end();
/// Below this many units a year, columns give way to a line.
const LEAST_SLOT: f64 = 20.0;
/// Beyond this many years a line has no dots.
const MOST_DOTS: usize = 60;

impl Trend {
    /// The chart.
    pub fn chart(&self) -> Chart {
        let demo = self.is_demo();
        let title = titled(&self.title, demo);
        let sentence = spoken(&self.sentence(), demo);
        let frame = Frame { id: &self.id, title: &title, sentence: &sentence, demo };
        let drawing = match (self.sheet(WIDE), self.sheet(NARROW)) {
            (Some(wide), Some(narrow)) => frame.drawing(&wide, &narrow),
            _ => Drawing::Empty(NOTHING_TO_DRAW.into()),
        };
        Chart { table: self.table(&title), title, sentence, drawing }
    }

    fn is_demo(&self) -> bool {
        self.demo || self.years.iter().any(|year| year.kind == YearKind::Demo)
    }

    fn known(&self) -> Vec<(&TrendYear, &Amount)> {
        self.years.iter().filter_map(|year| Some((year, year.value.known()?))).collect()
    }

    fn sentence(&self) -> String {
        let known = self.known();
        let (Some((first, from)), Some((last, to))) = (known.first(), known.last()) else {
            return NOTHING_TO_DRAW.into();
        };
        let mut out = format!("{}：{}{}", self.title, first.label, from.text);
        if known.len() > 1 {
            out.push_str(&match to.value.cmp(&from.value) {
                Ordering::Greater => format!("，{}增至{}", last.label, to.text),
                Ordering::Less => format!("，{}减至{}", last.label, to.text),
                Ordering::Equal => format!("，{}持平，为{}", last.label, to.text),
            });
        }
        out.push('。');
        let highest = known.iter().fold(None::<&(&TrendYear, &Amount)>, |best, next| match best {
            Some(top) if top.1.value >= next.1.value => Some(top),
            _ => Some(next),
        });
        if let Some((year, amount)) = highest.filter(|_| known.len() > 2) {
            out.push_str(&format!("最高的是{}，{}。", year.label, amount.text));
        }
        if let Some(growth) = last.growth() {
            out.push_str(&format!("{}{}。", last.label, growth_words(growth)));
        }
        for year in &self.years {
            if let Some(goal) = &year.goal {
                out.push_str(&format!("{}目标{}。", year.label, goal.text));
            }
        }
        let gaps: Vec<String> = self.gaps().map(|(year, reason)| format!("{}{reason}", year.label)).take(6).collect();
        if !gaps.is_empty() {
            out.push_str(&format!("没有数据的年份：{}。", gaps.join("，")));
        }
        let early: Vec<&str> =
            self.years.iter().filter(|year| year.kind == YearKind::Preliminary).map(|year| year.label.as_str()).take(6).collect();
        if !early.is_empty() {
            out.push_str(&format!("{}为初步数。", early.join("、")));
        }
        out
    }

    fn gaps(&self) -> impl Iterator<Item = (&TrendYear, &str)> {
        self.years.iter().filter_map(|year| match &year.value {
            Shown::Absent(reason) => Some((year, reason.as_str())),
            Shown::Known(_) => None,
        })
    }

    fn table(&self, title: &str) -> Table {
        let demo = self.is_demo();
        let growth = self.years.iter().any(|year| year.growth().is_some());
        let goals = self.years.iter().any(|year| year.goal.is_some());
        let kinds = self.years.iter().any(|year| year.kind != YearKind::Final);
        let mut head = vec!["年份".to_owned(), "数值".to_owned()];
        head.extend(growth.then(|| "同比".to_owned()));
        head.extend(goals.then(|| "目标".to_owned()));
        head.extend(kinds.then(|| "数据性质".to_owned()));
        let row = |year: &TrendYear| {
            let mut row = vec![year.label.clone(), year.value.cell(demo)];
            let or_dash = |cell: Option<String>| cell.map_or_else(|| "—".to_owned(), |text| marked(&text, demo));
            row.extend(growth.then(|| or_dash(year.growth().map(growth_words))));
            row.extend(goals.then(|| or_dash(year.goal.as_ref().map(|goal| goal.text.clone()))));
            row.extend(kinds.then(|| if year.kind == YearKind::Final { "—".into() } else { year.kind.word().to_owned() }));
            row
        };
        Table { caption: title.to_owned(), head, rows: self.years.iter().map(row).collect() }
    }

    fn sheet(&self, wide: f64) -> Option<Sheet> {
        let known = self.known();
        if known.is_empty() {
            return None;
        }
        let amounts: Vec<&Amount> =
            known.iter().map(|(_, amount)| *amount).chain(self.years.iter().filter_map(|y| y.goal.as_ref())).collect();
        let values: Vec<f64> = amounts.iter().map(|amount| amount.value.for_pixels()).collect();
        let whole = amounts.iter().all(|amount| amount.value.scale() == 0);
        let axis = Axis::around(&values, 4, whole)?;
        let mut canvas = Canvas::new(wide);
        let top = draw_legend(&mut canvas, 15.0, &self.legend()) + 14.0;
        let left = axis.ticks.iter().map(|tick| TICK.width(&tick.text)).fold(0.0, f64::max) + 10.0;
        let high = if wide < WIDE { 200.0 } else { 250.0 };
        let place = Place { x: left, y: top, w: wide - left, h: high };
        let slots = f64::from(u32::try_from(self.years.len()).ok()?);
        let growth = self.years.iter().any(|year| year.growth().is_some());
        let tall = top + high + if growth { 50.0 } else { 30.0 };
        let columns = place.w / slots >= LEAST_SLOT;
        let share = (44.0 * slots / place.w).min(0.58);
        let spots = canvas.plot(tall, place, 0.0..slots, axis.from..axis.to, |plot| {
            plot.draw_series(axis.ticks.iter().map(|tick| rule(Ink::Grid, (0.0, tick.at), (slots, tick.at))))?;
            if columns {
                self.columns(plot, share)?
            } else {
                self.line(plot)?
            }
            plot.draw_series([rule(Ink::Axis, (0.0, 0.0), (slots, 0.0))])?;
            let ticks = axis.ticks.iter().map(|tick| (spot(plot, (0.0, tick.at)).1, tick.text.clone())).collect();
            let zero = spot(plot, (0.0, 0.0)).1;
            Ok(Spots { zero, ticks, years: centres(&self.years).map(|(x, year)| self.spot(plot, x, year)).collect() })
        })?;
        for (y, words) in &spots.ticks {
            canvas.text(TICK, left - 8.0, y + 5.0, words);
        }
        if columns {
            let w = share * place.w / slots;
            for (x, end) in spots.years.iter().filter_map(|year| Some((year.x, year.end?))) {
                canvas.reserve(Place { x: x - w / 2.0, y: end.min(spots.zero), w, h: (end - spots.zero).abs() });
            }
        }
        self.labels(&mut canvas, &spots, place);
        Some(Sheet { canvas, tall })
    }

    /// Where the labels of a year belong: the middle of its slot, the end of its column away from zero, and its goal.
    fn spot(&self, plot: &Plot<'_, '_>, x: f64, year: &TrendYear) -> YearSpot {
        let height = |amount: &Amount| spot(plot, (x, amount.value.for_pixels())).1;
        YearSpot { x: spot(plot, (x, 0.0)).0, end: year.value.known().map(height), goal: year.goal.as_ref().map(height) }
    }

    fn legend(&self) -> Vec<(Key, String)> {
        let mut entries = vec![(Key::Bare, format!("单位：{}", self.unit))];
        for kind in [YearKind::Preliminary, YearKind::Demo] {
            if self.years.iter().any(|year| year.kind == kind && year.value.known().is_some()) {
                entries.push((Key::Fill(kind.ink()), kind.word().to_owned()));
            }
        }
        let goals: Vec<String> = self.years.iter().filter_map(|y| Some(format!("{}目标 {}", y.label, y.goal.as_ref()?.text))).collect();
        match goals.as_slice() {
            [] => {}
            [only] => entries.push((Key::Across(Ink::Goal), only.clone())),
            _ => entries.push((Key::Across(Ink::Goal), "当年目标".into())),
        }
        let gaps: Vec<String> = self.gaps().map(|(year, reason)| format!("{}：{reason}", year.label)).take(4).collect();
        entries.extend(gaps.into_iter().map(|gap| (Key::Bare, gap)));
        entries
    }

    /// Columns `share` of a slot wide.
    fn columns(&self, plot: &mut Plot<'_, '_>, share: f64) -> Result<(), PlotError> {
        for (x, year) in centres(&self.years) {
            if let Some(amount) = year.value.known() {
                let (from, to) = (x - share / 2.0, x + share / 2.0);
                plot.draw_series([bar(year.kind.ink(), (from, 0.0), (to, amount.value.for_pixels()))])?;
            }
        }
        self.goals(plot, share * 1.3)
    }

    /// A line with gaps; pieces that end in a preliminary or demonstration year are dashed.
    fn line(&self, plot: &mut Plot<'_, '_>) -> Result<(), PlotError> {
        let mut piece: Vec<(f64, f64)> = Vec::new();
        let mut ink = Ink::Line;
        for (x, year) in centres(&self.years) {
            let next = if year.kind == YearKind::Final { Ink::Line } else { Ink::LineSoft };
            match year.value.known().map(|amount| amount.value.for_pixels()) {
                Some(y) => {
                    if next != ink && !piece.is_empty() {
                        let joint = piece.last().copied();
                        plot.draw_series(curve(ink, std::mem::take(&mut piece)))?;
                        piece.extend(joint);
                    }
                    ink = next;
                    piece.push((x, y));
                }
                None => {
                    plot.draw_series(curve(ink, std::mem::take(&mut piece)))?;
                }
            }
        }
        plot.draw_series(curve(ink, piece))?;
        let alone = |place: usize| {
            let gap = |other: Option<&TrendYear>| other.is_none_or(|year| year.value.known().is_none());
            gap(place.checked_sub(1).and_then(|before| self.years.get(before))) && gap(self.years.get(place + 1))
        };
        for (place, (x, year)) in centres(&self.years).enumerate() {
            let Some(amount) = year.value.known().filter(|_| self.years.len() <= MOST_DOTS || alone(place)) else { continue };
            let ink = if year.kind == YearKind::Final { Ink::Dot } else { Ink::DotHollow };
            plot.draw_series([Circle::new((x, amount.value.for_pixels()), 40, ink.style())])?;
        }
        self.goals(plot, 0.9)
    }

    fn goals(&self, plot: &mut Plot<'_, '_>, share: f64) -> Result<(), PlotError> {
        for (x, year) in centres(&self.years) {
            if let Some(goal) = &year.goal {
                let y = goal.value.for_pixels();
                plot.draw_series([rule(Ink::Goal, (x - share / 2.0, y), (x + share / 2.0, y))])?;
            }
        }
        Ok(())
    }

    /// Numbers, years and growth: the newest first, then the oldest, then the rest from the right, each where nothing is in its way.
    fn labels(&self, canvas: &mut Canvas, spots: &Spots, place: Place) {
        let last = self.years.len().saturating_sub(1);
        let order = [last, 0].into_iter().chain((1..last).rev());
        for index in order {
            let (Some(year), Some(at)) = (self.years.get(index), spots.years.get(index)) else { continue };
            let foot = place.y + place.h;
            if !canvas.text_if_free(YEAR, at.x, foot + 21.0, &year.label) {
                continue;
            }
            if let Some(growth) = year.growth() {
                canvas.text_if_free(GROWTH, at.x, foot + 42.0, &signed(growth));
            }
            if at.end.is_none() {
                canvas.text_if_free(GROWTH, at.x, spots.zero - 8.0, "—");
            }
            if let (Some(amount), Some(end)) = (year.value.known(), at.end) {
                let below = amount.value.is_negative();
                let mut y = if below { end + 19.0 } else { end - 7.0 };
                if let Some(goal) = at.goal.filter(|goal| (y - 17.0..y + 5.0).contains(goal)) {
                    y = if below { goal + 19.0 } else { goal - 7.0 };
                }
                canvas.text_if_free(VALUE, at.x, y.max(place.y - 4.0).min(foot + 4.0), amount.value.text());
            }
        }
    }
}

struct Spots {
    zero: f64,
    ticks: Vec<(f64, String)>,
    years: Vec<YearSpot>,
}

struct YearSpot {
    x: f64,
    end: Option<f64>,
    goal: Option<f64>,
}

/// Each year with the middle of its slot.
fn centres(years: &[TrendYear]) -> impl Iterator<Item = (f64, &TrendYear)> {
    std::iter::successors(Some(0.5), |x| Some(x + 1.0)).zip(years)
}

/// 增长8.0% · 下降1.2% · 与上年持平
fn growth_words(growth: &Decimal) -> String {
    match growth.text().strip_prefix('-') {
        Some(size) if !growth.is_zero() => format!("下降{size}%"),
        _ if growth.is_zero() => "与上年持平".into(),
        _ => format!("增长{growth}%"),
    }
}

/// +8.0% · −1.2% · 0.0%
fn signed(growth: &Decimal) -> String {
    match growth.text().strip_prefix('-') {
        Some(size) => format!("-{size}%"),
        None if growth.is_zero() => format!("{growth}%"),
        None => format!("+{growth}%"),
    }
}
