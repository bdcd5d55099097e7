//! 历次数据: one row a figure, stage or note that was reported, with where it comes from.

use crate::output::Context;
use crate::output::data::nature;
use crate::output::data::table::{Cell, Column, Kind, Table, column};
use crate::output::data::targets::{Reported, reported};
use crate::output::data::version::version;
use crate::output::desk::place_of;
use crate::report::Report;
use crate::report::entry::{Content, Entry};
use crate::report::target::Target;

/// The columns.
pub(super) const COLUMNS: &[Column] = &[
    column(Kind::Text, "nature", "数据性质", "正式或演示；演示数据不得引用"),
    column(Kind::Count, "year", "目标年度", "政府工作报告安排工作的年度"),
    column(Kind::Text, "target", "目标编号", "目标在本年度的固定编号"),
    column(Kind::Text, "name", "目标名称", "目标任务的名称"),
    column(Kind::Date, "as_of", "数据截至", "数据的截止日期"),
    column(Kind::Number, "value", "数值", "累计类为本年累计，水平类为期末数；没有报送、暂不公开的为空，不是0"),
    column(Kind::Text, "unit", "单位", "数值的单位；percent 是百分之，points 是百分点"),
    column(Kind::Number, "growth", "同比增速", "百分之几"),
    column(Kind::Text, "growth_basis", "增速口径", "现价、可比价、同口径或自然口径"),
    column(Kind::Text, "stage", "到达节点", "节点类目标到这一天已到达的节点"),
    column(Kind::Text, "note", "备注", "这一期的说明"),
    column(Kind::Flag, "withheld", "暂不公开", "这一期是否暂不公开"),
    column(Kind::Text, "reason", "无数据理由", "暂不公开或没有数据的理由"),
    column(Kind::Text, "status", "数据状态", "official 正式、preliminary 初步、demo 演示"),
    column(Kind::Text, "source", "来源单位编号", "报送单位的编号"),
    column(Kind::Text, "source_name", "来源单位", "报送单位的名称"),
    column(Kind::Text, "document", "来源文件", "数据出自哪份材料"),
    column(Kind::Text, "basis", "统计口径", "来源单位说明的统计口径"),
    column(Kind::Date, "obtained", "取得日期", "从来源单位取得的日期"),
    column(Kind::Moment, "published", "发布时间", "北京时间；没有载明的为空"),
    column(Kind::Text, "file", "数据文件", "写在哪个文件"),
    column(Kind::Count, "line", "行", "写在第几行"),
    column(Kind::Text, "commit", "版本", "最后改动这一行的版本号（数据仓库提交的前10位）；未提交的、不在版本库里的为空"),
    column(Kind::Count, "commit_line", "版本中的行", "这一行在那个版本里是第几行"),
];

/// The rows of a report.
pub(super) fn rows(context: &Context<'_>, report: &Report) -> Vec<Vec<Cell>> {
    report.targets.iter().flat_map(|target| target.entries.iter().map(|entry| row(context, report, target, entry))).collect()
}

/// The figures of one target.
pub(super) fn of_target(context: &Context<'_>, at: usize, target: usize) -> Option<Table> {
    let report = context.site.world.reports.get(at)?;
    let target = report.targets.get(target)?;
    Some(Table { columns: COLUMNS, rows: target.entries.iter().map(|entry| row(context, report, target, entry)).collect() })
}

fn row(context: &Context<'_>, report: &Report, target: &Target, entry: &Entry) -> Vec<Cell> {
    let release = report.releases.get(entry.release);
    let source = release.map(|release| &release.source);
    let office = source.and_then(|source| report.offices.get(&source.office));
    let (file, line) = place_of(context, entry.span);
    let commit = version(context, entry.span).commit();
    let Reported { figure, stage, note, reason } = reported(target, entry);
    vec![
        Cell::Text(nature(context).into()),
        Cell::Count(usize::try_from(report.year).unwrap_or_default()),
        Cell::Text(target.id.as_str().into()),
        Cell::Text(target.name.clone()),
        Cell::Date(entry.as_of),
        Cell::number(figure.and_then(|figure| figure.value.as_ref())),
        Cell::text(target.unit.as_ref().map(|unit| unit.key())),
        Cell::number(figure.and_then(|figure| figure.growth.as_ref())),
        Cell::text(figure.and_then(|figure| figure.growth_basis.as_deref())),
        Cell::text(stage),
        Cell::text(note),
        Cell::Flag(matches!(entry.content, Content::Withheld { .. })),
        Cell::text(reason),
        Cell::Text(entry.status.code().into()),
        Cell::text(source.map(|source| source.office.as_str())),
        Cell::text(office.map(|office| office.name.as_str())),
        Cell::text(source.and_then(|source| source.document.as_deref())),
        Cell::text(source.and_then(|source| source.basis.as_deref())),
        Cell::date(source.and_then(|source| source.obtained)),
        Cell::moment(release.and_then(|release| release.published)),
        Cell::Text(file),
        Cell::Count(line),
        Cell::text(commit.map(|(commit, _)| commit)),
        commit.map_or(Cell::Empty, |(_, line)| Cell::Count(line)),
    ]
}
