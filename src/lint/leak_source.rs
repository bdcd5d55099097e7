//! Personal numbers and marks of secrecy in the sources: every text file of the content tree, whether or not a page shows it, and every
//! file's name.

use crate::diagnostic::{Diagnostic, Place};
use crate::lint::{Rule, Subject};
use crate::report::review::Review;
use crate::source::{FileId, SourceFile, Span};
use crate::value::leak::{Find, Kind, masked_text, scan};

/// The rule.
pub const RULE: Rule = Rule {
    codes: &[
        "leak/account",
        "leak/address",
        "leak/bank-card",
        "leak/email",
        "leak/id-card",
        "leak/messenger",
        "leak/mobile",
        "leak/passport",
        "leak/plate",
        "leak/secrecy",
    ],
    explanation: "内容文件、文件名和附件里不得有公民身份号码、手机号码、银行卡号和账号、护照号、车牌号、个人邮箱、微信号、QQ号、与姓名写在一起的住址，\
                  也不得有密级和“内部资料”“征求意见稿”一类的标记。拆开写、用全角写的同样查得出；校验位不对的不算身份号码。\
                  依据《政府信息公开条例》：涉及国家秘密和个人隐私的信息不得公开。机器认不出国家秘密的内容，仍须经保密审查。",
    right: "联系电话：0000-00000000；138****8000",
    wrong: "联系人手机写了完整的11位号码",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let reviews = &subject.site.world.reviews;
    let texts = subject.sources.files().flat_map(|(id, file)| in_text(id, file, reviews.get(&id)));
    let names = subject.sources.files().map(|(_, file)| file.path.as_str());
    let names = names.chain(subject.sources.assets().iter().map(|asset| asset.path.as_str())).flat_map(in_name);
    texts.chain(names).collect()
}

fn in_text(id: FileId, file: &SourceFile, review: Option<&Review>) -> Vec<Diagnostic> {
    let amounts = holds_amounts(&file.path);
    let published = |found: &Find| !(amounts && found.kind != Kind::IdCard && is_amount(&file.text, found));
    // The result of the clearance may be 不予公开: that is what it is for, it is never published, and a rule of its own reads it.
    let is_result = |found: &Find| found.kind.is_word() && review.is_some_and(|review| holds(review.span, found));
    let finds = scan(&file.text).into_iter().filter(|found| published(found) && !is_result(found));
    finds.map(|found| finding(&found, "文中").at(Span::new(id, found.range.clone()))).collect()
}

fn holds(span: Span, found: &Find) -> bool {
    let span = span.range();
    span.start <= found.range.start && found.range.end <= span.end
}

fn in_name(path: &str) -> Vec<Diagnostic> {
    let place = || Place::File { path: masked_text(path).into_owned(), position: None };
    scan(path).iter().map(|found| finding(found, "文件名里").at_place(place())).collect()
}

/// `错误[leak/mobile] 文中疑似有手机号码（1*********0）`
fn finding(found: &Find, place: &str) -> Diagnostic {
    let kind = found.kind;
    let verb = if kind.is_certain() { "疑似有" } else { "可能有" };
    let message = match kind.is_word() {
        true => format!("{place}有“{}”", found.shown),
        false => format!("{place}{verb}{}（{}）", kind.word(), found.shown),
    };
    let finding = match kind.is_certain() {
        true => Diagnostic::error(kind.code(), message),
        false => Diagnostic::warning(kind.code(), message),
    };
    finding.remedy(kind.remedy())
}

/// Files whose bare numbers are amounts.
fn holds_amounts(path: &str) -> bool {
    path.contains("/figures/") || path.ends_with("/targets.yaml")
}

/// `output: 13800138000`: the whole value is the number.
fn is_amount(text: &str, found: &Find) -> bool {
    let before = text.get(..found.range.start).unwrap_or("").trim_end_matches(' ');
    let after = text.get(found.range.end..).unwrap_or("").trim_start_matches(' ');
    before.ends_with(':') && (after.is_empty() || after.starts_with(['\n', ',', '}', '#']))
}
