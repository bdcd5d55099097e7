//! The foot of every page: where else to go, how to reach the office, and, on a site of its own, the seven items that 政府网站发展指引 asks
//! for. Only what the data gives is printed; inside a portal they are the portal's, and a demonstration has none.

use crate::output::desk::Desk;
use crate::report::Mount;
use crate::site::PageKey;
use crate::view::frame::{self as seen, Outward};
use crate::view::shared::Fact;

/// Where the site's filing with the ministry is looked up; the rules ask for this link.
const ICP_REGISTER: &str = "https://beian.miit.gov.cn";

/// The foot of the page of the desk.
pub fn footer(desk: &Desk<'_>) -> seen::Footer {
    let site = &desk.world().site;
    let mut keys = vec![PageKey::SiteMap, PageKey::Catalog, PageKey::Changes(0), PageKey::Method, PageKey::Data];
    keys.extend((0..desk.world().pages.len()).map(PageKey::Prose));
    let links = keys.iter().filter_map(|key| desk.titled(key));
    let fact = |label: &str, text: &Option<String>| text.as_ref().map(|text| Fact::of(label, text.clone()));
    let outward = |label: &str, href: &str| Outward { label: label.into(), href: href.into(), external: desk.is_external(href) };
    let mut facts = Vec::new();
    let mut identifiers = Vec::new();
    // Header, footer and identifiers of a column belong to the portal; a demonstration has none at all.
    if site.mount == Mount::Standalone && !site.sample {
        facts.extend(fact("主办单位", &site.footer.sponsor));
        facts.extend(fact("承办单位", &site.footer.organiser));
        facts.extend(fact("网站标识码", &site.portal.id_code));
        // Which address a police filing is looked up at is not certain to us; the number alone is.
        facts.extend(fact("公安机关备案号", &site.footer.police));
        identifiers.extend(site.footer.icp.as_ref().map(|icp| outward(icp, ICP_REGISTER)));
        identifiers.extend(site.footer.conac_url.as_ref().map(|url| outward("党政机关网站标识", url)));
        identifiers.extend(site.footer.error_report_url.as_ref().map(|url| outward("我为政府网站找错", url)));
    }
    identifiers.extend(site.contact.feedback_url.as_ref().map(|url| outward("留言咨询", url)));
    facts.extend(fact("联系电话", &site.contact.phone));
    facts.extend(fact("地址", &site.contact.address));
    facts.extend(fact("邮箱", &site.contact.email));
    facts.extend(fact("办公时间", &site.contact.hours));
    seen::Footer { links: links.collect(), facts, identifiers, note: None }
}
