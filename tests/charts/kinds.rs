//! Quarters, stages and compositions, judged from outside: drawings read back as figures, sentences and tables as text, and what is not
//! public left out whole.

use crate::generated::{any_decimal, any_name, any_shown, any_tone, examine};
use crate::parts::{absent, all, composition, known, quarters, stage, stages};
use crate::read::{Picture, Shape};
use crate::samples::{amount, number};
use crate::{Scale, svgs};
use gongkai::chart::composition::{Composition, Part};
use gongkai::chart::quarters::{Quarter, Quarters};
use gongkai::chart::stages::{Stage, StageState, Stages};
use gongkai::chart::{Amount, Drawing, NOTHING_TO_DRAW, Shown, standalone_svg};
use proptest::prelude::*;

/// Marks along x: the muted numbers in the middle of their place.
fn marks_across(picture: &Picture) -> Scale {
    let muted = picture.texts.iter().filter(|text| text.class == "gk-muted" && text.anchor == "middle");
    Scale::of(&muted.filter_map(|text| Some((text.words.parse::<f64>().ok()?, text.x))).collect::<Vec<_>>())
}

fn marks_up(picture: &Picture) -> Scale {
    let ticks = picture.texts.iter().filter(|text| text.class == "gk-muted" && text.anchor == "end");
    Scale::of(&ticks.filter_map(|text| Some((text.words.parse().ok()?, text.y - 5.0))).collect::<Vec<_>>())
}

/// Bars of figures, without the swatches of the legend.
fn bars(picture: &Picture, least: f64, across: bool) -> Vec<&Shape> {
    let size = |shape: &Shape| {
        let (left, top, right, bottom) = shape.bounds();
        if across { right - left } else { bottom - top }
    };
    let inked = |shape: &&Shape| shape.class == "gk-main" || shape.fill.ends_with("-pp)");
    let mut out: Vec<&Shape> = picture.shapes.iter().filter(inked).filter(|shape| size(shape) > least).collect();
    out.sort_by(|a, b| a.bounds().0.total_cmp(&b.bounds().0));
    out
}

#[test]
fn columns_and_plan_read_back_as_the_quarters() {
    let mut below_zero = quarters();
    below_zero.quarters[0].actual = known("-5", "个");
    let mut over = quarters();
    over.quarters[1].actual = known("27", "个");
    for (input, wanted) in [(quarters(), [3.0, 11.0]), (below_zero, [-5.0, 11.0]), (over, [3.0, 27.0])] {
        let chart = input.chart();
        let picture = Picture::read(svgs(&chart)[0]);
        let axis = marks_up(&picture);
        let columns = bars(&picture, 16.0, false);
        assert_eq!(columns.len(), 2);
        for (column, value) in columns.iter().zip(wanted) {
            let (_, top, _, bottom) = column.bounds();
            axis.holds(top, f64::max(value, 0.0));
            axis.holds(bottom, f64::min(value, 0.0));
        }
        let steps = picture.of_class("gk-pace").max_by_key(|shape| shape.points.len()).unwrap();
        let heights: Vec<f64> = steps.points.iter().map(|point| point.1).collect();
        for (pair, planned) in heights.chunks(2).zip([4.0, 9.0, 14.0, 20.0]) {
            pair.iter().for_each(|y| axis.holds(*y, planned));
        }
        let goal = picture.of_class("gk-goal").max_by(|a, b| a.bounds().2.total_cmp(&b.bounds().2)).unwrap();
        goal.points.iter().for_each(|point| axis.holds(point.1, 20.0));

        let narrow = Picture::read(svgs(&chart)[1]);
        let axis = marks_across(&narrow);
        let mut rows = bars(&narrow, 17.0, true);
        rows.sort_by(|a, b| a.bounds().1.total_cmp(&b.bounds().1));
        assert_eq!(rows.len(), 2);
        for (row, value) in rows.iter().zip(wanted) {
            axis.holds(row.bounds().0, f64::min(value, 0.0));
            axis.holds(row.bounds().2, f64::max(value, 0.0));
        }
        let below_legend = rows[0].bounds().1 - 10.0;
        let paces = narrow.of_class("gk-pace").filter(|line| line.bounds().1 > below_legend);
        let found: Vec<f64> = paces.map(|line| line.points[0].0).collect();
        assert_eq!(found.len(), 4);
        found.iter().zip([4.0, 9.0, 14.0, 20.0]).for_each(|(x, planned)| axis.holds(*x, planned));
    }
}

