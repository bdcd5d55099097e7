//! Reads the page tags of the finished pages as an inspection program would, and compares them with what each page shows to people. A page
//! that fails here is our own mistake or a theme's, never the clerk's; what the content does not give is said by a rule.

use crate::audit::facts::Facts;
use crate::audit::heard::Heard;
use crate::diagnostic::{Diagnostic, Place};
use crate::output::tags::{COLUMN, CONTENT, Level, OPTIONAL, SITE, level};
use crate::report::Settings;
use crate::site::{Page, Site};
use crate::value::date::parse_moment;
use std::collections::BTreeMap;

/// Judges the tags of every page of the site.
pub fn audit(site: &Site, facts: &BTreeMap<String, Facts>) -> Vec<Diagnostic> {
    let of_page = |page: &Page| {
        let found = facts.get(page.path.as_str())?;
        let mut judge = Judge { path: page.path.as_str(), heard: &found.heard, findings: Vec::new() };
        if site.world.site.sample {
            judge.sample();
        } else {
            judge.page(&site.world.site, &level(&site.world, &page.key), &found.links);
        }
        Some(judge.findings)
    };
    site.pages.iter().filter_map(of_page).flatten().collect()
}

struct Judge<'a> {
    path: &'a str,
    heard: &'a Heard,
    findings: Vec<Diagnostic>,
}

impl<'a> Judge<'a> {
    fn find(&mut self, code: &'static str, message: String) {
        let finding = Diagnostic::error(code, message).at_place(Place::Output(self.path.to_owned()));
        self.findings.push(finding.remedy("请检查主题的模板；没有改过主题的，请把这个问题告诉开发者。"));
    }

    /// A demonstration says nothing to inspection programs.
    fn sample(&mut self) {
        if let Some((name, _)) = self.heard.tags.first() {
            self.find("tags/sample", format!("演示站点的页面有网页标签 {name}"));
        } else if self.heard.linked_data {
            self.find("tags/sample", "演示站点的页面有 JSON-LD 数据".into());
        }
    }

    fn page(&mut self, site: &Settings, level: &Level, links: &std::collections::BTreeSet<String>) {
        self.names();
        let portal = [&site.portal.name, &site.portal.domain, &site.portal.id_code];
        for (name, given) in SITE.into_iter().zip(portal) {
            self.repeats(name, given.as_deref(), "site.yaml 的 portal");
        }
        if let Some(code) = self.term("网站标识码") {
            self.repeats("SiteIDCode", Some(code), "页脚的网站标识码");
        }
        let crumbs = &self.heard.crumbs;
        match level {
            Level::Site => {}
            Level::Column { .. } => {
                self.column(&[crumbs.last().unwrap_or(&self.heard.heading)]);
            }
            Level::Content { .. } => {
                let above: Vec<&String> = crumbs.iter().rev().skip(1).collect();
                self.column(&above);
                self.content(site, links);
            }
        }
    }

    /// Every tag by its exact name, and once.
    fn names(&mut self) {
        let known: Vec<&str> = SITE.into_iter().chain(COLUMN).chain(CONTENT).chain(OPTIONAL).collect();
        let tags = &self.heard.tags;
        for (at, (name, _)) in tags.iter().enumerate() {
            let exact = known.iter().find(|exact| exact.eq_ignore_ascii_case(name));
            if let Some(exact) = exact.filter(|exact| *exact != name) {
                self.find("tags/name", format!("网页标签写作 {name}，规定的写法是 {exact}"));
            }
            if tags.iter().take(at).any(|(other, _)| other == name) {
                self.find("tags/repeated", format!("网页标签 {name} 出现了两次"));
            }
        }
    }

    fn tag(&self, name: &str) -> Option<&'a str> {
        self.heard.tags.iter().find(|(tag, _)| tag == name).map(|(_, content)| content.as_str())
    }

    fn term(&self, label: &str) -> Option<&'a str> {
        self.heard.terms.iter().find(|(term, _)| term == label).map(|(_, text)| text.as_str())
    }

    /// A tag that must be there and not be empty; gives its content.
    fn demand(&mut self, name: &str) -> Option<&'a str> {
        let content = self.tag(name).filter(|content| !content.is_empty());
        if content.is_none() {
            self.find("tags/missing", format!("没有网页标签 {name}"));
        }
        content
    }

    /// A tag that stands exactly where the page or the content gives its words, and repeats them.
    fn repeats(&mut self, name: &str, shown: Option<&str>, wherefrom: &str) {
        match (self.tag(name), shown) {
            (None, None) => {}
            (Some(content), Some(shown)) if content == shown.split_whitespace().collect::<Vec<_>>().join(" ") => {}
            (None, Some(_)) => self.find("tags/missing", format!("没有网页标签 {name}")),
            (Some(content), None) => self.find("tags/differs", format!("网页标签 {name} 是“{content}”，{wherefrom}却是空的")),
            (Some(content), Some(shown)) => {
                self.find("tags/differs", format!("网页标签 {name} 是“{content}”，{wherefrom}是“{shown}”"));
            }
        }
    }

    /// The four tags of a column; its name is one of the words that the page shows as the way to it.
    fn column(&mut self, shown: &[&String]) {
        if let Some(name) = self.demand("ColumnName")
            && !shown.iter().any(|shown| *shown == name)
        {
            self.find("tags/differs", format!("网页标签 ColumnName 是“{name}”，页面的当前位置里没有这个栏目"));
        }
        for name in COLUMN.into_iter().skip(1) {
            self.demand(name);
        }
    }

    fn content(&mut self, site: &Settings, links: &std::collections::BTreeSet<String>) {
        let heading = self.heard.heading.clone();
        self.repeats("ArticleTitle", Some(&heading), "页面标题");
        self.repeats("PubDate", self.term("发布时间"), "页面的发布时间");
        self.repeats("ContentSource", self.term("来源"), "页面的来源");
        if let Some(published) = self.tag("PubDate").filter(|published| !is_publish_time(published)) {
            self.find("tags/date", format!("网页标签 PubDate 是“{published}”，应当是“年-月-日 时:分”"));
        }
        if self.tag("Description").is_some_and(|description| description == heading) {
            self.find("tags/differs", "网页标签 Description 与标题相同，没有说明内容".into());
        }
        let base = site.base_url.as_deref();
        let own = base.map(|base| format!("{base}/{}", self.path));
        self.repeats("Url", own.as_deref(), "页面的网址");
        if let Some(image) = self.tag("Image") {
            let local = base.and_then(|base| image.strip_prefix(base)).map(|path| path.trim_start_matches('/'));
            let path = local.map(crate::audit::facts::decoded);
            if path.is_some_and(|path| !links.contains(&path)) {
                self.find("tags/differs", format!("网页标签 Image 是“{image}”，页面上没有这张图片"));
            }
        }
    }
}

/// `YYYY-MM-DD HH:MM`, 24 hours, a day that the calendar has.
fn is_publish_time(text: &str) -> bool {
    text.len() == 16 && text.as_bytes().get(10) == Some(&b' ') && parse_moment(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::is_publish_time;

    #[test]
    fn a_publish_time_has_one_form() {
        for good in ["2022-01-20 09:00", "2024-02-29 23:59"] {
            assert!(is_publish_time(good), "{good}");
        }
        for bad in [
            "2022-01-20",
            "2022-01-20T09:00",
            "2022-1-20 9:00",
            "2022-02-30 09:00",
            "2022-01-20 24:00",
            "2022-01-20 09:00:00",
            "2022——01——20 09:00",
        ] {
            assert!(!is_publish_time(bad), "{bad}");
        }
    }
}
