//! 更新记录: what was published when and what was changed, publication by publication; and what of it is about one target or one chapter.

use crate::output::data::{self, DataKey, Form, Scope, Subject};
use crate::output::desk::Desk;
use crate::output::feed;
use crate::output::frame::{About, frame};
use crate::record::chronicle::publication::{self as told, Item, Kind, Place};
use crate::site::PageKey;
use crate::site::changes::{PUBLICATIONS_A_PAGE, changes_pages, numbered};
use crate::source::history::walk::Untold;
use crate::value::date::chinese;
use crate::view::column::PageLink;
use crate::view::prose::{Change, ChangesPage, Publication};
use crate::view::shared::Link;
use crate::view::{Page, View};

/// More links than this are folded away.
const LINKS_IN_SIGHT: usize = 6;

/// Changes on the page of a chapter; all of them are on their own page.
const NEWEST: usize = 10;

/// `changes/index.html` and the pages after it.
pub(super) fn view(desk: &Desk<'_>, number: usize) -> Option<View> {
    let record = &desk.context.site.record;
    let pages = changes_pages(record);
    let neighbour = |number: usize| (number < pages).then(|| desk.link(&PageKey::Changes(number), format!("第{}页", number + 1)));
    let about = About {
        heading: numbered("更新记录", number),
        description: Some("数据的发布、更正、修订、补报和目标调整的记录。".into()),
        crumb: Some("更新记录".into()),
        previous: number.checked_sub(1).and_then(neighbour),
        next: neighbour(number + 1),
        ..About::default()
    };
    let all = record.publications.len();
    let count = match (all, pages) {
        (0, _) => None,
        (_, 1) => Some(format!("共{all}次更新。")),
        (_, _) => Some(format!("共{all}次更新，第{}页，共{pages}页。", number + 1)),
    };
    let shown = record.publications.iter().skip(number * PUBLICATIONS_A_PAGE).take(PUBLICATIONS_A_PAGE);
    let page_link =
        |page: usize| PageLink { label: (page + 1).to_string(), href: desk.href(&PageKey::Changes(page)), current: page == number };
    let page = ChangesPage {
        lead: if number == 0 { lead(record.untold) } else { Vec::new() },
        empty: no_changes(desk).filter(|_| number == 0),
        count,
        publications: shown.map(|publication| publication_view(desk, publication)).collect(),
        pages: if pages > 1 { (0..pages).map(page_link).collect() } else { Vec::new() },
        files: files(desk),
    };
    Some(View { frame: frame(desk, &PageKey::Changes(number), about), page: Page::Changes(page) })
}

fn lead(untold: Option<Untold>) -> Vec<String> {
    let what = "数据每次发布和改动都记在这里：更正（原来错了）、修订（来源单位发布了新数）、口径调整、补报、撤回和目标调整分别列出。";
    let source = match untold {
        None => "“数据版本”是这次改动在内容仓库里的提交编号，可以据此核对原始文件。",
        Some(Untold::NoHistory) => "本次生成没有可读取的版本历史，以下只列出数据中写明的改动，不含各次发布新增的内容。",
        Some(Untold::Shallow) => "本次生成取得的版本历史不完整，以下只列出数据中写明的改动，不含各次发布新增的内容。",
        Some(Untold::Damaged) => "本次生成读取版本历史时有缺失，以下只列出数据中写明的改动，不含各次发布新增的内容。",
    };
    vec![what.into(), source.into()]
}

/// 自…以来没有更正或调整。 where nothing that was published was changed.
fn no_changes(desk: &Desk<'_>) -> Option<String> {
    let mut items = desk.context.site.record.publications.iter().flat_map(|publication| &publication.items);
    let is_news = |item: &Item| matches!(item.kind, Kind::Added | Kind::Stage | Kind::Updated);
    let first = desk.world().reports.iter().filter_map(|report| report.published).min();
    items.all(is_news).then(|| match first {
        Some(first) => format!("自{}以来没有更正或调整。", chinese(first.date())),
        None => "没有更正或调整。".into(),
    })
}

fn publication_view(desk: &Desk<'_>, publication: &told::Publication) -> Publication {
    let title = publication.title();
    let version = publication.version.as_ref().map(|version| format!("数据版本 {}", version.short()));
    let change = |item: &Item| Change { on: item.on.filter(|_| item.on != publication.on).map(chinese), ..change(desk, item) };
    Publication {
        anchor: publication.anchor(),
        version: version.filter(|version| *version != title),
        title,
        tally: publication.tally(),
        changes: publication.items.iter().map(change).collect(),
    }
}

/// An item with links to what it is about.
fn change(desk: &Desk<'_>, item: &Item) -> Change {
    let mut links = links(desk, item);
    let subject = if links.len() == 1 { links.pop() } else { None };
    Change {
        subject,
        on: item.on.map(chinese),
        kind: item.kind.word().into(),
        sentence: item.sentence(),
        folded: (links.len() > LINKS_IN_SIGHT).then(|| format!("涉及{}项目标", links.len())),
        links,
    }
}

fn links(desk: &Desk<'_>, item: &Item) -> Vec<Link> {
    let at = item.report.unwrap_or_default();
    let targets = desk.report(at).map_or(&[][..], |report| &report.targets);
    let named = |target: &usize| targets.get(*target).map(|found| desk.link(&PageKey::Target(at, *target), found.name.clone()));
    let place = item.place.and_then(|place| {
        desk.titled(&match place {
            Place::Report(at) => PageKey::Report(at),
            Place::Chapter(at, chapter) => PageKey::Chapter(at, chapter),
            Place::List(at, list) => PageKey::List(at, list),
            Place::Article(at, article) => PageKey::ColumnArticle(at, article),
        })
    });
    item.targets.iter().filter_map(named).chain(place).collect()
}

/// What was changed about a target, newest first; that its figures came out is told by their table.
pub(super) fn of_target(desk: &Desk<'_>, at: usize, number: usize) -> Vec<Change> {
    let items = desk.context.site.record.publications.iter().flat_map(|publication| &publication.items);
    let mine = items.filter(|item| item.report == Some(at) && item.targets == [number] && !item.is_count());
    mine.map(|item| Change { subject: None, ..change(desk, item) }).collect()
}

/// The newest about a chapter: its words and its targets.
pub(super) fn of_chapter(desk: &Desk<'_>, at: usize, number: usize) -> Vec<Change> {
    let Some(report) = desk.report(at) else { return Vec::new() };
    let inside = |target: usize| report.targets.get(target).is_some_and(|target| target.chapter == number);
    let items = desk.context.site.record.publications.iter().flat_map(|publication| &publication.items);
    let mine = items.filter(|item| item.report == Some(at)).filter_map(|item| match item.place {
        Some(Place::Chapter(_, chapter)) => (chapter == number).then(|| Item { place: None, ..item.clone() }),
        Some(_) | None => item.among(inside),
    });
    mine.take(NEWEST).map(|item| change(desk, &item)).collect()
}

/// The same as data, and as a feed.
fn files(desk: &Desk<'_>) -> Vec<Link> {
    let form = |form: Form| {
        let path = data::path(&desk.world().reports, &DataKey::Table(Scope::All, Subject::Changes, form))?;
        Some(Link { label: format!("更新记录（{}）", form.word()), href: desk.file(&path) })
    };
    let feeds = feed::links(desk).into_iter().map(|feed| Link { label: feed.title, href: feed.href });
    // A snapshot holds no snapshots.
    let archive = desk.titled(&PageKey::Archive).filter(|_| desk.context.snapshot.is_none());
    Form::ALL.into_iter().filter_map(form).chain(feeds).chain(archive).collect()
}
