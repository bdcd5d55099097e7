//! `stages`: how far one project is on its way from node to node: beside each other where every node has room for its words, below each
//! other elsewhere.

use crate::chart::canvas::{Canvas, Font, Place};
use crate::chart::frame::{Frame, NARROW, Sheet, WIDE};
use crate::chart::ink::Ink;
use crate::chart::tone::Tone;
use crate::chart::{Chart, Drawing, NOTHING_TO_DRAW, Table, marked, spoken, titled};

/// The input of a track.
#[derive(Clone, Debug)]
pub struct Stages {
    /// Unique on the page; the ids in the drawing begin with it.
    pub id: String,
    /// The project's name.
    pub title: String,
    /// The nodes in their order.
    pub stages: Vec<Stage>,
    /// The date of the newest entry in words, e.g. 2022年9月30日.
    pub as_of: Option<String>,
    /// The status.
    pub tone: Tone,
    /// Its short words.
    pub chip: String,
    /// Whether the data is for demonstration.
    pub demo: bool,
}

/// One node.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Its name, e.g. 结构性封顶.
    pub name: String,
    /// How far it is.
    pub state: StageState,
    /// When it is due, in words; part of the plan, so it stands also beside a state that is not known.
    pub due: Option<String>,
}

/// How far a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StageState {
    /// It is reached, on the date in words where the data gives one; a node before a reached one often has none.
    Reached(Option<String>),
    /// It is the next one, in work.
    Current,
    /// It comes later.
    Open,
    /// Nothing is known or public about it, for a reason that people may read.
    Unknown(String),
}

impl StageState {
    fn word(&self) -> &str {
        match self {
            Self::Reached(_) => "已完成",
            Self::Current => "正在进行",
            Self::Open => "未到",
            Self::Unknown(reason) => reason,
        }
    }

    fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown(_))
    }

    /// Draws its mark around a centre: a disc with a tick, a disc with a ring inside, a ring, or a square with a dash.
    fn mark(&self, canvas: &mut Canvas, x: f64, y: f64) {
        const DISC: &str = "m-11 0a11 11 0 1 0 22 0a11 11 0 1 0-22 0z";
        match self {
            Self::Reached(_) => {
                canvas.shape(Ink::Main, x, y, DISC);
                canvas.shape(Ink::Gap, x, y, "m-5 .5l3.5 4 6.5-8");
            }
            Self::Current => {
                canvas.shape(Ink::Main, x, y, DISC);
                canvas.shape(Ink::Gap, x, y, "m-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0z");
            }
            Self::Open => canvas.shape(Ink::DotHollow, x, y, "m-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0z"),
            Self::Unknown(_) => canvas.shape(Ink::ShapeOfNone, x, y, "m-10-10h20v20h-20zm5 10h10"),
        }
        canvas.reserve(Place { x: x - REACH, y: y - REACH, w: 2.0 * REACH, h: 2.0 * REACH });
    }
}

const NAME: Font = Font::plain(16).bold();
const STATE: Font = Font::plain(15);
const DATE: Font = Font::plain(14).muted();
const LEAD: f64 = 21.0;
/// How far a mark reaches from its centre.
const REACH: f64 = 12.0;
/// The largest width of a node beside others, so that few nodes do not stand miles apart.
const MOST_SLOT: f64 = 220.0;

impl Stage {
    /// `完成 2022年6月18日` and `时限 2022年6月30日`
    fn dates(&self) -> Vec<String> {
        let reached = match &self.state {
            StageState::Reached(on) => on.as_ref().map(|on| format!("完成 {on}")),
            StageState::Current | StageState::Open | StageState::Unknown(_) => None,
        };
        reached.into_iter().chain(self.due.as_ref().map(|due| format!("时限 {due}"))).collect()
    }

    /// `结构性封顶（2022年6月18日）`
    fn reached_words(&self) -> Option<String> {
        match &self.state {
            StageState::Reached(Some(on)) => Some(format!("“{}”（{on}）", self.name)),
            StageState::Reached(None) => Some(format!("“{}”", self.name)),
            StageState::Current | StageState::Open | StageState::Unknown(_) => None,
        }
    }
}

impl Stages {
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

