//! 目标任务落实台账, and last year's targets at the head of this year's report: what was promised, by whom, until when, and what became of it.

use serde::Serialize;

use crate::view::shared::{Link, OfficeRef, StatusCount, TargetRow, Value};
use crate::view::target::Quote;

/// `2022/ledger/index.html`
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LedgerPage {
    /// 共58项目标任务，按报告的顺序排列。…
    pub summary: String,
    /// 目标已公布，进展数据尚未发布。… where nothing was reported yet.
    pub empty: Option<String>,
    /// How many targets have which status; only those that occur.
    pub statuses: Vec<StatusCount>,
    /// The chapters that have targets.
    pub chapters: Vec<LedgerChapter>,
    /// Where the same stands as data.
    pub data: Vec<Link>,
    /// The ledgers of other years.
    pub others: Vec<Link>,
}

/// A chapter of the ledger.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LedgerChapter {
    /// Its title.
    pub title: String,
    /// Its anchor, unique on the page.
    pub anchor: String,
    /// Its page.
    pub href: String,
    /// Its targets.
    pub rows: Vec<LedgerRow>,
}

/// A target from the words that set it to the paper that proves what became of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LedgerRow {
    /// Name, goal, newest figure, status.
    pub row: TargetRow,
    /// The sentence that sets it; none where the text does not mark it.
    pub quote: Option<Quote>,
    /// Further places of the text.
    pub elsewhere: Vec<Link>,
    /// What became of the target itself.
    pub fate: Fate,
    /// Supporting offices.
    pub supports: Vec<OfficeRef>,
    /// 2022年12月31日
    pub due: String,
    /// Why there is no figure or no judgement.
    pub note: Option<String>,
    /// Where the newest entry comes from; none where there is no entry.
    pub evidence: Option<Evidence>,
}

/// Where the newest entry of a target comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The document by its title; none where it is not published.
    pub document: Option<String>,
    /// The office that reports.
    pub office: Option<Value>,
    /// 2023年1月15日 09:00 发布
    pub published: Option<String>,
    /// Where each line of the data stands.
    pub href: String,
}

/// What became of a target itself: other goals before, an early end, the years before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fate {
    /// Goals that stood before, oldest first.
    pub former: Vec<Former>,
    /// 2022年9月1日经…批准终止。理由：…
    pub ended: Option<String>,
    /// The earlier target that it goes on with: 2021年：新开工产业项目.
    pub before: Option<Link>,
    /// The later targets that go on with it.
    pub after: Vec<Link>,
}

/// A goal that stood before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Former {
    /// 原值：15个
    pub goal: String,
    /// How it was changed, in the exact words.
    pub sentence: String,
}

/// 上年目标落实情况: each target of the year before with what became of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LastYear {
    /// 上年目标落实情况; in a sample 功能演示：上年目标落实情况.
    pub heading: String,
    /// Whether the figures are those of a demonstration.
    pub demo: bool,
    /// How many targets there were, as of when, and where they went.
    pub lead: Vec<String>,
    /// How many have which status; only those that occur.
    pub statuses: Vec<StatusCount>,
    /// 逐项查看（5项）
    pub label: String,
    /// Whether they are few enough to be seen at once.
    pub open: bool,
    /// The targets in the order of their report.
    pub rows: Vec<LastRow>,
    /// The ledger of that year.
    pub ledger: Link,
}

/// A target of the year before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LastRow {
    /// Name, goal, newest figure, status.
    pub row: TargetRow,
    /// Goals that stood before.
    pub former: Vec<Former>,
    /// That it was ended.
    pub ended: Option<String>,
    /// This year's targets that go on with it.
    pub next: Vec<Link>,
    /// This year's target of the same name, which is not marked as going on with it.
    pub namesake: Option<Link>,
    /// 本报告没有标明延续这一项的目标。
    pub nowhere: Option<String>,
}

/// A target of another year that a target goes on with, or that goes on with it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Neighbour {
    /// 上年目标（2022年）, 下年延续（2023年）
    pub label: String,
    /// Name, goal, newest figure, status.
    pub row: TargetRow,
    /// That it was ended.
    pub ended: Option<String>,
    /// Why the two years cannot be compared.
    pub differs: Option<String>,
}
