//! A sheet of paper for one drawing: our own backend under plotters, and the few things we place ourselves (text, shapes).
//!
//! Everything is kept by ink and by font, and written in that order, so one path or group carries each and a drawing stays small.
//! Coordinates are tenths of a unit on the way through plotters, whose pixels are whole numbers. Nothing here knows what a chart means,
//! chooses a colour, or writes a style attribute: inks and fonts become classes that the style sheet paints.

use crate::chart::ink::{Ink, Pattern};
use crate::chart::pen::Pen;
use crate::chart::text::{escaped, width, wrap};
use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{PathElement, Rectangle};
use plotters::series::LineSeries;
use plotters_backend::BackendCoord;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt::{self, Write};
use std::ops::Range;

/// From which point of a text its place is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// What a text stands on; its colour follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// The sheet.
    Sheet,
    /// A shade near the colour of the sheet.
    Near,
    /// A shade far from it.
    Far,
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Font {
    /// What it stands on.
    pub ground: Ground,
    /// Whether it steps back behind the figures.
    pub muted: bool,
    /// Units high.
    pub size: u8,
    /// Whether it is set bold.
    pub bold: bool,
    /// Where its place is counted from.
    pub anchor: Anchor,
}

impl Font {
    /// Plain text in the ink colour, counted from the left.
    pub const fn plain(size: u8) -> Self {
        Self { ground: Ground::Sheet, muted: false, size, bold: false, anchor: Anchor::Start }
    }

    /// The same, bold.
    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same, muted.
    pub const fn muted(self) -> Self {
        Self { muted: true, ..self }
    }

    /// The same, counted from the middle.
    pub const fn middle(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    /// The same, counted from the right.
    pub const fn end(self) -> Self {
        Self { anchor: Anchor::End, ..self }
    }

    /// The same, on a shade.
    pub const fn on(self, ground: Ground) -> Self {
        Self { ground, ..self }
    }

    /// How wide a text stands in this font.
    pub fn width(self, text: &str) -> f64 {
        width(text, f64::from(self.size), self.bold)
    }

    /// Lines of a text no wider than `room`.
    pub fn wrap(self, text: &str, room: f64) -> Vec<String> {
        wrap(text, f64::from(self.size), self.bold, room)
    }
}

/// A rectangle of the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Units wide.
    pub w: f64,
    /// Units high.
    pub h: f64,
}

impl Place {
    /// Whether two rectangles share more than an edge.
    pub fn meets(&self, other: &Self) -> bool {
        self.x < other.x + other.w && other.x < self.x + self.w && self.y < other.y + other.h && other.y < self.y + self.h
    }
}

/// A coordinate system of plotters on part of a canvas.
pub type Plot<'a, 'c> = ChartContext<'a, Pen<'c>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// What can go wrong inside plotters; our own backend never fails.
pub type PlotError = DrawingAreaErrorKind<Infallible>;

/// The sheet while it is drawn on.
#[derive(Debug, Default)]
pub struct Canvas {
    wide: f64,
    shapes: BTreeMap<Ink, String>,
    texts: BTreeMap<Font, String>,
    taken: Vec<Place>,
}

impl Canvas {
    /// An empty sheet, `wide` units across.
    pub fn new(wide: f64) -> Self {
        Self { wide, ..Self::default() }
    }

    /// How many units it is across.
    pub fn wide(&self) -> f64 {
        self.wide
    }

    /// What is taken by texts and reserved places.
    pub fn taken(&self) -> &[Place] {
        &self.taken
    }

    /// Keeps texts that may be left out, and the marks of demonstration data, away from a place.
    pub fn reserve(&mut self, place: Place) {
        self.taken.push(place);
    }

