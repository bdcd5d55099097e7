//! Fixed formulas: their count word, their members, the verb before them. The formulas stand in the office's list.

use crate::diagnostic::Diagnostic;
use crate::lint::texts::{Text, sentences};
use crate::lint::{Rule, Subject};
use crate::report::wording::Formula;
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["wording/formula"],
    explanation: "固定提法的数目、内容、顺序和搭配的动词不能写错。提法列在 lists/wording.yaml，由发布单位据上级文件维护；程序只核对表里有的，\
                  而且只在后面（或前面）确实列出了各项内容时核对内容。程序不替你改，请对照权威文件。",
    right: "坚持创新、协调、绿色、开放、共享的新发展理念",
    wrong: "坚持创新、协调、绿色、开放的新发展理念",
    check,
};

/// Numbers that a count word may be.
const COUNTS: &str = "一二两三四五六七八九十";
const QUOTES: [char; 6] = ['“', '”', '"', '‘', '’', '「'];
const REMEDY: &str = "请对照权威文件改正；提法已有变化的，请更新 lists/wording.yaml。";

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let formulas = &subject.site.world.wording.formulas;
    subject.texts.iter().flat_map(|text| of_text(text, formulas)).collect()
}

fn of_text(text: &Text, formulas: &[Formula]) -> Vec<Diagnostic> {
    let holds = |formula: &&Formula| formula.from.is_none_or(|from| text.year.is_none_or(|year| year >= from.year()));
    let known: Vec<&Formula> = formulas.iter().filter(holds).collect();
    known.iter().flat_map(|formula| miscounted(text, formula, &known).into_iter().chain(at_names(text, formula, &known))).collect()
}

/// `“五个自信”`: the name with another count word, and no formula of that name.
fn miscounted(text: &Text, formula: &Formula, known: &[&Formula]) -> Vec<Diagnostic> {
    let Some((_, rest)) = counted(&formula.name) else { return Vec::new() };
    let wrong = |(at, _): (usize, &str)| {
        let (start, count) = text.words.get(..at)?.char_indices().next_back()?;
        let range = start..at + rest.len();
        let found = text.slice(range.clone());
        let is_known = !COUNTS.contains(count) || known.iter().any(|formula| formula.name == found);
        (!is_known && stands_alone(text, &range))
            .then(|| text.finding("wording/formula", format!("“{found}”疑似应为“{}”", formula.name), range, REMEDY))
    };
    text.words.match_indices(rest).filter_map(wrong).collect()
}

/// Whether a name stands in quotes: without them 三个自信 may be any three.
fn stands_alone(text: &Text, range: &Range<usize>) -> bool {
    text.slice(0..range.start).ends_with(QUOTES) && text.slice(range.end..text.words.len()).starts_with(QUOTES)
}

/// The count word of a name and the rest: 四, 个自信.
fn counted(name: &str) -> Option<(char, &str)> {
    let count = name.chars().next().filter(|c| COUNTS.contains(*c))?;
    name.get(count.len_utf8()..).filter(|rest| rest.chars().count() >= 3 || !rest.starts_with('个')).map(|rest| (count, rest))
}

/// Members and verb wherever the name stands.
fn at_names(text: &Text, formula: &Formula, known: &[&Formula]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for sentence in sentences(&text.words).filter(|sentence| text.slice(sentence.clone()).contains(formula.name.as_str())) {
        let words = text.slice(sentence.clone());
        for (at, name) in words.match_indices(formula.name.as_str()) {
            let (before, after) = (last(words.get(..at).unwrap_or_default()), first(words.get(at + name.len()..).unwrap_or_default()));
            let wrong = listed_after(after).and_then(|list| problem(list, formula)).or_else(|| problem(listed_before(before)?, formula));
            let wrong = wrong.or_else(|| verb(before, formula, known));
            let range = sentence.start + at..sentence.start + at + name.len();
            findings.extend(wrong.map(|message| text.finding("wording/formula", message, range, REMEDY)));
        }
    }
    findings
}

/// A list of members is never longer than this, in bytes; so that a sentence without end is not read again at every name.
const FAR: usize = 400;

fn first(words: &str) -> &str {
    (FAR..words.len()).find_map(|at| words.get(..at)).unwrap_or(words)
}

fn last(words: &str) -> &str {
    (words.len().saturating_sub(FAR)..words.len()).find_map(|at| words.get(at..)).unwrap_or(words)
}

/// The items behind a name: `”（政治意识、大局意识……）`.
fn listed_after(after: &str) -> Option<&str> {
    let rest = after.trim_start_matches(QUOTES);
    let list = rest.strip_prefix(['（', '(', '：', ':', '—']).or_else(|| rest.strip_prefix("即"))?;
    list.trim_start_matches('—').split(['）', ')', '，', ',']).next()
}

