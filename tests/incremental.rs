//! A build on top of an earlier one gives what a build from nothing gives, byte for byte, whatever was edited in between and whatever
//! happened to the ledger. A small site is edited by chance, with a fixed seed, and built both ways after every edit.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::binary::run_now;
use harness::project::Project;
use harness::tree;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

/// How many edits are made.
fn edits() -> usize {
    if std::env::var_os("GONGKAI_TESTS_LONG").is_some() { 400 } else { 40 }
}

/// The same sequence of choices in every run.
struct Chance(u64);

impl Chance {
    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 40).unwrap() % end
    }
}

#[derive(Clone)]
struct Target {
    number: usize,
    name: &'static str,
    goal: usize,
    figure: Option<usize>,
    is_masked: bool,
    office: &'static str,
}

#[derive(Clone)]
struct Chapter {
    slug: &'static str,
    title: String,
    words: String,
    targets: Vec<Target>,
}

/// A site as a value. Whatever is edited, it stays without a mistake.
struct Site {
    chapters: Vec<Chapter>,
    next: usize,
    half_year: bool,
    own_theme: Option<usize>,
    base_url: bool,
    page: Option<usize>,
}

const SLUGS: [&str; 5] = ["town", "school", "field", "water", "road"];
const NAMES: [&str; 6] = ["新建学校", "改造老屋", "新修水渠", "整治河塘", "新建广场", "更换路灯"];
const OFFICES: [&str; 3] = ["education", "land", "water"];

/// What tells one place from the next in the narrative, without a figure: `甲乙地块`.
fn lot(number: usize) -> String {
    const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
    format!("{}{}{}地块", STEMS[number / 100 % 10], STEMS[number / 10 % 10], STEMS[number % 10])
}

impl Site {
    fn new() -> Self {
        let mut site = Self { chapters: Vec::new(), next: 0, half_year: true, own_theme: None, base_url: false, page: None };
        for slug in ["town", "school"] {
            site.chapters.push(Chapter {
                slug, title: format!("第{slug}章"), words: "统筹安排，稳步实施。".into(), targets: Vec::new()
            });
        }
        for chapter in [0, 0, 1] {
            site.add_target(chapter, 0);
        }
        site
    }

    fn add_target(&mut self, chapter: usize, name: usize) {
        let number = self.next;
        self.next += 1;
        let target = Target {
            number,
            name: NAMES[(number + name) % NAMES.len()],
            goal: 20 + number * 7,
            figure: Some(5),
            is_masked: false,
            office: OFFICES[number % OFFICES.len()],
        };
        self.chapters[chapter].targets.push(target);
    }

