//! The amounts of a site and how they hang together: totals and parts, a year and the year before with its growth, what a text says about
//! a goal's share. It judges nothing; [`super::solve`] finds what follows.

use crate::lint::withheld::prose::{self, Told};
use crate::lint::withheld::solve::Equation;
use crate::report::World;
use crate::report::carried::before;
use crate::report::entry::{Content, Entry};
use crate::report::target::{Measure, Target};
use crate::source::Span;
use crate::value::decimal::Decimal;
use jiff::civil::Date;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// A target: number of its report and of itself.
pub(super) type At = (usize, usize);

/// Which amount of a target.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Which {
    /// The goal.
    Goal,
    /// The goal for the growth.
    GrowthGoal,
    /// What was reached at a date.
    Value(Date),
    /// The growth reported at a date.
    Growth(Date),
}

/// What readers are given of an amount.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum State {
    /// The amount.
    Known(BigRational),
    /// Nothing, on purpose; where that is written.
    Hidden(Span),
    /// Nothing: not reported, not set.
    Unknown,
}

/// An amount.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    /// Whose it is.
    pub(super) at: At,
    /// Which one.
    pub(super) which: Which,
    /// What is known of it.
    pub(super) state: State,
}

/// How amounts hang together.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Kind {
    /// A total and its parts.
    Sum {
        /// The whole.
        total: usize,
        /// All its parts.
        parts: Vec<usize>,
    },
    /// `value = base × (1 + growth %)`
    Growth {
        /// The later amount.
        value: usize,
        /// The amount a year before.
        base: usize,
        /// The growth in per cent.
        growth: usize,
    },
    /// `value = goal × percent`, as a text says.
    Share {
        /// What was reached.
        value: usize,
        /// The goal.
        goal: usize,
        /// The percentage in the text.
        percent: BigRational,
    },
    /// `goal − value = gap`, as a text says.
    Gap {
        /// What was reached.
        value: usize,
        /// The goal.
        goal: usize,
        /// The difference in the text.
        gap: BigRational,
    },
}

/// A relation and where it is written.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// What it says.
    pub(super) kind: Kind,
    /// Where.
    pub(super) span: Span,
}

impl Relation {
    /// All amounts it ties.
    pub(super) fn variables(&self) -> Vec<usize> {
        match &self.kind {
            Kind::Sum { total, parts } => [*total].into_iter().chain(parts.iter().copied()).collect(),
            Kind::Growth { value, base, growth } => vec![*value, *base, *growth],
            Kind::Share { value, goal, .. } | Kind::Gap { value, goal, .. } => vec![*value, *goal],
        }
    }

    /// The relation as a linear equation, as far as what is known makes it one.
    pub(super) fn equation(&self, relation: usize, known: &[Option<BigRational>]) -> Option<Equation> {
        let mut sum = Sum { terms: BTreeMap::new(), constant: BigRational::zero(), known };
        match &self.kind {
            Kind::Sum { total, parts } => {
                sum.add(*total, &BigRational::one());
                parts.iter().for_each(|part| sum.add(*part, &-BigRational::one()));
            }
            Kind::Growth { value, base, growth } => {
                let hundred = hundred();
                match (known.get(*growth)?, known.get(*base)?) {
                    (Some(growth), _) => {
                        sum.add(*value, &BigRational::one());
                        sum.add(*base, &-(BigRational::one() + growth / hundred));
                    }
                    (None, Some(base_amount)) => {
                        sum.add(*value, &BigRational::one());
                        sum.add(*base, &-BigRational::one());
                        sum.add(*growth, &-(base_amount / hundred));
                    }
                    (None, None) => return None,
                }
            }
            Kind::Share { value, goal, percent } => {
                sum.add(*value, &BigRational::one());
                sum.add(*goal, &-(percent / hundred()));
            }
            Kind::Gap { value, goal, gap } => {
                sum.add(*goal, &BigRational::one());
                sum.add(*value, &-BigRational::one());
                sum.constant += gap;
            }
        }
        let Sum { terms, constant, .. } = sum;
        (!terms.is_empty()).then_some(Equation { terms, constant, relation })
    }
}

fn hundred() -> BigRational {
    BigRational::from_integer(BigInt::from(100))
}

