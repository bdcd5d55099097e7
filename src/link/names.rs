//! The names of one report: target ids and office ids, with "did you mean" for what is not among them.

use crate::diagnostic::Diagnostic;
use crate::report::Office;
use crate::source::{Span, Spanned};
use crate::syntax::chapter::ChapterDraft;
use crate::syntax::suggest::nearest;
use crate::value::path::Slug;
use std::collections::{BTreeMap, BTreeSet};

/// The names of one report.
pub(super) struct Names<'a> {
    targets: BTreeMap<String, (usize, Span)>,
    offices: &'a BTreeMap<Slug, Office>,
    unsound: BTreeSet<usize>,
}

impl<'a> Names<'a> {
    /// Gathers the ids of all chapters; an id that stands twice is a finding at its second place.
    pub(super) fn of(chapters: &[ChapterDraft], offices: &'a BTreeMap<Slug, Office>, findings: &mut Vec<Diagnostic>) -> Self {
        let mut targets: BTreeMap<String, (usize, Span)> = BTreeMap::new();
        let ids = chapters.iter().flat_map(|chapter| &chapter.targets).map(|target| &target.id);
        for (at, id) in ids.enumerate() {
            match targets.get(id.value.as_str()) {
                Some((_, first)) => findings.push(
                    Diagnostic::error("id/duplicate", format!("编号“{}”用了两次", id.value))
                        .at(id.span)
                        .note_at(*first, "第一次写在这里")
                        .remedy("每项目标的 id 在一份报告里只能用一次，请给其中一项换一个编号。"),
                ),
                None => {
                    targets.insert(id.value.as_str().to_owned(), (at, id.span));
                }
            }
        }
        Self { targets, offices, unsound: BTreeSet::new() }
    }

    /// Notes that a target's own entry is wrong: what follows from that is not said again where the narrative binds it.
    pub(super) fn distrust(&mut self, target: usize) {
        self.unsound.insert(target);
    }

    /// Whether a target's own entry is wrong.
    pub(super) fn is_unsound(&self, target: usize) -> bool {
        self.unsound.contains(&target)
    }

    /// The target of an id; an unknown one is a finding.
    pub(super) fn target(&self, id: &Spanned<Slug>, findings: &mut Vec<Diagnostic>) -> Option<usize> {
        self.target_of(id.value.as_str(), id.span, findings)
    }

    /// The target of an id that was looked up before.
    pub(super) fn known(&self, id: &Slug) -> Option<usize> {
        self.targets.get(id.as_str()).map(|(at, _)| *at)
    }

    /// The target of an id that stands in a longer text.
    pub(super) fn target_of(&self, id: &str, span: Span, findings: &mut Vec<Diagnostic>) -> Option<usize> {
        let found = self.targets.get(id).map(|(at, _)| *at);
        if found.is_none() {
            findings.push(unknown("id/unknown", "目标编号", id, span, self.targets.keys().map(String::as_str)));
        }
        found
    }

    /// The offices that exist; an unknown one is a finding.
    pub(super) fn offices(&self, ids: &[Spanned<Slug>], findings: &mut Vec<Diagnostic>) -> Vec<Slug> {
        ids.iter().filter_map(|id| self.office(id, findings)).collect()
    }

    /// An office that exists; an unknown one is a finding.
    pub(super) fn office(&self, id: &Spanned<Slug>, findings: &mut Vec<Diagnostic>) -> Option<Slug> {
        if self.offices.contains_key(&id.value) {
            return Some(id.value.clone());
        }
        let known = self.offices.keys().map(Slug::as_str);
        findings.push(unknown("office/unknown", "责任单位编号", id.value.as_str(), id.span, known));
        None
    }
}

/// A finding about a name that is not among those known, with the nearest one.
pub(super) fn unknown<'a>(code: &'static str, what: &str, name: &str, span: Span, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let finding = Diagnostic::error(code, format!("没有“{name}”这个{what}")).at(span);
    match nearest(name, known) {
        Some(near) => finding.remedy(format!("是不是“{near}”？")),
        None => finding.remedy(format!("请核对{what}，或先在相应的文件里写明。")),
    }
}
