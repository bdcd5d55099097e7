//! `picture`: 一图读懂, one tall page for a phone that people save and send on. It is a file of its own with literal colours and plain
//! shapes, so it can be turned into pixels anywhere; where it grows too tall it goes on in further pieces, each with its own title,
//! date, legend and publisher, because each may travel alone. No emblem, seal, map or photo, and nothing that is not in its input.

pub mod blocks;
pub mod brush;

use crate::chart::picture::blocks::{Block, Sheet};
use crate::chart::status::StatusBar;
use crate::chart::tone::Tone;
use crate::chart::{Shown, Table, marked, spoken, titled};

/// Pixels a piece may be high.
pub const TALLEST: f64 = 6000.0;
/// At most this many targets of a chapter are named.
pub const NAMED: usize = 6;

/// The input of a picture.
#[derive(Clone, Debug)]
pub struct Digest {
    /// The heading, e.g. 2022年政府工作报告目标进展.
    pub title: String,
    /// The year with its note, e.g. 2022年（推定：…）.
    pub year: Option<String>,
    /// The banner of a sample site.
    pub banner: Option<String>,
    /// The date of the newest figure in words.
    pub as_of: Option<String>,
    /// 发布单位
    pub publisher: String,
    /// Where the words and figures come from.
    pub source: Option<String>,
    /// The name of the site.
    pub site: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// The headline indicators, in the report's order.
    pub headline: Vec<Item>,
    /// The statuses of all targets.
    pub whole: StatusBar,
    /// The chapters, in the report's order.
    pub chapters: Vec<DigestChapter>,
    /// Whether the data is for demonstration.
    pub demo: bool,
}

/// One chapter.
#[derive(Clone, Debug)]
pub struct DigestChapter {
    /// Its title and the statuses of its targets.
    pub bar: StatusBar,
    /// A few of its targets, in the report's order; those beyond [`NAMED`] are only counted.
    pub targets: Vec<Item>,
}

/// One target.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// The goal as printed, or why it is absent; `None` where a target has no such goal (常态工作).
    pub goal: Option<Said>,
    /// The time the goal is set for where the figure is of a shorter one, e.g. 全年.
    pub due: Option<String>,
    /// The newest figure or why it is absent; `None` where there is nothing to count.
    pub actual: Option<Said>,
    /// The time of the figure, e.g. 2022年1—9月累计.
    pub time: Option<String>,
    /// The status.
    pub tone: Tone,
    /// Its short words.
    pub chip: String,
}

/// What a goal or a figure says: a picture prints words and draws no length from them, so a stage has its place here too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It is known and public, e.g. 不少于20个 or 结构性封顶.
    Known(String),
    /// It is not, with the reason, e.g. 原文以“XX”代替.
    Absent(String),
}

/// A finished picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its heading, with 【演示】 before demonstration data.
    pub title: String,
    /// What it shows as sentences.
    pub sentence: String,
    /// The named targets as a table.
    pub table: Table,
    /// One file, or several where one would be too tall.
    pub pieces: Vec<Piece>,
}

/// One file of a picture.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The file, 1080 pixels wide.
    pub svg: String,
    /// What stands for it where it is not seen: what it is and the counts; the rest is in the sentence and the table.
    pub alt: String,
    /// Pixels high, [`TALLEST`] at most.
    pub tall: u32,
}

impl Said {
    /// The words, if they are known.
    pub fn known(&self) -> Option<&str> {
        match self {
            Self::Known(words) => Some(words),
            Self::Absent(_) => None,
        }
    }

    /// The words, or the reason why there are none.
    pub fn words(&self) -> &str {
        match self {
            Self::Known(words) | Self::Absent(words) => words,
        }
    }
}

impl From<&Shown> for Said {
    fn from(shown: &Shown) -> Self {
        match shown {
            Shown::Known(amount) => Self::Known(amount.text.clone()),
            Shown::Absent(reason) => Self::Absent(reason.clone()),
        }
    }
}

impl Item {
    /// `全年目标 100亿元`, the two parts: what kind of goal, and the goal or why it is absent.
    pub(super) fn goal_words(&self) -> Option<(String, &str)> {
        Some((format!("{}目标", self.due_words()), self.goal.as_ref()?.words()))
    }

    /// The time of a goal that is known.
    fn due_words(&self) -> &str {
        self.goal.as_ref().and_then(Said::known).and(self.due.as_deref()).unwrap_or("")
    }

    /// The figure as printed, or why it is absent.
    pub(super) fn actual_words(&self) -> Option<&str> {
        self.actual.as_ref().map(Said::words)
    }

    /// The time of a figure that is known.
    pub(super) fn time_words(&self) -> Option<&str> {
        self.actual.as_ref().and_then(Said::known).and(self.time.as_deref())
    }

    fn sentence(&self) -> String {
        let goal = self.goal_words().map(|words| format!("{}{}，", words.0, words.1)).unwrap_or_default();
        let actual = self.actual_words().map(|words| format!("{}实际{words}，", self.time_words().unwrap_or(""))).unwrap_or_default();
        format!("{}：{goal}{actual}{}。", self.name, self.chip)
    }
}

impl Digest {
    /// The picture.
    pub fn picture(&self) -> Picture {
        let title = titled(&self.title, self.demo);
        let sentence = spoken(&self.sentence(), self.demo);
        let groups = self.groups(&title);
        let count = groups.len();
        let pieces = groups.iter().enumerate().map(|(index, blocks)| self.piece(&title, blocks, index + 1, count)).collect();
        Picture { table: self.table(&title), title, sentence, pieces }
    }

