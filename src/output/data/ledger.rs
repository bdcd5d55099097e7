//! 目标任务落实台账: one row a target, from the sentence that sets it to the document that proves what became of it, with what was changed,
//! ended and carried over.

use crate::assess::Assessment;
use crate::assess::words::{goal_text, goal_words, growth_goal_text};
use crate::output::Context;
use crate::output::data::nature;
use crate::output::data::nested::carried_to;
use crate::output::data::table::{Cell, Column, Kind, column, text};
use crate::output::data::targets::{Reported, names, reported};
use crate::output::desk::place_of;
use crate::report::Report;
use crate::report::carried::Carried;
use crate::report::target::{Revision, Target};
use crate::site::{PageKey, path};

/// The columns.
pub(super) const COLUMNS: &[Column] = &[
    text("nature", "数据性质", "正式或演示；演示数据不得引用"),
    column(Kind::Count, "year", "目标年度", "政府工作报告安排工作的年度"),
    text("chapter", "篇章", "所在篇章的标题"),
    text("section", "小节", "原文所在小节的标题；没有小节的为空"),
    text("quote", "报告原文", "写明这项目标的原句；正文没有标出的为空"),
    text("id", "编号", "目标在本年度的固定编号"),
    text("name", "目标名称", "目标任务的名称"),
    text("goal", "目标", "目标的文字；原文隐去的照原文；没有数量目标的为空"),
    text("goal_disclosed", "公布的目标", "原文隐去的目标之后公布的；没有的为空"),
    text("growth_goal", "增速目标", "增速目标的文字；没有的为空"),
    text("growth_disclosed", "公布的增速目标", "原文隐去的增速目标之后公布的；没有的为空"),
    text("former_goal", "原目标", "调整前的目标，多次调整的以、分隔；没有调整过的为空"),
    text("revised", "目标调整", "历次调整的日期、批准机关和理由；没有调整过的为空"),
    text("lead", "牵头单位", "牵头单位的名称，以、分隔；没有写明的为空"),
    text("support", "配合单位", "配合单位的名称，以、分隔；没有的为空"),
    column(Kind::Date, "due", "期限", "到哪一天止"),
    text("status", "状态编号", "评价状态的编号，见评价办法"),
    text("status_word", "状态", "评价状态"),
    column(Kind::Number, "value", "完成值", "最新一期的数；没有报送、暂不公开的为空，不是0"),
    text("unit", "单位", "目标值和完成值的单位；percent 是百分之，points 是百分点"),
    column(Kind::Number, "growth", "完成增速", "最新一期的同比增速，百分之几"),
    text("stage", "到达节点", "节点类目标已到达的节点"),
    text("note", "备注", "最新一期的说明"),
    text("reason", "无数据理由", "暂不公开或没有数据的理由"),
    column(Kind::Date, "as_of", "数据截至", "最新一期数据的截止日期；没有报送的为空"),
    text("figure_status", "数据状态", "official 正式、preliminary 初步、demo 演示"),
    text("source", "依据单位", "报送最新一期数据的单位；没有报送的为空"),
    text("document", "依据文件", "最新一期数据出自哪份材料；未公布的为空"),
    column(Kind::Moment, "published", "依据发布时间", "最新一期数据的发布时间，北京时间；没有载明的为空"),
    column(Kind::Date, "ended_on", "终止日期", "到期前终止的，哪一天终止；没有终止的为空"),
    text("ended_authority", "批准终止的机关", "批准终止的会议或机关；没有终止的为空"),
    text("ended_reason", "终止理由", "没有终止的为空"),
    text("carried_from", "延续自", "延续以前年度报告的哪一项，年度/编号；没有标明的为空"),
    text("carried_to", "延续为", "以后年度报告中延续这一项的目标，年度/编号，以、分隔；没有标明的为空"),
    text("page", "页面", "目标的页面，从本站首页所在的文件夹算起"),
    text("file", "数据文件", "目标写在哪个文件"),
    column(Kind::Count, "line", "行", "目标写在第几行"),
];

/// The rows of a report.
pub(super) fn rows(context: &Context<'_>, at: usize, report: &Report) -> Vec<Vec<Cell>> {
    let judged = report.targets.iter().zip(context.site.assessments(at)).enumerate();
    judged.map(|(number, (target, assessment))| row(context, at, report, number, target, assessment)).collect()
}

