//! The page tags of 政府网站发展指引 (国办发〔2017〕47号, 网页标签): three on every page, four more on the pages of a column, three more on
//! the pages of its content, by the exact names an inspection program looks for. Each repeats what the page shows to people; what the data
//! does not give is left out, and a rule says so. A demonstration has none. The audit of the output reads them back.

use crate::output::desk::Desk;
use crate::report::{Mount, Report, World, column};
use crate::site::PageKey;
use crate::view::frame::Tag;
use std::borrow::Cow;

/// The classes of columns that our pages belong to (`ColumnType`).
mod class {
    pub(super) const HOME: &str = "首页";
    pub(super) const ABOUT: &str = "概况信息";
    pub(super) const DOCUMENT: &str = "政策文件";
    pub(super) const CATALOG: &str = "信息公开目录";
    pub(super) const FIGURES: &str = "数据发布";
    pub(super) const DATA: &str = "数据开放";
    pub(super) const READING: &str = "政策解读";
}

/// Tags of every page.
pub const SITE: [&str; 3] = ["SiteName", "SiteDomain", "SiteIDCode"];
/// Further tags of the pages of a column and of its content.
pub const COLUMN: [&str; 4] = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"];
/// Further tags of content that it must have.
pub const CONTENT: [&str; 3] = ["ArticleTitle", "PubDate", "ContentSource"];
/// Further tags of content that it may have.
pub const OPTIONAL: [&str; 5] = ["Keywords", "Author", "Description", "Image", "Url"];

/// What an inspector takes a page for; each level has the tags of those before it too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Level {
    /// A page that only belongs to the site: site map, 404.
    Site,
    /// The page of a column.
    Column {
        /// `ColumnType`
        class: Cow<'static, str>,
    },
    /// A piece of content.
    Content {
        /// The page of the column it stands in.
        column: PageKey,
        /// `ColumnType`
        class: Cow<'static, str>,
    },
}

/// The level of a page, for every kind of page there is. Columns of the content give their own class.
pub fn level(world: &World, key: &PageKey) -> Level {
    let column = |class: &'static str| Level::Column { class: class.into() };
    let content = |column, class: &'static str| Level::Content { column, class: class.into() };
    match key {
        PageKey::Home => column(match world.site.mount {
            // The home page of a column is no home page of a site.
            Mount::Standalone => class::HOME,
            Mount::Portal => class::DOCUMENT,
        }),
        PageKey::Report(_) => column(class::DOCUMENT),
        PageKey::Chapter(at, _) | PageKey::FullText(at) | PageKey::Print(at) | PageKey::List(at, _) => {
            content(PageKey::Report(*at), class::DOCUMENT)
        }
        PageKey::Picture(at) | PageKey::Glossary(at) => content(PageKey::Report(*at), class::READING),
        PageKey::Target(at, _) => content(PageKey::Targets(*at), class::FIGURES),
        PageKey::Targets(_)
        | PageKey::Filter(..)
        | PageKey::Progress(_)
        | PageKey::Ledger(_)
        | PageKey::Offices(_)
        | PageKey::Office(..)
        | PageKey::Changes(_)
        | PageKey::Archive
        | PageKey::Method => column(class::FIGURES),
        PageKey::Data => column(class::DATA),
        PageKey::Catalog => column(class::CATALOG),
        PageKey::Columns => column(class::DOCUMENT),
        PageKey::Column(at, _) => Level::Column { class: own_class(world, *at) },
        PageKey::ColumnArticle(at, _) => Level::Content { column: PageKey::Column(*at, 0), class: own_class(world, *at) },
        PageKey::Prose(_) => column(class::ABOUT),
        PageKey::Search | PageKey::SiteMap | PageKey::NotFound | PageKey::Moved(..) => Level::Site,
    }
}

/// The class that a column of the content gives itself.
fn own_class(world: &World, column: usize) -> Cow<'static, str> {
    world.columns.get(column).map_or(Cow::Borrowed(class::DOCUMENT), |column| Cow::Owned(column.kind.value.clone()))
}

/// What a page shows to people, for the tags to repeat.
#[derive(Clone, Debug, Default)]
pub struct Shown<'a> {
    /// Its `<h1>`.
    pub heading: &'a str,
    /// The name of its column: its own place in the breadcrumbs, or for content the one before it.
    pub column: &'a str,
    /// 发布时间 under the heading.
    pub published: Option<&'a str>,
    /// 来源 under the heading.
    pub source: Option<&'a str>,
    /// Words to find it by.
    pub keywords: Option<&'a str>,
    /// What it says, in a sentence.
    pub description: Option<&'a str>,
    /// The address of a picture on it.
    pub image: Option<String>,
    /// Its own address.
    pub url: Option<String>,
}

/// The tags of a page.
pub fn tags(desk: &Desk<'_>, level: &Level, key: &PageKey, shown: &Shown<'_>) -> Vec<Tag> {
    let site = &desk.world().site;
    if site.sample {
        return Vec::new();
    }
    let mut given: Vec<(&str, Option<String>)> = vec![
        ("SiteName", site.portal.name.clone()),
        ("SiteDomain", site.portal.domain.clone()),
        ("SiteIDCode", site.portal.id_code.clone()),
    ];
    match level {
        Level::Site => {}
        Level::Column { class } => given.extend(column(desk, key, class, shown)),
        Level::Content { column: home, class } => {
            given.extend(column(desk, home, class, shown));
            given.extend(content(shown));
        }
    }
    given.into_iter().filter_map(|(name, content)| content.map(|content| Tag { name: name.into(), content })).collect()
}

