//! Reads a report as a strict reader would: every element closed in its order, no script, one style, nothing loaded, tables with captions
//! and heads, headings without leaps.

use html5gum::{Token, Tokenizer};
use std::collections::BTreeSet;

/// What stands in a report.
#[derive(Default, Debug)]
pub(crate) struct Parsed {
    /// Everything that is not as it should be.
    pub(crate) faults: Vec<String>,
    /// The codes of its findings, sorted.
    pub(crate) codes: Vec<String>,
    /// Rows of the table of items.
    pub(crate) items: usize,
    open: Vec<String>,
    heading: u8,
    styles: usize,
    headings: usize,
    ids: BTreeSet<String>,
    rows: usize,
    tables: [usize; 2],
    in_code: bool,
}

const VOID: [&str; 2] = ["meta", "br"];
const KNOWN: [&str; 25] = [
    "html", "head", "title", "style", "body", "header", "main", "footer", "h1", "h2", "h3", "p", "strong", "span", "table", "caption",
    "thead", "tbody", "tr", "th", "td", "meta", "br", "a", "em",
];

impl Parsed {
    pub(crate) fn of(text: &str) -> Self {
        let mut page = Self::default();
        for token in Tokenizer::new(text) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    let attributes: Vec<(String, String)> = tag
                        .attributes
                        .iter()
                        .map(|(key, value)| (String::from_utf8_lossy(key).into_owned(), String::from_utf8_lossy(value).into_owned()))
                        .collect();
                    page.start(&name, &attributes);
                }
                Token::EndTag(tag) => page.end(&String::from_utf8_lossy(&tag.name)),
                Token::String(words) => page.words(&String::from_utf8_lossy(&words)),
                Token::Comment(_) => page.fault("a comment".to_owned()),
                Token::Doctype(_) => {}
                Token::Error(error) => page.fault(format!("{error:?}")),
            }
        }
        if !page.open.is_empty() || page.styles != 1 || page.headings != 1 {
            page.fault(format!("open {:?}, styles {}, h1 {}", page.open, page.styles, page.headings));
        }
        if page.tables[0] != page.tables[1] {
            page.fault(format!("tables and captions: {:?}", page.tables));
        }
        if page.rows != page.codes.len() {
            page.fault(format!("{} rows of findings, {} codes", page.rows, page.codes.len()));
        }
        page.codes.sort();
        page
    }

    fn fault(&mut self, fault: String) {
        self.faults.push(fault);
    }

    fn start(&mut self, name: &str, attributes: &[(String, String)]) {
        let get = |wanted: &str| attributes.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str());
        if !KNOWN.contains(&name) {
            self.fault(format!("<{name}>"));
        }
        for (key, value) in attributes {
            if key.starts_with("on") || ["style", "src", "href", "srcset", "data"].contains(&key.as_str()) {
                self.fault(format!("{key} of <{name}>"));
            }
            if key == "id" && !self.ids.insert(value.clone()) {
                self.fault(format!("id {value} twice"));
            }
        }
        match name {
            "html" if get("lang") != Some("zh-CN") => self.fault("no language".to_owned()),
            "style" => self.styles += 1,
            "h1" | "h2" | "h3" => {
                let level = name.as_bytes()[1] - b'0';
                if level > self.heading + 1 {
                    self.fault(format!("h{} to {name}", self.heading));
                }
                self.headings += usize::from(level == 1);
                self.heading = level;
            }
            "th" if !matches!(get("scope"), Some("col" | "row")) => self.fault("a head without scope".to_owned()),
            "table" => self.tables[0] += 1,
            "caption" => self.tables[1] += 1,
            "tr" => {
                self.rows += usize::from(get("class") == Some("finding"));
                self.items += usize::from(get("class") == Some("item"));
            }
            _ => {}
        }
        self.in_code = get("class") == Some("code");
        if !VOID.contains(&name) {
            self.open.push(name.to_owned());
        }
    }

    fn end(&mut self, name: &str) {
        self.in_code = false;
        match self.open.pop() {
            Some(open) if open == name => {}
            other => self.fault(format!("</{name}> closes {other:?}")),
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_code {
            self.codes.push(words.trim_start_matches("代号 ").to_owned());
        }
        let inside = self.open.last().map_or("", String::as_str);
        if ["table", "thead", "tbody", "tr", "html", "head"].contains(&inside) && !words.trim().is_empty() {
            self.fault(format!("words in <{inside}>: {words}"));
        }
    }
}
