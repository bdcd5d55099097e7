//! `data/` (contract §3): what the pages show, to be taken away. One table a subject, of one report and of all; every form of a file is
//! written from the table ([`mod@table`]), but `targets.json`, whose rows hold objects ([`nested`]).

mod changes;
pub mod csv;
mod figures;
mod milestones;
mod nested;
mod offices;
mod rows;
pub mod table;
mod targets;
pub mod version;

use crate::output::catalog;
use crate::output::charts;
use crate::output::data::table::{Column, Table};
use crate::output::desk::Desk;
use crate::output::pages::list_words;
use crate::output::{Context, Order, What};
use crate::report::Report;
use crate::site::ChartKey;
use crate::value::path::OutPath;
use serde_json::Value;

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
}

/// What a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One report (its index).
    Report(usize),
    /// All reports.
    All,
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

impl Subject {
    /// Every subject, in the order in which people look for them.
    pub const ALL: [Self; 5] = [Self::Targets, Self::Figures, Self::Milestones, Self::Changes, Self::Offices];

    /// Its name in addresses, and the key of its rows in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Targets => "targets",
            Self::Figures => "figures",
            Self::Milestones => "milestones",
            Self::Changes => "changes",
            Self::Offices => "offices",
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
        }
    }
}

/// The forms of a data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

impl Form {
    /// Every form, in the order in which people look for them.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// The ending of the file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Csv => "CSV 表格",
            Self::Json => "JSON 数据",
        }
    }
}

/// The data files, in the order in which the page of downloads shows them.
pub fn orders(context: &Context<'_>) -> Vec<Order> {
    let reports = &context.site.world.reports;
    let mut keys = Vec::new();
    for (at, report) in reports.iter().enumerate() {
        keys.extend(tables(Scope::Report(at)));
        keys.extend((0..report.targets.len()).flat_map(|target| Form::ALL.map(|form| DataKey::Target(at, target, form))));
        let lists = report.lists.iter().enumerate().filter(|(_, list)| !list.heads().is_empty());
        keys.extend(lists.map(|(list, _)| DataKey::List(at, list)));
        keys.extend(charts::keys(context, at, report).into_iter().map(DataKey::Chart));
    }
    keys.extend(tables(Scope::All));
    keys.push(DataKey::Catalog);
    let order = |key: DataKey| path(reports, &key).map(|path| Order { path, what: What::Data(key) });
    keys.into_iter().filter_map(order).collect()
}

/// The files of the tables of a report, or of all.
pub fn tables(scope: Scope) -> impl Iterator<Item = DataKey> {
    Subject::ALL.into_iter().flat_map(move |subject| Form::ALL.map(|form| DataKey::Table(scope, subject, form)))
}

/// Where a data file stands. `None` for a key of another world.
pub fn path(reports: &[Report], key: &DataKey) -> Option<OutPath> {
    let year = |at: usize| reports.get(at).map(|report| report.year);
    let text = match key {
        DataKey::Table(Scope::Report(at), subject, form) => format!("data/{}/{}.{}", year(*at)?, subject.name(), form.ending()),
        DataKey::Table(Scope::All, subject, form) => format!("data/{}.{}", subject.name(), form.ending()),
        DataKey::Target(at, target, form) => {
            format!("data/{}/targets/{}.{}", year(*at)?, reports.get(*at)?.targets.get(*target)?.id, form.ending())
        }
        DataKey::List(at, list) => format!("data/{}/lists/{}.csv", year(*at)?, reports.get(*at)?.lists.get(*list)?.slug),
        DataKey::Chart(key) => return key.table_path(reports.get(key.report())?),
        DataKey::Catalog => "catalog.json".to_owned(),
    };
    OutPath::new(&text)
}

/// A data file as text.
pub fn file(context: &Context<'_>, key: &DataKey) -> Option<String> {
    match key {
        DataKey::Table(scope, subject, Form::Csv) => Some(csv::write(&table(context, *scope, *subject))),
        DataKey::Table(scope, Subject::Targets, Form::Json) => json(&nested::targets(context, *scope)),
        DataKey::Table(scope, subject, Form::Json) => json(&rows::file(context, *scope, *subject)),
        DataKey::Target(at, target, Form::Csv) => Some(csv::write(&figures::of_target(context, *at, *target)?)),
        DataKey::Target(at, target, Form::Json) => json(&nested::target(context, *at, *target)?),
        DataKey::List(at, list) => list_file(context, *at, *list),
        DataKey::Chart(key) => chart_file(context, key),
        DataKey::Catalog => json(&catalog::file(context)),
    }
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
    });
    Table { columns: subject.columns(), rows: rows.collect() }
}

fn json(value: &Value) -> Option<String> {
    serde_json::to_string_pretty(value).ok().map(|text| text + "\n")
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
    let nature = nature(context);
    let opened =
        |(first, row): (&'static str, &'_ [String])| std::iter::once(first.to_owned()).chain(row.iter().cloned()).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> =
        std::iter::once(("数据性质", head)).chain(rows.iter().map(|row| (nature, row.as_slice()))).map(opened).collect();
    csv::write_words(rows.iter().map(|row| row.iter().map(String::as_str).collect()))
}

/// 演示 or 正式: the first column of every row.
fn nature(context: &Context<'_>) -> &'static str {
    if context.site.world.site.sample { "演示" } else { "正式" }
}
