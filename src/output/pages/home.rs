//! The home page, to be understood in ten seconds: what the report sets out, how far it is and as of when; then its chapters.

use crate::assess::status::Status;
use crate::output::charts;
use crate::output::desk::{Desk, status, status_counts};
use crate::output::frame::{About, frame, report_name};
use crate::output::information::next_update;
use crate::output::pages::list::item_anchor;
use crate::output::pages::report::{chapter_cards, no_figures};
use crate::output::pages::{column, last_year};
use crate::output::rows;
use crate::report::list::{Content, Item, List, Project};
use crate::report::target::{Commitment, Measure, Target};
use crate::report::{Report, YearBasis};
use crate::site::{ChartKey, Facet, PageKey};
use crate::value::date::chinese;
use crate::view::home::{Headline, HomePage, HomeProgress, HomeProject, HomeProjects, HomeSlow};
use crate::view::shared::Tally;
use crate::view::{Page, View};

/// `index.html`
pub(super) fn view(desk: &Desk<'_>) -> Option<View> {
    let report = desk.report(0)?;
    let has_figures = !report.releases.is_empty();
    let about = About {
        heading: desk.world().site.name.clone(),
        description: Some(format!("{}：{}章，{}项目标任务及其完成情况。", report.title, report.chapters.len(), report.targets.len())),
        report: Some(0),
        figures: has_figures,
        ..About::default()
    };
    let page = HomePage {
        report: desk.link(&PageKey::Report(0), format!("{}　{}年", report.title, report.year)),
        lead: lead(report),
        actions: vec![
            desk.link(&PageKey::FullText(0), "阅读全文"),
            desk.link(&PageKey::Targets(0), "全部目标"),
            desk.link(&PageKey::Progress(0), "完成情况"),
        ],
        last_year: last_year::section(desk, 0),
        numbers: numbers(desk, report),
        measures: measures(desk, report),
        commitments: commitments(report),
        masked: masked(report),
        chapters: chapter_cards(desk, 0),
        projects: projects(desk, report),
        progress: progress(desk, report, has_figures),
        news: column::news(desk),
        archive: desk
            .world()
            .reports
            .iter()
            .enumerate()
            .skip(1)
            .map(|(at, report)| desk.link(&PageKey::Report(at), archived(report)))
            .collect(),
    };
    Some(View { frame: frame(desk, &PageKey::Home, about), page: Page::Home(Box::new(page)) })
}

/// An earlier report by its year, which alone tells it from the others.
fn archived(report: &Report) -> String {
    match report.basis {
        YearBasis::Stated => report_name(report),
        YearBasis::Inferred(_) => format!("{}年报告（年份为推定）", report.year),
    }
}

fn lead(report: &Report) -> String {
    format!("报告共{}章，提出{}项目标任务。每一项都能查到原文出处、完成情况和责任单位。", report.chapters.len(), report.targets.len())
}

fn tally(label: &str, count: usize, unit: &str) -> Tally {
    Tally { label: label.into(), count: count.to_string(), unit: unit.into(), note: None, href: None }
}

/// Targets that the text gives a number for, or would but for a mask.
fn has_number(target: &Target) -> bool {
    target.goal.is_some() || target.growth.is_some()
}

fn numbers(desk: &Desk<'_>, report: &Report) -> Vec<Tally> {
    let with_number = report.targets.iter().filter(|target| has_number(target)).count();
    let mut numbers = vec![
        Tally { href: Some(desk.href(&PageKey::Targets(0))), ..tally("目标任务", report.targets.len(), "项") },
        tally("其中有数量目标", with_number, "项"),
    ];
    let masks = masked_figures(report);
    if masks > 0 {
        numbers.push(tally("以“XX”代替的数字", masks, "处"));
    }
    for (at, list) in report.lists.iter().enumerate() {
        let counted =
            list.size().map(|count| Tally { count, href: Some(desk.href(&PageKey::List(0, at))), ..tally(&list.kind, 0, list.unit()) });
        numbers.extend(counted);
    }
    numbers
}

/// How many bound figures the text masks: values, growths and sizes apart.
fn masked_figures(report: &Report) -> usize {
    use crate::value::quantity::Amount;
    let masked = |amount: Option<&Amount>| usize::from(matches!(amount, Some(Amount::Masked(_))));
    let in_target = |target: &Target| {
        masked(target.goal.as_ref().map(|goal| &goal.amount))
            + masked(target.growth.as_ref().map(|growth| &growth.amount))
            + masked(target.scale.as_ref().map(|scale| &scale.amount))
    };
    report.targets.iter().map(in_target).sum()
}

fn masked(report: &Report) -> Option<String> {
    let count = masked_figures(report);
    (count > 0).then(|| format!("本站依据的文本有{count}处数字以“XX”代替。这些数值原文没有载明，本站照录原文，不推算。"))
}

fn measures(desk: &Desk<'_>, report: &Report) -> Vec<Tally> {
    let facets = desk.context.site.facets(0).into_iter().filter(|facet| matches!(facet, Facet::Measure(_)));
    let counted = facets.map(|facet| {
        let count = (0..report.targets.len()).filter(|target| facet.holds(report, desk.assessments(0), *target)).count();
        Tally { href: Some(desk.href(&PageKey::Filter(0, facet.clone()))), ..tally(&facet.label(report), count, "项") }
    });
    counted.collect()
}

