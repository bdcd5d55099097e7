//! `targets.json` (contract §3): a row holds its goal, its newest figure and all earlier ones as objects. Amounts are JSON numbers with the
//! source's own digits; what is masked or withheld is `null`, and keys are always there.

use crate::assess::Assessment;
use crate::output::Context;
use crate::output::data::targets::{Reported, reported};
use crate::output::data::version::version;
use crate::output::data::{Scope, nature};
use crate::output::desk::place_of;
use crate::report::Report;
use crate::report::entry::{Content, Entry};
use crate::report::target::{Disclosure, Explanation, GrowthGoal, Target};
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
    json!({ "sample": site.sample, "nature": nature(context), "name": site.name, "publisher": site.publisher })
}

/// What a file of a report says of it.
pub(super) fn head(context: &Context<'_>, report: &Report) -> Value {
    json!({
        "sample": context.site.world.site.sample,
        "nature": nature(context),
        "year": report.year,
        "title": report.title,
        "publisher": context.site.world.site.publisher,
        "period": { "from": report.period.from().to_string(), "to": report.period.to().to_string() },
        "as_of": report.as_of().map(|as_of| as_of.to_string()),
        "published": report.published.map(moment_text),
        "adopted": report.adopted,
    })
}

fn target_row(context: &Context<'_>, report: &Report, target: &Target, assessment: &Assessment) -> Value {
    let ids = |ids: &[Slug]| ids.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>();
    let chapter = report.chapters.get(target.chapter);
    let quote = target.quotes.first();
    let section = quote.and_then(|quote| report.chapters.get(quote.chapter)?.sections.get(quote.section)?.title.clone());
    json!({
        "id": target.id.as_str(),
        "name": target.name,
        "chapter": chapter.map(|chapter| chapter.slug.as_str()),
        "section": section,
        "measure": target.measure.code(),
        "unit": target.unit.as_ref().map(|unit| unit.key()),
        "counts": target.counts,
        "target": goal(context, report, target),
        "growth": growth_goal(target),
        "scale": target.scale.as_ref().map(|scale| {
            let (value, mask) = amount(Some(&scale.amount));
            json!({ "value": value, "mask": mask, "unit": scale.unit.key() })
        }),
        "commitment": target.commitment.code(),
        "from": target.period.from().to_string(),
        "due": target.due().to_string(),
        "lead": ids(&target.lead),
        "support": ids(&target.support),
        "actual": assessment.entry.and_then(|entry| target.entries.get(entry)).map(|entry| actual(context, report, target, entry)),
        "expected": assessment.expected.as_ref().map(|expected| number(&expected.shown)),
        "completion": assessment.completion.as_ref().map(number),
        "pace": assessment.pace.as_ref().map(number),
        "status": assessment.status.code(),
        "late": assessment.late,
        "explain": crate::assess::words::explanation(target, assessment.as_of).map(explain),
        "quotes": target.quotes.iter().map(|quote| quote.sentence.clone()).collect::<Vec<_>>(),
        "history": target.entries.iter().map(|entry| actual(context, report, target, entry)).collect::<Vec<_>>(),
    })
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
    json!({
        "op": stated.map(|goal| goal.op.code()),
        "value": known.as_ref().map(|(goal, _)| number(goal)),
        "upper": upper,
        "mask": mask,
        "upper_mask": upper_mask,
        "set_by": target.set_by,
        "disclosed": disclosed.map(|disclosure| disclosure_row(context, report, disclosure)),
    })
}

/// Where a disclosed goal stands, and how final it is.
fn disclosure_row(context: &Context<'_>, report: &Report, disclosure: &Disclosure) -> Value {
    let (file, line) = place_of(context, disclosure.span);
    let status = report.releases.get(disclosure.release).map(|release| release.status.code());
    json!({ "file": file, "line": line, "status": status })
}

fn growth_goal(target: &Target) -> Value {
    let Some(GrowthGoal { op, amount: stated, basis, .. }) = &target.growth else { return Value::Null };
    let (_, mask) = amount(Some(stated));
    json!({ "op": op.code(), "value": target.known_growth().as_ref().map(number), "mask": mask, "basis": basis })
}

/// A figure with where it comes from.
fn actual(context: &Context<'_>, report: &Report, target: &Target, entry: &Entry) -> Value {
    let release = report.releases.get(entry.release);
    let (file, line) = place_of(context, entry.span);
    let commit = version(context, entry.span).commit();
    let Reported { figure, stage, note, reason } = reported(target, entry);
    json!({
        "value": figure.and_then(|figure| figure.value.as_ref()).map(number),
        "growth": figure.and_then(|figure| figure.growth.as_ref()).map(number),
        "growth_basis": figure.and_then(|figure| figure.growth_basis.clone()),
        "stage": stage,
        "note": note,
        "withheld": matches!(entry.content, Content::Withheld { .. }),
        "reason": reason,
        "as_of": entry.as_of.to_string(),
        "status": entry.status.code(),
        "source": release.map(|release| release.source.office.as_str()),
        "document": release.and_then(|release| release.source.document.clone()),
        "file": file,
        "line": line,
        "commit": commit.map(|(commit, _)| commit),
        "commit_line": commit.map(|(_, line)| line),
    })
}

fn explain(given: &Explanation) -> Value {
    json!({ "reason": given.reason, "next": given.next, "expected": given.expected })
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
