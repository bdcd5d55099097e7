//! Which file of the content tree is what (contract §1), and all of them decoded.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::report::calendar::Calendar;
use crate::report::wording::Wording;
use crate::source::{FileId, SourceFile, Sources};
use crate::syntax::article::{self, ArticleDraft};
use crate::syntax::chapter::{self, ChapterDraft};
use crate::syntax::columns::{self, ColumnArticleDraft, ColumnDraft, ColumnTree};
use crate::syntax::figures::{self, FiguresDraft};
use crate::syntax::lists::{self, ListDraft};
use crate::syntax::report::{self, ReportDraft};
use crate::syntax::site::{self, SiteDraft};
use crate::syntax::start_of;
use crate::syntax::suggest::nearest;
use crate::syntax::targets::{self, TargetDraft};
use crate::syntax::{Drafts, ReportTree, calendar, wording};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};

/// What a file of the content tree is, by its path below the content folder.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Role {
    Site,
    Report {
        year: String,
    },
    Chapter {
        year: String,
        folder: String,
    },
    Targets {
        year: String,
        folder: String,
    },
    Figures {
        year: String,
    },
    List {
        year: String,
        stem: String,
    },
    Page {
        stem: String,
    },
    Column {
        slug: String,
    },
    Article {
        slug: String,
        stem: String,
    },
    Calendar,
    Wording,
    /// A file that later versions of the content tree read, or a text beside the content.
    Other,
}

/// A file decoded.
enum Decoded {
    Site(Option<SiteDraft>),
    Report(Option<ReportDraft>),
    Chapter(String, Option<ChapterDraft>),
    Targets(String, String, Vec<TargetDraft>),
    Figures(String, Option<FiguresDraft>),
    List(String, Option<ListDraft>),
    Page(Option<ArticleDraft>),
    Column(Option<ColumnDraft>),
    Article(String, Option<ColumnArticleDraft>),
    Calendar(Option<Calendar>),
    Wording(Option<Wording>),
    Nothing,
}

/// Decodes every file of the content tree below `root` (`content`), in parallel, and puts the drafts together.
///
/// `trouble` tells whether loading already found errors: a file that was refused there is not also reported as missing.
pub fn drafts(sources: &Sources, root: &str, trouble: bool) -> (Drafts, Vec<Diagnostic>) {
    let files: Vec<(FileId, &SourceFile)> = sources.files().collect();
    let decoded: Vec<(Decoded, Vec<Diagnostic>)> = files.par_iter().map(|(id, file)| decode(*id, file, root)).collect();
    let mut findings = Vec::new();
    let mut shelf = Shelf::default();
    for (entry, found) in decoded {
        findings.extend(found);
        shelf.put(entry);
    }
    shelf.assets(sources, root);
    findings.extend(files.iter().filter_map(|(id, file)| unplaced(*id, file, &files, root)));
    if !trouble && !findings.iter().any(|finding| finding.severity == Severity::Error) {
        findings.extend(incomplete(&files, root));
    }
    (shelf.drafts(), findings)
}

/// What a file is, by its path; `root` is the content folder.
pub fn role(path: &str, root: &str) -> Role {
    let below = path.strip_prefix(root).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path);
    let parts: Vec<&str> = below.split('/').collect();
    let year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let stem = |name: &str, ending: &str| name.strip_suffix(ending).map(str::to_owned);
    match parts.as_slice() {
        ["site.yaml"] => Role::Site,
        ["lists", "holidays.yaml"] => Role::Calendar,
        ["lists", "wording.yaml"] => Role::Wording,
        ["pages", name] => stem(name, ".md").map_or(Role::Other, |stem| Role::Page { stem }),
        ["columns", slug, "column.yaml"] => Role::Column { slug: (*slug).to_owned() },
        ["columns", slug, name] if !is_readme(name) => {
            stem(name, ".md").map_or(Role::Other, |stem| Role::Article { slug: (*slug).to_owned(), stem })
        }
        [at, "report.yaml"] if year(at) => Role::Report { year: (*at).to_owned() },
        [at, "figures", name] if year(at) && name.ends_with(".yaml") => Role::Figures { year: (*at).to_owned() },
        [at, "lists", name] if year(at) => stem(name, ".yaml").map_or(Role::Other, |stem| Role::List { year: (*at).to_owned(), stem }),
        [at, folder, "index.md"] if year(at) => Role::Chapter { year: (*at).to_owned(), folder: (*folder).to_owned() },
        [at, folder, "targets.yaml"] if year(at) => Role::Targets { year: (*at).to_owned(), folder: (*folder).to_owned() },
        _ => Role::Other,
    }
}

