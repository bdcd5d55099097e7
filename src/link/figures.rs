//! Figures files bound to their targets. A file published later than the given moment is embargoed: it leaves no trace at all.

use crate::diagnostic::Diagnostic;
use crate::link::names::Names;
use crate::link::{dating, fitting};
use crate::report::entry::{Change, Content, Entry, Figure, FigureStatus, Release, Source};
use crate::report::target::{Disclosure, Explanation, Measure, Target};
use crate::source::{Span, Spanned};
use crate::syntax::figures::{ChangeDraft, DisclosureDraft, ExplainDraft, FigureContent, FigureDraft, FiguresDraft, StageReport};
use crate::syntax::targets::MeasureKey;
use crate::value::date::chinese;
use crate::value::path::Slug;
use crate::value::quantity::Amount;
use jiff::civil::{Date, DateTime};
use std::collections::BTreeSet;

/// What came of the figures files.
pub(super) struct Linked {
    /// The released files.
    pub(super) releases: Vec<Release>,
    /// Dates at which figures of a target, or of a target that was not recognised (`None`), were reported in a way that is already a
    /// finding: a text that quotes them is not judged as well.
    pub(super) doubtful: BTreeSet<(Option<usize>, Date)>,
}

/// Links the released files, in order of date, then of finality, then of path, and writes their entries into the targets.
pub(super) fn link(
    drafts: Vec<FiguresDraft>,
    targets: &mut [Target],
    names: &Names<'_>,
    now: DateTime,
    findings: &mut Vec<Diagnostic>,
) -> Linked {
    let is_released = |draft: &FiguresDraft| draft.published.as_ref().is_none_or(|published| published.value <= now);
    let (mut released, embargoed): (Vec<FiguresDraft>, Vec<FiguresDraft>) = drafts.into_iter().partition(is_released);
    released.sort_by_key(|draft| (draft.as_of.value, draft.status.value, draft.file));
    let mut releases = Vec::new();
    let mut doubtful = BTreeSet::new();
    for draft in released {
        let at = releases.len();
        let source = source(&draft, names, findings);
        File { draft: &draft, release: Some(at), targets, names, findings, doubtful: &mut doubtful }.link();
        let (as_of, status) = (draft.as_of.value, draft.status.value);
        let published = draft.published.map(|at| at.value);
        let (as_of_span, status_span) = (draft.as_of.span, draft.status.span);
        releases.push(Release { as_of, status, source, published, as_of_span, status_span, file: draft.file });
    }
    for draft in &embargoed {
        source(draft, names, findings);
        File { draft, release: None, targets, names, findings, doubtful: &mut doubtful }.link();
    }
    for target in targets {
        target.entries.sort_by_key(|entry| (entry.as_of, entry.status));
    }
    Linked { releases, doubtful }
}

fn source(draft: &FiguresDraft, names: &Names<'_>, findings: &mut Vec<Diagnostic>) -> Source {
    let source = &draft.source;
    names.office(&source.office, findings);
    Source {
        office: source.office.value.clone(),
        document: source.document.as_ref().map(|document| document.value.clone()),
        obtained: source.obtained.as_ref().map(|obtained| obtained.value),
        authority: source.authority.as_ref().map(|authority| authority.value.clone()),
        basis: source.basis.as_ref().map(|basis| basis.value.clone()),
        public: source.public,
    }
}

/// One figures file being linked.
struct File<'a, 'n> {
    draft: &'a FiguresDraft,
    /// Its place among the releases; `None` while it is embargoed: then it is checked, and nothing of it is kept.
    release: Option<usize>,
    targets: &'a mut [Target],
    names: &'a Names<'n>,
    findings: &'a mut Vec<Diagnostic>,
    doubtful: &'a mut BTreeSet<(Option<usize>, Date)>,
}

impl File<'_, '_> {
    fn link(&mut self) {
        let draft = self.draft;
        dating::file(draft, self.findings);
        for (id, offices) in &draft.lead {
            let offices = self.names.offices(offices, self.findings);
            let kept = self.release.is_some();
            if let Some(target) = self.target(id).filter(|_| kept) {
                target.lead = offices;
            }
        }
        for disclosure in &draft.targets {
            self.disclose(disclosure);
        }
        for figure in &draft.figures {
            self.figure(figure);
        }
        for stage in &draft.milestones {
            self.stage(stage);
        }
        for (id, note) in &draft.standing {
            self.note(id, note);
        }
        for explain in &draft.explain {
            self.explain(explain);
        }
    }

