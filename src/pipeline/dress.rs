//! What a theme gives to pages, as pages load it: all its style sheets as one file, so that a page of any theme asks for few.

use crate::output::Dress;
use crate::theme::{Loaded, Theme};
use std::collections::BTreeMap;

/// What the theme gives to pages.
pub(super) fn of(theme: &Theme) -> Dress {
    let Loaded { styles, early, scripts, search_styles, search_scripts } = theme.loaded().clone();
    let mut statics = theme.statics().clone();
    let page = joined(&styles, "assets/page.css", theme.statics(), &mut statics);
    let search =
        if search_styles == styles { page.clone() } else { joined(&search_styles, "assets/search.css", theme.statics(), &mut statics) };
    for part in styles.iter().chain(&search_styles).filter(|part| !page.contains(part) && !search.contains(part)) {
        statics.remove(part);
    }
    Dress { styles: page, early, scripts, search_styles: search, search_scripts, statics }
}

/// Several sheets as one file; a single one stays as it is. They lie in one folder, so that their addresses keep their meaning.
fn joined(parts: &[String], name: &str, files: &BTreeMap<String, Vec<u8>>, statics: &mut BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let beside = parts.iter().all(|part| part.rsplit_once('/').is_some_and(|(folder, _)| folder == "assets"));
    if parts.len() < 2 || !beside || files.contains_key(name) {
        return parts.to_vec();
    }
    let bytes = parts.iter().filter_map(|part| files.get(part)).map(Vec::as_slice).collect::<Vec<_>>().join(&b'\n');
    statics.insert(name.to_owned(), bytes);
    vec![name.to_owned()]
}
