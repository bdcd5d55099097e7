//! The demonstration figures follow one printed rule, and nothing in them is typed by hand.
//!
//! The rule in short; the readers' wording of it stands in `content/pages/about.md` and both are compared below.
//!
//! - **Goals.** A mask becomes a number by its shape: x → 5, xx → 10, xxx → 100, xx.x → 10.0. Where the growth is masked
//!   too, that number is last year's and the goal is last year's times (1 + growth), after a history of nine and eight tenths.
//! - **Results.** Goal × a share from [`ROUND`], taken in target order and over again; whole numbers for counted units.
//!   A target that meets [`Kind::Hidden`] gets no goal and no result this year.
//! - **Named exceptions**: [`WITHHELD`], [`UNREPORTED`], [`CORRECTED`], [`REVISED`], and the growth of trend targets ([`FASTER_BY`], [`FALL`]).
//! - **Milestones** take [`Course`]s in order; of the standing tasks every fifth has notes.
//! - **Offices** take turns over everything that is not standing.
//!
//! The files are made from `targets.yaml` and compared byte for byte; `UPDATE=1 cargo test --test demo_rule` rewrites them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "demo_rule/amount.rs"]
mod amount;

use amount::Amount;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml::Value;

/// Shares of the goal in per cent at the three dates, and the share of the growth goal.
struct Share {
    kind: Kind,
    of_goal: [i64; 3],
    of_growth: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Steady,
    Fast,
    Slow,
    Early,
    Hidden,
}

impl Kind {
    /// As the about page calls it.
    fn word(self) -> &'static str {
        match self {
            Self::Steady => "平稳",
            Self::Fast => "较快",
            Self::Slow => "偏慢",
            Self::Early => "提前",
            Self::Hidden => "不设",
        }
    }
}

const STEADY: Share = Share { kind: Kind::Steady, of_goal: [25, 50, 78], of_growth: 104 };
const FAST: Share = Share { kind: Kind::Fast, of_goal: [30, 65, 90], of_growth: 110 };
const SLOW: Share = Share { kind: Kind::Slow, of_goal: [20, 40, 55], of_growth: 80 };
const EARLY: Share = Share { kind: Kind::Early, of_goal: [40, 80, 100], of_growth: 120 };
const HIDDEN: Share = Share { kind: Kind::Hidden, of_goal: [0, 0, 0], of_growth: 0 };

/// One round over the targets with a masked goal.
const ROUND: [Share; 10] = [STEADY, FAST, STEADY, HIDDEN, SLOW, STEADY, EARLY, HIDDEN, FAST, HIDDEN];

const WITHHELD: &str = "resettlement-area";
const UNREPORTED: &str = "public-facilities";
/// 更正: one less than first published, at the half-year date.
const CORRECTED: &str = "roads";
/// 修订: one more than first published, at the half-year date.
const REVISED: &str = "gdp";

/// What is to grow faster than another indicator grows half a point faster.
const FASTER_BY: Amount = Amount { digits: 5, scale: 1 };
/// What is to fall falls by one per cent.
const FALL: Amount = Amount { digits: -1, scale: 0 };

/// How a milestone moves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    /// In work from the period on (0 is the first), nothing reached.
    InWork(usize),
    /// Reached in the period.
    Reached(usize),
    Silent,
}

const COURSES: [Course; 6] =
    [Course::InWork(0), Course::Reached(1), Course::InWork(0), Course::InWork(1), Course::Reached(2), Course::Silent];

/// Of the standing tasks, the first of every five has notes.
const STANDING_STEP: usize = 5;

const OFFICES: [&str; 3] = ["demo-a", "demo-b", "demo-c"];

struct Period {
    file: &'static str,
    as_of: &'static str,
    word: &'static str,
    /// The day on which a stage was reached.
    reached_on: &'static str,
    /// Quarters elapsed of the year.
    quarters: i64,
}

const PERIODS: [Period; 3] = [
    Period { file: "demo-2022-q1", as_of: "2022-03-31", word: "一季度", reached_on: "2022-03-15", quarters: 1 },
    Period { file: "demo-2022-h1", as_of: "2022-06-30", word: "上半年", reached_on: "2022-06-15", quarters: 2 },
    Period { file: "demo-2022-q3", as_of: "2022-09-30", word: "前三季度", reached_on: "2022-09-15", quarters: 3 },
];

