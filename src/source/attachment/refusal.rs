//! Why a file cannot be looked into, and what its owner can do.

/// Why a file or a part of it was not read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Refusal {
    /// Locked by a password.
    Encrypted,
    /// Programs inside.
    Program,
    /// Word, Excel, PowerPoint and WPS as they were before 2007.
    OldOffice,
    /// rar, 7z and other archives that only other programs open.
    OtherArchive,
    /// Damaged, cut, or inconsistent.
    Damaged,
    /// Unpacks to more than is reasonable.
    TooLarge,
    /// Too many files inside.
    TooMany,
    /// A file in a file in a file.
    Nested,
    /// None of the known kinds.
    Unknown,
}

impl Refusal {
    /// The reason, in the middle of a sentence.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Encrypted => "加了密码",
            Self::Program => "含有宏或脚本",
            Self::OldOffice => "是旧格式（doc、xls、ppt、wps、et）或加了密码",
            Self::OtherArchive => "是 rar、7z 一类的压缩包",
            Self::Damaged => "已经损坏或不完整",
            Self::TooLarge => "展开后太大",
            Self::TooMany => "里面的文件太多",
            Self::Nested => "套了太多层",
            Self::Unknown => "不是认识的格式",
        }
    }

    /// What to do.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Encrypted => "请用原来的软件打开，去掉密码后重新保存。",
            Self::Program => "请用原来的软件打开，另存为不带宏的 docx、xlsx 或 pdf。",
            Self::OldOffice => "请用 WPS 或 Office 打开，另存为 docx、xlsx 或 pdf（不设密码），再放进来；原来的文件移走。",
            Self::OtherArchive => "请解压后放入各个文件，或改用 zip。",
            Self::Damaged => "请重新取一份完整的文件；能打开的，另存一次再放进来。",
            Self::TooLarge | Self::TooMany => "请拆成几个文件。",
            Self::Nested => "请把里层的文件取出来，单独放。",
            Self::Unknown => "请另存为 docx、xlsx、pdf、csv 或 zip。",
        }
    }
}

/// What the first bytes tell of files that are never looked into.
pub(super) fn by_start(bytes: &[u8]) -> Option<Refusal> {
    const STARTS: [(&[u8], Refusal); 9] = [
        (b"Rar!\x1a\x07", Refusal::OtherArchive),
        (b"7z\xbc\xaf\x27\x1c", Refusal::OtherArchive),
        (b"\x1f\x8b", Refusal::OtherArchive),
        (b"BZh", Refusal::OtherArchive),
        (b"\xfd7zXZ\0", Refusal::OtherArchive),
        (b"MZ", Refusal::Program),
        (b"\x7fELF", Refusal::Program),
        (b"#!", Refusal::Program),
        (b"{\\rtf", Refusal::Unknown),
    ];
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Some(contained(bytes));
    }
    STARTS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, refusal)| *refusal)
}

/// An old Office container; today's documents are put into one when they are locked.
fn contained(bytes: &[u8]) -> Refusal {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    match bytes.chunks_exact(128).any(|entry| entry.starts_with(&name)) {
        true => Refusal::Encrypted,
        false => Refusal::OldOffice,
    }
}
