//! What a page says about itself to the programs that pass it on: title and description with place, matter and date, the card of a shared
//! link (OpenGraph), and linked data (JSON-LD). The last two only where the address of the site is known, and never in a demonstration.

use crate::output::desk::Desk;
use crate::output::picture;
use crate::report::{Report, YearBasis};
use crate::site::PageKey;
use crate::value::date::chinese;
use crate::value::path::OutPath;
use crate::view::frame::{Share, Tag};
use crate::view::shared::{Html, Link};
use jiff::civil::DateTime;
use serde_json::{Value, json};

/// The words of a page that are passed on.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// Its heading.
    pub heading: &'a str,
    /// One sentence about it.
    pub sentence: Option<&'a str>,
    /// The report it belongs to.
    pub report: Option<&'a Report>,
    /// It shows figures.
    pub figures: bool,
}

/// `【演示】完成情况 - 截至2022年9月30日 - 示例镇政府工作报告公开专栏`
pub fn title(desk: &Desk<'_>, words: Words<'_>, is_home: bool) -> String {
    let site = &desk.world().site;
    let mark = if site.sample { "【演示】" } else { "" };
    let matter = if is_home { None } else { Some(words.heading.to_owned()) };
    let when = when(words).filter(|when| !words.heading.contains(when.as_str()));
    let parts: Vec<String> = matter.into_iter().chain(when.filter(|_| !is_home || words.figures)).collect();
    let name = [site.name.clone()];
    let parts: Vec<String> = if is_home { name.into_iter().chain(parts).collect() } else { parts.into_iter().chain(name).collect() };
    format!("{mark}{}", parts.join(" - "))
}

/// `示例镇人民政府，截至2022年9月30日：共58项目标，按报告的顺序排列。`
pub fn description(desk: &Desk<'_>, words: Words<'_>) -> Option<String> {
    let sentence = words.sentence?;
    let when = when(words).filter(|when| !sentence.contains(when.trim_start_matches("截至")));
    let head: Vec<String> = std::iter::once(desk.world().site.publisher.clone()).chain(when).collect();
    Some(format!("{}：{sentence}", head.join("，")))
}

/// The date a page is about: of its figures, else the year of its report.
fn when(words: Words<'_>) -> Option<String> {
    let report = words.report?;
    let as_of = report.as_of().filter(|_| words.figures).map(|as_of| format!("截至{}", chinese(as_of)));
    as_of.or_else(|| match report.basis {
        YearBasis::Stated => Some(format!("{}年", report.year)).filter(|year| !words.heading.contains(year.as_str())),
        YearBasis::Inferred(_) => Some(format!("{}年（推定）", report.year)),
    })
}

/// The absolute address of a file of the site, where the site's own is known.
pub fn absolute(desk: &Desk<'_>, path: &OutPath) -> Option<String> {
    let base = desk.context.base_url()?;
    Some(format!("{base}/{}", crate::output::narrative::encoded(path.as_str())))
}

/// What a shared page is.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// Its words.
    pub words: Words<'a>,
    /// Its description, complete.
    pub description: Option<&'a str>,
    /// A piece of content, rather than the page of a column.
    pub article: bool,
    /// When it was published; never a clock.
    pub published: Option<DateTime>,
    /// When the figures on it were last published.
    pub modified: Option<DateTime>,
    /// From the home page down; empty on the home page.
    pub breadcrumbs: &'a [Link],
    /// A picture of its own.
    pub picture: Option<OutPath>,
    /// Data sets that are offered on it.
    pub datasets: &'a [Value],
}

/// Card and linked data of a page; `None` where the site has no address or is a demonstration or a draft.
pub fn share(desk: &Desk<'_>, key: &PageKey, page: &Page<'_>) -> Option<Share> {
    let site = &desk.world().site;
    let url = absolute(desk, &desk.here)?;
    if site.sample || desk.context.drafts || *key == PageKey::NotFound {
        return None;
    }
    // Cards show pictures of pixels only.
    let own = page.picture.clone().filter(|path| [".png", ".jpg", ".jpeg"].iter().any(|ending| path.as_str().ends_with(ending)));
    let image = own.or_else(|| long_picture(desk, page.words)).and_then(|path| absolute(desk, &path));
    let card = [
        ("og:site_name", Some(site.name.clone())),
        ("og:type", Some(if page.article { "article" } else { "website" }.to_owned())),
        ("og:title", Some(title(desk, page.words, *key == PageKey::Home))),
        ("og:description", page.description.map(str::to_owned)),
        ("og:url", Some(url.clone())),
        ("og:image", image.clone()),
        ("og:locale", Some("zh_CN".to_owned())),
    ];
    let card = card.into_iter().filter_map(|(name, content)| content.map(|content| Tag { name: name.into(), content }));
    Some(Share { card: card.collect(), linked_data: linked_data(desk, page, &url, image) })
}