/// An equation being put together.
struct Sum<'k> {
    terms: BTreeMap<usize, BigRational>,
    constant: BigRational,
    known: &'k [Option<BigRational>],
}

impl Sum<'_> {
    fn add(&mut self, variable: usize, coefficient: &BigRational) {
        if coefficient.is_zero() {
            return;
        }
        match self.known.get(variable) {
            Some(Some(amount)) => self.constant -= amount * coefficient,
            _ => {
                let entry = self.terms.entry(variable).or_insert_with(BigRational::zero);
                *entry += coefficient;
                if entry.is_zero() {
                    self.terms.remove(&variable);
                }
            }
        }
    }
}

/// All amounts and relations of a site.
pub(super) struct System<'w> {
    /// The site's content.
    pub(super) world: &'w World,
    /// Every amount that a relation ties or that is hidden.
    pub(super) variables: Vec<Variable>,
    /// Every relation.
    pub(super) relations: Vec<Relation>,
    numbers: BTreeMap<(At, Which), usize>,
    /// The same thing counted in an earlier year's report: where its figures are kept together.
    first: BTreeMap<At, At>,
    /// What was reported, by the thing counted and the date.
    reported: BTreeMap<(At, Date), Vec<&'w Entry>>,
    /// The 其中 of each target.
    parts: BTreeMap<At, Vec<At>>,
}

impl<'w> System<'w> {
    /// The system of a site.
    pub(super) fn of(world: &'w World) -> Self {
        let (variables, relations, numbers) = (Vec::new(), Vec::new(), BTreeMap::new());
        let (reported, parts) = (BTreeMap::new(), BTreeMap::new());
        let mut system = Self { world, variables, relations, numbers, first: first_years(world), reported, parts };
        for (at, target) in system.targets() {
            let first = system.first_of(at);
            if let Some(whole) = target.part_of {
                system.parts.entry((at.0, whole)).or_default().push(at);
            }
            for entry in &target.entries {
                system.reported.entry((first, entry.as_of)).or_default().push(entry);
            }
        }
        let dates = system.hidden_dates();
        for (at, target) in system.targets() {
            system.hidden_goals(at, target);
            system.sums(at, target, &dates);
            system.growths(at, target);
            system.texts(at, target);
        }
        system.hidden_values();
        system
    }

    /// Every target with its number.
    pub(super) fn targets(&self) -> Vec<(At, &'w Target)> {
        let reports = self.world.reports.iter().enumerate();
        reports.flat_map(|(r, report)| report.targets.iter().enumerate().map(move |(t, target)| ((r, t), target))).collect()
    }