/// The period in which figures were corrected or revised, and the day.
const CHANGED_PERIOD: usize = 1;
const CHANGED_ON: &str = "2022-07-20";

/// Years of history with the share of last year's number, in per cent.
const HISTORY: [(&str, i64); 3] = [("2019", 80), ("2020", 90), ("2021", 100)];

#[test]
fn the_demonstration_files_follow_the_rule() {
    let expected = files(&targets());
    let folder = repository().join("content/2022/figures");
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in &expected {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    let mut present: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("demo-"))
        .collect();
    present.sort();
    assert_eq!(present, expected.keys().cloned().collect::<Vec<_>>(), "UPDATE=1 writes the demonstration files");
    for (name, text) in &expected {
        let found = fs::read_to_string(folder.join(name)).unwrap();
        let different = found.lines().zip(text.lines()).position(|(a, b)| a != b);
        assert!(found == *text, "{name} departs from the rule at line {:?}; UPDATE=1 rewrites it", different.map(|line| line + 1));
    }
}

#[test]
fn the_about_page_prints_the_shares_that_are_used() {
    let about = fs::read_to_string(repository().join("content/pages/about.md")).unwrap();
    let mut table = String::from("| 顺序 | 类别 | 一季度 | 上半年 | 前三季度 | 增幅 |\n| --- | --- | --- | --- | --- | --- |\n");
    for (index, share) in ROUND.iter().enumerate() {
        let cells = match share.kind {
            Kind::Hidden => ["—"; 4].map(str::to_owned),
            _ => [share.of_goal[0], share.of_goal[1], share.of_goal[2], share.of_growth].map(|percent| percent.to_string()),
        };
        writeln!(table, "| {} | {} | {} |", index + 1, share.kind.word(), cells.join(" | ")).unwrap();
    }
    assert!(about.contains(&table), "the table of the about page should read:\n{table}");
    assert!(about.contains("与任何地方的实际情况无关"));
    for exception in [WITHHELD, UNREPORTED, CORRECTED, REVISED] {
        let name = &targets().into_iter().find(|target| target.id == exception).expect("the exception is a target").name;
        assert!(about.contains(&format!("- {name}：")), "the about page should name {name}");
    }
}

#[test]
fn at_least_eight_targets_have_no_demonstration_goal() {
    let hidden = judged(&targets()).iter().filter(|(_, share)| share.kind == Kind::Hidden).count();
    assert!(hidden >= 8, "only {hidden}");
}

/// What the rule needs to know of a target.
struct Target {
    id: String,
    name: String,
    measure: String,
    counted: bool,
    mask: Option<String>,
    growth_mask: Option<String>,
    trend: Option<Trend>,
    stages: Vec<String>,
}

/// The two kinds of trend that this report has.
enum Trend {
    FasterThan(String),
    Down,
}

