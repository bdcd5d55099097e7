//! The numbers of a run for its summary.

use crate::emit::commit::Outcome;
use crate::emit::manifest::Manifest;
use crate::output::{Order, What};
use crate::pipeline::snapshot::Made;
use crate::report::Report;
use crate::site::Site;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The numbers of a run that came to its end.
#[derive(Default)]
pub(super) struct Numbers {
    pub(super) targets: Option<usize>,
    pub(super) pages: Option<usize>,
    pub(super) as_of: Option<Date>,
    pub(super) published: Option<Outcome>,
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) manifest: Option<Manifest>,
    pub(super) snapshot: Option<Made>,
}

impl Numbers {
    pub(super) fn of(site: &Site, orders: &[Order]) -> Self {
        Self {
            targets: Some(site.world.reports.iter().map(|report| report.targets.len()).sum()),
            pages: Some(orders.iter().filter(|order| matches!(order.what, What::Page(_))).count()),
            as_of: site.current().and_then(Report::as_of),
            published: None,
            files: BTreeMap::new(),
            manifest: None,
            snapshot: None,
        }
    }
}
