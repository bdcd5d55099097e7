//! 目标任务: what the report promises.

use crate::report::carried::Carried;
use crate::report::entry::Entry;
use crate::source::Span;
use crate::value::comparator::Comparator;
use crate::value::decimal::Decimal;
use crate::value::path::Slug;
use crate::value::period::Period;
use crate::value::quantity::{Amount, Mask};
use crate::value::unit::Unit;
use jiff::civil::Date;
use num_rational::BigRational;

/// One target.
#[derive(Clone, Debug)]
pub struct Target {
    /// Permanent, unique in the report.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// Where its entry in `targets.yaml` begins.
    pub span: Span,
    /// The chapter: index into the report's chapters.
    pub chapter: usize,
    /// The kind of goal, with what belongs to it.
    pub measure: Measure,
    /// The unit of value and goal; milestone, trend and standing may have none.
    pub unit: Option<Unit>,
    /// 计数口径
    pub counts: Option<String>,
    /// The goal for the value.
    pub goal: Option<Goal>,
    /// The goal for the growth over the year before, in per cent.
    pub growth: Option<GrowthGoal>,
    /// Set by a higher authority; the text gives no value.
    pub set_by: Option<String>,
    /// How a value set by a higher authority is compared, where that is said.
    pub set_by_op: Option<Comparator>,
    /// How firmly the text puts it.
    pub commitment: Commitment,
    /// From the target's first to its last day; `to` is the due date.
    pub period: Period,
    /// 牵头单位
    pub lead: Vec<Slug>,
    /// 配合单位
    pub support: Vec<Slug>,
    /// 其中: the target this one is a part of (index), for grouping only.
    pub part_of: Option<usize>,
    /// Targets whose values add up to this one's (indices).
    pub sum_of: Vec<usize>,
    /// How the expected amount grows over the period.
    pub pace: PacePlan,
    /// The size of the one project a milestone is about; bound, never judged.
    pub scale: Option<Scale>,
    /// `assess: off`, with the reason.
    pub assess_off: Option<String>,
    /// Older goals, oldest first; they stay on the page for ever.
    pub revised: Vec<Revision>,
    /// Ended before its due date.
    pub ended: Option<Ended>,
    /// What was disclosed later about a goal the text masks.
    pub disclosed: Option<Disclosure>,
    /// What the offices reported, by as-of date; at the same date the one that counts comes last.
    pub entries: Vec<Entry>,
    /// Reason and next step, by as-of date.
    pub explanations: Vec<Explanation>,
    /// Where the narrative binds it, in order.
    pub quotes: Vec<Quote>,
    /// Former id in this report.
    pub renamed_from: Option<String>,
    /// The target of an earlier report that it goes on with: `2021/old-id`.
    pub carried_from: Option<Carried>,
    /// Former addresses.
    pub aliases: Vec<String>,
}

/// The kinds of goal (contract §1 and §4).
#[derive(Clone, PartialEq, Debug)]
pub enum Measure {
    /// 累计类: an amount that adds up over the period.
    Cumulative,
    /// 增速类: a growth rate, compared with the goal itself, never with time.
    Rate,
    /// 水平类: a level at the end, with the level it started from where known.
    Level {
        /// The level it started from.
        baseline: Option<Baseline>,
    },
    /// 控制类: a ceiling.
    Cap,
    /// 节点类: stages in order; the last one is the goal.
    Milestone {
        /// At least one stage.
        stages: Vec<Stage>,
    },
    /// 方向类: up, down, or faster than another indicator.
    Trend(Trend),
    /// 常态工作: work that goes on, without a goal in numbers.
    Standing,
}

impl Measure {
    /// The key in the data files.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Cumulative => "cumulative",
            Self::Rate => "rate",
            Self::Level { .. } => "level",
            Self::Cap => "cap",
            Self::Milestone { .. } => "milestone",
            Self::Trend(_) => "trend",
            Self::Standing => "standing",
        }
    }

    /// What people read.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Cumulative => "累计类",
            Self::Rate => "增速类",
            Self::Level { .. } => "水平类",
            Self::Cap => "控制类",
            Self::Milestone { .. } => "节点类",
            Self::Trend(_) => "方向类",
            Self::Standing => "常态工作",
        }
    }
}

/// The level a level target started from.
#[derive(Clone, PartialEq, Debug)]
pub struct Baseline {
    /// The level.
    pub value: Decimal,
    /// At which date.
    pub as_of: Date,
}

/// A stage of a milestone.
#[derive(Clone, PartialEq, Debug)]
pub struct Stage {
    /// Its name.
    pub name: String,
    /// By when, where the text says so.
    pub due: Option<Date>,
}

/// The direction of a trend target.
#[derive(Clone, PartialEq, Debug)]
pub enum Trend {
    /// Growth above 0.
    Up,
    /// Growth below 0.
    Down,
    /// Growth above the growth of another target (index).
    FasterThan(usize),
}

/// A goal for a value.
#[derive(Clone, PartialEq, Debug)]
pub struct Goal {
    /// How it is compared.
    pub op: Comparator,
    /// The amount as the adopted text gives it.
    pub amount: Amount,
    /// The upper bound; with [`Comparator::Range`] only.
    pub upper: Option<Amount>,
    /// 现价, 可比价, 同口径, 自然口径: of a rate only, whose goal is a growth.
    pub basis: Option<String>,
    /// Where it stands in `targets.yaml`.
    pub span: Span,
}

/// A goal for the growth.
#[derive(Clone, PartialEq, Debug)]
pub struct GrowthGoal {
    /// How it is compared.
    pub op: Comparator,
    /// Per cent, as the adopted text gives it.
    pub amount: Amount,
    /// 现价, 可比价, 同口径, 自然口径
    pub basis: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// How firmly the text puts a target; it never changes the judgement (contract §4).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Commitment {
    /// 确保
    Ensure,
    /// The text just says it.
    Plan,
    /// 力争、争取
    Strive,
}

