//! From bytes to sound text: UTF-8, one kind of line end, no characters that a reader cannot see. Knows no file format and no disk.

use crate::source::fault::Fault;
use crate::source::position_in;

/// Findings of one kind of a file that are listed; a damaged file would otherwise fill the screen.
const LISTED: usize = 10;

/// The text of a file: byte order mark taken off, CRLF made LF, a line end put after the last line. Lines and columns stay those of the
/// editor.
///
/// # Errors
/// Every reason why the bytes are no sound text, each at the line and character column of its first bad byte.
pub fn sound(path: &str, bytes: &[u8]) -> Result<String, Vec<Fault>> {
    let one = |fault: Fault| Err(vec![fault]);
    if let Some(fault) = utf16(path, bytes) {
        return one(fault);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return one(not_utf8(path, bytes, &error)),
    };
    if text.trim().is_empty() {
        return one(Fault::of_file(path, "file/empty", "文件是空的", "请填写内容；不需要这个文件的，请删除它。").position(1, 1));
    }
    if text.starts_with("version https://git-lfs.github.com/spec/") {
        return one(lfs_pointer(path));
    }
    let mut text = text.replace("\r\n", "\n");
    if let Some(fault) = lone_return(path, &text) {
        return one(fault);
    }
    let mut faults = unwanted_characters(path, &text);
    faults.extend(conflict_markers(path, &text));
    if !faults.is_empty() {
        return Err(faults);
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

/// The fault of a file whose content was left on a Git LFS server.
pub fn lfs_pointer(path: &str) -> Fault {
    Fault::of_file(path, "asset/lfs", "这不是文件本身，只是 Git LFS 的占位文件", "请运行 git lfs pull 取回原文件，再运行一次。")
        .position(1, 1)
}

/// A character that does not belong in people's text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unwanted {
    /// NUL, escape and the like.
    Control,
    /// Has no ink, or turns the reading direction.
    Invisible,
    /// U+FFFD, what is left of a character that a program could not read.
    Damaged,
}

impl Unwanted {
    /// What kind of unwanted character this is; `None` for the ones people write.
    pub fn of(c: char) -> Option<Self> {
        match c {
            '\n' | '\t' => None,
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => Some(Self::Control),
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' => Some(Self::Invisible),
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => Some(Self::Invisible),
            '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => Some(Self::Invisible),
            '\u{fffd}' => Some(Self::Damaged),
            _ => None,
        }
    }

    /// The rule's code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Control => "encoding/control",
            Self::Invisible => "encoding/invisible",
            Self::Damaged => "encoding/damaged",
        }
    }

    /// What is wrong, with the code point named.
    pub fn message(self, c: char) -> String {
        match self {
            Self::Control => format!("这里有一个控制字符 {}", code_point(c)),
            Self::Invisible => format!("这里有一个看不见的字符 {}", code_point(c)),
            Self::Damaged => format!("这里有一个损坏的字符 {}", code_point(c)),
        }
    }

    /// What to do.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Control | Self::Invisible => "请删除这个字符；看不到的，把前后几个字一起删掉重新输入。",
            Self::Damaged => "请对照原文补上这个字。",
        }
    }
}

/// `U+202E`
fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

fn unwanted_characters(path: &str, text: &str) -> Vec<Fault> {
    let found = text.char_indices().filter_map(|(at, c)| Some((at, c, Unwanted::of(c)?)));
    found
        .take(LISTED)
        .map(|(at, c, kind)| {
            let place = position_in(text, at);
            Fault::of_file(path, kind.code(), kind.message(c), kind.remedy()).position(place.line, place.column)
        })
        .collect()
}

/// Lines that git leaves in a file when two people changed the same place. `=======` alone is a heading in Markdown and not looked at.
fn conflict_markers(path: &str, text: &str) -> Vec<Fault> {
    let is = |line: &str, marker: &str| line.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    // One conflict is one finding, at its first line; an end alone is what a half-hearted clean-up leaves.
    let mut open = false;
    let first_lines = text.lines().enumerate().filter(|(_, line)| {
        let was_open = open;
        if is(line, "<<<<<<<") {
            open = true;
            return true;
        }
        if is(line, ">>>>>>>") {
            open = false;
            return !was_open;
        }
        is(line, "|||||||") && !was_open
    });
    let lines: Vec<(usize, &str)> = first_lines.take(LISTED).collect();
    lines
        .into_iter()
        .map(|(at, _)| {
            let message = "这里留有两人同时修改的冲突标记";
            let remedy = "请与另一位修改的同事核对，留下正确的内容，删除 <<<<<<<、=======、>>>>>>> 这几行。";
            Fault::of_file(path, "encoding/conflict-marker", message, remedy).position(at + 1, 1)
        })
        .collect()
}

/// A carriage return without a line feed: the line ends of systems before 2001, in which line numbers would mean nothing.
fn lone_return(path: &str, text: &str) -> Option<Fault> {
    let at = text.find('\r')?;
    let place = if text.contains('\n') { position_in(text, at) } else { position_in(text, 0) };
    let remedy = "请用文本编辑器另存，换行符选“Windows (CRLF)”或“Unix (LF)”。";
    Some(Fault::of_file(path, "encoding/line-end", "换行方式不对（只有回车，没有换行）", remedy).position(place.line, place.column))
}

fn utf16(path: &str, bytes: &[u8]) -> Option<Fault> {
    let found = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [0, second, ..] => *second != 0,
        [first, 0, ..] => *first != 0,
        _ => false,
    };
    let message = "文件是 UTF-16 编码（记事本里叫“Unicode”），不是 UTF-8 编码";
    found.then(|| Fault::of_file(path, "encoding/utf-16", message, "用记事本打开，另存为，编码选“UTF-8”。").position(1, 1))
}

