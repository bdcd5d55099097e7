//! The artificial values that the fixture pages are made of.

use gongkai::view::Page;
use gongkai::view::catalog::{CatalogPage, CatalogRow};
use gongkai::view::chapter::{ChapterCard, PrintChapter, PrintPage, ReportPage, Section};
use gongkai::view::chart::{Cell, Chart, Column, Table};
use gongkai::view::frame::Address;
use gongkai::view::list::{ListCell, ListColumn, ListItem, ListPage, ListRow, ListTable, Node};
use gongkai::view::picture::{EmbedPage, PicturePage, PicturePiece};
use gongkai::view::prose::{Download, GlossaryPage, GlossaryTerm, NotFoundPage};
use gongkai::view::search::SearchPage;
use gongkai::view::shared::{Explain, Fact, Html, Link, OfficeRef, Status, StatusCount, Tally, TargetRow, Value};
use gongkai::view::target::{Ask, Quote};

pub(super) fn link(label: &str, href: &str) -> Link {
    Link { label: label.to_owned(), href: href.to_owned() }
}

pub(crate) fn fact(label: &str, text: &str) -> Fact {
    Fact { label: label.to_owned(), text: text.to_owned(), href: None }
}

pub(super) fn tally(label: &str, count: &str, note: Option<&str>) -> Tally {
    Tally {
        label: label.to_owned(),
        count: count.to_owned(),
        unit: "项".to_owned(),
        note: note.map(str::to_owned),
        href: Some("2022/targets/index.html".to_owned()),
    }
}

pub(super) fn status(code: &str) -> Status {
    let (chip, label) = match code {
        "done" => ("已完成", "已完成目标"),
        "ahead" => ("进度较快", "快于序时进度"),
        "on-schedule" => ("按计划", "达到序时进度"),
        "behind" => ("进度偏慢", "慢于序时进度"),
        "missed" => ("到期未完成", "到期未完成"),
        "not-due" => ("未到时点", "未到评价时点"),
        "unreported" => ("暂无数据", "暂未填报"),
        "masked" => ("原文隐去", "原文以“XX”代替"),
        "withheld" => ("暂不公开", "暂不公开"),
        "ongoing" => ("常态推进", "常态推进，不设数量目标"),
        _ => ("不作评价", "不作进度评价"),
    };
    Status { code: code.to_owned(), chip: chip.to_owned(), label: label.to_owned(), shape: "m-6-5h12l-6 10z".to_owned(), filled: true }
}

pub(super) const CODES: [&str; 11] =
    ["done", "ahead", "on-schedule", "behind", "missed", "not-due", "unreported", "masked", "withheld", "ongoing", "not-assessed"];

pub(super) fn counts() -> Vec<StatusCount> {
    let one = |(at, code): (usize, &&str)| StatusCount {
        status: status(code),
        count: at.to_string(),
        href: (at > 0).then(|| "../targets/index.html".to_owned()),
    };
    CODES.iter().enumerate().map(one).collect()
}

pub(super) fn row(id: &str, name: &str, goal: Value, actual: Option<&str>, code: &str) -> TargetRow {
    TargetRow {
        id: id.to_owned(),
        name: name.to_owned(),
        href: format!("../targets/{id}/index.html"),
        chapter: Some(link("聚力产业强镇", "../industry/index.html")),
        measure: "累计类".to_owned(),
        commitment: Some("确保".to_owned()),
        part: false,
        goal,
        standing: code == "ongoing",
        goal_tells: code != "ongoing",
        growth_goal: None,
        actual: actual.map(Value::demo),
        growth: None,
        as_of: actual.map(|_| "2022年9月30日".to_owned()),
        expected: None,
        completion: actual.map(|_| Value::demo("80.0%")),
        status: status(code),
        tags: Vec::new(),
        explain: None,
        offices: vec![OfficeRef { name: "示例牵头单位甲".to_owned(), href: Some("../offices/a/index.html".to_owned()) }],
    }
}

