//! The writing end: the only part that changes the output folder.
//!
//! A build takes four steps. [`place::Output::check`] says whether the folder is ours to write; [`workshop::Workshop::open`] takes the lock
//! and clears away what a killed run left; [`stage::Stage`] takes the finished bytes from many workers into a tree beside the output;
//! [`stage::Stage::commit`] puts the two trees in each other's place in one step. Until that step the output is untouched, after it the
//! output is whole. A build that changes nothing writes nothing.
//!
//! What never happens here: no file of the output is opened for writing, no file that the manifest does not list is deleted, no symbolic
//! link is followed, no clock is read, nothing is written outside the output and `.gongkai/` beside it, and a failed sync is never tried again.
//! The report of a check ([`sheet::Sheet`]) is the one file that has nothing to do with the output: it is refused a place in it.

pub mod commit;
mod kernel;
pub mod ledger;
mod lock;
pub mod manifest;
pub mod place;
mod plan;
mod recover;
pub mod sheet;
pub mod stage;
mod survey;
mod sweep;
mod switch;
pub mod verify;
pub mod workshop;

use crate::source::history::past::Missing;
use crate::source::machine::MachineError;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a build ends without touching the output.
#[derive(Debug)]
pub enum Stop {
    /// The output is not ours to write. Exit code 2.
    Refused {
        /// The folder or file in question, as the user gave it.
        path: PathBuf,
        /// What speaks against it.
        why: Refusal,
    },
    /// Another build works on this output. Exit code 4.
    Locked {
        /// The lock file.
        path: PathBuf,
    },
    /// The commit to compare with cannot be read. Exit code 2.
    History {
        /// What was asked for: `main`, `HEAD~1`.
        revision: String,
        /// Why.
        why: Missing,
    },
    /// The machine failed. Exit code 3.
    Machine(MachineError),
    /// The user interrupted the run. Exit code 130 or 143.
    Cancelled,
}

/// What speaks against writing to an output.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// Files that we did not make, and no manifest of ours.
    NotOurs,
    /// The manifest is ours but cannot be read, so that nobody can tell our files from others.
    DamagedManifest,
    /// The folder is, holds or lies in a folder that a build must never replace.
    Holds(Kept),
    /// A symbolic link.
    Link,
    /// A mount point.
    Mount,
    /// A file stands where the output folder should be.
    NotAFolder,
    /// A file that we did not make stands where a page must go.
    InTheWay,
    /// `.gongkai/` lies on another disk than the output, so that no single step can switch the trees.
    OtherDisk,
    /// Nothing in the content has a date that a snapshot could be named by.
    NoDate,
    /// There is a snapshot of that date, and it is another one.
    OtherSnapshot,
    /// The snapshot of that date was taken down.
    TakenDown,
    /// A file of a snapshot is not the one that was put there.
    WornSnapshot,
    /// The name of the folder is one we need ourselves (`lock`) or no name at all.
    Name,
}

/// Folders that a build must never replace.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kept {
    /// The content tree or the themes.
    Input,
    /// The folder the program was started in.
    CurrentFolder,
    /// The user's home folder.
    Home,
    /// The root of the file system.
    Root,
    /// A git repository, or the inside of one's `.git`.
    Git,
    /// Our own `.gongkai/`.
    Workshop,
}

impl Stop {
    /// The stable code for the machine formats.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused { why: Refusal::NotOurs, .. } => "output/not-ours",
            Self::Refused { why: Refusal::DamagedManifest, .. } => "output/manifest",
            Self::Refused { why: Refusal::Holds(_) | Refusal::Name, .. } => "output/unsafe",
            Self::Refused { why: Refusal::Link, .. } => "output/link",
            Self::Refused { why: Refusal::Mount | Refusal::OtherDisk, .. } => "output/mount",
            Self::Refused { why: Refusal::NotAFolder, .. } => "output/not-a-folder",
            Self::Refused { why: Refusal::InTheWay, .. } => "output/in-the-way",
            Self::Refused { why: Refusal::NoDate | Refusal::OtherSnapshot | Refusal::TakenDown | Refusal::WornSnapshot, .. } => {
                "output/archive"
            }
            Self::Locked { .. } => "output/locked",
            Self::History { why: Missing::Repository, .. } => "record/no-repository",
            Self::History { why: Missing::History, .. } => "record/no-history",
            Self::History { why: Missing::Revision, .. } => "record/no-revision",
            Self::History { why: Missing::Object, .. } => "record/no-object",
            Self::Machine(_) => "machine/failed",
            Self::Cancelled => "run/cancelled",
        }
    }

    /// What to do, in Chinese, without a full stop missing.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Refused { why, .. } => why.remedy(),
            Self::Locked { .. } => "请等那一次结束后再运行。",
            Self::History { why, .. } => remedy_of_missing(*why),
            Self::Machine(_) => "原来的站点没有变化。请解决上面的问题后再运行一次。",
            Self::Cancelled => "原来的站点没有变化。",
        }
    }

    /// A failure of the machine at a path, ready for `map_err`.
    pub(crate) fn machine(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Machine(MachineError { action, path, source })
    }

    pub(crate) fn refused(path: impl Into<PathBuf>, why: Refusal) -> Self {
        Self::Refused { path: path.into(), why }
    }
}