/// The items before a name: `坚持创新、协调、绿色、开放、共享的“`.
fn listed_before(before: &str) -> Option<&str> {
    let list = before.trim_end_matches(QUOTES).strip_suffix('的')?;
    list.rsplit(['，', ',', '：', '（', '(']).next()
}

/// What is wrong about a list, if it is one of the formula's members at all.
fn problem(list: &str, formula: &Formula) -> Option<String> {
    // The word that the members share with the name may be left out: 道路、理论、制度、文化自信.
    let shared: String = formula.name.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    let bare = |item: &str| {
        let item = item.trim_matches(QUOTES).trim();
        item.strip_suffix(shared.as_str()).filter(|bare| !bare.is_empty()).unwrap_or(item).to_owned()
    };
    let members: Vec<String> = formula.members.iter().map(|member| bare(member)).collect();
    let mut items: Vec<String> = list.split(['、', '和', '及']).map(bare).filter(|item| !item.is_empty()).collect();
    // The first item may have a verb before it: 坚持创新.
    if let Some(first) = items.first_mut()
        && let Some(member) = members.iter().find(|member| first.ends_with(member.as_str()))
    {
        first.clone_from(member);
    }
    let known = items.iter().filter(|item| members.contains(item)).count();
    if known < 2 || items == members || list.ends_with('等') {
        return None;
    }
    let name = &formula.name;
    let missing: Vec<&str> = members.iter().filter(|member| !items.contains(member)).map(String::as_str).collect();
    let foreign: Vec<&str> = items.iter().filter(|item| !members.contains(item)).map(String::as_str).collect();
    Some(match (missing.is_empty(), foreign.is_empty()) {
        (false, true) => format!("“{name}”的内容少了“{}”", missing.join("、")),
        (false, false) => format!("“{name}”的内容里没有“{}”，应有“{}”", foreign.join("、"), missing.join("、")),
        (true, false) => format!("“{name}”的内容里没有“{}”", foreign.join("、")),
        (true, true) if items.len() > members.len() => format!("“{name}”的内容有重复"),
        (true, true) => format!("“{name}”各项内容的顺序与通行的不同，应为{}", members.join("、")),
    })
}

/// The verb of another formula before the name: 坚定“四个意识”.
fn verb(before: &str, formula: &Formula, known: &[&Formula]) -> Option<String> {
    let own = formula.verb.as_deref()?;
    let before = before.trim_end_matches(QUOTES);
    let other = known.iter().filter_map(|other| other.verb.as_deref()).find(|verb| *verb != own && before.ends_with(verb))?;
    Some(format!("“{}”搭配的动词是“{own}”，这里是“{other}”", formula.name))
}

#[cfg(test)]
mod tests {
    use super::of_text;
    use crate::lint::texts::Text;
    use crate::report::wording::Formula;
    use crate::syntax::wording::built_in;

    fn found(words: &str) -> Vec<String> {
        let formulas: Vec<Formula> = built_in(&mut Vec::new()).formulas;
        of_text(&Text::plain(words), &formulas).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn wrong_formulas_are_found_once() {
        assert_eq!(found("坚持创新、协调、绿色、开放的新发展理念"), ["“新发展理念”的内容少了“共享”"]);
        assert_eq!(found("坚定“四个自信”（道路自信、理论自信、体制自信、文化自信）"), ["“四个自信”的内容里没有“体制”，应有“制度”"]);
        assert_eq!(
            found("“四个意识”：大局意识、政治意识、核心意识、看齐意识"),
            ["“四个意识”各项内容的顺序与通行的不同，应为政治、大局、核心、看齐"]
        );
        assert_eq!(found("坚定“三个维护”"), ["“三个维护”疑似应为“两个维护”"]);
        assert_eq!(found("坚定“四个意识”，做到“两个维护”"), ["“四个意识”搭配的动词是“增强”，这里是“坚定”"]);
    }

    #[test]
    fn right_formulas_and_other_lists_are_left_alone() {
        for words in [
            "增强“四个意识”、坚定“四个自信”、做到“两个维护”",
            "树牢“四个意识”，深刻领悟“两个确立”的决定性意义",
            "“四个自信”（道路自信、理论自信、制度自信、文化自信）",
            "坚定“四个自信”（道路、理论、制度、文化自信）",
            "完整、准确、全面贯彻新发展理念",
            "贯彻创新、协调、绿色、开放、共享的新发展理念，推动发展",
            "新发展理念：教育、医疗、绿色",
            "三个自信的村民",
        ] {
            assert!(found(words).is_empty(), "{words}: {:?}", found(words));
        }
    }
}
