//! From a node of the tree to a value that is valid: text, slugs, dates, amounts, words of a fixed list. Each decoder gives the value with its
//! place, or `None` after saying what is wrong and what to write instead. Amounts come from the source's characters, never from a float.

use crate::diagnostic::Diagnostic;
use crate::source::text::Unwanted;
use crate::source::{Span, Spanned};
use crate::syntax::fields::kind_word;
use crate::syntax::suggest::nearest;
use crate::syntax::yaml::{Core, Kind, Node};
use crate::value::date::{parse_date, parse_moment};
use crate::value::decimal::{Decimal, NumberError};
use crate::value::path::Slug;
use jiff::civil::{Date, DateTime};

/// Where decoders put what is wrong.
pub type Findings = Vec<Diagnostic>;

/// Text. A number, `no` or `on` is the text that stands there.
pub fn text(node: &Node, findings: &mut Findings) -> Option<Spanned<String>> {
    let found = scalar(node, "文字", findings)?;
    let trimmed = found.trim();
    if trimmed.is_empty() {
        empty(node, findings);
        return None;
    }
    Some(Spanned { value: trimmed.to_owned(), span: node.span })
}

/// A permanent part of an address: small letters, digits, hyphens.
pub fn slug(node: &Node, findings: &mut Findings) -> Option<Spanned<Slug>> {
    let found = text(node, findings)?;
    slug_of(&found.value, found.span, findings)
}

/// A slug from text that is no node of its own, such as a key.
pub fn slug_of(found: &str, span: Span, findings: &mut Findings) -> Option<Spanned<Slug>> {
    let value = Slug::new(found);
    if value.is_none() {
        findings.push(no_slug(found, span));
    }
    Some(Spanned { value: value?, span })
}

/// A day, `2022-06-30`.
pub fn date(node: &Node, findings: &mut Findings) -> Option<Spanned<Date>> {
    let found = scalar(node, "日期", findings)?;
    date_of(found, node.span, findings)
}

/// A day from text that is no node of its own, such as a key.
pub fn date_of(found: &str, span: Span, findings: &mut Findings) -> Option<Spanned<Date>> {
    let value = parse_date(found);
    if value.is_none() {
        findings.push(no_date(found, span));
    }
    Some(Spanned { value: value?, span })
}

/// A publish time, `2022-07-15 09:00`, Beijing time.
pub fn moment(node: &Node, findings: &mut Findings) -> Option<Spanned<DateTime>> {
    let found = scalar(node, "时间", findings)?;
    let value = parse_moment(found);
    if value.is_none() {
        let finding = Diagnostic::error("date/invalid", format!("“{}”不是一个时间", shown(found))).at(node.span);
        findings.push(finding.remedy("请写成 2022-07-15 09:00 的样子（北京时间，不写别的时区）。"));
    }
    Some(Spanned { value: value?, span: node.span })
}

/// An exact amount, its digits kept.
pub fn decimal(node: &Node, findings: &mut Findings) -> Option<Spanned<Decimal>> {
    let found = scalar(node, "数字", findings)?;
    match Decimal::parse(found) {
        Ok(value) => Some(Spanned { value, span: node.span }),
        Err(error) => {
            findings.push(no_number(error, found, node.span));
            None
        }
    }
}

/// A whole number that is not negative, such as a count of days.
pub fn integer(node: &Node, findings: &mut Findings) -> Option<Spanned<u32>> {
    let amount = decimal(node, findings)?;
    let value: Option<u32> = amount.value.text().parse().ok();
    if value.is_none() {
        let message = format!("“{}”应当是不小于0的整数", shown(amount.value.text()));
        findings.push(Diagnostic::error("number/not-integer", message).at(node.span).remedy("请写成整数，例如 10。"));
    }
    Some(Spanned { value: value?, span: node.span })
}

/// `true` or `false`.
pub fn boolean(node: &Node, findings: &mut Findings) -> Option<Spanned<bool>> {
    let found = scalar(node, "true 或 false", findings)?;
    let is_bool = matches!(node.kind, Kind::Scalar { core: Core::Bool, .. });
    if is_bool {
        return Some(Spanned { value: found.eq_ignore_ascii_case("true"), span: node.span });
    }
    let remedy = match found.to_ascii_lowercase().as_str() {
        "yes" | "on" | "y" | "是" | "有" | "true" => "请改为 true。",
        "no" | "off" | "n" | "否" | "无" | "false" => "请改为 false。",
        _ => "是的写 true，否的写 false。",
    };
    let message = format!("这里只能写 true 或 false，不能写“{}”", shown(found));
    findings.push(Diagnostic::error("value/boolean", message).at(node.span).remedy(remedy));
    None
}