fn remedy_of_missing(why: Missing) -> &'static str {
    match why {
        Missing::Repository => "请在 git 仓库里运行；不需要比较的，去掉 --base。",
        Missing::History => "请运行 git fetch --unshallow 取回历史；在流水线里，GitHub 写 fetch-depth: 0，GitLab 写 GIT_DEPTH: \"0\"。",
        Missing::Revision => "请核对写法：分支、标签、提交编号或 HEAD~1；远程的分支先 git fetch，再写 origin/main。",
        Missing::Object => "请运行 git fsck 查看，或重新完整克隆一次（不用 --depth 和 --filter）。",
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { path, why } => why.describe(&path.display(), f),
            Self::Locked { .. } => write!(f, "另一次生成正在进行，这一次没有运行。"),
            Self::History { revision, why } => match why {
                Missing::Repository => write!(f, "内容文件夹不在 git 仓库里，不能与“{revision}”比较。"),
                Missing::History => write!(f, "仓库里没有完整的历史（浅克隆），不能与“{revision}”比较。"),
                Missing::Revision => write!(f, "仓库里没有“{revision}”这个版本，不能比较。"),
                Missing::Object => write!(f, "“{revision}”的内容读不全，仓库不完整或已损坏，不能比较。"),
            },
            Self::Machine(error) => error.fmt(f),
            Self::Cancelled => write!(f, "已中断。"),
        }
    }
}

impl std::error::Error for Stop {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Machine(error) => Some(error),
            Self::Refused { .. } | Self::Locked { .. } | Self::History { .. } | Self::Cancelled => None,
        }
    }
}

impl Refusal {
    fn describe(self, path: &std::path::Display<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs => write!(f, "文件夹“{path}”里有不是本程序生成的文件，没有改动。"),
            Self::DamagedManifest => write!(f, "“{path}”已损坏，分不清哪些文件是本程序生成的，没有改动。"),
            Self::Holds(kept) => write!(f, "不能把站点生成到“{path}”：{}。没有改动。", kept.describe()),
            Self::Link => write!(f, "“{path}”是符号链接，不能作为输出，没有改动。"),
            Self::Mount => write!(f, "“{path}”是挂载点，不能整体替换，没有改动。"),
            Self::NotAFolder => write!(f, "“{path}”不是文件夹，没有改动。"),
            Self::InTheWay => write!(f, "要生成的网页与已有的“{path}”重名，而它不是本程序生成的，没有改动。"),
            Self::OtherDisk => write!(f, "“{path}”与输出文件夹不在同一个磁盘上，不能一次切换，没有改动。"),
            Self::NoDate => write!(f, "“{path}”里没有已公布的完成情况，没有数据截至日期，不能存档。没有改动。"),
            Self::OtherSnapshot => write!(f, "这个日期的存档“{path}”已经有了，内容与现在的不同；存档不能改写，没有改动。"),
            Self::TakenDown => write!(f, "“{path}”的存档已经撤下，不能再存，没有改动。"),
            Self::WornSnapshot => write!(f, "存档文件“{path}”被改动过或不见了，没有改动。"),
            Self::Name => write!(f, "不能用“{path}”作输出文件夹的名字，没有改动。"),
        }
    }

    fn remedy(self) -> &'static str {
        match self {
            Self::NotOurs => "请换一个空文件夹，或先把里面的文件移走。",
            Self::DamagedManifest => "请恢复这个文件，或换一个空文件夹。",
            Self::Holds(_) | Self::Name => "请用 --out 指定一个单独的文件夹，例如 public。",
            Self::Link => "请删除这个链接，或用 --out 指定真正的文件夹。",
            Self::Mount | Self::OtherDisk => "请挂载它的上一级文件夹，或用 --out 指定别处。",
            Self::NotAFolder => "请移走这个文件，或用 --out 指定别处。",
            Self::NoDate => "请先填报完成情况（figures 里的 as_of），再用 --snapshot。",
            Self::OtherSnapshot => {
                "请等有了新一期数据再存档，现在去掉 --snapshot 生成；旧存档有错、不宜保留的，在 site.yaml 的 archive 的 remove 里写明撤下。"
            }
            Self::TakenDown => "请等有了新一期数据再存档，现在去掉 --snapshot 生成。",
            Self::WornSnapshot => {
                "存档不能重新生成：请从上次发布的文件夹或备份恢复这个文件；不能恢复的，在 site.yaml 的 archive 的 remove 里写明撤下这份存档。"
            }
            Self::InTheWay => "请把它移走或改名后再运行。",
        }
    }
}

impl Kept {
    fn describe(self) -> &'static str {
        match self {
            Self::Input => "它与内容或主题文件夹重叠",
            Self::CurrentFolder => "它是当前文件夹或包含当前文件夹",
            Self::Home => "它是用户主文件夹或包含用户主文件夹",
            Self::Root => "它是文件系统的根",
            Self::Git => "它是 git 仓库或在 .git 里",
            Self::Workshop => "它在本程序自用的 .gongkai 里",
        }
    }
}
