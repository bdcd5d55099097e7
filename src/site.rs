//! The site as a set of pages, computed once: which pages there are, where they stand, what they are called. It says nothing about how a
//! page looks.

pub mod archive;
pub mod changes;
pub mod collision;
pub mod column;
mod moved;
mod year;

use crate::assess::Assessment;
use crate::assess::status::Status;
use crate::record::chronicle::publication::Record;
use crate::report::{Report, World};
use crate::value::path::{OutPath, Slug};

/// Everything the outputs are made from.
#[derive(Debug)]
pub struct Site {
    /// The content as meant.
    pub world: World,
    /// How every target stands: a list parallel to the targets for every report.
    pub assessments: Vec<Vec<Assessment>>,
    /// What was published when, and what was changed.
    pub record: Record,
    /// Every page, in the order of the site map.
    pub pages: Vec<Page>,
    /// The snapshots of the site, newest first.
    pub snapshots: Vec<jiff::civil::Date>,
}

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Which page.
    pub key: PageKey,
    /// Where it stands.
    pub path: OutPath,
    /// Its heading.
    pub title: String,
}

/// Which page. Numbers are indices: of a report in the world, of a chapter or target in its report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKey {
    /// `index.html`
    Home,
    /// `2022/index.html`
    Report(usize),
    /// `2022/<chapter>/index.html`
    Chapter(usize, usize),
    /// `2022/full/index.html`
    FullText(usize),
    /// `2022/print/index.html`
    Print(usize),
    /// `2022/targets/index.html`
    Targets(usize),
    /// `2022/targets/by/<facet>/<value>/index.html`
    Filter(usize, Facet),
    /// `2022/targets/<id>/index.html`
    Target(usize, usize),
    /// `2022/progress/index.html`
    Progress(usize),
    /// `2022/ledger/index.html`
    Ledger(usize),
    /// `2022/offices/index.html`
    Offices(usize),
    /// `2022/offices/<id>/index.html`
    Office(usize, Slug),
    /// `2022/lists/<slug>/index.html`
    List(usize, usize),
    /// `2022/picture/index.html`
    Picture(usize),
    /// `2022/glossary/index.html`
    Glossary(usize),
    /// `data/index.html`
    Data,
    /// `catalog/index.html`
    Catalog,
    /// Which page of the record, from 0: `changes/index.html`, `changes/page/2/index.html`
    Changes(usize),
    /// `archive/index.html`
    Archive,
    /// `method/index.html`
    Method,
    /// `<slug>/index.html` of `pages/`
    Prose(usize),
    /// `search/index.html`
    Search,
    /// `columns/index.html`, where there is more than one column
    Columns,
    /// A column and which of its pages, from 0: `columns/<slug>/index.html`, `columns/<slug>/page/2/index.html`
    Column(usize, usize),
    /// `columns/<slug>/<article>/index.html`
    ColumnArticle(usize, usize),
    /// `sitemap/index.html`
    SiteMap,
    /// `404.html`
    NotFound,
    /// A former address that leads to a page's new one.
    Moved(OutPath, Box<PageKey>),
}

/// A filter of the table of targets.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// By chapter: its index.
    Chapter(usize),
    /// By status.
    Status(Status),
    /// By lead office.
    Office(Slug),
    /// By kind of measure: its code.
    Measure(&'static str),
}

impl Facet {
    /// The facet's name in addresses.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Chapter(_) => "chapter",
            Self::Status(_) => "status",
            Self::Office(_) => "office",
            Self::Measure(_) => "measure",
        }
    }

    /// The value's name in addresses.
    pub fn value<'a>(&'a self, report: &'a Report) -> &'a str {
        match self {
            Self::Chapter(chapter) => report.chapters.get(*chapter).map_or("", |chapter| chapter.slug.as_str()),
            Self::Status(status) => status.code(),
            Self::Office(id) => id.as_str(),
            Self::Measure(code) => code,
        }
    }

    /// What people read: the facet's value.
    pub fn label(&self, report: &Report) -> String {
        match self {
            Self::Chapter(chapter) => report.chapters.get(*chapter).map_or_else(String::new, |chapter| chapter.title.clone()),
            Self::Status(status) => status.chip().to_owned(),
            Self::Office(id) => report.offices.get(id).map_or_else(String::new, |office| office.name.clone()),
            Self::Measure(code) => {
                let first = report.targets.iter().find(|target| target.measure.code() == *code);
                first.map_or_else(String::new, |target| target.measure.word().to_owned())
            }
        }
    }

    /// Whether a target of the report is in the filter.
    pub fn holds(&self, report: &Report, assessments: &[Assessment], target: usize) -> bool {
        let Some(entry) = report.targets.get(target) else { return false };
        match self {
            Self::Chapter(chapter) => entry.chapter == *chapter,
            Self::Status(status) => assessments.get(target).is_some_and(|assessment| assessment.status == *status),
            Self::Office(id) => entry.lead.contains(id),
            Self::Measure(code) => entry.measure.code() == *code,
        }
    }
}

