//! Lists beside the report: 重点项目 and, later, 民生实事项目 and the like.

use serde::Serialize;

use crate::view::chart::Table;
use crate::view::shared::{Fact, Link};
use crate::view::target::Quote;

/// `2022/lists/<slug>/index.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListPage {
    /// What the list is, in one sentence.
    pub lead: Option<String>,
    /// Its items.
    pub items: Vec<ListItem>,
    /// A list that is a plain table.
    pub table: Option<Table>,
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
