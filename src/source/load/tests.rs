//! The door, tried with what people and attackers put before it.

use super::{content, shown_name, themes};
use crate::source::fault::{Fault, Spot};
use std::fs;
use std::path::{Path, PathBuf};

/// A project folder with `content/` in it, and what is wrong with it.
fn project(fill: impl FnOnce(&Path)) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    fs::create_dir_all(content.join("2022")).unwrap();
    fs::write(content.join("site.yaml"), "name: 示例镇\n").unwrap();
    fill(&content);
    (folder, content)
}

fn shown(fault: &Fault) -> String {
    let Spot::File { path, position } = &fault.spot else { panic!("a stretch: {fault:?}") };
    let position = position.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
    let second = fault.note.as_ref().map_or_else(String::new, |(_, spot)| format!(" + {spot:?}"));
    let weight = if fault.harmless { "warning " } else { "" };
    format!("{weight}{} {path}{position}{second}", fault.code)
}

fn faults(fill: impl FnOnce(&Path)) -> Vec<String> {
    let (_folder, root) = project(fill);
    content(&root).unwrap().1.iter().map(shown).collect()
}

#[test]
fn takes_text_and_assets_in_the_order_of_their_paths() {
    let (_folder, root) = project(|content| {
        fs::write(content.join("2022/index.md"), "\u{feff}甲\r\n乙").unwrap();
        fs::write(content.join("2022/b.png"), b"\x89PNG\r\n\x1a\n").unwrap();
        for leftover in ["x.yaml~", ".#x", "x.swp", "Thumbs.db", ".env", "~$名单.xlsx"] {
            fs::write(content.join(leftover), "CANARY").unwrap();
        }
        fs::create_dir(content.join(".git")).unwrap();
        fs::write(content.join(".git/config.yaml"), "CANARY").unwrap();
    });
    let (sources, faults) = content(&root).unwrap();
    assert_eq!(faults, []);
    let files: Vec<(&str, &str)> = sources.files().map(|(_, file)| (file.path.as_str(), &*file.text)).collect();
    assert_eq!(files, [("content/2022/index.md", "甲\n乙\n"), ("content/site.yaml", "name: 示例镇\n")]);
    let assets: Vec<(&str, &[u8])> = sources.assets().iter().map(|asset| (asset.path.as_str(), &*asset.bytes)).collect();
    assert_eq!(assets, [("content/2022/b.png", &b"\x89PNG\r\n\x1a\n"[..])]);
}

#[cfg(unix)]
#[test]
fn links_devices_and_names_of_no_encoding_are_refused() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let found = faults(|content| {
        symlink("/etc/passwd", content.join("a.txt")).unwrap();
        symlink("..", content.join("loop")).unwrap();
        symlink("nowhere", content.join("x.md")).unwrap();
        std::os::unix::net::UnixListener::bind(content.join("s.md")).unwrap();
        fs::write(content.join(std::ffi::OsStr::from_bytes(b"\xb2\xe2.md")), "x").unwrap();
    });
    assert_eq!(
        found,
        [
            "file/symlink content/a.txt",
            "file/symlink content/loop",
            "file/special content/s.md",
            "file/symlink content/x.md",
            "file/name content/\\xB2\\xE2.md",
        ]
    );
    let (_folder, root) = project(|_| ());
    let link = root.with_file_name("link");
    symlink(&root, &link).unwrap();
    let (sources, found) = content(&link).unwrap();
    assert_eq!((sources.files().count(), shown(found.first().unwrap()).as_str()), (0, "file/symlink link"));
}

#[cfg(unix)]
#[test]
fn a_fifo_does_not_hang() {
    let found = faults(|content| {
        rustix::fs::mknodat(rustix::fs::CWD, content.join("p.md"), rustix::fs::FileType::Fifo, rustix::fs::Mode::from_raw_mode(0o600), 0)
            .unwrap();
    });
    assert_eq!(found, ["file/special content/p.md"]);
}

