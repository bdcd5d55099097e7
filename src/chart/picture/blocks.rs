//! The parts of a picture from top to bottom: heading, banner, indicators, counts, chapters, legend, publisher. Each draws itself from a
//! height down and returns where the next may begin; its height is found by drawing it on a sheet that is thrown away.

use crate::assess::status::Status;
use crate::chart::canvas::Place;
use crate::chart::picture::brush::{Brush, INK, LINE, Letter, MAIN, MUTED, PALE, WHITE, WIDE, colour};
use crate::chart::picture::{Digest, DigestChapter, Item, NAMED};
use crate::chart::status::StatusBar;
use crate::chart::tone::Tone;

const EDGE: f64 = 48.0;
const PAD: f64 = 40.0;
const GAP: f64 = 28.0;
const TITLE: Letter = Letter::bold(76.0, WHITE);
const NEXT_TITLE: Letter = Letter::bold(48.0, WHITE);
const META: Letter = Letter::plain(34.0, PALE);
const HEADING: Letter = Letter::bold(46.0, MAIN);
const CHAPTER: Letter = Letter::bold(42.0, INK);
const NAME: Letter = Letter::bold(36.0, INK);
const TEXT: Letter = Letter::plain(34.0, INK);
const STRONG: Letter = Letter::bold(34.0, INK);
const NOTE: Letter = Letter::plain(32.0, MUTED);
/// In place of a figure that is absent.
const REASON: Letter = Letter::bold(42.0, MUTED);
const BAR: f64 = 56.0;

/// A part that may stand on any piece.
#[derive(Clone, Copy, Debug)]
pub enum Block<'d> {
    /// One or two indicators beside each other.
    Cards {
        /// The indicators.
        row: &'d [Item],
        /// Whether the heading stands above them.
        first: bool,
    },
    /// The counts of all targets.
    Whole(&'d StatusBar),
    /// A chapter.
    Chapter {
        /// The chapter.
        chapter: &'d DigestChapter,
        /// Whether the heading stands above it.
        first: bool,
    },
}

impl Block<'_> {
    /// Pixels from its top to the top of the next.
    pub fn height(&self) -> f64 {
        self.draw(&mut Brush::default(), 0.0)
    }

    fn draw(&self, brush: &mut Brush, y: f64) -> f64 {
        match self {
            Self::Cards { row, first } => {
                let y = if *first { heading(brush, y, "主要指标") } else { y };
                cards(brush, y, row)
            }
            Self::Whole(bar) => {
                let y = heading(brush, y, "目标任务进展");
                whole(brush, y, bar)
            }
            Self::Chapter { chapter, first } => {
                let y = if *first { heading(brush, y, "各篇章进展") } else { y };
                self::chapter(brush, y, chapter)
            }
        }
    }
}

/// What stands around the blocks of one piece.
pub struct Sheet<'d> {
    /// The input.
    pub digest: &'d Digest,
    /// The title as printed.
    pub title: &'d str,
    /// The statuses the legend explains.
    pub tones: Vec<Tone>,
}

