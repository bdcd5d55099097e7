//! `heat`: chapters or offices against periods, the share of judged targets that are on schedule. The counts stand in the cells and the
//! shade only repeats them. Rows keep the order given and are never ranked.

use crate::chart::canvas::{Canvas, Font, Ground, Place, bar};
use crate::chart::frame::{Frame, NARROW, Sheet, WIDE};
use crate::chart::ink::Ink;
use crate::chart::legend::{Key, draw as draw_legend};
use crate::chart::tone::Tone;
use crate::chart::{Chart, Drawing, NOTHING_TO_DRAW, Table, marked, spoken, titled};

/// The input of a heat chart.
#[derive(Clone, Debug)]
pub struct Heat {
    /// Unique on the page; the ids in the drawing begin with it.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What a row is: 篇章 or 责任单位.
    pub of: String,
    /// The periods, oldest first, e.g. 2022年6月底.
    pub periods: Vec<String>,
    /// All targets together, drawn before the rows; no sum is made here, because a target may belong to several offices.
    pub whole: Option<HeatRow>,
    /// The rows in the report's order.
    pub rows: Vec<HeatRow>,
    /// Whether the data is for demonstration.
    pub demo: bool,
}

/// One chapter or office.
#[derive(Clone, Debug)]
pub struct HeatRow {
    /// Its name.
    pub label: String,
    /// A count for each period; one that is missing says 无评价.
    pub cells: Vec<HeatCell>,
}

/// How many targets of a row were judged at the end of a period, and how many of them were on schedule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeatCell {
    /// Targets that are done, ahead or on schedule.
    pub on_schedule: u32,
    /// These and the targets that are behind or missed.
    pub judged: u32,
}

/// What stands in a cell without judged targets.
pub const NOT_JUDGED: &str = "无评价";

const LABEL: Font = Font::plain(15);
const WHOLE: Font = Font::plain(15).bold();
const HEAD: Font = Font::plain(14).muted().middle();
const COUNT: Font = Font::plain(15).bold().middle();
const BARE: Font = Font::plain(14).muted().middle();
const LEAD: f64 = 21.0;
const HIGH: f64 = 38.0;
const GAP: f64 = 4.0;
/// The widest a column may be.
const MOST: f64 = 128.0;
/// At most this many rows are named in the sentence; the table names all.
const NAMED: usize = 12;
/// The shades, each for a quarter of the way and one for the end of it, with what a text on them stands on.
const SHADES: [(Ink, Ground, &str); 5] = [
    (Ink::Share0, Ground::Near, "不足25%"),
    (Ink::Share25, Ground::Near, "25%以上"),
    (Ink::Share50, Ground::Near, "50%以上"),
    (Ink::Share75, Ground::Far, "75%以上"),
    (Ink::Share100, Ground::Far, "100%"),
];

impl HeatCell {
    /// The cell of targets with these statuses.
    pub fn of(counts: &[(Tone, u32)]) -> Self {
        let sum = |wanted: fn(Tone) -> bool| {
            counts.iter().filter(|(tone, _)| wanted(*tone)).fold(0u32, |sum, (_, count)| sum.saturating_add(*count))
        };
        let on_schedule = sum(Tone::is_on_schedule);
        Self { on_schedule, judged: on_schedule.saturating_add(sum(Tone::is_slow)) }
    }

    /// The counts, where a target was judged; never more on schedule than judged.
    fn counts(self) -> Option<(u32, u32)> {
        (self.judged > 0).then_some((self.on_schedule.min(self.judged), self.judged))
    }

    /// `5/7`, or that nothing was judged.
    fn words(self) -> String {
        self.counts().map_or_else(|| NOT_JUDGED.into(), |(good, judged)| format!("{good}/{judged}"))
    }

    /// `7项中5项`, for tables and sentences, where 5/7 could be read as a date.
    fn spoken(self) -> String {
        self.counts().map_or_else(|| NOT_JUDGED.into(), |(good, judged)| format!("{judged}项中{good}项"))
    }

    /// The shade of its share, found in whole numbers: a share just below a bound stays below it.
    fn shade(self) -> Option<(Ink, Ground)> {
        let (good, judged) = self.counts()?;
        let place = usize::try_from(u64::from(good) * 4 / u64::from(judged)).ok()?;
        SHADES.get(place).map(|(ink, ground, _)| (*ink, *ground))
    }
}

