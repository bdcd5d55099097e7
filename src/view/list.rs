//! Lists beside the report: 重点项目, 民生实事项目, 任务分解表, 代表建议办理.

use serde::Serialize;

use crate::view::chart::Chart;
use crate::view::shared::{Fact, Link, OfficeRef, Status, Value};
use crate::view::target::Quote;

/// `2022/lists/<slug>/index.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListPage {
    /// What the list is, in one sentence.
    pub lead: Option<String>,
    /// 数据截至, 来源, 票决日期 …: what holds for the whole list.
    pub facts: Vec<Fact>,
    /// What the reader should know about its numbers.
    pub remarks: Vec<String>,
    /// Its charts, with 数据表 each.
    pub charts: Vec<Chart>,
    /// Its items as a table; none where only totals were published.
    pub table: Option<ListTable>,
    /// The table as a file.
    pub data: Option<Link>,
    /// Where the report speaks of each item, for lists of projects.
    pub items: Vec<ListItem>,
}

/// The items of a list as a real table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListTable {
    /// Its caption.
    pub caption: String,
    /// So many columns that paper is turned.
    pub wide: bool,
    /// The headings; the first column heads the rows.
    pub columns: Vec<ListColumn>,
    /// The items.
    pub rows: Vec<ListRow>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListColumn {
    /// Its heading.
    pub label: String,
    /// It holds running text and needs room.
    pub broad: bool,
    /// What it says stands below as well; a phone leaves it out.
    pub below: bool,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListRow {
    /// The anchor of the item, where no other part of the page has it.
    pub anchor: Option<String>,
    /// A cell a column.
    pub cells: Vec<ListCell>,
}

/// What one column says of one item; a cell that says nothing is shown as such.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ListCell {
    /// A number of the office's own before it.
    pub number: Option<String>,
    /// What it says.
    pub value: Option<Value>,
    /// Where it leads.
    pub href: Option<String>,
    /// Offices.
    pub offices: Vec<OfficeRef>,
    /// Offices that support them.
    pub supports: Vec<OfficeRef>,
    /// It says nothing: on a phone, where every cell is a line, it is left out.
    pub empty: bool,
    /// The status of the target it stands for.
    pub status: Option<Status>,
    /// Further words, each on a line of its own.
    pub notes: Vec<Value>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListItem {
    /// Its number in the list.
    pub number: String,
    /// Its anchor, unique on the page.
    pub anchor: String,
    /// Its name, as the text has it.
    pub name: String,
    /// The target it is tied to.
    pub target: Option<Link>,
    /// 建设规模, 牵头单位 …
    pub facts: Vec<Fact>,
    /// The nodes of a project, in order; empty for items that have none.
    pub nodes: Vec<Node>,
    /// 原文未载进展, or what else is to say.
    pub note: Option<String>,
    /// Where the report speaks of it.
    pub quote: Option<Quote>,
}

/// A node of a project, or a stage of a milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Node {
    /// Its name: 实质性开工.
    pub name: String,
    /// `reached`, `current`, `open`, or `unknown`.
    pub state: String,
    /// The same in words: 已完成（2022年6月18日）, 未到, 原文未载.
    pub label: String,
    /// When it is due: 2022年6月30日前.
    pub due: Option<String>,
}
