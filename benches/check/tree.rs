//! A content tree of any size about a township that does not exist: chapters of fifty targets (more where a hundred chapters would not do), a narrative that binds each, figures for
//! three dates with explanations, a table a chapter, articles that quote, a list.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Targets of a chapter; the folders of chapters have two digits.
const A_CHAPTER: usize = 50;
const CHAPTERS: usize = 99;
/// As-of dates with the share of a goal of 200 reached by then.
const DATES: [(&str, &str, usize); 3] =
    [("2022-03-31", "2022-04-15 09:00", 60), ("2022-06-30", "2022-07-15 09:00", 110), ("2022-09-30", "2022-10-15 09:00", 170)];
/// What the slow ones reach.
const SLOW: usize = 120;
/// One kind of work a target, so that names read like names.
const WORKS: [&str; 10] = [
    "修建便民步道",
    "改造老旧管网",
    "新建小学教室",
    "整治河道岸线",
    "安装太阳能灯",
    "培训种植农户",
    "走访困难家庭",
    "清理乱堆乱放",
    "补种行道树木",
    "建设文化广场",
];

pub fn write(content: &Path, count: usize) {
    let put = |path: String, text: String| {
        let path = content.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("site.yaml".into(), SITE.into());
    put("2022/report.yaml".into(), report());
    let a_chapter = A_CHAPTER.max(count.div_ceil(CHAPTERS));
    let chapters = count.div_ceil(a_chapter);
    for chapter in 0..chapters {
        let targets = chapter * a_chapter..count.min((chapter + 1) * a_chapter);
        put(format!("2022/{:02}-part-{chapter}/targets.yaml", chapter + 1), targets.clone().map(target).collect());
        put(format!("2022/{:02}-part-{chapter}/index.md", chapter + 1), narrative(chapter, targets));
    }
    for (as_of, published, reached) in DATES {
        put(format!("2022/figures/{as_of}.yaml"), figures(as_of, published, reached, count));
    }
    put("columns/notices/column.yaml".into(), COLUMN.into());
    for article in 0..count / 100 {
        put(format!("columns/notices/a-{article}.md"), self::article(article));
    }
    let items = (0..count.min(200)).map(|number| format!("  - {{name: 示例项目{}, target: t-{number}}}\n", name(number)));
    put("2022/lists/projects.yaml".into(), format!("title: 重点项目\ntype: 重点项目\nitems:\n{}", items.collect::<String>()));
}

const SITE: &str = "name: 示例镇政府工作报告公开\npublisher: 示例镇人民政府\n\
portal: {name: 示例县人民政府, domain: www.example.test, id_code: \"0000000000\"}\n";
const COLUMN: &str = "name: 通知公告\ntype: 工作动态\ndescription: 镇政府的通知。\n";

fn report() -> String {
    let mut text = "title: 示例镇2022年政府工作报告\nperiod: {from: 2022-01-01, to: 2022-12-31}\nyear: {value: 2022, basis: stated}\n\
                    text_status: adopted\npublished: 2022-01-20 09:00\noffices:\n"
        .to_owned();
    for office in 0..10 {
        let _ = writeln!(text, "  office-{office}: {{name: 示例镇第{}办公室, kind: 内设机构, status: official}}", letters(office));
    }
    text + "headline: [t-0, t-1]\n"
}

/// A number as a word, so that no name holds a figure.
fn letters(number: usize) -> String {
    let digits = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
    number.to_string().bytes().filter_map(|digit| digits.get(usize::from(digit - b'0'))).collect()
}

fn name(number: usize) -> String {
    format!("{}村{}", letters(number), WORKS[number % WORKS.len()])
}

fn target(number: usize) -> String {
    let lead = number % 10;
    let support = (number + 3) % 10;
    format!(
        "- id: t-{number}\n  name: {}\n  measure: cumulative\n  unit: 个\n  counts: 竣工\n  target: {{op: at-least, value: 200}}\n  \
         lead: [office-{lead}]\n  support: [office-{support}]\n",
        name(number)
    )
}

fn narrative(chapter: usize, targets: std::ops::Range<usize>) -> String {
    let mut text = format!("---\ntitle: 办好{}类实事\n---\n", letters(chapter));
    for number in targets.clone() {
        if (number - targets.start).is_multiple_of(10) {
            let _ = writeln!(text, "\n## 推进{}片工作\n", letters(number / 10));
        }
        let _ = writeln!(
            text,
            "坚持为民办事，全年在{}[不少于200个](target:t-{number})，上半年已经做成[110个](figure:t-{number}/2022-06-30)，群众看得见、用得上。\n",
            name(number)
        );
    }
    let rows = targets
        .take(10)
        .map(|number| format!("| {} | [不少于200个](target:t-{number}) | [110个](figure:t-{number}/2022-06-30) |\n", name(number)));
    let _ = write!(text, "\n## 上半年情况\n\n| 项目 | 全年目标 | 上半年 |\n| --- | --- | --- |\n{}", rows.collect::<String>());
    text
}

fn figures(as_of: &str, published: &str, reached: usize, count: usize) -> String {
    let mut text = format!(
        "as_of: {as_of}\nstatus: official\nsource: {{office: office-1, document: 工作进展报表}}\npublished: {published}\nfigures:\n"
    );
    let slow = |number: usize| number % 20 == 7;
    for number in 0..count {
        // One in twenty is slow in the end, and says why.
        let value = if slow(number) && reached > SLOW { SLOW } else { reached };
        let _ = writeln!(text, "  t-{number}: {value}");
    }
    text.push_str("explain:\n");
    for number in (0..count).filter(|number| slow(*number)) {
        let _ = writeln!(text, "  t-{number}: {{reason: 雨天较多，施工时间短, next: 增加施工班组, expected: 2022-12}}");
    }
    if count <= 7 { text.replace("explain:\n", "") } else { text }
}

fn article(number: usize) -> String {
    let target = number * 100;
    format!(
        "---\ntitle: {}进展\ndescription: {}的上半年情况，第{}期。\nsource: 示例镇人民政府\npublished: 2022-08-{:02} 09:00\ninterprets: [2022/t-{target}]\n---\n\n\
         [{}](target:2022/t-{target})上半年已经做成[110个](figure:2022/t-{target}/2022-06-30)，全年目标[不少于200个](target:2022/t-{target})。\n",
        name(target),
        name(target),
        letters(number),
        number % 28 + 1,
        name(target),
    )
}