impl Sheet<'_> {
    /// Draws a piece; returns its height.
    pub fn draw(&self, blocks: &[Block<'_>], number: usize, page: &str) -> (Brush, f64) {
        let mut brush = Brush::default();
        let mut y = self.head(&mut brush, number, page);
        for block in blocks {
            y = block.draw(&mut brush, y);
        }
        y = self.legend(&mut brush, y);
        let tall = self.foot(&mut brush, y);
        (brush, tall)
    }

    /// Pixels that a piece takes without its blocks.
    pub fn frame_height(&self, number: usize) -> f64 {
        self.draw(&[], number, "第1张，共10张").1
    }

    fn head(&self, brush: &mut Brush, number: usize, page: &str) -> f64 {
        // The band lies below the words, so it is drawn once their height is known.
        let end = self.words_of_head(&mut Brush::default(), number, page);
        brush.band(0.0, end, true);
        self.words_of_head(brush, number, page);
        let mut y = end + 36.0 + GAP;
        if let Some(banner) = &self.digest.banner {
            let lines = Letter::plain(32.0, "#5a3a08").wrap(banner, WIDE - 2.0 * EDGE - 2.0 * PAD, 8);
            let high = 46.0 * count(lines.len()) + 48.0;
            brush.rect(Place { x: EDGE, y, w: WIDE - 2.0 * EDGE, h: high }, 20.0, "#fbefd5");
            brush.rect(Place { x: EDGE, y: y + 20.0, w: 10.0, h: high - 40.0 }, 5.0, "#ca7920");
            let mut base = y + 24.0 + 35.0;
            for line in &lines {
                brush.text(Letter::plain(32.0, "#5a3a08"), EDGE + PAD, base, line);
                base += 46.0;
            }
            y += high + GAP;
        }
        y
    }

    fn words_of_head(&self, brush: &mut Brush, number: usize, page: &str) -> f64 {
        let room = WIDE - 2.0 * EDGE - 24.0;
        let mut y = 104.0;
        brush.text(Letter::bold(40.0, WHITE), EDGE + 12.0, y, "一图读懂");
        if !page.is_empty() {
            brush.text(META, EDGE + 200.0, y, page);
        }
        brush.rect(Place { x: EDGE + 12.0, y: y + 24.0, w: 96.0, h: 6.0 }, 3.0, WHITE);
        let title = if number == 1 { TITLE } else { NEXT_TITLE };
        y = brush.lines(title, EDGE + 12.0, y + 40.0 + title.lead(), &title_lines(title, self.title, room)) - title.lead() + 28.0;
        let date = self.digest.as_of.as_ref().map(|date| format!("数据截至 {date}"));
        for words in [self.digest.year.clone(), date].into_iter().flatten() {
            y = brush.lines(META, EDGE + 12.0, y + META.lead(), &META.wrap(&words, room, 4)) - META.lead() + 4.0;
        }
        y + 36.0
    }

    fn legend(&self, brush: &mut Brush, y: f64) -> f64 {
        if self.tones.is_empty() {
            return y;
        }
        let rows = count(self.tones.len());
        let place = Place { x: EDGE, y, w: WIDE - 2.0 * EDGE, h: PAD + 60.0 + rows * 58.0 + 52.0 + PAD };
        brush.card(place);
        let mut base = y + PAD + 34.0;
        brush.text(Letter::bold(38.0, MAIN), EDGE + PAD, base, "进度评价怎么看");
        base += 8.0;
        for tone in &self.tones {
            base += 58.0;
            brush.shape(*tone, (EDGE + PAD + 18.0, base - 12.0), 34.0, sign(*tone));
            brush.text(STRONG, EDGE + PAD + 52.0, base, tone.chip());
            let label = Status::ALL.into_iter().find(|status| status.code() == tone.code()).map_or("", Status::label);
            if label != tone.chip() {
                brush.text(NOTE, EDGE + PAD + 280.0, base, label);
            }
        }
        brush.text(NOTE, EDGE + PAD, base + 62.0, "序时进度：到数据截至日，按时间应当完成的进度。");
        y + place.h + GAP
    }

    fn foot(&self, brush: &mut Brush, y: f64) -> f64 {
        let digest = self.digest;
        let room = WIDE - 2.0 * EDGE - 24.0;
        let line = |name: &str, words: Option<&String>| words.map(|words| format!("{name}：{words}"));
        let lines = [line("来源", digest.source.as_ref()), line("网站", digest.site.as_ref()), line("网址", digest.address.as_ref())];
        let small = Letter::plain(32.0, PALE);
        let large = Letter::bold(36.0, WHITE);
        let publisher = large.wrap(&format!("发布单位：{}", digest.publisher), room, 3);
        let lines: Vec<String> = lines.into_iter().flatten().flat_map(|words| small.wrap(&words, room, 4)).collect();
        let top = y + 12.0;
        let gap = if lines.is_empty() { 0.0 } else { 8.0 };
        let high = 36.0 + large.lead() * count(publisher.len()) + gap + small.lead() * count(lines.len()) + 44.0;
        brush.band(top, high, false);
        let base = brush.lines(large, EDGE + 12.0, top + 36.0 + 38.0, &publisher);
        brush.lines(small, EDGE + 12.0, base + gap - 4.0, &lines);
        top + high
    }
}

