//! `targets.json` (contract §3): a row holds its goal, its newest figure and all earlier ones as objects. Amounts are JSON numbers with the
//! source's own digits; what is masked or withheld is `null`, and keys are always there.

use crate::assess::Assessment;
use crate::assess::words::goal_words;
use crate::output::Context;
use crate::output::data::fields::{self, object};
use crate::output::data::targets::{Reported, reported};
use crate::output::data::version::version;
use crate::output::data::{Scope, nature};
use crate::output::desk::place_of;
use crate::report::Report;
use crate::report::carried::{Carried, after};
use crate::report::entry::{Content, Entry};
use crate::report::target::{Disclosure, Ended, Explanation, GrowthGoal, Revision, Target};
use crate::value::date::moment_text;
use crate::value::decimal::Decimal;
use crate::value::path::Slug;
use crate::value::quantity::Amount;
use serde_json::{Number, Value, json};

/// `targets.json` of a report, or of all: there a report follows the other.
pub(super) fn targets(context: &Context<'_>, scope: Scope) -> Value {
    let reports = &context.site.world.reports;
    let of = |at: usize, report: &Report| {
        let judged = report.targets.iter().zip(context.site.assessments(at));
        let rows = judged.map(|(target, assessment)| target_row(context, report, target, assessment));
        json!({ "report": head(context, report), "targets": rows.collect::<Vec<_>>() })
    };
    match scope {
        Scope::Report(at) => reports.get(at).map_or(Value::Null, |report| of(at, report)),
        Scope::All => {
            let all = reports.iter().enumerate().map(|(at, report)| of(at, report));
            json!({ "site": site_head(context), "reports": all.collect::<Vec<_>>() })
        }
    }
}

/// `targets/<id>.json`: one row of `targets.json` by itself.
pub(super) fn target(context: &Context<'_>, at: usize, number: usize) -> Option<Value> {
    let report = context.site.world.reports.get(at)?;
    let assessment = context.site.assessments(at).get(number)?;
    let row = target_row(context, report, report.targets.get(number)?, assessment);
    Some(json!({ "report": head(context, report), "target": row }))
}

/// What a file of the whole site says of it.
pub(super) fn site_head(context: &Context<'_>) -> Value {
    let site = &context.site.world.site;
    object(&fields::SITE, [json!(site.sample), json!(nature(context)), json!(site.name), json!(site.publisher)])
}

/// What a file of a report says of it.
pub(super) fn head(context: &Context<'_>, report: &Report) -> Value {
    let period = [json!(report.period.from().to_string()), json!(report.period.to().to_string())];
    let values = [
        json!(context.site.world.site.sample),
        json!(nature(context)),
        json!(report.year),
        json!(report.title),
        json!(context.site.world.site.publisher),
        object(fields::PERIOD_KEYS, period),
        json!(report.as_of().map(|as_of| as_of.to_string())),
        json!(report.published.map(moment_text)),
        json!(report.adopted),
    ];
    object(&fields::REPORT, values)
}

fn target_row(context: &Context<'_>, report: &Report, target: &Target, assessment: &Assessment) -> Value {
    let ids = |ids: &[Slug]| ids.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>();
    let chapter = report.chapters.get(target.chapter);
    let quote = target.quotes.first();
    let section = quote.and_then(|quote| report.chapters.get(quote.chapter)?.sections.get(quote.section)?.title.clone());
    let known = |amount: Option<&Decimal>| amount.map_or(Value::Null, number);
    let row = |entry: &Entry| actual(context, report, target, entry);
    let newest = assessment.entry.and_then(|entry| target.entries.get(entry));
    let values = [
        json!(target.id.as_str()),
        json!(target.name),
        json!(chapter.map(|chapter| chapter.slug.as_str())),
        json!(section),
        json!(target.measure.code()),
        json!(target.unit.as_ref().map(|unit| unit.key())),
        json!(target.counts),
        goal(context, report, target),
        growth_goal(target),
        scale(target),
        json!(target.commitment.code()),
        json!(target.period.from().to_string()),
        json!(target.due().to_string()),
        json!(ids(&target.lead)),
        json!(ids(&target.support)),
        newest.map_or(Value::Null, row),
        known(assessment.expected.as_ref().map(|expected| &expected.shown)),
        known(assessment.completion.as_ref()),
        known(assessment.pace.as_ref()),
        json!(assessment.status.code()),
        json!(assessment.late),
        crate::assess::words::explanation(target, assessment.as_of).map_or(Value::Null, explain),
        json!(target.quotes.iter().map(|quote| quote.sentence.as_str()).collect::<Vec<_>>()),
        Value::Array(target.entries.iter().map(row).collect()),
        Value::Array(target.revised.iter().map(|revision| revised(target, revision)).collect()),
        target.ended.as_ref().map_or(Value::Null, ended),
        json!(target.carried_from.as_ref().map(Carried::text)),
        json!(carried_to(&context.site.world.reports, report, target)),
    ];
    object(&fields::TARGET, values)
}

fn scale(target: &Target) -> Value {
    let Some(scale) = &target.scale else { return Value::Null };
    let (value, mask) = amount(Some(&scale.amount));
    object(&fields::SCALE, [value, mask, json!(scale.unit.key())])
}

