//! Pages with every kind of chart, to be looked at: short and long names, real figures and demonstration data. `tests/gallery` makes
//! them and takes their pictures in light, dark, print, high contrast and on a phone.

use crate::{compare, generated, heat, parts, picture, samples, shares};
use gongkai::chart::{Chart, Drawing, standalone_svg};
use std::fmt::Write;
use std::path::Path;

/// Forty characters, as long as a name may be.
const LONG: &str = "新增规模以上工业企业并完成智能化改造和数字化转型诊断服务的企业户数（含续建）合计数";

/// The charts of each page. A new kind is one entry: its sample, and where its names go.
fn pages(demo: bool) -> Vec<(&'static str, Vec<Chart>)> {
    vec![
        ("bullet", named(|name| samples::bullet().also(|it| (it.title, it.demo) = (name.into(), demo)).chart())),
        ("bullets", named(|name| samples::bullets().also(|it| (it.rows[0].name, it.demo) = (name.into(), demo)).chart())),
        ("trend", named(|name| samples::trend().also(|it| (it.title, it.demo) = (name.into(), demo)).chart())),
        ("trend-running", named(|name| samples::running().also(|it| (it.title, it.demo) = (name.into(), demo)).chart())),
        ("trend-states", named(|name| samples::states().also(|it| (it.title, it.demo) = (name.into(), demo)).chart())),
        ("quarters", named(|name| parts::quarters().also(|it| (it.title, it.demo) = (name.into(), demo)).chart())),
        ("stages", named(|name| parts::stages().also(|it| (it.stages[1].name, it.demo) = (name.into(), demo)).chart())),
        ("status", named(|name| samples::status().also(|it| (it.bars[1].label, it.demo) = (name.into(), demo)).chart())),
        ("composition", named(|name| parts::composition().also(|it| (it.parts[0].name, it.demo) = (name.into(), demo)).chart())),
        ("shares", named(|name| shares::showcase(name, demo))),
        ("heat", heat::showcase(demo).into_iter().collect()),
        ("compare", compare::showcase(demo).into_iter().collect()),
        ("ends-of-the-first", generated::showcase(demo)),
        ("ends-of-the-rest", parts::showcase(demo)),
    ]
}

/// A chart under a short and under a long name.
fn named(chart: impl Fn(&str) -> Chart) -> Vec<Chart> {
    vec![chart("用地"), chart(LONG)]
}

/// A value with some of it changed, in one expression.
trait Also: Sized {
    fn also(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

impl<T> Also for T {}

/// `GALLERY=folder cargo test --test charts gallery` writes the pages; without it, each chart must at least come to be.
#[test]
fn gallery() {
    let css = ["site", "chart"].map(|name| std::fs::read_to_string(format!("themes/standard/static/{name}.css")).unwrap()).concat();
    let folder = std::env::var("GALLERY").ok();
    let mut index = String::new();
    for demo in [false, true] {
        for (kind, charts) in pages(demo) {
            let name = format!("{kind}{}", if demo { "-demo" } else { "" });
            let html = page(&name, &css, &charts);
            let _ = write!(index, "<li><a href={name}.html>{name}</a>");
            let Some(folder) = &folder else { continue };
            for (place, chart) in charts.iter().enumerate() {
                std::fs::write(Path::new(folder).join(format!("{name}-{place}.svg")), standalone_svg(chart)).unwrap();
            }
            std::fs::write(Path::new(folder).join(format!("{name}.html")), html).unwrap();
        }
        for (place, digest) in picture::showcase(demo).iter().enumerate() {
            for (number, piece) in digest.picture().pieces.iter().enumerate() {
                let Some(folder) = &folder else { continue };
                std::fs::write(Path::new(folder).join(format!("picture-{demo}-{place}-{number}.svg")), &piece.svg).unwrap();
            }
        }
    }
    if let Some(folder) = folder {
        std::fs::write(Path::new(&folder).join("index.html"), format!("<!doctype html><meta charset=utf-8><ul>{index}</ul>")).unwrap();
    }
}

fn page(name: &str, css: &str, charts: &[Chart]) -> String {
    let mut out = format!(
        "<!doctype html><html lang=zh-CN><meta charset=utf-8><meta name=viewport content='width=device-width'><title>{name}</title>\
         <style>{css}main{{padding:16px}}figure{{margin:0 0 48px}}</style><main>"
    );
    for chart in charts {
        let drawing = match &chart.drawing {
            Drawing::Svg { wide, narrow, .. } => format!("{wide}{narrow}"),
            Drawing::Empty(reason) => format!("<p>{reason}</p>"),
        };
        let _ = write!(out, "<figure><figcaption><b>{}</b><br>{}</figcaption>{drawing}</figure>", chart.title, chart.sentence);
    }
    out
}
