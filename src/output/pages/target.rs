//! One target: the words that set it, where it stands and why, every figure with its source, every change.

use crate::assess::Assessment;
use crate::assess::sentence::sentence;
use crate::assess::words;
use crate::output::cite::{Cited, citation};
use crate::output::data::{self, DataKey, Form};
use crate::output::desk::{Desk, status};
use crate::output::frame::{About, frame, report_name};
use crate::output::pages::ask::ask;
use crate::output::pages::changes;
use crate::output::pages::column;
use crate::output::pages::list::lists_of;
use crate::output::pages::neighbours::neighbours;
use crate::output::pages::provenance::sources;
use crate::output::pages::report::quote;
use crate::output::rows::{actual, disclosure_status, expected, explain, goal, goal_value, growth, newest, tags};
use crate::output::{carried, charts};
use crate::record;
use crate::report::Report;
use crate::report::column::Topic;
use crate::report::entry::{Content, Entry, FigureStatus};
use crate::report::target::{Measure, Target};
use crate::site::{Facet, PageKey};
use crate::value::date::chinese;
use crate::view::list::Node;
use crate::view::shared::{Citation, Explain, Fact, Link, Value};
use crate::view::target::{FormerGoal, Number, Quote, Reading, TargetPage};
use crate::view::{Page, View};

/// `2022/targets/<id>/index.html`
pub(super) fn view(desk: &Desk<'_>, at: usize, number: usize) -> Option<View> {
    let report = desk.report(at)?;
    let target = report.targets.get(number)?;
    let assessment = desk.assessments(at).get(number)?;
    let judgement = sentence(report, target, assessment, desk.sample());
    let neighbour = |number: usize| report.targets.get(number).map(|other| desk.link(&PageKey::Target(at, number), other.name.clone()));
    let about = About {
        heading: target.name.clone(),
        kicker: Some(format!("{}年目标任务", report.year)),
        description: Some(format!("{}：{}。{}", target.name, assessment.label(), judgement.first().cloned().unwrap_or_default())),
        above: vec![desk.link(&PageKey::Report(at), report_name(report)), desk.link(&PageKey::Targets(at), "全部目标")],
        report: Some(at),
        figures: !target.entries.is_empty() || target.disclosed.is_some(),
        part: (at == 0).then_some(PageKey::Targets(0)),
        previous: number.checked_sub(1).and_then(neighbour),
        next: neighbour(number + 1),
        ..About::default()
    };
    let charts = charts::target_keys(at, number);
    let page = TargetPage {
        status: status(assessment),
        tags: tags(target, assessment),
        explain: unsaid(explain(target, assessment), &judgement),
        judgement,
        numbers: numbers(desk, report, target, assessment),
        quotes: quotes(desk, at, target),
        facts: facts(desk, at, target),
        charts: charts.iter().filter_map(|key| charts::figure(desk, key)).collect(),
        readings: target.entries.iter().rev().map(|entry| reading(desk, report, target, entry)).collect(),
        readings_growth: target.entries.iter().any(|entry| growth(desk, entry).is_some()),
        readings_empty: target.entries.is_empty().then(|| no_readings(target)),
        stages: stages(target, assessment),
        leads: desk.offices(at, &target.lead),
        supports: desk.offices(at, &target.support),
        offices_note: target.lead.is_empty().then(|| "原文没有写明责任单位。".into()),
        changes: changes::of_target(desk, at, number),
        former_goals: former_goals(desk, at, number, target),
        neighbours: neighbours(desk, at, number),
        related: related(desk, at, number, report, target),
        lists: lists_of(desk, at, number),
        articles: column::about(desk, Topic::Target(at, number)),
        data: data(desk, at, number),
        sources: sources(desk, report, target),
        citation: cited(desk, report, target),
        ask: ask(desk, report, target),
        method: desk.link(&PageKey::Method, "这是怎样评价的？"),
    };
    Some(View { frame: frame(desk, &PageKey::Target(at, number), about), page: Page::Target(Box::new(page)) })
}

