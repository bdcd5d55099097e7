//! Quantities in running text: a number or a mask before a unit, with its comparator (contract §1, Narrative).

use crate::value::comparator::{Comparator, WORDS_AFTER, WORDS_BEFORE};
use crate::value::decimal::Decimal;
use crate::value::unit::{Unit, Units};
use std::fmt;
use std::ops::Range;

/// What stands in the adopted text where a number should be: `XX`, `xx.x`. It says nothing about the number or about who hid it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mask(Box<str>);

impl Mask {
    /// The mask, or `None` when the text is none.
    pub fn new(text: &str) -> Option<Self> {
        (!text.is_empty() && mask_length(text) == text.len()).then(|| Self(text.into()))
    }

    /// The mask as the text has it.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether two masks are the same but for upper and lower case and width.
    pub fn matches(&self, other: &Self) -> bool {
        folded(&self.0) == folded(&other.0)
    }
}

impl fmt::Display for Mask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A mask with its letters made alike.
fn folded(text: &str) -> String {
    text.chars().map(|c| if matches!(c, 'X' | 'Ｘ' | 'ｘ' | '×') { 'x' } else { c }).collect()
}

/// An amount as a text gives it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Amount {
    /// The number.
    Known(Decimal),
    /// A mask instead of the number.
    Masked(Mask),
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(number) => number.fmt(f),
            Self::Masked(mask) => mask.fmt(f),
        }
    }
}

/// A figure found in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quantity {
    /// Byte range of number and unit in the text searched, with the comparator where one stands directly beside.
    pub range: Range<usize>,
    /// The comparator word's meaning, if there is one.
    pub comparator: Option<Comparator>,
    /// The number or mask.
    pub amount: Amount,
    /// The upper bound of a range such as 20—30个.
    pub upper: Option<Amount>,
    /// The unit.
    pub unit: Unit,
}

/// Every figure of a text, in order. Chinese numerals, ordinals, years and dates are none (contract §1).
pub fn quantities(text: &str, units: &Units) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(skip) = rest.find(starts_amount) else {
            break;
        };
        let start = at + skip;
        at = match quantity_at(text, start, units) {
            Some(quantity) => {
                let end = quantity.range.end;
                found.push(quantity);
                end
            }
            None => start + run_length(text, start),
        };
    }
    found
}

/// The figure whose number starts at a byte, unless a letter or digit stands before it or no unit behind it.
fn quantity_at(text: &str, start: usize, units: &Units) -> Option<Quantity> {
    let before = text.get(..start)?;
    if before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '第' | '/' | '-' | '*')) {
        return None;
    }
    let (amount, length) = amount_at(text, start)?;
    let mut end = start + length;
    let mut upper = None;
    let first_unit = units.at_start_of(text.get(end..)?).map_or(0, |(_, length)| length);
    let dash_at = end + first_unit;
    if let Some(dash) =
        text.get(dash_at..).and_then(|rest| ["——", "—", "～", "~", "-", "–"].into_iter().find(|dash| rest.starts_with(dash)))
        && let Some((second, second_length)) = amount_at(text, dash_at + dash.len())
    {
        upper = Some(second);
        end = dash_at + dash.len() + second_length;
    }
    let (unit, unit_length) = units.at_start_of(text.get(end..)?)?;
    end += unit_length;
    let (word_before, before_length) = word_before(before);
    let (word_after, after_length) = word_after(text.get(end..)?);
    let comparator = if upper.is_some() { Some(Comparator::Range) } else { word_after.or(word_before) };
    let range = start - before_length..end + after_length;
    Some(Quantity { range, comparator, amount, upper, unit: unit.clone() })
}

/// The comparator word that ends directly before a number.
fn word_before(before: &str) -> (Option<Comparator>, usize) {
    let word = WORDS_BEFORE.iter().find(|(word, _)| before.ends_with(word));
    word.map_or((None, 0), |(word, op)| (Some(*op), word.len()))
}

/// The comparator word that stands directly after a unit.
fn word_after(after: &str) -> (Option<Comparator>, usize) {
    let word = WORDS_AFTER.iter().find(|(word, _)| after.starts_with(word));
    word.map_or((None, 0), |(word, op)| (Some(*op), word.len()))
}

/// The number or mask that starts at a byte, with its length in bytes.
fn amount_at(text: &str, start: usize) -> Option<(Amount, usize)> {
    let rest = text.get(start..)?;
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
    let digits = rest.get(..length)?.trim_end_matches(['.', ',']);
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        let plain: String = digits.chars().filter(|c| *c != ',').collect();
        return Some((Amount::Known(Decimal::parse(&plain).ok()?), digits.len()));
    }
    let masked = mask_length(rest);
    Some((Amount::Masked(Mask::new(rest.get(..masked)?)?), masked))
}

