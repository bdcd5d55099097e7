//! The frame of the sheet: head, facts of the check, forecast, waivers, statuses, and the lines for signatures.

use crate::diagnostic::Severity;
use crate::diagnostic::inspection::found::Found;
use crate::diagnostic::inspection::html::Page;
use crate::diagnostic::inspection::{Inspection, MARK};
use crate::diagnostic::summary::{Forecast, Outcome};
use crate::value::date::{chinese, moment_text};

const TITLE: &str = "政府网站检查指标自查表";
const STYLE: &str = include_str!("sheet.css");
/// What stands on every page of a demonstration's sheet, in the margin and behind the text.
const DEMONSTRATION: &str = "演示站点，不是政府网站；本表不是检查结果";

/// Everything up to the body.
pub(super) fn head(page: &mut Page, inspection: &Inspection<'_>) {
    let banner = is_sample(inspection);
    page.tags("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n").tags(MARK);
    page.tags("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n");
    let mark = if banner { "【演示】" } else { "" };
    let name = inspection.scope.site.as_ref().map_or_else(String::new, |site| format!("－{}", site.name));
    page.element("title", &format!("{mark}{TITLE}{name}")).tags("\n<style>\n").tags(STYLE);
    if banner {
        page.tags(&format!("@page {{ @top-center {{ content: \"{DEMONSTRATION}\"; font-weight: bold; }} }}\n"));
    }
    page.tags("</style>\n</head>\n<body>\n");
}

fn is_sample(inspection: &Inspection<'_>) -> bool {
    inspection.scope.site.as_ref().is_some_and(|site| site.banner.is_some())
}

/// Title, banner, the facts of the check, and what the sheet is and is not.
pub(super) fn opening(page: &mut Page, inspection: &Inspection<'_>, found: &Found<'_>) {
    let mark = if is_sample(inspection) { "【演示】" } else { "" };
    if is_sample(inspection) {
        // Repeated by the printer on every sheet of paper; read aloud it would only interrupt, and the banner says it in full.
        page.tags("<p class=\"every-page\" aria-hidden=\"true\">").words(DEMONSTRATION).tags("</p>\n");
    }
    page.tags("<header>\n").element("h1", &format!("{mark}{TITLE}")).tags("\n");
    banner(page, inspection);
    facts(page, inspection, found);
    page.tags("</header>\n<main tabindex=\"0\">\n");
    let what = "检查项的名称参照《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号），条文和是否有新的版本，以原件为准。\
                本表由程序在生成网站的电脑上查内容文件和将要发布的网页后写出，供自查用：不打分，也不下结论。";
    page.tags("<p>").words(what).tags("</p>\n");
}

fn banner(page: &mut Page, inspection: &Inspection<'_>) {
    match inspection.scope.site.as_ref().map(|site| &site.banner) {
        Some(Some((lead, rest))) => {
            page.tags("<p class=\"banner\"><strong>").words(lead).tags("</strong>").words(rest);
            page.tags("<strong>").words("本表也只是演示，不是任何网站的检查结果。").tags("</strong></p>\n");
        }
        Some(None) => {}
        None => {
            let unknown =
                "没有读到 site.yaml（缺少或写错了），不知道是哪个站点、是不是演示站点。改正以前，本表不能用作任何网站的检查记录。";
            page.tags("<p class=\"banner\"><strong>").words(unknown).tags("</strong></p>\n");
        }
    }
}

fn facts(page: &mut Page, inspection: &Inspection<'_>, found: &Found<'_>) {
    let site = inspection.scope.site.as_ref();
    let summary = inspection.summary;
    let counts = [Severity::Error, Severity::Warning, Severity::Notice]
        .map(|severity| format!("{}{}处", severity.word(), found.of_weight(severity)));
    let outcome = match summary.outcome {
        Outcome::Built | Outcome::Passed => "没有查到妨碍生成的问题",
        Outcome::Stopped | Outcome::Failed => "有必须先改的问题，不能生成",
    };
    let rows = [
        ("站点", site.map(|site| site.name.clone())),
        ("发布单位", site.map(|site| site.publisher.clone())),
        ("检查时间", Some(format!("{}（北京时间）", moment_text(inspection.now)))),
        ("能否生成网站", Some(outcome.to_owned())),
        ("发现的问题", Some(counts.join("，"))),
        ("目标任务", summary.targets.map(|targets| format!("{targets}项"))),
        ("网页", summary.pages.map(|pages| format!("{pages}个"))),
        ("数据截至", summary.as_of.map(|day| chinese(day) + if is_sample(inspection) { "（演示）" } else { "" })),
        ("没有公布的文章", summary.left_out.sentence()),
        ("检查方式", Some(asked(inspection))),
        ("内容版本", inspection.revision.map(|revision| format!("{revision}（最近一次改动内容的提交；没有提交的改动不算在内）"))),
        ("程序", Some(format!("gongkai {}", inspection.version))),
    ];
    page.tags("<table class=\"facts\">\n<caption>").words("检查的基本情况").tags("</caption>\n<tbody>\n");
    for (label, value) in rows.into_iter().filter_map(|(label, value)| Some((label, value?))) {
        page.tags("<tr><th scope=\"row\">").words(label).tags("</th>").element("td", &value).tags("</tr>\n");
    }
    page.table_end();
}

