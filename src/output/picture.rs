//! 一图读懂: the report on one tall picture for a phone, as drawings and, with the feature `png`, as pictures that can be sent on.

use crate::assess::words;
use crate::assess::{Assessment, counts};
use crate::chart::picture::{Digest, DigestChapter, Item, Picture, Said};
use crate::chart::raster::{MAKES_PICTURES, missing_characters};
use crate::chart::status::StatusBar;
use crate::diagnostic::Diagnostic;
use crate::output::charts::tone;
use crate::output::desk::Desk;
use crate::output::rows::newest;
use crate::output::{Context, Order, What};
use crate::report::entry::Content;
use crate::report::target::{Measure, Target};
use crate::report::{Report, YearBasis};
use crate::source::Span;
use crate::value::date::chinese;
use crate::value::path::OutPath;
use crate::view::frame::Banner;

/// The pieces of every report's picture.
pub fn orders(context: &Context<'_>) -> Vec<Order> {
    let mut orders = Vec::new();
    for (at, report) in context.site.world.reports.iter().enumerate() {
        let Some(desk) = OutPath::new("index.html").map(|here| Desk::at(context, here)) else { continue };
        let Some(picture) = picture(&desk, at) else { continue };
        for (number, piece) in picture.pieces.iter().enumerate() {
            let drawing = path(report, number, "svg").map(|path| Order { path, what: What::Piece { report: at, number, pixels: false } });
            orders.extend(drawing);
            if MAKES_PICTURES && missing_characters(&piece.svg).is_empty() {
                let pixels = path(report, number, "png").map(|path| Order { path, what: What::Piece { report: at, number, pixels: true } });
                orders.extend(pixels);
            }
        }
    }
    orders
}

/// For every report whether its first piece is a picture, as [`orders`] has it.
pub fn first_pictures(context: &Context<'_>) -> Vec<bool> {
    let orders = orders(context);
    let is_first = |what: &What, at: usize| matches!(what, What::Piece { report, number: 0, pixels: true } if *report == at);
    (0..context.site.world.reports.len()).map(|at| orders.iter().any(|order| is_first(&order.what, at))).collect()
}

/// Characters that no picture can show: a finding, never an empty box.
pub fn findings(context: &Context<'_>) -> Vec<Diagnostic> {
    let missing = |(at, report): (usize, &Report)| {
        let desk = Desk::at(context, OutPath::new("index.html")?);
        let drawings: String = picture(&desk, at)?.pieces.iter().map(|piece| piece.svg.as_str()).collect();
        let missing: String = missing_characters(&drawings).into_iter().collect();
        (!missing.is_empty()).then(|| {
            Diagnostic::notice("picture/character", format!("一图读懂的图片里有字体没有的字：{missing}"))
                .at(Span::new(report.file, 0..0))
                .remedy("这张图片暂不生成，网页不受影响。请换用常用字，或使用网页和SVG图。")
        })
    };
    context.site.world.reports.iter().enumerate().filter_map(missing).collect()
}

/// `charts/2022/picture-all.svg`, `charts/2022/picture-all-2.svg`
pub fn path(report: &Report, number: usize, ending: &str) -> Option<OutPath> {
    let part = if number == 0 { String::new() } else { format!("-{}", number + 1) };
    OutPath::new(&format!("charts/{}/picture-all{part}.{ending}", report.year))
}

/// One piece as a drawing.
pub fn piece(desk: &Desk<'_>, report: usize, number: usize) -> Option<String> {
    picture(desk, report)?.pieces.into_iter().nth(number).map(|piece| piece.svg)
}

/// The picture of a report.
pub fn picture(desk: &Desk<'_>, at: usize) -> Option<Picture> {
    let report = desk.report(at)?;
    let judged = desk.assessments(at);
    let site = &desk.world().site;
    let item = |target: usize| Some(item(report, report.targets.get(target)?, judged.get(target)?));
    let chapters = report.chapters.iter().enumerate().map(|(number, chapter)| {
        let mine = (0..report.targets.len()).filter(|target| report.targets.get(*target).is_some_and(|target| target.chapter == number));
        let mine: Vec<usize> = mine.collect();
        let with_goal = mine.iter().filter(|target| report.targets.get(**target).is_some_and(|target| target.goal.is_some()));
        DigestChapter {
            bar: bar(&chapter.title, mine.iter().filter_map(|target| judged.get(*target))),
            targets: with_goal.filter_map(|target| item(*target)).collect(),
        }
    });
    let digest = Digest {
        title: format!("{}年政府工作报告目标进展", report.year),
        year: match &report.basis {
            YearBasis::Inferred(reason) => Some(format!("{}年（推定：{reason}）", report.year)),
            YearBasis::Stated => None,
        },
        banner: site.sample.then(|| {
            let banner = Banner::sample();
            format!("{}{}", banner.lead, banner.text)
        }),
        as_of: report.as_of().map(chinese),
        publisher: site.publisher.clone(),
        source: None,
        site: Some(site.name.clone()),
        address: site.base_url.clone().filter(|_| !site.sample),
        headline: report.headline.iter().filter_map(|target| item(*target)).collect(),
        whole: bar("全部目标", judged.iter()),
        chapters: chapters.collect(),
        demo: site.sample,
    };
    Some(digest.picture())
}

fn bar<'j>(label: &str, judged: impl Iterator<Item = &'j Assessment>) -> StatusBar {
    let judged: Vec<Assessment> = judged.cloned().collect();
    let counts = counts(&judged).into_iter().map(|(status, count)| (tone(status), u32::try_from(count).unwrap_or(u32::MAX)));
    StatusBar { label: label.to_owned(), counts: counts.collect() }
}

fn item(report: &Report, target: &Target, assessment: &Assessment) -> Item {
    let goal = words::goal_text(report, target, false).or_else(|| words::growth_goal_text(target, false));
    let goal = goal.map(|text| match (text.masked, text.disclosed) {
        (_, Some(disclosed)) => Said::Known(disclosed),
        (true, None) => Said::Absent(text.stated),
        (false, None) => Said::Known(text.stated),
    });
    let entry = newest(target, assessment);
    let actual = match entry.map(|entry| &entry.content) {
        Some(Content::Figure(figure)) => {
            figure.value.as_ref().map(|value| Said::Known(words::amount_text(value, target.unit.as_ref(), false)))
        }
        Some(Content::Stage { .. }) => entry.map(|entry| Said::Known(words::actual_text(target, entry, false))),
        Some(Content::Withheld { .. }) => Some(Said::Absent("暂不公开".into())),
        Some(Content::Nothing { .. } | Content::Note { .. }) | None => None,
    };
    let part_year = target.measure == Measure::Cumulative && entry.is_some_and(|entry| entry.as_of < target.due());
    Item {
        name: target.name.clone(),
        goal,
        due: part_year.then(|| "全年".to_owned()),
        actual: actual.or_else(|| Some(Said::Absent("暂无数据".into()))),
        time: entry.map(|entry| format!("截至{}", chinese(entry.as_of))),
        tone: tone(assessment.status),
        chip: assessment.chip().to_owned(),
    }
}
