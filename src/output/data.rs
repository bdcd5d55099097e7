//! `data/` (contract §3): what the pages show, to be taken away. One table a subject, of one report and of all; every form of a file is
//! written from the table ([`mod@table`]), but `targets.json`, whose rows hold objects ([`nested`]). What the files say about themselves, to
//! people and to programs, is made from the same columns.

pub mod api;
pub mod archive;
mod changes;
pub mod csv;
mod csvw;
mod fields;
mod figures;
mod ledger;
pub mod linked;
mod milestones;
mod nested;
mod offices;
pub mod prepared;
mod rows;
mod schema;
pub mod table;
mod targets;
pub mod version;
pub mod words;
pub mod workbook;

use crate::output::catalog;
use crate::output::charts;
use crate::output::data::prepared::made;
use crate::output::data::table::{Column, Table};
use crate::output::desk::Desk;
use crate::output::pages::list_words;
use crate::output::{Context, Job, Order, What};
use crate::report::Report;
use crate::site::ChartKey;
use crate::value::path::OutPath;
use serde_json::Value;
use std::sync::Arc;

/// A data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataKey {
    /// `data/<year>/targets.csv`, or of all reports `data/targets.csv`.
    Table(Scope, Subject, Form),
    /// `data/<year>/targets/<id>.csv`: the figures of one target (its index).
    Target(usize, usize, Form),
    /// `data/<year>/lists/<slug>.csv`: a list (its index) as its page shows it.
    List(usize, usize),
    /// `charts/<year>/<kind>-<id>.csv`: the table of a chart, beside its drawing.
    Chart(ChartKey),
    /// `catalog.json` at the root, of the whole site.
    Catalog,
    /// `data/<year>/all.zip`, or of all reports `data/all.zip`.
    Archive(Scope),
    /// `data/schema/<name>.json`: what the keys of a JSON file mean.
    Schema(SchemaKey),
    /// `data/<year>/csv-metadata.json`, or of all reports `data/csv-metadata.json`: what the columns of the CSV files hold.
    Csvw(Scope),
    /// `data/datapackage.json`: the CSV files of the whole site.
    Package,
    /// `data/catalog.jsonld`: the tables for the catalogues of others, only with a base address.
    Dcat,
}

/// What a schema is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaKey {
    /// A table, of a report or of all.
    Table(Subject),
    /// The file of one target.
    Target,
    /// `catalog.json`
    Catalog,
}

impl SchemaKey {
    /// Every schema.
    pub fn all() -> impl Iterator<Item = Self> {
        Subject::ALL.into_iter().map(Self::Table).chain([Self::Target, Self::Catalog])
    }

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table(subject) => subject.name(),
            Self::Target => "target",
            Self::Catalog => "catalog",
        }
    }
}

/// What a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// One report (its index).
    Report(usize),
    /// All reports.
    All,
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// 目标任务
    Targets,
    /// 完成情况
    Figures,
    /// 节点
    Milestones,
    /// 更新记录
    Changes,
    /// 责任单位
    Offices,
    /// 目标任务落实台账
    Ledger,
}

impl Subject {
    /// Every subject, in the order in which people look for them.
    pub const ALL: [Self; 6] = [Self::Targets, Self::Figures, Self::Milestones, Self::Changes, Self::Offices, Self::Ledger];

    /// Its name in addresses, and the key of its rows in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Targets => "targets",
            Self::Figures => "figures",
            Self::Milestones => "milestones",
            Self::Changes => "changes",
            Self::Offices => "offices",
            Self::Ledger => "ledger",
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Targets => "全部目标",
            Self::Figures => "历次数据",
            Self::Milestones => "项目节点",
            Self::Changes => "更新记录",
            Self::Offices => "责任单位",
            Self::Ledger => "目标任务落实台账",
        }
    }

    /// What is in it.
    pub fn summary(self) -> &'static str {
        match self {
            Self::Targets => "每项目标的原文、目标值、最新完成情况、应完成数和状态。",
            Self::Figures => "每个时点报送的数据及其来源。",
            Self::Milestones => "节点类目标的每个节点、计划时间和到达时间。",
            Self::Changes => "各次发布新增的内容，和更正、修订、口径调整、补报、撤回、目标调整。",
            Self::Offices => "责任单位的名称、类别和负责的目标数。",
            Self::Ledger => "每项目标的报告原文、责任单位、期限、结果、依据，调整和终止的情况，与前后年度目标的延续关系。",
        }
    }

    /// Its columns.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Targets => targets::COLUMNS,
            Self::Figures => figures::COLUMNS,
            Self::Milestones => milestones::COLUMNS,
            Self::Changes => changes::COLUMNS,
            Self::Offices => offices::COLUMNS,
            Self::Ledger => ledger::COLUMNS,
        }
    }
}

