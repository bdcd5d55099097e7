//! placeholder
use crate::cli::Exit;
pub(super) fn explain(_code: Option<&str>) -> Exit {
    Exit::Done
}
