//! What is withheld or stands as “XX” must not follow from what is published: no value is in the repository, so that only the figures around
//! it, or a text, can give it away. No finding prints the amount: it names the sum, never its result.

mod prose;
mod solve;
mod system;

use crate::diagnostic::Diagnostic;
use crate::lint::withheld::prose::Told;
use crate::lint::withheld::solve::Fixed;
use crate::lint::withheld::system::{At, Kind, Relation, State, System, Variable, Which};
use crate::lint::{Rule, Subject};
use crate::markup::outline::Loose;
use crate::report::entry::Content;
use crate::report::target::Target;
use crate::source::{FileId, Span};
use crate::value::date::chinese;
use num_rational::BigRational;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["withheld/computable", "withheld/published-before", "withheld/stated"],
    explanation: "暂不公开的数、正文以“XX”代替的目标值，不能由网站上别的数算出来：总数减去其余各部分，上年数乘以增速，目标值乘以完成比例，\
                  都等于把它公布了。同一天的数在别的文件里公布过，或者说明、正文里写出来的，也一样。提示里只写怎么算，不写算出来的数。",
    right: "总数 100，两部分都写 withheld；或者三个数都公布",
    wrong: "总数 100，一部分 60，另一部分写 withheld",
    check,
};

/// More rounds than any chain of sums that people write.
const ROUNDS: usize = 32;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let system = System::of(&subject.site.world);
    let is_hidden = |variable: &Variable| matches!(variable.state, State::Hidden(_));
    if !system.variables.iter().any(is_hidden) && system.hidden_figures().is_empty() {
        return Vec::new();
    }
    let mut findings = published_before(&system);
    findings.extend(stated(&system));
    findings.extend(in_narratives(&system));
    let told: BTreeSet<Option<crate::diagnostic::Place>> = findings.iter().map(|finding| finding.place.clone()).collect();
    let computed = computable(&system);
    // What is said outright need not be worked out as well.
    findings.extend(computed.into_iter().filter(|finding| !told.contains(&finding.place)));
    findings
}

/// Hidden amounts that follow from others. One that follows only from another hidden one is not told: it goes with that one.
fn computable(system: &System<'_>) -> Vec<Diagnostic> {
    let amount = |variable: &Variable| match &variable.state {
        State::Known(amount) => Some(amount.clone()),
        State::Hidden(_) | State::Unknown => None,
    };
    let mut known: Vec<Option<BigRational>> = system.variables.iter().map(amount).collect();
    let mut tainted = BTreeSet::new();
    let mut sources: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut findings = Vec::new();
    for _ in 0..ROUNDS {
        let equation = |(at, relation): (usize, &Relation)| relation.equation(at, &known);
        let equations: Vec<_> = system.relations.iter().enumerate().filter_map(equation).collect();
        let fixed = solve::fixed(&equations);
        if fixed.is_empty() {
            break;
        }
        for (at, found) in &fixed {
            let Some(variable) = system.variables.get(*at) else { continue };
            let uses = relations_behind(system, found, &sources);
            let from_hidden = uses.1.iter().any(|used| tainted.contains(used)) || is_echo(*at, found, &fixed, system);
            if let (State::Hidden(span), false) = (&variable.state, from_hidden) {
                findings.extend(finding(system, variable, *at, *span, &uses.0));
            }
            if from_hidden || matches!(variable.state, State::Hidden(_)) {
                tainted.insert(*at);
            }
            sources.insert(*at, uses.0);
        }
        for (at, found) in fixed {
            if let Some(place) = known.get_mut(at) {
                *place = Some(found.amount);
            }
        }
    }
    findings
}

/// The relations an amount was found by, those of the amounts it was found from included, and all amounts in its own ones.
fn relations_behind(system: &System<'_>, found: &Fixed, sources: &BTreeMap<usize, BTreeSet<usize>>) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let own = found.relations.iter().filter_map(|relation| system.relations.get(*relation));
    let variables: BTreeSet<usize> = own.flat_map(Relation::variables).collect();
    let mut relations = found.relations.clone();
    for behind in variables.iter().filter_map(|variable| sources.get(variable)) {
        relations.extend(behind);
    }
    (relations, variables)
}

/// Whether another hidden amount is found in the same round by part of the same relations: this one only follows from it.
fn is_echo(at: usize, found: &Fixed, all: &BTreeMap<usize, Fixed>, system: &System<'_>) -> bool {
    all.iter().any(|(other, by)| {
        let is_hidden = system.variables.get(*other).is_some_and(|variable| matches!(variable.state, State::Hidden(_)));
        *other != at && is_hidden && by.relations.is_subset(&found.relations) && by.relations.len() < found.relations.len()
    })
}

