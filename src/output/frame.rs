//! What stands on every page: title, tags, banner, navigation, the line under the heading, footer. Only what the data gives is printed;
//! in a demonstration no official tag or identifier is.

use crate::output::desk::{Desk, newest_sources};
use crate::report::{Mount, Report, YearBasis};
use crate::site::PageKey;
use crate::value::date::{chinese, moment_text};
use crate::view::frame::{Banner, CONTENT_SECURITY_POLICY, Footer, Frame, NavItem, Tag};
use crate::view::shared::{Fact, Link};

/// What one page says about itself.
#[derive(Debug, Default)]
pub struct About {
    /// The heading.
    pub heading: String,
    /// A line above the heading.
    pub kicker: Option<String>,
    /// One sentence about the page.
    pub description: Option<String>,
    /// From the home page down, without this page.
    pub above: Vec<Link>,
    /// The report the page belongs to.
    pub report: Option<usize>,
    /// The page shows figures, so that 数据截至 and 来源 stand under the heading.
    pub figures: bool,
    /// The part of the navigation the page belongs to.
    pub part: Option<PageKey>,
    /// The page before this one.
    pub previous: Option<Link>,
    /// The page after this one.
    pub next: Option<Link>,
}

/// The frame of a page.
pub fn frame(desk: &Desk<'_>, key: &PageKey, about: About) -> Frame {
    let site = &desk.world().site;
    let sample = site.sample;
    let report = about.report.and_then(|at| desk.report(at));
    let root = desk.root();
    let asset = |name: &String| format!("{root}{name}");
    let is_home = *key == PageKey::Home;
    Frame {
        lang: "zh-CN".into(),
        csp: CONTENT_SECURITY_POLICY.into(),
        title: title(desk, &about.heading, is_home),
        description: about.description,
        canonical: canonical(desk, key),
        noindex: sample || desk.context.drafts || *key == PageKey::NotFound,
        tags: tags(desk, report),
        styles: desk.context.dress.styles.iter().map(asset).collect(),
        scripts: desk.context.dress.scripts.iter().map(asset).collect(),
        root,
        demo: sample && about.figures,
        banner: sample.then(Banner::sample),
        draft: desk.context.drafts.then(|| "草稿预览，未经审核，请勿外传。".into()),
        site: desk.link(&PageKey::Home, site.name.clone()),
        publisher: site.publisher.clone(),
        nav: nav(desk, key, about.part.as_ref()),
        breadcrumbs: if is_home { Vec::new() } else { breadcrumbs(desk, about.above, &about.heading) },
        heading: about.heading,
        kicker: about.kicker,
        facts: report.map(|report| facts(desk, report, about.figures)).unwrap_or_default(),
        notes: report.filter(|_| shows_text(key)).map(notes).unwrap_or_default(),
        previous: about.previous,
        next: about.next,
        footer: footer(desk),
    }
}

/// `【演示】完成情况 - 示例镇政府工作报告公开专栏`
fn title(desk: &Desk<'_>, heading: &str, is_home: bool) -> String {
    let site = &desk.world().site;
    let mark = if site.sample { "【演示】" } else { "" };
    if is_home { format!("{mark}{}", site.name) } else { format!("{mark}{heading} - {}", site.name) }
}

fn canonical(desk: &Desk<'_>, key: &PageKey) -> Option<String> {
    let base = desk.world().site.base_url.as_ref()?;
    (*key != PageKey::NotFound && !desk.sample()).then(|| format!("{base}/{}", desk.here))
}

/// The site's page tags (standards §1.1), only those that are given, and none in a demonstration.
fn tags(desk: &Desk<'_>, report: Option<&Report>) -> Vec<Tag> {
    let site = &desk.world().site;
    if site.sample {
        return Vec::new();
    }
    let published = report.and_then(|report| report.published).map(moment_text);
    let given = [
        ("SiteName", site.portal.name.clone()),
        ("SiteDomain", site.portal.domain.clone()),
        ("SiteIDCode", site.portal.id_code.clone()),
        ("PubDate", published),
    ];
    given.into_iter().filter_map(|(name, content)| content.map(|content| Tag { name: name.into(), content })).collect()
}

