//! Why a server could not be asked, in plain words: a failure of the line or the server, not of the site.

use std::fmt;
use std::io;

/// Why no whole answer came.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The host is not known.
    Nobody,
    /// No connection came about.
    Connect(io::Error),
    /// Nothing came for too long, or too little.
    Silent,
    /// The time for the whole run is over.
    Late,
    /// The answer ended in the middle.
    Cut,
    /// What came is no answer of a web server.
    Garbled,
    /// The bytes were changed on their way: compressed.
    Packed,
    /// The server says that it cannot at the moment.
    Busy(u16),
    /// The system could not read or write.
    Io(io::Error),
}

impl Trouble {
    /// Whether a second try may go better.
    pub(super) fn may_pass(&self) -> bool {
        matches!(self, Self::Cut | Self::Io(_))
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Self::Silent,
            io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => Self::Cut,
            _ => Self::Io(error),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nobody => write!(f, "找不到这个域名"),
            Self::Connect(error) => match error.kind() {
                io::ErrorKind::ConnectionRefused => write!(f, "服务器没有开，或者端口不对"),
                io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => write!(f, "等了很久没有连上"),
                _ => write!(f, "连不上（{error}）"),
            },
            Self::Silent => write!(f, "等了很久没有传完"),
            Self::Late => write!(f, "全部核对的时间到了"),
            Self::Cut => write!(f, "传到一半断了"),
            Self::Garbled => write!(f, "服务器的答复看不懂"),
            Self::Packed => write!(f, "服务器压缩后才传，不能逐字节核对"),
            Self::Busy(status) => write!(f, "服务器暂时不能提供（答复{status}）"),
            Self::Io(error) => write!(f, "读写网络失败（{error}）"),
        }
    }
}
