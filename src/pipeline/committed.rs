//! An official publication is made from what is committed, so that every figure of it can be looked up. Outside git nothing can be said.

use crate::diagnostic::{Diagnostic, Place};
use crate::source::Sources;
use crate::source::history::pending::{Pending, pending};
use std::path::Path;

/// One finding a file that is not as the newest commit has it.
pub(super) fn uncommitted(content: &Path, sources: &Sources) -> Vec<Diagnostic> {
    let finding = |(path, how): (String, Pending)| {
        let message = match how {
            Pending::Changed => "这个文件的改动还没有提交到版本库",
            Pending::New => "这个文件还没有提交到版本库",
            Pending::Gone => "版本库里有这个文件，现在的文件夹里没有，删除还没有提交",
        };
        Diagnostic::error("official/uncommitted", message)
            .at_place(Place::File { path, position: None })
            .remedy("正式发布的每个数都要能查到版本。请先提交（git commit），再用 --official 生成；不该有的改动，请恢复原样。")
    };
    pending(content, sources).unwrap_or_default().into_iter().map(finding).collect()
}
