//! Reads a drawing back: where its texts, bars and lines stand. Knows SVG, and nothing of the program that drew it.

use std::collections::BTreeMap;

pub struct Picture {
    pub wide: f64,
    pub tall: f64,
    pub texts: Vec<Text>,
    pub shapes: Vec<Shape>,
    pub ids: Vec<String>,
}

pub struct Text {
    pub words: String,
    pub class: String,
    pub anchor: String,
    pub size: f64,
    pub bold: bool,
    pub x: f64,
    pub y: f64,
}

/// Where the marks of demonstration data stand: left, top, right, bottom. Follows every copy to what it copies.
pub fn marks(svg: &str) -> Vec<(f64, f64, f64, f64)> {
    let picture = Picture::read(svg);
    let mark = picture.texts.iter().find(|text| text.words == "演示数据　非真实统计").unwrap().bounds();
    let group = svg.split_once("<g class=\"gk-demo\"").unwrap().1;
    let (row, below) = match group.split_once("<g id=\"") {
        Some((_, rest)) => rest.split_once("</g>").unwrap(),
        None => ("", group),
    };
    let id = |part: &str| part.split('"').next().unwrap_or_default().to_owned();
    let row_id = id(row);
    let text_id = id(group.split_once("<text id=\"").unwrap().1);
    let uses = |part: &str| -> Vec<(String, f64, f64)> {
        let read = |element: &str| {
            let element = element.split_once("/>").unwrap().0;
            // SVG 2, the `use` element: a place that is not given is 0.
            let number = |key: &str| element.split_once(key).map_or(0.0, |(_, rest)| id(rest).parse::<f64>().unwrap());
            (id(element.split_once("href=\"#").unwrap().1), number(" x=\""), number(" y=\""))
        };
        part.split("<use ").skip(1).map(read).collect()
    };
    let mut places = vec![(0.0, 0.0)];
    for (what, x, y) in uses(row) {
        assert_eq!(what, text_id, "a row copies something else: {svg}");
        places.push((x, y));
    }
    let first = places.clone();
    for (what, x, y) in uses(below) {
        let copied: &[(f64, f64)] = if what == text_id { &[(0.0, 0.0)] } else { &first };
        assert!(what == text_id || (what == row_id && !row_id.is_empty()), "a copy of nothing: {what} in {svg}");
        places.extend(copied.iter().map(|place| (place.0 + x, place.1 + y)));
    }
    places.iter().map(|(x, y)| (mark.0 + x, mark.1 + y, mark.2 + x, mark.3 + y)).collect()
}

/// Fails if a cutting of 300 by 200 pixels holds no whole mark where the drawing is shown this many times as large as its units.
pub fn says_so_everywhere(svg: &str, most: f64) {
    let picture = Picture::read(svg);
    let marks = marks(svg);
    let (w, h) = ((300.0 / most).min(picture.wide), (200.0 / most).min(picture.tall));
    let (mut x, mut y) = (0.0, 0.0);
    while y <= picture.tall - h {
        while x <= picture.wide - w {
            let whole = |mark: &(f64, f64, f64, f64)| mark.0 >= x && mark.2 <= x + w && mark.1 >= y && mark.3 <= y + h;
            assert!(marks.iter().any(whole), "no mark at {x},{y} in {svg}");
            x += 5.0;
        }
        (x, y) = (0.0, y + 5.0);
    }
    let on_sheet = |mark: &(f64, f64, f64, f64)| mark.0 >= 0.0 && mark.1 >= 0.0 && mark.2 <= picture.wide && mark.3 <= picture.tall + 0.3;
    assert!(marks.iter().all(on_sheet), "a mark leaves the sheet: {svg}");
}

/// One subpath.
pub struct Shape {
    pub class: String,
    pub fill: String,
    pub closed: bool,
    pub points: Vec<(f64, f64)>,
}

impl Shape {
    /// left, top, right, bottom
    pub fn bounds(&self) -> (f64, f64, f64, f64) {
        let fold = |pick: fn(&(f64, f64)) -> f64, f: fn(f64, f64) -> f64, start: f64| self.points.iter().map(pick).fold(start, f);
        (
            fold(|p| p.0, f64::min, f64::MAX),
            fold(|p| p.1, f64::min, f64::MAX),
            fold(|p| p.0, f64::max, f64::MIN),
            fold(|p| p.1, f64::max, f64::MIN),
        )
    }
}

impl Text {
    /// left, top, right, bottom
    pub fn bounds(&self) -> (f64, f64, f64, f64) {
        let w = gongkai::chart::text::width(&self.words, self.size, self.bold);
        let left = match self.anchor.as_str() {
            "middle" => self.x - w / 2.0,
            "end" => self.x - w,
            _ => self.x,
        };
        (left, self.y - 0.88 * self.size, left + w, self.y + 0.14 * self.size)
    }
}

