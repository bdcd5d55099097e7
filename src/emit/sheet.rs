//! The report of a check: one file of its own outside of everything that is published or read. Written whole or not at all.

use crate::diagnostic::inspection::MARK;
use crate::emit::kernel::{Kind, look};
use crate::emit::manifest::{self, MANIFEST};
use crate::emit::place::{WORKSHOP, resolved, without_dots};
use crate::source::machine::MachineError;
use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// How much of a file is looked at for the mark of a report.
const START: u64 = 1024;

/// A place for a report that was found fit.
#[derive(Clone, Debug)]
pub struct Sheet {
    path: PathBuf,
    folder: PathBuf,
    name: OsString,
}

/// Why there is no place for a report, or no report.
#[derive(Debug)]
pub enum Unfit {
    /// The place is refused.
    Refused {
        /// As the user gave it.
        path: PathBuf,
        /// What speaks against it.
        why: Why,
    },
    /// The machine failed.
    Machine(MachineError),
}

/// What speaks against a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// The name does not end like that of a page.
    Name,
    /// It lies in the content or the themes.
    Input,
    /// It lies in the output, or in a site that was published elsewhere: it would be public.
    Site,
    /// It lies in `.git` or in our own `.gongkai`.
    Kept,
    /// A folder, link or device stands there.
    NotAFile,
    /// A file stands there that is no report of ours.
    Taken,
}

impl Sheet {
    /// Checks a place for a report against the `inputs` (content and themes) and the `output` folder. Reads, never writes.
    ///
    /// # Errors
    /// [`Unfit::Refused`] when something would be spoilt or published, [`Unfit::Machine`] when the place cannot be looked at.
    pub fn check(path: &Path, inputs: &[&Path], output: &Path) -> Result<Self, Unfit> {
        let refuse = |why| Unfit::Refused { path: path.to_path_buf(), why };
        let is_page = |ending: &std::ffi::OsStr| ending.eq_ignore_ascii_case("html") || ending.eq_ignore_ascii_case("htm");
        let clean = without_dots(path);
        let Some(name) = clean.file_name().filter(|_| clean.extension().is_some_and(is_page)) else { return Err(refuse(Why::Name)) };
        let current = std::env::current_dir().map_err(failed("读取", Path::new(".")))?;
        let folder = resolved(&current.join(clean.parent().unwrap_or(Path::new(""))));
        let real = folder.join(name);
        let lies_in = |other: &Path| real.starts_with(resolved(&current.join(other)));
        if inputs.iter().any(|input| lies_in(input)) {
            return Err(refuse(Why::Input));
        }
        if lies_in(output) || folder.ancestors().any(|above| manifest::is_marked(&above.join(MANIFEST)).unwrap_or(false)) {
            return Err(refuse(Why::Site));
        }
        if folder.iter().any(|part| part == ".git" || part == WORKSHOP) {
            return Err(refuse(Why::Kept));
        }
        let sheet = Self { path: path.to_path_buf(), folder, name: name.to_os_string() };
        sheet.is_free()?;
        Ok(sheet)
    }

    /// Where it will stand, as the user gave it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the report in one step: a reader sees the old one or the new one, and a failure leaves the old one.
    ///
    /// # Errors
    /// [`Unfit::Refused`] when somebody put something there meanwhile, [`Unfit::Machine`] when it cannot be written.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Unfit> {
        self.is_free()?;
        fs::create_dir_all(&self.folder).map_err(failed("建立文件夹", &self.folder))?;
        let mut draft = OsString::from(".");
        draft.push(&self.name);
        draft.push(format!(".gongkai-{}", std::process::id()));
        let draft = self.folder.join(draft);
        let done = File::create(&draft)
            .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&draft, self.folder.join(&self.name)));
        done.inspect_err(|_| drop(fs::remove_file(&draft))).map_err(failed("写入", &self.path))
    }

    /// Nothing stands there, or an earlier report.
    fn is_free(&self) -> Result<(), Unfit> {
        let refuse = |why| Unfit::Refused { path: self.path.clone(), why };
        let real = self.folder.join(&self.name);
        match look(&real).map_err(failed("读取", &self.path))? {
            None => Ok(()),
            Some(seen) if seen.kind != Kind::File => Err(refuse(Why::NotAFile)),
            Some(_) if is_report(&real).map_err(failed("读取", &self.path))? => Ok(()),
            Some(_) => Err(refuse(Why::Taken)),
        }
    }
}

fn is_report(path: &Path) -> io::Result<bool> {
    let mut start = Vec::new();
    File::open(path)?.take(START).read_to_end(&mut start)?;
    Ok(String::from_utf8_lossy(&start).contains(MARK))
}

fn failed(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Unfit {
    let path = path.to_path_buf();
    move |source| Unfit::Machine(MachineError { action, path, source })
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, why) = match self {
            Self::Refused { path, why } => (path.display(), why),
            Self::Machine(error) => return error.fmt(f),
        };
        match why {
            Why::Name => write!(f, "检查报告是一个网页，“{path}”请改成以 .html 结尾的文件名。"),
            Why::Input => write!(f, "检查报告不能写进内容或主题文件夹（“{path}”），请写到别处。"),
            Why::Site => write!(f, "检查报告不能写进网站的输出文件夹（“{path}”），否则会随网站公开，请写到别处。"),
            Why::Kept => write!(f, "检查报告不能写进 .git 或 .gongkai 文件夹（“{path}”），请写到别处。"),
            Why::NotAFile => write!(f, "“{path}”是文件夹、链接或设备，不能写成检查报告，没有改动。请换一个文件名。"),
            Why::Taken => write!(f, "“{path}”已经存在，而且不是本程序写的检查报告，没有改动。请换一个文件名，或先把它移走。"),
        }
    }
}