    /// Sets one line of text with its baseline at `y`. A place that would push it off the sheet is moved in.
    pub fn text(&mut self, font: Font, x: f64, y: f64, text: &str) {
        let x = self.inside(font, x, text);
        self.taken.push(bounds(font, x, y, text));
        let group = self.texts.entry(font).or_default();
        let _ = write!(group, r#"<text x="{}" y="{}">{}</text>"#, tenth(x), tenth(y), escaped(text));
    }

    /// Sets the text if nothing set before lies in its way; says whether it did.
    pub fn text_if_free(&mut self, font: Font, x: f64, y: f64, text: &str) -> bool {
        let wanted = bounds(font, self.inside(font, x, text), y, text);
        let free = wanted.w <= self.wide && !self.taken.iter().any(|other| other.meets(&wanted));
        if free {
            self.text(font, x, y, text);
        }
        free
    }

    /// Sets lines below each other and returns the baseline after the last.
    pub fn lines(&mut self, font: Font, x: f64, y: f64, lead: f64, lines: &[String]) -> f64 {
        let mut y = y;
        for line in lines {
            self.text(font, x, y, line);
            y += lead;
        }
        y
    }

    /// A small shape given as a path relative to its centre.
    pub fn shape(&mut self, ink: Ink, x: f64, y: f64, path: &str) {
        let _ = write!(self.shapes.entry(ink).or_default(), "M{} {}{path}", tenth(x), tenth(y));
    }

    /// A rectangle outside any coordinate system: swatches of a legend.
    pub fn rect(&mut self, ink: Ink, place: Place) {
        let (x, y) = (deci(place.x), deci(place.y));
        self.draw_box(ink, (x, y), (deci(place.x + place.w), deci(place.y + place.h)));
    }

    /// A straight line outside any coordinate system.
    pub fn line(&mut self, ink: Ink, from: (f64, f64), to: (f64, f64)) {
        self.draw_path(ink, [from, to].map(|(x, y)| (deci(x), deci(y))));
    }

    /// Opens a plotters coordinate system on a part of the sheet `tall` units high. `y` runs upwards from its first value.
    /// `None` when plotters cannot lay it out, or an end of a range is not finite: it would never return.
    pub fn plot<R>(
        &mut self,
        tall: f64,
        place: Place,
        x: Range<f64>,
        y: Range<f64>,
        draw: impl FnOnce(&mut Plot<'_, '_>) -> Result<R, PlotError>,
    ) -> Option<R> {
        if ![x.start, x.end, y.start, y.end].iter().all(|end| end.is_finite()) || x.start == x.end || y.start == y.end {
            return None;
        }
        let size = (u32::try_from(deci(self.wide)).ok()?, u32::try_from(deci(tall)).ok()?);
        let root = Pen::new(self, size).into_drawing_area();
        let area = root.shrink((deci(place.x), deci(place.y)), (deci(place.w), deci(place.h)));
        let mut plot = ChartBuilder::on(&area).build_cartesian_2d(x, y).ok()?;
        draw(&mut plot).ok()
    }

    /// A circle, in tenths of a unit.
    pub fn draw_disc(&mut self, ink: Ink, (x, y): BackendCoord, r: i32) {
        let path = self.shapes.entry(ink).or_default();
        let (left, r, across) = (dot(x - r), dot(r), dot(2 * r));
        let _ = write!(path, "M{left} {}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0-{across} 0z", dot(y));
    }

    /// Closes the last line drawn with an ink into an area.
    pub fn close(&mut self, ink: Ink) {
        self.shapes.entry(ink).or_default().push('z');
    }

    /// The sheet as SVG elements; names of patterns begin with `id`.
    pub fn written(&self, id: &str) -> String {
        let mut out = String::new();
        let mut patterns: Vec<Pattern> = self.shapes.keys().filter_map(|ink| ink.pattern()).collect();
        // Inks that share a pattern are neighbours; an id may stand only once.
        patterns.dedup_by(|next, before| next.name == before.name);
        if !patterns.is_empty() {
            out.push_str("<defs>");
            patterns.iter().for_each(|pattern| pattern.write(id, &mut out));
            out.push_str("</defs>");
        }
        for (ink, path) in &self.shapes {
            let _ = write!(out, r#"<path class="{}""#, ink.class());
            if let Some(pattern) = ink.pattern() {
                let _ = write!(out, r#" fill="url(#{id}-p{})""#, pattern.name);
            }
            let _ = write!(out, r#" d="{path}"/>"#);
        }
        for (font, texts) in &self.texts {
            let class = match font.ground {
                Ground::Near => "gk-near",
                Ground::Far => "gk-far",
                Ground::Sheet if font.muted => "gk-muted",
                Ground::Sheet => "gk-ink",
            };
            let _ = write!(out, r#"<g class="{class}" font-size="{}""#, font.size);
            if font.bold {
                out.push_str(r#" font-weight="700""#);
            }
            match font.anchor {
                Anchor::Start => {}
                Anchor::Middle => out.push_str(r#" text-anchor="middle""#),
                Anchor::End => out.push_str(r#" text-anchor="end""#),
            }
            let _ = write!(out, ">{texts}</g>");
        }
        out
    }

    /// The place of a text, moved so that it stays on the sheet.
    fn inside(&self, font: Font, x: f64, text: &str) -> f64 {
        let w = font.width(text);
        let (before, after) = match font.anchor {
            Anchor::Start => (0.0, w),
            Anchor::Middle => (w / 2.0, w / 2.0),
            Anchor::End => (w, 0.0),
        };
        x.min(self.wide - after).max(before)
    }

    /// A filled rectangle, in tenths of a unit.
    pub fn draw_box(&mut self, ink: Ink, (left, top): BackendCoord, (right, bottom): BackendCoord) {
        let (w, h) = (right - left, bottom - top);
        if w == 0 || h == 0 {
            return;
        }
        let path = self.shapes.entry(ink).or_default();
        let _ = write!(path, "M{} {}h{}v{}h{}z", dot(left), dot(top), dot(w), dot(h), dot(-w));
    }

    /// A line through points, in tenths of a unit.
    pub fn draw_path(&mut self, ink: Ink, points: impl IntoIterator<Item = BackendCoord>) {
        let path = self.shapes.entry(ink).or_default();
        let mut last: Option<BackendCoord> = None;
        for (x, y) in points {
            let _ = match last {
                None => write!(path, "M{} {}", dot(x), dot(y)),
                Some((_, before)) if before == y => write!(path, "H{}", dot(x)),
                Some((before, _)) if before == x => write!(path, "V{}", dot(y)),
                Some(_) => write!(path, "L{} {}", dot(x), dot(y)),
            };
            last = Some((x, y));
        }
    }
}

/// A bar between two corners of a coordinate system.
pub fn bar(ink: Ink, from: (f64, f64), to: (f64, f64)) -> Rectangle<(f64, f64)> {
    Rectangle::new([from, to], ink.style())
}

/// A straight line inside a coordinate system.
pub fn rule(ink: Ink, from: (f64, f64), to: (f64, f64)) -> PathElement<(f64, f64)> {
    PathElement::new(vec![from, to], ink.style())
}

/// A line through points of a coordinate system.
pub fn curve<'c>(ink: Ink, points: Vec<(f64, f64)>) -> LineSeries<Pen<'c>, (f64, f64)> {
    LineSeries::new(points, ink.style())
}

/// The line of a pace over a line in the colour of the ground, which shows between its dashes where it crosses a bar.
///
/// # Errors
/// None of its own: our backend never fails.
pub fn dashed(plot: &mut Plot<'_, '_>, line: Vec<(f64, f64)>) -> Result<(), PlotError> {
    if !line.is_empty() {
        plot.draw_series(curve(Ink::Gap, line.clone()))?;
        plot.draw_series(curve(Ink::Pace, line))?;
    }
    Ok(())
}

/// Where a point of a coordinate system lies on the sheet.
pub fn spot(plot: &Plot<'_, '_>, at: (f64, f64)) -> (f64, f64) {
    let (x, y) = plot.backend_coord(&at);
    (f64::from(x) / 10.0, f64::from(y) / 10.0)
}

/// The box a text fills: Han characters reach 0.88 em above the baseline and 0.14 em below it.
fn bounds(font: Font, x: f64, y: f64, text: &str) -> Place {
    let (size, w) = (f64::from(font.size), font.width(text));
    let x = match font.anchor {
        Anchor::Start => x,
        Anchor::Middle => x - w / 2.0,
        Anchor::End => x - w,
    };
    Place { x, y: y - 0.88 * size, w, h: 1.02 * size }
}

/// Units as tenths, the whole numbers plotters draws with.
#[allow(clippy::cast_possible_truncation)]
fn deci(units: f64) -> i32 {
    (units * 10.0).round() as i32
}

/// Units with one decimal at most.
fn tenth(units: f64) -> Dot {
    dot(deci(units))
}

/// Tenths as units with one decimal at most.
fn dot(tenths: i32) -> Dot {
    Dot(tenths)
}

/// Tenths, printed as units. A drawing is mostly numbers: they are written in place, without a string for each.
struct Dot(i32);

impl fmt::Display for Dot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The digits from the last to the first: at most ten, a point and a sign.
        let mut digits = [0_u8; 12];
        let mut at = digits.len();
        let mut put = |byte: u8| {
            at -= 1;
            if let Some(place) = digits.get_mut(at) {
                *place = byte;
            }
        };
        let ascii = |digit: u32| b'0' + u8::try_from(digit).unwrap_or(0);
        let (mut whole, part) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        if part != 0 {
            put(ascii(part));
            put(b'.');
        }
        if whole == 0 && part == 0 {
            put(b'0');
        }
        while whole > 0 {
            put(ascii(whole % 10));
            whole /= 10;
        }
        if self.0 < 0 {
            put(b'-');
        }
        f.write_str(digits.get(at..).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or("0"))
    }
}