impl Picture {
    /// Fails on anything that is not well-formed.
    pub fn read(svg: &str) -> Self {
        let mut out = Self { wide: 0.0, tall: 0.0, texts: Vec::new(), shapes: Vec::new(), ids: Vec::new() };
        let mut open: Vec<(String, BTreeMap<String, String>)> = Vec::new();
        let mut rest = svg.trim_end();
        while !rest.is_empty() {
            let Some(after) = rest.strip_prefix('<') else {
                let end = rest.find('<').expect("text after the end");
                let words = unescaped(&rest[..end]);
                if open.last().unwrap().0 == "text" {
                    out.text(&open, words);
                }
                rest = &rest[end..];
                continue;
            };
            let end = after.find('>').expect("open tag");
            let tag = &after[..end];
            rest = &after[end + 1..];
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop().map(|(name, _)| name).as_deref(), Some(name), "tags cross in {svg}");
                continue;
            }
            let single = tag.ends_with('/');
            let (name, attributes) = parts(tag.trim_end_matches('/'));
            out.ids.extend(attributes.get("id").cloned());
            if let Some(view) = attributes.get("viewBox") {
                let numbers: Vec<f64> = view.split(' ').map(|n| n.parse().unwrap()).collect();
                (out.wide, out.tall) = (numbers[2], numbers[3]);
            }
            let in_pattern = open.iter().any(|(name, _)| name == "pattern");
            // A transformed shape is a sign whose place the text beside it tells.
            if name == "path" && !in_pattern && !attributes.contains_key("transform") {
                out.path(&attributes);
            }
            if name == "rect" {
                out.rect(&attributes);
            }
            open.push((name, attributes));
            if single {
                open.pop();
            }
        }
        assert!(open.is_empty(), "tags stay open");
        out
    }

    pub fn of_class<'a>(&'a self, class: &'a str) -> impl Iterator<Item = &'a Shape> {
        self.shapes.iter().filter(move |shape| shape.class == class)
    }

    fn text(&mut self, open: &[(String, BTreeMap<String, String>)], words: String) {
        let own = |name: &str| open.iter().rev().find_map(|(_, attributes)| attributes.get(name).cloned()).unwrap_or_default();
        self.texts.push(Text {
            words,
            class: own("class"),
            anchor: own("text-anchor"),
            size: own("font-size").parse().unwrap(),
            bold: own("font-weight") == "700",
            x: own("x").parse().unwrap(),
            y: own("y").parse().unwrap(),
        });
    }

    fn rect(&mut self, attributes: &BTreeMap<String, String>) {
        let [x, y, w, h] = ["x", "y", "width", "height"].map(|name| attributes[name].parse::<f64>().unwrap());
        let own = |name: &str| attributes.get(name).cloned().unwrap_or_default();
        let points = vec![(x, y), (x + w, y), (x + w, y + h), (x, y + h)];
        self.shapes.push(Shape { class: own("class"), fill: own("fill"), closed: true, points });
    }

    fn path(&mut self, attributes: &BTreeMap<String, String>) {
        let own = |name: &str| attributes.get(name).cloned().unwrap_or_default();
        let (class, fill) = (own("class"), own("fill"));
        let mut pen = (0.0, 0.0);
        for (letter, numbers) in commands(&attributes["d"]) {
            if letter == 'M' || (letter == 'm' && self.shapes.last().is_none_or(|shape| shape.closed)) {
                self.shapes.push(Shape { class: class.clone(), fill: fill.clone(), closed: false, points: Vec::new() });
            }
            let shape = self.shapes.last_mut().unwrap();
            let steps: Vec<(f64, f64)> = match letter {
                'M' | 'L' => numbers.chunks(2).map(|n| (n[0], n[1])).collect(),
                'm' | 'l' => numbers
                    .chunks(2)
                    .scan(pen, |at, n| {
                        *at = (at.0 + n[0], at.1 + n[1]);
                        Some(*at)
                    })
                    .collect(),
                'H' => vec![(numbers[0], pen.1)],
                'V' => vec![(pen.0, numbers[0])],
                'h' => vec![(pen.0 + numbers[0], pen.1)],
                'v' => vec![(pen.0, pen.1 + numbers[0])],
                'a' => vec![(pen.0 + numbers[5], pen.1 + numbers[6])],
                'C' => vec![(numbers[4], numbers[5])],
                'z' => {
                    shape.closed = true;
                    pen = shape.points[0];
                    continue;
                }
                other => panic!("unknown path letter {other}"),
            };
            shape.points.extend(&steps);
            pen = *steps.last().unwrap();
        }
        self.shapes.retain(|shape| !shape.points.is_empty());
    }
}

fn parts(tag: &str) -> (String, BTreeMap<String, String>) {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut attributes = BTreeMap::new();
    while let Some((key, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').expect("attribute stays open");
        let doubled = attributes.insert(key.trim().to_owned(), unescaped(value));
        assert!(doubled.is_none(), "attribute twice in {tag}");
        rest = after;
    }
    assert!(rest.trim().is_empty(), "stray text in {tag}");
    (name.to_owned(), attributes)
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

fn commands(d: &str) -> Vec<(char, Vec<f64>)> {
    let mut out: Vec<(char, Vec<f64>)> = Vec::new();
    let mut number = String::new();
    let flush = |out: &mut Vec<(char, Vec<f64>)>, number: &mut String| {
        if !number.is_empty() {
            let decimals = number.split_once('.').map_or(0, |(_, part)| part.len());
            assert!(decimals <= 1, "more than one decimal: {number}");
            out.last_mut().unwrap().1.push(number.parse().unwrap());
            number.clear();
        }
    };
    for c in d.chars() {
        match c {
            '0'..='9' => number.push(c),
            '.' if !number.contains('.') => number.push(c),
            '-' | '.' => {
                flush(&mut out, &mut number);
                number.push(c);
            }
            ' ' => flush(&mut out, &mut number),
            letter => {
                flush(&mut out, &mut number);
                out.push((letter, Vec::new()));
            }
        }
    }
    flush(&mut out, &mut number);
    out
}
