//! `bullets`: the targets of a chapter or an office against their pace, in the order given. Targets without a judgement are listed in
//! words, without a bar.

use crate::chart::axis::Axis;
use crate::chart::canvas::{Canvas, Font, Place, Plot, PlotError, bar, dashed, rule, spot};
use crate::chart::frame::{Frame, NARROW, Sheet, WIDE};
use crate::chart::ink::Ink;
use crate::chart::legend::{Key, draw as draw_legend};
use crate::chart::tone::Tone;
use crate::chart::{Chart, Drawing, NOTHING_TO_DRAW, Table, marked, spoken, titled};
use crate::value::decimal::Decimal;
use num_rational::BigRational;

/// The input of a chart of several targets.
#[derive(Clone, Debug)]
pub struct Bullets {
    /// Unique on the page; the ids in the drawing begin with it.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The targets, in the report's order.
    pub rows: Vec<BulletRow>,
    /// Whether the data is for demonstration.
    pub demo: bool,
}

/// One target.
#[derive(Clone, Debug)]
pub struct BulletRow {
    /// Its name.
    pub name: String,
    /// Completion in percent, as judged; absent where nothing is to be compared, and not shown for a masked or withheld target.
    pub completion: Option<Decimal>,
    /// The share that should be reached by now, in percent: of whole things, the share of the whole number that should.
    pub pace: Option<Decimal>,
    /// Its status.
    pub tone: Tone,
    /// Short words for the status.
    pub chip: String,
}

/// At most this many slow targets are named in the sentence; the table names all.
const NAMED: usize = 5;
const NAME: Font = Font::plain(15);
const VALUE: Font = Font::plain(15).bold().end();
const CHIP: Font = Font::plain(14);
const TICK: Font = Font::plain(14).muted().middle();
const LEAD: f64 = 21.0;
const BAR: f64 = 14.0;

impl BulletRow {
    /// Completion, unless the status says that it is not to be seen.
    fn completion(&self) -> Option<&Decimal> {
        let hidden = matches!(self.tone, Tone::Masked | Tone::Withheld);
        self.completion.as_ref().filter(|_| !hidden)
    }

    /// The pace beside a completion.
    fn pace(&self) -> Option<&Decimal> {
        self.completion().and(self.pace.as_ref())
    }
}

impl Bullets {
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

    fn sentence(&self) -> String {
        let judged: Vec<&BulletRow> = self.rows.iter().filter(|row| row.completion().is_some()).collect();
        if judged.is_empty() {
            return NOTHING_TO_DRAW.into();
        }
        let good = judged.iter().filter(|row| row.tone.is_on_schedule()).count();
        let mut out = format!("{}项有完成率的目标中，{good}项已完成或达到序时进度。", judged.len());
        let ahead = judged.iter().filter(|row| row.tone.is_on_schedule()).filter_map(|row| Some((row, lead(row)?)));
        if let Some((row, points)) = furthest(ahead) {
            let done = row.completion().map(|share| format!("，完成{share}%")).unwrap_or_default();
            out.push_str(&format!("超出按序时应完成最多的是“{}”{done}，多{}个百分点。", row.name, points_text(&points)));
        }
        let slow: Vec<String> = judged.iter().filter(|row| row.tone.is_slow()).map(|row| slow_words(row)).collect();
        if !slow.is_empty() {
            let more = if slow.len() > NAMED { "等" } else { "" };
            let named: Vec<String> = slow.iter().take(NAMED).cloned().collect();
            out.push_str(&format!("进度偏慢或到期未完成的有{}项：{}{more}。", slow.len(), named.join("；")));
        }
        let rest = self.rows.len() - judged.len();
        if rest > 0 {
            out.push_str(&format!("另有{rest}项没有完成率，见表。"));
        }
        out
    }

    fn table(&self, title: &str) -> Table {
        let share = |value: Option<&Decimal>| value.map_or_else(|| "—".into(), |value| marked(&format!("{value}%"), self.demo));
        let row = |row: &BulletRow| vec![row.name.clone(), share(row.completion()), share(row.pace()), row.chip.clone()];
        Table {
            caption: title.to_owned(),
            head: ["目标", "完成率", "按序时应完成", "进度评价"].map(str::to_owned).to_vec(),
            rows: self.rows.iter().map(row).collect(),
        }
    }

