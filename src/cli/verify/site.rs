//! A site on a server, in the words people read.

use crate::cli::progress::Progress;
use crate::cli::say::{Say, is_watched};
use crate::cli::verify::Checked;
use crate::cli::verify::address::Base;
use crate::cli::verify::http::Limits;
use crate::cli::verify::mirror::{self, Fault, Halt, Mirror};
use crate::cli::verify::trouble::Trouble;
use crate::cli::{Exit, interrupt, usage};
use crate::diagnostic::order::one_line;
use crate::emit::manifest::MANIFEST;
use crate::emit::verify::{Difference, DifferenceKind};
use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// How long a server may be silent unless said otherwise.
const SILENCE: Duration = Duration::from_secs(20);
/// How long everything may take.
const WHOLE: Duration = Duration::from_secs(60 * 60);

const OWN_WORD: &str =
    "清单是从同一个网址取来的，只能说明文件与清单一致。请把清单的 sha256 与生成时显示的核对，或加 --rebuild 用内容重新生成再比较。";
const UNSEEN: &str =
    "通过网址看不到文件夹里有哪些文件：多余的文件，只有网页、数据或文件夹列表里链接到的才查得出。要全部查清，请在服务器上核对文件夹。";
const BLIND: &str = "这个服务器对不存在的网址也给出答复，因此没有查多余的文件。要查清，请在服务器上核对文件夹。";

/// Fetches everything and compares it.
///
/// # Errors
/// How to end, when it has been said why nothing was compared.
pub(super) fn check(text: &str, silence: Option<Duration>, cancelled: &AtomicBool) -> Result<Checked, Exit> {
    let base = Base::parse(text).map_err(usage::wrong)?;
    let now = Instant::now();
    let limits = Limits { silence: silence.unwrap_or(SILENCE), until: now.checked_add(WHOLE).unwrap_or(now) };
    let progress = Progress::new(is_watched());
    let mirror = mirror::compare(&base, limits, cancelled, &|done, all| progress.at(done, all));
    progress.clear();
    match mirror {
        Ok(mirror) => Ok(checked(&base, mirror)),
        Err(halt) => halted(&base, &halt),
    }
}

fn checked(base: &Base, mirror: Mirror) -> Checked {
    let mut unread: Vec<String> =
        mirror.unread.iter().map(|(path, trouble)| format!("“{}”没有取到：{trouble}。", one_line(path))).collect();
    if mirror.unasked > 0 {
        unread.push(format!("取不到的文件太多，或者时间到了：还有{}个文件没有核对。", mirror.unasked));
    }
    let sent_away = mirror.faults.values().any(|fault| matches!(fault, Fault::Sent(_)));
    let redirected = "本程序不跟随跳转：跳到的地方不是要核对的网址。请改用最后的网址，或下载整个文件夹再核对。";
    let beside = mirror.beside.iter().map(|path| Difference { path: one_line(path), kind: DifferenceKind::Extra }.to_string());
    let seen = if mirror.blind { BLIND } else { UNSEEN };
    let notes = sent_away.then_some(redirected).into_iter().chain([OWN_WORD, seen]);
    Checked {
        place: base.to_string(),
        listed: mirror.manifest.files.len(),
        manifest: Some(mirror.manifest),
        manifest_sha256: mirror.manifest_sha256,
        faults: mirror.faults.into_iter().map(|(path, fault)| (path.clone(), sentence(&path, &fault))).collect(),
        beside: beside.collect(),
        unread,
        notes: notes.map(str::to_owned).collect(),
    }
}

/// What is wrong with a file. Everything that a server sent passes the door to the terminal.
fn sentence(path: &str, fault: &Fault) -> String {
    let path = one_line(path);
    match fault {
        Fault::Changed => Difference { path, kind: DifferenceKind::Changed }.to_string(),
        Fault::Missing => format!("“{path}”在清单里，但服务器上没有。"),
        Fault::Sent(to) => {
            let to = to.as_deref().map_or_else(String::new, |to| format!("（{}）", one_line(to)));
            format!("“{path}”被跳转到别处{to}，没有跟过去。")
        }
        Fault::Denied(status) => format!("“{path}”服务器不给看（答复{status}）。"),
    }
}

/// Nothing was compared.
fn halted(base: &Base, halt: &Halt) -> Result<Checked, Exit> {
    let path = MANIFEST;
    let fault = match halt {
        Halt::Cancelled => {
            Say::error("已中断。");
            return Err(Exit::Signal(interrupt::code()));
        }
        Halt::Trouble(trouble) => {
            Say::error(&format!("没有核对：“{base}”{}{trouble}。请检查网址和网络，再运行一次。", at_all(trouble)));
            return Err(Exit::Machine);
        }
        Halt::NoManifest(Fault::Missing) => Difference { path: path.to_owned(), kind: DifferenceKind::NoManifest }.to_string(),
        Halt::NoManifest(fault) => sentence(path, fault),
        Halt::Damaged => Difference { path: path.to_owned(), kind: DifferenceKind::DamagedManifest }.to_string(),
        Halt::TooLarge => format!("“{path}”太大，不会是本程序生成的，不能核对。"),
    };
    let note = match halt {
        Halt::NoManifest(Fault::Sent(Some(to))) if to.starts_with("https:") => {
            "服务器要求用 https，本程序不含加密传输。请把发布的整个文件夹下载下来（包括 manifest.json），再运行 gongkai verify 文件夹。"
        }
        Halt::NoManifest(Fault::Sent(_)) => "本程序不跟随跳转。请写最后的网址，或下载整个文件夹再核对。",
        _ => "请核对网址：它应当是 index.html 和 manifest.json 所在的文件夹，manifest.json 也要一起上传。",
    };
    Ok(Checked {
        place: base.to_string(),
        listed: 0,
        manifest: None,
        manifest_sha256: String::new(),
        faults: BTreeMap::from([(path.to_owned(), fault)]),
        beside: Vec::new(),
        unread: Vec::new(),
        notes: vec![note.to_owned()],
    })
}

/// Whether the server was reached at all.
fn at_all(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Nobody | Trouble::Connect(_) => "连不上：",
        _ => "取不到清单：",
    }
}
