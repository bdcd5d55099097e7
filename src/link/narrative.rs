//! A chapter's narrative bound to its data: `target:`, `figure:` and `free:` links resolved (contract §1, Narrative). Whether the words
//! inside a link agree with the data is judged later, by a rule.

use crate::diagnostic::Diagnostic;
use crate::link::fitting;
use crate::link::names::Names;
use crate::markup::outline::LinkDraft;
use crate::report::target::{Measure, Part, Quote, Target};
use crate::report::{Chapter, FigureLink, Section};
use crate::source::Span;
use crate::syntax::chapter::ChapterDraft;
use crate::value::date::parse_date;
use jiff::civil::Date;

/// Links a chapter and writes its bindings into the targets they bind.
pub(super) fn link(at: usize, draft: ChapterDraft, names: &Names<'_>, targets: &mut [Target], findings: &mut Vec<Diagnostic>) -> Chapter {
    let mut sections: Vec<Section> = draft
        .outline
        .sections
        .iter()
        .map(|section| Section { title: section.title.clone(), anchor: section.anchor.clone(), targets: Vec::new() })
        .collect();
    fitting::aliases(&draft.aliases, findings);
    let mut figure_links = Vec::new();
    for link in &draft.outline.links {
        let span = Span::new(draft.file, link.range.clone());
        match link.destination.split_once(':') {
            Some(("target", rest)) => {
                if let Some((index, quote)) = quote(at, rest, link, span, names, targets, findings) {
                    note_section(&mut sections, quote.section, index);
                    if let Some(target) = targets.get_mut(index) {
                        target.quotes.push(quote);
                    }
                }
            }
            Some(("figure", rest)) => figure_links.extend(figure_link(rest, link, span, names, findings)),
            Some(("free", reason)) if reason.trim().is_empty() => findings.push(free_without_reason(span)),
            _ => {}
        }
    }
    Chapter {
        slug: draft.slug,
        title: draft.title.value,
        file: draft.file,
        body: draft.body,
        sections,
        aliases: draft.aliases.into_iter().map(|alias| alias.value).collect(),
        assets: draft.assets,
        outline: draft.outline,
        figure_links,
    }
}

/// A target stands once in the progress list of a section, where it is first bound.
fn note_section(sections: &mut [Section], section: usize, target: usize) {
    if let Some(section) = sections.get_mut(section)
        && !section.targets.contains(&target)
    {
        section.targets.push(target);
    }
}

/// `new-projects`, `gdp.growth`, `park.scale`
fn quote(
    chapter: usize,
    rest: &str,
    link: &LinkDraft,
    span: Span,
    names: &Names<'_>,
    targets: &[Target],
    findings: &mut Vec<Diagnostic>,
) -> Option<(usize, Quote)> {
    let (id, part) = match rest.split_once('.') {
        None => (rest, Part::Value),
        Some((id, "growth")) => (id, Part::Growth),
        Some((id, "scale")) => (id, Part::Scale),
        Some((_, other)) => {
            findings.push(unknown_part(other, span));
            return None;
        }
    };
    let index = names.target_of(id, span, findings)?;
    let target = targets.get(index)?;
    if let Some(missing) = missing_part(target, part) {
        if names.is_unsound(index) {
            return None;
        }
        findings.push(
            Diagnostic::error("link/part", format!("“{}”没有{missing}，正文却链接到它", target.name))
                .at(span)
                .note_at(target.span, "目标写在这里")
                .remedy("请核对链接，或在目标里补写相应的一项。"),
        );
        return None;
    }
    let words = link.words.clone();
    let quote = Quote { chapter, section: link.section, words, sentence: link.sentence.clone(), offset: link.offset, part, span };
    Some((index, quote))
}

pub(super) fn unknown_part(part: &str, span: Span) -> Diagnostic {
    Diagnostic::error("link/part", format!("链接里的“.{part}”不认识"))
        .at(span)
        .remedy("目标的增速写 .growth，项目规模写 .scale，目标本身什么也不加。")
}

/// What a link binds that the target does not have.
pub(super) fn missing_part(target: &Target, part: Part) -> Option<&'static str> {
    match part {
        Part::Growth if target.growth.is_none() => Some("增速目标（growth）"),
        Part::Scale if target.scale.is_none() => Some("项目规模（scale）"),
        Part::Value => match target.measure {
            Measure::Milestone { .. } | Measure::Trend(_) | Measure::Standing => None,
            Measure::Cumulative | Measure::Rate | Measure::Level { .. } | Measure::Cap => {
                (target.goal.is_none() && target.set_by.is_none()).then_some("目标值（target）")
            }
        },
        Part::Growth | Part::Scale => None,
    }
}

fn figure_link(rest: &str, link: &LinkDraft, span: Span, names: &Names<'_>, findings: &mut Vec<Diagnostic>) -> Option<FigureLink> {
    let (id, as_of, growth) = figure_parts(rest, "", span, findings)?;
    let target = names.target_of(id, span, findings)?;
    Some(FigureLink { target, as_of, growth, words: link.words.clone(), span })
}

/// `gdp/2022-06-30`, `gdp.growth/2022-06-30`: the target, the date, and whether the growth is meant. `year` is what stands before it.
pub(super) fn figure_parts<'r>(rest: &'r str, year: &str, span: Span, findings: &mut Vec<Diagnostic>) -> Option<(&'r str, Date, bool)> {
    let parts = rest.split_once('/').and_then(|(id, date)| parse_date(date).map(|date| (id, date)));
    let Some((id, as_of)) = parts else {
        findings.push(
            Diagnostic::error("link/figure", format!("“figure:{year}{rest}”不是完成情况的写法"))
                .at(span)
                .remedy(format!("请写成 figure:{year}编号/日期，例如 figure:{year}gdp/2022-06-30。")),
        );
        return None;
    };
    let (id, growth) = id.strip_suffix(".growth").map_or((id, false), |id| (id, true));
    Some((id, as_of, growth))
}

pub(super) fn free_without_reason(span: Span) -> Diagnostic {
    Diagnostic::error("link/free", "“free:”后面没有写理由")
        .at(span)
        .remedy("请写明这个数字为什么不是本站的目标，例如 [新增30家](free:上年数)。")
}