impl Commitment {
    /// The key in the data files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ensure => "ensure",
            Self::Plan => "plan",
            Self::Strive => "strive",
        }
    }

    /// What people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ensure => "确保目标",
            Self::Plan => "一般目标",
            Self::Strive => "力争目标",
        }
    }
}

/// How the expected amount grows over the period.
#[derive(Clone, PartialEq, Debug)]
pub enum PacePlan {
    /// With the elapsed share of the period.
    Elapsed,
    /// Through points: date and planned cumulative per cent, in order; linear between them, 0 at the start.
    Points(Vec<(Date, Decimal)>),
    /// Judged at the due date only, with the reason.
    AtDue {
        /// Why.
        reason: String,
    },
}

/// The size of the one project a milestone is about.
#[derive(Clone, PartialEq, Debug)]
pub struct Scale {
    /// As the text gives it.
    pub amount: Amount,
    /// Its unit.
    pub unit: Unit,
}

/// A goal that stood before.
#[derive(Clone, PartialEq, Debug)]
pub struct Revision {
    /// When it was changed.
    pub on: Date,
    /// The goal before.
    pub was: Goal,
    /// Who changed it.
    pub authority: String,
    /// Why.
    pub reason: String,
}

/// The end of a target before its time.
#[derive(Clone, PartialEq, Debug)]
pub struct Ended {
    /// When.
    pub on: Date,
    /// Who ended it.
    pub authority: String,
    /// Why.
    pub reason: String,
}

/// A goal disclosed later (`targets:` of a figures file).
#[derive(Clone, PartialEq, Debug)]
pub struct Disclosure {
    /// The goal's value.
    pub value: Option<Decimal>,
    /// The growth goal's value, in per cent.
    pub growth: Option<Decimal>,
    /// Where it stands.
    pub span: Span,
    /// The figures file: index into the report's releases.
    pub release: usize,
}

/// Why a target is slow and what happens next (`explain:`).
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation {
    /// 原因
    pub reason: String,
    /// 下一步
    pub next: Option<String>,
    /// When it is expected, as given.
    pub expected: Option<String>,
    /// The file's as-of date.
    pub as_of: Date,
    /// Where it stands.
    pub span: Span,
}

/// A place where the narrative binds a target.
#[derive(Clone, PartialEq, Debug)]
pub struct Quote {
    /// The chapter: index.
    pub chapter: usize,
    /// The section: index.
    pub section: usize,
    /// The words inside the link.
    pub words: String,
    /// The sentence around it, as plain text.
    pub sentence: String,
    /// Where the words begin in the sentence, in bytes.
    pub offset: usize,
    /// Which part of the target is bound.
    pub part: Part,
    /// Where the link stands.
    pub span: Span,
}

/// Which part of a target a link binds: `target:id`, `target:id.growth`, `target:id.scale`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The value, or the words of a target without one.
    Value,
    /// The growth.
    Growth,
    /// The size of the project.
    Scale,
}

impl Target {
    /// Whether it is a milestone with just these stages, in this order.
    pub fn has_stages(&self, names: &[String]) -> bool {
        matches!(&self.measure, Measure::Milestone { stages } if stages.iter().map(|stage| &stage.name).eq(names))
    }

    /// The goal's bounds where they are known, stated in the text or disclosed later: lower (or only) bound and upper bound.
    ///
    /// A masked goal gives `None`, and this is the only way from a goal to a number: a mask reaches no comparison, scale or axis.
    pub fn known_goal(&self) -> Option<(Decimal, Option<Decimal>)> {
        let disclosed = self.disclosed.as_ref().and_then(|disclosure| disclosure.value.clone());
        let Some(goal) = &self.goal else {
            return self.set_by.as_ref().and(disclosed).map(|value| (value, None));
        };
        let lower = known(&goal.amount).cloned().or(disclosed)?;
        match &goal.upper {
            None => Some((lower, None)),
            Some(upper) => Some((lower, Some(known(upper)?.clone()))),
        }
    }

    /// How the value is compared with its goal; a goal set by a higher authority has no word of its own in the text.
    pub fn comparator(&self) -> Comparator {
        let usual = if self.measure == Measure::Cap { Comparator::AtMost } else { Comparator::Reach };
        self.goal.as_ref().map(|goal| goal.op).or(self.set_by_op).unwrap_or(usual)
    }

    /// The growth goal's number, stated or disclosed.
    pub fn known_growth(&self) -> Option<Decimal> {
        let growth = self.growth.as_ref()?;
        known(&growth.amount).cloned().or_else(|| self.disclosed.as_ref().and_then(|disclosure| disclosure.growth.clone()))
    }

    /// The mask that stands in the text for the value.
    pub fn mask(&self) -> Option<&Mask> {
        self.goal.as_ref().and_then(|goal| masked(&goal.amount))
    }

    /// The due date.
    pub fn due(&self) -> Date {
        self.period.to()
    }

    /// The exact goal, for judging.
    pub fn goal_ratio(&self) -> Option<BigRational> {
        self.known_goal().map(|(goal, _)| goal.ratio())
    }
}

/// The number of an amount that is known.
fn known(amount: &Amount) -> Option<&Decimal> {
    match amount {
        Amount::Known(number) => Some(number),
        Amount::Masked(_) => None,
    }
}

/// The mask of an amount that is masked.
fn masked(amount: &Amount) -> Option<&Mask> {
    match amount {
        Amount::Known(_) => None,
        Amount::Masked(mask) => Some(mask),
    }
}
