//! `quarters`: what was reached by the end of each quarter since the year began, against what the pace asks for by then. Columns where
//! every slot has room for its words, rows elsewhere. A quarter without a figure is a gap with its reason.

use crate::chart::axis::Axis;
use crate::chart::canvas::{Canvas, Font, Place, Plot, PlotError, bar, dashed, rule, spot};
use crate::chart::frame::{Frame, NARROW, Sheet, WIDE};
use crate::chart::ink::Ink;
use crate::chart::legend::{Key, draw as draw_legend};
use crate::chart::{Amount, Chart, Drawing, NOTHING_TO_DRAW, Shown, Table, marked, spoken, titled};
use crate::value::decimal::Decimal;
use num_rational::BigRational;
use std::cmp::Ordering;

/// The input of a chart by quarter.
#[derive(Clone, Debug)]
pub struct Quarters {
    /// Unique on the page; the ids in the drawing begin with it.
    pub id: String,
    /// The target's name.
    pub title: String,
    /// The unit of the axis, e.g. 个.
    pub unit: String,
    /// The goal of the whole time. While it is absent no planned amount is shown, since goal and pace give each other away.
    pub goal: Shown,
    /// The quarters, oldest first.
    pub quarters: Vec<Quarter>,
    /// Whether the data is for demonstration.
    pub demo: bool,
}

/// One quarter.
#[derive(Clone, Debug)]
pub struct Quarter {
    /// The time from the beginning of the year, e.g. 一季度, 上半年, 前三季度, 全年.
    pub label: String,
    /// What was reached by its end since the year began.
    pub actual: Shown,
    /// What the pace asks for by its end.
    pub planned: Option<Amount>,
    /// Whether the figure may still change.
    pub preliminary: bool,
}

impl Quarter {
    fn is_early(&self) -> bool {
        self.preliminary && self.actual.known().is_some()
    }

    fn ink(&self) -> Ink {
        if self.preliminary { Ink::MainPreliminary } else { Ink::Main }
    }
}

/// At most this many quarters of a kind are named in the sentence; the table names all.
const NAMED: usize = 6;
const VALUE: Font = Font::plain(15).bold();
const LABEL: Font = Font::plain(15);
const NOTE: Font = Font::plain(14).muted();
const LEAD: f64 = 21.0;
const BAR: f64 = 16.0;
/// Where a reason needs more lines than this between columns, rows stand instead.
const MOST_LINES: usize = 4;

impl Quarters {
    /// The chart.
    pub fn chart(&self) -> Chart {
        let title = titled(&self.title, self.demo);
        let sentence = spoken(&self.sentence(), self.demo);
        let frame = Frame { id: &self.id, title: &title, sentence: &sentence, demo: self.demo };
        let drawing = match (self.sheet(WIDE), self.sheet(NARROW)) {
            (Some(wide), Some(narrow)) => frame.drawing(&wide, &narrow),
            _ => Drawing::Empty(NOTHING_TO_DRAW.into()),
        };
        Chart { table: self.table(&title), title, sentence, drawing }
    }

