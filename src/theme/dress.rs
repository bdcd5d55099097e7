//! What pages load of a theme: its style sheets as one file, since every further one is a request more on a slow line.

use crate::output::Dress;
use crate::theme::{Loaded, Theme};

/// The one file that several sheets become.
const SHEET: &str = "assets/page.css";

/// What a theme gives to every page.
pub(super) fn of(theme: &Theme) -> Dress {
    let Loaded { styles, early, scripts, search_scripts } = theme.loaded().clone();
    let mut statics = theme.statics().clone();
    // Addresses in a sheet are seen from its folder, so that only sheets of one folder can be one file.
    let are_beside = styles.iter().all(|sheet| sheet.strip_prefix("assets/").is_some_and(|name| !name.contains('/')));
    if styles.len() < 2 || !are_beside || statics.contains_key(SHEET) {
        return Dress { styles, early, scripts, search_scripts, statics };
    }
    let parts: Vec<Vec<u8>> = styles.iter().filter_map(|sheet| statics.remove(sheet)).collect();
    statics.insert(SHEET.to_owned(), parts.join(&b'\n'));
    Dress { styles: vec![SHEET.to_owned()], early, scripts, search_scripts, statics }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::theme::{Theme, ThemeFiles};

    fn theme(styles: &str, files: &[(&str, &str)]) -> Theme {
        let mut all = ThemeFiles::new();
        all.insert("a/theme.yaml".into(), format!("name: a\nextends: standard\nstyles: {styles}\n").into_bytes());
        all.extend(files.iter().map(|(name, text)| (format!("a/static/{name}"), text.as_bytes().to_vec())));
        Theme::load("a", Some(&all)).unwrap()
    }

    #[test]
    fn the_sheets_of_a_chain_are_one_file_in_their_order() {
        let theme = theme("[own.css]", &[("own.css", "p{}"), ("site.css", "body{}"), ("chart.css", "svg{}")]);
        let dress = theme.dress();
        assert_eq!(dress.styles, ["assets/page.css"]);
        assert_eq!(dress.statics["assets/page.css"], b"body{}\nsvg{}\np{}");
        assert!(!dress.statics.contains_key("assets/site.css") && !dress.statics.contains_key("assets/own.css"));
    }

    #[test]
    fn sheets_that_cannot_be_joined_stay_as_they_are() {
        let apart = theme("[css/own.css]", &[("css/own.css", "p{}")]);
        assert_eq!(apart.dress().styles, ["assets/site.css", "assets/chart.css", "assets/css/own.css"]);
        let named = theme("[page.css]", &[("page.css", "p{}")]);
        assert_eq!(named.dress().styles, ["assets/site.css", "assets/chart.css", "assets/page.css"]);
    }
}
