//! What the files say about themselves in words: whose they are, what to know before using them, how to cite them. The page of downloads,
//! the second sheet of every workbook and the readme of every archive say the same.

use crate::output::Context;
use crate::output::cite::{self, Cited};
use crate::output::data::Scope;
use crate::output::desk::{Desk, newest_sources};
use crate::output::share::absolute;
use crate::report::{Report, YearBasis};
use crate::site::{PageKey, path};
use crate::value::date::{chinese, moment_text};
use crate::view::frame::Banner;

/// What to know before using the files.
pub const NOTES: [&str; 2] = [
    "原文以“XX”代替的数值、暂不公开的数值，在数据文件里是空值（JSON 中为 null），不是0；旁边一列写明情况。",
    "数字保留来源写法的小数位数，不加千位分隔；完成比例和序时进度以百分比表示，保留一位小数。",
];

/// What else to know about CSV.
pub const CSV_NOTE: &str = "CSV 用 Excel、WPS 表格可以直接打开。为防止被当作公式或长数字改写，这类文字前面加了一个英文单引号。";

/// What a demonstration says first.
pub fn warning(context: &Context<'_>) -> Option<String> {
    context.site.world.site.sample.then(|| {
        let banner = Banner::sample();
        format!("{}{}", banner.lead, banner.text)
    })
}

/// 《示例镇2023年政府工作报告》
pub fn quoted(report: &Report) -> String {
    format!("《{}》", report.title.trim_matches(['《', '》']))
}

/// The reports that a file is about.
pub fn reports<'a>(context: &Context<'a>, scope: Scope) -> Vec<(usize, &'a Report)> {
    let reports = context.site.world.reports.iter().enumerate();
    reports.filter(|(at, _)| scope == Scope::All || scope == Scope::Report(*at)).collect()
}

/// Whose the data are and how new: only what is given.
pub fn facts(context: &Context<'_>, scope: Scope) -> Vec<(&'static str, String)> {
    let site = &context.site.world.site;
    let mut facts =
        vec![("数据性质", super::nature(context).to_owned()), ("发布单位", site.publisher.clone()), ("网站名称", site.name.clone())];
    for (_, report) in reports(context, scope) {
        facts.push(("报告", quoted(report)));
        facts.push(("目标年度", year(report)));
        facts.extend(report.published.map(|published| ("报告发布时间", moment_text(published))));
        facts.extend(report.as_of().map(|as_of| ("数据截至", chinese(as_of))));
        facts.extend(report.figures_published().map(|published| ("数据发布时间", moment_text(published))));
        facts.extend(Some(newest_sources(report)).filter(|sources| !sources.is_empty()).map(|sources| ("数据来源", sources)));
        facts.extend(report.next_update.as_ref().map(|next| ("下次更新时间", next.clone())));
    }
    facts.extend(opened(context));
    facts.extend(page(context).map(|address| ("网址", address)));
    facts
}

/// What the office states about all its data files; a demonstration states nothing.
pub fn opened(context: &Context<'_>) -> Vec<(&'static str, String)> {
    let site = &context.site.world.site;
    let stated = &site.open_data;
    let facts =
        [("更新周期", stated.rhythm.map(str::to_owned)), ("使用条件", stated.terms.clone()), ("使用条件网址", stated.terms_url.clone())];
    facts.into_iter().filter_map(|(name, text)| Some((name, text?))).filter(|_| !site.sample).collect()
}

/// 2022年, with how it is known where the text does not say it.
pub fn year(report: &Report) -> String {
    match &report.basis {
        YearBasis::Stated => format!("{}年", report.year),
        YearBasis::Inferred(reason) => format!("{}年（推定：{reason}）", report.year),
    }
}

/// How to cite the data of a report, in the form of every page; a demonstration is not to be cited.
pub fn citation(context: &Context<'_>, report: &Report) -> Option<String> {
    let desk = Desk::at(context, path(&context.site.world, &PageKey::Data)?);
    let cited = Cited {
        key: format!("gongkai-{}", report.year),
        title: format!("{}目标任务和完成情况数据", quoted(report)),
        as_of: report.as_of(),
        published: report.figures_published().or(report.published),
        publisher: &context.site.world.site.publisher,
    };
    cite::citation(&desk, &cited).map(|citation| citation.text)
}

/// The address of the page of downloads, where the site's own is known.
pub fn page(context: &Context<'_>) -> Option<String> {
    let here = path(&context.site.world, &PageKey::Data)?;
    absolute(&Desk::at(context, here.clone()), &here).filter(|_| !context.site.world.site.sample)
}