impl HeatRow {
    fn cell(&self, period: usize) -> HeatCell {
        self.cells.get(period).copied().unwrap_or_default()
    }
}

impl Heat {
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

    fn all(&self) -> impl Iterator<Item = &HeatRow> {
        self.whole.iter().chain(&self.rows)
    }

    /// Periods in which any row has a judged target.
    fn judged(&self) -> Vec<(usize, &String)> {
        let judged = |period: usize| self.all().any(|row| row.cell(period).counts().is_some());
        self.periods.iter().enumerate().filter(|(period, _)| judged(*period)).collect()
    }

    fn sentence(&self) -> String {
        let judged = self.judged();
        let (Some((first, from)), Some((last, to))) = (judged.first(), judged.last()) else {
            return NOTHING_TO_DRAW.into();
        };
        let mut out = format!("截至{to}，有进度评价的目标中，已完成或达到序时进度的：");
        let before = |row: &HeatRow| {
            let cell = row.cell(*first);
            let earlier = first != last && cell.counts().is_some();
            if earlier { format!("（截至{from}为{}）", cell.spoken()) } else { String::new() }
        };
        if let Some(whole) = &self.whole {
            out.push_str(&format!("{}{}{}", whole.label, whole.cell(*last).spoken(), before(whole)));
            out.push_str(if self.rows.is_empty() { "。" } else { "；" });
        }
        let each = |row: &HeatRow| format!("“{}”{}{}", row.label, row.cell(*last).spoken(), before(row));
        let rows: Vec<String> = self.rows.iter().take(NAMED).map(each).collect();
        if !rows.is_empty() {
            let more = if self.rows.len() > NAMED { "，其余见表" } else { "" };
            out.push_str(&format!("{}{more}。", rows.join("，")));
        }
        out
    }

    fn table(&self, title: &str) -> Table {
        let mut head = vec![self.of.clone()];
        head.extend(self.periods.iter().cloned());
        let cell = |cell: HeatCell| if cell.counts().is_some() { marked(&cell.spoken(), self.demo) } else { NOT_JUDGED.into() };
        let row = |row: &HeatRow| {
            let mut out = vec![row.label.clone()];
            out.extend((0..self.periods.len()).map(|period| cell(row.cell(period))));
            out
        };
        Table { caption: title.to_owned(), head, rows: self.all().map(row).collect() }
    }

    fn sheet(&self, wide: f64) -> Option<Sheet> {
        if self.judged().is_empty() {
            return None;
        }
        let mut canvas = Canvas::new(wide);
        let grid = Grid::of(self, wide);
        let mut y = draw_legend(&mut canvas, 15.0, &self.legend()) - 6.0;
        let mut cells = Vec::new();
        for from in (0..self.periods.len()).step_by(grid.columns) {
            let periods = from..(from + grid.columns).min(self.periods.len());
            y = grid.head(&mut canvas, y, self.periods.get(periods.clone()).unwrap_or_default());
            for row in self.all() {
                let font = if self.whole.as_ref().is_some_and(|whole| std::ptr::eq(whole, row)) { WHOLE } else { LABEL };
                let top = grid.label(&mut canvas, font, y, &row.label);
                y = top.1;
                for (column, period) in periods.clone().enumerate() {
                    let place = grid.place(column, top.0);
                    write(&mut canvas, place, row.cell(period));
                    cells.push((place, row.cell(period)));
                }
            }
            y += 14.0;
        }
        let tall = y - 12.0;
        let sheet = Place { x: 0.0, y: 0.0, w: wide, h: tall };
        canvas.plot(tall, sheet, 0.0..wide, tall..0.0, |plot| {
            let inks = cells.iter().map(|(place, cell)| (place, cell.shade().map_or(Ink::Grid, |(ink, _)| ink)));
            plot.draw_series(inks.map(|(place, ink)| bar(ink, (place.x, place.y), (place.x + place.w, place.y + place.h))))?;
            Ok(())
        })?;
        Some(Sheet { canvas, tall })
    }

    fn legend(&self) -> Vec<(Key, String)> {
        let occurs = |ink: Ink| self.all().flat_map(|row| &row.cells).any(|cell| cell.shade().is_some_and(|(shade, _)| shade == ink));
        let shades = SHADES.into_iter().filter(|(ink, ..)| occurs(*ink));
        let mut entries: Vec<(Key, String)> = shades.map(|(ink, _, words)| (Key::Fill(ink), words.to_owned())).collect();
        entries.push((Key::Bare, "格内数字：已完成或达到序时进度的项数/有进度评价的项数".to_owned()));
        entries
    }
}

