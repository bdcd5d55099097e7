//! The pages of data files and of the record, filled.

use gongkai::view::prose::{
    Change, ChangesPage, DataAddress, DataAddresses, DataExample, DataField, DataFile, DataGroup, DataPage, DataTable, Download, MovedPage,
    Publication,
};
use gongkai::view::{Page, View};

use gongkai::view::shared::Citation;
use gongkai::view::target::SourceLine;

use super::pieces::link;
use super::view;

pub(crate) fn source_line(label: &str, place: &str) -> SourceLine {
    SourceLine {
        label: label.to_owned(),
        from: Some("单位：个；演示数据；来源：示例牵头单位甲（演示）".to_owned()),
        place: place.to_owned(),
        version: "0123456789".to_owned(),
    }
}

pub(crate) fn citation() -> Citation {
    Citation { text: "示例. 示例[EB/OL].".to_owned(), bibtex: "@misc{x,\n}\n".to_owned(), ris: "TY  - DATA\n".to_owned() }
}

pub(crate) fn data() -> Page {
    let file = |label: &str| DataFile {
        label: label.to_owned(),
        note: Some("每项目标一条。".to_owned()),
        forms: vec![Download {
            label: label.to_owned(),
            href: "2022/targets.json".to_owned(),
            format: "JSON 数据".to_owned(),
            size: Some("12.3 KB".to_owned()),
            note: None,
        }],
    };
    Page::Data(DataPage {
        lead: vec!["网站上的每个数字都来自这些文件。".to_owned()],
        groups: vec![DataGroup { heading: "2022年".to_owned(), files: vec![file("目标任务"), file("完成情况")] }],
        notes: vec!["缺少的值写作 null，不等于零。".to_owned()],
        stated: Vec::new(),
        updates: vec!["2022年：数据截至2022年9月30日。".to_owned()],
        citations: vec!["示例镇人民政府：《报告》目标任务和完成情况数据。".to_owned()],
        addresses: DataAddresses {
            lead: vec!["地址长期不变。".to_owned()],
            rows: vec![DataAddress {
                label: "全部目标".to_owned(),
                pattern: "data/{年度}/targets.csv".to_owned(),
                example: Some(link("data/2022/targets.csv", "2022/targets.csv")),
            }],
            examples: vec![DataExample {
                tool: "curl".to_owned(),
                steps: Some("在命令行里输入：".to_owned()),
                code: "curl -O data/2022/targets.csv".to_owned(),
            }],
        },
        tables: vec![DataTable {
            title: "全部目标".to_owned(),
            name: "targets".to_owned(),
            fields: vec![DataField {
                key: "target.value".to_owned(),
                title: "目标值".to_owned(),
                kind: "数字".to_owned(),
                meaning: "原文载明的目标值；原文隐去的为空。".to_owned(),
            }],
        }],
    })
}

pub(crate) fn changes() -> Page {
    Page::Changes(ChangesPage {
        lead: Vec::new(),
        count: Some("共1次更新。".to_owned()),
        publications: vec![Publication {
            anchor: "v-1a2b3c4d".to_owned(),
            title: "2022年7月20日".to_owned(),
            version: Some("数据版本 1a2b3c4d".to_owned()),
            tally: vec!["新增数据2个".to_owned(), "更正1处".to_owned()],
            changes: vec![correction()],
        }],
        pages: Vec::new(),
        files: vec![link("更新记录（CSV 表格）", "../data/changes.csv")],
        empty: None,
    })
}

/// A correction, as the page of its target shows it too.
pub(crate) fn correction() -> Change {
    Change {
        on: Some("2022年7月20日".to_owned()),
        kind: "更正".to_owned(),
        sentence: "更正：2022年7月20日，“新改建道路”截至6月30日的完成情况由9条（演示）更正为8条（演示）。原因：同一路段重复计数。"
            .to_owned(),
        subject: Some(link("新改建道路", "../2022/targets/gov-roads/index.html")),
        links: Vec::new(),
        folded: None,
    }
}

/// A former address, which leads on.
pub(crate) fn moved() -> View {
    let to = link("聚力产业强镇", "../industry/index.html");
    let page = MovedPage { sentence: "“聚力产业强镇”的网址已经变更。".to_owned(), to: to.clone() };
    let mut view = view("../../", "网址已经变更", Page::Moved(page));
    view.frame.moved = Some(to.href);
    view
}
