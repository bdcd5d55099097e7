//! Pictures, judged from outside: what is in their bytes, what they show, and what stands in their way.
#![cfg(feature = "png")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, unreachable_pub, dead_code)]

#[path = "charts/samples.rs"]
mod samples;

use gongkai::chart::raster::{MOST_ACROSS, MOST_DOWN, RasterError, missing_characters, png};
use gongkai::chart::standalone_svg;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A drawing 100 units across and 50 down.
fn drawing(inside: &str) -> String {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50">{inside}</svg>"#)
}

/// Width, height and the red, green and blue of every pixel.
fn pixels(bytes: &[u8]) -> (u32, u32, Vec<[u8; 3]>) {
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut data = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut data).unwrap();
    assert_eq!((info.color_type, info.bit_depth), (::png::ColorType::Rgb, ::png::BitDepth::Eight));
    (info.width, info.height, data.chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect())
}

/// Names of the parts a PNG is made of.
fn parts(bytes: &[u8]) -> BTreeSet<String> {
    let (mut at, mut names) = (8, BTreeSet::new());
    while at < bytes.len() {
        let long = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        names.insert(String::from_utf8(bytes[at + 4..at + 8].to_vec()).unwrap());
        at += 12 + usize::try_from(long).unwrap();
    }
    names
}

/// How many pixels are dark.
fn ink(svg: &str) -> usize {
    pixels(&png(svg, 200).unwrap()).2.iter().filter(|pixel| pixel[0] < 128).count()
}

#[test]
fn a_chart_becomes_a_small_picture_without_metadata() {
    let (mut bullet, mut status) = (samples::bullet(), samples::status());
    (bullet.demo, status.demo) = (true, true);
    for chart in [bullet.chart(), samples::bullets().chart(), samples::trend().chart(), status.chart()] {
        let svg = standalone_svg(&chart);
        let picture = png(&svg, MOST_ACROSS).unwrap();
        let number = |key: &str| svg.split_once(key).unwrap().1.split('"').next().unwrap().parse::<f64>().unwrap();
        let (across, down, colors) = pixels(&picture);
        assert_eq!(across, MOST_ACROSS);
        assert!((f64::from(down) - number(" height=\"") / number(" width=\"") * f64::from(across)).abs() <= 0.5);
        assert_eq!(parts(&picture), ["IDAT", "IEND", "IHDR"].map(str::to_owned).into());
        assert!(picture.len() < 400_000, "{}: {} bytes", chart.title, picture.len());
        assert_eq!(picture, png(&svg, MOST_ACROSS).unwrap(), "{}: other bytes the second time", chart.title);
        let white = colors.iter().filter(|pixel| **pixel == [255; 3]).count();
        assert!(white > colors.len() / 3 && white < colors.len(), "{}: {white} of {} are white", chart.title, colors.len());
    }
}

