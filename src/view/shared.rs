//! The small pieces that several page kinds are made of: fragments, values, links, statuses, counts, rows of targets.

use serde::Serialize;

/// A finished fragment of HTML. Templates print it with `| safe`; nothing else may be printed so.
///
/// Only code that built the markup itself (the Markdown writer, the chart canvas) has a reason to make one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// Wraps markup that is already escaped and well-formed.
    #[must_use]
    pub fn new(markup: impl Into<String>) -> Self {
        Self(markup.into())
    }

    /// The markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A value as people read it, with the mark that a demonstration value must never be without.
///
/// Text content on the page is `text` and `mark` side by side: `100（演示）`. The mark is apart so that a theme can set it smaller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Value {
    /// Number, comparator and unit: `不少于20个`.
    pub text: String,
    /// `（演示）` in a sample, `（初步）` for a preliminary figure, else none.
    pub mark: Option<String>,
}

impl Value {
    /// The mark beside every demonstration value.
    pub const DEMO: &'static str = "（演示）";
    /// The mark beside a preliminary value.
    pub const PRELIMINARY: &'static str = "（初步）";

    /// A value with nothing to say about itself.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), mark: None }
    }

    /// A demonstration value.
    #[must_use]
    pub fn demo(text: impl Into<String>) -> Self {
        Self { text: text.into(), mark: Some(Self::DEMO.to_owned()) }
    }

    /// A preliminary value.
    #[must_use]
    pub fn preliminary(text: impl Into<String>) -> Self {
        Self { text: text.into(), mark: Some(Self::PRELIMINARY.to_owned()) }
    }
}

/// A link inside the site; `href` names its file and is relative to the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it goes, such as `../targets/index.html`.
    pub href: String,
}

/// A label with its text: 主管单位, 数据截至, 计数口径.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What it says.
    pub text: String,
    /// Where it leads, if anywhere.
    pub href: Option<String>,
}

impl Fact {
    /// A fact that leads nowhere.
    #[must_use]
    pub fn of(label: &str, text: impl Into<String>) -> Self {
        Self { label: label.to_owned(), text: text.into(), href: None }
    }

    /// Those of some facts that are given, in their order.
    pub fn given<const N: usize>(facts: [(&str, Option<String>); N]) -> Vec<Self> {
        facts.into_iter().filter_map(|(label, text)| text.map(|text| Self::of(label, text))).collect()
    }
}

/// A status in its words. `code` picks the colour; colour and shape only repeat what `chip` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// `done`, `ahead`, `on-schedule`, `behind`, `missed`, `not-due`, `unreported`, `masked`, `withheld`, `ongoing`, `not-assessed`.
    pub code: String,
    /// Short words: 已完成.
    pub chip: String,
    /// Full words: 已完成目标.
    pub label: String,
    /// Its shape, the same as in every chart: a path from the centre of a box of twelve units.
    pub shape: String,
    /// Whether the shape is filled, or drawn in lines.
    pub filled: bool,
}

/// How many targets have a status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusCount {
    /// The status.
    pub status: Status,
    /// How many, formatted.
    pub count: String,
    /// The filter page that lists them; none where there are none.
    pub href: Option<String>,
}

/// A number that is counted, with what it counts: 目标 58 项.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// What is counted.
    pub label: String,
    /// How many, formatted, without its unit.
    pub count: String,
    /// The unit of the count: 项, 处, 章.
    pub unit: String,
    /// One plain sentence about it.
    pub note: Option<String>,
    /// The page that lists them.
    pub href: Option<String>,
}

/// Why a target is slow, and what comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explain {
    /// The reason; 责任单位尚未说明原因 where none was given.
    pub reason: String,
    /// What is done about it.
    pub next: Option<String>,
    /// When it is expected to be done.
    pub expected: Option<String>,
}

/// A responsible office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfficeRef {
    /// Its name.
    pub name: String,
    /// Its page; an office without targets has none.
    pub href: Option<String>,
}

/// One target on one line, the same wherever targets are listed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetRow {
    /// Permanent id; the row's anchor in a table is `t-<id>`.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// The chapter it belongs to; none on that chapter's own page.
    pub chapter: Option<Link>,
    /// Kind of measure in people's words: 累计类.
    pub measure: String,
    /// Strength of the wording where the report says so: 确保, 力争.
    pub commitment: Option<String>,
    /// It is an 其中 of the row above it.
    pub part: bool,
    /// The goal in the text's own shape: 不少于20个, 不少于xx个, or the words of a milestone.
    pub goal: Value,
    /// It is standing work, without a goal.
    pub standing: bool,
    /// The goal says more than that the work is to be done; otherwise a list leaves it out and a table shows it.
    pub goal_tells: bool,
    /// The goal of growth: 同比增长8%.
    pub growth_goal: Option<Value>,
    /// The newest value; none if there is none, which is not zero.
    pub actual: Option<Value>,
    /// The newest growth.
    pub growth: Option<Value>,
    /// Date of the newest value: 2022年6月30日.
    pub as_of: Option<String>,
    /// What was due by then.
    pub expected: Option<Value>,
    /// Share of the goal reached: 55.0%.
    pub completion: Option<Value>,
    /// Its status.
    pub status: Status,
    /// Further words beside the status: 逾期完成, 力争目标.
    pub tags: Vec<String>,
    /// Reason and next step, beside the status wherever it shows.
    pub explain: Option<Explain>,
    /// Lead offices.
    pub offices: Vec<OfficeRef>,
}

/// How to cite a page, in the forms that people and programs take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// As text.
    pub text: String,
    /// As BibTeX.
    pub bibtex: String,
    /// As RIS.
    pub ris: String,
}
