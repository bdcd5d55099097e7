//! `composition`: the parts of a total as one bar from nothing to the total, in the order given, with every part listed below it.
//!
//! A total and all its parts but one give the last one away, so what is absent keeps the bar and some numbers of the table out.

use crate::chart::canvas::{Canvas, Font, Place, bar, rule};
use crate::chart::frame::{Frame, NARROW, Sheet, WIDE};
use crate::chart::ink::Ink;
use crate::chart::{Amount, Chart, Drawing, NOTHING_TO_DRAW, Shown, Table, marked, spoken, titled};
use crate::value::decimal::Decimal;
use num_rational::BigRational;

/// The input of a composition.
#[derive(Clone, Debug)]
pub struct Composition {
    /// Unique on the page; the ids in the drawing begin with it.
    pub id: String,
    /// The heading, e.g. 新开工产业项目的构成.
    pub title: String,
    /// The total, in the unit of the parts.
    pub total: Shown,
    /// All its parts, in the report's order; together they are the total.
    pub parts: Vec<Part>,
    /// Whether the data is for demonstration.
    pub demo: bool,
}

/// One part.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// How much it is.
    pub amount: Shown,
}

/// Up to this many parts have a fill each; beyond, fills come again and parts are numbered.
const FILLS: [Ink; 6] = [Ink::Deep, Ink::Pale, Ink::DeepLined, Ink::PaleDotted, Ink::DeepDotted, Ink::PaleLined];
/// At most this many parts are named in the sentence; the table names all.
const NAMED: usize = 8;
const OVER: Font = Font::plain(14).muted().middle();
const NAME: Font = Font::plain(15);
const AMOUNT: Font = Font::plain(15).end();
const SHARE: Font = Font::plain(15).bold().end();
const LEAD: f64 = 21.0;
const ROW: f64 = 30.0;
const BAR: f64 = 36.0;
const SWATCH: f64 = 18.0;

/// A part of which everything is known.
struct Piece<'p> {
    name: String,
    amount: &'p Amount,
    share: String,
    /// Where it begins and ends in a bar of length one.
    from: f64,
    to: f64,
    ink: Ink,
}

/// What is known of the whole.
struct Whole<'p> {
    total: &'p Amount,
    pieces: Vec<Piece<'p>>,
    /// The printed shares together, where they are not 100.0.
    off: Option<Decimal>,
}

impl Composition {
    /// The chart.
    pub fn chart(&self) -> Chart {
        let title = titled(&self.title, self.demo);
        let whole = self.whole();
        let words = match &whole {
            Ok(whole) => self.sentence(whole),
            Err(reason) => reason.clone(),
        };
        let sentence = spoken(&words, self.demo);
        let frame = Frame { id: &self.id, title: &title, sentence: &sentence, demo: self.demo };
        let sheets = whole.as_ref().map(|whole| (whole.sheet(WIDE), whole.sheet(NARROW)));
        let drawing = match sheets {
            Ok((Some(wide), Some(narrow))) => frame.drawing(&wide, &narrow),
            Ok(_) => Drawing::Empty(NOTHING_TO_DRAW.into()),
            Err(reason) => Drawing::Empty(reason.clone()),
        };
        Chart { table: self.table(&title, &whole), title, sentence, drawing }
    }

