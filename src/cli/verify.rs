//! `verify`: whether a published folder or a site on a server is, byte for byte, what its manifest says and, where that is asked for, what the
//! sources give.

mod address;
mod extra;
mod folder;
mod http;
mod links;
mod mirror;
mod rebuild;
mod site;
mod trouble;

use crate::cli::args::VerifyArgs;
use crate::cli::say::Say;
use crate::cli::verify::address::Base;
use crate::cli::{Exit, interrupt, usage};
use crate::emit::manifest::Manifest;
use std::collections::BTreeMap;

/// What a place turned out to be.
struct Checked {
    /// The place as it was asked for.
    place: String,
    /// How many files the manifest lists.
    listed: usize,
    /// What the manifest says; `None` when there is none to be followed.
    manifest: Option<Manifest>,
    /// Its own hash.
    manifest_sha256: String,
    /// What is wrong, by path, in whole sentences.
    faults: BTreeMap<String, String>,
    /// Files that the manifest does not list, in whole sentences.
    beside: Vec<String>,
    /// What could not be looked at, in whole sentences.
    unread: Vec<String>,
    /// What a reader of the result has to know.
    notes: Vec<String>,
}

/// Compares a place with its manifest and names every difference: a listed file that is changed, missing or not handed out fails; one that
/// is not listed is only named. With `--rebuild`, the sources have their say too.
pub(super) fn verify(arguments: &VerifyArgs) -> Exit {
    if let Some(option) = arguments.only_for_rebuilding().filter(|_| !arguments.rebuild) {
        return usage::wrong(&format!("{option} 要与 --rebuild 一起用：只核对清单时不看内容。"));
    }
    let cancelled = interrupt::listen(|| {});
    let text = arguments.place.to_string_lossy();
    let checked = if Base::is_meant(&text) {
        site::check(&text, arguments.timeout, &cancelled)
    } else if arguments.timeout.is_some() {
        return usage::wrong("--timeout 只在核对网址时有用。");
    } else {
        folder::check(&arguments.place)
    };
    let mut checked = match checked {
        Ok(checked) => checked,
        Err(exit) => return exit,
    };
    let rebuilt = match checked.manifest.take().filter(|_| arguments.rebuild) {
        Some(manifest) => rebuild::compare(arguments, &manifest, &cancelled),
        None => Ok(None),
    };
    tell(checked, rebuilt)
}

/// Says what was found, and how the run ends: a difference is certain, whatever else could not be looked at.
fn tell(mut checked: Checked, rebuilt: Result<Option<rebuild::Compared>, Exit>) -> Exit {
    let listed = checked.faults.len();
    let (mut failed, mut is_rebuilt) = (None, false);
    match rebuilt {
        Ok(None) => {}
        Ok(Some(compared)) => {
            is_rebuilt = true;
            checked.notes.extend(compared.notes);
            // A file that is not even what the manifest says is named once.
            compared.faults.into_iter().for_each(|(path, sentence)| _ = checked.faults.entry(path).or_insert(sentence));
        }
        Err(exit) => failed = Some(exit),
    }
    checked.faults.values().chain(&checked.beside).chain(&checked.unread).for_each(|line| Say::error(line));
    if !checked.faults.is_empty() {
        let from_sources = checked.faults.len() - listed;
        let parts = [(listed, "与清单不同"), (from_sources, "与重新生成的不同")];
        let parts: Vec<String> = parts.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count}处{words}")).collect();
        Say::error(&format!("核对不通过：“{}”有{}。请重新生成，或重新上传。", checked.place, parts.join("，")));
    }
    if !checked.beside.is_empty() {
        Say::error(&format!("有{}个文件不是本程序生成的，列在上面；不认识的，请删除。", checked.beside.len()));
    }
    let exit = match (checked.faults.is_empty(), failed, checked.unread.is_empty()) {
        (false, ..) => Exit::Verify,
        (true, Some(exit), _) => exit,
        (true, None, false) => {
            Say::error(&format!("没有核对完：“{}”有些文件没有取到。没有发现不同，但也不能说一致。请过一会儿再运行一次。", checked.place));
            Exit::Machine
        }
        (true, None, true) => Exit::Done,
    };
    if exit != Exit::Done {
        checked.notes.iter().for_each(|note| Say::error(note));
        return exit;
    }
    let also = if is_rebuilt { "，也与用内容重新生成的一致" } else { "" };
    let mut good =
        format!("核对通过：{}个文件与清单一致{also}。\n清单 manifest.json 的 sha256：{}\n", checked.listed, checked.manifest_sha256);
    checked.notes.iter().for_each(|note| good += &format!("{note}\n"));
    Say::last(&good, Exit::Done)
}