    /// All that the picture may show, in order.
    fn blocks(&self) -> Vec<Block<'_>> {
        let mut blocks = Vec::new();
        // An odd number of indicators begins with one across the page, so that no half of a row stays empty.
        let (first, rest) = self.headline.split_at(self.headline.len() % 2);
        let rows = std::iter::once(first).chain(rest.chunks(2)).filter(|row| !row.is_empty());
        blocks.extend(rows.enumerate().map(|(index, row)| Block::Cards { row, first: index == 0 }));
        if self.whole.total() > 0 {
            blocks.push(Block::Whole(&self.whole));
        }
        blocks.extend(self.chapters.iter().enumerate().map(|(index, chapter)| Block::Chapter { chapter, first: index == 0 }));
        blocks
    }

    /// The blocks of each piece.
    fn groups(&self, title: &str) -> Vec<Vec<Block<'_>>> {
        let sheet = Sheet { digest: self, title, tones: Tone::ALL.to_vec() };
        let frame = |piece: usize| sheet.frame_height(piece);
        let mut groups: Vec<Vec<Block<'_>>> = vec![Vec::new()];
        let mut tall = frame(1);
        for block in self.blocks() {
            let high = block.height();
            if tall + high > TALLEST && groups.last().is_some_and(|group| !group.is_empty()) {
                groups.push(Vec::new());
                tall = frame(groups.len());
            }
            tall += high;
            if let Some(group) = groups.last_mut() {
                group.push(block);
            }
        }
        groups
    }

    fn piece(&self, title: &str, blocks: &[Block<'_>], number: usize, count: usize) -> Piece {
        let page = if count > 1 { format!("第{number}张，共{count}张") } else { String::new() };
        let sheet = Sheet { digest: self, title, tones: tones(blocks) };
        let (brush, tall) = sheet.draw(blocks, number, &page);
        let mut alt = format!("{title}，一图读懂{}{page}。", if page.is_empty() { "" } else { "，" });
        if let Some(date) = &self.as_of {
            alt.push_str(&format!("数据截至{date}。"));
        }
        for block in blocks {
            match block {
                Block::Whole(bar) => alt.push_str(&counts(bar)),
                Block::Chapter { chapter, .. } => alt.push_str(&counts(&chapter.bar)),
                Block::Cards { .. } => {}
            }
        }
        let alt = spoken(&alt, self.demo);
        Piece { svg: brush.file(title, &alt, tall, self.demo), alt, tall: pixels(tall) }
    }

    fn sentence(&self) -> String {
        let mut out = self.as_of.as_ref().map(|date| format!("数据截至{date}。")).unwrap_or_default();
        out.extend(self.headline.iter().map(Item::sentence));
        out.push_str(&counts(&self.whole));
        for chapter in &self.chapters {
            out.push_str(&counts(&chapter.bar));
            out.extend(chapter.targets.iter().take(NAMED).map(Item::sentence));
        }
        out
    }

    fn table(&self, title: &str) -> Table {
        let cell = |said: Option<&Said>| match said {
            Some(Said::Known(words)) => marked(words, self.demo),
            Some(Said::Absent(reason)) => reason.clone(),
            None => "—".to_owned(),
        };
        let row = |of: &str, item: &Item| {
            let time = item.time_words().unwrap_or("—").to_owned();
            let goal = format!("{}{}", item.due_words(), cell(item.goal.as_ref()));
            vec![of.to_owned(), item.name.clone(), goal, cell(item.actual.as_ref()), time, item.chip.clone()]
        };
        let mut rows: Vec<Vec<String>> = self.headline.iter().map(|item| row("主要指标", item)).collect();
        for chapter in &self.chapters {
            rows.extend(chapter.targets.iter().take(NAMED).map(|item| row(&chapter.bar.label, item)));
        }
        let head = ["范围", "目标任务", "目标", "实际", "时间", "进度评价"].map(str::to_owned).to_vec();
        Table { caption: title.to_owned(), head, rows }
    }
}

/// `“产业强镇”共23项：已完成6项，按计划8项。`
fn counts(bar: &StatusBar) -> String {
    if bar.total() == 0 {
        return String::new();
    }
    let parts: Vec<String> = bar.parts().iter().map(|(tone, count)| format!("{}{count}项", tone.chip())).collect();
    format!("“{}”共{}项：{}。", bar.label, bar.total(), parts.join("，"))
}

/// The statuses that occur in these blocks.
fn tones(blocks: &[Block<'_>]) -> Vec<Tone> {
    let occurs = |tone: &Tone| {
        let named = |items: &[Item]| items.iter().any(|item| item.tone == *tone);
        blocks.iter().any(|block| match block {
            Block::Cards { row, .. } => named(row),
            Block::Whole(bar) => bar.count(*tone) > 0,
            Block::Chapter { chapter, .. } => chapter.bar.count(*tone) > 0 || named(&chapter.targets),
        })
    };
    Tone::ALL.into_iter().filter(occurs).collect()
}

/// Whole pixels of a height, which is neither negative nor beyond [`TALLEST`].
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn pixels(tall: f64) -> u32 {
    tall.round().clamp(0.0, 65_535.0) as u32
}