    fn sheet(&self, wide: f64) -> Option<Sheet> {
        let shares = self.rows.iter().flat_map(|row| row.completion().map(|done| [Some(done), row.pace()]));
        let mut values: Vec<f64> = shares.flatten().flatten().map(Decimal::for_pixels).collect();
        if values.is_empty() {
            return None;
        }
        values.push(100.0);
        let mut canvas = Canvas::new(wide);
        let top = draw_legend(&mut canvas, 15.0, &self.legend());
        let columns = Columns::of(&self.rows, wide);
        let fits = |axis: &Axis| axis.stands_clear(columns.right - columns.left, |tick| TICK.width(&tick.text) + 14.0);
        let axis = Axis::fitting(&values, 5, true, fits)?;
        let mut y = top + 12.0;
        let mut bars = Vec::new();
        for row in &self.rows {
            let (middle, next) = columns.row(&mut canvas, row, y);
            bars.push(Band { row, middle, from: y, to: next });
            y = next;
        }
        let place = Place { x: columns.left, y: 0.0, w: columns.right - columns.left, h: y };
        let marks = canvas.plot(y, place, axis.from..axis.to, y..0.0, |plot| {
            if columns.stacked {
                short_rules(plot, &bars)?;
            } else {
                let grid = axis.ticks.iter().filter(|tick| tick.at != 100.0);
                plot.draw_series(grid.map(|tick| rule(Ink::Grid, (tick.at, top + 8.0), (tick.at, y - 4.0))))?;
                plot.draw_series([rule(Ink::Goal, (100.0, top + 8.0), (100.0, y - 4.0))])?;
                pace_lines(plot, &bars)?;
            }
            for band in &bars {
                if let Some(done) = band.row.completion() {
                    let corners = ((0.0, band.middle - BAR / 2.0), (done.for_pixels(), band.middle + BAR / 2.0));
                    plot.draw_series([bar(band.row.tone.ink(), corners.0, corners.1)])?;
                }
            }
            if !columns.stacked {
                plot.draw_series([rule(Ink::Axis, (0.0, top + 8.0), (0.0, y - 4.0))])?;
            }
            Ok(axis.ticks.iter().map(|tick| (spot(plot, (tick.at, 0.0)).0, format!("{}%", tick.text))).collect::<Vec<_>>())
        })?;
        for band in bars.iter().filter(|band| band.row.completion().is_some()) {
            canvas.reserve(Place { x: columns.left, y: band.middle - BAR / 2.0, w: place.w, h: BAR });
        }
        for (x, words) in marks {
            canvas.text_if_free(TICK, x, top, &words);
        }
        Some(Sheet { canvas, tall: y })
    }

    fn legend(&self) -> Vec<(Key, String)> {
        let paces: Vec<&Decimal> = self.rows.iter().filter_map(|row| row.pace()).collect();
        let mut entries = vec![(Key::Upright(Ink::Goal), "目标 100%".to_owned())];
        if let Some(first) = paces.first() {
            let same = paces.iter().all(|pace| pace == first);
            entries.push((Key::Upright(Ink::Pace), if same { format!("按序时应完成 {first}%") } else { "按序时应完成".into() }));
        }
        entries
    }
}

/// How far a target is beyond its pace, in points.
fn lead(row: &BulletRow) -> Option<BigRational> {
    Some(row.completion()?.ratio() - row.pace()?.ratio())
}

/// The first target with the largest lead, if that is above nothing.
fn furthest<'r>(rows: impl Iterator<Item = (&'r &'r BulletRow, BigRational)>) -> Option<(&'r BulletRow, BigRational)> {
    let mut best: Option<(&BulletRow, BigRational)> = None;
    for (row, points) in rows {
        let least = best.as_ref().map_or_else(|| BigRational::from_integer(0.into()), |(_, most)| most.clone());
        if points > least {
            best = Some((row, points));
        }
    }
    best
}

/// Points with one decimal.
fn points_text(points: &BigRational) -> Decimal {
    Decimal::rounded(points, 1)
}

/// `“甲”完成60.0%，比按序时应完成的少15.0个百分点`
fn slow_words(row: &BulletRow) -> String {
    let done = row.completion().map(|share| format!("完成{share}%")).unwrap_or_default();
    let gap = lead(row).map(|points| -points).filter(|points| *points > BigRational::from_integer(0.into()));
    let gap = gap.map(|points| format!("，比按序时应完成的少{}个百分点", points_text(&points))).unwrap_or_default();
    format!("“{}”{done}{gap}", row.name)
}

/// A row with its place on the sheet.
struct Band<'r> {
    row: &'r BulletRow,
    middle: f64,
    from: f64,
    to: f64,
}

/// Where names, bars, shares and statuses stand.
struct Columns {
    wide: f64,
    /// Where bars may begin and end.
    left: f64,
    right: f64,
    chip: f64,
    /// Whether the bar stands below its name instead of beside it.
    stacked: bool,
}

