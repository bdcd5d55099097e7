//! Answers of the preview server. Knows only the site in memory: no path ever reaches the disk.

use crate::cli::serve::page::{self, EVENTS, POLICY, SCRIPT, STYLE};
use crate::cli::serve::shown::{Shown, Snapshot};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HOST, IF_NONE_MATCH, LOCATION, ORIGIN, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

/// How often the reload channel says that it is still there.
const PULSE: Duration = Duration::from_secs(10);

const HTML: &str = "text/html; charset=utf-8";
const PLAIN: &str = "text/plain; charset=utf-8";

/// Media types by ending; the same that a portal's server would give.
const TYPES: [(&str, &str); 22] = [
    ("html", HTML),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("jsonld", "application/ld+json"),
    ("csv", "text/csv; charset=utf-8"),
    ("txt", PLAIN),
    ("xml", "application/xml"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("ico", "image/x-icon"),
    ("pdf", "application/pdf"),
    ("zip", "application/zip"),
    ("woff2", "font/woff2"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
];

/// What every answer needs to know.
pub(super) struct Server {
    address: SocketAddr,
    hosts: Vec<String>,
    shown: Shown,
}

impl Server {
    /// A server at an address of this machine.
    pub(super) fn new(address: SocketAddr, shown: Shown) -> Self {
        let port = address.port();
        let mut hosts: Vec<String> = ["localhost", "127.0.0.1", "[::1]"].map(|name| format!("{name}:{port}")).to_vec();
        hosts.push(address.to_string());
        if port == 80 {
            hosts.extend(["localhost", "127.0.0.1", "[::1]"].map(str::to_owned));
        }
        Self { address, hosts, shown }
    }

    /// Where it answers.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether a request was meant for this server. A page elsewhere can make a browser ask under another name (DNS rebinding).
    fn is_meant(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let knows = |name: &str| self.hosts.iter().any(|host| host.eq_ignore_ascii_case(name));
        let mut names = headers.get_all(HOST).iter();
        let named = names.next().and_then(|name| name.to_str().ok()).is_some_and(knows);
        named && names.next().is_none() && uri.authority().is_none_or(|authority| knows(authority.as_str()))
    }

    /// Whether a request that names the page it comes from comes from a page of ours.
    fn is_own(&self, headers: &HeaderMap) -> bool {
        let knows = |origin: &HeaderValue| {
            let host = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
            host.is_some_and(|host| self.hosts.iter().any(|known| known.eq_ignore_ascii_case(host)))
        };
        headers.get_all(ORIGIN).iter().all(knows)
    }
}

/// Everything goes to one place, where the checks stand in one order.
pub(super) fn router(server: Server) -> Router {
    Router::new().fallback(answer).with_state(Arc::new(server))
}

async fn answer(State(server): State<Arc<Server>>, request: Request) -> Response {
    let (method, uri, headers) = (request.method(), request.uri(), request.headers());
    if !server.is_meant(uri, headers) {
        return plain(StatusCode::MISDIRECTED_REQUEST, "预览只能在本机打开。\n");
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        let mut refusal = plain(StatusCode::METHOD_NOT_ALLOWED, "只能查看。\n");
        refusal.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refusal;
    }
    match uri.path() {
        EVENTS if !server.is_own(headers) => plain(StatusCode::FORBIDDEN, "预览只能在本机打开。\n"),
        EVENTS => events(&server.shown),
        path if path == SCRIPT.0 => sent(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT.1.into(), headers),
        path if path == STYLE.0 => sent(StatusCode::OK, "text/css; charset=utf-8", STYLE.1.into(), headers),
        path => file(&server.shown.now(), path, headers),
    }
}

/// The reload channel: the version shown now, and every later one.
fn events(shown: &Shown) -> Response {
    let versions = WatchStream::new(shown.follow());
    let events = versions.map(|snapshot| Ok::<Event, Infallible>(Event::default().data(&snapshot.version)));
    let mut response = Sse::new(events).keep_alive(KeepAlive::new().interval(PULSE)).into_response();
    response.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// A file of the site, the page that says it is not there, or the findings when there is no site.
fn file(snapshot: &Snapshot, path: &str, headers: &HeaderMap) -> Response {
    let Some(site) = &snapshot.site else {
        let status = if snapshot.is_built { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::SERVICE_UNAVAILABLE };
        let mut response = sent(status, HTML, page::alone(snapshot), headers);
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        return response;
    };
    let Some(path) = decoded(path) else { return plain(StatusCode::BAD_REQUEST, "网址不对。\n") };
    let name = path.strip_prefix('/').unwrap_or(&path);
    let name = if name.is_empty() || name.ends_with('/') { format!("{name}index.html") } else { name.to_owned() };
    if let Some(bytes) = site.get(&name) {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let kind = TYPES.iter().find(|(known, _)| *known == ending).map_or("application/octet-stream", |(_, kind)| kind);
        let bytes = if kind == HTML { page::dressed(bytes, snapshot, name == "404.html") } else { bytes.clone() };
        return sent(StatusCode::OK, kind, bytes, headers);
    }
    if site.contains_key(&format!("{name}/index.html")) {
        return moved(&format!("/{name}/"));
    }
    match site.get("404.html") {
        Some(page) => sent(StatusCode::NOT_FOUND, HTML, page::dressed(page, snapshot, true), headers),
        None => plain(StatusCode::NOT_FOUND, "没有这个页面。\n"),
    }
}

/// A path with its `%` signs undone; `None` when that gives no text.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok());
        match (first, after) {
            (b'%', [_, _, left @ ..]) => {
                bytes.push(digit(0)? << 4 | digit(1)?);
                rest = left;
            }
            (b'%', _) => return None,
            (byte, left) => {
                bytes.push(*byte);
                rest = left;
            }
        }
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains('\0'))
}

/// A folder without its last slash: relative links of its page would lead astray.
fn moved(path: &str) -> Response {
    let encoded = path.bytes().fold(String::new(), |mut url, byte| {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => url.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => url.push(char::from(byte)),
            byte => url.push_str(&format!("%{byte:02X}")),
        }
        url
    });
    let mut response = plain(StatusCode::FOUND, "");
    if let Ok(location) = HeaderValue::from_str(&encoded) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    sent(status, PLAIN, text.into(), &HeaderMap::new())
}

/// An answer with its hash as its mark, or nothing when the browser has these very bytes.
fn sent(status: StatusCode, kind: &'static str, bytes: Vec<u8>, headers: &HeaderMap) -> Response {
    let mark = format!("\"{}\"", blake3::hash(&bytes).to_hex());
    let is_known = |known: &HeaderValue| {
        known.to_str().is_ok_and(|known| known.split(',').any(|one| one.trim() == "*" || one.trim().trim_start_matches("W/") == mark))
    };
    let is_unchanged = status == StatusCode::OK && headers.get_all(IF_NONE_MATCH).iter().any(is_known);
    let mut response = match is_unchanged {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => (status, bytes).into_response(),
    };
    let fixed = [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, "no-cache"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if let Ok(mark) = HeaderValue::from_str(&mark) {
        response.headers_mut().insert(ETAG, mark);
    }
    response
}

#[cfg(test)]
#[path = "answer/tests.rs"]
mod tests;
