//! One year of a trend, and years in words. What does not cover its whole year is never set against years that are whole: it has a
//! sentence, a label and a goal of its own.

use crate::chart::bullet::Reading;
use crate::chart::ink::Ink;
use crate::chart::{Amount, NOTHING_TO_DRAW, Shown};
use crate::value::decimal::Decimal;
use std::cmp::Ordering;

/// One year.
#[derive(Clone, Debug)]
pub struct TrendYear {
    /// The year as printed, e.g. 2022年.
    pub label: String,
    /// How much of the year the figure covers.
    pub span: Span,
    /// Its figure.
    pub value: Shown,
    /// Its growth on the same time of the year before, in percent, as published; not shown for a year without a figure, which it would
    /// give away.
    pub growth: Option<Decimal>,
    /// The goal of that year, if it is known.
    pub goal: Option<YearGoal>,
    /// What kind of figure it is.
    pub kind: YearKind,
}

/// How much of a year a figure covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// All of it, or the state at its end.
    Whole,
    /// A total of some months, e.g. 1—9月, or the state before its end, e.g. 9月末.
    Part(String),
}

/// A goal beside the figure of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearGoal {
    /// The goal; of a range, the lower end with the words of both.
    pub amount: Amount,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// The time it is set for where that is not the end of the year, e.g. 2023年6月底.
    pub due: Option<String>,
}

/// What kind of figure a year has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearKind {
    /// 最终数
    Final,
    /// 初步数
    Preliminary,
    /// 演示数据
    Demo,
}

impl YearKind {
    /// The word beside a figure of this kind; nothing beside a final one.
    pub fn word(self) -> &'static str {
        match self {
            Self::Final => "",
            Self::Preliminary => "初步数",
            Self::Demo => "演示数据",
        }
    }

    /// The fill of a column that covers its year.
    pub fn ink(self) -> Ink {
        match self {
            Self::Final => Ink::Main,
            Self::Preliminary => Ink::MainPreliminary,
            Self::Demo => Ink::MainDemo,
        }
    }

    /// The fill of a column that does not.
    pub fn ink_of_part(self) -> Ink {
        match self {
            Self::Final => Ink::MainPart,
            Self::Preliminary => Ink::PartPreliminary,
            Self::Demo => Ink::PartDemo,
        }
    }
}

impl YearGoal {
    /// The numbers to be marked.
    pub fn ends(&self) -> impl Iterator<Item = &Decimal> {
        std::iter::once(&self.amount.value).chain(&self.upper)
    }
}

impl TrendYear {
    /// The growth, where its figure is known.
    pub fn growth(&self) -> Option<&Decimal> {
        self.value.known().and(self.growth.as_ref())
    }

    /// The fill of its column.
    pub fn ink(&self) -> Ink {
        match self.span {
            Span::Whole => self.kind.ink(),
            Span::Part(_) => self.kind.ink_of_part(),
        }
    }

    /// Whether the figure covers the year.
    pub fn is_whole(&self) -> bool {
        self.span == Span::Whole
    }

    /// The time a figure is of, below its year: 1—9月累计, 9月末. Nothing for a whole year.
    pub fn part(&self, reading: Reading) -> Option<String> {
        match (&self.span, reading) {
            (Span::Whole, _) => None,
            (Span::Part(months), Reading::Total) => Some(format!("{months}累计")),
            (Span::Part(day), Reading::Level) => Some(day.clone()),
        }
    }

    /// The time a figure is of, in full: 2021年, 2021年末, 2022年1—9月累计, 2022年9月末.
    pub fn name(&self, reading: Reading) -> String {
        match (self.part(reading), reading) {
            (Some(part), _) => format!("{}{part}", self.label),
            (None, Reading::Total) => self.label.clone(),
            (None, Reading::Level) => format!("{}末", self.label),
        }
    }

    /// What the goal is called beside the figure: 全年目标, 年末目标, 2023年6月底目标.
    pub fn goal_name(&self, goal: &YearGoal, reading: Reading) -> String {
        match (&goal.due, reading) {
            (Some(due), _) => format!("{due}目标"),
            (None, Reading::Total) => "全年目标".into(),
            (None, Reading::Level) => "年末目标".into(),
        }
    }

    /// The goal in a table: 全年105亿元 beside a part of the year, the goal alone beside the whole.
    pub fn goal_cell(&self, reading: Reading) -> Option<String> {
        let goal = self.goal.as_ref()?;
        Some(match (&goal.due, self.is_whole(), reading) {
            (Some(due), _, _) => format!("{due}{}", goal.amount.text),
            (None, true, _) => goal.amount.text.clone(),
            (None, false, Reading::Total) => format!("全年{}", goal.amount.text),
            (None, false, Reading::Level) => format!("年末{}", goal.amount.text),
        })
    }
}

