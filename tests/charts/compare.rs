//! Headline indicators beside each other: every panel measured by its own scale, and no trace of what is absent.

use crate::generated::{any_name, any_shown, any_tone, examine};
use crate::read::{Picture, Shape};
use crate::samples::{amount, number};
use crate::svgs;
use crate::wholes::{compare, panel};
use gongkai::chart::compare::{Compare, Dated, Panel};
use gongkai::chart::tone::Tone;
use gongkai::chart::year::{Span, YearKind};
use gongkai::chart::{Amount, Chart, Drawing, NOTHING_TO_DRAW, Shown};
use proptest::prelude::*;

/// Inputs for the gallery.
pub fn showcase(demo: bool) -> Vec<Chart> {
    let mut long = compare();
    long.id = "m2".into();
    long.panels.truncate(2);
    long.panels[0].name = "新增规模以上工业企业并完成智能化改造和数字化转型诊断服务的企业户数（含续建）共计".into();
    long.panels[0].actual.label = "2022年1月1日至9月30日累计".into();
    long.panels[1] = panel("新增市级以上工程技术中心", ["3家", "暂不公开", "尚未收到本项数据"], Tone::Withheld);
    (long.demo, long.panels[0].kind) = (demo, if demo { YearKind::Demo } else { YearKind::Final });
    vec![Compare { demo, ..compare() }.chart(), long.chart()]
}

/// Each bar is as long, by the scale of its panel, as its number.
#[test]
fn panels_read_back_as_their_figures() {
    for svg in svgs(&compare().chart()).into_iter().take(2) {
        let picture = Picture::read(svg);
        let inside = |text: &str, from: f64| {
            let name = picture.texts.iter().find(|name| name.bold && name.words == text).unwrap();
            let of = move |shape: &&Shape| {
                let (left, top, ..) = shape.bounds();
                left >= name.x - 0.5 && left < name.x + from && top > name.y && top < name.y + 190.0
            };
            picture.shapes.iter().filter(of).collect::<Vec<_>>()
        };
        let bar = |shapes: &[&Shape], class: &str| {
            let tall = |shape: &&&Shape| (shape.bounds().3 - shape.bounds().1 - 12.0).abs() < 0.2;
            shapes.iter().find(|shape| shape.class == class && tall(shape)).map(|shape| (shape.bounds().0, shape.bounds().2))
        };
        let gdp = inside("地区生产总值", 360.0);
        let (zero, last) = bar(&gdp, "gk-former").unwrap();
        let per = (last - zero) / 100.0;
        for (class, value) in [("gk-track", 105.0), ("gk-main gk-part", 81.9)] {
            let (from, to) = bar(&gdp, class).unwrap();
            assert!((from - zero).abs() <= 0.5 && (to - zero - per * value).abs() <= 0.5, "{class}: {from} {to}");
        }
        let goal = gdp.iter().find(|shape| shape.class == "gk-goal").unwrap().points[0].0;
        assert!((goal - zero - per * 105.0).abs() <= 0.5);

        let rate = inside("一般公共预算收入增幅", 360.0);
        let (low, zero) = bar(&rate, "gk-former").unwrap();
        let per = (zero - low) / 1.2;
        let (from, to) = bar(&rate, "gk-main gk-part").unwrap();
        assert!((from - zero).abs() <= 0.5 && (to - zero - per * 7.6).abs() <= 0.5, "a figure below zero turns the other way");

        let green = inside("城镇绿化覆盖率", 360.0);
        let (zero, last) = bar(&green, "gk-former").unwrap();
        let per = (last - zero) / 41.5;
        let (from, to) = bar(&green, "gk-track").unwrap();
        assert!((from - zero - per * 42.0).abs() <= 0.5 && (to - zero - per * 44.0).abs() <= 0.5, "a range lies between its ends");
        assert_eq!(green.iter().filter(|shape| shape.class == "gk-goal").count(), 2);
        assert!(bar(&green, "gk-main").is_some() && bar(&green, "gk-main gk-part").is_none());
    }
}

