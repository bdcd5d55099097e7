//! Charts, judged from outside: the drawings are read back as text and must say what went in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, unreachable_pub)]

#[path = "charts/compare.rs"]
mod compare;
#[path = "charts/gallery.rs"]
mod gallery;
#[path = "charts/generated.rs"]
mod generated;
#[path = "charts/heat.rs"]
mod heat;
#[path = "charts/kinds.rs"]
mod kinds;
#[path = "charts/palette.rs"]
mod palette;
#[path = "charts/parts.rs"]
mod parts;
#[path = "charts/picture.rs"]
mod picture;
#[path = "charts/read.rs"]
mod read;
#[path = "charts/samples.rs"]
mod samples;
#[path = "charts/shares.rs"]
mod shares;
#[path = "charts/wholes.rs"]
mod wholes;
#[path = "charts/years.rs"]
mod years;

use gongkai::chart::tone::Tone;
use gongkai::chart::year::YearKind;
use gongkai::chart::{Amount, Chart, Drawing, NOTHING_TO_DRAW, Shown, standalone_svg};
use read::{Picture, Shape, marks, says_so_everywhere};
use samples::{amount, number};

fn svgs(chart: &Chart) -> [&str; 3] {
    match &chart.drawing {
        Drawing::Svg { wide, narrow, standalone } => [wide, narrow, standalone],
        Drawing::Empty(reason) => panic!("nothing drawn: {reason}"),
    }
}

/// The scale of an axis from where its marks stand: place = zero + per × number.
struct Scale {
    zero: f64,
    per: f64,
}

impl Scale {
    fn of(marks: &[(f64, f64)]) -> Self {
        let (first, last) = (marks.first().unwrap(), marks.last().unwrap());
        let per = (last.1 - first.1) / (last.0 - first.0);
        Self { zero: first.1 - per * first.0, per }
    }

    /// Whether a place is within half a pixel of where the number belongs.
    fn holds(&self, place: f64, number: f64) {
        let wanted = self.zero + self.per * number;
        assert!((place - wanted).abs() <= 0.5, "{number} stands at {place}, belongs at {wanted}");
    }
}

/// Marks along x: numbers in the lowest (or a given) line of middle-anchored muted texts, found through the upright grid lines.
fn across(picture: &Picture, strip: &[char]) -> Scale {
    let number = |text: &read::Text| text.words.trim_end_matches(|c| strip.contains(&c)).parse::<f64>().ok();
    let muted = picture.texts.iter().filter(|text| text.class == "gk-muted" && text.anchor == "middle");
    Scale::of(&muted.filter_map(|text| Some((number(text)?, text.x))).collect::<Vec<_>>())
}

#[test]
fn a_bullet_reads_back_as_its_figures() {
    let mut over = samples::bullet();
    over.actual = Shown::Known(amount("13.5", "13.5个"));
    let mut below_zero = samples::bullet();
    below_zero.actual = Shown::Known(amount("-2", "-2个"));
    for (chart, actual) in [(samples::bullet().chart(), 8.0), (over.chart(), 13.5), (below_zero.chart(), -2.0)] {
        for svg in svgs(&chart).into_iter().take(2) {
            let picture = Picture::read(svg);
            let axis = across(&picture, &['个']);
            let bar = picture.of_class("gk-main").next().unwrap().bounds();
            axis.holds(bar.0, f64::min(actual, 0.0));
            axis.holds(bar.2, f64::max(actual, 0.0));
            axis.holds(picture.of_class("gk-goal").next().unwrap().points[0].0, 10.0);
            axis.holds(picture.of_class("gk-pace").next().unwrap().points[0].0, 7.0);
            axis.holds(picture.of_class("gk-track").next().unwrap().bounds().2, 10.0);
        }
    }
}

