//! What can be found: one document for every section, target, term and page that has words. Only what stands on a page is here, in the
//! same words: a number that the text hides stays hidden, and a demonstration value keeps its mark.

use crate::output::desk::Desk;
use crate::output::frame::report_name;
use crate::output::narrative;
use crate::output::pages;
use crate::output::rows::row;
use crate::report::Report;
use crate::report::list::{Content, List};
use crate::site::PageKey;
use crate::source::Span;
use crate::view::Page;
use crate::view::shared::{OfficeRef, TargetRow};

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Under which heading it is listed.
    pub kind: Kind,
    /// Where it stands, from the search page.
    pub href: String,
    /// Its name; words found here count most.
    pub title: String,
    /// Where it belongs: 2022年报告 · 聚力产业强镇. Shown, not searched.
    pub note: String,
    /// Its words, a line a paragraph.
    pub body: String,
}

/// The headings results are listed under, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 报告正文
    Narrative,
    /// 目标任务
    Target,
    /// 栏目文章
    Article,
    /// 名词解释
    Term,
    /// 其他页面
    Page,
}

impl Kind {
    /// Every kind, in order.
    pub const ALL: [Self; 5] = [Self::Narrative, Self::Target, Self::Article, Self::Term, Self::Page];

    /// The heading.
    pub fn word(self) -> &'static str {
        match self {
            Self::Narrative => "报告正文",
            Self::Target => "目标任务",
            Self::Article => "栏目文章",
            Self::Term => "名词解释",
            Self::Page => "其他页面",
        }
    }

    /// Its place in [`Kind::ALL`], as a digit.
    pub(super) fn digit(self) -> char {
        char::from(b'0' + self as u8)
    }
}

/// Where documents come from. A new kind of page that can be found is a function and a line here; the order is that of equal results.
const SOURCES: [fn(&Desk<'_>) -> Vec<Document>; 7] = [sections, targets, articles, terms, lists, prose, standing_pages];

/// Everything that can be found, with addresses as seen from the page of the desk.
pub fn documents(desk: &Desk<'_>) -> Vec<Document> {
    SOURCES.iter().flat_map(|source| source(desk)).filter(|document| !document.title.is_empty()).collect()
}

/// Calls for every report with its place.
fn each_report<'d>(desk: &'d Desk<'_>, of: impl Fn(usize, &'d Report) -> Vec<Document> + 'd) -> Vec<Document> {
    desk.world().reports.iter().enumerate().flat_map(|(at, report)| of(at, report)).collect()
}

/// The narrative, one document a section; the words before the first heading go by the chapter's title.
fn sections(desk: &Desk<'_>) -> Vec<Document> {
    each_report(desk, |at, report| {
        let mut found = Vec::new();
        for (number, chapter) in report.chapters.iter().enumerate() {
            let words = narrative::words(desk, chapter.body);
            for ((heading, body), section) in words.into_iter().zip(&chapter.sections) {
                if heading.is_none() && body.is_empty() && section.targets.is_empty() {
                    continue;
                }
                let report_words = report_name(report);
                let note = if heading.is_some() { format!("{report_words} · {}", chapter.title) } else { report_words };
                let href = desk.href_to_anchor(&PageKey::Chapter(at, number), &section.anchor);
                found.push(Document { kind: Kind::Narrative, href, title: heading.unwrap_or_else(|| chapter.title.clone()), note, body });
            }
        }
        found
    })
}

/// Targets by name, goal and offices. How a target stands is not here: it changes with every figure, and its page says it.
fn targets(desk: &Desk<'_>) -> Vec<Document> {
    let mark = if desk.sample() { "（演示）" } else { "" };
    each_report(desk, |at, report| {
        let all = report.targets.iter().enumerate().filter_map(|(number, target)| {
            let row = row(desk, at, number, false)?;
            let supports = desk.offices(at, &target.support);
            let note = format!("{}年目标任务{mark}", report.year);
            Some(Document { kind: Kind::Target, body: target_words(&row, &supports), href: row.href, title: row.name, note })
        });
        all.collect()
    })
}

