//! `gongkai verify http://…`: a site on a server, and servers that are not what they should be. Every server is a thread of the test.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::binary::{Run, run, run_now};
use harness::project::Project;
use harness::tree::{self, Tree};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

const PAGE: &str = "2022/education/index.html";
const CSV: &str = "data/2022/targets.csv";

/// What a server says to a path that was asked for; `None` hangs up without a word.
type Says = dyn Fn(&str, &mut TcpStream) -> Option<()> + Send + Sync;

/// A server that answers every connection in a thread of its own, and goes on until the test ends. Gives its address.
fn server(says: impl Fn(&str, &mut TcpStream) -> Option<()> + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let says: Arc<Says> = Arc::new(says);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let says = Arc::clone(&says);
            std::thread::spawn(move || converse(stream, &*says));
        }
    });
    address
}

/// Reads requests of one connection until one side hangs up.
fn converse(mut stream: TcpStream, says: &Says) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    loop {
        let mut request = String::new();
        while !request.ends_with("\r\n\r\n") {
            if reader.read_line(&mut request).unwrap_or(0) == 0 {
                return;
            }
        }
        assert!(request.contains("\r\nHost: 127.0.0.1:") && !request.to_lowercase().contains("gzip"), "{request}");
        let path = request.split(' ').nth(1).unwrap().trim_start_matches('/').to_owned();
        if says(&path, &mut stream).is_none() {
            return;
        }
    }
}

/// A whole answer with its length.
fn send(stream: &mut TcpStream, status: &str, body: &[u8]) -> Option<()> {
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)).ok()
}

/// What a good server says about a tree.
fn file(tree: &Tree, path: &str, stream: &mut TcpStream) -> Option<()> {
    match tree.get(path) {
        Some(bytes) => send(stream, "200 OK", bytes),
        None => send(stream, "404 Not Found", b"nothing here"),
    }
}

/// A small site as it was built.
fn built() -> Tree {
    static BUILT: OnceLock<Tree> = OnceLock::new();
    let build = || {
        let project = Project::base();
        run_now(project.path(), &["build", "-q"]).expect(0);
        let tree = tree::read(&project.join("public"));
        assert!(tree.contains_key(PAGE) && tree.contains_key(CSV), "{:?}", tree.keys());
        tree
    };
    BUILT.get_or_init(build).clone()
}

#[track_caller]
fn verify(address: &str) -> Run {
    verify_with(address, &[])
}

#[track_caller]
fn verify_with(address: &str, more: &[&str]) -> Run {
    run(&std::env::temp_dir(), &[&["verify", address], more].concat())
}

/// A good server for everything but one path.
fn but(path: &'static str, says: impl Fn(&mut TcpStream) -> Option<()> + Send + Sync + 'static) -> String {
    let tree = built();
    server(move |asked, stream| if asked == path { says(stream) } else { file(&tree, asked, stream) })
}

#[test]
fn a_sound_mirror_passes_under_any_prefix_and_over_few_connections() {
    let tree = built();
    let (files, connections) = (tree.len(), Arc::new(AtomicUsize::new(0)));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let counted = Arc::clone(&connections);
    let says: Arc<Says> = Arc::new(move |asked: &str, stream: &mut TcpStream| match asked.strip_prefix("zwgk/zt/") {
        Some(asked) => file(&tree, asked, stream),
        None => send(stream, "404 Not Found", b""),
    });
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            counted.fetch_add(1, Ordering::SeqCst);
            let says = Arc::clone(&says);
            std::thread::spawn(move || converse(stream, &*says));
        }
    });
    for place in ["zwgk/zt", "zwgk/zt/", "zwgk/zt/index.html", "zwgk/zt/manifest.json"] {
        let run = verify(&format!("http://{address}/{place}")).expect(0);
        assert!(run.stdout.contains(&format!("核对通过：{}个文件与清单一致", files - 1)), "{}", run.stdout);
        assert!(run.stdout.contains("清单是从同一个网址取来的") && run.stdout.contains("通过网址看不到"), "{}", run.stdout);
    }
    assert!(connections.load(Ordering::SeqCst) <= 4 * 8, "{} connections for {files} files", connections.load(Ordering::SeqCst));
    verify(&format!("http://{address}/elsewhere/")).expect(5);
}