#[test]
fn pieces_read_back_as_parts_of_the_total() {
    let chart = composition().chart();
    for svg in svgs(&chart).into_iter().take(2) {
        let picture = Picture::read(svg);
        let mut pieces: Vec<&Shape> =
            picture.shapes.iter().filter(|s| s.closed && (s.bounds().3 - s.bounds().1 - 36.0).abs() < 0.2).collect();
        pieces.sort_by(|a, b| a.bounds().0.total_cmp(&b.bounds().0));
        let mut sum = 0.0;
        assert_eq!(pieces.len(), 4);
        for (piece, value) in pieces.iter().zip([17.0, 10.0, 6.0, 3.0]) {
            let (left, _, right, _) = piece.bounds();
            assert!((left - sum / 36.0 * picture.wide).abs() <= 0.5, "{value} begins at {left}");
            sum += value;
            assert!((right - sum / 36.0 * picture.wide).abs() <= 0.5, "{value} ends at {right}");
        }
    }
}

/// A part too small for the line between pieces is not wiped out by it.
#[test]
fn a_small_part_is_not_covered() {
    let mut input = composition();
    input.total = known("10000", "个");
    input.parts[0].amount = known("9959", "个");
    input.parts[1].amount = known("20", "个");
    input.parts[2].amount = known("18", "个");
    let chart = input.chart();
    for svg in svgs(&chart).into_iter().take(2) {
        assert_eq!(Picture::read(svg).of_class("gk-gap").count(), 0);
    }
    let chart = composition().chart();
    for svg in svgs(&chart).into_iter().take(2) {
        assert_eq!(Picture::read(svg).of_class("gk-gap").count(), 3);
    }
}

/// Every state has a mark of its own form, and its word beside it.
#[test]
fn nodes_read_back_as_their_states() {
    let mut input = stages();
    input.stages.push(stage("结算审计", StageState::Unknown("暂不公开".into()), None));
    let chart = input.chart();
    for svg in svgs(&chart).into_iter().take(2) {
        let picture = Picture::read(svg);
        let round = |class: &'static str| picture.of_class(class).filter(|s| s.points.len() == 4 || s.points.len() == 3);
        assert_eq!(round("gk-main").filter(|shape| shape.bounds().2 - shape.bounds().0 >= 20.0).count(), 3, "reached and current");
        assert_eq!(picture.of_class("gk-gap").filter(|shape| !shape.closed).count(), 2, "ticks of the reached");
        assert_eq!(picture.of_class("gk-gap").filter(|shape| shape.closed).count(), 1, "the ring of the current");
        assert_eq!(picture.of_class("gk-ring").count(), 1, "the open");
        assert_eq!(picture.of_class("gk-sign gk-shape").filter(|shape| shape.closed).count(), 1, "the unknown");
        let count = |word: &str| picture.texts.iter().filter(|text| text.words == word).count();
        assert_eq!([count("已完成"), count("正在进行"), count("未到"), count("暂不公开")], [2, 1, 1, 1]);
    }
    let order = |svg: &str| {
        let picture = Picture::read(svg);
        let mut names: Vec<_> = picture.texts.iter().filter(|text| text.bold && text.words != "按计划").collect();
        names.sort_by(|a, b| (a.x + 1000.0 * a.y).total_cmp(&(b.x + 1000.0 * b.y)));
        names.iter().map(|text| text.words.clone()).collect::<Vec<_>>()
    };
    let narrow = Picture::read(svgs(&chart)[1]);
    let lefts: Vec<f64> = narrow.texts.iter().filter(|text| text.bold && text.words != "按计划").map(|text| text.x).collect();
    assert!(lefts.windows(2).all(|pair| pair[0] == pair[1]), "below each other on a phone");
    for svg in svgs(&chart).into_iter().take(2) {
        assert_eq!(order(svg), ["实质性开工", "结构性封顶", "设备安装", "投入运营", "结算审计"]);
    }
}

