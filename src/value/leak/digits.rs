//! Numbers that belong to a person: read as groups of digits, however they are split.

use super::checksum::{is_id15, is_id18, is_luhn};
use super::fold::Folded;
use super::{Find, Kind, find};
use crate::value::identifier::{is_credit_code, is_organisation_code, organisation_part};
use std::ops::Range;

/// Fewest digits of any pattern.
const SHORTEST: usize = 9;
/// Most digits of any pattern; nothing longer is joined.
const LONGEST: usize = 30;
/// Most groups a number is split into by people.
const MOST_GROUPS: usize = 7;
/// How far before a number a word about it may stand, in characters.
const REACH: usize = 20;
/// Words that make a long number an account.
const ACCOUNT_WORDS: [&str; 8] = ["账号", "帐号", "卡号", "银行卡", "一卡通", "户名", "开户", "收款"];

/// Digits that stand together, with a final X.
#[derive(Clone, Debug)]
struct Group {
    chars: Range<usize>,
    digits: usize,
    /// Whether what separates it from the group before is no more than a space, a hyphen or markup.
    joined: bool,
}

/// Everything made of digits.
pub(super) fn scan(folded: &Folded) -> Vec<Find> {
    let groups = groups(folded);
    let mut finds = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        match window(folded, groups.get(at..).unwrap_or(&[])) {
            Some((kind, count)) => {
                let last = groups.get(at + count - 1).map_or(0, |group| group.chars.end);
                let first = groups.get(at).map_or(0, |group| group.chars.start);
                finds.push(find(folded, kind, first..last));
                at += count;
            }
            None => at += 1,
        }
    }
    finds
}

fn groups(folded: &Folded) -> Vec<Group> {
    let chars = folded.chars();
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars.get(at).is_some_and(char::is_ascii_digit) {
            at += 1;
            continue;
        }
        let start = at;
        while chars.get(at).is_some_and(char::is_ascii_digit) {
            at += 1;
        }
        let digits = at - start;
        at += check_letter(chars, at);
        let joined = groups.last().is_some_and(|before| is_separator(folded, before.chars.end..start));
        groups.push(Group { chars: start..at, digits, joined });
    }
    groups
}

/// How many characters on a final X ends: `…002X`, `…002 X`, `…002-X`, `…002**X`.
fn check_letter(chars: &[char], at: usize) -> usize {
    let is_x =
        |at: usize| chars.get(at).is_some_and(|c| matches!(c, 'x' | 'X')) && !chars.get(at + 1).is_some_and(char::is_ascii_alphanumeric);
    match chars.get(at) {
        Some(_) if is_x(at) => 1,
        Some(' ' | '-' | '*' | '_' | '`') if is_x(at + 1) => 2,
        Some('*') if chars.get(at + 1) == Some(&'*') && is_x(at + 2) => 3,
        _ => 0,
    }
}

/// One space or hyphen, or a little markup: `110105-1949`, `110105**1949`. Four stars are a mask and hide digits, so they join nothing.
fn is_separator(folded: &Folded, gap: Range<usize>) -> bool {
    let between = folded.text(gap.start..gap.end.min(gap.start + 4));
    let plain: String = between.chars().filter(|c| !matches!(c, '*' | '`' | '~')).collect();
    let stars = between.chars().count() - plain.chars().count();
    gap.len() <= 3 && stars <= 2 && matches!(plain.as_str(), "" | " " | "-" | "‐" | "‑" | "–" | "_")
}

/// The number that some groups from the first on spell, with how many of them.
fn window(folded: &Folded, groups: &[Group]) -> Option<(Kind, usize)> {
    let first = groups.first()?;
    if folded.before(first.chars.start).is_some_and(|c| c.is_ascii_alphanumeric() || c == '.')
        && !is_country_code(folded, first.chars.start)
    {
        return None;
    }
    // A number split in many ways is only read where the split is the whole run: a table's columns of numbers are no identity card.
    let run = 1 + groups.iter().skip(1).take_while(|group| group.joined).take(MOST_GROUPS + 1).count();
    (1..=run.min(MOST_GROUPS)).rev().find_map(|count| {
        let spelled = groups.get(..count)?;
        let total: usize = spelled.iter().map(|group| group.digits).sum();
        let end = spelled.last()?.chars.end;
        if !(SHORTEST..=LONGEST).contains(&total) || !ends_well(folded, end) {
            return None;
        }
        kind(folded, spelled, count == run && !first.joined).map(|kind| (kind, count))
    })
}