pub(super) fn rows() -> Vec<TargetRow> {
    let mut slow = row("plant", "新建厂房面积", Value::demo("不少于10万平方米"), Some("5万平方米"), "behind");
    slow.explain = Some(Explain {
        reason: "演示：施工许可办理时间较长".to_owned(),
        next: Some("演示：每周调度一次，加快手续办理".to_owned()),
        expected: Some("2022年12月".to_owned()),
    });
    let mut grown = row("tools", "电动工具规模应税销售", Value::demo("超100亿元"), Some("80亿元"), "on-schedule");
    grown.growth_goal = Some(Value::demo("增幅不低于10%"));
    grown.growth = Some(Value::demo("同比增长10%"));
    let mut part = row("gov-roads", "新改建道路", Value::plain("xx条"), None, "masked");
    part.part = true;
    part.commitment = None;
    let mut strive = row("rural", "省级特色田园", Value::demo("5个"), Some("2个"), "missed");
    strive.tags = vec!["力争目标".to_owned()];
    strive.commitment = Some("力争".to_owned());
    vec![
        grown,
        row("firms", "培育规上工业企业", Value::demo("10家"), Some("10家"), "done"),
        row("new-projects", "新开工产业项目", Value::demo("不少于10个"), Some("9个"), "ahead"),
        row("land", "项目用地", Value::plain("不少于xxx亩"), None, "masked"),
        slow,
        part,
        strive,
        row("policy", "完善科技人才政策", Value::plain("完善xx镇科技人才政策"), None, "ongoing"),
        row("cold", "水产冷库建成", Value::plain("建成xx万平方米水产冷库"), None, "not-due"),
        row("energy", "单位地区生产总值能耗", Value::plain("下降"), None, "unreported"),
    ]
}

const DRAWING: &str = r##"<svg class="gk-chart" role="img" aria-label="演示图" viewBox="0 0 640 160" width="640" height="160"><rect x="0" y="30" width="640" height="44" fill="#d9d5ca"/><rect x="0" y="40" width="512" height="24" fill="#174a7c"/><rect x="480" y="26" width="3" height="52" fill="#1f2430"/><text x="0" y="110" font-size="20">已完成 80（演示）</text><text x="470" y="110" font-size="20">应完成 75（演示）</text></svg>"##;

pub(super) fn chart(id: &str, title: &str) -> Chart {
    let cell = |text: &str| Cell { value: Value::demo(text), href: None };
    let plain = |text: &str| Cell { value: Value::plain(text), href: None };
    Chart {
        id: id.to_owned(),
        title: title.to_owned(),
        sentence: "截至2022年9月30日，实际完成80（演示），按序时应完成75（演示），全年目标100（演示）。".to_owned(),
        drawing: Some(Html::new(DRAWING)),
        table: Table {
            caption: title.to_owned(),
            columns: vec![
                Column { label: "截至".to_owned(), numeric: false },
                Column { label: "完成".to_owned(), numeric: true },
                Column { label: "应完成".to_owned(), numeric: true },
            ],
            rows: vec![
                vec![plain("2022年3月31日"), cell("20"), cell("25")],
                vec![plain("2022年6月30日"), cell("50"), cell("50")],
                vec![plain("2022年9月30日"), cell("80"), cell("75")],
            ],
        },
        file: Some(link("下载本图（SVG）", "../../charts/2022/bullet-tools.svg")),
        embed: Some(link("嵌入用的页面", "../../charts/2022/bullet-tools.html")),
        data: Some(link("图中数据（JSON）", "../../data/2022/figures.json")),
        source: Some("数据截至2022年9月30日（演示）。来源：示例牵头单位甲（演示）。".to_owned()),
    }
}

pub(super) fn cards() -> Vec<ChapterCard> {
    let chapters: [(Option<&str>, &str, &[&str]); 6] = [
        (None, "总体要求和主要预期目标", &[]),
        (Some("一"), "聚力产业强镇，推动经济高质量发展", &["激发产业发展澎湃动力", "搭建项目建设关键支撑", "构筑创新创业生态高地"]),
        (Some("二"), "聚力宜居宜业，提升城市高颜值形象", &["统筹新老城区协调发展", "催生中心城区内生动力", "提升城乡环境综合品质"]),
        (Some("三"), "聚力乡村振兴，转换发展高层次动能", &["坚定产业兴旺先导思路", "打造乡风文明和美名片", "推动共同富裕追赶跨越"]),
        (Some("四"), "聚力民生改善，增进百姓高品质福祉", &["提高社会保障水平", "加快社会事业发展", "推进社会治理创新"]),
        (Some("五"), "全力建设人民满意政府", &["强理念、重民生，全面建设服务政府", "敢担当、抓落实，全面建设效能政府"]),
    ];
    let card = |(number, title, sections): &(Option<&str>, &str, &[&str])| ChapterCard {
        number: number.map(str::to_owned),
        title: (*title).to_owned(),
        href: "2022/industry/index.html".to_owned(),
        sections: sections.iter().map(|section| link(section, "2022/industry/index.html#s1")).collect(),
        tallies: vec![tally("目标任务", "12", None), tally("原文隐去", "9", None)],
    };
    chapters.iter().map(card).collect()
}

