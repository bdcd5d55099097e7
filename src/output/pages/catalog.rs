//! 公开目录 as a page.

use crate::output::catalog::{FIELDS, Row, rows};
use crate::output::data::table::Column as Field;
use crate::output::desk::Desk;
use crate::output::frame::{About, frame};
use crate::output::narrative::encoded;
use crate::site::PageKey;
use crate::value::date::chinese;
use crate::value::path::OutPath;
use crate::view::catalog::{CatalogPage, CatalogRow};
use crate::view::shared::{Fact, Link};
use crate::view::{Page, View};

/// `catalog/index.html`
pub(super) fn view(desk: &Desk<'_>) -> Option<View> {
    let rows = rows(desk.context);
    let about = About {
        heading: "公开目录".into(),
        description: Some(format!("本站公开的报告、清单、附件和数据文件，共{}件。", rows.len())),
        ..About::default()
    };
    let row = |(number, row): (usize, Row)| CatalogRow {
        number: (number + 1).to_string(),
        index_no: row.index_no,
        name: Link { label: row.name, href: encoded(&desk.file(&row.path)) },
        summary: row.summary,
        created: row.created.map(chinese),
        publisher: row.publisher,
        kind: row.kind.into(),
        format: row.format,
    };
    let field = |field: Field| Fact::of(field.key, format!("{}：{}。", field.title, field.meaning));
    let page = CatalogPage {
        lead: format!("本站公开的信息共{}件，每件一行。没有编索引号、没有载明日期的，该项空着。", rows.len()),
        rows: rows.into_iter().enumerate().map(row).collect(),
        file: Link { label: "下载目录（JSON）".into(), href: desk.file(&OutPath::new("catalog.json")?) },
        fields: FIELDS.map(field).to_vec(),
    };
    Some(View { frame: frame(desk, &PageKey::Catalog, about), page: Page::Catalog(page) })
}
