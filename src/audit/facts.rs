//! What is learnt from the bytes of one file: the part of the audit that an unchanged file need not repeat.

use crate::audit::heard::{Ear, Heard, is_data};
use crate::audit::leaks::{self, Leak};
use crate::lint::link_missing::resolved;
use crate::value::path::OutPath;
use html5gum::{Token, Tokenizer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A page that leads on to another one at once: only a former address may.
pub(super) const LEADS_ON: &str = "会自动跳转或刷新";

/// What is learnt from one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Files of this site that it links to or loads, from the root, with their anchors: `2022/index.html#s1`.
    pub links: BTreeSet<String>,
    /// Ids that may be linked to.
    pub ids: BTreeSet<String>,
    /// Addresses on other hosts that it would load.
    pub foreign: BTreeSet<String>,
    /// What the page itself gets wrong, in Chinese.
    pub problems: BTreeSet<String>,
    /// What a page says to programs and to people.
    pub heard: Heard,
    /// Personal numbers and marks of secrecy in it.
    pub leaks: BTreeSet<Leak>,
}

impl Facts {
    /// Learns what there is to learn; only pages and drawings are read. `root` is what an address from the root of the host has to begin
    /// with to be one of this site (`/zwgk/zt/`); without it there is none.
    pub fn of(path: &OutPath, bytes: &[u8], root: Option<&str>) -> Self {
        let is_page = path.as_str().ends_with(".html");
        let mut reader = Reader::new(path, root);
        if is_page || path.as_str().ends_with(".svg") {
            reader.read(&String::from_utf8_lossy(bytes));
        }
        if is_page {
            reader.judge_page();
            reader.facts.heard = reader.ear.heard;
        }
        reader.facts.leaks = leaks::of(path.as_str(), bytes);
        reader.facts
    }

    /// As the ledger keeps it: one line.
    pub fn to_line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From the ledger; `None` when it was written by another version.
    pub fn from_line(line: &str) -> Option<Self> {
        serde_json::from_str(line).ok()
    }
}

struct Reader<'a> {
    path: &'a OutPath,
    root: Option<&'a str>,
    facts: Facts,
    mains: usize,
    headings: usize,
    title: bool,
    lang: bool,
    level: u8,
    in_svg: usize,
    /// Zones outside of the main one: header and footer of the page.
    zones: [usize; 2],
    in_main: bool,
    ear: Ear,
}

impl<'a> Reader<'a> {
    fn new(path: &'a OutPath, root: Option<&'a str>) -> Self {
        Self {
            path,
            root,
            facts: Facts::default(),
            mains: 0,
            headings: 0,
            title: false,
            lang: false,
            level: 0,
            in_svg: 0,
            zones: [0, 0],
            in_main: false,
            ear: Ear::default(),
        }
    }
}