    /// A target by its number.
    pub(super) fn target(&self, at: At) -> Option<&'w Target> {
        self.world.reports.get(at.0)?.targets.get(at.1)
    }

    /// What counts of each hidden figure: date and place, by target. The last of a date's entries counts.
    pub(super) fn hidden_figures(&self) -> Vec<(At, Date, &'w Entry, Vec<&'w Entry>)> {
        let hidden = self.reported.iter().filter_map(|((at, date), entries)| {
            let withheld = entries.iter().rfind(|entry| matches!(entry.content, Content::Withheld { .. }))?;
            let shown: Vec<&Entry> = entries.iter().copied().filter(|entry| has_figure(entry)).collect();
            let is_last = |entries: &[&Entry]| entries.last().is_some_and(|last| !has_figure(last));
            (shown.is_empty() || is_last(entries) || spans_files(entries)).then_some((*at, *date, *withheld, shown))
        });
        hidden.collect()
    }

    /// Where the figures of a target are kept together with those of earlier years.
    pub(super) fn first_of(&self, at: At) -> At {
        self.first.get(&at).copied().unwrap_or(at)
    }

    fn hidden_dates(&self) -> BTreeSet<Date> {
        let is_hidden = |entries: &&Vec<&Entry>| entries.iter().any(|entry| matches!(entry.content, Content::Withheld { .. }));
        self.reported.iter().filter(|(_, entries)| is_hidden(entries)).map(|((_, date), _)| *date).collect()
    }

    /// The number of an amount, which is noted when it is asked for first.
    fn number(&mut self, at: At, which: Which) -> usize {
        let at = if matches!(which, Which::Value(_) | Which::Growth(_)) { self.first_of(at) } else { at };
        if let Some(number) = self.numbers.get(&(at, which)) {
            return *number;
        }
        let state = self.state(at, which);
        self.variables.push(Variable { at, which, state });
        self.numbers.insert((at, which), self.variables.len() - 1);
        self.variables.len() - 1
    }

    fn state(&self, at: At, which: Which) -> State {
        let Some(target) = self.target(at) else { return State::Unknown };
        match which {
            Which::Goal => goal_state(target),
            Which::GrowthGoal => match (target.known_growth(), &target.growth) {
                (Some(growth), _) => State::Known(growth.ratio()),
                (None, Some(growth)) => State::Hidden(growth.span),
                (None, None) => State::Unknown,
            },
            Which::Value(date) => self.reported_state(at, date, |figure| figure.value.as_ref()),
            Which::Growth(date) => self.reported_state(at, date, |figure| figure.growth.as_ref()),
        }
    }

    fn reported_state(&self, at: At, date: Date, part: impl Fn(&crate::report::entry::Figure) -> Option<&Decimal>) -> State {
        let entries = self.reported.get(&(at, date)).map(Vec::as_slice).unwrap_or_default();
        let figure = entries.iter().rev().find_map(|entry| match &entry.content {
            Content::Figure(figure) => part(figure),
            _ => None,
        });
        let withheld = entries.iter().find(|entry| matches!(entry.content, Content::Withheld { .. }));
        match (figure, withheld) {
            (Some(figure), _) => State::Known(figure.ratio()),
            (None, Some(entry)) => State::Hidden(entry.span),
            (None, None) => State::Unknown,
        }
    }

    fn hidden_goals(&mut self, at: At, target: &Target) {
        if target.mask().is_some() {
            self.number(at, Which::Goal);
        }
        if target.growth.is_some() {
            self.number(at, Which::GrowthGoal);
        }
    }

    fn hidden_values(&mut self) {
        let hidden: Vec<(At, Date)> = self.hidden_figures().into_iter().map(|(at, date, ..)| (at, date)).collect();
        for (at, date) in hidden {
            self.number(at, Which::Value(date));
        }
    }

    /// A total with its parts: those that `sum_of` names, or the 其中 of the same unit where some date or the goals show that they are all.
    fn sums(&mut self, at: At, target: &Target, dates: &BTreeSet<Date>) {
        let parts =
            if target.sum_of.is_empty() { self.shown_parts(at, target) } else { target.sum_of.iter().map(|part| (at.0, *part)).collect() };
        let same_unit = |part: &At| self.target(*part).is_some_and(|part| part.unit == target.unit);
        if parts.is_empty() || target.unit.is_none() || !parts.iter().all(same_unit) {
            return;
        }
        let goals = [Which::Goal].into_iter().filter(|_| has_plain_goal(target));
        for which in goals.chain(dates.iter().map(|date| Which::Value(*date))).collect::<Vec<Which>>() {
            let total = self.number(at, which);
            let parts = parts.iter().map(|part| self.number(*part, which)).collect();
            self.relations.push(Relation { kind: Kind::Sum { total, parts }, span: target.span });
        }
    }

    /// Targets that are 其中 of this one, if what is published shows that together they are the whole: equal once, and never unequal.
    fn shown_parts(&self, at: At, target: &Target) -> Vec<At> {
        let parts = self.parts.get(&at).cloned().unwrap_or_default();
        if parts.len() < 2 {
            return Vec::new();
        }
        let dates = target.entries.iter().map(|entry| Which::Value(entry.as_of));
        let mut is_shown = false;
        for which in [Which::Goal].into_iter().chain(dates) {
            let known = |at: &At| {
                let at = if which == Which::Goal { *at } else { self.first_of(*at) };
                match self.state(at, which) {
                    State::Known(amount) => Some(amount),
                    State::Hidden(_) | State::Unknown => None,
                }
            };
            let (total, amounts) = (known(&at), parts.iter().map(known).collect::<Option<Vec<BigRational>>>());
            if let (Some(total), Some(amounts)) = (total, amounts) {
                if amounts.iter().sum::<BigRational>() != total {
                    return Vec::new();
                }
                is_shown = true;
            }
        }
        if is_shown { parts } else { Vec::new() }
    }

    /// This year, last year and the growth between them, where the growth is of the amounts as they stand and not of constant prices.
    fn growths(&mut self, at: At, target: &Target) {
        if !matches!(target.measure, Measure::Cumulative | Measure::Level { .. } | Measure::Cap) {
            return;
        }
        let growth = target.growth.as_ref().filter(|growth| fits(growth.basis.as_deref()) && has_plain_goal(target));
        if let Some((growth, before)) = growth.zip(year_before(target.due())) {
            let (value, base) = (self.number(at, Which::Goal), self.number(at, Which::Value(before)));
            let growth_number = self.number(at, Which::GrowthGoal);
            self.relations.push(Relation { kind: Kind::Growth { value, base, growth: growth_number }, span: growth.span });
        }
        for entry in &target.entries {
            let basis = match &entry.content {
                Content::Figure(figure) => figure.growth_basis.as_deref(),
                _ => None,
            };
            let Some(before) = year_before(entry.as_of).filter(|_| fits(basis)) else { continue };
            let value = self.number(at, Which::Value(entry.as_of));
            let (base, growth) = (self.number(at, Which::Value(before)), self.number(at, Which::Growth(entry.as_of)));
            self.relations.push(Relation { kind: Kind::Growth { value, base, growth }, span: entry.span });
        }
    }

    /// Percentages and gaps that the target's own remarks state.
    fn texts(&mut self, at: At, target: &Target) {
        let Some(unit) = target.unit.as_ref().filter(|_| has_plain_goal(target)) else { return };
        for (date, text, span) in prose::own(target) {
            for told in prose::told(text, &self.world.site.units, unit) {
                let (value, goal) = (self.number(at, Which::Value(date)), self.number(at, Which::Goal));
                let kind = match told {
                    Told::Percent(percent) => Kind::Share { value, goal, percent },
                    Told::Left(gap) => Kind::Gap { value, goal, gap },
                    Told::Done(_) | Told::Goal(_) => continue,
                };
                self.relations.push(Relation { kind, span });
            }
        }
    }
}

