//! Columns without anything to show: an empty column is counted against a government site (standards §2.1).

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::source::Span;
use crate::value::date::moment_text;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["column/empty"],
    explanation: "栏目要有文章。空白栏目在政府网站检查中单独计数，所以没有文章的栏目不生成页面，也不进菜单。文章都还没到发布时间的，\
                  因为与当前时间有关，只提示，用 --official 时是错误。",
    right: "columns/news/ 里有 column.yaml 和至少一篇已经发布的文章",
    wrong: "columns/news/ 里只有 column.yaml，或只有草稿",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let columns = subject.site.world.columns.iter().enumerate();
    let empty = columns.filter(|(_, column)| column.articles.is_empty());
    empty
        .map(|(at, column)| {
            let first = subject.waiting.iter().filter(|waiting| waiting.column == at).map(|waiting| waiting.published).min();
            let place = Span::new(column.file, 0..0);
            match first {
                Some(first) => {
                    let message = format!("栏目“{}”要到{}才有第一篇文章，此前没有页面", column.name, moment_text(first));
                    let mut finding = Diagnostic::notice("column/empty", message).at(place);
                    finding.severity = subject.official_severity();
                    finding.remedy("可以先发布一篇文章，或等到发布时间再生成。")
                }
                None => Diagnostic::warning("column/empty", format!("栏目“{}”没有一篇可以发布的文章，不会有页面", column.name))
                    .at(place)
                    .remedy("请在这个文件夹里放入文章（草稿不算）；用不到的栏目，请移到内容文件夹外面。"),
            }
        })
        .collect()
}
