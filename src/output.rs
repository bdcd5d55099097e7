//! What the site consists of: every output file with the job that makes it. A job is plain data that holds everything its bytes depend on,
//! so that hashing the job is the whole incremental build. Nothing here draws, renders or writes.

pub mod address;
pub mod attachments;
pub mod carried;
pub mod catalog;
pub mod charts;
pub mod cite;
pub mod data;
pub mod desk;
pub mod feed;
pub mod footer;
pub mod frame;
pub mod information;
pub mod narrative;
pub mod pages;
pub mod picture;
pub mod rows;
pub mod search;
pub mod share;
pub mod tags;

use crate::output::data::DataKey;
use crate::output::data::archive::Member;
use crate::output::data::prepared::Prepared;
use crate::output::data::workbook::Workbook;
use crate::output::desk::Desk;
use crate::output::picture::Drawn;
use crate::report::column::Column;
use crate::site::column::asset_path;
use crate::site::{ChartKey, PageKey, Site};
use crate::source::Sources;
use crate::source::history::origin::Origins;
use crate::value::path::OutPath;
use crate::view::View;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the theme gives to every page, as plain data.
#[derive(Clone, Debug, Default)]
pub struct Dress {
    /// Style sheets from the root of the output, in order.
    pub styles: Vec<String>,
    /// Scripts from the root of the output that run before the page is shown first, in order.
    pub early: Vec<String>,
    /// Scripts from the root of the output, in order.
    pub scripts: Vec<String>,
    /// Scripts of the search page, after `scripts`.
    pub search_scripts: Vec<String>,
    /// Files published as they are: path from the root → bytes.
    pub statics: BTreeMap<String, Vec<u8>>,
}

/// Everything jobs are made from.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The site.
    pub site: &'a Site,
    /// The sources, for bodies and places.
    pub sources: &'a Sources,
    /// What the theme gives.
    pub dress: &'a Dress,
    /// A preview of drafts, which says so on every page.
    pub drafts: bool,
    /// Which version of the content changed each line last.
    pub origins: &'a Origins,
    /// 一图读懂 of every report.
    pub pictures: &'a [Option<Drawn>],
    /// The tables of the data files, as texts.
    pub data: &'a Prepared,
    /// What is made is a snapshot of this date, and says so on every page.
    pub snapshot: Option<Date>,
}

impl<'a> Context<'a> {
    /// 一图读懂 of a report.
    pub fn picture(&self, report: usize) -> Option<&'a Drawn> {
        self.pictures.get(report)?.as_ref()
    }

    /// The address of the site. A snapshot has none of its own: what names the address of a page means the page of today.
    pub fn base_url(&self) -> Option<&'a str> {
        self.site.world.site.base_url.as_deref().filter(|_| self.snapshot.is_none())
    }
}

/// An output file to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Where it stands.
    pub path: OutPath,
    /// What it is.
    pub what: What,
}

/// What an output file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A page.
    Page(PageKey),
    /// The file of a chart.
    Chart(ChartKey),
    /// The page of a chart to stand in another site's frame.
    Embed(ChartKey),
    /// A piece of 一图读懂 (from 0) as a drawing or, with the feature `png`, as a picture.
    Piece {
        /// The report.
        report: usize,
        /// Which piece.
        number: usize,
        /// As pixels.
        pixels: bool,
    },
    /// A piece of what the search page looks in.
    Search(search::Piece),
    /// A data file.
    Data(DataKey),
    /// A picture or attachment of the content: its index in the sources.
    Asset(usize),
    /// A file of the theme.
    Static(String),
    /// `sitemap.xml`, `robots.txt`, feeds: only with a base address.
    Text(TextKey),
}

/// Small text files for machines that visit the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKey {
    /// `sitemap.xml`
    SiteMap,
    /// `robots.txt`
    Robots,
    /// `feed.xml`, `feed.json`
    Feed(feed::Form),
}

/// A job: everything the bytes of one file depend on, besides the theme's templates.
#[derive(Clone, Debug)]
pub enum Job {
    /// A page to be rendered.
    Page(Box<View>),
    /// Text that is finished.
    Text(String),
    /// Bytes that are finished.
    Bytes(Vec<u8>),
    /// A drawing to be made a picture.
    Picture(String),
    /// A table to be made a workbook.
    Workbook(Arc<Workbook>),
    /// Files to be packed into one.
    Archive(Vec<Member>),
}

impl Job {
    /// The hash of everything the bytes depend on; `theme` is the fingerprint of the templates.
    pub fn hash(&self, theme: &str) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        match self {
            Self::Page(view) => {
                hasher.update(b"page\0").update(theme.as_bytes()).update(b"\0");
                // Serializing plain structs into a hasher cannot fail; were it to, the page would only be rendered again.
                let _ = serde_json::to_writer(&mut hasher, view);
            }
            Self::Text(text) => {
                hasher.update(b"text\0").update(text.as_bytes());
            }
            Self::Bytes(bytes) => {
                hasher.update(b"bytes\0").update(bytes);
            }
            Self::Picture(drawing) => {
                hasher.update(b"picture\0").update(drawing.as_bytes());
            }
            Self::Workbook(workbook) => {
                hasher.update(b"workbook\0");
                workbook.hash_into(&mut hasher);
            }
            Self::Archive(members) => {
                hasher.update(b"archive\0");
                members.iter().for_each(|member| member.hash_into(&mut hasher));
            }
        }
        *hasher.finalize().as_bytes()
    }
}

