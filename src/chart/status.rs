//! `status`: how many targets stand where, as one bar for the whole and one for each chapter. Every bar is as long as the others and
//! shows shares; the counts are written below it.

use crate::chart::canvas::{Canvas, Font, Place, bar, rule};
use crate::chart::frame::{Frame, NARROW, Sheet, WIDE};
use crate::chart::ink::Ink;
use crate::chart::legend::{Key, draw as draw_legend};
use crate::chart::tone::Tone;
use crate::chart::{Chart, Drawing, NOTHING_TO_DRAW, Table, marked, spoken, titled};

/// The input of a status chart.
#[derive(Clone, Debug)]
pub struct Status {
    /// Unique on the page; the ids in the drawing begin with it.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The whole first, then its parts.
    pub bars: Vec<StatusBar>,
    /// Whether the data is for demonstration.
    pub demo: bool,
}

/// The counts of the whole or of one part.
#[derive(Clone, Debug)]
pub struct StatusBar {
    /// Its name, e.g. 全部 or a chapter's.
    pub label: String,
    /// How many targets have each status; a status may be left out or be none.
    pub counts: Vec<(Tone, u32)>,
}

const LABEL: Font = Font::plain(16).bold();
const TOTAL: Font = Font::plain(15).muted().end();
const COUNT: Font = Font::plain(15);
const BAR: f64 = 24.0;
const LEAD: f64 = 22.0;

impl StatusBar {
    /// How many targets have a status.
    pub fn count(&self, tone: Tone) -> u64 {
        self.counts.iter().filter(|(other, _)| *other == tone).map(|(_, count)| u64::from(*count)).sum()
    }

    /// How many targets there are.
    pub fn total(&self) -> u64 {
        self.counts.iter().map(|(_, count)| u64::from(*count)).sum()
    }

    /// Each status that occurs, with where its piece begins and ends in a bar of length one.
    pub fn shares(&self) -> Vec<(Tone, f64, f64)> {
        let total = pixels(self.total());
        let mut sum = 0;
        let mut out = Vec::new();
        for (tone, count) in self.parts() {
            out.push((tone, pixels(sum) / total, pixels(sum + count) / total));
            sum += count;
        }
        out
    }

    /// Each status that occurs, with its count, in the order of every chart.
    pub fn parts(&self) -> Vec<(Tone, u64)> {
        Tone::ALL.into_iter().map(|tone| (tone, self.count(tone))).filter(|(_, count)| *count > 0).collect()
    }
}

impl Status {
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

    fn tones(&self) -> Vec<Tone> {
        Tone::ALL.into_iter().filter(|tone| self.bars.iter().any(|bar| bar.count(*tone) > 0)).collect()
    }

    fn sentence(&self) -> String {
        let Some((whole, parts)) = self.bars.split_first().filter(|(whole, _)| whole.total() > 0) else {
            return NOTHING_TO_DRAW.into();
        };
        let counts: Vec<String> = whole.parts().iter().map(|(tone, count)| format!("{}{count}项", tone.chip())).collect();
        let mut out = format!("{}共{}项：{}。", whole.label, whole.total(), counts.join("，"));
        for (tone, words) in [(Tone::Behind, "进度偏慢最多的是"), (Tone::Missed, "到期未完成最多的是")] {
            let most = parts.iter().map(|part| part.count(tone)).max().unwrap_or(0);
            let names: Vec<String> =
                parts.iter().filter(|part| most > 0 && part.count(tone) == most).map(|part| format!("“{}”", part.label)).collect();
            if !names.is_empty() && names.len() < 4 {
                let each = if names.len() > 1 { "各" } else { "" };
                out.push_str(&format!("{words}{}，{each}{most}项。", names.join("")));
            }
        }
        out
    }

