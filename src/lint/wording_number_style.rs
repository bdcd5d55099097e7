//! How numbers are written (GB/T 15835-2011): ranges, mixed scripts, full-width digits, approximate numbers.

use crate::diagnostic::Diagnostic;
use crate::lint::texts::{Form, Text};
use crate::lint::{Rule, Subject};

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["wording/number-style"],
    explanation: "数字按《出版物上数字用法》（GB/T 15835—2011）：范围两端都写“万”“亿”“%”，以免把5—10万读成5到10万；\
                  一个数不混用阿拉伯数字和汉字（“万”“亿”除外）；阿拉伯数字用半角；概数的两个数之间不用顿号。",
    right: "5万—10万，63%—68%，4500万，三五天",
    wrong: "5-10万，63-68%，4千5百万，三、五天",
    check,
};

const CHINESE: &str = "零〇一二三四五六七八九";
/// Units behind approximate numbers that no ordinal has: 一、二期 and 一、二年级 are counted off, 三、五天 is about that much.
const APPROXIMATE: [&str; 9] = ["天", "个月", "公里", "里地", "百米", "分钟", "小时", "成的", "周岁"];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.texts.iter().flat_map(of_text).collect()
}

fn of_text(text: &Text) -> Vec<Diagnostic> {
    let signs: Vec<(usize, char)> = text.words.char_indices().chain([(text.words.len(), ' ')]).collect();
    let mut findings = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        let found = range(&signs, at)
            .or_else(|| mixed(&signs, at))
            .or_else(|| full_width(text, &signs, at))
            .or_else(|| approximate(&text.words, &signs, at));
        let Some(Find { until, message, remedy }) = found else {
            at += 1;
            continue;
        };
        let bytes = byte(&signs, at)..byte(&signs, until);
        let shown = text.slice(bytes.clone());
        findings.push(text.finding("wording/number-style", format!("“{shown}”{message}"), bytes, remedy));
        at = until;
    }
    findings
}

/// A find that begins at the place that was asked about.
struct Find {
    until: usize,
    message: &'static str,
    remedy: &'static str,
}

fn byte(signs: &[(usize, char)], at: usize) -> usize {
    signs.get(at).or(signs.last()).map_or(0, |(byte, _)| *byte)
}

fn sign(signs: &[(usize, char)], at: usize) -> char {
    signs.get(at).map_or(' ', |(_, c)| *c)
}

/// Where the number that begins at a place ends: digits with at most one point.
fn number(signs: &[(usize, char)], from: usize) -> Option<usize> {
    let digits = |from: usize| signs.iter().skip(from).take_while(|(_, c)| c.is_ascii_digit()).count();
    let whole = digits(from);
    let end = from + whole;
    let part = if sign(signs, end) == '.' { digits(end + 1) } else { 0 };
    (whole > 0).then_some(if part > 0 { end + 1 + part } else { end })
}

/// Whether a number may begin here: nothing before it that it would be a part of.
fn begins(signs: &[(usize, char)], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(' ', |before| sign(signs, before));
    !before.is_ascii_alphanumeric() && !is_dash(before) && !matches!(before, '.' | ',' | '/')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '－' | '–' | '—' | '~' | '～' | '至')
}

/// `5-10万`, `63-68%`; 2021—2025 are years, 0512-12345 is a telephone.
fn range(signs: &[(usize, char)], at: usize) -> Option<Find> {
    let first = if begins(signs, at) { number(signs, at)? } else { return None };
    is_dash(sign(signs, first)).then_some(())?;
    let second = number(signs, first + 1)?;
    let unit = sign(signs, second);
    let remedy = match unit {
        '万' | '亿' => "两端都要写“万”或“亿”，例如5万—10万。",
        '%' | '％' => "两端都要写“%”，例如63%—68%。",
        _ => return None,
    };
    Some(Find { until: second + 1, message: "的前一个数没有写明单位", remedy })
}