/// `+86138…` and `86-138…` begin with what is no digit of the number.
fn is_country_code(folded: &Folded, start: usize) -> bool {
    folded.before(start) == Some('+')
}

fn ends_well(folded: &Folded, end: usize) -> bool {
    let decimal = folded.at(end) == Some('.') && folded.at(end + 1).is_some_and(|c| c.is_ascii_digit());
    !decimal && !folded.at(end).is_some_and(|c| c.is_ascii_alphanumeric())
}

fn kind(folded: &Folded, groups: &[Group], whole: bool) -> Option<Kind> {
    let range = groups.first()?.chars.start..groups.last()?.chars.end;
    let text: String = groups.iter().map(|group| folded.text(group.chars.clone())).collect();
    let text: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let sizes: Vec<usize> = groups.iter().map(|group| group.digits).collect();
    let single = groups.len() == 1;
    if text.len() == 18 && (single || whole) && is_id18(&text) && !(is_organisation(&text) && is_called_organisation(folded, range.start)) {
        return Some(Kind::IdCard);
    }
    if text.ends_with(['x', 'X']) {
        return None;
    }
    if text.len() == 15 && (single || whole) && is_id15(&text) && !is_measured(folded, range.end) {
        return Some(Kind::IdCard);
    }
    if is_mobile(&text, &sizes) && !is_measured(folded, range.end) {
        return Some(Kind::Mobile);
    }
    bank(folded, &text, &sizes, &range)
}

/// A 统一社会信用代码 of digits only is an organisation's, not a person's; both of its checksums have to hold.
fn is_organisation(text: &str) -> bool {
    is_credit_code(text) && is_organisation_code(organisation_part(text))
}

/// One identity number in some hundreds passes an organisation's checksums too, so that only the words before it make it one.
fn is_called_organisation(folded: &Folded, start: usize) -> bool {
    folded.has_any(start.saturating_sub(REACH)..start, &["信用代码", "索引号", "index_no", "credit"])
}

fn is_mobile(text: &str, sizes: &[usize]) -> bool {
    let local = [text.strip_prefix("0086"), text.strip_prefix("86"), Some(text)];
    let is_number = |text: &str| text.len() == 11 && text.starts_with('1') && text.get(1..2).is_some_and(|second| second >= "3");
    let split: &[usize] = match sizes {
        [2..=4, rest @ ..] if text.len() > 11 => rest,
        all => all,
    };
    local.into_iter().flatten().any(is_number) && matches!(split, [] | [11 | 13 | 15] | [3, 4, 4] | [3, 8] | [7, 4] | [4, 4, 3] | [3, 3, 5])
}

/// `13800138000元` is an amount.
fn is_measured(folded: &Folded, end: usize) -> bool {
    let next = if folded.at(end) == Some(' ') { folded.at(end + 1) } else { folded.at(end) };
    next.is_some_and(|c| "元万亿个人家户亩吨次件米斤只头株立平千公%‰".contains(c))
}

fn bank(folded: &Folded, text: &str, sizes: &[usize], range: &Range<usize>) -> Option<Kind> {
    let is_card_split = match sizes {
        [_] => true,
        [head @ .., last] => head.iter().all(|size| *size == 4) && *last <= 4,
        [] => false,
    };
    let is_card = (16..=19).contains(&text.len()) && is_luhn(text) && is_card_split && !text.bytes().all(|digit| digit == b'0');
    let before = range.start.saturating_sub(REACH)..range.start;
    let named = folded.has_any(before, &ACCOUNT_WORDS);
    match (is_card, named) {
        (true, true) => Some(Kind::BankCard),
        (false, true) if (9..=LONGEST).contains(&text.len()) && !is_measured(folded, range.end) => Some(Kind::Account),
        // A city's or a project's long number may pass the checksum by chance; banks' cards of this country begin with 62.
        (true, false) if text.starts_with("62") => Some(Kind::BankCardLike),
        _ => None,
    }
}
