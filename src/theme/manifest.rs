//! `theme.yaml`: seven keys, each on one line.
//!
//! It is read as the small part of YAML that it needs (`key: value`, `[a, b]`, comments, quotes), so that a theme can neither nest,
//! nor alias, nor load anything.

use crate::theme::error::ThemeError;

/// The file's name inside a theme.
pub const FILE: &str = "theme.yaml";

/// What `theme.yaml` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Its name, which must be its folder's.
    pub name: String,
    /// What it is called in words.
    pub title: String,
    /// The theme it completes.
    pub extends: Option<String>,
    /// Style sheets of `static/` that every page loads, in order.
    pub styles: Vec<String>,
    /// Scripts of `static/` that every page runs before it is shown first, in order.
    pub early: Vec<String>,
    /// Scripts of `static/` that every page runs when it is there, in order.
    pub scripts: Vec<String>,
    /// Scripts that the search page loads after those of every page.
    pub search_scripts: Vec<String>,
}

impl Manifest {
    /// Reads the manifest of the theme in folder `theme`.
    ///
    /// # Errors
    /// At the line that is wrong: another shape, an unknown or repeated key, a name that is not the folder's.
    pub fn parse(theme: &str, bytes: &[u8]) -> Result<Self, ThemeError> {
        let text =
            std::str::from_utf8(bytes).map_err(|_| ThemeError::in_theme(theme, "文件不是 UTF-8 编码").remedy("请另存为 UTF-8 编码。"))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut manifest = Self::default();
        let mut seen: Vec<&str> = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let at = start;
            start += line.len();
            let fail = |message: String| ThemeError::in_theme(theme, message).at(text, at);
            let line = without_comment(line).trim_end();
            if line.is_empty() {
                continue;
            }
            let Some((key, value)) = line.split_once(':') else {
                return Err(fail("看不懂这一行".to_owned()).remedy("每行写一项，如 name: standard。"));
            };
            if seen.contains(&key) {
                return Err(fail(format!("“{key}”写了两遍")));
            }
            seen.push(key);
            manifest.set(key, value.trim()).map_err(fail)?;
        }
        if manifest.name != theme {
            let message = format!("name 是“{}”，文件夹名是“{theme}”", manifest.name);
            return Err(ThemeError::in_theme(theme, message).remedy("两者应当相同。"));
        }
        Ok(manifest)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "name" => self.name = scalar(value)?,
            "title" => self.title = scalar(value)?,
            "extends" => self.extends = Some(scalar(value)?),
            "styles" => self.styles = list(value)?,
            "early" => self.early = list(value)?,
            "scripts" => self.scripts = list(value)?,
            "search_scripts" => self.search_scripts = list(value)?,
            _ => {
                return Err(format!("不认识“{key}”这一项，可以写的有 name、title、extends、styles、early、scripts、search_scripts"));
            }
        }
        Ok(())
    }
}

/// A comment starts a line or follows a blank, as in YAML.
fn without_comment(line: &str) -> &str {
    if line.starts_with('#') {
        return "";
    }
    line.find(" #").and_then(|at| line.get(..at)).unwrap_or(line)
}

fn scalar(value: &str) -> Result<String, String> {
    let quoted = |mark: char| value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    let text = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
    let odd = |c: char| matches!(c, '"' | '\'' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\\');
    if text.is_empty() || text.contains(odd) { Err(format!("看不懂这个值：{value}")) } else { Ok(text.to_owned()) }
}

fn list(value: &str) -> Result<Vec<String>, String> {
    let inside = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let Some(inside) = inside else { return Err(format!("应写成一行列表，如 [site.css]：{value}")) };
    inside.split(',').map(str::trim).filter(|item| !item.is_empty()).map(scalar).collect()
}
