//! `lists/holidays.yaml`, as written: `years: {2022: {source, holidays: [{name, from, to}], workdays: [日期]}}`.

use crate::diagnostic::Diagnostic;
use crate::report::calendar::{Calendar, CalendarYear, Holiday};
use crate::source::{FileId, SourceFile};
use crate::syntax::decode;
use crate::syntax::fields::{Fields, Known, entries};
use crate::syntax::parsed;
use crate::syntax::yaml::Node;
use std::collections::BTreeMap;

/// Keys of the file, each with its meaning.
pub(in crate::syntax) const KEYS: Known = &[("years", "年份")];
/// Keys of a year, each with its meaning.
pub(in crate::syntax) const YEAR: Known = &[("source", "放假通知"), ("holidays", "放假"), ("workdays", "调休上班的日期")];
/// Keys of a holiday, each with its meaning.
pub(in crate::syntax) const HOLIDAY: Known = &[("name", "节日"), ("from", "第一天"), ("to", "最后一天")];

/// Decodes the calendar.
pub fn decode(id: FileId, file: &SourceFile, findings: &mut Vec<Diagnostic>) -> Option<Calendar> {
    let node = parsed(id, file, findings)?;
    let mut fields = Fields::of(&node, "节假日安排", KEYS, findings)?;
    Some(Calendar { years: fields.required("years", years)? })
}

fn years(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<BTreeMap<i16, CalendarYear>> {
    let mut years = BTreeMap::new();
    for (key, node) in entries(node, "年份", findings)? {
        let Some(number) = key.text.parse().ok().filter(|_| key.text.len() == 4 && key.text.bytes().all(|byte| byte.is_ascii_digit()))
        else {
            let finding = Diagnostic::error("date/calendar", format!("“{}”不是年份", key.text)).at(key.span);
            findings.push(finding.remedy("请写四位数字的年份，例如 2022。"));
            continue;
        };
        let Some(mut fields) = Fields::of(node, "一年的节假日安排", YEAR, findings) else { continue };
        let source = fields.required("source", decode::text);
        let holidays = fields.required("holidays", decode::list(holiday));
        let workdays = fields.optional("workdays", decode::list(decode::date)).unwrap_or_default();
        if let (Some(source), Some(holidays)) = (source, holidays) {
            years.insert(number, CalendarYear { source: source.value, holidays, workdays, span: key.span });
        }
    }
    Some(years)
}

fn holiday(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Holiday> {
    let mut fields = Fields::of(node, "放假", HOLIDAY, findings)?;
    let name = fields.required("name", decode::text);
    let from = fields.required("from", decode::date);
    let to = fields.required("to", decode::date);
    Some(Holiday { name: name?.value, from: from?, to: to? })
}
