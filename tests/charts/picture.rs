//! 一图读懂: whole, legible on a phone, marked everywhere when it is a demonstration, and in pieces that can travel alone.

use crate::generated::{any_bar, any_name, any_shown, any_tone};
use crate::read::Picture as Read;
use crate::samples::{number, status};
use gongkai::chart::frame::STANDALONE_STYLE;
use gongkai::chart::picture::brush::colour;
use gongkai::chart::picture::{Digest, DigestChapter, Item, NAMED, Said, TALLEST};
use gongkai::chart::status::StatusBar;
use gongkai::chart::tone::Tone;
use gongkai::chart::{Amount, Shown};
use proptest::prelude::*;

fn said(words: &str) -> Said {
    let absent = words.starts_with("原文") || words.starts_with("暂");
    if absent { Said::Absent(words.into()) } else { Said::Known(words.into()) }
}

fn item(name: &str, goal: &str, actual: &str, tone: Tone) -> Item {
    let some = |words: &str| (!words.is_empty()).then(|| said(words));
    Item { name: name.into(), goal: some(goal), due: None, actual: some(actual), time: None, tone, chip: tone.chip().into() }
}

fn digest() -> Digest {
    let bars = status().bars;
    let chapter = |index: usize, targets: Vec<Item>| DigestChapter { bar: bars[index].clone(), targets };
    let timed = |item: Item| Item { due: Some("全年".into()), time: Some("2022年1—9月累计".into()), ..item };
    Digest {
        title: "示例镇2022年政府工作报告目标任务进展".into(),
        year: Some("2022年（推定：正文提到党的二十大召开之年，原文年份为“XXXX”）".into()),
        banner: None,
        as_of: Some("2022年9月30日".into()),
        publisher: "示例镇人民政府".into(),
        source: Some("政府工作报告（样例文本，节选）".into()),
        site: Some("示例镇政府工作报告公开专栏".into()),
        address: None,
        headline: vec![
            timed(item("地区生产总值", "105亿元", "81.9亿元", Tone::OnSchedule)),
            timed(item("规模以上工业应税销售收入", "不少于120亿元", "97.50亿元", Tone::Ahead)),
            timed(item("一般公共预算收入", "原文以“XX”代替", "4.82亿元", Tone::Masked)),
            item("全社会固定资产投资", "30亿元", "暂无数据", Tone::Unreported),
            timed(item("工业用电量增幅", "8%左右", "6.1%", Tone::Behind)),
        ],
        whole: bars[0].clone(),
        chapters: vec![
            chapter(
                1,
                vec![
                    item("新开工产业项目", "不少于20个", "16个", Tone::OnSchedule),
                    item("新增规模以上工业企业并完成智能化改造和数字化转型诊断服务的企业户数", "30家", "18家", Tone::Behind),
                    item("电动工具规模应税销售收入", "原文以“XX”代替", "", Tone::Masked),
                ],
            ),
            chapter(
                2,
                vec![
                    item("新改建道路", "10条", "10条", Tone::Done),
                    item("高铁站前片区开发", "", "结构性封顶", Tone::OnSchedule),
                    item("老旧小区改造", "6个", "4个", Tone::Missed),
                ],
            ),
            chapter(
                3,
                vec![
                    item("村级集体收入", "1500万元", "暂无数据", Tone::Unreported),
                    item("建成高标准农田", "2000亩", "2100亩", Tone::Done),
                ],
            ),
            chapter(4, vec![item("新增养老床位", "100张", "100张", Tone::Done), item("走访慰问", "", "", Tone::Ongoing)]),
            chapter(5, Vec::new()),
        ],
        demo: false,
    }
}

fn demo() -> Digest {
    Digest {
        banner: Some(
            "演示站点，不是政府网站。报告文字为一份已隐去数字和部分名称的样例文本（节选）；页面上的目标值、完成情况、日期和责任单位均按固定规则生成，\
             与任何地方的实际情况无关。请勿引用或转发为真实数据。"
                .into(),
        ),
        demo: true,
        ..digest()
    }
}

/// Inputs for the gallery.
pub fn showcase(of_demo: bool) -> Vec<Digest> {
    let usual = if of_demo { demo() } else { digest() };
    let mut long = usual.clone();
    for _ in 0..3 {
        long.chapters.extend(usual.chapters.clone());
    }
    let bare =
        Digest { headline: Vec::new(), year: None, source: None, site: None, chapters: usual.chapters[..1].to_vec(), ..usual.clone() };
    vec![usual, long, bare]
}