/// Whether an amount may start with this character.
pub fn starts_amount(c: char) -> bool {
    c.is_ascii_digit() || is_mask_char(c)
}

/// Characters that stand for a hidden digit in circulated texts (standards §5.5).
fn is_mask_char(c: char) -> bool {
    matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×' | '*' | '○' | '□')
}

/// How many bytes of mask a text begins with: up to six mask characters, then perhaps a point and more.
fn mask_length(text: &str) -> usize {
    let run = |text: &str| text.chars().take(6).take_while(|c| is_mask_char(*c)).map(char::len_utf8).sum::<usize>();
    let whole = run(text);
    let fraction = text.get(whole..).and_then(|rest| rest.strip_prefix('.')).map_or(0, run);
    if whole == 0 {
        0
    } else if fraction == 0 {
        whole
    } else {
        whole + 1 + fraction
    }
}

/// How many bytes of digits or mask stand at a byte; at least one character. A run that is no figure is left whole, however long it is:
/// the search takes time in proportion to the text.
fn run_length(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
    let run = if rest.starts_with(|c: char| c.is_ascii_digit()) { digits } else { mask_length(rest) };
    run.max(rest.chars().next().map_or(1, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::{Mask, quantities};
    use crate::value::unit::Units;

    /// What is found, each as `[words] comparator amount unit`.
    fn found(text: &str) -> Vec<String> {
        quantities(text, &Units::default())
            .into_iter()
            .map(|q| {
                let words = text.get(q.range.clone()).unwrap_or("?");
                let op = q.comparator.map_or("-", super::Comparator::code);
                let upper = q.upper.map(|upper| format!("..{upper}")).unwrap_or_default();
                format!("{words} {op} {}{upper} {}", q.amount, q.unit.key())
            })
            .collect()
    }

    #[test]
    fn finds_numbers_and_masks_before_units() {
        assert_eq!(
            found("新开工产业项目不少于xx个，确保项目用地不少于xxx亩"),
            ["不少于xx个 at-least xx 个", "不少于xxx亩 at-least xxx 亩"]
        );
        assert_eq!(found("规模应税销售超xxx亿元，增幅不低于xx%"), ["超xxx亿元 more-than xxx 亿元", "不低于xx% at-least xx percent"]);
        assert_eq!(found("新改建道路xx条xx.x公里"), ["xx条 - xx 条", "xx.x公里 - xx.x 公里"]);
        assert_eq!(
            found("新增15家以上，控制在3%以内，增长8.5%左右"),
            ["15家以上 at-least 15 家", "控制在3%以内 at-most 3 percent", "8.5%左右 about 8.5 percent"]
        );
        assert_eq!(found("完成投资1,200万元"), ["1,200万元 - 1200 万元"]);
        assert_eq!(found("培训20—30人次、增长5%～6%"), ["20—30人次 range 20..30 人次", "5%～6% range 5..6 percent"]);
    }

    #[test]
    fn leaves_names_years_and_ordinals_alone() {
        assert!(
            found("完善xx镇科技人才政策，2022年第3次，XX市委，十四五，五项，3×5米").iter().all(|f| !f.contains("xx")),
            "{:?}",
            found("xx镇")
        );
        assert!(found("2022年，十五个，第3次，G328公路，XX市委").is_empty());
        assert_eq!(found("加快天江公路两侧xxx亩众创城"), ["xxx亩 - xxx 亩"]);
    }

    #[test]
    fn long_runs_take_time_in_proportion() {
        let start = std::time::Instant::now();
        for (hostile, times) in
            [("1", 1_000_000), ("1.", 500_000), ("1,", 500_000), ("x", 200_000), ("×", 50_000), ("1—", 10_000), ("x.", 10_000)]
        {
            assert!(quantities(&hostile.repeat(times), &Units::default()).is_empty(), "{hostile}");
        }
        // A second or two alone; a search that starts again at every digit needs many minutes.
        assert!(start.elapsed() < std::time::Duration::from_secs(60), "{:?}", start.elapsed());
    }

    #[test]
    fn masks_match_whatever_their_case() {
        let mask = |text| Mask::new(text);
        assert!(mask("XX").zip(mask("xx")).is_some_and(|(a, b)| a.matches(&b)));
        assert!(mask("xx").zip(mask("xxx")).is_some_and(|(a, b)| !a.matches(&b)));
        for not in ["", "20", "xx.", "a", "xx个"] {
            assert!(mask(not).is_none(), "{not}");
        }
    }
}
