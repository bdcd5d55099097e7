//! What must never be published: a person's numbers and marks of secrecy, found in any text. The same scanner reads the sources, the
//! attachments and every byte that was rendered. It never stores or prints what it finds but for its first and last character.
//!
//! The patterns follow the project's standards notes §6.1. Every search looks at a bounded stretch around a place, so that hostile input
//! costs no more than its length.

mod checksum;
mod digits;
mod fold;
mod mark;
mod words;

use crate::diagnostic::Severity;
use fold::Folded;
use std::ops::Range;

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 公民身份号码, 18 characters with a true checksum and date (GB 11643), or 15 digits with a true date.
    IdCard,
    /// 手机号码
    Mobile,
    /// 银行卡号 beside a word that says so.
    BankCard,
    /// A number that has a bank card's form and checksum, without such a word.
    BankCardLike,
    /// 账号 beside a word that says so.
    Account,
    /// 护照号码 beside a word that says so.
    Passport,
    /// 车牌号
    Plate,
    /// A mailbox of a provider for private people.
    Email,
    /// 微信号, QQ号
    Messenger,
    /// An address finer than town and village, near a word for a person.
    Address,
    /// A mark of secrecy or of a paper that is not final, standing as a mark.
    Secrecy,
    /// The same words inside a sentence.
    SecrecyWord,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::IdCard,
        Self::Mobile,
        Self::BankCard,
        Self::BankCardLike,
        Self::Account,
        Self::Passport,
        Self::Plate,
        Self::Email,
        Self::Messenger,
        Self::Address,
        Self::Secrecy,
        Self::SecrecyWord,
    ];

    /// The code of its finding; also what a waiver names as `pattern`.
    pub fn code(self) -> &'static str {
        match self {
            Self::IdCard => "leak/id-card",
            Self::Mobile => "leak/mobile",
            Self::BankCard | Self::BankCardLike => "leak/bank-card",
            Self::Account => "leak/account",
            Self::Passport => "leak/passport",
            Self::Plate => "leak/plate",
            Self::Email => "leak/email",
            Self::Messenger => "leak/messenger",
            Self::Address => "leak/address",
            Self::Secrecy | Self::SecrecyWord => "leak/secrecy",
        }
    }

    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::IdCard => "公民身份号码",
            Self::Mobile => "手机号码",
            Self::BankCard | Self::BankCardLike => "银行卡号",
            Self::Account => "银行账号",
            Self::Passport => "护照号码",
            Self::Plate => "车牌号",
            Self::Email => "个人邮箱",
            Self::Messenger => "微信号或QQ号",
            Self::Address => "个人住址",
            Self::Secrecy | Self::SecrecyWord => "密级或内部文稿标记",
        }
    }

    /// Certain finds stop a build, likely ones warn.
    pub fn severity(self) -> Severity {
        match self {
            Self::IdCard | Self::Mobile | Self::BankCard | Self::Account | Self::Secrecy => Severity::Error,
            Self::BankCardLike
            | Self::Passport
            | Self::Plate
            | Self::Email
            | Self::Messenger
            | Self::Address
            | Self::SecrecyWord => Severity::Warning,
        }
    }

    /// What to do about it.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::IdCard | Self::Mobile | Self::BankCard | Self::BankCardLike | Self::Account | Self::Passport => {
                "请删去，或只留首尾几位、其余用*代替；确实应当公开的，在 site.yaml 的 allow 里写明类型、位置和理由。"
            }
            Self::Plate | Self::Email | Self::Messenger | Self::Address => {
                "属于个人的请删去；办公用的，在 site.yaml 的 allow 里写明类型、位置和理由。"
            }
            Self::Secrecy | Self::SecrecyWord => "请核对这份材料能不能公开、是不是定稿；可以公开的，去掉这个标记。",
        }
    }
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    /// What it is.
    pub kind: Kind,
    /// Where: bytes of the text that was scanned.
    pub range: Range<usize>,
    /// The find with everything but its first and last character made `*`.
    pub shown: String,
    /// Its letters and digits as they are, for comparing and never for printing.
    plain: String,
}

impl Find {
    /// Whether the find is nothing but this number, such as an amount that the data publish.
    pub fn is_number(&self, digits: &str) -> bool {
        self.plain == digits
    }
}

/// Everything in a text that must not be published, in the order of the text.
pub fn scan(text: &str) -> Vec<Find> {
    let folded = Folded::of(text);
    let mut finds = digits::scan(&folded);
    finds.extend(words::scan(&folded));
    finds.extend(mark::scan(&folded));
    finds.sort_by_key(|find| (find.range.start, find.kind));
    finds.dedup_by(|later, first| later.range.start < first.range.end && later.kind.code() == first.kind.code());
    finds
}

/// A find of folded characters.
fn find(folded: &Folded, kind: Kind, chars: Range<usize>) -> Find {
    let plain: String = folded.text(chars.clone()).chars().filter(|c| c.is_alphanumeric()).collect();
    Find { kind, range: folded.bytes(chars), shown: masked(&plain), plain }
}

/// `3****************4`
fn masked(plain: &str) -> String {
    let last = plain.chars().count().saturating_sub(1);
    plain.chars().enumerate().map(|(at, c)| if at == 0 || at == last { c } else { '*' }).collect()
}

#[cfg(test)]
mod tests;
