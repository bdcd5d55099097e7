//! A number that a text gives for a target by name, outside any link, and that is in no data file (contract §1): pages, captions and tables
//! must say what the data say. Links are another rule's.

use crate::diagnostic::Diagnostic;
use crate::lint::claims::{Fact, agrees, growth_facts, is_rounded, value_facts};
use crate::lint::passages::{Passage, Table, Text, passages, tables, texts};
use crate::lint::{Rule, Subject};
use crate::report::target::Target;
use crate::source::Span;
use crate::value::quantity::{Amount, Quantity, quantities};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["figure/contradicts"],
    explanation: "文章、页面、图片说明和表格里点了目标的名称，紧接着写出的数字就应当是数据文件里有的：目标、增幅，或者某一期的完成情况。\
                  写成四舍五入以后的数是提醒，不是错误，请写全或写“约”。增幅只与口径相同的比：文中写明按现价的，不与按可比价的数核对。\
                  单位可以换算；“以上”包含本数，“超过”不含本数；约数请写“约”。说的是别的年份、上年、其中一部分的，不核对。\
                  同一个数在网站上前后不一，读者就不知道该信哪一个。",
    right: "新开工产业项目达到20个（目标表是20个）",
    wrong: "新开工产业项目达到25个（目标表是20个，完成情况是8个）",
    check,
};

/// What makes a whole sentence speak of another time.
const OTHER_TIMES: [&str; 12] = ["上年", "去年", "前年", "上一年", "往年", "历年", "过去", "五年", "十三五", "十四五", "同期", "回顾"];

/// What makes a clause speak of a part, a difference, or of what is not so.
const OTHER_MATTERS: [&str; 18] =
    ["其中", "同比", "环比", "未", "没有", "并非", "不是", "不含", "除", "比", "较", "每", "人均", "平均", "日均", "月均", "曾", "误"];

/// Words that may stand before a target's name without making it the name of something else.
const LEADS: [&str; 34] = [
    "今年",
    "本年度",
    "本年",
    "全年",
    "年度",
    "当年",
    "上半年",
    "前三季度",
    "第一季度",
    "一季度",
    "截至目前",
    "截至",
    "目前",
    "年底",
    "年末",
    "月底",
    "月末",
    "全镇",
    "我镇",
    "本镇",
    "实现",
    "完成",
    "确保",
    "力争",
    "争取",
    "预计",
    "计划",
    "累计",
    "将",
    "已",
    "共",
    "底",
    "末",
    "的",
];

/// Words that may stand between a name and its number.
const BETWEEN: [&str; 40] = [
    "今年",
    "全年",
    "年度",
    "上半年",
    "前三季度",
    "第一季度",
    "一季度",
    "截至",
    "目前",
    "年底",
    "月底",
    "的",
    "目标值",
    "目标数",
    "目标",
    "计划",
    "任务",
    "实际",
    "达到",
    "达",
    "完成",
    "实现",
    "为",
    "是",
    "共计",
    "共",
    "累计",
    "总计",
    "总量",
    "总额",
    "总数",
    "预计",
    "将",
    "已",
    "到",
    "了",
    "：",
    ":",
    " ",
    "增长",
];

const GROWTH_WORDS: [&str; 3] = ["增长", "增幅", "增速"];

/// No sentence of people is longer, in bytes; of one that is, only so much is read around every name.
const REACH: usize = 600;
const STOPS: [char; 7] = ['，', '。', '；', '！', '？', '、', '\n'];
const SENTENCE_STOPS: [char; 5] = ['。', '；', '！', '？', '\n'];

/// A number that no data file has.
struct Contradiction<'a> {
    target: &'a Target,
    words: String,
    facts: Vec<Fact>,
    span: Span,
    adopted: bool,
    /// A fact that the number is the rounded form of: its place among the facts.
    rounded: Option<usize>,
}

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    contradictions(subject).iter().map(|found| finding(found, subject)).collect()
}

/// The places of all contradictions, for the rule on unbound figures: one number is one problem.
pub fn contradicted(subject: &Subject<'_>) -> Vec<Span> {
    contradictions(subject).into_iter().map(|found| found.span).collect()
}