/// What is said of a figure that does not cover its year.
pub fn part_words(reading: Reading) -> &'static str {
    match reading {
        Reading::Total => "未满一年",
        Reading::Level => "未到年末",
    }
}

/// What a figure that covers its year covers.
pub fn whole_words(reading: Reading) -> &'static str {
    match reading {
        Reading::Total => "全年",
        Reading::Level => "年末",
    }
}

/// 增长8.0% · 下降1.2% · 持平
pub fn growth_words(growth: &Decimal) -> String {
    match growth.text().strip_prefix('-') {
        Some(size) if !growth.is_zero() => format!("下降{size}%"),
        _ if growth.is_zero() => "持平".into(),
        _ => format!("增长{growth}%"),
    }
}

/// The years as sentences. First and last, and the highest, are of whole years only.
pub fn story(title: &str, reading: Reading, years: &[TrendYear]) -> String {
    if years.iter().all(|year| year.value.known().is_none()) {
        return NOTHING_TO_DRAW.into();
    }
    let (whole, parts): (Vec<&TrendYear>, Vec<&TrendYear>) = years.iter().partition(|year| year.is_whole());
    let mut out = format!("{title}：{}", course(reading, &whole));
    if parts.is_empty()
        && let Some((last, growth)) = whole.last().and_then(|last| Some((last, last.growth()?)))
    {
        out.push_str(&format!("{}同比{}。", last.name(reading), growth_words(growth)));
    }
    for (year, goal) in whole.iter().filter_map(|year| Some((year, year.goal.as_ref()?))) {
        let name = goal.due.clone().unwrap_or_else(|| year.name(reading));
        out.push_str(&format!("{name}目标{}。", goal.amount.text));
    }
    parts.iter().for_each(|year| out.push_str(&so_far(reading, year)));
    let gap = |year: &&TrendYear| match &year.value {
        Shown::Absent(reason) => Some(format!("{}{reason}", year.label)),
        Shown::Known(_) => None,
    };
    let gaps: Vec<String> = whole.iter().filter_map(gap).take(6).collect();
    if !gaps.is_empty() {
        out.push_str(&format!("没有数据的年份：{}。", gaps.join("，")));
    }
    let early = years.iter().filter(|year| year.kind == YearKind::Preliminary && year.value.known().is_some());
    let early: Vec<String> = early.map(|year| year.name(reading)).take(6).collect();
    if !early.is_empty() {
        out.push_str(&format!("{}为初步数。", early.join("、")));
    }
    out
}

/// `2019年80亿元，2021年增至100亿元，最高的是2021年（100亿元）。` Nothing without a whole year.
fn course(reading: Reading, whole: &[&TrendYear]) -> String {
    let known: Vec<(&TrendYear, &Amount)> = whole.iter().filter_map(|year| Some((*year, year.value.known()?))).collect();
    let (Some((first, from)), Some((last, to))) = (known.first(), known.last()) else {
        return String::new();
    };
    let mut out = format!("{}{}", first.name(reading), from.text);
    if known.len() > 1 {
        let name = last.name(reading);
        out.push_str(&match to.value.cmp(&from.value) {
            Ordering::Greater => format!("，{name}增至{}", to.text),
            Ordering::Less => format!("，{name}减至{}", to.text),
            Ordering::Equal => format!("，{name}与其相同，为{}", to.text),
        });
    }
    if known.len() > 2 {
        out.push_str(&highest(reading, &known));
    }
    out.push('。');
    out
}

/// The highest years, unless nearly all of them share that place.
fn highest(reading: Reading, known: &[(&TrendYear, &Amount)]) -> String {
    let Some((_, top)) = known.iter().max_by(|a, b| a.1.value.cmp(&b.1.value)) else { return String::new() };
    let names: Vec<String> = known.iter().filter(|(_, amount)| amount.value == top.value).map(|(year, _)| year.name(reading)).collect();
    match names.as_slice() {
        [only] => format!("，最高的是{only}（{}）", top.text),
        [one, other] if known.len() > 2 => format!("，最高的是{one}和{other}（均为{}）", top.text),
        _ => String::new(),
    }
}

/// `2022年1—9月累计81.9亿元，同比增长5.2%；全年目标105亿元。`
fn so_far(reading: Reading, year: &TrendYear) -> String {
    let mut out = year.name(reading);
    match &year.value {
        Shown::Known(amount) => out.push_str(&amount.text),
        Shown::Absent(reason) => out.push_str(reason),
    }
    if let Some(growth) = year.growth() {
        out.push_str(&format!("，同比{}", growth_words(growth)));
    }
    if let Some(goal) = &year.goal {
        out.push_str(&format!("；{}{}", year.goal_name(goal, reading), goal.amount.text));
    }
    out.push('。');
    out
}
