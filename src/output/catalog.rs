//! 公开目录: one row for every piece of information that the site publishes on its own, with the index number, name, summary and date that
//! 政府信息公开条例 (art. 12) asks for, as `catalog/index.html` and as `catalog.json`. A row and a page or file belong to each other one to
//! one; what is not given stays empty.

use crate::output::Context;
use crate::output::attachments::{self, size};
use crate::output::data::table::{Column as Field, Kind};
use crate::output::data::{self, DataKey, Scope, words};
use crate::report::Report;
use crate::report::column::Column;
use crate::site::column::asset_path;
use crate::site::{PageKey, path};
use crate::source::format::Format;
use crate::value::date::moment_text;
use crate::value::path::OutPath;
use jiff::civil::{Date, DateTime};
use serde_json::{Value, json};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// 索引号, where the document has one.
    pub index_no: Option<String>,
    /// 名称
    pub name: String,
    /// 内容概述
    pub summary: String,
    /// 生成日期: of a document the day it was signed, of a data file the day its newest figures were published.
    pub created: Option<Date>,
    /// 发布时间
    pub published: Option<DateTime>,
    /// 发布机构
    pub publisher: String,
    /// 类别: 报告, 清单, 图解, 附件, 数据, 文章.
    pub kind: &'static str,
    /// 格式
    pub format: String,
    /// The page or file, from the root of the site.
    pub path: OutPath,
}

const fn field(kind: Kind, key: &'static str, title: &'static str, meaning: &'static str) -> Field {
    Field { key, title, meaning, kind }
}

/// The keys of a row in `catalog.json`, with the title and meaning that the page and the file itself give.
pub const FIELDS: [Field; 9] = [
    field(Kind::Text, "index_no", "索引号", "文件的索引号；没有编索引号的为空"),
    field(Kind::Text, "name", "名称", "标题"),
    field(Kind::Text, "summary", "内容概述", "一句话说明内容"),
    field(Kind::Date, "created", "生成日期", "文件为成文日期，数据为所含最新数据的发布日期；没有载明的为空"),
    field(Kind::Moment, "published", "发布时间", "北京时间；没有载明的为空"),
    field(Kind::Text, "publisher", "发布机构", "发布单位全称"),
    field(Kind::Text, "kind", "类别", "报告、清单、图解、附件、数据或文章"),
    field(Kind::Text, "format", "格式", "网页或文件的格式"),
    field(Kind::Text, "path", "地址", "从本站首页所在的文件夹算起"),
];

/// All rows: the newest report first, each with what belongs to it; then the articles of the columns, each with its files.
pub fn rows(context: &Context<'_>) -> Vec<Row> {
    let reports = context.site.world.reports.iter().enumerate();
    let columns = context.site.world.columns.iter().enumerate();
    let of_reports = reports.flat_map(|(at, report)| report_rows(context, at, report));
    of_reports.chain(columns.flat_map(|(at, column)| column_rows(context, at, column))).collect()
}

fn column_rows(context: &Context<'_>, at: usize, column: &Column) -> Vec<Row> {
    let world = &context.site.world;
    let mut rows = Vec::new();
    for (number, article) in column.articles.iter().enumerate() {
        let Some(path) = path(world, &PageKey::ColumnArticle(at, number)) else { continue };
        let own = Row {
            index_no: article.header.index_no.clone(),
            name: article.title.clone(),
            summary: article.header.description.clone().unwrap_or_else(|| format!("栏目“{}”的文章。", column.name)),
            created: article.header.signed_on,
            published: article.published,
            publisher: world.site.publisher.clone(),
            kind: "文章",
            format: "网页".to_owned(),
            path,
        };
        let files = article.attachments.iter().filter_map(|attachment| {
            let asset = context.sources.asset(article.assets.get(&attachment.file.value)?)?;
            Some(Row {
                index_no: None,
                name: attachment.title.clone(),
                summary: format!("“{}”的附件，{}。", article.title, size(asset.length)),
                created: None,
                kind: "附件",
                format: Format::of(&asset.bytes).word().to_owned(),
                path: asset_path(&column.slug, &article.slug, &attachment.file.value)?,
                ..own.clone()
            })
        });
        let files: Vec<Row> = files.collect();
        rows.push(own);
        rows.extend(files);
    }
    rows
}

