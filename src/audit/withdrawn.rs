//! What a snapshot still shows and the office publishes no more: a copy that is never made again must not keep a figure alive that was taken
//! back. What a snapshot holds, its own data files say.

use crate::diagnostic::{Diagnostic, Place};
use crate::report::World;
use crate::report::archive::Kept;
use crate::report::entry::{Content, Entry};
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

/// One error a figure that stands in the list of a snapshot and is not published today: withheld, deleted, waiting for a later publication. A
/// list that cannot be read is an error too: nobody knows then what the snapshot shows. A report that is not in the content any more takes
/// nothing back: its snapshots are what is left of it.
pub fn withdrawn(world: &World, snapshot: Date, path: &str, list: &[u8]) -> Vec<Diagnostic> {
    let Ok(Rows { figures }) = serde_json::from_slice(list) else {
        let message = format!("{}的存档里，数据文件读不出来，不知道有没有撤回的数", chinese(snapshot));
        return vec![Diagnostic::error(CODE, message).at_place(Place::Output(path.to_owned())).remedy(remedy(snapshot))];
    };
    let mut seen = BTreeSet::new();
    let shown = figures.iter().filter(|row| row.value.is_some() || row.growth.is_some());
    let new = shown.filter(|row| seen.insert((row.year, row.target.as_str(), row.as_of)));
    new.filter_map(|row| taken_back(world, snapshot, path, row)).collect()
}

fn taken_back(world: &World, snapshot: Date, path: &str, row: &Row) -> Option<Diagnostic> {
    let report = world.reports.iter().find(|report| report.year == row.year)?;
    let mut targets = report.targets.iter();
    let target = targets.find(|target| target.id.as_str() == row.target || target.renamed_from.as_deref() == Some(row.target.as_str()));
    // A preliminary figure and the official one that replaced it are about the same date.
    let entries = target.iter().flat_map(|target| &target.entries).filter(|entry| entry.as_of == row.as_of);
    let entries: Vec<&Entry> = entries.collect();
    if entries.iter().any(|entry| shows(&entry.content, row)) {
        return None;
    }
    let what = match entries.is_empty() {
        false => "已经撤回或暂不公开",
        // What waits for its time is not in the world at all.
        true => "现在没有公布（删去了，改了编号，或者发布时间改到了以后）",
    };
    let name = target.map_or(row.target.as_str(), |target| target.name.as_str());
    let message = format!("“{name}”截至{}的数{what}，但{}的存档里还有这个数", chinese(row.as_of), chinese(snapshot));
    let finding = Diagnostic::error(CODE, message).remedy(remedy(snapshot));
    Some(match entries.first() {
        Some(entry) => finding.at(entry.span),
        None => finding.at_place(Place::Output(path.to_owned())),
    })
}

/// Whether an entry has everything that a row shows.
fn shows(content: &Content, row: &Row) -> bool {
    let Content::Figure(figure) = content else { return false };
    figure.value.is_some() >= row.value.is_some() && figure.growth.is_some() >= row.growth.is_some()
}

fn remedy(snapshot: Date) -> String {
    format!(
        "数还应当公布的，请恢复；存档不能改写，只能整份撤下：请在 site.yaml 写 archive: {{remove: [{{snapshot: {snapshot}, reason: 理由}}]}}，网站上会写明已撤下和理由。"
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