/// `4千5百万`, `3千万`, `1百零8`.
fn mixed(signs: &[(usize, char)], at: usize) -> Option<Find> {
    let end = if begins(signs, at) { number(signs, at)? } else { return None };
    let next = sign(signs, end + 1);
    let multiplied =
        matches!(sign(signs, end), '千' | '百' | '十') && (next.is_ascii_digit() || matches!(next, '万' | '亿') || CHINESE.contains(next));
    if !multiplied {
        return None;
    }
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '千' | '百' | '十' | '万' | '亿') || CHINESE.contains(c);
    let length = signs.iter().skip(at).take_while(|(_, c)| is_part(*c)).count();
    Some(Find {
        until: at + length,
        message: "混用了阿拉伯数字和汉字",
        remedy: "请全用阿拉伯数字（例如4500万、108）或全用汉字；阿拉伯数字只与“万”“亿”连用。",
    })
}

/// Digits as wide as Chinese characters. Amounts of the data files have a finding of their own.
fn full_width(text: &Text, signs: &[(usize, char)], at: usize) -> Option<Find> {
    let length = signs.iter().skip(at).take_while(|(_, c)| matches!(c, '０'..='９' | '．')).count();
    let is_amount = text.form == Form::Value && length + 1 == signs.len();
    (length > 0 && matches!(sign(signs, at), '０'..='９') && !is_amount).then_some(Find {
        until: at + length,
        message: "是全角数字",
        remedy: "请改为半角数字。",
    })
}

/// `三、五天`
fn approximate(words: &str, signs: &[(usize, char)], at: usize) -> Option<Find> {
    let value = |c: char| "一二三四五六七八九".chars().position(|digit| digit == c).or((c == '两').then_some(1));
    let (first, second) = (value(sign(signs, at))?, value(sign(signs, at + 2))?);
    let steps = second.checked_sub(first)?;
    let before = at.checked_sub(1).map_or(' ', |before| sign(signs, before));
    let after = words.get(byte(signs, at + 3)..)?;
    let is_counted = matches!(before, '第' | '、' | '十' | '初' | '星' | '期' | '周') || value(before).is_some();
    let is_approximate =
        sign(signs, at + 1) == '、' && (1..=2).contains(&steps) && !is_counted && APPROXIMATE.iter().any(|unit| after.starts_with(unit));
    is_approximate
        .then_some(Find { until: at + 3, message: "作概数时中间不用顿号", remedy: "请删去顿号，例如三五天。" })
}

#[cfg(test)]
mod tests {
    use super::of_text;
    use crate::diagnostic::Place;
    use crate::lint::texts::Text;

    /// What the finds point at.
    fn all(words: &str) -> Vec<&str> {
        let findings = of_text(&Text::plain(words));
        let places = findings.iter().filter_map(|finding| match finding.place {
            Some(Place::Span(span)) => Some(span.range()),
            _ => None,
        });
        places.map(|range| words.get(range).unwrap_or_default()).collect()
    }

    #[test]
    fn numbers_that_mislead_are_found_whole() {
        for (words, part) in [
            ("新增5-10万人", "5-10万"),
            ("投资1.5—2亿元", "1.5—2亿"),
            ("达到63-68%", "63-68%"),
            ("共4千5百万元", "4千5百万"),
            ("共3千万元", "3千万"),
            ("有1百零8人", "1百零8"),
            ("有１２０人", "１２０"),
            ("三、五天内", "三、五"),
        ] {
            assert_eq!(all(words), [part], "{words}");
        }
    }

    #[test]
    fn numbers_that_are_clear_are_left_alone() {
        for words in [
            "5万—10万人",
            "63%—68%",
            "2021—2025年",
            "100～150千克",
            "5千克",
            "3百货",
            "“百千万”工程",
            "第一、二、三产业",
            "一、二期工程",
            "一、二年级",
            "三五天",
            "0512-1234567",
            "1.2亿元",
            "10-20岁",
        ] {
            assert!(all(words).is_empty(), "{words}");
        }
    }
}
