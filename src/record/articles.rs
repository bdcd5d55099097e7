//! Articles of columns and free pages: which were withdrawn, came, were called otherwise, or were published at another moment than they said.
//! Their words may change; that they were published, and when, is a fact.

use crate::diagnostic::{Diagnostic, Place};
use crate::record::compare::{Comparison, Difference, Kind, Sides};
use crate::source::{FileId, Span};
use crate::value::date::moment_text;
use jiff::civil::DateTime;
use std::collections::BTreeMap;

/// Something with a title and an address.
struct Piece<'a> {
    what: &'static str,
    title: &'a str,
    published: Option<DateTime>,
    file: FileId,
}

/// Compares what is released of both states, by address.
pub(super) fn compare(sides: &Sides<'_>, found: &mut Comparison) {
    let (before, after) = (pieces(sides.old_columns, sides.old_pages), pieces(&sides.new.columns, &sides.new.pages));
    for (address, old) in &before {
        match after.get(address) {
            Some(new) => changed(sides, old, new, found),
            None => withdrawn(sides, old, found),
        }
    }
    for (_, new) in after.iter().filter(|(address, _)| !before.contains_key(*address)) {
        let when = new.published.map(|published| format!("，{}发布", moment_text(published))).unwrap_or_default();
        let sentence = format!("新增：{}“{}”{when}。", new.what, new.title);
        found.differences.push(Difference::of_site(Kind::Added, "article", sentence).at(start(new.file)));
    }
}

fn pieces<'a>(
    columns: &'a [crate::report::column::Column],
    pages: &'a [crate::report::Article],
) -> BTreeMap<(&'a str, &'a str), Piece<'a>> {
    let articles = columns.iter().flat_map(|column| {
        column.articles.iter().map(move |article| {
            let piece = Piece { what: "文章", title: &article.title, published: article.published, file: article.file };
            ((column.slug.as_str(), article.slug.as_str()), piece)
        })
    });
    let pages = pages.iter().map(|page| {
        let piece = Piece { what: "页面", title: &page.title, published: None, file: page.file };
        (("", page.slug.as_str()), piece)
    });
    articles.chain(pages).collect()
}

fn start(file: FileId) -> Span {
    Span::new(file, 0..0)
}

fn withdrawn(sides: &Sides<'_>, old: &Piece<'_>, found: &mut Comparison) {
    let sentence = format!("缺失：{}“{}”撤下了。", old.what, old.title);
    found.differences.push(Difference::of_site(Kind::Lost, "article", sentence));
    let path = sides.old_sources.path(old.file).to_owned();
    let finding = Diagnostic::notice("record/article-changed", format!("{}“{}”撤下了", old.what, old.title));
    found.findings.push(
        finding
            .at_place(Place::File { path, position: None })
            .note(sides.was(start(old.file)))
            .remedy("公布过的内容撤下以后，读者收藏的网址会打不开：误删或发布时间改晚了的请恢复；确需撤下的，请在合并请求里说明理由。"),
    );
}

fn changed(sides: &Sides<'_>, old: &Piece<'_>, new: &Piece<'_>, found: &mut Comparison) {
    if old.title != new.title {
        let sentence = format!("改动：{}“{}”的标题改为“{}”。", old.what, old.title, new.title);
        let (was, is) = (old.title.to_owned(), new.title.to_owned());
        let span = sides.line_of(new.file, "title");
        found.differences.push(Difference::of_site(Kind::Other, "title", sentence).values(Some(was), Some(is)).at(span));
    }
    if old.published == new.published {
        return;
    }
    let span = sides.line_of(new.file, "published");
    let (before, after) = (old.published.map(moment_text), new.published.map(moment_text));
    let told = match (&before, &after) {
        (Some(before), Some(after)) => format!("由{before}改为{after}"),
        (None, Some(after)) => format!("补写为{after}"),
        (Some(_), None) | (None, None) => "删去了".to_owned(),
    };
    let sentence = format!("改动：文章“{}”的发布时间{told}。", new.title);
    let was_given = before.is_some();
    found.differences.push(Difference::of_site(Kind::Other, "published", sentence).values(before, after).at(span));
    if was_given {
        let finding = Diagnostic::notice("record/article-changed", format!("文章“{}”的发布时间{told}", new.title));
        let finding = finding.at(span).note(sides.line_was(old.file, "published"));
        found.findings.push(finding.remedy("发布时间是事实，不随修改而变：请改回；内容有更新的，请在正文里写明更新日期。"));
    }
}
