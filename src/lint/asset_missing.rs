//! Pictures, attachments and charts that a text uses and that are not there.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject, Written};
use crate::markup::outline::{ImageDraft, Outline};
use crate::report::column::ColumnArticle;
use crate::report::{Report, of_year};
use crate::site::ChartKey;
use crate::source::{FileId, Span};
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["asset/missing", "asset/no-alt", "asset/not-shown", "asset/repeated", "chart/unknown"],
    explanation: "正文用到的图片要和正文放在同一个文件夹，并写替代文字，盲人读者靠它知道图里是什么；图表用 chart:种类/编号 引用（栏目文章里加年度）。\
                  报告的附件放在 report.yaml 旁边，在 attachments 里各写一次；栏目文章的附件和配图放在文章旁边，配图要出现在正文里。",
    right: "![新建道路位置示意](road.png)，![地区生产总值历年变化](chart:trend/gdp)",
    wrong: "![](road.png)，文件夹里没有 road.png",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let world = &subject.site.world;
    let mut findings = Vec::new();
    for (at, report) in world.reports.iter().enumerate() {
        findings.extend(attachments(report));
        for chapter in &report.chapters {
            let known_chart = |destination: &str| ChartKey::parse(destination, report, at).is_some();
            findings.extend(images(chapter.file, &chapter.outline, &chapter.assets, known_chart));
        }
    }
    for page in &world.pages {
        findings.extend(images(page.file, &page.outline, &BTreeMap::new(), |_| false));
    }
    for Written { article, .. } in subject.articles() {
        let known_chart = |destination: &str| {
            let named = destination.split_once('/').and_then(|(year, rest)| {
                let (at, report) = of_year(&world.reports, year)?;
                ChartKey::parse(rest, report, at)
            });
            named.is_some()
        };
        findings.extend(images(article.file, &article.outline, &article.assets, known_chart));
        findings.extend(files(article));
    }
    findings
}

/// Attachments that are not there, or are listed twice.
fn attachments(report: &Report) -> Vec<Diagnostic> {
    let problem = |(at, attachment): (usize, &crate::report::Attachment)| {
        if attachment.path.is_none() {
            return Some(
                Diagnostic::error("asset/missing", format!("没有找到附件“{}”", attachment.name))
                    .at(attachment.span)
                    .remedy("请把附件放在 report.yaml 旁边，文件名（包括大小写和后缀）与这里一致，不写文件夹。"),
            );
        }
        let first = report.attachments.iter().take(at).find(|first| first.name == attachment.name)?;
        Some(
            Diagnostic::error("asset/repeated", format!("附件“{}”列了两次", attachment.name))
                .at(attachment.span)
                .note_at(first.span, "第一次写在这里")
                .remedy("同一个文件只列一次。"),
        )
    };
    report.attachments.iter().enumerate().filter_map(problem).collect()
}

/// Attachments and the picture that stands for an article, which its front matter names.
fn files(article: &ColumnArticle) -> Vec<Diagnostic> {
    let attached = article.attachments.iter().map(|attachment| (&attachment.file, "附件"));
    let named = attached.chain(article.header.image.iter().map(|image| (image, "配图")));
    let missing = named.filter(|(file, _)| !article.assets.contains_key(&file.value)).map(|(file, what)| {
        Diagnostic::error("asset/missing", format!("没有找到{what}“{}”", file.value))
            .at(file.span)
            .remedy("请把文件放进文章所在的文件夹，文件名（包括大小写）与这里一致。")
    });
    let unseen = article.header.image.iter().filter(|image| article.assets.contains_key(&image.value) && !article.shows(&image.value));
    let unseen = unseen.map(|image| {
        Diagnostic::warning("asset/not-shown", format!("配图“{}”没有出现在正文里，网页标签里不会有它", image.value))
            .at(image.span)
            .remedy(format!("请在正文里写 ![图的说明]({})，或删去 image 这一项。", image.value))
    });
    missing.chain(unseen).collect()
}

fn images(file: FileId, outline: &Outline, assets: &BTreeMap<String, String>, known_chart: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for image in &outline.images {
        let span = Span::new(file, image.range.clone());
        findings.extend(missing(image, span, assets, &known_chart));
        if image.alt.trim().is_empty() {
            findings.push(
                Diagnostic::error("asset/no-alt", "图片没有替代文字")
                    .at(span)
                    .remedy("请在方括号里写一句话说明图里是什么，例如 ![新建道路位置示意](road.png)。"),
            );
        }
    }
    findings
}

fn missing(image: &ImageDraft, span: Span, assets: &BTreeMap<String, String>, known_chart: &impl Fn(&str) -> bool) -> Option<Diagnostic> {
    if let Some(chart) = image.destination.strip_prefix("chart:") {
        return (!known_chart(chart)).then(|| {
            Diagnostic::error("chart/unknown", format!("没有“{chart}”这张图"))
                .at(span)
                .remedy("写法是 chart:种类/编号，全部种类见 gongkai explain charts，例如 chart:trend/gdp。")
        });
    }
    if image.destination.contains("//") {
        let message = format!("图片“{}”在别的网站上", image.destination);
        return Some(
            Diagnostic::error("asset/missing", message)
                .at(span)
                .remedy("本站的页面不从别的网站取图。有权使用的，请把图片存进正文所在的文件夹再引用。"),
        );
    }
    (!assets.contains_key(&image.destination)).then(|| {
        Diagnostic::error("asset/missing", format!("没有找到图片“{}”", image.destination))
            .at(span)
            .remedy("请把图片放进正文所在的文件夹，文件名（包括大小写）与这里一致。")
    })
}
