//! What is known by the words and letters around it: passports, plates, mailboxes, messengers, addresses.

use super::fold::Folded;
use super::{Find, Kind, find};

/// How far around a place a word about it may stand, in characters.
const REACH: usize = 20;
/// The short names of the provinces on plates.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// Providers of mailboxes for private people.
const PRIVATE_MAIL: [&str; 13] = [
    "qq.com",
    "163.com",
    "126.com",
    "yeah.net",
    "sina.com",
    "sina.cn",
    "sohu.com",
    "foxmail.com",
    "139.com",
    "189.cn",
    "gmail.com",
    "hotmail.com",
    "outlook.com",
];
/// Words that stand beside a person's name.
const PERSON_WORDS: [&str; 9] = ["姓名", "户主", "联系人", "申请人", "同志", "先生", "女士", "住址", "家住"];

/// Everything known by its surroundings.
pub(super) fn scan(folded: &Folded) -> Vec<Find> {
    let mut finds = Vec::new();
    for (at, c) in folded.chars().iter().enumerate() {
        let found = match c {
            'E' | 'G' | 'D' | 'S' | 'P' | 'H' => passport(folded, at),
            '@' => email(folded, at),
            '组' | '栋' | '室' => address(folded, at),
            '号' => messenger(folded, at),
            'Q' | 'q' => messenger(folded, at + 1),
            c if PROVINCES.contains(*c) => plate(folded, at),
            _ => None,
        };
        finds.extend(found);
    }
    finds
}

fn passport(folded: &Folded, at: usize) -> Option<Find> {
    let digits = run(folded, at + 1, 9, |c| c.is_ascii_digit());
    let alone = digits == 8 && !folded.before(at).is_some_and(|c| c.is_ascii_alphanumeric()) && is_end(folded, at + 9);
    (alone && folded.has_any(at.saturating_sub(REACH)..at, &["护照"])).then(|| find(folded, Kind::Passport, at..at + 9))
}

/// Province, a letter, five or six letters and digits, at least two of them digits.
fn plate(folded: &Folded, at: usize) -> Option<Find> {
    folded.at(at + 1).filter(|c| c.is_ascii_uppercase() && !matches!(c, 'I' | 'O'))?;
    let from = if matches!(folded.at(at + 2), Some('·' | '•' | ' ' | '-')) { at + 3 } else { at + 2 };
    let length = run(folded, from, 7, |c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let digits = folded.text(from..from + length).chars().filter(char::is_ascii_digit).count();
    let is_plate = (5..=6).contains(&length) && digits >= 2 && is_end(folded, from + length);
    is_plate.then(|| find(folded, Kind::Plate, at..from + length))
}

fn email(folded: &Folded, at: usize) -> Option<Find> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let before = (1..=64).take_while(|back| at.checked_sub(*back).and_then(|at| folded.at(at)).is_some_and(is_local)).count();
    let after = run(folded, at + 1, 64, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let host = folded.text(at + 1..at + 1 + after).to_ascii_lowercase();
    let host = host.trim_end_matches('.');
    (before > 0 && PRIVATE_MAIL.contains(&host)).then(|| find(folded, Kind::Email, at - before..at + 1 + host.len()))
}

/// 微信号 or QQ with what follows.
fn messenger(folded: &Folded, at: usize) -> Option<Find> {
    let name = folded.text(at.saturating_sub(2)..at + 1).to_lowercase();
    let is_wechat = name == "微信号";
    let from = match name {
        name if name == "微信号" => at + 1,
        name if name.ends_with("qq") => at + 1,
        _ => return None,
    };
    let from = from + run(folded, from, 3, |c| matches!(c, '号' | ':' | '：' | ' '));
    let length =
        run(folded, from, 21, |c| if is_wechat { c.is_ascii_alphanumeric() || matches!(c, '_' | '-') } else { c.is_ascii_digit() });
    let wanted = if is_wechat { 6..=20 } else { 5..=11 };
    (wanted.contains(&length) && is_end(folded, from + length)).then(|| find(folded, Kind::Messenger, from..from + length))
}

/// 某村3组12号, 2栋1单元301室 near a word for a person.
fn address(folded: &Folded, at: usize) -> Option<Find> {
    let digits_before = |end: usize| {
        (1..=5).take_while(|back| end.checked_sub(*back).and_then(|at| folded.at(at)).is_some_and(|c| c.is_ascii_digit())).count()
    };
    let before = digits_before(at);
    if before == 0 {
        return None;
    }
    let start = at - before;
    let end = match folded.at(at)? {
        '组' => {
            let number = run(folded, at + 1, 5, |c| c.is_ascii_digit());
            (number > 0 && folded.at(at + 1 + number) == Some('号')).then_some(at + 2 + number)?
        }
        '栋' => {
            let rest = folded.text(at + 1..at + 16);
            let room = rest.chars().position(|c| c == '室')?;
            at + 2 + room
        }
        _ => return None,
    };
    let around = start.saturating_sub(REACH + 10)..end + REACH;
    folded.has_any(around, &PERSON_WORDS).then(|| find(folded, Kind::Address, start..end))
}

/// How many characters from a place on are of a kind, at most `most`.
fn run(folded: &Folded, from: usize, most: usize, is: impl Fn(char) -> bool) -> usize {
    (from..from + most).take_while(|at| folded.at(*at).is_some_and(&is)).count()
}

fn is_end(folded: &Folded, at: usize) -> bool {
    !folded.at(at).is_some_and(|c| c.is_ascii_alphanumeric())
}
