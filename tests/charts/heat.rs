//! Shares on schedule: counts in the cells, shades that follow them, and nothing that ranks.

use crate::generated::{any_name, examine};
use crate::read::Picture;
use crate::wholes::{heat, row};
use crate::{samples::status, svgs};
use gongkai::chart::heat::{Heat, HeatCell, HeatRow, NOT_JUDGED};
use gongkai::chart::tone::Tone;
use gongkai::chart::{Chart, Drawing, NOTHING_TO_DRAW};
use proptest::prelude::*;

/// More inputs for the gallery: many periods and long names.
pub fn showcase(demo: bool) -> Vec<Chart> {
    let months: Vec<String> = (1..=12).map(|month| format!("2022年{month}月底")).collect();
    let cells = |n: u32| (0..12).map(|m| (m * (n + 2) / 3 % 9, if n == 2 && m < 2 { 0 } else { 8 })).collect::<Vec<_>>();
    let rows = ["产业强镇", "新增规模以上工业企业并完成智能化改造和数字化转型诊断服务的企业户数", "乡村振兴"];
    let rows = (1..).zip(rows).map(|(n, label)| row(label, &cells(n))).collect();
    let long = Heat { id: "h2".into(), periods: months, whole: None, rows, demo, ..heat() };
    vec![Heat { demo, ..heat() }.chart(), long.chart()]
}

/// Every cell is found where its counts stand; its shade is that of its share.
#[test]
fn cells_read_back_as_counts() {
    let input = heat();
    for svg in svgs(&input.chart()).into_iter().take(2) {
        let picture = Picture::read(svg);
        let mut found: Vec<(&str, f64, f64, &str)> = Vec::new();
        for cell in picture.shapes.iter().filter(|shape| shape.closed && shape.bounds().3 - shape.bounds().1 > 30.0) {
            let (left, top, right, bottom) = cell.bounds();
            let inside = |text: &&crate::read::Text| text.x > left && text.x < right && text.y > top && text.y < bottom;
            let texts: Vec<_> = picture.texts.iter().filter(inside).collect();
            assert_eq!(texts.len(), 1);
            assert!(texts[0].bounds().0 > left && texts[0].bounds().2 < right);
            found.push((&texts[0].words, top, left, &cell.class));
        }
        found.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.2.total_cmp(&b.2)));
        let cells: Vec<HeatCell> = input.whole.iter().chain(&input.rows).flat_map(|row| row.cells.clone()).collect();
        assert_eq!(found.len(), cells.len());
        for ((words, _, _, class), cell) in found.iter().zip(cells) {
            let share = f64::from(cell.on_schedule) / f64::from(cell.judged);
            let shade = ["gk-share0", "gk-share1", "gk-share2", "gk-share3", "gk-share4"];
            let (wanted, ink) = match cell.judged {
                0 => (NOT_JUDGED.to_owned(), "gk-grid"),
                judged => (format!("{}/{judged}", cell.on_schedule), shade[(share * 4.0).floor() as usize]),
            };
            assert_eq!((*words, *class), (wanted.as_str(), ink));
        }
    }
}

#[test]
fn rows_keep_the_order_of_the_report() {
    let chart = heat().chart();
    let names: Vec<&str> = chart.table.rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(names[..3], ["全部目标", "主要预期目标", "聚力产业强镇，推动经济高质量发展"]);
    let picture = Picture::read(svgs(&chart)[1]);
    let place = |name: &str| picture.texts.iter().position(|text| text.words == name).unwrap();
    let tops: Vec<f64> = heat().rows.iter().map(|row| picture.texts[place(&row.label)].y).collect();
    assert!(tops.is_sorted(), "{tops:?}");
}

#[test]
fn the_sentence_says_the_newest_and_the_first_period() {
    assert_eq!(
        heat().chart().sentence,
        "截至2022年12月底，有进度评价的目标中，已完成或达到序时进度的：全部目标56项中49项（截至2022年3月底为30项中12项）；\
         “主要预期目标”7项中7项，“聚力产业强镇，推动经济高质量发展”16项中14项（截至2022年3月底为6项中0项），\
         “聚力宜居宜业，提升城市高颜值形象”14项中13项（截至2022年3月底为10项中3项），\
         “聚力乡村振兴，转换发展高层次动能”19项中15项（截至2022年3月底为14项中9项），“全力建设人民满意政府”无评价。"
    );
    let table = Heat { demo: true, ..heat() }.chart().table;
    assert_eq!(table.head, ["篇章", "2022年3月底", "2022年6月底", "2022年9月底", "2022年12月底"]);
    assert_eq!(table.rows[1], ["主要预期目标", "无评价", "5项中2项（演示）", "7项中5项（演示）", "7项中7项（演示）"]);
}

/// Whatever has no judgement counts nowhere, and a cell that was forgotten is one without judged targets.
#[test]
fn only_judged_targets_count() {
    let cell = HeatCell::of(&status().bars[0].counts);
    assert_eq!(cell, HeatCell { on_schedule: 41, judged: 49 });
    assert_eq!(HeatCell::of(&[(Tone::Masked, 8), (Tone::NotDue, 3), (Tone::Withheld, 1)]), HeatCell::default());
    assert_eq!(HeatCell::of(&[(Tone::Done, u32::MAX), (Tone::Ahead, 9)]).on_schedule, u32::MAX);
    let mut short = heat();
    short.rows[1].cells.truncate(1);
    assert_eq!(short.chart().table.rows[2][1..], ["6项中0项", "无评价", "无评价", "无评价"]);
    let mut empty = heat();
    (empty.whole, empty.rows) = (None, vec![row("政府自身建设", &[(0, 0)])]);
    let mut no_periods = heat();
    no_periods.periods.clear();
    for chart in [empty.chart(), no_periods.chart()] {
        assert!(matches!(&chart.drawing, Drawing::Empty(reason) if reason == NOTHING_TO_DRAW));
        assert_eq!(chart.sentence, NOTHING_TO_DRAW);
    }
}

prop_compose! {
    fn any_cell()(judged in prop_oneof![5 => 0u32..30, 1 => Just(u32::MAX)], good in prop_oneof![5 => 0u32..30, 1 => Just(u32::MAX)]) -> HeatCell {
        HeatCell { on_schedule: good, judged }
    }
}

prop_compose! {
    fn any_heat_row()(label in any_name(), cells in proptest::collection::vec(any_cell(), 0..14)) -> HeatRow {
        HeatRow { label, cells }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_heat_is_legible(rows in proptest::collection::vec(any_heat_row(), 0..14),
        periods in proptest::collection::vec("20[0-9]{2}年1?[0-9]月底|[一二三四]季度|20[0-9]{2}年", 0..14),
        whole in proptest::option::of(any_heat_row()), title in any_name(), demo: bool) {
        let rows_drawn = rows.len() + usize::from(whole.is_some());
        let items = (rows_drawn + 1) * (periods.len() + 1);
        examine(&Heat { id: "c".into(), title, of: "篇章".into(), periods, whole, rows, demo }.chart(), items)?;
    }
}