fn commitments(report: &Report) -> Vec<Tally> {
    let count = |wanted: Commitment| report.targets.iter().filter(|target| target.commitment == wanted).count();
    [Commitment::Ensure, Commitment::Strive, Commitment::Plan]
        .into_iter()
        .map(|commitment| tally(commitment.word(), count(commitment), "项"))
        .filter(|tally| tally.count != "0")
        .collect()
}

fn projects(desk: &Desk<'_>, report: &Report) -> Option<HomeProjects> {
    let projects = |list: &List| match &list.content {
        Content::Projects { items, .. } if list.kind == "重点项目" => Some(items.clone()),
        Content::Projects { .. } | Content::Livelihood { .. } | Content::Tasks(_) | Content::Proposals { .. } | Content::Free { .. } => {
            None
        }
    };
    let (at, list, items) = report.lists.iter().enumerate().find_map(|(at, list)| Some((at, list, projects(list)?)))?;
    let page = desk.href(&PageKey::List(0, at));
    let item = |(number, item): (usize, Item<Project>)| HomeProject {
        number: (number + 1).to_string(),
        href: format!("{page}#{}", item_anchor(number)),
        name: item.head.name,
        scale: item.own.scale,
    };
    Some(HomeProjects {
        list: desk.link(&PageKey::List(0, at), list.title.clone()),
        items: items.into_iter().enumerate().map(item).collect(),
    })
}

fn progress(desk: &Desk<'_>, report: &Report, has_figures: bool) -> HomeProgress {
    let heading = if desk.sample() { "功能演示：完成情况" } else { "完成情况" };
    let by_status = |status| Some(desk.href(&PageKey::Filter(0, Facet::Status(status))));
    let mark = if desk.sample() { "（演示）" } else { "" };
    HomeProgress {
        heading: heading.into(),
        as_of: report.as_of().map(|as_of| format!("数据截至{}{mark}。", chinese(as_of))),
        note: (desk.sample() && has_figures).then(|| "以下目标值、完成情况和责任单位均按固定规则生成，只为演示网站功能。".into()),
        empty: (!has_figures).then(|| no_figures(report)),
        next_update: next_update(desk, report).filter(|_| has_figures),
        statuses: status_counts(desk.assessments(0).iter(), true, by_status),
        slow: slow(desk, report),
        headlines_heading: if desk.sample() { "功能演示：主要指标".into() } else { "主要指标".into() },
        headlines: if has_figures { headlines(desk, report) } else { Vec::new() },
        more: Some(desk.link(&PageKey::Progress(0), "查看每一项的完成情况")),
    }
}

/// More than this many slow targets are named on their own pages only.
const SLOW_SHOWN: usize = 6;

fn slow(desk: &Desk<'_>, report: &Report) -> Option<HomeSlow> {
    let is_slow = |at: &usize| desk.assessments(0).get(*at).is_some_and(|judged| SLOW.contains(&judged.status));
    let all: Vec<usize> = (0..report.targets.len()).filter(is_slow).collect();
    let has = |status: &Status| desk.assessments(0).iter().any(|judged| judged.status == *status);
    let words: Vec<&str> = SLOW.iter().filter(|status| has(status)).map(|status| status.chip()).collect();
    let page = |status: &Status| desk.link(&PageKey::Filter(0, Facet::Status(*status)), format!("查看全部{}的目标", status.chip()));
    let more = if all.len() > SLOW_SHOWN { SLOW.iter().filter(|status| has(status)).map(page).collect() } else { Vec::new() };
    (!all.is_empty()).then(|| HomeSlow {
        heading: format!("{}的目标（{}项）", words.join("、"), all.len()),
        rows: all.iter().take(SLOW_SHOWN).filter_map(|at| rows::row(desk, 0, *at, true)).collect(),
        more,
    })
}

/// The statuses that owe the reader a reason and a next step (contract §4).
const SLOW: [Status; 2] = [Status::Behind, Status::Missed];

fn headlines(desk: &Desk<'_>, report: &Report) -> Vec<Headline> {
    let one = |at: &usize| {
        let target = report.targets.get(*at)?;
        let assessment = desk.assessments(0).get(*at)?;
        let newest = rows::newest(target, assessment);
        let keys = match target.measure {
            Measure::Cumulative | Measure::Level { .. } => [ChartKey::Trend(0, *at), ChartKey::Bullet(0, *at)],
            Measure::Rate | Measure::Cap | Measure::Milestone { .. } | Measure::Trend(_) | Measure::Standing => {
                [ChartKey::Bullet(0, *at), ChartKey::Trend(0, *at)]
            }
        };
        Some(Headline {
            name: target.name.clone(),
            href: desk.href(&PageKey::Target(0, *at)),
            goal: rows::goal(desk, report, target),
            growth_goal: crate::assess::words::growth_goal_text(target, false).map(|text| rows::goal_value(desk, report, target, text)),
            actual: newest.and_then(|newest| rows::actual(desk, target, newest)),
            growth: newest.and_then(|newest| rows::growth(desk, newest)),
            status: status(assessment),
            chart: keys.iter().find_map(|key| charts::figure(desk, key)),
        })
    };
    report.headline.iter().filter_map(one).collect()
}
