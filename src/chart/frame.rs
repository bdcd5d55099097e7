//! The frame around a drawing: the `svg` element with its title and description, the marks of demonstration data, and the file that
//! stands on its own. Nothing in it loads, runs or links to anything outside itself.

use crate::chart::Drawing;
use crate::chart::canvas::{Canvas, Font, Place};
use crate::chart::text::escaped;
use crate::chart::tiles;
use std::fmt::Write;

/// Units across the drawing for wide screens.
pub const WIDE: f64 = 720.0;
/// Units across the drawing for phones, the room inside a screen of 390 pixels.
pub const NARROW: f64 = 358.0;

/// A finished sheet.
#[derive(Debug)]
pub struct Sheet {
    /// What was drawn on it.
    pub canvas: Canvas,
    /// Units from top to bottom.
    pub tall: f64,
}

/// What stands around both sheets of a chart.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Unique on the page; every id of the drawing begins with it.
    pub id: &'a str,
    /// The drawing's name.
    pub title: &'a str,
    /// The drawing's description.
    pub sentence: &'a str,
    /// Whether the data is for demonstration.
    pub demo: bool,
}

impl Frame<'_> {
    /// The drawing of two sheets.
    pub fn drawing(&self, wide: &Sheet, narrow: &Sheet) -> Drawing {
        Drawing::Svg { wide: self.inline(wide, "wide"), narrow: self.inline(narrow, "narrow"), standalone: self.standalone(wide) }
    }

    fn inline(&self, sheet: &Sheet, variant: &str) -> String {
        let initial = variant.get(..1).unwrap_or("");
        let id = format!("{}-{initial}", plain_id(self.id));
        let (w, h) = (sheet.canvas.wide(), sheet.tall);
        let mut out = format!(
            r#"<svg class="gk-chart gk-{variant}" role="img" aria-labelledby="{id}-t {id}-d" viewBox="0 0 {w} {h}"><title id="{id}-t">{}</title><desc id="{id}-d">{}</desc>"#,
            escaped(self.title),
            escaped(self.sentence),
        );
        out.push_str(&sheet.canvas.written(&id));
        if self.demo {
            out.push_str(&tiles::written(&id, w, h, sheet.canvas.taken()));
        }
        out.push_str("</svg>");
        out
    }

    fn standalone(&self, sheet: &Sheet) -> String {
        const EDGE: f64 = 20.0;
        let wide = sheet.canvas.wide();
        let mut head = Canvas::new(wide);
        let title = Font::plain(20).bold();
        let top = head.lines(title, 0.0, 22.0, 28.0, &title.wrap(self.title, wide));
        let mut foot = Canvas::new(wide);
        let note = Font::plain(14).muted();
        let below = foot.lines(note, 0.0, 16.0, 21.0, &note.wrap(self.sentence, wide));
        let (w, h) = (wide + 2.0 * EDGE, top + sheet.tall + below + 2.0 * EDGE);
        let mut out = opened(self.title, self.sentence, w, h);
        let mut taken = Vec::new();
        for (y, part) in [(EDGE, &head), (EDGE + top, &sheet.canvas), (EDGE + top + sheet.tall + 8.0, &foot)] {
            taken.extend(part.taken().iter().map(|place| Place { x: place.x + EDGE, y: place.y + y, ..*place }));
            let _ = write!(out, r#"<g transform="translate({EDGE} {y})">{}</g>"#, part.written("gk"));
        }
        if self.demo {
            out.push_str(&tiles::written("gk", w, h, &taken));
        }
        out.push_str("</svg>\n");
        out
    }
}

/// A file that says why there is no drawing.
pub fn notice(title: &str, reason: &str) -> String {
    let mut canvas = Canvas::new(WIDE);
    let (heading, words) = (Font::plain(20).bold(), Font::plain(16).muted());
    let y = canvas.lines(heading, 20.0, 42.0, 28.0, &heading.wrap(title, WIDE - 40.0));
    let y = canvas.lines(words, 20.0, y + 8.0, 24.0, &words.wrap(reason, WIDE - 40.0));
    let mut out = opened(title, reason, WIDE, y);
    out.push_str(&canvas.written("gk"));
    out.push_str("</svg>\n");
    out
}

/// Colours and lines of a file on its own. Literal values: many viewers know neither custom properties nor media queries.
pub const STANDALONE_STYLE: &str = "text{font-family:'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif}\
.gk-paper{fill:#fff}.gk-ink{fill:#1f2430}.gk-muted{fill:#565c67}.gk-main{fill:#174a7c}.gk-track{fill:#dfe7f0}.gk-edge{stroke:#174a7c;stroke-width:1.5}\
.gk-part{fill-opacity:.4;stroke:#174a7c;stroke-width:2;stroke-dasharray:5 3}\
.gk-done{fill:#0f473c}.gk-ahead{fill:#2b9c90}.gk-ok{fill:#182c6e}.gk-behind{fill:#ca7920}.gk-missed{fill:#781710}.gk-none{fill:#8f929c}\
.gk-former{fill:#8f929c}.gk-share0{fill:#e6eef7;stroke:#8f929c}.gk-share1{fill:#c6daee}.gk-share2{fill:#9cc0e3}.gk-share3{fill:#3a70ab}.gk-share4{fill:#174a7c}.gk-near{fill:#1f2430}.gk-far{fill:#fff}\
.gk-slit{fill:#fff}.gk-open{stroke:#8f929c;stroke-width:1.5}.gk-hollow{fill:none}.gk-hatch{stroke:none}.gk-sign{fill:none;stroke:#565c67;stroke-width:1.8}\
.gk-grid{fill:none;stroke:#d9d5ca}.gk-axis{fill:none;stroke:#565c67;stroke-width:1.5}.gk-gap{fill:none;stroke:#fff;stroke-width:2}.gk-line{fill:none;stroke:#174a7c;stroke-width:2.5}\
.gk-soft{stroke-dasharray:6 4}.gk-ring{fill:#fff;stroke:#174a7c;stroke-width:2}.gk-goal{fill:none;stroke:#1f2430;stroke-width:3}\
.gk-pace{fill:none;stroke:#1f2430;stroke-width:2;stroke-dasharray:4 3}\
.gk-deep{fill:#123a63}.gk-pale{fill:#6b93bd}.gk-demo{fill:#1f2430;fill-opacity:.24;paint-order:stroke;stroke:#fff;stroke-opacity:.3;stroke-width:2px}";

fn opened(title: &str, sentence: &str, w: f64, h: f64) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="gk-t gk-d" width="{w}" height="{h}" viewBox="0 0 {w} {h}"><title id="gk-t">{}</title><desc id="gk-d">{}</desc><style>{STANDALONE_STYLE}</style><path class="gk-paper" d="M0 0h{w}v{h}h-{w}z"/>"#,
        escaped(title),
        escaped(sentence),
    )
}

/// An id made of the letters that are safe in an attribute and in `url(#…)`.
fn plain_id(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' }).collect()
}
