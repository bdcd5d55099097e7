//! How progress is judged, printed from the table that judges.

use crate::assess::method::METHOD;
use crate::assess::status::Status;
use crate::output::desk::{Desk, plain_status};
use crate::output::frame::{About, frame};
use crate::site::PageKey;
use crate::view::method::{MethodGroup, MethodMeasure, MethodPage, MethodRule, MethodStatus};
use crate::view::{Page, View};

/// `method/index.html`
pub(super) fn view(desk: &Desk<'_>) -> Option<View> {
    let policy = &desk.world().site.policy;
    let about = About {
        heading: "评价办法".into(),
        description: Some("每项目标的状态是怎样得出的：规则、公式和用语。".into()),
        part: Some(PageKey::Method),
        ..About::default()
    };
    let measures = METHOD.formulas.iter().map(|(_, name, formula)| MethodMeasure {
        name: (*name).to_owned(),
        meaning: meaning(name).to_owned(),
        rule: (*formula).to_owned(),
    });
    let rules = METHOD.rules.iter().map(|rule| MethodRule {
        when: format!("{}：{}", rule.name, rule.condition(policy)),
        statuses: rule.results.iter().map(|status| plain_status(*status)).collect(),
        how: rule.is_for_parts().then(|| "总量目标和增速目标分别判断，取较差的一个。".into()),
    });
    let group = MethodGroup {
        heading: "评价规则".into(),
        anchor: "rules".into(),
        note: Some("从第1条起依次对照，第一条符合的就是结果。每项目标只有一个状态，各状态的数目相加等于目标总数。".into()),
        rules: rules.collect(),
    };
    let notes = METHOD.terms(policy).into_iter().map(|(term, meaning)| format!("{term}：{meaning}"));
    let page = MethodPage {
        lead: vec![
            "本站用同一套规则评价每一项目标，规则由程序执行，本页内容就取自程序所用的规则表。".into(),
            "评价只说明进度快慢，不给单位和个人排名。".into(),
        ],
        measures: measures.collect(),
        groups: vec![group],
        statuses: Status::ALL
            .into_iter()
            .map(|status| MethodStatus { status: plain_status(status), meaning: status_meaning(status).into() })
            .collect(),
        notes: notes.collect(),
    };
    Some(View { frame: frame(desk, &PageKey::Method, about), page: Page::Method(page) })
}

/// What each kind of goal is, with an example in the genre's words.
fn meaning(name: &str) -> &'static str {
    match name {
        "累计类" => "从年初起一点一点累计的数量，例如“新开工项目不少于若干个”。",
        "增速类" => "比上年同期增长的百分比，例如“增长百分之几”。",
        "水平类" => "某一时点达到的水平，例如“覆盖率达到百分之几”。",
        "控制类" => "不得超过的上限，例如“控制在百分之几以内”。",
        "节点类" => "一件具体的事做到哪一步，例如“完成某工程”。",
        "方向类" => "只说方向或比较，例如“快于经济增长”“能耗下降”。",
        _ => "长期坚持的工作，例如“开展志愿服务”。",
    }
}

fn status_meaning(status: Status) -> &'static str {
    match status {
        Status::Done => "已经达到目标。",
        Status::Ahead => "完成的比例明显高于时间过去的比例。",
        Status::OnSchedule => "完成的数量不少于按时间应完成的数量，或目前达到目标要求。",
        Status::Behind => "完成的数量少于按时间应完成的数量，或目前未达到目标要求。页面同时公布原因和下一步。",
        Status::Missed => "到期仍未达到目标。力争目标写作“未实现”，另行计数。",
        Status::NotDue => "还没有到评价的时候，此前只公布进展。",
        Status::Unreported => "还没有收到数据。暂无数据不等于零。",
        Status::Masked => "本站依据的文本此处为“XX”，未载明数值，因此不作评价。",
        Status::Withheld => "发布单位决定暂不公开，并说明理由。可依法申请公开。",
        Status::Ongoing => "常年推进的工作，只公布情况，不设数量目标。",
        Status::NotAssessed => "只公布进展，不作快慢评价，并说明理由。",
    }
}
