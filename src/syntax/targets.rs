//! `targets.yaml`: the goals of one chapter, as written (contract §1).

pub mod read;

use crate::source::{Span, Spanned};
use crate::value::comparator::Comparator;
use crate::value::decimal::Decimal;
use crate::value::path::Slug;
use crate::value::quantity::Mask;
use jiff::civil::Date;

/// One entry of `targets.yaml`.
#[derive(Debug)]
pub struct TargetDraft {
    /// The whole entry.
    pub span: Span,
    /// `id`
    pub id: Spanned<Slug>,
    /// `name`
    pub name: Spanned<String>,
    /// `measure`
    pub measure: Spanned<MeasureKey>,
    /// `unit`
    pub unit: Option<Spanned<String>>,
    /// `counts`
    pub counts: Option<Spanned<String>>,
    /// `target`
    pub target: Option<GoalDraft>,
    /// `growth`
    pub growth: Option<GoalDraft>,
    /// `commitment`
    pub commitment: Option<Spanned<crate::report::target::Commitment>>,
    /// `from`
    pub from: Option<Spanned<Date>>,
    /// `due`
    pub due: Option<Spanned<Date>>,
    /// `lead`
    pub lead: Vec<Spanned<Slug>>,
    /// `support`
    pub support: Vec<Spanned<Slug>>,
    /// `part_of`
    pub part_of: Option<Spanned<Slug>>,
    /// `sum_of`
    pub sum_of: Vec<Spanned<Slug>>,
    /// `baseline`
    pub baseline: Option<(Spanned<Decimal>, Spanned<Date>)>,
    /// `pace`, `pace_reason`
    pub pace: Option<PaceDraft>,
    /// `stages`
    pub stages: Vec<StageDraft>,
    /// `scale`
    pub scale: Option<ScaleDraft>,
    /// `faster_than`
    pub faster_than: Option<Spanned<Slug>>,
    /// `direction`: up or down
    pub direction: Option<Spanned<Direction>>,
    /// `assess: {off: reason}`
    pub assess_off: Option<Spanned<String>>,
    /// `revised`
    pub revised: Vec<RevisionDraft>,
    /// `ended`
    pub ended: Option<EndedDraft>,
    /// `renamed_from`
    pub renamed_from: Option<Spanned<String>>,
    /// `carried_from`
    pub carried_from: Option<Spanned<String>>,
    /// `aliases`
    pub aliases: Vec<Spanned<String>>,
}

/// `measure`
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MeasureKey {
    /// 累计类
    Cumulative,
    /// 增速类
    Rate,
    /// 水平类
    Level,
    /// 控制类
    Cap,
    /// 节点类
    Milestone,
    /// 方向类
    Trend,
    /// 常态工作
    Standing,
}

/// `direction` of a trend.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// 增长、提高
    Up,
    /// 下降、减少
    Down,
}

/// `target` or `growth`.
#[derive(Debug)]
pub struct GoalDraft {
    /// The whole mapping.
    pub span: Span,
    /// `op`
    pub op: Option<Spanned<Comparator>>,
    /// `value`
    pub value: Option<Spanned<Decimal>>,
    /// `mask`
    pub mask: Option<Spanned<Mask>>,
    /// `upper`
    pub upper: Option<Spanned<Decimal>>,
    /// `upper_mask`
    pub upper_mask: Option<Spanned<Mask>>,
    /// `set_by`
    pub set_by: Option<Spanned<String>>,
    /// `basis`, of a growth
    pub basis: Option<Spanned<String>>,
}

/// `pace` as written.
#[derive(Debug)]
pub enum PaceDraft {
    /// `[20, 45, 70, 100]`: per cent at the quarter ends.
    Quarters(Span, Vec<Spanned<Decimal>>),
    /// `{2022-06-30: 40}`
    Points(Span, Vec<(Spanned<Date>, Spanned<Decimal>)>),
    /// `at-due`, with `pace_reason`.
    AtDue(Span, Option<Spanned<String>>),
}

/// An entry of `stages`.
#[derive(Debug)]
pub struct StageDraft {
    /// Its name.
    pub name: Spanned<String>,
    /// By when.
    pub due: Option<Spanned<Date>>,
}

/// `scale`
#[derive(Debug)]
pub struct ScaleDraft {
    /// The whole mapping.
    pub span: Span,
    /// `value`
    pub value: Option<Spanned<Decimal>>,
    /// `mask`
    pub mask: Option<Spanned<Mask>>,
    /// `unit`
    pub unit: Option<Spanned<String>>,
}

/// An entry of `revised`.
#[derive(Debug)]
pub struct RevisionDraft {
    /// `on`
    pub on: Spanned<Date>,
    /// `was`
    pub was: GoalDraft,
    /// `authority`
    pub authority: Spanned<String>,
    /// `reason`
    pub reason: Spanned<String>,
}

/// `ended`
#[derive(Debug)]
pub struct EndedDraft {
    /// `on`
    pub on: Spanned<Date>,
    /// `authority`
    pub authority: Spanned<String>,
    /// `reason`
    pub reason: Spanned<String>,
}
