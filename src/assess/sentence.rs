//! The judgement of one target in sentences, with the numbers put in (wording.md, Statuses). A sentence whose value is missing is left out
//! whole; no sentence blames.

use crate::assess::case::counting;
use crate::assess::status::Status;
use crate::assess::words::{
    GoalText, amount_text, expected_date, explanation, gap_text, goal_text, growth_goal_text, growth_text, marked, stage_text,
};
use crate::assess::{Assessment, PartResult};
use crate::report::Report;
use crate::report::entry::Content;
use crate::report::target::{Measure, Stage, Target};
use crate::value::date::chinese;
use crate::value::decimal::Decimal;

/// The sentences of a target's page, in order. `demo` marks every reported, expected or disclosed value with （演示）.
pub fn sentence(report: &Report, target: &Target, assessment: &Assessment, demo: bool) -> Vec<String> {
    let teller = Teller { report, target, assessment, demo };
    let mut sentences = match assessment.status {
        Status::Done | Status::Ahead | Status::OnSchedule | Status::Behind | Status::Missed => teller.judged(),
        Status::NotDue => vec![format!("本项到期（{}）再评价，此前只公布进展，不作快慢评价。", chinese(target.due()))],
        Status::Unreported => teller.unreported(),
        Status::Masked => vec![teller.masked()],
        Status::Withheld => teller.with_reason("本项数据暂不公开。", "可依法申请公开。"),
        Status::Ongoing => vec![teller.ongoing()],
        Status::NotAssessed => teller.with_reason("本项只公布进展，不作快慢评价。", ""),
    };
    sentences.extend(teller.because());
    sentences
}

/// What the sentences are told from.
struct Teller<'a> {
    report: &'a Report,
    target: &'a Target,
    assessment: &'a Assessment,
    demo: bool,
}