/// Texts apart from each other and from the edges, none smaller than a phone can show, and every shape on the sheet.
fn legible(svg: &str) -> Result<Read, TestCaseError> {
    // In what is drawn, not in what is written: an address may end in `.info`.
    let tags: String = svg.split('<').filter_map(|part| part.split('>').next()).collect();
    prop_assert!(!tags.contains("NaN") && !tags.contains("inf"), "{svg}");
    let read = Read::read(svg);
    prop_assert!(read.wide == 1080.0 && read.tall <= TALLEST);
    let texts: Vec<_> = read.texts.iter().filter(|text| text.words != "演示数据").collect();
    for (place, text) in texts.iter().enumerate() {
        let (left, top, right, bottom) = text.bounds();
        prop_assert!(text.size >= 32.0, "“{}” is {} high", text.words, text.size);
        let on = left >= 40.0 && top >= 0.0 && right <= 1040.0 && bottom <= read.tall;
        prop_assert!(on, "“{}” leaves the sheet: {left} {top} {right} {bottom}", text.words);
        for other in texts.iter().skip(place + 1) {
            let (l, t, r, b) = other.bounds();
            let apart = right <= l + 0.6 || r <= left + 0.6 || bottom <= t + 0.6 || b <= top + 0.6;
            prop_assert!(apart, "“{}” lies on “{}”", text.words, other.words);
        }
        // A text lies inside one card or on none: it never crosses an edge.
        let cards = read.shapes.iter().filter(|shape| shape.fill == "#fff" && shape.points.len() == 4).map(|card| card.bounds());
        for (l, t, r, b) in cards.filter(|card| card.2 - card.0 > 300.0) {
            let inside = left >= l && right <= r && top >= t && bottom <= b;
            let outside = right <= l || r <= left || bottom <= t || b <= top;
            prop_assert!(inside || outside, "“{}” crosses the edge of a card", text.words);
        }
    }
    for shape in &read.shapes {
        let (left, top, right, bottom) = shape.bounds();
        prop_assert!(left >= 0.0 && top >= 0.0 && right <= 1080.1 && bottom <= read.tall + 0.6, "a shape leaves the sheet");
    }
    Ok(read)
}

fn words(read: &Read) -> String {
    read.texts.iter().map(|text| text.words.as_str()).collect()
}

/// Found by chance: words that look like a number that is none.
#[test]
fn an_address_may_end_in_info() {
    let mut short = digest();
    (short.title, short.address) = ("NaN 信息".into(), Some("https://example.info/".into()));
    for piece in short.picture().pieces {
        legible(&piece.svg).unwrap();
    }
}

#[test]
fn one_piece_says_all_of_it() {
    let mut short = digest();
    short.chapters.truncate(2);
    let picture = short.picture();
    assert_eq!(picture.pieces.len(), 1);
    assert_eq!(f64::from(picture.pieces[0].tall), legible(&picture.pieces[0].svg).unwrap().tall);
    let all = words(&legible(&picture.pieces[0].svg).unwrap());
    for wanted in [
        "示例镇2022年政府工作报告目标任务进展",
        "2022年（推定：正文提到党的二十大召开之年，原文年份为“XXXX”）",
        "数据截至 2022年9月30日",
        "全年目标 不少于120亿元",
        "97.50亿元",
        "2022年1—9月累计",
        "目标 原文以“XX”代替",
        "有进度评价的49项中，41项已完成或达到序时进度",
        "共23项目标",
        "实际 16个",
        "常态推进，不设数量目标",
        "发布单位：示例镇人民政府",
        "来源：政府工作报告（样例文本，节选）",
    ] {
        assert!(all.contains(wanted), "{wanted} is not in {all}");
    }
    for unwanted in ["网址", "演示", "掩码", "承诺", "滞后"] {
        assert!(!all.contains(unwanted), "{unwanted} is in {all}");
    }
}