#[test]
fn sentences_of_the_three_kinds() {
    assert_eq!(
        quarters().chart().sentence,
        "新开工产业项目：上半年累计完成11个，目标不少于20个，按序时应完成9个，多2个。此前少于按序时应完成的：一季度应完成4个，实际3个。\
         没有数据的时段：前三季度（牵头单位尚未报送）；全年（尚未到时点）。上半年为初步数。"
    );
    let mut slow = quarters();
    slow.quarters[1].actual = known("7.5", "个");
    slow.quarters[0].actual = known("4", "个");
    slow.quarters[1].preliminary = false;
    slow.quarters[3].actual = absent("牵头单位尚未报送");
    slow.demo = true;
    assert_eq!(
        slow.chart().sentence,
        "以下为演示数据。新开工产业项目：上半年累计完成7.5个，目标不少于20个，按序时应完成9个，相差1.5个，即7.5个百分点。\
         没有数据的时段：前三季度、全年（牵头单位尚未报送）。"
    );
    assert_eq!(
        stages().chart().sentence,
        "截至2022年9月30日，农产品冷链物流中心共4个节点，已完成2个：“实质性开工”（2022年3月10日）、“结构性封顶”（2022年6月18日）；\
         正在进行：“设备安装”（时限2022年10月31日）；未到：“投入运营”（时限2022年12月31日）。进度评价：按计划。"
    );
    let mut done = stages();
    done.stages.truncate(2);
    done.stages[0].state = StageState::Reached(None);
    done.as_of = None;
    assert_eq!(
        done.chart().sentence,
        "农产品冷链物流中心共2个节点，全部完成：“实质性开工”、“结构性封顶”（2022年6月18日）。进度评价：按计划。"
    );
    assert_eq!(
        composition().chart().sentence,
        "重点项目的构成：合计36个，其中“产业项目”17个，占47.2%；“城镇建设项目”10个，占27.8%；“乡村振兴项目”6个，占16.7%；\
         “民生项目”3个，占8.3%。占比最大的是“产业项目”。"
    );
}

/// Exact decimals, rounded half up; what does not add up through rounding is said, in the sentence and in the drawing.
#[test]
fn shares_are_exact_and_rounding_is_said() {
    let shares = |values: &[&str], total: &str| {
        let parts = values.iter().map(|value| Part { name: format!("第{value}"), amount: known(value, "") }).collect();
        let chart = Composition { parts, total: known(total, ""), ..composition() }.chart();
        let cells: Vec<String> = chart.table.rows.iter().map(|row| row[2].clone()).collect();
        (cells, chart)
    };
    let (cells, chart) = shares(&["1", "1", "1"], "3");
    assert_eq!(cells, ["33.3%", "33.3%", "33.3%", "100.0%"]);
    let words = "占比经四舍五入，相加为99.9%，不等于100.0%。";
    assert!(chart.sentence.ends_with(words));
    for svg in svgs(&chart) {
        let said: String = Picture::read(svg).texts.iter().map(|text| text.words.clone()).collect();
        assert!(said.contains(words), "{said}");
    }
    let (cells, chart) = shares(&["0.0625", "0.9375"], "1.0000");
    assert_eq!(cells, ["6.3%", "93.8%", "100.0%"]);
    assert!(chart.sentence.contains("相加为100.1%"));
    let (cells, chart) = shares(&["0.01", "99.99"], "100");
    assert_eq!(cells, ["不足0.1%", "100.0%", "100.0%"]);
    assert!(!chart.sentence.contains("四舍五入"));
    let (cells, _) = shares(&["0", "5", "5"], "10");
    assert_eq!(cells, ["0.0%", "50.0%", "50.0%", "100.0%"]);
}

