//! A YAML syntax error in a clerk's words. Looks at the line as well as at the parser's answer, since most slips are of the keyboard: a
//! Chinese colon, a missing blank, a tab, a bare percent sign.

use crate::source::fault::Fault;
use crate::source::{FileId, Span};
use granit_parser::ErrorKind;

/// The fault of a syntax error that the parser met at a byte of the text, `bracket` being the innermost one that was open.
pub(super) fn syntax_fault(file: FileId, text: &str, at: usize, bracket: Option<usize>, kind: &ErrorKind) -> Fault {
    let at = settle(text, at);
    let fault = |range: std::ops::Range<usize>, code, message: &str, remedy: &str| Fault::at(Span::new(file, range), code, message, remedy);
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    let one = at..at + next.map_or(0, char::len_utf8);
    if is_tab(kind) {
        let tab = tab_of_line(text, at).map_or(one, |tab| tab..tab + 1);
        return fault(tab, "yaml/tab", "这一行用了制表符（Tab）缩进", "请改成空格，每一层两个空格。");
    }
    if let ErrorKind::UnexpectedCharacter { character } = kind {
        return fault(one, "yaml/syntax", &format!("内容不能以“{character}”开头"), bare_character(*character));
    }
    if next == Some(',') && bracket.is_some() {
        return fault(one, "yaml/syntax", "这里多了一个逗号", "请删除多余的逗号，或补上漏写的内容。");
    }
    if let Some(open) = bracket.filter(|open| is_of_brackets(kind) && text.get(*open..at).is_some_and(|passed| passed.contains('\n'))) {
        let message = format!("括号“{}”没有成对", text.get(open..=open).unwrap_or(""));
        return fault(open..open + 1, "yaml/syntax", &message, "请补上后一半括号。");
    }
    if let Some((range, message, remedy)) = slip_of_colon(text, at, kind) {
        return fault(range, "yaml/syntax", message, remedy);
    }
    let (code, message, remedy) = words(kind);
    fault(one, code, &message, remedy)
}

/// The byte a finding points at: on a character, and not behind the last line.
fn settle(text: &str, at: usize) -> usize {
    let mut at = at.min(text.trim_end().len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn is_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar
            | ErrorKind::InvalidBlockEntryWhitespace
            | ErrorKind::InvalidMappingValueWhitespace
    )
}

/// Errors that a bracket left open on an earlier line brings about, wherever they show.
fn is_of_brackets(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::InvalidColonPlacement
            | ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofImplicitFlowMapping
            | ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::BlockEntryInFlowCollection
            | ErrorKind::InvalidFlowScalarIndent
            | ErrorKind::InvalidSimpleKey
    )
}

/// The tab that an error is about: the parser reports the token before it, so this line and the next ones are looked at first.
fn tab_of_line(text: &str, at: usize) -> Option<usize> {
    let (first, _) = line_of(text, at);
    let from = text
        .get(at..)?
        .find('\t')
        .map(|tab| at + tab)
        .filter(|tab| text.get(at..*tab).is_some_and(|skipped| skipped.matches('\n').count() < 3));
    from.or_else(|| text.get(first..at)?.rfind('\t').map(|tab| first + tab))
}

/// Start and text of the line that holds a byte.
fn line_of(text: &str, at: usize) -> (usize, &str) {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let rest = text.get(start..).unwrap_or("");
    (start, rest.split('\n').next().unwrap_or(rest))
}

fn bare_character(c: char) -> &'static str {
    match c {
        '%' => "单位是百分数的，请写 percent；是文字的，请加英文引号，例如 \"%\"。",
        '@' | '`' => "请给这段文字加英文引号。",
        _ => "请检查这里的标点；是文字的，请加英文引号。",
    }
}

