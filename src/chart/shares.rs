//! `shares`: how the votes on each item, or the answers about it, divide. One bar an item, each as long as all its ballots together; the
//! counts stand below it in words. An item of which a count is missing or masked keeps its name and has no bar: the part that is not told
//! could be read off the others.

use crate::chart::canvas::{Canvas, Font, Place, bar, rule};
use crate::chart::frame::{Frame, NARROW, Sheet, WIDE};
use crate::chart::ink::Ink;
use crate::chart::legend::{Key, draw as draw_legend};
use crate::chart::{Chart, Drawing, NOTHING_TO_DRAW, Shown, Table, marked, spoken, titled};
use crate::value::decimal::Decimal;
use num_rational::BigRational;

/// The input of a shares chart.
#[derive(Clone, Debug)]
pub struct Shares {
    /// Unique on the page; the ids in the drawing begin with it.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What an item is called in the table: 项目.
    pub item: String,
    /// What the whole of an item is called: 收回票数, 参加测评人数.
    pub whole: String,
    /// What an answer may be, in order: 赞成, 反对, 弃权. The share of the first is written beside the bar.
    pub kinds: Vec<String>,
    /// The items, in the list's order.
    pub rows: Vec<ShareRow>,
    /// Whether the data is for demonstration.
    pub demo: bool,
}

/// One item.
#[derive(Clone, Debug)]
pub struct ShareRow {
    /// Its name.
    pub name: String,
    /// A number a kind, in their order.
    pub parts: Vec<Shown>,
    /// All together.
    pub whole: Shown,
}

/// At most this many items are named in the sentence; the table names all.
const NAMED: usize = 6;
const FILLS: [Ink; 5] = [Ink::Deep, Ink::Pale, Ink::DeepLined, Ink::PaleDotted, Ink::DeepDotted];
const NAME: Font = Font::plain(16).bold();
const SHARE: Font = Font::plain(16).bold().end();
const WORDS: Font = Font::plain(15);
const LEAD: f64 = 22.0;
const BAR: f64 = 22.0;

impl ShareRow {
    /// The numbers, where all of them are known and none exceeds the whole.
    fn known(&self) -> Option<(Vec<BigRational>, BigRational)> {
        let parts: Option<Vec<BigRational>> = self.parts.iter().map(|part| part.known().map(|amount| amount.value.ratio())).collect();
        let (parts, whole) = (parts?, self.whole.known()?.value.ratio());
        let nought = BigRational::from_integer(0.into());
        let fits =
            !parts.is_empty() && whole > nought && parts.iter().all(|part| *part >= nought) && parts.iter().sum::<BigRational>() <= whole;
        fits.then_some((parts, whole))
    }

    /// The share of the first kind, with one decimal.
    pub fn share(&self) -> Option<Decimal> {
        let (parts, whole) = self.known()?;
        Some(Decimal::rounded(&(parts.first()? * BigRational::from_integer(100.into()) / whole), 1))
    }

    /// Where each kind begins and ends in a bar of length one.
    pub fn pieces(&self) -> Vec<(f64, f64)> {
        let Some((parts, whole)) = self.known() else { return Vec::new() };
        let along = |sum: &BigRational| Decimal::rounded(&(sum / &whole), 9).for_pixels();
        let mut sum = BigRational::from_integer(0.into());
        let piece = |part: &BigRational| {
            let from = along(&sum);
            sum += part;
            (from, along(&sum))
        };
        parts.iter().map(piece).collect()
    }
}

impl Shares {
    /// The chart.
    pub fn chart(&self) -> Chart {
        let title = titled(&self.title, self.demo);
        let sentence = spoken(&self.sentence(), self.demo);
        let frame = Frame { id: &self.id, title: &title, sentence: &sentence, demo: self.demo };
        let drawing = match (self.sheet(WIDE), self.sheet(NARROW)) {
            (Some(wide), Some(narrow)) => frame.drawing(&wide, &narrow),
            _ => Drawing::Empty(NOTHING_TO_DRAW.into()),
        };
        Chart { table: self.table(&title), title, sentence, drawing }
    }

    fn sentence(&self) -> String {
        let first = self.kinds.first().map_or("", String::as_str);
        let said = |row: &ShareRow| Some(format!("“{}”{first}占{}%", row.name, row.share()?));
        let known: Vec<String> = self.rows.iter().filter_map(said).collect();
        if known.is_empty() {
            return NOTHING_TO_DRAW.into();
        }
        let missing = self.rows.len() - known.len();
        let more = if known.len() > NAMED { format!("；其余{}项见表", known.len() - NAMED) } else { String::new() };
        let none = if missing > 0 { format!("{missing}项数据不全，没有画出。") } else { String::new() };
        let named: Vec<String> = known.into_iter().take(NAMED).collect();
        format!("{}：{}{more}。{none}", self.title, named.join("，"))
    }