pub(super) fn projects(quotes: bool) -> Vec<ListItem> {
    let nodes = ["实质性开工", "结构性封顶", "设备安装", "投入运营"];
    let item = |(at, name): (usize, &&str)| ListItem {
        number: (at + 1).to_string(),
        anchor: format!("p{}", at + 1),
        name: (*name).to_owned(),
        target: Some(link("查看这项任务", "../../targets/park/index.html")),
        facts: vec![fact("建设规模", "xxx亩")],
        nodes: nodes
            .iter()
            .enumerate()
            .map(|(step, node)| Node {
                name: (*node).to_owned(),
                state: if at > 0 { "unknown" } else { ["reached", "current", "open", "open"].get(step).copied().unwrap_or("open") }
                    .to_owned(),
                label: if at > 0 {
                    "原文未载进展"
                } else {
                    ["已完成（演示）", "进行中（演示）", "未到", "未到"].get(step).copied().unwrap_or("未到")
                }
                .to_owned(),
                due: None,
            })
            .collect(),
        note: Some("原文未载进展".to_owned()),
        quote: quotes.then(quote),
    };
    ["xx汽车项目", "天江公路两侧众创城项目", "xx公路电动工具集聚区一期"].iter().enumerate().map(item).collect()
}

pub(super) fn quote() -> Quote {
    Quote {
        before: "全年新开工产业项目".to_owned(),
        words: "不少于xx个".to_owned(),
        after: "，确保项目用地不少于xxx亩，新建厂房面积不少于xx万平方米。".to_owned(),
        source: link("一、聚力产业强镇 · 搭建项目建设关键支撑", "../../industry/index.html#s2"),
    }
}

pub(super) fn picture() -> Page {
    Page::Picture(PicturePage {
        pieces: vec![PicturePiece {
            src: "../../charts/2022/picture-all.png".to_owned(),
            alt: "【演示】2022年政府工作报告目标进展，共169项。".to_owned(),
            width: "1080".to_owned(),
            height: "5000".to_owned(),
            drawing: link("下载矢量图（SVG）", "../../charts/2022/picture-all.svg"),
        }],
        hint: "长按图片可保存或转发。".to_owned(),
        sentence: "共169项目标。".to_owned(),
        table: chart("words", "主要指标").table,
    })
}

pub(super) fn embed() -> Page {
    let site = link("示例镇政府工作报告公开", "../../index.html");
    Page::Embed(EmbedPage { chart: chart("alone", "新开工产业项目"), site })
}

/// A list of projects with all that a list may show.
pub(super) fn list() -> Page {
    let cell = |text: &str| ListCell { value: Some(Value::demo(text)), ..ListCell::default() };
    let offices = ListCell {
        offices: vec![OfficeRef { name: "示例牵头单位甲".to_owned(), href: Some("../../offices/a/index.html".to_owned()) }],
        supports: vec![OfficeRef { name: "示例配合单位乙".to_owned(), href: None }],
        ..ListCell::default()
    };
    let name = ListCell {
        number: Some("1".to_owned()),
        value: Some(Value::plain("示例项目")),
        href: Some("../../targets/new-projects/index.html".to_owned()),
        notes: vec![Value::plain("建设规模：xxx亩")],
        ..ListCell::default()
    };
    let chip = ListCell { status: Some(status("behind")), ..ListCell::default() };
    let none = ListCell { empty: true, ..ListCell::default() };
    let column = |label: &str, broad: bool, below: bool| ListColumn { label: label.to_owned(), broad, below };
    Page::List(ListPage {
        lead: Some("报告点名的产业项目，按报告所列四个关键节点排列。".to_owned()),
        facts: vec![fact("数据截至", "2022年6月30日（演示）")],
        remarks: vec!["暂无数据不等于零。".to_owned()],
        data: Some(link("下载这张清单（CSV）", "../../../data/2022/lists/key-projects.csv")),
        charts: vec![chart("chart-nodes-key-projects", "重点项目清单的节点分布")],
        table: Some(ListTable {
            caption: "重点项目清单".to_owned(),
            wide: true,
            columns: vec![
                column("项目", true, false),
                column("实质性开工", false, true),
                column("责任单位", false, false),
                column("完成时限", false, false),
                column("目标进度", false, false),
            ],
            rows: vec![ListRow { anchor: None, cells: vec![name, cell("已完成"), offices, none, chip] }],
        }),
        items: projects(true),
    })
}

