//! The same indicator with different goals in two chapters: a reader who compares them does not know which holds.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::Report;
use crate::report::target::{Part, Target};
use crate::value::decimal::Decimal;
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["target/two-values"],
    explanation: "同一项指标（名称相同，或者正文里数字前面的话相同，单位和期限也相同）在两个篇章里的目标应当一样。\
                  常见原因是一处改了数，另一处忘了改；确实是两项指标的，请把名称写清楚。",
    right: "第一篇“新开工产业项目不少于20个”，第三篇“新开工产业项目不少于20个”",
    wrong: "第一篇“新开工产业项目不少于20个”，第三篇“新开工产业项目不少于25个”",
    check,
};

/// What may stand before an indicator without being part of its name.
const LEADS: [&str; 12] = ["今年", "全年", "年内", "实现", "完成", "确保", "力争", "争取", "计划", "预计", "将", "全镇"];

/// Fewer characters before a number name nothing.
const SHORTEST: usize = 4;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.site.world.reports.iter().flat_map(in_report).collect()
}

fn in_report(report: &Report) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut findings = Vec::new();
    for (at, target) in report.targets.iter().enumerate() {
        let Some(unit) = target.unit.as_ref().filter(|_| target.known_goal().is_some()) else { continue };
        let other = names(target).into_iter().find_map(|name| {
            let key = (name, unit.dimension().to_owned());
            let earlier = *first.entry(key).or_insert(at);
            report.targets.get(earlier).filter(|other| contradict(other, target))
        });
        findings.extend(other.map(|other| finding(other, target)));
    }
    findings
}

/// The target's name, and what the narrative says directly before its number.
fn names(target: &Target) -> Vec<String> {
    let quoted = target.quotes.iter().filter(|quote| quote.part == Part::Value).filter_map(|quote| {
        let before = quote.sentence.get(..quote.offset)?;
        let clause = before.rsplit(['，', '、', '：', '。', '；', '（']).next()?;
        let name = LEADS.iter().fold(clause.trim(), |rest, lead| rest.strip_prefix(lead).unwrap_or(rest));
        (name.chars().count() >= SHORTEST).then(|| name.to_owned())
    });
    std::iter::once(target.name.clone()).chain(quoted).collect()
}

/// Whether two targets of different chapters, for the same time, have different goals.
fn contradict(one: &Target, other: &Target) -> bool {
    let exact = |target: &Target| {
        let (lower, upper) = target.known_goal()?;
        let unit = target.unit.as_ref()?;
        let base = |number: &Decimal| one.unit.as_ref().and_then(|first| unit.convert(&number.ratio(), first));
        Some((base(&lower)?, upper.as_ref().and_then(base), target.comparator()))
    };
    let parts = one.part_of.is_some() != other.part_of.is_some();
    one.chapter != other.chapter && one.period == other.period && !parts && exact(one) != exact(other)
}

fn finding(first: &Target, second: &Target) -> Diagnostic {
    let place = |target: &Target| target.goal.as_ref().map_or(target.span, |goal| goal.span);
    let message = format!("“{}”在两个篇章里的目标不一样：{}和{}", second.name, told(first), told(second));
    Diagnostic::error("target/two-values", message)
        .at(place(second))
        .note_at(place(first), format!("另一个目标写在这里（{}）", first.name))
        .remedy("请以会议通过的文本为准，改正抄错的一处；确实是两项指标的，请把名称写得不同。")
}

/// `不少于20个`
fn told(target: &Target) -> String {
    let (before, after) = target.comparator().around();
    let unit = target.unit.as_ref().map_or("", |unit| unit.label());
    target.known_goal().map_or_else(String::new, |(lower, upper)| {
        let upper = upper.map(|upper| format!("—{upper}")).unwrap_or_default();
        format!("{before}{lower}{upper}{unit}{after}")
    })
}