/// An explanation that the judgement does not give already.
fn unsaid(explain: Option<Explain>, judgement: &[String]) -> Option<Explain> {
    explain.filter(|explain| !judgement.iter().any(|sentence| sentence.contains(&explain.reason)))
}

/// Each sentence that binds the target, once, with the words of its first binding marked.
fn quotes(desk: &Desk<'_>, at: usize, target: &Target) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let whole = |quote: &Quote| format!("{}{}{}", quote.before, quote.words, quote.after);
    for found in target.quotes.iter().filter_map(|found| quote(desk, at, found)) {
        if !quotes.iter().any(|quote| whole(quote) == whole(&found)) {
            quotes.push(found);
        }
    }
    quotes
}

fn no_readings(target: &Target) -> String {
    match target.measure {
        Measure::Standing => "暂未公布工作情况。".into(),
        Measure::Cumulative | Measure::Rate | Measure::Level { .. } | Measure::Cap | Measure::Milestone { .. } | Measure::Trend(_) => {
            "尚未收到本项数据。暂无数据不等于零。".into()
        }
    }
}

/// 目标, 实际完成, 按序时应完成, 完成比例.
fn numbers(desk: &Desk<'_>, report: &Report, target: &Target, assessment: &Assessment) -> Vec<Number> {
    let number = |label: &str, value: Value, note: Option<String>| Number { label: label.into(), value, note };
    let mut numbers = Vec::new();
    if words::goal_text(report, target, false).is_some() {
        let stated = words::goal_text(report, target, false).filter(|text| text.masked && text.disclosed.is_some());
        let note = stated.map(|text| text.stated);
        let label = if desk.sample() && disclosure_status(report, target) == FigureStatus::Demo { "演示目标" } else { "目标" };
        numbers.push(number(label, goal(desk, report, target), note));
    }
    if let Some(text) = words::growth_goal_text(target, false) {
        let note = (text.masked && text.disclosed.is_some()).then(|| text.stated.clone());
        numbers.push(number("增速目标", goal_value(desk, report, target, text), note));
    }
    if let Some(entry) = newest(target, assessment) {
        let as_of = Some(format!("截至{}", chinese(entry.as_of)));
        let label = if matches!(target.measure, Measure::Milestone { .. } | Measure::Standing) { "目前进展" } else { "实际完成" };
        numbers.extend(actual(desk, target, entry).map(|value| number(label, value, as_of.clone())));
        numbers.extend(growth(desk, entry).map(|value| number("同比", value, as_of)));
    }
    let due = if matches!(target.measure, Measure::Milestone { .. }) { "按时限应到节点" } else { "按序时应完成" };
    numbers.extend(expected(desk, target, assessment).map(|value| number(due, value, None)));
    let percent = |percent: &crate::value::decimal::Decimal| desk.computed(format!("{percent}%"));
    numbers.extend(assessment.completion.as_ref().map(|completion| number("完成比例", percent(completion), None)));
    numbers.extend(assessment.pace.as_ref().map(|pace| number("序时进度", percent(pace), None)));
    numbers
}

fn facts(desk: &Desk<'_>, at: usize, target: &Target) -> Vec<Fact> {
    let measure = Fact {
        href: Some(desk.href(&PageKey::Filter(at, Facet::Measure(target.measure.code())))),
        ..Fact::of("类别", target.measure.word())
    };
    let mut facts = vec![measure];
    facts.extend(target.counts.iter().map(|counts| Fact::of("计数口径", counts.clone())));
    facts.push(Fact::of("表述", target.commitment.word()));
    facts.extend(words::scale_text(target).map(|scale| Fact::of("项目规模", scale)));
    facts.extend(target.set_by.iter().map(|set_by| Fact::of("目标来源", set_by.clone())));
    facts.push(Fact::of("起止日期", format!("{}至{}", chinese(target.period.from()), chinese(target.due()))));
    facts.extend(carried::ended(target).map(|ended| Fact::of("终止", ended)));
    facts.push(Fact::of("编号", target.id.as_str().to_owned()));
    facts
}

