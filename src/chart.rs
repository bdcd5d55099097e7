//! Charts: plain figures in; a title, a sentence, a table and a drawing out. One kind a file.
//!
//! A drawing says nothing the table does not say. A value that is withheld, masked or missing is [`Shown::Absent`]: it has words and no
//! number, so none can reach a length, an axis or a byte. Judging, wording of goals and the choice of figures lie elsewhere.

pub mod axis;
pub mod bullet;
pub mod bullets;
pub mod canvas;
pub mod compare;
pub mod composition;
pub mod frame;
pub mod heat;
pub mod ink;
pub mod legend;
pub mod pen;
pub mod picture;
pub mod quarters;
pub mod raster;
pub mod shares;
pub mod stages;
pub mod status;
pub mod text;
pub mod tiles;
pub mod tone;
pub mod trend;
pub mod year;

use crate::value::decimal::Decimal;

/// What stands instead of a drawing that has nothing to draw.
pub const NOTHING_TO_DRAW: &str = "暂无可以绘图的数据。文字说明和目标见下表。";

/// A finished chart.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Its heading, with 【演示】 before demonstration data.
    pub title: String,
    /// What it shows, as a sentence computed from the figures; the drawing's description.
    pub sentence: String,
    /// The same facts as a table.
    pub table: Table,
    /// The picture.
    pub drawing: Drawing,
}

/// The picture of a chart.
#[derive(Clone, Debug)]
pub enum Drawing {
    /// SVG elements to stand in a page, and the same drawing as a file of its own.
    Svg {
        /// For wide screens and print, class `gk-wide`.
        wide: String,
        /// For phones, class `gk-narrow`.
        narrow: String,
        /// The wide drawing with title, sentence and its own colours.
        standalone: String,
    },
    /// No figure can be drawn; the sentence that stands there instead.
    Empty(String),
}

/// The data of a chart as people read it. The first cell of a row names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the table holds.
    pub caption: String,
    /// Column titles.
    pub head: Vec<String>,
    /// Cells, as many in a row as there are titles.
    pub rows: Vec<Vec<String>>,
}

/// A number with the words it is printed as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The number, as exact as the source.
    pub value: Decimal,
    /// The number with comparator and unit, e.g. 不少于10个.
    pub text: String,
}

impl Amount {
    /// A number followed by its unit.
    pub fn new(value: Decimal, unit: &str) -> Self {
        let text = format!("{value}{unit}");
        Self { value, text }
    }
}

/// A value a chart would show: known, or absent for a reason that people may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It is known and public.
    Known(Amount),
    /// It is not, e.g. 原文以“XX”代替, 暂不公开, 暂无数据.
    Absent(String),
}

impl Shown {
    /// The amount, if it is known.
    pub fn known(&self) -> Option<&Amount> {
        match self {
            Self::Known(amount) => Some(amount),
            Self::Absent(_) => None,
        }
    }

    /// The cell of a table.
    fn cell(&self, demo: bool) -> String {
        match self {
            Self::Known(amount) => marked(&amount.text, demo),
            Self::Absent(reason) => reason.clone(),
        }
    }
}

/// The chart as a file of its own, which opens anywhere. A chart without a drawing says so in its file.
pub fn standalone_svg(chart: &Chart) -> String {
    match &chart.drawing {
        Drawing::Svg { standalone, .. } => standalone.clone(),
        Drawing::Empty(reason) => frame::notice(&chart.title, reason),
    }
}

/// A title of demonstration data says so first.
fn titled(title: &str, demo: bool) -> String {
    if demo { format!("【演示】{title}") } else { title.to_owned() }
}

/// A description of demonstration data says so first.
fn spoken(sentence: &str, demo: bool) -> String {
    if demo { format!("以下为演示数据。{sentence}") } else { sentence.to_owned() }
}

/// A number of demonstration data says so beside it.
fn marked(text: &str, demo: bool) -> String {
    if demo { format!("{text}（演示）") } else { text.to_owned() }
}