fn finding(found: &Contradiction<'_>, subject: &Subject<'_>) -> Diagnostic {
    if let Some(fact) = found.rounded.and_then(|at| found.facts.get(at)) {
        return rounded(found, fact);
    }
    let said: Vec<String> = found.facts.iter().take(4).map(Fact::told).collect();
    let message = format!("“{}”写的是“{}”，数据里没有这个数：{}", found.target.name, found.words, said.join("、"));
    let place = found.facts.first().map_or(found.target.span, |fact| fact.span);
    let file = subject.sources.path(place.file).rsplit('/').next().unwrap_or("targets.yaml").to_owned();
    let line = subject.sources.position(place).line;
    let finding = found.facts.iter().take(3).fold(Diagnostic::error("figure/contradicts", message).at(found.span), |finding, fact| {
        finding.note_at(fact.span, format!("{}写在这里", fact.what))
    });
    finding.remedy(match found.adopted {
        true => format!("以会议通过的文本为准，核对后改 {file} 第{line}行等数据；不要改动已通过的正文。"),
        false => format!("请核对后改正这里的数字；数据错了的，改 {file} 第{line}行等数据。说的是另一回事的，请写明年份或范围。"),
    })
}

/// Not wrong, and not what the data say: the reader sees two numbers and is owed the word 约.
fn rounded(found: &Contradiction<'_>, fact: &Fact) -> Diagnostic {
    let message = format!("“{}”写的是“{}”，是{}四舍五入以后的数", found.target.name, found.words, fact.told());
    let (finding, remedy) = if found.adopted {
        (Diagnostic::notice("figure/contradicts", message), "原文如此，不建议改动。")
    } else {
        (Diagnostic::warning("figure/contradicts", message), "请照数据写全，或在数字前面写“约”。")
    };
    finding.at(found.span).note_at(fact.span, format!("{}写在这里", fact.what)).remedy(remedy)
}

fn contradictions<'a>(subject: &Subject<'a>) -> Vec<Contradiction<'a>> {
    let reader = Reader::new(subject);
    let mut found = Vec::new();
    for text in texts(subject) {
        for passage in passages(&text) {
            reader.passage(&text, &passage, &mut found);
        }
        for table in tables(&text) {
            reader.table(&text, &table, &mut found);
        }
    }
    found
}

/// Targets by name, and how long names are that begin with a character, longest first: a text is read once, and at each place a name is looked
/// up once for each length, whatever the number of targets.
struct Reader<'a> {
    subject: Subject<'a>,
    named: BTreeMap<&'a str, Vec<(usize, &'a Target)>>,
    lengths: BTreeMap<char, BTreeSet<Reverse<usize>>>,
}

impl<'a> Reader<'a> {
    fn new(subject: &Subject<'a>) -> Self {
        let mut named: BTreeMap<&str, Vec<(usize, &Target)>> = BTreeMap::new();
        for (at, report) in subject.site.world.reports.iter().enumerate() {
            for target in &report.targets {
                named.entry(target.name.as_str()).or_default().push((at, target));
            }
        }
        let mut lengths: BTreeMap<char, BTreeSet<Reverse<usize>>> = BTreeMap::new();
        for name in named.keys() {
            if let Some(first) = name.chars().next() {
                lengths.entry(first).or_default().insert(Reverse(name.len()));
            }
        }
        Self { subject: *subject, named, lengths }
    }

    fn passage(&self, text: &Text, passage: &Passage, found: &mut Vec<Contradiction<'a>>) {
        let figures = quantities(&passage.words, &self.subject.site.world.site.units);
        if figures.is_empty() {
            return;
        }
        let mut skip = 0;
        for (at, first) in passage.words.char_indices() {
            let rest = passage.words.get(at..).unwrap_or("");
            let lengths = self.lengths.get(&first).filter(|_| at >= skip);
            let name = lengths.and_then(|lengths| lengths.iter().find_map(|length| self.named.get_key_value(rest.get(..length.0)?)));
            if let Some((name, _)) = name {
                skip = at + name.len();
                let figure = figures.get(figures.partition_point(|figure| figure.range.start < skip));
                let claim = figure.and_then(|figure| Some((figure, said(passage, at, skip, figure)?)));
                found.extend(claim.and_then(|(figure, said)| self.contradiction(text, passage, name, figure, said)));
            }
        }
    }