fn target_words(row: &TargetRow, supports: &[OfficeRef]) -> String {
    let value = |value: &crate::view::shared::Value| format!("{}{}", value.text, value.mark.as_deref().unwrap_or(""));
    let mut lines = Vec::new();
    if row.goal_tells {
        lines.push(format!("目标：{}", value(&row.goal)));
    }
    lines.extend(row.growth_goal.iter().map(|goal| format!("增速目标：{}", value(goal))));
    lines.extend(office_lines(&row.offices, supports));
    lines.join("\n")
}

/// 牵头单位 and 配合单位, those that are given.
fn office_lines(leads: &[OfficeRef], supports: &[OfficeRef]) -> Vec<String> {
    let named = [("牵头单位", leads), ("配合单位", supports)].into_iter().filter(|(_, offices)| !offices.is_empty());
    let names = |offices: &[OfficeRef]| offices.iter().map(|office| office.name.as_str()).collect::<Vec<_>>().join("、");
    named.map(|(word, offices)| format!("{word}：{}", names(offices))).collect()
}

/// The articles of columns, by their titles and words.
fn articles(desk: &Desk<'_>) -> Vec<Document> {
    let columns = desk.world().columns.iter().enumerate();
    let all = columns.flat_map(|(at, column)| {
        column.articles.iter().enumerate().map(move |(number, article)| {
            let date = article.published.map(|published| format!(" · {}", published.date())).unwrap_or_default();
            let described = article.header.description.clone();
            Document {
                kind: Kind::Article,
                href: desk.href(&PageKey::ColumnArticle(at, number)),
                title: article.title.clone(),
                note: format!("{}{date}", column.name),
                body: described.into_iter().chain([whole_words(desk, article.body)]).collect::<Vec<_>>().join("\n"),
            }
        })
    });
    all.collect()
}

/// The terms a report explains.
fn terms(desk: &Desk<'_>) -> Vec<Document> {
    each_report(desk, |at, report| {
        let note = format!("{}年名词解释", report.year);
        let all = report.glossary.iter().enumerate().map(|(number, term)| Document {
            kind: Kind::Term,
            href: desk.href_to_anchor(&PageKey::Glossary(at), &narrative::term_anchor(number)),
            title: term.term.clone(),
            note: note.clone(),
            body: term.meaning.clone(),
        });
        all.collect()
    })
}

/// Lists and their items.
fn lists(desk: &Desk<'_>) -> Vec<Document> {
    each_report(desk, |at, report| {
        report.lists.iter().enumerate().flat_map(|(number, list)| list_documents(desk, at, number, list)).collect()
    })
}

fn list_documents(desk: &Desk<'_>, at: usize, number: usize, list: &List) -> Vec<Document> {
    let key = PageKey::List(at, number);
    let whole = Document {
        kind: Kind::Page,
        href: desk.href(&key),
        title: list.title.clone(),
        note: list.kind.clone(),
        body: list.note.clone().unwrap_or_default(),
    };
    let items = list.heads().into_iter().zip(list_words(list)).enumerate().map(|(item, (head, words))| {
        let mut lines = words;
        lines.extend(office_lines(&desk.offices(at, &head.lead), &desk.offices(at, &head.support)));
        lines.extend(head.note.clone());
        let href = desk.href_to_anchor(&key, &pages::item_anchor(item));
        Document { kind: Kind::Page, href, title: head.name.clone(), note: list.title.clone(), body: lines.join("\n") }
    });
    std::iter::once(whole).chain(items).collect()
}

/// What each item says in words. Numbers and how far it is change with every date, and its page says them.
fn list_words(list: &List) -> Vec<Vec<String>> {
    let scale = |scale: &Option<String>| scale.iter().map(|scale| format!("规模：{scale}")).collect::<Vec<_>>();
    match &list.content {
        Content::Projects { items, .. } => items.iter().map(|item| scale(&item.own.scale)).collect(),
        Content::Livelihood { items, .. } => items.iter().map(|item| item.own.content.iter().cloned().collect()).collect(),
        Content::Tasks(items) => items.iter().map(|item| item.own.category.iter().cloned().collect()).collect(),
        Content::Proposals { items, .. } => items.iter().map(|_| Vec::new()).collect(),
        Content::Free { items, .. } => {
            let cells = |cells: &[Option<String>]| cells.iter().flatten().cloned().collect::<Vec<_>>();
            items.iter().map(|item| [scale(&item.own.scale), cells(&item.own.cells)].concat()).collect()
        }
    }
}

