//! 发文字号: 机关代字, six-cornered brackets with the whole year, a number without 第 and without leading noughts (GB/T 9704-2012, 7.2.5).

use crate::diagnostic::Diagnostic;
use crate::lint::texts::{Text, is_cjk};
use crate::lint::{Rule, Subject};
use crate::source::Span;
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["identity/doc-no"],
    explanation: "发文字号由机关代字、年份、序号组成：年份写全4位，用六角括号〔〕括起；序号不加“第”字，不编虚位，后加“号”字\
                  （《党政机关公文格式》GB/T 9704—2012）。正文里引用的文号同样检查。",
    right: "示政发〔2022〕1号",
    wrong: "示政发[2022]第01号",
    check,
};

const REMEDY: &str = "请写成“机关代字〔2022〕1号”的样子：六角括号〔〕，4位年份，不加“第”，序号前不加0。";
const OPENING: [char; 7] = ['[', '［', '【', '(', '（', '〔', '﹝'];
const CLOSING: [char; 7] = [']', '］', '】', ')', '）', '〕', '﹞'];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for report in &subject.site.world.reports {
        let Some(number) = report.header.doc_no.as_deref().filter(|number| !is_good(number) && *number != "无") else { continue };
        let finding = Diagnostic::error("identity/doc-no", format!("文号“{number}”的写法不对")).at(report.places.of("doc_no", report.file));
        findings.push(finding.remedy(REMEDY));
    }
    for written in subject.articles() {
        let Some(number) = written.article.header.doc_no.as_deref().filter(|number| !is_good(number) && *number != "无") else { continue };
        let place = subject.place_in_front(written.article, number);
        findings.push(Diagnostic::error("identity/doc-no", format!("文号“{number}”的写法不对")).at(place).remedy(REMEDY));
    }
    // The number in the report's head is a text too, and was judged whole.
    let said: Vec<Span> = subject.site.world.reports.iter().map(|report| report.places.of("doc_no", report.file)).collect();
    let is_said = |span: Span| said.iter().any(|whole| whole.file == span.file && whole.start <= span.start && span.end <= whole.end);
    findings.extend(subject.texts.iter().flat_map(in_text).filter(|(span, _)| !is_said(*span)).map(|(_, finding)| finding));
    findings
}

fn in_text(text: &Text) -> Vec<(Span, Diagnostic)> {
    let finding = |range: Range<usize>| {
        let message = format!("文号“{}”的写法不对", text.slice(range.clone()));
        (text.span(range.clone()), text.finding("identity/doc-no", message, range, REMEDY))
    };
    suspects(&text.words).into_iter().map(finding).collect()
}

/// `机关代字〔2022〕1号`
fn is_good(number: &str) -> bool {
    let Some((office, rest)) = number.split_once('〔') else { return false };
    let Some((year, rest)) = rest.split_once('〕') else { return false };
    let Some(serial) = rest.strip_suffix('号') else { return false };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_year = year.len() == 4 && digits(year) && (year.starts_with("19") || year.starts_with("20"));
    let is_serial = (1..=4).contains(&serial.len()) && digits(serial) && !serial.starts_with('0');
    (2..=12).contains(&office.chars().count()) && office.chars().all(is_cjk) && is_year && is_serial
}

/// What looks like a document number in running text and is not written as one.
fn suspects(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut floor = 0;
    for (at, mark) in words.match_indices('号') {
        let end = at + mark.len();
        let range = words.get(floor..at).and_then(|before| Some(floor + before.len() - suspect(before)?..end));
        if let Some(range) = range {
            let number = words.get(range.clone()).unwrap_or_default();
            // The words before the bracket may be more than the office's: the number is what must be right.
            let bracket = number.find(OPENING).unwrap_or(0);
            if !is_good(&format!("某某{}", number.get(bracket..).unwrap_or_default())) {
                found.push(range);
            }
        }
        floor = end;
    }
    found
}

/// The length in bytes of the number before its 号, from the last character of the office's word on.
fn suspect(before: &str) -> Option<usize> {
    let is_year = |digits: &str| digits.starts_with("19") || digits.starts_with("20");
    let (rest, digits) = before.split_at(before.trim_end_matches(|c: char| c.is_ascii_digit()).len());
    let year = match digits.len() {
        1..=4 => {
            let rest = rest.trim_end_matches('第').trim_end();
            let rest = rest.strip_suffix(CLOSING).unwrap_or(rest);
            let (office, year) = rest.split_at(rest.trim_end_matches(|c: char| c.is_ascii_digit()).len());
            (year.len() == 4 && is_year(year)).then_some(office)?
        }
        // 〔20208号: without its closing bracket year and number run together.
        5..=8 if is_year(digits) => rest,
        _ => return None,
    };
    let office = year.strip_suffix(OPENING)?;
    let letters = office.chars().rev().take_while(|c| is_cjk(*c)).take(8).collect::<Vec<_>>();
    // The last character of every office's word; other brackets with a year and a number count houses and lots.
    let is_office = letters.first().is_some_and(|last| "发函办字令公告通请报复规文电呈传议纪批会建审任党委政".contains(*last));
    (letters.len() >= 2 && is_office).then(|| before.len() - office.len() + letters.iter().take(3).map(|c| c.len_utf8()).sum::<usize>())
}

#[cfg(test)]
mod tests {
    use super::{is_good, suspects};

    #[test]
    fn a_number_is_written_in_one_way() {
        assert!(is_good("示政发〔2022〕1号") && is_good("国办秘函〔2019〕19号"));
        for wrong in [
            "示政发[2022]1号",
            "示政发〔2022〕第1号",
            "示政发〔2022〕01号",
            "示政发〔22〕1号",
            "示政发〔2022〕1",
            "〔2022〕1号",
            "2022年第1号",
        ] {
            assert!(!is_good(wrong), "{wrong}");
        }
    }

    #[test]
    fn running_text_is_searched_too() {
        let text = "根据示政发[2022]1号和示政办发（2021）第03号，依照国发〔2020〕5号执行。";
        let found: Vec<&str> = suspects(text).into_iter().map(|range| text.get(range).unwrap_or_default()).collect();
        assert_eq!(found, ["示政发[2022]1号", "政办发（2021）第03号"]);
        assert_eq!(suspects("按国发〔20208号办理").len(), 1);
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for words in ["示例路2022号", "地块（2022）5号", "2022年第1号", "示例镇（2022）年1号楼", "国发〔2020〕5号", "第5号", "电话2022号"]
        {
            assert!(suspects(words).is_empty(), "{words}");
        }
    }
}
