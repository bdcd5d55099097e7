//! The sources' own word: the site is made again, in memory and file by file, and its hashes are compared with a manifest. Nothing is written.

use crate::cli::args::VerifyArgs;
use crate::cli::progress::Progress;
use crate::cli::say::{Say, is_watched};
use crate::cli::{Exit, build};
use crate::diagnostic::human;
use crate::diagnostic::order::one_line;
use crate::emit::manifest::{Header, MANIFEST, Manifest};
use crate::pipeline::snapshot::{Snapshots, held};
use crate::pipeline::{self, Request, Sink, threads};
use crate::site::archive::snapshot_of;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;

/// What a second build has to say about a manifest.
pub(super) struct Compared {
    /// What is not the same, by path, in whole sentences.
    pub(super) faults: BTreeMap<String, String>,
    /// What may be the reason.
    pub(super) notes: Vec<String>,
}

/// Builds again with the options given and compares.
///
/// # Errors
/// How to end, when it has been said why the sources give no site.
pub(super) fn compare(arguments: &VerifyArgs, published: &Manifest, cancelled: &AtomicBool) -> Result<Option<Compared>, Exit> {
    // Snapshots cannot be made again; that they are there is part of what the site is.
    let snapshots = Snapshots { held: held(published.files.keys().map(String::as_str)), make: false };
    let request = Request { snapshots, ..build::request(&arguments.input, arguments.official, false)? };
    threads::start(arguments.input.jobs);
    let progress = Progress::new(is_watched());
    let ran = pipeline::run(&request, &Sink::Digest, cancelled, &|done, all| progress.at(done, all));
    progress.clear();
    let run = ran.map_err(|stop| {
        Say::error(&format!("{stop}{}", stop.remedy()));
        Exit::of_stop(&stop)
    })?;
    let Some(rebuilt) = run.manifest else {
        Say::findings(&human::print(&run.findings, &run.sources));
        Say::error("\n内容有错误，不能重新生成，因此没有比较。请改正上面的错误，或取回发布时的内容。");
        return Err(Exit::Content);
    };
    Ok(Some(difference(published, &rebuilt)))
}

/// Everything in which two manifests differ.
fn difference(published: &Manifest, rebuilt: &Manifest) -> Compared {
    let snapshots = published.files.keys().filter(|path| snapshot_of(path).is_some()).count();
    let paths: BTreeSet<&String> = published.files.keys().chain(rebuilt.files.keys()).filter(|path| snapshot_of(path).is_none()).collect();
    let sentence = |path: &&String| {
        let name = one_line(path);
        match (published.files.get(*path), rebuilt.files.get(*path)) {
            (Some(one), Some(other)) if one == other => None,
            (Some(_), Some(_)) => Some(format!("“{name}”与用内容重新生成的不同。")),
            (Some(_), None) => Some(format!("“{name}”在发布的清单里，用内容重新生成时没有。")),
            (None, _) => Some(format!("“{name}”用内容重新生成时有，发布的清单里没有。")),
        }
    };
    let mut faults: BTreeMap<String, String> = paths.iter().filter_map(|path| Some(((*path).clone(), sentence(path)?))).collect();
    if published.header != rebuilt.header {
        faults.insert(MANIFEST.to_owned(), format!("“{MANIFEST}”开头的说明与重新生成的不同。"));
    }
    let mut notes = if faults.is_empty() { Vec::new() } else { hints(&published.header, &rebuilt.header) };
    notes.extend((snapshots > 0).then(|| format!("存档里的{snapshots}个文件不能重新生成，只与清单核对。")));
    Compared { faults, notes }
}

/// What may be the reason for a difference, and what to do about it.
fn hints(published: &Header, rebuilt: &Header) -> Vec<String> {
    let mut hints = Vec::new();
    if published.version != rebuilt.version {
        let (theirs, ours) = (one_line(&published.version), &rebuilt.version);
        hints.push(format!("发布时用的程序是{theirs}版，现在是{ours}版，生成的文件会不同。请用{theirs}版再核对。"));
    }
    if published.source_revision != rebuilt.source_revision {
        let shown = |revision: &Option<String>| revision.as_deref().map_or_else(|| "没有版本".to_owned(), one_line);
        let (theirs, ours) = (shown(&published.source_revision), shown(&rebuilt.source_revision));
        let remedy = if published.source_revision.is_some() {
            format!("请先取回那个版本（git checkout {theirs}），再核对。")
        } else {
            String::new()
        };
        hints.push(format!("发布时内容的版本是 {theirs}，现在是 {ours}。{remedy}"));
    }
    if published.released_through != rebuilt.released_through {
        let shown = |moment: &Option<String>| moment.as_deref().map_or_else(|| "没有写明".to_owned(), one_line);
        let (theirs, ours) = (shown(&published.released_through), shown(&rebuilt.released_through));
        let remedy = if published.released_through.is_some() { format!("请加 --now \"{theirs}\" 再核对。") } else { String::new() };
        hints.push(format!("发布的数据到 {theirs} 为止，现在到 {ours} 为止。{remedy}"));
    }
    if hints.is_empty() {
        hints.push("程序版本、内容版本和公布时间都一样。请核对 --base-url、--theme、--themes、--drafts 是否与生成时一样；都一样的，说明文件或没有提交的内容被改过。".to_owned());
    }
    hints
}