    /// A row that begins with a name: its numbers, with the unit of the cell, of the column's head or of the row's cell under 单位.
    fn table(&self, text: &Text, table: &Table, found: &mut Vec<Contradiction<'a>>) {
        for row in &table.rows {
            let Some(name) = row.first().map(|cell| cell.words.trim()).filter(|name| self.named.contains_key(name)) else { continue };
            let is_unit = |(head, _): &(&Passage, &Passage)| matches!(head.words.trim(), "单位" | "计量单位");
            let unit = table.head.iter().zip(row).find(is_unit).map(|(_, cell)| cell.words.trim());
            for (head, cell) in table.head.iter().zip(row).skip(1) {
                let other = |word: &str| head.words.contains(word) || table.heading.contains(word);
                let growth = GROWTH_WORDS.iter().any(|word| head.words.contains(word));
                let clear = !OTHER_TIMES.iter().any(|word| other(word)) && !is_other(&head.words) && !is_share(&head.words);
                let basis = basis(&head.words).or_else(|| basis(&table.heading)).filter(|_| growth);
                let said = Said { years: [years(&head.words), years(&table.heading)].concat(), growth, basis };
                let figure = self.cell(head, cell, unit).filter(|_| clear);
                found.extend(figure.and_then(|figure| self.contradiction(text, cell, name, &figure, said)));
            }
        }
    }

    /// The one number of a cell.
    fn cell(&self, head: &Passage, cell: &Passage, unit: Option<&str>) -> Option<Quantity> {
        let units = &self.subject.site.world.site.units;
        let words = cell.words.trim_end();
        if let [figure] = quantities(words, units).as_slice() {
            return (figure.range == (0..words.len())).then(|| figure.clone());
        }
        let in_head = head.words.rsplit_once(['（', '(']).map(|(_, unit)| unit.trim_end_matches(['）', ')']));
        let unit = in_head.or(unit)?;
        let [figure] = <[Quantity; 1]>::try_from(quantities(&format!("{words}{unit}"), units)).ok()?;
        (figure.range.end == words.len() + unit.len() && figure.range.start == 0).then_some(Quantity { range: 0..words.len(), ..figure })
    }

    fn contradiction(&self, text: &Text, passage: &Passage, name: &str, figure: &Quantity, said: Said) -> Option<Contradiction<'a>> {
        if passage.link_at(figure.range.end - 1).is_some() || matches!(figure.amount, Amount::Masked(_)) {
            return None;
        }
        let meant: Vec<&(usize, &Target)> =
            self.named.get(name)?.iter().filter(|(report, _)| self.is_meant(text, *report, &said)).collect();
        let percent = self.subject.site.world.site.units.get("percent")?;
        let mut facts = Vec::new();
        for (_, target) in &meant {
            if said.growth {
                facts.extend(growth_facts(target, percent));
            }
            let rate = figure.unit.dimension() == "percent" && target.unit.as_ref() == Some(percent);
            if !said.growth || rate {
                facts.extend(value_facts(target));
            }
        }
        facts.retain(|fact| fact.unit.dimension() == figure.unit.dimension());
        // A growth at current prices neither confirms nor contradicts one at constant prices.
        facts.retain(|fact| said.basis.is_none() || fact.basis.as_deref() == said.basis);
        let tolerance = &self.subject.site.world.site.policy.approx_tolerance;
        if facts.is_empty() || facts.iter().any(|fact| agrees(figure, fact, tolerance)) {
            return None;
        }
        let target = meant.first().map(|(_, target)| *target)?;
        let words = passage.words.get(figure.range.clone())?.to_owned();
        let rounded = facts.iter().position(|fact| is_rounded(figure, fact));
        Some(Contradiction { target, words, facts, span: passage.span(&figure.range)?, adopted: text.adopted, rounded })
    }

    fn is_meant(&self, text: &Text, report: usize, said: &Said) -> bool {
        let year = self.subject.site.world.reports.get(report).map(|report| report.year);
        text.report.is_none_or(|own| own == report) && said.years.iter().all(|said| Some(*said) == year)
    }
}

/// What the words around a name and a number say about them.
struct Said {
    years: Vec<i16>,
    growth: bool,
    /// The basis of a growth that the words name.
    basis: Option<&'static str>,
}

