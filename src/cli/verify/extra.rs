//! Files on a server that no manifest lists. A server does not say what it holds: only what its pages, lists and open folders lead to can be
//! found, and only if the server knows how to say that something is not there.

use crate::cli::verify::address::Base;
use crate::cli::verify::http::{Client, Want};
use crate::cli::verify::links::{self, READ};
use crate::cli::verify::mirror::{Fault, MOST_LINKS, Mirror};
use crate::emit::manifest::MANIFEST;
use crate::value::path::OutPath;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

/// Folders that are asked for their list.
const MOST_FOLDERS: usize = 500;
/// Unlisted files that are asked for.
const MOST_FILES: usize = 2_000;

/// Notes in `mirror` what is there and not listed; `found` is what the listed files lead to.
pub(super) fn look(client: &mut Client<'_>, base: &Base, mirror: &mut Mirror, mut found: BTreeSet<String>, cancelled: &AtomicBool) {
    let nothing = format!("gongkai-{}.html", mirror.manifest_sha256.get(..16).unwrap_or_default());
    if !matches!(is_there(client, &nothing), Some(false)) {
        mirror.blind = true;
        return;
    }
    open_folders(client, base, mirror, &mut found, cancelled);
    let listed = |path: &str| path == MANIFEST || mirror.manifest.files.contains_key(path);
    // Names that start with a dot are not looked at, as in a folder.
    let unlisted =
        found.iter().filter(|path| OutPath::new(path).is_some() && !listed(path) && !path.split('/').any(|part| part.starts_with('.')));
    let mut beside = BTreeSet::new();
    for path in unlisted.take(MOST_FILES) {
        if cancelled.load(Ordering::Relaxed) {
            break;
        }
        if is_there(client, path) == Some(true) {
            beside.insert(path.clone());
        }
    }
    mirror.beside = beside;
}

/// Reads the lists of folders that have no page of their own, as far as the server gives them.
fn open_folders(client: &mut Client<'_>, base: &Base, mirror: &Mirror, found: &mut BTreeSet<String>, cancelled: &AtomicBool) {
    let mut waiting = folders(&mirror.manifest.files.keys().collect(), &mirror.faults);
    waiting.extend(found.iter().filter(|path| path.ends_with('/')).cloned());
    let mut asked: BTreeSet<String> = BTreeSet::new();
    while let Some(folder) = waiting.pop_first() {
        if cancelled.load(Ordering::Relaxed) || asked.len() >= MOST_FOLDERS || found.len() >= MOST_LINKS {
            return;
        }
        let page = format!("{folder}index.html");
        let has_page = mirror.manifest.files.contains_key(&page) && !mirror.faults.contains_key(&page);
        if has_page || !asked.insert(folder.clone()) {
            continue;
        }
        let Ok(answer) = client.get(&folder, Want { most: READ, keep: true }) else { continue };
        if answer.status != 200 {
            continue;
        }
        let mut inside = BTreeSet::new();
        links::of(base, &folder, &answer.text, &mut inside);
        inside.retain(|path| path.starts_with(&folder) && *path != folder);
        waiting.extend(inside.iter().filter(|path| path.ends_with('/')).cloned());
        found.append(&mut inside);
    }
}

/// The folders that hold listed files, the whole site among them.
fn folders(files: &BTreeSet<&String>, faults: &BTreeMap<String, Fault>) -> BTreeSet<String> {
    let above = |path: &str| path.match_indices('/').filter_map(|(at, _)| path.get(..=at).map(str::to_owned)).collect::<Vec<_>>();
    let mut folders: BTreeSet<String> = files.iter().flat_map(|path| above(path)).collect();
    folders.insert(String::new());
    folders.retain(|folder| {
        let page = format!("{folder}index.html");
        !files.contains(&page) || faults.contains_key(&page)
    });
    folders
}

/// Whether the server has something at a path; `None` when that cannot be said.
fn is_there(client: &mut Client<'_>, path: &str) -> Option<bool> {
    let answer = client.get(path, Want { most: 0, keep: false }).ok()?;
    match answer.status {
        200 => Some(true),
        404 | 410 => Some(false),
        _ => None,
    }
}
