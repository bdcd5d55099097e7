//! The site's own identifiers in `site.yaml`: 网站标识码, 备案号, 域名.

use crate::diagnostic::Diagnostic;
use crate::lint::texts::is_cjk;
use crate::lint::{Rule, Subject};
use crate::report::Settings;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["identity/domain", "identity/icp", "identity/police", "identity/site-code"],
    explanation: "网站标识码是10位数字，部门网站是 bm 加8位数字；ICP备案号和公安机关备案号按颁发时的写法，包括省份简称和“号”字；域名不带 http:// 和路径。\
                  “我为政府网站找错”和党政机关标识的链接里带的标识码要与本站的一致，否则读者找的是别的网站的错。程序只看格式，不能代替备案。",
    right: "id_code: \"0000000000\"，icp: 京ICP备00000000号，domain: www.example.gov.cn",
    wrong: "id_code: \"000000000\"，icp: ICP备00000000，domain: https://www.example.gov.cn/",
    check,
};

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let site = &subject.site.world.site;
    let mut findings = Vec::new();
    findings.extend(site_code(site));
    findings.extend(other_code(site, "footer.error_report_url", site.footer.error_report_url.as_deref()));
    findings.extend(other_code(site, "footer.conac_url", site.footer.conac_url.as_deref()));
    findings.extend(form(site, "identity/icp", "footer.icp", site.footer.icp.as_deref(), "ICP备案号", is_icp, "京ICP备00000000号"));
    let police = site.footer.police.as_deref();
    findings.extend(form(site, "identity/police", "footer.police", police, "公安机关备案号", is_police, "京公网安备00000000000000号"));
    findings.extend(form(site, "identity/domain", "portal.domain", site.portal.domain.as_deref(), "域名", is_domain, "www.example.gov.cn"));
    findings
}

fn site_code(site: &Settings) -> Option<Diagnostic> {
    let code = site.portal.id_code.as_deref().filter(|code| !is_site_code(code))?;
    let place = site.places.of("portal.id_code", site.file);
    if code.len() == 12 && code.bytes().all(|b| b.is_ascii_digit()) {
        let finding = Diagnostic::warning("identity/site-code", format!("网站标识码“{code}”有12位，一般是10位")).at(place);
        return Some(finding.remedy("请与门户网站首页底部的标识码核对；确是12位的，在 site.yaml 的 allow 里写明。"));
    }
    let finding = Diagnostic::error("identity/site-code", format!("网站标识码“{code}”的格式不对")).at(place);
    Some(finding.remedy("标识码是10位数字，部门网站是 bm 加8位数字；数字请加引号，以免丢掉前面的0。"))
}

/// `bm00000000`, `0000000000`
fn is_site_code(code: &str) -> bool {
    let (digits, length) = code.strip_prefix("bm").map_or((code, 10), |rest| (rest, 8));
    digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit())
}

/// A link that carries a site code which is not this site's.
fn other_code(site: &Settings, key: &'static str, url: Option<&str>) -> Option<Diagnostic> {
    // A code of the wrong form is told as such; that links have the right one is no second problem.
    let own = site.portal.id_code.as_deref().filter(|own| is_site_code(own) || own.len() == 12)?;
    let (_, query) = url?.split_once('?')?;
    let pairs = query.split('#').next().unwrap_or(query).split('&').filter_map(|pair| pair.split_once('='));
    // `id` of 党政机关标识 may be another number altogether; only one of the form of a site code is compared.
    let codes = pairs.filter(|(name, value)| *name == "site_code" || (*name == "id" && is_site_code(value)));
    let (_, other) = codes.into_iter().find(|(_, value)| *value != own)?;
    let message = format!("链接里的网站标识码是“{other}”，本站的是“{own}”");
    Some(
        Diagnostic::error("identity/site-code", message)
            .at(site.places.of(key, site.file))
            .note_at(site.places.of("portal.id_code", site.file), "本站的写在这里")
            .remedy("请从门户网站首页底部复制这个链接。"),
    )
}

fn form(
    site: &Settings,
    code: &'static str,
    key: &str,
    value: Option<&str>,
    word: &str,
    is_good: fn(&str) -> bool,
    example: &str,
) -> Option<Diagnostic> {
    let value = value.filter(|value| !is_good(value))?;
    let message = format!("{word}“{value}”的格式不对");
    let finding = Diagnostic::error(code, message).at(site.places.of(key, site.file));
    Some(finding.remedy(format!("请照原件抄写，例如 {example}。")))
}

/// `京ICP备00000000号-1`
fn is_icp(text: &str) -> bool {
    let Some(rest) = after_province(text).and_then(|rest| rest.strip_prefix("ICP备")) else { return false };
    let Some((number, site)) = rest.split_once('号') else { return false };
    let site = site.strip_prefix('-').map_or(site.is_empty(), |site| (1..=3).contains(&site.len()) && digits(site));
    matches!(number.len(), 8 | 10) && digits(number) && site
}

/// `京公网安备00000000000000号`
fn is_police(text: &str) -> bool {
    let rest = after_province(text).and_then(|rest| rest.strip_prefix("公网安备")?.strip_suffix('号'));
    rest.map(|rest| rest.strip_prefix([' ', '\u{3000}']).unwrap_or(rest)).is_some_and(|number| number.len() == 14 && digits(number))
}

/// A name of labels, without scheme, port and path; labels may be Chinese.
fn is_domain(text: &str) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || c == '-' || is_cjk(c);
    let label =
        |label: &str| (1..=63).contains(&label.len()) && label.chars().all(good) && !label.starts_with('-') && !label.ends_with('-');
    let last = text.rsplit('.').next().unwrap_or_default();
    text.len() <= 253 && text.contains('.') && text.split('.').all(label) && !digits(last)
}

fn after_province(text: &str) -> Option<&str> {
    text.strip_prefix(|c: char| PROVINCES.contains(c))
}

fn digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{is_domain, is_icp, is_police, is_site_code};

    #[test]
    fn the_forms() {
        assert!(is_site_code("0000000000") && is_site_code("bm00000000") && !is_site_code("bm0000000000") && !is_site_code("０000000000"));
        assert!(is_icp("京ICP备00000000号") && is_icp("苏ICP备0000000000号-12"));
        for wrong in
            ["ICP备00000000号", "京icp备00000000号", "京ICP备00000000", "京ICP备000000号", "京ICP备00000000号-", "京ICP备00000000号-1234"]
        {
            assert!(!is_icp(wrong), "{wrong}");
        }
        assert!(is_police("京公网安备00000000000000号") && is_police("京公网安备 00000000000000号"));
        assert!(!is_police("公网安备00000000000000号") && !is_police("京公网安备0000000000000号"));
        assert!(is_domain("www.example.gov.cn") && is_domain("示例.政务"));
        for wrong in
            ["https://example.gov.cn", "example.gov.cn/", "example", "example..cn", "-a.cn", "a b.cn", "127.0.0.1", "example.cn:80"]
        {
            assert!(!is_domain(wrong), "{wrong}");
        }
    }
}
