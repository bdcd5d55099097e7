//! What `method/` publishes: the rules from the table that judges, each measure's formula from the file that computes it, and the terms.

use crate::assess::rule::{RULES, Rule};
use crate::assess::{cap, cumulative, level, milestone, rate, share, trend};
use crate::report::Policy;
use crate::value::period::Pace;

/// The published method.
pub struct Method {
    /// The rules in order; the first that fits decides.
    pub rules: &'static [Rule],
    /// The formulas: key of the measure, its name, its formula.
    pub formulas: &'static [(&'static str, &'static str, &'static str)],
}

/// The method that judges.
pub const METHOD: Method = Method {
    rules: RULES,
    formulas: &[
        ("cumulative", "累计类", cumulative::FORMULA),
        ("rate", "增速类", rate::FORMULA),
        ("level", "水平类", level::FORMULA),
        ("cap", "控制类", cap::FORMULA),
        ("milestone", "节点类", milestone::FORMULA),
        ("trend", "方向类", trend::FORMULA),
        ("standing", "常态工作", "常年开展的工作，只公布工作情况，不设数量目标，也不作快慢评价。"),
    ],
};

impl Method {
    /// The terms the rules speak in, each with its meaning; the policy's numbers are put in.
    pub fn terms(&self, policy: &Policy) -> Vec<(&'static str, String)> {
        let by = match policy.pace {
            Pace::Month => "本站按月计算。",
            Pace::Day => "本站按天计算。",
        };
        let tolerance = policy.approx_tolerance.text();
        vec![
            ("起始日、截止日", "目标没有另外写明的，为报告所说年度的第一天和最后一天。".into()),
            ("数据日期", "本项最近一次已公布数据所截至的日期。起始日以前的数据只作历史参考；注明“无数据”的，不算一次数据。".into()),
            ("序时比例", format!("{}{by}", share::FORMULA)),
            ("达到、不少于、以上", "含本数：等于目标数即为达到。".into()),
            ("超过、突破", "不含本数：等于目标数还不算达到。".into()),
            ("不超过、以内", "含本数。“低于”“不足”不含本数。以上四条参照民法典第一千二百五十九条。".into()),
            ("左右", format!("目标数上下{tolerance}%以内。累计类、增速类只看下限，控制类只看上限，水平类两端都看。")),
            ("从某数到某数", "累计类、增速类只看下限，控制类只看上限，水平类应在两数之间，含两端。".into()),
            ("目标调整", "经批准调整的目标，按最新的目标评价，原来的目标继续保留供查。".into()),
            ("确保、力争", "用词强弱不改变评价方法；没有实现的力争目标另行计数。".into()),
            ("小数", "比较时用精确数，只在显示时四舍五入；百分比保留一位小数。".into()),
            ("原文隐去的数值", "原文以“XX”代替的数值，不评价、不比较、不推算。".into()),
        ]
    }
}
