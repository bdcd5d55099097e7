//! What a file of the content holds, as far as a change of it is told: read from one version of one file, without the files around it.

use crate::diagnostic::Severity;
use crate::markup::parse::parse;
use crate::markup::plain;
use crate::record::chronicle::event::{EntryId, Finality, Thing, mark};
use crate::report::entry::ChangeKind;
use crate::source::{FileId, SourceFile, Spanned};
use crate::syntax::figures::{ChangeDraft, FigureContent, FigureDraft, FiguresDraft};
use crate::syntax::targets::{GoalDraft, TargetDraft};
use crate::syntax::tree::{Role, role};
use crate::syntax::{chapter, columns, figures, lists, targets};
use crate::value::decimal::Decimal;
use jiff::civil::{Date, DateTime};
use std::collections::BTreeMap;

/// Things and how they are. Only ever kept in memory, and for as long as two versions are compared.
pub(super) type Traces = BTreeMap<Thing, State>;

/// How a thing is.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum State {
    /// It is there.
    There,
    /// Words, by their mark, and when they come out.
    Words(String, Option<DateTime>),
    /// A target.
    Target(Box<TargetState>),
    /// A goal disclosed later.
    Disclosed(Option<Decimal>, Option<Decimal>),
    /// A figure, a stage, a note.
    Entry(EntryState),
}

/// How a target is.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct TargetState {
    pub(super) goal: String,
    pub(super) unit: Option<String>,
    pub(super) from: Option<Date>,
    pub(super) due: Option<Date>,
    pub(super) stages: Vec<(String, Option<Date>)>,
    pub(super) revised: usize,
    pub(super) ended: bool,
    pub(super) renamed_from: Option<String>,
}

/// What was reported, and when it comes out.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct EntryState {
    pub(super) published: Option<DateTime>,
    pub(super) content: ContentState,
}

/// What was reported.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum ContentState {
    Figure { value: Option<Decimal>, growth: Option<Decimal>, basis: Option<String>, changes: Vec<ChangeKind> },
    Withheld(Vec<ChangeKind>),
    Nothing,
    Words(String),
}

impl ContentState {
    pub(super) fn changes(&self) -> &[ChangeKind] {
        match self {
            Self::Figure { changes, .. } | Self::Withheld(changes) => changes,
            Self::Nothing | Self::Words(_) => &[],
        }
    }

    /// Whether it tells something.
    pub(super) fn tells(&self) -> bool {
        matches!(self, Self::Figure { .. } | Self::Words(_))
    }
}

/// Reads a version of a file; `None` when it has an error, so that no site was made from it.
pub(super) fn read(path: &str, text: String) -> Option<Traces> {
    let file = SourceFile { path: path.to_owned(), text: text.into() };
    let (id, mut findings) = (FileId(0), Vec::new());
    let mut traces = Traces::new();
    match role(path, "") {
        Role::Report { year } => {
            traces.insert(Thing::Report(year.parse().ok()?), State::There);
        }
        Role::Chapter { year, folder } => {
            // Bindings and pictures are no words.
            let chapter = chapter::decode(id, &file, &folder, &mut findings)?;
            let body = parse(file.text.get(chapter.body.range())?).ok()?;
            let words = mark(&format!("{}\n{}", chapter.title.value, plain::blocks(&body.blocks)));
            traces.insert(Thing::Text(year.parse().ok()?, chapter.slug.to_string()), State::Words(words, None));
        }
        Role::Targets { year, .. } => {
            let year = year.parse().ok()?;
            let targets = targets::read::decode(id, &file, &mut findings);
            traces.extend(
                targets.iter().map(|target| (Thing::Target(year, word(&target.id)), State::Target(Box::new(target_state(target))))),
            );
        }
        Role::Figures { year } => figures_traces(year.parse().ok()?, &figures::read::decode(id, &file, &mut findings)?, &mut traces),
        Role::List { year, stem } => {
            let list = lists::decode(id, &file, &stem, &mut findings)?;
            traces.insert(Thing::List(year.parse().ok()?, stem), State::Words(mark(&file.text), list.published.map(|at| at.value)));
        }
        Role::Article { slug, stem } => {
            let article = columns::article(id, &file, &stem, &mut findings)?;
            if !article.draft {
                traces.insert(Thing::Article(slug, stem), State::Words(String::new(), article.published.map(|at| at.value)));
            }
        }
        Role::Site | Role::Page { .. } | Role::Column { .. } | Role::Calendar | Role::Wording | Role::Other => {}
    }
    findings.iter().all(|finding| finding.severity != Severity::Error).then_some(traces)
}

