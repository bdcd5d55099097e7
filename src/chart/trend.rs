//! `trend`: one indicator over the years, as columns while there is room for them and as a line beyond. Both begin at zero. A year
//! without a figure is a gap with its reason; preliminary and demonstration years are hatched; what does not cover its year is pale with a
//! broken edge, and a line leads to it only where it is a state and no total.

use crate::chart::axis::Axis;
use crate::chart::bullet::Reading;
use crate::chart::canvas::{Canvas, Font, Place, Plot, PlotError, bar, curve, rule, spot};
use crate::chart::frame::{Frame, NARROW, Sheet, WIDE};
use crate::chart::ink::Ink;
use crate::chart::legend::{Key, draw as draw_legend};
use crate::chart::year::{TrendYear, YearGoal, YearKind, growth_words, part_words, story, whole_words};
use crate::chart::{Amount, Chart, Drawing, NOTHING_TO_DRAW, Shown, Table, marked, spoken, titled};
use crate::value::decimal::Decimal;
use plotters::element::Circle;

/// The input of a trend.
#[derive(Clone, Debug)]
pub struct Trend {
    /// Unique on the page; the ids in the drawing begin with it.
    pub id: String,
    /// The indicator's name.
    pub title: String,
    /// The unit of the axis, e.g. 亿元.
    pub unit: String,
    /// Totals of years, or states at their ends.
    pub reading: Reading,
    /// The years, oldest first.
    pub years: Vec<TrendYear>,
    /// Whether all of it is for demonstration; one such year is enough to mark the chart.
    pub demo: bool,
}

const VALUE: Font = Font::plain(15).bold().middle();
const YEAR: Font = Font::plain(15).middle();
const PART: Font = Font::plain(14).middle();
const GROWTH: Font = Font::plain(14).muted().middle();
const TICK: Font = Font::plain(14).muted().end();
/// What the growth below the years is.
const GROWTH_ROW: &str = "同比";
/// From the end of a column to the baseline of a number inside it.
const INSIDE: f64 = 18.0;
/// Below this many units a year, columns give way to a line.
const LEAST_SLOT: f64 = 20.0;
/// Beyond this many years a line has no dots.
const MOST_DOTS: usize = 60;

