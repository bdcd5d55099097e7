//! What is wrong with a theme, in our own words and at the right place.
//!
//! The template engine's own report draws its caret in the wrong column after Chinese, so only its message and place are used.

use std::collections::BTreeMap;
use std::fmt;

use tera::ErrorKind;

use crate::diagnostic::{Diagnostic, Place};
use crate::source::{Position, position_in};

/// A mistake in a theme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ThemeError {
    /// The file: `themes/standard/templates/base.html`.
    pub file: String,
    /// Line and character column, from 1; none if the whole file is meant.
    pub position: Option<Position>,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// What to do.
    pub remedy: Option<String>,
}

impl ThemeError {
    /// A mistake in a theme as such: points at its `theme.yaml`.
    pub(crate) fn in_theme(theme: &str, message: impl Into<String>) -> Self {
        Self { file: format!("themes/{theme}/theme.yaml"), position: None, message: message.into(), remedy: None }
    }

    /// A mistake in a file of a theme, named from the theme's folder.
    pub(crate) fn in_file(theme: &str, path: &str, message: impl Into<String>) -> Self {
        Self { file: format!("themes/{theme}/{path}"), position: None, message: message.into(), remedy: None }
    }

    /// A mistake in a template, named as the engine names it: `standard/base.html`.
    pub(crate) fn in_template(name: &str, message: impl Into<String>) -> Self {
        Self { file: template_file(name), position: None, message: message.into(), remedy: None }
    }

    /// Points at a byte of the file's text.
    #[must_use]
    pub(crate) fn at(mut self, text: &str, byte: usize) -> Self {
        self.position = Some(position_in(text, byte));
        self
    }

    /// Says what to do.
    #[must_use]
    pub(crate) fn remedy(mut self, remedy: &str) -> Self {
        self.remedy = Some(remedy.to_owned());
        self
    }

    /// The same as a finding.
    #[must_use]
    pub fn to_diagnostic(&self) -> Diagnostic {
        let position = self.position.map(|position| (position.line, position.column));
        let place = Place::File { path: self.file.clone(), position };
        let found = Diagnostic::error("theme/template", &self.message).at_place(place);
        match &self.remedy {
            Some(remedy) => found.remedy(remedy),
            None => found,
        }
    }
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(position) = self.position {
            write!(f, ":{position}")?;
        }
        write!(f, " {}", self.message)
    }
}

impl std::error::Error for ThemeError {}

/// Every mistake in an error of the engine. `texts` are the templates by name, to count columns in.
pub(crate) fn from_tera(error: &tera::Error, texts: &BTreeMap<String, String>) -> Vec<ThemeError> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let found = ThemeError::in_template(report.filename(), in_chinese(report.message()));
            let text = texts.get(report.filename());
            vec![text.map_or(found.clone(), |text| found.at(text, report.span().range.start))]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            vec![ThemeError::in_template(tpl, format!("模板互相继承，绕成了一圈：{}", inheritance_chain.join(" → ")))]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            vec![ThemeError::in_template(tpl, format!("模板互相包含，绕成了一圈：{}", include_chain.join(" → ")))]
        }
        ErrorKind::MissingParent { current, parent } => {
            vec![ThemeError::in_template(current, format!("要继承的模板“{parent}”不存在"))]
        }
        ErrorKind::TemplateNotFound(name) => vec![ThemeError::in_template(name, "没有这个模板")],
        ErrorKind::Msg(message) => from_reports(message),
        // The engine may grow kinds of error; its own words are better than none.
        _ => vec![ThemeError::in_template("", error.to_string())],
    }
}

/// References to what does not exist come as one text of several printed reports.
fn from_reports(message: &str) -> Vec<ThemeError> {
    let mut found = Vec::new();
    for report in message.split("\n\n") {
        let mut lines = report.lines();
        let what = lines.next().unwrap_or(report);
        let place = lines.next().and_then(|line| line.trim_start().strip_prefix("--> ")).and_then(printed_place);
        let text = in_chinese(what.strip_prefix("error: ").unwrap_or(what));
        found.push(match place {
            Some((name, position)) => ThemeError { position: Some(position), ..ThemeError::in_template(name, text) },
            None => ThemeError::in_template("", text),
        });
    }
    found
}

/// `standard/base.html:3:14`, with the column counted in characters.
fn printed_place(place: &str) -> Option<(&str, Position)> {
    let (rest, column) = place.rsplit_once(':')?;
    let (name, line) = rest.rsplit_once(':')?;
    Some((name, Position { line: line.parse().ok()?, column: column.parse().ok()? }))
}

fn template_file(name: &str) -> String {
    match name.split_once('/') {
        Some((theme, file)) => format!("themes/{theme}/templates/{file}"),
        None if name.is_empty() => "themes".to_owned(),
        None => name.to_owned(),
    }
}

/// The engine's commonest messages in Chinese; the others keep its words behind ours.
fn in_chinese(message: &str) -> String {
    const KNOWN: [(&str, &str); 8] = [
        ("Field ", "页面数据里没有这一项："),
        ("Variable ", "模板里没有这个变量："),
        ("Unknown filter ", "没有这个过滤器："),
        ("Unknown test ", "没有这个判断："),
        ("Unknown function ", "没有这个函数："),
        ("Unknown component ", "没有这个组件："),
        ("Unknown template ", "没有这个模板："),
        ("Block ", "上级模板里没有这个块："),
    ];
    for (english, chinese) in KNOWN {
        if let Some(rest) = message.strip_prefix(english) {
            let name = rest.split('`').nth(1).unwrap_or(rest);
            return format!("{chinese}{name}");
        }
    }
    format!("模板有误：{}", message.trim_end_matches('.'))
}