#[test]
fn part_of_a_year_is_said_and_the_goal_is_of_the_whole() {
    let chart = compare().chart();
    assert_eq!(
        chart.sentence,
        "地区生产总值：2021年100亿元，2022年全年目标105亿元，2022年1—9月累计81.9亿元（未满一年）。\
         规模以上工业应税销售收入：2021年暂无数据，2022年全年目标不少于120亿元，2022年1—9月累计97.50亿元（未满一年）。\
         一般公共预算收入增幅：2021年-1.2%，2022年全年目标8%左右，2022年1—9月累计7.6%（未满一年）。\
         全社会固定资产投资：2021年28.6亿元，2022年全年目标原文以“XX”代替，2022年1—9月累计21亿元（未满一年）。\
         城镇绿化覆盖率：2021年41.5%，2022年全年目标42%至44%，2022年末43.0%。"
    );
    assert_eq!(
        chart.table.rows[1],
        ["规模以上工业应税销售收入", "2021年：暂无数据", "2022年全年目标：不少于120亿元", "2022年1—9月累计：97.50亿元", "按计划"]
    );
    for svg in svgs(&chart).into_iter().take(2) {
        let words: Vec<String> = Picture::read(svg).texts.into_iter().map(|text| text.words).collect();
        for wanted in ["本年实际（未满一年）", "本年实际（未满一年，初步数）", "2022年全年目标", "97.50亿元"]
        {
            assert!(words.iter().any(|word| word == wanted), "{wanted} is not in {words:?}");
        }
    }
}

/// A hidden goal takes the upper end of its range with it and moves no bar.
#[test]
fn what_is_absent_leaves_no_trace() {
    let mut careless = compare();
    careless.panels[3].goal_upper = Some(amount("424242", "424242亿元"));
    assert_eq!(format!("{:?}", careless.chart()), format!("{:?}", compare().chart()));
    let picture = Picture::read(svgs(&compare().chart())[1]);
    let name = picture.texts.iter().find(|text| text.words == "全社会固定资产投资").unwrap();
    let next = picture.texts.iter().find(|text| text.words == "城镇绿化覆盖率").unwrap();
    let between = |shape: &&Shape| shape.bounds().1 > name.y && shape.bounds().3 < next.y - 22.0;
    let shapes: Vec<&Shape> = picture.shapes.iter().filter(between).collect();
    assert!(shapes.iter().all(|shape| shape.class != "gk-goal" && shape.class != "gk-track"));
    let longest = shapes.iter().filter(|shape| shape.closed).map(|shape| shape.bounds().2).fold(0.0, f64::max);
    assert!((longest - (picture.wide - 1.0)).abs() <= 0.5, "the scale ends at the longest known value");

    let mut empty = compare();
    empty.panels.iter_mut().for_each(|panel| {
        [&mut panel.last, &mut panel.goal, &mut panel.actual].into_iter().for_each(|dated| dated.value = Shown::Absent("暂无数据".into()));
    });
    let mut none = compare();
    none.panels.clear();
    for chart in [empty.chart(), none.chart()] {
        assert!(matches!(&chart.drawing, Drawing::Empty(reason) if reason == NOTHING_TO_DRAW));
        assert_eq!(chart.sentence, NOTHING_TO_DRAW);
    }
}

prop_compose! {
    fn any_dated()(label in any_name(), value in any_shown()) -> Dated {
        Dated { label, value }
    }
}

prop_compose! {
    fn any_panel()(name in any_name(), last in any_dated(), goal in any_dated(), actual in any_dated(), upper in proptest::option::of(-50i64..5000),
        part: bool, kind in 0..3u8, tone in any_tone(), equal in proptest::bool::weighted(0.1)) -> Panel {
        let kind = match kind { 0 => YearKind::Final, 1 => YearKind::Preliminary, _ => YearKind::Demo };
        let last = if equal { actual.clone() } else { last };
        Panel { name, last, goal, goal_upper: upper.map(|n| Amount::new(number(&n.to_string()), "亿元")), actual,
            span: if part { Span::Part("1—9月".into()) } else { Span::Whole }, kind, tone, chip: tone.chip().into() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_compare_is_legible(panels in proptest::collection::vec(any_panel(), 0..9), title in any_name(), demo: bool) {
        let items = panels.len() * 4;
        examine(&Compare { id: "c".into(), title, panels, demo }.chart(), items)?;
    }
}