    /// The planned amount, only beside a goal: it would give a hidden goal away.
    fn planned<'q>(&self, quarter: &'q Quarter) -> Option<&'q Amount> {
        self.goal.known().and(quarter.planned.as_ref())
    }

    /// How far a quarter is beyond its plan.
    fn lead(&self, quarter: &Quarter) -> Option<BigRational> {
        Some(quarter.actual.known()?.value.ratio() - self.planned(quarter)?.value.ratio())
    }

    /// A lead in the unit, without its sign.
    fn size(&self, quarter: &Quarter, lead: &BigRational) -> Option<String> {
        let places = quarter.actual.known()?.value.scale().max(quarter.planned.as_ref()?.value.scale());
        let lead = if *lead < BigRational::default() { -lead } else { lead.clone() };
        Some(format!("{}{}", Decimal::rounded(&lead, places), self.unit))
    }

    fn sentence(&self) -> String {
        let Some((place, last, actual)) =
            self.quarters.iter().enumerate().rev().find_map(|(place, quarter)| Some((place, quarter, quarter.actual.known()?)))
        else {
            return NOTHING_TO_DRAW.into();
        };
        let mut out = format!("{}：{}累计完成{}", self.title, last.label, actual.text);
        if let Some(goal) = self.goal.known() {
            out.push_str(&format!("，目标{}", goal.text));
        }
        if let Some(planned) = self.planned(last) {
            out.push_str(&format!("，按序时应完成{}{}", planned.text, self.compared(last)));
        }
        out.push('。');
        let earlier =
            self.quarters.iter().take(place).filter(|quarter| self.lead(quarter).is_some_and(|lead| lead < BigRational::default()));
        let slow: Vec<String> = earlier.filter_map(|quarter| self.short(quarter)).collect();
        if !slow.is_empty() {
            let more = if slow.len() > NAMED { "等" } else { "" };
            let named: Vec<String> = slow.into_iter().take(NAMED).collect();
            out.push_str(&format!("此前少于按序时应完成的：{}{more}。", named.join("；")));
        }
        let gaps: Vec<String> = self.gaps().into_iter().take(NAMED).collect();
        if !gaps.is_empty() {
            out.push_str(&format!("没有数据的时段：{}。", gaps.join("；")));
        }
        let early: Vec<&str> =
            self.quarters.iter().filter(|quarter| quarter.is_early()).map(|quarter| quarter.label.as_str()).take(NAMED).collect();
        if !early.is_empty() {
            out.push_str(&format!("{}为初步数。", early.join("、")));
        }
        out
    }

    /// `，多1个` · `，相差1.5个，即15.0个百分点` · `，与之持平`
    fn compared(&self, quarter: &Quarter) -> String {
        let Some((lead, size)) = self.lead(quarter).and_then(|lead| self.size(quarter, &lead).map(|size| (lead, size))) else {
            return String::new();
        };
        match lead.cmp(&BigRational::default()) {
            Ordering::Greater => format!("，多{size}"),
            Ordering::Equal => "，与之持平".into(),
            Ordering::Less => {
                let goal = self.goal.known().map(|goal| goal.value.ratio()).filter(|goal| *goal > BigRational::default());
                let points = goal.map(|goal| Decimal::rounded(&(-lead * BigRational::from_integer(100.into()) / goal), 1));
                let points = points.map(|points| format!("，即{points}个百分点")).unwrap_or_default();
                format!("，相差{size}{points}")
            }
        }
    }

    /// `一季度应完成4个，实际3个`
    fn short(&self, quarter: &Quarter) -> Option<String> {
        Some(format!("{}应完成{}，实际{}", quarter.label, self.planned(quarter)?.text, quarter.actual.known()?.text))
    }

    /// `前三季度、全年：尚未到时点`, neighbours with the same reason together.
    fn gaps(&self) -> Vec<String> {
        let mut out: Vec<(Vec<&str>, &str)> = Vec::new();
        for quarter in &self.quarters {
            if let Shown::Absent(reason) = &quarter.actual {
                match out.last_mut() {
                    Some((names, same)) if same == reason => names.push(&quarter.label),
                    _ => out.push((vec![&quarter.label], reason)),
                }
            }
        }
        let words = |(names, reason): (Vec<&str>, &str)| {
            let more = if names.len() > NAMED { "等" } else { "" };
            let names: Vec<&str> = names.into_iter().take(NAMED).collect();
            format!("{}{more}（{reason}）", names.join("、"))
        };
        out.into_iter().map(words).collect()
    }

    fn table(&self, title: &str) -> Table {
        let plans = self.quarters.iter().any(|quarter| self.planned(quarter).is_some());
        let kinds = self.quarters.iter().any(Quarter::is_early);
        let mut head = vec!["时段".to_owned(), "累计完成".to_owned()];
        head.extend(plans.then(|| ["按序时应完成".to_owned(), "与序时相比".to_owned()]).into_iter().flatten());
        head.push("目标".to_owned());
        head.extend(kinds.then(|| "性质".to_owned()));
        let or_dash = |cell: Option<String>| cell.map_or_else(|| "—".to_owned(), |text| marked(&text, self.demo));
        let row = |quarter: &Quarter| {
            let mut row = vec![quarter.label.clone(), quarter.actual.cell(self.demo)];
            if plans {
                row.push(or_dash(self.planned(quarter).map(|planned| planned.text.clone())));
                row.push(or_dash(self.difference(quarter)));
            }
            row.push(self.goal.cell(self.demo));
            row.extend(kinds.then(|| if quarter.is_early() { "初步数".to_owned() } else { "—".to_owned() }));
            row
        };
        Table { caption: title.to_owned(), head, rows: self.quarters.iter().map(row).collect() }
    }

    /// 多1个 · 少1.5个 · 持平
    fn difference(&self, quarter: &Quarter) -> Option<String> {
        let lead = self.lead(quarter)?;
        let size = self.size(quarter, &lead)?;
        Some(match lead.cmp(&BigRational::default()) {
            Ordering::Greater => format!("多{size}"),
            Ordering::Equal => "持平".into(),
            Ordering::Less => format!("少{size}"),
        })
    }

    fn sheet(&self, wide: f64) -> Option<Sheet> {
        if self.quarters.iter().all(|quarter| quarter.actual.known().is_none()) {
            return None;
        }
        let actual = self.quarters.iter().filter_map(|quarter| quarter.actual.known());
        let planned = self.quarters.iter().filter_map(|quarter| self.planned(quarter));
        let amounts: Vec<&Amount> = actual.chain(planned).chain(self.goal.known()).collect();
        let values: Vec<f64> = amounts.iter().map(|amount| amount.value.for_pixels()).collect();
        let whole = amounts.iter().all(|amount| amount.value.scale() == 0);
        if wide >= WIDE {
            let axis = Axis::around(&values, 4, whole)?;
            if let Some(columns) = Columns::of(self, &axis, wide) {
                return columns.sheet(self, &axis, wide);
            }
        }
        self.rows(wide, &values, whole)
    }

    fn legend(&self, key: impl Fn(Ink) -> Key) -> Vec<(Key, String)> {
        let mut entries = vec![(Key::Bare, format!("单位：{}", self.unit)), (Key::Fill(Ink::Main), "累计完成".to_owned())];
        entries.extend(self.quarters.iter().any(Quarter::is_early).then(|| (Key::Fill(Ink::MainPreliminary), "初步数".to_owned())));
        if self.quarters.iter().any(|quarter| self.planned(quarter).is_some()) {
            entries.push((key(Ink::Pace), "按序时应完成".to_owned()));
        }
        entries.extend(self.goal.known().map(|goal| (key(Ink::Goal), format!("目标 {}", goal.text))));
        entries
    }

    /// One row a quarter: its words, and the bar below them.
    fn rows(&self, wide: f64, values: &[f64], whole: bool) -> Option<Sheet> {
        let mut canvas = Canvas::new(wide);
        let tick = NOTE.middle();
        let edge = |axis: &Axis| axis.ticks.iter().map(|mark| tick.width(&mark.text) / 2.0).fold(8.0, f64::max).min(52.0);
        let fits = |axis: &Axis| axis.stands_clear(wide - 2.0 * edge(axis), |mark| tick.width(&mark.text));
        let axis = Axis::fitting(values, 5, whole, fits)?;
        let edge = edge(&axis);
        let top = draw_legend(&mut canvas, 15.0, &self.legend(Key::Upright)) + 2.0;
        let mut y = top + 10.0;
        let mut bands = Vec::new();
        for quarter in &self.quarters {
            let base = self.words(&mut canvas, quarter, y + 17.0);
            let drawn = quarter.actual.known().is_some() || self.planned(quarter).is_some();
            if drawn {
                canvas.reserve(Place { x: 0.0, y: base + 9.0, w: wide, h: BAR });
                bands.push((quarter, base + 9.0));
            }
            y = if drawn { base + 9.0 + BAR + 12.0 } else { base + 14.0 };
        }
        let place = Place { x: edge, y: 0.0, w: wide - 2.0 * edge, h: y };
        let marks = canvas.plot(y, place, axis.from..axis.to, y..0.0, |plot| {
            for (quarter, up) in &bands {
                self.band(plot, &axis, quarter, *up)?;
            }
            Ok(axis.ticks.iter().map(|mark| (spot(plot, (mark.at, 0.0)).0, mark.text.clone())).collect::<Vec<_>>())
        })?;
        for (x, words) in marks {
            canvas.text_if_free(tick, x, top, &words);
        }
        Some(Sheet { canvas, tall: y })
    }

    /// The plan as one line that steps from quarter to quarter, open where a quarter has none.
    fn steps(&self, plot: &mut Plot<'_, '_>) -> Result<(), PlotError> {
        let mut line: Vec<(f64, f64)> = Vec::new();
        for (x, quarter) in centres(&self.quarters) {
            match self.planned(quarter).map(|planned| planned.value.for_pixels()) {
                Some(y) => line.extend([(x - 0.5, y), (x + 0.5, y)]),
                None => dashed(plot, std::mem::take(&mut line))?,
            }
        }
        dashed(plot, line)
    }

    /// The words above a bar; returns their last baseline.
    fn words(&self, canvas: &mut Canvas, quarter: &Quarter, y: f64) -> f64 {
        let wide = canvas.wide();
        let names = LABEL.wrap(&quarter.label, wide);
        let mut base = canvas.lines(LABEL, 0.0, y, LEAD, &names) - LEAD;
        let mut x = names.last().map_or(0.0, |line| LABEL.width(line)) + 12.0;
        let (font, words) = match &quarter.actual {
            Shown::Known(amount) => (VALUE, &amount.text),
            Shown::Absent(reason) => (NOTE, reason),
        };
        if x + font.width(words) > wide {
            (x, base) = (0.0, base + LEAD);
        }
        let lines = font.wrap(words, wide - x);
        base = canvas.lines(font, x, base, LEAD, &lines) - LEAD;
        if let Some(planned) = self.planned(quarter) {
            let words = format!("应完成 {}", planned.text);
            x += lines.last().map_or(0.0, |line| font.width(line)) + 12.0;
            if x + NOTE.width(&words) > wide {
                base += LEAD;
            }
            let lines = NOTE.wrap(&words, wide);
            base = canvas.lines(NOTE.end(), wide, base, LEAD, &lines) - LEAD;
        }
        base
    }

    /// The bar of a row between its goal and its plan.
    fn band(&self, plot: &mut Plot<'_, '_>, axis: &Axis, quarter: &Quarter, up: f64) -> Result<(), PlotError> {
        let down = up + BAR;
        plot.draw_series(axis.ticks.iter().map(|mark| rule(Ink::Grid, (mark.at, up - 3.0), (mark.at, down + 3.0))))?;
        if let Some(goal) = self.goal.known() {
            let at = goal.value.for_pixels();
            plot.draw_series([bar(Ink::Track, (0.0, up), (at, down))])?;
            plot.draw_series([rule(Ink::Goal, (at, up - 4.0), (at, down + 4.0))])?;
        }
        if let Some(actual) = quarter.actual.known() {
            plot.draw_series([bar(quarter.ink(), (0.0, up + 2.0), (actual.value.for_pixels(), down - 2.0))])?;
        }
        if let Some(planned) = self.planned(quarter) {
            let at = planned.value.for_pixels();
            dashed(plot, vec![(at, up - 4.0), (at, down + 4.0)])?;
        }
        plot.draw_series([rule(Ink::Axis, (0.0, up - 3.0), (0.0, down + 3.0))])?;
        Ok(())
    }
}

