//! Thousands of generated inputs: whatever comes, labels stay apart and on the sheet, and nothing hangs or panics.

use crate::read::{Picture, says_so_everywhere};
use crate::samples::{self, number};
use gongkai::chart::bullet::{Bullet, Reading};
use gongkai::chart::bullets::{BulletRow, Bullets};
use gongkai::chart::status::{Status, StatusBar};
use gongkai::chart::tone::Tone;
use gongkai::chart::trend::Trend;
use gongkai::chart::year::{Span, TrendYear, YearGoal, YearKind};
use gongkai::chart::{Amount, Chart, Drawing, Shown};
use gongkai::value::decimal::Decimal;
use proptest::prelude::*;

pub fn any_decimal() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        3 => (-20i64..2000).prop_map(|n| n.to_string()),
        3 => (0u32..100_000, 0u32..100).prop_map(|(whole, part)| format!("{whole}.{part:02}")),
        1 => Just("0".to_owned()),
        1 => Just("0.000000000000000000000000000001".to_owned()).prop_map(|s| s[..30].to_owned()),
        1 => "-?[1-9][0-9]{0,28}",
        1 => Just("-99999999999999999999999999999".to_owned()),
    ]
    .prop_map(|text| number(&text))
}

pub fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[新开工产业项目重点民生实事（），、“”]{2,40}",
        "[a-zA-Z0-9 ]{2,40}",
        "[新建5G基站ABC12.5%—·]{2,40}",
        Just("新增规模以上工业企业并完成智能化改造数字化转型诊断服务的企业户数（含续建）共计".to_owned()),
    ]
}

pub fn any_tone() -> impl Strategy<Value = Tone> {
    (0..Tone::ALL.len()).prop_map(|place| Tone::ALL[place])
}

pub fn any_shown() -> impl Strategy<Value = Shown> {
    prop_oneof![6 => any_decimal().prop_map(|value| Shown::Known(Amount::new(value, "万平方米"))), 1 => Just(Shown::Absent("暂无数据".into()))]
}

prop_compose! {
    fn any_bullet()(title in any_name(), goal in any_shown(), upper in proptest::option::of(any_decimal()), actual in any_shown(),
        expected in proptest::option::of(any_decimal()), completion in proptest::option::of(any_decimal()), tone in any_tone(), demo: bool,
        equal in proptest::bool::weighted(0.1)) -> Bullet {
        let expected = expected.map(|value| Amount::new(value, "万平方米"));
        let actual = if equal { goal.clone() } else { actual };
        Bullet { id: "c".into(), title, unit: "万平方米".into(), reading: Reading::Total, goal, goal_upper: upper.map(|v| Amount::new(v, "万平方米")),
            actual, expected, completion, as_of: None, tone, chip: tone.chip().into(), demo }
    }
}

prop_compose! {
    fn any_row()(name in any_name(), completion in proptest::option::weighted(0.8, any_decimal()), pace in proptest::option::of(any_decimal()),
        tone in any_tone()) -> BulletRow {
        BulletRow { name, completion, pace, tone, chip: tone.chip().into() }
    }
}

fn any_span() -> impl Strategy<Value = Span> {
    prop_oneof![
        6 => Just(Span::Whole),
        1 => Just(Span::Part("1—9月".into())),
        1 => Just(Span::Part("1月1日—10月15日".into())),
    ]
}

fn any_reading() -> impl Strategy<Value = Reading> {
    prop_oneof![Just(Reading::Total), Just(Reading::Level)]
}

prop_compose! {
    fn any_year()(value in any_shown(), growth in proptest::option::of(any_decimal()), goal in proptest::option::weighted(0.2, any_decimal()),
        upper in proptest::option::weighted(0.3, any_decimal()),
        kind in 0..3u8, span in any_span()) -> TrendYear {
        let kind = match kind { 0 => YearKind::Final, 1 => YearKind::Preliminary, _ => YearKind::Demo };
        let goal = goal.map(|value| YearGoal { amount: Amount::new(value, "亿元"), upper: upper.clone(), due: None });
        TrendYear { label: String::new(), span, value, growth, goal, kind }
    }
}

