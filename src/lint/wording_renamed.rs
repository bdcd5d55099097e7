//! Bodies under a name that they no longer have. The renamings stand in the office's list, with their dates.

use crate::diagnostic::Diagnostic;
use crate::lint::texts::{Text, sentences};
use crate::lint::{Rule, Subject};
use crate::report::wording::Renamed;
use crate::value::date::chinese;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["wording/renamed"],
    explanation: "机构更名以后要用新名。更名的机构和日期列在 lists/wording.yaml 的 renamed，由发布单位据本地的机构改革文件填写；\
                  说的是更名以前的事（写明了年份，或写了“原”“时任”“更名”），旧名照写。",
    right: "新名称；2017年，旧名称……；原旧名称",
    wrong: "更名以后的报告里还写旧名称",
    check,
};

/// Words of a sentence that speaks of the past or of the renaming itself.
const OF_THE_PAST: [&str; 7] = ["时任", "更名", "前身", "改名", "改组", "组建", "撤销"];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let renamed = &subject.site.world.wording.renamed;
    subject.texts.iter().flat_map(|text| renamed.iter().flat_map(|renamed| of_text(text, renamed))).collect()
}

fn of_text(text: &Text, renamed: &Renamed) -> Vec<Diagnostic> {
    // A report of the year of the renaming may still speak of the time before it.
    let is_later =
        text.year.is_none_or(|year| year > renamed.from.year() || (year == renamed.from.year() && renamed.from.day_of_year() == 1));
    if !is_later || !text.words.contains(renamed.old.as_str()) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for sentence in sentences(&text.words).filter(|sentence| !is_of_the_past(text.slice(sentence.clone()), renamed.from.year())) {
        let words = text.slice(sentence.clone());
        for (at, old) in words.match_indices(renamed.old.as_str()) {
            if words.get(..at).is_some_and(|before| before.ends_with(['原', '前'])) || is_new_name(words, at, renamed) {
                continue;
            }
            let range = sentence.start + at..sentence.start + at + old.len();
            let message = format!("“{old}”{}起已经是“{}”", chinese(renamed.from), renamed.new);
            findings.push(text.finding("wording/renamed", message, range, "请改用新名；说的是更名以前的事，请写明年份或加“原”字。"));
        }
    }
    findings
}

/// Whether the old name is a part of the new one where it stands.
fn is_new_name(words: &str, at: usize, renamed: &Renamed) -> bool {
    let offsets = renamed.new.match_indices(renamed.old.as_str()).map(|(offset, _)| offset);
    offsets
        .into_iter()
        .any(|offset| at.checked_sub(offset).and_then(|start| words.get(start..)).is_some_and(|rest| rest.starts_with(&renamed.new)))
}

/// Whether a sentence names a year up to that of the renaming, or the renaming itself.
fn is_of_the_past(sentence: &str, until: i16) -> bool {
    let year = |(at, _): (usize, &str)| sentence.get(at.checked_sub(4)?..at)?.parse::<i16>().ok();
    OF_THE_PAST.iter().any(|word| sentence.contains(word)) || sentence.match_indices('年').filter_map(year).any(|year| year <= until)
}

#[cfg(test)]
mod tests {
    use super::of_text;
    use crate::lint::texts::Text;
    use crate::report::wording::Renamed;
    use crate::value::date::parse_date;

    fn found(words: &str, year: Option<i16>) -> usize {
        let Some(from) = parse_date("2019-03-01") else { return usize::MAX };
        let renamed = Renamed { old: "甲局".into(), new: "县甲局乙".into(), from, source: "某文件".into() };
        of_text(&Text { year, ..Text::plain(words) }, &renamed).len()
    }

    #[test]
    fn old_names_are_found_after_their_day() {
        assert_eq!(found("由甲局牵头。", Some(2022)), 1);
        assert_eq!(found("由甲局牵头。", None), 1);
    }

    #[test]
    fn old_names_of_old_days_are_left_alone() {
        assert_eq!(found("由甲局牵头。", Some(2019)), 0);
        assert_eq!(found("由甲局牵头。", Some(2018)), 0);
        for words in ["2018年，甲局牵头。", "原甲局牵头。", "甲局更名后。", "县甲局乙牵头。"] {
            assert_eq!(found(words, Some(2022)), 0, "{words}");
        }
    }
}
