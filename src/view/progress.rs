//! The pages that list targets: all of them, filtered, by chapter with their progress, by office.

use serde::Serialize;

use crate::view::chart::Chart;
use crate::view::shared::{Fact, Link, StatusCount, TargetRow};

/// `2022/targets/index.html` and `2022/targets/by/<facet>/<value>/index.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetsPage {
    /// 共58项目标。 or 符合“累计类”的目标12项。
    pub summary: String,
    /// The filters, as links.
    pub facets: Vec<Facet>,
    /// The targets.
    pub rows: Vec<TargetRow>,
    /// All targets, on a filter page.
    pub all: Option<Link>,
    /// The same with the words that set them, until when, and what proves it.
    pub ledger: Link,
    /// Where the same stands as data.
    pub data: Vec<Link>,
}

/// A filter: 篇章, 状态, 责任单位, 类别.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// Its name.
    pub label: String,
    /// Its values.
    pub options: Vec<FacetOption>,
}

/// A value of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetOption {
    /// The value.
    pub label: String,
    /// How many targets have it, formatted.
    pub count: String,
    /// Its page; none where there are none.
    pub href: Option<String>,
    /// This page.
    pub current: bool,
}

/// `2022/progress/index.html`, in the report's order; nothing is collapsed and no count stands out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProgressPage {
    /// One sentence: 共58项目标，数据截至…
    pub summary: String,
    /// 目标已公布，进展数据尚未发布。… where nothing was reported yet.
    pub empty: Option<String>,
    /// 下次更新时间：…, where figures stand and more are due.
    pub next_update: Option<String>,
    /// All statuses with their counts, in fixed order.
    pub statuses: Vec<StatusCount>,
    /// The charts of the whole: statuses, shares by date, headline indicators.
    pub charts: Vec<Chart>,
    /// The chapters.
    pub chapters: Vec<ProgressChapter>,
    /// The ledger of the same targets.
    pub ledger: Link,
    /// How it is judged.
    pub method: Link,
}

/// A chapter of the progress board.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProgressChapter {
    /// Its title with its number.
    pub title: String,
    /// Its anchor, unique on the page and none of the page's own: `main`, `overall`.
    pub anchor: String,
    /// Its page.
    pub href: String,
    /// Its statuses with their counts; only those that occur.
    pub statuses: Vec<StatusCount>,
    /// Its targets.
    pub rows: Vec<TargetRow>,
}

/// `2022/offices/<id>/index.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfficePage {
    /// Kind of body, and what else is known of it.
    pub facts: Vec<Fact>,
    /// 示例单位 or another sentence about it.
    pub note: Option<String>,
    /// Statuses of the targets it leads; only those that occur.
    pub statuses: Vec<StatusCount>,
    /// The office's chart.
    pub chart: Option<Chart>,
    /// Targets it leads, judged.
    pub leads: Vec<TargetRow>,
    /// Targets it supports, listed.
    pub supports: Vec<Link>,
}
