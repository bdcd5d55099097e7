//! `compare`: the headline indicators beside each other, each with last year's result, this year's goal and the figure so far. Every
//! panel has a scale of its own that begins at zero, and one unit; nothing is set against another panel or ranked.

use crate::chart::axis::Axis;
use crate::chart::canvas::{Canvas, Font, Place, bar, rule};
use crate::chart::frame::{Frame, NARROW, Sheet, WIDE};
use crate::chart::ink::Ink;
use crate::chart::legend::{Key, draw as draw_legend};
use crate::chart::tone::Tone;
use crate::chart::year::{Span, YearKind};
use crate::chart::{Amount, Chart, Drawing, NOTHING_TO_DRAW, Shown, Table, marked, spoken, titled};

/// The input of a comparison.
#[derive(Clone, Debug)]
pub struct Compare {
    /// Unique on the page; the ids in the drawing begin with it.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The indicators, in the report's order.
    pub panels: Vec<Panel>,
    /// Whether the data is for demonstration.
    pub demo: bool,
}

/// One indicator.
#[derive(Clone, Debug)]
pub struct Panel {
    /// Its name.
    pub name: String,
    /// The result of the year before.
    pub last: Dated,
    /// The goal, or the lower end of a range.
    pub goal: Dated,
    /// The upper end where the goal is a range.
    pub goal_upper: Option<Amount>,
    /// The newest figure.
    pub actual: Dated,
    /// Whether the newest figure covers its year.
    pub span: Span,
    /// What kind of figure it is.
    pub kind: YearKind,
    /// The status.
    pub tone: Tone,
    /// Its short words.
    pub chip: String,
}

/// A value with the words for its time.
#[derive(Clone, Debug)]
pub struct Dated {
    /// Its time and what it is, e.g. 2021年, 2022年全年目标, 2022年1—9月累计.
    pub label: String,
    /// The value.
    pub value: Shown,
}

const NAME: Font = Font::plain(16).bold();
const CHIP: Font = Font::plain(14);
const LABEL: Font = Font::plain(14).muted();
const VALUE: Font = Font::plain(15).bold().end();
const REASON: Font = Font::plain(14).muted().end();
const LEAD: f64 = 21.0;
const BAR: f64 = 12.0;
const APART: f64 = 36.0;

impl Panel {
    /// The upper end of a goal that is known.
    fn upper(&self) -> Option<&Amount> {
        self.goal.value.known().and(self.goal_upper.as_ref())
    }

    fn is_part(&self) -> bool {
        self.span != Span::Whole
    }

    /// The goal as printed, both ends of a range.
    fn goal_words(&self) -> Result<String, &str> {
        match (&self.goal.value, self.upper()) {
            (Shown::Known(goal), Some(upper)) => Ok(format!("{}至{}", goal.text, upper.text)),
            (Shown::Known(goal), None) => Ok(goal.text.clone()),
            (Shown::Absent(reason), _) => Err(reason),
        }
    }

    /// The three values as printed, or the reason why one is absent.
    fn lines(&self) -> [(&Dated, Result<String, &str>); 3] {
        [(&self.last, printed(&self.last.value)), (&self.goal, self.goal_words()), (&self.actual, printed(&self.actual.value))]
    }

    fn values(&self) -> Vec<&Amount> {
        let known = [self.last.value.known(), self.goal.value.known(), self.upper(), self.actual.value.known()];
        known.into_iter().flatten().collect()
    }

    fn actual_ink(&self) -> Ink {
        if self.is_part() { self.kind.ink_of_part() } else { self.kind.ink() }
    }

    fn sentence(&self) -> String {
        let words = self.lines().map(|(dated, words)| match words {
            Ok(text) => format!("{}{text}", dated.label),
            Err(reason) => format!("{}{reason}", dated.label),
        });
        let part = if self.is_part() && self.actual.value.known().is_some() { "（未满一年）" } else { "" };
        format!("{}：{}{part}。", self.name, words.join("，"))
    }
}

/// A value as printed, or the reason why it is absent.
fn printed(shown: &Shown) -> Result<String, &str> {
    match shown {
        Shown::Known(amount) => Ok(amount.text.clone()),
        Shown::Absent(reason) => Err(reason),
    }
}

