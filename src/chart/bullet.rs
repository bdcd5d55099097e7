//! `bullet`: one target's figure against its goal and its pace. The bar begins at zero and is as long as the figure, beyond the goal too.

use crate::chart::axis::Axis;
use crate::chart::canvas::{Canvas, Font, Place, bar, rule, spot};
use crate::chart::frame::{Frame, NARROW, Sheet, WIDE};
use crate::chart::ink::Ink;
use crate::chart::tone::Tone;
use crate::chart::{Amount, Chart, Drawing, NOTHING_TO_DRAW, Shown, Table, marked, spoken, titled};
use crate::value::decimal::Decimal;

/// How a figure is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A sum that grows over the year: 实际完成8个.
    Total,
    /// A state or a rate: 实际为7.6%.
    Level,
}

/// The input of a bullet chart.
#[derive(Clone, Debug)]
pub struct Bullet {
    /// Unique on the page; the ids in the drawing begin with it.
    pub id: String,
    /// The target's name.
    pub title: String,
    /// The unit of the axis, e.g. 个.
    pub unit: String,
    /// How the figure is spoken of.
    pub reading: Reading,
    /// The goal, or the lower end of a range.
    pub goal: Shown,
    /// The upper end where the goal is a range.
    pub goal_upper: Option<Amount>,
    /// The figure.
    pub actual: Shown,
    /// What the pace asks for by the date of the figure.
    pub expected: Option<Amount>,
    /// Completion in percent, as judged; printed with a percent sign.
    pub completion: Option<Decimal>,
    /// The date of the figure in words, e.g. 2022年9月30日.
    pub as_of: Option<String>,
    /// The status.
    pub tone: Tone,
    /// Its short words.
    pub chip: String,
    /// Whether the data is for demonstration.
    pub demo: bool,
}

impl Bullet {
    /// The chart.
    pub fn chart(&self) -> Chart {
        let title = titled(&self.title, self.demo);
        let sentence = spoken(&self.sentence(), self.demo);
        let frame = Frame { id: &self.id, title: &title, sentence: &sentence, demo: self.demo };
        let drawing = match (self.sheet(WIDE), self.sheet(NARROW)) {
            (Some(wide), Some(narrow)) => frame.drawing(&wide, &narrow),
            _ => Drawing::Empty(NOTHING_TO_DRAW.into()),
        };
        let table = self.table(&title);
        Chart { title, sentence, table, drawing }
    }

    fn sentence(&self) -> String {
        let mut parts = Vec::new();
        if let Some(actual) = self.actual.known() {
            let since = self.as_of.as_ref().map(|date| format!("截至{date}，")).unwrap_or_default();
            let verb = match self.reading {
                Reading::Total => "实际完成",
                Reading::Level => "实际为",
            };
            parts.push(format!("{since}{}{verb}{}", self.title, actual.text));
        }
        if let Some(goal) = self.goal_words() {
            parts.push(format!("目标{goal}"));
        }
        if self.actual.known().is_some() {
            parts.extend(self.share().map(|share| format!("完成{share}%")));
            parts.extend(self.pace().map(|pace| format!("按序时应完成{}", pace.text)));
            parts.extend(self.gap());
        }
        if parts.is_empty() { String::new() } else { format!("{}。", parts.join("，")) }
    }

    /// The pace, only beside a goal: an expected amount would give a hidden goal away.
    fn pace(&self) -> Option<&Amount> {
        self.goal.known().and(self.expected.as_ref())
    }

    /// Completion, only beside a goal, for the same reason.
    fn share(&self) -> Option<&Decimal> {
        self.goal.known().and(self.completion.as_ref())
    }

    /// How much a slow target lacks, in its unit.
    fn gap(&self) -> Option<String> {
        let (actual, expected) = (self.actual.known()?, self.pace()?);
        let lacks = expected.value.ratio() - actual.value.ratio();
        let places = expected.value.scale().max(actual.value.scale());
        let slow = self.tone.is_slow() && actual.value < expected.value;
        slow.then(|| format!("相差{}{}", Decimal::rounded(&lacks, places), self.unit))
    }