fn asked(inspection: &Inspection<'_>) -> String {
    if inspection.options.is_empty() { "一般检查".to_owned() } else { inspection.options.join("；") }
}

/// When the columns go stale, and which of them nobody can tell it of.
pub(super) fn forecast(page: &mut Page, inspection: &Inspection<'_>) {
    page.part("更新期限预计");
    let forecast = &inspection.summary.forecast;
    let columns = &inspection.scope.columns;
    if forecast.is_empty() {
        let none = match columns.is_empty() {
            true => "没有可以预计的栏目：没有栏目，或检查没有做到这一步。",
            false => "没有可以预计的栏目。",
        };
        page.element("p", none).tags("\n");
    } else {
        page.element("p", "按各栏目自己写明的天数（max_age_days）和最近一篇的发布时间推算；指标另有期限的，以指标为准。").tags("\n");
        let heads = [("name", "栏目"), ("", "最近更新"), ("", "已安排"), ("", "期限"), ("", "哪一天起超过"), ("", "检查时")];
        page.table("forecast", "各栏目最迟什么时候要更新", &heads);
        // The first to be late comes first.
        let mut sorted: Vec<&Forecast> = forecast.iter().collect();
        sorted.sort_by(|a, b| a.stale_from.cmp(&b.stale_from).then_with(|| a.column.cmp(&b.column)));
        for one in sorted {
            page.tags("<tr><th scope=\"row\">").words(&one.name).tags("</th>").element("td", &one.newest.to_string());
            page.element("td", &one.planned.map_or_else(|| "—".to_owned(), |day| day.to_string()));
            page.element("td", &format!("{}天", one.max_age_days)).element("td", &one.stale_from.to_string());
            page.element("td", if one.stale { "已超过" } else { "未超过" }).tags("</tr>\n");
        }
        page.table_end();
    }
    let is_forecast = |name: &str| forecast.iter().any(|one| one.name == name);
    let unknown: Vec<String> =
        columns.iter().filter(|column| !is_forecast(&column.name)).map(|column| format!("“{}”", column.name)).collect();
    if !unknown.is_empty() {
        page.tags("<p>").words("没有预计的栏目（没有写更新天数、没有已公布的文章，或文章都没有写发布时间）：");
        unknown.iter().for_each(|name| {
            page.words(name);
        });
        page.words("。").tags("</p>\n");
    }
}

/// What is let pass, and why.
pub(super) fn waivers(page: &mut Page, inspection: &Inspection<'_>) {
    page.part("写明理由放过的问题");
    let waivers = &inspection.scope.waivers;
    if waivers.is_empty() {
        let none = if inspection.scope.site.is_some() {
            "没有（site.yaml 没有写 allow）。"
        } else {
            "没有读到 site.yaml，不知道有没有。"
        };
        page.element("p", none).tags("\n");
        return;
    }
    page.element("p", "以下由发布单位写在 site.yaml 的 allow 里，对所列文件里的这类问题不再提示。请逐条核对理由是否成立。").tags("\n");
    let heads = [("name", "检查代号"), ("where", "文件"), ("what", "理由"), ("count", "本次放过"), ("notes", "核对情况")];
    page.table("waivers", "site.yaml 的 allow 所列各条", &heads);
    for waiver in waivers {
        let covers = waiver.covers.map_or_else(|| "没有查到这一步".to_owned(), |count| format!("{count}处"));
        page.tags("<tr><th scope=\"row\" class=\"path\">").words(&waiver.code).tags("</th><td class=\"path\">").words(&waiver.place);
        page.tags("</td>").element("td", &waiver.reason).element("td", &covers).tags("<td>□ 已核对</td></tr>\n");
    }
    page.table_end();
}

/// How the targets stand, as the site says it.
pub(super) fn statuses(page: &mut Page, inspection: &Inspection<'_>) {
    page.part("目标任务状态");
    if inspection.statuses.is_empty() {
        page.element("p", "检查停在前面的步骤，没有计数。改正以后再查一次。").tags("\n");
        return;
    }
    let sample = if is_sample(inspection) { "（演示）" } else { "" };
    page.table("statuses", &format!("目标任务按状态计数{sample}"), &[("name", "状态"), ("count", "项数")]);
    for (words, count) in inspection.statuses {
        page.tags("<tr><th scope=\"row\">").words(words).tags("</th>").element("td", &format!("{count}{sample}")).tags("</tr>\n");
    }
    let all: usize = inspection.statuses.iter().map(|(_, count)| count).sum();
    page.tags("<tr><th scope=\"row\">").words("合计").tags("</th>").element("td", &format!("{all}{sample}")).tags("</tr>\n");
    page.table_end();
}

/// Lines to be filled in by hand, and the end.
pub(super) fn closing(page: &mut Page, inspection: &Inspection<'_>) {
    page.tags("</main>\n<footer>\n<p class=\"signed\">");
    for (at, label) in ["核对人", "复核人", "核对日期"].into_iter().enumerate() {
        page.tags(if at == 0 { "<span>" } else { " <span>" }).words(&format!("{label}：＿＿＿＿＿＿＿＿")).tags("</span>");
    }
    page.tags("</p>\n");
    if is_sample(inspection) {
        page.tags("<p><strong>").words(&format!("{DEMONSTRATION}。")).tags("</strong></p>\n");
    }
    page.tags("</footer>\n</body>\n</html>\n");
}
