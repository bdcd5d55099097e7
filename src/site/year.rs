//! The pages of one report.

use crate::assess::Assessment;
use crate::report::{Report, World};
use crate::site::{Page, PageKey, facets, offices_with_targets, page};

pub(super) fn pages(world: &World, at: usize, report: &Report, judged: &[Assessment], pages: &mut Vec<Option<Page>>) {
    let mut push = |key: PageKey, title: String| pages.push(page(world, key, title));
    push(PageKey::Report(at), report.title.clone());
    for (chapter, entry) in report.chapters.iter().enumerate() {
        push(PageKey::Chapter(at, chapter), entry.title.clone());
    }
    push(PageKey::FullText(at), "报告全文".into());
    push(PageKey::Print(at), "打印版".into());
    push(PageKey::Targets(at), "全部目标".into());
    for (target, entry) in report.targets.iter().enumerate() {
        push(PageKey::Target(at, target), entry.name.clone());
    }
    push(PageKey::Progress(at), "完成情况".into());
    push(PageKey::Ledger(at), "目标任务落实台账".into());
    let offices = offices_with_targets(report);
    if !offices.is_empty() {
        push(PageKey::Offices(at), "责任单位".into());
    }
    for id in offices {
        let name = report.offices.get(&id).map_or_else(String::new, |office| office.name.clone());
        push(PageKey::Office(at, id), name);
    }
    for (list, entry) in report.lists.iter().enumerate() {
        push(PageKey::List(at, list), entry.title.clone());
    }
    push(PageKey::Picture(at), "一图读懂".into());
    if !report.glossary.is_empty() {
        push(PageKey::Glossary(at), "名词解释".into());
    }
    for facet in facets(report, judged) {
        let title = format!("目标：{}", facet.label(report));
        push(PageKey::Filter(at, facet), title);
    }
}
