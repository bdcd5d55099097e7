//! What was carried over from last year's report: 今年 with another year, the first and last year of a plan, goals for a year that is
//! over, whole sentences.

use crate::diagnostic::Diagnostic;
use crate::lint::texts::{Text, Voice, sentences};
use crate::lint::{Rule, Subject};
use std::collections::BTreeMap;
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["wording/year-roll"],
    explanation: "套用上年的报告，年份容易漏改：“今年（2021年）”与报告的年度不符，“十四五”开局之年不是2021年，目标写的是已经过去的年份，\
                  整句与上年的报告一字不差。五年规划的起止年份按顺序推算：十四五是2021—2025年，十五五是2026—2030年。",
    right: "2022年的报告：今年（2022年）",
    wrong: "2022年的报告：今年（2021年）",
    check,
};

/// A sentence shorter than this may well be the same every year.
const LONG: usize = 30;
const REMEDY: &str = "请核对年份，改正从上年报告里带来的说法。";
/// Words of a year and how far it is from the report's.
const RELATIVE: [(&str, i16); 7] = [("今年", 0), ("本年度", 0), ("去年", -1), ("上年", -1), ("上一年", -1), ("前年", -2), ("明年", 1)];
/// Words before 到2021年 that make it a goal.
const GOALS: [&str; 6] = ["力争", "争取", "确保", "计划", "目标", "预计"];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for text in subject.texts.iter().filter(|text| text.voice != Voice::Ours) {
        let Some(year) = text.year else { continue };
        let delivered = subject.site.world.reports.iter().find(|report| report.year == year).and_then(|report| report.header.delivered_on);
        // A report that is delivered in December speaks of its own year as 明年.
        let base = if delivered.is_some_and(|on| on.year() != year) { None } else { Some(year) };
        findings.extend(of_text(text, year, base));
    }
    findings.extend(same_as_last_year(subject.texts));
    findings
}

fn of_text(text: &Text, year: i16, base: Option<i16>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for sentence in sentences(&text.words) {
        let words = text.slice(sentence.clone());
        let found =
            base.map(|base| relative(words, base)).unwrap_or_default().into_iter().chain(plan(words, base)).chain(goal(words, year));
        findings.extend(found.map(|(range, message)| {
            let range = sentence.start + range.start..sentence.start + range.end;
            text.finding("wording/year-roll", message, range, REMEDY)
        }));
    }
    findings
}

/// `今年（2021年）`
fn relative(words: &str, base: i16) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for (word, distance) in RELATIVE {
        for (at, _) in words.match_indices(word) {
            let opened = at + word.len();
            let year = words.get(opened..).and_then(|rest| rest.strip_prefix(['（', '(']));
            let Some((year, length)) = year.and_then(leading_year).filter(|(year, _)| *year != base + distance) else { continue };
            let bracket = words.get(opened..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            found.push((at..opened + bracket + length, format!("“{word}”是{}年，这里写的是{year}年", base + distance)));
        }
    }
    found
}

/// `2022年是“十四五”开局之年`; without a year or 今年 in the sentence nobody knows which year is meant.
fn plan(words: &str, base: Option<i16>) -> Option<(Range<usize>, String)> {
    let (at, word) = ["开局之年", "收官之年"].iter().find_map(|word| Some((words.find(word)?, *word)))?;
    let before = words.get(..at)?;
    let (ordinal, from) = plan_before(before)?;
    let first = 2001 + 5 * (ordinal - 10);
    let right = if word == "开局之年" { first } else { first + 4 };
    let said = last_year(before).or_else(|| {
        let (_, distance) = RELATIVE.iter().filter_map(|(word, distance)| Some((before.rfind(word)?, *distance))).max()?;
        Some(base? + distance)
    })?;
    let name = before.get(from..).unwrap_or_default();
    let name: String = name.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).collect();
    (said != right).then(|| (from..at + word.len(), format!("“{name}”的{word}是{right}年，这里说的是{said}年")))
}

/// The last 十四五 of some words: its ordinal, and where it begins.
fn plan_before(words: &str) -> Option<(i16, usize)> {
    const DIGITS: &str = "一二三四五六七八九";
    let value = |c: char| DIGITS.chars().zip(1..).find(|(digit, _)| *digit == c).map(|(_, value)| value);
    words.rmatch_indices('五').find_map(|(end, _)| {
        let mut before = words.get(..end)?.char_indices().rev();
        let (at, digit) = before.next()?;
        let (start, ten) = before.next()?;
        // 十五 itself is the tenth or a fifteenth of something: only three characters name a plan.
        let is_longer = before.next().is_some_and(|(_, c)| c == '十' || value(c).is_some());
        (ten == '十' && !is_longer).then(|| Some((10 + value(digit)?, start)))?.filter(|_| at > start)
    })
}

