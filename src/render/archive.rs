//! Packs files into an archive: the same bytes for the same files. One file after the other is made and packed, so that no more than one of
//! them is in memory besides what is packed already.

use crate::output::data::archive::{Content, Member};
use crate::render::RenderError;
use crate::render::xlsx;
use std::fmt::Display;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The bytes of an archive.
pub(super) fn write(members: &[Member]) -> Result<Vec<u8>, RenderError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for member in members {
        match &member.content {
            Content::Text(text) => add(&mut archive, &member.name, CompressionMethod::Deflated, text.as_bytes())?,
            Content::Workbook(workbook) => {
                // A workbook is an archive itself; packing it again gains nothing.
                add(&mut archive, &member.name, CompressionMethod::Stored, &xlsx::write(workbook).map_err(failed)?)?;
            }
        }
    }
    archive.finish().map(Cursor::into_inner).map_err(failed)
}

/// Adds a file, dated as nothing: the archive depends on no clock.
fn add(archive: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, method: CompressionMethod, bytes: &[u8]) -> Result<(), RenderError> {
    let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default()).unix_permissions(0o644);
    archive.start_file(name, options).map_err(failed)?;
    archive.write_all(bytes).map_err(failed)
}

fn failed(why: impl Display) -> RenderError {
    RenderError::Data(why.to_string())
}
