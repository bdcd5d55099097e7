//! Reads Rust just well enough for the house rules: what is code and what is comment or text, which paths it names, where
//! functions begin and end, where the unit tests begin.

/// A file of Rust.
pub(crate) struct Source {
    /// Its path in the repository.
    pub(crate) path: String,
    /// All of it.
    pub(crate) text: String,
    /// The same with comments, and the insides of texts, replaced by spaces: every line and column stays where it is.
    pub(crate) code: String,
}

impl From<(String, String)> for Source {
    fn from((path, text): (String, String)) -> Self {
        let code = blank(&text, true);
        Self { path, text, code }
    }
}

impl Source {
    /// Numbered lines of code before the unit tests.
    pub(crate) fn product_lines(&self) -> Vec<(usize, String)> {
        self.code.lines().map(str::to_owned).enumerate().take(self.product()).map(|(at, line)| (at + 1, line)).collect()
    }

    /// The same with texts left in.
    pub(crate) fn product_lines_with_strings(&self) -> Vec<(usize, String)> {
        let spoken = blank(&self.text, false);
        spoken.lines().map(str::to_owned).enumerate().take(self.product()).map(|(at, line)| (at + 1, line)).collect()
    }

    /// Whether the whole file is unit tests.
    pub(crate) fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// How many lines stand before the unit tests.
    fn product(&self) -> usize {
        if self.is_test() {
            return 0;
        }
        self.code.lines().position(|line| line.trim() == "#[cfg(test)]").unwrap_or(usize::MAX)
    }

    /// Every path that begins with `root`, with its line; groups in braces are taken apart.
    pub(crate) fn paths_from(&self, root: &str) -> Vec<(usize, String)> {
        let lines = self.product_lines();
        let product = lines.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n");
        let mut paths = Vec::new();
        for (at, _) in product.match_indices(root) {
            let is_start = !product[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == ':');
            let rest = &product[at + root.len()..];
            if is_start && rest.starts_with("::") {
                let line = product[..at].matches('\n').count() + 1;
                expand(root, rest, &mut |path| paths.push((line, path)));
            }
        }
        paths
    }

    /// Codes of findings (`target/unit`) that the file words: every text of that form whose first word is one of `groups`, or that
    /// makes a finding in the same line.
    pub(crate) fn codes(&self, groups: &[&str]) -> Vec<(usize, String)> {
        let of_line = |(number, line): (usize, String)| {
            let makes = ["error", "warning", "notice"].iter().any(|maker| line.contains(&format!("Diagnostic::{maker}(")));
            let texts = line.split('"').skip(1).step_by(2).filter(|text| is_code(text, groups, makes)).map(str::to_owned);
            texts.map(move |text| (number, text)).collect::<Vec<_>>()
        };
        self.product_lines_with_strings().into_iter().flat_map(of_line).collect()
    }
}

fn is_code(text: &str, groups: &[&str], any_group: bool) -> bool {
    let is_name =
        |name: &str| name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let known = |group: &str| groups.contains(&group) || (any_group && is_name(group));
    text.split_once('/').is_some_and(|(group, name)| known(group) && is_name(name))
}

/// Calls `found` with every path of `rest` (which begins with `::`) put behind `prefix`.
fn expand(prefix: &str, rest: &str, found: &mut dyn FnMut(String)) {
    let Some(rest) = rest.trim_start().strip_prefix("::") else { return found(prefix.to_owned()) };
    let rest = rest.trim_start();
    if let Some(group) = rest.strip_prefix('{') {
        let mut depth = 0_usize;
        let mut start = 0;
        for (at, sign) in group.char_indices() {
            let ends = depth == 0 && matches!(sign, ',' | '}');
            if ends && !group[start..at].trim().is_empty() {
                expand(prefix, &format!("::{}", group[start..at].trim()), found);
            }
            match sign {
                '{' => depth += 1,
                '}' if depth == 0 => return,
                '}' => depth -= 1,
                _ => {}
            }
            if ends {
                start = at + 1;
            }
        }
        return;
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '*')).unwrap_or(rest.len());
    expand(&format!("{prefix}::{}", &rest[..end]), &rest[end..], found);
}

