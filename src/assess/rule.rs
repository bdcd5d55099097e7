//! The eleven rules of the judgement in their published order. The table judges, and the method page prints the same table.

use crate::assess::case::{Case, Formula, Side};
use crate::assess::status::Status;
use crate::assess::{cumulative, level, milestone, share};
use crate::report::Policy;
use crate::report::entry::Content;
use crate::report::target::{Measure, PacePlan};
use jiff::civil::Date;
use num_rational::BigRational;

/// One rule.
pub struct Rule {
    /// Its number, from 1; the first rule that fits decides.
    pub number: u8,
    /// What it is about, in a few words.
    pub name: &'static str,
    /// What it may result in.
    pub results: &'static [Status],
    condition: &'static str,
    judge: Judge,
}

/// Whether a rule looks at the whole target, or at one of its parts alone (the worse part then stands).
enum Judge {
    Whole(fn(&Case) -> Option<Status>),
    Part(fn(&Part) -> Option<Status>),
}

/// A part that counts, with the date it is judged at.
pub(crate) struct Part<'a> {
    /// The target it belongs to.
    pub(crate) case: &'a Case<'a>,
    /// Formula, goal and figure.
    pub(crate) formula: &'a Formula<'a>,
    /// The as-of date.
    pub(crate) day: Date,
}

/// What the table says about a target.
pub(crate) struct Verdict {
    /// The status.
    pub(crate) status: Status,
    /// The rule that gave it.
    pub(crate) rule: u8,
    /// The value part alone, with its rule.
    pub(crate) value: Option<(Status, u8)>,
    /// The growth part alone, with its rule.
    pub(crate) growth: Option<(Status, u8)>,
}

impl Rule {
    /// When the rule fits, as people read it, with the policy's numbers put in.
    pub fn condition(&self, policy: &Policy) -> String {
        self.condition.replace("{margin}", policy.ahead_margin.text())
    }

    /// Whether the rule looks at value and growth apart; the worse of the two then stands.
    pub fn is_for_parts(&self) -> bool {
        match self.judge {
            Judge::Whole(_) => false,
            Judge::Part(_) => true,
        }
    }
}

/// The rules, first that fits (contract §4).
pub const RULES: &[Rule] = &[
    Rule {
        number: 1,
        name: "常态工作",
        condition: "常年开展、没有数量目标的工作。",
        results: &[Status::Ongoing],
        judge: Judge::Whole(standing),
    },
    Rule {
        number: 2,
        name: "不作评价",
        condition: "注明不作进度评价的；经批准终止的；目标由上级下达、尚未公布数值的；目标与数据的统计口径不同，或对照指标的数据暂不公开，\
                    没有可以比较的部分的。都写明理由。",
        results: &[Status::NotAssessed],
        judge: Judge::Whole(not_assessed),
    },
    Rule {
        number: 3,
        name: "原文隐去、暂不公开",
        condition: "文本以“XX”代替数值、此后也没有公布的，为原文隐去；最近一次数据暂不公开的，为暂不公开。",
        results: &[Status::Masked, Status::Withheld],
        judge: Judge::Whole(masked_or_withheld),
    },
    Rule {
        number: 4,
        name: "没有数据",
        condition: "没有收到数据，或收到的数据不足以与目标比较。没有数据不等于零。",
        results: &[Status::Unreported],
        judge: Judge::Whole(unreported),
    },
    Rule {
        number: 5,
        name: "累计类、节点类已达到目标",
        condition: "累计类、节点类达到目标的，不论是否到期都为已完成；到期时的数据显示尚未达到、以后才达到的，注明晚于到期日。",
        results: &[Status::Done],
        judge: Judge::Part(done),
    },
    Rule {
        number: 6,
        name: "到期的数据还没有收到",
        condition: "截止日已到，其他目标已公布截止日或以后的数据，本项最近一次数据却早于截止日。",
        results: &[Status::Unreported],
        judge: Judge::Part(overtaken),
    },
    Rule {
        number: 7,
        name: "增速类、水平类、控制类、方向类已达到目标",
        condition: "数据符合目标：到截止日的，为已完成；没有到截止日的，以后还可能变化，为按计划。",
        results: &[Status::Done, Status::OnSchedule],
        judge: Judge::Part(met),
    },
    Rule {
        number: 8,
        name: "到期没有达到目标",
        condition: "截止日或以后的数据没有达到目标。力争目标没有达到的，写作“力争目标未实现”，另行计数。",
        results: &[Status::Missed],
        judge: Judge::Part(missed),
    },
    Rule {
        number: 9,
        name: "没有到评价的时点",
        condition: "约定到期再评价的；节点类还没有到第一个有日期的节点，或节点都没有日期的；水平类没有起点水平的。",
        results: &[Status::NotDue],
        judge: Judge::Part(not_due),
    },
    Rule {
        number: 10,
        name: "与序时进度比较",
        condition: "累计类：完成率比序时比例高{margin}个百分点及以上的，为进度较快；不低于按序时应完成数的，为按计划；否则为进度偏慢。\
                    有起点的水平类：已走过的比例不低于序时比例的，为按计划；否则为进度偏慢。节点类：应到的节点都已到达的，为按计划；否则为进度偏慢。",
        results: &[Status::Ahead, Status::OnSchedule, Status::Behind],
        judge: Judge::Part(against_pace),
    },
    Rule {
        number: 11,
        name: "目前没有达到目标",
        condition: "没有到截止日的增速类、控制类、方向类，目前的数据不符合目标。",
        results: &[Status::Behind],
        judge: Judge::Part(behind),
    },
];

