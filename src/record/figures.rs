//! Published figures that changed. What a reader may have quoted yesterday is changed only with a reason and a date, and what was taken back is
//! not told again.

use crate::assess::words::{actual_text, amount_text, growth_text};
use crate::diagnostic::Diagnostic;
use crate::record::compare::{Both, Comparison, Difference, Gone, Kind};
use crate::record::sentence;
use crate::report::entry::{Change, ChangeKind, Content, Entry, Figure, FigureStatus};
use crate::value::date::chinese;
use crate::value::decimal::Decimal;

/// Compares what was reported about a target, date by date.
pub(super) fn compare(both: &Both<'_>, gone: &Gone, found: &mut Comparison) {
    for old in both.old.entries.iter().filter(|entry| !gone.contains(&entry.as_of)) {
        match successor(both, old) {
            Some(new) => Dated { both, old, new }.compare(found),
            None => lost(both, old, found),
        }
    }
    for new in &both.new.entries {
        added(both, new, found);
    }
}

/// Whether every value that stands in both states is the same amount, with the units of both.
pub(super) fn same_values(both: &Both<'_>) -> bool {
    let same = |old: &Entry| match (&old.content, successor(both, old).map(|new| &new.content)) {
        (Content::Figure(old), Some(Content::Figure(new))) => match (&old.value, &new.value) {
            (Some(old), Some(new)) => both.same_value(old, new),
            (Some(_), None) | (None, _) => true,
        },
        _ => true,
    };
    both.old.entries.iter().all(same)
}

/// What stands for an entry today: one of the same date and finality, else the one that counts at that date.
fn successor<'a>(both: &Both<'a>, old: &Entry) -> Option<&'a Entry> {
    let of_that_day = || both.new.entries.iter().filter(|new| new.as_of == old.as_of);
    of_that_day().find(|new| new.status == old.status).or_else(|| of_that_day().next_back())
}

fn lost(both: &Both<'_>, old: &Entry, found: &mut Comparison) {
    let (pair, as_of) = (both.pair, chinese(old.as_of));
    let sentence = format!("缺失：“{}”截至{as_of}的完成情况。", both.new.name);
    let change = Difference { as_of: Some(old.as_of), span: None, ..both.difference(Kind::Lost, "value", sentence) };
    found.differences.push(change);
    if old.status == FigureStatus::Demo && !pair.sides.new.site.sample || matches!(old.content, Content::Nothing { .. }) {
        return;
    }
    let message = format!("“{}”（{}）截至{as_of}的完成情况不见了", both.new.name, both.new.id);
    found.findings.push(
        Diagnostic::error("record/figure-lost", message)
            .at_place(pair.sides.file_today(old.span.file, pair.new.file))
            .note(pair.sides.was(old.span))
            .remedy(
                "请恢复这个数据和原来的发布时间。写错的，在 changes 里更正；不再公布的，写 withheld: 理由，并在 changes 里写 kind: 撤回。",
            ),
    );
}

/// A figure of a date whose other figures were there already; those of a new date are told together.
fn added(both: &Both<'_>, new: &Entry, found: &mut Comparison) {
    let is_new_day = !both.pair.old.releases.iter().any(|release| release.as_of == new.as_of);
    let before: Vec<&Entry> = both.old.entries.iter().filter(|old| old.as_of == new.as_of).collect();
    let is_final_now = new.status == FigureStatus::Official && before.iter().all(|old| old.status == FigureStatus::Preliminary);
    if is_new_day
        || before.iter().any(|old| old.status == new.status)
        || matches!(new.content, Content::Nothing { .. } | Content::Withheld { .. })
    {
        return;
    }
    if before.is_empty() {
        return late(both, new, found);
    }
    // The preliminary figure is still there: an official one beside it is how a revision is published.
    let still = both.new.entries.iter().any(|other| other.as_of == new.as_of && other.status == FigureStatus::Preliminary);
    if is_final_now && still {
        let (was, is) = (before.first().map(|old| told(both, old)), Some(told_new(both, new)));
        if was == is {
            return;
        }
        let sentence = match (&was, &is) {
            (Some(was), Some(is)) => {
                format!("修订：数据来源单位发布新的核实数，“{}”由{was}修订为{is}。属正常数据修订，不是差错更正。", both.new.name)
            }
            _ => String::new(),
        };
        let change = both.difference(Kind::Revision, "value", sentence).values(was, is).at(new.span);
        found.differences.push(Difference { as_of: Some(new.as_of), ..change });
    }
}