    fn target(&mut self, id: &Spanned<Slug>) -> Option<&mut Target> {
        let at = self.names.target(id, self.findings);
        if at.is_none() {
            self.doubtful.insert((None, self.draft.as_of.value));
        }
        self.targets.get_mut(at?)
    }

    /// A goal that the text masks and the office discloses.
    fn disclose(&mut self, draft: &DisclosureDraft) {
        let release = self.release;
        let Some(target) = self.target(&draft.id) else { return };
        if let Some(why) = not_disclosable(target, draft) {
            let (name, goal) = (target.name.clone(), target.span);
            self.findings.push(
                Diagnostic::error("figures/disclosed", format!("“{name}”{why}，不需要另行公布"))
                    .at(draft.id.span)
                    .note_at(goal, "目标写在这里")
                    .remedy("目标有调整的，请在 targets.yaml 写 revised；否则请删除这一行。"),
            );
            return;
        }
        let Some(release) = release else { return };
        let value = draft.value.as_ref().map(|value| value.value.clone());
        let growth = draft.growth.as_ref().map(|growth| growth.value.clone());
        let before = target.disclosed.take();
        target.disclosed = Some(Disclosure {
            value: value.or_else(|| before.as_ref().and_then(|before| before.value.clone())),
            growth: growth.or_else(|| before.as_ref().and_then(|before| before.growth.clone())),
            span: draft.id.span,
            release,
        });
    }

    fn figure(&mut self, draft: &FigureDraft) {
        let content = match &draft.content {
            FigureContent::Figure { value, growth, growth_basis, note, changes } => Content::Figure(Figure {
                value: value.as_ref().map(|value| value.value.clone()),
                growth: growth.as_ref().map(|growth| growth.value.clone()),
                growth_basis: growth_basis.as_ref().map(|basis| basis.value.clone()),
                note: note.as_ref().map(|note| note.value.clone()),
                changes: changes.iter().map(change).collect(),
            }),
            FigureContent::Withheld(reason, changes) => {
                Content::Withheld { reason: reason.value.clone(), changes: changes.iter().map(withdrawal).collect() }
            }
            FigureContent::Nothing(reason) => Content::Nothing { reason: reason.value.clone() },
        };
        dating::figure(self.draft, draft, self.findings);
        let Some(target) = self.target(&draft.id) else { return };
        let doubts = doubts(draft, target);
        let has_figures = !matches!(target.measure, Measure::Milestone { .. } | Measure::Standing);
        if matches!(content, Content::Figure(_)) && !has_figures {
            let (name, word) = (target.name.clone(), target.measure.word());
            self.findings.push(
                Diagnostic::error("figures/kind", format!("“{name}”是{word}，不填数字"))
                    .at(draft.span)
                    .remedy("节点类的进展写在 milestones，常态工作的情况写在 standing。"),
            );
            return;
        }
        self.findings.extend(doubts);
        self.add(&draft.id, content, draft.span);
    }

    fn stage(&mut self, draft: &StageReport) {
        dating::stage(self.draft, draft, self.findings);
        let Some(target) = self.target(&draft.id) else { return };
        let Measure::Milestone { stages } = &target.measure else {
            let (name, word) = (target.name.clone(), target.measure.word());
            self.findings.push(
                Diagnostic::error("figures/kind", format!("“{name}”是{word}，没有节点"))
                    .at(draft.span)
                    .remedy("有数字的写在 figures，常态工作的情况写在 standing。"),
            );
            return;
        };
        let mut reached = None;
        if let Some(stage) = &draft.stage {
            reached = stages.iter().position(|known| known.name == stage.value);
            if reached.is_none() {
                let names: Vec<&str> = stages.iter().map(|stage| stage.name.as_str()).collect();
                let names = names.join("、");
                self.findings.push(
                    Diagnostic::error("stage/unknown", format!("没有“{}”这个节点", stage.value))
                        .at(stage.span)
                        .remedy(format!("这项目标的节点是：{names}。")),
                );
                return;
            }
        }
        let on = draft.on.as_ref().map(|on| on.value);
        let note = draft.note.as_ref().map(|note| note.value.clone());
        self.add(&draft.id, Content::Stage { reached, on, note }, draft.span);
    }

