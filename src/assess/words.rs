//! Goals and figures in the words people read. A mask is printed as the text has it, and what was disclosed later stands apart from it.

use crate::report::Report;
use crate::report::entry::{Content, Entry, Figure};
use crate::report::target::{Explanation, Goal, GrowthGoal, Measure, Part, Stage, Target, Trend};
use crate::value::comparator::Comparator;
use crate::value::date;
use crate::value::decimal::Decimal;
use crate::value::quantity::{Amount, Mask};
use crate::value::unit::Unit;
use jiff::civil::Date;

/// The name of the only stage of a milestone that names none.
const ONLY_STAGE: &str = "完成";

/// A goal in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GoalText {
    /// What the adopted text says: `不少于20个`, or with its mask `原文为“不少于xx个”`.
    pub stated: String,
    /// Whether the text shows a mask.
    pub masked: bool,
    /// What was disclosed later: `不少于20个`.
    pub disclosed: Option<String>,
}

impl GoalText {
    /// What a judgement speaks of: the disclosed goal where there is one, else the stated one.
    pub fn judged(&self) -> &str {
        self.disclosed.as_deref().unwrap_or(&self.stated)
    }
}

/// The goal of a target in words; `None` for standing work and for targets with a growth goal only. `demo` marks a disclosed number.
pub fn goal_text(report: &Report, target: &Target, demo: bool) -> Option<GoalText> {
    let plain = |stated: String| Some(GoalText { stated, masked: false, disclosed: None });
    match (&target.measure, &target.goal) {
        (Measure::Standing, _) => None,
        (Measure::Milestone { stages }, _) => plain(stages.last()?.name.clone()),
        (Measure::Trend(trend), _) => plain(trend_goal(report, trend)),
        (Measure::Cumulative | Measure::Rate | Measure::Level { .. } | Measure::Cap, Some(goal)) => {
            let spoken = goal_words(goal, target.unit.as_ref());
            let later = target.disclosed.as_ref().and_then(|disclosure| disclosure.value.as_ref());
            let masked = mask_of(&goal.amount).or_else(|| goal.upper.as_ref().and_then(mask_of));
            let (stated, masked) = stated(target, Part::Value, spoken, masked);
            let disclosed = later.filter(|_| masked).map(|value| amount_goal(goal.op, value, target.unit.as_ref(), demo));
            Some(GoalText { stated, masked, disclosed })
        }
        (Measure::Cumulative | Measure::Rate | Measure::Level { .. } | Measure::Cap, None) => {
            let later = target.disclosed.as_ref().and_then(|disclosure| disclosure.value.as_ref());
            let disclosed = later.map(|value| amount_goal(target.comparator(), value, target.unit.as_ref(), demo));
            Some(GoalText { stated: target.set_by.clone()?, masked: false, disclosed })
        }
    }
}

/// The growth goal of a target in words. `demo` marks a disclosed number.
pub fn growth_goal_text(target: &Target, demo: bool) -> Option<GoalText> {
    let growth = target.growth.as_ref()?;
    let (stated, masked) = stated(target, Part::Growth, growth_words(growth), mask_of(&growth.amount));
    let later = target.disclosed.as_ref().and_then(|disclosure| disclosure.growth.as_ref());
    let disclosed = later.filter(|_| masked).map(|value| marked(growth_amount(growth.op, &Amount::Known(value.clone())), demo));
    Some(GoalText { stated, masked, disclosed })
}

/// The size of a milestone's project in words.
pub fn scale_text(target: &Target) -> Option<String> {
    let scale = target.scale.as_ref()?;
    let spoken = format!("{}{}", scale.amount, scale.unit.label());
    Some(stated(target, Part::Scale, spoken, mask_of(&scale.amount)).0)
}

/// A goal of any version as the text would say it, masks included: `不少于20个`, `不少于xx个`, `20—30个`.
pub fn goal_words(goal: &Goal, unit: Option<&Unit>) -> String {
    let (before, after) = comparator_words(goal.op, unit);
    let upper = goal.upper.as_ref().map(|upper| format!("—{upper}")).unwrap_or_default();
    format!("{before}{}{upper}{}{after}", goal.amount, label(unit))
}

/// A growth goal as the text would say it: `同比增长不低于8%`.
pub fn growth_words(growth: &GrowthGoal) -> String {
    growth_amount(growth.op, &growth.amount)
}

/// What an entry reports: `61.2亿元，同比增长7.6%`, `已到达“结构性封顶”节点`, a note.
pub fn actual_text(target: &Target, entry: &Entry, demo: bool) -> String {
    match &entry.content {
        Content::Figure(figure) => figure_text(target, figure, demo),
        Content::Withheld { .. } => "暂不公开".into(),
        Content::Nothing { .. } => "暂无数据".into(),
        Content::Stage { reached, .. } => match &target.measure {
            Measure::Milestone { stages } => stage_text(stages, *reached, demo),
            Measure::Cumulative | Measure::Rate | Measure::Level { .. } | Measure::Cap | Measure::Trend(_) | Measure::Standing => {
                "正在推进".into()
            }
        },
        Content::Note { note } => note.clone(),
    }
}