/// One word of a fixed list, each with its meaning in Chinese and the value it stands for; `what` names the field (`完成程度`).
pub fn choice<T: Copy>(
    what: &'static str,
    table: &'static [(&'static str, &'static str, T)],
) -> impl Fn(&Node, &mut Findings) -> Option<Spanned<T>> {
    move |node, findings| {
        let found = text(node, findings)?;
        if let Some((_, _, value)) = table.iter().find(|(code, _, _)| *code == found.value) {
            return Some(Spanned { value: *value, span: found.span });
        }
        let near = nearest(&found.value, table.iter().map(|(code, _, _)| *code));
        let meant = table.iter().find(|(code, meaning, _)| Some(*code) == near || *meaning == found.value);
        let remedy = match meant {
            Some((code, meaning, _)) => format!("是不是“{code}”？（表示{meaning}）"),
            None => {
                let all: Vec<String> = table.iter().map(|(code, meaning, _)| format!("{code}（{meaning}）")).collect();
                format!("可以写：{}。", all.join("、"))
            }
        };
        let message = format!("{what}没有“{}”这一种", shown(&found.value));
        findings.push(Diagnostic::error("value/unknown", message).at(found.span).remedy(remedy));
        None
    }
}

/// A list. What is wrong with one item is said; the others are kept.
pub fn list<T>(item: impl Fn(&Node, &mut Findings) -> Option<T>) -> impl Fn(&Node, &mut Findings) -> Option<Vec<T>> {
    move |node, findings| match &node.kind {
        Kind::Sequence(nodes) => Some(nodes.iter().filter_map(|node| item(node, findings)).collect()),
        Kind::Null => {
            empty(node, findings);
            None
        }
        Kind::Scalar { text, .. } => {
            wrong_kind(node, "一个列表", &format!("请写成 [{}]，或每行一个，以“- ”开头。", shown(text)), findings);
            None
        }
        Kind::Mapping(_) => {
            wrong_kind(node, "一个列表", "请每行一个，以“- ”开头。", findings);
            None
        }
    }
}

/// The characters of a scalar; of anything else the finding that `expected` should stand here.
pub fn scalar<'n>(node: &'n Node, expected: &str, findings: &mut Findings) -> Option<&'n str> {
    match &node.kind {
        Kind::Scalar { text, .. } => Some(text),
        Kind::Null => {
            empty(node, findings);
            None
        }
        Kind::Sequence(_) | Kind::Mapping(_) => {
            wrong_kind(node, expected, "请直接写在冒号后面，并检查缩进。", findings);
            None
        }
    }
}

fn wrong_kind(node: &Node, expected: &str, remedy: &str, findings: &mut Findings) {
    let message = format!("这里应当是{expected}，现在是{}", kind_word(node));
    findings.push(Diagnostic::error("yaml/kind", message).at(node.span).remedy(remedy));
}

fn empty(node: &Node, findings: &mut Findings) {
    findings.push(Diagnostic::error("value/empty", "这里是空的").at(node.span).remedy("请填写内容；没有的，请删除这一项。"));
}

fn no_slug(found: &str, span: Span) -> Diagnostic {
    let error = |message| Diagnostic::error("slug/invalid", message).at(span);
    if let Some((c, kind)) = found.chars().find_map(|c| Some((c, Unwanted::of(c)?))) {
        return error(format!("编号里{}", kind.message(c).trim_start_matches("这里"))).remedy(kind.remedy());
    }
    let mended: String = found.trim().to_lowercase().chars().map(|c| if matches!(c, '_' | ' ' | '.' | '/') { '-' } else { c }).collect();
    let remedy = if Slug::new(&mended).is_some() && !found.contains('/') {
        format!("请改为 {mended}。")
    } else {
        "只能用小写英文字母、数字和连字符（-），以字母或数字开头，最多64个字符，例如 new-projects。".to_owned()
    };
    error(format!("“{}”不能作为编号", shown(found))).remedy(remedy)
}

