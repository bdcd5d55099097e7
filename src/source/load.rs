//! The only reader of the disk: walks the content folder and the theme folder, takes sound files, refuses everything else with its reason.
//! Follows no link, opens nothing but regular files, and has a limit for everything that can be large. Never writes, never reads a clock.

use crate::source::fault::{Fault, Spot};
use crate::source::format::Format;
use crate::source::machine::MachineError;
use crate::source::{Asset, SourceFile, Sources, name, svg, text};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path};
use walkdir::{DirEntry, WalkDir};

/// Longest text file, in bytes.
pub const MAX_TEXT: u64 = 4 << 20;
/// Longest picture or attachment, in bytes.
pub const MAX_ASSET: u64 = 64 << 20;
/// All that is read from one folder, in bytes.
pub const MAX_TOTAL: u64 = 1 << 30;
/// Most files of one folder.
pub const MAX_FILES: usize = 20_000;
/// Deepest folder below the content or theme folder.
pub const MAX_DEPTH: usize = 8;

const TEXT_ENDINGS: [&str; 5] = ["yaml", "yml", "md", "txt", "csv"];
const ASSET_ENDINGS: [&str; 22] = [
    "png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "ico", "pdf", "ofd", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et",
    "zip", "mp3", "mp4", "json",
];
const THEME_TEXT_ENDINGS: [&str; 10] = ["html", "xml", "yaml", "yml", "css", "js", "txt", "md", "json", "svg"];

/// The files of a theme folder by their path below it, with `/`.
pub type ThemeFiles = BTreeMap<String, Vec<u8>>;

/// Reads the content folder. What is wrong with single files comes back as faults, all of them, beside everything that is sound.
///
/// # Errors
/// A [`MachineError`] when the disk or a permission keeps a file or folder from being read.
pub fn content(folder: &Path) -> Result<(Sources, Vec<Fault>), MachineError> {
    let mut reader = Reader::new(shown_name(folder, "content"));
    let (mut files, mut assets) = (Vec::new(), Vec::new());
    if !reader.root(folder)? {
        let message = format!("没有找到内容文件夹“{}”", reader.root);
        let remedy = "请在项目文件夹里运行，或用 --content 指明内容文件夹。";
        reader.faults.push(Fault::of_file(&reader.root, "content/missing", message, remedy));
        return Ok((Sources::default(), reader.faults));
    }
    for found in reader.walk(folder)? {
        let ending = ending_of(&found.path);
        if is_text(&found.path) {
            let Some(bytes) = reader.bytes(&found, MAX_TEXT)? else { continue };
            match text::sound(&found.path, &bytes) {
                Ok(text) => files.push(SourceFile { path: found.path, text: text.into() }),
                Err(faults) => reader.faults.extend(faults),
            }
        } else if ASSET_ENDINGS.contains(&ending.as_str()) {
            let Some(bytes) = reader.bytes(&found, MAX_ASSET)? else { continue };
            match unfit_asset(&found.path, &ending, &bytes) {
                faults if faults.is_empty() => {
                    assets.push(Asset { length: u64::try_from(bytes.len()).unwrap_or(u64::MAX), bytes: bytes.into(), path: found.path });
                }
                faults => reader.faults.extend(faults),
            }
        } else {
            let remedy = "请移到内容文件夹外面；要放到网站上的，请用 png、jpg、svg、pdf、docx、xlsx、zip 等格式。";
            reader.faults.push(Fault::of_file(&found.path, "file/ignored", "不认识这种文件，网站上不会有它", remedy).harmless());
        }
    }
    Ok((Sources::new(&reader.root, files, assets), reader.faults))
}

/// Reads the theme folder, or gives `None` when there is no such folder. Text comes without byte order mark and with LF line ends, so that a
/// theme gives the same pages whatever editor saved it.
///
/// # Errors
/// A [`MachineError`] when the disk or a permission keeps a file or folder from being read.
pub fn themes(folder: &Path) -> Result<Option<(ThemeFiles, Vec<Fault>)>, MachineError> {
    let mut reader = Reader::new(shown_name(folder, "themes"));
    if !reader.root(folder)? {
        return Ok((!reader.faults.is_empty()).then(|| (ThemeFiles::new(), reader.faults)));
    }
    let mut files = ThemeFiles::new();
    for found in reader.walk(folder)? {
        let ending = ending_of(&found.path);
        let is_text = THEME_TEXT_ENDINGS.contains(&ending.as_str());
        let Some(bytes) = reader.bytes(&found, if is_text { MAX_TEXT } else { MAX_ASSET })? else { continue };
        let faults = if !is_text || ending == "svg" { unfit_asset(&found.path, &ending, &bytes) } else { Vec::new() };
        let sound = if is_text && !bytes.is_empty() { text::sound(&found.path, &bytes).map(String::into_bytes) } else { Ok(bytes) };
        match sound {
            Ok(bytes) if faults.is_empty() => {
                files.insert(found.below, bytes);
            }
            Ok(_) => reader.faults.extend(faults),
            Err(faults) => reader.faults.extend(faults),
        }
    }
    Ok(Some((files, reader.faults)))
}