    /// The goal as printed, both ends of a range.
    fn goal_words(&self) -> Option<String> {
        let goal = self.goal.known()?;
        Some(match &self.goal_upper {
            Some(upper) => format!("{}至{}", goal.text, upper.text),
            None => goal.text.clone(),
        })
    }

    fn table(&self, title: &str) -> Table {
        let row = |name: &str, cell: String| vec![name.to_owned(), cell];
        let goal = self.goal_words().map_or_else(|| self.goal.cell(self.demo), |words| marked(&words, self.demo));
        let mut rows = vec![row("目标", goal), row("实际", self.actual.cell(self.demo))];
        rows.extend(self.share().map(|share| row("完成率", marked(&format!("{share}%"), self.demo))));
        rows.extend(self.pace().map(|pace| row("按序时应完成", marked(&pace.text, self.demo))));
        rows.extend(self.as_of.clone().map(|date| row("数据截至", date)));
        rows.push(row("进度评价", self.chip.clone()));
        Table { caption: title.to_owned(), head: vec!["项目".into(), "数据".into()], rows }
    }

    fn sheet(&self, wide: f64) -> Option<Sheet> {
        let actual = self.actual.known()?;
        let mut canvas = Canvas::new(wide);
        let top = self.headline(&mut canvas, actual);
        let upper = self.goal.known().and(self.goal_upper.as_ref());
        let amounts: Vec<&Amount> = [Some(actual), self.goal.known(), upper, self.pace()].into_iter().flatten().collect();
        let values: Vec<f64> = amounts.iter().map(|amount| amount.value.for_pixels()).collect();
        let whole = amounts.iter().all(|amount| amount.value.scale() == 0);
        let font = Font::plain(14).muted().middle();
        let edge = (font.width(&self.unit) / 2.0 + 20.0).min(52.0);
        let fits = |axis: &Axis| axis.stands_clear(wide - 2.0 * edge, |tick| font.width(&tick.text) + font.width(&self.unit));
        let axis = Axis::fitting(&values, if wide < WIDE { 4 } else { 8 }, whole, fits)?;
        let goal_label = self.goal_words().map(|words| format!("目标 {words}"));
        let pace_label = self.pace().map(|pace| format!("序时进度 {}", pace.text));
        let label = Font::plain(15).middle();
        let goal_lines = goal_label.map(|words| label.wrap(&words, wide)).unwrap_or_default();
        let pace_lines = pace_label.map(|words| label.wrap(&words, wide)).unwrap_or_default();
        let goal_end = top + 22.0 * count(&goal_lines);
        let pace_end = goal_end + 22.0 * count(&pace_lines);
        let (bar_top, bar_tall) = (pace_end + 10.0, 30.0);
        let tall = bar_top + bar_tall + 40.0;
        let place = Place { x: edge, y: top, w: wide - 2.0 * edge, h: tall - top - 30.0 };
        let low = place.h;
        let row = |y: f64| y - top;
        let marks = canvas.plot(tall, place, axis.from..axis.to, low..0.0, |plot| {
            let (up, down) = (row(bar_top), row(bar_top + bar_tall));
            plot.draw_series(axis.ticks.iter().map(|tick| rule(Ink::Grid, (tick.at, up - 6.0), (tick.at, down + 6.0))))?;
            if let Some(goal) = self.goal.known() {
                let (from, to) = match upper {
                    Some(upper) => (goal.value.for_pixels(), upper.value.for_pixels()),
                    None => (0.0, goal.value.for_pixels()),
                };
                plot.draw_series([bar(Ink::Track, (from, up), (to, down))])?;
                let ends = [Some(goal), upper].into_iter().flatten().map(|end| end.value.for_pixels());
                plot.draw_series(ends.map(|at| rule(Ink::Goal, (at, row(goal_end) - 5.0), (at, down + 6.0))))?;
            }
            plot.draw_series([bar(Ink::Main, (0.0, up + 7.0), (actual.value.for_pixels(), down - 7.0))])?;
            if let Some(pace) = self.pace() {
                let at = pace.value.for_pixels();
                let (from, to) = ((at, row(pace_end) - 5.0), (at, down + 6.0));
                // The ground shows between the dashes where they cross the bar.
                plot.draw_series([rule(Ink::Gap, (at, up + 7.0), (at, down - 7.0)), rule(Ink::Pace, from, to)])?;
            }
            plot.draw_series([rule(Ink::Axis, (0.0, up - 6.0), (0.0, down + 6.0))])?;
            Ok(axis.ticks.iter().map(|tick| (spot(plot, (tick.at, 0.0)).0, tick.text.clone())).collect::<Vec<_>>())
        })?;
        let along = |value: f64| place.x + place.w * (value - axis.from) / (axis.to - axis.from);
        if let Some(goal) = self.goal.known() {
            canvas.lines(label, along(goal.value.for_pixels()), top + 12.0, 22.0, &goal_lines);
        }
        if let Some(pace) = self.pace() {
            let w = pace_lines.iter().map(|line| label.width(line)).fold(0.0, f64::max);
            let ends = [self.goal.known(), upper].into_iter().flatten().map(|end| along(end.value.for_pixels())).collect::<Vec<_>>();
            let x = clear_of(&ends, along(pace.value.for_pixels()), w, wide);
            canvas.lines(label, x, goal_end + 12.0, 22.0, &pace_lines);
        }
        canvas.reserve(Place { x: 0.0, y: bar_top, w: wide, h: bar_tall });
        let last = marks.len().saturating_sub(1);
        for (index, (x, words)) in marks.into_iter().enumerate() {
            let words = if index == last { format!("{words}{}", self.unit) } else { words };
            canvas.text_if_free(font, x, tall - 14.0, &words);
        }
        Some(Sheet { canvas, tall })
    }