/// Number and unit: `61.2亿元`, `8.5%`.
pub fn amount_text(number: &Decimal, unit: Option<&Unit>, demo: bool) -> String {
    marked(format!("{number}{}", label(unit)), demo)
}

/// A difference of amounts; between percentages it is in 个百分点.
pub fn gap_text(number: &Decimal, unit: Option<&Unit>, demo: bool) -> String {
    let label = if unit.is_some_and(|unit| unit.key() == "percent") { "个百分点" } else { label(unit) };
    marked(format!("{number}{label}"), demo)
}

/// Growth over the same period of the year before: `同比增长7.6%`, `同比下降2.1%`, `同比持平`.
pub fn growth_text(number: &Decimal, demo: bool) -> String {
    let text = if number.is_zero() {
        "同比持平".into()
    } else if let Some(fall) = number.text().strip_prefix('-') {
        format!("同比下降{fall}%")
    } else {
        format!("同比增长{number}%")
    };
    marked(text, demo)
}

/// How far a milestone is.
pub fn stage_text(stages: &[Stage], reached: Option<usize>, demo: bool) -> String {
    let text = match reached.and_then(|reached| stages.get(reached)) {
        Some(stage) if stages.len() == 1 && stage.name == ONLY_STAGE => "已完成".into(),
        Some(stage) => format!("已到达“{}”节点", stage.name),
        None if stages.len() == 1 => "正在推进".into(),
        None => "正在推进，尚未到达第一个节点".into(),
    };
    marked(text, demo)
}

/// The newest explanation that is as new as the entry that counts; an older one explains an older figure.
pub fn explanation(target: &Target, as_of: Option<Date>) -> Option<&Explanation> {
    target.explanations.iter().filter(|given| Some(given.as_of) >= as_of).max_by_key(|given| given.as_of)
}

/// A month or day as people write it (`2022-11` → 2022年11月); anything else as it is given.
pub fn expected_date(text: &str) -> String {
    if let Some(day) = date::parse_date(text) {
        return date::chinese(day);
    }
    match date::parse_date(&format!("{text}-01")) {
        Some(first) => date::chinese_month(first),
        None => text.trim_end_matches(['。', '；']).to_owned(),
    }
}

/// A value with the mark of a demonstration behind it.
pub fn marked(text: String, demo: bool) -> String {
    if demo { format!("{text}（演示）") } else { text }
}

/// What the adopted text says of a part: of a masked one the very words that are bound in the narrative, where they hold the mask.
fn stated(target: &Target, part: Part, spoken: String, mask: Option<&Mask>) -> (String, bool) {
    let Some(mask) = mask else {
        return (spoken, false);
    };
    let quoted = target.quotes.iter().find(|quote| quote.part == part && quote.words.contains(mask.text()));
    let words = quoted.map_or(spoken.as_str(), |quote| quote.words.as_str());
    (format!("原文为“{words}”"), true)
}

fn mask_of(amount: &Amount) -> Option<&Mask> {
    match amount {
        Amount::Known(_) => None,
        Amount::Masked(mask) => Some(mask),
    }
}

fn trend_goal(report: &Report, trend: &Trend) -> String {
    match trend {
        Trend::Up => "增长".into(),
        Trend::Down => "下降".into(),
        Trend::FasterThan(other) => match report.targets.get(*other) {
            Some(other) => format!("快于“{}”增速", other.name),
            None => "快于对照指标增速".into(),
        },
    }
}

/// A known goal: `不少于20个`.
fn amount_goal(op: Comparator, value: &Decimal, unit: Option<&Unit>, demo: bool) -> String {
    let (before, after) = comparator_words(op, unit);
    marked(format!("{before}{value}{}{after}", label(unit)), demo)
}

fn growth_amount(op: Comparator, amount: &Amount) -> String {
    let (before, after) = comparator_words(op, None);
    let before = if op == Comparator::AtLeast { "不低于" } else { before };
    match amount {
        Amount::Known(number) if op == Comparator::Reach && number.is_negative() => {
            format!("同比下降{}%", number.text().trim_start_matches('-'))
        }
        Amount::Known(_) | Amount::Masked(_) => format!("同比增长{before}{amount}%{after}"),
    }
}

/// The words around a number; of a percentage one says 不低于.
fn comparator_words(op: Comparator, unit: Option<&Unit>) -> (&'static str, &'static str) {
    let is_share = unit.is_some_and(|unit| matches!(unit.dimension(), "percent" | "points"));
    if op == Comparator::AtLeast && is_share { ("不低于", "") } else { op.around() }
}

fn figure_text(target: &Target, figure: &Figure, demo: bool) -> String {
    let value = figure.value.as_ref().map(|value| amount_text(value, target.unit.as_ref(), demo));
    let growth = figure.growth.as_ref().map(|growth| growth_text(growth, demo));
    match (value, growth) {
        (Some(value), Some(growth)) => format!("{value}，{growth}"),
        (Some(text), None) | (None, Some(text)) => text,
        (None, None) => "暂无数据".into(),
    }
}

fn label(unit: Option<&Unit>) -> &str {
    unit.map_or("", Unit::label)
}