#[test]
fn bars_read_back_as_counts() {
    let picture = digest().picture();
    let shapes: Vec<_> = picture.pieces.iter().flat_map(|piece| legible(&piece.svg).unwrap().shapes).collect();
    let wide = 1080.0 - 2.0 * 88.0;
    let tall = |shape: &&crate::read::Shape| (shape.bounds().3 - shape.bounds().1 - 56.0).abs() < 0.2;
    let bars: Vec<_> = shapes.iter().filter(tall).filter(|shape| shape.fill != "#fff").collect();
    let mut wanted = Vec::new();
    for bar in std::iter::once(&digest().whole).chain(digest().chapters.iter().map(|chapter| &chapter.bar)) {
        let total = f64::from(bar.counts.iter().map(|(_, count)| count).sum::<u32>());
        wanted.extend(bar.counts.iter().map(|(tone, count)| (colour(*tone), wide * f64::from(*count) / total)));
    }
    assert_eq!(bars.len(), wanted.len());
    for (bar, (fill, width)) in bars.iter().zip(wanted) {
        assert!(bar.fill == fill && (bar.bounds().2 - bar.bounds().0 - width).abs() <= 0.5, "{} is not {width} wide", bar.fill);
    }
}

#[test]
fn colours_are_those_of_the_charts() {
    for (name, tone) in
        [("done", Tone::Done), ("ahead", Tone::Ahead), ("ok", Tone::OnSchedule), ("behind", Tone::Behind), ("missed", Tone::Missed)]
    {
        assert!(STANDALONE_STYLE.contains(&format!(".gk-{name}{{fill:{}", colour(tone))), "{name}");
    }
}

/// Any program that draws plain shapes can draw it: no style sheet, no property, nothing from elsewhere, no script.
#[test]
fn it_stands_alone() {
    for piece in showcase(true).iter().flat_map(|digest| digest.picture().pieces) {
        let outside = piece.svg.replace("http://www.w3.org/2000/svg", "");
        for word in ["http", "var(", "<style", "style=", "class=", "<script", "href", "url(", "foreignObject", "<image", "data:"] {
            assert!(!outside.contains(word), "{word}");
        }
        assert!(piece.svg.len() < 120_000, "{} bytes", piece.svg.len());
    }
}

#[test]
fn a_long_report_goes_on_in_pieces_that_travel_alone() {
    let picture = showcase(true).remove(1).picture();
    let count = picture.pieces.len();
    assert!(count > 1);
    let mut chapters = 0;
    for (index, piece) in picture.pieces.iter().enumerate() {
        let read = legible(&piece.svg).unwrap();
        let all = words(&read);
        let page = format!("第{}张，共{count}张", index + 1);
        for wanted in [
            "【演示】示例镇2022年",
            &page,
            "数据截至 2022年9月30日",
            "演示站点，不是政府网站。",
            "进度评价怎么看",
            "发布单位：示例镇人民政府",
        ] {
            assert!(all.contains(wanted), "{wanted} is not in piece {index}");
        }
        assert!(piece.alt.starts_with("以下为演示数据。【演示】") && piece.alt.contains(&page));
        assert!(f64::from(piece.tall) <= TALLEST);
        chapters += read.texts.iter().filter(|text| text.words.starts_with('共') && text.words.ends_with("项目标")).count();
    }
    assert_eq!(chapters, 4 * 5, "a chapter is lost or doubled");
}

#[test]
fn every_cutting_of_a_demonstration_says_so() {
    for piece in showcase(true).iter().flat_map(|digest| digest.picture().pieces) {
        let read = Read::read(&piece.svg);
        let marks: Vec<_> = read.texts.iter().filter(|text| text.words == "演示数据").map(|text| text.bounds()).collect();
        let (mut x, mut y) = (0.0, 0.0);
        while y <= read.tall - 200.0 {
            while x <= 780.0 {
                let whole = |mark: &(f64, f64, f64, f64)| mark.0 >= x && mark.2 <= x + 300.0 && mark.1 >= y && mark.3 <= y + 200.0;
                assert!(marks.iter().any(whole), "{x},{y} of {}", read.tall);
                x += 4.0;
            }
            (x, y) = (0.0, y + 4.0);
        }
        assert!(marks.iter().all(|mark| mark.0 >= 0.0 && mark.2 <= 1080.0 && mark.1 >= 0.0 && mark.3 <= read.tall));
    }
}