impl Trend {
    /// The chart.
    pub fn chart(&self) -> Chart {
        let demo = self.is_demo();
        let title = titled(&self.title, demo);
        let sentence = spoken(&story(&self.title, self.reading, &self.years), demo);
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

    fn known(&self) -> impl Iterator<Item = &Amount> {
        self.years.iter().filter_map(|year| year.value.known())
    }

    fn gaps(&self) -> impl Iterator<Item = String> {
        self.years.iter().filter_map(|year| match &year.value {
            Shown::Absent(reason) => Some(format!("{}：{reason}", year.name(self.reading))),
            Shown::Known(_) => None,
        })
    }

    fn table(&self, title: &str) -> Table {
        let demo = self.is_demo();
        let any = |wanted: &dyn Fn(&TrendYear) -> bool| self.years.iter().any(wanted);
        let growth = any(&|year| year.growth().is_some());
        let goals = any(&|year| year.goal.is_some());
        let parts = any(&|year| !year.is_whole());
        let kinds = any(&|year| year.kind != YearKind::Final);
        let mut head = vec!["年份".to_owned(), "数值".to_owned()];
        let covers = if self.reading == Reading::Total { "时段" } else { "时点" };
        head.extend(parts.then(|| covers.to_owned()));
        head.extend(growth.then(|| "同比".to_owned()));
        head.extend(goals.then(|| "目标".to_owned()));
        head.extend(kinds.then(|| "性质".to_owned()));
        let row = |year: &TrendYear| {
            let mut row = vec![year.name(self.reading), year.value.cell(demo)];
            let or_dash = |cell: Option<String>| cell.map_or_else(|| "—".to_owned(), |text| marked(&text, demo));
            let covers = if year.is_whole() { whole_words(self.reading) } else { part_words(self.reading) };
            row.extend(parts.then(|| covers.to_owned()));
            row.extend(growth.then(|| or_dash(year.growth().map(growth_words))));
            row.extend(goals.then(|| or_dash(year.goal_cell(self.reading))));
            row.extend(kinds.then(|| if year.kind == YearKind::Final { "—".into() } else { year.kind.word().to_owned() }));
            row
        };
        Table { caption: title.to_owned(), head, rows: self.years.iter().map(row).collect() }
    }

    fn sheet(&self, wide: f64) -> Option<Sheet> {
        self.known().next()?;
        let goals = self.years.iter().filter_map(|year| year.goal.as_ref()).flat_map(YearGoal::ends);
        let numbers: Vec<&Decimal> = self.known().map(|amount| &amount.value).chain(goals).collect();
        let values: Vec<f64> = numbers.iter().map(|number| number.for_pixels()).collect();
        let whole = numbers.iter().all(|number| number.scale() == 0);
        let axis = Axis::around(&values, 4, whole)?;
        let mut canvas = Canvas::new(wide);
        let top = draw_legend(&mut canvas, 15.0, &self.legend()) + 14.0;
        let growth = self.years.iter().any(|year| year.growth().is_some());
        let part = self.years.iter().any(|year| !year.is_whole());
        let row = if growth { TICK.width(GROWTH_ROW) } else { 0.0 };
        let left = axis.ticks.iter().map(|tick| TICK.width(&tick.text)).fold(row, f64::max) + 10.0;
        let high = if wide < WIDE { 200.0 } else { 250.0 };
        let place = Place { x: left, y: top, w: wide - left, h: high };
        let slots = f64::from(u32::try_from(self.years.len()).ok()?);
        let rows = Rows::below(top + high, part, growth);
        let columns = place.w / slots >= LEAST_SLOT;
        let share = (44.0 * slots / place.w).min(0.58);
        let spots = canvas.plot(rows.tall, place, 0.0..slots, axis.from..axis.to, |plot| {
            // The axis stands at zero.
            let off_axis = axis.ticks.iter().filter(|tick| tick.at != 0.0);
            plot.draw_series(off_axis.map(|tick| rule(Ink::Grid, (0.0, tick.at), (slots, tick.at))))?;
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
            for (x, end, year) in spots.years.iter().filter_map(|year| Some((year.x, year.end?, year))) {
                // Where the goal takes the place above a column, its number stands inside.
                let (top, foot) = (end.min(spots.zero), end.max(spots.zero));
                let (top, foot) = match (year.is_crowded(end > spots.zero), end > spots.zero) {
                    (false, _) => (top, foot),
                    (true, false) => ((top + INSIDE + 3.0).min(foot), foot),
                    (true, true) => (top, (foot - INSIDE - 3.0).max(top)),
                };
                canvas.reserve(Place { x: x - w / 2.0, y: top, w, h: foot - top });
            }
        }
        self.labels(&mut canvas, &spots, place, &rows);
        Some(Sheet { canvas, tall: rows.tall })
    }

    /// Where the labels of a year belong: the middle of its slot, the end of its column away from zero, and its goal.
    fn spot(&self, plot: &Plot<'_, '_>, x: f64, year: &TrendYear) -> YearSpot {
        let height = |number: &Decimal| spot(plot, (x, number.for_pixels())).1;
        YearSpot {
            x: spot(plot, (x, 0.0)).0,
            end: year.value.known().map(|amount| height(&amount.value)),
            goals: year.goal.iter().flat_map(YearGoal::ends).map(height).collect(),
        }
    }

    fn legend(&self) -> Vec<(Key, String)> {
        let unit = match self.reading {
            Reading::Total => format!("单位：{}", self.unit),
            Reading::Level => format!("单位：{}（年末数）", self.unit),
        };
        let mut entries = vec![(Key::Bare, unit)];
        let drawn = || self.years.iter().filter(|year| year.value.known().is_some());
        for kind in [YearKind::Preliminary, YearKind::Demo] {
            if drawn().any(|year| year.kind == kind && year.is_whole()) {
                entries.push((Key::Fill(kind.ink()), kind.word().to_owned()));
            }
        }
        for kind in [YearKind::Final, YearKind::Preliminary, YearKind::Demo] {
            if drawn().any(|year| year.kind == kind && !year.is_whole()) {
                let comma = if kind == YearKind::Final { "" } else { "，" };
                entries.push((Key::Fill(kind.ink_of_part()), format!("{}{comma}{}", part_words(self.reading), kind.word())));
            }
        }
        let goals: Vec<(&TrendYear, _)> = self.years.iter().filter_map(|year| Some((year, year.goal.as_ref()?))).collect();
        match goals.as_slice() {
            [] => {}
            [(year, goal)] => {
                entries.push((Key::Across(Ink::Goal), format!("{} {}", year.goal_name(goal, self.reading), goal.amount.text)))
            }
            _ => entries.push((Key::Across(Ink::Goal), "当年目标".into())),
        }
        entries.extend(self.gaps().take(4).map(|gap| (Key::Bare, gap)));
        entries
    }

    /// Columns `share` of a slot wide.
    fn columns(&self, plot: &mut Plot<'_, '_>, share: f64) -> Result<(), PlotError> {
        for (x, year) in centres(&self.years) {
            if let Some(amount) = year.value.known() {
                let (from, to) = (x - share / 2.0, x + share / 2.0);
                plot.draw_series([bar(year.ink(), (from, 0.0), (to, amount.value.for_pixels()))])?;
            }
        }
        self.goals(plot, share * 1.3)
    }

    /// A line with gaps; pieces that end in a figure that is not final, or not of a year's end, are dashed.
    fn line(&self, plot: &mut Plot<'_, '_>) -> Result<(), PlotError> {
        let mut piece: Vec<(f64, f64)> = Vec::new();
        let mut ink = Ink::Line;
        for (x, year) in centres(&self.years) {
            let next = if is_firm(year) { Ink::Line } else { Ink::LineSoft };
            match self.on_line(year) {
                Some(amount) => {
                    if next != ink && !piece.is_empty() {
                        let joint = piece.last().copied();
                        plot.draw_series(curve(ink, std::mem::take(&mut piece)))?;
                        piece.extend(joint);
                    }
                    ink = next;
                    piece.push((x, amount.value.for_pixels()));
                }
                None => {
                    plot.draw_series(curve(ink, std::mem::take(&mut piece)))?;
                }
            }
        }
        plot.draw_series(curve(ink, piece))?;
        let alone = |place: usize| {
            let gap = |other: Option<&TrendYear>| other.is_none_or(|year| self.on_line(year).is_none());
            gap(place.checked_sub(1).and_then(|before| self.years.get(before))) && gap(self.years.get(place + 1))
        };
        for (place, (x, year)) in centres(&self.years).enumerate() {
            let few = self.years.len() <= MOST_DOTS;
            let seen = |_: &&Amount| few || self.on_line(year).is_none() || alone(place);
            let Some(amount) = year.value.known().filter(seen) else { continue };
            let ink = if is_firm(year) { Ink::Dot } else { Ink::DotHollow };
            plot.draw_series([Circle::new((x, amount.value.for_pixels()), 40, ink.style())])?;
        }
        self.goals(plot, 0.9)
    }

    /// The figure a line may lead to: not the total of a part of a year, which would look like a fall.
    fn on_line<'y>(&self, year: &'y TrendYear) -> Option<&'y Amount> {
        year.value.known().filter(|_| year.is_whole() || self.reading == Reading::Level)
    }

