//! A chart as a page shows it: title, sentence, drawing, and the table that says the same in numbers.

use serde::Serialize;

use crate::view::shared::{Html, Link, Value};

/// One chart with everything a reader needs who cannot see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// Unique on the page; the anchor of the figure.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What can be read from it, in one sentence.
    pub sentence: String,
    /// The drawing (`svg.gk-chart`); none if there is nothing to draw.
    pub drawing: Option<Html>,
    /// The same in numbers.
    pub table: Table,
    /// The file under `charts/`; none if there is nothing to draw.
    pub file: Option<Link>,
    /// The page for frames of other sites.
    pub embed: Option<Link>,
    /// The data file with its numbers.
    pub data: Option<Link>,
    /// 数据截至…。来源：…。
    pub source: Option<String>,
}

/// A plain table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// Its caption.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has one cell a column, and the first is the row's heading.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a [`Table`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// Numbers are set flush right.
    pub numeric: bool,
}

/// A cell of a [`Table`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What it says; an absent value says so in words, never as an empty cell.
    pub value: Value,
    /// Where it leads, if anywhere.
    pub href: Option<String>,
}
