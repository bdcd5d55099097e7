//! A report as it is meant: every reference resolved, every amount exact, every date real. Built by [`crate::link`]; nothing in here is
//! half filled, and nothing knows how it was written or how it will be shown.

pub mod archive;
pub mod calendar;
pub mod carried;
pub mod column;
pub mod entry;
pub mod list;
pub mod places;
pub mod review;
pub mod target;
pub mod wording;

use crate::markup::outline::Outline;
use crate::report::archive::Archive;
use crate::report::calendar::Calendar;
use crate::report::column::Column;
use crate::report::entry::Release;
use crate::report::list::List;
use crate::report::places::Places;
use crate::report::review::Review;
use crate::report::target::Target;
use crate::report::wording::Wording;
use crate::source::{FileId, Span};
use crate::value::path::Slug;
use crate::value::period::Period;
use crate::value::unit::Units;
use jiff::civil::{Date, DateTime};
use std::collections::{BTreeMap, BTreeSet};

/// The whole content as it is meant.
#[derive(Debug)]
pub struct World {
    /// The site's own settings.
    pub site: Settings,
    /// All reports, newest year first.
    pub reports: Vec<Report>,
    /// Free pages (`pages/*.md`).
    pub pages: Vec<Article>,
    /// Columns by address, with what is released of them; some may have nothing yet.
    pub columns: Vec<Column>,
    /// Holidays and working days, where the office keeps them.
    pub calendar: Option<Calendar>,
    /// The word lists of the gate.
    pub wording: Wording,
    /// 审核记录 by the file they stand in; read by a rule and never published.
    pub reviews: BTreeMap<FileId, Review>,
}

impl World {
    /// The files in which targets, their words and their figures stand: those whose lines are traced back to a version.
    pub fn files_of_figures(&self) -> Vec<FileId> {
        let mut files = BTreeSet::new();
        for report in &self.reports {
            files.extend(report.releases.iter().map(|release| release.file));
            files.extend(report.targets.iter().map(|target| target.span.file));
            files.extend(report.targets.iter().flat_map(|target| target.quotes.iter().map(|quote| quote.span.file)));
        }
        files.into_iter().collect()
    }
}

/// `site.yaml`.
#[derive(Debug)]
pub struct Settings {
    /// The site's name.
    pub name: String,
    /// Who publishes: the full official name.
    pub publisher: String,
    /// Whether the site is a column inside the county portal or stands alone.
    pub mount: Mount,
    /// The county portal's identifiers, as far as given.
    pub portal: Portal,
    /// Where the site will be reached; only then are there feeds, site maps and canonical addresses.
    pub base_url: Option<String>,
    /// The theme's name.
    pub theme: String,
    /// A demonstration site.
    pub sample: bool,
    /// How to reach the office.
    pub contact: Contact,
    /// The footer's official items.
    pub footer: Footer,
    /// What the office states about its data files.
    pub open_data: OpenData,
    /// How progress is judged.
    pub policy: Policy,
    /// Whether offices may stand beside one another.
    pub compare_offices: bool,
    /// Every unit that may be used.
    pub units: Units,
    /// Exceptions from the gate that the office answers for.
    pub allow: Vec<Waiver>,
    /// What of former states of the site is kept, and what is not.
    pub archive: Archive,
    /// Where its values stand.
    pub places: Places,
    /// The file, for findings.
    pub file: FileId,
}

/// An entry of `allow`: a find that the office knows and answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The code of the check: `leak/mobile`.
    pub pattern: String,
    /// The file below the content folder: `pages/about.md`.
    pub place: String,
    /// Why it may stand there.
    pub reason: String,
    /// Where the waiver is written.
    pub span: Span,
}

/// `open_data` of `site.yaml`: what only the office can say of its data files. Nothing of it is ever assumed.
#[derive(Clone, Default, Debug)]
pub struct OpenData {
    /// On which terms the data may be used, in the office's words (开放条件).
    pub terms: Option<String>,
    /// Where these terms stand.
    pub terms_url: Option<String>,
    /// How often the data are renewed (更新周期 of 政务信息资源目录编制指南: one of [`RHYTHMS`]).
    pub rhythm: Option<&'static str>,
}

/// The words for 更新周期 (standards §7.1).
pub const RHYTHMS: [&str; 6] = ["实时", "每日", "每周", "每月", "每季度", "每年"];

