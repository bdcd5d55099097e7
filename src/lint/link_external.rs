//! Addresses on other hosts: what is listed for `check --external-links`, and what can be said of an address without calling it. Nothing is
//! ever fetched: the checks run where there is no network, and a host that answers today may be somebody else's tomorrow.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::markup::outline::Outline;
use crate::source::{FileId, Span};

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["link/plain-http", "link/shortened"],
    explanation: "站外链接要让读者看得出去哪里。短链接看不出目的地，到期后可能被别人注册，改指其他网站，所以提醒改写成完整网址；\
                  http:// 的网址没有加密，提示改用 https://（先打开看看能不能用）。本程序不访问任何站外网址；\
                  gongkai check --external-links 按网站列出全部站外链接和位置，供人工逐一打开核对。",
    right: "[县政府网站](https://www.example.test/zwgk/)",
    wrong: "[点击查看](http://t.cn/A6abcdef)",
    check,
};

/// Hosts that only lead on to other ones.
const SHORTENERS: [&str; 18] = [
    "t.cn",
    "url.cn",
    "dwz.cn",
    "suo.im",
    "suo.nz",
    "u.nu",
    "sourl.cn",
    "mrw.so",
    "985.so",
    "c1ns.cn",
    "w.url.cn",
    "dwz.date",
    "bit.ly",
    "tinyurl.com",
    "goo.gl",
    "is.gd",
    "t.co",
    "ow.ly",
];

/// An address on another host.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct External {
    /// The host, in lower case, with its port if it names one.
    pub host: String,
    /// The whole address as written.
    pub address: String,
    /// Where it stands.
    pub span: Span,
}

/// Every address on another host, by host, then in the order of the files.
pub fn external(subject: &Subject<'_>) -> Vec<External> {
    let world = &subject.site.world;
    let mut found = Vec::new();
    for chapter in world.reports.iter().flat_map(|report| &report.chapters) {
        found.extend(of_outline(chapter.file, &chapter.outline));
    }
    for page in &world.pages {
        found.extend(of_outline(page.file, &page.outline));
    }
    for written in subject.articles() {
        found.extend(of_outline(written.article.file, &written.article.outline));
    }
    let site = &world.site;
    let given = [
        ("contact.feedback_url", &site.contact.feedback_url),
        ("footer.conac_url", &site.footer.conac_url),
        ("footer.error_report_url", &site.footer.error_report_url),
    ];
    found.extend(given.into_iter().filter_map(|(key, value)| one(value.as_deref()?, site.places.of(key, site.file))));
    let path = |external: &External| subject.sources.path(external.span.file).to_owned();
    found.sort_by_cached_key(|external| (external.host.clone(), path(external), external.span.range().start));
    found
}

fn of_outline(file: FileId, outline: &Outline) -> Vec<External> {
    let links = outline.links.iter().map(|link| (&link.destination, &link.range));
    let images = outline.images.iter().map(|image| (&image.destination, &image.range));
    links.chain(images).filter_map(|(destination, range)| one(destination, Span::new(file, range.clone()))).collect()
}

fn one(address: &str, span: Span) -> Option<External> {
    host(address).map(|host| External { host, address: address.trim().to_owned(), span })
}

/// The host of an address that names one.
fn host(address: &str) -> Option<String> {
    let address = address.trim();
    let rest = ["https://", "http://", "//"].iter().find_map(|scheme| {
        let head = address.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| address.get(scheme.len()..))?
    })?;
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    (!host.is_empty()).then(|| host.trim_end_matches('.').to_lowercase())
}

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    external(subject).iter().filter_map(problem).collect()
}

fn problem(external: &External) -> Option<Diagnostic> {
    let bare = external.host.split(':').next().unwrap_or_default();
    if SHORTENERS.contains(&bare) {
        let message = format!("“{}”是短链接，看不出通向哪里", external.address);
        let remedy = "请打开看清目的地，改写成完整的网址；到期的短链接可能被别人改指其他网站。";
        return Some(Diagnostic::warning("link/shortened", message).at(external.span).remedy(remedy));
    }
    let is_plain = external.address.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("http://"));
    is_plain.then(|| {
        let message = format!("站外链接“{}”没有加密（http）", external.address);
        Diagnostic::notice("link/plain-http", message).at(external.span).remedy("请试试 https:// 能不能打开，能打开的改用 https://。")
    })
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn the_host_is_what_will_be_called() {
        for (address, expected) in [
            ("https://www.example.test/a?b#c", Some("www.example.test")),
            ("HTTP://Example.Test:8080", Some("example.test:8080")),
            ("https://gov.example.test@evil.test/", Some("evil.test")),
            ("//x.test/a", Some("x.test")),
            ("../a/index.html", None),
            ("target:gdp", None),
            ("mailto:a@example.test", None),
            ("https:///a", None),
            ("http:", None),
        ] {
            assert_eq!(host(address).as_deref(), expected, "{address}");
        }
    }
}
