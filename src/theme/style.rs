//! What a style sheet loads: nothing but files of the theme, wherever the site is put.

/// Where a style sheet loads from another site, or from the root of the host, where a column does not stand: a byte of it. `@import` is no
/// way either: `theme.yaml` lists what pages load.
pub(super) fn foreign_load(css: &str) -> Option<usize> {
    let lower = css.to_ascii_lowercase();
    let load = lower.match_indices("url(").find(|(at, open)| is_foreign(&lower[at + open.len()..])).map(|(at, _)| at);
    lower.find("@import").into_iter().chain(load).min()
}

/// Whether what stands after `url(` begins with a scheme or a slash; escapes could spell either.
fn is_foreign(rest: &str) -> bool {
    let target = rest.trim_start().trim_start_matches(['"', '\'']).trim_start();
    let first = target.split(['/', ')', '?', '#']).next().unwrap_or_default();
    target.starts_with('/') || first.contains('\\') || first.contains(':') && !target.starts_with("data:")
}

#[cfg(test)]
mod tests {
    use super::foreign_load;

    #[test]
    fn only_files_of_the_theme_are_loaded() {
        for css in [
            "a{background:url(a.png)}",
            "a{background:url( 'img/a.png?x:y' )}",
            "a{fill:url(#p)}",
            "a{background:url(data:image/png;base64,AA)}",
        ] {
            assert_eq!(foreign_load(css), None, "{css}");
        }
        for css in ["a{b:url(//x)}", "a{b:URL( \"HTTPS://x/y\")}", "a{b:url(/a.png)}", "a{b:url(\\2f\\2fx)}", "a{b:url(javascript:1)}"] {
            assert_eq!(foreign_load(css), Some(4), "{css}");
        }
        assert_eq!(foreign_load("/* */ @IMPORT 'a.css';"), Some(6));
    }
}
