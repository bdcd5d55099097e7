//! The marks of demonstration data, laid over a whole sheet so that no piece can be cut out of it without one.
//!
//! They stand in rows and columns; each moves up or down a little where something else stands in its place. The moves are chosen so that
//! whole rows can be copies of the first one: most of a small drawing would be marks otherwise.

use crate::chart::canvas::Place;
use crate::chart::text::width;
use std::fmt::Write;

/// The words laid over demonstration data.
pub const DEMO: &str = "演示数据　非真实统计";

const SIZE: f64 = 12.0;
/// From mark to mark in a row, and from row to row: so close that a cutting of 300 by 200 pixels always holds a whole mark, also where a
/// page shows the drawing a sixth larger than its units and two marks above each other move apart.
const ACROSS: f64 = 160.0;
const DOWN: f64 = 110.0;
/// How far a mark moves from its row at most.
const MOST: i32 = 24;

/// The marks of a sheet; their ids begin with `id`, and they keep off the places that are taken as far as they can.
pub fn written(id: &str, wide: f64, tall: f64, taken: &[Place]) -> String {
    let (first, rest) = Sheet::new(wide, tall, taken).rows();
    let shared = first.len() > 1 && rest.iter().any(|row| matches!(row, Row::Copy(_)));
    let (x, y) = first.first().copied().unwrap_or_default();

    let mut out = format!(r#"<g class="gk-demo" aria-hidden="true" font-size="{SIZE}">"#);
    if shared {
        let _ = write!(out, r#"<g id="{id}-y">"#);
    }
    let _ = write!(out, r#"<text id="{id}-x" x="{x}" y="{y}">{DEMO}</text>"#);
    let mark = |out: &mut String, at: &(f64, f64)| copy(out, id, 'x', (at.0 - x, at.1 - y));
    first.iter().skip(1).for_each(|at| mark(&mut out, at));
    if shared {
        out.push_str("</g>");
    }
    for row in &rest {
        match row {
            Row::Copy(by) => copy(&mut out, id, if shared { 'y' } else { 'x' }, (0.0, *by)),
            Row::Own(marks) => marks.iter().for_each(|at| mark(&mut out, at)),
        }
    }
    out.push_str("</g>");
    out
}

/// A copy of what has this id, moved. A move of 0 is what holds where none is given.
fn copy(out: &mut String, id: &str, what: char, by: (f64, f64)) {
    let _ = write!(out, r##"<use href="#{id}-{what}""##);
    for (name, by) in [("x", by.0), ("y", by.1)] {
        if by != 0.0 {
            let _ = write!(out, r#" {name}="{by}""#);
        }
    }
    out.push_str("/>");
}

/// A row below the first.
enum Row {
    /// The first one again, this far below it.
    Copy(f64),
    /// Marks of its own.
    Own(Vec<(f64, f64)>),
}

/// The grid that the marks of a sheet stand around.
struct Sheet<'a> {
    tall: f64,
    taken: &'a [Place],
    mark: f64,
    columns: Vec<f64>,
    rows: Vec<f64>,
}

impl<'a> Sheet<'a> {
    fn new(wide: f64, tall: f64, taken: &'a [Place]) -> Self {
        let mark = width(DEMO, SIZE, false);
        let columns = ((wide - mark - 2.0 * ACROSS) / ACROSS).ceil().max(0.0) + 1.0;
        let rows = ((tall - 2.0 * DOWN) / DOWN).ceil().max(0.0) + 1.0;
        let left = ((wide - mark - (columns - 1.0) * ACROSS) / 2.0).round();
        let top = ((tall - (rows - 1.0) * DOWN) / 2.0).round();
        Self { tall, taken, mark, columns: evenly(left, ACROSS, columns).collect(), rows: evenly(top, DOWN, rows).collect() }
    }

    /// The places of the first row, and the rows below it.
    fn rows(&self) -> (Vec<(f64, f64)>, Vec<Row>) {
        let Some((top, below)) = self.rows.split_first() else { return Default::default() };
        let mut moves = self.moves(*top);
        let mut rest = Vec::new();
        for y in below {
            let own = self.moves(*y);
            rest.push(match copied(&mut moves, &own) {
                Some(more) => Row::Copy(y - top + f64::from(more)),
                None => Row::Own(self.placed(*y, &own)),
            });
        }
        (self.placed(*top, &moves), rest)
    }

    /// The places of a row's marks, on one line if they can be.
    fn placed(&self, y: f64, moves: &[Moves]) -> Vec<(f64, f64)> {
        let common = |by: &&i32| moves.iter().all(|own| own.contains(by));
        let one = moves.first().and_then(|own| own.iter().find(common));
        let place = |(x, own): (&f64, &Moves)| (*x, y + f64::from(one.or_else(|| own.first()).copied().unwrap_or(0)));
        self.columns.iter().zip(moves).map(place).collect()
    }

    /// For each mark of a row the moves that bring it where nothing stands; all that keep it on the sheet if something stands everywhere.
    fn moves(&self, y: f64) -> Vec<Moves> {
        let of = |x: &f64| {
            let place = |by: &i32| Place { x: *x, y: y + f64::from(*by) - 0.88 * SIZE, w: self.mark, h: SIZE };
            let on_sheet: Moves = moves().filter(|by| place(by).y >= 0.0 && place(by).y + SIZE <= self.tall).collect();
            let is_free = |by: &i32| !self.taken.iter().any(|other| other.meets(&place(by)));
            let free: Moves = on_sheet.iter().copied().filter(is_free).collect();
            if free.is_empty() { on_sheet } else { free }
        };
        self.columns.iter().map(of).collect()
    }
}

/// Units up or down from the row, the nearest first.
type Moves = Vec<i32>;

fn moves() -> impl Iterator<Item = i32> {
    std::iter::once(0).chain((2..=MOST).step_by(2).flat_map(|by| [-by, by]))
}

/// How much further than its row a copy of `first` moves to fit where `second` may stand. Of the first row's moves only those stay that
/// the copy can follow; all stay if there is none.
fn copied(first: &mut [Moves], second: &[Moves]) -> Option<i32> {
    let common = |more: i32| -> Option<Vec<Moves>> {
        let both = |(first, second): (&Moves, &Moves)| {
            let both: Moves = first.iter().copied().filter(|by| second.contains(&(by + more))).collect();
            (!both.is_empty()).then_some(both)
        };
        first.iter().zip(second).map(both).collect()
    };
    let (more, kept) = moves().find_map(|more| Some((more, common(more)?)))?;
    first.clone_from_slice(&kept);
    Some(more)
}

fn evenly(first: f64, step: f64, count: f64) -> impl Iterator<Item = f64> {
    std::iter::successors(Some(0.0), |n| Some(n + 1.0)).take_while(move |n| *n < count).map(move |n| first + n * step)
}
