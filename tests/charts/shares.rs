//! Votes and answers, judged from outside: bars read back as shares, and what is missing or masked left out whole.

use crate::generated::{any_name, any_shown, examine};
use crate::parts::{absent, known};
use crate::read::Picture;
use crate::svgs;
use gongkai::chart::shares::{ShareRow, Shares};
use gongkai::chart::{Chart, Drawing, NOTHING_TO_DRAW};
use proptest::prelude::*;

pub fn row(name: &str, parts: [&str; 3], whole: &str) -> ShareRow {
    let shown = |text: &&str| if text.is_empty() { absent("暂无数据") } else { known(text, "票") };
    ShareRow { name: name.into(), parts: parts.iter().map(shown).collect(), whole: shown(&whole) }
}

pub fn shares() -> Shares {
    let mut masked = row("建设镇图书馆分馆", ["40", "3", "2"], "45");
    masked.parts[0] = absent("原文以“XX”代替");
    Shares {
        id: "v1".into(),
        title: "民生实事项目的票决结果".into(),
        item: "项目".into(),
        whole: "票数".into(),
        kinds: ["赞成", "反对", "弃权"].map(str::to_owned).to_vec(),
        rows: vec![
            row("改造自来水管网", ["42", "2", "1"], "45"),
            masked,
            row("增设路灯", ["30", "0", "5"], "45"),
            row("修建步道", ["", "", ""], ""),
        ],
        demo: false,
    }
}

pub fn showcase(name: &str, demo: bool) -> Chart {
    let mut input = shares();
    (input.rows[0].name, input.demo) = (name.into(), demo);
    input.chart()
}

#[test]
fn bars_read_back_as_the_votes() {
    let chart = shares().chart();
    for svg in svgs(&chart).into_iter().take(2) {
        let picture = Picture::read(svg);
        let bars = |class: &str| -> Vec<(f64, f64)> {
            let wide =
                picture.of_class(class).map(|shape| (shape.bounds().0, shape.bounds().2)).filter(|(left, right)| right - left > 16.5);
            wide.collect()
        };
        let holds = |(left, right): (f64, f64), from: f64, to: f64| {
            assert!((left - from / 45.0 * picture.wide).abs() <= 0.5 && (right - to / 45.0 * picture.wide).abs() <= 0.5, "{left}–{right}");
        };
        let agree = bars("gk-deep");
        assert_eq!(agree.len(), 2, "two items are known");
        holds(agree[0], 0.0, 42.0);
        holds(agree[1], 0.0, 30.0);
        // Ballots that say none of the three are part of the whole, and no part of what was said.
        let rest = bars("gk-track");
        assert_eq!(rest.len(), 1);
        holds(rest[0], 35.0, 45.0);
    }
}

#[test]
fn what_is_not_told_has_no_bar_and_no_share() {
    let chart = shares().chart();
    assert_eq!(chart.sentence, "民生实事项目的票决结果：“改造自来水管网”赞成占93.3%，“增设路灯”赞成占66.7%。2项数据不全，没有画出。");
    assert_eq!(chart.table.head, ["项目", "赞成", "反对", "弃权", "票数", "赞成占比"]);
    assert_eq!(chart.table.rows[1], ["建设镇图书馆分馆", "原文以“XX”代替", "3票", "2票", "45票", "—"]);
    assert_eq!(chart.table.rows[3], ["修建步道", "暂无数据", "暂无数据", "暂无数据", "暂无数据", "—"]);
    let words: Vec<String> = Picture::read(svgs(&chart)[0]).texts.into_iter().map(|text| text.words).collect();
    assert!(words.iter().any(|word| word == "暂无数据") && words.iter().any(|word| word.contains("原文以“XX”代替")), "{words:?}");
    assert!(!words.iter().any(|word| word.contains("88.9")), "the share behind the mask: {words:?}");
}

#[test]
fn nothing_known_and_impossible_sums_draw_nothing() {
    for rows in [vec![], vec![row("甲", ["", "1", "1"], "2")], vec![row("甲", ["0", "0", "0"], "0")], vec![row("甲", ["3", "2", "1"], "5")]]
    {
        let chart = Shares { rows, ..shares() }.chart();
        assert!(matches!(&chart.drawing, Drawing::Empty(reason) if reason == NOTHING_TO_DRAW), "{:?}", chart.table.rows);
        assert_eq!(chart.sentence, NOTHING_TO_DRAW);
    }
}

#[test]
fn demonstration_data_says_so_everywhere() {
    let chart = showcase("改造自来水管网", true);
    assert!(chart.title.starts_with("【演示】") && chart.sentence.starts_with("以下为演示数据。"));
    assert_eq!(chart.table.rows[0], ["改造自来水管网", "42票（演示）", "2票（演示）", "1票（演示）", "45票（演示）", "93.3%（演示）"]);
    assert!(svgs(&chart).iter().all(|svg| svg.contains("演示数据")));
}

/// Votes that fit their ballots more often than not.
fn any_row() -> impl Strategy<Value = ShareRow> {
    let votes = prop::collection::vec(prop_oneof![8 => (0..60u32).prop_map(Some), 1 => Just(None)], 3);
    (any_name(), votes, 0..5u32, any_shown()).prop_map(|(name, votes, more, odd)| {
        let shown = |votes: &Option<u32>| votes.map_or_else(|| absent("暂无数据"), |votes| known(&votes.to_string(), "票"));
        let sum: u32 = votes.iter().flatten().sum();
        let whole = if more == 4 { odd } else { known(&(sum + more).to_string(), "票") };
        ShareRow { name, parts: votes.iter().map(shown).collect(), whole }
    })
}

fn any_shares() -> impl Strategy<Value = Shares> {
    (any_name(), prop::collection::vec(any_row(), 0..6), any::<bool>()).prop_map(|(title, rows, demo)| Shares {
        title,
        rows,
        demo,
        ..shares()
    })
}

proptest! {
    #[test]
    fn any_shares_are_legible(input in any_shares()) {
        let drawn = input.rows.iter().any(|row| row.share().is_some());
        let items = input.rows.len();
        let chart = input.chart();
        prop_assert_eq!(matches!(chart.drawing, Drawing::Svg { .. }), drawn);
        examine(&chart, items)?;
    }
}
