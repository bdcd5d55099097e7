//! A text that says a target is done, or slow, beside a link to it or in its own explanation, when the judgement says otherwise.

use crate::assess::assess_target;
use crate::assess::status::Status;
use crate::diagnostic::Diagnostic;
use crate::lint::passages::{Passage, passages, texts};
use crate::lint::{Rule, Subject};
use crate::report::Report;
use crate::report::target::{Explanation, Target};
use crate::source::Span;
use jiff::civil::Date;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["status/claim"],
    explanation: "页面和原因说明里写一项目标“已完成”“提前完成”“未完成”“进度偏慢”等，应当与网站按数据作出的评价一致，否则读者会看到两种说法。\
                  写的是某一季度、某一阶段的，不核对。",
    right: "[新建学校](target:2022/schools)已完成全年目标（数据：目标120所，完成125所）",
    wrong: "[新建学校](target:2022/schools)已完成全年目标（数据：目标120所，完成87所）",
    check,
};

/// What a text claims.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Claim {
    Done,
    NotDone,
    Slow,
    Fast,
}

/// The words of a claim.
const CLAIMS: [(&str, Claim); 13] = [
    ("未完成", Claim::NotDone),
    ("没有完成", Claim::NotDone),
    ("提前完成", Claim::Done),
    ("超额完成", Claim::Done),
    ("如期完成", Claim::Done),
    ("圆满完成", Claim::Done),
    ("全面完成", Claim::Done),
    ("已完成", Claim::Done),
    // Two words that our own pages never use; people write them.
    ("\u{6ede}后", Claim::Slow),
    ("进度偏慢", Claim::Slow),
    ("慢于序时进度", Claim::Slow),
    ("快于序时进度", Claim::Fast),
    ("进度较快", Claim::Fast),
];

/// Words that make a sentence speak of a plan, a part or another time.
const ELSEWHERE: [&str; 22] = [
    "将",
    "力争",
    "争取",
    "确保",
    "预计",
    "计划于",
    "拟",
    "如果",
    "季度",
    "上半年",
    "月",
    "阶段",
    "上年",
    "去年",
    "其中",
    "部分",
    "不是",
    "避免",
    "防止",
    "是否",
    "的项目",
    "手续",
];

const STOPS: [char; 5] = ['。', '；', '！', '？', '\n'];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    // The narrative promises; what it says of the past is of the year before.
    for text in texts(subject).into_iter().filter(|text| text.report.is_none()) {
        for passage in passages(&text) {
            findings.extend(beside_links(subject, &passage, text.on));
        }
    }
    for report in &subject.site.world.reports {
        for target in &report.targets {
            findings.extend(target.explanations.iter().filter_map(|explanation| explained(subject, report, target, explanation)));
        }
    }
    findings
}

/// Claims between a link to a target and the next link or the end of the sentence.
fn beside_links(subject: &Subject<'_>, passage: &Passage, on: Option<Date>) -> Vec<Diagnostic> {
    let links: Vec<(usize, &str)> = passage.links().collect();
    let next = links.iter().map(|(at, _)| *at).skip(1).chain([passage.words.len()]);
    let found = links.iter().zip(next).filter_map(|((at, destination), next)| {
        let (report, number) = target_of(subject, destination)?;
        let rest = passage.words.get(*at..next)?;
        let part = rest.split(STOPS).next()?;
        let start = passage.words.get(..*at)?.rfind(STOPS).map_or(0, |stop| stop + '。'.len_utf8());
        let sentence = passage.words.get(start..*at + part.len())?;
        let (offset, word, claim) = claim(part, sentence)?;
        let status = status_on(subject, report, number, on)?;
        let target = subject.site.world.reports.get(report)?.targets.get(number)?;
        let span = passage.span(&(*at + offset..*at + offset + word.len()))?;
        contradicts(claim, status).then(|| finding(word, target, status, span))
    });
    found.collect()
}

