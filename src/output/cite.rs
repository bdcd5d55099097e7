//! How to cite a page: as text, BibTeX and RIS, from what the data give and nothing else. Of a demonstration nothing is to be cited.

use crate::output::desk::Desk;
use crate::output::share::absolute;
use crate::view::shared::Citation;
use jiff::civil::{Date, DateTime};

/// What is cited.
pub struct Cited<'a> {
    /// Unique in the site, in letters that BibTeX takes.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// The newest figures on it.
    pub as_of: Option<Date>,
    /// When they were published.
    pub published: Option<DateTime>,
    /// Who answers for it.
    pub publisher: &'a str,
}

/// The citation of the page at hand; `None` on a demonstration site.
pub fn citation(desk: &Desk<'_>, cited: &Cited<'_>) -> Option<Citation> {
    if desk.sample() {
        return None;
    }
    let site = &desk.world().site;
    let url = absolute(desk, &desk.here);
    let as_of = cited.as_of.map(|as_of| format!("数据截至{as_of}"));
    let published = cited.published.map(|published| published.date());
    let mut text = format!("{}. {}[EB/OL]. {}", cited.publisher, cited.title, site.name);
    text.extend(published.map(|published| format!(", {published}")));
    text.extend(as_of.as_ref().map(|as_of| format!("（{as_of}）")));
    text.extend(url.as_ref().map(|url| format!(". {url}")));
    text.push('.');
    let year = published.map(|published| published.year().to_string());
    let fields = [
        ("author", Some(format!("{{{}}}", bibtex(cited.publisher)))),
        ("title", Some(bibtex(&cited.title))),
        ("year", year.clone()),
        ("howpublished", Some(bibtex(&site.name))),
        ("note", as_of.clone()),
        ("url", url.clone()),
    ];
    let lines = fields.into_iter().filter_map(|(name, value)| Some(format!("  {name} = {{{}}},\n", value?)));
    let bibtex = format!("@misc{{{},\n{}}}\n", cited.key, lines.collect::<String>());
    let lines = [
        ("TY", Some("DATA".to_owned())),
        ("AU", Some(one_line(cited.publisher))),
        ("TI", Some(one_line(&cited.title))),
        ("PB", Some(one_line(&site.name))),
        ("PY", year),
        ("N1", as_of),
        ("UR", url),
        ("ER", Some(String::new())),
    ];
    let ris = lines.into_iter().filter_map(|(tag, value)| Some(format!("{tag}  - {}\n", value?))).collect();
    Some(Citation { text, bibtex, ris })
}

/// A text as BibTeX takes it.
fn bibtex(text: &str) -> String {
    let mut escaped = String::new();
    for character in one_line(text).chars() {
        match character {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' | '}' | '%' | '#' | '&' | '_' | '$' => escaped.extend(['\\', character]),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            _ => escaped.push(character),
        }
    }
    escaped
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{bibtex, one_line};

    #[test]
    fn nothing_of_a_title_is_an_order_to_the_program_that_reads_it() {
        assert_eq!(bibtex("增长8%{\\input}"), "增长8\\%\\{\\textbackslash{}input\\}");
        assert_eq!(one_line("甲\nER  - 乙"), "甲 ER - 乙");
    }
}
