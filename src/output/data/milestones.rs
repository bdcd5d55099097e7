//! 项目节点: one row a stage of every milestone. A later stage implies the earlier ones; of a stage nobody spoke of nothing is said.

use crate::output::Context;
use crate::output::data::nature;
use crate::output::data::table::{Cell, Column, Kind, column};
use crate::output::desk::place_of;
use crate::report::Report;
use crate::report::entry::Content;
use crate::report::target::{Measure, Target};
use jiff::civil::Date;

/// The columns.
pub(super) const COLUMNS: &[Column] = &[
    column(Kind::Text, "nature", "数据性质", "正式或演示；演示数据不得引用"),
    column(Kind::Count, "year", "目标年度", "政府工作报告安排工作的年度"),
    column(Kind::Text, "target", "目标编号", "目标在本年度的固定编号"),
    column(Kind::Text, "name", "目标名称", "目标任务的名称"),
    column(Kind::Count, "number", "节点序号", "第几个节点"),
    column(Kind::Text, "stage", "节点", "节点的名称"),
    column(Kind::Date, "due", "计划时间", "原文载明的时限；没有的为空"),
    column(Kind::Flag, "reached", "是否到达", "没有报送的为空"),
    column(Kind::Date, "reached_on", "到达日期", "报送的到达日期；没有的为空"),
    column(Kind::Date, "as_of", "数据截至", "最新一期数据的截止日期"),
    column(Kind::Text, "file", "数据文件", "目标写在哪个文件"),
    column(Kind::Count, "line", "行", "目标写在第几行"),
];

/// The rows of a report.
pub(super) fn rows(context: &Context<'_>, at: usize, report: &Report) -> Vec<Vec<Cell>> {
    let judged = context.site.assessments(at);
    let mut rows = Vec::new();
    for (target, assessment) in report.targets.iter().zip(judged) {
        let Measure::Milestone { stages } = &target.measure else { continue };
        let (file, line) = place_of(context, target.span);
        for (number, stage) in stages.iter().enumerate() {
            let reached = assessment.stages.map(|state| state.reached.is_some_and(|last| number <= last));
            rows.push(vec![
                Cell::Text(nature(context).into()),
                Cell::Count(usize::try_from(report.year).unwrap_or_default()),
                Cell::Text(target.id.as_str().into()),
                Cell::Text(target.name.clone()),
                Cell::Count(number + 1),
                Cell::Text(stage.name.clone()),
                Cell::date(stage.due),
                reached.map_or(Cell::Empty, Cell::Flag),
                Cell::date(reached_on(target, number)),
                Cell::date(assessment.as_of),
                Cell::Text(file.clone()),
                Cell::Count(line),
            ]);
        }
    }
    rows
}

fn reached_on(target: &Target, stage: usize) -> Option<Date> {
    target.entries.iter().find_map(|entry| match &entry.content {
        Content::Stage { reached: Some(reached), on, .. } if *reached == stage => *on,
        Content::Stage { .. } | Content::Figure(_) | Content::Withheld { .. } | Content::Nothing { .. } | Content::Note { .. } => None,
    })
}