    fn is_known(&self) -> bool {
        self.stages.iter().any(|stage| stage.state.is_known())
    }

    fn sentence(&self) -> String {
        if !self.is_known() {
            return NOTHING_TO_DRAW.into();
        }
        let since = self.as_of.as_ref().map(|date| format!("截至{date}，")).unwrap_or_default();
        let reached: Vec<String> = self.stages.iter().filter_map(Stage::reached_words).collect();
        let mut out = format!("{since}{}共{}个节点，", self.title, self.stages.len());
        out.push_str(&match reached.len() {
            0 => "没有已完成的节点".to_owned(),
            all if all == self.stages.len() => format!("全部完成：{}", reached.join("、")),
            some => format!("已完成{some}个：{}", reached.join("、")),
        });
        for (state, words) in [(StageState::Current, "正在进行"), (StageState::Open, "未到")] {
            let due = |stage: &Stage| stage.due.as_ref().map(|due| format!("（时限{due}）")).unwrap_or_default();
            let named = self.stages.iter().filter(|stage| stage.state == state).map(|stage| format!("“{}”{}", stage.name, due(stage)));
            let named: Vec<String> = named.collect();
            if !named.is_empty() {
                out.push_str(&format!("；{words}：{}", named.join("、")));
            }
        }
        let unknown = self.stages.iter().filter(|stage| !stage.state.is_known());
        let unknown: Vec<String> = unknown.map(|stage| format!("“{}”（{}）", stage.name, stage.state.word())).collect();
        if !unknown.is_empty() {
            out.push_str(&format!("；没有数据的：{}", unknown.join("、")));
        }
        out.push_str(&format!("。进度评价：{}。", self.chip));
        out
    }

    fn table(&self, title: &str) -> Table {
        let dues = self.stages.iter().any(|stage| stage.due.is_some());
        let mut head = ["节点", "进展", "完成日期"].map(str::to_owned).to_vec();
        head.extend(dues.then(|| "时限".to_owned()));
        let or_dash = |cell: Option<&String>| cell.map_or_else(|| "—".to_owned(), |text| marked(text, self.demo));
        let row = |stage: &Stage| {
            let on = match &stage.state {
                StageState::Reached(on) => on.as_ref(),
                StageState::Current | StageState::Open | StageState::Unknown(_) => None,
            };
            let word = stage.state.word();
            let word = if stage.state.is_known() { marked(word, self.demo) } else { word.to_owned() };
            let mut row = vec![stage.name.clone(), word, or_dash(on)];
            row.extend(dues.then(|| or_dash(stage.due.as_ref())));
            row
        };
        Table { caption: title.to_owned(), head, rows: self.stages.iter().map(row).collect() }
    }

    fn sheet(&self, wide: f64) -> Option<Sheet> {
        if !self.is_known() {
            return None;
        }
        let mut canvas = Canvas::new(wide);
        let top = self.headline(&mut canvas);
        let slot = (wide / f64::from(u32::try_from(self.stages.len()).ok()?)).min(MOST_SLOT);
        let tall = if wide >= WIDE && self.fits_beside(slot) { self.beside(&mut canvas, top, slot) } else { self.below(&mut canvas, top) };
        Some(Sheet { canvas, tall })
    }

    /// The status and the date of the newest entry; returns the baseline free below them.
    fn headline(&self, canvas: &mut Canvas) -> f64 {
        let chips = NAME.wrap(&self.chip, canvas.wide() - 20.0);
        self.tone.shape(canvas, 7.0, 10.0);
        let mut base = canvas.lines(NAME, 20.0, 16.0, LEAD, &chips) - LEAD;
        if let Some(date) = &self.as_of {
            let words = format!("截至{date}");
            let mut x = 20.0 + chips.last().map_or(0.0, |line| NAME.width(line)) + 14.0;
            if x + DATE.width(&words) > canvas.wide() {
                (x, base) = (20.0, base + LEAD);
            }
            base = canvas.lines(DATE, x, base, LEAD, &DATE.wrap(&words, canvas.wide() - x)) - LEAD;
        }
        base + 30.0
    }

