//! Raw HTML in Markdown is refused: nothing that could run, hide or load may come in through a text.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::markup::outline::Outline;
use crate::source::{FileId, Sources, Span};

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["markdown/raw-html"],
    explanation: "正文和文章只用 Markdown 的写法，不接受 HTML 标签和注释，以免带入脚本、隐藏文字或外部内容。",
    right: "**加粗**，[链接](网址)",
    wrong: "<b>加粗</b>，<!-- 注释 -->",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let world = &subject.site.world;
    let chapters = world.reports.iter().flat_map(|report| &report.chapters).map(|chapter| (chapter.file, &chapter.outline));
    let pages = world.pages.iter().map(|page| (page.file, &page.outline));
    let articles = subject.articles().map(|written| (written.article.file, &written.article.outline));
    chapters.chain(pages).chain(articles).flat_map(|(file, outline)| in_text(file, outline, subject.sources)).collect()
}

fn in_text(file: FileId, outline: &Outline, sources: &Sources) -> Vec<Diagnostic> {
    let mut open: Vec<&str> = Vec::new();
    let mut findings = Vec::new();
    for range in &outline.raw_html {
        let span = Span::new(file, range.clone());
        let tag = sources.slice(span);
        // A tag and its end are one slip.
        if let Some(closed) = tag.strip_prefix("</")
            && let Some(at) = open.iter().rposition(|name| *name == name_of(closed))
        {
            open.truncate(at);
            continue;
        }
        open.extend(tag.strip_prefix('<').map(name_of));
        findings.push(
            Diagnostic::error("markdown/raw-html", "正文里有 HTML 标签")
                .at(span)
                .remedy("请删除标签，改用 Markdown 写法；需要显示“<”时写成“\\<”。"),
        );
    }
    findings
}

/// The name with which a tag begins.
fn name_of(tag: &str) -> &str {
    tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("")
}
