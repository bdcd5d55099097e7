//! The content files as they are written, one file at a time: YAML with a place on every node, and the reading of its fields. Nothing here
//! looks into a second file.

pub mod decode;
pub mod fields;
pub mod suggest;
pub mod yaml;
