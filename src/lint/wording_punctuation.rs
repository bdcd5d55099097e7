//! Marks of punctuation (GB/T 15834-2011): only what is certain at a glance.

use crate::diagnostic::Diagnostic;
use crate::lint::texts::{Form, Text, is_cjk};
use crate::lint::{Rule, Subject};
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["wording/punctuation"],
    explanation: "标点按《标点符号用法》（GB/T 15834—2011）：汉字之间用全角标点；省略号是六个点（……），与“等”不并用；\
                  标有书名号或引号的并列成分之间通常不用顿号；标题末尾不用句号。",
    right: "《规划》《方案》；教育、医疗等；教育、医疗……",
    wrong: "《规划》、《方案》；教育、医疗……等；教育,医疗.....",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.texts.iter().flat_map(of_text).collect()
}

fn of_text(text: &Text) -> Vec<Diagnostic> {
    let words = text.words.as_str();
    let mut findings = half_width(text);
    let find = |sign: &str, message: &str, remedy: &str| -> Vec<Diagnostic> {
        let at = words.match_indices(sign).map(|(at, _)| at..at + sign.len());
        at.map(|range| text.finding("wording/punctuation", message, range, remedy)).collect()
    };
    findings.extend(find("……等", "省略号和“等”并用了", "“……”和“等”只留一个。"));
    findings.extend(find("等……", "省略号和“等”并用了", "“……”和“等”只留一个。"));
    findings.extend(find("》、《", "书名号之间通常不用顿号", "请删去书名号之间的顿号。"));
    findings.extend(find("”、“", "引号之间通常不用顿号", "请删去引号之间的顿号。"));
    findings.extend(dots(&text.words).into_iter().map(|range| {
        text.finding("wording/punctuation", format!("“{}”不是省略号", text.slice(range.clone())), range, "省略号是六个点：……。")
    }));
    if text.form == Form::Heading && words.ends_with('。') {
        let range = words.len() - '。'.len_utf8()..words.len();
        findings.push(text.finding("wording/punctuation", "标题末尾有句号", range, "请删去标题末尾的句号。"));
    }
    findings
}

/// A half-width mark between two Chinese characters.
fn half_width(text: &Text) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut before = None;
    let mut signs = text.words.char_indices().peekable();
    while let Some((at, c)) = signs.next() {
        let full = match c {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '?' => '？',
            '!' => '！',
            _ => {
                before = Some(c);
                continue;
            }
        };
        if before.is_some_and(is_cjk) && signs.peek().is_some_and(|(_, next)| is_cjk(*next)) {
            let message = format!("汉字之间用了半角的“{c}”");
            findings.push(text.finding("wording/punctuation", message, at..at + 1, &format!("请改为全角的“{full}”。")));
        }
        before = Some(c);
    }
    findings
}

/// Rows of dots or full stops that should be an ellipsis, behind a Chinese character.
fn dots(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut last = None;
    let mut row: Option<(usize, char, usize)> = None;
    for (at, c) in words.char_indices().chain([(words.len(), ' ')]) {
        row = match row {
            Some((start, dot, count)) if dot == c => Some((start, dot, count + 1)),
            Some((start, _, count)) => {
                found.extend((count >= 3).then_some(start..at));
                None
            }
            None => None,
        };
        if row.is_none() && matches!(c, '.' | '。' | '．' | '·') && last.is_some_and(is_cjk) {
            row = Some((at, c, 1));
        }
        last = Some(c);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::of_text;
    use crate::lint::texts::{Form, Text};

    #[test]
    fn wrong_marks_are_found() {
        for words in ["教育,医疗", "目标:增长", "教育、医疗……等", "《规划》、《方案》", "“甲”、“乙”", "教育.....", "教育。。。", "教育..."]
        {
            assert_eq!(of_text(&Text::plain(words)).len(), 1, "{words}");
        }
        let heading = Text { form: Form::Heading, ..Text::plain("办好教育。") };
        assert_eq!(of_text(&heading).len(), 1);
    }

    #[test]
    fn right_marks_are_left_alone() {
        for words in [
            "教育，医疗：好；",
            "1,200人",
            "9:00开门",
            "比例1:2",
            "www.example.cn",
            "教育……",
            "《规划》《方案》",
            "等。",
            "v1.2...3",
            "办好教育。",
            "见 a,b",
        ] {
            assert!(of_text(&Text::plain(words)).is_empty(), "{words}");
        }
    }
}