impl Columns {
    fn of(rows: &[BulletRow], wide: f64) -> Self {
        let widest = |width: &dyn Fn(&BulletRow) -> f64| rows.iter().map(width).fold(0.0, f64::max);
        let value = widest(&|row| row.completion().map_or(0.0, |share| VALUE.width(&format!("{share}%"))));
        let chip = widest(&|row| CHIP.width(&row.chip)).min(112.0) + 22.0;
        let stacked = wide < WIDE;
        if stacked {
            return Self { wide, left: 12.0, right: wide - 22.0, chip, stacked };
        }
        let right = wide - chip - value - 28.0;
        let name = widest(&|row| NAME.width(&row.name)).min(236.0).min(right - 160.0).max(120.0);
        Self { wide, left: name + 20.0, right, chip, stacked }
    }

    /// Sets the words of a row from `y` down; returns the middle of its bar and where the next row begins.
    fn row(&self, canvas: &mut Canvas, row: &BulletRow, y: f64) -> (f64, f64) {
        if self.stacked { self.below(canvas, row, y) } else { self.beside(canvas, row, y) }
    }

    fn beside(&self, canvas: &mut Canvas, row: &BulletRow, y: f64) -> (f64, f64) {
        let names = NAME.wrap(&row.name, self.left - 20.0);
        let chips = CHIP.wrap(&row.chip, self.chip - 22.0);
        let lines = names.len().max(chips.len());
        let tall = f64::from(u32::try_from(lines).unwrap_or(1)) * LEAD + 13.0;
        let middle = y + tall / 2.0;
        let first = |lines: &[String]| middle + 5.5 - (f64::from(u32::try_from(lines.len()).unwrap_or(1)) - 1.0) * LEAD / 2.0;
        canvas.lines(NAME, 0.0, first(&names), LEAD, &names);
        let chip = self.wide - self.chip;
        if let Some(share) = row.completion() {
            canvas.text(VALUE, chip - 8.0, middle + 5.5, &format!("{share}%"));
        }
        row.tone.shape(canvas, chip + 8.0, middle);
        canvas.lines(CHIP, chip + 22.0, first(&chips) - 0.5, LEAD, &chips);
        (middle, y + tall)
    }

    fn below(&self, canvas: &mut Canvas, row: &BulletRow, y: f64) -> (f64, f64) {
        let names = NAME.wrap(&row.name, self.wide);
        let share = row.completion().map(|share| format!("{share}%")).unwrap_or_default();
        let mut base = canvas.lines(NAME, 0.0, y + 17.0, LEAD, &names) - LEAD;
        let chips = CHIP.wrap(&row.chip, self.wide - 22.0);
        let chip = chips.iter().map(|line| CHIP.width(line)).fold(0.0, f64::max);
        let value = if share.is_empty() { 0.0 } else { VALUE.width(&share) + 12.0 };
        let name = names.last().map_or(0.0, |line| NAME.width(line));
        if name + 14.0 + value + 22.0 + chip > self.wide {
            base += LEAD;
        }
        let at = self.wide - chip;
        if value + 22.0 + chip > self.wide {
            canvas.text(VALUE, self.wide, base, &share);
            base += LEAD;
        } else if !share.is_empty() {
            canvas.text(VALUE, at - 24.0, base, &share);
        }
        row.tone.shape(canvas, at - 11.0, base - 5.0);
        let base = canvas.lines(CHIP, at, base, LEAD, &chips) - LEAD;
        let middle = base + 19.0;
        if row.completion().is_some() { (middle, middle + 20.0) } else { (middle, base + 16.0) }
    }
}

/// The pace as one line through neighbouring rows that share it; a row of its own pace has a piece of its own.
fn pace_lines(plot: &mut Plot<'_, '_>, bands: &[Band<'_>]) -> Result<(), PlotError> {
    let mut line: Vec<(f64, f64)> = Vec::new();
    for band in bands {
        let pace = band.row.pace().map(Decimal::for_pixels);
        match line.last_mut() {
            Some(last) if pace == Some(last.0) => last.1 = band.to,
            _ => {
                dashed(plot, std::mem::take(&mut line))?;
                line.extend(pace.into_iter().flat_map(|at| [(at, band.from), (at, band.to)]));
            }
        }
    }
    dashed(plot, line)
}

/// Goal and pace beside each bar only, where names stand between the bars.
fn short_rules(plot: &mut Plot<'_, '_>, bands: &[Band<'_>]) -> Result<(), PlotError> {
    for band in bands.iter().filter(|band| band.row.completion().is_some()) {
        let (from, to) = (band.middle - 11.0, band.middle + 11.0);
        plot.draw_series([bar(Ink::Track, (0.0, band.middle - BAR / 2.0), (100.0, band.middle + BAR / 2.0))])?;
        plot.draw_series([rule(Ink::Goal, (100.0, from), (100.0, to))])?;
        if let Some(pace) = band.row.pace() {
            dashed(plot, vec![(pace.for_pixels(), from), (pace.for_pixels(), to)])?;
        }
    }
    Ok(())
}
