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
}

impl Summary {
    /// A summary that knows the findings only; the caller adds targets, pages and date.
    pub fn of(outcome: Outcome, findings: &[Diagnostic]) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        let (errors, warnings, notices) = (count(Severity::Error), count(Severity::Warning), count(Severity::Notice));
        Self { outcome, errors, warnings, notices, targets: None, pages: None, as_of: None }
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
    use super::{Outcome, Summary};
    use crate::diagnostic::Diagnostic;
    use jiff::civil::date;

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
