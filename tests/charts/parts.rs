//! Inputs of the charts by quarter, by node and by part, for their tests and the gallery.

use crate::samples::amount;
use gongkai::chart::composition::{Composition, Part};
use gongkai::chart::quarters::{Quarter, Quarters};
use gongkai::chart::stages::{Stage, StageState, Stages};
use gongkai::chart::tone::Tone;
use gongkai::chart::{Chart, Shown};

pub fn known(value: &str, unit: &str) -> Shown {
    Shown::Known(amount(value, &format!("{value}{unit}")))
}

pub fn absent(reason: &str) -> Shown {
    Shown::Absent(reason.into())
}

pub fn quarters() -> Quarters {
    let quarter = |label: &str, actual: Shown, planned: &str| Quarter {
        label: label.into(),
        actual,
        planned: Some(amount(planned, &format!("{planned}个"))),
        preliminary: label == "上半年",
    };
    Quarters {
        id: "k1".into(),
        title: "新开工产业项目".into(),
        unit: "个".into(),
        goal: Shown::Known(amount("20", "不少于20个")),
        quarters: vec![
            quarter("一季度", known("3", "个"), "4"),
            quarter("上半年", known("11", "个"), "9"),
            quarter("前三季度", absent("牵头单位尚未报送"), "14"),
            quarter("全年", absent("尚未到时点"), "20"),
        ],
        demo: false,
    }
}

pub fn stage(name: &str, state: StageState, due: Option<&str>) -> Stage {
    Stage { name: name.into(), state, due: due.map(str::to_owned) }
}

fn reached(on: &str) -> StageState {
    StageState::Reached(Some(on.into()))
}

pub fn stages() -> Stages {
    Stages {
        id: "k2".into(),
        title: "农产品冷链物流中心".into(),
        stages: vec![
            stage("实质性开工", reached("2022年3月10日"), None),
            stage("结构性封顶", reached("2022年6月18日"), Some("2022年6月30日")),
            stage("设备安装", StageState::Current, Some("2022年10月31日")),
            stage("投入运营", StageState::Open, Some("2022年12月31日")),
        ],
        as_of: Some("2022年9月30日".into()),
        tone: Tone::OnSchedule,
        chip: "按计划".into(),
        demo: false,
    }
}

pub fn composition() -> Composition {
    let part = |name: &str, value: &str| Part { name: name.into(), amount: known(value, "个") };
    Composition {
        id: "k3".into(),
        title: "重点项目的构成".into(),
        total: known("36", "个"),
        parts: vec![part("产业项目", "17"), part("城镇建设项目", "10"), part("乡村振兴项目", "6"), part("民生项目", "3")],
        demo: false,
    }
}

/// One of each kind.
pub fn all(demo: bool) -> Vec<Chart> {
    let (mut a, mut b, mut c) = (quarters(), stages(), composition());
    (a.demo, b.demo, c.demo) = (demo, demo, demo);
    let mut rows = a.clone();
    rows.quarters[0].label = "二〇二二年第一季度（一月至三月，含春节停工时段）".into();
    let mut unknown = b.clone();
    unknown.stages[3].state = StageState::Unknown("暂不公开".into());
    let mut six = c.clone();
    six.total = known("47", "个");
    six.parts.push(Part { name: "生态项目".into(), amount: known("7", "个") });
    six.parts.push(Part { name: "平安建设项目".into(), amount: known("4", "个") });
    vec![a.chart(), rows.chart(), b.chart(), unknown.chart(), c.chart(), six.chart()]
}

