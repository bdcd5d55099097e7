//! The built-in themes draw every page kind: right words, right structure, nothing inline. The pages are left under
//! `target/tmp/theme/` to be looked at.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "theme/fixtures.rs"]
mod fixtures;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gongkai::render::{RenderError, render_page};
use gongkai::theme::{DEFAULT_THEME, Theme, available};
use gongkai::view::{PAGE_TEMPLATES, Page, View};

/// The themes inside the program.
const THEMES: [&str; 2] = [DEFAULT_THEME, "embed"];

fn theme() -> Theme {
    load(DEFAULT_THEME)
}

fn load(name: &str) -> Theme {
    Theme::load(name, None).unwrap_or_else(|errors| panic!("{}", errors.iter().map(|e| format!("{e}\n")).collect::<String>()))
}

fn draw(theme: &Theme, view: &View) -> String {
    String::from_utf8(render_page(theme, view).unwrap_or_else(|error| panic!("{error}"))).unwrap()
}

fn pages() -> Vec<(&'static str, String)> {
    pages_of(DEFAULT_THEME)
}

fn pages_of(name: &str) -> Vec<(&'static str, String)> {
    let theme = load(name);
    fixtures::views().iter().map(|(path, view)| (*path, draw(&theme, view))).collect()
}

/// Every page of every theme, with a name that tells them apart.
fn all_pages() -> Vec<(String, String)> {
    THEMES.iter().flat_map(|name| pages_of(name).into_iter().map(move |(path, page)| (format!("{name}/{path}"), page))).collect()
}

#[test]
fn every_built_in_theme_is_tested_here() {
    assert_eq!(available(None), BTreeSet::from(THEMES).into_iter().collect::<Vec<_>>());
}

#[test]
fn every_kind_is_drawn_and_left_to_be_looked_at() {
    let keep = |file: PathBuf, bytes: &[u8]| {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    };
    for name in THEMES {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("theme").join(name);
        let theme = load(name);
        let mut drawn = BTreeSet::new();
        for (path, view) in fixtures::views() {
            drawn.insert(view.page.template());
            keep(folder.join(path), draw(&theme, &view).as_bytes());
        }
        theme.statics().iter().for_each(|(path, bytes)| keep(folder.join(path), bytes));
        assert_eq!(drawn, BTreeSet::from(PAGE_TEMPLATES), "{name}");
    }
}

#[test]
fn one_heading_of_the_first_level_and_no_level_is_skipped() {
    for (path, page) in all_pages() {
        let levels: Vec<u32> = page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10)).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{path}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{path}: {levels:?}");
        // The contents stand before the first section, so level two may come first only after level one.
        assert_eq!(levels.first(), Some(&1), "{path}");
    }
}

#[test]
fn ids_are_unique_and_local_anchors_exist() {
    for (path, page) in all_pages() {
        let ids: Vec<&str> = page.match_indices(" id=\"").filter_map(|(at, hit)| page[at + hit.len()..].split('"').next()).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(unique.len(), ids.len(), "{path}: {ids:?}");
        for attribute in ["href=\"#", "aria-labelledby=\""] {
            for (at, hit) in page.match_indices(attribute) {
                let anchor = page[at + hit.len()..].split('"').next().unwrap();
                assert!(unique.contains(anchor), "{path}: {anchor}");
            }
        }
    }
}

#[test]
fn every_page_stands_alone_under_the_policy() {
    for (path, page) in all_pages() {
        for forbidden in [" style=\"", "<style", " onclick", " onload", "javascript:", "<!--", "http://", "https://"] {
            assert!(!page.contains(forbidden), "{path}: {forbidden}");
        }
        for needed in ["<html lang=\"zh-CN\">", "default-src ", "<main id=\"main\"", "class=\"skip\" href=\"#main\"", "<title>【演示】"]
        {
            assert!(page.contains(needed), "{path}: {needed}");
        }
        assert!(page.contains("<strong>演示站点，不是政府网站。</strong>报告文字为一份已隐去数字和部分名称的样例文本（节选）；"), "{path}");
        assert!(page.contains("请勿引用或转发为真实数据。"), "{path}");
        for word in ["掩码", "承诺", "滞后"] {
            assert!(!page.contains(word), "{path}: {word}");
        }
    }
}

