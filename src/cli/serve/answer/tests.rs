#![allow(clippy::unwrap_used)]

use super::{Server, answer, decoded};
use crate::cli::serve::shown::{Shown, Snapshot};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ETAG, LOCATION};
use axum::response::Response;
use std::sync::Arc;

const HOST: &str = "127.0.0.1:8080";

fn server(site: bool) -> Arc<Server> {
    let files = ["index.html", "404.html", "2022/index.html", "2022/说明.txt"];
    let files = files.map(|path| (path.to_owned(), format!("<head></head><body>{path}</body>").into_bytes()));
    let site = site.then(|| Arc::new(files.into_iter().collect()));
    let panel = if site.is_none() { "<aside class=\"gongkai-preview\">a/b</aside>".to_owned() } else { String::new() };
    let shown = Shown::of(Snapshot { site, panel, is_built: true, version: "v".to_owned() });
    Arc::new(Server::new(HOST.parse().unwrap(), shown))
}

fn asked(server: &Arc<Server>, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let response = runtime.block_on(answer(State(Arc::clone(server)), request));
    assert!(!response.headers().contains_key(ACCESS_CONTROL_ALLOW_ORIGIN));
    response
}

fn status(method: &str, path: &str, headers: &[(&str, &str)]) -> u16 {
    asked(&server(true), method, path, headers).status().as_u16()
}

#[test]
fn only_the_machine_itself_is_answered() {
    for host in [HOST, "localhost:8080", "LOCALHOST:8080", "[::1]:8080"] {
        assert_eq!(status("GET", "/", &[("host", host)]), 200, "{host}");
    }
    for host in ["evil.test", "evil.test:8080", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8080.evil.test", ""] {
        assert_eq!(status("GET", "/", &[("host", host)]), 421, "{host}");
    }
    assert_eq!(status("GET", "/", &[]), 421);
    assert_eq!(status("GET", "/", &[("host", HOST), ("host", "evil.test")]), 421);
    assert_eq!(status("GET", "http://evil.test/", &[("host", HOST)]), 421);
}

#[test]
fn the_reload_channel_is_for_our_own_pages() {
    let events = |origin: Option<&str>| {
        let headers: Vec<(&str, &str)> = [("host", HOST)].into_iter().chain(origin.map(|origin| ("origin", origin))).collect();
        status("GET", "/__gongkai/events", &headers)
    };
    assert_eq!((events(None), events(Some("http://localhost:8080"))), (200, 200));
    for origin in ["http://evil.test", "null", "https://127.0.0.1:8080", "http://127.0.0.1:8081"] {
        assert_eq!(events(Some(origin)), 403, "{origin}");
    }
}

#[test]
fn only_what_the_site_holds_is_there() {
    for (path, expected) in [
        ("/", 200),
        ("/index.html", 200),
        ("/2022/", 200),
        ("/2022/%E8%AF%B4%E6%98%8E.txt", 200),
        ("/2022", 302),
        ("/__gongkai/live.js?v=1", 200),
        ("/__gongkai/live.css", 200),
        ("/nowhere", 404),
        ("/__gongkai/", 404),
        ("//2022", 404),
        ("/2022/../index.html", 404),
        ("/%2e%2e/etc/passwd", 404),
        ("/..%5cetc", 404),
        ("/%00", 400),
        ("/%ff", 400),
        ("/%e", 400),
    ] {
        assert_eq!(status("GET", path, &[("host", HOST)]), expected, "{path}");
    }
    assert_eq!(asked(&server(true), "GET", "/2022", &[("host", HOST)]).headers()[LOCATION], "/2022/");
    assert_eq!(status("HEAD", "/", &[("host", HOST)]), 200);
    for method in ["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "CONNECT", "BREW"] {
        assert_eq!(status(method, "/", &[("host", HOST)]), 405, "{method}");
    }
}

#[test]
fn what_the_browser_has_is_not_sent_again() {
    let server = server(true);
    let first = asked(&server, "GET", "/", &[("host", HOST)]);
    let mark = first.headers()[ETAG].to_str().unwrap();
    let again = |mark: &str| asked(&server, "GET", "/", &[("host", HOST), ("if-none-match", mark)]).status();
    assert_eq!(again(mark), StatusCode::NOT_MODIFIED);
    assert_eq!(again(&format!("\"x\", W/{mark}")), StatusCode::NOT_MODIFIED);
    assert_eq!(again("\"x\""), StatusCode::OK);
}

#[test]
fn without_a_site_every_path_shows_the_findings() {
    for path in ["/", "/2022/", "/nowhere"] {
        assert_eq!(asked(&server(false), "GET", path, &[("host", HOST)]).status(), StatusCode::INTERNAL_SERVER_ERROR, "{path}");
    }
}

#[test]
fn percent_signs_are_undone_once() {
    assert_eq!(decoded("/a%20b%2525").as_deref(), Some("/a b%25"));
    for path in ["/%", "/%2", "/%zz", "/%ff", "/%00"] {
        assert_eq!(decoded(path), None, "{path}");
    }
}