impl Compare {
    /// The chart.
    pub fn chart(&self) -> Chart {
        let demo = self.demo || self.panels.iter().any(|panel| panel.kind == YearKind::Demo);
        let title = titled(&self.title, demo);
        let sentence = spoken(&self.sentence(), demo);
        let frame = Frame { id: &self.id, title: &title, sentence: &sentence, demo };
        let drawing = match (self.sheet(WIDE), self.sheet(NARROW)) {
            (Some(wide), Some(narrow)) => frame.drawing(&wide, &narrow),
            _ => Drawing::Empty(NOTHING_TO_DRAW.into()),
        };
        Chart { table: self.table(&title, demo), title, sentence, drawing }
    }

    fn is_empty(&self) -> bool {
        self.panels.iter().all(|panel| panel.values().is_empty())
    }

    fn sentence(&self) -> String {
        if self.is_empty() {
            return NOTHING_TO_DRAW.into();
        }
        self.panels.iter().map(Panel::sentence).collect()
    }

    fn table(&self, title: &str, demo: bool) -> Table {
        let row = |panel: &Panel| {
            let mut row = vec![panel.name.clone()];
            row.extend(panel.lines().map(|(dated, words)| match words {
                Ok(text) => format!("{}：{}", dated.label, marked(&text, demo)),
                Err(reason) => format!("{}：{reason}", dated.label),
            }));
            row.push(panel.chip.clone());
            row
        };
        Table {
            caption: title.to_owned(),
            head: ["指标", "上年", "本年目标", "本年实际", "进度评价"].map(str::to_owned).to_vec(),
            rows: self.panels.iter().map(row).collect(),
        }
    }

    fn sheet(&self, wide: f64) -> Option<Sheet> {
        if self.is_empty() {
            return None;
        }
        let mut canvas = Canvas::new(wide);
        let mut y = draw_legend(&mut canvas, 15.0, &self.legend());
        let columns = if wide < WIDE { 1 } else { 2 };
        let w = if columns == 1 { wide } else { (wide - APART) / 2.0 };
        let mut bars = Vec::new();
        for panels in self.panels.chunks(columns) {
            let lefts = std::iter::successors(Some(0.0), |left| Some(left + w + APART));
            let head = panels.iter().map(|panel| head_lines(panel, w)).max().unwrap_or(1);
            let mut next = y;
            for (panel, left) in panels.iter().zip(lefts) {
                canvas.line(Ink::Grid, (left, y), (left + w, y));
                let (tops, end) = words(&mut canvas, panel, (left, y, w), head);
                bars.push((panel, left, tops));
                next = f64::max(next, end);
            }
            y = next + 12.0;
        }
        let tall = y - 8.0;
        for (panel, left, tops) in bars {
            let [first, .., last] = tops;
            let place = Place { x: left + 1.0, y: first, w: w - 2.0, h: last + BAR - first };
            draw(&mut canvas, tall, panel, place, tops.map(|top| top - first))?;
        }
        Some(Sheet { canvas, tall })
    }

    fn legend(&self) -> Vec<(Key, String)> {
        let any = |wanted: &dyn Fn(&Panel) -> bool| self.panels.iter().any(wanted);
        let mut entries = Vec::new();
        if any(&|panel| panel.last.value.known().is_some()) {
            entries.push((Key::Fill(Ink::Former), "上年".to_owned()));
        }
        if any(&|panel| panel.goal.value.known().is_some()) {
            entries.push((Key::Upright(Ink::Goal), "本年目标".to_owned()));
        }
        for kind in [YearKind::Final, YearKind::Preliminary, YearKind::Demo] {
            for (part, remark) in [(false, ""), (true, "未满一年")] {
                let known = |panel: &Panel| panel.actual.value.known().is_some();
                if any(&|panel| known(panel) && panel.kind == kind && panel.is_part() == part) {
                    let ink = if part { kind.ink_of_part() } else { kind.ink() };
                    let remarks: Vec<&str> = [remark, kind.word()].into_iter().filter(|word| !word.is_empty()).collect();
                    let brackets = if remarks.is_empty() { String::new() } else { format!("（{}）", remarks.join("，")) };
                    entries.push((Key::Fill(ink), format!("本年实际{brackets}")));
                }
            }
        }
        if self.panels.len() > 1 {
            entries.push((Key::Bare, "各项指标各有标尺，不同指标之间不比长短。".to_owned()));
        }
        entries
    }
}

