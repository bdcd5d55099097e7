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

use fold::Folded;
use std::borrow::Cow;
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

    /// Whether the find is certain enough to stop a build; the others warn.
    pub fn is_certain(self) -> bool {
        match self {
            Self::IdCard | Self::Mobile | Self::BankCard | Self::Account | Self::Secrecy => true,
            Self::BankCardLike | Self::Passport | Self::Plate | Self::Email | Self::Messenger | Self::Address | Self::SecrecyWord => false,
        }
    }

    /// Whether it is a word that hides nothing and may be printed.
    pub fn is_word(self) -> bool {
        matches!(self, Self::Secrecy | Self::SecrecyWord)
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
    /// What tells it from other finds, for comparing where the find itself must not be kept.
    pub fn key(&self) -> u64 {
        Self::key_of(&self.plain)
    }

    /// The key of letters and digits, such as those of an amount that the data publish.
    pub fn key_of(plain: &str) -> u64 {
        let hash = blake3::hash(plain.as_bytes());
        hash.as_bytes().iter().take(8).fold(0, |key, byte| key << 8 | u64::from(*byte))
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

/// The text with all but the first and last character of every find made stars, as many characters as before: whatever is printed of a
/// source goes through here, so that a log never repeats what must not be published.
pub fn masked_text(text: &str) -> Cow<'_, str> {
    let finds = scan(text);
    if finds.iter().all(|find| find.kind.is_word()) {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for find in finds.iter().filter(|find| !find.kind.is_word()) {
        masked.push_str(text.get(done..find.range.start).unwrap_or(""));
        let inside = text.get(find.range.clone()).unwrap_or("");
        let last = inside.chars().count().saturating_sub(1);
        masked.extend(inside.chars().enumerate().map(|(at, c)| if at == 0 || at == last { c } else { star(c) }));
        done = find.range.end;
    }
    masked.push_str(text.get(done..).unwrap_or(""));
    Cow::Owned(masked)
}

/// A star as wide as what it hides; what splits a number stays.
fn star(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => '＊',
        c if c.is_alphanumeric() => '*',
        c => c,
    }
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