/// A figure where there was none.
fn late(both: &Both<'_>, new: &Entry, found: &mut Comparison) {
    let stated = changes(&new.content).iter().find(|change| change.kind == ChangeKind::Late);
    let sentence = match stated {
        Some(change) => sentence(both.new, new, change, None),
        None => format!("补报：“{}”截至{}原为暂无数据，现补充公布。", both.new.name, chinese(new.as_of)),
    };
    let change = both.difference(Kind::Late, "value", sentence).values(None, Some(told_new(both, new))).at(new.span);
    let (on, reason) = (stated.map(|change| change.on), stated.map(|change| change.reason.clone()));
    found.differences.push(Difference { as_of: Some(new.as_of), on, reason, ..change });
}

/// What was reported about one target at one date, in both states.
struct Dated<'a> {
    both: &'a Both<'a>,
    old: &'a Entry,
    new: &'a Entry,
}

impl Dated<'_> {
    fn compare(&self, found: &mut Comparison) {
        // Real data takes the place of demonstration data as of nothing.
        if self.old.status == FigureStatus::Demo && self.new.status != FigureStatus::Demo {
            let sentence = format!("改动：“{}”截至{}的演示数据换成了正式数据。", self.both.new.name, chinese(self.old.as_of));
            found.differences.push(self.difference(Kind::Other, sentence).values(None, Some(told_new(self.both, self.new))));
            return;
        }
        match (&self.old.content, &self.new.content) {
            (Content::Figure(old), Content::Figure(new)) => self.figures(old, new, found),
            (Content::Figure(_), Content::Withheld { changes, .. }) => self.withdrawn(changes, found),
            (Content::Figure(_), Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. }) => {
                lost(self.both, self.old, found)
            }
            (Content::Nothing { .. }, Content::Figure(new)) => self.filled(new, found),
            (Content::Withheld { .. }, Content::Figure(_)) => {
                let sentence = format!("改动：“{}”截至{}由暂不公开改为公布。", self.both.new.name, chinese(self.old.as_of));
                found.differences.push(self.difference(Kind::Other, sentence).values(None, Some(told_new(self.both, self.new))));
            }
            (Content::Stage { .. }, Content::Stage { .. }) => self.stages(found),
            (Content::Stage { .. } | Content::Note { .. }, Content::Withheld { .. } | Content::Nothing { .. }) => {
                lost(self.both, self.old, found);
            }
            (Content::Note { note: old }, Content::Note { note: new }) if old != new => {
                let sentence = format!("改动：“{}”截至{}的工作情况。", self.both.new.name, chinese(self.old.as_of));
                found.differences.push(self.difference(Kind::Other, sentence).values(Some(old.clone()), Some(new.clone())));
            }
            _ => {}
        }
    }

    /// A number against a number.
    fn figures(&self, old: &Figure, new: &Figure, found: &mut Comparison) {
        let kept = new.changes.iter().zip(&old.changes).filter(|(is, was)| is == was).count() == old.changes.len();
        if !kept {
            let message = format!("“{}”公布过的更正记录（changes）被改动或删去", self.both.new.name);
            let sentence = format!("未说明：“{}”截至{}的更正记录有改动。", self.both.new.name, chinese(self.old.as_of));
            found.differences.push(self.difference(Kind::Unexplained, sentence));
            found.findings.push(self.error(message).remedy("请恢复原来的记录；再次更正的，在后面加一条。"));
            return;
        }
        let added = new.changes.get(old.changes.len()..).unwrap_or_default();
        let same = |old: &Option<Decimal>, new: &Option<Decimal>| match (old, new) {
            (Some(old), Some(new)) => self.both.same_value(old, new),
            (None, _) => true,
            (Some(_), None) => false,
        };
        let (same_value, same_growth) = (same(&old.value, &new.value), old.growth.is_none() || old.growth == new.growth);
        self.record(added, new, found);
        let basis = old.growth_basis.is_some() && old.growth_basis != new.growth_basis;
        if same_value && same_growth && !(basis && added.is_empty()) {
            self.finality(found);
            return;
        }
        self.judge(&Changed { old, new, added, same_value }, found);
    }

    /// Every change that the data states, in the words of the site's own record.
    fn record(&self, added: &[Change], new: &Figure, found: &mut Comparison) {
        let demo = self.new.status == FigureStatus::Demo;
        let amount = |number: &Decimal| amount_text(number, self.both.new.unit.as_ref(), demo);
        for (number, change) in added.iter().enumerate() {
            let later = added.get(number + 1).and_then(|next| next.from.as_ref()).or(new.value.as_ref());
            let sentence = sentence(self.both.new, self.new, change, later);
            let (old, new) = (change.from.as_ref().map(amount), later.map(amount));
            let (on, reason) = (Some(change.on), Some(change.reason.clone()));
            found.differences.push(Difference { on, reason, ..self.difference(kind(change.kind), sentence).values(old, new) });
        }
    }

    /// Whether what changed is what the data says has changed.
    fn judge(&self, changed: &Changed<'_>, found: &mut Comparison) {
        let first = changed.added.iter().find(|change| !matches!(change.kind, ChangeKind::Late | ChangeKind::Withdrawal));
        let begins_at = |was: &Option<Decimal>| match (first.and_then(|change| change.from.as_ref()), was) {
            (Some(from), Some(was)) => from == was,
            (None, _) => first.is_some_and(|change| change.kind == ChangeKind::Redefinition),
            (Some(_), None) => true,
        };
        // A figure with both is known by its value; a growth alone by itself.
        let known_by = if changed.old.value.is_some() { &changed.old.value } else { &changed.old.growth };
        if begins_at(known_by) {
            return;
        }
        let (was, is) = match changed.same_value {
            true => (growth(changed.old, self.old), growth(changed.new, self.new)),
            false => (told(self.both, self.old), told_new(self.both, self.new)),
        };
        let (name, as_of) = (&self.both.new.name, chinese(self.old.as_of));
        let sentence = format!("未说明：“{name}”截至{as_of}的完成情况由{was}改为{is}。");
        let field = if changed.same_value { "growth" } else { "value" };
        let change = self.difference(Kind::Unexplained, sentence).values(Some(was.clone()), Some(is.clone()));
        found.differences.push(Difference { field, ..change });
        let number = known_by.as_ref().map_or_else(String::new, |number| number.text().to_owned());
        let right = format!("新加的一条写 from: {number}，kind 写更正、修订或口径调整。");
        let finding = match (first, changed.added.first()) {
            (Some(change), _) => self
                .error(format!("“{name}”截至{as_of}公布过的是{was}，changes 里写的不是从这个数{}", change.kind.word()))
                .remedy(right),
            (None, Some(change)) => self
                .error(format!("“{name}”截至{as_of}的完成情况由{was}改成了{is}，changes 里写的却是{}", change.kind.word()))
                .remedy(right),
            (None, None) => {
                self.error(format!("“{name}”截至{as_of}的完成情况由{was}改成了{is}，没有写明原因和日期")).remedy(format!(
                    "请改回。确有更正的，加上 changes: [{{on: 日期, from: {number}, kind: 更正, reason: 原因}}]；来源单位发布新数的，kind 写修订。"
                ))
            }
        };
        found.findings.push(if self.old.status == FigureStatus::Demo {
            finding.note("这是演示数据，同样要说明")
        } else {
            finding
        });
    }

    /// The same number under another finality.
    fn finality(&self, found: &mut Comparison) {
        if self.old.status == self.new.status {
            return;
        }
        let name = &self.both.new.name;
        let as_of = chinese(self.old.as_of);
        if self.new.status == FigureStatus::Official {
            let sentence = format!("改动：“{name}”截至{as_of}的初步数转为正式数，数值不变。");
            found.differences.push(self.difference(Kind::Other, sentence));
            return;
        }
        found.differences.push(self.difference(Kind::Unexplained, format!("未说明：“{name}”截至{as_of}的正式数改标为其他性质。")));
        let remedy = "请改回 status: official；数有问题的，在 changes 里更正。";
        found.findings.push(self.error(format!("“{name}”截至{as_of}的正式数不再标为正式数")).remedy(remedy));
    }

    /// Taken back: the day must be said; the amount is not said again.
    fn withdrawn(&self, changes: &[Change], found: &mut Comparison) {
        let stated = changes.iter().rev().find(|change| change.kind == ChangeKind::Withdrawal);
        let Some(change) = stated else {
            let name = &self.both.new.name;
            let as_of = chinese(self.old.as_of);
            found.differences.push(self.difference(Kind::Unexplained, format!("未说明：“{name}”截至{as_of}的完成情况改为暂不公开。")));
            found.findings.push(
                self.error(format!("“{name}”截至{as_of}的完成情况已经公布过，改为暂不公开，没有写明从哪天起"))
                    .remedy("请加上 changes: [{on: 日期, kind: 撤回, reason: 理由}]。"),
            );
            return;
        };
        let sentence = sentence(self.both.new, self.new, change, None);
        let difference = self.difference(Kind::Withdrawal, sentence);
        found.differences.push(Difference { on: Some(change.on), reason: Some(change.reason.clone()), ..difference });
    }

    /// A number where the data said that there was none.
    fn filled(&self, new: &Figure, found: &mut Comparison) {
        late(self.both, self.new, found);
        if !new.changes.iter().any(|change| change.kind == ChangeKind::Late) {
            let message = format!("“{}”截至{}原为暂无数据，补了数，没有写补报的日期", self.both.new.name, chinese(self.old.as_of));
            found.findings.push(
                Diagnostic::warning("record/figure-changed", message)
                    .at(self.new.span)
                    .note(self.both.pair.sides.was(self.old.span))
                    .remedy("请加上 changes: [{on: 日期, kind: 补报, reason: 原因}]。"),
            );
        }
    }

    /// A milestone has no list of changes; its note says why.
    fn stages(&self, found: &mut Comparison) {
        let (Content::Stage { reached: was, on: old_on, note: old_note }, Content::Stage { reached: is, on, note }) =
            (&self.old.content, &self.new.content)
        else {
            return;
        };
        if (was, old_on) == (is, on) {
            return;
        }
        let (before, after) = (told(self.both, self.old), told_new(self.both, self.new));
        let (name, as_of) = (&self.both.new.name, chinese(self.old.as_of));
        let explained = note.is_some() && note != old_note;
        let (kind, word) = if explained { (Kind::Correction, "更正") } else { (Kind::Unexplained, "未说明") };
        let sentence = format!("{word}：“{name}”截至{as_of}的进展由{before}改为{after}。");
        let change = self.difference(kind, sentence).values(Some(before.clone()), Some(after.clone()));
        found.differences.push(Difference { field: "stage", reason: note.clone().filter(|_| explained), ..change });
        if !explained {
            let message = match before == after {
                true => format!("“{name}”截至{as_of}的节点日期改动了，没有写明原因和日期"),
                false => format!("“{name}”截至{as_of}的进展由{before}改成了{after}，没有写明原因和日期"),
            };
            found.findings.push(self.error(message).remedy("请改回；确有更正的，在 note 里写明更正的日期和原因。"));
        }
    }

    fn difference(&self, kind: Kind, sentence: String) -> Difference {
        Difference { as_of: Some(self.old.as_of), ..self.both.difference(kind, "value", sentence).at(self.new.span) }
    }

    fn error(&self, message: String) -> Diagnostic {
        Diagnostic::error("record/figure-changed", message).at(self.new.span).note(self.both.pair.sides.was(self.old.span))
    }
}

