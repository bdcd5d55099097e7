//! What is said about wrong arguments: one plain sentence, what to write instead, and how to go on. The parser's own words are English and for
//! programmers; only its findings are used.

use crate::cli::Exit;
use crate::cli::say::Say;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error as _;

/// Answers a request for help, or says what is wrong with the arguments.
pub(super) fn explain(error: &Error) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Say::last(&error.render().to_string(), Exit::Done),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            wrong("请写明要做什么，例如 gongkai build（生成）或 gongkai check（检查）。")
        }
        _ => wrong(&sentence(error)),
    }
}

/// Says what is wrong and how to find out more.
pub(super) fn wrong(sentence: &str) -> Exit {
    Say::error(&format!("用法不对：{sentence}\n运行 gongkai --help 查看全部用法。"));
    Exit::Usage
}

fn sentence(error: &Error) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    let suggestion = |kind| context(error, kind).map_or_else(String::new, |near| format!("是不是“{near}”？"));
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let argument = argument.unwrap_or_default();
            format!("不认识“{argument}”。{}", suggestion(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => {
            let command = context(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("没有“{command}”这个命令。{}", suggestion(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let option = argument.unwrap_or_default();
            let value = value.unwrap_or_default();
            let choices =
                context(error, ContextKind::ValidValue).filter(|choices| !choices.is_empty()).map(|choices| format!("可以写：{choices}"));
            let reason = error.source().map(ToString::to_string).or(choices);
            let reason = reason.map_or_else(String::new, |reason| format!("{reason}。"));
            match value.is_empty() {
                true => format!("{option} 后面要写一个值。{reason}"),
                false => format!("{option} 不能是“{value}”。{reason}"),
            }
        }
        ErrorKind::MissingRequiredArgument => format!("还要写明{}。", argument.unwrap_or_default()),
        ErrorKind::ArgumentConflict => format!("{} 写了两次，或与别的选项不能一起用。", argument.unwrap_or_default()),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("{} 后面的值个数不对。", argument.unwrap_or_default())
        }
        ErrorKind::InvalidUtf8 => "有一个参数不是 UTF-8 编码。".to_owned(),
        _ => "参数看不懂。".to_owned(),
    }
}

/// What the parser noted, without the part that only names the kind of value: `--now <日期 时间>` is `--now`.
fn context(error: &Error, kind: ContextKind) -> Option<String> {
    let is_option = kind == ContextKind::InvalidArg;
    let bare = |text: &str| match text.split_once(" <") {
        Some((name, _)) if is_option => name.to_owned(),
        _ => text.to_owned(),
    };
    match error.get(kind)? {
        ContextValue::String(text) => Some(bare(text)),
        ContextValue::Strings(texts) => Some(texts.iter().map(|text| bare(text)).collect::<Vec<_>>().join("、")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::sentence;
    use crate::cli::args::Cli;
    use clap::Parser;

    #[test]
    fn each_mistake_is_named_in_plain_words() {
        let said = |line: &str| sentence(&Cli::try_parse_from(line.split('|')).unwrap_err());
        for (line, expected) in [
            ("gongkai|build|--ofical", "不认识“--ofical”。是不是“--official”？"),
            ("gongkai|buld", "没有“buld”这个命令。是不是“build”？"),
            ("gongkai|build|--now|yesterday", "--now 不能是“yesterday”。请写成 2023-04-15 09:00 的样子（北京时间）。"),
            ("gongkai|build|--format|morse", "--format 不能是“morse”。可以写：human、json、sarif、github、gitlab、markdown。"),
            ("gongkai|build|--jobs|0", "--jobs 不能是“0”。请写1到256之间的整数。"),
            ("gongkai|build|--base-url|ftp://x", "--base-url 不能是“ftp://x”。请写成 https://域名/路径 的样子，不带“?”和“#”。"),
            ("gongkai|build|--out", "--out 后面要写一个值。"),
            ("gongkai|check|--report", "--report 后面要写一个值。"),
            ("gongkai|build|--report|a.html", "不认识“--report”。"),
            ("gongkai|build|extra", "不认识“extra”。"),
            ("gongkai|build|--strict|--strict", "--strict 写了两次，或与别的选项不能一起用。"),
            ("gongkai|new", "还要写明<文件夹>。"),
            ("gongkai|serve|--addr|0.0.0.0:80", "--addr 不能是“0.0.0.0:80”。预览只能在本机打开，请用 127.0.0.1 或 [::1]。"),
        ] {
            assert_eq!(said(line), expected, "{line}");
        }
    }
}
