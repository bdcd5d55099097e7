//! Comparators: how a goal is meant, and the words that say so (contract §1, `op`; standards §5.3).

/// How an observed amount is compared with the goal.
///
/// 以上、以内 include the number itself and 超过、不足 do not, after 民法典第1259条, applied here as a presumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparator {
    /// 达到、完成、实现: at or above the goal.
    Reach,
    /// 不少于、不低于、以上: at or above the goal.
    AtLeast,
    /// 超、突破: above the goal.
    MoreThan,
    /// 以内、不超过: at or below the goal.
    AtMost,
    /// 不足、低于: below the goal.
    LessThan,
    /// 左右: the goal give or take the tolerance of the assessment policy.
    About,
    /// From a lower to an upper bound, both included.
    Range,
}

impl Comparator {
    /// Every comparator, in the order of the contract.
    pub const ALL: [Self; 7] = [Self::Reach, Self::AtLeast, Self::MoreThan, Self::AtMost, Self::LessThan, Self::About, Self::Range];

    /// The key in the data files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reach => "reach",
            Self::AtLeast => "at-least",
            Self::MoreThan => "more-than",
            Self::AtMost => "at-most",
            Self::LessThan => "less-than",
            Self::About => "about",
            Self::Range => "range",
        }
    }

    /// The comparator of a key.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|op| op.code() == code)
    }

    /// Words before and after the number when we print a goal ourselves, e.g. 不少于20个.
    pub fn around(self) -> (&'static str, &'static str) {
        match self {
            Self::Reach | Self::Range => ("", ""),
            Self::AtLeast => ("不少于", ""),
            Self::MoreThan => ("超过", ""),
            Self::AtMost => ("不超过", ""),
            Self::LessThan => ("低于", ""),
            Self::About => ("", "左右"),
        }
    }

    /// Whether the goal is a ceiling: only level and cap may have one.
    pub fn is_ceiling(self) -> bool {
        matches!(self, Self::AtMost | Self::LessThan)
    }
}

/// Words that stand directly before a number, longest first, with what they mean.
pub const WORDS_BEFORE: &[(&str, Comparator)] = &[
    ("控制在", Comparator::AtMost),
    ("不少于", Comparator::AtLeast),
    ("不低于", Comparator::AtLeast),
    ("不超过", Comparator::AtMost),
    ("不高于", Comparator::AtMost),
    ("不突破", Comparator::AtMost),
    ("不多于", Comparator::AtMost),
    ("至少", Comparator::AtLeast),
    ("超过", Comparator::MoreThan),
    ("突破", Comparator::MoreThan),
    ("高于", Comparator::MoreThan),
    ("多于", Comparator::MoreThan),
    ("达到", Comparator::Reach),
    ("完成", Comparator::Reach),
    ("实现", Comparator::Reach),
    ("低于", Comparator::LessThan),
    ("少于", Comparator::LessThan),
    ("不足", Comparator::LessThan),
    ("不到", Comparator::LessThan),
    ("不满", Comparator::LessThan),
    ("超", Comparator::MoreThan),
    ("达", Comparator::Reach),
    ("约", Comparator::About),
];

/// Words that stand directly after the unit, longest first, with what they mean.
pub const WORDS_AFTER: &[(&str, Comparator)] = &[
    ("及以上", Comparator::AtLeast),
    ("以上", Comparator::AtLeast),
    ("以内", Comparator::AtMost),
    ("以下", Comparator::AtMost),
    ("之内", Comparator::AtMost),
    ("左右", Comparator::About),
    ("上下", Comparator::About),
];