fn target_state(target: &TargetDraft) -> TargetState {
    let day = |day: &Option<Spanned<Date>>| day.as_ref().map(|day| day.value);
    TargetState {
        goal: [goal_key(target.target.as_ref()), goal_key(target.growth.as_ref())].join(" "),
        unit: target.unit.as_ref().map(word),
        from: day(&target.from),
        due: day(&target.due),
        stages: target.stages.iter().map(|stage| (mark(&stage.name.value), day(&stage.due))).collect(),
        revised: target.revised.len(),
        ended: target.ended.is_some(),
        renamed_from: target.renamed_from.as_ref().map(word),
    }
}

/// Two goals with the same key are the same goal.
fn goal_key(goal: Option<&GoalDraft>) -> String {
    let Some(goal) = goal else { return String::new() };
    let number = |number: &Option<Spanned<Decimal>>| number.as_ref().map(|number| number.value.ratio());
    let mask = |mask: &Option<Spanned<crate::value::quantity::Mask>>| mask.is_some();
    let (op, basis) = (goal.op.as_ref().map(|op| op.value), goal.basis.as_ref().map(word));
    let set_by = goal.set_by.as_ref().map(word);
    mark(&format!(
        "{op:?} {:?} {} {:?} {} {basis:?} {set_by:?}",
        number(&goal.value),
        mask(&goal.mask),
        number(&goal.upper),
        mask(&goal.upper_mask)
    ))
}

fn figures_traces(year: i16, file: &FiguresDraft, traces: &mut Traces) {
    let published = file.published.as_ref().map(|at| at.value);
    let mut put = |id: &Spanned<crate::value::path::Slug>, content: ContentState| {
        let entry = EntryId { year, as_of: file.as_of.value, target: word(id), finality: Finality::from(file.status.value) };
        traces.insert(Thing::Entry(entry), State::Entry(EntryState { published, content }));
    };
    for figure in &file.figures {
        put(&figure.id, content(figure));
    }
    for stage in &file.milestones {
        let (name, on) = (stage.stage.as_ref().map(word), stage.on.as_ref().map(|on| on.value));
        put(&stage.id, ContentState::Words(mark(&format!("{name:?} {on:?}"))));
    }
    for (id, note) in &file.standing {
        put(id, ContentState::Words(mark(&note.value)));
    }
    for goal in &file.targets {
        let number = |number: &Option<Spanned<Decimal>>| number.as_ref().map(|number| number.value.clone());
        traces.insert(Thing::Disclosed(year, word(&goal.id)), State::Disclosed(number(&goal.value), number(&goal.growth)));
    }
}

fn content(figure: &FigureDraft) -> ContentState {
    let kinds = |changes: &[ChangeDraft]| changes.iter().map(|change| change.kind.value).collect();
    let number = |number: &Option<Spanned<Decimal>>| number.as_ref().map(|number| number.value.clone());
    match &figure.content {
        FigureContent::Figure { value, growth, growth_basis, changes, .. } => ContentState::Figure {
            value: number(value),
            growth: number(growth),
            basis: growth_basis.as_ref().map(word),
            changes: kinds(changes),
        },
        FigureContent::Withheld(_, changes) => ContentState::Withheld(kinds(changes)),
        FigureContent::Nothing(_) => ContentState::Nothing,
    }
}

fn word(text: &Spanned<impl ToString>) -> String {
    text.value.to_string()
}
