//! How long drawings take and how large they are: the grouped bars of `grouped.json` and every kind of chart, beside what the stock SVG
//! backend of plotters makes of the same figures in the same run. `cargo bench --bench charts`; results stand in `README.md`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, unreachable_pub, dead_code, clippy::cast_precision_loss)]

#[path = "charts/kinds.rs"]
mod kinds;
#[path = "charts/ours.rs"]
mod ours;
#[path = "../tests/charts/parts.rs"]
mod parts;
#[path = "../tests/charts/samples.rs"]
mod samples;
#[path = "charts/stock.rs"]
mod stock;
#[path = "../tests/charts/wholes.rs"]
mod wholes;

use std::hint::black_box;
use std::time::Instant;

/// Rounds; each draws every chart [`DRAWN`] times, one after the other, so that a busy machine slows all alike.
const ROUNDS: usize = 20;
const DRAWN: usize = 500;

/// A bar of each series for each category.
pub struct Grouped {
    pub title: String,
    pub unit: String,
    pub series: Vec<String>,
    pub categories: Vec<(String, Vec<f64>)>,
}

impl Grouped {
    /// The figures that `peers/` draws too.
    fn read() -> Self {
        let file: serde_json::Value = serde_json::from_str(include_str!("grouped.json")).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let list = |value: &serde_json::Value| value.as_array().unwrap().clone();
        let category = |row: &serde_json::Value| (text(&row[0]), list(row)[1..].iter().map(|value| value.as_f64().unwrap()).collect());
        Self {
            title: text(&file["title"]),
            unit: text(&file["unit"]),
            series: list(&file["series"]).iter().map(text).collect(),
            categories: list(&file["categories"]).iter().map(category).collect(),
        }
    }
}

/// Something that is drawn, and what it took.
struct Entry {
    name: &'static str,
    draw: Box<dyn Fn() -> usize>,
    rounds: Vec<f64>,
}

impl Entry {
    /// `draw` returns how many bytes came out.
    fn new(name: &'static str, draw: impl Fn() -> usize + 'static) -> Self {
        Self { name, draw: Box::new(draw), rounds: Vec::new() }
    }

    fn round(&mut self) {
        let start = Instant::now();
        for _ in 0..DRAWN {
            black_box((self.draw)());
        }
        self.rounds.push(start.elapsed().as_secs_f64() * 1e6 / DRAWN as f64);
    }

    /// Microseconds a drawing, the middle round.
    fn micros(&mut self) -> f64 {
        self.rounds.sort_by(f64::total_cmp);
        self.rounds[self.rounds.len() / 2]
    }
}

fn main() {
    // `cargo test --all-targets` runs this too; once round shows that it works.
    let rounds = if std::env::args().any(|argument| argument == "--bench") { ROUNDS } else { 1 };
    if let Ok(folder) = std::env::var("DRAWINGS") {
        let grouped = Grouped::read();
        std::fs::write(format!("{folder}/ours.svg"), ours::grouped(&grouped)).unwrap();
        std::fs::write(format!("{folder}/stock.svg"), stock::grouped(&grouped)).unwrap();
    }
    let (ours, stock) = (Grouped::read(), Grouped::read());
    let mut pairs = vec![(
        Entry::new("grouped bars, 12 × 2", move || ours::grouped(&ours).len()),
        Entry::new("", move || stock::grouped(&stock).len()),
    )];
    for kinds::Kind { name, draw, figures } in kinds::all() {
        pairs.push((Entry::new(name, move || kinds::bytes_of_one(&draw())), Entry::new("", move || stock::grouped(&figures).len())));
    }
    for _ in 0..rounds {
        for (ours, stock) in &mut pairs {
            ours.round();
            stock.round();
        }
    }
    println!("{} drawings each\n", rounds * DRAWN);
    println!("| drawing | ours, µs | stock, µs | times faster | ours, bytes | stock, bytes | of its bytes |");
    println!("|---|--:|--:|--:|--:|--:|--:|");
    for (ours, stock) in &mut pairs {
        let (a, b) = (ours.micros(), stock.micros());
        let (small, large) = ((ours.draw)(), (stock.draw)());
        let percent = 100.0 * small as f64 / large as f64;
        println!("| {} | {a:.1} | {b:.1} | {:.1} | {small} | {large} | {percent:.0} % |", ours.name, b / a);
    }
}
