//! The content tree as written: one draft a file, every value with its place, nothing resolved yet. Decoding collects every finding of a
//! file and keeps what is sound, so that one slip does not hide the next.

pub mod article;
pub mod chapter;
pub mod draft;
pub mod figures;
pub mod lists;
pub mod report;
pub mod site;
pub mod targets;

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Sources};
use crate::syntax::article::ArticleDraft;
use crate::syntax::chapter::ChapterDraft;
use crate::syntax::figures::FiguresDraft;
use crate::syntax::lists::ListDraft;
use crate::syntax::report::ReportDraft;
use crate::syntax::site::SiteDraft;
use crate::syntax::targets::TargetDraft;
use crate::value::path::Slug;
