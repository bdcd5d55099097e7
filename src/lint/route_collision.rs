//! Two pages that would share an address, and names that are kept for the site's own pages (contract §1, Reserved).

use crate::diagnostic::{Diagnostic, Place};
use crate::lint::{Rule, Subject};
use crate::report::World;
use crate::site::collision::collisions;
use crate::site::{Page, PageKey};
use crate::source::{FileId, Span};

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["route/collision", "slug/reserved"],
    explanation: "每个页面有自己的网址。两个页面不能用同一个网址（只有大小写不同也不行），篇章、目标和页面的名字也不能用本站固定栏目的名字。",
    right: "篇章文件夹 01-industry、02-town",
    wrong: "篇章文件夹 01-industry、02-industry，或 03-targets",
    check,
};

/// Names that a chapter may not have.
const RESERVED_IN_YEAR: &[&str] = &["targets", "progress", "ledger", "offices", "lists", "picture", "full", "print", "data", "glossary"];
/// Names that a page may not have.
const RESERVED_AT_ROOT: &[&str] = &[
    "data", "charts", "assets", "columns", "search", "sitemap", "method", "changes", "catalog", "archive", "manifest", "feed", "robots",
    "index", "404",
];
/// Names that an article may not have: the later pages of its column stand under `page`.
const RESERVED_IN_COLUMN: &[&str] = &["page", "index"];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let world = &subject.site.world;
    let mut findings = reserved(world);
    let articles = subject.articles().map(|written| written.article);
    let kept = articles.filter(|article| RESERVED_IN_COLUMN.contains(&article.slug.as_str()));
    findings.extend(kept.map(|article| taken(article.slug.as_str(), start_of(article.file), "请给文章的文件换一个名字。")));
    for (page, first) in collisions(&subject.site.pages) {
        // A name that is reserved collides too, and so does an id that stands twice; one finding a problem.
        let is_reserved = |page| {
            let place = place(world, page).map(Place::Span);
            place.is_some() && findings.iter().any(|finding| finding.place == place)
        };
        if is_reserved(page) || is_reserved(first) || same_target(world, page, first) {
            continue;
        }
        let mut finding = Diagnostic::error("route/collision", format!("两个页面的网址都是“{}”", page.path));
        if let Some(span) = place(world, page) {
            finding = finding.at(span);
        }
        if let Some(span) = place(world, first) {
            finding = finding.note_at(span, format!("另一个页面是“{}”", first.title));
        }
        findings.push(finding.remedy("请给其中一个换一个名字。"));
    }
    findings
}

fn reserved(world: &World) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for report in &world.reports {
        for chapter in report.chapters.iter().filter(|chapter| RESERVED_IN_YEAR.contains(&chapter.slug.as_str())) {
            findings.push(taken(chapter.slug.as_str(), start_of(chapter.file), "请给篇章文件夹换一个名字。"));
        }
        for target in report.targets.iter().filter(|target| target.id.as_str() == "by") {
            findings.push(taken("by", target.span, "请给目标换一个编号。"));
        }
    }
    for page in &world.pages {
        let year = page.slug.as_str().len() == 4 && page.slug.as_str().bytes().all(|b| b.is_ascii_digit());
        if year || RESERVED_AT_ROOT.contains(&page.slug.as_str()) {
            findings.push(taken(page.slug.as_str(), start_of(page.file), "请给文件换一个名字。"));
        }
    }
    findings
}

fn taken(name: &str, span: Span, remedy: &str) -> Diagnostic {
    Diagnostic::error("slug/reserved", format!("“{name}”是本站固定栏目的名字")).at(span).remedy(remedy)
}

/// Whether two pages belong to targets of one id, which linking has said.
fn same_target(world: &World, page: &Page, other: &Page) -> bool {
    let id = |page: &Page| match page.key {
        PageKey::Target(report, target) => Some((report, &world.reports.get(report)?.targets.get(target)?.id)),
        _ => None,
    };
    id(page).is_some() && id(page) == id(other)
}

/// The source of a page.
fn place(world: &World, page: &Page) -> Option<Span> {
    match &page.key {
        PageKey::Chapter(report, chapter) => Some(start_of(world.reports.get(*report)?.chapters.get(*chapter)?.file)),
        PageKey::Target(report, target) => Some(world.reports.get(*report)?.targets.get(*target)?.span),
        PageKey::List(report, list) => Some(start_of(world.reports.get(*report)?.lists.get(*list)?.file)),
        PageKey::Office(report, office) => Some(world.reports.get(*report)?.offices.get(office)?.span),
        PageKey::Prose(page) => Some(start_of(world.pages.get(*page)?.file)),
        PageKey::Report(report)
        | PageKey::FullText(report)
        | PageKey::Print(report)
        | PageKey::Glossary(report)
        | PageKey::Targets(report)
        | PageKey::Filter(report, _)
        | PageKey::Picture(report)
        | PageKey::Progress(report)
        | PageKey::Ledger(report)
        | PageKey::Offices(report) => Some(start_of(world.reports.get(*report)?.file)),
        PageKey::Column(column, _) => Some(start_of(world.columns.get(*column)?.file)),
        PageKey::ColumnArticle(column, article) => Some(start_of(world.columns.get(*column)?.articles.get(*article)?.file)),
        PageKey::Moved(_, to) => match to.as_ref() {
            PageKey::Chapter(report, chapter) => Some(start_of(world.reports.get(*report)?.chapters.get(*chapter)?.file)),
            PageKey::Target(report, target) => Some(world.reports.get(*report)?.targets.get(*target)?.span),
            _ => None,
        },
        PageKey::Home
        | PageKey::Columns
        | PageKey::Data
        | PageKey::Catalog
        | PageKey::Changes(_)
        | PageKey::Archive
        | PageKey::Method
        | PageKey::Search
        | PageKey::SiteMap
        | PageKey::NotFound => None,
    }
}

/// The first character of a file.
fn start_of(file: FileId) -> Span {
    Span::new(file, 0..0)
}
