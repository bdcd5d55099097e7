//! The statuses as a drawing shows them: a colour, a pattern and a small shape each, so that none rests on colour alone.

use crate::chart::canvas::Canvas;
use crate::chart::ink::Ink;

/// A status of contract §4, for a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// 已完成
    Done,
    /// 进度较快
    Ahead,
    /// 按计划
    OnSchedule,
    /// 进度偏慢
    Behind,
    /// 到期未完成
    Missed,
    /// 未到时点
    NotDue,
    /// 暂无数据
    Unreported,
    /// 原文隐去
    Masked,
    /// 暂不公开
    Withheld,
    /// 常态推进
    Ongoing,
    /// 不作评价
    NotAssessed,
}

impl Tone {
    /// Every status, in the order bars and legends show them.
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

    /// The status of a code of contract §4.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tone| tone.code() == code)
    }

    /// The code of contract §4.
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

    /// The short words for it.
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

    /// Whether the target met its goal or keeps its pace.
    pub fn is_on_schedule(self) -> bool {
        matches!(self, Self::Done | Self::Ahead | Self::OnSchedule)
    }

    /// Whether the target is slower than its pace or missed its goal.
    pub fn is_slow(self) -> bool {
        matches!(self, Self::Behind | Self::Missed)
    }

    /// What its bars are filled with.
    pub fn ink(self) -> Ink {
        match self {
            Self::Done => Ink::Done,
            Self::Ahead => Ink::Ahead,
            Self::OnSchedule => Ink::OnSchedule,
            Self::Behind => Ink::Behind,
            Self::Missed => Ink::Missed,
            Self::NotDue => Ink::NotDue,
            Self::Unreported => Ink::Unreported,
            Self::Masked => Ink::Masked,
            Self::Withheld => Ink::Withheld,
            Self::Ongoing => Ink::Ongoing,
            Self::NotAssessed => Ink::NotAssessed,
        }
    }

    /// Its shape, twelve units wide: whether it is filled or drawn in lines, and a path that begins at its centre.
    pub fn outline(self) -> (bool, &'static str) {
        match self {
            Self::Done => (true, "m-6 0l2-2 3 3 5-6 2 2-7 8z"),
            Self::Ahead => (true, "m0-6l6 6h-3v6h-6v-6h-3z"),
            Self::OnSchedule => (true, "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"),
            Self::Behind => (true, "m-6-5h12l-6 10z"),
            Self::Missed => (true, "m-5-3l2-2 3 3 3-3 2 2-3 3 3 3-2 2-3-3-3 3-2-2 3-3z"),
            Self::NotDue => (false, "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0zm5-3v3h3"),
            Self::Unreported => (false, "m-5.5 0h3m1 0h3m1 0h3"),
            Self::Masked => (false, "m-5-4l4 8m0-8l-4 8m6-8l4 8m0-8l-4 8"),
            Self::Withheld => (false, "m-5-5h10v10h-10zm0 5h10"),
            Self::Ongoing => (false, "m-5-3h8l-2-2m2 2l-2 2m4 3h-8l2-2m-2 2l2 2"),
            Self::NotAssessed => (false, "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0zm1.5 3.5l7-7"),
        }
    }

    /// Draws its shape, twelve units wide, around a centre.
    pub fn shape(self, canvas: &mut Canvas, x: f64, y: f64) {
        let (filled, lines) = self.outline();
        let ink = match (filled, self) {
            (false, _) => Ink::ShapeOfNone,
            (true, Self::Done) => Ink::ShapeOfDone,
            (true, Self::Ahead) => Ink::ShapeOfAhead,
            (true, Self::Behind) => Ink::ShapeOfBehind,
            (true, Self::Missed) => Ink::ShapeOfMissed,
            (true, _) => Ink::ShapeOfOnSchedule,
        };
        canvas.shape(ink, x, y, lines);
    }
}

#[cfg(test)]
mod tests {
    use super::Tone;

    #[test]
    fn every_code_finds_its_status() {
        for tone in Tone::ALL {
            assert_eq!(Tone::of_code(tone.code()), Some(tone));
        }
        assert_eq!(Tone::of_code("late"), None);
    }
}