/// Name, line and length of every function with a body, nested ones too.
pub(crate) fn functions(code: &str) -> Vec<(String, usize, usize)> {
    let mut all = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        if code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_') {
            continue;
        }
        let name: String = code[at + 3..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if name.is_empty() {
            continue;
        }
        if let Some(length) = body_end(&code[at..]) {
            let line = code[..at].matches('\n').count() + 1;
            all.push((name, line, code[at..at + length].matches('\n').count() + 1));
        }
    }
    all
}

/// Bytes from a function's `fn` to the end of its body; `None` without one.
fn body_end(code: &str) -> Option<usize> {
    let mut depth = 0_i32;
    let mut brackets = 0_i32;
    for (at, sign) in code.char_indices() {
        match sign {
            '(' | '[' if depth == 0 => brackets += 1,
            ')' | ']' if depth == 0 => brackets -= 1,
            ';' if depth == 0 && brackets == 0 => return None,
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Replaces comments by spaces, and with `texts` the insides of texts and characters too. Line ends stay.
fn blank(text: &str, texts: bool) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < signs.len() {
        let (end, kind) = token(&signs, at);
        for (inside, sign) in signs[at..end].iter().enumerate() {
            let edge = inside == 0 || at + inside + 1 == end;
            let hidden = kind == Kind::Comment || (kind == Kind::Text && texts && !edge);
            out.push(if hidden && *sign != '\n' { ' ' } else { *sign });
        }
        at = end;
    }
    out
}

#[derive(PartialEq, Eq)]
enum Kind {
    Code,
    Comment,
    Text,
}

/// The end of what begins at `at`, and what it is.
fn token(signs: &[char], at: usize) -> (usize, Kind) {
    let has = |at: usize, sign: char| signs.get(at) == Some(&sign);
    let find = |from: usize, ends: &dyn Fn(usize) -> bool| (from..signs.len()).find(|at| ends(*at)).unwrap_or(signs.len());
    match signs[at] {
        '/' if has(at + 1, '/') => (find(at, &|at| has(at, '\n')), Kind::Comment),
        '/' if has(at + 1, '*') => {
            let end = find(at + 2, &|at| has(at, '*') && has(at + 1, '/'));
            ((end + 2).min(signs.len()), Kind::Comment)
        }
        '"' => (quoted(signs, at, '"'), Kind::Text),
        'r' if !at.checked_sub(1).is_some_and(|at| signs[at].is_alphanumeric() || signs[at] == '_') => {
            let hashes = signs[at + 1..].iter().take_while(|sign| **sign == '#').count();
            if !has(at + 1 + hashes, '"') {
                return (at + 1, Kind::Code);
            }
            let closes = |at: usize| has(at, '"') && (1..=hashes).all(|n| has(at + n, '#'));
            let end = find(at + 2 + hashes, &closes);
            ((end + 1 + hashes).min(signs.len()), Kind::Text)
        }
        // A character, not a lifetime: it closes after one sign or an escape.
        '\'' if has(at + 1, '\\') || has(at + 2, '\'') => (quoted(signs, at, '\''), Kind::Text),
        _ => (at + 1, Kind::Code),
    }
}

/// One past the closing quote of a text that may hold escapes.
fn quoted(signs: &[char], at: usize, quote: char) -> usize {
    let mut at = at + 1;
    while at < signs.len() && signs[at] != quote {
        at += if signs[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(signs.len())
}

#[test]
fn code_is_told_from_comments_and_texts() {
    let text = "let a = \"{ // \"; // }\nlet b = '{'; let c: &'static str = r#\"}\"}\"#; /* { */ fn x() { }\n";
    let code = blank(text, true);
    assert_eq!(code.matches(['{', '}']).count(), 2, "{code}");
    assert_eq!(code.lines().count(), text.lines().count());
    assert_eq!(functions(&code), [("x".to_owned(), 2, 1)]);
}

#[test]
fn grouped_imports_are_taken_apart() {
    let source =
        Source::from(("src/a.rs".to_owned(), "use crate::{value::{unit::Unit, date}, lint};\nlet x = crate::emit::write();\n".to_owned()));
    let paths: Vec<String> = source.paths_from("crate").into_iter().map(|(_, path)| path).collect();
    assert_eq!(paths, ["crate::value::unit::Unit", "crate::value::date", "crate::lint", "crate::emit::write"]);
}