/// Words that name how a growth is counted, with the word of the data files.
const BASES: [(&str, &str); 6] =
    [("现价", "现价"), ("可比价", "可比价"), ("不变价", "可比价"), ("可比口径", "同口径"), ("同口径", "同口径"), ("自然口径", "自然口径")];

fn basis(sentence: &str) -> Option<&'static str> {
    BASES.iter().find(|(word, _)| sentence.contains(word)).map(|(_, basis)| *basis)
}

/// `None` unless the number is plainly that of the name.
fn said(passage: &Passage, name: usize, after: usize, figure: &Quantity) -> Option<Said> {
    let words = passage.words.as_str();
    let start = stop_before(words, name, |c| STOPS.contains(&c) || c == '：');
    let near: &str = words.get(after..boundary(words, after + REACH))?;
    let end = after + near.find(STOPS).unwrap_or(near.len());
    let between = words.get(after..figure.range.start)?;
    let whole = words.get(start..end)?;
    let sentence = words.get(stop_before(words, name, |c| SENTENCE_STOPS.contains(&c))..end)?;
    let is_past = OTHER_TIMES.iter().any(|word| sentence.contains(word) || passage.heading.contains(word));
    let growth = GROWTH_WORDS.iter().any(|word| between.contains(word));
    let plain = figure.range.end <= end
        && !is_past
        && !is_other(whole)
        && only(words.get(start..name)?, &LEADS)
        && only(between, &BETWEEN)
        && !is_continued(words.get(figure.range.end..end)?);
    let basis = basis(sentence).filter(|_| growth);
    plain.then(|| Said { years: [years(sentence), years(&passage.heading)].concat(), growth, basis })
}

/// The byte after the last stop before a byte.
fn stop_before(words: &str, at: usize, is_stop: impl Fn(char) -> bool) -> usize {
    let from = boundary(words, at.saturating_sub(REACH));
    let before: &str = words.get(from..at).unwrap_or("");
    from + before.char_indices().rev().find(|(_, c)| is_stop(*c)).map_or(0, |(stop, c)| stop + c.len_utf8())
}

/// The byte, or the next one where a character begins.
fn boundary(words: &str, at: usize) -> usize {
    (at..words.len()).find(|at| words.is_char_boundary(*at)).unwrap_or(words.len())
}

fn is_other(clause: &str) -> bool {
    OTHER_MATTERS.iter().any(|word| clause.contains(word))
}

/// A column whose numbers are a share of something.
fn is_share(head: &str) -> bool {
    ["占", "率", "比例", "排名", "位次", "进度"].iter().any(|word| head.contains(word))
}

/// Whether the number belongs to what follows it: 5个月, 20个的一半.
fn is_continued(after: &str) -> bool {
    let own = after.starts_with("的目标") || after.starts_with("的任务");
    !own && ["月", "工作日", "的", "中", "之", "里", "以来", "/"].iter().any(|word| after.starts_with(word))
}

/// Whether a text is nothing but some words and dates.
fn only(text: &str, words: &[&str]) -> bool {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let word = words.iter().find_map(|word| rest.strip_prefix(word));
        let date = || {
            let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let unit = ["年", "月", "日", "季度"].iter().find_map(|unit| after.strip_prefix(unit));
            unit.filter(|_| after.len() < rest.len())
        };
        match word.or_else(date) {
            Some(after) => rest = after.trim_start(),
            None => return false,
        }
    }
    true
}

/// The years a text names.
fn years(text: &str) -> Vec<i16> {
    let found = text.match_indices('年').filter_map(|(at, _)| year_before(text, at..at));
    found.collect()
}

fn year_before(text: &str, at: Range<usize>) -> Option<i16> {
    let digits = text.get(at.start.checked_sub(4)?..at.start)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{LEADS, only, years};

    #[test]
    fn a_name_in_a_longer_name_is_not_the_name() {
        assert!(only("截至2022年6月底", &LEADS) && only("今年全镇实现", &LEADS) && only("", &LEADS));
        assert!(!only("农村", &LEADS) && !only("全县", &LEADS) && !only("2022", &LEADS));
    }

    #[test]
    fn years_are_four_digits() {
        assert_eq!(years("2021年和2022年6月，22年"), [2021, 2022]);
        assert!(years("年").is_empty());
    }
}
