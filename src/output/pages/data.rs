//! 数据下载: every data file with what it holds, and every column of the tables explained.

use crate::output::attachments::size;
use crate::output::data::table::Column;
use crate::output::data::{self, DataKey, Form, Scope, Subject, api, linked, prepared, words};
use crate::output::desk::Desk;
use crate::output::frame::{About, frame};
use crate::report::Report;
use crate::site::PageKey;
use crate::view::prose::{DataField, DataFile, DataGroup, DataPage, DataTable, Download};
use crate::view::shared::Fact;
use crate::view::{Page, View};

/// `data/index.html`
pub(super) fn view(desk: &Desk<'_>) -> Option<View> {
    let about = About {
        heading: "数据下载".into(),
        description: Some("目标和完成情况的数据文件。".into()),
        part: Some(PageKey::Data),
        datasets: linked::datasets(desk.context),
        ..About::default()
    };
    let mut lead = vec!["页面上的每一个数字都可以在这里取用，数据文件与页面出自同一份数据。".to_owned()];
    if desk.sample() {
        lead.push("本站是演示站点，数据文件里的数字都是演示数据，请勿引用。".into());
    }
    let reports = &desk.world().reports;
    let all = group(desk, "全部年度".into(), Scope::All);
    let notes = words::NOTES.into_iter().chain([
        words::CSV_NOTE,
        "三种格式内容相同。Excel 表格另有一张“说明”表，写明各列的含义、单位和来源。",
        "每项目标、每张图表和每张清单的页面上，都有它自己的数据文件。",
    ]);
    let page = DataPage {
        lead,
        groups: reports.iter().enumerate().map(|(at, report)| of_report(desk, at, report)).chain([all]).collect(),
        notes: notes.map(str::to_owned).collect(),
        stated: stated(desk),
        updates: api::updates(desk),
        citations: reports.iter().filter_map(|report| words::citation(desk.context, report)).collect(),
        tables: Subject::ALL.map(explained).into(),
        addresses: api::addresses(desk),
    };
    Some(View { frame: frame(desk, &PageKey::Data, about), page: Page::Data(page) })
}

/// What the office states about its data; the terms lead to where they stand.
fn stated(desk: &Desk<'_>) -> Vec<Fact> {
    let opened = &desk.world().site.open_data;
    let terms = opened.terms_url.as_ref().map(|url| {
        let words = opened.terms.as_deref().unwrap_or("查看使用条件");
        let text = if desk.is_external(url) { format!("{words}（外部链接）") } else { words.to_owned() };
        Fact { label: "使用条件".into(), text, href: Some(url.clone()) }
    });
    let terms = terms.or_else(|| opened.terms.as_ref().map(|terms| Fact::of("使用条件", terms)));
    let rhythm = opened.rhythm.map(|rhythm| Fact::of("更新周期", rhythm));
    rhythm.into_iter().chain(terms).filter(|_| !desk.sample()).collect()
}

fn of_report(desk: &Desk<'_>, at: usize, report: &Report) -> DataGroup {
    let mut group = group(desk, format!("{}年", report.year), Scope::Report(at));
    let lists = report.lists.iter().enumerate().filter(|(_, list)| !list.heads().is_empty());
    group.files.extend(lists.map(|(number, list)| DataFile {
        label: list.title.clone(),
        note: None,
        forms: form(desk, &list.title, &DataKey::List(at, number), Form::Csv.word(), None).into_iter().collect(),
    }));
    group
}

fn group(desk: &Desk<'_>, heading: String, scope: Scope) -> DataGroup {
    let forms = |subject: Subject| {
        let made = prepared::made(desk.context, scope, subject);
        let length = move |form: Form| match form {
            Form::Csv => Some(made.csv.len()),
            Form::Json => Some(made.json.len()),
            // Known only when it is written, which happens only when it changed.
            Form::Xlsx => None,
        };
        Form::ALL
            .into_iter()
            .filter_map(move |kind| form(desk, subject.title(), &DataKey::Table(scope, subject, kind), kind.word(), length(kind)))
    };
    let file = |subject: Subject| DataFile {
        label: subject.title().into(),
        note: Some(subject.summary().into()),
        forms: forms(subject).collect(),
    };
    let whole = "全部表格和清单";
    let archive = DataFile {
        label: whole.into(),
        note: Some("上面的表格的三种格式和全部清单，附说明。单项目标、图表的文件不在内，它们的数都在表里。".into()),
        forms: form(desk, whole, &DataKey::Archive(scope), "zip 压缩包", None).into_iter().collect(),
    };
    DataGroup { heading, files: Subject::ALL.map(file).into_iter().chain([archive]).collect() }
}

/// A form of a file, with the thing's name for those who hear the link alone.
fn form(desk: &Desk<'_>, label: &str, key: &DataKey, format: &str, length: Option<usize>) -> Option<Download> {
    let path = data::path(&desk.world().reports, key)?;
    let size = length.and_then(|length| u64::try_from(length).ok()).map(size);
    Some(Download { label: label.into(), href: desk.file(&path), format: format.into(), size, note: None })
}

fn explained(subject: Subject) -> DataTable {
    let field = |column: &Column| DataField {
        key: column.key.into(),
        title: column.title.into(),
        kind: column.kind.word().into(),
        meaning: format!("{}。", column.meaning),
    };
    DataTable { title: subject.title().into(), name: subject.name().into(), fields: subject.columns().iter().map(field).collect() }
}