    /// The whole with its parts, or why it has no bar.
    fn whole(&self) -> Result<Whole<'_>, String> {
        let absent: Vec<String> = self.parts.iter().filter_map(absence).collect();
        if self.parts.is_empty() {
            return Err(NOTHING_TO_DRAW.into());
        }
        if !absent.is_empty() {
            return Err(format!("{}。各部分没有全部公布，因此不绘制构成图，也不列合计和占比。", absent.join("；")));
        }
        let total = match &self.total {
            Shown::Known(total) => total,
            Shown::Absent(reason) => return Err(format!("合计：{reason}。因此不绘制构成图，各部分数值见各自的页面。")),
        };
        let amounts: Vec<&Amount> = self.parts.iter().filter_map(|part| part.amount.known()).collect();
        let sum: BigRational = amounts.iter().map(|amount| amount.value.ratio()).sum();
        if amounts.iter().any(|amount| amount.value.is_negative()) {
            return Err("有的部分是负数，不能画成总数的构成，数值见下表。".into());
        }
        if sum != total.value.ratio() {
            let places = amounts.iter().map(|amount| amount.value.scale()).max().unwrap_or(0);
            let sum = Decimal::rounded(&sum, places);
            return Err(format!("各部分相加为{sum}，与总数{}不相等，因此不绘制构成图。", total.text));
        }
        if total.value.is_zero() {
            return Err(format!("总数为{}，没有可以绘制的构成。", total.text));
        }
        Ok(self.pieces(total, &amounts))
    }

    fn pieces<'p>(&'p self, total: &'p Amount, amounts: &[&'p Amount]) -> Whole<'p> {
        let hundred = BigRational::from_integer(100.into());
        let all = total.value.ratio();
        let share = |part: &BigRational| Decimal::rounded(&(part * &hundred / &all), 1);
        let along = |sum: &BigRational| Decimal::rounded(&(sum / &all), 9).for_pixels();
        let numbered = self.parts.len() > FILLS.len();
        let (mut sum, mut printed) = (BigRational::from_integer(0.into()), BigRational::from_integer(0.into()));
        let mut pieces = Vec::new();
        for (place, ((part, amount), ink)) in self.parts.iter().zip(amounts).zip(FILLS.into_iter().cycle()).enumerate() {
            let ratio = amount.value.ratio();
            let percent = share(&ratio);
            printed += percent.ratio();
            let from = along(&sum);
            sum += &ratio;
            let name = if numbered { format!("{}．{}", place + 1, part.name) } else { part.name.clone() };
            pieces.push(Piece { name, amount, share: share_words(&percent, &amount.value), from, to: along(&sum), ink });
        }
        let off = (printed != hundred).then(|| Decimal::rounded(&printed, 1));
        Whole { total, pieces, off }
    }

    fn sentence(&self, whole: &Whole<'_>) -> String {
        let named: Vec<String> = self.parts.iter().zip(&whole.pieces).take(NAMED).map(|(part, piece)| piece.words(&part.name)).collect();
        let more = if whole.pieces.len() > NAMED { format!("；等{}项", whole.pieces.len()) } else { String::new() };
        let mut out = format!("{}：合计{}，其中{}{more}。", self.title, whole.total.text, named.join("；"));
        let most = whole.pieces.iter().map(|piece| &piece.amount.value).max();
        let largest: Vec<&Part> = self.parts.iter().filter(|part| part.amount.known().map(|amount| &amount.value) == most).collect();
        if let ([only], true) = (largest.as_slice(), whole.pieces.len() > 1) {
            out.push_str(&format!("占比最大的是“{}”。", only.name));
        }
        out.extend(whole.off_words());
        out
    }

    fn table(&self, title: &str, whole: &Result<Whole<'_>, String>) -> Table {
        let row = |name: &str, amount: String, share: String| vec![name.to_owned(), amount, share];
        let mut rows = Vec::new();
        match whole {
            Ok(whole) => {
                for (part, piece) in self.parts.iter().zip(&whole.pieces) {
                    rows.push(row(&part.name, part.amount.cell(self.demo), marked(&piece.share, self.demo)));
                }
                rows.push(row("合计", self.total.cell(self.demo), marked("100.0%", self.demo)));
            }
            Err(_) => {
                let hides = self.parts.iter().any(|part| part.amount.known().is_none());
                let total_hides = self.total.known().is_none();
                for part in &self.parts {
                    let known = part.amount.known().is_some();
                    let cell = if total_hides && known { "见本项页面".to_owned() } else { part.amount.cell(self.demo) };
                    rows.push(row(&part.name, cell, "—".into()));
                }
                let total = if hides && !total_hides {
                    "各部分没有全部公布，不列合计".to_owned()
                } else {
                    self.total.cell(self.demo)
                };
                rows.push(row("合计", total, "—".into()));
            }
        }
        Table { caption: title.to_owned(), head: ["部分", "数量", "占比"].map(str::to_owned).to_vec(), rows }
    }
}

impl Piece<'_> {
    /// `“工业项目”12个，占60.0%`
    fn words(&self, name: &str) -> String {
        format!("“{name}”{}，占{}", self.amount.text, self.share)
    }
}

