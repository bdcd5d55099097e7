//! 如何询问或提出意见: how to reach the office about one target, prefilled with its id. Only what `site.yaml` gives; a channel that is
//! not given is not spoken of, and none is invented.

use crate::output::desk::Desk;
use crate::output::narrative::encoded;
use crate::report::Report;
use crate::report::target::Target;
use crate::view::shared::Fact;
use crate::view::target::Ask;

/// How to ask about a target.
pub(super) fn ask(desk: &Desk<'_>, report: &Report, target: &Target) -> Ask {
    let site = &desk.world().site;
    let ways = ways(desk, report, target);
    let call = format!("{}（{}）", target.id, target.name);
    let lead = if ways.is_empty() {
        format!("对本项的目标、数据或评价有疑问或不同意见的，可以向{}提出。本站没有提供电话和留言地址。", site.publisher)
    } else {
        "对本项的目标、数据或评价有疑问或不同意见的，可以通过下面的方式提出。".to_owned()
    };
    Ask {
        sentences: vec![lead, format!("提出时请说明本项编号：{call}。"), "本页没有公布的信息，可依法申请公开。".into()], ways
    }
}

fn ways(desk: &Desk<'_>, report: &Report, target: &Target) -> Vec<Fact> {
    let contact = &desk.world().site.contact;
    let way = |label: &str, text: &str, href: Option<String>| Fact { label: label.into(), text: text.into(), href };
    let mut ways = Vec::new();
    ways.extend(
        contact
            .feedback_url
            .as_deref()
            .and_then(|url| feedback(url, target.id.as_str(), report.year))
            .map(|url| way("网上留言", if desk.is_external(&url) { "填写留言（外部链接）" } else { "填写留言" }, Some(url))),
    );
    ways.extend(contact.phone.as_deref().map(|phone| way("联系电话", phone, landline(phone))));
    ways.extend(contact.email.as_deref().map(|email| way("电子邮箱", email, letter(email, target))));
    ways.extend(contact.address.as_deref().map(|address| way("地址", address, None)));
    // Hours alone reach nobody.
    if !ways.is_empty() {
        ways.extend(contact.hours.as_deref().map(|hours| way("办公时间", hours, None)));
    }
    ways
}

/// The address of the form with the target's id and year after what it already asks for.
fn feedback(url: &str, id: &str, year: i16) -> Option<String> {
    if !url.starts_with("https://") && !url.starts_with("http://") {
        return None;
    }
    let (page, anchor) = url.split_once('#').map_or((url, String::new()), |(page, anchor)| (page, format!("#{anchor}")));
    let joint = match page.split_once('?') {
        None => "?",
        Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
        Some(_) => "&",
    };
    Some(format!("{page}{joint}target={}&year={}{anchor}", encoded(id), year))
}

/// A number to dial, if it is an office's landline and nothing else: `0000-00000000`. People's own numbers are never made a link.
fn landline(phone: &str) -> Option<String> {
    let plain = phone.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' '));
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let fits = match digits.chars().next() {
        Some('0') => (10..=12).contains(&digits.len()),
        Some(_) => (7..=8).contains(&digits.len()),
        None => false,
    };
    (plain && fits).then(|| format!("tel:{}", phone.replace(' ', "-")))
}

/// A letter with its subject; nothing where the mailbox is not plainly one.
fn letter(email: &str, target: &Target) -> Option<String> {
    let (name, host) = email.split_once('@')?;
    let plain = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'));
    let subject = encoded(&format!("关于“{}”（编号{}）", target.name, target.id));
    (plain(name) && plain(host)).then(|| format!("mailto:{email}?subject={subject}"))
}

#[cfg(test)]
mod tests {
    use super::{feedback, landline};

    #[test]
    fn only_a_landline_is_a_number_to_dial() {
        assert_eq!(landline("0513-80000000").as_deref(), Some("tel:0513-80000000"));
        assert_eq!(landline("0513 8000000").as_deref(), Some("tel:0513-8000000"));
        assert_eq!(landline("80000000").as_deref(), Some("tel:80000000"));
        for other in ["13800000000", "0513-80000000转8", "请到窗口询问", "", "110"] {
            assert_eq!(landline(other), None, "{other}");
        }
    }

    #[test]
    fn the_form_keeps_what_it_asks_for_already() {
        let asked = |url: &str| feedback(url, "new-projects", 2022);
        assert_eq!(asked("https://a.cn/f").as_deref(), Some("https://a.cn/f?target=new-projects&year=2022"));
        assert_eq!(asked("https://a.cn/f?").as_deref(), Some("https://a.cn/f?target=new-projects&year=2022"));
        assert_eq!(asked("https://a.cn/f?site=1#form").as_deref(), Some("https://a.cn/f?site=1&target=new-projects&year=2022#form"));
        assert_eq!(asked("javascript:alert(1)"), None);
    }
}
