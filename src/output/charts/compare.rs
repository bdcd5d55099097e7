//! `compare`: the headline indicators, each with last year's result, this year's goal and the newest figure.

use crate::assess::{Assessment, words};
use crate::chart::bullet::Reading;
use crate::chart::compare::{Compare, Dated, Panel};
use crate::chart::year::{Span, YearKind};
use crate::chart::{Amount, Shown};
use crate::output::charts::target::{amount, shown};
use crate::output::charts::{tone, years};
use crate::output::desk::Desk;
use crate::report::Report;
use crate::report::entry::FigureStatus;
use crate::report::target::{Measure, Target};

/// Whether an indicator has an amount to show: a rate or a direction has none beside the growth.
pub(super) fn has_panel(target: &Target) -> bool {
    matches!(target.measure, Measure::Cumulative | Measure::Level { .. })
        && target.entries.iter().any(|entry| amount(Some(entry)).is_some())
}

/// The headline indicators in the report's order.
pub(super) fn compare(desk: &Desk<'_>, report: &Report, judged: &[Assessment], id: String) -> Compare {
    let panels = report.headline.iter().filter_map(|at| {
        let target = report.targets.get(*at).filter(|target| has_panel(target))?;
        panel(report, target, judged.get(*at)?)
    });
    Compare { id, title: "主要指标：上年、目标和目前".into(), panels: panels.collect(), demo: desk.sample() }
}

fn panel(report: &Report, target: &Target, assessment: &Assessment) -> Option<Panel> {
    let unit = target.unit.as_ref()?;
    let year = target.period.to().year();
    let last = target.entries.iter().rfind(|entry| entry.as_of.year() == year - 1 && (entry.as_of.month(), entry.as_of.day()) == (12, 31));
    let newest = target.entries.iter().rfind(|entry| target.period.contains(entry.as_of));
    let reading = if target.measure == Measure::Cumulative { Reading::Total } else { Reading::Level };
    let span = newest.and_then(|entry| years::span(reading, target.period, entry.as_of)).unwrap_or(Span::Whole);
    let time = match (&span, reading) {
        (Span::Whole, _) => format!("{year}年"),
        (Span::Part(part), Reading::Total) => format!("{year}年{part}累计"),
        (Span::Part(part), Reading::Level) => format!("{year}年{part}"),
    };
    let goal = target.known_goal();
    let text = words::goal_text(report, target, false);
    Some(Panel {
        name: target.name.clone(),
        last: Dated { label: format!("{}年", year - 1), value: shown(last, unit) },
        goal: Dated {
            label: format!("{year}年全年目标"),
            value: match (&goal, text) {
                (Some((lower, Some(_))), _) => Shown::Known(Amount::new(lower.clone(), unit.label())),
                (Some((lower, None)), text) => {
                    Shown::Known(Amount { value: lower.clone(), text: text.map(|text| text.judged().to_owned()).unwrap_or_default() })
                }
                (None, Some(text)) => Shown::Absent(text.stated),
                (None, None) => Shown::Absent("没有总量目标".into()),
            },
        },
        goal_upper: goal.and_then(|(_, upper)| upper).map(|upper| Amount::new(upper, unit.label())),
        actual: Dated { label: time, value: shown(newest, unit) },
        span,
        kind: match newest.map(|entry| entry.status) {
            Some(FigureStatus::Preliminary) => YearKind::Preliminary,
            Some(FigureStatus::Demo) => YearKind::Demo,
            Some(FigureStatus::Official) | None => YearKind::Final,
        },
        tone: tone(assessment.status),
        chip: assessment.chip().to_owned(),
    })
}
