//! Targets that came, went, or took another name, and goals that were moved.

use crate::assess::words::goal_words;
use crate::diagnostic::{Diagnostic, Place};
use crate::record::compare::{Both, Comparison, Difference, Kind, Pair};
use crate::record::terms::{self, Moved, Weight};
use crate::record::{figures, goal_changes, plain};
use crate::report::Report;
use crate::report::target::{Goal, Revision, Target};
use crate::source::FileId;
use crate::value::date::chinese;
use std::collections::{BTreeMap, BTreeSet};

/// Targets of one file that went, told one by one; of more only the names are listed.
const NAMED: usize = 10;

/// Every target that stands in both states, old and new, after saying which came, went, or took another id.
pub(super) fn matched<'a>(pair: &Pair<'a>, found: &mut Comparison) -> Vec<(&'a Target, &'a Target)> {
    let (old, new) = (pair.old, pair.new);
    let mut before: BTreeMap<&str, &Target> = old.targets.iter().map(|target| (target.id.as_str(), target)).collect();
    let stays: BTreeSet<&str> = new.targets.iter().map(|target| target.id.as_str()).filter(|id| before.contains_key(id)).collect();
    let mut pairs = Vec::new();
    let mut strange = Vec::new();
    for target in &new.targets {
        let former = target.renamed_from.as_deref().filter(|id| !stays.contains(id)).and_then(|id| before.remove(id));
        match (before.remove(target.id.as_str()).filter(|_| former.is_none()), former) {
            (Some(same), _) => pairs.push((same, target)),
            (None, Some(former)) => {
                let sentence = format!("改编号：“{}”的编号由{}改为{}。", target.name, former.id, target.id);
                found.differences.push(Difference::of_target(Kind::Renamed, new, target, "id", sentence));
                pairs.push((former, target));
            }
            (None, None) => strange.push(target),
        }
    }
    for target in strange {
        found.differences.push(Difference::of_target(Kind::Added, new, target, "id", format!("新增：目标“{}”。", target.name)));
        let likeness = before.values().find(|gone| looks_like(old, gone, new, target)).copied();
        if let Some(gone) = likeness {
            before.remove(gone.id.as_str());
            renamed(pair, gone, target, found);
            pairs.push((gone, target));
        }
    }
    lost(pair, before.into_values().collect(), found);
    pairs
}

/// The same name, or bound to the same words of the same sentence.
fn looks_like(old_report: &Report, old: &Target, new_report: &Report, new: &Target) -> bool {
    let slug = |report: &Report, chapter: usize| report.chapters.get(chapter).map(|chapter| chapter.slug.clone());
    let same_quote = old.quotes.iter().any(|was| {
        let same = |is: &crate::report::target::Quote| (&is.words, &is.sentence, is.offset) == (&was.words, &was.sentence, was.offset);
        new.quotes.iter().any(|is| same(is) && slug(old_report, was.chapter) == slug(new_report, is.chapter))
    });
    old.name == new.name || same_quote
}

fn renamed(pair: &Pair<'_>, gone: &Target, target: &Target, found: &mut Comparison) {
    let change = Difference::of_target(Kind::Lost, pair.old, gone, "id", format!("缺失：目标“{}”（{}）。", gone.name, gone.id));
    found.differences.push(Difference { span: None, ..change });
    let message = format!("目标“{}”（{}）不见了，多出来的“{}”（{}）像是同一项改了编号", gone.name, gone.id, target.name, target.id);
    found.findings.push(
        Diagnostic::error("record/renamed", message)
            .at(target.span)
            .note(pair.sides.was(gone.span))
            .remedy(format!("是同一项的，请改回“{0}”，或在这一项写 renamed_from: {0}；不是的，请恢复原来的一项。", gone.id)),
    );
}

