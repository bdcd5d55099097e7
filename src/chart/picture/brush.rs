//! What a picture is made of: text, rectangles, status shapes and bars, with literal colours and nothing a plain drawing program would
//! not know (no style sheet, no property, no second file). Knows nothing of what a picture says.

use crate::chart::canvas::Place;
use crate::chart::text::{escaped, width, wrap};
use crate::chart::tone::Tone;
use std::fmt::Write;

/// Pixels across every picture.
pub const WIDE: f64 = 1080.0;
/// The one main colour.
pub const MAIN: &str = "#174a7c";
/// Text.
pub const INK: &str = "#1f2430";
/// Text that steps back.
pub const MUTED: &str = "#565c67";
/// The ground of cards, and text on the main colour.
pub const WHITE: &str = "#fff";
/// Text on the main colour that steps back.
pub const PALE: &str = "#d9e5f1";
/// The sheet.
pub const PAPER: &str = "#eff3f8";
/// Edges and hairlines.
pub const LINE: &str = "#d5dee8";
/// The mark of demonstration data, whole in every cutting of 300 by 200 pixels.
const MARK: &str = "演示数据";
const FAMILY: &str = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif";

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub struct Letter {
    /// Pixels high, 32 at least: 12 on a phone of 390.
    pub size: f64,
    /// Whether it is set bold.
    pub bold: bool,
    /// Its colour.
    pub fill: &'static str,
}

impl Letter {
    /// Plain text.
    pub const fn plain(size: f64, fill: &'static str) -> Self {
        Self { size, bold: false, fill }
    }

    /// Bold text.
    pub const fn bold(size: f64, fill: &'static str) -> Self {
        Self { size, bold: true, fill }
    }

    /// How wide a text stands.
    pub fn width(self, text: &str) -> f64 {
        width(text, self.size, self.bold)
    }

    /// At most `most` lines of a text; what does not fit ends in an ellipsis.
    pub fn wrap(self, text: &str, room: f64, most: usize) -> Vec<String> {
        let mut lines = wrap(text, self.size, self.bold, room);
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                while self.width(&format!("{last}…")) > room && last.pop().is_some() {}
                last.push('…');
            }
        }
        lines
    }

    /// From one baseline to the next.
    pub fn lead(self) -> f64 {
        (self.size * 1.4).round()
    }
}

/// A picture while it is drawn.
#[derive(Debug, Default)]
pub struct Brush {
    out: String,
    taken: Vec<Place>,
    dark: Vec<Place>,
}

