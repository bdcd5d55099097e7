//! What a text says in numbers about a target whose number is not given: `全年完成42所`, `完成率72.5%`, `还差12所`. Only what stands directly
//! behind such words counts; anything else might speak of something else.

use crate::report::entry::Content;
use crate::report::target::Target;
use crate::source::Span;
use crate::value::decimal::Decimal;
use crate::value::unit::{Unit, Units};
use jiff::civil::Date;
use num_bigint::BigInt;
use num_rational::BigRational;
use std::ops::Range;

/// Something a text says about a target.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Told {
    /// 完成42所: the amount, in the target's unit.
    Done(BigRational),
    /// 全年目标120所
    Goal(BigRational),
    /// 完成目标的72.5%
    Percent(BigRational),
    /// 还差12所
    Left(BigRational),
}

/// Words that open a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    Done,
    Goal,
    Left,
}

const OPENINGS: &[(&str, Opening)] = &[
    ("完成", Opening::Done),
    ("建成", Opening::Done),
    ("累计", Opening::Done),
    ("达到", Opening::Done),
    ("全年目标", Opening::Goal),
    ("年度目标", Opening::Goal),
    ("目标值", Opening::Goal),
    ("还差", Opening::Left),
    ("尚差", Opening::Left),
    ("还缺", Opening::Left),
    ("尚缺", Opening::Left),
    ("差距", Opening::Left),
    ("缺口", Opening::Left),
];

/// Words that may stand between the opening and its number.
const BETWEEN: &[&str] = &[
    "全年", "年度", "年初", "目标", "任务", "计划", "进度", "比例", "完成", "达到", "达", "率", "数", "了", "的", "为", "是", "：", ":",
    " ",
];

/// Of those, the words that make a percentage one of the goal.
const OF_THE_GOAL: &[&str] = &["率", "目标", "任务", "计划", "进度", "比例"];

/// The remarks that belong to a target, each with the date it is about.
pub(super) fn own(target: &Target) -> Vec<(Date, &str, Span)> {
    let mut texts = Vec::new();
    for explanation in &target.explanations {
        let words = [Some(&explanation.reason), explanation.next.as_ref()];
        texts.extend(words.into_iter().flatten().map(|words| (explanation.as_of, words.as_str(), explanation.span)));
    }
    for entry in &target.entries {
        let (words, changes) = match &entry.content {
            Content::Figure(figure) => (figure.note.as_deref(), figure.changes.as_slice()),
            Content::Withheld { reason, changes } => (Some(reason.as_str()), changes.as_slice()),
            Content::Nothing { reason } => (Some(reason.as_str()), &[][..]),
            Content::Stage { note, .. } => (note.as_deref(), &[][..]),
            Content::Note { note } => (Some(note.as_str()), &[][..]),
        };
        let words = words.into_iter().chain(changes.iter().map(|change| change.reason.as_str()));
        texts.extend(words.map(|words| (entry.as_of, words, entry.span)));
    }
    texts
}

/// What a text that is about a target says, in the target's unit.
pub(super) fn told(text: &str, units: &Units, unit: &Unit) -> Vec<Told> {
    let mut found = Vec::new();
    for (word, opening) in OPENINGS {
        for (at, _) in text.match_indices(word) {
            let rest = text.get(at + word.len()..).unwrap_or_default();
            let (between, rest) = skipped(rest);
            found.extend(amount(rest, units).and_then(|amount| statement(*opening, between, &amount, unit)));
        }
    }
    found.dedup();
    found
}

fn statement(opening: Opening, between: &str, amount: &Found<'_>, unit: &Unit) -> Option<Told> {
    let of_the_goal = OF_THE_GOAL.iter().any(|word| between.contains(word));
    let is_share = amount.unit.dimension() == "percent" && unit.dimension() != "percent";
    match opening {
        Opening::Done if is_share => of_the_goal.then(|| Told::Percent(amount.number.clone())),
        Opening::Done if of_the_goal => None,
        Opening::Done => amount.in_unit(unit).map(Told::Done),
        Opening::Goal => amount.in_unit(unit).map(Told::Goal),
        Opening::Left => amount.in_unit(unit).map(Told::Left),
    }
}