fn decode(id: FileId, file: &SourceFile, root: &str) -> (Decoded, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let decoded = match role(&file.path, root) {
        Role::Site => Decoded::Site(site::decode(id, file, &mut findings)),
        Role::Report { year } => Decoded::Report(report::decode(id, file, &year, &mut findings)),
        Role::Chapter { year, folder } => Decoded::Chapter(year, chapter::decode(id, file, &folder, &mut findings)),
        Role::Targets { year, folder } => Decoded::Targets(year, folder, targets::read::decode(id, file, &mut findings)),
        Role::Figures { year } => Decoded::Figures(year, figures::read::decode(id, file, &mut findings)),
        Role::List { year, stem } => Decoded::List(year, lists::decode(id, file, &stem, &mut findings)),
        Role::Page { stem } => Decoded::Page(article::decode(id, file, &stem, &mut findings)),
        Role::Column { slug } => Decoded::Column(columns::column(id, file, &slug, &mut findings)),
        Role::Article { slug, stem } => Decoded::Article(slug, columns::article(id, file, &stem, &mut findings)),
        Role::Calendar => Decoded::Calendar(calendar::decode(id, file, &mut findings)),
        Role::Wording => Decoded::Wording(wording::decode(id, file, &mut findings)),
        Role::Other => Decoded::Nothing,
    };
    (decoded, findings)
}

/// Decoded files, sorted onto their years.
#[derive(Default)]
struct Shelf {
    site: Option<SiteDraft>,
    reports: BTreeMap<String, ReportDraft>,
    chapters: BTreeMap<String, Vec<ChapterDraft>>,
    targets: BTreeMap<(String, String), Vec<TargetDraft>>,
    figures: BTreeMap<String, Vec<FiguresDraft>>,
    lists: BTreeMap<String, Vec<ListDraft>>,
    beside: BTreeMap<String, BTreeMap<String, String>>,
    pages: Vec<ArticleDraft>,
    columns: Vec<ColumnDraft>,
    articles: BTreeMap<String, Vec<ColumnArticleDraft>>,
    column_assets: BTreeMap<String, BTreeMap<String, String>>,
    calendar: Option<Calendar>,
    wording: Option<Wording>,
}

impl Shelf {
    fn put(&mut self, entry: Decoded) {
        match entry {
            Decoded::Site(site) => self.site = site,
            Decoded::Report(report) => self.reports.extend(report.map(|report| (report.year.to_string(), report))),
            Decoded::Chapter(year, chapter) => self.chapters.entry(year).or_default().extend(chapter),
            Decoded::Targets(year, folder, targets) => {
                self.targets.insert((year, folder), targets);
            }
            Decoded::Figures(year, figures) => self.figures.entry(year).or_default().extend(figures),
            Decoded::List(year, list) => self.lists.entry(year).or_default().extend(list),
            Decoded::Page(page) => self.pages.extend(page),
            Decoded::Column(column) => self.columns.extend(column),
            Decoded::Article(slug, article) => self.articles.entry(slug).or_default().extend(article),
            Decoded::Calendar(calendar) => self.calendar = calendar,
            Decoded::Wording(wording) => self.wording = wording,
            Decoded::Nothing => {}
        }
    }

    /// Gives each chapter and column the files that lie beside its texts, and each report those beside it.
    fn assets(&mut self, sources: &Sources, root: &str) {
        for column in &self.columns {
            let files = beside(sources, &format!("{root}/columns/{}/", column.slug));
            self.column_assets.insert(column.slug.as_str().to_owned(), files);
        }
        for year in self.reports.keys() {
            let mut files = beside(sources, &format!("{root}/{year}/"));
            files.retain(|name, _| !name.contains('/'));
            self.beside.insert(year.clone(), files);
        }
        for (year, chapters) in &mut self.chapters {
            for chapter in chapters {
                chapter.assets = beside(sources, &format!("{root}/{year}/{}/", chapter.folder));
            }
        }
    }

    fn drafts(mut self) -> Drafts {
        let reports = self.reports.into_iter().map(|(year, report)| {
            let mut chapters = self.chapters.remove(&year).unwrap_or_default();
            for chapter in &mut chapters {
                chapter.targets = self.targets.remove(&(year.clone(), chapter.folder.clone())).unwrap_or_default();
            }
            ReportTree {
                chapters,
                figures: self.figures.remove(&year).unwrap_or_default(),
                lists: self.lists.remove(&year).unwrap_or_default(),
                assets: self.beside.remove(&year).unwrap_or_default(),
                report,
            }
        });
        let reports = reports.collect();
        let columns = self.columns.into_iter().map(|column| ColumnTree {
            articles: self.articles.remove(column.slug.as_str()).unwrap_or_default(),
            assets: self.column_assets.remove(column.slug.as_str()).unwrap_or_default(),
            column,
        });
        Drafts { site: self.site, reports, pages: self.pages, columns: columns.collect(), calendar: self.calendar, wording: self.wording }
    }
}

/// The pictures and attachments below a folder: name → path in the content tree.
fn beside(sources: &Sources, folder: &str) -> BTreeMap<String, String> {
    let beside = sources.assets().iter().filter_map(|asset| Some((asset.path.strip_prefix(folder)?.to_owned(), asset.path.clone())));
    beside.collect()
}

/// A text for those who keep the content, not for readers.
fn is_readme(name: &str) -> bool {
    name.to_ascii_lowercase().starts_with("readme")
}

