//! Which charts there are, and from which figures each is drawn. A chart is described here and drawn in [`crate::chart`]; a goal or figure
//! that is not public reaches neither.

mod compare;
mod heat;
pub mod list;
mod report;
mod target;
mod years;

use crate::assess::Assessment;
use crate::assess::status::Status;
use crate::chart::tone::Tone;
use crate::chart::{Chart, Drawing, standalone_svg};
use crate::markup::html::escape;
use crate::output::desk::{Desk, newest_sources};
use crate::output::{Context, Order, What};
use crate::report::Report;
use crate::report::target::Target;
use crate::site::{ChartKey, ListChart, offices_with_targets};
use crate::value::date::chinese;
use crate::view::chart::{self as seen, Cell, Column, Table};
use crate::view::shared::{Html, Link, Value};
use std::fmt::Write;

/// Every chart that has a drawing, as a file.
pub fn orders(context: &Context<'_>) -> Vec<Order> {
    let mut orders = Vec::new();
    for (at, report) in context.site.world.reports.iter().enumerate() {
        for key in keys(context, at, report) {
            orders.extend(key.path(report).map(|path| Order { path, what: What::Chart(key.clone()) }));
            orders.extend(key.embed_path(report).map(|path| Order { path, what: What::Embed(key) }));
        }
    }
    orders
}

/// The charts of a report that have something to draw.
pub fn keys(context: &Context<'_>, at: usize, report: &Report) -> Vec<ChartKey> {
    let targets = 0..report.targets.len();
    let of_targets = targets.flat_map(|target| target_keys(at, target));
    let chapters = (0..report.chapters.len()).map(|chapter| ChartKey::ChapterBullets(at, chapter));
    let offices = offices_with_targets(report).into_iter().map(|id| ChartKey::OfficeBullets(at, id));
    let whole = [ChartKey::Status(at), ChartKey::ChapterHeat(at), ChartKey::OfficeHeat(at), ChartKey::Compare(at)];
    let lists = (0..report.lists.len()).flat_map(|list| ListChart::ALL.map(|kind| ChartKey::List(at, list, kind)));
    let all = of_targets.chain(chapters).chain(offices).chain(whole).chain(lists);
    all.filter(|key| is_drawn(context, report, key)).collect()
}

/// Every chart that one target may have, in the order in which its page shows them.
pub fn target_keys(at: usize, target: usize) -> [ChartKey; 5] {
    [
        ChartKey::Bullet(at, target),
        ChartKey::Stages(at, target),
        ChartKey::Quarters(at, target),
        ChartKey::Trend(at, target),
        ChartKey::Composition(at, target),
    ]
}

/// Whether a chart has something to draw, without drawing it.
pub fn is_drawn(context: &Context<'_>, report: &Report, key: &ChartKey) -> bool {
    let judged = context.site.assessments(key.report());
    let measured = |at: usize| judged.get(at).is_some_and(|assessment| assessment.completion.is_some());
    let one = |at: usize, has: &dyn Fn(&Target, &Assessment) -> bool| {
        report.targets.get(at).zip(judged.get(at)).is_some_and(|(target, assessment)| has(target, assessment))
    };
    match key {
        ChartKey::Bullet(_, at) => one(*at, &target::has_bullet),
        ChartKey::Trend(_, at) => one(*at, &|target, _| years::years(report, target).len() > 1),
        ChartKey::Quarters(_, at) => one(*at, &|target, _| target::has_quarters(target)),
        ChartKey::Stages(_, at) => one(*at, &target::has_stages),
        ChartKey::Composition(_, at) => one(*at, &|target, assessment| target::has_composition(report, target, assessment)),
        ChartKey::ChapterBullets(_, chapter) => {
            report.targets.iter().enumerate().any(|(at, target)| target.chapter == *chapter && measured(at))
        }
        ChartKey::OfficeBullets(_, id) => report.targets.iter().enumerate().any(|(at, target)| target.lead.contains(id) && measured(at)),
        ChartKey::Status(_) => !report.releases.is_empty(),
        ChartKey::ChapterHeat(_) => heat::days(report).len() > 1,
        ChartKey::OfficeHeat(_) => context.site.world.site.compare_offices && heat::days(report).len() > 1,
        ChartKey::Compare(_) => report.headline.iter().any(|at| one(*at, &|target, _| compare::has_panel(target))),
        ChartKey::List(_, at, kind) => report.lists.get(*at).is_some_and(|entry| list::is_drawn(report, entry, *kind)),
    }
}

