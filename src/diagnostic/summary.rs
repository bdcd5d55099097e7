//! The last line of a run: what came of it, in one sentence (wording.md), and the same as counts for programs.

use crate::diagnostic::{Diagnostic, Severity};
use crate::value::date::chinese;
use jiff::civil::Date;
use serde::Serialize;

/// What came of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The site was written.
    Built,
    /// `check` found nothing that stops.
    Passed,
    /// Nothing was written.
    Stopped,
    /// `check` found what would stop a build.
    Failed,
}

/// The outcome with its numbers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Summary {
    /// What came of the run.
    pub outcome: Outcome,
    /// Findings that stop every build.
    pub errors: usize,
    /// Findings that stop a strict or official build.
    pub warnings: usize,
    /// Findings that stop nothing.
    pub notices: usize,
    /// Targets of all reports; `None` when the run ended before they were known.
    pub targets: Option<usize>,
    /// Pages of the site; `None` when it was not planned.
    pub pages: Option<usize>,
    /// The newest date of the figures, when there are figures.
    pub as_of: Option<Date>,
    /// When columns will need a new article; programs find it beside the summary.
    #[serde(skip)]
    pub forecast: Vec<Forecast>,
    /// Articles that were left out, for people.
    #[serde(skip)]
    pub left_out: LeftOut,
}

/// When a column will be without a new article for longer than it promises.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Forecast {
    /// The column's address.
    pub column: String,
    /// Its name.
    pub name: String,
    /// The day of its newest article.
    pub newest: Date,
    /// The day of the last article that is already dated and comes in time.
    pub planned: Option<Date>,
    /// How many days may pass.
    pub max_age_days: u32,
    /// The first day that is one too many.
    pub stale_from: Date,
    /// Whether that day has come.
    pub stale: bool,
}

impl Forecast {
    /// The line people read.
    pub fn sentence(&self) -> String {
        let Self { name, newest, max_age_days, stale_from, .. } = self;
        let planned = self.planned.map_or_else(String::new, |day| format!("，已安排{day}再更新"));
        let late = if self.stale {
            format!("，{stale_from}起已超过{max_age_days}天未更新。")
        } else {
            format!("，{stale_from}起超过{max_age_days}天未更新。")
        };
        format!("栏目更新提醒：“{name}”最近更新{newest}{planned}{late}")
    }
}

/// How many articles were left out.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// Their publish time has not come.
    pub waiting: usize,
    /// They are drafts.
    pub drafts: usize,
}

impl LeftOut {
    /// The line people read; none where nothing was left out.
    pub fn sentence(self) -> Option<String> {
        let Self { waiting, drafts } = self;
        let counts: Vec<String> = [(waiting, "篇未到发布时间"), (drafts, "篇草稿")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count}{what}"))
            .collect();
        (!counts.is_empty()).then(|| format!("栏目文章有{}，没有放到网站上。", counts.join("、")))
    }
}

impl Summary {
    /// A summary that knows the findings only; the caller adds targets, pages and date.
    pub fn of(outcome: Outcome, findings: &[Diagnostic]) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        let (errors, warnings, notices) = (count(Severity::Error), count(Severity::Warning), count(Severity::Notice));
        Self {
            outcome,
            errors,
            warnings,
            notices,
            targets: None,
            pages: None,
            as_of: None,
            forecast: Vec::new(),
            left_out: LeftOut::default(),
        }
    }

    /// The sentence.
    pub fn sentence(&self) -> String {
        let (errors, warnings) = (self.errors, self.warnings);
        // A strict or official run may be stopped by warnings alone.
        let found = match (errors, warnings) {
            (0, warnings) => format!("{warnings}个提醒"),
            (errors, _) => format!("{errors}个错误"),
        };
        match self.outcome {
            Outcome::Stopped => format!("发现{found}，站点没有生成，已发布的内容没有变化。"),
            Outcome::Failed => format!("检查没有通过：{errors}个错误，{warnings}个提醒。"),
            Outcome::Passed | Outcome::Built => {
                let targets = self.targets.map_or_else(String::new, |targets| format!("{targets}项目标，"));
                format!("检查通过：{targets}{errors}个错误，{warnings}个提醒。{}", self.built())
            }
        }
    }

    fn built(&self) -> String {
        if self.outcome != Outcome::Built {
            return String::new();
        }
        let pages = self.pages.map_or_else(String::new, |pages| format!("，共{pages}页"));
        let as_of = self.as_of.map_or_else(String::new, |date| format!("，数据截至{}", chinese(date)));
        format!("站点已生成{pages}{as_of}。")
    }
}

#[cfg(test)]
mod tests {
    use super::{Forecast, LeftOut, Outcome, Summary};
    use crate::diagnostic::Diagnostic;
    use jiff::civil::date;

    #[test]
    fn lines_about_columns() {
        let soon = Forecast {
            column: "notices".into(),
            name: "通知公告".into(),
            newest: date(2023, 4, 1),
            planned: None,
            max_age_days: 180,
            stale_from: date(2023, 9, 29),
            stale: false,
        };
        assert_eq!(soon.sentence(), "栏目更新提醒：“通知公告”最近更新2023-04-01，2023-09-29起超过180天未更新。");
        let planned = Forecast { planned: Some(date(2023, 5, 1)), stale_from: date(2023, 10, 29), ..soon.clone() };
        assert_eq!(planned.sentence(), "栏目更新提醒：“通知公告”最近更新2023-04-01，已安排2023-05-01再更新，2023-10-29起超过180天未更新。");
        assert!(Forecast { stale: true, ..soon }.sentence().ends_with("2023-09-29起已超过180天未更新。"));
        assert_eq!(LeftOut { waiting: 2, drafts: 1 }.sentence().as_deref(), Some("栏目文章有2篇未到发布时间、1篇草稿，没有放到网站上。"));
        assert_eq!(LeftOut::default().sentence(), None);
    }

    #[test]
    fn sentences() {
        let warnings = vec![Diagnostic::warning("a", "a"), Diagnostic::warning("b", "b"), Diagnostic::notice("c", "c")];
        let built =
            Summary { targets: Some(80), pages: Some(123), as_of: Some(date(2022, 9, 30)), ..Summary::of(Outcome::Built, &warnings) };
        assert_eq!(built.sentence(), "检查通过：80项目标，0个错误，2个提醒。站点已生成，共123页，数据截至2022年9月30日。");
        let passed = Summary { outcome: Outcome::Passed, ..built.clone() };
        assert_eq!(passed.sentence(), "检查通过：80项目标，0个错误，2个提醒。");
        let stopped = Summary { errors: 3, outcome: Outcome::Stopped, ..built.clone() };
        assert_eq!(stopped.sentence(), "发现3个错误，站点没有生成，已发布的内容没有变化。");
        let strict = Summary { outcome: Outcome::Stopped, ..built.clone() };
        assert_eq!(strict.sentence(), "发现2个提醒，站点没有生成，已发布的内容没有变化。");
        let failed = Summary { errors: 3, outcome: Outcome::Failed, ..built };
        assert_eq!(failed.sentence(), "检查没有通过：3个错误，2个提醒。");
    }
}
