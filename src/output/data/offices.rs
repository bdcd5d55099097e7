//! 责任单位: one row an office of a report. How its targets stand is not counted here: offices are set beside one another only where the
//! publisher wants that.

use crate::output::Context;
use crate::output::data::nature;
use crate::output::data::table::{Cell, Column, Kind, column};
use crate::report::Report;

/// The columns.
pub(super) const COLUMNS: &[Column] = &[
    column(Kind::Text, "nature", "数据性质", "正式或演示；演示数据不得引用"),
    column(Kind::Count, "year", "目标年度", "政府工作报告安排工作的年度"),
    column(Kind::Text, "id", "编号", "单位在本年度的固定编号"),
    column(Kind::Text, "name", "名称", "单位的名称"),
    column(Kind::Text, "kind", "单位类别", "内设机构、派驻机构、村（社区）等；没有载明的为空"),
    column(Kind::Count, "lead", "牵头目标数", "牵头的目标有几项"),
    column(Kind::Count, "support", "配合目标数", "配合的目标有几项"),
];

/// The rows of a report.
pub(super) fn rows(context: &Context<'_>, report: &Report) -> Vec<Vec<Cell>> {
    let row = |(id, office): (&crate::value::path::Slug, &crate::report::Office)| {
        vec![
            Cell::Text(nature(context).into()),
            Cell::Count(usize::try_from(report.year).unwrap_or_default()),
            Cell::Text(id.as_str().into()),
            Cell::Text(office.name.clone()),
            Cell::text(office.kind.as_deref()),
            Cell::Count(report.targets.iter().filter(|target| target.lead.contains(id)).count()),
            Cell::Count(report.targets.iter().filter(|target| target.support.contains(id)).count()),
        ]
    };
    report.offices.iter().map(row).collect()
}