    fn table(&self, title: &str) -> Table {
        let first = self.kinds.first().map_or("", String::as_str);
        let mut head = vec![self.item.clone()];
        head.extend(self.kinds.iter().cloned());
        head.extend([self.whole.clone(), format!("{first}占比")]);
        let row = |row: &ShareRow| {
            let mut cells = vec![row.name.clone()];
            cells.extend(row.parts.iter().map(|part| part.cell(self.demo)));
            cells.push(row.whole.cell(self.demo));
            cells.push(row.share().map_or_else(|| "—".to_owned(), |share| marked(&format!("{share}%"), self.demo)));
            cells
        };
        Table { caption: title.to_owned(), head, rows: self.rows.iter().map(row).collect() }
    }

    fn sheet(&self, wide: f64) -> Option<Sheet> {
        if self.rows.iter().all(|row| row.known().is_none()) {
            return None;
        }
        let mut canvas = Canvas::new(wide);
        let mut y = draw_legend(&mut canvas, 15.0, &self.legend()) + 4.0;
        let mut bars = Vec::new();
        for row in &self.rows {
            let (top, next) = self.row(&mut canvas, row, y);
            bars.extend(top.map(|top| (row, top)));
            y = next;
        }
        let tall = y - 10.0;
        let place = Place { x: 0.0, y: 0.0, w: wide, h: tall };
        canvas.plot(tall, place, 0.0..1.0, tall..0.0, |plot| {
            for (row, top) in &bars {
                let pieces = row.pieces();
                let end = pieces.last().map_or(0.0, |(_, to)| *to);
                if end < 1.0 {
                    plot.draw_series([bar(Ink::Track, (end, *top), (1.0, top + BAR))])?;
                }
                for ((from, to), ink) in pieces.into_iter().zip(FILLS.into_iter().cycle()).filter(|((from, to), _)| to > from) {
                    plot.draw_series([bar(ink, (from, *top), (to, top + BAR))])?;
                    if from > 0.0 {
                        plot.draw_series([rule(Ink::Gap, (from, *top), (from, top + BAR))])?;
                    }
                }
            }
            Ok(())
        })?;
        Some(Sheet { canvas, tall })
    }

    fn legend(&self) -> Vec<(Key, String)> {
        let fills = self.kinds.iter().zip(FILLS.into_iter().cycle()).map(|(kind, ink)| (Key::Fill(ink), kind.clone()));
        let short = self.rows.iter().any(|row| row.pieces().last().is_some_and(|(_, to)| *to < 1.0));
        fills.chain(short.then(|| (Key::Fill(Ink::Track), "其余".to_owned()))).collect()
    }

    /// Sets the words of an item from `y` down; returns where its bar begins, if it has one, and where the next item does.
    fn row(&self, canvas: &mut Canvas, row: &ShareRow, y: f64) -> (Option<f64>, f64) {
        let share = row.share().map(|share| format!("{}{share}%", self.kinds.first().map_or("", String::as_str)));
        let room = share.as_ref().map_or(0.0, |share| SHARE.width(share) + 16.0);
        let names = NAME.wrap(&row.name, canvas.wide() - room);
        if let Some(share) = &share {
            canvas.text(SHARE, canvas.wide(), y + 15.0, share);
        }
        let below = canvas.lines(NAME, 0.0, y + 15.0, LEAD, &names) - LEAD;
        let words = self.words(row);
        let top = share.is_some().then_some(below + 9.0);
        if let Some(top) = top {
            canvas.reserve(Place { x: 0.0, y: top, w: canvas.wide(), h: BAR });
        }
        let first = top.map_or(below + LEAD, |top| top + BAR + 19.0);
        let lines = WORDS.wrap(&words, canvas.wide());
        (top, canvas.lines(WORDS, 0.0, first, LEAD, &lines) - LEAD + 24.0)
    }

    /// `赞成42票　反对2票　弃权1票`
    fn words(&self, row: &ShareRow) -> String {
        let part = |(kind, part): (&String, &Shown)| match part {
            Shown::Known(amount) => format!("{kind}{}", amount.text),
            Shown::Absent(reason) => format!("{kind}：{reason}"),
        };
        if row.parts.iter().all(|part| part.known().is_none()) {
            return row
                .parts
                .iter()
                .find_map(|part| if let Shown::Absent(reason) = part { Some(reason.clone()) } else { None })
                .unwrap_or_default();
        }
        self.kinds.iter().zip(&row.parts).map(part).collect::<Vec<_>>().join("　")
    }
}
