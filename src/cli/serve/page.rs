//! What the preview adds to the pages it shows: the findings, and the script that loads the page again. Only to the bytes that are sent.

use crate::cli::serve::shown::Snapshot;
use crate::diagnostic::order::{Listed, listed};
use crate::diagnostic::summary::{Outcome, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;
use std::fmt::Write as _;

/// The script and the style, at addresses that no site has: a chapter's folder is a year's.
pub(super) const SCRIPT: (&str, &str) = ("/__gongkai/live.js", include_str!("live.js"));
pub(super) const STYLE: (&str, &str) = ("/__gongkai/live.css", include_str!("live.css"));
/// Where a page hears that it is out of date.
pub(super) const EVENTS: &str = "/__gongkai/events";

/// What a page made here may do.
pub(super) const POLICY: &str =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// The findings of a run as a panel; empty when there is nothing that anybody has to mend.
pub(super) fn panel(findings: &[Diagnostic], sources: &Sources, summary: &Summary) -> String {
    let is_stopped = summary.outcome != Outcome::Built;
    let all = listed(findings, sources);
    let weighty: Vec<&Listed<'_>> = all.iter().filter(|one| one.finding.severity != Severity::Notice).collect();
    if weighty.is_empty() && !is_stopped {
        return String::new();
    }
    let (class, open) = if is_stopped { ("gongkai-preview gongkai-stopped", " open") } else { ("gongkai-preview", "") };
    let heading = match is_stopped {
        true => format!("发现{}个错误、{}个提醒；改好并保存后，这里自动更新", summary.errors, summary.warnings),
        false => format!("{}个提醒", summary.warnings),
    };
    let items: String = weighty.into_iter().map(item).collect();
    format!(
        "<aside class=\"{class}\" lang=\"zh-CN\" aria-label=\"检查结果\"><details{open}><summary>{heading}</summary><ol>{items}</ol></details></aside>"
    )
}

fn item(one: &Listed<'_>) -> String {
    let mut html = String::new();
    let (weight, code) = (one.finding.severity.word(), one.finding.code);
    let _ = write!(html, "<li><p><strong>{weight}</strong> <code>{code}</code> {}</p>", escaped(&one.message));
    if let Some(place) = &one.place {
        let _ = write!(html, "<p><code>{}</code></p>", escaped(&place.to_string()));
    }
    for (message, place) in &one.notes {
        let place = place.as_ref().map_or_else(String::new, |place| format!(" <code>{}</code>", escaped(&place.to_string())));
        let _ = write!(html, "<p>说明：{}{place}</p>", escaped(message));
    }
    if let Some(remedy) = &one.remedy {
        let _ = write!(html, "<p>怎么改：{}</p>", escaped(remedy));
    }
    html + "</li>"
}

/// A page of the site with what the preview adds. `is_astray`: the page is shown at an address that is not its own, as 404.html is.
pub(super) fn dressed(page: &[u8], snapshot: &Snapshot, is_astray: bool) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(page) else { return page.to_vec() };
    let (head, rest) = text.split_once("</head>").unwrap_or(("", text));
    let mut html = widened(head, is_astray);
    if !head.is_empty() {
        if is_astray {
            html = html.replacen("<head>", "<head><base href=\"/\">", 1);
        }
        html.push_str("</head>");
    }
    let (body, tail) = rest.rfind("</body>").and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
    let _ = write!(html, "{body}{}{tail}", addition(&snapshot.panel, &snapshot.version));
    html.into_bytes()
}

/// The page shown when there is no site: the findings alone, or that the first build is under way.
pub(super) fn alone(snapshot: &Snapshot) -> Vec<u8> {
    let panel = match snapshot.is_built {
        true => snapshot.panel.replacen("class=\"gongkai-preview", "class=\"gongkai-alone gongkai-preview", 1),
        false => "<p class=\"gongkai-alone gongkai-preview\">正在生成，请稍候。</p>".to_owned(),
    };
    let addition = addition(&panel, &snapshot.version);
    format!("<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>预览</title></head><body><main><h1>预览</h1>{addition}</main></body></html>\n")
        .into_bytes()
}

