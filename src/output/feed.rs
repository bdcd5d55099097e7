//! `feed.xml` (Atom) and `feed.json` (JSON Feed 1.1): the newest publications, for those who want to be told. Only where the site's address is
//! known. A day in a feed is one that the data give: a publication without any has none in JSON; in Atom, which must have one, it has the
//! newest date of its figures or of the publication before it.

use crate::output::Context;
use crate::output::desk::Desk;
use crate::record::chronicle::publication::{Item, Publication};
use crate::site::changes::PUBLICATIONS_A_PAGE;
use crate::site::{PageKey, path};
use crate::value::path::OutPath;
use crate::view::frame::Feed;
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// Publications in a feed.
const NEWEST: usize = 50;

/// The two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `feed.xml`
    Atom,
    /// `feed.json`
    Json,
}

impl Form {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Atom, Self::Json];

    /// Where it stands.
    pub fn name(self) -> &'static str {
        match self {
            Self::Atom => "feed.xml",
            Self::Json => "feed.json",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Atom => "Atom 订阅",
            Self::Json => "JSON 订阅",
        }
    }
}

/// The feeds of a site, as its pages name them; none without an address, or before anything with a day was published.
pub fn links(desk: &Desk<'_>) -> Vec<Feed> {
    let is_there = updated(desk.context).is_some() && desk.context.base_url().is_some();
    let link = |form: Form| {
        let href = desk.file(&OutPath::new(form.name())?);
        Some(Feed { href, title: format!("更新记录（{}）", form.word()), media_type: form.media_type().into() })
    };
    Form::ALL.into_iter().filter(|_| is_there).filter_map(link).collect()
}

/// The newest day at which a publication stands.
pub fn updated(context: &Context<'_>) -> Option<Date> {
    context.site.record.publications.iter().filter_map(|publication| publication.stands_at).max()
}

/// A feed as text.
pub fn text(context: &Context<'_>, form: Form) -> Option<String> {
    let base = context.base_url()?;
    let updated = updated(context)?;
    let writer = Writer { context, base };
    match form {
        Form::Atom => Some(writer.atom(updated)),
        Form::Json => serde_json::to_string_pretty(&writer.json()).ok().map(|text| text + "\n"),
    }
}

struct Writer<'a> {
    context: &'a Context<'a>,
    base: &'a str,
}

impl Writer<'_> {
    fn atom(&self, updated: Date) -> String {
        let site = &self.context.site.world.site;
        let (base, home) = (escaped(self.base), escaped(&self.page(0)));
        let mut xml =
            String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n");
        let _ = writeln!(xml, "  <id>{base}/feed.xml</id>\n  <title>{}</title>", escaped(&self.title()));
        let _ = writeln!(xml, "  <updated>{}</updated>\n  <author><name>{}</name></author>", moment(updated), escaped(&site.publisher));
        let _ = writeln!(xml, "  <link rel=\"self\" type=\"application/atom+xml\" href=\"{base}/feed.xml\"/>");
        let _ = writeln!(xml, "  <link rel=\"alternate\" type=\"text/html\" href=\"{home}\"/>");
        for (number, publication) in self.newest() {
            let Some(day) = publication.stands_at else { continue };
            let (id, title) = (escaped(&self.id(publication)), escaped(&self.entry_title(publication)));
            let _ = writeln!(xml, "  <entry>\n    <id>{id}</id>\n    <title>{title}</title>\n    <updated>{}</updated>", moment(day));
            let _ =
                writeln!(xml, "    <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escaped(&self.address(number, publication)));
            let _ = writeln!(xml, "    <content type=\"html\">{}</content>\n  </entry>", escaped(&self.html(publication)));
        }
        xml + "</feed>\n"
    }

    fn json(&self) -> Value {
        let site = &self.context.site.world.site;
        let item = |(number, publication): (usize, &Publication)| {
            let mut item = Map::new();
            item.insert("id".into(), json!(self.id(publication)));
            item.insert("url".into(), json!(self.address(number, publication)));
            item.insert("title".into(), json!(self.entry_title(publication)));
            item.insert("content_html".into(), json!(self.html(publication)));
            item.insert("content_text".into(), json!(publication.items.iter().map(|item| self.words(item)).collect::<Vec<_>>().join("\n")));
            if let Some(on) = publication.on {
                item.insert("date_published".into(), json!(moment(on)));
            }
            Value::Object(item)
        };
        json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title(),
            "home_page_url": self.page(0),
            "feed_url": format!("{}/feed.json", self.base),
            "language": "zh-CN",
            "authors": [{ "name": site.publisher }],
            "items": self.newest().map(item).collect::<Vec<_>>(),
        })
    }

    fn newest(&self) -> impl Iterator<Item = (usize, &Publication)> {
        self.context.site.record.publications.iter().enumerate().take(NEWEST)
    }

    fn title(&self) -> String {
        format!("{}{} - 更新记录", self.mark(), self.context.site.world.site.name)
    }

    fn mark(&self) -> &'static str {
        if self.context.site.world.site.sample { "【演示】" } else { "" }
    }

    /// 2022年7月15日：新增数据12个，更正1处
    fn entry_title(&self, publication: &Publication) -> String {
        format!("{}{}：{}", self.mark(), publication.title(), publication.tally().join("，"))
    }

    /// The name of a publication for ever, whichever page it has moved to.
    fn id(&self, publication: &Publication) -> String {
        format!("{}/changes/#{}", self.base, publication.anchor())
    }

    fn address(&self, number: usize, publication: &Publication) -> String {
        format!("{}#{}", self.page(number / PUBLICATIONS_A_PAGE), publication.anchor())
    }

    fn page(&self, number: usize) -> String {
        path(&self.context.site.world, &PageKey::Changes(number))
            .map_or_else(|| self.base.to_owned(), |path| format!("{}/{path}", self.base))
    }

    fn html(&self, publication: &Publication) -> String {
        let items = publication.items.iter().fold(String::new(), |all, item| all + "<li>" + &escaped(&self.words(item)) + "</li>");
        format!("<ul>{items}</ul>")
    }

    /// The sentence, and the names that it only counts.
    fn words(&self, item: &Item) -> String {
        let targets = item.report.and_then(|at| self.context.site.world.reports.get(at)).map_or(&[][..], |report| &report.targets);
        let names: Vec<&str> = item.targets.iter().filter_map(|at| targets.get(*at)).map(|target| target.name.as_str()).collect();
        match item.is_count() && !names.is_empty() {
            true => format!("{}涉及：{}。", item.sentence(), names.join("、")),
            false => item.sentence(),
        }
    }
}

/// The beginning of a day in Beijing.
fn moment(day: Date) -> String {
    format!("{day}T00:00:00+08:00")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