    /// One edit as an office makes them; what it was, for the message of a failure.
    fn edit(&mut self, chance: &mut Chance) -> String {
        let chapter = chance.below(self.chapters.len());
        let target = chance.below(self.chapters[chapter].targets.len());
        let value = chance.below(40);
        let chosen = &mut self.chapters[chapter].targets[target];
        match chance.below(15) {
            0 | 1 => {
                chosen.figure = Some(value);
                format!("figure {} is {value}", chosen.number)
            }
            2 => {
                chosen.figure = None;
                format!("figure {} is taken away", chosen.number)
            }
            3 => {
                chosen.goal = value + 3;
                format!("goal {} is {}", chosen.number, value + 3)
            }
            4 => {
                chosen.is_masked = !chosen.is_masked;
                format!("goal {} is hidden or shown", chosen.number)
            }
            5 => {
                chosen.name = NAMES[value % NAMES.len()];
                format!("target {} is called {}", chosen.number, chosen.name)
            }
            6 => {
                chosen.office = OFFICES[value % OFFICES.len()];
                format!("target {} belongs to {}", chosen.number, chosen.office)
            }
            7 => {
                self.chapters[chapter].words = format!("第{value}次修订的正文。");
                format!("words of chapter {chapter}")
            }
            8 => {
                self.chapters[chapter].title = format!("第{value}次改名");
                format!("title of chapter {chapter}")
            }
            9 => {
                self.add_target(chapter, value);
                format!("a target in chapter {chapter}")
            }
            10 if self.chapters[chapter].targets.len() > 1 => {
                self.chapters[chapter].targets.remove(target);
                format!("target {target} of chapter {chapter} is removed")
            }
            11 if self.chapters.len() > 1 && value.is_multiple_of(2) => {
                let gone = self.chapters.remove(chapter);
                format!("chapter {} is removed", gone.slug)
            }
            11 => match SLUGS.iter().find(|slug| self.chapters.iter().all(|chapter| chapter.slug != **slug)) {
                Some(slug) => {
                    let words = "新增的一章。".into();
                    self.chapters.insert(chapter, Chapter { slug, title: format!("新章{slug}"), words, targets: Vec::new() });
                    self.add_target(chapter, value);
                    format!("chapter {slug} is added")
                }
                None => "nothing".into(),
            },
            12 => {
                self.own_theme = if value.is_multiple_of(3) { None } else { Some(value) };
                format!("theme {:?}", self.own_theme)
            }
            13 if value.is_multiple_of(2) => {
                self.page = if value.is_multiple_of(4) { None } else { Some(value) };
                format!("page {:?}", self.page)
            }
            13 => {
                self.half_year = !self.half_year;
                format!("the figures' file is there: {}", self.half_year)
            }
            _ => {
                self.base_url = !self.base_url;
                format!("base_url: {}", self.base_url)
            }
        }
    }

    /// All files of the site.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let theme = self.own_theme.map_or("standard", |_| "own");
        let mut site = format!("name: 示例镇政府工作报告公开\npublisher: 示例镇人民政府\ntheme: {theme}\n");
        if self.base_url {
            site += "base_url: https://example.test/zt\n";
        }
        files.insert("content/site.yaml".into(), site);
        let mut report =
            "title: 示例镇2022年政府工作报告\nperiod: {from: 2022-01-01, to: 2022-12-31}\nyear: {value: 2022, basis: stated}\n\
                          text_status: adopted\npublished: 2022-01-20 09:00\noffices:\n"
                .to_owned();
        for office in OFFICES {
            let _ = writeln!(report, "  {office}: {{name: 示例镇{office}办公室, kind: 内设机构, status: official}}");
        }
        files.insert("content/2022/report.yaml".into(), report);
        let mut figures = "as_of: 2022-06-30\nstatus: official\nsource: {office: land}\npublished: 2022-07-15 09:00\nfigures:\n".to_owned();
        for (at, chapter) in self.chapters.iter().enumerate() {
            let folder = format!("content/2022/{at:02}-{}", chapter.slug);
            let (mut targets, mut text) = (String::new(), format!("---\ntitle: {}\n---\n\n## 任务\n\n{}", chapter.title, chapter.words));
            for Target { number, name, goal, figure, is_masked, office } in &chapter.targets {
                let goal = if *is_masked { "xx".to_owned() } else { goal.to_string() };
                let kind = if *is_masked { "mask" } else { "value" };
                let _ = write!(
                    targets,
                    "- id: t{number}\n  name: {name}{number}\n  measure: cumulative\n  unit: 处\n  counts: 竣工\n  \
                     target: {{op: at-least, {kind}: {goal}}}\n  lead: [{office}]\n"
                );
                let _ = write!(text, "{}{name}[不少于{goal}处](target:t{number})。", lot(*number));
                if let Some(figure) = figure {
                    let _ = writeln!(figures, "  t{number}: {figure}");
                }
            }
            files.insert(format!("{folder}/targets.yaml"), targets);
            files.insert(format!("{folder}/index.md"), text + "\n");
        }
        let has_any = self.chapters.iter().flat_map(|chapter| &chapter.targets).any(|target| target.figure.is_some());
        if self.half_year && has_any {
            files.insert("content/2022/figures/h1.yaml".into(), figures);
        }
        if let Some(value) = self.page {
            files.insert("content/pages/about.md".into(), format!("---\ntitle: 关于\n---\n\n第{value}版说明。\n"));
        }
        if let Some(value) = self.own_theme {
            files.insert("themes/own/theme.yaml".into(), "name: own\nextends: standard\n".into());
            files.insert("themes/own/static/own.css".into(), format!("main {{ max-width: {value}rem }}\n"));
        }
        files
    }

    /// Puts the site into a folder in place of what was there; only files that differ are written, as an editor does.
    fn put(&self, project: &Project) {
        let wanted = self.files();
        for folder in ["content", "themes"] {
            for path in tree::read(&project.join(folder)).into_keys().map(|path| format!("{folder}/{path}")) {
                if !wanted.contains_key(&path) {
                    fs::remove_file(project.join(&path)).unwrap();
                }
            }
        }
        for (path, text) in wanted {
            if fs::read_to_string(project.join(&path)).ok().as_ref() != Some(&text) {
                tree::write(&project.join(&path), text);
            }
        }
        remove_empty_folders(&project.join("content/2022"));
        let _ = fs::remove_dir(project.join("themes/own/static"));
        let _ = fs::remove_dir(project.join("themes/own"));
        let _ = fs::remove_dir(project.join("themes"));
    }
}

