//! Reports in a few words. A target is `measure [op goal[..upper] unit]` and clauses after `;`, figures are `date: what` after `|`.
//!
//! Dates may leave out the year 2022. Example: `cumulative at-least 20 个; growth reach 8 可比价; due 09-30`, `03-31: 4 g7.6@现价 | 06-30: none`.

use crate::report::entry::{Content, Entry, Figure, FigureStatus, Release, Source};
use crate::report::places::Places;
use crate::report::target::{
    Baseline, Commitment, Disclosure, Ended, Explanation, Goal, GrowthGoal, Measure, PacePlan, Part, Quote, Revision, Stage, Target, Trend,
};
use crate::report::{Header, Policy, Report, YearBasis};
use crate::source::{FileId, Span};
use crate::value::comparator::Comparator;
use crate::value::date::parse_date;
use crate::value::decimal::Decimal;
use crate::value::path::Slug;
use crate::value::period::{Pace, Period};
use crate::value::quantity::{Amount, Mask};
use crate::value::unit::{Unit, Units};
use jiff::civil::Date;
use std::collections::BTreeMap;

const SPAN: Span = Span { file: FileId(0), start: 0, end: 0 };

/// The policy of the contract's defaults.
pub(super) fn policy() -> Policy {
    Policy { pace: Pace::Month, ahead_margin: number("10"), approx_tolerance: number("5") }
}

/// A report of the year 2022 with these targets; `released` adds dates of figures files that say nothing of them.
pub(super) fn report(targets: &[(&str, &str)], released: &str) -> Report {
    let targets: Vec<Target> = targets.iter().enumerate().map(|(at, (spec, figures))| target(at, spec, figures)).collect();
    let mut dates: Vec<Date> = targets.iter().flat_map(|target| target.entries.iter().map(|entry| entry.as_of)).collect();
    dates.extend(released.split_whitespace().map(day));
    dates.sort();
    Report {
        year: 2022,
        basis: YearBasis::Stated,
        title: "示例镇政府工作报告".into(),
        period: Period::new(day("01-01"), day("12-31")).unwrap(),
        adopted: true,
        header: Header::default(),
        published: None,
        next_update: None,
        absent: Vec::new(),
        offices: BTreeMap::new(),
        headline: Vec::new(),
        glossary: Vec::new(),
        chapters: Vec::new(),
        targets,
        releases: dates.into_iter().map(release).collect(),
        lists: Vec::new(),
        attachments: Vec::new(),
        places: Places::default(),
        file: FileId(0),
    }
}

/// A number.
pub(super) fn number(text: &str) -> Decimal {
    Decimal::parse(text).unwrap_or_else(|_| panic!("no number: {text}"))
}

/// A date, of 2022 when no year is given.
pub(super) fn day(text: &str) -> Date {
    let full = if text.len() == 5 { format!("2022-{text}") } else { text.to_owned() };
    parse_date(&full).unwrap_or_else(|| panic!("no date: {text}"))
}

fn release(as_of: Date) -> Release {
    let source =
        Source { office: Slug::new("office").unwrap(), document: None, obtained: None, authority: None, basis: None, public: true };
    Release {
        as_of,
        status: FigureStatus::Official,
        source,
        published: None,
        as_of_span: Span::new(FileId(0), 0..0),
        status_span: Span::new(FileId(0), 0..0),
        file: FileId(0),
    }
}

fn target(at: usize, spec: &str, figures: &str) -> Target {
    let mut clauses = spec.split(';').map(str::trim);
    let first: Vec<&str> = clauses.next().unwrap().split_whitespace().collect();
    let mut target = Target {
        set_by_op: None,
        id: Slug::new(&format!("t{at}")).unwrap(),
        name: format!("目标{at}"),
        span: SPAN,
        chapter: 0,
        measure: measure(first[0]),
        unit: first.get(3).map(|unit| self::unit(unit)),
        counts: None,
        goal: first.get(1).map(|op| goal(op, first[2])),
        growth: None,
        set_by: None,
        commitment: Commitment::Plan,
        period: Period::new(day("01-01"), day("12-31")).unwrap(),
        lead: Vec::new(),
        support: Vec::new(),
        part_of: None,
        sum_of: Vec::new(),
        pace: PacePlan::Elapsed,
        scale: None,
        assess_off: None,
        revised: Vec::new(),
        ended: None,
        disclosed: None,
        entries: figures.split('|').map(str::trim).filter(|text| !text.is_empty()).enumerate().map(entry).collect(),
        explanations: Vec::new(),
        quotes: Vec::new(),
        renamed_from: None,
        carried_from: None,
        aliases: Vec::new(),
    };
    for clause in clauses {
        let (word, rest) = clause.split_once(' ').unwrap_or((clause, ""));
        add(&mut target, word, rest);
    }
    target
}

fn measure(word: &str) -> Measure {
    match word {
        "cumulative" => Measure::Cumulative,
        "rate" => Measure::Rate,
        "level" => Measure::Level { baseline: None },
        "cap" => Measure::Cap,
        "milestone" => Measure::Milestone { stages: vec![Stage { name: "完成".into(), due: None }] },
        "up" => Measure::Trend(Trend::Up),
        "down" => Measure::Trend(Trend::Down),
        "standing" => Measure::Standing,
        other => match other.strip_prefix("faster-than=") {
            Some(index) => Measure::Trend(Trend::FasterThan(index.parse().unwrap())),
            None => panic!("no measure: {other}"),
        },
    }
}