/// How many lines the name and the status of a panel take.
fn head_lines(panel: &Panel, w: f64) -> usize {
    let names = NAME.wrap(&panel.name, w);
    let chips = CHIP.wrap(&panel.chip, w - 20.0);
    let last = names.last().map_or(0.0, |line| NAME.width(line));
    let beside = chips.len() == 1 && chips.first().is_some_and(|chip| last + 16.0 + 20.0 + CHIP.width(chip) <= w);
    names.len() + if beside { 0 } else { chips.len() }
}

/// Sets the words of a panel; returns the tops of its three bars and where it ends.
fn words(canvas: &mut Canvas, panel: &Panel, (left, top, w): (f64, f64, f64), head: usize) -> ([f64; 3], f64) {
    let right = left + w;
    let names = NAME.wrap(&panel.name, w);
    let chips = CHIP.wrap(&panel.chip, w - 20.0);
    let mut y = canvas.lines(NAME, left, top + 25.0, LEAD + 1.0, &names);
    let chip = chips.iter().map(|line| CHIP.width(line)).fold(0.0, f64::max);
    let (x, base) = if head_lines(panel, w) == names.len() { (right - chip, y - LEAD - 1.5) } else { (left + 20.0, y) };
    panel.tone.shape(canvas, x - 11.0, base - 5.0);
    canvas.lines(CHIP, x, base, LEAD, &chips);
    y = top + 25.0 + (LEAD + 1.0) * f64::from(u32::try_from(head).unwrap_or(1)) + 3.0;
    let tops = panel.lines().map(|(dated, words)| {
        let (font, text) = match &words {
            Ok(text) => (VALUE, text.as_str()),
            Err(reason) => (REASON, *reason),
        };
        let labels = LABEL.wrap(&dated.label, w);
        let values = font.wrap(text, w);
        let width = |font: Font, line: Option<&String>| line.map_or(0.0, |line| font.width(line));
        let together = values.len() == 1 && width(LABEL, labels.last()) + 14.0 + width(font, values.first()) <= w;
        let base = canvas.lines(LABEL, left, y, LEAD, &labels) - if together { LEAD } else { 0.0 };
        let base = canvas.lines(font, right, base, LEAD, &values) - LEAD;
        let bar = base + 8.0;
        canvas.reserve(Place { x: left, y: bar, w, h: BAR });
        y = if words.is_ok() { bar + BAR + 24.0 } else { base + 28.0 };
        bar
    });
    (tops, y - 6.0)
}

/// Draws the bars of a panel whose tops lie this far below the top of its place.
fn draw(canvas: &mut Canvas, tall: f64, panel: &Panel, place: Place, tops: [f64; 3]) -> Option<()> {
    let values: Vec<f64> = panel.values().iter().map(|amount| amount.value.for_pixels()).collect();
    if values.is_empty() {
        return Some(());
    }
    // The axis only refuses what is not finite: the longest bar fills the panel.
    Axis::around(&values, 4, false)?;
    let low = values.iter().copied().fold(0.0, f64::min);
    let high = values.iter().copied().fold(0.0, f64::max);
    let high = if high > low { high } else { low + 1.0 };
    let [last, goal, actual] = tops;
    canvas.plot(tall, place, low..high, place.h..0.0, |plot| {
        if let Some(amount) = panel.last.value.known() {
            plot.draw_series([bar(Ink::Former, (0.0, last), (amount.value.for_pixels(), last + BAR))])?;
        }
        if let Some(amount) = panel.goal.value.known() {
            let lower = amount.value.for_pixels();
            let upper = panel.upper().map(|upper| upper.value.for_pixels());
            let (from, to) = upper.map_or((0.0, lower), |upper| (lower, upper));
            plot.draw_series([bar(Ink::Track, (from, goal), (to, goal + BAR))])?;
            let ends = [Some(lower), upper].into_iter().flatten();
            plot.draw_series(ends.map(|at| rule(Ink::Goal, (at, goal - 2.0), (at, goal + BAR + 2.0))))?;
        }
        if let Some(amount) = panel.actual.value.known() {
            plot.draw_series([bar(panel.actual_ink(), (0.0, actual), (amount.value.for_pixels(), actual + BAR))])?;
        }
        for (top, dated) in tops.into_iter().zip([&panel.last, &panel.goal, &panel.actual]) {
            if dated.value.known().is_some() {
                plot.draw_series([rule(Ink::Axis, (0.0, top - 2.0), (0.0, top + BAR + 2.0))])?;
            }
        }
        Ok(())
    })
}
