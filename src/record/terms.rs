//! The terms of a target, compared one by one: its goal, how and by when it is counted, who answers for it.

use crate::assess::words::{amount_text, goal_words, growth_words};
use crate::record::compare::Both;
use crate::report::Report;
use crate::report::entry::FigureStatus;
use crate::report::target::{Goal, GrowthGoal, Measure, PacePlan, Target, Trend};
use crate::source::Span;
use crate::value::date::chinese;
use crate::value::decimal::Decimal;
use crate::value::path::Slug;
use crate::value::quantity::Amount;

/// A term that differs.
pub(super) struct Moved {
    /// Its key in `targets.yaml`.
    pub(super) field: &'static str,
    label: &'static str,
    /// What stood there.
    pub(super) old: String,
    /// What stands there.
    pub(super) new: String,
    /// Where it stands today, if that is known better than where the target stands.
    pub(super) span: Option<Span>,
    /// What it means.
    pub(super) weight: Weight,
}

/// What a changed term means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// The text says it: a change needs those who decided it.
    Text,
    /// The judgement depends on it.
    Judged,
    /// Worth telling.
    Told,
}

impl Moved {
    /// `到期日由…改为…`
    pub(super) fn sentence(&self) -> String {
        format!("{}由{}改为{}", self.label, self.old, self.new)
    }
}

/// Every term that differs.
pub(super) fn moved(both: &Both<'_>) -> Vec<Moved> {
    let (old, new) = (both.old, both.new);
    let mut moved: Vec<Moved> = [goal(both), growth(old, new), disclosed(both)].into_iter().flatten().collect();
    let (was, is) = (both.pair.old, both.pair.new);
    let terms = |report, target| [text_terms(report, target), judged_terms(target), told_terms(report, target)].concat();
    for ((field, label, weight, old), (.., new)) in terms(was, old).into_iter().zip(terms(is, new)) {
        // An end that is new has its reason with it.
        let is_end = field == "ended" && both.old.ended.is_none();
        if old != new && !is_end {
            moved.push(Moved { field, label, old, new, span: None, weight });
        }
    }
    moved
}

type Term = (&'static str, &'static str, Weight, String);

fn text_terms(report: &Report, target: &Target) -> Vec<Term> {
    let scale = target.scale.as_ref().map(|scale| format!("{}{}", scale.amount, scale.unit.label()));
    vec![
        ("measure", "类别", Weight::Text, target.measure.word().to_owned()),
        ("counts", "计数口径", Weight::Text, or_none(target.counts.clone())),
        ("from", "开始日期", Weight::Text, chinese(target.period.from())),
        ("due", "到期日", Weight::Text, chinese(target.due())),
        ("stages", "节点", Weight::Text, direction(report, &target.measure)),
        ("commitment", "表述", Weight::Text, target.commitment.word().to_owned()),
        ("scale", "项目规模", Weight::Text, or_none(scale)),
        ("set_by", "下达单位", Weight::Text, or_none(target.set_by.clone())),
        ("ended", "终止", Weight::Text, or_none(target.ended.as_ref().map(|ended| chinese(ended.on)))),
    ]
}

fn judged_terms(target: &Target) -> Vec<Term> {
    let baseline = match &target.measure {
        Measure::Level { baseline: Some(baseline) } => Some(format!("{}（{}）", baseline.value, chinese(baseline.as_of))),
        Measure::Level { baseline: None }
        | Measure::Cumulative
        | Measure::Rate
        | Measure::Cap
        | Measure::Milestone { .. }
        | Measure::Trend(_)
        | Measure::Standing => None,
    };
    let pace = match &target.pace {
        PacePlan::Elapsed => "按时间".to_owned(),
        PacePlan::AtDue { .. } => "到期评价".to_owned(),
        PacePlan::Points(points) => points.iter().map(|(_, percent)| format!("{percent}%")).collect::<Vec<_>>().join("、"),
    };
    vec![
        ("baseline", "基数", Weight::Judged, or_none(baseline)),
        ("pace", "计划进度", Weight::Judged, pace),
        ("assess", "不作评价的理由", Weight::Judged, or_none(target.assess_off.clone())),
    ]
}

fn told_terms(report: &Report, target: &Target) -> Vec<Term> {
    let offices = |ids: &[Slug]| {
        let names: Vec<&str> = ids.iter().filter_map(|id| report.offices.get(id)).map(|office| office.name.as_str()).collect();
        or_none((!names.is_empty()).then(|| names.join("、")))
    };
    let chapter = report.chapters.get(target.chapter).map(|chapter| chapter.title.clone());
    vec![
        ("name", "名称", Weight::Told, format!("“{}”", target.name)),
        ("chapter", "篇章", Weight::Told, or_none(chapter)),
        ("lead", "牵头单位", Weight::Told, offices(&target.lead)),
        ("support", "配合单位", Weight::Told, offices(&target.support)),
    ]
}

/// The stages of a milestone, the direction of a trend.
fn direction(report: &Report, measure: &Measure) -> String {
    match measure {
        Measure::Milestone { stages } => {
            let due = |due: Option<jiff::civil::Date>| due.map_or_else(String::new, |due| format!("（{}）", chinese(due)));
            stages.iter().map(|stage| format!("{}{}", stage.name, due(stage.due))).collect::<Vec<_>>().join("、")
        }
        Measure::Trend(Trend::Up) => "上升".to_owned(),
        Measure::Trend(Trend::Down) => "下降".to_owned(),
        Measure::Trend(Trend::FasterThan(other)) => {
            report.targets.get(*other).map_or_else(String::new, |other| format!("快于{}", other.id))
        }
        Measure::Cumulative | Measure::Rate | Measure::Level { .. } | Measure::Cap | Measure::Standing => String::new(),
    }
}

