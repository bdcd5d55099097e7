//! Views of every page kind with artificial values, to see and check the theme without a site.

mod columns;
mod files;
mod ledger;
mod pieces;

use files::source_line;

use gongkai::view::chapter::{ChapterPage, FullChapter, FullSection, FullTextPage, Section};
use gongkai::view::frame::{Banner, CONTENT_SECURITY_POLICY, Footer, Frame, NavItem, Outward};
use gongkai::view::home::{Headline, HomePage, HomeProgress, HomeProject, HomeProjects, HomeSlow};
use gongkai::view::list::Node;
use gongkai::view::method::{MethodGroup, MethodMeasure, MethodPage, MethodRule, MethodStatus};
use gongkai::view::progress::{Facet, FacetOption, OfficePage, ProgressChapter, ProgressPage, TargetsPage};
use gongkai::view::prose::ProsePage;
use gongkai::view::shared::{Html, OfficeRef, TargetRow, Value};
use gongkai::view::target::{FormerGoal, Number, Reading, TargetPage};
use gongkai::view::{Page, View};
pub(crate) use pieces::fact;
use pieces::{CODES, cards, chart, counts, link, quote, rows, status, tally};

/// Every page kind once, with the file it would be, for a sample site.
pub(crate) fn views() -> Vec<(&'static str, View)> {
    vec![
        ("index.html", view("", "首页", home())),
        ("2022/index.html", view("../", "政府工作报告（样例文本，节选）", pieces::report())),
        ("2022/industry/index.html", view("../../", "聚力产业强镇，推动经济高质量发展", chapter())),
        ("2022/full/index.html", view("../../", "报告全文", full())),
        ("2022/targets/index.html", view("../../", "全部目标任务", targets())),
        ("2022/targets/new-projects/index.html", view("../../../", "新开工产业项目", target())),
        ("2022/progress/index.html", view("../../", "完成情况", progress())),
        ("2022/ledger/index.html", view("../../", "目标任务落实台账", ledger::ledger())),
        ("2022/offices/a/index.html", view("../../../", "示例牵头单位甲", office())),
        ("2022/lists/key-projects/index.html", view("../../../", "重点项目清单", pieces::list())),
        ("method/index.html", view("../", "评价办法", method())),
        ("about/index.html", view("../", "关于本站", prose())),
        ("data/index.html", view("../", "数据下载", files::data())),
        ("catalog/index.html", view("../", "公开目录", pieces::catalog())),
        ("changes/index.html", view("../", "更正与调整", files::changes())),
        ("sitemap/index.html", view("../", "网站地图", columns::directory())),
        ("2022/picture/index.html", view("../../", "一图读懂", pieces::picture())),
        ("charts/2022/bullet-tools.html", view("../../", "新开工产业项目", pieces::embed())),
        ("search/index.html", view("../", "搜索", pieces::search())),
        ("2022/print/index.html", view("../../", "政府工作报告（打印版）", pieces::print(BODY))),
        ("2022/glossary/index.html", view("../../", "名词解释", pieces::glossary())),
        ("columns/index.html", view("../", "栏目", columns::index())),
        ("columns/notices/index.html", view("../../", "通知公告", columns::list())),
        ("columns/notices/plan/index.html", view("../../../", "关于公布工作安排的通知", columns::article())),
        ("404.html", view("", "没有找到这个页面。", pieces::not_found())),
        ("2022/old/index.html", files::moved()),
    ]
}