    fn note(&mut self, id: &Spanned<Slug>, note: &Spanned<String>) {
        let Some(target) = self.target(id) else { return };
        if target.measure != Measure::Standing {
            let (name, word) = (target.name.clone(), target.measure.word());
            self.findings.push(
                Diagnostic::error("figures/kind", format!("“{name}”是{word}，不是常态工作"))
                    .at(note.span)
                    .remedy("有数字的写在 figures，节点进展写在 milestones。"),
            );
            return;
        }
        self.add(id, Content::Note { note: note.value.clone() }, note.span);
    }

    fn explain(&mut self, draft: &ExplainDraft) {
        let (as_of, kept) = (self.draft.as_of.value, self.release.is_some());
        let Some(target) = self.target(&draft.id).filter(|_| kept) else { return };
        target.explanations.push(Explanation {
            reason: draft.reason.value.clone(),
            next: draft.next.as_ref().map(|next| next.value.clone()),
            expected: draft.expected.as_ref().map(|expected| expected.value.clone()),
            as_of,
            span: draft.span,
        });
    }

    /// Adds an entry; a second one of the same date and finality is an error naming both places.
    fn add(&mut self, id: &Spanned<Slug>, content: Content, span: Span) {
        let (as_of, status, release) = (self.draft.as_of.value, self.draft.status.value, self.release);
        let Some(target) = self.target(id) else { return };
        let final_enough = |entry: &&Entry| entry.as_of == as_of && clash(entry.status, status);
        if let Some(first) = target.entries.iter().find(final_enough) {
            let finding = Diagnostic::error("figures/conflict", format!("“{}”在{}有两个数据", target.name, chinese(as_of)))
                .at(span)
                .note_at(first.span, "另一个写在这里")
                .remedy("同一日期只能有一个正式数；先报初步数、后报正式数的，请在初步数文件写 status: preliminary。");
            self.findings.push(finding);
            self.doubtful.insert((self.names.known(&id.value), as_of));
            return;
        }
        if let Some(release) = release {
            target.entries.push(Entry { as_of, content, release, status, span });
        }
    }
}

/// What is odd about a figure as it stands: parts of whole things, a bare number for a direction.
fn doubts(draft: &FigureDraft, target: &Target) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let FigureContent::Figure { value, growth, .. } = &draft.content else { return findings };
    if let Some(value) = value.as_ref().filter(|_| target.measure == Measure::Cumulative) {
        fitting::whole(value, MeasureKey::Cumulative, target.unit.as_ref(), &mut findings);
    }
    if growth.is_none() && matches!(target.measure, Measure::Trend(_)) {
        findings.push(
            Diagnostic::warning("figures/growth", format!("“{}”是方向类，只看增速，这里没有写增速", target.name))
                .at(draft.span)
                .remedy("请写成 {growth: 增速}；没有增速的，页面会显示“暂无数据”。"),
        );
    }
    findings
}

/// Why nothing can be disclosed about a target; `None` when its text masks, or a higher authority set, what is disclosed.
fn not_disclosable(target: &Target, draft: &DisclosureDraft) -> Option<&'static str> {
    let masked = |amount: &Amount| matches!(amount, Amount::Masked(_));
    match (&draft.value, &target.goal) {
        (Some(_), Some(goal)) if !masked(&goal.amount) => return Some("的目标在正文里是数字"),
        (Some(_), None) if target.set_by.is_none() => return Some("没有以“XX”代替的目标值"),
        _ => {}
    }
    match (&draft.growth, &target.growth) {
        (Some(_), Some(growth)) if !masked(&growth.amount) => Some("的增速目标在正文里是数字"),
        (Some(_), None) => Some("没有增速目标"),
        _ => None,
    }
}

/// Two entries of one date clash unless one is preliminary and the other is final.
fn clash(one: FigureStatus, other: FigureStatus) -> bool {
    (one == FigureStatus::Preliminary) == (other == FigureStatus::Preliminary)
}

fn change(draft: &ChangeDraft) -> Change {
    Change {
        on: draft.on.value,
        from: draft.from.as_ref().map(|from| from.value.clone()),
        kind: draft.kind.value,
        reason: draft.reason.value.clone(),
    }
}

/// A change of a figure that is withheld now: the amount it had is dropped here, so that nothing later can print it.
fn withdrawal(draft: &ChangeDraft) -> Change {
    Change { from: None, ..change(draft) }
}
