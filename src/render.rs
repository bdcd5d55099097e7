//! A view becomes the bytes of a page. The only place that runs a template.
//!
//! Nothing is decided here: the view is complete, the theme was checked when it was loaded, and a name that is missing all the same is
//! an error, never an empty place on the page.

mod archive;
mod xlsx;

use std::fmt;

use tera::Context;

use crate::chart::raster::{MOST_ACROSS, RasterError, png};
use crate::diagnostic::Diagnostic;
use crate::output::Job;
use crate::theme::Theme;
use crate::theme::error::ThemeError;
use crate::view::View;
use crate::view::frame::Frame;

/// What the titles of a demonstration site begin with.
const DEMO_TITLE: &str = "【演示】";

/// A job that could not be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenderError {
    /// A template could not be run.
    Template {
        /// The template of the page: `chapter.html`.
        template: &'static str,
        /// What is wrong, and where in the theme.
        causes: Vec<ThemeError>,
    },
    /// A drawing could not be made a picture.
    Picture(RasterError),
    /// A workbook or an archive could not be written.
    Data(String),
}

impl RenderError {
    /// The same as findings.
    pub fn findings(&self) -> Vec<Diagnostic> {
        match self {
            Self::Template { causes, .. } => causes.iter().map(ThemeError::to_diagnostic).collect(),
            Self::Data(why) => {
                let finding = Diagnostic::error("data/failed", format!("数据文件没有写成（{why}）"));
                vec![finding.remedy("请把这个问题告诉开发者。")]
            }
            Self::Picture(why) => {
                let finding = Diagnostic::error("picture/failed", format!("图片没有画成（{why:?}）"));
                vec![finding.remedy("请把这个问题告诉开发者；着急发布的，可以用不带 png 功能的程序生成。")]
            }
        }
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Template { template, causes } => {
                write!(f, "{template}")?;
                causes.iter().try_for_each(|cause| write!(f, "; {cause}"))
            }
            Self::Picture(why) => write!(f, "{why:?}"),
            Self::Data(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for RenderError {}

/// Draws one page, UTF-8.
///
/// # Errors
/// If the theme's template asks for what the view does not have, or fails otherwise.
pub fn render_page(theme: &Theme, view: &View) -> Result<Vec<u8>, RenderError> {
    let template = view.page.template();
    let failed = |error: &tera::Error| RenderError::Template { template, causes: theme.explain(error) };
    let context = Context::from_serialize(view).map_err(|error| failed(&error))?;
    let mut page = theme.tera().render(template, &context).map_err(|error| failed(&error))?;
    if !page.ends_with('\n') {
        page.push('\n');
    }
    match left_out(&view.frame, &page) {
        Some(what) => {
            let error = ThemeError::in_theme(theme.name(), format!("网页缺少必须有的内容：{what}"));
            Err(RenderError::Template {
                template, causes: vec![error.remedy("请在自己的模板里保留标准主题 base.html 的这一部分。")]
            })
        }
        None => Ok(page.into_bytes()),
    }
}

/// What no theme may leave out, since a reader or a search engine would take the page for something else without it.
fn left_out(frame: &Frame, page: &str) -> Option<&'static str> {
    let title = if frame.title.starts_with(DEMO_TITLE) { "<title>【演示】" } else { "<title>" };
    let banner = frame.banner.as_ref().map(|banner| banner.lead.as_str());
    let needed = [
        (Some("http-equiv=\"Content-Security-Policy\""), "内容安全策略"),
        (Some(title), "网页标题"),
        (frame.noindex.then_some("noindex"), "不让搜索引擎收录的标记"),
        (banner, "演示说明"),
        (frame.draft.as_deref(), "草稿说明"),
    ];
    needed.into_iter().find(|(words, _)| words.is_some_and(|words| !page.contains(words))).map(|(_, what)| what)
}

/// Makes the bytes of a job.
///
/// # Errors
/// As [`render_page`]; a job whose bytes are finished cannot fail.
pub fn render(theme: &Theme, job: Job) -> Result<Vec<u8>, RenderError> {
    match job {
        Job::Page(view) => render_page(theme, &view),
        Job::Text(text) => Ok(text.into_bytes()),
        Job::Bytes(bytes) => Ok(bytes),
        Job::Picture(drawing) => png(&drawing, MOST_ACROSS).map_err(RenderError::Picture),
        Job::Workbook(workbook) => xlsx::write(&workbook).map_err(|why| RenderError::Data(why.to_string())),
        Job::Archive(members) => archive::write(&members),
    }
}

#[cfg(test)]
mod tests {
    use super::RenderError;
    use crate::chart::raster::RasterError;

    #[test]
    fn a_file_that_cannot_be_made_is_a_finding() {
        let findings = RenderError::Picture(RasterError::Size(1080, 9000)).findings();
        assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["picture/failed"]);
        let findings = RenderError::Data("a sheet of too many rows".to_owned()).findings();
        assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["data/failed"]);
    }
}