fn column(desk: &Desk<'_>, home: &PageKey, class: &str, shown: &Shown<'_>) -> Vec<(&'static str, Option<String>)> {
    let Column { description, keywords } = about_column(desk, home);
    vec![
        ("ColumnName", Some(shown.column.to_owned())),
        ("ColumnDescription", Some(description)),
        ("ColumnKeywords", Some(keywords.join(","))),
        ("ColumnType", Some(class.to_owned())),
    ]
}

fn content(shown: &Shown<'_>) -> Vec<(&'static str, Option<String>)> {
    let own = |text: Option<&str>| text.map(str::to_owned);
    vec![
        ("ArticleTitle", Some(shown.heading.to_owned())),
        ("PubDate", own(shown.published)),
        ("ContentSource", own(shown.source)),
        ("Keywords", own(shown.keywords)),
        ("Description", own(shown.description.filter(|text| *text != shown.heading))),
        ("Image", shown.image.clone()),
        ("Url", shown.url.clone()),
    ]
}

/// What a column says about itself.
struct Column {
    /// What it is for and what stands in it.
    description: String,
    /// Words for its content.
    keywords: Vec<String>,
}

/// The column of a page key. Nothing here is an official field that could be invented: it says what the page holds.
fn about_column(desk: &Desk<'_>, key: &PageKey) -> Column {
    let site = &desk.world().site;
    if let PageKey::Column(at, _) = key
        && let Some(column) = desk.world().columns.get(*at)
    {
        return own_words(column);
    }
    let title = |at: &usize| desk.report(*at).map_or("", |report| report.title.as_str());
    let office = |at: &usize, id| desk.report(*at).and_then(|report| report.offices.get(id)).map_or("", |office| office.name.as_str());
    let facet = |at: &usize, facet: &crate::site::Facet| desk.report(*at).map(|report: &Report| facet.label(report)).unwrap_or_default();
    let (description, words) = match key {
        PageKey::Home => (format!("{}的政府工作报告、目标任务和完成情况。", site.publisher), "政府工作报告,目标任务,完成情况"),
        PageKey::Report(at) => (format!("《{}》的篇章、全文、清单和附件。", title(at)), "政府工作报告,报告全文"),
        PageKey::Targets(at) => (format!("《{}》提出的全部目标任务及其完成情况。", title(at)), "政府工作报告,目标任务,完成情况"),
        PageKey::Filter(at, of) => (format!("《{}》提出的目标任务，按“{}”筛选。", title(at), facet(at, of)), "目标任务,完成情况"),
        PageKey::Progress(at) => (format!("《{}》各项目标任务的完成情况。", title(at)), "目标任务,完成情况,序时进度"),
        PageKey::Ledger(at) => (format!("《{}》各项目标任务的责任单位、期限、结果和依据。", title(at)), "目标任务,落实台账,责任单位"),
        PageKey::Offices(at) => (format!("承担《{}》目标任务的责任单位。", title(at)), "责任单位,目标任务"),
        PageKey::Office(at, id) => (format!("{}牵头和配合的目标任务。", office(at, id)), "责任单位,目标任务,完成情况"),
        PageKey::Data => ("目标任务和完成情况的数据文件，可以下载。".to_owned(), "数据下载,目标任务,完成情况"),
        PageKey::Catalog => ("本站公开的报告、清单、附件和数据文件，列明索引号、名称、内容概述和生成日期。".to_owned(), "公开目录,索引号"),
        PageKey::Columns => ("本站的栏目和最新文章。".to_owned(), "栏目,最新文章"),
        PageKey::Changes(_) => ("已经公布的数据的更正、修订、补报和目标调整。".to_owned(), "更正,修订,目标调整"),
        PageKey::Archive => ("网站在几个时间的存档，保存以后不再改动。".to_owned(), "存档,更新记录"),
        PageKey::Method => ("评价目标任务进度所用的规则、公式和用语。".to_owned(), "评价办法,序时进度"),
        PageKey::Prose(_) => (format!("{}的说明。", site.name), "说明"),
        // No column: these are content, or belong to the site only.
        PageKey::Column(..)
        | PageKey::ColumnArticle(..)
        | PageKey::Chapter(..)
        | PageKey::FullText(_)
        | PageKey::Print(_)
        | PageKey::Target(..)
        | PageKey::List(..)
        | PageKey::Picture(_)
        | PageKey::Glossary(_)
        | PageKey::Search
        | PageKey::SiteMap
        | PageKey::NotFound
        | PageKey::Moved(..) => (String::new(), ""),
    };
    let words = words.split(',').map(str::to_owned);
    // One style of separator only: a name with a comma in it would be two words.
    Column { description, keywords: words.chain([site.publisher.replace([',', '，'], " ")]).collect() }
}

/// What a column of the content says about itself; where it says nothing, its name does.
fn own_words(column: &column::Column) -> Column {
    let named = |words: &[String]| if words.is_empty() { vec![column.name.clone()] } else { words.to_vec() };
    Column {
        description: column.description.clone().unwrap_or_else(|| format!("{}栏目的文章。", column.name)),
        keywords: named(&column.keywords).iter().map(|word| word.replace([',', '，'], " ")).collect(),
    }
}