impl Brush {
    /// One line of text from its left end.
    pub fn text(&mut self, letter: Letter, x: f64, y: f64, text: &str) {
        let Letter { size, bold, fill } = letter;
        self.taken.push(Place { x, y: y - 0.88 * size, w: letter.width(text), h: 1.02 * size });
        let weight = if bold { r#" font-weight="700""# } else { "" };
        let (x, y) = (x.round(), y.round());
        let _ = write!(self.out, r#"<text x="{x}" y="{y}" font-size="{size}"{weight} fill="{fill}">{}</text>"#, escaped(text));
    }

    /// Lines below each other; returns the baseline after the last.
    pub fn lines(&mut self, letter: Letter, x: f64, y: f64, lines: &[String]) -> f64 {
        let mut y = y;
        for line in lines {
            self.text(letter, x, y, line);
            y += letter.lead();
        }
        y
    }

    /// A rectangle with round corners.
    pub fn rect(&mut self, place: Place, round: f64, fill: &str) {
        let Place { x, y, w, h } = place;
        let corner = if round > 0.0 { format!(r#" rx="{round}""#) } else { String::new() };
        let _ = write!(self.out, r#"<rect x="{x:.1}" y="{y:.1}" width="{w:.1}" height="{h:.1}"{corner} fill="{fill}"/>"#);
    }

    /// A white card with an edge.
    pub fn card(&mut self, place: Place) {
        let Place { x, y, w, h } = place;
        let _ = write!(
            self.out,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{w:.1}" height="{h:.1}" rx="24" fill="{WHITE}" stroke="{LINE}" stroke-width="2"/>"#
        );
    }

    /// A band of the main colour across the picture, with light rings in its corner; a `soft` one ends in a curve below its height.
    pub fn band(&mut self, y: f64, h: f64, soft: bool) {
        let w = WIDE;
        self.dark.push(Place { x: 0.0, y, w, h });
        if soft {
            let (low, deep) = (y + h, y + h + 36.0);
            let _ = write!(self.out, r#"<path d="M0 {y:.0}h{w}V{low:.0}C800 {deep:.0} 360 {deep:.0} 0 {low:.0}z" fill="{MAIN}"/>"#);
            for r in [430, 300, 170] {
                let _ = write!(self.out, r#"<path d="M{w} {y:.0}h-{r}a{r} {r} 0 0 0 {r} {r}z" fill="{WHITE}" fill-opacity=".05"/>"#);
            }
        } else {
            self.rect(Place { x: 0.0, y, w, h }, 0.0, MAIN);
        }
    }

    /// The shape of a status, `size` pixels wide, around a centre.
    pub fn shape(&mut self, tone: Tone, (x, y): (f64, f64), size: f64, fill: &str) {
        let (filled, path) = tone.outline();
        let paint = if filled { format!(r#"fill="{fill}""#) } else { format!(r#"fill="none" stroke="{fill}" stroke-width="1.8""#) };
        let _ = write!(self.out, r#"<path transform="translate({x:.1} {y:.1}) scale({:.2})" d="M0 0{path}" {paint}/>"#, size / 12.0);
    }

    /// How many texts were set, and where.
    pub fn taken(&self) -> &[Place] {
        &self.taken
    }

    /// The file, `tall` pixels high.
    pub fn file(&self, title: &str, alt: &str, tall: f64, demo: bool) -> String {
        let marks = if demo { self.marks(tall) } else { String::new() };
        let (title, alt) = (escaped(title), escaped(alt));
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="gk-t gk-d" width="{WIDE}" height="{tall:.0}" viewBox="0 0 {WIDE} {tall:.0}" font-family="{FAMILY}"><title id="gk-t">{title}</title><desc id="gk-d">{alt}</desc><rect x="0" y="0" width="{WIDE}" height="{tall:.0}" fill="{PAPER}"/>{}{marks}</svg>"#,
            self.out
        ) + "\n"
    }

    /// The marks of demonstration data, each moved up or down a little where a text stands in its way.
    fn marks(&self, tall: f64) -> String {
        const SIZE: f64 = 32.0;
        const ACROSS: f64 = 168.0;
        const DOWN: f64 = 116.0;
        const MOST: f64 = 24.0;
        let w = width(MARK, SIZE, false);
        let steps = |first: f64, step: f64, last: f64| {
            std::iter::successors(Some(first), move |at| Some(at + step)).take_while(move |at| *at <= last)
        };
        let mut out = String::from(r#"<g font-size="32" aria-hidden="true">"#);
        for (row, base) in steps(60.0, DOWN, tall - 30.0).enumerate() {
            let left = if row % 2 == 0 { 14.0 } else { 14.0 + ACROSS / 2.0 };
            for x in steps(left, ACROSS, WIDE - w) {
                let place = |shift: f64| Place { x, y: base + shift - 0.88 * SIZE, w, h: 1.02 * SIZE };
                let free = |shift: &f64| {
                    let place = place(*shift);
                    place.y + place.h <= tall && !self.taken.iter().any(|other| other.meets(&place))
                };
                let y = base + steps(0.0, 4.0, MOST).flat_map(|shift| [-shift, shift]).find(free).unwrap_or(0.0);
                let dark = self.dark.iter().any(|dark| dark.y <= y - SIZE && y <= dark.y + dark.h);
                let paint = if dark { r##"fill="#fff" fill-opacity=".2""## } else { r##"fill="#1f2430" fill-opacity=".15""## };
                let _ = write!(out, r#"<text x="{x}" y="{y}" {paint}>{MARK}</text>"#);
            }
        }
        out + "</g>"
    }
}

/// The colour of a status, as in the charts.
pub fn colour(tone: Tone) -> &'static str {
    match tone {
        Tone::Done => "#0f473c",
        Tone::Ahead => "#2b9c90",
        Tone::OnSchedule => "#182c6e",
        Tone::Behind => "#ca7920",
        Tone::Missed => "#781710",
        Tone::NotDue | Tone::Unreported | Tone::Masked | Tone::Withheld | Tone::Ongoing | Tone::NotAssessed => "#8f929c",
    }
}
