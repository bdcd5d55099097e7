//! One wrong character in a name that must be exact: 示例镇人民攻府. A name is looked for by its halves, one of which must be right.

use crate::diagnostic::Diagnostic;
use crate::lint::texts::{Text, is_cjk};
use crate::lint::{Rule, Subject};
use std::collections::BTreeSet;
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["wording/near-miss"],
    explanation: "发布单位、责任单位、会议的名称和 lists/wording.yaml 里 exact 的名称，一个字也不能错。文字里与它们只差一个字的提醒核对；\
                  名称里是数字、方位不同的（第一村、第二村）不算。确是另一个单位的，请在 site.yaml 的 allow 里写明。",
    right: "示例镇人民政府",
    wrong: "示例镇人民攻府",
    check,
};

/// Characters by which things of one kind are told apart: 第一次会议 and 第二次会议 are two.
const TELLING: &str = "零〇一二三四五六七八九十百两0123456789甲乙丙丁戊己庚辛东南西北中上下左右前后内外大小新老省市县区镇乡村街";
/// Shorter names have too many neighbours.
const SHORTEST: usize = 5;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let names = names(subject);
    let needles: Vec<Needle<'_>> = names.iter().filter_map(|name| Needle::of(name)).collect();
    subject.texts.iter().flat_map(|text| of_text(text, &needles, &names)).collect()
}

/// Every name that must be exact; those of a demonstration are nobody's.
fn names<'a>(subject: &Subject<'a>) -> BTreeSet<&'a str> {
    let world = &subject.site.world;
    let offices = world.reports.iter().flat_map(|report| report.offices.values()).filter(|office| !office.demo);
    let meetings = world.reports.iter().filter_map(|report| report.header.meeting.as_deref());
    let issuers = world.reports.iter().filter_map(|report| report.header.issuer.as_deref());
    let listed = world.wording.exact.iter().map(String::as_str);
    let own = [world.site.publisher.as_str()];
    offices.map(|office| office.name.as_str()).chain(meetings).chain(issuers).chain(listed).chain(own).collect()
}

/// A name cut in two.
struct Needle<'a> {
    name: &'a str,
    first: &'a str,
    second: &'a str,
}

impl<'a> Needle<'a> {
    fn of(name: &'a str) -> Option<Self> {
        let length = name.chars().count();
        let (middle, _) = name.char_indices().nth(length / 2)?;
        let (first, second) = name.split_at(middle);
        (length >= SHORTEST && name.chars().all(is_cjk)).then_some(Self { name, first, second })
    }

    /// Every stretch of the words that differs in one character.
    fn misses(&self, words: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for (at, half) in words.match_indices(self.first) {
            let rest = words.get(at + half.len()..).unwrap_or_default();
            let length: usize = rest.chars().take(self.second.chars().count()).map(char::len_utf8).sum();
            // A last character that differs is the next word as often as a slip.
            if rest.get(..length).is_some_and(|rest| is_slip(self.second, rest) && rest.chars().last() == self.second.chars().last()) {
                found.push(at..at + half.len() + length);
            }
        }
        for (at, half) in words.match_indices(self.second) {
            let before = words.get(..at).unwrap_or_default();
            let length: usize = before.chars().rev().take(self.first.chars().count()).map(char::len_utf8).sum();
            let start = at - length;
            if words.get(start..at).is_some_and(|before| is_slip(self.first, before)) {
                found.push(start..at + half.len());
            }
        }
        found
    }
}

/// Whether two texts of one length differ in one character that tells nothing apart.
fn is_slip(right: &str, found: &str) -> bool {
    if right.chars().count() != found.chars().count() {
        return false;
    }
    let mut other = right.chars().zip(found.chars()).filter(|(right, found)| right != found);
    let (Some((right, found)), None) = (other.next(), other.next()) else { return false };
    is_cjk(found) && !(TELLING.contains(right) && TELLING.contains(found))
}

fn of_text(text: &Text, needles: &[Needle<'_>], names: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let of_needle = |(at, needle): (usize, &Needle<'_>)| {
        let misses = needle.misses(&text.words).into_iter();
        misses.map(|range| (range.start, range.end, at)).collect::<Vec<_>>()
    };
    let mut misses: Vec<(usize, usize, usize)> = needles.iter().enumerate().flat_map(of_needle).collect();
    misses.sort_unstable();
    let mut findings = Vec::new();
    let mut said = 0;
    for (start, end, needle) in misses {
        let (found, Some(needle)) = (text.slice(start..end), needles.get(needle)) else { continue };
        if start < said || names.contains(found) || is_in_a_name(text, &(start..end), names) {
            continue;
        }
        said = end;
        let message = format!("“{found}”与“{}”只差一个字", needle.name);
        let remedy = "请核对名称；写错的请改正，确是另一个名称的，在 site.yaml 的 allow 里写明位置和理由。";
        findings.push(text.finding("wording/near-miss", message, start..end, remedy));
    }
    findings
}

/// Whether a stretch is a part of a longer name that is right.
fn is_in_a_name(text: &Text, range: &Range<usize>, names: &BTreeSet<&str>) -> bool {
    let covers = |name: &&str| {
        let beside = name.len().saturating_sub(range.len());
        let from = (0..=range.start).rev().find(|at| range.start - at >= beside && text.words.is_char_boundary(*at)).unwrap_or(0);
        let until = (range.end..=text.words.len()).find(|at| at - range.end >= beside && text.words.is_char_boundary(*at));
        text.slice(from..until.unwrap_or(text.words.len())).contains(*name)
    };
    names.iter().filter(|name| name.len() > range.len()).any(covers)
}

#[cfg(test)]
mod tests {
    use super::{Needle, of_text};
    use crate::lint::texts::Text;
    use std::collections::BTreeSet;

    fn found(words: &str) -> Vec<String> {
        let names: BTreeSet<&str> =
            ["示例镇人民政府", "示例镇教育办公室", "示例镇第一村", "示例镇第一届人民代表大会第一次会议", "中华人民共和国"].into();
        let needles: Vec<Needle<'_>> = names.iter().filter_map(|name| Needle::of(name)).collect();
        of_text(&Text::plain(words), &needles, &names).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn one_wrong_character_is_found() {
        assert_eq!(found("现在，我代表示例镇人民攻府报告"), ["“示例镇人民攻府”与“示例镇人民政府”只差一个字"]);
        assert_eq!(found("中华人民共合国"), ["“中华人民共合国”与“中华人民共和国”只差一个字"]);
        assert_eq!(found("示列镇教育办公室"), ["“示列镇教育办公室”与“示例镇教育办公室”只差一个字"]);
    }

    #[test]
    fn other_names_are_left_alone() {
        for words in [
            "示例镇人民政府",
            "示例镇第二村",
            "示例镇第一届人民代表大会第二次会议",
            "示例县人民政府",
            "示例镇人民政协",
            "示例镇教育办公楼",
            "示例镇，人民政府",
            "中华人民",
        ] {
            assert!(found(words).is_empty(), "{words}: {:?}", found(words));
        }
    }
}
