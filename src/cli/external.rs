//! The list of addresses on other hosts, for people who open them one by one, and for programs. Nothing is called. Every word of it passes the
//! same door as the findings.

use crate::diagnostic::markdown::{MAX_ROWS, cell, rest};
use crate::diagnostic::order::one_line;
use crate::lint::link_external::External;
use crate::source::Sources;
use serde::Serialize;
use std::fmt::Write as _;

/// Never “none” of what nobody looked for.
const NOT_LOOKED: &str = "没有列出站外链接：请先改正上面的错误。";

/// A host for programs.
#[derive(Serialize)]
pub(super) struct Host {
    host: String,
    links: Vec<Link>,
}

/// One place where it is named.
#[derive(Serialize)]
struct Link {
    address: String,
    file: String,
    line: usize,
    column: usize,
}

/// Every host with its places; `links` stand by host.
pub(super) fn rows(links: &[External], sources: &Sources) -> Vec<Host> {
    let link = |one: &External| {
        let position = sources.position(one.span);
        Link { address: one_line(&one.address), file: one_line(sources.path(one.span.file)), line: position.line, column: position.column }
    };
    let hosts = links.chunk_by(|one, other| one.host == other.host);
    hosts.filter_map(|links| Some(Host { host: one_line(&links.first()?.host), links: links.iter().map(link).collect() })).collect()
}

/// The list for people.
pub(super) fn told(links: Option<&[External]>, sources: &Sources) -> String {
    let Some(links) = links else { return format!("{NOT_LOOKED}\n") };
    let hosts = rows(links, sources);
    let mut text = format!("{}\n", heading(&hosts));
    for host in &hosts {
        let _ = writeln!(text, "{}（{}处）", host.host, host.links.len());
        for link in &host.links {
            let _ = writeln!(text, "  {}:{}:{} {}", link.file, link.line, link.column, link.address);
        }
    }
    text
}

/// The list as a table.
pub(super) fn table(links: Option<&[External]>, sources: &Sources) -> String {
    let Some(links) = links else { return format!("\n## 站外链接\n\n{NOT_LOOKED}\n") };
    let hosts = rows(links, sources);
    let mut text = format!("\n## 站外链接\n\n{}\n", cell(&heading(&hosts)));
    if hosts.is_empty() {
        return text;
    }
    text.push_str("\n| 网站 | 网址 | 位置 |\n| --- | --- | --- |\n");
    let all = hosts.iter().flat_map(|host| host.links.iter().map(move |link| (host, link)));
    for (host, link) in all.take(MAX_ROWS) {
        let _ = writeln!(text, "| {} | {} | {} |", cell(&host.host), cell(&link.address), cell(&format!("{}:{}", link.file, link.line)));
    }
    text + &rest(links.len())
}

fn heading(hosts: &[Host]) -> String {
    let links: usize = hosts.iter().map(|host| host.links.len()).sum();
    match links {
        0 => "没有站外链接。".to_owned(),
        _ => format!("站外链接{links}处，通向{}个网站（本程序没有访问它们，请人工打开核对）：", hosts.len()),
    }
}
