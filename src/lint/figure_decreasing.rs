//! A cumulative figure that is lower than the one before it (wording.md message 5): often a quarter's own number instead of the year's.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::entry::{Content, Entry, Figure};
use crate::report::target::{Measure, Target};
use crate::value::date::chinese;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["figure/decreasing"],
    explanation: "累计类目标的完成情况是从年初累计的，后一期不应比前一期少。常见原因是填成了当季数；确实核减的，请在 changes 里写明原因和日期。",
    right: "一季度 11，上半年 19",
    wrong: "一季度 11，上半年 8",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let targets = subject.site.world.reports.iter().flat_map(|report| &report.targets);
    targets.filter(|target| target.measure == Measure::Cumulative).flat_map(falls).collect()
}

fn falls(target: &Target) -> Vec<Diagnostic> {
    let unit = target.unit.as_ref().map_or("", |unit| unit.label());
    let within = target.entries.iter().enumerate().filter(|(at, entry)| {
        // A preliminary figure that an official one of the same date replaced no longer counts.
        let replaced = target.entries.get(at + 1).is_some_and(|next| next.as_of == entry.as_of);
        target.period.contains(entry.as_of) && !replaced
    });
    let figures: Vec<(&Entry, &Figure)> = within
        .map(|(_, entry)| entry)
        .filter_map(|entry| match &entry.content {
            Content::Figure(figure) => Some((entry, figure)),
            Content::Withheld { .. } | Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. } => None,
        })
        .collect();
    let pairs = figures.windows(2).filter_map(|pair| match pair {
        [(before, earlier), (after, later)] if before.as_of < after.as_of => {
            let (old, new) = (earlier.value.as_ref()?, later.value.as_ref()?);
            (new < old && later.changes.is_empty()).then(|| {
                let message = format!(
                    "截至{}累计{new}{unit}，比截至{}累计{old}{unit}还少（{}）",
                    chinese(after.as_of),
                    chinese(before.as_of),
                    target.name
                );
                Diagnostic::warning("figure/decreasing", message)
                    .at(after.span)
                    .note_at(before.span, "前一期写在这里")
                    .remedy("常见原因是填成了当季数；如属核减，请在 changes 里写明原因和日期。")
            })
        }
        _ => None,
    });
    pairs.collect()
}
