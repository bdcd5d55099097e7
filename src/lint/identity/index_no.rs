//! 索引号: form, check characters, year, and that no two things share one.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::source::Span;
use crate::value::identifier::{is_credit_code, is_organisation_code};
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["identity/index-no"],
    explanation: "索引号由发布单位编制，永久不变，一件信息一个：9位组织机构代码或18位统一社会信用代码，斜线，4位年份（或年月）-5位流水号。\
                  代码的校验位算得出，年份与发布年份一致，不重复。程序不认识的地方格式只提醒核对。",
    right: "index_no: 000000000/2022-00001",
    wrong: "index_no: 000000001/2022-00001（校验位不对）",
    check,
};

/// An index number and the year in which the thing was published.
struct Given<'a> {
    number: &'a str,
    published: Option<i16>,
    span: Span,
}

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for given in given(subject) {
        if let Some(first) = seen.get(given.number) {
            findings.push(
                error(&given, format!("索引号“{}”用了两次", given.number))
                    .note_at(*first, "第一次用在这里")
                    .remedy("一件信息一个索引号，请核对编制记录。"),
            );
        } else {
            seen.insert(given.number, given.span);
            findings.extend(problem(&given));
        }
    }
    findings
}

/// Every index number of the content, oldest report first, then articles.
fn given<'a>(subject: &Subject<'a>) -> Vec<Given<'a>> {
    let reports = subject.site.world.reports.iter().rev().filter_map(|report| {
        let span = report.places.of("index_no", report.file);
        Some(Given { number: report.header.index_no.as_deref()?, published: report.published.map(jiff::civil::DateTime::year), span })
    });
    let articles = subject.articles().filter_map(|written| {
        let number = written.article.header.index_no.as_deref()?;
        let published = written.article.published.map(jiff::civil::DateTime::year);
        Some(Given { number, published, span: subject.place_in_front(written.article, number) })
    });
    reports.chain(articles).collect()
}

fn problem(given: &Given<'_>) -> Option<Diagnostic> {
    let number = given.number;
    let Some((code, date)) = parts(number) else {
        let finding = Diagnostic::warning("identity/index-no", format!("索引号“{number}”不是通行的格式")).at(given.span);
        return Some(
            finding
                .remedy("通行的格式是“代码/年份-5位流水号”，例如 000000000/2022-00001；与门户网站核对过、确是本地格式的，在 site.yaml 的 allow 里写明。"),
        );
    };
    let is_sound = if code.len() == 18 { is_credit_code(code) } else { is_organisation_code(code) };
    if !is_sound {
        let message = format!("索引号里的代码“{code}”校验位不对，有字符写错了");
        return Some(error(given, message).remedy("请对照统一社会信用代码证书抄写。"));
    }
    let (year, month) = date.split_at_checked(4)?;
    if !month.is_empty() && !(1..=12).contains(&month.parse::<u8>().unwrap_or(0)) {
        return Some(error(given, format!("索引号里的“{date}”不是年月")).remedy("斜线后面是4位年份，或者年份加2位月份。"));
    }
    let published = given.published.filter(|published| *published != year.parse().unwrap_or(0))?;
    let message = format!("索引号里的年份是{year}，发布年份是{published}");
    Some(error(given, message).remedy("索引号按发布的年份编制，请核对索引号和 published。"))
}

fn error(given: &Given<'_>, message: String) -> Diagnostic {
    Diagnostic::error("identity/index-no", message).at(given.span)
}

/// Code and date of a number of the usual form.
fn parts(number: &str) -> Option<(&str, &str)> {
    let (code, rest) = number.split_once('/')?;
    let (date, serial) = rest.split_once('-')?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_code = match code.len() {
        9 => code.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()),
        18 => code.bytes().all(|b| (b.is_ascii_digit() || b.is_ascii_uppercase()) && !b"IOSVZ".contains(&b)),
        _ => false,
    };
    (is_code && matches!(date.len(), 4 | 6) && digits(date) && serial.len() == 5 && digits(serial)).then_some((code, date))
}

#[cfg(test)]
mod tests {
    use super::{Given, problem};
    use crate::diagnostic::Severity;
    use crate::source::{FileId, Span};

    fn found(number: &str, published: Option<i16>) -> Option<Severity> {
        problem(&Given { number, published, span: Span::new(FileId(0), 0..0) }).map(|finding| finding.severity)
    }

    #[test]
    fn numbers_of_the_usual_form_are_checked_and_others_asked_about() {
        assert_eq!(found("000000000/2022-00001", Some(2022)), None);
        assert_eq!(found("000000000/202201-00001", None), None);
        for wrong in ["000000001/2022-00001", "000000000/202213-00001", "000000000000000001/2022-00001"] {
            assert_eq!(found(wrong, Some(2022)), Some(Severity::Error), "{wrong}");
        }
        assert_eq!(found("000000000/2021-00001", Some(2022)), Some(Severity::Error));
        for local in ["6107280000/2024-001005", "000000000/2022-1", "000000000", "00000000０/2022-00001"] {
            assert_eq!(found(local, Some(2022)), Some(Severity::Warning), "{local}");
        }
    }
}