/// The goal: the number where the text or a later disclosure gives it, the mask where the text shows one, and where a disclosure stands.
fn goal(context: &Context<'_>, report: &Report, target: &Target) -> Value {
    let disclosed = target.disclosed.as_ref().filter(|disclosure| disclosure.value.is_some());
    if target.goal.is_none() && target.set_by.is_none() {
        return Value::Null;
    }
    let stated = target.goal.as_ref();
    let known = target.known_goal();
    let (_, mask) = amount(stated.map(|goal| &goal.amount));
    let (upper, upper_mask) = amount(stated.and_then(|goal| goal.upper.as_ref()));
    let values = [
        json!(stated.map(|goal| goal.op.code())),
        known.as_ref().map_or(Value::Null, |(goal, _)| number(goal)),
        upper,
        mask,
        upper_mask,
        json!(target.set_by),
        disclosed.map_or(Value::Null, |disclosure| disclosure_row(context, report, disclosure)),
    ];
    object(&fields::GOAL, values)
}

/// Where a disclosed goal stands, and how final it is.
fn disclosure_row(context: &Context<'_>, report: &Report, disclosure: &Disclosure) -> Value {
    let (file, line) = place_of(context, disclosure.span);
    let status = report.releases.get(disclosure.release).map(|release| release.status.code());
    object(&fields::DISCLOSED, [json!(file), json!(line), json!(status)])
}

fn growth_goal(target: &Target) -> Value {
    let Some(GrowthGoal { op, amount: stated, basis, .. }) = &target.growth else { return Value::Null };
    let (_, mask) = amount(Some(stated));
    let value = target.known_growth().as_ref().map_or(Value::Null, number);
    object(&fields::GROWTH, [json!(op.code()), value, mask, json!(basis)])
}

/// A figure with where it comes from.
fn actual(context: &Context<'_>, report: &Report, target: &Target, entry: &Entry) -> Value {
    let release = report.releases.get(entry.release);
    let (file, line) = place_of(context, entry.span);
    let commit = version(context, entry.span).commit();
    let Reported { figure, stage, note, reason } = reported(target, entry);
    let known = |amount: Option<&Decimal>| amount.map_or(Value::Null, number);
    let values = [
        known(figure.and_then(|figure| figure.value.as_ref())),
        known(figure.and_then(|figure| figure.growth.as_ref())),
        json!(figure.and_then(|figure| figure.growth_basis.as_deref())),
        json!(stage),
        json!(note),
        json!(matches!(entry.content, Content::Withheld { .. })),
        json!(reason),
        json!(entry.as_of.to_string()),
        json!(entry.status.code()),
        json!(release.map(|release| release.source.office.as_str())),
        json!(release.and_then(|release| release.source.document.as_deref())),
        json!(file),
        json!(line),
        json!(commit.map(|(commit, _)| commit)),
        json!(commit.map(|(_, line)| line)),
    ];
    object(&fields::ACTUAL, values)
}

/// A goal that stood before; a mask stays one.
fn revised(target: &Target, revision: &Revision) -> Value {
    let was = &revision.was;
    let (value, mask) = amount(Some(&was.amount));
    let (upper, upper_mask) = amount(was.upper.as_ref());
    let mask = if mask.is_null() { upper_mask } else { mask };
    let values = [
        json!(revision.on.to_string()),
        json!(goal_words(was, target.unit.as_ref())),
        json!(was.op.code()),
        value,
        upper,
        mask,
        json!(revision.authority),
        json!(revision.reason),
    ];
    object(&fields::REVISED, values)
}

fn ended(ended: &Ended) -> Value {
    object(&fields::ENDED, [json!(ended.on.to_string()), json!(ended.authority), json!(ended.reason)])
}

/// The targets of later reports that go on with one: `2023/new-projects`.
pub(super) fn carried_to(reports: &[Report], report: &Report, target: &Target) -> Vec<String> {
    let at = reports.iter().position(|other| other.year == report.year);
    let found = at.zip(report.target_index(target.id.as_str())).map(|(at, number)| after(reports, at, number));
    let told = |(at, number): (usize, usize)| {
        let later = reports.get(at)?;
        Some(format!("{}/{}", later.year, later.targets.get(number)?.id))
    };
    found.into_iter().flatten().filter_map(told).collect()
}

fn explain(given: &Explanation) -> Value {
    object(&fields::EXPLAIN, [json!(given.reason), json!(given.next), json!(given.expected)])
}

/// Value and mask of an amount: exactly one of the two is there.
fn amount(amount: Option<&Amount>) -> (Value, Value) {
    match amount {
        Some(Amount::Known(known)) => (number(known), Value::Null),
        Some(Amount::Masked(mask)) => (Value::Null, json!(mask.text())),
        None => (Value::Null, Value::Null),
    }
}

/// A JSON number with the source's digits: `1.50` stays `1.50`.
pub(super) fn number(decimal: &Decimal) -> Value {
    decimal.text().parse::<Number>().map_or(Value::Null, Value::Number)
}