fn not_utf8(path: &str, bytes: &[u8], error: &std::str::Utf8Error) -> Fault {
    let (good, bad) = bytes.split_at(error.valid_up_to());
    let good = std::str::from_utf8(good).unwrap_or("");
    let place = position_in(&good.replace("\r\n", "\n"), usize::MAX);
    // A file that is cut off within a character after other Chinese text is UTF-8 all the same.
    let cut_off = error.error_len().is_none() && !good.is_ascii();
    let fault = if !cut_off && looks_like_gbk(bad) {
        let message = "文件不是 UTF-8 编码，像是用记事本的 ANSI 格式（GBK）保存的";
        Fault::of_file(path, "encoding/gbk", message, "用记事本打开，另存为，编码选“UTF-8”。")
    } else {
        let message = if cut_off { "文件在一个字的中间断掉了" } else { "文件不是 UTF-8 编码的文本" };
        Fault::of_file(path, "encoding/utf-8", message, "请取回完整的原文件，或用文本编辑器打开后另存为 UTF-8 编码。")
    };
    fault.position(place.line, place.column)
}

/// Whether the rest of the line reads as GBK or GB18030 and has a character of the common table in it.
fn looks_like_gbk(bad: &[u8]) -> bool {
    let line = bad.split(|b| *b == b'\n').next().unwrap_or(bad);
    let mut rest = line;
    let mut common = false;
    loop {
        rest = match rest {
            [] => return common,
            [byte, tail @ ..] if *byte < 0x80 => tail,
            [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, tail @ ..] => tail,
            [lead @ 0x81..=0xfe, trail @ (0x40..=0x7e | 0x80..=0xfe), tail @ ..] => {
                common |= (0xa1..=0xf7).contains(lead) && *trail >= 0xa1;
                tail
            }
            _ => return false,
        };
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::{Unwanted, sound};
    use crate::source::fault::Spot;

    /// `code line:column` of every fault.
    fn faults(bytes: &[u8]) -> Vec<String> {
        let Err(faults) = sound("a.md", bytes) else { return Vec::new() };
        let line = |spot: &Spot| match spot {
            Spot::File { position: Some((line, column)), .. } => format!("{line}:{column}"),
            other => panic!("no position: {other:?}"),
        };
        faults.iter().map(|fault| format!("{} {}", fault.code, line(&fault.spot))).collect()
    }

    #[test]
    fn byte_order_mark_and_line_ends_leave_no_trace() {
        for bytes in [&b"a\nb\n"[..], b"\xef\xbb\xbfa\r\nb\r\n", b"a\r\nb", b"a\nb"] {
            assert_eq!(sound("a.md", bytes).unwrap(), "a\nb\n");
        }
    }

    #[test]
    fn names_the_encoding_at_the_first_bad_byte() {
        let cases: [(&[u8], &str); 9] = [
            (b"---\ntitle: OK\n---\n\xb2\xe2\xca\xd4\n", "encoding/gbk 4:1"),
            ("- id: t1\n    name: 甲\r\n  - id: t2\n    name: ab".as_bytes(), ""),
            (b"  - id: t2\r\n    name: ab\xd6\xd0\r\n", "encoding/gbk 2:13"),
            (b"\xff\xfea\0b\0", "encoding/utf-16 1:1"),
            (b"a\0b\0", "encoding/utf-16 1:1"),
            (b"x \xed\xa0\x80 \xc0\xaf\n", "encoding/utf-8 1:3"),
            (b"\xe6\x96\x87\n\xe6\x96", "encoding/utf-8 2:1"),
            (b"\xff\xff\xff", "encoding/utf-8 1:1"),
            (b"\xef\xbb\xbf\xb2\xe2\xca\xd4", "encoding/gbk 1:1"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(faults(bytes).join(" "), expected, "{bytes:?}");
        }
    }

    #[test]
    fn characters_nobody_sees_are_named_where_they_stand() {
        assert_eq!(
            faults("甲\u{202e}乙\n乙\u{0}\u{200b}\n".as_bytes()),
            ["encoding/invisible 1:2", "encoding/control 2:2", "encoding/invisible 2:3"]
        );
        assert_eq!(Unwanted::Invisible.message('\u{202e}'), "这里有一个看不见的字符 U+202E");
        assert_eq!(faults("a\u{fffd}".as_bytes()), ["encoding/damaged 1:2"]);
        assert_eq!(faults("全角　空格，表\t格".as_bytes()), [""; 0]);
    }

    #[test]
    fn old_line_ends_conflicts_and_empty_files() {
        assert_eq!(faults(b"a\rb\r"), ["encoding/line-end 1:1"]);
        assert_eq!(faults(b"a\nb\rc"), ["encoding/line-end 2:2"]);
        assert_eq!(faults(b"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n"), ["encoding/conflict-marker 2:1"]);
        assert_eq!(faults(b"a\n=======\nc\n>>>>>>> x\n"), ["encoding/conflict-marker 4:1"]);
        assert_eq!(faults(b"Heading\n=======\n\n> quote\n"), [""; 0]);
        for empty in [&b""[..], b" \n", b"\xef\xbb\xbf", b"\r\n\r\n"] {
            assert_eq!(faults(empty), ["file/empty 1:1"]);
        }
        assert_eq!(faults(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n"), ["asset/lfs 1:1"]);
    }
}
