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
