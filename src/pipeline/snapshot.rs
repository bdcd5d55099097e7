//! Snapshots: dated copies of the site in `archive/` of the output. A build carries those that are there over to the new tree, byte for byte,
//! and makes at most one more. One that is there is never made again: another that would differ is refused.

use crate::audit::withdrawn::{is_list_of_figures, missing, withdrawn};
use crate::emit::manifest::Listed;
use crate::emit::stage::Stage;
use crate::emit::{Refusal, Stop};
use crate::output::{Context, Job, Order, What, job, orders};
use crate::pipeline::jobs::{Failed, Jobs};
use crate::pipeline::{Request, State};
use crate::render::render;
use crate::site::archive::{in_snapshot, newest_date, snapshot_of};
use crate::site::{PageKey, Site};
use jiff::civil::Date;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeSet;

/// What a run has to do with snapshots.
#[derive(Clone, Debug, Default)]
pub struct Snapshots {
    /// Those that the output holds, which no run makes.
    pub held: Vec<Date>,
    /// Whether one is to be made of what the site is now.
    pub make: bool,
}

/// A snapshot that was asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Made {
    /// Its name.
    pub date: Date,
    /// Whether it was not there before.
    pub new: bool,
}

/// Lays the snapshots out as they will be, and gives the date of the one to be made.
///
/// # Errors
/// [`Stop::Refused`] when there is no date to name it by, or the snapshot of that date was taken down.
pub(super) fn shelve(site: &mut Site, request: &Request) -> Result<Option<Date>, Stop> {
    let removes = |date: Date| site.world.site.archive.removes(date);
    let mut kept: Vec<Date> = request.snapshots.held.iter().copied().filter(|date| !removes(*date)).collect();
    let made = match request.snapshots.make {
        false => None,
        true => Some(newest_date(&site.world).ok_or_else(|| Stop::refused(&request.content, Refusal::NoDate))?),
    };
    if let Some(date) = made.filter(|date| removes(*date)) {
        return Err(Stop::refused(format!("archive/{date}"), Refusal::TakenDown));
    }
    kept.extend(made);
    site.shelve(kept);
    Ok(made)
}

/// The snapshots among the files of an output.
pub fn held<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<Date> {
    let dates: BTreeSet<Date> = paths.filter_map(snapshot_of).collect();
    dates.into_iter().collect()
}

impl Jobs<'_> {
    /// Looks into the snapshots that stay, carries them over and makes the one that is wanted. Nothing is carried from a site that stops here.
    pub(super) fn snapshots(&self, state: &mut State<'_>, stage: &Stage<'_>, wanted: Option<Date>) -> Result<Option<Made>, Failed> {
        let world = &self.context.site.world;
        let former: Vec<(String, Date)> = stage.former().filter_map(|path| Some((path.to_owned(), snapshot_of(path)?))).collect();
        if held(stage.former()) != state.request.snapshots.held {
            // The output is another one than when the site was laid out: somebody published in between.
            return Err(Failed::Stop(Stop::Locked { path: stage.folder().to_path_buf() }));
        }
        state.findings.extend(missing(&world.site.archive.kept, &self.context.site.snapshots));
        let stays: Vec<&(String, Date)> = former.iter().filter(|(_, date)| !world.site.archive.removes(*date)).collect();
        for (path, date) in stays.iter().filter(|(path, _)| is_list_of_figures(path)) {
            let list = stage.read(path).map_err(Failed::Stop)?;
            state.findings.extend(withdrawn(world, *date, path, &list));
        }
        if state.is_stopped() {
            return Ok(None);
        }
        for (path, _) in &stays {
            stage.carry(path).map_err(Failed::Stop)?;
        }
        let Some(date) = wanted else { return Ok(None) };
        let there: BTreeSet<&str> = stays.iter().filter(|(_, of)| *of == date).map(|(path, _)| path.as_str()).collect();
        self.take(stage, date, &there)?;
        Ok(Some(Made { date, new: there.is_empty() }))
    }

    /// Makes every file of the snapshot. Where it is there already, only compares.
    fn take(&self, stage: &Stage<'_>, date: Date, there: &BTreeSet<&str>) -> Result<(), Failed> {
        let context = Context { snapshot: Some(date), ..self.context };
        // The copy holds no copies.
        let orders: Vec<Order> = orders(&context).into_iter().filter(|order| order.what != What::Page(PageKey::Archive)).collect();
        let refused = || Failed::Stop(Stop::refused(format!("archive/{date}"), Refusal::OtherSnapshot));
        if !there.is_empty() && there.len() != orders.len() {
            return Err(refused());
        }
        orders.par_iter().try_for_each(|order| {
            let (Some(path), Some(job)) = (in_snapshot(date, &order.path), job(&context, order)) else { return Ok(()) };
            let hash = Job::hash(&job, self.theme.fingerprint());
            let bytes = render(self.theme, job).map_err(Failed::Render)?;
            if there.is_empty() {
                return stage.write(&path, &hash, &bytes, "").map(drop).map_err(Failed::Stop);
            }
            if stage.listed(path.as_str()) == Some(Listed::of(&bytes)) { Ok(()) } else { Err(refused()) }
        })
    }
}
