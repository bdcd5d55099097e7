//! Reports that came or went, and the fields of a report that people cite it by.

use crate::diagnostic::{Diagnostic, Place};
use crate::record::compare::{Comparison, Difference, Kind, Pair, Sides};
use crate::report::Report;
use crate::source::FileId;
use crate::value::date::{chinese, moment_text};
use jiff::civil::{Date, DateTime};

/// A report that was not there.
pub(super) fn added(new: &Report, found: &mut Comparison) {
    let figures: usize = new.targets.iter().map(|target| target.entries.len()).sum();
    let sentence = format!("新增：{}年的报告，{}项目标，{figures}个数据。", new.year, new.targets.len());
    found.differences.push(Difference::new(Kind::Added, new, "report", sentence));
}

/// A report that is no longer there: one problem, however many targets went with it.
pub(super) fn lost(sides: &Sides<'_>, old: &Report, found: &mut Comparison) {
    let path = sides.old_sources.path(old.file).to_owned();
    let count = old.targets.len();
    found.differences.push(Difference::new(Kind::Lost, old, "report", format!("缺失：{}年的报告和它的{count}项目标。", old.year)));
    found.findings.push(
        Diagnostic::error("record/target-lost", format!("{}年的报告连同{count}项目标不见了", old.year))
            .at_place(Place::File { path, position: None })
            .note(format!("原来写在 {}@{}", sides.old_sources.path(old.file), sides.revision))
            .remedy("请恢复这个文件夹；公布过的报告要一直可以查到。"),
    );
}

/// Title, dates and the other fields of the header.
pub(super) fn header(pair: &Pair<'_>, found: &mut Comparison) {
    let (old, new) = (pair.old, pair.new);
    published(pair, found);
    let date = |date: &Option<Date>| date.map(chinese);
    let text_status = |adopted: bool| Some(if adopted { "通过稿" } else { "草案" }.to_owned());
    let fields = [
        ("title", "标题", Some(old.title.clone()), Some(new.title.clone())),
        ("period", "目标期", Some(period(old)), Some(period(new))),
        ("text_status", "文本状态", text_status(old.adopted), text_status(new.adopted)),
        ("meeting", "会议", old.header.meeting.clone(), new.header.meeting.clone()),
        ("delivered_on", "报告日期", date(&old.header.delivered_on), date(&new.header.delivered_on)),
        ("resolution", "决议", old.header.resolution.clone(), new.header.resolution.clone()),
        ("issuer", "发布机构", old.header.issuer.clone(), new.header.issuer.clone()),
        ("index_no", "索引号", old.header.index_no.clone(), new.header.index_no.clone()),
        ("doc_no", "文号", old.header.doc_no.clone(), new.header.doc_no.clone()),
        ("subject", "主题分类", old.header.subject.clone(), new.header.subject.clone()),
        ("genre", "体裁分类", old.header.genre.clone(), new.header.genre.clone()),
        ("disclosure", "公开方式", old.header.disclosure.clone(), new.header.disclosure.clone()),
        ("validity", "有效性", old.header.validity.clone(), new.header.validity.clone()),
        ("signed_on", "成文日期", date(&old.header.signed_on), date(&new.header.signed_on)),
        ("next_update", "下次更新", old.next_update.clone(), new.next_update.clone()),
    ];
    for (field, label, old, new) in fields.into_iter().filter(|(_, _, old, new)| old != new) {
        let sentence = changed(label, old.as_deref(), new.as_deref());
        let span = pair.sides.line_of(pair.new.file, field);
        found.differences.push(Difference::new(Kind::Other, pair.new, field, sentence).values(old, new).at(span));
    }
}

/// When something was published is a fact: a later date would make old figures look fresh.
fn published(pair: &Pair<'_>, found: &mut Comparison) {
    let (sides, file) = (pair.sides, pair.new.file);
    moment(pair, (pair.old.published, pair.new.published), (pair.old.file, file), "报告", found);
    for new in &pair.new.releases {
        let path = sides.new_sources.path(new.file);
        let before = pair.old.releases.iter().find(|old| sides.old_sources.path(old.file) == path);
        if let Some(old) = before {
            moment(pair, (old.published, new.published), (old.file, new.file), "这批数据", found);
        }
    }
}

fn moment(
    pair: &Pair<'_>,
    (old, new): (Option<DateTime>, Option<DateTime>),
    (old_file, file): (FileId, FileId),
    what: &str,
    found: &mut Comparison,
) {
    if old == new {
        return;
    }
    let span = pair.sides.line_of(file, "published");
    let (before, after) = (old.map(moment_text), new.map(moment_text));
    let sentence = changed(&format!("{what}的发布时间"), before.as_deref(), after.as_deref());
    found.differences.push(Difference::new(Kind::Other, pair.new, "published", sentence).values(before.clone(), after.clone()).at(span));
    let Some(before) = before else { return };
    let message = match after {
        Some(after) => format!("{what}的发布时间由{before}改成了{after}"),
        None => format!("{what}的发布时间{before}被删去了"),
    };
    found.findings.push(
        Diagnostic::error("record/published-changed", message)
            .at(span)
            .note(pair.sides.line_was(old_file, "published"))
            .remedy(format!("请改回 published: {before}；更新数据不改原来的发布时间，新的数据写在新的 figures 文件里。")),
    );
}

fn period(report: &Report) -> String {
    format!("{}至{}", chinese(report.period.from()), chinese(report.period.to()))
}

/// `改动：标题由…改为…。`
fn changed(label: &str, old: Option<&str>, new: Option<&str>) -> String {
    match (old, new) {
        (Some(old), Some(new)) => format!("改动：{label}由{old}改为{new}。"),
        (None, Some(new)) => format!("改动：补写了{label}：{new}。"),
        (Some(_), None) | (None, None) => format!("改动：{label}删去了。"),
    }
}
