//! Inputs for the chart tests and the gallery.

use gongkai::chart::bullet::{Bullet, Reading};
use gongkai::chart::bullets::{BulletRow, Bullets};
use gongkai::chart::status::{Status, StatusBar};
use gongkai::chart::tone::Tone;
use gongkai::chart::trend::Trend;
use gongkai::chart::year::{Span, TrendYear, YearGoal, YearKind};
use gongkai::chart::{Amount, Shown};
use gongkai::value::decimal::Decimal;

pub fn number(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

pub fn amount(value: &str, text: &str) -> Amount {
    Amount { value: number(value), text: text.to_owned() }
}

pub fn bullet() -> Bullet {
    Bullet {
        id: "c1".into(),
        title: "新开工产业项目".into(),
        unit: "个".into(),
        reading: Reading::Total,
        goal: Shown::Known(amount("10", "不少于10个")),
        goal_upper: None,
        actual: Shown::Known(amount("8", "8个")),
        expected: Some(amount("7", "7个")),
        completion: Some(number("80.0")),
        as_of: Some("2022年9月30日".into()),
        tone: Tone::OnSchedule,
        chip: "按计划".into(),
        demo: false,
    }
}

fn row(name: &str, completion: Option<&str>, pace: Option<&str>, tone: Tone) -> BulletRow {
    BulletRow { name: name.into(), completion: completion.map(number), pace: pace.map(number), tone, chip: tone.chip().into() }
}

pub fn bullets() -> Bullets {
    Bullets {
        id: "c2".into(),
        title: "产业强镇：各项目标完成进度".into(),
        rows: vec![
            row("新开工产业项目", Some("80.0"), Some("75.0"), Tone::OnSchedule),
            row("完成全社会固定资产投资", Some("92.5"), Some("75.0"), Tone::Ahead),
            row("电动工具规模应税销售收入", None, None, Tone::Masked),
            row("新增规模以上工业企业并完成智能化改造和数字化转型诊断服务的企业户数", Some("60.0"), Some("75.0"), Tone::Behind),
            row("高新技术企业申报", Some("120.0"), Some("75.0"), Tone::Done),
            row("新增市级以上工程技术中心", Some("40.0"), Some("50.0"), Tone::Missed),
            row("招商引资签约项目", None, None, Tone::Unreported),
            row("盘活低效用地", Some("0.0"), Some("50.0"), Tone::Behind),
        ],
        demo: false,
    }
}

fn year(label: &str, value: &str, growth: Option<&str>, kind: YearKind) -> TrendYear {
    TrendYear {
        label: label.into(),
        span: Span::Whole,
        value: Shown::Known(amount(value, &format!("{value}亿元"))),
        growth: growth.map(number),
        goal: None,
        kind,
    }
}

pub fn trend() -> Trend {
    let mut years = vec![
        year("2017年", "62.5", None, YearKind::Final),
        year("2018年", "70.0", Some("8.1"), YearKind::Final),
        year("2019年", "81.2", Some("9.0"), YearKind::Final),
        year("2020年", "79.9", Some("-1.6"), YearKind::Final),
        year("2021年", "90.0", Some("8.9"), YearKind::Final),
        year("2022年", "98.0", Some("8.9"), YearKind::Preliminary),
    ];
    years[2].value = Shown::Absent("统计口径调整，暂无数据".into());
    years[2].growth = None;
    years[5].goal = Some(goal("100", "100亿元"));
    Trend { id: "c3".into(), title: "地区生产总值".into(), unit: "亿元".into(), reading: Reading::Total, years, demo: false }
}

pub fn goal(value: &str, text: &str) -> YearGoal {
    YearGoal { amount: amount(value, text), upper: None, due: None }
}

/// Whole years and nine months of the newest.
pub fn running() -> Trend {
    let mut years = vec![
        year("2019年", "80", None, YearKind::Final),
        year("2020年", "90", Some("6.1"), YearKind::Final),
        year("2021年", "100", Some("8.0"), YearKind::Final),
        year("2022年", "81.9", Some("5.2"), YearKind::Final),
    ];
    years[3].span = Span::Part("1—9月".into());
    years[3].goal = Some(goal("105", "105亿元"));
    Trend { id: "c5".into(), title: "地区生产总值".into(), unit: "亿元".into(), reading: Reading::Total, years, demo: false }
}

/// Shares at the ends of years, and at the end of a month.
pub fn states() -> Trend {
    let state = |label: &str, value: &str| TrendYear {
        value: Shown::Known(amount(value, &format!("{value}%"))),
        ..year(label, value, None, YearKind::Final)
    };
    let mut years = vec![state("2020年", "83.5"), state("2021年", "82.0"), state("2022年", "88.2")];
    years[2].span = Span::Part("9月末".into());
    years[2].goal = Some(goal("90", "90%以上"));
    Trend { id: "c6".into(), title: "绿化覆盖率".into(), unit: "%".into(), reading: Reading::Level, years, demo: false }
}

pub fn status() -> Status {
    let bar = |label: &str, counts: &[(Tone, u32)]| StatusBar { label: label.into(), counts: counts.to_vec() };
    Status {
        id: "c4".into(),
        title: "全部目标完成情况".into(),
        bars: vec![
            bar(
                "全部目标",
                &[
                    (Tone::Done, 12),
                    (Tone::Ahead, 9),
                    (Tone::OnSchedule, 20),
                    (Tone::Behind, 6),
                    (Tone::Missed, 2),
                    (Tone::NotDue, 11),
                    (Tone::Unreported, 3),
                    (Tone::Masked, 8),
                    (Tone::Withheld, 1),
                    (Tone::Ongoing, 7),
                    (Tone::NotAssessed, 1),
                ],
            ),
            bar(
                "聚力产业强镇，推动经济高质量发展",
                &[(Tone::Done, 6), (Tone::Ahead, 3), (Tone::OnSchedule, 8), (Tone::Behind, 2), (Tone::Masked, 4)],
            ),
            bar("城镇建设", &[(Tone::Done, 2), (Tone::OnSchedule, 5), (Tone::Behind, 3), (Tone::Missed, 1), (Tone::NotDue, 6)]),
            bar(
                "乡村振兴",
                &[(Tone::Done, 3), (Tone::Ahead, 6), (Tone::OnSchedule, 4), (Tone::Missed, 1), (Tone::NotDue, 5), (Tone::Unreported, 3)],
            ),
            bar("民生福祉", &[(Tone::Done, 1), (Tone::OnSchedule, 3), (Tone::Behind, 1), (Tone::Masked, 4), (Tone::Withheld, 1)]),
            bar("政府自身建设", &[(Tone::Ongoing, 7), (Tone::NotAssessed, 1)]),
        ],
        demo: false,
    }
}
