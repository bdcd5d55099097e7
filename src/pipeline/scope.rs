//! What a run looked at, as facts for its report.

use crate::assess::counts;
use crate::diagnostic::inspection::scope::{ColumnFacts, Counts, Reached, Scope, SiteFacts, WaiverFacts};
use crate::lint::Subject;
use crate::report::column::{Column, ColumnArticle};
use crate::report::{Mount, Settings, World};
use crate::site::{PageKey, Site, path};
use crate::source::{FileId, Sources};
use crate::view::frame::Banner;
use std::collections::BTreeMap;

/// Of a run whose rules did not run: what `site.yaml` says, if it could be understood.
pub(super) fn before_the_rules(world: Option<&World>) -> Scope {
    let Some(world) = world else { return Scope::default() };
    Scope { site: Some(site_facts(&world.site)), waivers: waivers(&world.site, None), ..Scope::default() }
}

/// Of a run whose rules ran. `covered` says how many findings each waiver covers.
pub(super) fn of(subject: &Subject<'_>, covered: &[usize], reached: Reached) -> Scope {
    let world = &subject.site.world;
    Scope {
        reached,
        site: Some(site_facts(&world.site)),
        counts: content(subject),
        columns: world.columns.iter().map(column).collect(),
        waivers: waivers(&world.site, Some(covered)),
        newest: world
            .columns
            .iter()
            .filter_map(Column::newest)
            .chain(world.reports.iter().filter_map(|report| report.published))
            .chain(world.reports.iter().flat_map(|report| &report.releases).filter_map(|release| release.published))
            .filter(|published| *published <= subject.now)
            .max(),
        next_update: world.reports.first().and_then(|report| report.next_update.clone()),
        pages: pages(subject.site, subject.sources),
    }
}

/// Counts of all reports by status, in the words people read.
pub(super) fn statuses(site: &Site) -> Vec<(&'static str, usize)> {
    let all: Vec<_> = site.assessments.iter().flatten().cloned().collect();
    counts(&all).into_iter().map(|(status, count)| (status.chip(), count)).collect()
}

fn site_facts(site: &Settings) -> SiteFacts {
    let (portal, footer) = (&site.portal, &site.footer);
    let banner = Banner::sample();
    SiteFacts {
        name: site.name.clone(),
        publisher: site.publisher.clone(),
        standalone: site.mount == Mount::Standalone,
        banner: site.sample.then_some((banner.lead, banner.text)),
        identifiers: [&portal.id_code, &portal.domain, &footer.icp, &footer.police].into_iter().flatten().count(),
        feedback: site.contact.feedback_url.is_some(),
    }
}

fn waivers(site: &Settings, covered: Option<&[usize]>) -> Vec<WaiverFacts> {
    let facts = |(at, waiver): (usize, &crate::report::Waiver)| WaiverFacts {
        code: waiver.pattern.clone(),
        place: waiver.place.clone(),
        reason: waiver.reason.clone(),
        covers: covered.and_then(|covered| covered.get(at).copied()),
    };
    site.allow.iter().enumerate().map(facts).collect()
}

fn column(column: &Column) -> ColumnFacts {
    ColumnFacts {
        name: column.name.clone(),
        filled: !column.articles.is_empty(),
        max_age_days: column.max_age_days.as_ref().map(|days| days.value),
    }
}

fn content(subject: &Subject<'_>) -> Counts {
    let world = &subject.site.world;
    let articles = || subject.articles().map(|written| written.article);
    Counts {
        files: subject.sources.files().count(),
        assets: subject.sources.assets().len(),
        articles: articles().count(),
        interpreting: articles().filter(|article: &&ColumnArticle| !article.interprets.is_empty()).count(),
        reports: world.reports.len(),
        dated: world.reports.iter().filter(|report| report.header.signed_on.is_some() && report.published.is_some()).count(),
        formulas: world.wording.formulas.len(),
        exact: world.wording.exact.len(),
        renamed: world.wording.renamed.len(),
    }
}

/// The page that each source file becomes, of those that the site has.
fn pages(site: &Site, sources: &Sources) -> BTreeMap<String, String> {
    let world = &site.world;
    let mut keys: Vec<(FileId, PageKey)> = Vec::new();
    for (at, report) in world.reports.iter().enumerate() {
        keys.push((report.file, PageKey::Report(at)));
        keys.extend(report.chapters.iter().enumerate().map(|(number, chapter)| (chapter.file, PageKey::Chapter(at, number))));
        keys.extend(report.targets.iter().map(|target| (target.span.file, PageKey::Targets(at))));
        keys.extend(report.releases.iter().map(|release| (release.file, PageKey::Progress(at))));
        keys.extend(report.lists.iter().enumerate().map(|(number, list)| (list.file, PageKey::List(at, number))));
    }
    keys.extend(world.pages.iter().enumerate().map(|(at, page)| (page.file, PageKey::Prose(at))));
    for (at, column) in world.columns.iter().enumerate() {
        keys.push((column.file, PageKey::Column(at, 0)));
        keys.extend(column.articles.iter().enumerate().map(|(number, article)| (article.file, PageKey::ColumnArticle(at, number))));
    }
    let planned: std::collections::BTreeSet<&PageKey> = site.pages.iter().map(|page| &page.key).collect();
    let known = keys.into_iter().filter(|(_, key)| planned.contains(key));
    known.filter_map(|(file, key)| Some((sources.path(file).to_owned(), path(world, &key)?.as_str().to_owned()))).collect()
}