fn finding(system: &System<'_>, hidden: &Variable, at: usize, span: Span, behind: &BTreeSet<usize>) -> Option<Diagnostic> {
    let target = system.target(hidden.at)?;
    let relations: Vec<&Relation> = behind.iter().filter_map(|relation| system.relations.get(*relation)).collect();
    let (how, second) = match relations.as_slice() {
        [relation] => one_way(system, relation, at),
        _ => (format!("{}等已公开的数合在一起推算", names(system, &relations, at)), "这是其中一处关系"),
    };
    let place = relations.first().map(|relation| relation.span).filter(|other| *other != span);
    // A growth is rounded, so that what takes more than one step through it comes out near the amount, not at it.
    let is_rough = relations.len() > 1 && relations.iter().any(|relation| matches!(relation.kind, Kind::Growth { .. }));
    let (new, can): (fn(_, _) -> _, _) =
        if is_rough { (Diagnostic::warning, "可以大致推算") } else { (Diagnostic::error, "可以算出来") };
    let mut finding = new("withheld/computable", format!("{}，但{can}：{how}", what(target, hidden.which))).at(span);
    if let Some(place) = place {
        finding = finding.note_at(place, second);
    }
    Some(finding.remedy(remedy(hidden.which)))
}

fn remedy(which: Which) -> &'static str {
    match which {
        Which::Goal | Which::GrowthGoal => "请在完成情况文件的 targets 里公布这个数，或撤下能推算出它的数；正文照原样，不用改。",
        Which::Value(_) | Which::Growth(_) => "请至少再把其中一个数写成 withheld 并写明理由，或者公布这个数；能推算的文字请删去。",
    }
}

/// Whose amount it is, and in which way it is hidden.
fn what(target: &Target, which: Which) -> String {
    let name = &target.name;
    match which {
        Which::Goal => format!("“{name}”的目标值以“XX”代替"),
        Which::GrowthGoal => format!("“{name}”的增速目标以“XX”代替"),
        Which::Value(date) => format!("“{name}”截至{}的数暂不公开", chinese(date)),
        Which::Growth(date) => format!("“{name}”截至{}的增速暂不公开", chinese(date)),
    }
}

/// The sum that gives an amount away, and what stands at the relation's place.
fn one_way(system: &System<'_>, relation: &Relation, hidden: usize) -> (String, &'static str) {
    let name = |number: usize| {
        let target = system.variables.get(number).and_then(|variable| system.target(variable.at));
        target.map_or_else(String::new, |target| format!("“{}”", target.name))
    };
    match &relation.kind {
        Kind::Sum { total, parts } if *total == hidden => (format!("{}相加", list(parts.iter().map(|part| name(*part)))), "各部分写在这里"),
        Kind::Sum { total, parts } => {
            let others = list(parts.iter().filter(|part| **part != hidden).map(|part| name(*part)));
            (format!("{}减去{others}", name(*total)), "总数写在这里")
        }
        Kind::Growth { value, .. } if *value == hidden => ("上年同期的数乘以（1＋增速）".to_owned(), "增速写在这里"),
        Kind::Growth { base, .. } if *base == hidden => ("下一年同期的数除以（1＋增速）".to_owned(), "增速写在这里"),
        Kind::Growth { .. } => ("这一年的数与上年的数相比".to_owned(), "数写在这里"),
        Kind::Share { value, .. } if *value == hidden => ("目标值乘以文字说明里的完成比例".to_owned(), "完成比例写在这里"),
        Kind::Share { .. } => ("完成数除以文字说明里的完成比例".to_owned(), "完成比例写在这里"),
        Kind::Gap { value, .. } if *value == hidden => ("目标值减去文字说明里的差额".to_owned(), "差额写在这里"),
        Kind::Gap { .. } => ("完成数加上文字说明里的差额".to_owned(), "差额写在这里"),
    }
}

/// The targets whose published amounts several relations use.
fn names(system: &System<'_>, relations: &[&Relation], hidden: usize) -> String {
    let used: BTreeSet<usize> = relations.iter().flat_map(|relation| relation.variables()).filter(|used| *used != hidden).collect();
    let known = used.into_iter().filter_map(|used| system.variables.get(used)).filter(|used| matches!(used.state, State::Known(_)));
    let targets: BTreeSet<At> = known.map(|variable| variable.at).collect();
    list(targets.into_iter().filter_map(|at| system.target(at)).map(|target| format!("“{}”", target.name)))
}

