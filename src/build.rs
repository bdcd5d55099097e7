//! Run by cargo before the program is compiled: makes one hash of everything that decides which bytes the program writes, so that what one
//! build of the program remembers of its output is void for another. Holds no path, time or user name: the same sources give the same hash.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// The program's own sources, its built-in themes, and the exact libraries.
const PARTS: [&str; 3] = ["Cargo.lock", "src", "themes"];

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        gather(Path::new(part), part, &mut files)?;
    }
    files.sort();
    let mut hash = Fnv::new();
    for name in &files {
        hash.part(name.as_bytes());
        hash.part(&fs::read(name)?);
    }
    println!("cargo::rustc-env=GONGKAI_BUILD={}", hash.text());
    Ok(())
}

/// Names of all files below `path`, relative to the package, with `/`.
fn gather(path: &Path, name: &str, files: &mut Vec<String>) -> io::Result<()> {
    if path.is_file() {
        files.push(name.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        gather(&entry.path(), &format!("{name}/{}", entry.file_name().to_string_lossy()), files)?;
    }
    Ok(())
}

/// FNV-1a with 128 bits: no library has to be compiled before this. It tells two builds apart and guards nothing.
struct Fnv(u128);

impl Fnv {
    fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    /// A part with its length, so that no two lists of parts are the same bytes.
    fn part(&mut self, bytes: &[u8]) {
        for byte in bytes.len().to_le_bytes().iter().chain(bytes) {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b);
        }
    }

    fn text(&self) -> String {
        self.0.to_be_bytes().iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}