fn dated(mut years: Vec<TrendYear>) -> Vec<TrendYear> {
    (1900..).zip(&mut years).for_each(|(year, entry)| entry.label = format!("{year}年"));
    years
}

prop_compose! {
    pub fn any_bar()(label in any_name(), counts in proptest::collection::vec((any_tone(), prop_oneof![4 => 0u32..40, 1 => Just(u32::MAX)]), 0..14))
        -> StatusBar {
        StatusBar { label, counts }
    }
}

/// `items` is how many figures went in.
pub fn examine(chart: &Chart, items: usize) -> Result<(), TestCaseError> {
    let words = format!("{chart:?}");
    prop_assert!(["掩码", "承诺", "滞后"].iter().all(|word| !words.contains(word)));
    let Drawing::Svg { wide, narrow, standalone } = &chart.drawing else { return Ok(()) };
    for svg in [wide, narrow] {
        prop_assert!(["style=", "\"NaN", "\"inf", "\"-inf"].iter().all(|bad| !svg.contains(bad)), "{svg}");
        let picture = Picture::read(svg);
        legible(&picture, svg)?;
        let data = picture.shapes.iter().filter(|shape| !matches!(shape.class.as_str(), "gk-grid" | "gk-axis"));
        let marks: usize = data.map(|shape| if shape.closed { 1 } else { shape.points.len() - 1 }).sum();
        let spoken = chart.title.len() + chart.sentence.len();
        let names: usize = picture.texts.iter().filter(|text| text.words.chars().count() > 12).map(|text| text.words.len()).sum();
        prop_assert!(svg.len() <= 1536 + 250 * marks.max(items).max(1) + spoken + names, "{} bytes for {marks} marks: {svg}", svg.len());
    }
    Picture::read(standalone);
    let mut ids = Picture::read(wide).ids;
    ids.extend(Picture::read(narrow).ids);
    let all = ids.len();
    ids.sort();
    ids.dedup();
    prop_assert_eq!(ids.len(), all, "an id stands twice");
    Ok(())
}