#[test]
fn tables_of_the_three_kinds() {
    let table = quarters().chart().table;
    assert_eq!(table.head, ["时段", "累计完成", "按序时应完成", "与序时相比", "目标", "性质"]);
    assert_eq!(table.rows[0], ["一季度", "3个", "4个", "少1个", "不少于20个", "—"]);
    assert_eq!(table.rows[1], ["上半年", "11个", "9个", "多2个", "不少于20个", "初步数"]);
    assert_eq!(table.rows[2], ["前三季度", "牵头单位尚未报送", "14个", "—", "不少于20个", "—"]);
    let table = stages().chart().table;
    assert_eq!(table.rows[1], ["结构性封顶", "已完成", "2022年6月18日", "2022年6月30日"]);
    assert_eq!(table.rows[3], ["投入运营", "未到", "—", "2022年12月31日"]);
    let table = composition().chart().table;
    assert_eq!(table.rows[3], ["民生项目", "3个", "8.3%"]);
    assert_eq!(table.rows[4], ["合计", "36个", "100.0%"]);
    for chart in all(true) {
        assert!(chart.table.caption.starts_with("【演示】"));
        assert!(chart.table.rows.iter().all(|row| row.len() == chart.table.head.len()), "{}", chart.title);
        assert!(chart.table.rows.iter().all(|row| row.iter().any(|cell| cell.contains("（演示）"))), "{:?}", chart.table);
    }
}

/// A plan is the goal times its pace: beside a hidden goal it leaves no byte, even when a caller passes it.
#[test]
fn a_plan_goes_with_a_hidden_goal() {
    let mut bare = quarters();
    bare.goal = absent("原文以“XX”代替");
    bare.quarters.iter_mut().for_each(|quarter| quarter.planned = None);
    let mut careless = bare.clone();
    careless.quarters.iter_mut().for_each(|quarter| quarter.planned = Some(amount("424242", "424242个")));
    let all = format!("{:?}", careless.chart());
    assert_eq!(all, format!("{:?}", bare.chart()));
    assert!(
        !all.contains("4242") && !all.contains("gk-goal\\\"") && !all.contains("gk-pace\\\"") && all.contains("原文以“XX”代替"),
        "{all}"
    );
}

/// One hidden part follows from the total and the others, so the total goes with it; a hidden total takes its parts with it.
#[test]
fn a_hidden_part_cannot_be_computed() {
    let mut hidden = composition();
    hidden.parts[1].amount = absent("暂不公开");
    let chart = hidden.chart();
    let reason = "“城镇建设项目”：暂不公开。各部分没有全部公布，因此不绘制构成图，也不列合计和占比。";
    assert!(matches!(&chart.drawing, Drawing::Empty(words) if words == reason));
    assert_eq!(chart.sentence, reason);
    assert_eq!(chart.table.rows[1], ["城镇建设项目", "暂不公开", "—"]);
    assert_eq!(chart.table.rows[4], ["合计", "各部分没有全部公布，不列合计", "—"]);
    let all = format!("{chart:?}{}", standalone_svg(&chart));
    assert!(!all.contains("36") && !all.contains('%'), "{all}");
    let mut other = hidden.clone();
    other.total = known("424242", "个");
    assert_eq!(format!("{:?}", other.chart()), format!("{chart:?}"));

    let mut hidden = composition();
    hidden.total = absent("原文以“XX”代替");
    let chart = hidden.chart();
    let all = format!("{chart:?}{}", standalone_svg(&chart));
    assert!(["17个", "10个", "6个", "3个"].iter().all(|part| !all.contains(part)), "{all}");
    assert!(matches!(&chart.drawing, Drawing::Empty(words) if words.contains("原文以“XX”代替")));
}

#[test]
fn what_is_no_whole_is_not_drawn_as_one() {
    let mut short = composition();
    short.total = known("40", "个");
    assert_eq!(short.chart().sentence, "各部分相加为36，与总数40个不相等，因此不绘制构成图。");
    let mut negative = composition();
    negative.parts[0].amount = known("-17", "个");
    negative.total = known("2", "个");
    let mut zero = composition();
    zero.parts.iter_mut().for_each(|part| part.amount = known("0", "个"));
    zero.total = known("0", "个");
    for chart in [short.chart(), negative.chart(), zero.chart()] {
        assert!(matches!(&chart.drawing, Drawing::Empty(words) if *words == chart.sentence), "{}", chart.sentence);
        assert!(Picture::read(&standalone_svg(&chart)).texts.len() > 1);
    }
}

