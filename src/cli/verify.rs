//! `verify`: whether a published folder is, byte for byte, what its manifest says.

use crate::cli::say::Say;
use crate::cli::{Exit, usage};
use crate::emit::Stop;
use crate::emit::verify::{self, DifferenceKind};
use std::io::ErrorKind;
use std::path::Path;

/// Compares a folder with its manifest and names every difference: a listed file that is changed, missing or replaced by a link fails; one that
/// is not listed is only named.
pub(super) fn verify(folder: &Path) -> Exit {
    let report = match verify::verify(folder) {
        Ok(report) => report,
        Err(Stop::Machine(error))
            if error.path == folder && matches!(error.source.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
        {
            return usage::wrong(&format!("没有文件夹“{}”。", folder.display()));
        }
        Err(stop) => {
            Say::error(&stop.to_string());
            return Exit::of_stop(&stop);
        }
    };
    // What others put beside our files is theirs, as in a build: it is named, and is no fault of the site.
    let (beside, faults): (Vec<_>, Vec<_>) = report.differences.iter().partition(|one| one.kind == DifferenceKind::Extra);
    for one in faults.iter().chain(&beside) {
        Say::error(&one.to_string());
    }
    if !faults.is_empty() {
        Say::error(&format!("核对不通过：“{}”有{}处与清单不同。请重新生成，或重新上传。", folder.display(), faults.len()));
        return Exit::Verify;
    }
    if !beside.is_empty() {
        Say::error(&format!("有{}个文件不是本程序生成的，列在上面；不认识的，请删除。", beside.len()));
    }
    let good = format!("核对通过：{}个文件与清单一致。\n清单 manifest.json 的 sha256：{}\n", report.listed, report.manifest_sha256);
    Say::last(&good, Exit::Done)
}