#[test]
fn a_flipped_byte_a_missing_and_an_extra_file_are_named() {
    let mut tree = built();
    let page = tree.get_mut(PAGE).unwrap();
    // Slipped in without changing the length: a link to what was slipped in beside it.
    let text = String::from_utf8(page.clone()).unwrap();
    let at = text.find("href=\"").unwrap();
    let end = text[at + 6..].find('"').unwrap();
    let link = format!("{:.<1$}", "x", end);
    page.splice(at + 6..at + 6 + end, link.bytes());
    tree.insert(format!("2022/education/{link}"), b"extra".to_vec());
    tree.remove(CSV).unwrap();
    let address = server(move |asked, stream| file(&tree, asked, stream));
    let run = verify(&address).expect(5);
    for named in [
        format!("“{PAGE}”的内容与清单不同。"),
        format!("“{CSV}”在清单里，但服务器上没有。"),
        format!("“2022/education/{link}”不在清单里。"),
        format!("核对不通过：“{address}/”有2处与清单不同。"),
        "有1个文件不是本程序生成的".to_owned(),
    ] {
        assert!(run.stderr.contains(&named), "{named}\n{}", run.stderr);
    }
}

#[test]
fn an_open_folder_tells_what_lies_beside() {
    let mut tree = built();
    tree.insert("data/2022/old.csv".to_owned(), b"1".to_vec());
    tree.insert("data/2022/.hidden".to_owned(), b"1".to_vec());
    tree.insert("data/2022/more/deep.csv".to_owned(), b"1".to_vec());
    let address = server(move |asked, stream| match asked {
        "data/2022/" => send(
            stream,
            "200 OK",
            b"<a href='?C=N'>N</a><a href='../'>..</a><a href='old.csv'>o</a><a href='.hidden'>h</a><a href='more/'>m</a>",
        ),
        "data/2022/more/" => send(stream, "200 OK", b"<a href='deep.csv'>d</a><a href='//b.test/x.csv'>x</a>"),
        _ => file(&tree, asked, stream),
    });
    // What others put beside the site is theirs, as in a folder: named, and no fault.
    let run = verify(&address).expect(0);
    assert!(
        run.stderr.contains("“data/2022/more/deep.csv”不在清单里。") && run.stderr.contains("“data/2022/old.csv”不在清单里。"),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("hidden") && !run.stderr.contains("b.test"), "{}", run.stderr);
}

#[test]
fn a_server_that_has_an_answer_to_everything_proves_nothing_about_further_files() {
    let tree = built();
    let address = server(move |asked, stream| match tree.get(asked) {
        Some(bytes) => send(stream, "200 OK", bytes),
        None => send(stream, "200 OK", b"<a href='x.html'>not found, said politely</a>"),
    });
    let run = verify(&address).expect(0);
    assert!(run.stdout.contains("对不存在的网址也给出答复") && run.stderr.is_empty(), "{run:?}");
}

#[test]
fn a_redirect_is_refused_and_told() {
    let head = "HTTP/1.1 302 Found\r\nLocation: https://example.test/\u{1b}[31m2022\r\nContent-Length: 0\r\n\r\n";
    let run = verify(&but(PAGE, move |stream| stream.write_all(head.as_bytes()).ok())).expect(5);
    let named = format!("“{PAGE}”被跳转到别处（https://example.test/<U+001B>[31m2022），没有跟过去。");
    assert!(run.stderr.contains(&named) && run.stderr.contains("本程序不跟随跳转"), "{}", run.stderr);
    let run = verify(&but("manifest.json", move |stream| stream.write_all(head.as_bytes()).ok())).expect(5);
    assert!(run.stderr.contains("“manifest.json”被跳转到别处") && run.stderr.contains("服务器要求用 https"), "{}", run.stderr);
}

