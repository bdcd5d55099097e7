//! What is known about a target at the moment it is judged: the entry that counts, and the parts that can be judged at all.

use crate::assess::bounds::Bounds;
use crate::assess::trend::{self, Other};
use crate::assess::{cap, cumulative, level, milestone, rate};
use crate::report::entry::{Content, Entry, Figure};
use crate::report::target::{Baseline, Measure, Stage, Target, Trend};
use crate::report::{Policy, Report};
use crate::value::decimal::Decimal;
use jiff::civil::Date;

/// One target with what its judgement depends on.
pub(crate) struct Case<'a> {
    /// The target.
    pub(crate) target: &'a Target,
    /// How progress is judged.
    pub(crate) policy: &'a Policy,
    /// The report's newest as-of date.
    pub(crate) until: Option<Date>,
    /// The entry that counts, with its index.
    pub(crate) newest: Option<(usize, &'a Entry)>,
    /// The value part.
    pub(crate) value: Side<'a>,
    /// The growth part.
    pub(crate) growth: Side<'a>,
}

/// One of the two parts a target may have.
#[allow(clippy::large_enum_variant)] // One at a time, on the stack, for the length of one judgement.
pub(crate) enum Side<'a> {
    /// It counts.
    Counts(Formula<'a>),
    /// There is no such goal, or it is masked.
    NoGoal,
    /// The goal is known and its figure is not given, perhaps with why.
    NoFigure(Option<String>),
    /// Goal and figure cannot be compared, with why.
    Incomparable(String),
}

/// The formula of a part with all it needs; nothing in it can be missing or masked.
pub(crate) enum Formula<'a> {
    /// 累计类
    Cumulative(Bounds, Decimal),
    /// 增速类, and the growth part of any measure
    Rate(Bounds, Decimal),
    /// 水平类
    Level(Bounds, Decimal, Option<&'a Baseline>),
    /// 控制类
    Cap(Bounds, Decimal),
    /// 节点类, with the stage reached
    Milestone(&'a [Stage], Option<usize>),
    /// 方向类, with the other indicator and its growth for a comparison
    Trend(&'a Trend, Decimal, Option<(usize, Decimal)>),
}

impl Formula<'_> {
    /// Whether the goal is met.
    pub(crate) fn is_met(&self) -> bool {
        match self {
            Self::Cumulative(goal, actual) => cumulative::is_met(goal, actual),
            Self::Rate(goal, actual) => rate::is_met(goal, actual),
            Self::Level(goal, actual, _) => level::is_met(goal, actual),
            Self::Cap(goal, actual) => cap::is_met(goal, actual),
            Self::Milestone(stages, reached) => milestone::is_met(stages, *reached),
            Self::Trend(trend, actual, other) => trend::is_met(trend, actual, other.as_ref().map(|(_, growth)| growth)),
        }
    }
}

impl<'a> Case<'a> {
    /// Gathers what is known about a target of a report.
    pub(crate) fn new(report: &'a Report, target: &'a Target, policy: &'a Policy) -> Self {
        let newest = counting(target).rfind(|(_, entry)| !is_empty(entry));
        let (value, growth) = match newest {
            Some((_, entry)) => (value_side(report, target, policy, entry), growth_side(target, policy, entry)),
            None => (without_entry(knows_value(target)), without_entry(target.known_growth().is_some())),
        };
        Self { target, policy, until: report.as_of(), newest, value, growth }
    }

    /// The as-of date of the entry that counts.
    pub(crate) fn as_of(&self) -> Option<Date> {
        self.newest.map(|(_, entry)| entry.as_of)
    }

    /// Why nothing is left to judge, where goals and figures are there and cannot be compared.
    pub(crate) fn incomparable(&self) -> Option<&str> {
        match (&self.value, &self.growth) {
            (Side::Counts(_), _) | (_, Side::Counts(_)) => None,
            (Side::Incomparable(why), _) | (_, Side::Incomparable(why)) => Some(why),
            (Side::NoGoal | Side::NoFigure(_), Side::NoGoal | Side::NoFigure(_)) => None,
        }
    }

    /// Why one part does not count although its goal and its figure are there.
    pub(crate) fn left_out(&self) -> Option<&str> {
        match (&self.value, &self.growth) {
            (Side::Incomparable(why), _) | (_, Side::Incomparable(why)) => Some(why),
            (_, _) => None,
        }
    }
}

/// A target's entries in its period or after it, one a date, the one that counts; each with its index. Earlier ones are history.
pub(crate) fn counting(target: &Target) -> impl DoubleEndedIterator<Item = (usize, &Entry)> {
    let last_of_its_date = |at: usize, entry: &Entry| target.entries.get(at + 1).is_none_or(|next| next.as_of != entry.as_of);
    target.entries.iter().enumerate().filter(move |(at, entry)| entry.as_of >= target.period.from() && last_of_its_date(*at, entry))
}

/// Whether an entry says that there is no figure: it counts as none, and the one before it stays the newest.
pub(crate) fn is_empty(entry: &Entry) -> bool {
    match &entry.content {
        Content::Nothing { .. } => true,
        Content::Figure(figure) => figure.value.is_none() && figure.growth.is_none(),
        Content::Withheld { .. } | Content::Stage { .. } | Content::Note { .. } => false,
    }
}

/// Whether a value goal is known; milestones and trends have none to know.
fn knows_value(target: &Target) -> bool {
    match target.measure {
        Measure::Milestone { .. } | Measure::Trend(_) => true,
        Measure::Cumulative | Measure::Rate | Measure::Level { .. } | Measure::Cap => target.known_goal().is_some(),
        Measure::Standing => false,
    }
}

fn without_entry<'a>(known: bool) -> Side<'a> {
    if known { Side::NoFigure(None) } else { Side::NoGoal }
}

/// The value part, judged by the measure.
fn value_side<'a>(report: &'a Report, target: &'a Target, policy: &Policy, entry: &'a Entry) -> Side<'a> {
    match &target.measure {
        Measure::Standing => Side::NoGoal,
        Measure::Milestone { stages } => match entry.content {
            Content::Stage { reached, .. } => Side::Counts(Formula::Milestone(stages, reached)),
            Content::Figure(_) | Content::Withheld { .. } | Content::Nothing { .. } | Content::Note { .. } => Side::NoFigure(None),
        },
        Measure::Trend(trend) => trend_side(report, target, trend, entry),
        Measure::Cumulative | Measure::Rate | Measure::Level { .. } | Measure::Cap => {
            let Some(goal) = Bounds::of_value(target, policy) else {
                return Side::NoGoal;
            };
            let Some((figure, actual)) = figure(entry).and_then(|figure| Some((figure, value_of(target, figure)?))) else {
                return Side::NoFigure(None);
            };
            let basis = target.goal.as_ref().and_then(|goal| goal.basis.as_deref());
            match bases_differ(figure, basis) {
                Some(why) if target.measure == Measure::Rate => Side::Incomparable(why),
                _ => Side::Counts(amount_formula(&target.measure, goal, actual)),
            }
        }
    }
}

