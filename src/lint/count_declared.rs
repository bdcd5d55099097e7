//! Counts that a text declares and then lists: 以下五点, 四个方面, 十件实事; and numbers that are left out on the way: 一是、二是、四是.

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::passages::{Passage, Text, texts};
use crate::lint::{Rule, Subject};
use crate::markup::{Block, BlockKind};
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["count/declared", "count/gap"],
    explanation: "写了“以下五点”“四个方面：”“十件实事：”的，后面就要列出这么多项；“一是、二是”“（一）（二）”不能跳号、重号。\
                  多半是删了一项忘了改数，或者复制时漏了一段。会议通过的正文只作提示，原文如此的不改。",
    right: "重点做好三项工作：一是……；二是……；三是……",
    wrong: "重点做好四项工作：一是……；二是……；三是……",
    check,
};

const DIGITS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// What is counted, longest first where one begins another.
const COUNTED: [&str; 17] = [
    "个方面",
    "个重点",
    "个环节",
    "个一",
    "个坚持",
    "大行动",
    "大工程",
    "种方式",
    "种方法",
    "种情形",
    "方面",
    "件",
    "点",
    "项",
    "条",
    "步",
    "类",
];

/// How many characters may stand between the count and its colon: 四项重点工作任务：
const TO_THE_COLON: usize = 14;

/// The ways of numbering that people write out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// 一是
    Is,
    /// （一）
    Bracket,
    /// 第一，
    Ordinal,
}

/// A number that opens an item.
struct Mark {
    kind: Kind,
    number: u32,
    range: Range<usize>,
}

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for text in texts(subject) {
        siblings(&text, &text.document.blocks, &mut findings);
    }
    findings
}

/// Blocks that follow one another: a list of items may run through many of them.
fn siblings(text: &Text, blocks: &[Block], findings: &mut Vec<Diagnostic>) {
    let mut run = Run { text, open: None, last: [0; 3], gap: false, findings };
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) => run.paragraph(&Passage::of(text, content, ""), false),
            BlockKind::Heading { content, .. } => run.paragraph(&Passage::of(text, content, ""), true),
            BlockKind::List { items, .. } => run.list(items.len()),
            BlockKind::Quote(_)
            | BlockKind::Footnote { .. }
            | BlockKind::Table { .. }
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Html(_) => {}
        }
    }
    run.close();
    for block in blocks {
        match &block.kind {
            BlockKind::List { items, .. } => items.iter().for_each(|item| siblings(text, item, findings)),
            BlockKind::Quote(inner) | BlockKind::Footnote { blocks: inner, .. } => siblings(text, inner, findings),
            BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::Table { .. }
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Html(_) => {}
        }
    }
}

/// A count that waits for its items.
struct Declared {
    number: u32,
    words: String,
    at: Option<crate::source::Span>,
    kind: Option<Kind>,
    items: u32,
}

struct Run<'a> {
    text: &'a Text,
    open: Option<Declared>,
    /// The last number of each kind.
    last: [u32; 3],
    /// The open list has a gap, which is the one thing to say about it.
    gap: bool,
    findings: &'a mut Vec<Diagnostic>,
}