/// A list that stays readable.
fn list(names: impl Iterator<Item = String>) -> String {
    const MOST: usize = 6;
    let names: Vec<String> = names.collect();
    let shown: Vec<&str> = names.iter().take(MOST).map(String::as_str).collect();
    let rest = if names.len() > MOST { format!("等{}项", names.len()) } else { String::new() };
    format!("{}{rest}", shown.join("、"))
}

/// A figure that is withheld now and stands in another file about the same day.
fn published_before(system: &System<'_>) -> Vec<Diagnostic> {
    let find = |(at, date, withheld, shown): (At, _, &crate::report::entry::Entry, Vec<&crate::report::entry::Entry>)| {
        let target = system.target(at)?;
        let other = shown.first()?;
        let message = format!("{}，但另一个文件里公布了同一天的数", what(target, Which::Value(date)));
        let finding = Diagnostic::error("withheld/published-before", message).at(withheld.span).note_at(other.span, "公布的数写在这里");
        Some(
            finding.remedy("不再公开的，请把另一处的数也改为 withheld，并在 changes 里写明“撤回”和理由；可以公开的，删去这里的 withheld。"),
        )
    };
    system.hidden_figures().into_iter().filter_map(find).collect()
}

/// A remark of the target itself that says the number outright.
fn stated(system: &System<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let hidden: BTreeSet<(At, Which)> = hidden(system);
    let units = &system.world.site.units;
    for (at, target) in system.targets() {
        let Some(unit) = &target.unit else { continue };
        for (date, text, span) in prose::own(target) {
            for told in prose::told(text, units, unit) {
                let which = match told {
                    Told::Done(_) => Which::Value(date),
                    Told::Goal(_) => Which::Goal,
                    Told::Percent(_) | Told::Left(_) => continue,
                };
                if hidden.contains(&(system.first_of(at), which)) || which == Which::Goal && hidden.contains(&(at, which)) {
                    let message = format!("{}，但文字说明里写出来了", what(target, which));
                    findings
                        .push(Diagnostic::error("withheld/stated", message).at(span).remedy("请删去文字里的数；可以公开的，写进数据。"));
                }
            }
        }
    }
    findings
}

fn hidden(system: &System<'_>) -> BTreeSet<(At, Which)> {
    let hidden = system.variables.iter().filter(|variable| matches!(variable.state, State::Hidden(_)));
    hidden.map(|variable| (variable.at, variable.which)).collect()
}

/// A chapter that says how much was done in a unit in which a target of that chapter is withheld; a page that does so beside its name.
fn in_narratives(system: &System<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for report in &system.world.reports {
        let mut by_chapter: BTreeMap<usize, Vec<&Target>> = BTreeMap::new();
        for target in report.targets.iter().filter(|target| is_withheld(target)) {
            by_chapter.entry(target.chapter).or_default().push(target);
        }
        for (at, targets) in &by_chapter {
            let Some(chapter) = report.chapters.get(*at) else { continue };
            findings.extend(chapter.outline.loose.iter().flat_map(|loose| said(system, chapter.file, loose, targets, false)));
        }
        let all: Vec<&Target> = by_chapter.into_values().flatten().collect();
        for page in system.world.pages.iter().filter(|_| !all.is_empty()) {
            findings.extend(page.outline.loose.iter().flat_map(|loose| said(system, page.file, loose, &all, true)));
        }
    }
    findings
}

/// The newest figure is withheld.
fn is_withheld(target: &Target) -> bool {
    target.entries.last().is_some_and(|entry| matches!(entry.content, Content::Withheld { .. }))
}

fn said(system: &System<'_>, file: FileId, loose: &Loose, targets: &[&Target], by_name: bool) -> Vec<Diagnostic> {
    let totals = prose::totals(&loose.words, &system.world.site.units);
    let told = totals.into_iter().filter_map(|(range, unit)| {
        let fits = |target: &&&Target| {
            target.unit.as_ref().is_some_and(|own| own.dimension() == unit.dimension()) && (!by_name || loose.words.contains(&target.name))
        };
        let target = targets.iter().find(fits)?;
        let start = loose.range.start + range.start;
        let message = format!("“{}”最近的数暂不公开，但文中写出了完成多少", target.name);
        let finding = Diagnostic::error("withheld/stated", message)
            .at(Span::new(file, start..start + range.len()))
            .note_at(target.entries.last().map_or(target.span, |entry| entry.span), "暂不公开写在这里");
        Some(finding.remedy("请删去文中的数；可以公开的，把数写进完成情况文件；说的是别的事，写成 [数字和单位](free:理由)。"))
    });
    told.collect()
}