/// A figure that is not what it was.
struct Changed<'a> {
    old: &'a Figure,
    new: &'a Figure,
    added: &'a [Change],
    same_value: bool,
}

fn changes(content: &Content) -> &[Change] {
    match content {
        Content::Figure(figure) => &figure.changes,
        Content::Withheld { changes, .. } => changes,
        Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. } => &[],
    }
}

fn kind(kind: ChangeKind) -> Kind {
    match kind {
        ChangeKind::Correction => Kind::Correction,
        ChangeKind::Revision => Kind::Revision,
        ChangeKind::Redefinition => Kind::Redefinition,
        ChangeKind::Late => Kind::Late,
        ChangeKind::Withdrawal => Kind::Withdrawal,
    }
}

/// What an old entry said, in the words of its time.
fn told(both: &Both<'_>, old: &Entry) -> String {
    with_basis(actual_text(both.old, old, old.status == FigureStatus::Demo), old)
}

fn told_new(both: &Both<'_>, new: &Entry) -> String {
    with_basis(actual_text(both.new, new, new.status == FigureStatus::Demo), new)
}

/// The growth of a figure alone.
fn growth(figure: &Figure, entry: &Entry) -> String {
    let growth = figure.growth.as_ref().map(|growth| growth_text(growth, entry.status == FigureStatus::Demo));
    with_basis(growth.unwrap_or_else(|| "（无）".to_owned()), entry)
}

fn with_basis(text: String, entry: &Entry) -> String {
    match &entry.content {
        Content::Figure(Figure { growth_basis: Some(basis), .. }) => format!("{text}（{basis}）"),
        _ => text,
    }
}