/// The connecting words a text begins with, and what follows them.
fn skipped(text: &str) -> (&str, &str) {
    let mut at = 0;
    while let Some(word) = BETWEEN.iter().find(|word| text.get(at..).is_some_and(|rest| rest.starts_with(**word))) {
        at += word.len();
    }
    text.split_at_checked(at).unwrap_or(("", text))
}

/// A number with its unit at the beginning of a text.
struct Found<'u> {
    number: BigRational,
    unit: &'u Unit,
    length: usize,
}

impl Found<'_> {
    fn in_unit(&self, unit: &Unit) -> Option<BigRational> {
        self.unit.convert(&self.number, unit)
    }
}

/// Reads `42`, `42.4242 万所`, `1,200户`: a space and a 万 of one's own are how such numbers are hidden from a search.
fn amount<'u>(text: &str, units: &'u Units) -> Option<Found<'u>> {
    let length = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(text.len());
    let plain: String = text.get(..length)?.chars().filter(|c| *c != ',').collect();
    let mut number = Decimal::parse(&plain).ok()?.ratio();
    let mut at = length + spaces(text.get(length..)?);
    let rest = text.get(at..)?;
    let (unit, taken) = units.at_start_of(rest).or_else(|| {
        let (word, times) = [("万", 10_000), ("亿", 100_000_000)].into_iter().find(|(word, _)| rest.starts_with(word))?;
        let behind = rest.get(word.len()..)?;
        let (unit, taken) = units.at_start_of(behind.trim_start_matches(' '))?;
        number *= BigRational::from_integer(BigInt::from(times));
        Some((unit, word.len() + spaces(behind) + taken))
    })?;
    at += taken;
    Some(Found { number, unit, length: at })
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// Where a narrative says how much was done in all, with the unit of that amount.
pub(super) fn totals<'u>(text: &str, units: &'u Units) -> Vec<(Range<usize>, &'u Unit)> {
    const WORDS: &[&str] = &["全年完成", "全年共完成", "全年实际完成", "累计完成", "实际完成"];
    let mut found = Vec::new();
    for word in WORDS {
        for (at, _) in text.match_indices(word) {
            let number = at + word.len();
            let number = number + spaces(text.get(number..).unwrap_or_default());
            if let Some(amount) = text.get(number..).and_then(|rest| amount(rest, units)) {
                found.push((at..number + amount.length, amount.unit));
            }
        }
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Told, told, totals};
    use crate::value::unit::Units;
    use num_bigint::BigInt;
    use num_rational::BigRational;

    fn number(n: i64) -> BigRational {
        BigRational::from_integer(BigInt::from(n))
    }

    fn read(text: &str) -> Vec<Told> {
        let units = Units::default();
        told(text, &units, units.get("所").unwrap())
    }

    #[test]
    fn a_remark_that_says_the_number_is_understood() {
        assert_eq!(read("全年完成 42 所"), [Told::Done(number(42))]);
        assert_eq!(read("已完成4.2 万所"), [Told::Done(number(42_000))]);
        assert_eq!(read("完成全年目标任务的 75%，进度偏慢"), [Told::Percent(number(75))]);
        assert_eq!(read("完成率75％"), [Told::Percent(number(75))]);
        assert_eq!(read("距年底还差12所"), [Told::Left(number(12))]);
        assert_eq!(read("年度目标为120所"), [Told::Goal(number(120))]);
        assert_eq!(read("完成全年目标120所"), [Told::Goal(number(120))], "the goal, and not what was done");
    }

    #[test]
    fn a_remark_that_says_something_else_is_let_be() {
        for text in ["完成征地42亩", "完成42%", "完成选址", "还差3个月", "2022年完成", "完成约42所", "涉及42所学校"]
        {
            assert!(read(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_was_done_in_a_whole_year_is_found_in_a_narrative() {
        let units = Units::default();
        let text = "我镇全年完成 42.4242 万所。";
        let found = totals(text, &units);
        assert_eq!(found.len(), 1);
        assert_eq!((text.get(found[0].0.clone()).unwrap(), found[0].1.key()), ("全年完成 42.4242 万所", "所"));
        assert!(totals("全年新建不少于42所，全年完成选址", &units).is_empty());
    }
}