#[test]
fn nothing_is_drawn_from_nothing() {
    let mut unreported = quarters();
    unreported.quarters.iter_mut().for_each(|quarter| quarter.actual = absent("暂无数据"));
    let mut none = quarters();
    none.quarters.clear();
    let mut unknown = stages();
    unknown.stages.iter_mut().for_each(|stage| stage.state = StageState::Unknown("暂无数据".into()));
    let mut no_stage = stages();
    no_stage.stages.clear();
    let mut no_part = composition();
    no_part.parts.clear();
    for chart in [unreported.chart(), none.chart(), unknown.chart(), no_stage.chart(), no_part.chart()] {
        assert!(matches!(&chart.drawing, Drawing::Empty(words) if words == NOTHING_TO_DRAW), "{}", chart.title);
        assert_eq!(chart.sentence, NOTHING_TO_DRAW);
    }
}

prop_compose! {
    fn any_quarter()(label in prop_oneof![3 => Just("前三季度".to_owned()), 1 => any_name()], actual in any_shown(),
        planned in proptest::option::weighted(0.8, any_decimal()), preliminary: bool) -> Quarter {
        Quarter { label, actual, planned: planned.map(|value| Amount::new(value, "万平方米")), preliminary }
    }
}

prop_compose! {
    fn any_stage()(name in any_name(), state in 0..5u8, reason in any_name(), due in proptest::option::of(Just("2022年12月31日".to_owned())))
        -> Stage {
        let state = match state {
            0 => StageState::Reached(Some("2022年6月18日".into())),
            1 => StageState::Reached(None),
            2 => StageState::Current,
            3 => StageState::Open,
            _ => StageState::Unknown(reason),
        };
        Stage { name, state, due }
    }
}

/// Parts that are the total: whole numbers, or decimals as long as an amount may be.
fn any_composition() -> impl Strategy<Value = Composition> {
    let part = (any_name(), prop_oneof![3 => 0u64..5000, 1 => Just(0u64), 1 => 0u64..1_000_000_000_000_000]);
    (proptest::collection::vec(part, 0..12), any_name(), 0u32..3, any::<bool>()).prop_map(|(parts, title, scale, demo)| {
        let text = |units: u64| {
            let tens = 10u64.pow(scale);
            if scale == 0 { units.to_string() } else { format!("{}.{:0>2$}", units / tens, units % tens, scale as usize) }
        };
        let total = parts.iter().map(|(_, units)| units).sum();
        let parts = parts.iter().map(|(name, units)| Part { name: name.clone(), amount: known(&text(*units), "万元") }).collect();
        Composition { id: "c".into(), title, total: known(&text(total), "万元"), parts, demo }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_quarters_are_legible(quarters in proptest::collection::vec(any_quarter(), 0..9), title in any_name(), goal in any_shown(), demo: bool) {
        let items = quarters.len();
        examine(&Quarters { id: "c".into(), title, unit: "万平方米".into(), goal, quarters, demo }.chart(), items)?;
    }

    #[test]
    fn any_stages_are_legible(stages in proptest::collection::vec(any_stage(), 0..9), title in any_name(), tone in any_tone(), demo: bool) {
        let items = stages.len();
        let as_of = demo.then(|| "2022年9月30日".to_owned());
        examine(&Stages { id: "c".into(), title, stages, as_of, tone, chip: tone.chip().into(), demo }.chart(), items)?;
    }

    #[test]
    fn any_composition_is_legible(composition in any_composition()) {
        let items = composition.parts.len();
        let drawn = composition.parts.iter().any(|part| part.amount.known().is_some_and(|amount| !amount.value.is_zero()));
        let chart = composition.chart();
        prop_assert_eq!(drawn, matches!(&chart.drawing, Drawing::Svg { .. }), "{}", chart.sentence);
        examine(&chart, items)?;
    }
}

#[test]
fn five_hundred_of_each_draw() {
    let mut many = quarters();
    let first = many.quarters[0].clone();
    many.quarters = (1..=500).map(|n| Quarter { label: format!("第{n}期"), ..first.clone() }).collect();
    examine(&many.chart(), 500).unwrap();
    let mut many = stages();
    let first = many.stages[0].clone();
    many.stages = (1..=500).map(|n| Stage { name: format!("第{n}个节点"), ..first.clone() }).collect();
    examine(&many.chart(), 500).unwrap();
    let parts = (1..=500).map(|n| Part { name: format!("第{n}部分"), amount: Shown::Known(Amount::new(number(&n.to_string()), "个")) });
    let many = Composition { parts: parts.collect(), total: known("125250", "个"), ..composition() };
    examine(&many.chart(), 500).unwrap();
}