fn no_number(error: NumberError, found: &str, span: Span) -> Diagnostic {
    let found = shown(found);
    Diagnostic::error(error.code(), error.message(&found)).at(span).remedy(error.remedy(&found))
}

fn no_date(found: &str, span: Span) -> Diagnostic {
    let written = numbers_of(found);
    let [year, month, day] = written.as_slice() else {
        let finding = Diagnostic::error("date/invalid", format!("“{}”不是一个日期", shown(found))).at(span);
        return finding.remedy("请写成 2022-06-30 的样子。");
    };
    let mended = format!("{year:0>4}-{month:0>2}-{day:0>2}");
    let finding = |message| Diagnostic::error("date/invalid", message).at(span);
    if parse_date(&mended).is_some() {
        finding(format!("日期“{}”的写法不对", shown(found))).remedy(format!("请改为 {mended}。"))
    } else {
        finding(format!("没有“{}”这一天", shown(found))).remedy("请核对日期。")
    }
}

/// The runs of digits in a text, full-width ones made half-width. Empty when there are more than a date has.
fn numbers_of(found: &str) -> Vec<String> {
    if found.len() > 64 {
        return Vec::new();
    }
    let plain = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    let half: String = found.chars().map(plain).collect();
    let runs: Vec<String> = half.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).map(str::to_owned).collect();
    if runs.first().is_some_and(|year| year.len() == 4) { runs } else { Vec::new() }
}

