//! 重点项目, 民生实事项目, 任务分解表, 代表建议办理: lists beside the report. Each kind has its own shape; what an item of any kind has
//! (name, target, offices, date) stands in its [`Head`]. A count that nobody gave is `None`, which is not nought.

use crate::report::entry::FigureStatus;
use crate::source::{FileId, Span};
use crate::value::decimal::Decimal;
use crate::value::path::Slug;
use crate::value::quantity::Amount;
use crate::value::unit::Unit;
use jiff::civil::{Date, DateTime};
use num_rational::BigRational;

/// A page of `lists/*.yaml`.
#[derive(Clone, Debug)]
pub struct List {
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// What kind of list, in people's words: 重点项目, 民生实事项目, …
    pub kind: String,
    /// A remark above the table.
    pub note: Option<String>,
    /// The date its figures are about.
    pub as_of: Option<Date>,
    /// Where its figures come from.
    pub source: Option<String>,
    /// How final its figures are.
    pub status: FigureStatus,
    /// Where that stands, or the file.
    pub status_span: Span,
    /// When it was published.
    pub published: Option<DateTime>,
    /// Former addresses.
    pub aliases: Vec<String>,
    /// Its items, by kind.
    pub content: Content,
    /// The file, for findings.
    pub file: FileId,
}

/// The items of a list, by kind.
#[derive(Clone, Debug)]
pub enum Content {
    /// 重点项目
    Projects {
        /// The nodes every project passes, where the list has them.
        nodes: Vec<String>,
        /// The projects.
        items: Vec<Item<Project>>,
    },
    /// 民生实事项目
    Livelihood {
        /// How the deputies voted on the whole.
        vote: Option<Box<Vote>>,
        /// The projects.
        items: Vec<Item<Livelihood>>,
    },
    /// 任务分解表
    Tasks(Vec<Item<Task>>),
    /// 代表建议办理
    Proposals {
        /// The counts that were published beside the items, or instead of them.
        totals: Option<Box<Totals>>,
        /// The proposals.
        items: Vec<Item<Proposal>>,
    },
    /// A list of the office's own, with its own columns.
    Free {
        /// The headings.
        columns: Vec<String>,
        /// The rows.
        items: Vec<Item<Free>>,
    },
}

/// One item of a list.
#[derive(Clone, Debug)]
pub struct Item<T> {
    /// What items of every kind have.
    pub head: Head,
    /// What only items of this kind have.
    pub own: T,
}

/// What an item of any list has.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its name or title, in the words of the text.
    pub name: String,
    /// Its number in the office's own count.
    pub number: Option<String>,
    /// The target it stands for: index into the report's targets.
    pub target: Option<usize>,
    /// Lead offices.
    pub lead: Vec<Slug>,
    /// Supporting offices.
    pub support: Vec<Slug>,
    /// By when.
    pub due: Option<Date>,
    /// A remark.
    pub note: Option<String>,
    /// Where its name stands.
    pub span: Span,
}

/// A number of a list with its place, so that a sum that is wrong can be shown.
#[derive(Clone, Debug)]
pub struct Count {
    /// The number, or the mask that stands for it.
    pub amount: Amount,
    /// Where it stands.
    pub span: Span,
}

impl Count {
    /// The number. A mask has none.
    pub fn known(&self) -> Option<&Decimal> {
        match &self.amount {
            Amount::Known(number) => Some(number),
            Amount::Masked(_) => None,
        }
    }

    /// The same, exactly.
    pub fn known_ratio(&self) -> Option<BigRational> {
        self.known().map(Decimal::ratio)
    }
}

/// 重点项目
#[derive(Clone, Debug)]
pub struct Project {
    /// Its size as the text gives it, e.g. xxx亩.
    pub scale: Option<String>,
    /// What the text says about its progress.
    pub progress: Option<String>,
    /// What it costs.
    pub investment: Option<Investment>,
    /// The last node it reached, by its place in the list's nodes, and when.
    pub reached: Option<(usize, Option<Date>)>,
    /// Where that node stands.
    pub node_span: Option<Span>,
}

/// 投资
#[derive(Clone, Debug)]
pub struct Investment {
    /// What it will cost in all.
    pub total: Option<Count>,
    /// What was spent so far.
    pub invested: Option<Count>,
    /// The unit of both.
    pub unit: Unit,
}

/// 票决: the vote as a whole.
#[derive(Clone, Debug, Default)]
pub struct Vote {
    /// The day.
    pub on: Option<Date>,
    /// Deputies present.
    pub present: Option<Count>,
    /// Ballots handed out.
    pub issued: Option<Count>,
    /// Ballots given back.
    pub returned: Option<Count>,
    /// Projects that stood for election.
    pub candidates: Option<Count>,
    /// Projects to be chosen.
    pub elect: Option<Count>,
}

