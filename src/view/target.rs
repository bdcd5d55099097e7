//! The page of one target.

use serde::Serialize;

use crate::view::chart::Chart;
use crate::view::column::ArticleGroup;
use crate::view::ledger::Neighbour;
use crate::view::list::Node;
use crate::view::prose::Change;
use crate::view::shared::{Citation, Explain, Fact, Link, OfficeRef, Status, Value};

/// `2022/targets/<id>/index.html`. The name is the frame's heading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetPage {
    /// Its status.
    pub status: Status,
    /// Further words beside the status: 逾期完成, 力争目标.
    pub tags: Vec<String>,
    /// The judgement with the numbers put in, one sentence an entry.
    pub judgement: Vec<String>,
    /// Reason and next step.
    pub explain: Option<Explain>,
    /// 目标, 实际完成, 按序时应完成, 完成比例 …: the few numbers that matter.
    pub numbers: Vec<Number>,
    /// The words of the report that set it.
    pub quotes: Vec<Quote>,
    /// 类别, 计数口径, 起止日期, 表述 …
    pub facts: Vec<Fact>,
    /// Its charts.
    pub charts: Vec<Chart>,
    /// Figures by date, newest first.
    pub readings: Vec<Reading>,
    /// Whether the readings have growth, so that the column is shown.
    pub readings_growth: bool,
    /// Where there are no readings, the sentence that says so.
    pub readings_empty: Option<String>,
    /// Stages of a milestone.
    pub stages: Vec<Node>,
    /// Lead offices.
    pub leads: Vec<OfficeRef>,
    /// Supporting offices.
    pub supports: Vec<OfficeRef>,
    /// 责任单位尚未明确 and the like, where there is none.
    pub offices_note: Option<String>,
    /// Corrections, revisions and changes of the goal, newest first.
    pub changes: Vec<Change>,
    /// Goals that were replaced; they stay here for ever.
    pub former_goals: Vec<FormerGoal>,
    /// The target of an earlier year that it goes on with, and those that go on with it.
    pub neighbours: Vec<Neighbour>,
    /// 其中, and the total it is part of.
    pub related: Vec<Link>,
    /// The lists it stands on, each at its row.
    pub lists: Vec<Link>,
    /// 回应关切 and 政策解读: articles about the target.
    pub articles: Vec<ArticleGroup>,
    /// Its own data files.
    pub data: Vec<Link>,
    /// Where its data stands in the content: `content/2022/01-industry/targets.yaml:14`.
    pub sources: Vec<SourceLine>,
    /// How to cite it; none on a demonstration site.
    pub citation: Option<Citation>,
    /// How to ask about it, or to object.
    pub ask: Ask,
    /// How it is judged.
    pub method: Link,
}

/// How to ask about a target: only what the publisher gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// Whom to ask, and what to say; one sentence an entry.
    pub sentences: Vec<String>,
    /// 网上留言, 联系电话, 电子邮箱, 地址, 办公时间; the links carry the target's id.
    pub ways: Vec<Fact>,
}

/// A number that matters, with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Number {
    /// 目标, 实际完成, 按序时应完成, 完成比例.
    pub label: String,
    /// The number.
    pub value: Value,
    /// 截至2022年6月30日, 同比 …
    pub note: Option<String>,
}

/// Words of the report around a binding, word for word: `before`, `words` and `after` side by side are the adopted sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// What stands before the bound words.
    pub before: String,
    /// The bound words.
    pub words: String,
    /// What stands after them.
    pub after: String,
    /// The section they stand in, linked to its anchor.
    pub source: Link,
}

/// An observed value at one date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// 2022年6月30日.
    pub on: String,
    /// The value, a stage in words, 暂不公开 or 暂无数据; never empty, never 0 for nothing.
    pub value: Value,
    /// Growth; none if there is none.
    pub growth: Option<Value>,
    /// 正式, 初步, 演示.
    pub status: String,
    /// Office and document.
    pub source: String,
    /// 口径, 初步核算, 原值 …
    pub note: Option<String>,
}

/// A goal that was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormerGoal {
    /// The old goal.
    pub goal: Value,
    /// Until when it held.
    pub until: String,
    /// The sentence about the change, in the exact wording.
    pub sentence: String,
}

/// A line of the content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceLine {
    /// What stands there: 目标, 2022年6月30日完成情况.
    pub label: String,
    /// Unit, status, office, document and dates of a figure.
    pub from: Option<String>,
    /// `content/2022/01-industry/targets.yaml:14`.
    pub place: String,
    /// The version of the content that last changed the line: a short hash, 未提交 or 未知.
    pub version: String,
}
