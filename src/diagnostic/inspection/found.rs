//! The findings of a run, each in exactly one place of the sheet: with the item it belongs to, or else with its file.

use crate::diagnostic::inspection::Inspection;
use crate::diagnostic::inspection::html::Page;
use crate::diagnostic::inspection::items::{ITEMS, item_of};
use crate::diagnostic::inspection::scope::Scope;
use crate::diagnostic::order::{Listed, listed};
use crate::diagnostic::{Place, Severity};
use crate::source::Sources;
use std::collections::BTreeMap;

/// The findings, sorted into the parts of the sheet.
pub(super) struct Found<'a> {
    items: BTreeMap<usize, Vec<Listed<'a>>>,
    /// By the path people read, in the order of the printers; those without a place last.
    files: Vec<(Option<String>, Vec<Listed<'a>>)>,
    sources: &'a Sources,
    scope: &'a Scope,
}

const HEADS: [(&str, &str); 5] = [("weight", "轻重"), ("what", "问题"), ("where", "位置"), ("how", "怎么改"), ("tick", "已改")];

impl<'a> Found<'a> {
    pub(super) fn of(inspection: &Inspection<'a>) -> Self {
        let mut items: BTreeMap<usize, Vec<Listed<'a>>> = BTreeMap::new();
        let mut files: Vec<(Option<String>, Vec<Listed<'a>>)> = Vec::new();
        for one in listed(inspection.findings, inspection.sources) {
            if let Some(item) = item_of(one.finding.code) {
                items.entry(item).or_default().push(one);
                continue;
            }
            let path = one.place.as_ref().map(|place| place.path.clone());
            match files.last_mut().filter(|(last, _)| *last == path) {
                Some((_, findings)) => findings.push(one),
                None => files.push((path, vec![one])),
            }
        }
        Self { items, files, sources: inspection.sources, scope: inspection.scope }
    }

    /// “3处（错误1、提醒2）”; `None` when nothing was found.
    pub(super) fn counted(&self, item: usize) -> Option<String> {
        self.items.get(&item).map(|findings| counted(findings))
    }

    /// How many findings of a weight there are in all.
    pub(super) fn of_weight(&self, severity: Severity) -> usize {
        let all = self.items.values().chain(self.files.iter().map(|(_, findings)| findings)).flatten();
        all.filter(|one| one.finding.severity == severity).count()
    }

    /// The part with the findings of each item.
    pub(super) fn by_item(&self, page: &mut Page) {
        page.part("各项发现的问题");
        if self.items.is_empty() {
            page.element("p", "上表各项没有发现问题。没有查、没有查完和由人核对的，见上表。").tags("\n");
        }
        for (item, findings) in &self.items {
            let name = ITEMS.get(*item).map_or("", |item| item.name);
            page.element("h3", &format!("第{}项　{name}", item + 1)).tags("\n");
            self.table(page, &format!("发现{}", counted(findings)), findings);
        }
    }

    /// The part with all others, file by file.
    pub(super) fn by_file(&self, page: &mut Page) {
        page.part("其他问题（按文件）");
        page.element("p", "以下问题不属于上表任何一项，多为数据核对和文件写法方面的。错误不改，网站不能生成。").tags("\n");
        if self.files.is_empty() {
            page.element("p", "没有其他问题。").tags("\n");
        }
        for (path, findings) in &self.files {
            let name = path.as_deref().unwrap_or("没有具体位置");
            page.element("h3", name).tags("\n");
            self.table(page, &format!("发现{}", counted(findings)), findings);
        }
    }

    fn table(&self, page: &mut Page, caption: &str, findings: &[Listed<'_>]) {
        page.table("findings", caption, &HEADS);
        for one in findings {
            self.row(page, one);
        }
        page.table_end();
    }

    fn row(&self, page: &mut Page, one: &Listed<'_>) {
        page.tags("<tr class=\"finding\">").element("td", one.finding.severity.word()).tags("<td>");
        page.words(&one.message);
        for (message, place) in &one.notes {
            let place = place.as_ref().map_or_else(String::new, |place| format!("（{place}）"));
            page.tags("<br>").words(&format!("说明：{message}{place}"));
        }
        page.tags("<br><span class=\"code\">").words(&format!("代号 {}", one.finding.code)).tags("</span></td><td class=\"path\">");
        match &one.place {
            Some(place) => page.words(&place.to_string()),
            None => page.words("没有具体位置"),
        };
        if let Some(web) = self.page_of(one) {
            page.tags("<br>").words(&format!("网页 {web}"));
        }
        page.tags("</td>").element("td", one.remedy.as_deref().unwrap_or("")).tags("<td>□</td></tr>\n");
    }

    /// The page that shows what a finding is about, where there is one. A finding about a page says so already.
    fn page_of(&self, one: &Listed<'_>) -> Option<&str> {
        let path = match one.finding.place.as_ref()? {
            Place::Span(span) => self.sources.path(span.file),
            Place::File { path, .. } => path,
            Place::Output(_) => return None,
        };
        self.scope.pages.get(path).map(String::as_str)
    }
}

fn counted(findings: &[Listed<'_>]) -> String {
    let of = |severity: Severity| {
        let count = findings.iter().filter(|one| one.finding.severity == severity).count();
        (count > 0).then(|| format!("{}{count}", severity.word()))
    };
    let weights: Vec<String> = [Severity::Error, Severity::Warning, Severity::Notice].into_iter().filter_map(of).collect();
    format!("{}处（{}）", findings.len(), weights.join("、"))
}