fn addition(panel: &str, version: &str) -> String {
    let style = if panel.is_empty() { String::new() } else { format!("<link rel=\"stylesheet\" href=\"{}\">", STYLE.0) };
    format!("{style}{panel}<script src=\"{}?v={version}\"></script>", SCRIPT.0)
}

/// The head with a policy that lets the page ask whether it is out of date, and a page that is astray know where it belongs.
fn widened(head: &str, is_astray: bool) -> String {
    const META: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
    let Some((before, (policy, after))) = head.split_once(META).and_then(|(before, rest)| Some((before, rest.split_once('"')?))) else {
        return head.to_owned();
    };
    // Templates write quotes as references, and a reference holds a semicolon.
    let policy = policy.replace("&#39;", "'").replace("&#x27;", "'");
    let opened = ["connect-src", "base-uri"];
    let kept = policy.split(';').map(str::trim).filter(|part| !part.is_empty());
    let kept = kept.filter(|part| !opened.iter().take(1 + usize::from(is_astray)).any(|name| part.starts_with(name)));
    let base = if is_astray { Some("base-uri 'self'") } else { None };
    let policy: Vec<&str> = kept.chain(["connect-src 'self'"]).chain(base).collect();
    format!("{before}{META}{}\"{after}", policy.join("; "))
}

fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut html, c| {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
        html
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{alone, dressed, panel};
    use crate::cli::serve::shown::Snapshot;
    use crate::diagnostic::summary::{Outcome, Summary};
    use crate::diagnostic::{Diagnostic, Place};
    use crate::source::Sources;

    const PAGE: &str = "<!doctype html><html><head><meta http-equiv=\"Content-Security-Policy\" \
                        content=\"default-src 'none'; connect-src 'none'; base-uri 'none'\"></head><body><p>甲</p></body></html>";

    fn found(path: &str) -> String {
        let place = Place::File { path: path.to_owned(), position: Some((3, 5)) };
        let findings = [Diagnostic::error("file/name", "“<b>”不对").at_place(place).remedy("改成 <img src=x onerror=alert(1)>。")];
        panel(&findings, &Sources::default(), &Summary::of(Outcome::Stopped, &findings))
    }

    #[test]
    fn what_the_content_says_is_shown_never_run() {
        let panel = found("content/<img src=x onerror=alert(1)>.md");
        assert!(!panel.contains("<img") && !panel.contains("<b>"), "{panel}");
        assert!(panel.contains("content/&lt;img src=x onerror=alert(1)&gt;.md:3:5"), "{panel}");
    }

    #[test]
    fn a_page_keeps_its_words_and_gets_the_findings() {
        let snapshot = Snapshot { panel: found("content/a.md"), version: "v1".to_owned(), ..Snapshot::default() };
        let shown = String::from_utf8(dressed(PAGE.as_bytes(), &snapshot, false)).unwrap();
        assert!(shown.contains("<p>甲</p><link") && shown.contains("live.js?v=v1") && shown.contains("file/name"), "{shown}");
        assert!(shown.contains("content=\"default-src 'none'; base-uri 'none'; connect-src 'self'\""), "{shown}");
        let astray = String::from_utf8(dressed(PAGE.as_bytes(), &snapshot, true)).unwrap();
        assert!(astray.contains("<head><base href=\"/\">") && astray.contains("connect-src 'self'; base-uri 'self'"), "{astray}");
        let written = PAGE.replace("'", "&#39;");
        assert_eq!(String::from_utf8(dressed(written.as_bytes(), &snapshot, false)).unwrap(), shown, "as templates write it");
        assert!(String::from_utf8(dressed(b"no page", &snapshot, false)).unwrap().starts_with("no page<link"));
        assert_eq!(dressed(&[0xff, 0xfe], &snapshot, false), [0xff, 0xfe]);
    }

    #[test]
    fn without_a_site_the_findings_stand_alone() {
        let waiting = Snapshot::default();
        assert!(String::from_utf8(alone(&waiting)).unwrap().contains("正在生成"));
        let failed = Snapshot { panel: found("content/a.md"), is_built: true, ..Snapshot::default() };
        assert!(String::from_utf8(alone(&failed)).unwrap().contains("gongkai-alone gongkai-preview gongkai-stopped"));
    }
}