/// The lines of a title; one of two lines breaks before the name of the report where both then fit.
fn title_lines(letter: Letter, title: &str, room: f64) -> Vec<String> {
    let lines = letter.wrap(title, room, 5);
    let name = title.find("政府工作报告").filter(|at| *at > 0 && lines.len() == 2);
    let parts = name.map(|at| title.split_at(at)).filter(|(before, after)| letter.width(before).max(letter.width(after)) <= room);
    parts.map_or(lines, |(before, after)| vec![before.to_owned(), after.to_owned()])
}

/// A heading of the main colour; returns where the part below it begins.
fn heading(brush: &mut Brush, y: f64, words: &str) -> f64 {
    brush.rect(Place { x: EDGE, y: y + 20.0, w: 12.0, h: 44.0 }, 6.0, MAIN);
    brush.text(HEADING, EDGE + 32.0, y + 59.0, words);
    y + 92.0
}

/// One or two indicators beside each other; what they share stands on one line.
fn cards(brush: &mut Brush, y: f64, row: &[Item]) -> f64 {
    let across = count(row.len().max(1));
    let w = (WIDE - 2.0 * EDGE - (across - 1.0) * GAP) / across;
    // A card across the page has its goal and status beside the figure, not below it.
    let (room, apart) = if row.len() == 1 { ((w - 72.0 - GAP) / 2.0, 0.0) } else { (w - 72.0, 20.0) };
    let tallest = |part: fn(&mut Brush, &Item, (f64, f64, f64)) -> f64| {
        row.iter().map(|item| part(&mut Brush::default(), item, (0.0, 0.0, room))).fold(0.0, f64::max)
    };
    let (figure, stand) = (tallest(figure), tallest(standing));
    let high = if row.len() == 1 { figure.max(stand) } else { figure + apart + stand } + 72.0;
    for (index, item) in row.iter().enumerate() {
        let x = EDGE + count(index) * (w + GAP);
        brush.card(Place { x, y, w, h: high });
        self::figure(brush, item, (x + 36.0, y + 36.0, room));
        let left = if row.len() == 1 { x + 36.0 + room + GAP } else { x + 36.0 };
        standing(brush, item, (left, y + high - 36.0 - stand, room));
    }
    y + high + GAP
}

/// The goal and the status of an indicator; returns their height.
fn standing(brush: &mut Brush, item: &Item, (x, top, room): (f64, f64, f64)) -> f64 {
    let mut base = top - 14.0;
    if let Some((kind, words)) = item.goal_words() {
        let goal = format!("{kind} {words}");
        base = brush.lines(NOTE, x, base + NOTE.lead(), &NOTE.wrap(&goal, room, 3)) - NOTE.lead();
    }
    base += 54.0;
    brush.shape(item.tone, (x + 17.0, base - 12.0), 34.0, sign(item.tone));
    base = brush.lines(STRONG, x + 48.0, base, &STRONG.wrap(&item.chip, room - 48.0, 2)) - STRONG.lead();
    base + 6.0 - top
}

/// The name of an indicator, the time and its figure; returns their height.
fn figure(brush: &mut Brush, item: &Item, (x, top, room): (f64, f64, f64)) -> f64 {
    let mut y = brush.lines(NAME, x, top + 34.0, &NAME.wrap(&item.name, room, 3)) - NAME.lead();
    if let Some(time) = item.time_words() {
        y = brush.lines(NOTE, x, y + 48.0, &NOTE.wrap(time, room, 2)) - NOTE.lead();
    }
    amount(brush, item, (x, y, room)) + 8.0 - top
}

