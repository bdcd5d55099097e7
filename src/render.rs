//! A view becomes the bytes of a page. The only place that runs a template.
//!
//! Nothing is decided here: the view is complete, the theme was checked when it was loaded, and a name that is missing all the same is
//! an error, never an empty place on the page.

use std::fmt;

use tera::Context;

use crate::output::Job;
use crate::theme::Theme;
use crate::theme::error::ThemeError;
use crate::view::View;

/// A template could not be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderError {
    /// The template of the page: `chapter.html`.
    pub template: &'static str,
    /// What is wrong, and where in the theme.
    pub causes: Vec<ThemeError>,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.template)?;
        self.causes.iter().try_for_each(|cause| write!(f, "; {cause}"))
    }
}

impl std::error::Error for RenderError {}

/// Draws one page, UTF-8.
///
/// # Errors
/// If the theme's template asks for what the view does not have, or fails otherwise.
pub fn render_page(theme: &Theme, view: &View) -> Result<Vec<u8>, RenderError> {
    let template = view.page.template();
    let failed = |error: &tera::Error| RenderError { template, causes: theme.explain(error) };
    let context = Context::from_serialize(view).map_err(|error| failed(&error))?;
    let mut page = theme.tera().render(template, &context).map_err(|error| failed(&error))?;
    if !page.ends_with('\n') {
        page.push('\n');
    }
    Ok(page.into_bytes())
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
    }
}