impl Run<'_> {
    fn paragraph(&mut self, passage: &Passage, heading: bool) {
        let declared = declarations(passage);
        let marks = marks(&passage.words);
        if heading && !marks.iter().any(|mark| mark.range.start == 0) {
            self.close();
            self.last = [0; 3];
        }
        let mut declared = declared.into_iter().peekable();
        for mark in &marks {
            while let Some((_, found)) = declared.next_if(|(at, _)| *at < mark.range.start) {
                self.close();
                self.open = Some(found);
            }
            self.mark(passage, mark);
        }
        // A count waits beyond its paragraph only when its colon ends it.
        let ends = passage.words.trim_end().ends_with(['：', ':']);
        if let Some((_, found)) = declared.last().filter(|_| ends) {
            self.close();
            self.open = Some(found);
        }
    }

    fn mark(&mut self, passage: &Passage, mark: &Mark) {
        let last = self.last.get(mark.kind as usize).copied().unwrap_or(0);
        if mark.number > 1 && last > 0 && (mark.number > last + 1 || mark.number == last) {
            self.gap = true;
            let (said, problem) = (spelt(mark.kind, mark.number), if mark.number == last { "写了两次" } else { "跳号" });
            let message = match mark.number == last {
                true => format!("“{said}”{problem}"),
                false => format!("“{}”后面是“{said}”，中间{problem}", spelt(mark.kind, last)),
            };
            let finding = Diagnostic::warning("count/gap", message);
            self.tell(finding, passage.span(&mark.range), "请核对是漏了一段，还是序号写错了。");
        }
        if let Some(last) = self.last.get_mut(mark.kind as usize) {
            *last = mark.number;
        }
        if let Some(open) = &mut self.open {
            let kind = *open.kind.get_or_insert(mark.kind);
            if kind == mark.kind && mark.number > open.items {
                open.items += 1;
            } else if kind == mark.kind && mark.number == 1 {
                self.close();
            }
        }
    }

    /// A list directly after the colon is the items.
    fn list(&mut self, length: usize) {
        if let Some(open) = self.open.as_mut().filter(|open| open.kind.is_none()) {
            open.items = u32::try_from(length).unwrap_or(u32::MAX);
            self.close();
        }
    }

    /// Counts what was listed. A count after which nothing is listed speaks of what stands elsewhere.
    fn close(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        let Some(open) = self.open.take() else { return };
        if gap || open.items == 0 || open.items == open.number {
            return;
        }
        let message = format!("写的是“{}”，后面列了{}项", open.words, open.items);
        self.tell(Diagnostic::warning("count/declared", message), open.at, "请核对是漏了几项，还是前面的数写错了。");
    }

    fn tell(&mut self, mut finding: Diagnostic, at: Option<crate::source::Span>, remedy: &str) {
        if let Some(span) = at {
            finding = finding.at(span);
        }
        if self.text.adopted {
            finding.severity = Severity::Notice;
            finding = finding.remedy("请先与会议通过的文本核对；抄错的改正，原文如此的，不建议改动。");
        } else {
            finding = finding.remedy(remedy);
        }
        self.findings.push(finding);
    }
}

fn spelt(kind: Kind, number: u32) -> String {
    let tens = if number > 19 { chinese_digit(number / 10) } else { String::new() };
    let ten = if number > 9 { "十" } else { "" };
    let number = format!("{tens}{ten}{}", chinese_digit(number % 10));
    match kind {
        Kind::Is => format!("{number}是"),
        Kind::Bracket => format!("（{number}）"),
        Kind::Ordinal => format!("第{number}"),
    }
}

fn chinese_digit(digit: u32) -> String {
    let at = usize::try_from(digit).ok().and_then(|digit| digit.checked_sub(1));
    at.and_then(|at| DIGITS.get(at)).map(char::to_string).unwrap_or_default()
}

/// The Chinese number up to 99 that a text begins with, and its length.
fn chinese_number(text: &str) -> Option<(u32, usize)> {
    let mut number = 0;
    let mut length = 0;
    for c in text.chars().take(3) {
        let Some(digit) = DIGITS.iter().position(|digit| *digit == c).and_then(|at| u32::try_from(at + 1).ok()) else { break };
        number = match digit {
            10 if number == 0 => 10,
            10 => number * 10,
            _ if number == 0 || number % 10 == 0 && number > 0 => number + digit,
            _ => return None,
        };
        length += c.len_utf8();
    }
    (length > 0).then_some((number, length))
}

/// The numbers that open items, in order.
fn marks(words: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut fresh = true;
    for (at, c) in words.char_indices() {
        let rest = words.get(at..).unwrap_or("");
        if fresh && let Some((kind, number, length)) = mark_at(rest, at == 0) {
            found.push(Mark { kind, number, range: at..at + length });
        }
        fresh = matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '、' | ' ' | '\n' | ':' | ';');
    }
    found
}

