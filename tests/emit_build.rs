//! What a build does to the output folder, shown on small trees.
#![allow(clippy::unwrap_used, clippy::panic)]

mod emit_tree;

use emit_tree::{Site, all_bytes};
use gongkai::emit::manifest::MANIFEST;
use gongkai::emit::verify::{DifferenceKind, verify};
use gongkai::emit::{Refusal, Stop};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::sync::atomic::Ordering;

const A: &[(&str, &str)] = &[("index.html", "home"), ("2022/index.html", "report"), ("assets/site.css", "css")];
const B: &[(&str, &str)] = &[("index.html", "home 2"), ("2022/index.html", "report"), ("2022/new/index.html", "new")];

#[test]
fn a_first_build_makes_the_tree_and_its_manifest() {
    let site = Site::new();
    let outcome = site.build(A).unwrap();
    assert_eq!(outcome.written, ["2022/index.html", "assets/site.css", "index.html"]);
    assert!(outcome.switched && outcome.untidy.is_none());
    let manifest = fs::read_to_string(site.out.join(MANIFEST)).unwrap();
    assert!(manifest.starts_with("{\n  \"program\": \"gongkai\",\n  \"version\": \"0\",\n  \"source_revision\": null,\n"), "{manifest}");
    let report = verify(&site.out).unwrap();
    assert!(report.is_whole());
    assert_eq!((report.listed, report.manifest_sha256), (3, outcome.manifest_sha256));
    assert_eq!(site.left_behind(), Vec::<String>::new());
}

#[test]
fn a_second_build_writes_nothing_and_renders_nothing() {
    let site = Site::new();
    site.build(A).unwrap();
    let before = site.snapshot();
    let outcome = site.build(A).unwrap();
    assert!(!outcome.switched && outcome.written.is_empty());
    assert_eq!((outcome.kept, site.rendered.swap(0, Ordering::Relaxed)), (3, 3), "only the first build renders");
    assert_eq!(site.snapshot(), before, "names, bytes, inodes and times, the workshop included");
}

#[test]
fn a_change_rewrites_what_changed_and_removes_what_went() {
    let site = Site::new();
    site.build(A).unwrap();
    let inode = |path| fs::metadata(site.out.join(path)).unwrap().ino();
    let kept = inode("2022/index.html");
    let outcome = site.build(B).unwrap();
    assert_eq!(outcome.written, ["2022/new/index.html", "index.html"]);
    assert_eq!(outcome.removed, ["assets/site.css"]);
    assert_eq!((outcome.kept, inode("2022/index.html")), (1, kept));
    assert!(!site.out.join("assets").exists());
    let clean = Site::new();
    clean.build(B).unwrap();
    assert_eq!(all_bytes(&site.out), all_bytes(&clean.out));
    let before = site.snapshot();
    assert!(!site.build(B).unwrap().switched);
    assert_eq!(site.snapshot(), before);
}

#[test]
fn a_lost_ledger_costs_work_and_changes_nothing() {
    let site = Site::new();
    site.build(A).unwrap();
    let before = all_bytes(&site.out);
    for damage in ["", "garbage", "gongkai-ledger 2 x\n"] {
        fs::write(site.ledger(), damage).unwrap();
        let outcome = site.build(A).unwrap();
        assert!(!outcome.switched, "the same bytes are not written again");
        assert_eq!(all_bytes(&site.out), before);
    }
    fs::remove_dir_all(site.root().join(".gongkai")).unwrap();
    assert!(!site.build(A).unwrap().switched);
}

#[test]
fn a_hand_in_the_output_is_undone() {
    let site = Site::new();
    site.build(A).unwrap();
    let clean = all_bytes(&site.out);
    let page = site.out.join("index.html");
    let harms: &[&dyn Fn()] = &[
        &|| fs::write(&page, "hand").unwrap(),
        &|| fs::write(&page, "hhhh").unwrap(),
        &|| fs::remove_file(&page).unwrap(),
        &|| fs::remove_dir_all(site.out.join("2022")).unwrap(),
        &|| fs::set_permissions(&page, fs::Permissions::from_mode(0o600)).unwrap(),
        &|| fs::set_permissions(site.out.join("2022"), fs::Permissions::from_mode(0o700)).unwrap(),
        &|| fs::set_permissions(&site.out, fs::Permissions::from_mode(0o711)).unwrap(),
    ];
    for (at, harm) in harms.iter().enumerate() {
        harm();
        assert!(site.build(A).unwrap().switched, "harm {at}");
        assert_eq!(all_bytes(&site.out), clean, "harm {at}");
    }
}

