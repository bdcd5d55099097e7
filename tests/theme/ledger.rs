//! The ledger, last year's targets and the neighbours of a target in other years.

use gongkai::view::Page;
use gongkai::view::ledger::{Evidence, Fate, Former, LastRow, LastYear, LedgerChapter, LedgerPage, LedgerRow, Neighbour};
use gongkai::view::shared::{OfficeRef, Value};

use super::pieces::{counts, link, quote, rows};

fn former() -> Vec<Former> {
    vec![Former {
        goal: "原值：25个".to_owned(),
        sentence: "目标调整：经示例镇人民代表大会批准，“新开工产业项目”目标由25个调整为不少于20个。理由：示例。原目标继续保留供查。"
            .to_owned(),
    }]
}

const ENDED: &str = "2022年7月1日经示例镇人民代表大会批准终止。理由：示例。";

pub(super) fn ledger() -> Page {
    let row = |(number, row): (usize, gongkai::view::shared::TargetRow)| LedgerRow {
        row,
        quote: (number != 1).then(quote),
        elsewhere: vec![link("示例小节", "../town/index.html#s1")],
        fate: Fate {
            former: if number == 0 { former() } else { Vec::new() },
            ended: (number == 1).then(|| ENDED.to_owned()),
            before: Some(link("2021年“新开工产业项目”", "../../2021/targets/new-projects/index.html")),
            after: vec![link("2023年“新开工产业项目”", "../../2023/targets/new-projects/index.html")],
        },
        supports: vec![OfficeRef { name: "示例配合单位甲".to_owned(), href: None }],
        due: "2022年12月31日".to_owned(),
        note: (number == 1).then(|| "尚未收到本项数据。暂无数据不等于零。".to_owned()),
        evidence: (number != 1).then(|| Evidence {
            document: (number == 0).then(|| "《示例材料》".to_owned()),
            office: Some(Value::demo("示例报送单位")),
            published: Some("2022-10-15 09:00发布（演示）".to_owned()),
            href: "../targets/new-projects/index.html#sources".to_owned(),
        }),
    };
    Page::Ledger(LedgerPage {
        summary: "共88项目标任务，数据截至2022年9月30日（演示），按报告的顺序排列。".to_owned(),
        empty: None,
        statuses: counts(),
        chapters: vec![LedgerChapter {
            title: "聚力产业强镇，推动经济高质量发展".to_owned(),
            anchor: "chapter-industry".to_owned(),
            href: "../industry/index.html".to_owned(),
            rows: rows().into_iter().enumerate().map(row).collect(),
        }],
        data: vec![link("下载台账（CSV 表格）", "../../data/2022/ledger.csv")],
        others: vec![link("2021年目标任务落实台账", "../../2021/ledger/index.html")],
    })
}

pub(super) fn last_year() -> LastYear {
    let row = |(number, row): (usize, gongkai::view::shared::TargetRow)| LastRow {
        row,
        former: if number == 0 { former() } else { Vec::new() },
        ended: (number == 1).then(|| ENDED.to_owned()),
        next: if number == 0 { vec![link("“新开工产业项目”", "targets/new-projects/index.html")] } else { Vec::new() },
        namesake: (number == 2).then(|| link("“项目用地”", "targets/land/index.html")),
        nowhere: (number > 2).then(|| "本报告没有标明延续这一项的目标。".to_owned()),
    };
    LastYear {
        heading: "功能演示：上年目标落实情况".to_owned(),
        demo: true,
        lead: vec!["2021年报告共80项目标任务，数据截至2021年12月31日（演示）。".to_owned()],
        statuses: counts(),
        label: "逐项查看（80项）".to_owned(),
        open: false,
        rows: rows().into_iter().enumerate().map(row).collect(),
        ledger: link("2021年目标任务落实台账", "2021/ledger/index.html"),
    }
}

pub(super) fn neighbours() -> Vec<Neighbour> {
    let one = |label: &str, row| Neighbour {
        label: label.to_owned(),
        row,
        ended: Some(ENDED.to_owned()),
        differs: Some("两年的计数口径不同，数值不能直接比较。".to_owned()),
    };
    let labels = ["上年目标（2021年）", "下年目标（2023年）"];
    labels.iter().zip(rows()).map(|(label, row)| one(label, row)).collect()
}