/// The figure of an indicator in large type below a baseline, its unit smaller; returns its baseline.
fn amount(brush: &mut Brush, item: &Item, (x, y, room): (f64, f64, f64)) -> f64 {
    let Some(words) = item.actual_words() else { return y };
    if item.actual.as_ref().is_some_and(|said| said.known().is_none()) {
        return brush.lines(REASON, x, y + REASON.lead() + 24.0, &REASON.wrap(words, room, 3)) - REASON.lead();
    }
    let unit = words.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | ',')).unwrap_or(words.len());
    let (number, unit) = words.split_at(unit);
    for size in [88.0, 72.0, 60.0, 48.0] {
        let (large, small) = (Letter::bold(size, MAIN), Letter::bold(f64::max(size * 0.44, 34.0), MAIN));
        let after = large.width(number) + 8.0;
        if !number.is_empty() && after + small.width(unit) <= room {
            let y = y + size + 18.0;
            brush.text(large, x, y, number);
            if !unit.is_empty() {
                brush.text(small, x + after, y, unit);
            }
            return y;
        }
    }
    let plain = Letter::bold(44.0, MAIN);
    brush.lines(plain, x, y + plain.lead() + 10.0, &plain.wrap(words, room, 3)) - plain.lead()
}

/// The counts of all targets.
fn whole(brush: &mut Brush, y: f64, bar: &StatusBar) -> f64 {
    framed(brush, y, |brush, y| {
        let left = EDGE + PAD;
        let judged: u64 = bar.parts().iter().filter(|(tone, _)| tone.is_on_schedule() || tone.is_slow()).map(|(_, n)| n).sum();
        let good: u64 = bar.parts().iter().filter(|(tone, _)| tone.is_on_schedule()).map(|(_, n)| n).sum();
        let mut base = y + 46.0;
        let (large, small) = (Letter::bold(72.0, MAIN), Letter::bold(38.0, MAIN));
        let total = bar.total().to_string();
        brush.text(large, left, base + 18.0, &total);
        brush.text(small, left + large.width(&total) + 10.0, base + 18.0, "项目标任务");
        base += 36.0;
        if judged > 0 {
            let words = format!("有进度评价的{judged}项中，{good}项已完成或达到序时进度");
            base = brush.lines(TEXT, left, base + 40.0, &TEXT.wrap(&words, WIDE - 2.0 * (EDGE + PAD), 2)) - TEXT.lead();
        }
        statuses(brush, base + 32.0, bar)
    })
}

fn chapter(brush: &mut Brush, y: f64, chapter: &DigestChapter) -> f64 {
    framed(brush, y, |brush, y| {
        let (left, room) = (EDGE + PAD, WIDE - 2.0 * (EDGE + PAD));
        let mut y = brush.lines(CHAPTER, left, y + 38.0, &CHAPTER.wrap(&chapter.bar.label, room, 4)) - CHAPTER.lead();
        if chapter.bar.total() > 0 {
            brush.text(NOTE, left, y + 52.0, &format!("共{}项目标", chapter.bar.total()));
            y = statuses(brush, y + 84.0, &chapter.bar);
        }
        for item in chapter.targets.iter().take(NAMED) {
            y += 32.0;
            brush.rect(Place { x: left, y, w: room, h: 2.0 }, 0.0, LINE);
            y = named(brush, y + 8.0, item);
        }
        let more = chapter.targets.len().saturating_sub(NAMED);
        if more > 0 {
            y += 60.0;
            brush.text(NOTE, left, y, &format!("另有{more}项，见网站。"));
        }
        y
    })
}

