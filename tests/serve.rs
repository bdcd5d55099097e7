//! The preview server: what it shows, what it refuses, and that it never touches the published site.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::binary::{NOW, command};
use harness::project::Project;
use harness::tree;
use rustix::process::{Pid, Signal, kill_process};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A running preview, stopped when it is dropped.
struct Preview {
    child: Child,
    address: SocketAddr,
    project: Project,
}

impl Preview {
    fn start(project: Project) -> Self {
        // A port that was free a moment ago.
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let mut serve = command(project.path(), &["serve", "--addr", &address.to_string(), "--now", NOW]);
        let child = serve.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let preview = Self { child, address, project };
        preview.until("the server answers", |preview| TcpStream::connect(preview.address).is_ok());
        preview
    }

    /// Status and body of a raw request for `path` with a `Host`.
    fn ask(&self, method: &str, path: &str, host: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body).to_owned();
        (status, body)
    }

    fn get(&self, path: &str) -> (u16, String) {
        self.ask("GET", path, &self.address.to_string())
    }

    /// Waits for something to come true; a preview may take a moment, but not for ever.
    #[track_caller]
    fn until(&self, what: &str, is_true: impl Fn(&Self) -> bool) {
        let begin = Instant::now();
        while !is_true(self) {
            assert!(begin.elapsed() < Duration::from_secs(20), "not within 20 s: {what}");
            sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const CHAPTER: &str = "content/2022/01-education/index.md";
const PAGE: &str = "/2022/education/index.html";

#[test]
fn a_change_is_shown_and_a_mistake_is_told_while_the_last_good_site_stays() {
    let preview = Preview::start(Project::base());
    preview.until("the first build", |preview| preview.get(PAGE).0 == 200);
    preview.project.edit(CHAPTER, "扩大学位供给", "增加学位供给");
    preview.until("the change", |preview| preview.get(PAGE).1.contains("增加学位供给"));

    preview.project.edit(CHAPTER, "[87所]", "[78所]");
    preview.until("the finding with its place", |preview| {
        let shown = preview.get(PAGE).1;
        shown.contains("figure/mismatch") && shown.contains(&format!("{CHAPTER}:7"))
    });
    let (status, page) = preview.get(PAGE);
    assert!(status == 200 && page.contains("增加学位供给") && page.contains("87所"), "the last good page is still there: {page}");

    preview.project.edit(CHAPTER, "[78所]", "[87所]");
    preview.until("the mended page", |preview| !preview.get(PAGE).1.contains("figure/mismatch"));
}

#[test]
fn a_first_build_that_fails_shows_why_at_every_address() {
    let project = Project::base();
    project.edit(CHAPTER, "[87所]", "[78所]");
    let preview = Preview::start(project);
    for path in ["/", PAGE, "/no-such-page"] {
        preview.until("the finding", |preview| preview.get(path).1.contains("figure/mismatch"));
    }
    preview.project.edit(CHAPTER, "[78所]", "[87所]");
    preview.until("the mended page", |preview| preview.get(PAGE).0 == 200);
}

#[test]
fn a_page_may_ask_whether_it_is_out_of_date_and_load_nothing_else() {
    let preview = Preview::start(Project::base());
    preview.until("the first build", |preview| preview.get(PAGE).0 == 200);
    let (_, page) = preview.get(PAGE);
    let policy = page.split_once("Content-Security-Policy\" content=\"").and_then(|(_, rest)| rest.split_once('"')).unwrap().0;
    let parts: Vec<&str> = policy.split("; ").collect();
    assert!(parts.contains(&"default-src 'none'") && parts.contains(&"connect-src 'self'"), "{policy}");
    assert!(parts.iter().all(|part| !part.contains("unsafe") && !part.contains('*')), "{policy}");
}

#[test]
fn only_this_machine_and_only_the_site_are_served() {
    let preview = Preview::start(Project::base());
    preview.until("the first build", |preview| preview.get("/").0 == 200);
    let port = preview.address.port();
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        assert_eq!(preview.ask("GET", "/", &host).0, 200, "{host}");
    }
    for host in ["evil.test".to_owned(), format!("evil.test:{port}"), "127.0.0.1.evil.test".to_owned()] {
        assert!(matches!(preview.ask("GET", "/", &host).0, 403 | 421), "{host}");
    }
    for path in [
        "/../../../../etc/passwd",
        "/%2e%2e%2f%2e%2e%2fetc/passwd",
        "/..%5c..%5cetc/passwd",
        "/content/site.yaml",
        "/no-such-page",
        "//etc/passwd",
    ] {
        let (status, body) = preview.get(path);
        assert!(matches!(status, 400 | 404), "{path}: {status}");
        assert!(!body.contains("root:") && !body.contains("publisher:"), "{path}");
    }
    for method in ["POST", "PUT", "DELETE", "TRACE"] {
        assert_eq!(preview.ask(method, "/", &preview.address.to_string()).0, 405, "{method}");
    }
}

#[test]
fn a_preview_leaves_the_published_site_alone_and_stops_when_asked() {
    let project = Project::base();
    harness::binary::run_now(project.path(), &["build"]).expect(0);
    let before = tree::stamps(&project.join("public"));
    let mut preview = Preview::start(project);
    preview.until("the first build", |preview| preview.get(PAGE).0 == 200);
    preview.project.edit(CHAPTER, "扩大学位供给", "增加学位供给");
    preview.until("the change", |preview| preview.get(PAGE).1.contains("增加学位供给"));
    kill_process(Pid::from_child(&preview.child), Signal::INT).unwrap();
    let code = preview.child.wait().unwrap().code();
    assert!(matches!(code, Some(0 | 130)), "{code:?}");
    assert_eq!(tree::stamps(&preview.project.join("public")), before);
}