#[test]
fn the_place_of_a_shape_is_kept() {
    let (across, down, colors) = pixels(&png(&drawing(r#"<path fill="red" d="M50 25h50v25h-50z"/>"#), 200).unwrap());
    assert_eq!((across, down), (200, 100));
    for (at, color) in colors.iter().enumerate() {
        let red = at % 200 >= 100 && at / 200 >= 50;
        assert_eq!(*color, if red { [255, 0, 0] } else { [255; 3] }, "pixel {at}");
    }
}

#[test]
fn text_is_set_in_our_type_and_weights() {
    let text = |attributes: &str, words: &str| drawing(&format!(r#"<text x="2" y="40" font-size="40" {attributes}>{words}</text>"#));
    let plain = ink(&text("", "镇府"));
    assert!(plain > 500, "{plain} dark pixels");
    assert!(ink(&text(r#"font-weight="700""#, "镇府")) > plain * 11 / 10, "bold is not bolder");
    assert_eq!(png(&text(r#"font-family="Times""#, "镇府"), 200), png(&text("", "镇府"), 200));
    assert_eq!(ink(&drawing("")), 0);
    for digit in "⁰¹²³⁴⁵⁶⁷⁸⁹".chars() {
        let dark = ink(&text("", &digit.to_string()));
        assert!((60..900).contains(&dark), "{digit}: {dark} dark pixels");
    }
}

#[test]
fn a_character_the_type_lacks_is_named() {
    assert_eq!(missing_characters("截至 2022年\n9月30日，完成 80.0%：①“五〇”·㎡"), []);
    assert_eq!(missing_characters("𠮷野家😀吉𠮷"), ['😀', '𠮷']);
    let spoken = drawing("<title>𠮷</title><desc>😀</desc><text y='20'>野家</text>");
    assert!(png(&spoken, 100).is_ok(), "a title is spoken, not drawn");
    let drawn = drawing("<g><text y='20'>野<tspan>&#x1F600;</tspan></text></g><text>𠮷</text>");
    assert_eq!(png(&drawn, 100), Err(RasterError::Missing(vec!['😀', '𠮷'])));
}

#[test]
fn sizes_have_ends() {
    let tall = drawing("").replace("100 50", "100 1000").replace("height=\"50\"", "height=\"1000\"");
    assert_eq!(pixels(&png(&tall, 600).unwrap()).1, MOST_DOWN);
    assert_eq!(png(&tall, 601), Err(RasterError::Size(601, 6010)));
    assert_eq!(png(&tall, MOST_ACROSS + 1), Err(RasterError::Size(1081, 10810)));
    assert_eq!(png(&tall, 0), Err(RasterError::Size(0, 0)));
    let flat = drawing("").replace("100 50", "100 0.1").replace("height=\"50\"", "height=\"0.1\"");
    assert_eq!(png(&flat, 100), Err(RasterError::Size(100, 0)));
}

/// A drawing that refers to a file, a picture or an entity gets nothing of it.
#[test]
fn nothing_outside_is_read() {
    let red = Path::new(env!("CARGO_TARGET_TMPDIR")).join("red.svg");
    std::fs::write(&red, drawing(r#"<path fill="red" d="M0 0h100v50h-100z"/>"#)).unwrap();
    let inside = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI5IiBoZWlnaHQ9IjkiPjxwYXRoIGQ9Ik0wIDBoOXY5aC05eiIvPjwvc3ZnPg==";
    for href in [red.display().to_string().as_str(), &format!("file://{}", red.display()), inside] {
        let image = drawing(&format!(r#"<image href="{href}" width="100" height="50"/>"#));
        assert!(pixels(&png(&image, 100).unwrap()).2.iter().all(|pixel| *pixel == [255; 3]), "{href}");
    }
    let entity = format!(r#"<!DOCTYPE svg [<!ENTITY x SYSTEM "{}">]>{}"#, red.display(), drawing("<text>&x;</text>"));
    for broken in [entity.as_str(), "", "<svg", "<html xmlns='http://www.w3.org/1999/xhtml'/>"] {
        assert!(matches!(png(broken, 100), Err(RasterError::Broken(_))), "{broken}");
    }
}

/// Writes pictures of some charts, to be looked at: `PICTURES=folder cargo test --test raster pictures`.
#[test]
fn pictures() {
    let Ok(folder) = std::env::var("PICTURES") else { return };
    let mut demo = samples::trend();
    demo.demo = true;
    let digits =
        drawing("<text y='20' font-size='13'>10⁰¹²³⁴⁵⁶⁷⁸⁹</text><text y='40' font-size='13' font-weight='700'>10⁰¹²³⁴⁵⁶⁷⁸⁹</text>");
    std::fs::write(format!("{folder}/digits.png"), png(&digits, 800).unwrap()).unwrap();
    for chart in [samples::bullet().chart(), samples::bullets().chart(), demo.chart(), samples::status().chart()] {
        std::fs::write(format!("{folder}/{}.png", chart.title), png(&standalone_svg(&chart), MOST_ACROSS).unwrap()).unwrap();
    }
}

/// Whatever the program or the sample may write in a drawing can be set.
#[test]
fn the_type_has_every_character_of_the_interface_and_the_sample() {
    fn walk(folder: PathBuf, all: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                walk(entry.path(), all);
            } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
                all.push_str(&text);
            }
        }
    }
    let mut all = String::new();
    for folder in ["content", "themes", "src/chart", "src/view", "src/output", "src/assess"] {
        walk(folder.into(), &mut all);
    }
    let missing = missing_characters(&all);
    assert!(all.contains('镇') && missing.is_empty(), "{missing:?}");
}
