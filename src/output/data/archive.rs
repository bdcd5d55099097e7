//! Archives: the tables and lists of a report, or of all, in every form, with the schemas and a readme. The files of single targets and
//! charts are not in them: their rows are in the tables. Those of all reports hold every table once, with the years in a column.

use crate::output::Context;
use crate::output::data::prepared::made;
use crate::output::data::workbook::{Workbook, workbook};
use crate::output::data::{DataKey, SchemaKey, Scope, Subject, csv, csvw, json, list_file, path, schema, words};
use std::sync::Arc;

/// A file in an archive.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its path in the archive.
    pub name: String,
    /// What it holds.
    pub content: Content,
}

/// What a file in an archive holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// Text that is finished; shared with the file that stands by itself.
    Text(Arc<str>),
    /// A workbook to be written.
    Workbook(Arc<Workbook>),
}

impl Member {
    /// Everything that its bytes depend on.
    pub fn hash_into(&self, hasher: &mut blake3::Hasher) {
        hasher.update(&(self.name.len() as u64).to_le_bytes()).update(self.name.as_bytes());
        match &self.content {
            Content::Text(text) => {
                hasher.update(b"t").update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
            }
            Content::Workbook(workbook) => {
                hasher.update(b"w");
                workbook.hash_into(hasher);
            }
        }
    }
}

/// The name of the readme.
const README: &str = "说明.txt";

/// The files of an archive, by name.
pub(super) fn members(context: &Context<'_>, scope: Scope) -> Vec<Member> {
    let text = |name: String, text: Arc<str>| Member { name, content: Content::Text(text) };
    let mut members = Vec::new();
    for subject in Subject::ALL {
        let made = made(context, scope, subject);
        let book = Arc::new(workbook(context, scope, subject));
        members.push(text(format!("{}.csv", subject.name()), made.csv));
        members.push(text(format!("{}.json", subject.name()), made.json));
        members.push(Member { name: format!("{}.xlsx", subject.name()), content: Content::Workbook(book) });
    }
    members.push(text(csvw::NAME.to_owned(), json(&csvw::file(context, scope)).into()));
    members.extend(SchemaKey::all().map(|key| text(format!("schema/{}.json", key.name()), json(&schema::file(key)).into())));
    members.extend(lists(context, scope).into_iter().filter_map(|(name, _, key)| {
        let DataKey::List(at, list) = key else { return None };
        Some(text(name, list_file(context, at, list)?.into()))
    }));
    members.push(text(README.to_owned(), readme(context, scope).into()));
    members.sort_by(|a, b| a.name.cmp(&b.name));
    members
}

/// The lists with a table: name in the archive, title, key.
fn lists(context: &Context<'_>, scope: Scope) -> Vec<(String, String, DataKey)> {
    let reports = &context.site.world.reports;
    let mut lists = Vec::new();
    for (at, report) in words::reports(context, scope) {
        for (number, list) in report.lists.iter().enumerate().filter(|(_, list)| !list.heads().is_empty()) {
            let key = DataKey::List(at, number);
            let Some(path) = path(reports, &key) else { continue };
            // As the file stands below `data/`, or below the folder of its year.
            let folder = if scope == Scope::All { "data/".to_owned() } else { format!("data/{}/", report.year) };
            let name = path.as_str().strip_prefix(&folder).unwrap_or(path.as_str()).to_owned();
            lists.push((name, format!("{}（{}年）", list.title, report.year), key));
        }
    }
    lists
}

/// The readme, as the plainest editor of Windows shows it.
fn readme(context: &Context<'_>, scope: Scope) -> String {
    let title = match scope {
        Scope::Report(_) => "目标任务和完成情况数据",
        Scope::All => "目标任务和完成情况数据（全部年度）",
    };
    let mut lines = vec![format!("{}{title}", if context.site.world.site.sample { "【演示】" } else { "" }), String::new()];
    lines.extend(words::warning(context).into_iter().flat_map(|warning| [warning, String::new()]));
    lines.extend(words::facts(context, scope).into_iter().map(|(name, text)| format!("{name}：{text}")));
    lines.extend([String::new(), "文件".to_owned()]);
    for subject in Subject::ALL {
        lines.push(format!("{0}.xlsx、{0}.csv、{0}.json　{1}：{2}", subject.name(), subject.title(), subject.summary()));
    }
    lines.extend(lists(context, scope).into_iter().map(|(name, title, _)| format!("{name}　{title}")));
    lines.push(format!("{}　CSV 各列的键名、类型和含义（W3C CSVW）", csvw::NAME));
    lines.push("schema/　JSON 文件的结构（JSON Schema）".to_owned());
    lines.push("三种格式内容相同，各列的含义见 XLSX 文件的“说明”表。".to_owned());
    if scope == Scope::All {
        lines.push("各年度的数据在同一张表里，以“目标年度”一列区分。".to_owned());
    }
    lines.extend([String::new(), "使用说明".to_owned()]);
    lines.extend(words::NOTES.into_iter().chain([words::CSV_NOTE]).map(str::to_owned));
    lines.push("单项目标、图表的数据文件不在压缩包里，它们的数都在上面的表里。".to_owned());
    let citations: Vec<String> =
        words::reports(context, scope).into_iter().filter_map(|(_, report)| words::citation(context, report)).collect();
    if !citations.is_empty() {
        lines.extend([String::new(), "引用格式".to_owned()]);
        lines.extend(citations);
    }
    format!("{}{}\r\n", csv::MARK, lines.join("\r\n"))
}