    fn goals(&self, plot: &mut Plot<'_, '_>, share: f64) -> Result<(), PlotError> {
        for (x, year) in centres(&self.years) {
            for y in year.goal.iter().flat_map(YearGoal::ends).map(Decimal::for_pixels) {
                plot.draw_series([rule(Ink::Goal, (x - share / 2.0, y), (x + share / 2.0, y))])?;
            }
        }
        Ok(())
    }

    /// Whether the growth of every year can say what it is without meeting its neighbour.
    fn growth_fits(&self, place: Place, named: impl Fn(&Decimal) -> String) -> bool {
        let slot = place.w / f64::from(u32::try_from(self.years.len()).unwrap_or(u32::MAX));
        let mut free = 0.0;
        for (x, year) in centres(&self.years) {
            let Some(growth) = year.growth() else { continue };
            let w = GROWTH.width(&named(growth));
            let left = (place.x + x * slot - w / 2.0).min(place.x + place.w - w);
            if left < free {
                return false;
            }
            free = left + w + 4.0;
        }
        true
    }

    /// Numbers, years and growth: the newest first, then the oldest, then the rest from the right, each where nothing is in its way.
    fn labels(&self, canvas: &mut Canvas, spots: &Spots, place: Place, rows: &Rows) {
        let last = self.years.len().saturating_sub(1);
        let order = [last, 0].into_iter().chain((1..last).rev());
        let named = |growth: &Decimal| format!("{GROWTH_ROW} {}", signed(growth));
        let all_named = self.growth_fits(place, named);
        if let Some(y) = rows.growth.filter(|_| !all_named) {
            canvas.text(TICK, place.x - 8.0, y, GROWTH_ROW);
        }
        for index in order {
            let (Some(year), Some(at)) = (self.years.get(index), spots.years.get(index)) else { continue };
            if !canvas.text_if_free(YEAR, at.x, rows.year, &year.label) {
                continue;
            }
            if let Some((y, part)) = rows.part.zip(year.part(self.reading)) {
                canvas.text_if_free(PART, at.x, y, &part);
            }
            if let Some((y, growth)) = rows.growth.zip(year.growth()) {
                let words = if all_named { named(growth) } else { signed(growth) };
                canvas.text_if_free(GROWTH, at.x, y, &words);
            }
            if at.end.is_none() {
                canvas.text_if_free(GROWTH, at.x, spots.zero - 8.0, "—");
            }
            if let (Some(amount), Some(end)) = (year.value.known(), at.end) {
                let foot = place.y + place.h;
                let below = amount.value.is_negative();
                let y = match (below, at.is_crowded(below)) {
                    (false, false) => end - 7.0,
                    (false, true) => end + INSIDE,
                    (true, false) => end + 19.0,
                    (true, true) => end - 7.0,
                };
                canvas.text_if_free(VALUE, at.x, y.max(place.y - 4.0).min(foot + 4.0), amount.value.text());
            }
        }
    }
}

