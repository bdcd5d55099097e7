//! A published folder of this machine.

use crate::cli::say::Say;
use crate::cli::verify::Checked;
use crate::cli::{Exit, usage};
use crate::emit::Stop;
use crate::emit::verify::{self, Difference, DifferenceKind};
use std::io::ErrorKind;
use std::path::Path;

/// Looks at every file of the folder.
///
/// # Errors
/// How to end, when it has been said what is wrong with the folder.
pub(super) fn check(folder: &Path) -> Result<Checked, Exit> {
    let report = verify::verify(folder).map_err(|stop| match stop {
        Stop::Machine(error) if error.path == folder && matches!(error.source.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            usage::wrong(&format!("没有文件夹“{}”。", folder.display()))
        }
        stop => {
            Say::error(&stop.to_string());
            Exit::of_stop(&stop)
        }
    })?;
    // What others put beside our files is theirs, as in a build: it is named, and is no fault of the site.
    let (beside, faults): (Vec<_>, Vec<_>) = report.differences.iter().partition(|one| one.kind == DifferenceKind::Extra);
    Ok(Checked {
        place: folder.display().to_string(),
        listed: report.listed,
        manifest: report.manifest,
        manifest_sha256: report.manifest_sha256,
        faults: faults.into_iter().map(|one| (one.path.clone(), one.to_string())).collect(),
        beside: beside.into_iter().map(Difference::to_string).collect(),
        unread: Vec::new(),
        notes: Vec::new(),
    })
}
