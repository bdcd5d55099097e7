//! Years that are whole, years that are not over, and goals beside them.

use crate::read::Picture;
use crate::samples::{self, amount, number};
use crate::svgs;
use gongkai::chart::Shown;

/// A total of some months never stands against whole years, and a goal belongs to its whole year.
#[test]
fn a_year_that_is_not_over_is_said_apart() {
    let chart = samples::running().chart();
    assert_eq!(
        chart.sentence,
        "地区生产总值：2019年80亿元，2021年增至100亿元，最高的是2021年（100亿元）。2022年1—9月累计81.9亿元，同比增长5.2%；全年目标105亿元。"
    );
    assert_eq!(chart.table.head, ["年份", "数值", "时段", "同比", "目标"]);
    assert_eq!(chart.table.rows[2], ["2021年", "100亿元", "全年", "增长8.0%", "—"]);
    assert_eq!(chart.table.rows[3], ["2022年1—9月累计", "81.9亿元", "未满一年", "增长5.2%", "全年105亿元"]);
    for svg in svgs(&chart).into_iter().take(2) {
        let picture = Picture::read(svg);
        let words: Vec<&str> = picture.texts.iter().map(|text| text.words.as_str()).collect();
        for wanted in ["未满一年", "1—9月累计", "全年目标 105亿元", "同比 +5.2%", "同比 +8.0%"] {
            assert!(words.contains(&wanted), "{wanted} is not in {words:?}");
        }
        let pale: Vec<_> = picture.of_class("gk-main gk-part").filter(|bar| bar.bounds().3 - bar.bounds().1 > 15.0).collect();
        let full: Vec<_> = picture.of_class("gk-main").collect();
        assert_eq!((pale.len(), full.len()), (1, 3));
        assert!(full.iter().all(|bar| bar.bounds().2 < pale[0].bounds().0));
    }

    let mut hidden = samples::running();
    hidden.years[3].value = Shown::Absent("暂不公开".into());
    let sentence = hidden.chart().sentence;
    assert!(sentence.ends_with("。2022年1—9月累计暂不公开；全年目标105亿元。"), "{sentence}");
    let mut alone = samples::running();
    alone.years.drain(..3);
    assert_eq!(alone.chart().sentence, "地区生产总值：2022年1—9月累计81.9亿元，同比增长5.2%；全年目标105亿元。");
}

/// A number never stands beyond the goal it has not reached, where it would look like the goal's.
#[test]
fn a_number_stays_on_its_side_of_the_goal() {
    for value in ["100", "101.5", "104", "105", "106", "110"] {
        let mut trend = samples::running();
        trend.years[3].value = Shown::Known(amount(value, &format!("{value}亿元")));
        for svg in svgs(&trend.chart()).into_iter().take(2) {
            let picture = Picture::read(svg);
            let goal = picture.of_class("gk-goal").find(|line| line.bounds().1 > 60.0).unwrap().bounds();
            let label = picture.texts.iter().filter(|text| text.words == value && text.bold).max_by(|a, b| a.x.total_cmp(&b.x)).unwrap();
            let (_, top, _, bottom) = label.bounds();
            let apart = bottom <= goal.1 - 1.0 || top >= goal.1 + 1.0;
            assert!(apart, "{value} lies on the goal: {top} {bottom} {}", goal.1);
            assert!(number(value) >= number("105") || top > goal.1, "{value} stands above a goal it has not reached");
        }
    }
}

#[test]
fn a_state_before_the_end_of_a_year_is_said_apart() {
    let chart = samples::states().chart();
    assert_eq!(chart.sentence, "绿化覆盖率：2020年末83.5%，2021年末减至82.0%。2022年9月末88.2%；年末目标90%以上。");
    assert_eq!(chart.table.head, ["年份", "数值", "时点", "目标"]);
    assert_eq!(chart.table.rows[1], ["2021年末", "82.0%", "年末", "—"]);
    assert_eq!(chart.table.rows[2], ["2022年9月末", "88.2%", "未到年末", "年末90%以上"]);
    let mut later = samples::states();
    later.years[2].goal.as_mut().unwrap().due = Some("2023年6月底".into());
    assert!(later.chart().sentence.ends_with("2022年9月末88.2%；2023年6月底目标90%以上。"));
}

#[test]
fn the_highest_years_are_named_together() {
    let with = |values: [&str; 3]| {
        let mut trend = samples::running();
        trend.years.truncate(3);
        for (year, value) in trend.years.iter_mut().zip(values) {
            (year.value, year.growth) = (Shown::Known(amount(value, &format!("{value}亿元"))), None);
        }
        trend.chart().sentence
    };
    assert_eq!(with(["9", "10", "10.0"]), "地区生产总值：2019年9亿元，2021年增至10.0亿元，最高的是2020年和2021年（均为10.0亿元）。");
    assert_eq!(with(["9", "9", "9"]), "地区生产总值：2019年9亿元，2021年与其相同，为9亿元。");
}

/// A line across many years does not fall to the total of a few months.
#[test]
fn no_line_leads_to_a_total_of_some_months() {
    let mut trend = samples::running();
    let first = trend.years[0].clone();
    let before = (0..40).map(|n| {
        let mut year = first.clone();
        year.label = format!("{}年", 1979 + n);
        year
    });
    trend.years.splice(0..0, before);
    for svg in svgs(&trend.chart()).into_iter().take(2) {
        let picture = Picture::read(svg);
        let last_on_line = picture.of_class("gk-line").map(|line| line.bounds().2).fold(0.0, f64::max);
        let part = picture.of_class("gk-ring").map(|dot| dot.bounds().0).fold(0.0, f64::max);
        assert!(part > last_on_line && picture.of_class("gk-line gk-soft").next().is_none());
        assert!(picture.texts.iter().any(|text| text.words == "1—9月累计"));
    }
}
