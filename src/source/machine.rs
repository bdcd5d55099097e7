//! A failure of the machine (disk, permission, memory), as opposed to a mistake in the content.

use std::fmt;
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
        write!(f, "无法{}“{}”：{}", self.action, self.path.display(), self.source)
    }
}

impl std::error::Error for MachineError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
