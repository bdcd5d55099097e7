//! 全部目标: one row a target, with its goal, its newest figure and how it stands.

use crate::assess::Assessment;
use crate::assess::words::{self, goal_text, growth_goal_text};
use crate::output::Context;
use crate::output::data::nature;
use crate::output::data::table::{Cell, Column, Kind, column, text};
use crate::output::desk::place_of;
use crate::report::Report;
use crate::report::carried::Carried;
use crate::report::entry::{Content, Entry, Figure};
use crate::report::target::{Measure, Target};
use crate::site::{PageKey, path};
use crate::value::path::Slug;
use crate::value::quantity::Amount;

/// The columns.
pub(super) const COLUMNS: &[Column] = &[
    text("nature", "数据性质", "正式或演示；演示数据不得引用"),
    column(Kind::Count, "year", "目标年度", "政府工作报告安排工作的年度"),
    text("id", "编号", "目标在本年度的固定编号"),
    text("name", "目标名称", "目标任务的名称"),
    text("chapter", "篇章编号", "所在篇章的地址"),
    text("chapter_title", "篇章", "所在篇章的标题"),
    text("section", "小节", "所在小节的标题；没有小节的为空"),
    text(
        "measure",
        "类别编号",
        "cumulative 累计类、rate 增速类、level 水平类、cap 控制类、milestone 节点类、trend 方向类、standing 常态工作",
    ),
    text("measure_word", "类别", "目标的类别"),
    text("unit", "单位", "目标值和完成值的单位；percent 是百分之，points 是百分点"),
    text("counts", "计数口径", "按什么计数：开工、竣工、投产等"),
    text("target.words", "目标", "目标的文字；原文隐去的照原文"),
    text("target.op", "比较方式", "reach、at-least 达到，more-than 超过，at-most 不超过，less-than 低于，about 左右，range 区间"),
    column(Kind::Number, "target.value", "目标值", "原文载明或之后公布的目标值；原文隐去而没有公布的为空"),
    column(Kind::Number, "target.upper", "目标值上限", "区间目标的上限"),
    text("target.mask", "原文隐去", "原文以XX代替之处的写法；没有隐去的为空"),
    text("growth.words", "增速目标", "增速目标的文字"),
    column(Kind::Number, "growth.value", "增速目标值", "同比增长的目标，百分之几；没有的或隐去的为空"),
    text("growth.basis", "增速口径", "现价、可比价、同口径或自然口径"),
    text("commitment", "表述", "确保、一般或力争"),
    column(Kind::Date, "from", "起始日期", "从哪一天起"),
    column(Kind::Date, "due", "截止日期", "到哪一天止"),
    text("lead", "牵头单位", "牵头单位的名称，以、分隔"),
    text("support", "配合单位", "配合单位的名称，以、分隔"),
    column(Kind::Date, "actual.as_of", "数据截至", "最新一期数据的截止日期"),
    column(Kind::Number, "actual.value", "完成值", "最新一期的数；没有报送、暂不公开的为空，不是0"),
    column(Kind::Number, "actual.growth", "完成增速", "最新一期的同比增速，百分之几"),
    text("actual.stage", "到达节点", "节点类目标已到达的节点"),
    text("actual.note", "备注", "最新一期的说明"),
    column(Kind::Flag, "actual.withheld", "暂不公开", "最新一期是否暂不公开"),
    text("actual.reason", "无数据理由", "暂不公开或没有数据的理由"),
    text("actual.status", "数据状态", "official 正式、preliminary 初步、demo 演示"),
    column(Kind::Number, "expected", "按序时应完成", "累计类目标按序时进度应完成的数"),
    column(Kind::Number, "completion", "完成比例", "百分之几，保留一位小数"),
    column(Kind::Number, "pace", "序时进度", "百分之几，保留一位小数"),
    text("status", "状态编号", "评价状态的编号，见评价办法"),
    text("status_word", "状态", "评价状态"),
    column(Kind::Flag, "late", "逾期完成", "是否在截止日期之后完成"),
    text("explain.reason", "原因", "责任单位说明的原因"),
    text("explain.next", "下一步", "责任单位说明的下一步措施"),
    column(Kind::Date, "ended.on", "终止日期", "到期前终止的，哪一天终止；没有终止的为空"),
    text("ended.authority", "批准终止的机关", "批准终止的会议或机关；没有终止的为空"),
    text("ended.reason", "终止理由", "没有终止的为空"),
    text("carried_from", "延续自", "延续以前年度报告的哪一项，年度/编号；没有标明的为空"),
    text("quote", "原文", "报告中的原句"),
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
    let demo = context.site.world.site.sample;
    let chapter = report.chapters.get(target.chapter);
    let quote = target.quotes.first();
    let section = quote.and_then(|quote| report.chapters.get(quote.chapter)?.sections.get(quote.section)?.title.clone());
    let (file, line) = place_of(context, target.span);
    let mut row = vec![
        Cell::Text(nature(context).into()),
        Cell::Count(usize::try_from(report.year).unwrap_or_default()),
        Cell::Text(target.id.as_str().into()),
        Cell::Text(target.name.clone()),
        Cell::text(chapter.map(|chapter| chapter.slug.as_str())),
        Cell::text(chapter.map(|chapter| chapter.title.as_str())),
        Cell::text(section),
        Cell::Text(target.measure.code().into()),
        Cell::Text(target.measure.word().into()),
        Cell::text(target.unit.as_ref().map(|unit| unit.key())),
        Cell::text(target.counts.clone()),
    ];
    row.extend(goals(report, target, demo));
    row.extend([
        Cell::Text(target.commitment.word().into()),
        Cell::Date(target.period.from()),
        Cell::Date(target.due()),
        names(report, &target.lead),
        names(report, &target.support),
    ]);
    row.extend(newest(target, assessment));
    let explain = words::explanation(target, assessment.as_of);
    row.extend([
        Cell::number(assessment.expected.as_ref().map(|expected| &expected.shown)),
        Cell::number(assessment.completion.as_ref()),
        Cell::number(assessment.pace.as_ref()),
        Cell::Text(assessment.status.code().into()),
        Cell::Text(assessment.chip().into()),
        Cell::Flag(assessment.late),
        Cell::text(explain.map(|explain| explain.reason.as_str())),
        Cell::text(explain.and_then(|explain| explain.next.as_deref())),
        Cell::date(target.ended.as_ref().map(|ended| ended.on)),
        Cell::text(target.ended.as_ref().map(|ended| ended.authority.as_str())),
        Cell::text(target.ended.as_ref().map(|ended| ended.reason.as_str())),
        Cell::text(target.carried_from.as_ref().map(Carried::text)),
        Cell::text(quote.map(|quote| quote.sentence.as_str())),
        Cell::text(path(&context.site.world, &PageKey::Target(at, number)).map(|path| path.as_str().to_owned())),
        Cell::Text(file),
        Cell::Count(line),
    ]);
    row
}