/// An observed value at one date.
fn reading(desk: &Desk<'_>, report: &Report, target: &Target, entry: &Entry) -> Reading {
    let release = report.releases.get(entry.release);
    let office = release.and_then(|release| report.offices.get(&release.source.office));
    let document = release.and_then(|release| release.source.document.as_deref());
    let mark = if entry.status == FigureStatus::Demo { "（演示）" } else { "" };
    let source = match (office, document) {
        (Some(office), Some(document)) => format!("{}《{document}》", office.name),
        (Some(office), None) => format!("{}{mark}", office.name),
        (None, _) => String::new(),
    };
    Reading {
        on: chinese(entry.as_of),
        value: reading_value(desk, target, entry),
        growth: growth(desk, entry),
        status: match entry.status {
            FigureStatus::Official => "正式".into(),
            FigureStatus::Preliminary => "初步".into(),
            FigureStatus::Demo => "演示".into(),
        },
        source,
        note: note(report, entry),
    }
}

fn reading_value(desk: &Desk<'_>, target: &Target, entry: &Entry) -> Value {
    match &entry.content {
        Content::Nothing { .. } => Value::plain("暂无数据"),
        Content::Withheld { .. } => Value::plain("暂不公开"),
        Content::Note { note } => desk.value(note.clone(), entry.status),
        Content::Figure(_) | Content::Stage { .. } => actual(desk, target, entry).unwrap_or_else(|| Value::plain("只报增速")),
    }
}

fn note(report: &Report, entry: &Entry) -> Option<String> {
    let mut notes = Vec::new();
    match &entry.content {
        Content::Figure(figure) => {
            notes.extend(figure.growth_basis.iter().map(|basis| format!("增速口径：{basis}")));
            notes.extend(figure.note.clone());
        }
        Content::Withheld { reason, .. } => notes.push(format!("理由：{reason}。可依法申请公开")),
        Content::Nothing { reason } => notes.push(format!("原因：{reason}")),
        Content::Stage { on, note, .. } => {
            notes.extend(on.map(|on| format!("到达日期：{}", chinese(on))));
            notes.extend(note.clone());
        }
        Content::Note { .. } => {}
    }
    let source = report.releases.get(entry.release).map(|release| &release.source);
    if entry.status == FigureStatus::Preliminary {
        notes.push("初步数，以统计部门最终公布为准".into());
    }
    if entry.status == FigureStatus::Official && source.is_some_and(|source| source.authority.as_deref() != Some("statistics")) {
        notes.push("镇级统计口径，非统计部门公布数据".into());
    }
    (!notes.is_empty()).then(|| format!("{}。", notes.join("；").trim_end_matches('。')))
}

/// The stages of a milestone that has more than one.
fn stages(target: &Target, assessment: &Assessment) -> Vec<Node> {
    let several = matches!(&target.measure, Measure::Milestone { stages } if stages.len() > 1);
    // Where something is reported the chart of the nodes and its table say the same.
    if several && assessment.stages.is_none() { unreported_nodes(target) } else { Vec::new() }
}

fn unreported_nodes(target: &Target) -> Vec<Node> {
    let Measure::Milestone { stages } = &target.measure else { return Vec::new() };
    let node = |stage: &crate::report::target::Stage| Node {
        name: stage.name.clone(),
        state: "unknown".into(),
        label: "暂无数据".into(),
        due: stage.due.map(|due| format!("{}前", chinese(due))),
    };
    stages.iter().map(node).collect()
}