impl Teller<'_> {
    /// Each part that was judged, by its own status.
    fn judged(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        if let Some(part) = &self.assessment.value {
            sentences.extend(self.value(part));
        }
        if let Some(part) = &self.assessment.growth {
            sentences.extend(self.growth(part));
        }
        if let Some(why) = &self.assessment.left_out {
            sentences.push(format!("{why}。"));
        }
        if self.assessment.late {
            sentences.push(format!("完成时间晚于到期日（{}）。", chinese(self.target.due())));
        }
        if self.assessment.is_strive_missed() {
            sentences.push("本项为力争目标，不计入到期未完成。".into());
        }
        sentences
    }

    /// The value part in one sentence.
    fn value(&self, part: &PartResult) -> Option<String> {
        match &self.target.measure {
            Measure::Milestone { stages } => self.milestone(part, stages),
            Measure::Trend(_) => {
                let goal = goal_text(self.report, self.target, self.demo)?;
                self.growth_sentence(part, &goal, &self.compared(part)?)
            }
            Measure::Cumulative | Measure::Rate | Measure::Level { .. } | Measure::Cap => self.amount(part),
            Measure::Standing => None,
        }
    }

    /// A value that is an amount.
    fn amount(&self, part: &PartResult) -> Option<String> {
        let goal = goal_text(self.report, self.target, self.demo)?;
        let goal = goal.judged();
        let actual = self.number(part.actual.as_ref()?);
        let (day, due) = (chinese(self.assessment.as_of?), chinese(self.target.due()));
        let is_cap = self.target.measure == Measure::Cap;
        Some(match (part.status, &self.assessment.expected) {
            (Status::Done, _) if is_cap => format!("截至{day}，实际为{actual}，已达到目标{goal}。"),
            (Status::Done, _) => format!("截至{day}，实际完成{actual}，已达到目标{goal}。"),
            (Status::Missed, _) if is_cap => format!("到{due}应{goal}，实际为{actual}。"),
            (Status::Missed, _) => format!("应于{due}前完成{goal}，实际完成{actual}。"),
            (Status::Behind | Status::OnSchedule | Status::Ahead, Some(expected)) => {
                let gap = part.gap.as_ref().map(|gap| format!("，相差{}", gap_text(gap, self.target.unit.as_ref(), self.demo)));
                format!("按序时应完成{}，实际完成{actual}{}。", self.number(&expected.shown), gap.unwrap_or_default())
            }
            _ => format!("目标{goal}，截至{day}{actual}。"),
        })
    }

    /// The growth part.
    fn growth(&self, part: &PartResult) -> Option<String> {
        let goal = growth_goal_text(self.target, self.demo)?;
        self.growth_sentence(part, &goal, &growth_text(part.actual.as_ref()?, self.demo))
    }

    /// Growth, of a trend or of the growth part.
    fn growth_sentence(&self, part: &PartResult, goal: &GoalText, actual: &str) -> Option<String> {
        let goal = goal.judged();
        let (day, due) = (chinese(self.assessment.as_of?), chinese(self.target.due()));
        Some(match part.status {
            Status::Done => format!("截至{day}{actual}，已达到目标：{goal}。"),
            Status::Missed => format!("到{due}的目标是{goal}，实际{actual}。"),
            _ => format!("目标{goal}，截至{day}{actual}。"),
        })
    }

    /// A trend's growth, with the growth it is compared with.
    fn compared(&self, part: &PartResult) -> Option<String> {
        let own = growth_text(part.actual.as_ref()?, self.demo);
        let other = part.other.as_ref().and_then(|(index, growth)| {
            let name = &self.report.targets.get(*index)?.name;
            Some(format!("（“{name}”{}）", growth_text(growth, self.demo)))
        });
        Some(own + &other.unwrap_or_default())
    }

    /// A milestone.
    fn milestone(&self, part: &PartResult, stages: &[Stage]) -> Option<String> {
        let goal = goal_text(self.report, self.target, self.demo)?.stated;
        let actual = stage_text(stages, self.assessment.stages?.reached, self.demo);
        let (day, due) = (chinese(self.assessment.as_of?), chinese(self.target.due()));
        let goal_is_plain = stages.len() == 1;
        Some(match part.status {
            Status::Done if goal_is_plain => format!("截至{day}，{actual}。"),
            Status::Done => format!("截至{day}，{actual}，已达到目标。"),
            Status::Missed if goal_is_plain => format!("应于{due}前完成，截至{day}{actual}。"),
            Status::Missed => format!("应于{due}前到达“{goal}”节点，截至{day}{actual}。"),
            _ => {
                let due_stage = self.assessment.stages.and_then(|state| stages.get(state.expected?));
                let by_now = due_stage.map(|stage| format!("按计划应到达“{}”节点，", stage.name)).unwrap_or_default();
                format!("目标“{goal}”，{by_now}截至{day}{actual}。")
            }
        })
    }

    /// Nothing to judge with: the date is the report's, since the target has none.
    fn unreported(&self) -> Vec<String> {
        let Some(until) = self.report.as_of() else {
            return vec!["目标已公布，进展数据尚未发布。".into()];
        };
        // Rule 4 with an entry: something was reported, but not what the goal is about.
        let usable = if self.assessment.rule == 4 && self.assessment.as_of.is_some() { "可供评价的" } else { "" };
        let mut sentences = vec![format!("截至{}，尚未收到本项{usable}数据。暂无数据不等于零。", chinese(until))];
        if let Some(day) = self.assessment.as_of {
            sentences.push(format!("最近一次数据截至{}。", chinese(day)));
        }
        if let Some(reason) = &self.assessment.reason {
            sentences.push(format!("无数据原因：{reason}。"));
        }
        sentences
    }

    /// The text has a mask where the number should stand.
    fn masked(&self) -> String {
        let growth_mask = || match self.target.growth.as_ref().map(|growth| &growth.amount) {
            Some(crate::value::quantity::Amount::Masked(mask)) => Some(mask),
            _ => None,
        };
        let mask = self.target.mask().or_else(growth_mask).map_or("XX", |mask| mask.text());
        format!("本站依据的文本此处为“{mask}”，未载明数值，因此不作评价。")
    }

    fn with_reason(&self, first: &str, last: &str) -> Vec<String> {
        let reason = self.assessment.reason.as_ref().map(|reason| format!("理由：{reason}。"));
        let last = Some(last.to_owned()).filter(|last| !last.is_empty());
        std::iter::once(first.to_owned()).chain(reason).chain(last).collect()
    }

    fn ongoing(&self) -> String {
        let notes = counting(self.target).filter(|(_, entry)| matches!(entry.content, Content::Note { .. })).count();
        if notes == 0 {
            "暂未公布工作情况。".into()
        } else {
            format!("已公布工作情况{}条。", marked(notes.to_string(), self.demo))
        }
    }

    /// Reason and next step, or that they are missing where progress is slow.
    fn because(&self) -> Option<String> {
        let slow = self.assessment.status.asks_for_reason();
        let Some(given) = explanation(self.target, self.assessment.as_of) else {
            return slow.then(|| "责任单位尚未说明原因。".into());
        };
        let plain = |text: &str| text.trim_end_matches(['。', '；']).to_owned();
        let next_word = if self.assessment.status == Status::Missed { "后续安排" } else { "下一步" };
        let next = given.next.as_deref().map(|next| format!("；{next_word}：{}", plain(next)));
        let expected = given.expected.as_deref().map(|expected| format!("；预计{}完成", expected_date(expected)));
        Some(format!("原因：{}{}{}。", plain(&given.reason), next.unwrap_or_default(), expected.unwrap_or_default()))
    }

    fn number(&self, number: &Decimal) -> String {
        amount_text(number, self.target.unit.as_ref(), self.demo)
    }
}