impl Site {
    /// Lays out the site.
    pub fn plan(world: World, assessments: Vec<Vec<Assessment>>, record: Record) -> Self {
        let pages = pages(&world, &assessments, &record);
        Self { world, assessments, record, pages, snapshots: Vec::new() }
    }

    /// The page of a key.
    pub fn page(&self, key: &PageKey) -> Option<&Page> {
        self.pages.iter().find(|page| page.key == *key)
    }

    /// The report the site opens with: the newest.
    pub fn current(&self) -> Option<&Report> {
        self.world.reports.first()
    }

    /// How the targets of a report stand.
    pub fn assessments(&self, report: usize) -> &[Assessment] {
        self.assessments.get(report).map_or(&[], Vec::as_slice)
    }

    /// The filters of a report that hold at least one target, by facet, in the order people meet them.
    pub fn facets(&self, report: usize) -> Vec<Facet> {
        self.world.reports.get(report).map_or_else(Vec::new, |entry| facets(entry, self.assessments(report)))
    }
}

/// Offices of a report that have a target to lead or support; one without has no page (contract §1).
pub fn offices_with_targets(report: &Report) -> Vec<Slug> {
    report.offices.keys().filter(|id| has_targets(report, id)).cloned().collect()
}

/// Whether an office leads or supports a target of a report, and so has a page.
pub fn has_targets(report: &Report, office: &Slug) -> bool {
    report.targets.iter().any(|target| target.lead.contains(office) || target.support.contains(office))
}

fn facets(report: &Report, assessments: &[Assessment]) -> Vec<Facet> {
    let chapters = (0..report.chapters.len()).map(Facet::Chapter);
    let statuses = Status::ALL.into_iter().map(Facet::Status);
    let offices = report.offices.keys().cloned().map(Facet::Office);
    let measures = ["cumulative", "rate", "level", "cap", "milestone", "trend", "standing"].into_iter().map(Facet::Measure);
    let all = chapters.chain(statuses).chain(offices).chain(measures);
    all.filter(|facet| (0..report.targets.len()).any(|target| facet.holds(report, assessments, target))).collect()
}

fn pages(world: &World, assessments: &[Vec<Assessment>], record: &Record) -> Vec<Page> {
    let mut pages = vec![page(world, PageKey::Home, world.site.name.clone())];
    for (at, report) in world.reports.iter().enumerate() {
        let judged = assessments.get(at).map_or(&[][..], Vec::as_slice);
        year::pages(world, at, report, judged, &mut pages);
    }
    column::pages(world, &mut pages);
    pages.push(page(world, PageKey::Data, "数据下载".into()));
    pages.push(page(world, PageKey::Catalog, "公开目录".into()));
    changes::pages(world, record, &mut pages);
    pages.push(page(world, PageKey::Method, "评价办法".into()));
    for (at, article) in world.pages.iter().enumerate() {
        pages.push(page(world, PageKey::Prose(at), article.title.clone()));
    }
    pages.push(page(world, PageKey::Search, "搜索".into()));
    pages.push(page(world, PageKey::SiteMap, "网站地图".into()));
    pages.push(page(world, PageKey::NotFound, "没有找到这个页面".into()));
    pages.extend(moved::pages(world).into_iter().map(Some));
    pages.into_iter().flatten().collect()
}

fn page(world: &World, key: PageKey, title: String) -> Option<Page> {
    path(world, &key).map(|path| Page { key, path, title })
}

