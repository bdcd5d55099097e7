//! The address of a published site, taken apart: a host, a port and the folder that the site stands in.

use crate::audit::facts::decoded;
use crate::value::path::OutPath;
use std::fmt;
use std::fmt::Write as _;

const FORM: &str = "网址请写成 http://域名/路径/ 的样子，不带用户名、“?”和“#”。";
const SECURE: &str =
    "不能直接核对 https 网址：本程序不含加密传输。请把发布的整个文件夹下载下来（包括 manifest.json），再运行 gongkai verify 文件夹。";
const CHINESE_HOST: &str = "中文域名请写成 xn-- 开头的样子，浏览器复制出来的网址通常就是。";

/// Where a published site stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Base {
    host: String,
    port: u16,
    /// Begins and ends with `/`, as it stands in a request.
    folder: String,
}

impl Base {
    /// Whether somebody meant an address, not a folder of this machine.
    pub(super) fn is_meant(text: &str) -> bool {
        text.split_once("://").is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    }

    /// Takes an address apart. One that names the first page or the manifest means their folder.
    ///
    /// # Errors
    /// A sentence that says what to write instead.
    pub(super) fn parse(text: &str) -> Result<Self, &'static str> {
        let (scheme, rest) = text.split_once("://").ok_or(FORM)?;
        match scheme.to_ascii_lowercase().as_str() {
            "http" => {}
            "https" => return Err(SECURE),
            _ => return Err(FORM),
        }
        // What would end a line of the request, or mean something else than a folder.
        if rest.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, '?' | '#' | '@' | '\\')) {
            return Err(FORM);
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (host, port) = parted(authority).ok_or(FORM)?;
        if !host.is_ascii() {
            return Err(CHINESE_HOST);
        }
        let is_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'[' | b']');
        if host.is_empty() || !host.bytes().all(is_host) {
            return Err(FORM);
        }
        let folder = match path.rsplit_once('/') {
            Some((folder, "index.html" | "manifest.json" | "")) => format!("{folder}/"),
            _ => format!("{path}/"),
        };
        if folder.split('/').any(|part| part == "." || part == "..") {
            return Err(FORM);
        }
        Ok(Self { host: host.to_owned(), port, folder: encoded(&folder, true) })
    }

    /// The host as a resolver wants it: an address of the sixth version without its brackets.
    pub(super) fn host(&self) -> &str {
        self.host.trim_start_matches('[').trim_end_matches(']')
    }

    /// The port.
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Host and port as a request names them.
    pub(super) fn authority(&self) -> String {
        if self.port == 80 { self.host.clone() } else { format!("{}:{}", self.host, self.port) }
    }

    /// What a request asks for, of a path of the site; the empty path is the folder of the site.
    pub(super) fn target(&self, path: &str) -> String {
        format!("{}{}", self.folder, encoded(path, false))
    }

    /// The path of this site that an address on one of its pages leads to; one that ends in `/`, or the empty one, is a folder. `None` when it
    /// leads outside.
    pub(super) fn inside(&self, page: &str, address: &str) -> Option<String> {
        let address = address.trim().split(['?', '#']).next()?;
        let whole = self.to_string();
        if let Some(rest) = address.strip_prefix(&whole) {
            return joined("", &decoded(rest));
        }
        let has_scheme = address.split_once(':').is_some_and(|(scheme, _)| !scheme.contains('/'));
        if address.is_empty() || has_scheme || address.starts_with("//") {
            return None;
        }
        match address.strip_prefix('/') {
            Some(_) => joined("", &decoded(encoded(address, true).strip_prefix(&self.folder)?)),
            None => joined(page, &decoded(address)),
        }
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "http://{}{}", self.authority(), self.folder)
    }
}

/// Host and port of `host`, `host:81`, `[::1]:81`.
fn parted(authority: &str) -> Option<(&str, u16)> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port.parse().ok().filter(|port| *port > 0)?),
        _ => (authority, 80),
    };
    let is_bracketed = host.starts_with('[') && host.ends_with(']');
    (is_bracketed || !host.contains([':', '[', ']'])).then_some((host, port))
}

/// A path with everything that may not stand in a request spelt out. What somebody typed may have its percent signs already.
fn encoded(path: &str, typed: bool) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&byte) || typed && byte == b'%';
        if plain {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// A relative address as seen from a page.
fn joined(page: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            other => parts.push(other),
        }
    }
    let path = parts.join("/");
    let is_folder = address.is_empty() || address.ends_with('/') || matches!(address.rsplit('/').next(), Some("." | ".."));
    if path.is_empty() {
        return Some(path);
    }
    OutPath::new(&path)?;
    Some(if is_folder { path + "/" } else { path })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Base, CHINESE_HOST, FORM, SECURE};

    #[test]
    fn an_address_names_the_folder_of_the_site() {
        for (typed, shown) in [
            ("http://example.test", "http://example.test/"),
            ("HTTP://example.test:80/zwgk", "http://example.test/zwgk/"),
            ("http://127.0.0.1:8080/a/index.html", "http://127.0.0.1:8080/a/"),
            ("http://[::1]:8080/a/manifest.json", "http://[::1]:8080/a/"),
            ("http://example.test/公开/%E4%B8%93/", "http://example.test/%E5%85%AC%E5%BC%80/%E4%B8%93/"),
        ] {
            assert_eq!(Base::parse(typed).unwrap().to_string(), shown, "{typed}");
        }
        assert_eq!(Base::parse("http://[::1]:8080").unwrap().host(), "::1");
        assert_eq!(
            Base::parse("http://a.test/b").unwrap().target("2022/报告 全文.pdf"),
            "/b/2022/%E6%8A%A5%E5%91%8A%20%E5%85%A8%E6%96%87.pdf"
        );
    }

    #[test]
    fn what_is_no_address_of_a_folder_is_refused() {
        for (typed, sentence) in [
            ("https://example.test/", SECURE),
            ("ftp://example.test/", FORM),
            ("http://", FORM),
            ("http:///a", FORM),
            ("http://a b/", FORM),
            ("http://a.test/?x", FORM),
            ("http://user@a.test/", FORM),
            ("http://a.test:0/", FORM),
            ("http://a.test:99999/", FORM),
            ("http://::1/", FORM),
            ("http://a.test/x\r\nHost: b", FORM),
            ("http://a.test/../b", FORM),
            ("http://示例.test/", CHINESE_HOST),
        ] {
            assert_eq!(Base::parse(typed), Err(sentence), "{typed}");
        }
        for folder in ["public", "./a:b", "C:\\public", "://x"] {
            assert!(!Base::is_meant(folder), "{folder}");
        }
    }

    #[test]
    fn links_are_followed_inside_only() {
        let base = Base::parse("http://a.test/zwgk/").unwrap();
        let seen = |address: &str| base.inside("2022/town/index.html", address);
        for (address, path) in [
            ("../index.html#s", "2022/index.html"),
            ("%E5%9B%BE.png", "2022/town/图.png"),
            ("./", "2022/town/"),
            ("..", "2022/"),
            ("../../", ""),
            ("/zwgk/a.html?x=1", "a.html"),
            ("http://a.test/zwgk/b.html", "b.html"),
        ] {
            assert_eq!(seen(address).as_deref(), Some(path), "{address}");
        }
        for outside in ["../../../x", "/x", "//b.test/x", "http://b.test/zwgk/x", "tel:123", "#a", "", "%2e%2e/%2e%2e/%2e%2e/x", "a%00b"] {
            assert_eq!(seen(outside), None, "{outside}");
        }
    }
}
