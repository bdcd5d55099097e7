//! The style sheet: every class a drawing uses is painted, in the page and in the file of its own, and colours can be told apart.

use crate::{parts, samples};
use gongkai::chart::frame::STANDALONE_STYLE;
use gongkai::chart::{Drawing, standalone_svg};
use std::collections::{BTreeMap, BTreeSet};

const CSS: &str = include_str!("../../themes/standard/static/chart.css");
const STATUS: [&str; 6] = ["done", "ahead", "ok", "behind", "missed", "none"];

/// The colours of the first `.gk-chart` block after a mark in the style sheet, and the page's own colours where the block has none.
fn properties(after: &str) -> BTreeMap<String, String> {
    let part = &CSS[CSS.find(after).unwrap()..];
    let block = part.split_once(".gk-chart {").unwrap().1.split_once('}').unwrap().0;
    let mut out: BTreeMap<String, String> = block
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--gk-")?.strip_suffix(';')?.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.rsplit(", ").next().unwrap().trim_end_matches(')').to_owned()))
        .collect();
    for name in ["ink", "muted", "grid", "main"] {
        let standard = CSS.split_once(&format!("var(--gk-{name}, ")).unwrap().1.split(')').next().unwrap();
        out.entry(name.to_owned()).or_insert_with(|| standard.to_owned());
    }
    out
}