/// The file of a chart.
pub fn file(desk: &Desk<'_>, key: &ChartKey) -> Option<String> {
    let id = key.stem(desk.report(key.report())?);
    described(desk, key, &format!("c-{id}")).map(|chart| standalone_svg(&chart))
}

/// The table of a chart.
pub fn table(desk: &Desk<'_>, key: &ChartKey) -> Option<crate::chart::Table> {
    described(desk, key, "c").map(|chart| chart.table)
}

/// A chart as a page shows it; `None` where there is nothing to draw.
pub fn figure(desk: &Desk<'_>, key: &ChartKey) -> Option<seen::Chart> {
    let report = desk.report(key.report())?;
    if !is_drawn(desk.context, report, key) {
        return None;
    }
    let chart = described(desk, key, &format!("c-{}", key.stem(report)))?;
    let file = key.path(report).map(|path| Link { label: "下载图表（SVG）".into(), href: desk.file(&path) });
    Some(seen::Chart {
        id: format!("chart-{}", key.stem(report)),
        title: chart.title.clone(),
        sentence: chart.sentence.clone(),
        drawing: match &chart.drawing {
            Drawing::Svg { wide, narrow, .. } => Some(Html::new(format!("{wide}{narrow}"))),
            Drawing::Empty(_) => None,
        },
        table: seen_table(&chart.table),
        file,
        embed: key.embed_path(report).map(|path| Link { label: "嵌入用的页面".into(), href: desk.file(&path) }),
        data: key.table_path(report).map(|path| Link { label: "图中数据（CSV）".into(), href: desk.file(&path) }),
        source: source(desk, report, key),
    })
}

/// A chart that a text asks for, with its own caption, the sentence and the table. `place` tells it from every other one on the page,
/// so that a text may show a chart that the page shows too.
pub fn inline(desk: &Desk<'_>, key: &ChartKey, caption: &str, place: &str) -> String {
    let caption = escape(caption);
    let report = desk.report(key.report()).filter(|report| is_drawn(desk.context, report, key));
    let drawn = report.and_then(|report| described(desk, key, &format!("{place}-{}", key.stem(report))).map(|chart| (report, chart)));
    let mut html = format!("<figure class=\"chart\"><figcaption><p class=\"chart-title\">{caption}</p>");
    let Some((report, Chart { sentence, table, drawing: Drawing::Svg { wide, narrow, .. }, .. })) = drawn else {
        html.push_str("</figcaption><p class=\"empty\">暂无可以绘图的数据。</p></figure>");
        return html;
    };
    let _ = write!(html, "<p class=\"chart-sentence\">{}</p></figcaption><div class=\"drawing\">{wide}{narrow}</div>", escape(&sentence));
    html.push_str("<details class=\"numbers-of-chart\"><summary>图中数据</summary>");
    push_table(&table, &mut html);
    html.push_str("</details>");
    if let Some(source) = source(desk, report, key) {
        let _ = write!(html, "<p class=\"chart-source\">{}</p>", escape(&source));
    }
    if let Some(path) = key.path(report) {
        let _ = write!(html, "<p class=\"chart-file\"><a href=\"{}\">下载图表（SVG）</a></p>", escape(&desk.file(&path)));
    }
    html.push_str("</figure>");
    html
}

