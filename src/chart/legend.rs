//! Legends: a swatch and a word each, set from left to right and wrapped.

use crate::chart::canvas::{Canvas, Font, Place};
use crate::chart::ink::Ink;
use crate::chart::tone::Tone;

const FONT: Font = Font::plain(14).muted();
const LEAD: f64 = 24.0;
const SWATCH: f64 = 16.0;

/// What stands before a word of a legend.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    /// A filled square.
    Fill(Ink),
    /// A horizontal piece of line.
    Across(Ink),
    /// A vertical piece of line.
    Upright(Ink),
    /// A status: its fill and its shape.
    Tone(Tone),
    /// Nothing: a remark.
    Bare,
}

/// Draws a legend whose first baseline is at `y`; returns the first baseline free below it.
pub fn draw(canvas: &mut Canvas, y: f64, entries: &[(Key, String)]) -> f64 {
    let (mut x, mut y) = (0.0, y);
    if entries.is_empty() {
        return y;
    }
    for (key, words) in entries {
        let before = match key {
            Key::Bare => 0.0,
            Key::Tone(_) => SWATCH + 24.0,
            Key::Fill(_) | Key::Across(_) | Key::Upright(_) => SWATCH + 7.0,
        };
        if x > 0.0 && x + before + FONT.width(words) > canvas.wide() {
            x = 0.0;
            y += LEAD;
        }
        swatch(canvas, *key, x, y - 5.0);
        let lines = FONT.wrap(words, canvas.wide() - before);
        y = canvas.lines(FONT, x + before, y, LEAD, &lines) - LEAD;
        let longest = lines.last().map_or(0.0, |line| FONT.width(line));
        x += before + longest + 18.0;
    }
    y + LEAD
}

fn swatch(canvas: &mut Canvas, key: Key, x: f64, middle: f64) {
    let square = Place { x, y: middle - 7.0, w: SWATCH, h: 14.0 };
    match key {
        Key::Fill(ink) => canvas.rect(ink, square),
        Key::Across(ink) => canvas.line(ink, (x, middle), (x + SWATCH, middle)),
        Key::Upright(ink) => canvas.line(ink, (x + SWATCH / 2.0, middle - 8.0), (x + SWATCH / 2.0, middle + 8.0)),
        Key::Tone(tone) => {
            canvas.rect(tone.ink(), square);
            tone.shape(canvas, x + SWATCH + 11.0, middle);
        }
        Key::Bare => {}
    }
}
