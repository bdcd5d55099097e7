//! As much of HTTP/1.1 as it takes to fetch the files of a site from a server that nobody vouches for: every length, every wait and the whole
//! run have a limit. Nothing is followed, nothing is sent but the request, and no more of a file is read than its manifest promises.

use crate::cli::verify::address::Base;
use crate::cli::verify::trouble::Trouble;
use crate::emit::manifest::Sha;
use sha2::{Digest, Sha256};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// All lines before a body together; what a server says about itself is never longer.
const HEAD: usize = 32 << 10;
/// Answers that only announce another one.
const ANNOUNCEMENTS: usize = 5;
/// Of an answer that is no file, so much is read to go on using the connection.
const ASIDE: u64 = 16 << 10;
/// A line that cannot arrive so many bytes a second takes too long to wait for.
const SLOWEST: u64 = 16 << 10;

/// How long is waited.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// For a connection, and for each sign of life.
    pub(super) silence: Duration,
    /// For everything together.
    pub(super) until: Instant,
}

/// What a server answered to one request.
#[derive(Debug)]
pub(super) struct Answer {
    /// The status: 200, 404.
    pub(super) status: u16,
    /// Where it would rather send us.
    pub(super) location: Option<String>,
    /// How many bytes arrived.
    pub(super) bytes: u64,
    /// Whether there was more than what was wanted.
    pub(super) longer: bool,
    /// The hash of what arrived.
    pub(super) sha256: Sha,
    /// The bytes, where they were to be kept.
    pub(super) text: Vec<u8>,
}

/// What is wanted of a file.
#[derive(Clone, Copy)]
pub(super) struct Want {
    /// No more than so many bytes, and one to see that there are more.
    pub(super) most: u64,
    /// Whether the bytes themselves are of use.
    pub(super) keep: bool,
}

/// One connection after another to the same server.
pub(super) struct Client<'a> {
    base: &'a Base,
    addresses: &'a [SocketAddr],
    limits: Limits,
    open: Option<BufReader<Wire>>,
}

impl<'a> Client<'a> {
    /// A client that has not called yet.
    pub(super) fn new(base: &'a Base, addresses: &'a [SocketAddr], limits: Limits) -> Self {
        Self { base, addresses, limits, open: None }
    }

    /// Asks for a path of the site. What fails is tried once more on a new connection: a server may hang up on an idle one at any time.
    ///
    /// # Errors
    /// [`Trouble`] when no whole answer came.
    pub(super) fn get(&mut self, path: &str, want: Want) -> Result<Answer, Trouble> {
        let mut answer = self.once(path, want);
        if answer.as_ref().is_err_and(Trouble::may_pass) && Instant::now() < self.limits.until {
            self.open = None;
            answer = self.once(path, want);
        }
        if answer.is_err() {
            self.open = None;
        }
        let is_late = || Instant::now() >= self.limits.until;
        answer.map_err(|trouble| if is_late() { Trouble::Late } else { trouble })
    }

    fn once(&mut self, path: &str, want: Want) -> Result<Answer, Trouble> {
        let wait = self.limits.silence.saturating_mul(4) + Duration::from_secs(want.most / SLOWEST);
        let until = Instant::now().checked_add(wait).map_or(self.limits.until, |end| end.min(self.limits.until));
        let mut wire = match self.open.take() {
            Some(wire) => wire,
            None => BufReader::new(self.connect()?),
        };
        wire.get_mut().until = until;
        let request = format!(
            "GET {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: gongkai/{}\r\nAccept: */*\r\nAccept-Encoding: identity\r\n\
             Cache-Control: no-cache\r\nConnection: keep-alive\r\n\r\n",
            self.base.target(path),
            self.base.authority(),
            env!("CARGO_PKG_VERSION"),
        );
        wire.get_mut().stream.write_all(request.as_bytes())?;
        let head = Head::read(&mut wire)?;
        let want = if head.status == 200 { want } else { Want { most: ASIDE, keep: false } };
        if head.status == 200 && head.packed {
            return Err(Trouble::Packed);
        }
        let mut taken = Taken { want, hash: Sha256::new(), bytes: 0, text: Vec::new() };
        let whole = body(&mut wire, &head.framing, &mut taken)?;
        if whole && head.stays {
            self.open = Some(wire);
        }
        let sha256 = taken.hash.finalize().into();
        Ok(Answer { status: head.status, location: head.location, bytes: taken.bytes, longer: !whole, sha256, text: taken.text })
    }

    /// The first address of the host that answers.
    fn connect(&self) -> Result<Wire, Trouble> {
        let mut last = Trouble::Nobody;
        for address in self.addresses {
            let left = self.limits.until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Trouble::Late);
            }
            match TcpStream::connect_timeout(address, self.limits.silence.min(left)) {
                Ok(stream) => {
                    stream.set_nodelay(true)?;
                    stream.set_write_timeout(Some(self.limits.silence))?;
                    return Ok(Wire { stream, silence: self.limits.silence, until: self.limits.until });
                }
                Err(error) => last = Trouble::Connect(error),
            }
        }
        Err(last)
    }
}

/// A connection that never waits longer than it may.
struct Wire {
    stream: TcpStream,
    silence: Duration,
    until: Instant,
}

impl Read for Wire {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.stream.set_read_timeout(Some(self.silence.min(left)))?;
        self.stream.read(into)
    }
}

/// What stands before a body.
struct Head {
    status: u16,
    location: Option<String>,
    framing: Framing,
    packed: bool,
    stays: bool,
}

/// How the end of a body is known.
enum Framing {
    Empty,
    Length(u64),
    Chunked,
    Close,
}