/// More inputs for the gallery: long names, decimals, many parts, rounding.
pub fn showcase(demo: bool) -> Vec<Chart> {
    let mut out = all(demo);
    let quarter = |label: &str, value: &str, planned: &str| Quarter {
        label: label.into(),
        actual: known(value, "亿元"),
        planned: Some(amount(planned, &format!("{planned}亿元"))),
        preliminary: false,
    };
    let investment = Quarters {
        id: "k4".into(),
        title: "完成全社会固定资产投资".into(),
        unit: "亿元".into(),
        goal: known("45.00", "亿元"),
        quarters: vec![
            quarter("一季度", "9.85", "9.00"),
            quarter("上半年", "20.40", "20.25"),
            quarter("前三季度", "31.62", "31.50"),
            quarter("全年", "47.13", "45.00"),
        ],
        demo,
    };
    out.push(investment.chart());
    let mut masked = investment.clone();
    masked.goal = absent("原文以“XX”代替");
    masked.quarters[3].actual = absent("尚未收到本项数据");
    out.push(masked.chart());
    out.extend(tracks(demo));
    out.extend(wholes(demo));
    out
}

/// Long names, one node, eight short ones.
fn tracks(demo: bool) -> Vec<Chart> {
    let mut out = Vec::new();
    let mut long = stages();
    long.demo = demo;
    long.title = "镇级生活污水处理设施提标改造及配套管网延伸工程".into();
    long.stages = vec![
        stage("可行性研究报告批复", reached("2022年1月20日"), Some("2022年1月31日")),
        stage("征地拆迁及安置补偿协议签订完成并公示无异议", StageState::Reached(None), None),
        stage("施工许可", reached("2022年4月2日"), Some("2022年3月31日")),
        stage("实质性开工", reached("2022年4月8日"), Some("2022年4月15日")),
        stage("主体结构封顶", StageState::Current, Some("2022年8月31日")),
        stage("设备安装调试", StageState::Open, None),
        stage("竣工验收备案", StageState::Open, Some("2022年12月20日")),
        stage("投入运营", StageState::Unknown("暂不公开：涉及尚未开标的事项".into()), None),
    ];
    (long.tone, long.chip) = (Tone::Behind, "进度偏慢".into());
    out.push(long.chart());
    let mut one = stages();
    one.demo = demo;
    one.stages = vec![stage("完成", StageState::Current, Some("2022年12月31日"))];
    out.push(one.chart());
    let mut eight = stages();
    eight.demo = demo;
    eight.stages = ["立项", "批复", "招标", "开工", "封顶", "安装", "验收", "运营"]
        .into_iter()
        .enumerate()
        .map(|(place, name)| {
            let state = if place < 4 { StageState::Reached(None) } else { StageState::Open };
            stage(name, if place == 4 { StageState::Current } else { state }, None)
        })
        .collect();
    out.push(eight.chart());
    out
}

/// More parts than fills, long names, a small part, shares that do not add up.
fn wholes(demo: bool) -> Vec<Chart> {
    let mut out = Vec::new();
    let part = |(name, value): (&str, &str)| Part { name: name.into(), amount: known(value, "万元") };
    let many = Composition {
        id: "k5".into(),
        title: "民生实事项目资金安排的构成".into(),
        total: known("3001.00", "万元"),
        parts: [
            ("农村道路提档升级和危桥改造", "1250.50"),
            ("生活污水治理", "680.00"),
            ("镇中心小学扩建及附属幼儿园改造提升并完成周边道路亮化美化绿化净化工程的配套项目", "400.00"),
            ("养老服务中心", "320.00"),
            ("高标准农田", "200.00"),
            ("文体设施", "100.00"),
            ("公共厕所", "49.50"),
            ("宣传栏更新", "1.00"),
        ]
        .map(part)
        .to_vec(),
        demo,
    };
    out.push(many.chart());
    let thirds = Composition {
        id: "k6".into(),
        title: "新增规模以上工业企业的构成".into(),
        total: known("3", "家"),
        parts: [("新建投产", "1"), ("规下转规上", "1"), ("招引迁入", "1")]
            .map(|(name, value)| Part { name: name.into(), amount: known(value, "家") })
            .to_vec(),
        demo,
    };
    out.push(thirds.chart());
    out
}
