//! A published site on a server, compared with the manifest that the server gives: several files at a time, each no further than its length.

use crate::cli::verify::address::Base;
use crate::cli::verify::extra;
use crate::cli::verify::http::{Answer, Client, Limits, Want};
use crate::cli::verify::links::{self, READ};
use crate::cli::verify::trouble::Trouble;
use crate::emit::manifest::{self, Found, Listed, MANIFEST, Manifest};
use crate::value::path::OutPath;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Instant;

/// More than any site's: 200 000 files take some 28 MB.
const LARGEST_MANIFEST: u64 = 64 << 20;
const MOST_FILES: usize = 200_000;
/// Connections at a time: a county's server has other visitors.
const CONNECTIONS: usize = 4;
/// After so many files that could not be fetched the server is taken to be gone.
const PATIENCE: usize = 8;
/// Links that are remembered; those of a sound site lead to its files and are no more than these.
pub(super) const MOST_LINKS: usize = 100_000;

/// What is wrong with a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// Other bytes.
    Changed,
    /// The server has none.
    Missing,
    /// The server would rather send us elsewhere.
    Sent(Option<String>),
    /// The server does not hand it out: the status.
    Denied(u16),
}

/// A site on a server, compared.
#[derive(Debug)]
pub(super) struct Mirror {
    /// What the server says it holds.
    pub(super) manifest: Manifest,
    /// The hash of that.
    pub(super) manifest_sha256: String,
    /// What is not so.
    pub(super) faults: BTreeMap<String, Fault>,
    /// What its pages and folders lead to and the manifest does not list.
    pub(super) beside: BTreeSet<String>,
    /// What could not be fetched, and why.
    pub(super) unread: BTreeMap<String, Trouble>,
    /// Files that were not asked for any more.
    pub(super) unasked: usize,
    /// The server has an answer to everything, so that nothing can be said about further files.
    pub(super) blind: bool,
}

/// Why nothing was compared.
#[derive(Debug)]
pub(super) enum Halt {
    /// The server cannot be asked.
    Trouble(Trouble),
    /// There is no manifest to be had.
    NoManifest(Fault),
    /// It is not ours, or cannot be read.
    Damaged,
    /// It is larger than any.
    TooLarge,
    /// The user interrupted.
    Cancelled,
}

/// How far the comparison is: files done and files in all.
pub(super) type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Fetches the manifest and everything it lists.
///
/// # Errors
/// [`Halt`] when there is nothing to compare with.
pub(super) fn compare(base: &Base, limits: Limits, cancelled: &AtomicBool, progress: Progress<'_>) -> Result<Mirror, Halt> {
    let addresses = addresses(base, limits).map_err(Halt::Trouble)?;
    let mut client = Client::new(base, &addresses, limits);
    let (manifest, sha256) = manifest(&mut client)?;
    let work = Work {
        base,
        addresses: &addresses,
        limits,
        cancelled,
        progress,
        files: manifest.files.iter().collect(),
        at: AtomicUsize::new(0),
        failed: AtomicUsize::new(0),
    };
    let parts: Vec<Part> = std::thread::scope(|scope| {
        let hands: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(|| work.hand())).collect();
        hands.into_iter().filter_map(|hand| hand.join().ok()).collect()
    });
    if cancelled.load(Ordering::Relaxed) {
        return Err(Halt::Cancelled);
    }
    let mut all = Part::default();
    parts.into_iter().for_each(|part| all.add(part));
    let unasked = manifest.files.len() - all.looked;
    let mut mirror = Mirror {
        manifest_sha256: manifest::hex(&sha256),
        manifest,
        faults: all.faults,
        beside: BTreeSet::new(),
        unread: all.unread,
        unasked,
        blind: false,
    };
    // Where files could not be fetched there is no telling what else the server has.
    if mirror.unread.is_empty() && mirror.unasked == 0 {
        extra::look(&mut client, base, &mut mirror, all.links, cancelled);
    }
    Ok(mirror)
}

/// The addresses of the host. The system's own look-up has no limit, so that it is waited for from outside.
fn addresses(base: &Base, limits: Limits) -> Result<Vec<SocketAddr>, Trouble> {
    let (tell, told) = mpsc::channel();
    let (host, port) = (base.host().to_owned(), base.port());
    let ask = move || {
        let found: Vec<SocketAddr> = (host.as_str(), port).to_socket_addrs().map(Iterator::collect).unwrap_or_default();
        // Nobody listens any more when it took too long.
        let _ = tell.send(found);
    };
    std::thread::Builder::new().name("look-up".to_owned()).spawn(ask)?;
    let wait = limits.silence.min(limits.until.saturating_duration_since(Instant::now()));
    told.recv_timeout(wait).ok().filter(|found| !found.is_empty()).ok_or(Trouble::Nobody)
}

/// The manifest, if it is one that can be followed: every path stays inside the site.
fn manifest(client: &mut Client<'_>) -> Result<(Manifest, manifest::Sha), Halt> {
    let answer = client.get(MANIFEST, Want { most: LARGEST_MANIFEST, keep: true }).map_err(Halt::Trouble)?;
    match fault(&answer) {
        Ok(None) => {}
        Ok(Some(fault)) => return Err(Halt::NoManifest(fault)),
        Err(trouble) => return Err(Halt::Trouble(trouble)),
    }
    if answer.longer {
        return Err(Halt::TooLarge);
    }
    let Found::Whole { manifest, sha256 } = manifest::from_bytes(&answer.text) else { return Err(Halt::Damaged) };
    if manifest.files.len() > MOST_FILES {
        return Err(Halt::TooLarge);
    }
    if manifest.files.keys().any(|path| OutPath::new(path).is_none() || path == MANIFEST) {
        return Err(Halt::Damaged);
    }
    Ok((manifest, sha256))
}

