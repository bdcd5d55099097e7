//! A figure bound in the narrative equals the data: number or mask, unit, comparator (contract §1, Narrative).

mod article;

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::entry::Content;
use crate::report::target::{Part, Quote, Target};
use crate::report::{FigureLink, Report};
use crate::source::{Position, Sources, Span};
use crate::value::comparator::{Comparator, WORDS_BEFORE};
use crate::value::date::chinese;
use crate::value::decimal::Decimal;
use crate::value::quantity::{Amount, Quantity, quantities};
use crate::value::unit::{Unit, Units};
use jiff::civil::Date;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["figure/mismatch", "figure/missing"],
    explanation: "正文里链接到目标或完成情况的数字、单位和“不少于”“超”等字样，必须与数据文件一致（单位可以换算，例如1.2亿元等于12000万元）。\
                  正文是会议通过的文本，数据错了改数据，不改正文。",
    right: "正文 [不少于20个](target:new-projects)，目标表 target: {op: at-least, value: 20}",
    wrong: "正文 [不少于18个](target:new-projects)，目标表 target: {op: at-least, value: 20}",
    check,
};

/// What the data says about the bound part.
struct Expected<'a> {
    op: Comparator,
    amount: &'a Amount,
    upper: Option<&'a Amount>,
    unit: &'a Unit,
    span: Span,
}

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let units = &subject.site.world.site.units;
    let mut findings = Vec::new();
    for report in &subject.site.world.reports {
        for target in &report.targets {
            for quote in &target.quotes {
                findings.extend(check_quote(target, quote, units, subject.sources));
            }
        }
        for link in report.chapters.iter().flat_map(|chapter| &chapter.figure_links) {
            findings.extend(check_figure(report, link, units));
        }
    }
    findings.extend(article::check(subject));
    findings
}

fn check_quote(target: &Target, quote: &Quote, units: &Units, sources: &Sources) -> Option<Diagnostic> {
    let percent = units.get("percent")?;
    let expected = expected(target, quote.part, percent)?;
    let found = quantities(&quote.words, units);
    let [quantity] = found.as_slice() else { return Some(not_one_figure(target, quote, found.len())) };
    let outside = comparator_before(quote);
    let (difference, told) = difference(&expected, quantity, outside)?;
    let file = sources.path(expected.span.file).rsplit('/').next().unwrap_or("targets.yaml").to_owned();
    let Position { line, .. } = sources.position(expected.span);
    let message = format!("正文写的是“{}”，目标表里是{told}（{}）", quote.words, target.name);
    let mut finding = Diagnostic::error("figure/mismatch", message)
        .at(quote.span)
        .note_at(expected.span, difference)
        .remedy(format!("以会议通过的文本为准，核对后改 {file} 第{line}行；不要改动已通过的正文。"));
    if outside.is_some() && quantity.comparator.is_none() {
        finding = finding.note("表示“不少于”“超过”等意思的字样也要放进链接文字里");
    }
    Some(finding)
}

/// What the target says about the part; `None` where there is nothing to compare.
fn expected<'a>(target: &'a Target, part: Part, percent: &'a Unit) -> Option<Expected<'a>> {
    match part {
        Part::Value => {
            // A goal that was revised later does not change the adopted words: they keep the first one.
            let goal = target.revised.first().map(|revision| &revision.was).or(target.goal.as_ref())?;
            let unit = target.unit.as_ref()?;
            Some(Expected { op: goal.op, amount: &goal.amount, upper: goal.upper.as_ref(), unit, span: goal.span })
        }
        Part::Growth => {
            let growth = target.growth.as_ref()?;
            Some(Expected { op: growth.op, amount: &growth.amount, upper: None, unit: percent, span: growth.span })
        }
        Part::Scale => {
            let scale = target.scale.as_ref()?;
            Some(Expected { op: Comparator::Reach, amount: &scale.amount, upper: None, unit: &scale.unit, span: target.span })
        }
    }
}

fn not_one_figure(target: &Target, quote: &Quote, count: usize) -> Diagnostic {
    let message = match count {
        0 => format!("链接文字“{}”里没有数字和单位（{}）", quote.words, target.name),
        _ => format!("链接文字“{}”里有{count}个数字（{}）", quote.words, target.name),
    };
    Diagnostic::error("figure/mismatch", message)
        .at(quote.span)
        .note_at(target.span, "目标写在这里")
        .remedy("一个链接对应一个数字，链接文字应包含数字和单位，例如 [不少于20个](target:编号)。")
}