impl Reader<'_> {
    fn read(&mut self, text: &str) {
        for token in Tokenizer::new(text) {
            let token = match token {
                Ok(token) => token,
                Err(never) => match never {},
            };
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    let attributes: Vec<(String, String)> = tag
                        .attributes
                        .iter()
                        .map(|(key, value)| (String::from_utf8_lossy(key).into_owned(), String::from_utf8_lossy(value).into_owned()))
                        .collect();
                    self.element(&name, &attributes, tag.self_closing);
                }
                Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    match name.as_str() {
                        "svg" => self.in_svg = self.in_svg.saturating_sub(1),
                        "main" => self.in_main = false,
                        _ => {}
                    }
                    self.ear.end(&name);
                }
                Token::String(text) => self.ear.text(&String::from_utf8_lossy(&text)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
    }

    fn element(&mut self, name: &str, attributes: &[(String, String)], self_closing: bool) {
        let get = |wanted: &str| attributes.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str());
        match name {
            "html" => self.lang = get("lang").is_some_and(|lang| !lang.is_empty()),
            "title" if self.in_svg == 0 => self.title = true,
            "main" => (self.mains, self.in_main) = (self.mains + 1, true),
            "header" | "footer" if !self.in_main => {
                let [headers, footers] = &mut self.zones;
                *(if name == "header" { headers } else { footers }) += 1;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(name),
            "img" if get("alt").is_none() => self.problem("图片没有替代文字"),
            "svg" if !self_closing => self.in_svg += 1,
            "base" | "iframe" | "object" | "embed" | "marquee" => self.problem(&format!("用了 <{name}>")),
            "script" if get("src").is_none() && !is_data(get("type")) => self.problem("有内联脚本"),
            "style" if self.path.as_str().ends_with(".html") => self.problem("有内联样式"),
            "meta" if get("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh")) => self.problem(LEADS_ON),
            _ => {}
        }
        if self.in_svg == 0 {
            self.ear.start(name, get);
        }
        for (key, value) in attributes {
            self.attribute(name, key, value);
        }
    }

    /// Headings go down one level at a time.
    fn heading(&mut self, name: &str) {
        let level = name.as_bytes().get(1).map_or(0, |digit| digit - b'0');
        if level == 1 {
            self.headings += 1;
        }
        if self.path.as_str().ends_with(".html") && level > self.level + 1 {
            self.problem(&format!("标题从h{}跳到h{level}", self.level));
        }
        self.level = level;
    }

    fn attribute(&mut self, element: &str, key: &str, value: &str) {
        match key {
            "id" if self.facts.ids.insert(value.to_owned()) => {}
            "id" => self.problem(&format!("编号“{value}”用了两次")),
            "style" => self.problem("有内联样式"),
            _ if key.starts_with("on") => self.problem("有内联事件"),
            "href" | "xlink:href" => {
                let loads = matches!(element, "link" | "use" | "image") && !is_plain_relation(element, value);
                self.address(value, loads);
            }
            "src" | "srcset" | "poster" | "data" => self.address(value, true),
            _ => {}
        }
    }

    /// An address that is linked to, or `loads` with the page.
    fn address(&mut self, value: &str, loads: bool) {
        let scheme = crate::lint::link_missing::scheme(value);
        if value.starts_with("//") || scheme.is_some() {
            let inner = scheme.is_some_and(|scheme| scheme == "data");
            if loads && !inner {
                self.facts.foreign.insert(value.to_owned());
            }
            return;
        }
        if let Some(anchor) = value.strip_prefix('#') {
            if !anchor.is_empty() && self.path.as_str().ends_with(".html") {
                self.facts.links.insert(format!("{}#{anchor}", self.path));
            }
            return;
        }
        let (file, anchor) = value.split_once('#').map_or((value, ""), |(file, anchor)| (file, anchor));
        let Some(file) = self.file(&decoded(file)) else {
            self.problem(&format!("链接“{value}”没有写到文件名，或者出了本站"));
            return;
        };
        self.facts.links.insert(if anchor.is_empty() { file } else { format!("{file}#{anchor}") });
    }

    /// The file of this site that an address means, if it names one.
    fn file(&self, address: &str) -> Option<String> {
        match address.strip_prefix('/') {
            None => resolved(self.path, address),
            Some(_) => address.strip_prefix(self.root?).filter(|file| OutPath::new(file).is_some()).map(str::to_owned),
        }
    }

    fn problem(&mut self, problem: &str) {
        self.facts.problems.insert(problem.to_owned());
    }

    fn judge_page(&mut self) {
        if self.mains != 1 {
            self.problem("应当有且只有一个 main");
        }
        // None is right inside a portal, whose page has both.
        if self.zones.iter().any(|zones| *zones > 1) {
            self.problem("main 以外只能有一个 header、一个 footer");
        }
        if self.ear.broken_data {
            self.problem("JSON-LD 不是完整的 JSON");
        }
        if self.headings != 1 {
            self.problem("应当有且只有一个 h1");
        }
        if !self.title {
            self.problem("没有 title");
        }
        if !self.lang {
            self.problem("没有写明语言");
        }
    }
}

/// `<link rel=canonical>` names an address on a host and loads nothing.
fn is_plain_relation(element: &str, value: &str) -> bool {
    element == "link" && (value.starts_with("https://") || value.starts_with("http://")) && value.ends_with(".html")
}

