//! The statuses a target may have and the words people read for them (contract §4, wording.md). It judges nothing.

/// How a target stands. Every target has exactly one status, so the counts add up to the number of targets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    /// 已完成
    Done,
    /// 进度较快
    Ahead,
    /// 按计划
    OnSchedule,
    /// 进度偏慢
    Behind,
    /// 到期未完成; of a 力争 target: 未实现
    Missed,
    /// 未到时点
    NotDue,
    /// 暂无数据, which is never 0
    Unreported,
    /// 原文隐去: the text at hand shows a mask
    Masked,
    /// 暂不公开: the publisher decided so
    Withheld,
    /// 常态推进
    Ongoing,
    /// 不作评价
    NotAssessed,
}

impl Status {
    /// Every status, in the order of every list and chart.
    pub const ALL: [Self; 11] = [
        Self::Done,
        Self::Ahead,
        Self::OnSchedule,
        Self::Behind,
        Self::Missed,
        Self::NotDue,
        Self::Unreported,
        Self::Masked,
        Self::Withheld,
        Self::Ongoing,
        Self::NotAssessed,
    ];

    /// The key in data files and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Ahead => "ahead",
            Self::OnSchedule => "on-schedule",
            Self::Behind => "behind",
            Self::Missed => "missed",
            Self::NotDue => "not-due",
            Self::Unreported => "unreported",
            Self::Masked => "masked",
            Self::Withheld => "withheld",
            Self::Ongoing => "ongoing",
            Self::NotAssessed => "not-assessed",
        }
    }

    /// The short word. A missed 力争 target reads otherwise: use [`Assessment::chip`](crate::assess::Assessment::chip) for one target.
    pub fn chip(self) -> &'static str {
        match self {
            Self::Done => "已完成",
            Self::Ahead => "进度较快",
            Self::OnSchedule => "按计划",
            Self::Behind => "进度偏慢",
            Self::Missed => "到期未完成",
            Self::NotDue => "未到时点",
            Self::Unreported => "暂无数据",
            Self::Masked => "原文隐去",
            Self::Withheld => "暂不公开",
            Self::Ongoing => "常态推进",
            Self::NotAssessed => "不作评价",
        }
    }

    /// The full label. What a target without an expected amount reads is in [`Assessment::label`](crate::assess::Assessment::label).
    pub fn label(self) -> &'static str {
        match self {
            Self::Done => "已完成目标",
            Self::Ahead => "快于序时进度",
            Self::OnSchedule => "达到序时进度",
            Self::Behind => "慢于序时进度",
            Self::Missed => "到期未完成",
            Self::NotDue => "未到评价时点",
            Self::Unreported => "暂未填报",
            Self::Masked => "原文以“XX”代替",
            Self::Withheld => "暂不公开",
            Self::Ongoing => "常态推进，不设数量目标",
            Self::NotAssessed => "不作进度评价",
        }
    }

    /// Whether the page must say why: a status of this kind without an explanation is a warning (contract §4).
    pub fn asks_for_reason(self) -> bool {
        matches!(self, Self::Behind | Self::Missed)
    }

    /// From worse to better, for targets with two parts (contract §4). A part without final figures is worst: nothing is claimed for it.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Self::Unreported | Self::Masked | Self::Withheld | Self::Ongoing | Self::NotAssessed => 0,
            Self::Missed => 1,
            Self::Behind => 2,
            Self::NotDue => 3,
            Self::OnSchedule => 4,
            Self::Ahead => 5,
            Self::Done => 6,
        }
    }
}