    /// The figure in large type and the status beside it, below it where there is no room; returns where the rest may begin.
    fn headline(&self, canvas: &mut Canvas, actual: &Amount) -> f64 {
        let large = Font::plain(30).bold();
        let font = if large.width(&actual.text) <= canvas.wide() { large } else { Font::plain(17).bold() };
        let lines = font.wrap(&actual.text, canvas.wide());
        let y = canvas.lines(font, 0.0, 32.0, 32.0, &lines) - 32.0;
        let mut x = lines.last().map_or(0.0, |line| font.width(line)) + 14.0;
        let mut y = y;
        let chip = Font::plain(16).bold();
        let share = self.share().map(|share| format!("完成{share}%")).unwrap_or_default();
        let note = Font::plain(16).muted();
        if !share.is_empty() {
            if x + note.width(&share) > canvas.wide() {
                (x, y) = (0.0, y + 26.0);
            }
            canvas.text(note, x, y, &share);
            x += note.width(&share) + 14.0;
        }
        if x + 18.0 + chip.width(&self.chip) > canvas.wide() {
            (x, y) = (0.0, y + 26.0);
        }
        self.tone.shape(canvas, x + 7.0, y - 6.0);
        for line in chip.wrap(&self.chip, canvas.wide() - 20.0) {
            canvas.text(chip, x + 20.0, y, &line);
            y += 24.0;
        }
        y
    }
}

/// The middle of a label `w` wide near `x` that no upright line at `lines` cuts, if there is such a place near by.
fn clear_of(lines: &[f64], x: f64, w: f64, wide: f64) -> f64 {
    const AIR: f64 = 7.0;
    let inside = |x: f64| x.min(wide - w / 2.0).max(w / 2.0);
    let cut = |x: f64| lines.iter().any(|line| (line - x).abs() < w / 2.0 + AIR - 0.5);
    let beside = lines.iter().flat_map(|line| [line - w / 2.0 - AIR, line + w / 2.0 + AIR]);
    let mut places: Vec<f64> = std::iter::once(x).chain(beside).map(inside).filter(|place| !cut(*place)).collect();
    places.sort_by(|a, b| (a - x).abs().total_cmp(&(b - x).abs()));
    places.first().copied().unwrap_or_else(|| inside(x))
}

/// How many lines, as a number to lay out with.
fn count(lines: &[String]) -> f64 {
    f64::from(u32::try_from(lines.len()).unwrap_or(0))
}
