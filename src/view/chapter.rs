//! The pages that carry the report's own words: contents, chapter, full text.

use serde::Serialize;

use crate::view::chart::{Chart, Table};
use crate::view::column::ArticleGroup;
use crate::view::ledger::LastYear;
use crate::view::prose::{Change, Download};
use crate::view::shared::{Fact, Html, Link, Tally, TargetRow};

/// `2022/index.html`: one report at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportPage {
    /// 公开信息: 索引号, 发布机构, 成文日期 …: only what the data gives.
    pub information: Vec<Fact>,
    /// 会议, 报告日期, 决议, as far as given.
    pub meeting: Vec<Fact>,
    /// 下次更新时间：…
    pub next_update: Option<String>,
    /// What became of last year's targets; none where last year's report is not on this site.
    pub last_year: Option<LastYear>,
    /// Files to download.
    pub attachments: Vec<Download>,
    /// Its chapters.
    pub chapters: Vec<ChapterCard>,
    /// Full text, all targets, progress, lists, offices, data.
    pub links: Vec<Link>,
    /// 回应关切 and 政策解读: articles about the report as a whole.
    pub articles: Vec<ArticleGroup>,
}

/// A chapter as a card.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChapterCard {
    /// 一, 二 …; none for the preamble.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its sections, with their anchors.
    pub sections: Vec<Link>,
    /// 目标 12 项, 其中原文隐去 9 项 …
    pub tallies: Vec<Tally>,
}

/// `2022/<chapter>/index.html`. The title is the frame's heading, its number the frame's kicker.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChapterPage {
    /// Sections in order; the words before the first heading are a section without heading.
    pub sections: Vec<Section>,
    /// Charts of the whole chapter.
    pub charts: Vec<Chart>,
    /// All targets of the chapter, for the table at its end; empty if it has none.
    pub targets: Vec<TargetRow>,
    /// 回应关切 and 政策解读: articles about the chapter.
    pub articles: Vec<ArticleGroup>,
    /// The newest changes of its words, targets and figures; empty if there are none.
    pub changes: Vec<Change>,
    /// Where all changes of the site are.
    pub changes_link: Link,
    /// What to know about these targets: 目标已公布，进展数据尚未发布。… or none.
    pub note: Option<String>,
    /// Where the full text of the report is.
    pub full_text: Link,
}

/// A section of a chapter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Its heading; none for the words before the first heading.
    pub heading: Option<String>,
    /// Its anchor, unique on the page and none of the page's own: `main`, `contents`, `chapter-charts`, `chapter-targets`, `chapter-changes`.
    pub anchor: String,
    /// The adopted words, without the heading. Nothing is added inside.
    pub body: Html,
    /// 本节目标进展: the targets bound in this section that have something to reach.
    pub targets: Vec<TargetRow>,
    /// The standing work bound in this section.
    pub standing: Vec<TargetRow>,
    /// Charts the narrative asks for by `chart:` stand in the body; these come after the section.
    pub charts: Vec<Chart>,
}

/// `2022/full/index.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FullTextPage {
    /// 公开信息, as on the report's page.
    pub information: Vec<Fact>,
    /// Its chapters.
    pub chapters: Vec<FullChapter>,
    /// The same with progress, charts and sources, to print.
    pub print: Link,
    /// All targets in one table at the end; none where the page is words only.
    pub table: Option<Table>,
}

/// `2022/print/index.html`: the whole report with progress, charts and sources, to print.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintPage {
    /// 发布单位, 会议, 文号 …: only what the data gives.
    pub facts: Vec<Fact>,
    /// Its chapters, each on a sheet of its own.
    pub chapters: Vec<PrintChapter>,
    /// Charts of the whole report.
    pub charts: Vec<Chart>,
    /// Where the figures come from; none where there are none.
    pub sources: Option<Table>,
}

/// A chapter of the printed report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintChapter {
    /// Its title.
    pub title: String,
    /// Its anchor, unique on the page.
    pub anchor: String,
    /// Its sections, their anchors unique on the page.
    pub sections: Vec<Section>,
    /// Charts of the whole chapter.
    pub charts: Vec<Chart>,
}

/// A chapter of the full text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FullChapter {
    /// 一, 二 …; none for the preamble.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// Its anchor, unique on the page and none of the page's own: `main`, `contents`, `all-targets`.
    pub anchor: String,
    /// Its own page.
    pub href: String,
    /// Its sections.
    pub sections: Vec<FullSection>,
}

/// A section of the full text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FullSection {
    /// Its heading; none for the words before the first heading.
    pub heading: Option<String>,
    /// Its anchor, unique on the page.
    pub anchor: String,
    /// The adopted words.
    pub body: Html,
}