/// The portal around it has its own header, navigation and footer; what belongs to the column stays, and every page can be reached.
#[test]
fn the_embedded_theme_leaves_the_frame_to_the_portal() {
    let theme = load("embed");
    assert_eq!(theme.loaded().styles, ["assets/site.css", "assets/chart.css", "assets/embed.css"]);
    for (path, mut view) in fixtures::views() {
        view.frame.draft = Some("草稿预览，未经审核，请勿外传。".to_owned());
        view.frame.footer.facts = vec![fixtures::fact("联系电话", "0000-00000000")];
        let page = draw(&theme, &view);
        for zone in ["site-head", "site-nav", "site-foot", "主导航", "页脚导航"] {
            assert!(!page.contains(zone), "{path}: {zone}");
        }
        let frame = &view.frame;
        let mut kept = vec!["草稿预览，未经审核，请勿外传。", "<meta name=\"color-scheme\" content=\"light\">"];
        let is_chart = matches!(view.page, Page::Embed(_));
        if !is_chart {
            kept.extend(frame.nav.iter().map(|item| item.href.as_str()));
            kept.extend(frame.footer.links.iter().map(|link| link.href.as_str()));
            kept.extend(frame.facts.iter().map(|fact| fact.text.as_str()));
            kept.extend(frame.breadcrumbs.iter().rev().skip(1).map(|link| link.href.as_str()));
            kept.extend([&frame.previous, &frame.next].into_iter().flatten().map(|link| link.href.as_str()));
            kept.extend([frame.publisher.as_str(), "0000-00000000"]);
        }
        for words in kept {
            assert!(page.contains(words), "{path}: {words}");
        }
        // Beside the skip link, all of the page is in a landmark of its own.
        let body = page.split_once("跳到正文</a>").unwrap().1.split_once("</body>").unwrap().0;
        for element in top_level(body) {
            let is_named = ["nav", "aside", "section"].contains(&element.0) && element.1.contains("aria-label=\"");
            assert!(element.0 == "main" || is_named || is_chart && element.0 == "footer", "{path}: {element:?}");
        }
    }
}

/// Name and first tag of each element that no other one holds.
fn top_level(body: &str) -> Vec<(&str, &str)> {
    let mut depth = 0;
    let mut found = Vec::new();
    for (at, _) in body.match_indices('<') {
        let tag = &body[at + 1..at + 1 + body[at + 1..].find('>').unwrap()];
        let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap();
        if tag.starts_with('/') {
            depth -= 1;
        } else if !tag.ends_with('/') && !VOID.contains(&name) {
            if depth == 0 {
                found.push((name, tag));
            }
            depth += 1;
        }
    }
    found
}

/// A portal's frame is light: what the standard theme makes dark for a dark device is made light again, and nothing else of it.
#[test]
fn the_embedded_theme_is_light_for_everybody() {
    let theme = load("embed");
    let css = |name: &str| String::from_utf8(theme.statics()[name].clone()).unwrap();
    let (standard, own) = (css("assets/site.css") + &css("assets/chart.css"), css("assets/embed.css"));
    const DARK: &str = "(prefers-color-scheme: dark) {";
    for (selector, but) in [(":root", ["--gk-paper", "--gk-hero", "--gk-hero-ink", "--gk-hero-soft"].as_slice()), (".gk-chart", &[])] {
        let light = tokens(&standard, selector, |before| before.trim_end().ends_with(['}', '/']));
        let dark = tokens(&standard, selector, |before| before.trim_end().ends_with(DARK));
        // The rule of the drawings stands behind that of the page, in the same block.
        let block = |before: &str| before.rsplit("@media").next().is_some_and(|rules| rules.contains(DARK));
        let again = tokens(&own, selector, block);
        assert!(dark.len() > 10 && dark.keys().eq(again.keys()), "{selector}: {dark:?} {again:?}");
        for (name, value) in again.iter().filter(|(name, _)| !but.contains(&name.as_str())) {
            assert_eq!(Some(value), light.get(name), "{name}");
        }
    }
    // A device set to high contrast gets the black on white of the control, whatever else it prefers.
    let asked = |before: &str| before.trim_end().ends_with("(prefers-contrast: more) {");
    assert_eq!(tokens(&own, ":root", asked), tokens(&standard, ":root", asked));
    assert!(own.rfind(DARK) < own.find("prefers-contrast"));
    // What a reader's own colours set comes after it once more.
    let forced = |before: &str| before.trim_end().ends_with("@media (forced-colors: active) {");
    assert_eq!(tokens(&own, ".gk-chart", forced), tokens(&standard, ".gk-chart", forced));
    assert!(own.rfind(DARK) < own.find("forced-colors"));
}

