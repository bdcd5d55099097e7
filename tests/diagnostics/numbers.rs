//! Personal numbers of nobody, worked out from the published checksums, so that none has to be written into a case.

/// The case with its place-holders filled in.
pub(crate) fn filled(text: &str) -> String {
    let with_x = (0..2000).map(id_card).find(|id| id.ends_with('X')).unwrap();
    text.replace("{id-card}", &id_card(1234))
        .replace("{id-card-x}", &with_x)
        .replace("{id-card-split}", &format!("{} {} {}", &id_card(1234)[..6], &id_card(1234)[6..14], &id_card(1234)[14..]))
        .replace("{id-card-15}", "990101491231002")
        .replace("{bank-card}", &bank_card())
}

/// Eighteen characters of region 99, which is none, with the check character of GB 11643.
pub(crate) fn id_card(serial: u32) -> String {
    let body = format!("9901011949123{serial:04}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(weights).map(|(c, weight)| c.to_digit(10).unwrap() * weight).sum();
    format!("{body}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][usize::try_from(sum % 11).unwrap()])
}

/// Sixteen digits with Luhn's check digit.
fn bank_card() -> String {
    let is_luhn = |text: &String| {
        let digits = text.chars().rev().map(|c| c.to_digit(10).unwrap()).enumerate();
        digits.map(|(at, digit)| if at % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }).sum::<u32>() % 10 == 0
    };
    (0..10).map(|last| format!("622200000000000{last}")).find(is_luhn).unwrap()
}