fn goals(report: &Report, target: &Target, demo: bool) -> [Cell; 8] {
    let known = target.known_goal();
    let masks = |amount: &Amount| match amount {
        Amount::Known(_) => None,
        Amount::Masked(mask) => Some(mask.text().to_owned()),
    };
    let hidden = target.goal.as_ref().and_then(|goal| masks(&goal.amount).or_else(|| goal.upper.as_ref().and_then(masks)));
    [
        Cell::text(goal_text(report, target, demo).map(|goal| goal.stated)),
        Cell::text(target.goal.as_ref().map(|goal| goal.op.code())),
        Cell::number(known.as_ref().map(|(goal, _)| goal)),
        Cell::number(known.as_ref().and_then(|(_, upper)| upper.as_ref())),
        Cell::text(hidden),
        Cell::text(growth_goal_text(target, demo).map(|goal| goal.stated)),
        Cell::number(target.known_growth().as_ref()),
        Cell::text(target.growth.as_ref().and_then(|growth| growth.basis.as_deref())),
    ]
}

/// The entry that the judgement is about.
fn newest(target: &Target, assessment: &Assessment) -> [Cell; 8] {
    let Some(entry) = assessment.entry.and_then(|entry| target.entries.get(entry)) else { return [const { Cell::Empty }; 8] };
    let Reported { figure, stage, note, reason } = reported(target, entry);
    [
        Cell::Date(entry.as_of),
        Cell::number(figure.and_then(|figure| figure.value.as_ref())),
        Cell::number(figure.and_then(|figure| figure.growth.as_ref())),
        Cell::text(stage),
        Cell::text(note),
        Cell::Flag(matches!(entry.content, Content::Withheld { .. })),
        Cell::text(reason),
        Cell::Text(entry.status.code().into()),
    ]
}

/// The parts of what was reported.
pub(super) struct Reported<'t> {
    /// The figure, where it is one.
    pub(super) figure: Option<&'t Figure>,
    /// The stage reached.
    pub(super) stage: Option<&'t str>,
    /// A remark.
    pub(super) note: Option<&'t str>,
    /// Why there is no figure.
    pub(super) reason: Option<&'t str>,
}

/// What an entry says, part by part.
pub(super) fn reported<'t>(target: &'t Target, entry: &'t Entry) -> Reported<'t> {
    let nothing = Reported { figure: None, stage: None, note: None, reason: None };
    match &entry.content {
        Content::Figure(figure) => Reported { figure: Some(figure), note: figure.note.as_deref(), ..nothing },
        Content::Withheld { reason, .. } | Content::Nothing { reason } => Reported { reason: Some(reason), ..nothing },
        Content::Note { note } => Reported { note: Some(note), ..nothing },
        Content::Stage { reached, note, .. } => {
            let stages = match &target.measure {
                Measure::Milestone { stages } => stages.as_slice(),
                Measure::Cumulative | Measure::Rate | Measure::Level { .. } | Measure::Cap | Measure::Trend(_) | Measure::Standing => &[],
            };
            let stage = reached.and_then(|reached| stages.get(reached)).map(|stage| stage.name.as_str());
            Reported { stage, note: note.as_deref(), ..nothing }
        }
    }
}

/// The names of offices, in their order.
pub(super) fn names(report: &Report, ids: &[Slug]) -> Cell {
    let names: Vec<&str> = ids.iter().filter_map(|id| report.offices.get(id)).map(|office| office.name.as_str()).collect();
    Cell::text((!names.is_empty()).then(|| names.join("、")))
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
