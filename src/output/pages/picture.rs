//! 一图读懂 as a page, and the small page of one chart that other sites embed.

use crate::chart::picture::Piece;
use crate::chart::raster::MOST_ACROSS;
use crate::output::charts;
use crate::output::desk::Desk;
use crate::output::frame::{About, frame, report_name};
use crate::output::picture::{first_pixels, path};
use crate::report::Report;
use crate::site::{ChartKey, PageKey};
use crate::view::picture::{EmbedPage, PicturePage, PicturePiece};
use crate::view::shared::Link;
use crate::view::{Page, View};

/// `2022/picture/index.html`
pub(super) fn view(desk: &Desk<'_>, at: usize) -> Option<View> {
    let report = desk.report(at)?;
    let drawn = desk.context.picture(at)?;
    let picture = &drawn.picture;
    let about = About {
        heading: "一图读懂".into(),
        kicker: Some(format!("{}年", report.year)),
        description: Some(picture.sentence.clone()),
        above: vec![desk.link(&PageKey::Report(at), report_name(report))],
        report: Some(at),
        figures: !report.releases.is_empty(),
        part: (at == 0).then_some(PageKey::Report(0)),
        picture: first_pixels(desk.context, at),
        ..About::default()
    };
    let page = PicturePage {
        pieces: picture
            .pieces
            .iter()
            .enumerate()
            .filter_map(|(number, one)| piece(desk, report, number, one, drawn.has_pixels(number)))
            .collect(),
        hint: "长按图片可保存或转发。".into(),
        sentence: picture.sentence.clone(),
        table: charts::seen_table(&picture.table),
    };
    Some(View { frame: frame(desk, &PageKey::Picture(at), about), page: Page::Picture(page) })
}

/// A piece, as pixels where the program makes them, so that a long press saves a picture.
fn piece(desk: &Desk<'_>, report: &Report, number: usize, one: &Piece, pixels: bool) -> Option<PicturePiece> {
    let drawing = path(report, number, "svg")?;
    let shown = if pixels { path(report, number, "png")? } else { drawing.clone() };
    Some(PicturePiece {
        src: desk.file(&shown),
        alt: one.alt.clone(),
        width: MOST_ACROSS.to_string(),
        height: one.tall.to_string(),
        drawing: Link { label: "下载矢量图（SVG）".into(), href: desk.file(&drawing) },
    })
}

/// `charts/2022/trend-gdp.html`
pub(super) fn embed(desk: &Desk<'_>, key: &ChartKey) -> Option<View> {
    let at = key.report();
    let chart = charts::figure(desk, key)?;
    let about = About {
        heading: chart.title.clone(),
        description: Some(chart.sentence.clone()),
        figures: true,
        embedded: true,
        ..About::default()
    };
    let page = EmbedPage { chart, site: desk.link(&PageKey::Progress(at), desk.world().site.name.clone()) };
    Some(View { frame: frame(desk, &PageKey::Progress(at), about), page: Page::Embed(page) })
}