/// Targets that are no longer there; those of a file that is gone too are one problem.
fn lost(pair: &Pair<'_>, targets: Vec<&Target>, found: &mut Comparison) {
    let mut by_file: BTreeMap<FileId, Vec<&Target>> = BTreeMap::new();
    for target in targets {
        let change = Difference::of_target(Kind::Lost, pair.old, target, "id", format!("缺失：目标“{}”（{}）。", target.name, target.id));
        found.differences.push(Difference { span: None, ..change });
        by_file.entry(target.span.file).or_default().push(target);
    }
    for (file, mut targets) in by_file {
        targets.sort_by_key(|target| target.span);
        let path = pair.sides.old_sources.path(file).to_owned();
        let file_is_gone = !pair.sides.new_sources.files().any(|(_, today)| today.path == path);
        let place = Place::File { path, position: None };
        match targets.as_slice() {
            [first, _, ..] if file_is_gone => {
                let names: Vec<String> = targets.iter().take(NAMED).map(|target| format!("“{}”（{}）", target.name, target.id)).collect();
                let more = if targets.len() > NAMED { "等" } else { "" };
                let message = format!("{}项目标不见了：{}{more}", targets.len(), names.join("、"));
                found.findings.push(gone(pair, message, first, place, first.id.as_str()));
            }
            targets => found.findings.extend(targets.iter().map(|target| {
                let message = format!("目标“{}”（{}）不见了", target.name, target.id);
                gone(pair, message, target, place.clone(), target.id.as_str())
            })),
        }
    }
}

fn gone(pair: &Pair<'_>, message: String, target: &Target, place: Place, id: &str) -> Diagnostic {
    Diagnostic::error("record/target-lost", message).at_place(place).note(pair.sides.was(target.span)).remedy(format!(
        "请恢复。不再实施的，保留这一项，写 ended: {{on: 日期, authority: 批准机关, reason: 理由}}；改了编号的，在新的一项写 renamed_from: {id}。"
    ))
}

/// Compares one target's goal; `false` when its figures cannot be compared any more.
pub(super) fn compare(both: &Both<'_>, found: &mut Comparison) -> bool {
    let (old, new) = (both.old, both.new);
    if !unit(both, found) {
        return false;
    }
    if old.ended.is_none()
        && let Some(ended) = &new.ended
    {
        let sentence =
            format!("终止：“{}”自{}起终止，经{}批准。理由：{}。", new.name, chinese(ended.on), ended.authority, plain(&ended.reason));
        let change = both.difference(Kind::Ended, "ended", sentence);
        found.differences.push(Difference { on: Some(ended.on), reason: Some(ended.reason.clone()), ..change });
    }
    goal(both, found);
    true
}

/// Another unit is another amount, unless goal and figures were converted with it.
fn unit(both: &Both<'_>, found: &mut Comparison) -> bool {
    let (old, new) = (both.old, both.new);
    let (Some(was), Some(is)) = (&old.unit, &new.unit) else { return true };
    if was == is {
        return true;
    }
    let values = || (Some(was.label().to_owned()), Some(is.label().to_owned()));
    if both.same_goal(old.goal.as_ref(), new.goal.as_ref()) && figures::same_values(both) {
        let sentence = format!("改动：“{}”的计量单位由{}改为{}，数值已经换算。", new.name, was.label(), is.label());
        let (before, after) = values();
        found.differences.push(both.difference(Kind::Other, "unit", sentence).values(before, after));
        return true;
    }
    let sentence = format!("未说明：“{}”的计量单位由{}改为{}。", new.name, was.label(), is.label());
    let (before, after) = values();
    found.differences.push(both.difference(Kind::Unexplained, "unit", sentence).values(before, after));
    let message = format!("“{}”的计量单位由{}改成了{}，数值没有按新单位换算", new.name, was.label(), is.label());
    found.findings.push(both.error("record/unit-changed", message).remedy(format!(
        "请改回{}。确要换单位的，目标和各期数据一起换算；单位原来就录错的，请在合并请求里说明，由批准合并的人核对原文。",
        was.key()
    )));
    false
}

/// The goal and the terms it stands under.
fn goal(both: &Both<'_>, found: &mut Comparison) {
    let (old, new) = (both.old, both.new);
    let kept = new.revised.len() >= old.revised.len() && old.revised.iter().zip(&new.revised).all(|(was, is)| same_revision(was, is));
    let added = new.revised.get(old.revised.len()..).unwrap_or_default();
    if !kept {
        let message = format!("“{}”公布过的目标调整记录（revised）被改动或删去", new.name);
        let sentence = format!("未说明：“{}”的目标调整记录有改动。", new.name);
        found.differences.push(both.difference(Kind::Unexplained, "revised", sentence));
        let remedy = "请恢复原来的记录；再次调整的，在后面加一条。原目标要一直可以查到。";
        found.findings.push(both.error("record/goal-changed", message).remedy(remedy));
        return;
    }
    if !added.is_empty() {
        revised(both, added, found);
    }
    let moved: Vec<Moved> = terms::moved(both);
    for term in &moved {
        let explained = !added.is_empty() || term.weight == Weight::Told;
        // A goal that was revised has its own sentence.
        if explained && term.field == "target" {
            continue;
        }
        let (kind, word) = if explained { (Kind::Other, "改动") } else { (Kind::Unexplained, "未说明") };
        let sentence = format!("{word}：“{}”的{}。", new.name, term.sentence());
        let span = term.span.unwrap_or(new.span);
        let change = both.difference(kind, term.field, sentence).values(Some(term.old.clone()), Some(term.new.clone()));
        found.differences.push(change.at(span));
    }
    if added.is_empty() {
        unexplained(both, &moved, found);
    }
}