/// A regular file that may be read.
struct Found {
    entry: DirEntry,
    /// As people know it: `content/2022/report.yaml`.
    path: String,
    /// Below the folder: `2022/report.yaml`.
    below: String,
}

/// One pass over one folder: what it is called, what was wrong so far, how much was read.
struct Reader {
    root: String,
    faults: Vec<Fault>,
    total: u64,
}

impl Reader {
    fn new(root: String) -> Self {
        Self { root, faults: Vec::new(), total: 0 }
    }

    /// Whether the folder is there and is a folder.
    fn root(&mut self, folder: &Path) -> Result<bool, MachineError> {
        match fs::symlink_metadata(folder) {
            Ok(meta) if meta.is_symlink() => {
                self.faults.push(symlink(&self.root));
                Ok(false)
            }
            Ok(meta) => Ok(meta.is_dir()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(failed(folder, error)),
        }
    }

    /// Every regular file below a folder, by name, folder by folder; refuses links, devices, and names that do not travel.
    fn walk(&mut self, folder: &Path) -> Result<Vec<Found>, MachineError> {
        let mut found = Vec::new();
        let mut names: BTreeMap<(String, String), String> = BTreeMap::new();
        let mut entries = WalkDir::new(folder).min_depth(1).follow_links(false).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let gone = |error: &walkdir::Error| error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound);
            if entry.as_ref().is_err_and(gone) {
                continue;
            }
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(folder).to_path_buf();
                failed(&path, error.into_io_error().unwrap_or_else(|| std::io::Error::other("folder loop")))
            })?;
            let is_folder = entry.file_type().is_dir();
            let taken = self.admit(folder, entry, &mut names);
            if is_folder && taken.is_none() {
                entries.skip_current_dir();
            }
            found.extend(taken.filter(|_| !is_folder));
            if found.len() > MAX_FILES {
                let message = format!("文件太多，超过{MAX_FILES}个");
                self.faults.push(Fault::of_file(&self.root, "file/too-many", message, "请检查是否放错了文件夹。"));
                return Ok(Vec::new());
            }
        }
        Ok(found)
    }

    /// The entry if it may be used; otherwise says why not, or says nothing of what editors leave behind.
    fn admit(&mut self, folder: &Path, entry: DirEntry, names: &mut BTreeMap<(String, String), String>) -> Option<Found> {
        let parts: Vec<&str> = entry.path().strip_prefix(folder).ok()?.iter().filter_map(|part| part.to_str()).collect();
        let Some(name) = entry.file_name().to_str() else {
            let shown = escaped(entry.file_name());
            let parent = self.shown(&parts.join("/"));
            let remedy = "请把这个文件改名（用英文字母、数字或汉字）。";
            self.faults.push(Fault::of_file(&format!("{parent}/{shown}"), "file/name", format!("文件名“{shown}”的编码不对"), remedy));
            return None;
        };
        if name::is_leftover(name) {
            return None;
        }
        let below = parts.join("/");
        let path = self.shown(&below);
        let kind = entry.file_type();
        let parent = parts.split_last().map_or_else(String::new, |(_, above)| above.join("/"));
        if kind.is_symlink() {
            self.faults.push(symlink(&path));
        } else if !kind.is_file() && !kind.is_dir() {
            let remedy = "请删除它；内容文件夹里只能放普通文件。";
            self.faults.push(Fault::of_file(&path, "file/special", "这不是普通文件（是设备、管道或套接字）", remedy));
        } else if let Some(why) = name::unportable(name) {
            let message = format!("文件名{why}，换一台电脑就打不开");
            self.faults.push(Fault::of_file(&path, "file/name", message, "请改名，例如 report-2022.md。"));
        } else if let Some(first) = names.insert((parent, name::folded(name)), path.clone()) {
            let message = format!("“{path}”与“{first}”只有大小写或字符写法不同，有的电脑上会当成同一个文件");
            let fault = Fault::of_file(&path, "file/name", message, "请给其中一个改名。");
            self.faults.push(fault.note("另一个在这里", Spot::File { path: first, position: None }));
        } else if entry.depth() > MAX_DEPTH {
            let message = format!("文件夹太深，超过{MAX_DEPTH}层");
            self.faults.push(Fault::of_file(&path, "file/depth", message, "请把文件移到上层文件夹。"));
        } else {
            return Some(Found { entry, path, below });
        }
        None
    }

    /// The bytes of a file, or `None` with the reason noted when it is larger than it may be.
    fn bytes(&mut self, found: &Found, limit: u64) -> Result<Option<Vec<u8>>, MachineError> {
        let path = found.entry.path();
        let length = match fs::symlink_metadata(path) {
            Ok(meta) => meta.len(),
            // Editors save by way of files that live for a moment; one that is gone since the walk was never there.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(path, error)),
        };
        if length > limit || self.total + length > MAX_TOTAL {
            let message = if length > limit {
                format!("文件太大（{}，最多{}）", megabytes(length), megabytes(limit))
            } else {
                format!("全部文件加起来超过{}，从这个文件起没有读取", megabytes(MAX_TOTAL))
            };
            self.faults.push(Fault::of_file(&found.path, "file/too-large", message, "请压缩或拆分；放错地方的，请移走。"));
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(|error| failed(path, error))?;
        // One byte more than was promised shows a file that grows while it is read.
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| failed(path, error))?;
        self.total += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Ok(Some(bytes))
    }

    fn shown(&self, below: &str) -> String {
        if below.is_empty() { self.root.clone() } else { format!("{}/{below}", self.root) }
    }
}