/// How columns are laid out.
struct Columns {
    left: f64,
    slot: f64,
    slots: f64,
}

impl Columns {
    /// The layout, if every slot has room for its words.
    fn of(input: &Quarters, axis: &Axis, wide: f64) -> Option<Self> {
        let left = axis.ticks.iter().map(|tick| NOTE.width(&tick.text)).fold(0.0, f64::max) + 10.0;
        let slots = f64::from(u32::try_from(input.quarters.len()).ok()?);
        let slot = (wide - left) / slots;
        let widest = |quarter: &Quarter| {
            let value = quarter.actual.known().map_or(0.0, |amount| VALUE.width(amount.value.text()));
            let planned = input.planned(quarter).map_or(0.0, |planned| NOTE.width(&plan_words(planned)));
            LABEL.width(&quarter.label).max(value).max(planned)
        };
        let columns = Self { left, slot, slots };
        let fits = |quarter: &Quarter| widest(quarter) <= slot.min(180.0) - 10.0 && columns.reason(quarter).len() <= MOST_LINES;
        input.quarters.iter().all(fits).then_some(columns)
    }

    fn sheet(&self, input: &Quarters, axis: &Axis, wide: f64) -> Option<Sheet> {
        let mut canvas = Canvas::new(wide);
        let top = draw_legend(&mut canvas, 15.0, &input.legend(Key::Across)) + 14.0;
        let high = 250.0;
        let place = Place { x: self.left, y: top, w: wide - self.left, h: high };
        let plans = input.quarters.iter().any(|quarter| input.planned(quarter).is_some());
        let tall = top + high + if plans { 50.0 } else { 30.0 };
        let share = (56.0 / self.slot).min(0.5);
        let slots = self.slots;
        let (ticks, columns) = canvas.plot(tall, place, 0.0..slots, axis.from..axis.to, |plot| {
            plot.draw_series(axis.ticks.iter().map(|tick| rule(Ink::Grid, (0.0, tick.at), (slots, tick.at))))?;
            if let Some(goal) = input.goal.known() {
                let at = goal.value.for_pixels();
                plot.draw_series([rule(Ink::Goal, (0.0, at), (slots, at))])?;
            }
            for (x, quarter) in centres(&input.quarters) {
                if let Some(actual) = quarter.actual.known() {
                    let (from, to) = (x - share / 2.0, x + share / 2.0);
                    plot.draw_series([bar(quarter.ink(), (from, 0.0), (to, actual.value.for_pixels()))])?;
                }
            }
            input.steps(plot)?;
            plot.draw_series([rule(Ink::Axis, (0.0, 0.0), (slots, 0.0))])?;
            let ticks: Vec<_> = axis.ticks.iter().map(|tick| (spot(plot, (0.0, tick.at)).1, tick.text.clone())).collect();
            let columns: Vec<_> = centres(&input.quarters).map(|(x, quarter)| ColumnSpot::of(plot, input, x, quarter)).collect();
            Ok((ticks, columns))
        })?;
        for (y, words) in &ticks {
            canvas.text(NOTE.end(), self.left - 8.0, y + 5.0, words);
        }
        for (quarter, at) in input.quarters.iter().zip(&columns) {
            self.labels(&mut canvas, input, quarter, at, place);
        }
        Some(Sheet { canvas, tall })
    }