/// Revisions that were added: each with its sentence; the first must begin at the goal that was published.
fn revised(both: &Both<'_>, added: &[Revision], found: &mut Comparison) {
    let (old, new) = (both.old, both.new);
    let number = both.pair.new.targets.iter().position(|target| target.id == new.id).unwrap_or_default();
    for (change, revision) in goal_changes(both.pair.new, number).into_iter().skip(old.revised.len()).zip(added) {
        let difference = both.difference(Kind::Goal, "target", change.sentence).values(Some(both.spoken(&revision.was)), None);
        found.differences.push(Difference { on: Some(change.on), reason: Some(revision.reason.clone()), ..difference });
    }
    let Some((first, published)) = added.first().zip(old.goal.as_ref()) else { return };
    if !both.same_goal(Some(published), Some(&first.was)) {
        let was = goal_words(published, old.unit.as_ref());
        let message = format!("“{}”的 revised 写的原目标是“{}”，公布过的是“{was}”", new.name, both.spoken(&first.was));
        found.findings.push(both.error("record/goal-changed", message).remedy("请把 was 改为公布过的原目标。"));
    }
}

/// What was moved without a word: one finding for what the text says, one for how it is judged.
fn unexplained(both: &Both<'_>, moved: &[Moved], found: &mut Comparison) {
    let of = |weight| -> Vec<String> { moved.iter().filter(|term| term.weight == weight).map(Moved::sentence).collect() };
    let (text, judged) = (of(Weight::Text), of(Weight::Judged));
    let is_draft = !both.pair.old.adopted;
    if !text.is_empty() {
        let message = format!("“{}”的{}，没有写明批准机关、日期和理由", both.new.name, text.join("，"));
        let finding = both.error("record/goal-changed", message).remedy(
            "请改回。经批准调整的，在 revised 里写明 on、was、authority、reason；不是数值目标的，把原来的一项写 ended，另立一项。\
             录入与原文不符的，请在合并请求里说明，由批准合并的人核对原文。",
        );
        let span = moved.iter().find(|term| term.weight == Weight::Text).and_then(|term| term.span);
        let finding = finding.at(span.unwrap_or(both.new.span));
        found.findings.push(if is_draft { lighter(finding) } else { finding });
    }
    if !judged.is_empty() {
        let message = format!("“{}”的{}，会改变评价结果", both.new.name, judged.join("，"));
        let finding = Diagnostic::warning("record/goal-changed", message).at(both.new.span).note(both.pair.sides.was(both.old.span));
        found.findings.push(finding.remedy("请核对是否必要；评价的依据应当在年初定下，年中不改。"));
    }
}

/// In a draft nothing is decided yet.
fn lighter(finding: Diagnostic) -> Diagnostic {
    Diagnostic { severity: crate::diagnostic::Severity::Notice, ..finding }
}

fn same_revision(was: &Revision, is: &Revision) -> bool {
    let goal = |goal: &Goal| (goal.op, goal.amount.clone(), goal.upper.clone());
    (was.on, &was.authority, &was.reason, goal(&was.was)) == (is.on, &is.authority, &is.reason, goal(&is.was))
}

impl Both<'_> {
    /// An error about the target, with its old place.
    fn error(&self, code: &'static str, message: String) -> Diagnostic {
        let span = self.new.goal.as_ref().map_or(self.new.span, |goal| goal.span);
        let was = self.old.goal.as_ref().map_or(self.old.span, |goal| goal.span);
        Diagnostic::error(code, message).at(span).note(self.pair.sides.was(was))
    }

    fn spoken(&self, goal: &Goal) -> String {
        goal_words(goal, self.new.unit.as_ref())
    }
}