#[test]
fn a_wrong_length_and_an_endless_body_are_other_bytes() {
    let endless = |head: &'static str| {
        move |stream: &mut TcpStream| {
            stream.write_all(head.as_bytes()).ok()?;
            let piece = [b'a'; 8 << 10];
            // Until the other side has seen enough.
            for _ in 0..1 << 20 {
                if head.contains("chunked") {
                    stream.write_all(b"2000\r\n").ok()?;
                }
                stream.write_all(&piece).ok()?;
                if head.contains("chunked") {
                    stream.write_all(b"\r\n").ok()?;
                }
            }
            None
        }
    };
    let since = Instant::now();
    let mut addresses = vec![
        but(PAGE, endless("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")),
        but(PAGE, endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")),
        but(PAGE, endless("HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\n")),
    ];
    addresses.push(but(PAGE, |stream| send(stream, "200 OK", b"too short")));
    addresses.push(but(PAGE, |stream| send(stream, "200 OK", b"")));
    for address in addresses {
        let run = verify(&address).expect(5);
        assert!(run.stderr.contains(&format!("“{PAGE}”的内容与清单不同。")), "{}", run.stderr);
    }
    assert!(since.elapsed() < Duration::from_secs(60), "{:?}", since.elapsed());
}

#[test]
fn pieces_announcements_and_servers_of_the_old_kind_are_understood() {
    let tree = built();
    let address = server(move |asked, stream| {
        let Some(bytes) = tree.get(asked) else { return send(stream, "404 Not Found", b"") };
        if asked.ends_with(".svg") {
            // HTTP/1.0: the end of the connection is the end of the file.
            stream.write_all(b"HTTP/1.0 200 OK\r\n\r\n").and_then(|()| stream.write_all(bytes)).ok()?;
            return None;
        }
        stream
            .write_all(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\ntransfer-encoding:  Chunked\r\n\r\n")
            .ok()?;
        for piece in bytes.chunks(1009) {
            stream.write_all(format!("{:X};note=1\r\n", piece.len()).as_bytes()).ok()?;
            stream.write_all(piece).and_then(|()| stream.write_all(b"\r\n")).ok()?;
        }
        stream.write_all(b"0\r\nTrailer: x\r\n\r\n").ok()
    });
    verify(&address).expect(0);
}

#[test]
fn a_connection_that_ends_between_two_files_is_opened_again() {
    let tree = built();
    let address = server(move |asked, stream| file(&tree, asked, stream).and(None));
    verify(&address).expect(0);
}

#[test]
fn what_could_not_be_fetched_is_not_called_sound() {
    let huge = format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "a".repeat(1 << 20));
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "X: y\r\n".repeat(1 << 16));
    let cut = "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nabc".to_owned();
    let two_ends = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".to_owned();
    let packed = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc".to_owned();
    let bad_piece = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n".to_owned();
    for (answer, words) in [
        (huge, "服务器的答复看不懂"),
        (many, "服务器的答复看不懂"),
        ("SSH-2.0-server\r\n\r\n".to_owned(), "服务器的答复看不懂"),
        (two_ends, "服务器的答复看不懂"),
        (bad_piece, "服务器的答复看不懂"),
        (packed, "服务器压缩后才传，不能逐字节核对"),
        (cut.replace("1000000000", "10"), "传到一半断了"),
        ("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".to_owned(), "服务器暂时不能提供（答复503）"),
    ] {
        let run = verify(&but(PAGE, move |stream| stream.write_all(answer.as_bytes()).ok().and(None))).expect(3);
        assert!(run.stderr.contains(&format!("“{PAGE}”没有取到：{words}。")), "{words}\n{}", run.stderr);
        assert!(run.stderr.contains("没有核对完") && run.stdout.is_empty(), "{run:?}");
    }
    let run = verify(&but(PAGE, |stream| send(stream, "403 Forbidden", b""))).expect(5);
    assert!(run.stderr.contains("服务器不给看（答复403）"), "{}", run.stderr);
}

#[test]
fn a_slow_server_is_not_waited_for_for_ever() {
    let since = Instant::now();
    let silent = but(PAGE, |_| {
        std::thread::sleep(Duration::from_secs(30));
        None
    });
    let dripping = but(PAGE, |stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\n").ok()?;
        loop {
            std::thread::sleep(Duration::from_millis(300));
            stream.write_all(b"X: y\r\n").ok()?;
        }
    });
    for address in [silent, dripping] {
        let run = verify_with(&address, &["--timeout", "1"]).expect(3);
        assert!(run.stderr.contains(&format!("“{PAGE}”没有取到：等了很久没有传完。")), "{}", run.stderr);
    }
    let dead = server(|_, _| {
        std::thread::sleep(Duration::from_secs(30));
        None
    });
    let run = verify_with(&dead, &["--timeout", "1"]).expect(3);
    assert!(run.stderr.contains("取不到清单：等了很久没有传完"), "{}", run.stderr);
    assert!(since.elapsed() < Duration::from_secs(25), "{:?}", since.elapsed());
}