pub(super) fn report() -> Page {
    Page::Report(ReportPage {
        information: vec![fact("体裁", "报告"), fact("公开方式", "主动公开"), fact("有效性", "有效")],
        meeting: vec![fact("文本状态", "样例文本，节选")],
        next_update: Some("更新时间另行公布。".to_owned()),
        last_year: Some(super::ledger::last_year()),
        attachments: vec![Download {
            label: "政府工作报告（Word 版）".to_owned(),
            href: "report.docx".to_owned(),
            format: "Word 文档（docx）".to_owned(),
            size: Some("23.4 KB".to_owned()),
            note: None,
        }],
        chapters: cards(),
        links: vec![link("报告全文", "full/index.html"), link("全部目标任务", "targets/index.html")],
        articles: super::columns::groups(),
    })
}

pub(super) fn catalog() -> Page {
    let row = |number: &str, name: &str, index_no: Option<&str>| CatalogRow {
        number: number.to_owned(),
        index_no: index_no.map(str::to_owned),
        name: link(name, "../2022/index.html"),
        summary: "全文6章，88项目标任务。".to_owned(),
        created: index_no.map(|_| "2022年1月12日".to_owned()),
        publisher: "示例镇人民政府".to_owned(),
        kind: "报告".to_owned(),
        format: "网页".to_owned(),
    };
    Page::Catalog(CatalogPage {
        lead: "本站公开的信息共2件，每件一行。".to_owned(),
        rows: vec![row("1", "政府工作报告", Some("000000000/2022-00001")), row("2", "重点项目清单", None)],
        file: link("下载目录（JSON）", "../catalog.json"),
        fields: vec![fact("index_no", "索引号。"), fact("name", "名称。")],
    })
}

pub(super) fn search() -> Page {
    Page::Search(SearchPage {
        sitemap: "../sitemap/index.html".to_owned(), kinds: vec!["报告正文".to_owned(), "目标任务".to_owned()]
    })
}

pub(crate) fn glossary() -> Page {
    Page::Glossary(GlossaryPage {
        lead: "这里解释报告里的名词。".to_owned(),
        terms: vec![GlossaryTerm {
            anchor: "term-1".to_owned(),
            term: "四个关键节点".to_owned(),
            meaning: "实质性开工、结构性封顶、设备安装、投入运营".to_owned(),
            source: Some("报告正文".to_owned()),
            chapters: vec![link("聚力产业强镇，推动经济高质量发展", "../industry/index.html")],
        }],
    })
}

pub(crate) fn print(body: &str) -> Page {
    let section = |heading: Option<&str>, anchor: &str| Section {
        heading: heading.map(str::to_owned),
        anchor: anchor.to_owned(),
        body: Html::new(body),
        targets: rows(),
        standing: Vec::new(),
        charts: Vec::new(),
    };
    Page::Print(PrintPage {
        facts: vec![fact("发布单位", "示例镇人民政府（演示）")],
        chapters: vec![PrintChapter {
            title: "聚力产业强镇，推动经济高质量发展".to_owned(),
            anchor: "chapter-industry".to_owned(),
            sections: vec![section(None, "industry-top"), section(Some("搭建项目建设关键支撑"), "industry-s1")],
            charts: vec![chart("bullets", "各项目标完成比例")],
        }],
        charts: vec![chart("status", "全部目标的状态")],
        sources: None,
    })
}

pub(crate) fn ask() -> Ask {
    Ask {
        sentences: vec!["提出时请说明本项编号：new-projects（新开工产业项目）。".to_owned()],
        ways: vec![fact("联系电话", "0000-00000000")],
    }
}

pub(crate) fn address() -> Address {
    Address { url: "example.gov.cn/2022/index.html".to_owned(), code: Html::new("<svg class=\"qr\"></svg>") }
}

pub(crate) fn not_found() -> Page {
    Page::NotFound(NotFoundPage {
        home: "index.html".to_owned(),
        targets: "2022/targets/index.html".to_owned(),
        sitemap: "sitemap/index.html".to_owned(),
        phone: None,
    })
}
