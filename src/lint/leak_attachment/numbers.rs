//! Personal numbers in cells. A spreadsheet keeps a number as a number: it writes 13800138000 as it is or as 1.3800138E10, and of an
//! identity number only the first fifteen digits survive, which are enough to tell the person.

use crate::source::attachment::Cell;
use crate::value::leak::{Find, Kind, scan};

/// Longest heading that is read together with its cell.
const LONGEST_HEADING: usize = 20;
/// What a heading of amounts has, and one of telephones has not.
const AMOUNTS: [&str; 12] = ["元", "金额", "产值", "总额", "数量", "面积", "收入", "支出", "投资", "总量", "产量", "吨"];
const TELEPHONES: [&str; 4] = ["电话", "手机", "联系", "号码"];

/// Everything in a cell, read with the heading above it: 卡号 makes a row of digits an account.
pub(super) fn in_cell(cell: &Cell, heading: &str) -> Vec<Find> {
    let heading: String = heading.chars().filter(|c| !c.is_whitespace()).take(LONGEST_HEADING).collect();
    let is_amount =
        cell.is_number && AMOUNTS.iter().any(|word| heading.contains(word)) && !TELEPHONES.iter().any(|word| heading.contains(word));
    let number = if cell.is_number { whole(&cell.text) } else { None };
    let text = number.as_deref().unwrap_or(&cell.text);
    let before = format!("{heading}：");
    let finds = scan(&format!("{before}{text}")).into_iter().filter(|find| find.range.start >= before.len());
    let mut finds: Vec<Find> = finds.filter(|find| !(is_amount && find.kind != Kind::IdCard)).collect();
    if finds.is_empty()
        && let Some(cut) = number.as_deref().and_then(cut_short)
    {
        finds.extend(cut);
    }
    finds
}

/// A number written with a power of ten, written out; one with a fraction is none.
fn whole(text: &str) -> Option<String> {
    let Some((digits, power)) = text.split_once(['e', 'E']) else { return Some(text.to_owned()) };
    let power: usize = power.trim_start_matches('+').parse().ok().filter(|power| *power <= 20)?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let zeros = power.checked_sub(fraction.len())?;
    Some(format!("{whole}{fraction}{}", "0".repeat(zeros)))
}

/// An identity number whose last digits were lost to noughts: found by trying the few numbers that it can have been.
fn cut_short(number: &str) -> Option<Vec<Find>> {
    let kept = number.strip_suffix("000").filter(|kept| kept.len() == 15 && kept.bytes().all(|byte| byte.is_ascii_digit()))?;
    let of_person = |text: String| {
        let finds = scan(&text);
        finds.iter().any(|find| find.kind == Kind::IdCard).then_some(finds)
    };
    // Of ten numbers that differ in the last digit one has a true checksum, or ends in X; of twenty, one has it if the date is true.
    let mut finds = (0..20).find_map(|last| of_person(format!("{kept}0{last:02}")))?;
    for find in &mut finds {
        find.shown.pop();
        find.shown.push('*');
    }
    Some(finds)
}

#[cfg(test)]
mod tests {
    use super::in_cell;
    use crate::source::attachment::Cell;
    use crate::value::leak::Kind;

    fn kinds(text: &str, heading: &str, is_number: bool) -> Vec<Kind> {
        let cell = Cell { column: 1, text: text.to_owned(), is_number };
        in_cell(&cell, heading).into_iter().map(|find| find.kind).collect()
    }

    #[test]
    fn numbers_kept_as_numbers_are_found() {
        assert_eq!(kinds("13800138000", "手机", true), [Kind::Mobile]);
        assert_eq!(kinds("1.3800138E10", "手机", true), [Kind::Mobile]);
        assert_eq!(kinds("1.3800138E+10", "", true), [Kind::Mobile]);
        assert_eq!(kinds("990101194912310000", "证件", true), [Kind::IdCard]);
        assert_eq!(kinds("9.9010119491231E17", "", true), [Kind::IdCard]);
        assert_eq!(kinds("1234567890123", "开户账号", false), [Kind::Account]);
    }

    #[test]
    fn amounts_and_codes_stay_silent() {
        assert_eq!(kinds("13800138000", "投资额（元）", true), []);
        assert_eq!(kinds("1.5E-3", "占比", true), []);
        assert_eq!(kinds("1234567890123", "编号", true), []);
        assert_eq!(kinds("138****8000", "手机", false), []);
        assert_eq!(kinds("100000000000000000", "", true), []);
    }
}
