//! A share in a sentence that holds both of its numbers: 87所，占计划120所的72.5%; 计划120所，已建成87所，完成率72.5%.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::lint::passages::{Passage, Text, passages, texts};
use crate::lint::table_sum::share_that_differs;
use crate::lint::{Rule, Subject, figure_contradicts, figure_mismatch};
use crate::source::Span;
use crate::value::comparator::Comparator;
use crate::value::decimal::Decimal;
use crate::value::quantity::{Amount, Quantity, quantities};
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["figure/share"],
    explanation: "一句话里写了两个数和它们的百分比（“占……的”“完成率”），百分比应当算得出来（允许四舍五入的误差）。\
                  会议通过的正文只作提示，原文如此的不改。",
    right: "新建学校87所，占计划120所的72.5%",
    wrong: "新建学校87所，占计划120所的82.5%",
    check,
};

/// Directly before the per cent: the share of what was planned.
const COMPLETION: [&str; 8] =
    ["完成率", "完成率为", "完成目标的", "完成年度目标的", "完成全年目标的", "占全年目标的", "完成计划的", "完成率是"];
const PLANNED: [&str; 3] = ["目标", "计划", "任务"];
const DONE: [&str; 5] = ["完成", "实现", "建成", "达到", "已"];
/// Characters of a sentence that is still read.
const LONGEST: usize = 300;
const STOPS: [char; 5] = ['。', '；', '！', '？', '\n'];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let units = &subject.site.world.site.units;
    let mut found: Vec<(Diagnostic, Vec<Span>)> = Vec::new();
    for text in texts(subject) {
        for passage in passages(&text) {
            let figures = quantities(&passage.words, units);
            for at in 0..figures.len() {
                found.extend(share(&text, &passage, &figures, at));
            }
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let wrong = Wrong::of(subject);
    found.into_iter().filter(|(_, parts)| !parts.iter().any(|part| wrong.holds(*part))).map(|(finding, _)| finding).collect()
}

/// Where numbers are reported as wrong already: a share of them is no second problem.
struct Wrong(BTreeMap<(crate::source::FileId, u32), u32>);

impl Wrong {
    fn of(subject: &Subject<'_>) -> Self {
        let linked = (figure_mismatch::RULE.check)(subject).into_iter().filter_map(|finding| match finding.place {
            Some(Place::Span(span)) => Some(span),
            Some(Place::File { .. } | Place::Output(_)) | None => None,
        });
        let all = linked.chain(figure_contradicts::contradicted(subject));
        Self(all.map(|span| ((span.file, span.start), span.end)).collect())
    }

    fn holds(&self, span: Span) -> bool {
        let before = self.0.range(..=(span.file, span.start)).next_back();
        before.is_some_and(|((file, _), end)| *file == span.file && *end >= span.end)
    }
}

/// The finding on a per cent, with the places of the two numbers.
fn share(text: &Text, passage: &Passage, figures: &[Quantity], at: usize) -> Option<(Diagnostic, Vec<Span>)> {
    let share = figures.get(at).filter(|figure| figure.unit.key() == "percent" && is_exact(figure))?;
    let words = passage.words.as_str();
    let start = sentence_start(words, share.range.start)?;
    let first = figures.partition_point(|figure| figure.range.start < start);
    let earlier = figures.get(first..at)?;
    let (part, all) = of_what(words, earlier, share).or_else(|| completion(words, earlier, share))?;
    let (stated, of, whole) = (known(share)?, known(part)?, known(all)?);
    let whole_there = all.unit.convert(&whole.ratio(), &part.unit)?;
    let same = part.unit == all.unit;
    let whole = if same { whole.clone() } else { Decimal::rounded(&whole_there, whole.scale() + 8) };
    let exact = share_that_differs(stated, (of, part.unit.is_counted()), (&whole, all.unit.is_counted() || !same))?;
    let said = |figure: &Quantity| words.get(figure.range.clone()).unwrap_or("").to_owned();
    let message = format!("写的是“{}”，按“{}”和“{}”计算是{exact}%", said(share), said(part), said(all));
    let mut finding = Diagnostic::error("figure/share", message).at(passage.span(&share.range)?);
    finding.severity = if text.adopted { Severity::Notice } else { Severity::Error };
    let finding = finding.remedy(match text.adopted {
        true => "请先与会议通过的文本核对；抄错的改正，原文如此的，不建议改动。",
        false => "请核对这三个数，改正算错或抄错的一个。",
    });
    Some((finding, [part, all].into_iter().filter_map(|figure| passage.span(&figure.range)).collect()))
}

/// Where the sentence begins that holds a byte; `None` where it is longer than people write, so that no text is read again at every number.
fn sentence_start(words: &str, at: usize) -> Option<usize> {
    let mut before = words.get(..at)?.char_indices().rev().take(LONGEST);
    match before.find(|(_, c)| STOPS.contains(c)) {
        Some((stop, _)) => Some(stop),
        None => words.get(..at)?.chars().nth(LONGEST).is_none().then_some(0),
    }
}

fn known(figure: &Quantity) -> Option<&Decimal> {
    match &figure.amount {
        Amount::Known(number) => Some(number),
        Amount::Masked(_) => None,
    }
}

fn is_exact(figure: &Quantity) -> bool {
    figure.upper.is_none() && matches!(figure.comparator, None | Some(Comparator::Reach))
}

/// `A，占B的C%`
fn of_what<'a>(words: &str, earlier: &'a [Quantity], share: &Quantity) -> Option<(&'a Quantity, &'a Quantity)> {
    let [.., part, all] = earlier else { return None };
    let between = words.get(part.range.end..all.range.start)?;
    let (gap, base) = between.split_once('占')?;
    let plain = gap.trim_matches(['，', '、', ' ']).is_empty() && !base.contains(['，', '、', '占']);
    let directly = words.get(all.range.end..share.range.start)? == "的";
    let fits = part.unit.dimension() == all.unit.dimension() && part.unit.key() != "percent" && is_exact(part);
    (plain && directly && fits).then_some((part, all))
}

/// `计划A，完成B，完成率C%`, in either order.
fn completion<'a>(words: &str, earlier: &'a [Quantity], share: &Quantity) -> Option<(&'a Quantity, &'a Quantity)> {
    let before = words.get(..share.range.start)?;
    let [one, other] = earlier else { return None };
    let fits = one.unit.dimension() == other.unit.dimension() && one.unit.key() != "percent";
    if !fits || !COMPLETION.iter().any(|word| before.ends_with(word)) {
        return None;
    }
    let is = |figure: &Quantity, marks: &[&str]| marks.iter().any(|mark| clause(words, figure).contains(mark));
    let planned = |figure: &Quantity| is(figure, &PLANNED) && !is(figure, &["已", "实际"]);
    let done = |figure: &Quantity| is(figure, &DONE) && !is(figure, &PLANNED) && is_exact(figure);
    if planned(one) && done(other) {
        Some((other, one))
    } else if planned(other) && done(one) {
        Some((one, other))
    } else {
        None
    }
}

/// The words of a figure's clause up to the end of its comparator.
fn clause<'a>(words: &'a str, figure: &Quantity) -> &'a str {
    let end = figure.range.end;
    words.get(..end).and_then(|before| before.rsplit(['，', '。', '；', '：']).next()).unwrap_or("")
}