    /// Whether names and reasons stand in two lines at most, and states and dates in one.
    fn fits_beside(&self, slot: f64) -> bool {
        let room = slot - 12.0;
        self.stages.iter().all(|stage| {
            let dates = stage.dates().iter().all(|date| DATE.width(date) <= room);
            let word = stage.state.word();
            let state = STATE.width(word) <= room || (!stage.state.is_known() && STATE.wrap(word, room).len() < 3);
            dates && state && NAME.wrap(&stage.name, room).len() < 3
        })
    }

    /// Nodes beside each other, their words below them; returns how tall the sheet is.
    fn beside(&self, canvas: &mut Canvas, top: f64, slot: f64) -> f64 {
        let middle = top + 4.0;
        let name = |stage: &Stage| NAME.wrap(&stage.name, slot - 12.0);
        let lines = self.stages.iter().map(|stage| name(stage).len()).max().unwrap_or(1);
        let below = middle + REACH + 29.0;
        let words = below + f64::from(u32::try_from(lines).unwrap_or(1)) * LEAD + 1.0;
        let mut end = words;
        let centre = |place: usize| slot * (f64::from(u32::try_from(place).unwrap_or(0)) + 0.5);
        for (place, stage) in self.stages.iter().enumerate() {
            let x = centre(place);
            stage.state.mark(canvas, x, middle);
            if let Some(next) = self.stages.get(place + 1) {
                let (from, to) = (x + REACH + 4.0, centre(place + 1) - REACH - 4.0);
                way(canvas, &next.state, (from, middle), (to, middle));
            }
            canvas.lines(NAME.middle(), x, below, LEAD, &name(stage));
            let mut y = canvas.lines(STATE.middle(), x, words, LEAD, &STATE.wrap(stage.state.word(), slot - 12.0));
            y = canvas.lines(DATE.middle(), x, y, LEAD, &stage.dates());
            end = end.max(y);
        }
        end - LEAD + 9.0
    }

    /// Nodes below each other, their words beside them; returns how tall the sheet is.
    fn below(&self, canvas: &mut Canvas, top: f64) -> f64 {
        const LEFT: f64 = 2.0 * REACH + 14.0;
        let room = canvas.wide() - LEFT;
        let mut y = top - 8.0;
        let mut before: Option<f64> = None;
        for stage in &self.stages {
            let middle = y + REACH;
            stage.state.mark(canvas, REACH, middle);
            if let Some(before) = before {
                way(canvas, &stage.state, (REACH, before + REACH + 4.0), (REACH, middle - REACH - 4.0));
            }
            before = Some(middle);
            let names = NAME.wrap(&stage.name, room);
            let mut base = canvas.lines(NAME, LEFT, middle + 6.0, LEAD, &names) - LEAD;
            let word = stage.state.word();
            let x = LEFT + names.last().map_or(0.0, |line| NAME.width(line)) + 12.0;
            if x + STATE.width(word) <= canvas.wide() {
                canvas.text(STATE, x, base, word);
            } else {
                base = canvas.lines(STATE, LEFT, base + LEAD, LEAD, &STATE.wrap(word, room)) - LEAD;
            }
            let dates = stage.dates().join("　");
            if !dates.is_empty() {
                let lines = if DATE.width(&dates) <= room { vec![dates] } else { stage.dates() };
                let lines: Vec<String> = lines.iter().flat_map(|line| DATE.wrap(line, room)).collect();
                base = canvas.lines(DATE, LEFT, base + LEAD, LEAD, &lines) - LEAD;
            }
            y = (base + 22.0).max(middle + REACH + 26.0);
        }
        y - 16.0
    }
}

/// The piece of the way that leads to a node: broad where the node is reached, thin and dashed where it is not.
fn way(canvas: &mut Canvas, to: &StageState, from: (f64, f64), end: (f64, f64)) {
    if matches!(to, StageState::Reached(_)) {
        let place = Place { x: from.0, y: from.1, w: end.0 - from.0, h: end.1 - from.1 };
        let broad = if place.h == 0.0 { Place { y: place.y - 2.0, h: 4.0, ..place } } else { Place { x: place.x - 2.0, w: 4.0, ..place } };
        canvas.rect(Ink::Main, broad);
    } else {
        canvas.line(Ink::LineSoft, from, end);
    }
}
