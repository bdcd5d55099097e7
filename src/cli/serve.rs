//! `serve`: shows the site on this machine while it is being written. Every change is built into memory and shown at once; mistakes are listed
//! on the page while the last good site stays. The published folder is never read or written, and no other machine is answered.

mod answer;
mod door;
mod page;
mod shown;
mod watch;

use crate::cli::args::ServeArgs;
use crate::cli::say::Say;
use crate::cli::serve::answer::Server;
use crate::cli::serve::door::Door;
use crate::cli::serve::shown::Shown;
use crate::cli::serve::watch::Watch;
use crate::cli::{Exit, build, interrupt, moment};
use crate::diagnostic::human;
use crate::emit::Stop;
use crate::pipeline::{self, Request, Sink, threads};
use jiff::civil::DateTime;
use std::io::{ErrorKind, IsTerminal};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;

/// Shows the site until it is interrupted.
pub(super) fn serve(arguments: &ServeArgs) -> Exit {
    let request = match build::request(&arguments.input, false, false) {
        Ok(request) => request,
        Err(exit) => return exit,
    };
    let (listener, address) = match listen(arguments.addr) {
        Ok(bound) => bound,
        Err(error) => return refused(arguments.addr, &error),
    };
    let runtime = match Builder::new_multi_thread().worker_threads(2).enable_io().enable_time().build() {
        Ok(runtime) => runtime,
        Err(error) => return refused(arguments.addr, &error),
    };
    let end = Arc::new(Notify::new());
    let ended = Arc::clone(&end);
    let cancelled = interrupt::listen(move || ended.notify_one());
    threads::start(arguments.input.jobs);
    if invite(address, arguments.open) != Exit::Done {
        return Exit::Machine;
    }
    let shown = Shown::new();
    let builder = Work { request, given: arguments.input.now, shown: shown.clone(), cancelled: Arc::clone(&cancelled) };
    let ended = Arc::clone(&end);
    let spawned = std::thread::Builder::new().name("preview".to_owned()).spawn(move || {
        // Whatever ends the building ends the preview: one that shows old pages for ever would mislead.
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| builder.keep_building()));
        ended.notify_one();
    });
    if let Err(error) = spawned {
        return refused(arguments.addr, &error);
    }
    let exit = answer_until(&runtime, listener, Server::new(address, shown), &end);
    runtime.shutdown_background();
    match cancelled.load(std::sync::atomic::Ordering::SeqCst) {
        true => Exit::Signal(interrupt::code()),
        false => exit,
    }
}

fn listen(address: SocketAddr) -> std::io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

fn answer_until(runtime: &Runtime, listener: TcpListener, server: Server, end: &Notify) -> Exit {
    runtime.block_on(async {
        let door = match Door::new(listener) {
            Ok(door) => door,
            Err(error) => return refused(server.address(), &error),
        };
        tokio::select! {
            _ = axum::serve(door, answer::router(server)) => Exit::Machine,
            () = end.notified() => Exit::Machine,
        }
    })
}

fn refused(address: SocketAddr, error: &std::io::Error) -> Exit {
    let port = address.port();
    Say::error(&match error.kind() {
        ErrorKind::AddrInUse => {
            format!("端口{port}已被占用，可能另一个预览还开着。请先关掉它，或加上 --addr 127.0.0.1:0 由系统挑一个端口。")
        }
        ErrorKind::PermissionDenied => format!("没有权限使用端口{port}。请用1024以上的端口，例如 --addr 127.0.0.1:8080。"),
        _ => format!("无法在 {address} 预览：{error}"),
    });
    Exit::Machine
}

/// Says where to look.
fn invite(address: SocketAddr, as_link: bool) -> Exit {
    let url = format!("http://{address}/");
    let link = match as_link && std::io::stdout().is_terminal() {
        true => format!("\u{1b}]8;;{url}\u{1b}\\{url}\u{1b}]8;;\u{1b}\\"),
        false => url,
    };
    Say::last(&format!("请在浏览器打开 {link}\n保存文件后页面自动刷新；按 Ctrl+C 结束。\n"), Exit::Done)
}

/// The building beside the answering.
struct Work {
    request: Request,
    given: Option<DateTime>,
    shown: Shown,
    cancelled: Arc<AtomicBool>,
}

impl Work {
    /// Builds at once, and again after every change, until cancelled.
    fn keep_building(self) {
        let mut watch = Watch::new([self.request.content.as_path(), self.request.themes.as_path()]);
        let mut chronicle = None;
        loop {
            // The clock goes on during a preview.
            let now = moment::now(self.given).unwrap_or(self.request.now);
            let request = Request { now, chronicle: chronicle.clone(), ..self.request.clone() };
            match pipeline::run(&request, &Sink::Memory, &self.cancelled, &|_, _| {}) {
                Ok(run) => {
                    Say::findings(&human::print(&run.findings, &run.sources));
                    Say::error(&run.summary.sentence());
                    chronicle = run.chronicle.clone().or(chronicle);
                    self.shown.take(run);
                }
                Err(Stop::Cancelled) => return,
                Err(stop) => {
                    Say::error(&stop.to_string());
                    self.shown.failed(&stop);
                }
            }
            watch.wait();
        }
    }
}