/// The stages of a milestone with how far it is; a later stage implies the earlier ones.
pub(super) fn nodes(desk: &Desk<'_>, at: usize, number: usize, target: &Target) -> Vec<Node> {
    let (Measure::Milestone { stages }, Some(assessment)) = (&target.measure, desk.assessments(at).get(number)) else { return Vec::new() };
    let reached = assessment.stages.and_then(|state| state.reached);
    let mark = if desk.sample() { "（演示）" } else { "" };
    let dates = |stage: usize| {
        target.entries.iter().find_map(|entry| match &entry.content {
            Content::Stage { reached: Some(reached), on, .. } if *reached == stage => *on,
            _ => None,
        })
    };
    let node = |(number, stage): (usize, &crate::report::target::Stage)| {
        let done = reached.is_some_and(|reached| number <= reached);
        // Only what was reported: work that has begun and reached nothing yet. Of a later stage nobody said that it began.
        let current = reached.is_none() && number == 0;
        let (state, label) = match (done, current, dates(number)) {
            (true, _, Some(on)) => ("reached", format!("已完成，{}{mark}", chinese(on))),
            (true, _, None) => ("reached", format!("已完成{mark}")),
            (false, true, _) => ("current", format!("正在推进{mark}")),
            (false, false, _) => ("open", "未到".to_owned()),
        };
        Node { name: stage.name.clone(), state: state.into(), label, due: stage.due.map(|due| format!("{}前", chinese(due))) }
    };
    stages.iter().enumerate().map(node).collect()
}

/// Goals that were replaced; the oldest first.
fn former_goals(desk: &Desk<'_>, at: usize, number: usize, target: &Target) -> Vec<FormerGoal> {
    let Some(report) = desk.report(at) else { return Vec::new() };
    let sentences: Vec<String> = record::goal_changes(report, number).iter().map(|change| change.sentence.clone()).collect();
    let with_sentence = target.revised.iter().zip(sentences);
    with_sentence
        .map(|(revision, sentence)| FormerGoal {
            goal: Value::plain(words::goal_words(&revision.was, target.unit.as_ref())),
            until: chinese(revision.on),
            sentence,
        })
        .collect()
}

/// The total it is part of, its parts, and what it is compared with.
fn related(desk: &Desk<'_>, at: usize, number: usize, report: &Report, target: &Target) -> Vec<Link> {
    let link = |prefix: &str, index: usize| {
        let other = report.targets.get(index)?;
        Some(desk.link(&PageKey::Target(at, index), format!("{prefix}：{}", other.name)))
    };
    let mut links: Vec<Link> = target.part_of.and_then(|total| link("属于", total)).into_iter().collect();
    links.extend(target.sum_of.iter().filter_map(|part| link("其中", *part)));
    let parts = report.targets.iter().enumerate().filter(|(_, other)| other.part_of == Some(number)).map(|(index, _)| index);
    links.extend(parts.filter_map(|part| link("其中", part)));
    if let Measure::Trend(crate::report::target::Trend::FasterThan(other)) = &target.measure {
        links.extend(link("与之比较", *other));
    }
    links
}

/// How to cite the page.
fn cited(desk: &Desk<'_>, report: &Report, target: &Target) -> Option<Citation> {
    let newest = target.entries.iter().max_by_key(|entry| entry.as_of);
    let release = newest.and_then(|entry| report.releases.get(entry.release));
    let cited = Cited {
        key: format!("gongkai-{}-{}", report.year, target.id),
        title: format!("{}（{}年目标任务）", target.name, report.year),
        as_of: newest.map(|entry| entry.as_of),
        published: release.map_or(report.published, |release| release.published),
        publisher: report.header.issuer.as_deref().unwrap_or(&desk.world().site.publisher),
    };
    citation(desk, &cited)
}

/// The target's own data files.
fn data(desk: &Desk<'_>, at: usize, number: usize) -> Vec<Link> {
    let link = |form: Form| {
        let path = data::path(&desk.world().reports, &DataKey::Target(at, number, form))?;
        Some(Link { label: format!("下载本项数据（{}）", form.word()), href: desk.file(&path) })
    };
    Form::OF_TARGET.into_iter().filter_map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(reason: &str) -> Option<Explain> {
        Some(Explain { reason: reason.into(), next: None, expected: None })
    }

    #[test]
    fn a_reason_stands_once() {
        let judgement = ["按序时应完成5个，实际完成4个，相差1个。原因：雨天多；下一步：加班。".to_owned()];
        assert_eq!(unsaid(given("雨天多"), &judgement), None);
        assert_eq!(unsaid(given("资金未到位"), &judgement), given("资金未到位"));
    }
}