/// A kind of output: which files there are of it. One line here and one file make a new kind.
pub struct Output {
    /// Its name, for people who read the code and for timings.
    pub name: &'static str,
    /// Its files.
    pub orders: fn(&Context<'_>) -> Vec<Order>,
}

/// Every kind of output.
pub const OUTPUTS: &[Output] = &[
    Output { name: "pages", orders: page_orders },
    Output { name: "charts", orders: charts::orders },
    Output { name: "picture", orders: picture::orders },
    Output { name: "data", orders: data::orders },
    Output { name: "search", orders: search::orders },
    Output { name: "assets", orders: asset_orders },
    Output { name: "attachments", orders: attachments::orders },
    Output { name: "visitors", orders: text_orders },
];

/// Every output file but the manifest, by path.
pub fn orders(context: &Context<'_>) -> Vec<Order> {
    let mut orders: Vec<Order> = OUTPUTS.iter().flat_map(|output| (output.orders)(context)).collect();
    orders.sort_by(|a, b| a.path.cmp(&b.path));
    orders.dedup_by(|a, b| a.path == b.path);
    orders
}

/// The job of a file; `None` for an order of another site.
pub fn job(context: &Context<'_>, order: &Order) -> Option<Job> {
    match &order.what {
        What::Page(key) => pages::view(&Desk::at(context, order.path.clone()), key).map(|view| Job::Page(Box::new(view))),
        What::Chart(key) => charts::file(&Desk::at(context, order.path.clone()), key).map(Job::Text),
        What::Embed(key) => pages::embed(&Desk::at(context, order.path.clone()), key).map(|view| Job::Page(Box::new(view))),
        What::Piece { report, number, pixels } => {
            let drawing = context.picture(*report)?.picture.pieces.get(*number)?.svg.clone();
            Some(if *pixels { Job::Picture(drawing) } else { Job::Text(drawing) })
        }
        What::Search(piece) => Some(Job::Text(search::script(piece))),
        What::Data(key) => data::job(context, key),
        What::Asset(at) => context.sources.assets().get(*at).map(|asset| Job::Bytes(asset.bytes.to_vec())),
        What::Static(name) => context.dress.statics.get(name).map(|bytes| Job::Bytes(bytes.clone())),
        What::Text(key) => text(context, *key).map(Job::Text),
    }
}

fn page_orders(context: &Context<'_>) -> Vec<Order> {
    context.site.pages.iter().map(|page| Order { path: page.path.clone(), what: What::Page(page.key.clone()) }).collect()
}

fn asset_orders(context: &Context<'_>) -> Vec<Order> {
    let statics = context.dress.statics.keys().filter_map(|name| {
        let path = OutPath::new(name)?;
        Some(Order { path, what: What::Static(name.clone()) })
    });
    let mut orders: Vec<Order> = statics.collect();
    for report in &context.site.world.reports {
        for chapter in &report.chapters {
            let used = chapter.outline.images.iter().map(|image| &image.destination);
            let linked = chapter.outline.links.iter().map(|link| &link.destination);
            for name in used.chain(linked) {
                let Some(path) = chapter.assets.get(name) else { continue };
                let at = context.sources.asset_at(path);
                let out = OutPath::new(&format!("{}/{}/{name}", report.year, chapter.slug));
                orders.extend(at.zip(out).map(|(at, path)| Order { path, what: What::Asset(at) }));
            }
        }
    }
    orders.extend(context.site.world.columns.iter().flat_map(|column| article_assets(context, column)));
    orders
}

/// The files of released articles; what only a draft or a later article uses stays at home.
fn article_assets(context: &Context<'_>, column: &Column) -> Vec<Order> {
    let mut orders = Vec::new();
    for article in &column.articles {
        for name in article.used_assets() {
            let at = article.assets.get(name).and_then(|path| context.sources.asset_at(path));
            let out = asset_path(&column.slug, &article.slug, name);
            orders.extend(at.zip(out).map(|(at, path)| Order { path, what: What::Asset(at) }));
        }
    }
    orders
}

fn text_orders(context: &Context<'_>) -> Vec<Order> {
    if context.base_url().is_none() {
        return Vec::new();
    }
    let named = [("sitemap.xml", TextKey::SiteMap), ("robots.txt", TextKey::Robots)];
    let feeds = feed::Form::ALL.into_iter().filter(|_| feed::updated(context).is_some()).map(|form| (form.name(), TextKey::Feed(form)));
    named.into_iter().chain(feeds).filter_map(|(name, key)| OutPath::new(name).map(|path| Order { path, what: What::Text(key) })).collect()
}

fn text(context: &Context<'_>, key: TextKey) -> Option<String> {
    let base = context.base_url()?;
    let sample = context.site.world.site.sample;
    Some(match key {
        // A demonstration must not be found by a search engine.
        TextKey::Robots if sample => "User-agent: *\nDisallow: /\n".to_owned(),
        TextKey::Robots => format!("User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n"),
        TextKey::Feed(form) => return feed::text(context, form),
        TextKey::SiteMap => {
            let pages = context
                .site
                .pages
                .iter()
                .filter(|page| !sample && !matches!(page.key, PageKey::Search | PageKey::NotFound | PageKey::Moved(..)));
            let urls: String = pages.map(|page| format!("  <url><loc>{base}/{}</loc></url>\n", page.path)).collect();
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{urls}</urlset>\n"
            )
        }
    })
}
