//! What the scanner finds and what it leaves alone. Every number is computed here; none is anybody's.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::{Kind, masked_text, scan};
use proptest::prelude::*;

/// A 公民身份号码 of nobody: region 99, with the check character worked out by the standard's own sum.
fn id18(serial: u32) -> String {
    let body = format!("9901011949123{serial:04}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(weights).map(|(c, weight)| c.to_digit(10).unwrap() * weight).sum();
    format!("{body}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][(sum % 11) as usize])
}

fn serial_with_x() -> u32 {
    (0..2000).map(|at| at + 1000).find(|serial| id18(*serial).ends_with('X')).unwrap()
}

/// A card number of no bank: 62 and zeros, with the digit that makes Luhn's sum right.
fn card() -> String {
    (0..10).map(|last| format!("622200000000000{last}")).find(|card| super::checksum::is_luhn(card)).unwrap()
}

fn kinds(text: &str) -> Vec<Kind> {
    scan(text).into_iter().map(|find| find.kind).collect()
}

fn split(text: &str, sizes: &[usize], by: &str) -> String {
    let mut rest = text;
    let mut parts = Vec::new();
    for size in sizes {
        let (part, after) = rest.split_at(*size);
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts.join(by)
}

fn wide(text: &str) -> String {
    text.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect()
}

#[test]
fn an_identity_number_is_found_however_it_is_written() {
    let id = id18(serial_with_x());
    let written = [
        id.clone(),
        id.to_lowercase(),
        wide(&id),
        split(&id, &[6, 8], " "),
        split(&id, &[6, 8], "-"),
        split(&id, &[3, 3, 4, 4], " "),
        split(&id, &[6, 4, 4], "\u{a0}"),
        split(&id, &[4, 4, 4], "\u{200b}"),
        split(&id, &[6, 8], "**"),
        split(&id, &[17], " "),
        split(&id, &[17], "**"),
        format!("证件号{id}，请核对"),
        format!("（{id}）"),
        format!("附件-{id}.pdf"),
    ];
    for text in written {
        let finds = scan(&text);
        assert_eq!(finds.iter().map(|find| find.kind).collect::<Vec<_>>(), [Kind::IdCard], "{text}");
        let shown = &finds[0].shown;
        assert!(shown.starts_with('9') && shown.matches('*').count() == 16, "{shown}");
    }
    assert_eq!(kinds("旧号990101491231002。"), [Kind::IdCard]);
}

#[test]
fn numbers_that_are_nobodys_stay_silent() {
    let id = id18(1234);
    let wrong_last = if id.ends_with('1') { "2" } else { "1" };
    let text = [
        format!("项目代码{}{wrong_last}", &id[..17]),
        "138****1234".into(),
        "35*************123".into(),
        "3×5米、110千伏、2022-06-30 18:00".into(),
        "0571-88888888".into(),
        "投资13800138000元".into(),
        "长度13800138000 米".into(),
        "1.13800138000".into(),
        format!("{}9", id18(1234)),
        format!("A{}", id18(1234)),
        "100 200 300 400 500 600 700".into(),
        "2022年全年完成123456789012亿元".into(),
        "京ICP备00000000号-1 京公网安备00000000000000号".into(),
        "000000000000000000".into(),
        "办公邮箱 office@example.gov.cn".into(),
        "浙A级景区、川C".into(),
        "第3组12号楼".into(),
        "①②③④⑤⑥⑦⑧⑨⑩⑪".into(),
    ];
    for text in text {
        assert_eq!(kinds(&text), [], "{text}");
    }
}

#[test]
fn one_that_passes_an_organisations_checksums_by_chance_is_still_somebodys() {
    let number = id18(1064);
    assert_eq!(kinds(&format!("证件号{number}")), [Kind::IdCard]);
    assert!(kinds(&format!("统一社会信用代码{number}")).is_empty() && kinds(&format!("index_no: {number}/2022-00001")).is_empty());
}

#[test]
fn mobile_numbers_are_found_however_they_are_written() {
    for text in [
        "13800138000",
        "+86 138-0013-8000",
        "tel:13800138000",
        "138 0013 8000",
        "８６１３８００１３８０００",
        "电话：138 00138000。",
        "+8613800138000",
    ] {
        assert_eq!(kinds(text), [Kind::Mobile], "{text}");
    }
    assert_eq!(kinds("13800138000、13900139000"), [Kind::Mobile, Kind::Mobile]);
    assert_eq!(kinds("138****8000"), []);
}

#[test]
fn accounts_need_a_word_beside_them() {
    let card = card();
    assert_eq!(kinds(&format!("卡号：{card}")), [Kind::BankCard]);
    assert_eq!(kinds(&format!("银行卡 {}", split(&card, &[4, 4, 4], " "))), [Kind::BankCard]);
    assert_eq!(kinds(&card), [Kind::BankCardLike]);
    assert_eq!(kinds("开户账号 1234567890123"), [Kind::Account]);
    assert_eq!(kinds("编号 1234567890123"), []);
}

#[test]
fn words_tell_the_rest() {
    assert_eq!(kinds("护照号E12345678"), [Kind::Passport]);
    assert_eq!(kinds("型号E12345678"), []);
    assert_eq!(kinds("车牌京A·12345"), [Kind::Plate]);
    assert_eq!(kinds("请发至 someone@qq.com。"), [Kind::Email]);
    assert_eq!(kinds("QQ：123456789"), [Kind::Messenger]);
    assert_eq!(kinds("微信号: abc_12345"), [Kind::Messenger]);
    assert_eq!(kinds("联系人住某村3组12号"), [Kind::Address]);
    assert_eq!(kinds("新建3组12号泵站"), []);
}

#[test]
fn a_mark_is_a_mark_where_it_stands_alone() {
    assert_eq!(kinds("机密★1年"), [Kind::Secrecy]);
    assert_eq!(kinds("# 工作报告（征求意见稿）"), [Kind::Secrecy]);
    assert_eq!(kinds("内部资料，注意保存\n正文"), [Kind::Secrecy, Kind::Secrecy]);
    assert_eq!(kinds("完成规划征求意见稿的编制"), [Kind::SecrecyWord]);
    assert_eq!(kinds("依申请公开"), []);
}

#[test]
fn hostile_length_costs_no_more_than_its_length() {
    let digits = "1".repeat(500_000);
    assert_eq!(kinds(&digits), []);
    let spaced = "1 ".repeat(100_000);
    assert_eq!(kinds(&spaced), []);
    assert_eq!(kinds(&"@".repeat(100_000)), []);
    assert_eq!(kinds(&"秘".repeat(100_000)), []);
}

#[test]
fn what_is_printed_hides_what_was_found_and_keeps_its_width() {
    let id = id18(1234);
    let line = format!("  note: 张某 {id}、{} 已核对", wide(&id));
    let printed = masked_text(&line);
    assert_eq!(printed.chars().count(), line.chars().count());
    assert!(!printed.contains(&id[1..]) && !printed.contains(&wide(&id)) && printed.ends_with(" 已核对"), "{printed}");
    assert_eq!(masked_text("没有什么可隐去的（征求意见稿）"), "没有什么可隐去的（征求意见稿）");
}

proptest! {
    #[test]
    fn nothing_panics_and_places_are_characters(text in any::<String>()) {
        for find in scan(&text) {
            prop_assert!(text.get(find.range.clone()).is_some(), "{:?}", find.range);
        }
    }

    #[test]
    fn any_identity_number_in_any_text_is_found(serial in 0u32..2000, before in "[一-龥，。 ]{0,20}", after in "[，。一-龥]{0,20}") {
        let id = id18(serial);
        let text = format!("{before}{id}{after}");
        prop_assert!(scan(&text).iter().any(|find| find.kind == Kind::IdCard && text[find.range.clone()] == id), "{}", text);
    }
}
