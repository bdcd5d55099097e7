//! 更正和调整: one row a change that the data state, in the words of the page. What was withdrawn is named and never told.

use crate::output::Context;
use crate::output::data::nature;
use crate::output::data::table::{Cell, Column, Kind};
use crate::record;
use crate::report::Report;

const fn column(kind: Kind, key: &'static str, title: &'static str, meaning: &'static str) -> Column {
    Column { key, title, meaning, kind }
}

/// The columns.
pub(super) const COLUMNS: &[Column] = &[
    column(Kind::Text, "nature", "数据性质", "正式或演示；演示数据不得引用"),
    column(Kind::Count, "year", "目标年度", "政府工作报告安排工作的年度"),
    column(Kind::Date, "on", "日期", "改动的日期"),
    column(Kind::Text, "target", "目标编号", "目标在本年度的固定编号"),
    column(Kind::Text, "name", "目标名称", "目标任务的名称"),
    column(Kind::Text, "kind", "类别", "更正、修订、口径调整、补报、撤回或目标调整"),
    column(Kind::Text, "sentence", "说明", "改动前后和原因；撤回的数不再写出"),
];

/// The rows of a report, newest first.
pub(super) fn rows(context: &Context<'_>, report: &Report) -> Vec<Vec<Cell>> {
    let row = |change: record::Change| {
        let target = report.targets.get(change.target);
        vec![
            Cell::Text(nature(context).into()),
            Cell::Count(usize::try_from(report.year).unwrap_or_default()),
            Cell::Date(change.on),
            Cell::text(target.map(|target| target.id.as_str())),
            Cell::text(target.map(|target| target.name.as_str())),
            Cell::Text(change.kind.into()),
            Cell::Text(change.sentence),
        ]
    };
    record::changes(report).into_iter().map(row).collect()
}
