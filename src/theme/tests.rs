#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{DEFAULT_THEME, Theme, ThemeFiles, available};
use crate::theme::error::ThemeError;

/// A themes folder: path and text of each file.
fn disk(files: &[(&str, &str)]) -> ThemeFiles {
    files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

/// A theme of one's own that completes the standard theme and has one more template.
fn mine(template: &str, text: &str) -> ThemeFiles {
    disk(&[("mine/theme.yaml", "name: mine\nextends: standard\n"), (&format!("mine/templates/{template}"), text)])
}

fn errors(name: &str, files: &ThemeFiles) -> Vec<ThemeError> {
    Theme::load(name, Some(files)).expect_err("the theme must be refused")
}

fn only(name: &str, files: &ThemeFiles) -> String {
    let errors = errors(name, files);
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors[0].to_string()
}

#[test]
fn the_standard_theme_is_inside_the_program() {
    let theme = Theme::load(DEFAULT_THEME, None).unwrap();
    let loaded = theme.loaded();
    assert_eq!(loaded.styles, ["assets/site.css", "assets/chart.css"]);
    assert_eq!(loaded.search_scripts, ["assets/search.js"]);
    assert!(theme.statics().contains_key("assets/site.css"));
    assert!(available(None).contains(&"standard".to_owned()));
}

#[test]
fn a_theme_takes_over_what_it_does_not_have() {
    let mut files = mine("not-found.html", r#"{% extends "standard/not-found.html" %}{% block kind %}mine{% endblock kind %}"#);
    files.insert("mine/static/site.css".to_owned(), b"body{}".to_vec());
    let theme = Theme::load("mine", Some(&files)).unwrap();
    assert_eq!(theme.statics().get("assets/site.css").map(Vec::as_slice), Some(b"body{}".as_slice()));
    assert!(theme.statics().contains_key("assets/chart.css"));
    assert_ne!(theme.fingerprint(), Theme::load(DEFAULT_THEME, None).unwrap().fingerprint());
}

#[test]
fn a_component_of_the_nearer_theme_wins() {
    let files = mine("own.html", "{% component nothing() %}无{% endcomponent nothing %}");
    assert!(Theme::load("mine", Some(&files)).is_ok());
}

#[test]
fn unknown_and_circular_themes_are_named() {
    let none = Theme::load("fancy", None).unwrap_err();
    assert_eq!(none[0].message, "没有名为“fancy”的主题");
    assert!(none[0].remedy.as_deref().unwrap().contains("standard"));
    let round = disk(&[("a/theme.yaml", "name: a\nextends: b\n"), ("b/theme.yaml", "name: b\nextends: a\n")]);
    assert!(only("a", &round).ends_with("主题互相继承，绕成了一圈：a → b → a"));
    let orphan = disk(&[("a/theme.yaml", "name: a\nextends: z\n")]);
    assert_eq!(only("a", &orphan), "themes/a/theme.yaml 没有名为“z”的主题");
}

#[test]
fn the_manifest_is_read_strictly() {
    let with = |text: &str| disk(&[("a/theme.yaml", text)]);
    let line2 = |text: &str| only("a", &with(text));
    assert!(line2("name: a\nextend: standard\n").starts_with("themes/a/theme.yaml:2:1 不认识“extend”"));
    assert!(line2("name: a\nname: a\n").starts_with("themes/a/theme.yaml:2:1 “name”写了两遍"));
    assert!(line2("name: a\nstyles: site.css\n").starts_with("themes/a/theme.yaml:2:1 应写成一行列表"));
    assert!(line2("name: a\nextends: *x\n").starts_with("themes/a/theme.yaml:2:1 看不懂这个值"));
    assert!(line2("name: a\n- x\n").starts_with("themes/a/theme.yaml:2:1 看不懂这一行"));
    assert!(line2("name: b\n").ends_with("name 是“b”，文件夹名是“a”"));
    let commented = disk(&[("a/theme.yaml", "\u{feff}# 说明\r\nname: \"a\" # 名\r\ntitle: 甲\r\n\r\nextends: standard\r\n")]);
    assert!(Theme::load("a", Some(&commented)).is_ok());
}

#[test]
fn the_search_page_loads_what_the_theme_says() {
    let mut files = disk(&[("a/theme.yaml", "name: a\nextends: standard\nstyles: [a.css]\nsearch_scripts: [a.js]\n")]);
    files.insert("a/static/a.css".to_owned(), b"p{}".to_vec());
    files.insert("a/static/a.js".to_owned(), b"1;".to_vec());
    let theme = Theme::load("a", Some(&files)).unwrap();
    assert_eq!(theme.loaded().styles, ["assets/site.css", "assets/chart.css", "assets/a.css"]);
    assert_eq!(theme.loaded().search_scripts, ["assets/search.js", "assets/a.js"]);
    assert!(theme.loaded().scripts.is_empty());
}

#[test]
fn a_style_that_is_not_there_is_named() {
    let files = disk(&[("a/theme.yaml", "name: a\nextends: standard\nstyles: [no.css]\n")]);
    assert_eq!(only("a", &files), "themes/a/theme.yaml 没有文件 static/no.css");
}

#[test]
fn missing_templates_are_all_listed() {
    let files = disk(&[("a/theme.yaml", "name: a\n"), ("a/templates/home.html", "{{ frame.heading }}")]);
    assert_eq!(errors("a", &files).len(), crate::view::PAGE_TEMPLATES.len() - 1);
}

#[test]
fn a_misspelt_field_is_found_before_any_page_is_drawn() {
    let files = mine("home.html", "<p>中文</p>\n<p>中文{% if frame.headin %}有{% endif %}</p>");
    let found = errors("mine", &files);
    assert_eq!(found[0].to_string(), "themes/mine/templates/home.html:2:18 页面数据里没有“headin”这一项");
    assert_eq!(found[0].remedy.as_deref(), Some("是不是“heading”？"));
    let free = mine("home.html", "{% if pages %}有{% endif %}");
    assert!(only("mine", &free).ends_with("模板里没有“pages”这个变量"));
    let dotted = mine(
        "home.html",
        "{% component ui.a(x) %}{{ x * 1.5 }}{% endcomponent ui.a %}{{ <ui.a x={1} /> }}{% for c in page.chapters %}{{ loop.index }}{% endfor %}",
    );
    assert!(Theme::load("mine", Some(&dotted)).is_ok());
    let quoted = mine("home.html", r#"{{ frame.heading ~ "a.zzz" }}{# frame.zzz #}{ frame.zzz }"#);
    assert!(Theme::load("mine", Some(&quoted)).is_ok());
}

#[test]
fn syntax_errors_stand_at_their_character_after_chinese() {
    let files = mine("home.html", "中文\n中文中文{{ frame.heading | }}");
    let found = errors("mine", &files);
    let position = found[0].position.unwrap();
    assert_eq!((found[0].file.as_str(), position.line), ("themes/mine/templates/home.html", 2));
    assert!((24..=26).contains(&position.column), "{found:?}");
}

#[test]
fn templates_can_reach_nothing_outside() {
    for call in ["get_env(name='HOME')", "load_data(path='/etc/passwd')", "now()"] {
        let files = mine("home.html", &format!("中文{{{{ {call} }}}}"));
        let found = only("mine", &files);
        assert!(found.starts_with("themes/mine/templates/home.html:1:6 ") && found.contains("没有这个函数："), "{found}");
    }
    let files = mine("home.html", "{{ frame.heading | shout }}");
    assert!(only("mine", &files).ends_with("没有这个过滤器：shout"));
}

#[test]
fn templates_that_go_round_are_named() {
    for text in [r#"{% extends "mine/home.html" %}"#, r#"{% include "mine/home.html" %}"#] {
        let found = only("mine", &mine("home.html", text));
        assert!(found.contains("绕成了一圈") && found.contains("mine/home.html"), "{found}");
    }
    let orphan = only("mine", &mine("home.html", r#"{% extends "nowhere.html" %}"#));
    assert!(orphan.contains("要继承的模板“nowhere.html”不存在"), "{orphan}");
}

#[test]
fn comments_that_would_be_published_are_refused() {
    let found = only("mine", &mine("home.html", "中文\n<!-- 内部说明 -->"));
    assert_eq!(found, "themes/mine/templates/home.html:2:1 模板里的 <!-- --> 注释会原样公开");
}

#[test]
fn byte_order_marks_and_line_ends_change_nothing() {
    let plain = Theme::load("mine", Some(&mine("home.html", "a\nb\n"))).unwrap();
    let odd = Theme::load("mine", Some(&mine("home.html", "\u{feff}a\r\nb\r\n"))).unwrap();
    assert_eq!(plain.fingerprint(), odd.fingerprint());
}

#[test]
fn a_template_that_is_not_utf_8_is_named() {
    let mut files = mine("home.html", "");
    files.insert("mine/templates/home.html".to_owned(), vec![0xb2, 0xe2]);
    assert_eq!(only("mine", &files), "themes/mine/templates/home.html 文件不是 UTF-8 编码");
}
