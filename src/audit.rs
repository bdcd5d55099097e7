//! Reads the finished bytes again and judges the whole site: dead links and anchors, anything loaded from elsewhere, pages that a screen
//! reader or an inspector could not use. It trusts no template and no earlier stage.

pub mod facts;
pub mod heard;
pub mod leaks;
pub mod tags;
pub mod vanished;
pub mod withdrawn;

use crate::audit::facts::{Facts, LEADS_ON};
use crate::diagnostic::{Diagnostic, Place};
use crate::site::{PageKey, Site};
use std::collections::{BTreeMap, BTreeSet};

/// Judges all files of the site by what was learnt from them. `listed` holds every file the site consists of, `known` what
/// [`leaks::known`] lets pass.
pub fn audit(site: &Site, facts: &BTreeMap<String, Facts>, listed: &BTreeSet<&str>, known: &BTreeSet<u64>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let former = site.pages.iter().filter(|page| matches!(page.key, PageKey::Moved(..))).map(|page| page.path.as_str());
    let former: BTreeSet<&str> = former.collect();
    for (path, found) in facts {
        let allowed = |problem: &str| problem == LEADS_ON && former.contains(path.as_str());
        findings.extend(found.problems.iter().filter(|problem| !allowed(problem)).map(|problem| problem_of(path, problem)));
        findings.extend(leaks::findings(path, &found.leaks, known));
        findings.extend(found.foreign.iter().map(|address| foreign(path, address)));
        findings.extend(found.links.iter().filter_map(|link| dead(path, link, facts, listed)));
    }
    findings
}

fn at(finding: Diagnostic, path: &str) -> Diagnostic {
    finding.at_place(Place::Output(path.to_owned()))
}

fn problem_of(path: &str, problem: &str) -> Diagnostic {
    let finding = Diagnostic::error("output/page", format!("生成的页面不合要求：{problem}"));
    at(finding, path).remedy("请检查主题的模板；没有改过主题的，请把这个问题告诉开发者。")
}

fn foreign(path: &str, address: &str) -> Diagnostic {
    let finding = Diagnostic::error("output/foreign", format!("生成的页面要从别的网站加载“{address}”"));
    at(finding, path).remedy("页面只能用本站的图片、样式和脚本，请改成站内文件，或改为普通链接。")
}

/// A link to nothing, or to a place that its page does not have.
fn dead(path: &str, link: &str, facts: &BTreeMap<String, Facts>, listed: &BTreeSet<&str>) -> Option<Diagnostic> {
    let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
    if !listed.contains(file) {
        let finding = Diagnostic::error("output/dead-link", format!("生成的页面有一个失效链接“{link}”"));
        return Some(at(finding, path).remedy("请核对文中的链接；没有写过这个链接的，请检查主题的模板。"));
    }
    let target = facts.get(file).filter(|_| file.ends_with(".html"))?;
    let missing = anchor.filter(|anchor| !anchor.is_empty() && !target.ids.contains(*anchor))?;
    let finding = Diagnostic::error("output/dead-anchor", format!("生成的页面链接到“{file}”上不存在的位置“#{missing}”"));
    Some(at(finding, path).remedy("请核对文中的链接；没有写过这个链接的，请检查主题的模板。"))
}
