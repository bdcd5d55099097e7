//! `review` of a report, a figures file, a list or an article: the office's own record of who saw it before it was published.

use crate::diagnostic::Diagnostic;
use crate::report::review::{Record, Review, Step};
use crate::syntax::decode;
use crate::syntax::fields::{Fields, Known};
use crate::syntax::yaml::Node;

pub(in crate::syntax) const KEYS: Known = &[("drafted", "起草"), ("checked", "校对"), ("approved", "签发"), ("secrecy", "保密审查")];
pub(in crate::syntax) const STEP: Known = &[("by", "岗位"), ("on", "日期"), ("result", "结果")];

/// Decodes it.
pub(super) fn review(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Review> {
    let mut fields = Fields::of(node, "审核记录", KEYS, findings)?;
    let steps = Step::ALL.into_iter().filter_map(|step| Some((step, fields.optional(step.key(), record)?))).collect();
    Some(Review { steps, span: node.span })
}

fn record(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Record> {
    let mut fields = Fields::of(node, "审核记录的一步", STEP, findings)?;
    let by = fields.optional("by", decode::text).map(|by| by.value);
    let on = fields.optional("on", decode::date);
    let result = fields.optional("result", decode::text);
    Some(Record { by, on, result, span: node.span })
}
