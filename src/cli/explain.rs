//! `explain`: a code in words. Rules explain themselves, the other findings stand in the catalogues; names and weights of all of them, and the
//! examples that no rule shows, come from [`codes`].

use crate::cli::say::Say;
use crate::cli::{Exit, usage};
use crate::diagnostic::catalogue::CATALOGUE;
use crate::diagnostic::codes::{self, Explained, SUBJECTS, words};
use crate::lint::{RULES, Rule, waiver};
use crate::record;
use crate::syntax::suggest::nearest;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What `explain charts` says.
const CHARTS: &str = "\
图表写在正文里，独占一段，写法是 ![说明](chart:种类/编号)。说明会作为图的标题和读屏文字。

chart:bullet/编号        一项目标：完成多少、按序时应完成多少        例如 ![招商引资进度](chart:bullet/new-projects)
chart:quarters/编号      一项累计目标：各季度末的累计数和应完成数    例如 ![分季度进展](chart:quarters/new-projects)
chart:trend/编号         一项指标的历年数据和目标                    例如 ![历年生产总值](chart:trend/gdp)
chart:stages/编号        一项节点目标：走到哪个节点                  例如 ![冷库建设节点](chart:stages/cold-storage)
chart:composition/编号   一项总数由哪些部分组成（写了 sum_of 的）    例如 ![新建住房的构成](chart:composition/homes)
chart:bullets/范围       一章或一个单位的全部数量目标                例如 ![本章目标进度](chart:bullets/chapter-industry)
chart:status/all         各种状态的目标各有多少                      例如 ![全部目标状态](chart:status/all)
chart:heat/all           各章在各时点按计划推进的目标有多少          例如 ![各章推进情况](chart:heat/all)
chart:heat/offices       同上，按责任单位（须在 site.yaml 写 compare_offices: true）
chart:compare/all        主要指标：上年、全年目标和目前              例如 ![主要指标对照](chart:compare/all)
chart:nodes/清单         重点项目清单：各节点有多少项目              例如 ![重点项目节点](chart:nodes/key-projects)
chart:votes/清单         民生实事项目：票决结果                      例如 ![票决结果](chart:votes/livelihood)
chart:satisfaction/清单  民生实事项目：满意度                        例如 ![满意度](chart:satisfaction/livelihood)
chart:results/清单       代表建议：四类办理结果各有多少              例如 ![办理结果](chart:results/proposals)

一图读懂是单独的页面，每份报告自动生成，不用写进正文。
编号是 targets.yaml 里的 id；清单是 lists 文件夹里的文件名（不含 .yaml）；范围写 chapter-篇章名 或 office-单位编号。
图里的数字来自数据文件，每张图都带一句话说明和一张数据表；没有数据的图会写明“暂无可以绘图的数据”。
";

/// What `explain themes` says.
const THEMES: &str = "\
主题决定网页的样子，不改动内容和数据。程序自带两个：

standard   标准主题：有完整的页眉、导航和页脚，可单独成站。不写主题时用它。
embed      嵌入主题：没有页眉和页脚，由所在门户的页面提供；保留演示说明、当前位置、栏目链接、数据截至和来源、上一页和下一页。

怎么选：在 site.yaml 写一行 theme: embed；只想试看一次，运行 gongkai build --theme embed。
专栏放进县级门户（mount: portal）的，两个都可以用；独立网站（mount: standalone）必须有自己的页眉页脚，请用 standard。

门户怎么用嵌入主题（交给门户的技术人员）：
1. 整个 public 文件夹放到门户的一个目录下，例如 /zwgk/zt/zfgzbg/，网页之间的链接不用改。每个网页都是完整的网页。
2. 在门户的专栏页里放一个 iframe，src 指向 index.html，宽度写 100%，并写 title。网页底色透明、宽度随 iframe，高度不随窗口变化；
   同一域名下，门户的脚本可读取 iframe 内网页的高度（document.documentElement.scrollHeight）来设定 iframe 的高度。
3. 也可由门户的反向代理或模板程序取 <body> 里的内容拼入页面，并保留 <head> 里的样式文件。这时样式会作用于整个页面，请先试看门户页眉是否走样。
颜色只有浅色一套：门户页面一般没有深色模式，不随读者设备变深。

自己的主题：在 themes 文件夹里建一个文件夹，例如 themes/mine，里面放 theme.yaml：

name: mine
title: 本镇主题
extends: embed
styles: [mine.css]

