//! A failure of the machine (disk, permission, memory), as opposed to a mistake in the content.

use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;

/// What was being done, to which file, and what the system answered. Exit code 3.
#[derive(Debug)]
pub struct MachineError {
    /// What was being done, in Chinese, as it stands after 无法: `读取`, `写入`, `锁定`.
    pub action: &'static str,
    /// The file or folder.
    pub path: PathBuf,
    /// The system's answer.
    pub source: std::io::Error,
}

impl fmt::Display for MachineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "无法{}“{}”：", self.action, self.path.display())?;
        match plain_reason(self.source.kind()) {
            Some(reason) => write!(f, "{reason}。"),
            // A rare answer is given as the system words it: somebody may have to search for it.
            None => write!(f, "{}。", self.source),
        }
    }
}

/// The common answers of the system in plain words.
fn plain_reason(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "找不到这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限，或者文件正被其他程序打开",
        ErrorKind::StorageFull => "磁盘满了",
        ErrorKind::QuotaExceeded => "超过了磁盘配额",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::FileTooLarge => "文件超过了系统允许的大小",
        ErrorKind::AlreadyExists => "同名的文件或文件夹已经存在",
        ErrorKind::NotADirectory => "路径中有一段不是文件夹",
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::DirectoryNotEmpty => "文件夹不是空的",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "正被其他程序使用",
        ErrorKind::AddrInUse => "这个端口已被其他程序占用",
        ErrorKind::AddrNotAvailable => "这台电脑上没有这个地址",
        ErrorKind::OutOfMemory => "内存不足",
        ErrorKind::BrokenPipe => "接收输出的程序已经退出",
        _ => return None,
    })
}

impl std::error::Error for MachineError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