/// `mount` of `site.yaml`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mount {
    /// A 专栏 inside the county portal, which owns header, footer and identifiers.
    Portal,
    /// A site of its own.
    Standalone,
}

/// The portal's identifiers; never invented (contract §1).
#[derive(Clone, Default, Debug)]
pub struct Portal {
    /// `SiteName`
    pub name: Option<String>,
    /// `SiteDomain`
    pub domain: Option<String>,
    /// `SiteIDCode`
    pub id_code: Option<String>,
}

/// How to reach the office.
#[derive(Clone, Default, Debug)]
pub struct Contact {
    /// An office landline.
    pub phone: Option<String>,
    /// Street address.
    pub address: Option<String>,
    /// An office mailbox.
    pub email: Option<String>,
    /// Office hours.
    pub hours: Option<String>,
    /// The portal's feedback form.
    pub feedback_url: Option<String>,
}

/// The footer's official items (standards §1.2), as far as given.
#[derive(Clone, Default, Debug)]
pub struct Footer {
    /// 主办单位
    pub sponsor: Option<String>,
    /// 承办单位
    pub organiser: Option<String>,
    /// ICP备案号
    pub icp: Option<String>,
    /// 公安机关备案号
    pub police: Option<String>,
    /// 党政机关网站标识 address
    pub conac_url: Option<String>,
    /// 我为政府网站找错 address
    pub error_report_url: Option<String>,
}

/// `assessment` of `site.yaml`: the numbers the judgement depends on (contract §4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Whole months or days.
    pub pace: crate::value::period::Pace,
    /// How many percentage points above the elapsed share count as ahead.
    pub ahead_margin: crate::value::decimal::Decimal,
    /// The tolerance of 左右, in per cent of the goal.
    pub approx_tolerance: crate::value::decimal::Decimal,
}

/// One year's report.
#[derive(Debug)]
pub struct Report {
    /// 目标年度, the folder's name.
    pub year: i16,
    /// Whether the text states the year or it was inferred, and why.
    pub basis: YearBasis,
    /// The title.
    pub title: String,
    /// The period its goals are about.
    pub period: Period,
    /// Adopted by the congress, or a draft.
    pub adopted: bool,
    /// The header fields that are given.
    pub header: Header,
    /// When the report was published; never defaulted to a clock.
    pub published: Option<DateTime>,
    /// When the next figures are due.
    pub next_update: Option<String>,
    /// Parts of a report that the text at hand lacks.
    pub absent: Vec<String>,
    /// Offices by id.
    pub offices: BTreeMap<Slug, Office>,
    /// Indices into `targets` of the headline indicators, in the order given.
    pub headline: Vec<usize>,
    /// Terms explained, in the order given.
    pub glossary: Vec<Term>,
    /// Chapters in order.
    pub chapters: Vec<Chapter>,
    /// Targets in chapter order, then file order.
    pub targets: Vec<Target>,
    /// Figures files released, by as-of date, then path.
    pub releases: Vec<Release>,
    /// Lists in the order of their slugs.
    pub lists: Vec<List>,
    /// Files to download, in the order given.
    pub attachments: Vec<Attachment>,
    /// Where the values of `report.yaml` stand.
    pub places: Places,
    /// `report.yaml`, for findings.
    pub file: FileId,
}

/// The report of a year in its digits, with its place.
pub fn of_year<'r>(reports: &'r [Report], year: &str) -> Option<(usize, &'r Report)> {
    reports.iter().enumerate().find(|(_, report)| report.year.to_string() == year)
}

impl Report {
    /// The newest as-of date of the released figures that lie in or after the period.
    pub fn as_of(&self) -> Option<Date> {
        self.releases.iter().map(|release| release.as_of).filter(|as_of| *as_of >= self.period.from()).max()
    }

    /// When its figures were last published. Where the newest of them give no time there is none: that of earlier ones would be wrong.
    pub fn figures_published(&self) -> Option<DateTime> {
        let newest = self.as_of()?;
        self.releases.iter().find(|release| release.as_of == newest && release.published.is_some())?;
        self.releases.iter().filter_map(|release| release.published).chain(self.published).max()
    }