fn unit(key: &str) -> Unit {
    Units::default().get(key).unwrap_or_else(|| panic!("no unit: {key}")).clone()
}

fn goal(op: &str, amount: &str) -> Goal {
    let (lower, upper) = amount.split_once("..").map_or((amount, None), |(lower, upper)| (lower, Some(self::amount(upper))));
    Goal {
        op: Comparator::of_code(op).unwrap_or_else(|| panic!("no op: {op}")),
        amount: self::amount(lower),
        upper,
        basis: None,
        span: SPAN,
    }
}

fn amount(text: &str) -> Amount {
    Mask::new(text).map_or_else(|| Amount::Known(number(text)), Amount::Masked)
}

/// One clause of a target.
fn add(target: &mut Target, word: &str, rest: &str) {
    let words: Vec<&str> = rest.split_whitespace().collect();
    match word {
        "growth" => {
            let basis = words.get(2).map(|basis| (*basis).to_owned());
            target.growth = Some(GrowthGoal { op: Comparator::of_code(words[0]).unwrap(), amount: amount(words[1]), basis, span: SPAN });
        }
        "from" => target.period = Period::new(day(rest), target.period.to()).unwrap(),
        "due" => target.period = Period::new(target.period.from(), day(rest)).unwrap(),
        "baseline" => {
            target.measure = Measure::Level { baseline: Some(Baseline { value: number(rest), as_of: day("2021-12-31") }) };
        }
        "at-due" => target.pace = PacePlan::AtDue { reason: "集中在年底".into() },
        "pace" => {
            let points = words.iter().map(|point| point.split_once('=').unwrap()).map(|(at, percent)| (day(at), number(percent)));
            target.pace = PacePlan::Points(points.collect());
        }
        "stages" => {
            let stage = |text: &&str| match text.split_once('@') {
                Some((name, due)) => Stage { name: name.into(), due: Some(day(due)) },
                None => Stage { name: (*text).into(), due: None },
            };
            target.measure = Measure::Milestone { stages: words.iter().map(stage).collect() };
        }
        "set-by" => target.set_by = Some("上级下达".into()),
        "disclosed" => target.disclosed = Some(disclosure(Some(number(rest)), None)),
        "disclosed-growth" => target.disclosed = Some(disclosure(None, Some(number(rest)))),
        "strive" => target.commitment = Commitment::Strive,
        "off" => target.assess_off = Some("市场主体自主决定".into()),
        "ended" => target.ended = Some(Ended { on: day("07-01"), authority: "镇人大主席团".into(), reason: "项目取消".into() }),
        "was" => target.revised.push(Revision {
            on: day("05-01"),
            was: goal(words[0], words[1]),
            authority: "镇人民代表大会".into(),
            reason: "调整".into(),
        }),
        "why" => target.explanations.push(Explanation {
            reason: "雨季较长。".into(),
            next: Some("增加班组".into()),
            expected: Some("2022-11".into()),
            as_of: day(rest),
            span: SPAN,
        }),
        "quote" => target.quotes.push(Quote {
            chapter: 0,
            section: 0,
            words: rest.into(),
            sentence: rest.into(),
            part: Part::Value,
            offset: 0,
            span: SPAN,
        }),
        other => panic!("no clause: {other}"),
    }
}

fn disclosure(value: Option<Decimal>, growth: Option<Decimal>) -> Disclosure {
    Disclosure { value, growth, span: SPAN, release: 0 }
}

/// One entry: `date: 11`, `date: 61.2 g7.6@可比价`, `date: g7.9`, `date: withheld`, `date: none`, `date: note`, `date: stage 1 on 06-18`, `date: begun`.
fn entry((release, text): (usize, &str)) -> Entry {
    let (as_of, what) = text.split_once(": ").unwrap_or_else(|| panic!("no entry: {text}"));
    let words: Vec<&str> = what.split_whitespace().collect();
    let content = match words[0] {
        "withheld" => Content::Withheld { reason: "涉及商业秘密".into(), changes: Vec::new() },
        "none" => Content::Nothing { reason: "牵头单位尚未报送".into() },
        "note" => Content::Note { note: "走访慰问120户次".into() },
        "begun" => Content::Stage { reached: None, on: None, note: None },
        "stage" => Content::Stage { reached: Some(words[1].parse().unwrap()), on: words.get(3).map(|on| day(on)), note: None },
        _ => Content::Figure(figure(&words)),
    };
    Entry { as_of: day(as_of), content, release, status: FigureStatus::Official, span: SPAN }
}

fn figure(words: &[&str]) -> Figure {
    let growth = words.iter().find_map(|word| word.strip_prefix('g'));
    let (growth, basis) = match growth.map(|growth| growth.split_once('@').map_or((growth, None), |(growth, basis)| (growth, Some(basis))))
    {
        Some((growth, basis)) => (Some(number(growth)), basis.map(str::to_owned)),
        None => (None, None),
    };
    let value = words.iter().find(|word| !word.starts_with('g') && **word != "empty").map(|word| number(word));
    Figure { value, growth, growth_basis: basis, note: None, changes: Vec::new() }
}
