//! What a list gives and no page can show: figures of a target always have the target's page (`tests/standing.rs` proves it), but some parts
//! of a list are shown only together with others.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::Report;
use crate::report::entry::Content as Reported;
use crate::report::list::{Content, Count, Item, Livelihood, Project, Proposal, Totals, Vote};
use crate::source::Span;
use num_rational::BigRational;
use num_traits::Zero;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["figure/nowhere"],
    explanation: "写进数据的数和进展，读者应当在某个页面上看得到。每项目标的每一期数据都在它自己的页面上；清单里有几处要配齐了才能显示：\
                  只有得票率没有票数的，办理情况合计缺少一类的，已有节点进展又另写一句进展的。\
                  看不到的数没有人核对，日后也没有人记得改。",
    right: "totals: {total: 12, A: 8, B: 3, C: 1, D: 0}",
    wrong: "totals: {total: 12, A: 8}，缺少B、C、D三类，页面上画不出办理结果",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for report in &subject.site.world.reports {
        for list in &report.lists {
            match &list.content {
                Content::Projects { nodes, items } => findings.extend(items.iter().filter_map(|item| project(report, nodes, item))),
                Content::Livelihood { vote, items } => findings.extend(items.iter().filter_map(|item| percent(vote.as_deref(), item))),
                Content::Proposals { totals: Some(given), items } => findings.extend(totals(given, items)),
                Content::Proposals { totals: None, .. } | Content::Tasks(_) | Content::Free { .. } => {}
            }
        }
    }
    findings
}

fn finding(message: String, span: Span, remedy: &str) -> Diagnostic {
    Diagnostic::warning("figure/nowhere", message).at(span).remedy(remedy)
}

/// Of a project whose nodes are known, from the figures or from the list, the page shows those.
fn project(report: &Report, nodes: &[String], item: &Item<Project>) -> Option<Diagnostic> {
    let target = item.head.target.and_then(|at| report.targets.get(at)).filter(|target| target.has_stages(nodes));
    let reported = target.is_some_and(|target| target.entries.iter().any(|entry| matches!(entry.content, Reported::Stage { .. })));
    // 原文未载进展 says that there is nothing to show.
    let progress = item.own.progress.as_ref().filter(|progress| !progress.contains("未载"))?;
    (reported || item.own.reached.is_some()).then(|| {
        let message = format!("“{}”的进展“{progress}”不会显示：已有节点进展，网页只显示节点", item.head.name);
        finding(message, item.head.span, "要让读者看到这句话的，请写在 note 里；与节点重复的，请删去 progress。")
    })
}

/// A published share stands on the page as the one that the votes give.
fn percent(vote: Option<&Vote>, item: &Item<Livelihood>) -> Option<Diagnostic> {
    let votes = item.own.votes.as_ref()?;
    let stated = votes.percent.as_ref().filter(|percent| percent.known().is_some())?;
    if votes.agree.as_ref().is_some_and(|agree| agree.known().is_none()) {
        // Votes that are masked beside their share can be computed: list/recoverable says so.
        return None;
    }
    let agree = votes.agree.as_ref().and_then(Count::known_ratio);
    let parts = [&votes.agree, &votes.against, &votes.abstain].map(|part| part.as_ref().and_then(Count::known_ratio));
    let whole = match vote.and_then(Vote::ballots) {
        Some(ballots) => ballots.known_ratio(),
        None => parts.into_iter().sum::<Option<BigRational>>(),
    };
    let is_shown = agree.is_some() && whole.is_some_and(|whole| !whole.is_zero());
    (!is_shown).then(|| {
        let message = format!("“{}”的得票率{}%不会显示：没有票数，不能核对", item.head.name, stated.amount);
        finding(message, stated.span, "请补写赞成票数（for）和收回的票数（vote 里的 returned）；没有票数的，请把得票率写在 note 里。")
    })
}

/// The chart of the results, and the table below it, need every class.
fn totals(totals: &Totals, items: &[Item<Proposal>]) -> Option<Diagnostic> {
    let given: Vec<&Count> = totals.results.iter().flatten().collect();
    let is_drawn = match (given.len(), &totals.total) {
        (0, _) => items.iter().any(|item| item.own.result.is_some()),
        (4, None) => true,
        (4, Some(total)) => total.known().is_some(),
        _ => false,
    };
    let all = totals.total.iter().chain(given).chain(totals.percents.iter().flatten());
    let mut lost = all.filter(|count| count.known().is_some_and(|number| !number.is_zero()));
    // The total alone, without items, stands as the size of the list.
    let sized = |count: &&Count| !(items.is_empty() && totals.total.as_ref().is_some_and(|total| total.span == count.span));
    let first = lost.find(sized).filter(|_| !is_drawn)?;
    let message = "办理情况合计没有写全，不会显示：A、B、C、D四类都写明了才能画出办理结果".to_owned();
    Some(finding(message, first.span, "请照公布的合计补写缺少的几类；没有的一类写0，以“XX”代替的各类不会画成图。"))
}