impl Head {
    fn read(wire: &mut BufReader<Wire>) -> Result<Self, Trouble> {
        let mut left = HEAD;
        for _ in 0..ANNOUNCEMENTS {
            let head = Self::one(wire, &mut left)?;
            if !(100..200).contains(&head.status) {
                return Ok(head);
            }
        }
        Err(Trouble::Garbled)
    }

    fn one(wire: &mut BufReader<Wire>, left: &mut usize) -> Result<Self, Trouble> {
        let first = line(wire, left)?;
        let mut words = first.split_ascii_whitespace();
        let version = words.next().filter(|version| version.starts_with("HTTP/1.")).ok_or(Trouble::Garbled)?;
        let status: u16 = words.next().and_then(|word| word.parse().ok()).filter(|status| *status >= 100).ok_or(Trouble::Garbled)?;
        let (mut length, mut chunked) = (None, false);
        let mut head = Self { status, location: None, framing: Framing::Close, packed: false, stays: version != "HTTP/1.0" };
        loop {
            let line = line(wire, left)?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').ok_or(Trouble::Garbled)?;
            let (name, value) = (name.to_ascii_lowercase(), value.trim());
            match name.as_str() {
                "content-length" => {
                    let told = value.bytes().all(|byte| byte.is_ascii_digit()).then(|| value.parse().ok()).flatten();
                    let told: u64 = told.ok_or(Trouble::Garbled)?;
                    if length.replace(told).is_some_and(|before| before != told) {
                        return Err(Trouble::Garbled);
                    }
                }
                "transfer-encoding" if value.eq_ignore_ascii_case("chunked") => chunked = true,
                "transfer-encoding" if !value.eq_ignore_ascii_case("identity") => return Err(Trouble::Packed),
                "content-encoding" => head.packed |= !value.is_empty() && !value.eq_ignore_ascii_case("identity"),
                "location" => head.location = Some(value.to_owned()),
                "connection" => head.stays &= !value.split(',').any(|word| word.trim().eq_ignore_ascii_case("close")),
                _ => {}
            }
        }
        head.framing = match length {
            _ if (100..200).contains(&status) || matches!(status, 204 | 304) => Framing::Empty,
            // A body with two ends is a way to smuggle one answer into another.
            Some(_) if chunked => return Err(Trouble::Garbled),
            _ if chunked => Framing::Chunked,
            Some(length) => Framing::Length(length),
            None => Framing::Close,
        };
        Ok(head)
    }
}

/// One line without its end.
fn line(wire: &mut BufReader<Wire>, left: &mut usize) -> Result<String, Trouble> {
    let mut line = Vec::new();
    let most = u64::try_from(*left).unwrap_or(u64::MAX);
    let read = wire.take(most).read_until(b'\n', &mut line)?;
    *left -= read.min(*left);
    match line.pop() {
        Some(b'\n') => {}
        Some(_) if *left == 0 => return Err(Trouble::Garbled),
        Some(_) | None => return Err(Trouble::Cut),
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(String::from_utf8_lossy(&line).into_owned())
}

/// What of a body was taken.
struct Taken {
    want: Want,
    hash: Sha256,
    bytes: u64,
    text: Vec<u8>,
}

/// Reads a body as far as it is wanted. `false`: there is more.
fn body(wire: &mut BufReader<Wire>, framing: &Framing, taken: &mut Taken) -> Result<bool, Trouble> {
    match *framing {
        Framing::Empty => Ok(true),
        // Its own words are enough to know that it is another file.
        Framing::Length(length) if length > taken.want.most => Ok(false),
        Framing::Length(length) => taken.from(wire, Some(length)),
        Framing::Close => taken.from(wire, None),
        Framing::Chunked => {
            let mut left = HEAD;
            loop {
                let size = line(wire, &mut left)?;
                let digits = size.split(';').next().unwrap_or_default().trim();
                let size = Some(digits).filter(|digits| digits.len() <= 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
                let size = size.and_then(|digits| u64::from_str_radix(digits, 16).ok()).ok_or(Trouble::Garbled)?;
                if size == 0 {
                    break;
                }
                if size > taken.want.most - taken.bytes {
                    return Ok(false);
                }
                taken.from(wire, Some(size))?;
                if !line(wire, &mut left)?.is_empty() {
                    return Err(Trouble::Garbled);
                }
                // The lines around the pieces are no part of the head: as many pieces as there are bytes may come.
                left = HEAD;
            }
            while !line(wire, &mut left)?.is_empty() {}
            Ok(true)
        }
    }
}

impl Taken {
    /// Takes so many bytes, or all until the end. `false`: there is more than what is wanted.
    fn from(&mut self, wire: &mut BufReader<Wire>, length: Option<u64>) -> Result<bool, Trouble> {
        let mut left = length.unwrap_or(u64::MAX);
        while left > 0 {
            let piece = wire.fill_buf()?;
            if piece.is_empty() {
                return if length.is_some() { Err(Trouble::Cut) } else { Ok(true) };
            }
            let size = usize::try_from(left).unwrap_or(usize::MAX).min(piece.len());
            let room = usize::try_from(self.want.most - self.bytes).unwrap_or(usize::MAX);
            let piece = piece.get(..size.min(room)).unwrap_or_default();
            self.hash.update(piece);
            if self.want.keep {
                self.text.extend_from_slice(piece);
            }
            let used = piece.len();
            wire.consume(used);
            self.bytes += u64::try_from(used).unwrap_or_default();
            left -= u64::try_from(used).unwrap_or_default();
            if used < size {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
