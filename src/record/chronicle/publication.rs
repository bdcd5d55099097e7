//! What a commit brought, as people read it: every amount, name and reason in it is today's.

use crate::record::chronicle::tally::tally;
use crate::source::history::walk::Untold;
use crate::value::date::chinese;
use jiff::civil::{Date, DateTime};

/// The record of a site.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Record {
    /// Every publication, newest first.
    pub publications: Vec<Publication>,
    /// Why only what the data state is told.
    pub untold: Option<Untold>,
}

/// What was published together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Publication {
    /// The commit; none for what no commit is known of.
    pub version: Option<Version>,
    /// The newest day that the data give for it.
    pub on: Option<Date>,
    /// Where it stands in the list: not before that day, nor before the date of its figures, nor before the publication that it follows.
    pub stands_at: Option<Date>,
    /// What it brought; never empty.
    pub items: Vec<Item>,
}

/// A commit, as readers may know it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// Its hash, whole.
    pub hash: String,
    /// The day it was committed, for the data files only: pages print no day but the data's own.
    pub committed: Option<Date>,
}

/// Digits of a hash that are printed.
const SHORT: usize = 8;

impl Version {
    /// `1a2b3c4d`
    pub fn short(&self) -> &str {
        self.hash.get(..SHORT).unwrap_or(&self.hash)
    }
}

impl Publication {
    /// Its name in addresses, which stays: `v-1a2b3c4d`, `on-2022-07-20`.
    pub fn anchor(&self) -> String {
        match (&self.version, self.on) {
            (Some(version), _) => format!("v-{}", version.short()),
            (None, Some(on)) => format!("on-{on}"),
            (None, None) => "undated".into(),
        }
    }

    /// What it is called: its day, else its version.
    pub fn title(&self) -> String {
        match (self.on, &self.version) {
            (Some(on), _) => chinese(on),
            (None, Some(version)) => format!("数据版本 {}", version.short()),
            (None, None) => String::new(),
        }
    }

    /// 新增数据12个 · 更正1处
    pub fn tally(&self) -> Vec<String> {
        tally(&self.items)
    }
}

/// One thing that a publication brought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// What kind of change.
    pub kind: Kind,
    /// The day that the data give for it.
    pub on: Option<Date>,
    /// The report: its index.
    pub report: Option<usize>,
    /// The targets it is about: their indices.
    pub targets: Vec<usize>,
    /// The date of the figures it is about.
    pub as_of: Option<Date>,
    /// What else it is about.
    pub place: Option<Place>,
    /// What stood there before, in words, where that is public.
    pub from: Option<String>,
    /// What stands there after it.
    pub to: Option<String>,
    /// What is to be said.
    pub words: Words,
}

/// What an item is about besides targets. Numbers are indices.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// A report.
    Report(usize),
    /// A chapter of a report.
    Chapter(usize, usize),
    /// A list of a report.
    List(usize, usize),
    /// An article of a column.
    Article(usize, usize),
}

/// The sentence of an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Words {
    /// As it is.
    Said(String),
    /// Figures of one date, counted.
    Figures(Batch),
    /// Targets of a report that are new, counted.
    Targets {
        /// `2022年`
        of: String,
    },
    /// Goals disclosed later, counted.
    Disclosed {
        /// Demonstration data.
        demo: bool,
    },
}

/// Figures of one date that came together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Batch {
    /// The date they are about.
    pub as_of: Date,
    /// When they came out.
    pub published: Option<DateTime>,
    /// Demonstration data.
    pub demo: bool,
}

impl Item {
    /// The sentence people read.
    pub fn sentence(&self) -> String {
        let count = self.targets.len();
        let mark = |demo: bool| if demo { "（演示）" } else { "" };
        match &self.words {
            Words::Said(sentence) => sentence.clone(),
            Words::Figures(Batch { as_of, published, demo }) => {
                let out = published.map_or_else(String::new, |published| format!("，{}公布", chinese(published.date())));
                format!("新增：截至{}的{count}个数据{}{out}。", chinese(*as_of), mark(*demo))
            }
            Words::Targets { of } => format!("新增：{of}目标任务{count}项。"),
            Words::Disclosed { demo } => format!("新增：{count}项目标的目标值{}，原文为“XX”，另行公布。", mark(*demo)),
        }
    }

    /// The item for those of its targets that are wanted; none when it is about none of them.
    pub fn among(&self, wanted: impl Fn(usize) -> bool) -> Option<Self> {
        let targets: Vec<usize> = self.targets.iter().copied().filter(|target| wanted(*target)).collect();
        (!targets.is_empty()).then(|| Self { targets, ..self.clone() })
    }

    /// Whether it only says that there is more than before.
    pub fn is_count(&self) -> bool {
        !matches!(self.words, Words::Said(_))
    }
}

/// Kinds of changes, in the order in which they are told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// A figure was wrong.
    Correction,
    /// The source published a newer figure.
    Revision,
    /// Counted another way.
    Redefinition,
    /// There was none before.
    Late,
    /// No longer published.
    Withdrawal,
    /// Changed without a reason.
    Unexplained,
    /// A goal was changed by those who may.
    Goal,
    /// A day was moved.
    Moved,
    /// A target was ended.
    Ended,
    /// Another id.
    Renamed,
    /// A stage was reached.
    Stage,
    /// Not there before.
    Added,
    /// A list was brought up to date.
    Updated,
    /// The preliminary number became the official one.
    Final,
    /// Words of the narrative.
    Text,
    /// No longer there.
    Gone,
}

impl Kind {
    /// The word people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Correction => "更正",
            Self::Revision => "修订",
            Self::Redefinition => "口径调整",
            Self::Late => "补报",
            Self::Withdrawal => "撤回",
            Self::Unexplained => "未说明",
            Self::Goal => "目标调整",
            Self::Moved => "时间调整",
            Self::Ended => "终止",
            Self::Renamed => "改编号",
            Self::Stage => "到达节点",
            Self::Added => "新增",
            Self::Updated => "更新",
            Self::Final => "转正式数",
            Self::Text => "改正文",
            Self::Gone => "移除",
        }
    }

    /// The kind of a word of the data.
    pub fn of_word(word: &str) -> Self {
        let stated = [Self::Correction, Self::Revision, Self::Redefinition, Self::Late, Self::Withdrawal, Self::Goal];
        stated.into_iter().find(|kind| kind.word() == word).unwrap_or(Self::Unexplained)
    }
}
