//! Whether an SVG picture is only a picture. One that scripts, animates or loads is refused whole: cleaning it would be guessing.

use html5gum::{Token, Tokenizer};

/// Elements that act, load, or carry another language.
const ACTIVE: [&str; 16] = [
    "script",
    "foreignobject",
    "set",
    "animate",
    "animatemotion",
    "animatetransform",
    "animatecolor",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "handler",
    "listener",
    "link",
    "base",
];

/// The first thing in an SVG that makes it more than a picture, as it stands after “里有”; `None` for a plain one.
pub(super) fn active_part(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let lower = text.to_ascii_lowercase();
    if let Some(found) = ["<!entity", "<?xml-stylesheet"].iter().find(|found| lower.contains(*found)) {
        return Some((*found).to_owned());
    }
    if lower
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split("?>").next())
        .is_some_and(|head| head.contains("encoding") && !head.contains("utf-8"))
    {
        return Some("不是 UTF-8 的编码声明".into());
    }
    let mut in_style = false;
    for token in Tokenizer::new(lower.as_str()) {
        let token = match token {
            Ok(token) => token,
            Err(never) => match never {},
        };
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let local = name.rsplit(':').next().unwrap_or(&name);
                if ACTIVE.contains(&local) {
                    return Some(format!("<{local}>"));
                }
                in_style = local == "style" && !tag.self_closing;
                let attributes = tag.attributes.iter().map(|(key, value)| (String::from_utf8_lossy(key), String::from_utf8_lossy(value)));
                for (key, value) in attributes {
                    if let Some(found) = active_attribute(&key, &value) {
                        return Some(found);
                    }
                }
            }
            Token::EndTag(_) => in_style = false,
            Token::String(words) if in_style && foreign_css(&String::from_utf8_lossy(&words)) => return Some("引用外部内容的样式".into()),
            _ => {}
        }
    }
    None
}

fn active_attribute(key: &str, value: &str) -> Option<String> {
    let local = key.rsplit(':').next().unwrap_or(key);
    if local.starts_with("on") {
        return Some(format!("“{key}”属性"));
    }
    let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    // A picture may point at its own parts and carry pixels of its own; anything else it names is a load or a script.
    let own = value.starts_with('#')
        || ["png", "jpeg", "gif", "webp"].iter().any(|kind| value.starts_with(&format!("data:image/{kind};base64,")));
    if matches!(local, "href" | "src") && !own && !value.is_empty() {
        return Some(format!("“{key}”指向图外的内容"));
    }
    (key != "xmlns" && !key.starts_with("xmlns:") && foreign_css(&value)).then(|| format!("“{key}”引用外部内容"))
}

/// `@import`, or `url()` of anything but a part of the same picture; escapes are refused since they could spell either.
fn foreign_css(css: &str) -> bool {
    let squeezed: String = css.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '"')).collect();
    squeezed.contains("@import")
        || squeezed.contains("javascript:")
        || (squeezed.contains('\\') && squeezed.contains('('))
        || squeezed.split("url(").skip(1).any(|rest| !rest.starts_with('#') && !rest.starts_with("data:image/png;base64,"))
}

#[cfg(test)]
mod tests {
    use super::active_part;

    #[test]
    fn a_plain_picture_is_taken() {
        let plain = "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'><style>.a{fill:url(#g)}</style>\
                     <defs><linearGradient id='g'/></defs><use xlink:href='#g'/><image href='data:image/png;base64,AA=='/><text>一只 onload 猫</text></svg>";
        assert_eq!(active_part(plain.as_bytes()), None);
    }

    #[test]
    fn one_that_acts_or_loads_is_refused() {
        let cases = [
            ("<svg><script>1</script></svg>", "<script>"),
            ("<svg><SCRIPT>1</SCRIPT></svg>", "<script>"),
            ("<svg><svg:script>1</svg:script></svg>", "<script>"),
            ("<svg onload='x()'/>", "“onload”属性"),
            ("<svg><foreignObject/></svg>", "<foreignobject>"),
            ("<svg><set attributeName='href' to='javascript:1'/></svg>", "<set>"),
            ("<svg><animate/></svg>", "<animate>"),
            ("<svg><a href='java&#x09;script:1'/></svg>", "“href”指向图外的内容"),
            ("<svg><image xlink:href='https://x.test/a.png'/></svg>", "“xlink:href”指向图外的内容"),
            ("<svg><use href='data:image/svg+xml;base64,AA'/></svg>", "“href”指向图外的内容"),
            ("<svg><style>@import 'x'</style></svg>", "引用外部内容的样式"),
            ("<svg><rect style='fill:url(//x.test)'/></svg>", "“style”引用外部内容"),
            ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "<!entity"),
        ];
        for (svg, found) in cases {
            assert_eq!(active_part(svg.as_bytes()).as_deref(), Some(found), "{svg}");
        }
    }
}