/// What a status says about a file: nothing against it, a fault of the site, or a trouble of the server.
pub(super) fn fault(answer: &Answer) -> Result<Option<Fault>, Trouble> {
    Ok(match answer.status {
        200 => None,
        404 | 410 => Some(Fault::Missing),
        300..=399 => Some(Fault::Sent(answer.location.clone())),
        408 | 425 | 429 | 500..=599 => return Err(Trouble::Busy(answer.status)),
        other => Some(Fault::Denied(other)),
    })
}

/// What all hands share.
struct Work<'a> {
    base: &'a Base,
    addresses: &'a [SocketAddr],
    limits: Limits,
    cancelled: &'a AtomicBool,
    progress: Progress<'a>,
    files: Vec<(&'a String, &'a Listed)>,
    at: AtomicUsize,
    failed: AtomicUsize,
}

/// What one of them found.
#[derive(Default)]
struct Part {
    faults: BTreeMap<String, Fault>,
    unread: BTreeMap<String, Trouble>,
    links: BTreeSet<String>,
    looked: usize,
}

impl Part {
    fn add(&mut self, other: Self) {
        self.faults.extend(other.faults);
        self.unread.extend(other.unread);
        self.links.extend(other.links);
        self.looked += other.looked;
    }
}

impl Work<'_> {
    fn goes_on(&self) -> bool {
        let is_stopped = self.cancelled.load(Ordering::Relaxed) || self.failed.load(Ordering::Relaxed) >= PATIENCE;
        !is_stopped && Instant::now() < self.limits.until
    }

    /// Fetches one file after the other until none is left.
    fn hand(&self) -> Part {
        let mut client = Client::new(self.base, self.addresses, self.limits);
        let mut part = Part::default();
        while self.goes_on() {
            let at = self.at.fetch_add(1, Ordering::Relaxed);
            let Some((path, listed)) = self.files.get(at) else { break };
            part.looked += 1;
            match self.file(&mut client, path, listed, &mut part.links) {
                Ok(None) => {}
                Ok(Some(fault)) => drop(part.faults.insert((*path).clone(), fault)),
                Err(trouble) => {
                    self.failed.fetch_add(1, Ordering::Relaxed);
                    part.unread.insert((*path).clone(), trouble);
                }
            }
            (self.progress)(at + 1, self.files.len());
        }
        part
    }

    fn file(&self, client: &mut Client<'_>, path: &str, listed: &Listed, found: &mut BTreeSet<String>) -> Result<Option<Fault>, Trouble> {
        let keep = links::are_in(path) && listed.bytes <= READ;
        let answer = client.get(path, Want { most: listed.bytes, keep })?;
        if let Some(fault) = fault(&answer)? {
            return Ok(Some(fault));
        }
        // What was slipped into a page may well be a link to what was slipped in beside it.
        if keep && found.len() < MOST_LINKS {
            links::of(self.base, path, &answer.text, found);
        }
        let same = !answer.longer && answer.bytes == listed.bytes && answer.sha256 == listed.sha256;
        Ok((!same).then_some(Fault::Changed))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::emit::manifest::{Header, write};
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::time::Duration;

    /// A server that takes its time for every file but the manifest.
    fn slow(manifest: String, pause: Duration) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                let manifest = manifest.clone();
                std::thread::spawn(move || {
                    let mut request = [0; 1024];
                    let read = stream.read(&mut request).unwrap();
                    let is_manifest = String::from_utf8_lossy(request.get(..read).unwrap()).contains(MANIFEST);
                    let body = if is_manifest { manifest } else { "abc".to_owned() };
                    std::thread::sleep(if is_manifest { Duration::ZERO } else { pause });
                    let _ = write!(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len());
                });
            }
        });
        address
    }

    #[test]
    fn the_whole_run_has_an_end() {
        let files = (0..400).map(|at| (format!("{at}.txt"), Listed::of(b"abc"))).collect();
        let address = slow(write(&Header::default(), &files), Duration::from_millis(100));
        let base = Base::parse(&format!("http://{address}/")).unwrap();
        let since = Instant::now();
        let limits = Limits { silence: Duration::from_secs(5), until: since + Duration::from_secs(2) };
        let mirror = compare(&base, limits, &AtomicBool::new(false), &|_, _| {}).unwrap();
        assert!(mirror.unasked > 200 && mirror.faults.is_empty(), "{mirror:?}");
        assert!(since.elapsed() < Duration::from_secs(6), "{:?}", since.elapsed());
        let limits = Limits { silence: Duration::from_secs(5), until: Instant::now() };
        let late = compare(&base, limits, &AtomicBool::new(false), &|_, _| {});
        assert!(matches!(late, Err(Halt::Trouble(_))), "{late:?}");
        let limits = Limits { silence: Duration::from_secs(5), until: Instant::now() + Duration::from_secs(60) };
        assert!(matches!(compare(&base, limits, &AtomicBool::new(true), &|_, _| {}), Err(Halt::Cancelled)));
    }
}
