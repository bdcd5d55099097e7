//! 节点类: stages in order; the last one is the goal, and a later stage implies the earlier.

use crate::assess::status::Status;
use crate::report::target::Stage;
use jiff::civil::Date;

/// The formula as it is published.
pub const FORMULA: &str = "到达最后一个节点即为完成；到达后面的节点，前面的节点视为已经到达。到期前，有日期的节点按日期检查：\
                           到数据日期应到的节点都已到达的，为达到要求；还没有到第一个有日期的节点，或者节点都没有日期的，到期再评价。";

/// Whether the last stage is reached.
pub(crate) fn is_met(stages: &[Stage], reached: Option<usize>) -> bool {
    reached.is_some_and(|reached| reached + 1 >= stages.len())
}

/// The last stage that is due by a date; `None` before the first dated stage or without one.
pub(crate) fn due_by(stages: &[Stage], day: Date) -> Option<usize> {
    stages.iter().rposition(|stage| stage.due.is_some_and(|due| due <= day))
}

/// How an unmet milestone stands when the stage `due` should be reached.
pub(crate) fn progress(due: usize, reached: Option<usize>) -> Status {
    if reached.is_some_and(|reached| reached >= due) { Status::OnSchedule } else { Status::Behind }
}