#[test]
fn a_server_that_goes_away_ends_the_run_soon() {
    let tree = built();
    let left = Arc::new(AtomicUsize::new(20));
    let address = server(move |asked, stream| {
        let is_left = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
        if is_left { file(&tree, asked, stream) } else { None }
    });
    let run = verify(&address).expect(3);
    assert!(run.stderr.contains("取不到的文件太多，或者时间到了：还有"), "{}", run.stderr);
}

#[test]
fn without_a_manifest_of_ours_nothing_is_compared() {
    let missing = but("manifest.json", |stream| send(stream, "404 Not Found", b""));
    assert!(verify(&missing).expect(5).stderr.contains("缺少“manifest.json”，不能核对。"));
    let mark = "{\n  \"program\": \"gongkai\",\n";
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let naming = |path: &str| {
        format!(
            "{mark}  \"version\": \"1\",\n  \"source_revision\": null,\n  \"released_through\": null,\n  \"files\": {{\n    \"{path}\": {{\"bytes\": 3, \"sha256\": \"{hash}\"}}\n  }}\n}}\n"
        )
    };
    for damaged in [
        "{}".to_owned(),
        "<html>login</html>".to_owned(),
        mark.to_owned(),
        naming("../../etc/passwd"),
        naming("/etc/passwd"),
        naming("a//b"),
        naming("manifest.json"),
        naming("x").replace(hash, "beef"),
    ] {
        let run = verify(&but("manifest.json", move |stream| send(stream, "200 OK", damaged.as_bytes()))).expect(5);
        assert!(run.stderr.contains("“manifest.json”已损坏，不能核对。"), "{}", run.stderr);
    }
    let large = but("manifest.json", |stream| stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n").ok());
    assert!(verify(&large).expect(5).stderr.contains("“manifest.json”太大"));
}

#[test]
fn what_cannot_be_reached_and_what_is_no_address_are_told_apart() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let run = verify(&format!("http://{closed}/")).expect(3);
    assert!(run.stderr.contains("连不上：服务器没有开，或者端口不对"), "{}", run.stderr);
    let run = verify("http://nowhere.invalid/").expect(3);
    assert!(run.stderr.contains("连不上：找不到这个域名"), "{}", run.stderr);
    let run = verify("https://127.0.0.1/").expect(2);
    assert!(run.stderr.contains("不能直接核对 https 网址") && run.stderr.contains("gongkai verify 文件夹"), "{}", run.stderr);
    for wrong in ["ftp://127.0.0.1/", "http://", "http://127.0.0.1:0/", "http://127.0.0.1/?a", "http://a b/"] {
        assert!(verify(wrong).expect(2).stderr.contains("网址请写成 http://域名/路径/ 的样子"), "{wrong}");
    }
    verify_with("public", &["--timeout", "5"]).expect(2);
    verify_with("http://127.0.0.1/", &["--timeout", "0"]).expect(2);
}

#[test]
fn the_sources_have_their_say_about_a_mirror_too() {
    let project = Project::base();
    run_now(project.path(), &["build", "-q"]).expect(0);
    let tree = tree::read(&project.join("public"));
    let address = server(move |asked, stream| file(&tree, asked, stream));
    let run_same = run_now(project.path(), &["verify", &address, "--rebuild"]).expect(0);
    assert!(run_same.stdout.contains("也与用内容重新生成的一致"), "{}", run_same.stdout);
    project.edit("content/site.yaml", "name: 示例镇政府", "name: 新示例镇政府");
    let run_other = run_now(project.path(), &["verify", &address, "--rebuild"]).expect(5);
    assert!(run_other.stderr.contains("“index.html”与用内容重新生成的不同。"), "{}", run_other.stderr);
}