    /// The words around a column.
    fn labels(&self, canvas: &mut Canvas, input: &Quarters, quarter: &Quarter, at: &ColumnSpot, place: Place) {
        let foot = place.y + place.h;
        canvas.text(LABEL.middle(), at.x, foot + 21.0, &quarter.label);
        if let Some(planned) = input.planned(quarter) {
            canvas.text(NOTE.middle(), at.x, foot + 42.0, &plan_words(planned));
        }
        let (Some(amount), Some(end)) = (quarter.actual.known(), at.end) else {
            let lines = self.reason(quarter);
            let above = f64::from(u32::try_from(lines.len()).unwrap_or(1)) * LEAD;
            canvas.lines(NOTE.middle(), at.x, at.zero - above + 12.0, LEAD, &lines);
            return;
        };
        let below = amount.value.is_negative();
        let mut y = if below { end + 19.0 } else { end - 7.0 };
        // Twice: clear of one line the number may come to lie on the other.
        for _ in 0..2 {
            if let Some(line) = at.lines.iter().flatten().find(|line| (y - 16.0..y + 5.0).contains(*line)) {
                y = if below { line + 19.0 } else { line - 7.0 };
            }
        }
        canvas.text(VALUE.middle(), at.x, y.max(place.y - 4.0).min(foot + 4.0), amount.value.text());
        let w = (self.slot * 0.5).min(56.0);
        canvas.reserve(Place { x: at.x - w / 2.0, y: end.min(at.zero), w, h: (end - at.zero).abs() });
    }