/// The forms of a data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people with a spreadsheet.
    Xlsx,
    /// For spreadsheets and programs.
    Csv,
    /// For programs.
    Json,
}

impl Form {
    /// Every form, in the order in which people look for them.
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Csv, Self::Json];

    /// The forms of the file of one target.
    pub const OF_TARGET: [Self; 2] = [Self::Csv, Self::Json];

    /// The ending of the file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Xlsx => "Excel 表格",
            Self::Csv => "CSV 表格",
            Self::Json => "JSON 数据",
        }
    }

    /// What the web calls it.
    pub fn media(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv",
            Self::Json => "application/json",
        }
    }
}

/// The data files, in the order in which the page of downloads shows them.
pub fn orders(context: &Context<'_>) -> Vec<Order> {
    let reports = &context.site.world.reports;
    let mut keys = Vec::new();
    for (at, report) in reports.iter().enumerate() {
        keys.extend(tables(Scope::Report(at)));
        keys.extend((0..report.targets.len()).flat_map(|target| Form::OF_TARGET.map(|form| DataKey::Target(at, target, form))));
        let lists = report.lists.iter().enumerate().filter(|(_, list)| !list.heads().is_empty());
        keys.extend(lists.map(|(list, _)| DataKey::List(at, list)));
        keys.extend(charts::keys(context, at, report).into_iter().map(DataKey::Chart));
        keys.extend([DataKey::Archive(Scope::Report(at)), DataKey::Csvw(Scope::Report(at))]);
    }
    keys.extend(tables(Scope::All));
    keys.extend([DataKey::Archive(Scope::All), DataKey::Csvw(Scope::All), DataKey::Package, DataKey::Catalog]);
    keys.extend(SchemaKey::all().map(DataKey::Schema));
    keys.extend(linked::is_described(context).then_some(DataKey::Dcat));
    let order = |key: DataKey| path(reports, &key).map(|path| Order { path, what: What::Data(key) });
    keys.into_iter().filter_map(order).collect()
}

/// The files of the tables of a report, or of all.
pub fn tables(scope: Scope) -> impl Iterator<Item = DataKey> {
    Subject::ALL.into_iter().flat_map(move |subject| Form::ALL.map(|form| DataKey::Table(scope, subject, form)))
}

/// Where a data file stands. `None` for a key of another world.
pub fn path(reports: &[Report], key: &DataKey) -> Option<OutPath> {
    let year = |at: usize| reports.get(at).map(|report| report.year.to_string());
    let text = match key {
        DataKey::Table(Scope::Report(at), ..) | DataKey::Archive(Scope::Report(at)) | DataKey::Csvw(Scope::Report(at)) => {
            route(key, &year(*at)?, "")?
        }
        DataKey::Target(at, target, _) => route(key, &year(*at)?, reports.get(*at)?.targets.get(*target)?.id.as_str())?,
        DataKey::List(at, list) => route(key, &year(*at)?, reports.get(*at)?.lists.get(*list)?.slug.as_str())?,
        DataKey::Chart(key) => return key.table_path(reports.get(key.report())?),
        DataKey::Table(Scope::All, ..)
        | DataKey::Archive(Scope::All)
        | DataKey::Csvw(Scope::All)
        | DataKey::Catalog
        | DataKey::Schema(_)
        | DataKey::Package
        | DataKey::Dcat => route(key, "", "")?,
    };
    OutPath::new(&text)
}

/// The form of an address, with the words that stand for the year and for the target or list; charts have forms of their own.
pub fn route(key: &DataKey, year: &str, id: &str) -> Option<String> {
    let folder = |scope: &Scope| match scope {
        Scope::Report(_) => format!("data/{year}"),
        Scope::All => "data".to_owned(),
    };
    Some(match key {
        DataKey::Table(scope, subject, form) => format!("{}/{}.{}", folder(scope), subject.name(), form.ending()),
        DataKey::Target(_, _, form) => format!("data/{year}/targets/{id}.{}", form.ending()),
        DataKey::List(..) => format!("data/{year}/lists/{id}.csv"),
        DataKey::Archive(scope) => format!("{}/all.zip", folder(scope)),
        DataKey::Csvw(scope) => format!("{}/{}", folder(scope), csvw::NAME),
        DataKey::Schema(key) => format!("data/schema/{}.json", key.name()),
        DataKey::Package => "data/datapackage.json".to_owned(),
        DataKey::Dcat => "data/catalog.jsonld".to_owned(),
        DataKey::Catalog => "catalog.json".to_owned(),
        DataKey::Chart(_) => return None,
    })
}