/// Judges a target: the first rule that fits; with two parts, the worse one.
pub(crate) fn judge(case: &Case) -> Verdict {
    let whole = RULES.iter().find_map(|rule| match rule.judge {
        Judge::Whole(judge) => judge(case).map(|status| (status, rule.number)),
        Judge::Part(_) => None,
    });
    if let Some((status, rule)) = whole {
        return Verdict { status, rule, value: None, growth: None };
    }
    let value = judge_part(case, &case.value);
    let growth = judge_part(case, &case.growth);
    let worse = value.into_iter().chain(growth).min_by_key(|(status, _)| status.rank());
    // Rule 4 caught every target without a part that counts.
    let (status, rule) = worse.unwrap_or((Status::Unreported, 4));
    Verdict { status, rule, value, growth }
}

/// Judges one part alone.
fn judge_part(case: &Case, side: &Side) -> Option<(Status, u8)> {
    let part = Part::of(case, side)?;
    RULES.iter().find_map(|rule| match rule.judge {
        Judge::Whole(_) => None,
        Judge::Part(judge) => judge(&part).map(|status| (status, rule.number)),
    })
}

impl<'a> Part<'a> {
    /// The part of a side that counts.
    pub(crate) fn of(case: &'a Case<'a>, side: &'a Side<'a>) -> Option<Self> {
        let Side::Counts(formula) = side else {
            return None;
        };
        Some(Self { case, formula, day: case.as_of()? })
    }

    /// The share of the goal that should be reached by now.
    pub(crate) fn share(&self) -> BigRational {
        share::planned(self.case.target, self.day, self.case.policy.pace)
    }

    /// Whether the as-of date is the due date or later.
    pub(crate) fn is_due(&self) -> bool {
        self.day >= self.case.target.due()
    }

    /// Whether the target is judged at its due date only.
    pub(crate) fn is_at_due(&self) -> bool {
        matches!(self.case.target.pace, PacePlan::AtDue { .. })
    }

    /// Whether whole things are counted.
    pub(crate) fn is_counted(&self) -> bool {
        self.case.target.unit.as_ref().is_some_and(crate::value::unit::Unit::is_counted)
    }
}

fn standing(case: &Case) -> Option<Status> {
    (case.target.measure == Measure::Standing).then_some(Status::Ongoing)
}

fn not_assessed(case: &Case) -> Option<Status> {
    let target = case.target;
    let undisclosed = target.set_by.is_some() && target.known_goal().is_none();
    let fits = target.assess_off.is_some() || target.ended.is_some() || undisclosed || case.incomparable().is_some();
    fits.then_some(Status::NotAssessed)
}

fn masked_or_withheld(case: &Case) -> Option<Status> {
    if matches!((&case.value, &case.growth), (Side::NoGoal, Side::NoGoal)) {
        return Some(Status::Masked);
    }
    case.newest.filter(|(_, entry)| matches!(entry.content, Content::Withheld { .. })).map(|_| Status::Withheld)
}

fn unreported(case: &Case) -> Option<Status> {
    let counts = |side: &Side| matches!(side, Side::Counts(_));
    (!counts(&case.value) && !counts(&case.growth)).then_some(Status::Unreported)
}

fn done(part: &Part) -> Option<Status> {
    let once_for_all = matches!(part.formula, Formula::Cumulative(..) | Formula::Milestone(..));
    (once_for_all && part.formula.is_met()).then_some(Status::Done)
}

fn overtaken(part: &Part) -> Option<Status> {
    let due = part.case.target.due();
    (part.day < due && part.case.until.is_some_and(|until| due <= until)).then_some(Status::Unreported)
}

fn met(part: &Part) -> Option<Status> {
    let changes = match part.formula {
        Formula::Rate(..) | Formula::Level(..) | Formula::Cap(..) | Formula::Trend(..) => true,
        Formula::Cumulative(..) | Formula::Milestone(..) => false,
    };
    (changes && part.formula.is_met()).then_some(if part.is_due() { Status::Done } else { Status::OnSchedule })
}

fn missed(part: &Part) -> Option<Status> {
    part.is_due().then_some(Status::Missed)
}

fn not_due(part: &Part) -> Option<Status> {
    let later = match part.formula {
        Formula::Milestone(stages, _) => milestone::due_by(stages, part.day).is_none(),
        Formula::Level(_, _, baseline) => baseline.is_none(),
        Formula::Cumulative(..) | Formula::Rate(..) | Formula::Cap(..) | Formula::Trend(..) => false,
    };
    (later || part.is_at_due()).then_some(Status::NotDue)
}

fn against_pace(part: &Part) -> Option<Status> {
    match part.formula {
        Formula::Cumulative(goal, actual) => {
            Some(cumulative::progress(goal, actual, &part.share(), part.is_counted(), &part.case.policy.ahead_margin))
        }
        Formula::Level(goal, actual, baseline) => baseline.map(|baseline| level::progress(goal, baseline, actual, &part.share())),
        Formula::Milestone(stages, reached) => milestone::due_by(stages, part.day).map(|due| milestone::progress(due, *reached)),
        Formula::Rate(..) | Formula::Cap(..) | Formula::Trend(..) => None,
    }
}

fn behind(_: &Part) -> Option<Status> {
    Some(Status::Behind)
}
