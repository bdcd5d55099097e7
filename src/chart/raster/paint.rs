//! The making of pictures: the drawing is read, laid out in the bundled type, painted and packed.

use crate::chart::raster::{MOST_ACROSS, MOST_DOWN, RasterError};
use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::{Database, ID, Source};
use resvg::usvg::roxmltree::{Document, ParsingOptions};
use resvg::usvg::{FontResolver, ImageHrefResolver, Options, Tree};
use skrifa::{FontRef, MetadataProvider};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

/// Simplified Chinese (GB 2312), made by `font/subset.sh`. Both weights have the same characters.
const REGULAR: &[u8] = include_bytes!("../font/regular.otf");
const BOLD: &[u8] = include_bytes!("../font/bold.otf");
/// From this weight on, text is bold.
const BOLD_FROM: u16 = 600;

/// See [`crate::chart::raster::png`].
pub(super) fn png(svg: &str, width: u32) -> Result<Vec<u8>, RasterError> {
    let broken = |error: &dyn ToString| RasterError::Broken(error.to_string());
    let xml = Document::parse_with_options(svg, ParsingOptions { allow_dtd: false, ..ParsingOptions::default() });
    let xml = xml.map_err(|error| broken(&error))?;
    let missing = missing_characters(&drawn_text(&xml));
    if !missing.is_empty() {
        return Err(RasterError::Missing(missing));
    }
    let tree = Tree::from_xmltree(&xml, &options()).map_err(|error| broken(&error))?;
    let (across, down) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let height = whole(f64::from(width) * down / across);
    let pixels = u32::try_from(height).ok().filter(|height| width <= MOST_ACROSS && *height <= MOST_DOWN);
    let pixmap = pixels.and_then(|height| Pixmap::new(width, height));
    let mut pixmap = pixmap.ok_or(RasterError::Size(u64::from(width), height))?;
    pixmap.fill(Color::WHITE);
    let scale = |pixels: u32, units: f32| narrowed(f64::from(pixels)) / units;
    let (x, y) = (scale(pixmap.width(), tree.size().width()), scale(pixmap.height(), tree.size().height()));
    resvg::render(&tree, Transform::from_scale(x, y), &mut pixmap.as_mut());
    packed(&pixmap).map_err(|error| broken(&error))
}

/// See [`crate::chart::raster::missing_characters`].
pub(super) fn missing_characters(text: &str) -> Vec<char> {
    let font = FontRef::new(REGULAR);
    let has = |c: &char| font.as_ref().is_ok_and(|font| font.charmap().map(*c).is_some());
    let distinct: BTreeSet<char> = text.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    distinct.into_iter().filter(|c| !has(c)).collect()
}

/// Every text that stands in the drawing; titles and descriptions are spoken, not drawn.
fn drawn_text(xml: &Document<'_>) -> String {
    let is_drawn = |element: resvg::usvg::roxmltree::Node<'_, '_>| element.has_tag_name(("http://www.w3.org/2000/svg", "text"));
    let texts = xml.descendants().filter(|node| node.is_text() && node.ancestors().any(is_drawn));
    texts.filter_map(|node| node.text()).collect()
}

/// Both weights of the type, and nothing else.
static TYPE: LazyLock<(Arc<Database>, Vec<ID>)> = LazyLock::new(|| {
    let mut database = Database::new();
    let ids = [REGULAR, BOLD].into_iter().flat_map(|data| database.load_font_source(Source::Binary(Arc::new(data)))).collect();
    (Arc::new(database), ids)
});

/// Whatever family a drawing asks for, it gets our type, and it gets no picture from anywhere.
fn options() -> Options<'static> {
    let (database, ids) = &*TYPE;
    let font = |weight: u16| ids.get(usize::from(weight >= BOLD_FROM)).copied();
    Options {
        fontdb: Arc::clone(database),
        font_resolver: FontResolver {
            select_font: Box::new(move |wanted, _| font(wanted.weight())),
            select_fallback: Box::new(|_, _, _| None),
        },
        image_href_resolver: ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) },
        ..Options::default()
    }
}

/// The pixels as a PNG with nothing beside them. The ground is white throughout, so there is no transparency to keep.
fn packed(pixmap: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let colors: Vec<u8> = pixmap.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, pixmap.width(), pixmap.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::High);
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colors)?;
    writer.finish()?;
    Ok(out)
}

/// Pixels for a length.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(length: f64) -> u64 {
    length.round() as u64
}

/// A length as the painter counts.
#[allow(clippy::cast_possible_truncation)]
fn narrowed(length: f64) -> f32 {
    length as f32
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::{BOLD, REGULAR};
    use crate::chart::text::width;
    use skrifa::instance::{LocationRef, Size};
    use skrifa::{FontRef, MetadataProvider};

    const LISTED: &str = include_str!("../font/characters.txt");

    /// The room that a drawing leaves for a text is never less than the text takes in our own type.
    #[test]
    fn the_type_is_no_wider_than_drawings_expect() {
        let mut wider = String::new();
        for (data, bold) in [(REGULAR, false), (BOLD, true)] {
            let font = FontRef::new(data).unwrap();
            let advances = font.glyph_metrics(Size::new(100.0), LocationRef::default());
            for c in LISTED.chars().filter(|c| *c != '\n') {
                let takes = f64::from(advances.advance_width(font.charmap().map(c).unwrap()).unwrap());
                let left = width(&c.to_string(), 100.0, bold);
                if takes > left + 0.01 {
                    wider.push_str(&format!("{c:?} U+{:04X} bold {bold}: {takes}, expected {left}\n", u32::from(c)));
                }
                if ('\u{4e00}'..='\u{9fff}').contains(&c) {
                    assert!((takes - 100.0).abs() < 0.01, "{c} is {takes} wide");
                }
            }
        }
        assert!(wider.is_empty(), "{wider}");
    }

    #[test]
    fn both_weights_have_the_listed_characters() {
        for data in [REGULAR, BOLD] {
            let font = FontRef::new(data).unwrap();
            let has: String = font.charmap().mappings().filter_map(|(code, _)| char::from_u32(code)).collect();
            assert_eq!(has, LISTED.replace('\n', ""));
        }
    }
}