/// The job of a data file.
pub fn job(context: &Context<'_>, key: &DataKey) -> Option<Job> {
    let text = match key {
        DataKey::Table(scope, subject, Form::Xlsx) => return Some(Job::Workbook(Arc::new(workbook::workbook(context, *scope, *subject)))),
        DataKey::Archive(scope) => return Some(Job::Archive(archive::members(context, *scope))),
        DataKey::Table(scope, subject, Form::Csv) => made(context, *scope, *subject).csv.as_ref().to_owned(),
        DataKey::Table(scope, subject, Form::Json) => made(context, *scope, *subject).json.as_ref().to_owned(),
        DataKey::Target(at, target, Form::Csv | Form::Xlsx) => csv::write(&figures::of_target(context, *at, *target)?),
        DataKey::Target(at, target, Form::Json) => json(&nested::target(context, *at, *target)?),
        DataKey::List(at, list) => list_file(context, *at, *list)?,
        DataKey::Chart(key) => chart_file(context, key)?,
        DataKey::Catalog => json(&catalog::file(context)),
        DataKey::Schema(key) => json(&schema::file(*key)),
        DataKey::Csvw(scope) => json(&csvw::file(context, *scope)),
        DataKey::Package => json(&csvw::package(context)),
        DataKey::Dcat => json(&linked::catalogue(context)?),
    };
    Some(Job::Text(text))
}

/// The table of a subject, of one report or of all.
pub fn table(context: &Context<'_>, scope: Scope, subject: Subject) -> Table {
    if subject == Subject::Changes {
        return Table { columns: subject.columns(), rows: changes::rows(context, scope) };
    }
    let reports = context.site.world.reports.iter().enumerate();
    let wanted = reports.filter(|(at, _)| scope == Scope::All || scope == Scope::Report(*at));
    let rows = wanted.flat_map(|(at, report)| match subject {
        Subject::Targets => targets::rows(context, at, report),
        Subject::Figures => figures::rows(context, report),
        Subject::Milestones => milestones::rows(context, at, report),
        Subject::Changes => Vec::new(),
        Subject::Offices => offices::rows(context, report),
        Subject::Ledger => ledger::rows(context, at, report),
    });
    Table { columns: subject.columns(), rows: rows.collect() }
}

/// JSON as it is published. A tree of values can always be written.
fn json(value: &Value) -> String {
    format!("{value:#}\n")
}

/// A list as its page shows it: words, and the nature of the data first.
fn list_file(context: &Context<'_>, at: usize, list: usize) -> Option<String> {
    let desk = Desk::at(context, path(&context.site.world.reports, &DataKey::List(at, list))?);
    let (head, rows) = list_words(&desk, at, context.site.world.reports.get(at)?.lists.get(list)?)?;
    Some(in_words(context, &head, &rows))
}

/// The table of a chart, as the page shows it.
fn chart_file(context: &Context<'_>, key: &ChartKey) -> Option<String> {
    let desk = Desk::at(context, path(&context.site.world.reports, &DataKey::Chart(key.clone()))?);
    let table = charts::table(&desk, key)?;
    Some(in_words(context, &table.head, &table.rows))
}

fn in_words(context: &Context<'_>, head: &[String], rows: &[Vec<String>]) -> String {
    let opened = |first: &str, row: &[String]| std::iter::once(first.to_owned()).chain(row.iter().cloned()).collect::<Vec<_>>();
    let head = unlike(opened("数据性质", head));
    let rows = rows.iter().map(|row| opened(nature(context), row));
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    csv::write_words(rows.iter().map(|row| row.iter().map(String::as_str).collect()))
}

/// Column titles of which no two are the same: programs know columns by them, and a list may call its own as it likes.
fn unlike(titles: Vec<String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::with_capacity(titles.len());
    for title in titles {
        let again = all.iter().filter(|other| **other == title).count();
        all.push(if again == 0 { title } else { format!("{title}（{}）", again + 1) });
    }
    all
}

/// 演示 or 正式: the first column of every row.
fn nature(context: &Context<'_>) -> &'static str {
    if context.site.world.site.sample { "演示" } else { "正式" }
}
