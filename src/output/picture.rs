//! 一图读懂: the report on one tall picture for a phone, as drawings and, with the feature `png`, as pictures that can be sent on.

use crate::assess::words;
use crate::assess::{Assessment, counts};
use crate::chart::picture::{Digest, DigestChapter, Item, Picture, Said};
use crate::chart::raster::{MAKES_PICTURES, missing_characters};
use crate::chart::status::StatusBar;
use crate::diagnostic::Diagnostic;
use crate::output::charts::tone;
use crate::output::rows::newest;
use crate::output::{Context, Order, What};
use crate::report::entry::Content;
use crate::report::target::{Measure, Target};
use crate::report::{Report, YearBasis};
use crate::site::Site;
use crate::source::Span;
use crate::value::date::chinese;
use crate::value::path::OutPath;
use crate::view::frame::Banner;
use std::collections::BTreeSet;

/// The picture of a report, drawn once: its files, its page, the card of every page and the findings are about the same drawing.
#[derive(Debug)]
pub struct Drawn {
    /// The picture.
    pub picture: Picture,
    /// For every piece the characters that the program's own type lacks.
    missing: Vec<Vec<char>>,
}

impl Drawn {
    /// Whether a piece is made a picture of pixels too.
    pub fn has_pixels(&self, number: usize) -> bool {
        MAKES_PICTURES && self.missing.get(number).is_some_and(Vec::is_empty)
    }
}

/// The pictures of a site, one a report; none where there is nothing to draw.
pub fn drawn(site: &Site) -> Vec<Option<Drawn>> {
    let one = |at: usize| {
        let picture = picture(site, at)?;
        let missing = picture.pieces.iter().map(|piece| missing_characters(&piece.svg)).collect();
        Some(Drawn { picture, missing })
    };
    (0..site.world.reports.len()).map(one).collect()
}

/// The pieces of every report's picture.
pub fn orders(context: &Context<'_>) -> Vec<Order> {
    let mut orders = Vec::new();
    for (at, report) in context.site.world.reports.iter().enumerate() {
        let Some(drawn) = context.picture(at) else { continue };
        let order = |number: usize, pixels: bool| {
            let path = path(report, number, if pixels { "png" } else { "svg" })?;
            Some(Order { path, what: What::Piece { report: at, number, pixels } })
        };
        for number in 0..drawn.picture.pieces.len() {
            orders.extend(order(number, false));
            orders.extend(drawn.has_pixels(number).then(|| order(number, true)).flatten());
        }
    }
    orders
}

/// The first piece of a report's picture as pixels, which cards show; none where it is a drawing only.
pub fn first_pixels(context: &Context<'_>, at: usize) -> Option<OutPath> {
    context.picture(at).filter(|drawn| drawn.has_pixels(0))?;
    path(context.site.world.reports.get(at)?, 0, "png")
}

/// Characters that no picture can show: a finding, never an empty box.
pub fn findings(context: &Context<'_>) -> Vec<Diagnostic> {
    let missing = |(at, report): (usize, &Report)| {
        let missing: BTreeSet<char> = context.picture(at)?.missing.iter().flatten().copied().collect();
        let missing: String = missing.into_iter().collect();
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

fn picture(planned: &Site, at: usize) -> Option<Picture> {
    let report = planned.world.reports.get(at)?;
    let judged = planned.assessments(at);
    let site = &planned.world.site;
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