/// The target that a link leads to, by name or by page: indices of report and target.
fn target_of(subject: &Subject<'_>, destination: &str) -> Option<(usize, usize)> {
    let (year, id) = match destination.strip_prefix("target:") {
        Some(named) => named.split_once('/').map_or((None, named), |(year, id)| (Some(year), id)),
        None => {
            let (before, after) = destination.split_once("/targets/")?;
            (before.rsplit('/').next(), after.strip_suffix("/index.html")?)
        }
    };
    let mut reports = subject.site.world.reports.iter().enumerate();
    let (number, report) = reports.find(|(_, report)| year.is_none_or(|year| report.year.to_string() == year))?;
    Some((number, report.target_index(id.split('.').next()?)?))
}

/// How a target stands, or stood at the day an article was published.
fn status_on(subject: &Subject<'_>, number: usize, at: usize, on: Option<Date>) -> Option<Status> {
    let Some(day) = on else { return Some(subject.site.assessments(number).get(at)?.status) };
    let then = subject.site.world.reports.get(number)?.until(day);
    Some(assess_target(&then, then.targets.get(at)?, &subject.site.world.site.policy).status)
}

/// The first claim of a text, unless the sentence speaks of something else.
fn claim(text: &str, sentence: &str) -> Option<(usize, &'static str, Claim)> {
    let found = CLAIMS.iter().filter_map(|(word, claim)| Some((text.find(word)?, *word, *claim)));
    let (at, word, claim) = found.min_by_key(|(at, ..)| *at)?;
    let after = text.get(at + word.len()..)?;
    // 已完成87所 says how much, not that all is done.
    let ends = after.is_empty() || ["，", "。", "、", "目标", "任务", "全年", "年度", "）"].iter().any(|next| after.starts_with(next));
    let whole = claim != Claim::Done || ends;
    (whole && !ELSEWHERE.iter().any(|word| sentence.contains(word))).then_some((at, word, claim))
}

/// An explanation is held to how the target stood at its date, and only where it speaks of the target as a whole.
fn explained(subject: &Subject<'_>, report: &Report, target: &Target, explanation: &Explanation) -> Option<Diagnostic> {
    let texts = std::iter::once(explanation.reason.as_str()).chain(explanation.next.as_deref());
    let (word, claim) = texts.flat_map(|text| text.split(STOPS)).flat_map(|text| text.split('，')).find_map(|clause| {
        let of_target = ["目标", "本项", "该项", "序时进度", "全年任务", "年度任务"].iter().any(|word| clause.contains(word));
        claim(clause, clause).filter(|_| of_target).map(|(_, word, claim)| (word, claim))
    })?;
    let then = report.until(explanation.as_of);
    let at = report.target_index(target.id.as_str())?;
    let status = assess_target(&then, then.targets.get(at)?, &subject.site.world.site.policy).status;
    contradicts(claim, status).then(|| finding(word, target, status, explanation.span))
}

fn contradicts(claim: Claim, status: Status) -> bool {
    match status {
        Status::Done => matches!(claim, Claim::NotDone | Claim::Slow),
        Status::Ahead | Status::OnSchedule => matches!(claim, Claim::Done | Claim::Slow),
        Status::Behind | Status::Missed => matches!(claim, Claim::Done | Claim::Fast),
        Status::NotDue => claim == Claim::Done,
        // Nothing was judged that a text could contradict.
        Status::Unreported | Status::Masked | Status::Withheld | Status::Ongoing | Status::NotAssessed => false,
    }
}

fn finding(word: &str, target: &Target, status: Status, span: Span) -> Diagnostic {
    let message = format!("文字写“{}”是“{word}”，网站按数据评价为“{}”", target.name, status.chip());
    let newest = target.entries.last().map_or(target.span, |entry| entry.span);
    let finding = Diagnostic::warning("status/claim", message).at(span).note_at(newest, "最近一期数据写在这里");
    finding.remedy("请核对：数据没有更新的，补报数据；文字不准确的，改文字；说的是某一阶段的，请写明是哪一阶段。")
}