/// An address with its percent signs resolved.
pub fn decoded(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = (*byte == b'%').then(|| address.get(at + 1..at + 3)).flatten().and_then(|code| u8::from_str_radix(code, 16).ok());
        plain.push(code.unwrap_or(*byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&plain).into_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Facts;
    use crate::value::path::OutPath;

    const HEAD: &str = "<html lang=\"zh-CN\"><title>t</title><header></header><footer></footer>";

    fn facts(html: &str) -> Facts {
        Facts::of(&OutPath::new("2022/town/index.html").unwrap(), html.as_bytes(), Some("/zwgk/"))
    }

    #[test]
    fn links_are_seen_from_the_root() {
        let found = facts(
            "<a href=\"../industry/index.html#s1\"></a><a href=\"#s2\"></a><a href=\"%E5%9B%BE.png\"></a><a href=\"https://example.gov.cn\"></a>",
        );
        assert!(found.links.contains("2022/industry/index.html#s1"));
        assert!(found.links.contains("2022/town/index.html#s2"));
        assert!(found.links.contains("2022/town/图.png"));
        assert!(found.foreign.is_empty());
    }

    #[test]
    fn an_address_from_the_root_of_the_host_is_of_this_site_only_below_its_prefix() {
        let found = facts("<a href=\"/zwgk/data/index.html#a\"></a>");
        assert!(found.links.contains("data/index.html#a"), "{:?}", found.links);
        for elsewhere in ["/data/index.html", "/zwgk/", "/zwgk/../index.html", "/zwgkx/index.html"] {
            let found = facts(&format!("{HEAD}<main><h1>h</h1><a href=\"{elsewhere}\"></a></main>"));
            assert!(found.links.is_empty() && found.problems.len() == 1, "{elsewhere}: {found:?}");
        }
    }

    #[test]
    fn what_is_loaded_from_elsewhere_is_foreign() {
        for html in [
            "<img alt=\"\" src=\"//x.test/a.png\">",
            "<script src=\"https://x.test/a.js\"></script>",
            "<link rel=\"stylesheet\" href=\"https://x.test/a.css\">",
        ] {
            assert_eq!(facts(html).foreign.len(), 1, "{html}");
        }
    }

    #[test]
    fn a_page_has_one_main_one_h1_a_title_and_a_language() {
        let good = format!("{HEAD}<main><h1>h</h1><h2>x</h2></main></html>");
        assert!(facts(&good).problems.is_empty(), "{:?}", facts(&good).problems);
        for bad in [
            good.replace("<header></header>", "<header></header><header></header>"),
            good.replace("<footer></footer>", "<footer></footer><footer></footer>"),
            good.replace("<title>", "<script type=\"application/ld+json\">{\"a\":</script><title>"),
            good.replace("<title>", "<script>{}</script><title>"),
            good.replace("<main>", ""),
            good.replace("h1", "h3"),
            good.replace(" lang=\"zh-CN\"", ""),
            good.replace("<title>t</title>", ""),
            good.replace("<h2>", "<h2 style=\"color:red\">"),
            good.replace("<h2>", "<h2 onclick=\"x()\">"),
            good.replace("<h2>x</h2>", "<img src=\"a.png\">"),
            good.replace("<h2>x</h2>", "<p id=\"a\"></p><p id=\"a\"></p>"),
        ] {
            assert!(!facts(&bad).problems.is_empty(), "{bad}");
        }
    }

    #[test]
    fn tags_and_the_words_they_repeat_are_heard() {
        let page = format!(
            "{HEAD}<meta name=\"PubDate\" content=\"2022-01-20 09:00\"><meta name=\"description\" content=\"x\">\
             <script type=\"application/ld+json\">{{\"name\":\"\\u003c/script\\u003e\"}}</script>\
             <nav aria-label=\"当前位置\"><ol><li><a href=\"a.html\">首页</a></li><li> 全\n文 </li></ol></nav>\
             <main><h1>全 <b>文</b></h1><dl><dt>发布时间</dt><dd>2022-01-20 09:00</dd><dt>来源</dt><dd>甲</dd></dl></main>"
        );
        let heard = facts(&page).heard;
        assert_eq!(heard.tags, [("PubDate".to_owned(), "2022-01-20 09:00".to_owned())]);
        assert_eq!((heard.heading.as_str(), heard.linked_data), ("全 文", true));
        assert_eq!(heard.crumbs, ["首页", "全 文"]);
        assert_eq!(heard.terms, [("发布时间".to_owned(), "2022-01-20 09:00".to_owned()), ("来源".to_owned(), "甲".to_owned())]);
    }

    #[test]
    fn facts_survive_the_ledger() {
        let found = facts("<a href=\"index.html\" id=\"a\">x</a>");
        assert_eq!(Facts::from_line(&found.to_line()).unwrap(), found);
    }
}