/// No text on another, none off the sheet, none below the size a phone needs, no mark off the sheet.
pub fn legible(picture: &Picture, svg: &str) -> Result<(), TestCaseError> {
    let texts: Vec<_> = picture.texts.iter().filter(|text| text.class != "gk-demo").collect();
    for (place, text) in texts.iter().enumerate() {
        let (left, top, right, bottom) = text.bounds();
        let on = left >= -0.2 && top >= -0.2 && right <= picture.wide + 0.2 && bottom <= picture.tall + 0.2;
        prop_assert!(on, "“{}” leaves the sheet: {left} {top} {right} {bottom} in {svg}", text.words);
        prop_assert!(text.size >= 13.0);
        for other in texts.iter().skip(place + 1).take(400) {
            let (l, t, r, b) = other.bounds();
            let apart = right <= l + 0.2 || r <= left + 0.2 || bottom <= t + 0.2 || b <= top + 0.2;
            prop_assert!(apart, "“{}” lies on “{}” in {svg}", text.words, other.words);
        }
    }
    for shape in &picture.shapes {
        let (left, top, right, bottom) = shape.bounds();
        let on = left >= -1.0 && top >= -1.0 && right <= picture.wide + 1.0 && bottom <= picture.tall + 1.0;
        prop_assert!(on, "{} leaves the sheet: {left} {top} {right} {bottom} in {svg}", shape.class);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bullet_is_legible(bullet in any_bullet()) {
        examine(&bullet.chart(), 1)?;
    }

    #[test]
    fn any_bullets_are_legible(rows in proptest::collection::vec(any_row(), 0..24), title in any_name(), demo: bool) {
        let items = rows.len();
        examine(&Bullets { id: "c".into(), title, rows, demo }.chart(), items)?;
    }

    #[test]
    fn any_trend_is_legible(years in proptest::collection::vec(any_year(), 0..40), title in any_name(), reading in any_reading(), demo: bool) {
        let items = years.len();
        let chart = Trend { id: "c".into(), title, unit: "亿元".into(), reading, years: dated(years), demo }.chart();
        examine(&chart, items)?;
        if let Drawing::Svg { wide, narrow, standalone } = &chart.drawing && wide.contains("gk-demo") {
            [wide, narrow, standalone].into_iter().zip([760.0 / 720.0, 414.0 / 358.0, 1.0]).for_each(|(svg, most)| says_so_everywhere(svg, most));
        }
    }

    /// What is said of whole years does not change with a part of a year, and a part is never set against them.
    #[test]
    fn a_part_of_a_year_stays_out_of_comparisons(years in proptest::collection::vec(any_year(), 1..12), reading in any_reading(), value in any_decimal()) {
        let mut years = years;
        years.iter_mut().for_each(|year| year.span = Span::Whole);
        let years = dated(years);
        let part = TrendYear { label: "2022年".into(), span: Span::Part("1—9月".into()), value: Shown::Known(Amount::new(value, "亿元")),
            growth: None, goal: None, kind: YearKind::Final };
        let said = |years: &[TrendYear]| Trend { id: "c".into(), title: "甲".into(), unit: "亿元".into(), reading, years: years.to_vec(), demo: false }
            .chart();
        let first = |sentence: &str| sentence.split_once('。').map(|(first, _)| first.to_owned()).unwrap_or_default();
        let before = said(&years);
        let mut with = years.clone();
        with.push(part.clone());
        let after = said(&with);
        let known = years.iter().any(|year| year.value.known().is_some());
        if known && !years.iter().any(|year| year.kind == YearKind::Demo) {
            prop_assert_eq!(first(&after.sentence), first(&before.sentence));
        }
        for sentence in after.sentence.split(['。', '；', '，']).filter(|sentence| sentence.contains("2022年")) {
            prop_assert!(["增至", "减至", "相同", "最高"].iter().all(|word| !sentence.contains(word)), "{sentence}");
        }
        prop_assert!(after.table.rows.last().unwrap()[2].starts_with("未"), "{:?}", after.table);
        let Drawing::Svg { wide, narrow, .. } = &after.drawing else { return Ok(()) };
        for svg in [wide, narrow] {
            let picture = Picture::read(svg);
            let marks = picture.texts.iter().filter(|text| text.words.starts_with("1—9月")).count();
            prop_assert_eq!(marks, 1, "the column of a part of a year is not marked");
        }
    }

    #[test]
    fn any_status_is_legible(bars in proptest::collection::vec(any_bar(), 0..12), title in any_name(), demo: bool) {
        let items = bars.len();
        examine(&Status { id: "c".into(), title, bars, demo }.chart(), items)?;
    }
}

/// Found by chance: little data, two hatches, and most of the drawing is marks of demonstration.
#[test]
fn a_demonstration_of_three_years_is_small() {
    let year = |kind, value: Option<&str>, growth: Option<&str>| TrendYear {
        label: String::new(),
        span: Span::Part("1—9月".into()),
        value: value.map_or(Shown::Absent("暂无数据".into()), |value| Shown::Known(Amount::new(number(value), "万平方米"))),
        growth: growth.map(number),
        goal: None,
        kind,
    };
    let years = vec![
        year(YearKind::Demo, Some("614"), Some("1502")),
        year(YearKind::Preliminary, Some("13866010870717787"), Some("527")),
        TrendYear { span: Span::Whole, ..year(YearKind::Final, None, None) },
    ];
    let title = "17 oGCfM  iV V3P2ZO5".to_owned();
    examine(&Trend { id: "c".into(), title, unit: "亿元".into(), reading: Reading::Level, years: dated(years), demo: true }.chart(), 3)
        .unwrap();
}

#[test]
fn five_hundred_points_draw() {
    let year = |value: Decimal| TrendYear {
        label: String::new(),
        span: Span::Whole,
        value: Shown::Known(Amount::new(value, "亿元")),
        growth: None,
        goal: None,
        kind: YearKind::Final,
    };
    let years = dated((0..500).map(|n| year(number(&format!("{}.{}", (n * 37) % 101, n % 10)))).collect());
    examine(
        &Trend { id: "c".into(), title: "逐期数据".into(), unit: "亿元".into(), reading: Reading::Total, years, demo: false }.chart(),
        500,
    )
    .unwrap();
    let row = |n: u32| BulletRow {
        name: format!("第{n}项目标"),
        completion: Some(number(&(n % 130).to_string())),
        pace: Some(number("75.0")),
        tone: Tone::Behind,
        chip: "进度偏慢".into(),
    };
    examine(&Bullets { id: "c".into(), title: "全部目标".into(), rows: (0..500).map(row).collect(), demo: true }.chart(), 500).unwrap();
    let bar = |n: u32| StatusBar { label: format!("第{n}章"), counts: vec![(Tone::Done, n), (Tone::Behind, 1)] };
    examine(&Status { id: "c".into(), title: "全部".into(), bars: (0..500).map(bar).collect(), demo: false }.chart(), 500).unwrap();
}

/// More inputs for the gallery: long names, many years, large and negative numbers.
pub fn showcase(demo: bool) -> Vec<Chart> {
    let shown = |text: &str, unit: &str| Shown::Known(Amount::new(number(text), unit));
    let rate = Bullet {
        id: "g1".into(),
        title: "一般公共预算收入增幅".into(),
        unit: "%".into(),
        reading: Reading::Level,
        goal: shown("8", "%"),
        goal_upper: None,
        actual: shown("-1.2", "%"),
        expected: None,
        completion: None,
        as_of: Some("2022年6月30日".into()),
        tone: Tone::Behind,
        chip: "进度偏慢".into(),
        demo,
    };
    let over = Bullet {
        id: "g2".into(),
        title: "新增高新技术企业".into(),
        unit: "家".into(),
        reading: Reading::Total,
        goal: shown("5", "家"),
        goal_upper: None,
        actual: shown("9", "家"),
        expected: Some(Amount::new(number("5"), "家")),
        completion: Some(number("180.0")),
        as_of: Some("2022年12月31日".into()),
        tone: Tone::Done,
        chip: "已完成".into(),
        demo,
    };
    let no_goal = Bullet {
        id: "g3".into(),
        goal: Shown::Absent("原文以“XX”代替".into()),
        tone: Tone::Masked,
        chip: "原文隐去".into(),
        ..over.clone()
    };
    let month = |n: i64| TrendYear {
        label: format!("{}年", 1990 + n),
        span: if n == 32 { Span::Part("1—9月".into()) } else { Span::Whole },
        value: if n == 11 { Shown::Absent("暂无数据".into()) } else { shown(&format!("{}.5", 20 + n * n / 6 - (n % 5) * 3), "亿元") },
        growth: None,
        goal: None,
        kind: if n > 30 { YearKind::Preliminary } else { YearKind::Final },
    };
    let long = Trend {
        id: "g4".into(),
        title: "工业应税销售收入".into(),
        unit: "亿元".into(),
        reading: Reading::Total,
        years: (0..33).map(month).collect(),
        demo,
    };
    let signed = |(label, value): (&str, &str)| TrendYear {
        label: label.into(),
        span: Span::Whole,
        value: shown(value, "%"),
        growth: None,
        goal: (label == "2022年").then(|| YearGoal {
            amount: Amount { value: number("8"), text: "8%左右".into() },
            upper: None,
            due: None,
        }),
        kind: if demo { YearKind::Demo } else { YearKind::Final },
    };
    let rates = [("2018年", "7.5"), ("2019年", "6.0"), ("2020年", "-2.4"), ("2021年", "9.1"), ("2022年", "7.6")].map(signed);
    let down =
        Trend {
            id: "g5".into(), title: "地区生产总值增幅".into(), unit: "%".into(), reading: Reading::Level, years: rates.to_vec(), demo
        };
    let (mut running, mut states) = (samples::running(), samples::states());
    (running.demo, states.demo) = (demo, demo);
    vec![rate.chart(), over.chart(), no_goal.chart(), long.chart(), down.chart(), running.chart(), states.chart()]
}
