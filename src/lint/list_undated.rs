//! A list with numbers that does not say which day they are about.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::list::{Content, List};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["list/undated"],
    explanation: "清单里有票数、满意度、投资、节点或办理结果，却没有写明数据截至哪一天，读者无从知道是什么时候的情况。",
    right: "as_of: 2022-12-31",
    wrong: "有 satisfaction，没有 as_of",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lists = subject.site.world.reports.iter().flat_map(|report| &report.lists);
    lists.filter(|list| list.as_of.is_none() && tells(list)).map(undated).collect()
}

fn undated(list: &List) -> Diagnostic {
    Diagnostic::warning("list/undated", format!("清单“{}”有数据，没有写明数据截至日期", list.title))
        .at(Span::new(list.file, 0..0))
        .remedy("请补写一行 as_of: 日期，例如 as_of: 2022-12-31；来源写在 source。")
}

/// Whether a list tells what became of its items, which changes from day to day. What a project will cost does not.
fn tells(list: &List) -> bool {
    match &list.content {
        Content::Projects { items, .. } => {
            let invested =
                |own: &crate::report::list::Project| own.investment.as_ref().is_some_and(|investment| investment.invested.is_some());
            items.iter().any(|item| item.own.reached.is_some() || invested(&item.own))
        }
        // The day of the vote stands with the vote.
        Content::Livelihood { items, .. } => items.iter().any(|item| item.own.satisfaction.is_some()),
        Content::Proposals { totals, items } => totals.is_some() || items.iter().any(|item| item.own.result.is_some()),
        Content::Tasks(_) | Content::Free { .. } => false,
    }
}
