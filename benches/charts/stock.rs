//! The figures as plotters' own SVG backend draws them: grouped columns with a title, an axis, categories and a legend.

use crate::Grouped;
use plotters::chart::ChartBuilder;
use plotters::drawing::IntoDrawingArea;
use plotters::element::Rectangle;
use plotters::style::{Color, RGBColor, WHITE};
use plotters_svg::SVGBackend;

const COLORS: [RGBColor; 3] = [RGBColor(23, 74, 124), RGBColor(43, 156, 144), RGBColor(202, 121, 32)];

/// An SVG file 720 by 400.
pub fn grouped(figures: &Grouped) -> String {
    let mut out = String::new();
    {
        let root = SVGBackend::with_string(&mut out, (720, 400)).into_drawing_area();
        root.fill(&WHITE).unwrap();
        let count = figures.categories.len();
        let all = figures.categories.iter().flat_map(|(_, values)| values);
        let most = all.copied().fold(1.0, f64::max);
        let mut chart = ChartBuilder::on(&root)
            .caption(&figures.title, ("sans-serif", 20))
            .margin(10)
            .x_label_area_size(40)
            .y_label_area_size(50)
            .build_cartesian_2d(0.0..count as f64, 0.0..most * 1.1)
            .unwrap();
        let name = |x: &f64| figures.categories.get(*x as usize).map(|(name, _)| name.clone()).unwrap_or_default();
        let mut mesh = chart.configure_mesh();
        mesh.disable_x_mesh().light_line_style(WHITE.mix(0.0)).x_labels(count.max(2)).y_labels(6);
        mesh.x_label_formatter(&name).y_desc(figures.unit.as_str()).draw().unwrap();
        let wide = 0.8 / figures.series.len() as f64;
        for (place, (series, color)) in figures.series.iter().zip(COLORS.iter().cycle()).enumerate() {
            let bar = |(at, (_, values)): (usize, &(String, Vec<f64>))| {
                let left = at as f64 + 0.1 + wide * place as f64;
                Rectangle::new([(left, 0.0), (left + wide, values[place])], color.filled())
            };
            let bars = figures.categories.iter().enumerate().map(bar);
            let label = chart.draw_series(bars).unwrap().label(series);
            label.legend(move |(x, y)| Rectangle::new([(x, y - 5), (x + 10, y + 5)], color.filled()));
        }
        chart.configure_series_labels().border_style(RGBColor(86, 92, 103)).background_style(WHITE).draw().unwrap();
        root.present().unwrap();
    }
    out
}