#[test]
fn bars_of_several_targets_read_back_as_their_completion() {
    let wanted = [("gk-ok", 80.0), ("-pa)", 92.5), ("gk-done", 120.0), ("-pc)", 40.0), ("-pb)", 60.0)];
    let chart = samples::bullets().chart();
    for svg in svgs(&chart).into_iter().take(2) {
        let picture = Picture::read(svg);
        let axis = across(&picture, &['%']);
        for (class, share) in wanted {
            let bars: Vec<&Shape> = picture.shapes.iter().filter(|shape| shape.class == class || shape.fill.ends_with(class)).collect();
            assert_eq!(bars.len(), 1, "{class}");
            axis.holds(bars[0].bounds().0, 0.0);
            axis.holds(bars[0].bounds().2, share);
        }
        let paces: Vec<f64> =
            picture.of_class("gk-pace").filter(|line| line.bounds().1 > 20.0).flat_map(|line| &line.points).map(|point| point.0).collect();
        axis.holds(paces.iter().copied().fold(0.0, f64::max), 75.0);
        axis.holds(paces.iter().copied().fold(f64::MAX, f64::min), 50.0);
        picture.of_class("gk-goal").filter(|line| line.bounds().1 > 20.0).for_each(|line| axis.holds(line.points[0].0, 100.0));
    }
}

#[test]
fn columns_and_goals_read_back_as_the_years() {
    let chart = samples::trend().chart();
    for svg in svgs(&chart).into_iter().take(2) {
        let picture = Picture::read(svg);
        let ticks = picture.texts.iter().filter(|text| text.anchor == "end" && text.words != "同比");
        let axis = Scale::of(&ticks.map(|text| (text.words.parse().unwrap(), text.y - 5.0)).collect::<Vec<_>>());
        let mut columns: Vec<&Shape> =
            picture.shapes.iter().filter(|shape| shape.class == "gk-main" || shape.fill.ends_with("-pp)")).collect();
        columns.retain(|shape| shape.bounds().3 - shape.bounds().1 > 15.0);
        columns.sort_by(|a, b| a.bounds().0.total_cmp(&b.bounds().0));
        assert_eq!(columns.len(), 5);
        for (column, value) in columns.iter().zip([62.5, 70.0, 79.9, 90.0, 98.0]) {
            axis.holds(column.bounds().1, value);
            axis.holds(column.bounds().3, 0.0);
        }
        let goal = picture.of_class("gk-goal").max_by(|a, b| a.points[0].0.total_cmp(&b.points[0].0)).unwrap();
        axis.holds(goal.points[0].1, 100.0);
    }
}

#[test]
fn pieces_of_a_status_bar_read_back_as_counts() {
    let input = samples::status();
    let chart = input.chart();
    for svg in svgs(&chart).into_iter().take(2) {
        let picture = Picture::read(svg);
        let mut tops: Vec<f64> =
            picture.shapes.iter().filter(|s| s.closed && (s.bounds().3 - s.bounds().1 - 24.0).abs() < 0.2).map(|s| s.bounds().1).collect();
        tops.sort_by(f64::total_cmp);
        tops.dedup();
        assert_eq!(tops.len(), input.bars.len());
        for (top, bar) in tops.iter().zip(&input.bars) {
            let mut pieces: Vec<&Shape> =
                picture.shapes.iter().filter(|s| s.closed && s.bounds().1 == *top && s.bounds().3 - top > 23.0).collect();
            pieces.sort_by(|a, b| a.bounds().0.total_cmp(&b.bounds().0));
            assert_eq!(pieces.len(), bar.counts.len());
            for (piece, (_, count)) in pieces.iter().zip(&bar.counts) {
                let wanted = picture.wide * f64::from(*count) / bar.total() as f64;
                let (left, _, right, _) = piece.bounds();
                assert!((right - left - wanted).abs() <= 0.5, "{count} of {} is {} wide", bar.total(), right - left);
            }
            let written: Vec<&str> = picture
                .texts
                .iter()
                .filter(|text| text.y > top + 24.0 && text.y < top + 80.0 && text.words.parse::<u32>().is_ok())
                .map(|text| text.words.as_str())
                .take(bar.counts.len())
                .collect();
            assert_eq!(written, bar.counts.iter().map(|(_, count)| count.to_string()).collect::<Vec<_>>());
        }
    }
}

