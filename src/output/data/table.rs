//! A table to be taken away: columns with a key, a title and a meaning, and rows of typed cells. Every form of a data file (CSV, JSON, XLSX)
//! is written from the same table, so that no two of them can differ.

use crate::value::date::moment_text;
use crate::value::decimal::Decimal;
use jiff::civil::{Date, DateTime};

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// An exact decimal with the source's own digits.
    Number,
    /// A whole number.
    Count,
    /// A day: `2022-06-30`.
    Date,
    /// A minute in Beijing time: `2022-07-15 09:00`.
    Moment,
    /// Yes or no.
    Flag,
}

impl Kind {
    /// What people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "文字",
            Self::Number => "数字",
            Self::Count => "整数",
            Self::Date => "日期",
            Self::Moment => "时间",
            Self::Flag => "是或否",
        }
    }
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its key in JSON; a dot leads into an object: `target.value`.
    pub key: &'static str,
    /// Its title in the first row of CSV and XLSX, unique in the table.
    pub title: &'static str,
    /// What it means, in a sentence without full stop; the unit and the meaning of an empty cell where they are not plain.
    pub meaning: &'static str,
    /// What its cells hold.
    pub kind: Kind,
}

impl Column {
    /// Whether every row has it: what a row is and what it is about, unless its own meaning says when it is empty.
    pub fn is_always_given(&self) -> bool {
        matches!(self.key, "nature" | "year" | "id" | "target" | "name") && !self.meaning.contains("为空")
    }
}

/// A column of any kind.
pub(super) const fn column(kind: Kind, key: &'static str, title: &'static str, meaning: &'static str) -> Column {
    Column { key, title, meaning, kind }
}

/// A column of words.
pub(super) const fn text(key: &'static str, title: &'static str, meaning: &'static str) -> Column {
    column(Kind::Text, key, title, meaning)
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its columns.
    pub columns: &'static [Column],
    /// Its rows, a cell a column.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Not given, not public, or not there at all; a column beside it says which. Never nought.
    Empty,
    /// Words.
    Text(String),
    /// A decimal.
    Number(Decimal),
    /// A whole number.
    Count(usize),
    /// A day.
    Date(Date),
    /// A minute.
    Moment(DateTime),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// Words, where there are any.
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.into()))
    }

    /// A decimal, where there is one.
    pub fn number(number: Option<&Decimal>) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(number.clone()))
    }

    /// A day, where there is one.
    pub fn date(date: Option<Date>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }

    /// A minute, where there is one.
    pub fn moment(moment: Option<DateTime>) -> Self {
        moment.map_or(Self::Empty, Self::Moment)
    }

    /// The cell in plain text, as CSV has it before any quoting.
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.text().to_owned(),
            Self::Count(count) => count.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Moment(moment) => moment_text(*moment),
            Self::Flag(flag) => if *flag { "是" } else { "否" }.to_owned(),
        }
    }
}
