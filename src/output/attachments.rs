//! Files to download beside a report: its Word or PDF form, an annex. They are published as they are, under the report's year.

use crate::output::desk::Desk;
use crate::output::narrative::encoded;
use crate::output::{Context, Order, What};
use crate::report::{Attachment, Report};
use crate::source::Asset;
use crate::source::format::Format;
use crate::value::path::OutPath;
use crate::view::prose::Download;

/// The files of every report's attachments.
pub fn orders(context: &Context<'_>) -> Vec<Order> {
    let of = |report: &Report| {
        let order = |attachment: &Attachment| {
            let at = context.sources.asset_at(attachment.path.as_ref()?)?;
            Some(Order { path: path(report, attachment)?, what: What::Asset(at) })
        };
        report.attachments.iter().filter_map(order).collect::<Vec<_>>()
    };
    context.site.world.reports.iter().flat_map(of).collect()
}

/// `2022/report.docx`
pub fn path(report: &Report, attachment: &Attachment) -> Option<OutPath> {
    OutPath::new(&format!("{}/{}", report.year, attachment.name))
}

/// The attachments of a report as its page offers them.
pub fn downloads(desk: &Desk<'_>, report: &Report) -> Vec<Download> {
    let download = |attachment: &Attachment| {
        let asset = asset(desk.context, attachment)?;
        Some(Download {
            label: attachment.title.clone(),
            href: encoded(&desk.file(&path(report, attachment)?)),
            format: Format::of(&asset.bytes).word().to_owned(),
            size: Some(size(asset.length)),
            note: None,
        })
    };
    report.attachments.iter().filter_map(download).collect()
}

/// The file of an attachment.
pub fn asset<'a>(context: &Context<'a>, attachment: &Attachment) -> Option<&'a Asset> {
    context.sources.asset(attachment.path.as_ref()?)
}

/// A length as people read it: `23.4 KB`.
pub fn size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1024 => return format!("{bytes} 字节"),
        1024..0x0010_0000 => (1024, "KB"),
        _ => (0x0010_0000, "MB"),
    };
    let tenths = bytes.saturating_mul(10).div_ceil(unit);
    format!("{}.{} {name}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn lengths_read_like_those_of_a_file_manager() {
        let cases =
            [(0, "0 字节"), (1023, "1023 字节"), (1024, "1.0 KB"), (23_900, "23.4 KB"), (0x0010_0000, "1.0 MB"), (0x0018_0000, "1.5 MB")];
        for (bytes, text) in cases {
            assert_eq!(size(bytes), text);
        }
    }
}
