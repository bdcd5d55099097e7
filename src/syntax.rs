//! The content tree as written: one draft a file, every value with its place, nothing resolved yet. Decoding collects every finding of a
//! file and keeps what is sound, so that one slip does not hide the next.

pub mod article;
pub mod calendar;
pub mod chapter;
pub mod columns;
pub mod decode;
pub mod fields;
pub mod figures;
pub mod lists;
pub mod report;
mod review;
pub mod schema;
pub mod site;
pub mod suggest;
pub mod targets;
pub mod tree;
pub mod wording;
pub mod yaml;

use crate::diagnostic::Diagnostic;
use crate::report::calendar::Calendar;
use crate::report::places::Places;
use crate::report::wording::Wording;
use crate::source::{FileId, SourceFile, Span};
use crate::syntax::article::ArticleDraft;
use crate::syntax::chapter::ChapterDraft;
use crate::syntax::columns::ColumnTree;
use crate::syntax::figures::FiguresDraft;
use crate::syntax::lists::ListDraft;
use crate::syntax::report::ReportDraft;
use crate::syntax::site::SiteDraft;
use crate::syntax::yaml::{Kind, Node};
use std::collections::BTreeMap;

/// The content tree as written.
#[derive(Debug, Default)]
pub struct Drafts {
    /// `site.yaml`
    pub site: Option<SiteDraft>,
    /// A tree for every year, in order.
    pub reports: Vec<ReportTree>,
    /// `pages/*.md`
    pub pages: Vec<ArticleDraft>,
    /// `columns/<slug>/`, by name.
    pub columns: Vec<ColumnTree>,
    /// `lists/holidays.yaml`
    pub calendar: Option<Calendar>,
    /// `lists/wording.yaml`
    pub wording: Option<Wording>,
}

/// One year as written.
#[derive(Debug)]
pub struct ReportTree {
    /// `report.yaml`
    pub report: ReportDraft,
    /// Chapters in order.
    pub chapters: Vec<ChapterDraft>,
    /// `figures/*.yaml`
    pub figures: Vec<FiguresDraft>,
    /// `lists/*.yaml`
    pub lists: Vec<ListDraft>,
    /// Files beside `report.yaml`: name → path in the content tree.
    pub assets: BTreeMap<String, String>,
}

/// A YAML file as a tree of nodes; what is wrong with it goes to the findings.
fn parsed(id: FileId, file: &SourceFile, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    match yaml::parse(id, &file.text) {
        Ok(node) => Some(node),
        Err(found) => {
            findings.extend(found);
            None
        }
    }
}

/// Where the values of a mapping stand, and those of the mappings in it: `published`, `portal.id_code`.
fn places(node: &Node) -> Places {
    let mut places = Places::default();
    let Kind::Mapping(entries) = &node.kind else { return places };
    for (key, value) in entries {
        places.put(key.text.clone(), value.span);
        let Kind::Mapping(inner) = &value.kind else { continue };
        for (below, value) in inner {
            places.put(format!("{}.{}", key.text, below.text), value.span);
        }
    }
    places
}

/// The first character of a file.
fn start_of(file: FileId) -> Span {
    Span::new(file, 0..0)
}