/// A text that nothing reads: under a misspelt name it would be missing from the site without a word.
fn unplaced(id: FileId, file: &SourceFile, files: &[(FileId, &SourceFile)], root: &str) -> Option<Diagnostic> {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    if is_readme(name) || role(&file.path, root) != Role::Other {
        return None;
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let known = ["site.yaml", "report.yaml", "targets.yaml", "index.md", "column.yaml", "holidays.yaml", "wording.yaml"];
    let beside = |known: &&str| name != *known && name.starts_with(known.rsplit_once('.').map_or(*known, |(stem, _)| stem));
    let copied = known.into_iter().filter(beside).find(|known| {
        let path = format!("{}{known}", file.path.strip_suffix(name).unwrap_or(""));
        files.iter().any(|(_, other)| other.path == path)
    });
    let remedy = match nearest(name, known) {
        _ if ending == "yml" => format!("请把文件名改为 {stem}.yaml。"),
        Some(near) if near != name => format!("文件名是不是“{near}”？"),
        _ => {
            "请核对文件放的位置：完成情况放在“年份/figures/”，清单放在“年份/lists/”，篇章放在“年份/01-名称/”，栏目文章放在“columns/栏目/”，\
              说明页放在 pages/；\
              用不到的，请移到内容文件夹外面。"
                .to_owned()
        }
    };
    let remedy = match copied {
        Some(first) => format!("这里已经有 {first}，这一份像是副本；请移到内容文件夹外面。"),
        None => remedy,
    };
    Some(Diagnostic::warning("file/ignored", "不知道这个文件是做什么用的，网站上不会有它").at(start_of(id)).remedy(remedy))
}

/// Files that must be there, only said when everything that is there was sound.
fn incomplete(files: &[(FileId, &SourceFile)], root: &str) -> Vec<Diagnostic> {
    let roles: Vec<(&SourceFile, Role)> = files.iter().map(|(_, file)| (*file, role(&file.path, root))).collect();
    let has = |wanted: &Role| roles.iter().any(|(_, role)| role == wanted);
    let missing = |path: String, what: &str| {
        Diagnostic::error("content/missing", format!("缺少{what}“{path}”"))
            .at_place(Place::File { path, position: None })
            .remedy("请补上这个文件；可以先用 gongkai new 生成一个样例对照。")
    };
    let mut findings = Vec::new();
    if !has(&Role::Site) {
        findings.push(missing(format!("{root}/site.yaml"), "站点文件"));
    }
    let mut years: BTreeSet<&str> = BTreeSet::new();
    let mut unnamed: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut nameless: BTreeSet<&str> = BTreeSet::new();
    for (_, role) in &roles {
        match role {
            Role::Report { year } | Role::Figures { year } | Role::List { year, .. } | Role::Chapter { year, .. } => {
                years.insert(year);
            }
            Role::Targets { year, folder } => {
                years.insert(year);
                if !has(&Role::Chapter { year: year.clone(), folder: folder.clone() }) {
                    unnamed.insert((year, folder));
                }
            }
            Role::Article { slug, .. } if !has(&Role::Column { slug: slug.clone() }) => {
                nameless.insert(slug);
            }
            Role::Site | Role::Page { .. } | Role::Column { .. } | Role::Article { .. } | Role::Calendar | Role::Wording | Role::Other => {}
        }
    }
    for year in &years {
        if !has(&Role::Report { year: (*year).to_owned() }) {
            findings.push(missing(format!("{root}/{year}/report.yaml"), "报告文件"));
        }
    }
    for (year, folder) in unnamed {
        findings.push(missing(format!("{root}/{year}/{folder}/index.md"), "篇章正文"));
    }
    findings.extend(nameless.into_iter().map(|slug| {
        let finding = missing(format!("{root}/columns/{slug}/column.yaml"), "栏目文件");
        finding.remedy("请在这个文件夹里补上 column.yaml，写 name: 栏目名称 和 type: 栏目类别，例如 type: 工作动态。")
    }));
    if years.is_empty() {
        findings.push(missing(format!("{root}/<年份>/report.yaml"), "报告文件"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{Role, role};

    #[test]
    fn every_file_has_its_role() {
        assert_eq!(role("content/site.yaml", "content"), Role::Site);
        assert_eq!(role("c/x/2022/report.yaml", "c/x"), Role::Report { year: "2022".into() });
        let folder = || ("2022".to_owned(), "01-industry".to_owned());
        let (year, name) = folder();
        assert_eq!(role("content/2022/01-industry/index.md", "content"), Role::Chapter { year, folder: name });
        assert_eq!(role("content/2022/figures/q1.yaml", "content"), Role::Figures { year: "2022".into() });
        assert_eq!(role("content/pages/about.md", "content"), Role::Page { stem: "about".into() });
        assert_eq!(role("content/columns/news/column.yaml", "content"), Role::Column { slug: "news".into() });
        assert_eq!(role("content/columns/news/a.md", "content"), Role::Article { slug: "news".into(), stem: "a".into() });
        for other in ["content/notes.txt", "content/columns/news/README.md", "content/columns/a.md", "content/columns/news/2023/a.md"] {
            assert_eq!(role(other, "content"), Role::Other, "{other}");
        }
    }
}