impl YearSpot {
    /// Whether the goal lies where the number would stand: beyond it, the number would look like the goal's.
    fn is_crowded(&self, below: bool) -> bool {
        let ahead = |end: f64, goal: f64| if below { goal - end } else { end - goal };
        self.end.is_some_and(|end| self.goals.iter().any(|goal| (0.5..25.0).contains(&ahead(end, *goal))))
    }
}

/// Baselines of what stands below the columns.
struct Rows {
    year: f64,
    part: Option<f64>,
    growth: Option<f64>,
    tall: f64,
}

impl Rows {
    fn below(foot: f64, part: bool, growth: bool) -> Self {
        let year = foot + 21.0;
        let after_part = if part { year + 20.0 } else { year };
        let after = if growth { after_part + 21.0 } else { after_part };
        Self { year, part: part.then_some(after_part), growth: growth.then_some(after), tall: after + 9.0 }
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
    goals: Vec<f64>,
}

/// Each year with the middle of its slot.
fn centres(years: &[TrendYear]) -> impl Iterator<Item = (f64, &TrendYear)> {
    std::iter::successors(Some(0.5), |x| Some(x + 1.0)).zip(years)
}

/// Whether a figure is final and of a whole year.
fn is_firm(year: &TrendYear) -> bool {
    year.is_whole() && year.kind == YearKind::Final
}

/// +8.0% · -1.2% · 0.0%
fn signed(growth: &Decimal) -> String {
    match growth.text().strip_prefix('-') {
        Some(size) => format!("-{size}%"),
        None if growth.is_zero() => format!("{growth}%"),
        None => format!("+{growth}%"),
    }
}