/// Properties that the rules of a selector set, where the text before the rule is as wanted.
fn tokens(css: &str, selector: &str, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (at, hit) in css.match_indices(&format!("{selector} {{")) {
        if !wanted(&css[..at]) {
            continue;
        }
        let rule = css[at + hit.len()..].split('}').next().unwrap();
        found.extend(rule.split(';').filter_map(|line| {
            let (name, value) = line.trim().split_once(": ")?;
            name.starts_with("--").then(|| (name.to_owned(), value.to_owned()))
        }));
    }
    found
}

/// Elements without an end.
const VOID: [&str; 6] = ["meta", "link", "br", "img", "hr", "input"];

#[test]
fn tags_are_closed_in_order() {
    for (path, page) in all_pages() {
        let mut open: Vec<&str> = Vec::new();
        for (at, _) in page.match_indices('<') {
            let tag = &page[at + 1..at + 1 + page[at + 1..].find('>').unwrap()];
            let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap();
            if tag.starts_with('!') || tag.ends_with('/') || VOID.contains(&name) {
                continue;
            }
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(name), "{path} at byte {at}");
            } else {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{path}: {open:?}");
    }
}

/// Standing work has nothing to reach: it takes one line and says no 不设数量目标.
#[test]
fn standing_work_takes_one_line_of_a_section() {
    let theme = theme();
    let mut drawn = 0;
    for (path, view) in fixtures::views() {
        let Page::Chapter(chapter) = &view.page else { continue };
        let mut chapter = chapter.clone();
        for section in chapter.sections.iter_mut().filter(|section| !section.targets.is_empty()) {
            let mut row = section.targets[0].clone();
            (row.name, row.standing, row.goal_tells) = ("走访慰问".to_owned(), true, false);
            section.standing = vec![row];
        }
        let page = draw(&theme, &View { page: Page::Chapter(chapter), ..view.clone() });
        for list in page.split("<ul class=\"standing-list\">").skip(1) {
            let list = &list[..list.find("</ul>").unwrap()];
            assert!(list.contains("走访慰问"), "{path}: {list}");
            assert!(!list.contains("<dl") && !list.contains("目标</dt>"), "{path}: {list}");
            drawn += 1;
        }
    }
    assert!(drawn > 0);
}

#[test]
fn a_paragraph_of_the_report_is_the_adopted_words_and_no_more() {
    let (_, page) = pages().into_iter().find(|(path, _)| *path == "2022/industry/index.html").unwrap();
    let start = page.find("<p>聚焦产业项目建设").unwrap();
    let paragraph = &page[start..start + page[start..].find("</p>").unwrap()];
    let mut text = String::new();
    let mut inside = false;
    for letter in paragraph.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    assert!(text.ends_with("全年新开工产业项目不少于xx个，确保项目用地不少于xxx亩，新建厂房面积不少于xx万平方米。"), "{text}");
    let css = String::from_utf8(theme().statics()["assets/site.css"].clone()).unwrap();
    assert!(!css.contains(".narrative p::") && !css.contains(".narrative a::"));
}

#[test]
fn demonstration_values_carry_their_mark_and_tables_their_word() {
    let (_, page) = pages().into_iter().find(|(path, _)| *path == "2022/targets/new-projects/index.html").unwrap();
    assert!(page.contains("不少于10个<span class=\"mark\">（演示）</span>"));
    assert!(page.contains("<p class=\"hear\">以下为演示数据</p>"));
    let captions = page.matches("<caption>").count();
    assert!(captions > 0 && page.matches("<span class=\"caption-demo\">演示数据</span></caption>").count() == captions);
}

#[test]
fn what_people_typed_is_text_and_never_markup() {
    let theme = theme();
    let (_, mut view) = fixtures::views().into_iter().next().unwrap();
    let hostile = "<img src=x onerror=alert(1)>\"'&";
    view.frame.heading = hostile.to_owned();
    view.frame.title = hostile.to_owned();
    view.frame.description = Some(hostile.to_owned());
    if let Page::Home(home) = &mut view.page {
        for card in &mut home.chapters {
            card.title = hostile.to_owned();
            card.href = hostile.to_owned();
        }
    }
    let page = draw(&theme, &view);
    assert!(!page.contains("<img") && page.contains("&lt;img src=x onerror=alert(1)&gt;"));
}

