//! The addresses of the data files, for those who fetch them by program: their forms from the routes themselves, and how to use one.

use crate::output::data::{DataKey, Form, SchemaKey, Scope, Subject, linked, path, route, words};
use crate::output::desk::Desk;
use crate::output::information::next_update;
use crate::report::Report;
use crate::value::date::chinese;
use crate::view::prose::{DataAddress, DataAddresses, DataExample};
use crate::view::shared::Link;

/// What stands for a year in an address.
const YEAR: &str = "{年度}";
/// What stands for a target or a list.
const ID: &str = "{编号}";
/// What stands before an address where the site does not know its own.
const SITE: &str = "本站网址";

const EXCEL: &str = "打开“数据”选项卡，选“自网站”（有的版本写作“自 Web”），粘贴下面的地址，点“确定”，再点“加载”。以后点“全部刷新”就能取到新数据。\
                     已经下载的 CSV 文件，选“从文本/CSV”。";

/// The addresses and how to use them.
pub fn addresses(desk: &Desk<'_>) -> DataAddresses {
    let base = desk.context.base_url();
    let mut lead = vec![
        "每个数据文件有固定的地址，更新后地址不变，直接下载，不用登录，不用申请。".to_owned(),
        format!("{YEAR}是四位数的目标年度，{ID}是目标或清单的编号，见“全部目标”和“清单”。"),
    ];
    if base.is_none() {
        lead.push(format!("下面的地址从本站首页所在的文件夹算起，使用时请在前面加上{SITE}。"));
    }
    DataAddresses { lead, rows: rows(desk), examples: example(desk).map(|file| examples(base.unwrap_or(SITE), &file)).unwrap_or_default() }
}

fn rows(desk: &Desk<'_>) -> Vec<DataAddress> {
    let own = desk.world().reports.first();
    let mut rows = Vec::new();
    if let Some(report) = own {
        for subject in Subject::ALL {
            rows.extend(Form::ALL.map(|form| (named(subject.title(), form), DataKey::Table(Scope::Report(0), subject, form))));
        }
        if !report.targets.is_empty() {
            rows.extend(Form::OF_TARGET.map(|form| (named("单项目标", form), DataKey::Target(0, 0, form))));
        }
        let list = report.lists.iter().position(|list| !list.heads().is_empty());
        rows.extend(list.map(|list| (named("清单", Form::Csv), DataKey::List(0, list))));
        rows.push(("一个年度的全部表格和清单（zip）".to_owned(), DataKey::Archive(Scope::Report(0))));
        rows.push(("CSV 各列的说明（CSVW）".to_owned(), DataKey::Csvw(Scope::Report(0))));
    }
    for subject in Subject::ALL {
        rows.extend(
            Form::ALL.map(|form| (named(&format!("全部年度的{}", subject.title()), form), DataKey::Table(Scope::All, subject, form))),
        );
    }
    rows.push(("全部年度的全部表格和清单（zip）".to_owned(), DataKey::Archive(Scope::All)));
    rows.push(("全部年度的 CSV 各列的说明（CSVW）".to_owned(), DataKey::Csvw(Scope::All)));
    rows.push(("全部 CSV 的目录（Data Package）".to_owned(), DataKey::Package));
    rows.extend(linked::is_described(desk.context).then(|| ("数据目录（DCAT）".to_owned(), DataKey::Dcat)));
    rows.extend(SchemaKey::all().map(|key| (format!("{}的 JSON 结构（JSON Schema）", schema_title(key)), DataKey::Schema(key))));
    rows.push(("公开目录（JSON）".to_owned(), DataKey::Catalog));
    rows.into_iter().filter_map(|(label, key)| row(desk, label, &key)).collect()
}

fn named(what: &str, form: Form) -> String {
    format!("{what}（{}）", form.word())
}

fn schema_title(key: SchemaKey) -> &'static str {
    match key {
        SchemaKey::Table(subject) => subject.title(),
        SchemaKey::Target => "单项目标",
        SchemaKey::Catalog => "公开目录",
    }
}

fn row(desk: &Desk<'_>, label: String, key: &DataKey) -> Option<DataAddress> {
    let path = path(&desk.world().reports, key)?;
    let pattern = route(key, YEAR, ID)?;
    let example = Link { label: path.as_str().to_owned(), href: desk.file(&path) };
    Some(DataAddress { label, pattern, example: Some(example) })
}

/// The file of the examples: the figures of the newest report.
fn example(desk: &Desk<'_>) -> Option<String> {
    let key = DataKey::Table(Scope::Report(0), Subject::Figures, Form::Csv);
    path(&desk.world().reports, &key).map(|path| path.as_str().to_owned())
}

fn examples(base: &str, file: &str) -> Vec<DataExample> {
    let address = format!("{base}/{file}");
    let code = [
        "import pandas".to_owned(),
        String::new(),
        format!("figures = pandas.read_csv(\"{address}\")"),
        "# 每项目标最新一期的数".to_owned(),
        "newest = figures.groupby(\"目标编号\").tail(1)".to_owned(),
        "print(newest[[\"目标名称\", \"数据截至\", \"数值\", \"单位\"]])".to_owned(),
    ];
    vec![
        DataExample { tool: "curl".to_owned(), steps: Some("在命令行里输入：".to_owned()), code: format!("curl -O {address}") },
        DataExample { tool: "Python（pandas）".to_owned(), steps: Some("程序如下：".to_owned()), code: code.join("\n") },
        DataExample { tool: "Excel".to_owned(), steps: Some(EXCEL.to_owned()), code: address },
    ]
}

/// How new the data of each report are, and when more is due.
pub fn updates(desk: &Desk<'_>) -> Vec<String> {
    let mark = if desk.sample() { "（演示）" } else { "" };
    let sentence = |report: &Report| {
        let as_of = report
            .as_of()
            .map_or_else(|| "目标已公布，进展数据尚未发布。".to_owned(), |as_of| format!("数据截至{}{mark}。", chinese(as_of)));
        let next = next_update(desk, report).unwrap_or_default();
        format!("{}：{as_of}{next}", words::quoted(report))
    };
    desk.world().reports.iter().map(sentence).collect()
}