/// Where a page stands. `None` for a key of another world.
pub fn path(world: &World, key: &PageKey) -> Option<OutPath> {
    let report = |at: usize| world.reports.get(at);
    let text = match key {
        PageKey::Home => "index.html".to_owned(),
        PageKey::Report(at) => format!("{}/index.html", report(*at)?.year),
        PageKey::Chapter(at, chapter) => format!("{}/{}/index.html", report(*at)?.year, report(*at)?.chapters.get(*chapter)?.slug),
        PageKey::FullText(at) => format!("{}/full/index.html", report(*at)?.year),
        PageKey::Print(at) => format!("{}/print/index.html", report(*at)?.year),
        PageKey::Targets(at) => format!("{}/targets/index.html", report(*at)?.year),
        PageKey::Filter(at, facet) => {
            format!("{}/targets/by/{}/{}/index.html", report(*at)?.year, facet.name(), facet.value(report(*at)?))
        }
        PageKey::Target(at, target) => format!("{}/targets/{}/index.html", report(*at)?.year, report(*at)?.targets.get(*target)?.id),
        PageKey::Progress(at) => format!("{}/progress/index.html", report(*at)?.year),
        PageKey::Ledger(at) => format!("{}/ledger/index.html", report(*at)?.year),
        PageKey::Offices(at) => format!("{}/offices/index.html", report(*at)?.year),
        PageKey::Office(at, id) => format!("{}/offices/{id}/index.html", report(*at)?.year),
        PageKey::List(at, list) => format!("{}/lists/{}/index.html", report(*at)?.year, report(*at)?.lists.get(*list)?.slug),
        PageKey::Picture(at) => format!("{}/picture/index.html", report(*at)?.year),
        PageKey::Glossary(at) => format!("{}/glossary/index.html", report(*at)?.year),
        PageKey::Data => "data/index.html".to_owned(),
        PageKey::Catalog => "catalog/index.html".to_owned(),
        PageKey::Changes(0) => "changes/index.html".to_owned(),
        PageKey::Changes(number) => format!("changes/page/{}/index.html", number + 1),
        PageKey::Archive => "archive/index.html".to_owned(),
        PageKey::Method => "method/index.html".to_owned(),
        PageKey::Prose(at) => format!("{}/index.html", world.pages.get(*at)?.slug),
        PageKey::Search => "search/index.html".to_owned(),
        PageKey::Columns => "columns/index.html".to_owned(),
        PageKey::Column(at, 0) => format!("columns/{}/index.html", world.columns.get(*at)?.slug),
        PageKey::Column(at, number) => format!("columns/{}/page/{}/index.html", world.columns.get(*at)?.slug, number + 1),
        PageKey::ColumnArticle(at, article) => {
            let column = world.columns.get(*at)?;
            return column::article_path(&column.slug, &column.articles.get(*article)?.slug);
        }
        PageKey::SiteMap => "sitemap/index.html".to_owned(),
        PageKey::NotFound => "404.html".to_owned(),
        PageKey::Moved(path, _) => return Some(path.clone()),
    };
    OutPath::new(&text)
}

/// A chart of the site. Numbers are indices: of a report in the world, of a chapter or target in its report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChartKey {
    /// One target against its pace.
    Bullet(usize, usize),
    /// One target over the years.
    Trend(usize, usize),
    /// One target by quarter.
    Quarters(usize, usize),
    /// The nodes of a milestone.
    Stages(usize, usize),
    /// The parts of a total.
    Composition(usize, usize),
    /// All measurable targets of a chapter.
    ChapterBullets(usize, usize),
    /// All measurable targets of an office.
    OfficeBullets(usize, Slug),
    /// The statuses of every chapter and of the whole.
    Status(usize),
    /// The share on schedule of every chapter at every date.
    ChapterHeat(usize),
    /// The same of every office; only where offices may be compared.
    OfficeHeat(usize),
    /// The headline indicators beside last year's results and this year's goals.
    Compare(usize),
    /// A list of a report.
    List(usize, usize, ListChart),
}

/// What a chart of a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListChart {
    /// How many projects are at which node.
    Nodes,
    /// The votes on 民生实事项目.
    Votes,
    /// How people rated them.
    Satisfaction,
    /// How the deputies' proposals were dealt with.
    Results,
}

impl ListChart {
    /// All of them, in the order in which a page shows them.
    pub const ALL: [Self; 4] = [Self::Nodes, Self::Votes, Self::Satisfaction, Self::Results];

    /// The kind in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nodes => "nodes",
            Self::Votes => "votes",
            Self::Satisfaction => "satisfaction",
            Self::Results => "results",
        }
    }
}