fn has_figure(entry: &Entry) -> bool {
    matches!(&entry.content, Content::Figure(figure) if figure.value.is_some() || figure.growth.is_some())
}

/// Entries of reports of several years about the same thing and date, none of which replaces another.
fn spans_files(entries: &[&Entry]) -> bool {
    entries.windows(2).any(|pair| matches!(pair, [one, other] if one.status == other.status))
}

fn goal_state(target: &Target) -> State {
    if !has_plain_goal(target) {
        return State::Unknown;
    }
    match (target.goal_ratio(), &target.goal) {
        (Some(goal), _) => State::Known(goal),
        (None, Some(goal)) => State::Hidden(goal.span),
        (None, None) => State::Unknown,
    }
}

/// Whether the goal is one number: a range is two, and no sum is made of those.
fn has_plain_goal(target: &Target) -> bool {
    target.goal.as_ref().is_none_or(|goal| goal.upper.is_none())
}

/// A growth at constant prices does not lead from one amount to the other.
fn fits(basis: Option<&str>) -> bool {
    basis != Some("可比价")
}

fn year_before(date: Date) -> Option<Date> {
    date.checked_sub(jiff::Span::new().try_years(1).ok()?).ok()
}

/// For each target that an earlier report has too, counted in the same unit, the earliest of them.
fn first_years(world: &World) -> BTreeMap<At, At> {
    let mut first: BTreeMap<At, At> = BTreeMap::new();
    // Newest first in the world, so that the older years are settled before the newer ones when walked backwards.
    for (r, report) in world.reports.iter().enumerate().rev() {
        for (t, target) in report.targets.iter().enumerate() {
            let Some(found) = before(&world.reports, report, target) else { continue };
            let unit = world.reports.get(found.0).and_then(|report| report.targets.get(found.1)).and_then(|older| older.unit.as_ref());
            if unit == target.unit.as_ref() {
                first.insert((r, t), first.get(&found).copied().unwrap_or(found));
            }
        }
    }
    first
}