/// The frame of a sample site around a page.
pub(crate) fn view(root: &str, heading: &str, page: Page) -> View {
    let to = |path: &str| format!("{root}{path}");
    let entries = [
        ("首页", "index.html"),
        ("报告全文", "2022/full/index.html"),
        ("目标任务", "2022/targets/index.html"),
        ("完成情况", "2022/progress/index.html"),
        ("评价办法", "method/index.html"),
        ("数据下载", "data/index.html"),
    ];
    let home = matches!(page, Page::Home(_));
    let chapter = matches!(page, Page::Chapter(_));
    let frame = Frame {
        lang: "zh-CN".to_owned(),
        csp: CONTENT_SECURITY_POLICY.to_owned(),
        title: format!("【演示】{heading} - 示例镇政府工作报告公开"),
        description: Some(format!("{heading}。示例镇政府工作报告公开专栏。")),
        canonical: None,
        moved: None,
        feeds: Vec::new(),
        noindex: true,
        tags: Vec::new(),
        share: None,
        root: root.to_owned(),
        styles: vec![to("assets/site.css"), to("assets/chart.css")],
        address: Some(pieces::address()),
        early: vec![to("assets/site.js")],
        scripts: Vec::new(),
        demo: true,
        banner: Some(Banner::sample()),
        draft: None,
        snapshot: None,
        site: link("示例镇政府工作报告公开", &to("index.html")),
        publisher: "示例镇人民政府".to_owned(),
        nav: entries
            .iter()
            .map(|(label, href)| NavItem { label: (*label).to_owned(), href: to(href), current: heading == *label })
            .collect(),
        breadcrumbs: if home {
            Vec::new()
        } else {
            vec![link("首页", &to("index.html")), link("2022年报告", &to("2022/index.html")), link(heading, "")]
        },
        heading: if home { "示例镇政府工作报告".to_owned() } else { heading.to_owned() },
        kicker: if chapter {
            Some("一".to_owned())
        } else if home {
            Some("2022年 · 样例文本，节选".to_owned())
        } else {
            None
        },
        facts: vec![fact("数据截至", "2022年9月30日"), fact("来源", "示例数据，按固定规则生成")],
        notes: if home || chapter {
            vec![
                "2022年（推定：正文提到党的二十大召开之年，原文年份为“XXXX”）。".to_owned(),
                "本文本为节选，不含标题、会议信息和上年工作回顾。".to_owned(),
            ]
        } else {
            Vec::new()
        },
        previous: chapter.then(|| link("总体要求和主要预期目标", "../goals/index.html")),
        next: chapter.then(|| link("聚力宜居宜业，提升城市高颜值形象", "../town/index.html")),
        pager_unit: "页".to_owned(),
        footer: Footer {
            links: vec![
                link("网站地图", &to("sitemap/index.html")),
                link("关于本站", &to("about/index.html")),
                link("更正与调整", &to("changes/index.html")),
            ],
            facts: vec![fact("主办单位", "示例镇人民政府")],
            identifiers: vec![Outward { label: "留言咨询".to_owned(), href: "../message/index.html".to_owned(), external: true }],
            note: Some("本站每个数字都可在数据下载页取得原文件。".to_owned()),
        },
    };
    View { frame, page }
}

fn home() -> Page {
    let headline = |name: &str, code: &str| Headline {
        name: name.to_owned(),
        href: "2022/targets/gdp/index.html".to_owned(),
        goal: Value::demo("100亿元"),
        growth_goal: Some(Value::demo("增长10%")),
        actual: Some(Value::demo("75亿元")),
        growth: Some(Value::demo("同比增长10%")),
        status: status(code),
        chart: Some(chart(&format!("chart-{code}"), &format!("{name}：历年数与目标"))),
    };
    Page::Home(Box::new(HomePage {
        report: link("政府工作报告（样例文本，节选）", "2022/index.html"),
        lead: "把报告里的每一项目标单独列出：报告怎么写、定多少、做到哪一步，都可以逐项查对。".to_owned(),
        actions: vec![
            link("阅读全文", "2022/full/index.html"),
            link("查看全部目标", "2022/targets/index.html"),
            link("完成情况", "2022/progress/index.html"),
        ],
        last_year: Some(ledger::last_year()),
        numbers: vec![
            tally("目标任务", "88", Some("含常态工作")),
            tally("有数量要求", "45", None),
            tally("数字以“XX”代替", "60", Some("报告文本未载明数值")),
            tally("重点项目", "3", None),
        ],
        measures: ["累计类", "增速类", "水平类", "控制类", "节点类", "方向类", "常态工作"]
            .iter()
            .map(|name| tally(name, "10", None))
            .collect(),
        commitments: ["确保", "计划", "力争、争取", "未写明强弱"].iter().map(|name| tally(name, "10", None)).collect(),
        masked: Some("本站依据的文本里有60处数字以“XX”代替，本站照录，不作推测。".to_owned()),
        chapters: cards(),
        projects: Some(HomeProjects {
            list: link("重点项目清单", "2022/lists/key-projects/index.html"),
            items: vec![HomeProject {
                number: "1".to_owned(),
                name: "xx汽车等重大产业项目".to_owned(),
                href: "2022/lists/key-projects/index.html#item-1".to_owned(),
                scale: Some("xxx亩".to_owned()),
            }],
        }),
        progress: HomeProgress {
            heading: "功能演示：完成情况".to_owned(),
            as_of: Some("数据截至2022年9月30日（演示）。".to_owned()),
            note: Some("以下数字均为演示数据，只用来说明网站的功能。".to_owned()),
            empty: None,
            slow: Some(HomeSlow {
                heading: "进度偏慢的目标（1项）".to_owned(),
                rows: rows(),
                more: vec![link("查看全部进度偏慢的目标", "2022/targets/by/status/behind/index.html")],
            }),
            headlines_heading: "功能演示：主要指标".to_owned(),
            next_update: Some("下次更新时间：2023年1月中旬。".to_owned()),
            headlines: vec![headline("地区生产总值", "on-schedule"), headline("一般公共预算收入", "behind")],
            statuses: counts(),
            more: Some(link("查看全部完成情况", "2022/progress/index.html")),
        },
        news: Some(columns::news()),
        archive: Vec::new(),
    }))
}

