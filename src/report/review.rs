//! 审核记录: who drafted, checked, approved and cleared something for publication, by post. Kept apart from what is published
//! ([`crate::report::World::reviews`]), so that no output can hold a word of it.

use crate::source::{Span, Spanned};
use jiff::civil::Date;

/// `review` of a report, a figures file, a list or an article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Review {
    /// The steps that are recorded, in their order.
    pub steps: Vec<(Step, Record)>,
    /// Where it stands.
    pub span: Span,
}

/// The steps before publication.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Step {
    /// 起草
    Drafted,
    /// 校对
    Checked,
    /// 签发
    Approved,
    /// 保密审查
    Secrecy,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 4] = [Self::Drafted, Self::Checked, Self::Approved, Self::Secrecy];

    /// The key in the data files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::Checked => "checked",
            Self::Approved => "approved",
            Self::Secrecy => "secrecy",
        }
    }

    /// The word people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Drafted => "起草",
            Self::Checked => "校对",
            Self::Approved => "签发",
            Self::Secrecy => "保密审查",
        }
    }
}

/// One step: by which post, when, with which result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// The post, never a name.
    pub by: Option<String>,
    /// The day.
    pub on: Option<Spanned<Date>>,
    /// 同意, 可以公开 …
    pub result: Option<Spanned<String>>,
    /// Where the step stands.
    pub span: Span,
}

impl Review {
    /// A step, where it is recorded.
    pub fn step(&self, step: Step) -> Option<&Record> {
        self.steps.iter().find(|(found, _)| *found == step).map(|(_, record)| record)
    }
}