    fn table(&self, title: &str) -> Table {
        let tones = self.tones();
        let mut head = vec!["范围".to_owned(), "合计".to_owned()];
        head.extend(tones.iter().map(|tone| tone.chip().to_owned()));
        let row = |bar: &StatusBar| {
            let mut row = vec![bar.label.clone(), marked(&bar.total().to_string(), self.demo)];
            row.extend(tones.iter().map(|tone| marked(&bar.count(*tone).to_string(), self.demo)));
            row
        };
        Table { caption: title.to_owned(), head, rows: self.bars.iter().map(row).collect() }
    }

    fn sheet(&self, wide: f64) -> Option<Sheet> {
        let tones = self.tones();
        if tones.is_empty() {
            return None;
        }
        let mut canvas = Canvas::new(wide);
        let legend: Vec<(Key, String)> = tones.iter().map(|tone| (Key::Tone(*tone), tone.chip().to_owned())).collect();
        let mut y = draw_legend(&mut canvas, 15.0, &legend) + 4.0;
        let mut tops = Vec::new();
        for bar in &self.bars {
            let total = format!("共{}项", bar.total());
            let lines = LABEL.wrap(&bar.label, wide - TOTAL.width(&total) - 16.0);
            canvas.text(TOTAL, wide, y + 14.0, &total);
            let top = canvas.lines(LABEL, 0.0, y + 14.0, LEAD, &lines) - LEAD + 9.0;
            tops.push(top);
            canvas.reserve(Place { x: 0.0, y: top, w: wide, h: BAR });
            let next = counts(&mut canvas, bar, top);
            y = next + 22.0;
        }
        let tall = y - 16.0;
        let place = Place { x: 0.0, y: 0.0, w: wide, h: tall };
        canvas.plot(tall, place, 0.0..1.0, tall..0.0, |plot| {
            for (part, top) in self.bars.iter().zip(&tops) {
                for (tone, from, to) in part.shares() {
                    plot.draw_series([bar(tone.ink(), (from, *top), (to, *top + BAR))])?;
                    if from > 0.0 {
                        plot.draw_series([rule(Ink::Gap, (from, *top), (from, *top + BAR))])?;
                    }
                }
            }
            Ok(())
        })?;
        Some(Sheet { canvas, tall })
    }
}

/// Writes the counts of a bar below it, each under its piece where they fit; returns the last baseline.
fn counts(canvas: &mut Canvas, bar: &StatusBar, top: f64) -> f64 {
    const SHAPE: f64 = 18.0;
    const APART: f64 = 12.0;
    let parts = bar.parts();
    let wide = canvas.wide();
    let width = |count: u64| SHAPE + COUNT.width(&count.to_string());
    let centre = |(from, to): (f64, f64), count: u64| wide * (from + to) / 2.0 - width(count) / 2.0;
    let mut lefts: Vec<f64> = bar.shares().iter().zip(&parts).map(|((_, from, to), (_, count))| centre((*from, *to), *count)).collect();
    let needed: f64 = parts.iter().map(|(_, count)| width(*count) + APART).sum::<f64>() - APART;
    let mut y = top + BAR + 19.0;
    if needed <= wide {
        let mut least = 0.0;
        for (left, (_, count)) in lefts.iter_mut().zip(&parts) {
            *left = left.max(least);
            least = *left + width(*count) + APART;
        }
        let mut most = wide;
        for (left, (_, count)) in lefts.iter_mut().zip(&parts).rev() {
            *left = left.min(most - width(*count));
            most = *left - APART;
        }
        for (left, (tone, count)) in lefts.iter().zip(&parts) {
            tone.shape(canvas, left + 7.0, y - 5.5);
            canvas.text(COUNT, left + SHAPE, y, &count.to_string());
        }
    } else {
        let mut x = 0.0;
        for (tone, count) in &parts {
            if x > 0.0 && x + width(*count) > wide {
                (x, y) = (0.0, y + LEAD);
            }
            tone.shape(canvas, x + 7.0, y - 5.5);
            canvas.text(COUNT, x + SHAPE, y, &count.to_string());
            x += width(*count) + APART;
        }
    }
    y
}

/// A count as a length.
#[allow(clippy::cast_precision_loss)]
fn pixels(count: u64) -> f64 {
    count as f64
}