/// The pages of `pages/`.
fn prose(desk: &Desk<'_>) -> Vec<Document> {
    let all = desk.world().pages.iter().enumerate().map(|(at, page)| {
        let body = whole_words(desk, page.body);
        Document { kind: Kind::Page, href: desk.href(&PageKey::Prose(at)), title: page.title.clone(), note: String::new(), body }
    });
    all.collect()
}

/// The words of a text with its headings.
fn whole_words(desk: &Desk<'_>, body: Span) -> String {
    let words = narrative::words(desk, body).into_iter().map(|(heading, body)| match heading {
        Some(heading) => format!("{heading}\n{body}"),
        None => body,
    });
    words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The pages that every site has: by their titles, and those that explain something by their words too.
fn standing_pages(desk: &Desk<'_>) -> Vec<Document> {
    let sites = desk.context.site.pages.iter();
    sites.filter_map(|page| standing_page(desk, &page.key, &page.title)).collect()
}

fn standing_page(desk: &Desk<'_>, key: &PageKey, title: &str) -> Option<Document> {
    let year = |at: &usize| desk.report(*at).map_or_else(String::new, |report| format!("{}年", report.year));
    let (note, body) = match key {
        PageKey::Report(at) | PageKey::FullText(at) | PageKey::Targets(at) | PageKey::Progress(at) | PageKey::Offices(at) => {
            (year(at), String::new())
        }
        PageKey::Print(at) | PageKey::Glossary(at) | PageKey::Picture(at) | PageKey::Ledger(at) => (year(at), String::new()),
        PageKey::Office(at, id) => {
            let kind = desk.report(*at)?.offices.get(id)?.kind.clone();
            (format!("{}责任单位", year(at)), kind.unwrap_or_default())
        }
        PageKey::Column(at, 0) => (String::new(), desk.world().columns.get(*at)?.description.clone().unwrap_or_default()),
        PageKey::Column(..) => return None,
        PageKey::Changes(number) if *number > 0 => return None,
        PageKey::Data | PageKey::Changes(_) | PageKey::Method => (String::new(), explaining_words(desk, key)),
        PageKey::SiteMap | PageKey::Catalog | PageKey::Columns => (String::new(), String::new()),
        // Found by their own words above, or no place to be sent to.
        PageKey::Chapter(..) | PageKey::Target(..) | PageKey::List(..) | PageKey::Prose(_) | PageKey::ColumnArticle(..) => return None,
        PageKey::Home | PageKey::Archive | PageKey::Filter(..) | PageKey::Search | PageKey::NotFound | PageKey::Moved(..) => return None,
    };
    Some(Document { kind: Kind::Page, href: desk.href(key), title: title.to_owned(), note, body })
}

/// The words of a page that explains how things are done.
fn explaining_words(desk: &Desk<'_>, key: &PageKey) -> String {
    let Some(view) = pages::view(desk, key) else { return String::new() };
    let mut lines: Vec<String> = Vec::new();
    if let Page::Data(page) = view.page {
        lines.extend(page.lead.into_iter().chain(page.notes));
    } else if let Page::Changes(page) = view.page {
        lines.extend(
            page.lead
                .into_iter()
                .chain(page.publications.into_iter().flat_map(|publication| publication.changes).map(|change| change.sentence)),
        );
    } else if let Page::Method(page) = view.page {
        lines.extend(page.lead);
        lines.extend(page.measures.into_iter().flat_map(|measure| [measure.name, measure.meaning, measure.rule]));
        lines.extend(page.groups.into_iter().flat_map(|group| group.rules).map(|rule| rule.when));
        lines.extend(page.statuses.into_iter().map(|status| format!("{}：{}", status.status.chip, status.meaning)));
        lines.extend(page.notes);
    }
    lines.join("\n")
}
