//! Words and marks that stand twice by a slip of the hand. Only what is never right twice: 天天 and 常常 are words.

use crate::diagnostic::Diagnostic;
use crate::lint::texts::Text;
use crate::lint::{Rule, Subject};

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["wording/repeated"],
    explanation: "同一个字词或标点连着写了两次，多半是录入时手误。程序只认几种一定是手误的，叠词（天天、常常）不在其内；不是手误的，可在 site.yaml 的 allow 里写明。",
    right: "推动经济平稳增长，",
    wrong: "推动的的经济平稳增长，，",
    check,
};

/// A doubled word; characters before and after it that make it right.
const DOUBLED: [(&str, &str, &str); 9] = [
    ("的的", "目标有中无", "确"),
    ("了了", "不为明聊未到完", "解结却断事之心"),
    ("是是", "于但可凡只像", "非"),
    ("进行进行", "", ""),
    ("推进推进", "", ""),
    ("加强加强", "", ""),
    ("我们我们", "", ""),
    ("以及以及", "", ""),
    ("全面全面", "", ""),
];
/// Marks that never stand side by side. Three full stops are a wrong ellipsis, of which another rule speaks.
const MARKS: [&str; 9] = ["，，", "。。", "、、", "；；", "：：", "，。", "。，", "，、", "、，"];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.texts.iter().flat_map(of_text).collect()
}

fn of_text(text: &Text) -> Vec<Diagnostic> {
    let words = text.words.as_str();
    let mut findings = Vec::new();
    for (doubled, before, after) in DOUBLED {
        for (at, _) in words.match_indices(doubled) {
            let end = at + doubled.len();
            let left = words.get(..at).is_some_and(|left| left.ends_with(|c: char| before.contains(c)));
            let right = words.get(end..).is_some_and(|right| right.starts_with(|c: char| after.contains(c)));
            if !left && !right {
                findings.push(text.finding("wording/repeated", format!("“{doubled}”重复了"), at..end, "请删去多出的字。"));
            }
        }
    }
    for marks in MARKS {
        for (at, _) in words.match_indices(marks) {
            let end = at + marks.len();
            let beside = |c: char| c == '。';
            let is_ellipsis = marks == "。。"
                && (words.get(..at).is_some_and(|left| left.ends_with(beside))
                    || words.get(end..).is_some_and(|right| right.starts_with(beside)));
            if !is_ellipsis {
                findings.push(text.finding("wording/repeated", format!("标点“{marks}”重复了"), at..end, "请只留一个标点。"));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::of_text;
    use crate::lint::texts::Text;

    #[test]
    fn slips_are_found() {
        for words in ["良好的的环境", "完成了了任务", "这是是重点", "推进推进改革", "一，，二", "三。。", "四，。"]
        {
            assert_eq!(of_text(&Text::plain(words)).len(), 1, "{words}");
        }
    }

    #[test]
    fn words_that_double_by_right_are_left_alone() {
        for words in [
            "天天常常",
            "以营利为目的的活动",
            "的的确确",
            "为了了解情况",
            "不了了之",
            "是是非非",
            "于是是否",
            "看看",
            "人人",
            "干干净净",
            "二。。。",
        ] {
            assert!(of_text(&Text::plain(words)).is_empty(), "{words}");
        }
    }
}