impl Whole<'_> {
    fn off_words(&self) -> Option<String> {
        self.off.as_ref().map(|sum| format!("占比经四舍五入，相加为{sum}%，不等于100.0%。"))
    }

    fn sheet(&self, wide: f64) -> Option<Sheet> {
        let mut canvas = Canvas::new(wide);
        let total = format!("合计 {}", self.total.text);
        let heading = Font::plain(17).bold();
        let y = canvas.lines(heading, 0.0, 18.0, 24.0, &heading.wrap(&total, wide)) - 24.0;
        let labels = self.over(wide);
        let top = y + if labels.is_empty() { 12.0 } else { 33.0 };
        for (x, words) in &labels {
            canvas.text_if_free(OVER, *x, top - 7.0, words);
        }
        canvas.reserve(Place { x: 0.0, y: top, w: wide, h: BAR });
        let columns = Columns::of(&self.pieces, wide);
        let mut y = top + BAR + 8.0;
        for piece in &self.pieces {
            y = columns.row(&mut canvas, piece, y);
        }
        if let Some(words) = self.off_words() {
            let font = Font::plain(14).muted();
            y = canvas.lines(font, 0.0, y + 22.0, LEAD, &font.wrap(&words, wide)) - LEAD + 6.0;
        }
        let tall = y + 4.0;
        let place = Place { x: 0.0, y: 0.0, w: wide, h: tall };
        canvas.plot(tall, place, 0.0..1.0, tall..0.0, |plot| {
            for piece in &self.pieces {
                plot.draw_series([bar(piece.ink, (piece.from, top), (piece.to, top + BAR))])?;
            }
            plot.draw_series(self.joints(wide).map(|at| rule(Ink::Gap, (at, top), (at, top + BAR))))?;
            Ok(())
        })?;
        Some(Sheet { canvas, tall })
    }

    /// Where neighbours meet, both wide enough for a line between them.
    fn joints(&self, wide: f64) -> impl Iterator<Item = f64> {
        const LEAST: f64 = 5.0;
        let drawn = self.pieces.iter().filter(|piece| piece.to > piece.from).collect::<Vec<_>>();
        let broad = move |piece: &Piece<'_>| (piece.to - piece.from) * wide >= LEAST;
        let meet = move |pair: &[&Piece<'_>]| match pair {
            [a, b] if broad(a) && broad(b) => Some(b.from),
            _ => None,
        };
        drawn.windows(2).filter_map(meet).collect::<Vec<_>>().into_iter()
    }

    /// What stands over the pieces that are wide enough: the share, or the number where fills come again.
    fn over(&self, wide: f64) -> Vec<(f64, String)> {
        let numbered = self.pieces.len() > FILLS.len();
        let label = |(place, piece): (usize, &Piece<'_>)| {
            let words = if numbered { (place + 1).to_string() } else { piece.share.clone() };
            let fits = OVER.width(&words) + 6.0 <= (piece.to - piece.from) * wide;
            fits.then(|| ((piece.from + piece.to) / 2.0 * wide, words))
        };
        self.pieces.iter().enumerate().filter_map(label).collect()
    }
}

/// Where names, amounts and shares stand in the list.
struct Columns {
    wide: f64,
    name: f64,
    amount: f64,
    share: f64,
    /// Whether a name may run below amount and share, which then stand beside its last line or below it.
    stacked: bool,
}

impl Columns {
    fn of(pieces: &[Piece<'_>], wide: f64) -> Self {
        const LEFT: f64 = SWATCH + 10.0;
        let widest = |width: &dyn Fn(&Piece<'_>) -> f64| pieces.iter().map(width).fold(0.0, f64::max);
        let amount = widest(&|piece| AMOUNT.width(&piece.amount.text)) + 24.0;
        let share = widest(&|piece| SHARE.width(&piece.share)) + 24.0;
        let room = wide - LEFT - amount - share;
        let name = widest(&|piece| NAME.width(&piece.name));
        let stacked = room < name.min(180.0);
        let name = if stacked { wide - LEFT } else { name.min(room) };
        let right = if stacked { wide } else { LEFT + name + amount + share };
        Self { wide, name, amount: right - share, share: right, stacked }
    }

    /// Sets a part from `y` down; returns where the next begins.
    fn row(&self, canvas: &mut Canvas, piece: &Piece<'_>, y: f64) -> f64 {
        let first = y + 20.0;
        canvas.rect(piece.ink, Place { x: 0.0, y: first - 13.0, w: SWATCH, h: 15.0 });
        let names = NAME.wrap(&piece.name, self.name);
        let mut base = canvas.lines(NAME, SWATCH + 10.0, first, LEAD, &names) - LEAD;
        if !self.stacked {
            canvas.text(AMOUNT, self.amount, first, &piece.amount.text);
            canvas.text(SHARE, self.share, first, &piece.share);
            return base + ROW - 20.0;
        }
        let end = SWATCH + 10.0 + names.last().map_or(0.0, |line| NAME.width(line));
        if end + 16.0 <= self.amount - AMOUNT.width(&piece.amount.text) {
            canvas.text(AMOUNT, self.amount, base, &piece.amount.text);
            canvas.text(SHARE, self.share, base, &piece.share);
            return base + ROW - 20.0;
        }
        base += LEAD;
        let share = SHARE.width(&piece.share);
        canvas.text(SHARE, self.wide, base, &piece.share);
        if self.amount - AMOUNT.width(&piece.amount.text) >= 0.0 {
            canvas.text(AMOUNT, self.amount, base, &piece.amount.text);
        } else if AMOUNT.width(&piece.amount.text) + share + 20.0 > self.wide {
            base = canvas.lines(AMOUNT, self.wide, base + LEAD, LEAD, &AMOUNT.wrap(&piece.amount.text, self.wide)) - LEAD;
        } else {
            canvas.text(AMOUNT, self.wide - share - 20.0, base, &piece.amount.text);
        }
        base + ROW - 20.0
    }
}

/// `“甲”：暂不公开`
fn absence(part: &Part) -> Option<String> {
    match &part.amount {
        Shown::Known(_) => None,
        Shown::Absent(reason) => Some(format!("“{}”：{reason}", part.name)),
    }
}

/// A share with one decimal; what is more than nothing never reads as nothing.
fn share_words(share: &Decimal, amount: &Decimal) -> String {
    if share.is_zero() && !amount.is_zero() { "不足0.1%".into() } else { format!("{share}%") }
}
