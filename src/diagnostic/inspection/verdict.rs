//! The table of the items: what was looked at, what came of it, and what is left to a person. “未发现” stands only where the run came far
//! enough to say it.

use crate::diagnostic::inspection::Inspection;
use crate::diagnostic::inspection::found::Found;
use crate::diagnostic::inspection::html::Page;
use crate::diagnostic::inspection::items::{ITEMS, Item};
use crate::diagnostic::inspection::looked::{Looked, Seen};
use crate::diagnostic::inspection::scope::Reached;

const HEADS: [(&str, &str); 6] =
    [("number", "序号"), ("name", "检查项"), ("result", "结果"), ("looked", "程序查了什么"), ("hand", "人工核对"), ("notes", "核对情况")];

/// The result of an item, in the words of its cell.
struct Verdict {
    result: String,
    looked: String,
}

/// The part with the table.
pub(super) fn items(page: &mut Page, inspection: &Inspection<'_>, found: &Found<'_>) {
    let seen = Seen { scope: inspection.scope, summary: inspection.summary };
    page.part("逐项结果");
    let notice = "“未发现”只说明照“程序查了什么”一栏的办法没有查到。每一项都要由人核对：核对后在方框里打√，写明情况。";
    page.element("p", notice).tags("\n");
    page.table("items", "检查项、结果和人工核对", &HEADS);
    for (at, item) in ITEMS.iter().enumerate() {
        row(page, at, item, &verdict(item, found.counted(at), &seen));
    }
    page.table_end();
}

fn row(page: &mut Page, at: usize, item: &Item, verdict: &Verdict) {
    page.tags("<tr class=\"item\">").element("td", &(at + 1).to_string());
    page.tags("<th scope=\"row\">").words(item.name).tags("<br><span class=\"basis\">").words(item.basis.words()).tags("</span></th>");
    page.element("td", &verdict.result).element("td", &verdict.looked).element("td", item.by_hand);
    page.tags("<td>□ 已核对</td></tr>\n");
}

fn verdict(item: &Item, found: Option<String>, seen: &Seen<'_>) -> Verdict {
    let reached = seen.scope.reached;
    let is_whole = reached >= item.needs;
    if item.codes.is_empty() {
        let known = if reached == Reached::Files { Looked::ByHand(String::new()) } else { (item.looked)(seen) };
        let (Looked::ByHand(facts) | Looked::At(facts) | Looked::Not(facts)) = known;
        return Verdict { result: "本程序不检查，由人核对".to_owned(), looked: or_dash(facts) };
    }
    let looked = if reached == Reached::Files { Looked::At(String::new()) } else { (item.looked)(seen) };
    let is_checked = matches!(looked, Looked::At(_));
    let (Looked::At(mut words) | Looked::Not(mut words) | Looked::ByHand(mut words)) = looked;
    if is_checked && !is_whole {
        // What would have been looked at was not.
        words = unfinished(reached).to_owned();
    }
    let mut result = match found {
        Some(count) if is_checked && !is_whole => format!("发现{count}，没有查完"),
        Some(count) => format!("发现{count}"),
        None if !is_checked => "没有查".to_owned(),
        None if !is_whole => "没有查完".to_owned(),
        None => "未发现".to_owned(),
    };
    match seen.scope.waived(item.codes) {
        0 => {}
        waived => result.push_str(&format!("；另有{waived}处写明理由放过，见第五部分")),
    }
    Verdict { result, looked: words }
}

/// Why the look was cut short, and what to do.
fn unfinished(reached: Reached) -> &'static str {
    match reached {
        Reached::Files => "内容文件有错误，检查停在读文件这一步，这一项还没有查。请改正后再查一次。",
        Reached::Errors => "编号或引用有错误，这一次只列出必须改正的错误，没有查完。请改正后再查一次。",
        Reached::Rules | Reached::Pages => "只查了内容文件。前面有必须先改的问题，没有生成网页，网页没有查。请改正后再查一次。",
    }
}

fn or_dash(facts: String) -> String {
    if facts.is_empty() { "—".to_owned() } else { facts }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::verdict;
    use crate::diagnostic::inspection::items::{ITEMS, Item, item_of};
    use crate::diagnostic::inspection::looked::Seen;
    use crate::diagnostic::inspection::scope::{Reached, Scope, SiteFacts, WaiverFacts};
    use crate::diagnostic::summary::{Outcome, Summary};

    fn of(code: &str) -> &'static Item {
        ITEMS.get(item_of(code).unwrap()).unwrap()
    }

    fn result(code: &str, scope: &Scope, found: Option<&str>) -> String {
        let summary = Summary::of(Outcome::Passed, &[]);
        verdict(of(code), found.map(str::to_owned), &Seen { scope, summary: &summary }).result
    }

    #[test]
    fn no_more_is_said_than_was_checked() {
        let mut scope = Scope { reached: Reached::Pages, ..Scope::default() };
        assert_eq!(result("link/missing", &scope, None), "未发现");
        assert_eq!(result("link/missing", &scope, Some("2处（错误2）")), "发现2处（错误2）");
        scope.reached = Reached::Rules;
        assert_eq!(result("link/missing", &scope, None), "没有查完");
        assert_eq!(result("wording/repeated", &scope, None), "未发现");
        scope.reached = Reached::Errors;
        assert_eq!(result("wording/repeated", &scope, None), "没有查完");
        assert_eq!(result("column/stale", &scope, None), "没有查", "there is no column");
    }

    #[test]
    fn a_waived_find_is_told_and_a_sample_is_not_praised_for_lacking_marks() {
        let waiver = WaiverFacts { code: "leak/mobile".into(), place: "pages/about.md".into(), reason: "值班".into(), covers: Some(2) };
        let site = SiteFacts {
            name: "甲".into(),
            publisher: "乙".into(),
            standalone: true,
            banner: Some(("演".into(), "示".into())),
            identifiers: 0,
            feedback: false,
        };
        let scope = Scope { reached: Reached::Pages, waivers: vec![waiver], site: Some(site), ..Scope::default() };
        assert_eq!(result("leak/mobile", &scope, None), "未发现；另有2处写明理由放过，见第五部分");
        assert_eq!(result("official/footer", &scope, None), "没有查");
        assert_eq!(result("tags/missing", &scope, None), "没有查");
    }
}