    /// Why a quarter has no column, in lines that fit its slot.
    fn reason(&self, quarter: &Quarter) -> Vec<String> {
        match &quarter.actual {
            Shown::Absent(reason) => NOTE.wrap(reason, self.slot - 12.0),
            Shown::Known(_) => Vec::new(),
        }
    }
}

/// Where the words of a column belong.
struct ColumnSpot {
    x: f64,
    zero: f64,
    end: Option<f64>,
    lines: [Option<f64>; 2],
}

impl ColumnSpot {
    fn of(plot: &Plot<'_, '_>, input: &Quarters, x: f64, quarter: &Quarter) -> Self {
        let height = |amount: &Amount| spot(plot, (x, amount.value.for_pixels())).1;
        let (x, zero) = spot(plot, (x, 0.0));
        let lines = [input.planned(quarter).map(height), input.goal.known().map(height)];
        Self { x, zero, end: quarter.actual.known().map(height), lines }
    }
}

/// The planned amount below a quarter's name.
fn plan_words(planned: &Amount) -> String {
    format!("应完成 {}", planned.value.text())
}

/// Each quarter with the middle of its slot.
fn centres(quarters: &[Quarter]) -> impl Iterator<Item = (f64, &Quarter)> {
    std::iter::successors(Some(0.5), |x| Some(x + 1.0)).zip(quarters)
}