const LEAD: &str = "<p>全力以赴稳增长，依托区位优势和空间优势，进一步挖掘产业资源，拓增量、谋储量，加快建设、服务保障重点项目，确保经济运行稳中有进，为高质量发展提供重要支撑。</p>";
const BODY: &str = r##"<p>聚焦产业项目建设，扩规模、抓投入、提质量，做到服务靠前、主动作为，切实破解项目推进的各项难题。细化项目全周期管理，紧扣“实质性开工、结构性封顶、设备安装、投入运营”四个关键节点，强化全流程跟踪服务，倒排时序进度、专班对接保障、破解难题堵点，确保计划投资量尽快转化为有效实物量。全力推进<a href="../targets/car/index.html">xx汽车等重大产业项目</a>，加快天江公路两侧<a href="../targets/park/index.html">xxx亩</a>众创城项目建设。全年新开工产业项目<a href="../targets/new-projects/index.html">不少于xx个</a>，确保项目用地<a href="../targets/land/index.html">不少于xxx亩</a>，新建厂房面积<a href="../targets/plant/index.html">不少于xx万平方米</a>。</p>"##;

fn chapter() -> Page {
    let section = |anchor: &str, heading: Option<&str>, body: &str, targets: Vec<TargetRow>| Section {
        heading: heading.map(str::to_owned),
        anchor: anchor.to_owned(),
        body: Html::new(body),
        standing: targets.iter().filter(|row| row.standing).cloned().collect(),
        targets: targets.into_iter().filter(|row| !row.standing).collect(),
        charts: Vec::new(),
    };
    Page::Chapter(ChapterPage {
        sections: vec![
            section("s0", None, LEAD, Vec::new()),
            section("s1", Some("激发产业发展澎湃动力"), BODY, rows()),
            section("s2", Some("构筑创新创业生态高地"), BODY, rows().into_iter().take(2).collect()),
        ],
        charts: vec![chart("chapter-chart", "本章目标完成进度")],
        targets: rows(),
        articles: columns::groups(),
        changes: vec![files::correction()],
        changes_link: link("全部更新记录", "../../changes/index.html"),
        note: None,
        full_text: link("报告全文", "../full/index.html"),
    })
}

