//! What an official publication must have and is never invented (contract §1 and §2): one notice each, errors with `--official`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::entry::Release;
use crate::report::{Mount, Report, Settings};
use crate::source::Span;
use crate::value::date::chinese;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["official/footer", "official/identifier", "official/published", "official/source"],
    explanation: "网站名称、域名、网站标识码属于县级门户，发布时间和文章的来源由发布单位确定，独立网站的页脚另有规定的几项。本程序都不编造，缺少时逐项提示。\
                  用 --official 正式生成时必须补齐。",
    right: "portal: {name: …, domain: …, id_code: …}；published: 2022-02-01 09:00",
    wrong: "正式发布而没有网站标识码、没有发布时间",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let site = &subject.site.world.site;
    if site.sample {
        // A sample carries no official identifier at all; that it is one is said by its own rule.
        return Vec::new();
    }
    let reports = &subject.site.world.reports;
    let mut findings = identifiers(site);
    findings.extend(footer(site));
    findings.extend(reports.iter().filter_map(published));
    findings.extend(reports.iter().flat_map(|report| report.releases.iter().filter_map(released)));
    findings.extend(undated(subject));
    findings.extend(from_nowhere(subject));
    for finding in &mut findings {
        finding.severity = subject.official_severity();
    }
    findings
}

/// Identifiers that every page carries as a tag.
fn identifiers(site: &Settings) -> Vec<Diagnostic> {
    let whose = match site.mount {
        Mount::Portal => "县级门户",
        Mount::Standalone => "本站",
    };
    let given = [
        ("网站名称", "portal.name", &site.portal.name),
        ("域名", "portal.domain", &site.portal.domain),
        ("网站标识码", "portal.id_code", &site.portal.id_code),
    ];
    let missing = given.into_iter().filter(|(_, _, value)| value.is_none());
    let finding = |(label, key, _): (&str, &str, _)| {
        Diagnostic::notice("official/identifier", format!("没有填写{whose}的{label}（{key}），页面上相应的标签空缺"))
            .at(Span::new(site.file, 0..0))
            .remedy("请向门户网站管理单位核实后写进 site.yaml；不清楚的不要填。")
    };
    missing.map(finding).collect()
}

/// What the foot of a site of its own must show; inside a portal all of it is the portal's.
fn footer(site: &Settings) -> Vec<Diagnostic> {
    let footer = &site.footer;
    let given = [
        ("主办单位", "footer.sponsor", &footer.sponsor),
        ("ICP备案号", "footer.icp", &footer.icp),
        ("公安机关备案号", "footer.police", &footer.police),
        ("党政机关网站标识的网址", "footer.conac_url", &footer.conac_url),
        ("“我为政府网站找错”的网址", "footer.error_report_url", &footer.error_report_url),
        ("联系电话", "contact.phone", &site.contact.phone),
    ];
    let missing = given.into_iter().filter(|(_, _, value)| site.mount == Mount::Standalone && value.is_none());
    let finding = |(label, key, _): (&str, &str, _)| {
        Diagnostic::notice("official/footer", format!("独立网站的页脚应当有{label}（{key}），现在空缺"))
            .at(Span::new(site.file, 0..0))
            .remedy("请核实后写进 site.yaml；没有办理或不清楚的不要填。挂在县级门户下的，请写 mount: portal，页脚由门户提供。")
    };
    missing.map(finding).collect()
}

/// Figures without a publish time: the pages that show them have none either.
fn released(release: &Release) -> Option<Diagnostic> {
    release.published.is_none().then(|| {
        Diagnostic::notice("official/published", format!("截至{}的数据没有写发布时间，页面上的发布时间空缺", chinese(release.as_of)))
            .at(Span::new(release.file, 0..0))
            .remedy("请在这个文件里写 published: 年-月-日 时:分，与实际发布时间一致。")
    })
}

fn published(report: &Report) -> Option<Diagnostic> {
    report.published.is_none().then(|| {
        Diagnostic::notice("official/published", format!("{}年的报告没有写发布时间", report.year))
            .at(Span::new(report.file, 0..0))
            .remedy("请在 report.yaml 写 published: 年-月-日 时:分，与实际发布时间一致。")
    })
}

/// Articles without a publish time: they stand last, without a date, and no inspection counts them as an update.
fn undated(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let articles = subject.articles().filter(|written| written.article.published.is_none() && !written.article.draft);
    articles
        .map(|written| {
            Diagnostic::notice("official/published", format!("文章“{}”没有写发布时间", written.article.title))
                .at(Span::new(written.article.file, 0..0))
                .remedy("请在文首写 published: 年-月-日 时:分，与实际发布时间一致；没有写的排在最后，不显示日期。")
        })
        .collect()
}

/// Articles that do not say who they come from: the page tag ContentSource is left out, and nobody else is named in its place.
fn from_nowhere(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let articles = subject.articles().filter(|written| written.article.header.source.is_none() && !written.article.draft);
    articles
        .map(|written| {
            Diagnostic::notice("official/source", format!("文章“{}”没有写来源", written.article.title))
                .at(Span::new(written.article.file, 0..0))
                .remedy("请在文首写 source: 发布单位或转载的出处；没有写的，页面上不显示来源，也没有这项网页标签。")
        })
        .collect()
}