fn nav(desk: &Desk<'_>, key: &PageKey, part: Option<&PageKey>) -> Vec<NavItem> {
    let mut parts = vec![(PageKey::Home, "首页")];
    if !desk.world().reports.is_empty() {
        parts.extend([(PageKey::Report(0), "报告"), (PageKey::Targets(0), "目标"), (PageKey::Progress(0), "进展")]);
    }
    parts.extend([(PageKey::Data, "数据"), (PageKey::Method, "评价办法")]);
    let about = desk.world().pages.iter().position(|page| page.slug.as_str() == "about");
    parts.extend(about.map(|at| (PageKey::Prose(at), "关于")));
    let item = |(page, label): (PageKey, &str)| {
        let href = desk.href(&page);
        NavItem { label: label.into(), href, current: page == *key || part == Some(&page) }
    };
    parts.into_iter().map(item).collect()
}

fn breadcrumbs(desk: &Desk<'_>, above: Vec<Link>, heading: &str) -> Vec<Link> {
    let home = desk.link(&PageKey::Home, "首页");
    let here = Link { label: heading.to_owned(), href: desk.file(&desk.here) };
    std::iter::once(home).chain(above).chain(std::iter::once(here)).collect()
}

/// 数据截至 · 发布时间 · 来源: only what the data gives (contract §3).
fn facts(desk: &Desk<'_>, report: &Report, figures: bool) -> Vec<Fact> {
    let fact = |label: &str, text: String| Fact { label: label.into(), text, href: None };
    let mark = if desk.sample() { "（演示）" } else { "" };
    let mut facts = Vec::new();
    if figures {
        facts.extend(report.as_of().map(|as_of| fact("数据截至", format!("{}{mark}", chinese(as_of)))));
    }
    facts.extend(report.published.map(|published| fact("发布时间", moment_text(published))));
    match newest_sources(report) {
        sources if figures && !sources.is_empty() => facts.push(fact("来源", format!("{sources}{mark}"))),
        _ => facts.extend(report.header.issuer.clone().map(|issuer| fact("来源", issuer))),
    }
    facts
}

/// Pages that show the report's text or stand for it: there the reader must know what kind of text it is.
fn shows_text(key: &PageKey) -> bool {
    matches!(key, PageKey::Home | PageKey::Report(_) | PageKey::Chapter(..) | PageKey::FullText(_))
}

/// How the year is known, and what the text lacks (wording.md, Banners).
fn notes(report: &Report) -> Vec<String> {
    let mut notes = Vec::new();
    if let YearBasis::Inferred(reason) = &report.basis {
        notes.push(format!("{}年（推定：{reason}）。", report.year));
    }
    if !report.absent.is_empty() {
        notes.push(format!("本文本为节选，不含{}。", listed(&report.absent)));
    }
    notes
}

/// 标题、会议信息和上年工作回顾
pub fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{}和{last}", first.join("、")),
    }
}

fn footer(desk: &Desk<'_>) -> Footer {
    let site = &desk.world().site;
    let mut keys = vec![PageKey::SiteMap, PageKey::Changes, PageKey::Method, PageKey::Data];
    keys.extend((0..desk.world().pages.len()).map(PageKey::Prose));
    let links = keys.iter().filter_map(|key| desk.titled(key));
    let fact = |label: &str, text: &Option<String>| text.as_ref().map(|text| Fact { label: label.into(), text: text.clone(), href: None });
    let mut facts = Vec::new();
    let mut identifiers = Vec::new();
    // Header, footer and identifiers of a column belong to the portal; a demonstration has none at all.
    if site.mount == Mount::Standalone && !site.sample {
        facts.extend(fact("主办单位", &site.footer.sponsor));
        facts.extend(fact("承办单位", &site.footer.organiser));
        facts.extend(fact("网站标识码", &site.portal.id_code));
        let link = |label: &str, href: &str| Link { label: label.into(), href: href.into() };
        identifiers.extend(site.footer.icp.as_ref().map(|icp| link(icp, "https://beian.miit.gov.cn")));
        facts.extend(fact("公安机关备案号", &site.footer.police));
        identifiers.extend(site.footer.conac_url.as_ref().map(|url| link("党政机关网站标识", url)));
        identifiers.extend(site.footer.error_report_url.as_ref().map(|url| link("我为政府网站找错", url)));
    }
    facts.extend(fact("联系电话", &site.contact.phone));
    facts.extend(fact("地址", &site.contact.address));
    facts.extend(fact("邮箱", &site.contact.email));
    facts.extend(fact("办公时间", &site.contact.hours));
    Footer { links: links.collect(), facts, identifiers, note: None }
}

/// The page to go to for a report.
pub fn report_link(desk: &Desk<'_>, at: usize) -> Option<Link> {
    desk.report(at).map(|report| desk.link(&PageKey::Report(at), format!("{}年报告", report.year)))
}