#[test]
fn a_value_that_is_missing_stops_the_page_at_its_place() {
    let files =
        [("mine/theme.yaml", "name: mine\nextends: standard\n"), ("mine/templates/home.html", "<p>中文\n中文{{ page.sections }}</p>")];
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let theme = Theme::load("mine", Some(&files)).unwrap();
    let (_, view) = fixtures::views().into_iter().next().unwrap();
    let error = render_page(&theme, &view).unwrap_err();
    let RenderError::Template { template, causes } = &error else { panic!("{error}") };
    let position = causes[0].position.unwrap();
    assert_eq!(causes[0].message, "页面数据里没有这一项：sections");
    assert_eq!((*template, causes[0].file.as_str()), ("home.html", "themes/mine/templates/home.html"));
    assert_eq!((position.line, position.column), (2, 11), "{error}");
}

#[test]
fn the_page_that_was_not_found_says_so_in_the_agreed_words() {
    let theme = theme();
    let plain = |page: &str| page.split("<main").nth(1).unwrap().replace("</a>", "");
    let (_, mut view) = fixtures::views().into_iter().find(|(path, _)| *path == "404.html").unwrap();
    let without = plain(&draw(&theme, &view));
    assert!(without.contains("<h1>没有找到这个页面。</h1>"));
    assert!(without.contains(">打开网站地图。</p>"));
    if let Page::NotFound(page) = &mut view.page {
        page.phone = Some("0000-0000000".to_owned());
    }
    assert!(plain(&draw(&theme, &view)).contains(">打开网站地图；仍找不到的，请拨打0000-0000000。</p>"));
}

#[test]
fn a_site_of_the_bare_text_has_no_empty_shells() {
    let theme = theme();
    for (path, mut view) in fixtures::views() {
        view.frame.demo = false;
        view.frame.banner = None;
        view.frame.facts.clear();
        view.frame.notes.clear();
        view.frame.footer.facts.clear();
        view.frame.footer.note = None;
        // Figures of another year say by themselves whether they are a demonstration.
        let last_year = match &mut view.page {
            Page::Home(page) => page.last_year.as_mut(),
            Page::Report(page) => page.last_year.as_mut(),
            _ => None,
        };
        last_year.into_iter().for_each(|last| last.demo = false);
        let page = draw(&theme, &view);
        assert!(!page.contains("演示数据</span>") && !page.contains("以下为演示数据"), "{path}");
        assert!(!page.contains("page-facts") && !page.contains("foot-facts") && !page.contains("class=\"banner"), "{path}");
    }
}

/// Contrast of every pair that text is set in, light and dark (WCAG 1.4.3: 4.5 to 1).
#[test]
fn colours_can_be_read() {
    let css = String::from_utf8(theme().statics()["assets/site.css"].clone()).unwrap();
    let blocks: Vec<&str> = css.split(":root {").skip(1).take(2).map(|rest| rest.split('}').next().unwrap()).collect();
    let pairs = [
        ("ink", "paper"),
        ("ink", "surface"),
        ("muted", "paper"),
        ("muted", "surface"),
        ("main", "paper"),
        ("main", "surface"),
        ("ink", "main-tint"),
        ("on-main", "main"),
        ("hero-ink", "hero"),
        ("hero-soft", "hero"),
        ("hero", "hero-ink"),
        ("notice-ink", "notice"),
        ("done", "surface"),
        ("ahead", "surface"),
        ("ok", "surface"),
        ("behind", "surface"),
        ("missed", "surface"),
        ("none", "surface"),
        ("main-strong", "paper"),
    ];
    for block in blocks {
        for (front, back) in pairs {
            let ratio = contrast(token(block, front), token(block, back));
            assert!(ratio >= 4.5, "{front} on {back}: {ratio:.2}");
        }
    }
}

fn token(block: &str, name: &str) -> [u8; 3] {
    let value = block.split(&format!("--gk-{name}: #")).nth(1).unwrap_or_else(|| panic!("no colour {name}"));
    [0, 2, 4].map(|at| u8::from_str_radix(&value[at..at + 2], 16).unwrap())
}

fn contrast(one: [u8; 3], two: [u8; 3]) -> f64 {
    let light = |colour: [u8; 3]| {
        let part = |byte: u8| {
            let share = f64::from(byte) / 255.0;
            if share <= 0.03928 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])
    };
    let (one, two) = (light(one) + 0.05, light(two) + 0.05);
    if one > two { one / two } else { two / one }
}
