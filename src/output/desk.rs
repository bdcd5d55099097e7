//! Where one page is put together: it knows the page's own address, and so how to link, value and chart from there.

use crate::assess::Assessment;
use crate::assess::status::Status;
use crate::chart::tone::Tone;
use crate::output::Context;
use crate::report::entry::FigureStatus;
use crate::report::{Report, World};
use crate::site::{PageKey, has_targets, path};
use crate::source::Span;
use crate::value::path::OutPath;
use crate::view::shared::{self, Link, OfficeRef, StatusCount, Value};

/// The place where one page is put together.
#[derive(Debug)]
pub struct Desk<'a> {
    /// What everything is made from.
    pub context: &'a Context<'a>,
    /// The page's own address.
    pub here: OutPath,
}

impl<'a> Desk<'a> {
    /// The desk of a page.
    pub fn at(context: &'a Context<'a>, here: OutPath) -> Self {
        Self { context, here }
    }

    /// The content.
    pub fn world(&self) -> &'a World {
        &self.context.site.world
    }

    /// A report.
    pub fn report(&self, at: usize) -> Option<&'a Report> {
        self.world().reports.get(at)
    }

    /// How the targets of a report stand.
    pub fn assessments(&self, report: usize) -> &'a [Assessment] {
        self.context.site.assessments(report)
    }

    /// Whether this is a demonstration site.
    pub fn sample(&self) -> bool {
        self.world().site.sample
    }

    /// The address of a page: relative, but on `404.html`.
    pub fn href(&self, key: &PageKey) -> String {
        path(self.world(), key).map_or_else(String::new, |to| self.file(&to))
    }

    /// What leads from this page to the root of the site. Servers show `404.html` at any depth, so with a base address its own links start
    /// at the root of the host (contract §3). The host itself is not repeated: the page has to work on the reviewer's machine too, and loads
    /// nothing from another one.
    pub fn root(&self) -> String {
        let base = self.context.base_url().filter(|_| self.here.as_str() == "404.html");
        base.map_or_else(|| self.here.to_root(), |base| format!("{}/", base_path(base)))
    }

    /// The relative address of a page with an anchor on it.
    pub fn href_to_anchor(&self, key: &PageKey, anchor: &str) -> String {
        format!("{}#{anchor}", self.href(key))
    }

    /// A link to a page.
    pub fn link(&self, key: &PageKey, label: impl Into<String>) -> Link {
        Link { label: label.into(), href: self.href(key) }
    }

    /// A link to a page by its own title.
    pub fn titled(&self, key: &PageKey) -> Option<Link> {
        let page = self.context.site.page(key)?;
        Some(Link { label: page.title.clone(), href: self.file(&page.path) })
    }

    /// The address of any file of the site.
    pub fn file(&self, to: &OutPath) -> String {
        match self.root() {
            root if root.starts_with('/') => format!("{root}{to}"),
            _ => self.here.href_to(to),
        }
    }

    /// Whether an address of the web leaves this site: another host than our own and the portal's that we are a column of.
    pub fn is_external(&self, address: &str) -> bool {
        let site = &self.world().site;
        let own = site.base_url.as_deref().map(host_of).into_iter().chain(site.portal.domain.as_deref());
        let host = host_of(address);
        !own.into_iter().any(|own| own.eq_ignore_ascii_case(host))
    }

    /// A value with the mark its figures file asks for.
    pub fn value(&self, text: impl Into<String>, status: FigureStatus) -> Value {
        match status {
            FigureStatus::Demo => Value::demo(text),
            FigureStatus::Preliminary => Value::preliminary(text),
            FigureStatus::Official => Value::plain(text),
        }
    }

    /// A value computed by us from figures: a demonstration value in a sample.
    pub fn computed(&self, text: impl Into<String>) -> Value {
        if self.sample() { Value::demo(text) } else { Value::plain(text) }
    }

    /// Lead or supporting offices, with their pages where they have one: an office without targets has none.
    pub fn offices(&self, at: usize, ids: &[crate::value::path::Slug]) -> Vec<OfficeRef> {
        let Some(report) = self.report(at) else { return Vec::new() };
        let named = ids.iter().filter_map(|id| {
            let name = report.offices.get(id)?.name.clone();
            Some(OfficeRef { name, href: has_targets(report, id).then(|| self.href(&PageKey::Office(at, id.clone()))) })
        });
        named.collect()
    }

    /// `content/2022/01-industry/targets.yaml:14`
    pub fn place(&self, span: Span) -> String {
        let (file, line) = place_of(self.context, span);
        format!("{file}:{line}")
    }
}

/// `example.gov.cn` of `https://example.gov.cn/zwgk/zt`.
fn host_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    // What stands before an @ is no host but a trick to look like one.
    authority.rsplit('@').next().unwrap_or("")
}

/// `/zwgk/zt` of `https://example.gov.cn/zwgk/zt`; nothing when the site is the whole host.
pub fn base_path(base_url: &str) -> &str {
    let host = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    host.find('/').and_then(|at| host.get(at..)).unwrap_or("")
}

/// File and line of a place. The content folder is always called `content` here, so that the site does not depend on where it lies.
pub fn place_of(context: &Context<'_>, span: Span) -> (String, usize) {
    (context.sources.path_in_content(span.file), context.sources.position(span).line)
}

/// The offices whose figures are the newest of a report, each once: 来源.
pub fn newest_sources(report: &Report) -> String {
    let newest = report.as_of();
    let releases = report.releases.iter().filter(|release| Some(release.as_of) == newest);
    let offices = releases.filter_map(|release| report.offices.get(&release.source.office));
    let mut names: Vec<&str> = offices.map(|office| office.name.as_str()).collect();
    names.dedup();
    names.join("、")
}

/// A status as pages show it.
pub fn status(assessment: &Assessment) -> shared::Status {
    shared::Status { chip: assessment.chip().to_owned(), label: assessment.label().to_owned(), ..plain_status(assessment.status) }
}

/// A status that is not about one target.
pub fn plain_status(status: Status) -> shared::Status {
    let code = status.code();
    let (filled, shape) = Tone::of_code(code).map_or((false, ""), Tone::outline);
    shared::Status { code: code.into(), chip: status.chip().into(), label: status.label().into(), shape: shape.into(), filled }
}

/// How many of some targets have each status; `all` keeps those that none has.
pub fn status_counts<'s>(
    judged: impl Iterator<Item = &'s Assessment>,
    all: bool,
    href: impl Fn(Status) -> Option<String>,
) -> Vec<StatusCount> {
    let judged: Vec<Assessment> = judged.cloned().collect();
    let counts = crate::assess::counts(&judged);
    let shown =
        Status::ALL.into_iter().map(|status| (status, counts.get(&status).copied().unwrap_or(0))).filter(|(_, count)| all || *count > 0);
    shown
        .map(|(status, count)| StatusCount {
            status: plain_status(status),
            count: count.to_string(),
            href: if count > 0 { href(status) } else { None },
        })
        .collect()
}