/// A comparator word that stands directly before the link instead of in it.
fn comparator_before(quote: &Quote) -> Option<Comparator> {
    let before = quote.sentence.get(..quote.offset)?;
    let (_, op) = WORDS_BEFORE.iter().find(|(word, _)| before.ends_with(word))?;
    (*op != Comparator::Reach).then_some(*op)
}

/// How words and data differ, and what the data says; `None` when they agree.
fn difference(expected: &Expected<'_>, found: &Quantity, outside: Option<Comparator>) -> Option<(String, String)> {
    let told = told(expected);
    if found.unit.dimension() != expected.unit.dimension() {
        return Some((format!("单位不同：数据的单位是{}", expected.unit.label()), told));
    }
    let upper_differs = match (expected.upper, &found.upper) {
        (Some(expected_upper), Some(upper)) => !same(upper, &found.unit, expected_upper, expected.unit),
        (None, None) => false,
        _ => true,
    };
    if upper_differs || !same(&found.amount, &found.unit, expected.amount, expected.unit) {
        return Some(("数值不同：目标写在这里".into(), told));
    }
    let op = found.comparator.unwrap_or(Comparator::Reach);
    let left_out = outside.is_some() && found.comparator.is_none();
    (op != expected.op || left_out).then(|| (format!("比较方式不同：数据写的是 op: {}", expected.op.code()), told))
}

/// Whether two amounts are the same in their units; a mask is the same as a mask of its shape only.
fn same(amount: &Amount, unit: &Unit, expected: &Amount, expected_unit: &Unit) -> bool {
    match (amount, expected) {
        (Amount::Known(number), Amount::Known(expected)) => {
            unit.convert(&number.ratio(), expected_unit).is_some_and(|converted| converted == expected.ratio())
        }
        (Amount::Masked(mask), Amount::Masked(expected)) => mask.matches(expected) && unit == expected_unit,
        (Amount::Known(_), Amount::Masked(_)) | (Amount::Masked(_), Amount::Known(_)) => false,
    }
}

/// The data in words: 不少于20个.
fn told(expected: &Expected<'_>) -> String {
    let (before, after) = expected.op.around();
    let upper = expected.upper.map(|upper| format!("—{upper}")).unwrap_or_default();
    format!("{before}{}{upper}{}{after}", expected.amount, expected.unit.label())
}

fn check_figure(report: &Report, link: &FigureLink, units: &Units) -> Option<Diagnostic> {
    let target = report.targets.get(link.target)?;
    let Some((value, span)) = observed(target, link.as_of, link.growth) else {
        let message = format!("“{}”在{}没有可以引用的数据", target.name, chinese(link.as_of));
        let finding = Diagnostic::error("figure/missing", message).at(link.span).note_at(target.span, "目标写在这里");
        return Some(finding.remedy("请核对日期；没有数据或者暂不公开的，正文不能引用。"));
    };
    let unit = if link.growth { units.get("percent")? } else { target.unit.as_ref()? };
    let found = quantities(&link.words, units);
    let agrees = matches!(found.as_slice(), [quantity] if same(&quantity.amount, &quantity.unit, &Amount::Known(value.clone()), unit));
    (!agrees).then(|| {
        let message = format!("文中写的是“{}”，数据是{value}{}（{}）", link.words, unit.label(), target.name);
        Diagnostic::error("figure/mismatch", message)
            .at(link.span)
            .note_at(span, "数据写在这里")
            .remedy("请核对后改正文字或数据，两处应当一致。")
    })
}

/// What was reported of a target at a date, and where it stands.
fn observed(target: &Target, as_of: Date, growth: bool) -> Option<(&Decimal, Span)> {
    let (figure, span) = target.entries.iter().rev().find_map(|entry| match &entry.content {
        Content::Figure(figure) if entry.as_of == as_of => Some((figure, entry.span)),
        _ => None,
    })?;
    let value = if growth { figure.growth.as_ref() } else { figure.value.as_ref() };
    value.map(|value| (value, span))
}