fn report_rows(context: &Context<'_>, at: usize, report: &Report) -> Vec<Row> {
    let world = &context.site.world;
    let publisher = report.header.issuer.clone().unwrap_or_else(|| world.site.publisher.clone());
    let blank = |kind, name: String, summary: String, format: String, path: OutPath| Row {
        index_no: None,
        name,
        summary,
        created: None,
        published: None,
        publisher: publisher.clone(),
        kind,
        format,
        path,
    };
    let page = |kind, key: PageKey, name: String, summary: String| {
        let path = path(world, &key)?;
        Some(blank(kind, name, summary, "网页".to_owned(), path))
    };
    let own = page("报告", PageKey::Report(at), report.title.clone(), report_summary(report)).map(|row| Row {
        index_no: report.header.index_no.clone(),
        created: report.header.signed_on,
        published: report.published,
        ..row
    });
    let lists = report.lists.iter().enumerate().filter_map(|(list, entry)| {
        let size = entry.size().map(|size| format!("，共{size}{}", entry.unit())).unwrap_or_default();
        let row = page("清单", PageKey::List(at, list), entry.title.clone(), format!("{}{size}。", entry.kind))?;
        // A list of later figures is published by itself, one that belongs to the text with the text.
        let created = entry.published.map(|published| published.date());
        Some(Row { created, published: entry.published.or(report.published), ..row })
    });
    let picture_of = format!("《{}》的目标和完成情况画成的长图，附文字。", report.title);
    let newest = report.figures_published();
    let dated = |row: Row| Row { created: newest.map(|newest| newest.date()), published: newest, ..row };
    let picture = page("图解", PageKey::Picture(at), format!("一图读懂《{}》", report.title), picture_of).map(dated);
    let files = report.attachments.iter().filter_map(|attachment| {
        let asset = attachments::asset(context, attachment)?;
        let format = Format::of(&asset.bytes).word().to_owned();
        let summary = format!("《{}》的附件，{}。", report.title, size(asset.length));
        let row = blank("附件", attachment.title.clone(), summary, format, attachments::path(report, attachment)?);
        Some(Row { published: report.published, ..row })
    });
    let data = data::tables(Scope::Report(at)).filter_map(|key| {
        let DataKey::Table(_, subject, form) = &key else { return None };
        let name = format!("《{}》{}", report.title, subject.title());
        Some(dated(blank("数据", name, subject.summary().to_owned(), form.word().to_owned(), data::path(&world.reports, &key)?)))
    });
    let whole = DataKey::Archive(Scope::Report(at));
    let archive = data::path(&world.reports, &whole).map(|path| {
        let summary = "全部表格的三种格式和全部清单，附说明。".to_owned();
        dated(blank("数据", format!("{}全部数据", words::quoted(report)), summary, "zip 压缩包".to_owned(), path))
    });
    own.into_iter().chain(lists).chain(picture).chain(files).chain(data).chain(archive).collect()
}

fn report_summary(report: &Report) -> String {
    let extract = if report.absent.is_empty() {
        String::new()
    } else {
        format!("本文本为节选，不含{}。", crate::output::frame::listed(&report.absent))
    };
    format!("全文{}章，{}项目标任务。{extract}", report.chapters.len(), report.targets.len())
}

/// `catalog.json`: keys always present, what is not given is `null`.
pub fn file(context: &Context<'_>) -> Value {
    let site = &context.site.world.site;
    let item = |row: Row| {
        json!({
            "index_no": row.index_no,
            "name": row.name,
            "summary": row.summary,
            "created": row.created.map(|date| date.to_string()),
            "published": row.published.map(moment_text),
            "publisher": row.publisher,
            "kind": row.kind,
            "format": row.format,
            "path": row.path.as_str(),
        })
    };
    let field = |field: Field| json!({ "key": field.key, "title": field.title, "meaning": field.meaning });
    json!({
        "sample": site.sample,
        "nature": if site.sample { "演示" } else { "正式" },
        "site": site.name,
        "publisher": site.publisher,
        "fields": FIELDS.map(field),
        "items": rows(context).into_iter().map(item).collect::<Vec<_>>(),
    })
}