mine.css 放在 themes/mine/static，网页模板放在 themes/mine/templates，文件名与自带主题相同的，以自己的为准；没有写的，沿用 extends 的主题。
一个自己的模板可以写 {% extends \"standard/chapter.html\" %}，只改其中一块。
自己另写 base.html 的，要保留 early、view（里面有 view_more）和 to_top 这几块，长辈版、朗读和回到顶部靠它们。模板写错时，提示会指出文件、行和列。
";

/// What is explained beside codes: name, its line in the list, its text.
const TOPICS: [(&str, &str, &str); 2] = [("charts", "图表怎么写", CHARTS), ("themes", "主题怎么选、怎么改", THEMES)];

/// Explains a code, or lists all of them.
pub(super) fn explain(code: Option<&str>) -> Exit {
    let topic = |code: &str| TOPICS.iter().find(|(name, ..)| *name == code);
    let text = match code {
        None => list(),
        Some(code) => match (topic(code), all().get(code)) {
            (Some((_, _, text)), _) => (*text).to_owned(),
            (None, Some(explained)) => told(code, explained),
            (None, None) => {
                let known = codes::all().map(|listing| listing.code).chain(TOPICS.iter().map(|(name, ..)| *name));
                let near = nearest(code, known).map_or_else(String::new, |near| format!("是不是“{near}”？"));
                return usage::wrong(&format!("没有“{code}”这个代号。{near}运行 gongkai explain 列出全部代号。"));
            }
        },
    };
    Say::last(&text, Exit::Done)
}

/// Every code in full.
pub(super) fn all() -> BTreeMap<&'static str, Explained> {
    let words: BTreeMap<_, _> = CATALOGUE.iter().chain(record::catalogue::CATALOGUE).map(|entry| (entry.code, entry)).collect();
    let rules: BTreeMap<_, _> = RULES.iter().flat_map(|rule| rule.codes.iter().map(move |code| (*code, *rule))).collect();
    let explained = codes::all().filter_map(|listing| {
        let rule: Option<&Rule> = rules.get(listing.code).copied();
        let entry = words.get(listing.code);
        let (right, wrong) = listing.examples.or_else(|| Some((rule?.right, rule?.wrong)))?;
        let explained = Explained {
            title: listing.title,
            weights: listing.weights,
            explanation: rule.map(|rule| rule.explanation).or_else(|| Some(entry?.explanation))?,
            remedy: entry.map(|entry| entry.remedy),
            right,
            wrong,
            exception: waiver::example(listing.code),
        };
        Some((listing.code, explained))
    });
    explained.collect()
}

/// A code in words.
fn told(code: &str, explained: &Explained) -> String {
    let Explained { title, weights, explanation, .. } = explained;
    format!("{code}  {title}（{}）\n\n{explanation}\n{}", words(weights), explained.help())
}

/// One line a code, by subject.
fn list() -> String {
    let mut text = String::new();
    for subject in SUBJECTS {
        let _ = writeln!(text, "{}", subject.title);
        for listing in subject.codes {
            let _ = writeln!(text, "  {:<27} {}（{}）", listing.code, listing.title, words(listing.weights));
        }
        text.push('\n');
    }
    text.push_str("一个代号的说明、正确和错误的例子：gongkai explain 代号\n");
    for (name, what, _) in TOPICS {
        let _ = writeln!(text, "{what}：gongkai explain {name}");
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{THEMES, all};
    use crate::diagnostic::catalogue::CATALOGUE;
    use crate::diagnostic::codes;
    use crate::lint::RULES;
    use crate::record::catalogue::CATALOGUE as RECORD;
    use crate::theme;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    /// Every quoted `group/name` in the program's own text whose group is that of a finding; media types and addresses are none.
    fn used(folder: &Path, groups: &BTreeSet<&str>, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if name != "tests" {
                    used(&path, groups, found);
                }
            } else if name.ends_with(".rs") && name != "catalogue.rs" && name != "tests.rs" {
                let text = fs::read_to_string(&path).unwrap();
                let product = text.split("#[cfg(test)]").next().unwrap();
                found.extend(product.split('"').filter(|part| is_code(part, groups)).map(str::to_owned));
            }
        }
    }

    fn is_code(part: &str, groups: &BTreeSet<&str>) -> bool {
        let Some((group, name)) = part.split_once('/') else { return false };
        groups.contains(group)
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    }

    #[test]
    fn every_finding_is_explained_and_nothing_else() {
        let explained: BTreeSet<String> = all().into_keys().map(str::to_owned).collect();
        // Groups that no explained code has yet, so that a whole new group is not overlooked.
        let more = [
            "alias", "anchor", "article", "audit", "column", "dead", "glossary", "growth", "host", "html", "leak", "list", "page", "render",
        ];
        // Every folder of cases is a group, too.
        let cases = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")).unwrap();
        let cases: Vec<String> = cases.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        let explained_groups = explained.iter().filter_map(|code| Some(code.split_once('/')?.0));
        let groups: BTreeSet<&str> = explained_groups.chain(more).chain(cases.iter().map(String::as_str)).collect();
        let mut found = BTreeSet::new();
        used(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &groups, &mut found);
        // The sample's own year folder, in a test's path.
        found.retain(|code| !code.starts_with("content/2"));
        let missing: Vec<&String> = found.difference(&explained).collect();
        let idle: Vec<&String> = explained.difference(&found).collect();
        assert!(missing.is_empty() && idle.is_empty(), "without explanation: {missing:?}; explained, but never found: {idle:?}");
    }

    #[test]
    fn every_built_in_theme_is_told() {
        for name in theme::available(None) {
            assert!(THEMES.lines().any(|line| line.starts_with(&format!("{name} "))), "{name}");
        }
    }

    #[test]
    fn a_code_is_explained_in_one_place_and_in_full() {
        let mut seen = BTreeSet::new();
        let ruled = RULES.iter().flat_map(|rule| rule.codes.iter().copied());
        for code in CATALOGUE.iter().chain(RECORD).map(|entry| entry.code).chain(ruled) {
            assert!(seen.insert(code), "{code} is explained twice");
        }
        // What has a line has an explanation, and the other way round.
        let listed: BTreeSet<&str> = codes::all().map(|listing| listing.code).collect();
        assert_eq!(listed, seen, "a code stands in src/diagnostic/codes/ and is explained by its rule or in a catalogue");
        assert_eq!(all().into_keys().collect::<BTreeSet<_>>(), seen, "a code has examples of its own or those of its rule");
        for (code, explained) in all() {
            assert!(explained.explanation.chars().count() > 8, "{code}: {explained:?}");
        }
        for catalogue in [CATALOGUE, RECORD] {
            let codes: Vec<&str> = catalogue.iter().map(|entry| entry.code).collect();
            assert!(codes.is_sorted(), "the catalogue is sorted: {codes:?}");
        }
    }
}