fn remove_empty_folders(folder: &std::path::Path) {
    for entry in fs::read_dir(folder).unwrap() {
        // Only an empty folder can be removed this way.
        let _ = fs::remove_dir(entry.unwrap().path());
    }
}

/// The site built from nothing.
fn clean(site: &Site) -> tree::Tree {
    let project = Project::empty();
    site.put_new(&project);
    run_now(project.path(), &["build"]).expect(0);
    tree::read(&project.join("public"))
}

impl Site {
    fn put_new(&self, project: &Project) {
        fs::create_dir_all(project.join("content/2022")).unwrap();
        self.put(project);
    }
}

#[test]
fn after_any_edit_the_tree_is_the_one_a_clean_build_gives() {
    let mut chance = Chance(20_220_101);
    let mut site = Site::new();
    let project = Project::empty();
    site.put_new(&project);
    run_now(project.path(), &["build"]).expect(0);
    let mut rewritten = 0;
    for round in 0..edits() {
        let before = tree::read(&project.join("public"));
        let what = site.edit(&mut chance);
        site.put(&project);
        run_now(project.path(), &["build"]).expect(0);
        let after = tree::read(&project.join("public"));
        assert_eq!(tree::difference(&after, &clean(&site)), Vec::<String>::new(), "edit {round}: {what}");
        rewritten += usize::from(!tree::difference(&before, &after).is_empty());
    }
    assert!(rewritten * 2 > edits(), "only {rewritten} edits changed the site: the test edits nothing");
}

#[test]
fn a_damaged_ledger_costs_time_and_changes_nothing() {
    let mut chance = Chance(7);
    let mut site = Site::new();
    let project = Project::empty();
    site.put_new(&project);
    run_now(project.path(), &["build"]).expect(0);
    let ledger = project.join(".gongkai/public/ledger");
    for round in 0..12 {
        let mut bytes = fs::read(&ledger).expect("a ledger after a build");
        let at = chance.below(bytes.len());
        match round % 4 {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << chance.below(8),
            2 => bytes.splice(at..at, *b"\t\n\0").for_each(drop),
            _ => bytes.clear(),
        }
        fs::write(&ledger, bytes).unwrap();
        let what = site.edit(&mut chance);
        site.put(&project);
        run_now(project.path(), &["build"]).expect(0);
        assert_eq!(tree::difference(&tree::read(&project.join("public")), &clean(&site)), Vec::<String>::new(), "round {round}: {what}");
    }
}