#[test]
fn sentences_say_what_the_figures_say() {
    assert_eq!(
        samples::bullet().chart().sentence,
        "截至2022年9月30日，新开工产业项目实际完成8个，目标不少于10个，完成80.0%，按序时应完成7个。"
    );
    let mut slow = samples::bullet();
    slow.actual = Shown::Known(amount("5.5", "5.5个"));
    slow.completion = Some(number("55.0"));
    slow.tone = Tone::Behind;
    slow.demo = true;
    assert_eq!(
        slow.chart().sentence,
        "以下为演示数据。截至2022年9月30日，新开工产业项目实际完成5.5个，目标不少于10个，完成55.0%，按序时应完成7个，相差1.5个。"
    );
    assert_eq!(
        samples::bullets().chart().sentence,
        "6项有完成率的目标中，3项已完成或达到序时进度。超出按序时应完成最多的是“高新技术企业申报”，完成120.0%，多45.0个百分点。\
         进度偏慢或到期未完成的有3项：“新增规模以上工业企业并完成智能化改造和数字化转型诊断服务的企业户数”完成60.0%，比按序时应完成的少15.0个百分点；\
         “新增市级以上工程技术中心”完成40.0%，比按序时应完成的少10.0个百分点；“盘活低效用地”完成0.0%，比按序时应完成的少50.0个百分点。另有2项没有完成率，见表。"
    );
    assert_eq!(
        samples::trend().chart().sentence,
        "地区生产总值：2017年62.5亿元，2022年增至98.0亿元，最高的是2022年（98.0亿元）。2022年同比增长8.9%。2022年目标100亿元。\
         没有数据的年份：2019年统计口径调整，暂无数据。2022年为初步数。"
    );
    assert_eq!(
        samples::status().chart().sentence,
        "全部目标共80项：已完成12项，进度较快9项，按计划20项，进度偏慢6项，到期未完成2项，未到时点11项，暂无数据3项，原文隐去8项，\
         暂不公开1项，常态推进7项，不作评价1项。进度偏慢最多的是“城镇建设”，3项。到期未完成最多的是“城镇建设”“乡村振兴”，各1项。"
    );
}

#[test]
fn tables_hold_the_figures_as_written() {
    let table = samples::trend().chart().table;
    assert_eq!(table.head, ["年份", "数值", "同比", "目标", "性质"]);
    assert_eq!(table.rows[1], ["2018年", "70.0亿元", "增长8.1%", "—", "—"]);
    assert_eq!(table.rows[2], ["2019年", "统计口径调整，暂无数据", "—", "—", "—"]);
    assert_eq!(table.rows[5], ["2022年", "98.0亿元", "增长8.9%", "100亿元", "初步数"]);
    let mut demo = samples::bullet();
    demo.demo = true;
    let table = demo.chart().table;
    assert_eq!(table.caption, "【演示】新开工产业项目");
    assert_eq!(table.rows[0], ["目标", "不少于10个（演示）"]);
    for chart in [samples::bullet().chart(), samples::bullets().chart(), samples::trend().chart(), samples::status().chart()] {
        assert!(chart.table.rows.iter().all(|row| row.len() == chart.table.head.len()), "{}", chart.title);
    }
}

/// Whatever follows from a hidden goal stays out with it, even when a caller passes it.
#[test]
fn a_hidden_goal_leaves_no_trace() {
    let secret = amount("424242", "424242个");
    let mut bare = samples::bullet();
    bare.goal = Shown::Absent("原文以“XX”代替".into());
    bare.expected = None;
    bare.completion = None;
    let mut careless = bare.clone();
    careless.goal_upper = Some(secret.clone());
    careless.expected = Some(secret.clone());
    careless.completion = Some(number("42.4"));
    assert_eq!(svgs(&careless.chart()), svgs(&bare.chart()));
    let all = format!("{:?}", careless.chart());
    assert!(
        !all.contains("42") && !all.contains("gk-goal\"") && !all.contains("class=\\\"gk-goal") && all.contains("原文以“XX”代替"),
        "{all}"
    );

    let mut rows = samples::bullets();
    rows.rows[2].completion = Some(number("424242"));
    rows.rows[2].pace = Some(number("42.5"));
    assert_eq!(format!("{:?}", rows.chart()), format!("{:?}", samples::bullets().chart()));

    let mut years = samples::trend();
    years.years[2].growth = Some(number("42.4"));
    assert_eq!(format!("{:?}", years.chart()), format!("{:?}", samples::trend().chart()));
}

#[test]
fn nothing_to_draw_is_said() {
    let mut bullet = samples::bullet();
    bullet.actual = Shown::Absent("暂无数据".into());
    let mut bullets = samples::bullets();
    bullets.rows.retain(|row| row.completion.is_none());
    let mut trend = samples::trend();
    trend.years.iter_mut().for_each(|year| year.value = Shown::Absent("暂无数据".into()));
    let mut status = samples::status();
    status.bars.clear();
    let mut no_rows = samples::bullets();
    no_rows.rows.clear();
    for chart in [bullet.chart(), bullets.chart(), trend.chart(), status.chart(), no_rows.chart()] {
        assert!(matches!(&chart.drawing, Drawing::Empty(reason) if reason == NOTHING_TO_DRAW), "{}", chart.title);
        let file = standalone_svg(&chart);
        assert!(Picture::read(&file).texts.iter().any(|text| text.words.starts_with("暂无可以绘图的数据")));
    }
}

