//! `check --report`: the inspection self-report as a file, whatever else is said.

use crate::cli::args::CheckArgs;
use crate::cli::say::Say;
use crate::cli::{Exit, usage};
use crate::diagnostic::inspection::{Inspection, print};
use crate::emit::sheet::{Sheet, Unfit};
use crate::pipeline::{Request, Run};
use crate::source::history;
use std::path::Path;

/// Where a site is built unless said otherwise.
const OUTPUT: &str = "public";

/// The place for the report, if one was asked for.
///
/// # Errors
/// How to end, when it has been said why there is none.
pub(super) fn place(arguments: &CheckArgs) -> Result<Option<Sheet>, Exit> {
    let inputs = [arguments.input.content.as_path(), arguments.input.themes.as_path()];
    let output = arguments.out.as_deref().unwrap_or(Path::new(OUTPUT));
    arguments.sheet.as_deref().map(|path| Sheet::check(path, &inputs, output)).transpose().map_err(|unfit| said(&unfit))
}

/// Writes the report of a run, and says what for people is the line about it.
///
/// # Errors
/// How to end, when it has been said why it could not be written.
pub(super) fn write(sheet: &Sheet, run: &Run, request: &Request) -> Result<String, Exit> {
    let revision = history::source_revision(&request.content, &request.themes);
    let mut options = Vec::new();
    for (given, words) in [
        (request.official, "按正式发布的要求（--official）"),
        (request.strict, "有提醒也不通过（--strict）"),
        (request.drafts, "连同草稿（--drafts）"),
    ] {
        if given {
            options.push(words);
        }
    }
    let text = print(&Inspection {
        findings: &run.findings,
        sources: &run.sources,
        summary: &run.summary,
        statuses: &run.statuses,
        scope: &run.scope,
        now: request.now,
        version: env!("CARGO_PKG_VERSION"),
        revision: revision.as_deref(),
        options: &options,
    });
    sheet.write(text.as_bytes()).map_err(|unfit| said(&unfit))?;
    Ok(format!("检查指标自查表已写到“{}”，用浏览器打开，可以打印。", sheet.path().display()))
}

/// Says why there is no report.
fn said(unfit: &Unfit) -> Exit {
    match unfit {
        Unfit::Refused { .. } => usage::wrong(&unfit.to_string()),
        Unfit::Machine(error) => {
            Say::error(&format!("{error}检查指标自查表没有写成。"));
            Exit::Machine
        }
    }
}
