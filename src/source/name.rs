//! Which names of files and folders are taken: those that every system the clerk uses can hold, and that a reader can tell apart.

use crate::source::text::Unwanted;
use unicode_normalization::UnicodeNormalization;

/// Longest name of one file or folder, in bytes: `.html` and the like still fit into what file systems take (255).
const MAX_BYTES: usize = 200;

/// Files that editors and systems leave behind, and hidden ones: nobody means them to be published.
pub(super) fn is_leftover(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini")
        || [".swp", ".swo", ".tmp", ".bak"].iter().any(|ending| lower.ends_with(ending))
}

/// Why a name cannot be taken, as it stands after “文件名”; `None` for a portable name.
pub(super) fn unportable(name: &str) -> Option<String> {
    if let Some(c) = name.chars().find(|c| matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\')) {
        return Some(format!("里有“{c}”，Windows 不允许"));
    }
    if let Some((c, kind)) =
        name.chars().find_map(|c| Some((c, if matches!(c, '\n' | '\t') { Unwanted::Control } else { Unwanted::of(c)? })))
    {
        return Some(kind.message(c).replacen("这里", "里", 1));
    }
    if name.ends_with('.') || name.ends_with(' ') || name.starts_with(' ') {
        return Some("以空格或点开头、结尾，Windows 不允许".into());
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    if stem.ends_with([' ', '.']) && !ending.is_empty() {
        return Some("的扩展名前面有多余的空格或点".into());
    }
    let typed = name.split('.').next().unwrap_or(name);
    let first = typed.to_ascii_lowercase();
    let device = matches!(first.as_str(), "con" | "prn" | "aux" | "nul")
        || (["com", "lpt"]
            .iter()
            .any(|port| first.strip_prefix(port).is_some_and(|n| n.len() == 1 && n.as_bytes().iter().all(u8::is_ascii_digit))));
    if device {
        return Some(format!("“{typed}”是 Windows 保留的设备名"));
    }
    (name.len() > MAX_BYTES).then(|| format!("太长（超过{}个汉字）", MAX_BYTES / 3))
}

/// What two names must not have in common: the name without case and in one Unicode form, as some systems see it.
pub(super) fn folded(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::{folded, is_leftover, unportable};

    #[test]
    fn leftovers() {
        for name in ["a.yaml~", ".#x", "x.swp", ".DS_Store", "Thumbs.db", ".env", "~$名单.xlsx", ".git", "#a#"] {
            assert!(is_leftover(name), "{name}");
        }
        for name in ["a.yaml", "targets (副本).yaml", "-rf.md", "图1.png"] {
            assert!(!is_leftover(name), "{name}");
        }
    }

    #[test]
    fn names_windows_cannot_hold() {
        for name in
            ["CON.md", "aux.md", "a:b.md", "x .md", "y..md", "y.", "y ", "com1", "nul.tar.gz", "甲\u{200b}.md", "a\nb.md", &"字".repeat(84)]
        {
            assert!(unportable(name).is_some(), "{name:?}");
        }
        for name in ["index.md", "2026年 报告.md", "a.b.md", "console.md", "com10.md", "-rf.md", "01-industry"] {
            assert_eq!(unportable(name), None, "{name:?}");
        }
        assert_eq!(unportable("a:b.md").as_deref(), Some("里有“:”，Windows 不允许"));
        assert_eq!(unportable("甲\u{200b}.md").as_deref(), Some("里有一个看不见的字符 U+200B"));
    }

    #[test]
    fn names_that_are_one_name_elsewhere() {
        assert_eq!(folded("Report.md"), folded("report.md"));
        assert_eq!(folded("caf\u{e9}.md"), folded("cafe\u{301}.md"));
        assert_ne!(folded("a.md"), folded("b.md"));
    }
}