fn targets() -> Vec<Target> {
    let mut folders: Vec<PathBuf> = fs::read_dir(repository().join("content/2022"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("targets.yaml").is_file())
        .collect();
    folders.sort();
    folders.iter().flat_map(|folder| chapter_targets(folder)).collect()
}

fn chapter_targets(folder: &Path) -> Vec<Target> {
    let text = fs::read_to_string(folder.join("targets.yaml")).unwrap();
    let list: Vec<Value> = serde_yaml::from_str(&text).unwrap();
    list.iter().map(target).collect()
}

fn target(entry: &Value) -> Target {
    let text = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
    let mask = |key: &str| entry.get(key).and_then(|goal| goal.get("mask")).and_then(Value::as_str).map(str::to_lowercase);
    let down = (text("direction").as_deref() == Some("down")).then_some(Trend::Down);
    let stages =
        entry.get("stages").and_then(Value::as_sequence).map(|stages| stages.iter().map(|s| s.as_str().unwrap().to_owned()).collect());
    Target {
        id: text("id").unwrap(),
        name: text("name").unwrap(),
        measure: text("measure").unwrap(),
        counted: text("unit").is_some_and(|unit| ["家", "个", "名", "次", "条"].contains(&unit.as_str())),
        mask: mask("target"),
        growth_mask: mask("growth"),
        trend: text("faster_than").map(Trend::FasterThan).or(down),
        stages: stages.unwrap_or_else(|| vec!["完成".to_owned()]),
    }
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The targets with a masked goal, each with its share.
fn judged(targets: &[Target]) -> Vec<(&Target, &'static Share)> {
    targets.iter().filter(|target| target.mask.is_some()).zip(ROUND.iter().cycle()).collect()
}

fn files(targets: &[Target]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (year, percent) in HISTORY {
        files.insert(format!("demo-{year}.yaml"), history_file(targets, year, percent));
    }
    for (index, period) in PERIODS.iter().enumerate() {
        files.insert(format!("{}.yaml", period.file), period_file(targets, index));
    }
    files
}

fn head(as_of: &str, office: &str) -> String {
    format!(
        "# 演示数据：由固定规则生成，与任何地方的实际情况无关。规则见“关于本站”页，由 tests/demo_rule.rs 逐字核对，不手工修改。\n\
         as_of: {as_of}\nstatus: demo\nsource: {{office: {office}}}\n"
    )
}

fn history_file(targets: &[Target], year: &str, percent: i64) -> String {
    let mut text = head(&format!("{year}-12-31"), OFFICES[0]);
    text.push_str("\nfigures:\n");
    for target in targets.iter().filter(|target| target.growth_mask.is_some()) {
        let last_year = Amount::of_mask(target.mask.as_deref().unwrap());
        writeln!(text, "  {}: {}", target.id, last_year.percent(percent)).unwrap();
    }
    text
}

fn period_file(targets: &[Target], index: usize) -> String {
    let mut text = head(PERIODS[index].as_of, OFFICES[0]);
    if index == 0 {
        section(&mut text, "\n# 原文以“XX”代替的目标，演示时按“XX”的样子取数\ntargets:\n", disclosures(targets));
    }
    section(&mut text, "\nfigures:\n", figures(targets, index));
    section(&mut text, "\nmilestones:\n", milestones(targets, index));
    section(&mut text, "\nstanding:\n", standing(targets, index));
    section(&mut text, "\nexplain:\n", explanations(targets, index));
    if index == 0 {
        section(&mut text, "\n# 原文没有指定责任单位，演示时轮流指定\nlead:\n", leads(targets));
    }
    text
}

fn section(text: &mut String, heading: &str, lines: Vec<(String, String)>) {
    if lines.is_empty() {
        return;
    }
    text.push_str(heading);
    for (id, entry) in lines {
        writeln!(text, "  {id}: {entry}").unwrap();
    }
}

fn disclosures(targets: &[Target]) -> Vec<(String, String)> {
    let shown = judged(targets).into_iter().filter(|(_, share)| share.kind != Kind::Hidden);
    shown
        .map(|(target, _)| {
            let growth = growth_goal(target).map(|growth| format!(", growth: {growth}")).unwrap_or_default();
            (target.id.clone(), format!("{{value: {}{growth}}}", goal(target)))
        })
        .collect()
}

fn figures(targets: &[Target], index: usize) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let shares: BTreeMap<&str, &Share> = judged(targets).into_iter().map(|(target, share)| (target.id.as_str(), share)).collect();
    for target in targets {
        let entry = match (target.id.as_str(), &target.trend, shares.get(target.id.as_str())) {
            (WITHHELD, ..) => "{withheld: 演示理由：为展示“暂不公开”的页面样式而设}".to_owned(),
            (UNREPORTED, ..) => "{none: 演示原因：示例牵头单位尚未报送}".to_owned(),
            (_, Some(Trend::FasterThan(other)), _) => format!("{{growth: {}}}", growth_of(targets, other).plus(FASTER_BY)),
            (_, Some(Trend::Down), _) => format!("{{growth: {FALL}}}"),
            (_, None, Some(share)) if share.kind != Kind::Hidden => figure(target, share, index),
            _ => continue,
        };
        lines.push((target.id.clone(), entry));
    }
    lines
}

fn figure(target: &Target, share: &Share, index: usize) -> String {
    let value = result(target, share, index);
    let one = Amount { digits: 1, scale: 0 };
    let change = match target.id.as_str() {
        CORRECTED if index == CHANGED_PERIOD => Some((value.plus(one), "更正", "演示原因：为展示更正的页面样式而设")),
        REVISED if index == CHANGED_PERIOD => Some((value.minus(one), "修订", "演示原因：为展示修订的页面样式而设")),
        _ => None,
    };
    let mut fields = format!("value: {value}");
    if let Some(growth) = growth_result(target, share) {
        write!(fields, ", growth: {growth}").unwrap();
    }
    if let Some((from, kind, reason)) = change {
        write!(fields, ", changes: [{{on: {CHANGED_ON}, from: {from}, kind: {kind}, reason: {reason}}}]").unwrap();
    }
    if fields.contains(',') { format!("{{{fields}}}") } else { value.to_string() }
}

fn milestones(targets: &[Target], index: usize) -> Vec<(String, String)> {
    let milestones = targets.iter().filter(|target| target.measure == "milestone");
    milestones
        .zip(COURSES.iter().cycle())
        .filter_map(|(target, course)| milestone(target, *course, index).map(|entry| (target.id.clone(), entry)))
        .collect()
}

/// The entry of one milestone at one date; one that has reached its last stage is not reported again.
fn milestone(target: &Target, course: Course, index: usize) -> Option<String> {
    let period = &PERIODS[index];
    let begins = match course {
        Course::Silent => return None,
        Course::InWork(first) => first,
        Course::Reached(_) => 0,
    };
    let moves = index.checked_sub(begins)?;
    let reached = match (target.stages.len(), course) {
        (1, Course::Reached(at)) if index > at => return None,
        (1, Course::Reached(at)) => (index == at).then_some(0),
        (1, _) => None,
        (stages, _) if moves >= stages => return None,
        _ => Some(moves),
    };
    Some(match reached {
        Some(stage) => format!("{{stage: {}, on: {}, note: 演示进展}}", target.stages[stage], period.reached_on),
        None => "{note: 演示进展：正在推进}".to_owned(),
    })
}

fn standing(targets: &[Target], index: usize) -> Vec<(String, String)> {
    let standing = targets.iter().filter(|target| target.measure == "standing").step_by(STANDING_STEP);
    standing.map(|target| (target.id.clone(), format!("{{note: 演示情况：{}已开展有关工作}}", PERIODS[index].word))).collect()
}

/// One for each target that is slow at the date (a value below the elapsed share of the goal, or growth below its goal).
fn explanations(targets: &[Target], index: usize) -> Vec<(String, String)> {
    let slow = judged(targets).into_iter().filter(|(target, share)| share.kind != Kind::Hidden && is_behind(target, share, index));
    let entry = "{reason: 演示原因：为展示“进度偏慢”的页面样式而设, next: 演示措施：由示例牵头单位逐项推进, expected: 2022-12}";
    slow.filter(|(target, _)| ![WITHHELD, UNREPORTED].contains(&target.id.as_str()))
        .map(|(target, _)| (target.id.clone(), entry.to_owned()))
        .collect()
}

fn is_behind(target: &Target, share: &Share, index: usize) -> bool {
    let expected = goal(target).percent(25 * PERIODS[index].quarters);
    let expected = if target.counted { expected.whole() } else { expected };
    let growth_is_low = growth_result(target, share).zip(growth_goal(target)).is_some_and(|(growth, goal)| growth.is_below(goal));
    result(target, share, index).is_below(expected) || growth_is_low
}

fn leads(targets: &[Target]) -> Vec<(String, String)> {
    let assigned = targets.iter().filter(|target| target.measure != "standing");
    assigned.zip(OFFICES.iter().cycle()).map(|(target, office)| (target.id.clone(), format!("[{office}]"))).collect()
}

fn goal(target: &Target) -> Amount {
    let number = Amount::of_mask(target.mask.as_deref().unwrap());
    match growth_goal(target) {
        // The growth of the rule is a whole number of per cent.
        Some(growth) => number.percent(100 + growth.digits),
        None => number,
    }
}

fn growth_goal(target: &Target) -> Option<Amount> {
    target.growth_mask.as_deref().map(Amount::of_mask)
}

fn result(target: &Target, share: &Share, index: usize) -> Amount {
    let amount = goal(target).percent(share.of_goal[index]);
    if target.counted { amount.whole() } else { amount }
}

fn growth_result(target: &Target, share: &Share) -> Option<Amount> {
    growth_goal(target).map(|growth| growth.percent(share.of_growth))
}

/// The growth of the indicator that a trend is compared with.
fn growth_of(targets: &[Target], id: &str) -> Amount {
    let (target, share) = judged(targets).into_iter().find(|(target, _)| target.id == id).expect("a target with a masked goal");
    growth_result(target, share).expect("it has a growth goal")
}
