//! The checksums that tell a real number from one that only looks like it.

use jiff::civil::Date;

/// Weights of the first 17 digits of a 公民身份号码 (GB 11643-1999).
const ID_WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check character by the remainder modulo 11.
const ID_CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// Whether 18 characters are a 公民身份号码: first digit not 0, a true date of birth from 1800 on, the right check character.
pub(super) fn is_id18(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let (Some(first), Some(body), Some(last)) = (digits.first(), digits.get(..17), text.chars().last()) else { return false };
    let date = body.get(6..14).unwrap_or(&[]);
    let number = |part: std::ops::Range<usize>| date.get(part).unwrap_or(&[]).iter().fold(0, |sum, digit| sum * 10 + digit);
    let sum: u32 = body.iter().zip(ID_WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = usize::try_from(sum % 11).ok().and_then(|rest| ID_CHECKS.get(rest));
    *first != 0
        && (1800..2100).contains(&number(0..4))
        && is_date(number(0..4), number(4..6), number(6..8))
        && check == Some(&last.to_ascii_uppercase())
}

/// Whether 15 digits have the form of the older 公民身份号码: first digit not 0, a true date of birth in the 20th century.
pub(super) fn is_id15(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let number = |part: std::ops::Range<usize>| digits.get(part).unwrap_or(&[]).iter().fold(0, |sum, digit| sum * 10 + digit);
    digits.len() == 15 && digits.first() != Some(&0) && is_date(1900 + number(6..8), number(8..10), number(10..12))
}

fn is_date(year: u32, month: u32, day: u32) -> bool {
    let (Ok(year), Ok(month), Ok(day)) = (i16::try_from(year), i8::try_from(month), i8::try_from(day)) else { return false };
    Date::new(year, month, day).is_ok()
}

/// Luhn's checksum, which bank cards carry.
pub(super) fn is_luhn(text: &str) -> bool {
    let digits = text.chars().rev().filter_map(|c| c.to_digit(10)).enumerate();
    let sum: u32 = digits.map(|(at, digit)| if at % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }).sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::{is_id15, is_id18, is_luhn};

    #[test]
    fn the_published_example_of_the_standard_holds() {
        assert!(is_id18("11010519491231002X") && is_id18("11010519491231002x"));
        assert!(!is_id18("110105194912310021"));
        assert!(!is_id18("11010519490231002X"), "no such day");
    }

    #[test]
    fn fifteen_digits_need_a_true_day() {
        assert!(is_id15("110105491231002"));
        assert!(!is_id15("110105491331002"));
    }

    #[test]
    fn luhn_holds() {
        assert!(is_luhn("79927398713") && !is_luhn("79927398714"));
    }
}