fn row(context: &Context<'_>, at: usize, report: &Report, number: usize, target: &Target, assessment: &Assessment) -> Vec<Cell> {
    let quote = target.quotes.first();
    let section = quote.and_then(|quote| report.chapters.get(quote.chapter)?.sections.get(quote.section)?.title.clone());
    let mut row = vec![
        Cell::Text(nature(context).into()),
        Cell::Count(usize::try_from(report.year).unwrap_or_default()),
        Cell::text(report.chapters.get(target.chapter).map(|chapter| chapter.title.as_str())),
        Cell::text(section),
        Cell::text(quote.map(|quote| quote.sentence.as_str())),
        Cell::Text(target.id.as_str().into()),
        Cell::Text(target.name.clone()),
    ];
    row.extend(goals(context, report, target));
    row.extend([
        names(report, &target.lead),
        names(report, &target.support),
        Cell::Date(target.due()),
        Cell::Text(assessment.status.code().into()),
        Cell::Text(assessment.chip().into()),
    ]);
    row.extend(result(report, target, assessment));
    row.extend(course(context, report, target));
    let (file, line) = place_of(context, target.span);
    row.extend([
        Cell::text(path(&context.site.world, &PageKey::Target(at, number)).map(|path| path.as_str().to_owned())),
        Cell::Text(file),
        Cell::Count(line),
    ]);
    row
}

/// The goals of today, and those that stood before.
fn goals(context: &Context<'_>, report: &Report, target: &Target) -> [Cell; 6] {
    let demo = context.site.world.site.sample;
    let goal = goal_text(report, target, demo);
    let growth = growth_goal_text(target, demo);
    let joined = |tell: &dyn Fn(&Revision) -> String, mark: &str| {
        let all: Vec<String> = target.revised.iter().map(tell).collect();
        Cell::text((!all.is_empty()).then(|| all.join(mark)))
    };
    [
        Cell::text(goal.as_ref().map(|goal| goal.stated.as_str())),
        Cell::text(goal.and_then(|goal| goal.disclosed)),
        Cell::text(growth.as_ref().map(|growth| growth.stated.as_str())),
        Cell::text(growth.and_then(|growth| growth.disclosed)),
        joined(&|revision| goal_words(&revision.was, target.unit.as_ref()), "、"),
        joined(&|revision| format!("{} {}：{}", revision.on, revision.authority, revision.reason), "；"),
    ]
}

/// The entry that the judgement is about, with the document it comes from.
fn result(report: &Report, target: &Target, assessment: &Assessment) -> [Cell; 11] {
    let unit = Cell::text(target.unit.as_ref().map(|unit| unit.key()));
    let Some(entry) = assessment.entry.and_then(|entry| target.entries.get(entry)) else {
        let mut empty = [const { Cell::Empty }; 11];
        empty[1] = unit;
        return empty;
    };
    let Reported { figure, stage, note, reason } = reported(target, entry);
    let release = report.releases.get(entry.release);
    let office = release.and_then(|release| report.offices.get(&release.source.office));
    [
        Cell::number(figure.and_then(|figure| figure.value.as_ref())),
        unit,
        Cell::number(figure.and_then(|figure| figure.growth.as_ref())),
        Cell::text(stage),
        Cell::text(note),
        Cell::text(reason),
        Cell::Date(entry.as_of),
        Cell::Text(entry.status.code().into()),
        Cell::text(office.map(|office| office.name.as_str())),
        Cell::text(release.and_then(|release| release.source.document.as_deref())),
        Cell::moment(release.and_then(|release| release.published)),
    ]
}

/// What became of the target itself.
fn course(context: &Context<'_>, report: &Report, target: &Target) -> [Cell; 5] {
    let ended = target.ended.as_ref();
    let later = carried_to(&context.site.world.reports, report, target);
    [
        Cell::date(ended.map(|ended| ended.on)),
        Cell::text(ended.map(|ended| ended.authority.as_str())),
        Cell::text(ended.map(|ended| ended.reason.as_str())),
        Cell::text(target.carried_from.as_ref().map(Carried::text)),
        Cell::text((!later.is_empty()).then(|| later.join("、"))),
    ]
}

#[cfg(test)]
mod tests {
    use super::COLUMNS;

    #[test]
    fn titles_and_keys_are_unique() {
        for (at, column) in COLUMNS.iter().enumerate() {
            assert!(COLUMNS.iter().skip(at + 1).all(|other| other.title != column.title && other.key != column.key), "{}", column.title);
        }
    }
}