fn full() -> Page {
    let chapter = |anchor: &str, number: Option<&str>, title: &str| FullChapter {
        number: number.map(str::to_owned),
        title: title.to_owned(),
        anchor: anchor.to_owned(),
        href: "../industry/index.html".to_owned(),
        sections: vec![
            FullSection { heading: None, anchor: format!("{anchor}-0"), body: Html::new(LEAD) },
            FullSection {
                heading: Some("搭建项目建设关键支撑".to_owned()), anchor: format!("{anchor}-1"), body: Html::new(BODY)
            },
        ],
    };
    Page::FullText(FullTextPage {
        information: vec![fact("体裁", "报告")],
        chapters: vec![
            chapter("industry", Some("一"), "聚力产业强镇，推动经济高质量发展"),
            chapter("town", Some("二"), "聚力宜居宜业，提升城市高颜值形象"),
        ],
        print: link("打印版", "../print/index.html"),
        table: None,
    })
}

fn targets() -> Page {
    let option = |label: &str, count: &str, current: bool| FacetOption {
        label: label.to_owned(),
        count: count.to_owned(),
        href: (count != "0").then(|| "by/measure/cumulative/index.html".to_owned()),
        current,
    };
    Page::Targets(TargetsPage {
        summary: "符合“累计类”的目标任务10项。".to_owned(),
        facets: vec![
            Facet {
                label: "篇章".to_owned(),
                options: ["聚力产业强镇", "聚力宜居宜业", "聚力乡村振兴", "聚力民生改善"]
                    .iter()
                    .map(|name| option(name, "10", false))
                    .collect(),
            },
            Facet {
                label: "类别".to_owned(),
                options: vec![option("累计类", "10", true), option("增速类", "5", false), option("控制类", "0", false)],
            },
            Facet { label: "状态".to_owned(), options: CODES.iter().map(|code| option(&status(code).chip, "5", false)).collect() },
        ],
        rows: rows(),
        all: Some(link("查看全部目标", "../../../index.html")),
        ledger: link("目标任务落实台账", "../../ledger/index.html"),
        data: vec![link("下载全部目标（CSV 表格）", "../../data/2022/targets.csv")],
    })
}

fn target() -> Page {
    let number = |label: &str, value: &str, note: Option<&str>| Number {
        label: label.to_owned(),
        value: Value::demo(value),
        note: note.map(str::to_owned),
    };
    let reading = |on: &str, value: &str| Reading {
        on: on.to_owned(),
        value: Value::demo(value),
        growth: None,
        status: "演示".to_owned(),
        source: "示例牵头单位甲，按固定规则生成".to_owned(),
        note: None,
    };
    Page::Target(Box::new(TargetPage {
        status: status("behind"),
        tags: vec!["确保目标".to_owned()],
        judgement: vec!["按序时应完成7个（演示），实际完成5个（演示），相差2个（演示）。".to_owned()],
        explain: rows().into_iter().find_map(|row| row.explain),
        numbers: vec![
            number("目标", "不少于10个", Some("全年")),
            number("实际完成", "5个", Some("截至2022年9月30日")),
            number("按序时应完成", "7个", Some("9个月，占全年的75.0%")),
            number("完成比例", "50.0%", None),
        ],
        quotes: vec![quote()],
        facts: vec![
            fact("类别", "累计类（本年累计）"),
            fact("计数口径", "开工"),
            fact("起止", "2022年1月1日至2022年12月31日"),
            fact("表述", "确保"),
        ],
        charts: vec![chart("bullet", "新开工产业项目：完成进度")],
        readings: vec![reading("2022年9月30日", "5个"), reading("2022年6月30日", "4个"), reading("2022年3月31日", "1个")],
        readings_growth: false,
        readings_empty: None,
        stages: vec![
            Node {
                name: "实质性开工".to_owned(), state: "reached".to_owned(), label: "2022年3月10日完成（演示）".to_owned(), due: None
            },
            Node {
                name: "结构性封顶".to_owned(),
                state: "current".to_owned(),
                label: "进行中（演示）".to_owned(),
                due: Some("2022年6月30日前".to_owned()),
            },
            Node { name: "投入运营".to_owned(), state: "open".to_owned(), label: "未到".to_owned(), due: None },
        ],
        leads: vec![OfficeRef { name: "示例牵头单位甲".to_owned(), href: Some("../../offices/a/index.html".to_owned()) }],
        supports: vec![OfficeRef { name: "示例牵头单位乙".to_owned(), href: None }],
        offices_note: None,
        changes: vec![files::correction()],
        former_goals: vec![FormerGoal {
            goal: Value::demo("20个"),
            until: "2022年6月30日前".to_owned(),
            sentence: "目标调整：经演示会议批准，“新开工产业项目”目标由20个（演示）调整为10个（演示）。理由：演示。原目标继续保留供查。"
                .to_owned(),
        }],
        neighbours: ledger::neighbours(),
        related: vec![link("项目用地", "../land/index.html")],
        lists: vec![link("重点项目清单", "../../lists/key-projects/index.html#item-1")],
        articles: columns::groups(),
        data: vec![link("下载本项数据（CSV 表格）", "../../../data/2022/targets/gov-roads.csv")],
        sources: vec![
            source_line("目标", "content/2022/01-industry/targets.yaml:14"),
            source_line("截至2022年9月30日的数据", "content/2022/figures/2022-09-30.yaml:22"),
        ],
        citation: Some(files::citation()),
        ask: pieces::ask(),
        method: link("怎样评价", "../../../method/index.html"),
    }))
}

