//! What a snapshot still shows and the office publishes no more: a copy that is never made again must not keep a figure alive that was taken
//! back. What a snapshot holds, its own data files say.

use crate::diagnostic::{Diagnostic, Place};
use crate::report::World;
use crate::report::archive::Kept;
use crate::report::entry::Content;
use crate::site::archive::FOLDER;
use crate::value::date::chinese;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeSet;

const CODE: &str = "archive/withdrawn";

/// One row of a snapshot's `data/2022/figures.json`, as far as it matters.
#[derive(Deserialize)]
struct Row {
    year: i16,
    target: String,
    as_of: Date,
    value: Option<serde_json::Number>,
    growth: Option<serde_json::Number>,
}

#[derive(Deserialize)]
struct Rows {
    figures: Vec<Row>,
}

/// Whether a file of a snapshot says which figures it holds: `archive/2022-10-20/data/2022/figures.json`.
pub fn is_list_of_figures(path: &str) -> bool {
    let inside = path.strip_prefix(FOLDER).and_then(|path| path.split_once('/')).map_or("", |(_, inside)| inside);
    let parts: Vec<&str> = inside.split('/').collect();
    matches!(parts.as_slice(), ["data", year, "figures.json"] if year.parse::<i16>().is_ok())
}

/// One error a figure that stands in the list of a snapshot and is withheld today. A list that cannot be read is an error too: nobody knows then
/// what the snapshot shows.
pub fn withdrawn(world: &World, snapshot: Date, path: &str, list: &[u8]) -> Vec<Diagnostic> {
    let Ok(Rows { figures }) = serde_json::from_slice(list) else {
        let message = format!("{}的存档里，数据文件读不出来，不知道有没有撤回的数", chinese(snapshot));
        return vec![Diagnostic::error(CODE, message).at_place(Place::Output(path.to_owned())).remedy(remedy(snapshot))];
    };
    let shown = figures.iter().filter(|row| row.value.is_some() || row.growth.is_some());
    let rows: BTreeSet<(i16, &str, Date)> = shown.map(|row| (row.year, row.target.as_str(), row.as_of)).collect();
    rows.into_iter().filter_map(|row| taken_back(world, snapshot, row)).collect()
}

fn taken_back(world: &World, snapshot: Date, (year, id, as_of): (i16, &str, Date)) -> Option<Diagnostic> {
    let report = world.reports.iter().find(|report| report.year == year)?;
    let mut targets = report.targets.iter();
    let target = targets.find(|target| target.id.as_str() == id || target.renamed_from.as_deref() == Some(id))?;
    let entry = target.entries.iter().find(|entry| entry.as_of == as_of && matches!(entry.content, Content::Withheld { .. }))?;
    let message = format!("“{}”截至{}的数已经撤回或暂不公开，但{}的存档里还有这个数", target.name, chinese(as_of), chinese(snapshot));
    Some(Diagnostic::error(CODE, message).at(entry.span).remedy(remedy(snapshot)))
}

fn remedy(snapshot: Date) -> String {
    format!(
        "存档不能改写，只能整份撤下：请在 site.yaml 写 archive: {{remove: [{{snapshot: {snapshot}, reason: 理由}}]}}，网站上会写明已撤下和理由。"
    )
}

/// Snapshots that the content asks for and the output does not hold.
pub fn missing(kept: &[Kept], held: &[Date]) -> Vec<Diagnostic> {
    let gone = kept.iter().filter(|one| !held.contains(&one.snapshot));
    let finding = |one: &Kept| {
        Diagnostic::warning("archive/missing", format!("输出文件夹里没有{}的存档", chinese(one.snapshot)))
            .at(one.span)
            .remedy("存档不能重新生成：请先把上次发布的整个文件夹取回来，再在上面生成；已经撤下的，改写到 remove 里并说明理由。")
    };
    gone.map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::is_list_of_figures;

    #[test]
    fn the_list_of_a_year_is_found_and_nothing_else() {
        assert!(is_list_of_figures("archive/2022-10-20/data/2022/figures.json"));
        for other in [
            "archive/2022-10-20/data/schema/figures.json",
            "data/2022/figures.json",
            "archive/2022-10-20/data/figures.json",
            "archive/2022-10-20/data/2022/targets/figures.json",
        ] {
            assert!(!is_list_of_figures(other), "{other}");
        }
    }
}