    /// The report's targets and figures as they stood at the end of a day, for judging what was known then; its texts are left out.
    pub fn until(&self, day: Date) -> Self {
        // Releases stand by date, so that the first of them keep their numbers.
        let releases: Vec<Release> = self.releases.iter().take_while(|release| release.as_of <= day).cloned().collect();
        let released = releases.len();
        let as_it_stood = |target: &Target| {
            let mut target = target.clone();
            target.entries.retain(|entry| entry.as_of <= day);
            target.explanations.retain(|explanation| explanation.as_of <= day);
            target.disclosed = target.disclosed.filter(|disclosure| disclosure.release < released);
            target
        };
        Self {
            title: self.title.clone(),
            basis: self.basis.clone(),
            header: Header::default(),
            next_update: None,
            absent: Vec::new(),
            offices: self.offices.clone(),
            headline: self.headline.clone(),
            glossary: Vec::new(),
            chapters: Vec::new(),
            targets: self.targets.iter().map(as_it_stood).collect(),
            releases,
            lists: Vec::new(),
            attachments: Vec::new(),
            places: Places::default(),
            ..*self
        }
    }

    /// The index of a target.
    pub fn target_index(&self, id: &str) -> Option<usize> {
        self.targets.iter().position(|target| target.id.as_str() == id)
    }
}

/// How the year is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YearBasis {
    /// The text states it.
    Stated,
    /// Inferred, with the reason people read; no official field derives from it.
    Inferred(String),
}

/// Header fields of the published document (standards §3.2), only what is given.
#[derive(Clone, Default, Debug)]
pub struct Header {
    /// The meeting that heard or adopted the report.
    pub meeting: Option<String>,
    /// When it was delivered.
    pub delivered_on: Option<Date>,
    /// The resolution that adopted it.
    pub resolution: Option<String>,
    /// 发布机构
    pub issuer: Option<String>,
    /// 索引号
    pub index_no: Option<String>,
    /// 文号
    pub doc_no: Option<String>,
    /// 主题分类
    pub subject: Option<String>,
    /// 体裁分类
    pub genre: Option<String>,
    /// 公开方式
    pub disclosure: Option<String>,
    /// 有效性
    pub validity: Option<String>,
    /// 成文日期
    pub signed_on: Option<Date>,
}

/// A file that is published beside the report: its Word or PDF form, an annex.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// What it is, in words.
    pub title: String,
    /// The file's name beside `report.yaml`, and in the output.
    pub name: String,
    /// The file in the content tree; `None` when it is not there, which a rule reports.
    pub path: Option<String>,
    /// Where its name is written.
    pub span: Span,
}

/// 责任单位
#[derive(Clone, Debug)]
pub struct Office {
    /// The name people read.
    pub name: String,
    /// 内设机构, 派驻机构, 村（社区）, …, as given.
    pub kind: Option<String>,
    /// Made up for a demonstration.
    pub demo: bool,
    /// Where it is declared.
    pub span: Span,
}

/// A glossary term.
#[derive(Clone, Debug)]
pub struct Term {
    /// The term.
    pub term: String,
    /// Its meaning.
    pub meaning: String,
    /// Where the meaning comes from.
    pub source: Option<String>,
}

/// 篇章
#[derive(Debug)]
pub struct Chapter {
    /// Its permanent address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// The narrative's file.
    pub file: FileId,
    /// The Markdown body in that file.
    pub body: Span,
    /// Sections in order; the first may have no heading (what stands before the first).
    pub sections: Vec<Section>,
    /// Former addresses.
    pub aliases: Vec<String>,
    /// Files beside the narrative: name → path in the content tree.
    pub assets: BTreeMap<String, String>,
    /// Links, pictures and loose words of the narrative.
    pub outline: Outline,
    /// Observed values that the narrative quotes (`figure:`).
    pub figure_links: Vec<FigureLink>,
}

/// A link to an observed value: `figure:gdp/2022-06-30`, `figure:gdp.growth/2022-06-30`.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureLink {
    /// The target: index into the report's targets.
    pub target: usize,
    /// The date of the value.
    pub as_of: Date,
    /// The growth instead of the value.
    pub growth: bool,
    /// The words inside the link.
    pub words: String,
    /// Where the link stands.
    pub span: Span,
}

/// 小节
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading; `None` before the first heading.
    pub title: Option<String>,
    /// The anchor of its heading, unique in the chapter.
    pub anchor: String,
    /// The targets bound in it, in order of their first binding: indices into [`Report::targets`].
    pub targets: Vec<usize>,
}

/// A page of Markdown with a title.
#[derive(Debug)]
pub struct Article {
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Former addresses.
    pub aliases: Vec<String>,
    /// The file.
    pub file: FileId,
    /// The Markdown body.
    pub body: Span,
    /// Its links and pictures.
    pub outline: Outline,
}
