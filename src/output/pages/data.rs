//! 数据下载: every data file with what it holds, and every column of the tables explained.

use crate::output::data::table::Column;
use crate::output::data::{self, DataKey, Form, Scope, Subject};
use crate::output::desk::Desk;
use crate::output::frame::{About, frame};
use crate::report::Report;
use crate::site::PageKey;
use crate::view::prose::{DataField, DataFile, DataGroup, DataPage, DataTable, Download};
use crate::view::{Page, View};

/// `data/index.html`
pub(super) fn view(desk: &Desk<'_>) -> Option<View> {
    let about = About {
        heading: "数据下载".into(),
        description: Some("目标和完成情况的数据文件。".into()),
        part: Some(PageKey::Data),
        ..About::default()
    };
    let mut lead = vec!["页面上的每一个数字都可以在这里取用，数据文件与页面出自同一份数据。".to_owned()];
    if desk.sample() {
        lead.push("本站是演示站点，数据文件里的数字都是演示数据，请勿引用。".into());
    }
    let reports = desk.world().reports.iter().enumerate();
    let all = group(desk, "全部年度".into(), Scope::All);
    let page = DataPage {
        lead,
        groups: reports.map(|(at, report)| of_report(desk, at, report)).chain([all]).collect(),
        notes: vec![
            "原文以“XX”代替的数值、暂不公开的数值，在数据文件里是空值（JSON 中为 null），不是0；旁边一列写明情况。".into(),
            "数字保留来源写法的小数位数，不加千位分隔；完成比例和序时进度以百分比表示，保留一位小数。".into(),
            "CSV 用 Excel、WPS 表格可以直接打开。为防止被当作公式或长数字改写，这类文字前面加了一个英文单引号。".into(),
            "每项目标、每张图表和每张清单的页面上，都有它自己的数据文件。".into(),
        ],
        tables: Subject::ALL.map(explained).into(),
    };
    Some(View { frame: frame(desk, &PageKey::Data, about), page: Page::Data(page) })
}

fn of_report(desk: &Desk<'_>, at: usize, report: &Report) -> DataGroup {
    let mut group = group(desk, format!("{}年", report.year), Scope::Report(at));
    let lists = report.lists.iter().enumerate().filter(|(_, list)| !list.heads().is_empty());
    group.files.extend(lists.map(|(number, list)| DataFile {
        label: list.title.clone(),
        note: None,
        forms: form(desk, &list.title, &DataKey::List(at, number), Form::Csv).into_iter().collect(),
    }));
    group
}

fn group(desk: &Desk<'_>, heading: String, scope: Scope) -> DataGroup {
    let forms = |subject: Subject| {
        Form::ALL.into_iter().filter_map(move |kind| form(desk, subject.title(), &DataKey::Table(scope, subject, kind), kind))
    };
    let file = |subject: Subject| DataFile {
        label: subject.title().into(),
        note: Some(subject.summary().into()),
        forms: forms(subject).collect(),
    };
    DataGroup { heading, files: Subject::ALL.map(file).into() }
}

/// A form of a file, with the thing's name for those who hear the link alone.
fn form(desk: &Desk<'_>, label: &str, key: &DataKey, kind: Form) -> Option<Download> {
    let path = data::path(&desk.world().reports, key)?;
    Some(Download { label: label.into(), href: desk.file(&path), format: kind.word().into(), size: None, note: None })
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