#[test]
fn names_that_do_not_travel() {
    let found = faults(|content| {
        for name in ["CON.md", "a:b.md", "Report.md", "report.md", "caf\u{e9}.md", "cafe\u{301}.md"] {
            fs::write(content.join(name), "x").unwrap();
        }
    });
    let second = |path: &str| format!(" + File {{ path: {path:?}, position: None }}");
    assert_eq!(
        found,
        [
            "file/name content/CON.md".to_owned(),
            "file/name content/a:b.md".to_owned(),
            format!("file/name content/caf\u{e9}.md{}", second("content/cafe\u{301}.md")),
            format!("file/name content/report.md{}", second("content/Report.md")),
        ]
    );
}

#[test]
fn limits_and_unfit_files() {
    let found = faults(|content| {
        fs::File::create(content.join("big.yaml")).unwrap().set_len(300 << 20).unwrap();
        fs::File::create(content.join("big.zip")).unwrap().set_len(65 << 20).unwrap();
        fs::write(content.join("e.png"), "").unwrap();
        fs::write(content.join("f.pdf"), "version https://git-lfs.github.com/spec/v1\noid sha256:0\n").unwrap();
        fs::write(content.join("g.svg"), "<svg onload='x()'/>").unwrap();
        fs::write(content.join("h.svg"), b"\xff\xfe<\0s\0").unwrap();
        fs::write(content.join("i.exe"), "MZ").unwrap();
        fs::write(content.join("j.md"), b"a\n\xb2\xe2\xca\xd4").unwrap();
        let deep = content.join("1/2/3/4/5/6/7/8");
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("x.md"), "x").unwrap();
    });
    assert_eq!(
        found,
        [
            "file/depth content/1/2/3/4/5/6/7/8/x.md",
            "file/too-large content/big.yaml",
            "file/too-large content/big.zip",
            "asset/empty content/e.png",
            "asset/lfs content/f.pdf:1:1",
            "asset/svg-active content/g.svg",
            "encoding/utf-16 content/h.svg:1:1",
            "warning file/ignored content/i.exe",
            "encoding/gbk content/j.md:2:1",
        ]
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_not_there_is_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    let (_, found) = content(&folder.path().join("content")).unwrap();
    assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), ["content/missing content"]);
    assert!(themes(&folder.path().join("themes")).unwrap().is_none());
}

#[test]
fn a_file_that_goes_during_the_walk_was_never_there() {
    let (_folder, root) = project(|_| ());
    let mut reader = super::Reader::new("content".into());
    let found = reader.walk(&root).unwrap();
    fs::remove_file(root.join("site.yaml")).unwrap();
    assert_eq!(found.iter().map(|file| reader.bytes(file, 10).unwrap()).collect::<Vec<_>>(), [None]);
    assert_eq!(reader.faults, []);
}

#[test]
fn themes_come_without_traces_of_the_editor() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("themes");
    fs::create_dir_all(root.join("standard/static")).unwrap();
    fs::write(root.join("standard/page.html"), "\u{feff}<p>\r\n").unwrap();
    fs::write(root.join("standard/static/font.woff2"), b"\r\n\xff").unwrap();
    let (files, found) = themes(&root).unwrap().unwrap();
    assert_eq!(found, []);
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    assert_eq!(files, [("standard/page.html", &b"<p>\n"[..]), ("standard/static/font.woff2", b"\r\n\xff")]);
}

#[test]
fn a_folder_is_called_as_it_was_typed_but_never_absolutely() {
    let here = std::env::current_dir().unwrap();
    let name = |path: &Path| shown_name(path, "content");
    assert_eq!(name(Path::new("content")), "content");
    assert_eq!(name(Path::new("./sites/a/content/")), "sites/a/content");
    assert_eq!(name(&here.join("content")), "content");
    assert_eq!(name(Path::new("/srv/x/content")), "content");
    assert_eq!(name(Path::new("../x/content")), "content");
    assert_eq!(name(Path::new(".")), "content");
}