/// An item's number at the beginning of a clause; bracketed ones only where a block begins, as in the middle they may refer.
fn mark_at(text: &str, at_start: bool) -> Option<(Kind, u32, usize)> {
    if let Some(inner) = text.strip_prefix('（') {
        let (number, length) = chinese_number(inner)?;
        let closes = inner.get(length..)?.starts_with('）');
        return (closes && at_start).then_some((Kind::Bracket, number, length + 2 * '（'.len_utf8()));
    }
    if let Some(inner) = text.strip_prefix('第') {
        let (number, length) = chinese_number(inner)?;
        let closes = inner.get(length..)?.starts_with(['，', '、']);
        return closes.then_some((Kind::Ordinal, number, length + '第'.len_utf8()));
    }
    let (number, length) = chinese_number(text)?;
    let closes = text.get(length..)?.starts_with('是');
    closes.then_some((Kind::Is, number, length + '是'.len_utf8()))
}

/// Counts whose items are announced, with the byte at which they end: 以下五点, 四项工作：, and 做到三个方面。一是….
fn declarations(passage: &Passage) -> Vec<(usize, Declared)> {
    let words = passage.words.as_str();
    let mut found = Vec::new();
    let mut skip = 0;
    for (at, _) in words.char_indices() {
        let before = words.get(..at).unwrap_or("");
        let Some((number, length)) = words.get(at..).and_then(count_at).filter(|_| at >= skip) else { continue };
        skip = at + length;
        let is_ordinal =
            before.ends_with(['第', '.', '-', '/', '几', '百', '千', '万']) || before.ends_with(|c: char| c.is_ascii_alphanumeric());
        let after = words.get(skip..).unwrap_or("");
        let Some(counted) = COUNTED.iter().find(|counted| after.starts_with(**counted)).filter(|_| !is_ordinal) else { continue };
        let rest = after.get(counted.len()..).unwrap_or("");
        let announced = ["以下", "下列", "如下"].iter().any(|word| before.ends_with(word));
        if let Some(end) = announces(rest, announced) {
            let range = at..skip + counted.len();
            let words = words.get(range.clone()).unwrap_or("").to_owned();
            found.push((skip + counted.len() + end, Declared { number, words, at: passage.span(&range), kind: None, items: 0 }));
        }
    }
    found
}

/// A number of things: 五, 两, 12.
fn count_at(text: &str) -> Option<(u32, usize)> {
    if text.starts_with('两') {
        return Some((2, '两'.len_utf8()));
    }
    // Three digits are too many already: a text of digits is not read to its end at every one of them.
    let digits = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return text.get(..digits)?.parse().ok().filter(|number| (2..100).contains(number)).map(|number| (number, digits));
    }
    chinese_number(text).filter(|(number, _)| *number > 1)
}

/// Whether items follow, and after how many bytes.
fn announces(rest: &str, announced: bool) -> Option<usize> {
    let is_stop = |c: char| matches!(c, '：' | ':' | '，' | '。' | '；' | '、' | '“' | '\n');
    let (stop, _) = rest.char_indices().take(TO_THE_COLON + 1).find(|(_, c)| is_stop(*c))?;
    let after = rest.get(stop..)?;
    let next = after.trim_start_matches(['：', ':', '，', '。', '；']);
    let opens = matches!(mark_at(next, false), Some((_, 1, _)));
    let colon = after.starts_with(['：', ':']);
    (opens || colon || announced && after.starts_with('。')).then_some(stop)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{chinese_number, count_at, marks};

    #[test]
    fn reads_numbers() {
        let number = |text| chinese_number(text).map(|(number, _)| number);
        assert_eq!([number("九是"), number("十二是"), number("二十是"), number("二十三")], [Some(9), Some(12), Some(20), Some(23)]);
        assert_eq!(number("是"), None);
        assert_eq!(count_at("两个方面"), Some((2, 3)));
        assert_eq!(count_at("2022年"), None);
    }

    #[test]
    fn marks_begin_a_clause() {
        let found: Vec<u32> = marks("一是抓项目；二是统一是关键；十一是").iter().map(|mark| mark.number).collect();
        assert_eq!(found, [1, 2, 11]);
        assert!(marks("唯一是，见（二）").is_empty());
    }
}