/// Any cutting of 300 by 200 pixels holds the whole mark, also where the page shows the drawing as large as the style sheet lets it.
#[test]
fn every_cutting_of_demonstration_data_says_so() {
    let mut bullet = samples::bullet();
    bullet.demo = true;
    let mut trend = samples::trend();
    trend.years[0].kind = YearKind::Demo;
    let mut status = samples::status();
    status.demo = true;
    for chart in [bullet.chart(), trend.chart(), status.chart()].into_iter().chain(parts::all(true)) {
        assert!(chart.title.starts_with("【演示】") && chart.sentence.starts_with("以下为演示数据。"));
        for (svg, most) in svgs(&chart).into_iter().zip([760.0 / 720.0, 414.0 / 358.0, 1.0f64]) {
            says_so_everywhere(svg, most);
        }
    }
}

/// The marks keep off what is written, and a drawing with room for it repeats them by the row.
#[test]
fn marks_of_demonstration_data_leave_the_figures_legible() {
    let mut trend = samples::trend();
    trend.years[0].kind = YearKind::Demo;
    let chart = trend.chart();
    // The narrow drawing has no free place between its columns, the one of its own none above them.
    let wide = svgs(&chart)[0];
    let texts = Picture::read(wide).texts;
    for (left, top, right, bottom) in texts.iter().filter(|text| text.class != "gk-demo").map(read::Text::bounds) {
        let on = |mark: &&(f64, f64, f64, f64)| left < mark.2 && mark.0 < right && top < mark.3 && mark.1 < bottom;
        assert_eq!(marks(wide).iter().find(on), None, "on {left},{top}: {wide}");
    }
    assert!(marks(wide).len() >= 9 && wide.matches("<use ").count() < 8, "{wide}");
}

#[test]
fn names_are_escaped_and_ids_belong_to_the_caller() {
    let mut bullet = samples::bullet();
    bullet.title = "<img src=x onerror=alert(1)> & “甲”\u{b}".into();
    bullet.id = "2022/新 \"x".into();
    let chart = bullet.chart();
    for svg in svgs(&chart).into_iter().chain([standalone_svg(&chart).as_str()]) {
        assert!(!svg.contains("<img") && svg.contains("&lt;img") && !svg.contains('\u{b}'));
        Picture::read(svg);
    }
    let ids = Picture::read(svgs(&chart)[0]).ids;
    assert!(ids.iter().all(|id| id.starts_with("2022----x-w-")), "{ids:?}");
    assert!(svgs(&chart)[0].contains(r#"aria-labelledby="2022----x-w-t 2022----x-w-d""#));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(format!("{:?}", samples::status().chart()), format!("{:?}", samples::status().chart()));
}

/// The file of its own needs nothing else: no custom property, no second file, no script.
#[test]
fn a_file_stands_alone() {
    let first = [samples::bullet().chart(), samples::bullets().chart(), samples::trend().chart(), samples::status().chart()];
    for chart in first.into_iter().chain(parts::all(false)) {
        let file = standalone_svg(&chart);
        let outside = file.replace("http://www.w3.org/2000/svg", "");
        for word in ["http", "var(", "<script", "style=", "@import", "href=\"/", "data:"] {
            assert!(!outside.contains(word), "{word} in {}", chart.title);
        }
        let picture = Picture::read(&file);
        let body = svgs(&chart)[0];
        let drawn = body.split_once("</desc>").unwrap().1.trim_end_matches("</svg>").replace(&body_id(body), "gk");
        assert!(file.contains(&drawn), "{} differs from the drawing in the page", chart.title);
        assert!(picture.wide > 700.0 && file.contains(&chart.title));
    }
}

/// The id every part of an inline drawing begins with.
fn body_id(svg: &str) -> String {
    svg.split_once("aria-labelledby=\"").unwrap().1.split("-t ").next().unwrap().to_owned()
}

#[test]
fn an_amount_prints_its_number_and_unit() {
    assert_eq!(Amount::new(number("1.50"), "亿元").text, "1.50亿元");
}
