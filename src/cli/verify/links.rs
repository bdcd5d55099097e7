//! Where the files of a site lead to inside the site: the links of its pages and drawings, and the addresses in its lists for machines.

use crate::cli::verify::address::Base;
use html5gum::{Token, Tokenizer};
use std::collections::BTreeSet;

/// Longer files are not searched: no page is.
pub(super) const READ: u64 = 8 << 20;

const SITE_MAP: &str = "sitemap.xml";

/// Whether a file may hold links.
pub(super) fn are_in(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending, "html" | "svg" | "xml" | "json" | "jsonld"))
}

/// Adds what the bytes of the file at `path` lead to: files, and folders with a `/` at the end.
pub(super) fn of(base: &Base, path: &str, bytes: &[u8], found: &mut BTreeSet<String>) {
    let text = String::from_utf8_lossy(bytes);
    if path.ends_with(".html") || path.ends_with(".svg") || path.ends_with('/') || path.is_empty() {
        for address in attributes(&text) {
            found.extend(base.inside(path, &address));
        }
    } else {
        found.extend(named(&base.to_string(), &text).filter_map(|address| base.inside(path, address)));
        // A copy elsewhere names the addresses of the site that it is a copy of.
        let home = if path == SITE_MAP { home(&text) } else { None };
        let away = home.into_iter().flat_map(|home| named(home, &text).filter_map(move |address| address.strip_prefix(home)));
        found.extend(away.filter_map(|address| base.inside("", address)));
    }
}

/// The address of the site's folder by its own map: that of its first page.
fn home(map: &str) -> Option<&str> {
    let pages = map.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()?.strip_suffix("index.html"));
    pages.filter(|folder| folder.ends_with('/')).min_by_key(|folder| folder.len())
}

fn attributes(text: &str) -> Vec<String> {
    let mut addresses = Vec::new();
    for token in Tokenizer::new(text) {
        let token = match token {
            Ok(token) => token,
            Err(never) => match never {},
        };
        let Token::StartTag(tag) = token else { continue };
        for (key, value) in &tag.attributes {
            if matches!(&***key, b"href" | b"src" | b"xlink:href" | b"data" | b"poster") {
                addresses.push(String::from_utf8_lossy(value).into_owned());
            }
        }
    }
    addresses
}

/// The addresses in a list for machines that begin like the site's own.
fn named<'t>(base: &'t str, text: &'t str) -> impl Iterator<Item = &'t str> {
    let end = |rest: &str| rest.find(|c: char| matches!(c, '"' | '<' | '\'' | '\\') || c.is_whitespace()).unwrap_or(rest.len());
    text.match_indices(base).filter_map(move |(at, _)| text.get(at..)).filter_map(move |rest| rest.get(..end(rest)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{BTreeSet, Base, of};

    #[test]
    fn pages_and_lists_lead_somewhere() {
        let base = Base::parse("http://a.test/zwgk/").unwrap();
        let mut found = BTreeSet::new();
        of(&base, "2022/index.html", b"<a href='x/'>x</a><img src=../b.png><a href=https://b.test/c.html>", &mut found);
        of(&base, "catalog.json", br#"{"a":"http://a.test/zwgk/d.html","b":"http://a.test/other/e.html"}"#, &mut found);
        let map = b"<loc>https://b.test/s/2022/index.html</loc><loc>https://b.test/s/index.html</loc><loc>https://b.test/s/f.html</loc>";
        of(&base, "sitemap.xml", map, &mut found);
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["2022/index.html", "2022/x/", "b.png", "d.html", "f.html", "index.html"]);
    }
}