#[test]
fn sentences_and_table_say_the_same() {
    let picture = demo().picture();
    let start = "以下为演示数据。数据截至2022年9月30日。地区生产总值：全年目标105亿元，2022年1—9月累计实际81.9亿元，按计划。";
    assert!(picture.sentence.starts_with(start), "{}", picture.sentence);
    assert!(
        picture.sentence.contains("走访慰问：常态推进。") && picture.sentence.contains("“政府自身建设”共8项：常态推进7项，不作评价1项。")
    );
    assert_eq!(picture.table.caption, "【演示】示例镇2022年政府工作报告目标任务进展");
    assert_eq!(picture.table.rows[0], ["主要指标", "地区生产总值", "全年105亿元（演示）", "81.9亿元（演示）", "2022年1—9月累计", "按计划"]);
    assert_eq!(picture.table.rows[2][2], "原文以“XX”代替");
    assert!(picture.table.rows.iter().all(|row| row.len() == picture.table.head.len()));
}

/// The time of a figure goes with the figure, and targets beyond the few are counted, not shown.
#[test]
fn what_is_absent_leaves_no_trace() {
    let mut hidden = digest();
    hidden.headline[0].actual = Some(Said::Absent("暂不公开".into()));
    let mut untimed = hidden.clone();
    untimed.headline[0].time = None;
    assert_eq!(format!("{:?}", hidden.picture()), format!("{:?}", untimed.picture()));
    let mut many = digest();
    let more = vec![item("别的目标", "424242个", "1个", Tone::Behind); 4];
    many.chapters[0].targets.extend(more);
    let picture = many.picture();
    assert!(words(&legible(&picture.pieces[0].svg).unwrap()).contains("另有1项，见网站。"));
    assert_eq!(picture.table.rows.iter().filter(|row| row[1] == "别的目标").count(), NAMED - 3);
    let empty = Digest {
        headline: Vec::new(),
        chapters: Vec::new(),
        whole: StatusBar { label: "全部目标".into(), counts: Vec::new() },
        as_of: None,
        ..digest()
    };
    let picture = empty.picture();
    legible(&picture.pieces[0].svg).unwrap();
    assert_eq!((picture.pieces.len(), picture.sentence.as_str()), (1, ""));
}

#[test]
fn names_are_escaped() {
    let mut digest = digest();
    digest.title = "<img src=x onerror=alert(1)> & “甲”\u{b}".into();
    digest.headline[0].name = "<script>".into();
    let picture = digest.picture();
    assert!(!picture.pieces[0].svg.contains("<img") && !picture.pieces[0].svg.contains("<script"));
    legible(&picture.pieces[0].svg).unwrap();
}

prop_compose! {
    fn any_item()(name in any_name(), goal in proptest::option::of(any_shown()), actual in proptest::option::of(any_shown()),
        time in proptest::option::of(any_name()), tone in any_tone()) -> Item {
        let [goal, actual] = [goal, actual].map(|shown| shown.as_ref().map(Said::from));
        Item { name, goal, due: time.clone(), actual, time, tone, chip: tone.chip().into() }
    }
}

prop_compose! {
    fn any_chapter()(bar in any_bar(), targets in proptest::collection::vec(any_item(), 0..9)) -> DigestChapter {
        DigestChapter { bar, targets }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_picture_is_legible(title in any_name(), year in proptest::option::of(any_name()), publisher in any_name(), address in proptest::option::of("[a-z/.:]{2,200}"),
        headline in proptest::collection::vec(any_item(), 0..9), whole in any_bar(), chapters in proptest::collection::vec(any_chapter(), 0..9), demo: bool,
        huge in proptest::bool::weighted(0.1)) {
        let title = if huge { title.repeat(90) } else { title };
        let as_of = Some("2022年9月30日".into());
        let digest = Digest { title, year, banner: demo.then(|| "演示站点，不是政府网站。".into()), as_of, publisher, source: None, site: None, address,
            headline, whole, chapters, demo };
        for piece in digest.picture().pieces {
            legible(&piece.svg)?;
        }
    }
}

#[test]
fn large_amounts_stay_on_their_cards() {
    let mut digest = digest();
    for text in ["99999999999999999999999999999", "0.00", "1234567.890"] {
        digest.headline.iter_mut().for_each(|item| item.actual = Some(Said::from(&Shown::Known(Amount::new(number(text), "万平方米")))));
        legible(&digest.picture().pieces[0].svg).unwrap();
    }
}
