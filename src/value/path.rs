//! Addresses: slugs of the content tree and paths of the output tree.

use std::fmt;

/// A permanent part of an address: `^[a-z0-9][a-z0-9-]*$` (contract §1).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Box<str>);

impl Slug {
    /// The slug, or `None` when the text has another form. 64 characters at most, so that every file system takes it.
    pub fn new(text: &str) -> Option<Self> {
        let mut bytes = text.bytes();
        let first = bytes.next()?;
        let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        (letter(first) && bytes.all(|b| letter(b) || b == b'-') && text.len() <= 64 && !is_device(text)).then(|| Self(text.into()))
    }

    /// The text of the slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Names that Windows keeps for devices: a folder of that name could not be copied to the clerk's machine.
fn is_device(text: &str) -> bool {
    matches!(text, "con" | "prn" | "aux" | "nul")
        || (text.len() == 4 && (text.starts_with("com") || text.starts_with("lpt")) && text.ends_with(|c: char| c.is_ascii_digit()))
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file of the output tree: relative, with `/`, naming a file (`2022/industry/index.html`), never `..` or empty parts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct OutPath(Box<str>);

impl OutPath {
    /// The path, or `None` when it would leave the output tree or does not name a file.
    pub fn new(path: &str) -> Option<Self> {
        let good = !path.is_empty()
            && !path.contains(['\\', '\0', ':'])
            && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
        good.then(|| Self(path.into()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The relative address of `to` as seen from the page at this path, always naming the file, so that the site works under any prefix
    /// and from a USB stick (contract §1).
    pub fn href_to(&self, to: &Self) -> String {
        let mine: Vec<&str> = self.0.split('/').collect();
        let theirs: Vec<&str> = to.0.split('/').collect();
        let depth = mine.len() - 1;
        let shared = mine.iter().take(depth).zip(theirs.iter().take(theirs.len() - 1)).take_while(|(a, b)| a == b).count();
        let up = std::iter::repeat_n("..", depth - shared);
        let down = theirs.iter().skip(shared).copied();
        up.chain(down).collect::<Vec<_>>().join("/")
    }

    /// What leads from this page to the root of the site: `` or `../` once or more.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{OutPath, Slug};

    #[test]
    fn slugs_are_plain_and_portable() {
        for good in ["industry", "a", "2022", "new-projects"] {
            assert!(Slug::new(good).is_some(), "{good}");
        }
        for bad in ["", "-a", "Industry", "a b", "中", "../x", "t\u{200b}1", "con", "com1", &"a".repeat(65)] {
            assert!(Slug::new(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn hrefs_are_relative_and_name_a_file() {
        let path = |text| OutPath::new(text).unwrap();
        let cases = [
            ("index.html", "2022/index.html", "2022/index.html"),
            ("2022/industry/index.html", "2022/town/index.html", "../town/index.html"),
            ("2022/industry/index.html", "index.html", "../../index.html"),
            ("2022/industry/index.html", "2022/industry/index.html", "index.html"),
            ("2022/targets/by/status/done/index.html", "2022/targets/a/index.html", "../../../a/index.html"),
            ("404.html", "assets/site.css", "assets/site.css"),
        ];
        for (from, to, href) in cases {
            assert_eq!(path(from).href_to(&path(to)), href, "{from} -> {to}");
        }
        for bad in ["", "/a", "a//b", "../a", "a/..", "a\\b", "a:b"] {
            assert!(OutPath::new(bad).is_none(), "{bad}");
        }
        assert_eq!(path("a/b/c.html").to_root(), "../../");
    }
}
