//! Inputs of the charts of a whole report, shared by the tests and the benchmark.

use crate::samples::amount;
use gongkai::chart::Shown;
use gongkai::chart::compare::{Compare, Dated, Panel};
use gongkai::chart::heat::{Heat, HeatCell, HeatRow};
use gongkai::chart::tone::Tone;
use gongkai::chart::year::{Span, YearKind};

pub fn row(label: &str, cells: &[(u32, u32)]) -> HeatRow {
    let cell = |(on_schedule, judged): &(u32, u32)| HeatCell { on_schedule: *on_schedule, judged: *judged };
    HeatRow { label: label.into(), cells: cells.iter().map(cell).collect() }
}

pub fn heat() -> Heat {
    Heat {
        id: "h1".into(),
        title: "各篇章达到序时进度情况".into(),
        of: "篇章".into(),
        periods: ["2022年3月底", "2022年6月底", "2022年9月底", "2022年12月底"].map(str::to_owned).to_vec(),
        whole: Some(row("全部目标", &[(12, 30), (25, 41), (38, 47), (49, 56)])),
        rows: vec![
            row("主要预期目标", &[(0, 0), (2, 5), (5, 7), (7, 7)]),
            row("聚力产业强镇，推动经济高质量发展", &[(0, 6), (5, 12), (11, 14), (14, 16)]),
            row("聚力宜居宜业，提升城市高颜值形象", &[(3, 10), (7, 10), (9, 11), (13, 14)]),
            row("聚力乡村振兴，转换发展高层次动能", &[(9, 14), (11, 14), (13, 15), (15, 19)]),
            row("全力建设人民满意政府", &[(0, 0), (0, 0), (0, 0), (0, 0)]),
        ],
        demo: false,
    }
}

pub fn dated(label: &str, value: &str) -> Dated {
    let digits = value.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '-');
    let end = digits.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(digits.len());
    let value = if digits.is_empty() { Shown::Absent(value.into()) } else { Shown::Known(amount(&digits[..end], value)) };
    Dated { label: label.into(), value }
}

pub fn panel(name: &str, [last, goal, actual]: [&str; 3], tone: Tone) -> Panel {
    Panel {
        name: name.into(),
        last: dated("2021年", last),
        goal: dated("2022年全年目标", goal),
        goal_upper: None,
        actual: dated("2022年1—9月累计", actual),
        span: Span::Part("1—9月".into()),
        kind: YearKind::Final,
        tone,
        chip: tone.chip().into(),
    }
}

pub fn compare() -> Compare {
    let mut rate = panel("一般公共预算收入增幅", ["-1.2%", "8%左右", "7.6%"], Tone::Behind);
    rate.goal.value = Shown::Known(amount("8", "8%左右"));
    let mut green = panel("城镇绿化覆盖率", ["41.5%", "42%", "43.0%"], Tone::Done);
    (green.span, green.actual.label, green.goal_upper) = (Span::Whole, "2022年末".into(), Some(amount("44", "44%")));
    let mut early = panel("规模以上工业应税销售收入", ["暂无数据", "不少于120亿元", "97.50亿元"], Tone::OnSchedule);
    early.kind = YearKind::Preliminary;
    Compare {
        id: "m1".into(),
        title: "主要指标：上年、目标和实际".into(),
        panels: vec![
            panel("地区生产总值", ["100亿元", "105亿元", "81.9亿元"], Tone::Ahead),
            early,
            rate,
            panel("全社会固定资产投资", ["28.6亿元", "原文以“XX”代替", "21亿元"], Tone::Masked),
            green,
        ],
        demo: false,
    }
}