/// `力争到2021年`, in a report of a later year.
fn goal(words: &str, year: i16) -> Option<(Range<usize>, String)> {
    words.match_indices('到').find_map(|(at, to)| {
        let (goal, length) = words.get(at + to.len()..).and_then(leading_year).filter(|(goal, _)| *goal < year)?;
        let is_goal = GOALS.iter().any(|word| words.get(..at).is_some_and(|before| before.ends_with(word)));
        is_goal.then(|| (at..at + to.len() + length, format!("目标写的是{goal}年，报告是{year}年的")))
    })
}

/// The four-digit year with which some words begin, and its length with 年.
fn leading_year(words: &str) -> Option<(i16, usize)> {
    let year = words.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let is_year = words.get(4..)?.starts_with('年') && (year.starts_with("19") || year.starts_with("20"));
    is_year.then(|| Some((year.parse().ok()?, 4 + '年'.len_utf8())))?
}

/// The last four-digit year of some words.
fn last_year(words: &str) -> Option<i16> {
    words.rmatch_indices('年').find_map(|(at, _)| leading_year(words.get(at.checked_sub(4)?..)?)).map(|(year, _)| year)
}

/// Long sentences that stand in the report of the year before, but for the year.
fn same_as_last_year(texts: &[Text]) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<(i16, String), (&Text, Range<usize>)> = BTreeMap::new();
    let long = |text: &Text| -> Vec<(String, Range<usize>)> {
        let sentences = sentences(&text.words).map(|range| (without_years(text.slice(range.clone())), range));
        sentences.filter(|(sentence, _)| sentence.chars().count() >= LONG).collect()
    };
    let reports: Vec<(&Text, i16)> =
        texts.iter().filter(|text| text.voice != Voice::Ours).filter_map(|text| Some((text, text.year?))).collect();
    for (text, year) in &reports {
        for (sentence, range) in long(text) {
            seen.entry((*year, sentence)).or_insert((text, range));
        }
    }
    let mut findings = Vec::new();
    for (text, year) in &reports {
        for (sentence, range) in long(text) {
            let Some((before, first)) = seen.get(&(year - 1, sentence)) else { continue };
            let message = format!("这一句与{}年的报告一字不差", year - 1);
            let finding = text.finding("wording/year-roll", message, range, "请核对是不是从上年报告里带来的，情况有没有变化。");
            findings.push(finding.note_at(before.span(first.clone()), "上年的写在这里"));
        }
    }
    findings
}

/// A sentence with its four-digit years made alike.
fn without_years(sentence: &str) -> String {
    let mut alike = String::with_capacity(sentence.len());
    let mut rest = sentence.trim();
    while let Some(c) = rest.chars().next() {
        let length = match leading_year(rest) {
            Some((_, length)) => {
                alike.push('年');
                length
            }
            None => {
                alike.push(c);
                c.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    alike
}

#[cfg(test)]
mod tests {
    use super::{of_text, same_as_last_year};
    use crate::lint::texts::{Text, Voice};

    fn found(words: &str) -> Vec<String> {
        of_text(&Text::plain(words), 2022, Some(2022)).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn years_that_were_not_rolled_on_are_found() {
        assert_eq!(found("今年（2021年），我们"), ["“今年”是2022年，这里写的是2021年"]);
        assert_eq!(found("去年（2022年）"), ["“去年”是2021年，这里写的是2022年"]);
        assert_eq!(found("2022年是“十四五”规划的开局之年。"), ["“十四五”的开局之年是2021年，这里说的是2022年"]);
        assert_eq!(found("今年是“十三五”收官之年"), ["“十三五”的收官之年是2020年，这里说的是2022年"]);
        assert_eq!(found("力争到2021年底建成"), ["目标写的是2021年，报告是2022年的"]);
    }

    #[test]
    fn years_that_are_right_are_left_alone() {
        for words in [
            "今年（2022年）和明年（2023年）",
            "2021年是“十四五”开局之年，2020年是“十三五”收官之年",
            "站在“十四五”开局之年",
            "2026年是“十五五”的开局之年",
            "力争到2025年建成",
            "到2021年底，累计建成",
            "今年是第十五个五年计划",
            "今年比2021年增长",
        ] {
            assert!(found(words).is_empty(), "{words}: {:?}", found(words));
        }
    }

    #[test]
    fn long_sentences_of_last_year_are_found() {
        let long = |year: i16| format!("{year}年，继续推进农村道路建设，完善交通安全设施，解决好群众出行的难题，让群众放心。短句不算。");
        let of = |year: i16, words: String| Text { voice: Voice::Draft, year: Some(year), ..Text::plain(&words) };
        assert_eq!(same_as_last_year(&[of(2021, long(2021)), of(2022, long(2022))]).len(), 1);
        assert!(same_as_last_year(&[of(2020, long(2020)), of(2022, long(2022))]).is_empty());
    }
}