/// A named target; returns its last baseline.
fn named(brush: &mut Brush, y: f64, item: &Item) -> f64 {
    let (left, room) = (EDGE + PAD, WIDE - 2.0 * (EDGE + PAD));
    let (indent, room) = (left + 54.0, room - 54.0);
    brush.shape(item.tone, (left + 18.0, y + 38.0), 36.0, sign(item.tone));
    let mut base = brush.lines(NAME, indent, y + 50.0, &NAME.wrap(&item.name, room, 3)) - NAME.lead();
    let actual = item.actual_words().map(|words| match item.time_words() {
        Some(time) => format!("{time} {words}"),
        None if item.actual.as_ref().is_some_and(|said| said.known().is_none()) => words.to_owned(),
        None => format!("实际 {words}"),
    });
    // A reason that only repeats the status is said once.
    let actual = actual.filter(|words| *words != item.chip);
    let parts = [
        Some((STRONG, item.chip.clone())),
        item.goal_words().map(|(kind, words)| (NOTE, format!("{kind} {words}"))),
        actual.map(|words| (NOTE, words)),
    ];
    let mut x = indent;
    base += 52.0;
    for (letter, words) in parts.into_iter().flatten() {
        if x > indent && x + letter.width(&words) > indent + room {
            (x, base) = (indent, base + 48.0);
        }
        let lines = letter.wrap(&words, room, 3);
        base = brush.lines(letter, x, base, &lines) - letter.lead();
        x += lines.last().map_or(0.0, |line| letter.width(line)) + 36.0;
    }
    base
}

/// A bar of statuses from `y` down with its counts in words; returns the last baseline.
fn statuses(brush: &mut Brush, y: f64, bar: &StatusBar) -> f64 {
    let (left, w) = (EDGE + PAD, WIDE - 2.0 * (EDGE + PAD));
    for (tone, from, to) in bar.shares() {
        let place = Place { x: left + w * from, y, w: w * (to - from), h: BAR };
        brush.rect(place, 0.0, colour(tone));
        if place.w >= 56.0 {
            brush.shape(tone, (place.x + place.w / 2.0, y + BAR / 2.0), 30.0, WHITE);
        }
    }
    for (_, from, _) in bar.shares().into_iter().filter(|(_, from, _)| *from > 0.0) {
        brush.rect(Place { x: left + w * from - 2.0, y, w: 4.0, h: BAR }, 0.0, WHITE);
    }
    let widest =
        bar.parts().iter().map(|(tone, n)| 46.0 + TEXT.width(tone.chip()) + 12.0 + STRONG.width(&n.to_string())).fold(0.0, f64::max);
    let columns = if 3.0 * (widest + 20.0) <= w + 20.0 { 3 } else { 2 };
    let mut base = y + BAR + 8.0;
    for row in bar.parts().chunks(columns) {
        base += 54.0;
        for (column, (tone, number)) in row.iter().enumerate() {
            let x = left + count(column) * w / count(columns);
            brush.shape(*tone, (x + 17.0, base - 12.0), 32.0, sign(*tone));
            brush.text(TEXT, x + 46.0, base, tone.chip());
            brush.text(STRONG, x + 46.0 + TEXT.width(tone.chip()) + 12.0, base, &number.to_string());
        }
    }
    base
}

/// A card around what is drawn inside it.
fn framed(brush: &mut Brush, y: f64, draw: impl Fn(&mut Brush, f64) -> f64) -> f64 {
    let end = draw(&mut Brush::default(), y + PAD) + PAD;
    brush.card(Place { x: EDGE, y, w: WIDE - 2.0 * EDGE, h: end - y });
    draw(brush, y + PAD);
    end + GAP
}

/// The colour of a status's shape on white: that of its bars, or of muted text where it is drawn in lines.
fn sign(tone: Tone) -> &'static str {
    if tone.outline().0 { colour(tone) } else { MUTED }
}

/// A number of things to lay out with.
fn count(things: usize) -> f64 {
    f64::from(u32::try_from(things).unwrap_or(0))
}