/// A found text as findings show it: the first 40 characters.
fn shown(found: &str) -> String {
    let cut = found.chars().count() > 40;
    let head: String = found.chars().take(40).map(|c| if c == '\n' { ' ' } else { c }).collect();
    if cut { format!("{head}…") } else { head }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::{Findings, boolean, choice, date, decimal, integer, list, moment, slug, text};
    use crate::source::{FileId, Spanned};
    use crate::syntax::yaml::{Node, parse};
    use std::fmt::Display;

    /// What a decoder makes of a YAML text: the value, or `code message/ remedy`.
    fn read<T>(decoder: impl Fn(&Node, &mut Findings) -> Option<T>, show: impl Fn(T) -> String, yaml: &str) -> String {
        let mut findings = Vec::new();
        let value = decoder(&parse(FileId(0), yaml).unwrap(), &mut findings).map(show);
        let said: Vec<String> =
            findings.iter().map(|f| format!("{} {}/ {}", f.code, f.message, f.remedy.as_deref().unwrap_or(""))).collect();
        value.into_iter().chain(said).collect::<Vec<_>>().join(" | ")
    }

    fn value<T: Display>(spanned: Spanned<T>) -> String {
        spanned.value.to_string()
    }

    #[test]
    fn text_is_what_stands_there() {
        for (yaml, expected) in [
            ("no", "no"),
            ("on", "on"),
            ("true", "true"),
            ("012", "012"),
            ("0755", "0755"),
            ("1.50", "1.50"),
            ("' 甲 '", "甲"),
            ("''", "value/empty 这里是空的/ 请填写内容；没有的，请删除这一项。"),
            ("~", "value/empty 这里是空的/ 请填写内容；没有的，请删除这一项。"),
            ("{a: b}", "yaml/kind 这里应当是文字，现在是若干行“名称: 内容”/ 请直接写在冒号后面，并检查缩进。"),
        ] {
            assert_eq!(read(text, value, yaml), expected, "{yaml}");
        }
    }

    #[test]
    fn slugs() {
        let rule = "只能用小写英文字母、数字和连字符（-），以字母或数字开头，最多64个字符，例如 new-projects。";
        for (yaml, expected) in [
            ("new-projects", "new-projects".to_owned()),
            ("012", "012".to_owned()),
            ("New_Projects", "slug/invalid “New_Projects”不能作为编号/ 请改为 new-projects。".to_owned()),
            ("../../tmp/pwn", format!("slug/invalid “../../tmp/pwn”不能作为编号/ {rule}")),
            ("新项目", format!("slug/invalid “新项目”不能作为编号/ {rule}")),
        ] {
            assert_eq!(read(slug, value, yaml), expected, "{yaml}");
        }
        let mut findings = Vec::new();
        assert_eq!(super::slug_of("t\u{200b}1", crate::source::Span::new(FileId(0), 0..5), &mut findings), None);
        assert_eq!(findings.first().unwrap().message, "编号里有一个看不见的字符 U+200B");
    }

    #[test]
    fn dates_and_moments() {
        for (yaml, expected) in [
            ("2022-06-30", "2022-06-30"),
            ("2026-02-30", "date/invalid 没有“2026-02-30”这一天/ 请核对日期。"),
            ("26", "date/invalid “26”不是一个日期/ 请写成 2022-06-30 的样子。"),
            ("2022年6月30日", "date/invalid 日期“2022年6月30日”的写法不对/ 请改为 2022-06-30。"),
            ("２０２２/6/30", "date/invalid 日期“２０２２/6/30”的写法不对/ 请改为 2022-06-30。"),
            ("[a]", "yaml/kind 这里应当是日期，现在是一个列表/ 请直接写在冒号后面，并检查缩进。"),
        ] {
            assert_eq!(read(date, value, yaml), expected, "{yaml}");
        }
        assert_eq!(read(moment, value, "2022-07-15 09:00"), "2022-07-15T09:00:00");
        let wrong = "date/invalid “2022-07-15T09:00Z”不是一个时间/ 请写成 2022-07-15 09:00 的样子（北京时间，不写别的时区）。";
        assert_eq!(read(moment, value, "2022-07-15T09:00Z"), wrong);
    }

    #[test]
    fn amounts() {
        for (yaml, expected) in [
            ("1.50", "1.50"),
            ("9007199254740993", "9007199254740993"),
            ("'120'", "120"),
            ("１２０", "number/full-width “１２０”是全角数字/ 请切换到英文输入法，改写为 120。"),
            ("87%", "number/percent “87%”带有百分号/ 请只写数字 87，单位写在 unit（百分数写 percent）。"),
            (".inf", "number/not-finite “.inf”不是一个确定的数/ 请填写实际数字；没有数据的，不要写这一项，或写 {none: 原因}。"),
            ("true", "number/not-a-number “true”不是数字/ 请写成普通小数，例如 120 或 8.5。"),
        ] {
            assert_eq!(read(decimal, value, yaml), expected, "{yaml}");
        }
        assert_eq!(read(integer, value, "10"), "10");
        assert_eq!(read(integer, value, "1.5"), "number/not-integer “1.5”应当是不小于0的整数/ 请写成整数，例如 10。");
        assert_eq!(read(integer, value, "-1"), "number/not-integer “-1”应当是不小于0的整数/ 请写成整数，例如 10。");
    }

    #[test]
    fn words_of_a_list() {
        let status = choice("数据状态", &[("official", "正式", 1), ("demo", "演示", 2)]);
        for (yaml, expected) in [
            ("demo", "2"),
            ("offical", "value/unknown 数据状态没有“offical”这一种/ 是不是“official”？（表示正式）"),
            ("演示", "value/unknown 数据状态没有“演示”这一种/ 是不是“demo”？（表示演示）"),
            ("yes", "value/unknown 数据状态没有“yes”这一种/ 可以写：official（正式）、demo（演示）。"),
        ] {
            assert_eq!(read(&status, value, yaml), expected, "{yaml}");
        }
        assert_eq!(read(boolean, value, "true"), "true");
        assert_eq!(read(boolean, value, "yes"), "value/boolean 这里只能写 true 或 false，不能写“yes”/ 请改为 true。");
        assert_eq!(read(boolean, value, "'false'"), "value/boolean 这里只能写 true 或 false，不能写“false”/ 请改为 false。");
    }

    #[test]
    fn lists_keep_what_is_right() {
        let show = |items: Vec<Spanned<_>>| items.into_iter().map(value).collect::<Vec<_>>().join(",");
        assert_eq!(read(list(decimal), show, "[1, 2.0]"), "1,2.0");
        assert_eq!(
            read(list(decimal), show, "[1, 2%]"),
            "1 | number/percent “2%”带有百分号/ 请只写数字 2，单位写在 unit（百分数写 percent）。"
        );
        assert_eq!(
            read(list(decimal), show, "7"),
            "yaml/kind 这里应当是一个列表，现在是一段文字或一个数/ 请写成 [7]，或每行一个，以“- ”开头。"
        );
    }

    #[test]
    fn long_values_are_cut_in_the_message() {
        let said = read(decimal, value, &"x".repeat(100_000));
        assert!(said.len() < 500, "{}", said.len());
    }
}