/// A chart's table where no template is at hand: inside the words of a text.
fn push_table(table: &crate::chart::Table, html: &mut String) {
    let _ = write!(html, "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table>", escape(&table.caption));
    let _ = write!(html, "<caption>{}</caption><thead><tr>", escape(&table.caption));
    for label in &table.head {
        let _ = write!(html, "<th scope=\"col\">{}</th>", escape(label));
    }
    html.push_str("</tr></thead><tbody>");
    for row in &table.rows {
        html.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let _ =
                if at == 0 { write!(html, "<th scope=\"row\">{}</th>", escape(cell)) } else { write!(html, "<td>{}</td>", escape(cell)) };
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table></div>");
}

/// 数据截至 and 来源 of a chart, only what the data gives.
fn source(desk: &Desk<'_>, report: &Report, key: &ChartKey) -> Option<String> {
    let mark = if desk.sample() { "（演示）" } else { "" };
    let (as_of, source) = if let ChartKey::List(_, at, _) = key {
        list::dated(report, report.lists.get(*at)?)
    } else {
        (report.as_of(), report.as_of().map(|_| newest_sources(report)))
    };
    let as_of = as_of.map(|as_of| format!("数据截至{}{mark}。", chinese(as_of)));
    let source = source.map(|source| format!("来源：{source}{mark}。"));
    (as_of.is_some() || source.is_some()).then(|| as_of.into_iter().chain(source).collect())
}

/// A chart's table as pages show it; the first column heads the rows.
pub fn seen_table(table: &crate::chart::Table) -> Table {
    let columns = table.head.iter().enumerate().map(|(at, label)| Column { label: label.clone(), numeric: at > 0 });
    let cell = |text: &String| Cell { value: Value::plain(text.clone()), href: None };
    Table {
        caption: table.caption.clone(),
        columns: columns.collect(),
        rows: table.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    }
}

/// The chart of a key; the ids inside its drawing begin with `id`.
fn described(desk: &Desk<'_>, key: &ChartKey, id: &str) -> Option<Chart> {
    let report = desk.report(key.report())?;
    let judged = desk.assessments(key.report());
    let id = id.to_owned();
    Some(match key {
        ChartKey::Bullet(_, at) => target::bullet(desk, report, report.targets.get(*at)?, judged.get(*at)?, id).chart(),
        ChartKey::Trend(_, at) => years::trend(desk, report, report.targets.get(*at)?, id)?.chart(),
        ChartKey::Quarters(_, at) => target::quarters(desk, report, report.targets.get(*at)?, id)?.chart(),
        ChartKey::Stages(_, at) => target::stages(desk, report.targets.get(*at)?, judged.get(*at)?, id)?.chart(),
        ChartKey::Composition(_, at) => target::composition(desk, report, report.targets.get(*at)?, judged.get(*at)?, id)?.chart(),
        ChartKey::ChapterBullets(_, chapter) => {
            let title = report.chapters.get(*chapter).map(|chapter| format!("{}：各项目标完成比例", chapter.title))?;
            report::bullets(desk, report, judged, id, title, |target| target.chapter == *chapter).chart()
        }
        ChartKey::OfficeBullets(_, office) => {
            let title = format!("{}牵头目标完成比例", report.offices.get(office)?.name);
            report::bullets(desk, report, judged, id, title, |target| target.lead.contains(office)).chart()
        }
        ChartKey::Status(_) => report::status(desk, report, judged, id).chart(),
        ChartKey::ChapterHeat(_) => heat::of_chapters(desk, report, id).chart(),
        ChartKey::OfficeHeat(_) => heat::of_offices(desk, report, id).chart(),
        ChartKey::Compare(_) => compare::compare(desk, report, judged, id).chart(),
        ChartKey::List(_, at, kind) => list::chart(desk, report, report.lists.get(*at)?, *kind, id)?,
    })
}

/// A status for a drawing.
pub(super) fn tone(status: Status) -> Tone {
    Tone::of_code(status.code()).unwrap_or(Tone::NotAssessed)
}
