//! `verify`: whether a published folder is, byte for byte, what its manifest says.

use crate::cli::say::Say;
use crate::cli::{Exit, usage};
use crate::emit::Stop;
use crate::emit::verify;
use std::io::ErrorKind;
use std::path::Path;

/// Compares a folder with its manifest and names every difference.
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
    if !report.is_whole() {
        for difference in &report.differences {
            Say::error(&difference.to_string());
        }
        Say::error(&format!("核对不通过：“{}”有{}处与清单不同。请重新生成，或重新上传。", folder.display(), report.differences.len()));
        return Exit::Verify;
    }
    let good = format!("核对通过：{}个文件与清单一致。\n清单 manifest.json 的 sha256：{}\n", report.listed, report.manifest_sha256);
    match Say::out(&good) {
        Ok(()) => Exit::Done,
        Err(_) => Exit::Machine,
    }
}