/// The slips that make a line no `key: value`: a Chinese colon, or no blank behind the colon.
fn slip_of_colon(text: &str, at: usize, kind: &ErrorKind) -> Option<(std::ops::Range<usize>, &'static str, &'static str)> {
    let about_keys = matches!(
        kind,
        ErrorKind::SimpleKeyExpected
            | ErrorKind::InvalidSimpleKey
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::MappingValueNotAllowed
            | ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::ExpectedDocumentStart
            | ErrorKind::InvalidIndentation
    );
    let (start, here) = line_of(text, at);
    let before = start.checked_sub(1).map(|end| line_of(text, end));
    let lines = [Some((start, here)), before];
    lines.into_iter().flatten().filter(|_| about_keys).find_map(|(start, line)| {
        if line.contains(": ") || line.ends_with(':') {
            return None;
        }
        if let Some(colon) = line.find('：') {
            let message = "这里是中文冒号“：”，应当用英文冒号";
            return Some((
                start + colon..start + colon + '：'.len_utf8(),
                message,
                "请切换到英文输入法，写成“名称: 内容”，冒号后面空一格。",
            ));
        }
        let colon = line.find(':').filter(|colon| !line.get(*colon..).unwrap_or("").starts_with("://"))?;
        Some((start + colon..start + colon + 1, "冒号后面少了一个空格", "请写成“名称: 内容”，冒号后面空一格。"))
    })
}

/// Code, sentence and remedy of the other errors.
fn words(kind: &ErrorKind) -> (&'static str, String, &'static str) {
    let syntax = |message: &str, remedy| ("yaml/syntax", message.to_owned(), remedy);
    match kind {
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => syntax("引号没有成对", "请补上后一半英文引号。"),
        ErrorKind::InvalidQuotedScalarIndent => syntax("引号没有成对，或引号里的文字缩进不对", "请补上后一半英文引号，并与上一行对齐。"),
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => {
            syntax("后一半引号的后面还有文字", "请把整段文字放进一对英文引号；文字里的引号请用中文引号“ ”。")
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate => syntax("双引号里的反斜杠“\\”写法不对", "请改用英文单引号，或把 \\ 写成 \\\\。"),
        ErrorKind::UnclosedFlowCollection { open } => ("yaml/syntax", format!("括号“{open}”没有成对"), "请补上后一半括号。"),
        ErrorKind::UnexpectedEofFlowSequence | ErrorKind::UnexpectedEofFlowMapping | ErrorKind::UnexpectedEofImplicitFlowMapping => {
            syntax("括号没有成对", "请补上后一半括号。")
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            ("yaml/syntax", format!("“{open}”和“{close}”不是一对括号"), "请检查 [ ] 和 { } 是否成对。")
        }
        ErrorKind::MisplacedFlowCollectionEnd => syntax("多了一个后半括号", "请检查 [ ] 和 { } 是否成对；是文字的，请加英文引号。"),
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => {
            syntax("括号里的各项之间少了英文逗号，或括号没有成对", "请用英文逗号“,”隔开各项，并检查括号。")
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed => {
            syntax("这里不应当有冒号，或这一行的缩进不对", "文字里有“: ”的，请把整段文字放进英文引号；否则请与上一行对齐。")
        }
        ErrorKind::BlockSequenceEntryNotAllowed | ErrorKind::BlockEntryInFlowCollection => {
            syntax("这里不应当有“- ”", "请另起一行；是文字的，请加英文引号。")
        }
        ErrorKind::DirectiveDisallowed => syntax("不能使用以 % 开头的 YAML 指令", "请删除这一行。"),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::InvalidBlockScalarIndent => syntax("这一行的缩进与上面不一致", "请与同一层的其他行左边对齐，每一层两个空格。"),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            syntax("这一行不是“名称: 内容”的写法", "请写成“名称: 内容”，冒号用英文冒号，后面空一格。")
        }
        ErrorKind::CommentNotSeparated | ErrorKind::CommentInterceptedScalar => {
            syntax("“#”的位置不对", "注释的 # 前面要有空格；是文字的，请加英文引号。")
        }
        _ => syntax("这里的写法不对，程序读不懂", "请与同一层的其他行对照，检查缩进、冒号、引号和括号。"),
    }
}