fn or_none(text: Option<String>) -> String {
    text.unwrap_or_else(|| "（无）".to_owned())
}

fn goal(both: &Both<'_>) -> Option<Moved> {
    let (old, new) = (both.old, both.new);
    if both.same_goal(old.goal.as_ref(), new.goal.as_ref()) {
        return None;
    }
    let told = |goal: Option<&Goal>, target: &Target| goal.map(|goal| goal_words(goal, target.unit.as_ref()));
    // A number that the text masks now is not told again.
    let hidden =
        new.goal.as_ref().is_some_and(|goal| is_masked(&goal.amount)) && !old.goal.as_ref().is_some_and(|goal| is_masked(&goal.amount));
    let before = if hidden { Some("数字".to_owned()) } else { told(old.goal.as_ref(), old) };
    let span = new.goal.as_ref().map(|goal| goal.span);
    let (old, new) = (or_none(before), or_none(told(new.goal.as_ref(), new)));
    Some(Moved { field: "target", label: "目标", old, new, span, weight: Weight::Text })
}

fn growth(old: &Target, new: &Target) -> Option<Moved> {
    let key = |growth: &Option<GrowthGoal>| growth.as_ref().map(|growth| (growth.op, growth.amount.clone(), growth.basis.clone()));
    if key(&old.growth) == key(&new.growth) {
        return None;
    }
    let told = |growth: &GrowthGoal| {
        let basis = growth.basis.as_ref().map_or_else(String::new, |basis| format!("（{basis}）"));
        format!("{}{basis}", growth_words(growth))
    };
    let masked = |growth: &Option<GrowthGoal>| growth.as_ref().is_some_and(|growth| is_masked(&growth.amount));
    let hidden = masked(&new.growth) && !masked(&old.growth);
    let before = if hidden { Some("数字".to_owned()) } else { old.growth.as_ref().map(told) };
    let span = new.growth.as_ref().map(|growth| growth.span);
    let (old, new) = (or_none(before), or_none(new.growth.as_ref().map(told)));
    Some(Moved { field: "growth", label: "增速目标", old, new, span, weight: Weight::Text })
}

/// A goal that was disclosed and is another one, or gone; one that is gone is not told again.
fn disclosed(both: &Both<'_>) -> Option<Moved> {
    let was = both.old.disclosed.as_ref()?;
    let is = both.new.disclosed.as_ref();
    let same =
        |old: &Option<Decimal>, new: Option<&Decimal>| old.as_ref().is_none_or(|old| new.is_some_and(|new| both.same_value(old, new)));
    let value = is.and_then(|is| is.value.as_ref());
    let growth = is.and_then(|is| is.growth.as_ref());
    // Demonstration data gives way to real data.
    let demo = |target: &Target, report: &Report| {
        let release = target.disclosed.as_ref().and_then(|disclosure| report.releases.get(disclosure.release));
        release.is_some_and(|release| release.status == FigureStatus::Demo)
    };
    let replaced = demo(both.old, both.pair.old) && !demo(both.new, both.pair.new);
    if same(&was.value, value) && same(&was.growth, growth) || replaced {
        return None;
    }
    let told = |value: Option<&Decimal>, growth: Option<&Decimal>, target: &Target, demo: bool| {
        let value = value.map(|value| amount_text(value, target.unit.as_ref(), demo));
        let growth = growth.map(|growth| amount_text(growth, None, demo) + "%");
        value.into_iter().chain(growth).collect::<Vec<_>>().join("、")
    };
    let before = match is {
        Some(_) => told(was.value.as_ref(), was.growth.as_ref(), both.old, demo(both.old, both.pair.old)),
        None => "已公布".to_owned(),
    };
    let after = told(value, growth, both.new, demo(both.new, both.pair.new));
    let new = or_none((!after.is_empty()).then_some(after));
    Some(Moved { field: "targets", label: "另行公布的目标", old: before, new, span: is.map(|is| is.span), weight: Weight::Text })
}

fn is_masked(amount: &Amount) -> bool {
    matches!(amount, Amount::Masked(_))
}

impl Both<'_> {
    /// Whether two amounts are one, with the units of old and new.
    pub(super) fn same_value(&self, old: &Decimal, new: &Decimal) -> bool {
        match (&self.old.unit, &self.new.unit) {
            (Some(was), Some(is)) if was != is => was.convert(&old.ratio(), is) == Some(new.ratio()),
            _ => old == new,
        }
    }

    /// Whether two goals are one.
    pub(super) fn same_goal(&self, old: Option<&Goal>, new: Option<&Goal>) -> bool {
        let amount = |old: &Amount, new: &Amount| match (old, new) {
            (Amount::Known(old), Amount::Known(new)) => self.same_value(old, new),
            (Amount::Masked(old), Amount::Masked(new)) => old.matches(new),
            (Amount::Known(_), Amount::Masked(_)) | (Amount::Masked(_), Amount::Known(_)) => false,
        };
        match (old, new) {
            (None, None) => true,
            (Some(old), Some(new)) => {
                let upper = match (&old.upper, &new.upper) {
                    (None, None) => true,
                    (Some(old), Some(new)) => amount(old, new),
                    (Some(_), None) | (None, Some(_)) => false,
                };
                old.op == new.op && old.basis == new.basis && upper && amount(&old.amount, &new.amount)
            }
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}