/// Whether a file of the content tree is read as text, by its name.
pub(super) fn is_text(path: &str) -> bool {
    TEXT_ENDINGS.contains(&ending_of(path).as_str())
}

/// How a folder is called in findings and in the data's provenance: as typed when it lies below the current folder, else by its last name;
/// never an absolute path of this machine.
fn shown_name(folder: &Path, otherwise: &str) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let below = folder.strip_prefix(&here).unwrap_or(folder);
    let parts: Vec<Component> = below.components().filter(|part| *part != Component::CurDir).collect();
    let typed = parts.iter().all(|part| matches!(part, Component::Normal(_)));
    let names: Vec<&str> = parts.iter().filter_map(|part| if let Component::Normal(name) = part { name.to_str() } else { None }).collect();
    match names.last() {
        Some(_) if typed => names.join("/"),
        Some(last) => (*last).to_owned(),
        None => otherwise.to_owned(),
    }
}

/// Why a picture or attachment cannot be used.
fn unfit_asset(path: &str, ending: &str, bytes: &[u8]) -> Vec<Fault> {
    if bytes.is_empty() {
        return vec![Fault::of_file(path, "asset/empty", "文件是空的（0字节）", "请重新放入完整的文件，或删除它。")];
    }
    if bytes.starts_with(b"version https://git-lfs.github.com/spec/") {
        return vec![text::lfs_pointer(path)];
    }
    if ending == "svg"
        && let Err(faults) = text::sound(path, bytes)
    {
        return faults;
    }
    let format = Format::of(bytes);
    if !format.fits(ending) {
        let message = format!("文件名是 .{ending}，内容却是{}", format.word());
        return vec![Fault::of_file(
            path,
            "asset/format",
            message,
            "请取回完整的原文件，或用原来的软件打开，另存为所要的格式；不要只改文件名的后缀。",
        )];
    }
    if ending != "svg" {
        return Vec::new();
    }
    let active = svg::active_part(bytes);
    let remedy = "请用绘图软件另存为普通 SVG（不含脚本、动画和外部链接），或改用 PNG。";
    active.map(|part| Fault::of_file(path, "asset/svg-active", format!("这张 SVG 图里有{part}，不能发布"), remedy)).into_iter().collect()
}

fn symlink(path: &str) -> Fault {
    Fault::of_file(path, "file/symlink", "这是一个符号链接（快捷方式），不会被读取", "请删除它，把文件本身复制到这里。")
}

fn failed(path: &Path, source: std::io::Error) -> MachineError {
    MachineError { action: "读取", path: path.to_path_buf(), source }
}

fn ending_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

/// A name that is no UTF-8, with its odd bytes written as `\xB2`.
fn escaped(name: &std::ffi::OsStr) -> String {
    name.as_encoded_bytes().utf8_chunks().fold(String::new(), |mut shown, chunk| {
        shown.push_str(chunk.valid());
        shown.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
        shown
    })
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(1 << 20);
    format!("{}.{}MB", tenths / 10, tenths % 10).replace(".0MB", "MB")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests;
