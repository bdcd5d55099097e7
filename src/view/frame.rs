//! What stands on every page: head, banner, navigation, the line under the heading, footer.

use serde::Serialize;

use crate::view::shared::{Fact, Html, Link};

/// The content security policy of every page: nothing is loaded but our own files, and nothing inline runs or styles.
pub const CONTENT_SECURITY_POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; base-uri 'none'; form-action 'none'";

/// The policy of the search page, whose form is sent to the page itself.
pub const SEARCH_SECURITY_POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; base-uri 'none'; form-action 'self'";

/// What every page has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Frame {
    /// Language of the page: `zh-CN`.
    pub lang: String,
    /// Content security policy; normally [`CONTENT_SECURITY_POLICY`].
    pub csp: String,
    /// Text of `<title>`, complete: page, site, and 【演示】 in front in a sample.
    pub title: String,
    /// One sentence for `<meta name="description">`.
    pub description: Option<String>,
    /// Absolute address of the page, only with `base_url`.
    pub canonical: Option<String>,
    /// Where a former address leads on to at once.
    pub moved: Option<String>,
    /// What programs may follow to be told of changes; only with `base_url`.
    pub feeds: Vec<Feed>,
    /// Asks search engines to stay away (samples, drafts, snapshots, search, 404).
    pub noindex: bool,
    /// Page tags such as `SiteName`; empty in a sample.
    pub tags: Vec<Tag>,
    /// What a shared link shows, and linked data; only with `base_url` and never in a sample.
    pub share: Option<Share>,
    /// Prefix from this page to the site's root: empty, `../`, `../../` …, or absolute for 404 with `base_url`.
    pub root: String,
    /// Style sheets, relative to the page, in order.
    pub styles: Vec<String>,
    /// Scripts that run before the page is shown first, relative to the page, in order. They are small, and stand before the style
    /// sheets, so that they wait for nothing.
    pub early: Vec<String>,
    /// Scripts, relative to the page, in order; loaded with `defer`. Pages are whole without them.
    pub scripts: Vec<String>,
    /// The page shows demonstration data: tables and charts say so in their captions.
    pub demo: bool,
    /// Text of the sample banner.
    pub banner: Option<Banner>,
    /// 草稿预览，未经审核，请勿外传。 in a draft preview.
    pub draft: Option<String>,
    /// What a page of a snapshot says about itself.
    pub snapshot: Option<Snapshot>,
    /// Name of the site, linked to the home page.
    pub site: Link,
    /// Who publishes it.
    pub publisher: String,
    /// Main navigation.
    pub nav: Vec<NavItem>,
    /// From the home page down; the last is this page. Empty on the home page.
    pub breadcrumbs: Vec<Link>,
    /// The one `<h1>`.
    pub heading: String,
    /// A line of its own above the heading: 第一章, 目标任务.
    pub kicker: Option<String>,
    /// 数据截至, 发布时间, 来源: only what the data gives.
    pub facts: Vec<Fact>,
    /// What the year is inferred from, and that the text is an extract.
    pub notes: Vec<String>,
    /// The page before this one.
    pub previous: Option<Link>,
    /// The page after this one.
    pub next: Option<Link>,
    /// Where the page will be reached, for paper and for telephones.
    pub address: Option<Address>,
    /// What the pages before and after are: 页, or 篇 for articles.
    pub pager_unit: String,
    /// The foot of the page.
    pub footer: Footer,
}

/// Where a page will be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Address {
    /// The whole address.
    pub url: String,
    /// The same as a code for cameras: an `svg.qr` with its text alternative.
    pub code: Html,
}

/// A feed of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Feed {
    /// Where it is.
    pub href: String,
    /// What people call it.
    pub title: String,
    /// `application/atom+xml`, `application/feed+json`
    pub media_type: String,
}

/// A `<meta name content>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// Its name, in the exact case the rules give.
    pub name: String,
    /// Its content.
    pub content: String,
}

/// What programs that pass a page on are told about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Share {
    /// OpenGraph properties: `<meta property content>`.
    pub card: Vec<Tag>,
    /// The content of `<script type="application/ld+json">`: JSON that is data, never run, and cannot end its element early.
    pub linked_data: Html,
}

/// A link that may lead to another site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outward {
    /// What it says.
    pub label: String,
    /// Its whole address.
    pub href: String,
    /// It leaves this site, which the page says beside it.
    pub external: bool,
}

/// The sample banner, in two parts so that the first can be set in bold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Banner {
    /// 演示站点，不是政府网站。
    pub lead: String,
    /// The rest of the wording.
    pub text: String,
}

impl Banner {
    /// The banner of a demonstration site, word for word.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            lead: "演示站点，不是政府网站。".to_owned(),
            text: "报告文字为一份已隐去数字和部分名称的样例文本（节选）；页面上的目标值、完成情况、日期和责任单位均按固定规则生成，\
                   与任何地方的实际情况无关。请勿引用或转发为真实数据。"
                .to_owned(),
        }
    }
}

/// What a page of a snapshot says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Snapshot {
    /// 存档页面：…
    pub text: String,
    /// The site as it is now.
    pub current: Link,
}

/// An entry of the main navigation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavItem {
    /// What it says.
    pub label: String,
    /// Where it goes.
    pub href: String,
    /// This page, or the part of the site this page is in.
    pub current: bool,
}

/// The foot of the page. A column inside a portal has only links: identifiers belong to the portal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Footer {
    /// 网站地图, 评价办法, 更正与调整 …
    pub links: Vec<Link>,
    /// 主办单位, 承办单位, 联系电话, 地址, 网站标识码 …: only what the data gives, with the links that belong to them.
    pub facts: Vec<Fact>,
    /// ICP filing, 党政机关网站标识, 我为政府网站找错, 留言咨询: links to pages that are not ours.
    pub identifiers: Vec<Outward>,
    /// A closing sentence, such as where the data files are.
    pub note: Option<String>,
}