/// The first piece of 一图读懂 of the page's report, where it is a picture and not only a drawing.
fn long_picture(desk: &Desk<'_>, words: Words<'_>) -> Option<OutPath> {
    let year = words.report.or_else(|| desk.report(0))?.year;
    let at = desk.world().reports.iter().position(|report| report.year == year)?;
    picture::first_pixels(desk.context, at)
}

fn linked_data(desk: &Desk<'_>, page: &Page<'_>, url: &str, image: Option<String>) -> Html {
    let site = &desk.world().site;
    let base = desk.context.base_url().unwrap_or("");
    let id = |name: &str| json!({ "@id": format!("{base}/index.html#{name}") });
    let mut about = json!({
        "@type": if page.article { "Article" } else { "WebPage" },
        "@id": url,
        "url": url,
        "name": page.words.heading,
        "inLanguage": "zh-CN",
        "isPartOf": id("website"),
        "publisher": id("publisher"),
    });
    let mut add = |key: &str, value: Option<Value>| {
        if let (Some(object), Some(value)) = (about.as_object_mut(), value) {
            object.insert(key.into(), value);
        }
    };
    add("headline", page.article.then(|| json!(page.words.heading)));
    add("description", page.description.map(|text| json!(text)));
    // A moment of +08:00, as everywhere in the content.
    let moment = |at: DateTime| json!(format!("{}+08:00", at.strftime("%Y-%m-%dT%H:%M:%S")));
    add("datePublished", page.published.map(moment));
    add("dateModified", page.modified.filter(|modified| page.published.is_some_and(|published| published < *modified)).map(moment));
    add("image", image.map(|image| json!(image)));
    add("breadcrumb", (!page.breadcrumbs.is_empty()).then(|| breadcrumbs(desk, page.breadcrumbs)));
    let mut publisher = json!({ "@type": "GovernmentOrganization", "name": site.publisher });
    let mut website = json!({ "@type": "WebSite", "url": format!("{base}/index.html"), "name": site.name, "inLanguage": "zh-CN" });
    for (node, name) in [(&mut publisher, "publisher"), (&mut website, "website")] {
        if let (Some(node), Some(id)) = (node.as_object_mut(), id(name).as_object()) {
            node.extend(id.clone());
        }
    }
    if let Some(website) = website.as_object_mut() {
        website.insert("publisher".into(), id("publisher"));
    }
    let mut graph = vec![publisher, website, about];
    graph.extend(page.datasets.iter().cloned());
    // What describes data can be read without fetching what its words mean.
    let context = if page.datasets.is_empty() { json!("https://schema.org") } else { json!({ "@vocab": "https://schema.org/" }) };
    inert(&json!({ "@context": context, "@graph": graph }))
}

fn breadcrumbs(desk: &Desk<'_>, crumbs: &[Link]) -> Value {
    let item = |(at, crumb): (usize, &Link)| {
        let path = crate::lint::link_missing::resolved(&desk.here, &crumb.href).and_then(|path| OutPath::new(&path));
        let item = path.and_then(|path| absolute(desk, &path));
        json!({ "@type": "ListItem", "position": at + 1, "name": crumb.label, "item": item })
    };
    json!({ "@type": "BreadcrumbList", "itemListElement": crumbs.iter().enumerate().map(item).collect::<Vec<_>>() })
}

/// JSON that no word in it can end early: inside a script element only these characters could begin anything.
fn inert(value: &Value) -> Html {
    let text = value.to_string();
    Html::new(
        text.replace('<', "\\u003c")
            .replace('>', "\\u003e")
            .replace('&', "\\u0026")
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029"),
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::inert;

    #[test]
    fn no_word_breaks_out_of_linked_data() {
        let hostile = serde_json::json!({ "name": "</script><script>alert(1)</script><!--", "n": "a\u{2028}b & c" });
        let html = inert(&hostile);
        assert!(!html.as_str().contains(['<', '>', '&', '\u{2028}']), "{}", html.as_str());
        assert_eq!(serde_json::from_str::<serde_json::Value>(html.as_str()).unwrap(), hostile);
    }
}