#[test]
fn what_others_put_there_is_carried_over() {
    let site = Site::new();
    fs::create_dir(&site.out).unwrap();
    fs::write(site.out.join(".gitkeep"), "").unwrap();
    site.build(A).unwrap();
    fs::create_dir_all(site.out.join("assets/by-hand/empty")).unwrap();
    fs::write(site.out.join("assets/by-hand/photo.jpg"), "photo").unwrap();
    fs::write(site.out.join("CNAME"), "example").unwrap();
    fs::set_permissions(site.out.join("assets/by-hand"), fs::Permissions::from_mode(0o500)).unwrap();
    for files in [B, A, B] {
        assert!(site.build(files).unwrap().switched);
        assert_eq!(fs::read_to_string(site.out.join("assets/by-hand/photo.jpg")).unwrap(), "photo");
        assert_eq!(fs::metadata(site.out.join("assets/by-hand")).unwrap().mode() & 0o7777, 0o500);
        assert!(site.out.join("assets/by-hand/empty").is_dir() && site.out.join("CNAME").exists() && site.out.join(".gitkeep").exists());
    }
    let extra = verify(&site.out).unwrap().differences;
    assert_eq!(extra.iter().map(|found| &*found.path).collect::<Vec<_>>(), ["CNAME", "assets/by-hand/photo.jpg"]);
    fs::set_permissions(site.out.join("assets/by-hand"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_page_never_replaces_a_foreign_file() {
    let site = Site::new();
    site.build(A).unwrap();
    fs::create_dir_all(site.out.join("2022/new")).unwrap();
    fs::write(site.out.join("2022/new/index.html"), "by hand").unwrap();
    let before = all_bytes(&site.out);
    let Err(Stop::Refused { path, why: Refusal::InTheWay }) = site.build(B) else { panic!("not refused") };
    assert_eq!(path, site.out.join("2022/new/index.html"));
    assert_eq!(all_bytes(&site.out), before);
    assert_eq!(site.left_behind(), Vec::<String>::new());
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let refusal = |prepare: &dyn Fn(&Site)| {
        let site = Site::new();
        prepare(&site);
        let before = all_bytes(&site.out);
        let Err(Stop::Refused { why, .. }) = site.build(A) else { panic!("not refused") };
        assert_eq!(all_bytes(&site.out), before);
        why
    };
    let page = |site: &Site| {
        fs::create_dir(&site.out).unwrap();
        fs::write(site.out.join("mine"), "mine").unwrap();
    };
    assert_eq!(refusal(&page), Refusal::NotOurs);
    let foreign_manifest = |site: &Site| {
        fs::create_dir(&site.out).unwrap();
        fs::write(site.out.join(MANIFEST), "{\"name\": \"web app\"}").unwrap();
    };
    assert_eq!(refusal(&foreign_manifest), Refusal::NotOurs);
    let unmarked = |site: &Site| {
        site.build(A).unwrap();
        fs::remove_file(site.out.join(MANIFEST)).unwrap();
    };
    assert_eq!(refusal(&unmarked), Refusal::NotOurs);
    let damaged = |site: &Site| {
        site.build(A).unwrap();
        let text = fs::read_to_string(site.out.join(MANIFEST)).unwrap();
        fs::write(site.out.join(MANIFEST), &text[..text.len() - 9]).unwrap();
    };
    assert_eq!(refusal(&damaged), Refusal::DamagedManifest);
    let repository = |site: &Site| fs::create_dir_all(site.out.join(".git")).unwrap();
    assert!(matches!(refusal(&repository), Refusal::Holds(_)));
}

#[test]
fn links_are_refused_and_never_followed() {
    let site = Site::new();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("keep"), "keep").unwrap();
    let is_link = |result: Result<_, Stop>| matches!(result, Err(Stop::Refused { why: Refusal::Link, .. }));
    symlink(elsewhere.path(), &site.out).unwrap();
    assert!(is_link(site.build(A).map(drop)));
    fs::remove_file(&site.out).unwrap();
    symlink(elsewhere.path(), site.root().join(".gongkai")).unwrap();
    assert!(is_link(site.build(A).map(drop)));
    fs::remove_file(site.root().join(".gongkai")).unwrap();
    site.build(A).unwrap();
    symlink(elsewhere.path(), site.out.join("2022/link")).unwrap();
    assert!(is_link(site.build(B).map(drop)));
    let found = verify(&site.out).unwrap().differences;
    assert_eq!(found.iter().map(|found| (&*found.path, found.kind)).collect::<Vec<_>>(), [("2022/link", DifferenceKind::Link)]);
    assert_eq!(fs::read_to_string(elsewhere.path().join("keep")).unwrap(), "keep");
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
}

#[test]
fn an_interrupted_or_failed_build_leaves_nothing() {
    let site = Site::new();
    site.build(A).unwrap();
    let before = site.snapshot();
    site.cancelled.store(true, Ordering::Relaxed);
    assert!(matches!(site.build(B), Err(Stop::Cancelled)));
    site.cancelled.store(false, Ordering::Relaxed);
    site.build_half(B).unwrap();
    assert_eq!(site.snapshot(), before);
}

#[test]
fn one_build_at_a_time() {
    let site = Site::new();
    let workshop = site.workshop().unwrap();
    assert!(matches!(site.build(A), Err(Stop::Locked { .. })));
    drop(workshop);
    site.build(A).unwrap();
    let lock = site.root().join(".gongkai/lock");
    for content in ["", "1", "999999 some-host", "\0\u{1}garbage"] {
        fs::write(&lock, content).unwrap();
        site.build(A).unwrap();
        assert_eq!(fs::read_to_string(&lock).unwrap(), content, "the lock file is nobody's to write");
    }
}

#[test]
fn what_cannot_be_a_lock_is_a_failure_at_once() {
    let site = Site::new();
    let victim = site.root().join("victim");
    fs::write(&victim, "victim").unwrap();
    let lock = site.root().join(".gongkai/lock");
    fs::create_dir(site.root().join(".gongkai")).unwrap();
    let failed = || assert!(matches!(site.build(A), Err(Stop::Machine(_))));
    symlink(&victim, &lock).unwrap();
    failed();
    fs::remove_file(&lock).unwrap();
    fs::create_dir(&lock).unwrap();
    failed();
    fs::remove_dir(&lock).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, &lock, rustix::fs::FileType::Fifo, rustix::fs::Mode::from_raw_mode(0o600), 0).unwrap();
    failed();
    assert_eq!(fs::read_to_string(&victim).unwrap(), "victim");
    assert!(!site.out.exists());
}

#[test]
fn what_a_killed_run_left_is_cleared_away() {
    let site = Site::new();
    site.build(A).unwrap();
    let work = site.ledger().parent().unwrap().to_path_buf();
    for at in 0..200 {
        fs::create_dir_all(work.join(format!("stage-{at:08x}/2022"))).unwrap();
    }
    fs::create_dir(work.join("stage-of-mine")).unwrap();
    fs::write(work.join("ledger.new"), "half").unwrap();
    site.build(B).unwrap();
    assert_eq!(site.left_behind(), ["stage-of-mine"]);
}

#[test]
fn verify_names_each_difference() {
    let site = Site::new();
    site.build(A).unwrap();
    fs::write(site.out.join("index.html"), "hone").unwrap();
    fs::remove_file(site.out.join("assets/site.css")).unwrap();
    fs::write(site.out.join("extra.html"), "x").unwrap();
    fs::write(site.out.join(".hidden"), "x").unwrap();
    let found = verify(&site.out).unwrap().differences;
    let found: Vec<_> = found.iter().map(|found| (&*found.path, found.kind)).collect();
    use DifferenceKind::{Changed, Extra, Missing};
    assert_eq!(found, [("assets/site.css", Missing), ("extra.html", Extra), ("index.html", Changed)]);
    fs::write(site.out.join(MANIFEST), "{}").unwrap();
    assert_eq!(verify(&site.out).unwrap().differences[0].kind, DifferenceKind::NoManifest);
    assert!(matches!(verify(&site.out.join("nowhere")), Err(Stop::Machine(_))));
}

#[test]
fn the_same_path_twice_and_the_manifest_are_refused() {
    let site = Site::new();
    assert!(matches!(site.build(&[("a", "1"), ("a", "2")]), Err(Stop::Machine(_))));
    assert!(matches!(site.build(&[(MANIFEST, "1")]), Err(Stop::Machine(_))));
    assert!(!site.out.exists());
    assert_eq!(site.left_behind(), Vec::<String>::new());
}

#[test]
fn modes_do_not_depend_on_the_umask() {
    let site = Site::new();
    let old = rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let built = site.build(A);
    rustix::process::umask(old);
    built.unwrap();
    let mode = |path: &str| fs::metadata(site.out.join(path)).unwrap().mode() & 0o7777;
    assert_eq!([mode(""), mode("2022"), mode("index.html"), mode(MANIFEST)], [0o755, 0o755, 0o644, 0o644]);
}
