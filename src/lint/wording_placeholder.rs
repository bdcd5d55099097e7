//! What stands for a text that was never written.

use crate::diagnostic::Diagnostic;
use crate::lint::texts::{Text, is_cjk, sentences};
use crate::lint::{Rule, Subject};
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["wording/placeholder"],
    explanation: "“敬请期待”“栏目建设中”“待补充”、TODO、Lorem 一类的文字，说明内容还没有写。空白栏目在政府网站检查中要扣分；没有内容的栏目和小节请先不放上网站。",
    right: "把内容写好再发布，或先删去这一节",
    wrong: "敬请期待",
    check,
};

/// Words that stand for others wherever they are.
const ANYWHERE: [&str; 9] =
    ["敬请期待", "待补充", "此处填写", "在此输入", "点击此处添加", "占位文字", "栏目建设中", "网站建设中", "页面建设中"];
/// Words that do when they are all there is: 建设中 of a road is a fact.
const ALONE: [&str; 6] = ["建设中", "正在建设中", "内容建设中", "更新中", "内容更新中", "暂无内容"];
/// Words of those who make pages.
const LATIN: [&str; 5] = ["todo", "tbd", "fixme", "lorem", "lorem ipsum"];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.texts.iter().flat_map(of_text).collect()
}

fn of_text(text: &Text) -> Vec<Diagnostic> {
    let finding = |range: Range<usize>| {
        let message = format!("“{}”不是正式的内容", text.slice(range.clone()));
        text.finding("wording/placeholder", message, range, "请补上内容；还没有内容的，请先删去这一处。")
    };
    let words = text.words.as_str();
    let mut found: Vec<Range<usize>> = Vec::new();
    for word in ANYWHERE {
        // 待补充材料 is a fact about papers.
        let is_whole = |at: usize| word != "待补充" || !words.get(at + word.len()..).is_some_and(|rest| rest.starts_with(is_cjk));
        found.extend(words.match_indices(word).filter(|(at, _)| is_whole(*at)).map(|(at, _)| at..at + word.len()));
    }
    for sentence in sentences(words) {
        let bare = text.slice(sentence.clone()).trim_matches(|c: char| c.is_whitespace() || "（）()…—，,.！!".contains(c));
        let at = sentence.start + text.slice(sentence).find(bare).unwrap_or(0);
        found.extend(ALONE.contains(&bare).then(|| at..at + bare.len()));
    }
    found.extend(latin(words));
    found.into_iter().map(finding).collect()
}

/// Whether a value without a Chinese character is nothing but such a word: `TODO`, `Lorem ipsum`.
pub(super) fn is_latin_placeholder(value: &str) -> bool {
    let bare = value.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || "：，。…".contains(c));
    LATIN.iter().any(|known| bare.eq_ignore_ascii_case(known))
}

/// Words of letters that stand for themselves, whatever their case.
fn latin(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in words.char_indices().chain([(words.len(), ' ')]) {
        match (c.is_ascii_alphanumeric() || c == '_', start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let is_one = words.get(from..at).is_some_and(|word| LATIN.iter().any(|known| word.eq_ignore_ascii_case(known)));
                found.extend(is_one.then_some(from..at));
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::of_text;
    use crate::lint::texts::Text;

    #[test]
    fn what_stands_for_a_text_is_found() {
        for words in ["敬请期待！", "建设中……", "（正在建设中）", "TODO：补数据", "Lorem ipsum", "联系方式待补充"]
        {
            assert_eq!(of_text(&Text::plain(words)).len(), 1, "{words}");
        }
    }

    #[test]
    fn work_that_goes_on_is_left_alone() {
        for words in ["教学楼正在建设中。", "在乡村建设中，发挥作用。", "数据更新中心", "todos_list", "期待"] {
            assert!(of_text(&Text::plain(words)).is_empty(), "{words}");
        }
    }
}