/// Linear red, green and blue.
fn linear(hex: &str) -> [f64; 3] {
    let hex = hex.trim_start_matches('#');
    let hex = if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.to_owned() };
    [0, 2, 4].map(|at| {
        let part = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

/// What full protanopia, deuteranopia and tritanopia leave of a colour (Machado, Oliveira, Fernandes 2009), and plain sight.
const SIGHTS: [(&str, [[f64; 3]; 3]); 4] = [
    ("plain", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ("protan", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    ("deutan", [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    ("tritan", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];

fn luminance(hex: &str, sight: &[[f64; 3]; 3]) -> f64 {
    let color = linear(hex);
    let seen = sight.map(|row| row.iter().zip(color).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0));
    0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
}

fn contrast(a: &str, b: &str, sight: &[[f64; 3]; 3]) -> f64 {
    let (a, b) = (luminance(a, sight), luminance(b, sight));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn colours_can_be_told_apart() {
    for (scheme, after) in [("light", "/* Charts"), ("dark", "prefers-color-scheme"), ("print", "@media print")] {
        let colors = properties(after);
        for (name, sight) in &SIGHTS {
            for tone in STATUS {
                assert!(contrast(&colors[tone], &colors["bg"], sight) >= 3.0, "{scheme} {name}: {tone} on the ground");
            }
            for pair in STATUS.windows(2) {
                let found = contrast(&colors[pair[0]], &colors[pair[1]], sight);
                assert!(found >= 3.0, "{scheme} {name}: {} beside {}: {found:.2}", pair[0], pair[1]);
            }
        }
        if scheme == "dark" {
            continue;
        }
        let plain = &SIGHTS[0].1;
        assert!(
            contrast(&colors["main"], &colors["bg"], plain) >= 3.0 && contrast(&colors["main"], &colors["track"], plain) >= 3.0,
            "{scheme}"
        );
        for ink in ["ink", "muted"] {
            assert!(contrast(&colors[ink], &colors["bg"], plain) >= 4.5, "{scheme}: {ink}");
        }
    }
}

/// Counts read on every shade, and shades go one way; last year's bar stands out from the sheet.
#[test]
fn words_read_on_every_shade() {
    let plain = &SIGHTS[0].1;
    for (scheme, after, ink) in
        [("light", "/* Charts", "#1f2430"), ("dark", "prefers-color-scheme", "#e9e7e2"), ("print", "@media print", "#000")]
    {
        let colors = properties(after);
        let shades: Vec<&str> = (0..5).map(|n| colors[&format!("share{n}")].as_str()).collect();
        for (place, shade) in shades.iter().enumerate() {
            let words = if place < 3 { ink } else { colors["bg"].as_str() };
            assert!(contrast(words, shade, plain) >= 4.5, "{scheme}: {words} on {shade}: {:.2}", contrast(words, shade, plain));
        }
        for (name, sight) in &SIGHTS {
            let light: Vec<f64> = shades.iter().map(|shade| luminance(shade, sight)).collect();
            assert!(light.is_sorted() || light.iter().rev().is_sorted(), "{scheme} {name}: {light:?}");
            for pair in shades.windows(2) {
                assert!(contrast(pair[0], pair[1], sight) >= 1.2, "{scheme} {name}: {pair:?}");
            }
            assert!(contrast(&colors["former"], &colors["bg"], sight) >= 3.0, "{scheme} {name}");
        }
    }
}

/// The two tones of a composition stand beside each other and on the ground, in every scheme.
#[test]
fn parts_can_be_told_apart() {
    let own = CSS.split_once("/* Composition").unwrap().1;
    for scheme in ["light", "dark", "print"] {
        let part = match scheme {
            "dark" => own.split_once("prefers-color-scheme").unwrap().1,
            "print" => own.split_once("@media print").unwrap().1,
            _ => own,
        };
        let ground = if scheme == "dark" { "#1b2129" } else { "#fff" };
        let tone = |name: &str| part.split_once(&format!("--gk-{name}: ")).unwrap().1.split(';').next().unwrap();
        for (name, sight) in &SIGHTS {
            for (a, b) in [(tone("deep"), tone("pale")), (tone("deep"), ground), (tone("pale"), ground)] {
                assert!(contrast(a, b, sight) >= 3.0, "{scheme} {name}: {a} beside {b}: {:.2}", contrast(a, b, sight));
            }
        }
    }
}

/// A sheet that paints the page must not repaint it: outside drawings the page's own colours stand.
#[test]
fn the_sheet_changes_nothing_outside_drawings() {
    assert!(!CSS.contains(":root"));
}

#[test]
fn every_class_is_painted_everywhere() {
    let mut demo = samples::trend();
    demo.demo = true;
    let mut line = samples::trend();
    let years = line.years.clone();
    (0..10).for_each(|_| line.years.extend(years.clone()));
    let mut charts = vec![
        samples::running().chart(),
        samples::bullet().chart(),
        samples::bullets().chart(),
        demo.chart(),
        line.chart(),
        samples::status().chart(),
    ];
    charts.extend(crate::heat::showcase(true));
    charts.extend(crate::compare::showcase(true));
    charts.extend(parts::all(false));
    let mut classes = BTreeSet::new();
    for chart in &charts {
        let Drawing::Svg { wide, narrow, .. } = &chart.drawing else { panic!("nothing drawn") };
        for svg in [wide, narrow, &standalone_svg(chart)] {
            for part in svg.split("class=\"").skip(1) {
                classes.extend(part.split('"').next().unwrap().split(' ').map(str::to_owned));
            }
        }
    }
    for class in &classes {
        let only_a_hook = matches!(class.as_str(), "gk-chart" | "gk-wide" | "gk-narrow" | "gk-shape");
        let in_page = CSS.contains(&format!(".{class} ")) || class == "gk-paper";
        assert!(in_page || class == "gk-shape", "{class} is not in chart.css");
        assert!(only_a_hook || STANDALONE_STYLE.contains(&format!(".{class}{{")), "{class} is not in the file's own style");
    }
}

/// The file of its own shows the colours of the light scheme.
#[test]
fn a_file_has_the_colours_of_the_page() {
    let colors = properties("/* Charts");
    let tones = properties("/* Composition");
    for name in ["deep", "pale"] {
        assert!(STANDALONE_STYLE.contains(&format!(".gk-{name}{{fill:{}", tones[name])), "{name}");
    }
    for name in STATUS.into_iter().chain(["ink", "muted", "main", "track", "former", "share0", "share1", "share2", "share3", "share4"]) {
        assert!(STANDALONE_STYLE.contains(&format!(".gk-{name}{{fill:{}", colors[name])), "{name}");
    }
    assert_eq!(properties("@media print").len(), colors.len());
    assert_eq!(properties("forced-colors").len(), colors.len());
}
