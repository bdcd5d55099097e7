//! A drawing as pixels: PNG for share cards and for pictures that people save and send on. In the program's own type, whatever the
//! machine has installed, so the same drawing is the same bytes. Reads no file, no font of the machine, nothing a drawing refers to.
//!
//! Without the feature `png` there are no pictures: [`png`] says so and everything else stays as it is.

#[cfg(feature = "png")]
mod paint;

/// Whether this program makes pictures.
pub const MAKES_PICTURES: bool = cfg!(feature = "png");
/// Pixels across at most.
pub const MOST_ACROSS: u32 = 1080;
/// Pixels down at most; a taller picture is not shown whole in a chat.
pub const MOST_DOWN: u32 = 6000;

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RasterError {
    /// The program was built without pictures.
    Off,
    /// Characters the type does not have, each once, in the order of their codes. They would stand as empty boxes.
    Missing(Vec<char>),
    /// It would be this many pixels across and down, which is none, or more than [`MOST_ACROSS`] or [`MOST_DOWN`].
    Size(u64, u64),
    /// It is not a drawing; in English, since only a mistake of ours makes one.
    Broken(String),
}

/// The drawing of a file of its own as a PNG `width` pixels across, on white where it leaves its ground open.
#[cfg(feature = "png")]
pub fn png(svg: &str, width: u32) -> Result<Vec<u8>, RasterError> {
    paint::png(svg, width)
}

/// No picture: the program was built without them.
#[cfg(not(feature = "png"))]
pub fn png(_svg: &str, _width: u32) -> Result<Vec<u8>, RasterError> {
    Err(RasterError::Off)
}

/// The characters of a text that the type of the pictures does not have, each once, in the order of their codes.
#[cfg(feature = "png")]
pub fn missing_characters(text: &str) -> Vec<char> {
    paint::missing_characters(text)
}

/// None: no picture is made.
#[cfg(not(feature = "png"))]
pub fn missing_characters(_text: &str) -> Vec<char> {
    Vec::new()
}