/// Writes what a cell holds.
fn write(canvas: &mut Canvas, place: Place, cell: HeatCell) {
    canvas.reserve(place);
    let (x, y) = (place.x + place.w / 2.0, place.y + place.h / 2.0 + 5.5);
    match cell.shade() {
        Some((_, ground)) => canvas.text(COUNT.on(ground), x, y, &cell.words()),
        None => canvas.text(BARE, x, y, NOT_JUDGED),
    }
}

/// Where labels and cells stand.
struct Grid {
    /// Where the first column begins.
    left: f64,
    /// From one column to the next.
    step: f64,
    /// How many columns stand beside each other; further periods follow below.
    columns: usize,
    /// The room for a label.
    room: f64,
    /// Whether labels stand above their cells instead of beside them.
    stacked: bool,
}

impl Grid {
    fn of(heat: &Heat, wide: f64) -> Self {
        let counts = heat.all().flat_map(|row| &row.cells).map(|cell| COUNT.width(&cell.words()));
        let least = counts.fold(BARE.width(NOT_JUDGED), f64::max) + 14.0 + GAP;
        let stacked = wide < WIDE;
        let label = heat.all().map(|row| WHOLE.width(&row.label)).fold(60.0, f64::max).min(250.0);
        let (left, room) = if stacked { (0.0, wide) } else { (label + 16.0, label) };
        let fitting = (1..=heat.periods.len()).rev().find(|columns| count(*columns) * least <= wide - left + GAP);
        // Where periods follow below, every block is about as wide as the others.
        let blocks = heat.periods.len().div_ceil(fitting.unwrap_or(1)).max(1);
        let columns = heat.periods.len().div_ceil(blocks).max(1);
        let step = ((wide - left + GAP) / count(columns)).min(if stacked { wide } else { MOST.max(least) });
        Self { left, step, columns, room, stacked }
    }

    /// Sets the names of periods from `y` down; returns where the first row begins.
    fn head(&self, canvas: &mut Canvas, y: f64, periods: &[String]) -> f64 {
        let names: Vec<Vec<String>> = periods.iter().map(|period| balanced(period, self.step - GAP - 4.0)).collect();
        let tallest = names.iter().map(Vec::len).max().unwrap_or(0);
        for (column, lines) in names.iter().enumerate() {
            let place = self.place(column, y);
            let first = y + 14.0 + count(tallest - lines.len().min(tallest)) * 18.0;
            canvas.lines(HEAD, place.x + place.w / 2.0, first, 18.0, lines);
        }
        y + count(tallest) * 18.0 + 8.0
    }

    /// Sets the name of a row from `y` down; returns the top of its cells and where the next row begins.
    fn label(&self, canvas: &mut Canvas, font: Font, y: f64, label: &str) -> (f64, f64) {
        let lines = font.wrap(label, self.room);
        let words = count(lines.len()) * LEAD;
        if self.stacked {
            canvas.lines(font, 0.0, y + 15.0, LEAD, &lines);
            return (y + words + 1.0, y + words + HIGH + 11.0);
        }
        let tall = words.max(HIGH);
        canvas.lines(font, 0.0, y + (tall - words) / 2.0 + 16.0, LEAD, &lines);
        (y + (tall - HIGH) / 2.0, y + tall + GAP)
    }

    fn place(&self, column: usize, y: f64) -> Place {
        Place { x: self.left + count(column) * self.step, y, w: self.step - GAP, h: HIGH }
    }
}

/// The lines of a period's name, none much longer than the others: 2022年 above 3月底, not 2022年3月 above 底.
fn balanced(name: &str, room: f64) -> Vec<String> {
    let lines = HEAD.wrap(name, room);
    let narrower = std::iter::successors(Some(room - 2.0), |room| Some(room - 2.0)).take_while(|room| *room > 0.0);
    narrower.map(|room| HEAD.wrap(name, room)).take_while(|other| other.len() == lines.len()).last().unwrap_or(lines)
}

/// A number of things to lay out with.
fn count(things: usize) -> f64 {
    f64::from(u32::try_from(things).unwrap_or(0))
}
