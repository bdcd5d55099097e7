//! The grouped columns as our canvas draws them: the same title, axis, categories and legend, in a sheet as wide.

use crate::Grouped;
use gongkai::chart::axis::Axis;
use gongkai::chart::canvas::{Canvas, Font, Place, bar, rule, spot};
use gongkai::chart::ink::Ink;
use gongkai::chart::legend::{Key, draw as draw_legend};
use std::fmt::Write;

const INKS: [Ink; 3] = [Ink::Main, Ink::Track, Ink::OnSchedule];

/// A drawing as it stands in a page, 720 units across.
pub fn grouped(figures: &Grouped) -> String {
    let mut canvas = Canvas::new(720.0);
    canvas.text(Font::plain(20).bold(), 0.0, 22.0, &figures.title);
    let keys: Vec<(Key, String)> = figures.series.iter().zip(INKS).map(|(name, ink)| (Key::Fill(ink), name.clone())).collect();
    let top = draw_legend(&mut canvas, 50.0, &keys) + 10.0;
    let values: Vec<f64> = figures.categories.iter().flat_map(|(_, values)| values.iter().copied()).collect();
    let axis = Axis::around(&values, 5, true).unwrap();
    let place = Place { x: 44.0, y: top, w: 676.0, h: 260.0 };
    let count = figures.categories.len() as f64;
    let wide = 0.8 / figures.series.len() as f64;
    let label = Font::plain(13).middle();
    let (ticks, middles) = canvas
        .plot(top + 340.0, place, 0.0..count, axis.from..axis.to, |plot| {
            plot.draw_series(axis.ticks.iter().map(|tick| rule(Ink::Grid, (0.0, tick.at), (count, tick.at))))?;
            for (series, ink) in (0..figures.series.len()).zip(INKS) {
                let column = |(at, (_, values)): (usize, &(String, Vec<f64>))| {
                    let left = at as f64 + 0.1 + wide * series as f64;
                    bar(ink, (left, 0.0), (left + wide, values[series]))
                };
                plot.draw_series(figures.categories.iter().enumerate().map(column))?;
            }
            plot.draw_series([rule(Ink::Axis, (0.0, 0.0), (count, 0.0))])?;
            let ticks: Vec<f64> = axis.ticks.iter().map(|tick| spot(plot, (0.0, tick.at)).1).collect();
            let middles: Vec<f64> = (0..figures.categories.len()).map(|at| spot(plot, (at as f64 + 0.5, 0.0)).0).collect();
            Ok((ticks, middles))
        })
        .unwrap();
    for (tick, y) in axis.ticks.iter().zip(ticks) {
        canvas.text(Font::plain(14).muted().end(), 38.0, y + 5.0, &format!("{}{}", tick.text, figures.unit));
    }
    for ((name, _), x) in figures.categories.iter().zip(middles) {
        canvas.lines(label, x, top + 260.0 + 20.0, 17.0, &label.wrap(name, place.w / count - 2.0));
    }
    let tall = top + 340.0;
    let mut out = String::new();
    let _ = write!(out, r#"<svg class="gk-chart gk-wide" role="img" aria-labelledby="g-t" viewBox="0 0 720 {tall}">"#);
    let _ = write!(out, r#"<title id="g-t">{}</title>{}</svg>"#, figures.title, canvas.written("g"));
    out
}
