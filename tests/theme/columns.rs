//! Columns, their articles, and the page of grouped links.

use gongkai::view::Page;
use gongkai::view::column::{ArticleGroup, ArticleItem, ArticlePage, ColumnCard, ColumnPage, ColumnsPage, News, PageLink, TopicGroup};
use gongkai::view::prose::{DirectoryPage, Download, LinkGroup};
use gongkai::view::shared::Html;

use super::pieces::{fact, link};

fn item(title: &str, published: Option<&str>) -> ArticleItem {
    ArticleItem {
        title: title.to_owned(),
        href: "plan/index.html".to_owned(),
        published: published.map(str::to_owned),
        column: Some("通知公告".to_owned()),
        mark: published.is_none().then(|| "草稿".to_owned()),
    }
}

fn items() -> Vec<ArticleItem> {
    vec![
        item("关于公布工作安排的通知", Some("2022-04-18 09:00")),
        item("关于印发《示例镇重点项目管理办法（试行）》和配套实施细则的通知，以及有关事项的说明", Some("2022-03-01 16:30")),
        item("没有日期的说明", None),
    ]
}

pub(super) fn groups() -> Vec<ArticleGroup> {
    let group = |heading: &str, anchor: &str| ArticleGroup { heading: heading.to_owned(), anchor: anchor.to_owned(), articles: items() };
    vec![group("政策解读", "interpreted"), group("回应关切", "answered")]
}

pub(super) fn news() -> News {
    News { heading: "最新发布".to_owned(), articles: items(), more: link("全部栏目", "columns/index.html") }
}

pub(super) fn index() -> Page {
    let card = |name: &str| ColumnCard {
        name: name.to_owned(),
        href: "notices/index.html".to_owned(),
        lead: Some("示例镇的通知和公告。".to_owned()),
        articles: items(),
        more: link(&format!("{name}：全部23篇"), "notices/index.html"),
    };
    Page::Columns(ColumnsPage { columns: vec![card("通知公告"), card("政策解读")] })
}

pub(super) fn list() -> Page {
    let page = |label: &str, current| PageLink { label: label.to_owned(), href: format!("page/{label}/index.html"), current };
    Page::Column(ColumnPage {
        lead: Some("示例镇的通知和公告。".to_owned()),
        count: "共23篇，第1页，共2页。".to_owned(),
        articles: items(),
        pages: vec![page("1", true), page("2", false)],
    })
}

pub(super) fn article() -> Page {
    Page::Article(ArticlePage {
        facts: vec![fact("索引号", "000000000/2022-00001"), fact("文号", "示政发〔2022〕1号"), fact("公开方式", "主动公开")],
        body: Html::new("<p>各村（社区）：</p>\n<h2 id=\"s1\">一、安排</h2>\n<p>请遵照执行。</p>"),
        contents: vec![link("一、安排", "#s1")],
        attachments: vec![Download {
            label: "工作安排表".to_owned(),
            href: "table.xlsx".to_owned(),
            format: "XLSX".to_owned(),
            size: Some("12.3 KB".to_owned()),
            note: None,
        }],
        topics: vec![TopicGroup {
            heading: "本文解读".to_owned(),
            links: vec![link("2022年目标：新开工产业项目", "../../../2022/targets/new-projects/index.html")],
        }],
        column: link("返回通知公告", "../index.html"),
    })
}

pub(super) fn directory() -> Page {
    let group = |heading: &str| LinkGroup {
        heading: heading.to_owned(),
        links: vec![
            link("首页", "../index.html"),
            link("报告全文", "../2022/full/index.html"),
            link("全部目标任务", "../2022/targets/index.html"),
        ],
    };
    Page::Directory(DirectoryPage {
        lead: None,
        groups: vec![group("报告"), group("目标任务"), group("数据"), group("关于")],
        notes: Vec::new(),
    })
}