impl Vote {
    /// The ballots a project's votes are counted out of: those given back, or what is nearest to them.
    pub fn ballots(&self) -> Option<&Count> {
        self.returned.as_ref().or(self.issued.as_ref()).or(self.present.as_ref())
    }
}

/// 民生实事项目
#[derive(Clone, Debug)]
pub struct Livelihood {
    /// What is built, to which standard.
    pub content: Option<String>,
    /// Chosen by the vote, or only stood for it; none where the list does not say.
    pub elected: Option<bool>,
    /// The votes on it.
    pub votes: Option<Votes>,
    /// How people rated it.
    pub satisfaction: Option<Satisfaction>,
}

/// 得票
#[derive(Clone, Debug)]
pub struct Votes {
    /// 赞成
    pub agree: Option<Count>,
    /// 反对
    pub against: Option<Count>,
    /// 弃权
    pub abstain: Option<Count>,
    /// 无效
    pub invalid: Option<Count>,
    /// 得票率 as published.
    pub percent: Option<Count>,
}

/// 满意度测评
#[derive(Clone, Debug)]
pub struct Satisfaction {
    /// 满意
    pub satisfied: Option<Count>,
    /// 基本满意
    pub fairly: Option<Count>,
    /// 不满意
    pub dissatisfied: Option<Count>,
    /// 弃权, 不了解
    pub abstain: Option<Count>,
    /// All who answered.
    pub total: Option<Count>,
    /// 满意度 as published.
    pub percent: Option<Count>,
}

/// 任务
#[derive(Clone, Debug)]
pub struct Task {
    /// 类别
    pub category: Option<String>,
    /// 牵头领导: a post, never a name.
    pub leader: Option<String>,
}

/// 代表建议
#[derive(Clone, Debug)]
pub struct Proposal {
    /// How it was dealt with; none as long as nobody said.
    pub result: Option<Outcome>,
    /// How its deputy rated the answer.
    pub rating: Option<Rating>,
}

/// 办理结果
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs)]
pub enum Outcome {
    A,
    B,
    C,
    D,
}

impl Outcome {
    /// All of them in order.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// A类
    pub fn word(self) -> &'static str {
        match self {
            Self::A => "A类",
            Self::B => "B类",
            Self::C => "C类",
            Self::D => "D类",
        }
    }

    /// What the letter stands for.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::A => "已经解决或基本解决",
            Self::B => "正在解决或已经启动",
            Self::C => "列入规划逐步解决",
            Self::D => "留作参考",
        }
    }
}

/// 代表对答复的意见
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Rating {
    /// 满意
    Satisfied,
    /// 基本满意
    Fairly,
    /// 不满意
    Dissatisfied,
}

impl Rating {
    /// The word people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Satisfied => "满意",
            Self::Fairly => "基本满意",
            Self::Dissatisfied => "不满意",
        }
    }
}

/// 办理情况合计 as published.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// All proposals.
    pub total: Option<Count>,
    /// By result.
    pub results: [Option<Count>; 4],
    /// Per cent by result.
    pub percents: [Option<Count>; 4],
}

/// A row of a list with its own columns.
#[derive(Clone, Debug)]
pub struct Free {
    /// Its size as the text gives it.
    pub scale: Option<String>,
    /// What the text says about its progress.
    pub progress: Option<String>,
    /// A cell a column; none where nothing was given.
    pub cells: Vec<Option<String>>,
}

impl List {
    /// What the items of any kind have.
    pub fn heads(&self) -> Vec<&Head> {
        fn of<T>(items: &[Item<T>]) -> Vec<&Head> {
            items.iter().map(|item| &item.head).collect()
        }
        match &self.content {
            Content::Projects { items, .. } => of(items),
            Content::Livelihood { items, .. } => of(items),
            Content::Tasks(items) => of(items),
            Content::Proposals { items, .. } => of(items),
            Content::Free { items, .. } => of(items),
        }
    }

    /// What its items are counted in.
    pub fn unit(&self) -> &'static str {
        match &self.content {
            Content::Projects { .. } => "个",
            Content::Proposals { .. } => "件",
            Content::Livelihood { .. } | Content::Tasks(_) | Content::Free { .. } => "项",
        }
    }

    /// How many it is about: its items, or the number that was published instead of them.
    pub fn size(&self) -> Option<String> {
        let items = self.heads().len();
        match &self.content {
            Content::Proposals { totals: Some(totals), .. } if items == 0 => totals.total.as_ref().map(|total| total.amount.to_string()),
            Content::Projects { .. }
            | Content::Livelihood { .. }
            | Content::Tasks(_)
            | Content::Proposals { .. }
            | Content::Free { .. } => Some(items.to_string()),
        }
    }
}