fn progress() -> Page {
    let chapter = |anchor: &str, title: &str| ProgressChapter {
        title: title.to_owned(),
        anchor: anchor.to_owned(),
        href: "../industry/index.html".to_owned(),
        statuses: counts().into_iter().skip(5).collect(),
        rows: rows()
            .into_iter()
            .map(|mut row| {
                row.id = format!("{anchor}-{}", row.id);
                row
            })
            .collect(),
    };
    Page::Progress(ProgressPage {
        summary: "共88项目标任务，数据截至2022年9月30日（演示）。".to_owned(),
        empty: None,
        next_update: Some("下次更新时间：2023年1月中旬。".to_owned()),
        statuses: counts(),
        charts: vec![chart("status", "各类状态的项数")],
        chapters: vec![
            chapter("industry", "一、聚力产业强镇，推动经济高质量发展"),
            chapter("town", "二、聚力宜居宜业，提升城市高颜值形象"),
        ],
        ledger: link("目标任务落实台账", "../ledger/index.html"),
        method: link("怎样评价", "../../method/index.html"),
    })
}

fn office() -> Page {
    Page::Office(OfficePage {
        facts: vec![fact("单位性质", "示例单位")],
        note: Some("这是演示用的单位，并不存在。".to_owned()),
        statuses: counts().into_iter().skip(6).collect(),
        chart: Some(chart("office", "牵头目标完成进度")),
        leads: rows(),
        supports: vec![link("项目用地", "../../targets/land/index.html")],
    })
}

fn method() -> Page {
    Page::Method(MethodPage {
        lead: vec!["每项目标只有一个状态，按下面的规则逐条判断，先符合哪一条就用哪一条。".to_owned()],
        measures: vec![MethodMeasure {
            name: "累计类".to_owned(),
            meaning: "从年初累计的数量，如新开工项目。".to_owned(),
            rule: "与序时进度比较。".to_owned(),
        }],
        groups: vec![MethodGroup {
            heading: "判断的顺序".to_owned(),
            anchor: "order".to_owned(),
            note: None,
            rules: vec![
                MethodRule { when: "常态工作。".to_owned(), statuses: vec![status("ongoing")], how: None },
                MethodRule {
                    when: "目标已达到。".to_owned(),
                    statuses: vec![status("done")],
                    how: Some("例如目标10个，实际10个。".to_owned()),
                },
            ],
        }],
        statuses: CODES.iter().map(|code| MethodStatus { status: status(code), meaning: format!("{}。", status(code).label) }).collect(),
        notes: vec!["以“XX”代替的目标不参与任何比较和计算。".to_owned()],
    })
}

fn prose() -> Page {
    Page::Prose(ProsePage {
        body: Html::new(
            "<h2 id=\"what\">这是什么</h2><p>这是一个演示站点。</p><h3 id=\"rule\">演示数据的规则</h3><ul><li>x 写作 5</li><li>xx 写作 10</li></ul>",
        ),
        contents: vec![link("这是什么", "#what")],
    })
}
