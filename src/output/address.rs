//! Where a page will be reached, in letters and as a code for a telephone's camera: only with a base address, and drawn here, so that no
//! page asks anybody else for a picture of it.

use crate::output::desk::Desk;
use crate::output::share;
use crate::site::PageKey;
use crate::view::frame::Address;
use crate::view::shared::Html;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// Modules of white around the code; fewer, and cameras fail.
const QUIET: i32 = 4;

/// The address of a page that people print or hand on; `None` for other pages and without a base address.
pub fn address(desk: &Desk<'_>, key: &PageKey) -> Option<Address> {
    let handed_on = matches!(
        key,
        PageKey::Report(_) | PageKey::Chapter(..) | PageKey::FullText(_) | PageKey::Print(_) | PageKey::Glossary(_) | PageKey::Target(..)
    );
    let url = share::absolute(desk, &desk.here).filter(|_| handed_on)?;
    let mark = if desk.sample() { "【演示】" } else { "" };
    let code = drawing(&url, &format!("{mark}本页网址的二维码"))?;
    Some(Address { url, code: Html::new(code) })
}

/// The code of a text: dark on white in every mode, since cameras expect that, and one path for all dark modules. `None` for a text that
/// fits no code.
fn drawing(text: &str, alt: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * QUIET;
    let mut svg = format!(
        "<svg class=\"qr\" role=\"img\" aria-label=\"{alt}\" width=\"{0}\" height=\"{0}\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\" focusable=\"false\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"",
        side * 4
    );
    for y in 0..code.size() {
        for (x, length) in runs(&code, y) {
            let _ = write!(svg, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
        }
    }
    svg.push_str("\"/></svg>");
    Some(svg)
}

/// Where dark modules begin in a row, and how many follow one another.
fn runs(code: &QrCode, y: i32) -> Vec<(i32, i32)> {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == x => *length += 1,
            _ => runs.push((x, 1)),
        }
    }
    runs
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::drawing;

    /// The modules that a drawing paints dark, read back from its last path.
    fn dark(svg: &str) -> (usize, Vec<(usize, usize)>) {
        let side = svg.split_once("viewBox=\"0 0 ").unwrap().1.split(' ').next().unwrap().parse().unwrap();
        let path = svg.rsplit_once(" d=\"").unwrap().1.split('"').next().unwrap();
        let mut modules = Vec::new();
        for run in path.split('M').filter(|run| !run.is_empty()) {
            let (x, rest) = run.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let length: usize = rest.split('v').next().unwrap().parse().unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            modules.extend((x..x + length).map(|x| (x, y)));
        }
        (side, modules)
    }

    #[test]
    fn a_camera_reads_the_address() {
        for text in ["https://example.gov.cn/zwgk/2022/targets/new-projects/index.html", "http://a.cn/2022/index.html"] {
            let (side, modules) = dark(&drawing(text, "码").unwrap());
            const SCALE: usize = 4;
            let grey = |x: usize, y: usize| if modules.contains(&(x / SCALE, y / SCALE)) { 0 } else { 255 };
            let mut seen = rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, grey);
            let grids = seen.detect_grids();
            assert_eq!(grids.len(), 1);
            assert_eq!(grids[0].decode().unwrap().1, text);
        }
    }

    #[test]
    fn four_modules_around_stay_white() {
        let (side, modules) = dark(&drawing("https://example.gov.cn/2022/index.html", "码").unwrap());
        assert!(modules.iter().all(|(x, y)| (4..side - 4).contains(x) && (4..side - 4).contains(y)));
        assert!(modules.iter().any(|(x, _)| *x == 4) && modules.iter().any(|(x, _)| *x == side - 5));
    }
}
