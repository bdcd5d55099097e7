//! The official identifiers that carry a checksum: 统一社会信用代码 and 组织机构代码.

/// The alphabet of GB 32100-2015: no I, O, S, V, Z.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Weights of the first 17 characters (GB 32100-2015).
const CREDIT_WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// Weights of the first 8 characters (GB 11714-1997).
const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Whether a text is a 统一社会信用代码: 18 characters of its alphabet whose last checks the others modulo 31 (GB 32100-2015).
pub fn is_credit_code(text: &str) -> bool {
    let values: Option<Vec<u32>> = text.chars().map(|c| ALPHABET.find(c).and_then(|at| u32::try_from(at).ok())).collect();
    let Some((last, body)) = values.as_deref().and_then(<[u32]>::split_last) else { return false };
    let sum: u32 = body.iter().zip(CREDIT_WEIGHTS).map(|(value, weight)| value * weight).sum();
    body.len() == 17 && (31 - sum % 31) % 31 == *last
}

/// Whether a text is a 组织机构代码 without its hyphen: 9 characters whose last checks the others modulo 11 (GB 11714-1997).
pub fn is_organisation_code(text: &str) -> bool {
    let values: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(36).filter(|_| !c.is_ascii_lowercase())).collect();
    let Some(values) = values else { return false };
    let (Some(body), Some(last), 9) = (values.get(..8), text.chars().last(), values.len()) else { return false };
    let sum: u32 = body.iter().zip(ORGANISATION_WEIGHTS).map(|(value, weight)| value * weight).sum();
    let check = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).unwrap_or('X'),
    };
    check == last
}

/// The 组织机构代码 inside a 统一社会信用代码: its characters 9 to 17.
pub fn organisation_part(credit_code: &str) -> &str {
    credit_code.get(8..17).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::{ALPHABET, is_credit_code, is_organisation_code, organisation_part};

    /// The code that completes 17 characters, by trying them all: the test does not repeat the sum.
    fn completed(body: &str) -> String {
        let all: Vec<String> = ALPHABET.chars().map(|last| format!("{body}{last}")).filter(|code| is_credit_code(code)).collect();
        assert_eq!(all.len(), 1, "exactly one check character is right for {body}");
        all[0].clone()
    }

    #[test]
    fn one_check_character_of_thirty_one_is_right() {
        for body in ["00000000000000000", "99000000MA0000000", "12345678ABCDEFGH1"] {
            completed(body);
        }
        assert!(!is_credit_code("1234") && !is_credit_code("99000000MA000000I0"));
    }

    #[test]
    fn an_organisation_code_checks_itself() {
        assert!(is_organisation_code("000000000"));
        let right = ('0'..='9').chain(['X']).filter(|last| is_organisation_code(&format!("12345678{last}"))).count();
        assert_eq!(right, 1);
        assert_eq!(organisation_part("990000001234567890"), "123456789");
    }
}
