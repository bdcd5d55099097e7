//! 更新记录: one row a thing that was published or changed, in the words of the page, with the commit that brought it. What was withdrawn is
//! named and never told. The day of a commit stands here and on no page: it is when the file was written, not when a figure was published.

use crate::output::Context;
use crate::output::data::table::{Cell, Column, Kind, column};
use crate::output::data::{Scope, nature};
use crate::record::chronicle::publication::{Item, Publication, Version};

/// The columns.
pub(super) const COLUMNS: &[Column] = &[
    column(Kind::Text, "nature", "数据性质", "正式或演示；演示数据不得引用"),
    column(Kind::Count, "year", "目标年度", "政府工作报告安排工作的年度；与某一年的报告无关的为空"),
    column(Kind::Date, "on", "日期", "数据写明的发布或改动日期；没有写明的为空"),
    column(Kind::Text, "target", "目标编号", "目标在本年度的固定编号；涉及多项目标的为空"),
    column(Kind::Text, "name", "目标名称", "目标任务的名称；涉及多项目标的为空"),
    column(Kind::Text, "kind", "类别", "新增、更正、修订、口径调整、补报、撤回、目标调整、时间调整、到达节点等"),
    column(Kind::Text, "sentence", "说明", "改动前后和原因；撤回的数不再写出"),
    column(Kind::Date, "as_of", "数据截至", "所涉数据的截止日期；与数据无关的为空"),
    column(Kind::Count, "count", "目标数", "涉及的目标数"),
    column(Kind::Text, "from", "改动前", "改动前的值或日期；不公开的为空"),
    column(Kind::Text, "to", "改动后", "改动后的值或日期；不公开的为空"),
    column(Kind::Text, "commit", "数据版本", "带来这一改动的提交编号（前8位）；没有版本历史的为空"),
    column(Kind::Date, "committed", "提交日期", "提交内容文件的日期（北京时间），不是数据的发布日期；没有版本历史的为空"),
];

/// The rows of a report, or of everything; newest first.
pub(super) fn rows(context: &Context<'_>, scope: Scope) -> Vec<Vec<Cell>> {
    let is_wanted = |item: &Item| match scope {
        Scope::All => true,
        Scope::Report(at) => item.report == Some(at),
    };
    let publications = &context.site.record.publications;
    let items = publications.iter().flat_map(|publication| publication.items.iter().map(move |item| (publication, item)));
    items.filter(|(_, item)| is_wanted(item)).map(|(publication, item)| row(context, publication, item)).collect()
}

fn row(context: &Context<'_>, publication: &Publication, item: &Item) -> Vec<Cell> {
    let report = item.report.and_then(|at| context.site.world.reports.get(at));
    let target = match item.targets.as_slice() {
        [only] => report.and_then(|report| report.targets.get(*only)),
        _ => None,
    };
    let version = publication.version.as_ref();
    vec![
        Cell::Text(nature(context).into()),
        report.and_then(|report| usize::try_from(report.year).ok()).map_or(Cell::Empty, Cell::Count),
        Cell::date(item.on),
        Cell::text(target.map(|target| target.id.as_str())),
        Cell::text(target.map(|target| target.name.as_str())),
        Cell::Text(item.kind.word().into()),
        Cell::Text(item.sentence()),
        Cell::date(item.as_of),
        Cell::Count(item.targets.len()),
        Cell::text(item.from.as_deref()),
        Cell::text(item.to.as_deref()),
        Cell::text(version.map(Version::short)),
        Cell::date(version.and_then(|version| version.committed)),
    ]
}