impl ChartKey {
    /// Reads `trend/gdp`, `bullets/chapter-industry`, `status/all` as a text of the report asks for it.
    pub fn parse(text: &str, report: &Report, at: usize) -> Option<Self> {
        let (kind, id) = text.split_once('/')?;
        match kind {
            "bullet" => report.target_index(id).map(|target| Self::Bullet(at, target)),
            "trend" => report.target_index(id).map(|target| Self::Trend(at, target)),
            "quarters" => report.target_index(id).map(|target| Self::Quarters(at, target)),
            "stages" => report.target_index(id).map(|target| Self::Stages(at, target)),
            "composition" => report.target_index(id).map(|target| Self::Composition(at, target)),
            "bullets" => match id.split_once('-')? {
                ("chapter", slug) => {
                    let chapter = report.chapters.iter().position(|chapter| chapter.slug.as_str() == slug)?;
                    Some(Self::ChapterBullets(at, chapter))
                }
                ("office", id) => report.offices.keys().find(|office| office.as_str() == id).map(|id| Self::OfficeBullets(at, id.clone())),
                _ => None,
            },
            "status" => (id == "all").then_some(Self::Status(at)),
            "heat" => [("all", Self::ChapterHeat(at)), ("offices", Self::OfficeHeat(at))]
                .into_iter()
                .find(|(name, _)| *name == id)
                .map(|(_, key)| key),
            "compare" => (id == "all").then_some(Self::Compare(at)),
            _ => {
                let kind = ListChart::ALL.into_iter().find(|of| of.code() == kind)?;
                report.lists.iter().position(|list| list.slug.as_str() == id).map(|list| Self::List(at, list, kind))
            }
        }
    }

    /// The report.
    pub fn report(&self) -> usize {
        match self {
            Self::Bullet(at, _)
            | Self::Trend(at, _)
            | Self::Quarters(at, _)
            | Self::Stages(at, _)
            | Self::Composition(at, _)
            | Self::ChapterBullets(at, _)
            | Self::OfficeBullets(at, _)
            | Self::Status(at)
            | Self::ChapterHeat(at)
            | Self::OfficeHeat(at)
            | Self::Compare(at)
            | Self::List(at, ..) => *at,
        }
    }

    /// `<kind>-<id>`, unique in a report: the file's stem and the id of the figure on a page.
    pub fn stem(&self, report: &Report) -> String {
        let target = |at: &usize| report.targets.get(*at).map_or("", |target| target.id.as_str());
        match self {
            Self::Bullet(_, at) => format!("bullet-{}", target(at)),
            Self::Trend(_, at) => format!("trend-{}", target(at)),
            Self::Quarters(_, at) => format!("quarters-{}", target(at)),
            Self::Stages(_, at) => format!("stages-{}", target(at)),
            Self::Composition(_, at) => format!("composition-{}", target(at)),
            Self::ChapterBullets(_, at) => {
                format!("bullets-chapter-{}", report.chapters.get(*at).map_or("", |chapter| chapter.slug.as_str()))
            }
            Self::OfficeBullets(_, id) => format!("bullets-office-{id}"),
            Self::Status(_) => "status-all".to_owned(),
            Self::ChapterHeat(_) => "heat-all".to_owned(),
            Self::OfficeHeat(_) => "heat-offices".to_owned(),
            Self::Compare(_) => "compare-all".to_owned(),
            Self::List(_, at, kind) => format!("{}-{}", kind.code(), report.lists.get(*at).map_or("", |list| list.slug.as_str())),
        }
    }

    /// Where its page to embed stands: `charts/2022/trend-gdp.html`.
    pub fn embed_path(&self, report: &Report) -> Option<OutPath> {
        OutPath::new(&format!("charts/{}/{}.html", report.year, self.stem(report)))
    }

    /// Where its table stands: `charts/2022/trend-gdp.csv`.
    pub fn table_path(&self, report: &Report) -> Option<OutPath> {
        OutPath::new(&format!("charts/{}/{}.csv", report.year, self.stem(report)))
    }

    /// Where its file stands: `charts/2022/trend-gdp.svg`.
    pub fn path(&self, report: &Report) -> Option<OutPath> {
        OutPath::new(&format!("charts/{}/{}.svg", report.year, self.stem(report)))
    }
}