/// The formula of a measure whose goal is an amount.
fn amount_formula(measure: &Measure, goal: Bounds, actual: Decimal) -> Formula<'_> {
    match measure {
        Measure::Cumulative => Formula::Cumulative(goal, actual),
        Measure::Level { baseline } => Formula::Level(goal, actual, baseline.as_ref()),
        Measure::Cap => Formula::Cap(goal, actual),
        Measure::Rate | Measure::Milestone { .. } | Measure::Trend(_) | Measure::Standing => Formula::Rate(goal, actual),
    }
}

/// A trend's growth, and the other indicator's where it is compared with one.
fn trend_side<'a>(report: &Report, target: &Target, trend: &'a Trend, entry: &Entry) -> Side<'a> {
    let Some((figure, actual)) = figure(entry).and_then(|figure| Some((figure, trend::growth_of(target, figure)?))) else {
        return Side::NoFigure(None);
    };
    let Trend::FasterThan(index) = trend else {
        return Side::Counts(Formula::Trend(trend, actual, None));
    };
    match trend::other(report, *index, entry.as_of, figure.growth_basis.as_deref()) {
        Other::Growth(growth) => Side::Counts(Formula::Trend(trend, actual, Some((*index, growth)))),
        Other::Missing(why) => Side::NoFigure(Some(why)),
        Other::Incomparable(why) => Side::Incomparable(why),
    }
}

/// The growth part, judged like a rate whatever the measure.
fn growth_side<'a>(target: &'a Target, policy: &Policy, entry: &'a Entry) -> Side<'a> {
    let Some(goal) = Bounds::of_growth(target, policy) else {
        return Side::NoGoal;
    };
    let Some((figure, actual)) = figure(entry).and_then(|figure| Some((figure, figure.growth.clone()?))) else {
        return Side::NoFigure(None);
    };
    let basis = target.growth.as_ref().and_then(|growth| growth.basis.as_deref());
    match bases_differ(figure, basis) {
        Some(why) => Side::Incomparable(why),
        None => Side::Counts(Formula::Rate(goal, actual)),
    }
}

/// Why a growth cannot be compared with its goal: both bases are stated and unequal.
fn bases_differ(figure: &Figure, goal_basis: Option<&str>) -> Option<String> {
    let (actual, goal) = trend::different(figure.growth_basis.as_deref(), goal_basis)?;
    Some(format!("增速的目标按{goal}计算，数据按{actual}计算，口径不同，不能比较"))
}

/// The figure of an entry that is one.
fn figure(entry: &Entry) -> Option<&Figure> {
    match &entry.content {
        Content::Figure(figure) => Some(figure),
        Content::Withheld { .. } | Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. } => None,
    }
}

/// The amount a figure reports for the value goal; a rate may be reported as growth where the target has no growth goal of its own.
fn value_of(target: &Target, figure: &Figure) -> Option<Decimal> {
    let as_growth = || match target.measure {
        Measure::Rate if target.growth.is_none() => figure.growth.clone(),
        _ => None,
    };
    figure.value.clone().or_else(as_growth)
}
