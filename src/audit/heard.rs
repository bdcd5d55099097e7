//! What a finished page says to programs and to people, side by side: its page tags, and the words they have to repeat.

use serde::{Deserialize, Serialize};

/// What was heard from one page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Page tags in the order of the page: name as written, content.
    pub tags: Vec<(String, String)>,
    /// The text of the `<h1>`.
    pub heading: String,
    /// The breadcrumbs, from the home page down to this page.
    pub crumbs: Vec<String>,
    /// Terms with their descriptions among those that tags repeat: 发布时间, 来源, 网站标识码.
    pub terms: Vec<(String, String)>,
    /// The page holds linked data.
    pub linked_data: bool,
}

/// Terms of a page whose description a tag repeats.
const TERMS: [&str; 3] = ["发布时间", "来源", "网站标识码"];

/// The label of the breadcrumbs, which tells them from other lists of links.
const CRUMBS: &str = "当前位置";

/// Listens to the tokens of one page.
#[derive(Debug, Default)]
pub(super) struct Ear {
    pub(super) heard: Heard,
    part: Option<Part>,
    text: String,
    term: String,
    in_crumbs: bool,
    /// What is wrong with a data block, if anything.
    pub(super) broken_data: bool,
}

/// The text that is being listened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Heading,
    Crumb,
    Term,
    Description,
    Data,
}

impl Part {
    /// The element whose end ends it.
    fn element(self) -> &'static str {
        match self {
            Self::Heading => "h1",
            Self::Crumb => "li",
            Self::Term => "dt",
            Self::Description => "dd",
            Self::Data => "script",
        }
    }
}

/// Whether a `<script>` of this type holds data, which no browser runs.
pub(super) fn is_data(kind: Option<&str>) -> bool {
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"))
}

impl Ear {
    /// An element begins; `get` gives its attributes.
    pub(super) fn start<'v>(&mut self, name: &str, get: impl Fn(&str) -> Option<&'v str>) {
        let part = match name {
            "meta" => {
                let tag = get("name").zip(get("content"));
                self.heard.tags.extend(tag.filter(|(name, _)| is_page_tag(name)).map(|(name, content)| (name.to_owned(), plain(content))));
                return;
            }
            "nav" => {
                self.in_crumbs = get("aria-label") == Some(CRUMBS);
                return;
            }
            "h1" => Part::Heading,
            "li" if self.in_crumbs => Part::Crumb,
            "dt" => Part::Term,
            "dd" => Part::Description,
            "script" if is_data(get("type")) => Part::Data,
            _ => return,
        };
        (self.part, self.text) = (Some(part), String::new());
    }

    /// Text of the page.
    pub(super) fn text(&mut self, text: &str) {
        if self.part.is_some() {
            self.text.push_str(text);
        }
    }

    /// An element ends.
    pub(super) fn end(&mut self, name: &str) {
        if name == "nav" {
            self.in_crumbs = false;
        }
        let Some(part) = self.part.filter(|part| part.element() == name) else { return };
        self.part = None;
        let text = std::mem::take(&mut self.text);
        match part {
            Part::Heading => self.heard.heading = plain(&text),
            Part::Crumb => self.heard.crumbs.push(plain(&text)),
            Part::Term => self.term = plain(&text),
            Part::Description => {
                let term = std::mem::take(&mut self.term);
                let is_first = TERMS.contains(&term.as_str()) && !self.heard.terms.iter().any(|(known, _)| *known == term);
                self.heard.terms.extend(is_first.then(|| (term, plain(&text))));
            }
            Part::Data => {
                self.heard.linked_data = true;
                self.broken_data |= serde_json::from_str::<serde_json::Value>(&text).is_err();
            }
        }
    }
}

/// Whether a name is one of the page tags, however it is spelt.
fn is_page_tag(name: &str) -> bool {
    use crate::output::tags::{COLUMN, CONTENT, OPTIONAL, SITE};
    let ours = SITE.iter().chain(&COLUMN).chain(&CONTENT).chain(&OPTIONAL);
    // HTML has names of its own that differ only by case; those are meant where the page writes them small.
    let is_of_html = ["keywords", "author", "description"].contains(&name);
    !is_of_html && ours.into_iter().any(|tag| tag.eq_ignore_ascii_case(name))
}

/// Words without the white space that only lays out the file.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
