//! The home page, to be understood in ten seconds: what the report sets out, how far it is and as of when; then its chapters.

use serde::Serialize;

use crate::view::chapter::ChapterCard;
use crate::view::chart::Chart;
use crate::view::column::News;
use crate::view::ledger::LastYear;
use crate::view::shared::{Link, Status, StatusCount, Tally, TargetRow, Value};

/// `index.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HomePage {
    /// The report's title and year, linked to its contents.
    pub report: Link,
    /// What this site is, in one or two sentences.
    pub lead: String,
    /// The first things to do here: 阅读全文, 查看全部目标, 查看进展.
    pub actions: Vec<Link>,
    /// What became of last year's targets; none where last year's report is not on this site.
    pub last_year: Option<LastYear>,
    /// The big numbers: targets and tasks, masked figures, key projects.
    pub numbers: Vec<Tally>,
    /// Targets by kind of measure.
    pub measures: Vec<Tally>,
    /// Targets by strength of wording.
    pub commitments: Vec<Tally>,
    /// A sentence about figures the text masks.
    pub masked: Option<String>,
    /// Its chapters.
    pub chapters: Vec<ChapterCard>,
    /// 重点项目; none if there is no such list.
    pub projects: Option<HomeProjects>,
    /// How far it is.
    pub progress: HomeProgress,
    /// The newest articles; none where there is no column.
    pub news: Option<News>,
    /// Earlier reports on this site.
    pub archive: Vec<Link>,
}

/// The key projects on the home page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HomeProjects {
    /// The list's title and page.
    pub list: Link,
    /// Its items, by name.
    pub items: Vec<HomeProject>,
}

/// A key project by name; the rest stands on the list page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HomeProject {
    /// Its number in the list.
    pub number: String,
    /// Its name, as the text has it.
    pub name: String,
    /// Where it stands on the list page.
    pub href: String,
    /// Its size, as the text has it.
    pub scale: Option<String>,
}

/// The progress part of the home page, under its own heading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HomeProgress {
    /// 完成情况; in a sample 功能演示：完成情况.
    pub heading: String,
    /// 数据截至2022年9月30日。
    pub as_of: Option<String>,
    /// What the reader should know about these numbers.
    pub note: Option<String>,
    /// 目标已公布，进展数据尚未发布。… where nothing was reported yet.
    pub empty: Option<String>,
    /// 下次更新时间：…, where figures stand and more are due.
    pub next_update: Option<String>,
    /// How many targets have which status; all statuses, in fixed order.
    pub statuses: Vec<StatusCount>,
    /// The targets that are slower than planned, with reason and next step; none if there are none.
    pub slow: Option<HomeSlow>,
    /// Heading of the headline indicators: 主要指标; in a sample 功能演示：主要指标.
    pub headlines_heading: String,
    /// The headline indicators.
    pub headlines: Vec<Headline>,
    /// The progress board.
    pub more: Option<Link>,
}

/// What is slower than planned, in the report's order: never a ranking.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HomeSlow {
    /// 进度偏慢、到期未完成的目标（3项）
    pub heading: String,
    /// The first of them.
    pub rows: Vec<TargetRow>,
    /// The pages that list all of them, where these are more than the first.
    pub more: Vec<Link>,
}

/// A headline indicator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Headline {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its goal.
    pub goal: Value,
    /// Its goal of growth.
    pub growth_goal: Option<Value>,
    /// The newest value.
    pub actual: Option<Value>,
    /// The newest growth.
    pub growth: Option<Value>,
    /// Its status.
    pub status: Status,
    /// Its chart.
    pub chart: Option<Chart>,
}
