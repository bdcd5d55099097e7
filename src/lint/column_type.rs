//! The kind of a column is one of those that the rules for page tags name (standards §1.1); their list ends open, so another only warns.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::column::COLUMN_TYPES;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["column/type"],
    explanation: "栏目类别（ColumnType）是网页标签的一项，一般从固定的词里选。写别的词，检查软件可能不认，所以只提醒。",
    right: "type: 工作动态",
    wrong: "type: 动态新闻",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let unknown = subject.site.world.columns.iter().filter(|column| !COLUMN_TYPES.contains(&column.kind.value.as_str()));
    unknown
        .map(|column| {
            let written = &column.kind.value;
            // Two characters are a word in Chinese: one in common is enough to guess what was meant.
            let shares = |known: &&&str| {
                let words: Vec<char> = written.chars().collect();
                words.windows(2).any(|word| known.contains(&word.iter().collect::<String>()))
            };
            let remedy = match COLUMN_TYPES.iter().find(shares) {
                Some(near) => format!("是不是“{near}”？可以写：{}。", COLUMN_TYPES.join("、")),
                None => format!("可以写：{}。", COLUMN_TYPES.join("、")),
            };
            Diagnostic::warning("column/type", format!("栏目类别里没有“{written}”")).at(column.kind.span).remedy(remedy)
        })
        .collect()
}
