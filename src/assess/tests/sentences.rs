//! The sentences a target's page prints.

use super::build::{policy, report};
use crate::assess::assess;
use crate::assess::sentence::sentence;
use crate::assess::words::{actual_text, goal_text, goal_words, growth_goal_text};

/// The sentences of the first of some targets.
fn said(targets: &[(&str, &str)], released: &str, demo: bool) -> String {
    let report = report(targets, released);
    let assessments = assess(&report, &policy());
    sentence(&report, &report.targets[0], &assessments[0], demo).concat()
}

#[test]
fn each_status_is_told_with_its_numbers() {
    let slow = "原因：雨季较长；下一步：增加班组；预计2022年11月完成。";
    #[rustfmt::skip]
    let rows: &[(&str, &str, &str, String)] = &[
        ("cumulative at-least 20 个", "06-30: 20", "", "截至2022年6月30日，实际完成20个，已达到目标不少于20个。".into()),
        ("cumulative at-least 20 个", "06-30: 12", "", "按序时应完成10个，实际完成12个。".into()),
        ("cumulative at-least 20 个", "06-30: 10", "", "按序时应完成10个，实际完成10个。".into()),
        ("cumulative reach 20 个; why 06-30", "06-30: 8", "", format!("按序时应完成10个，实际完成8个，相差2个。{slow}")),
        // An explanation of an older figure explains nothing now.
        ("cumulative reach 20 个; why 03-31", "06-30: 8", "", "按序时应完成10个，实际完成8个，相差2个。责任单位尚未说明原因。".into()),
        ("cumulative reach 20 个", "06-30: 8", "", "按序时应完成10个，实际完成8个，相差2个。责任单位尚未说明原因。".into()),
        ("cumulative reach 20 亿元; growth reach 8; why 06-30", "06-30: 12.5 g7.6", "",
            format!("按序时应完成10亿元，实际完成12.5亿元。目标同比增长8%，截至2022年6月30日同比增长7.6%。{slow}")),
        ("cumulative reach 20 亿元; growth reach 8 可比价", "06-30: 10 g7.6@现价", "",
            "按序时应完成10亿元，实际完成10亿元。增速的目标按可比价计算，数据按现价计算，口径不同，不能比较。".into()),
        ("cumulative reach 20 个; why 12-31", "12-31: 19", "",
            "应于2022年12月31日前完成20个，实际完成19个。原因：雨季较长；后续安排：增加班组；预计2022年11月完成。".into()),
        ("cumulative reach 20 个; strive", "12-31: 19", "",
            "应于2022年12月31日前完成20个，实际完成19个。本项为力争目标，不计入到期未完成。责任单位尚未说明原因。".into()),
        ("cumulative reach 20 个", "12-31: 19 | 2023-01-31: 20", "",
            "截至2023年1月31日，实际完成20个，已达到目标20个。完成时间晚于到期日（2022年12月31日）。".into()),
        ("rate at-least 8 percent", "06-30: 8.2", "", "目标不低于8%，截至2022年6月30日8.2%。".into()),
        ("rate at-least 8 percent", "06-30: 7.9", "", "目标不低于8%，截至2022年6月30日7.9%。责任单位尚未说明原因。".into()),
        ("cap at-most 3 percent", "12-31: 2.8", "", "截至2022年12月31日，实际为2.8%，已达到目标不超过3%。".into()),
        ("level reach 80 percent", "06-30: 70", "", "本项到期（2022年12月31日）再评价，此前只公布进展，不作快慢评价。".into()),
        ("cumulative reach 20 个", "", "06-30", "截至2022年6月30日，尚未收到本项数据。暂无数据不等于零。".into()),
        ("cumulative reach 20 个", "06-30: none", "",
            "截至2022年6月30日，尚未收到本项数据。暂无数据不等于零。无数据原因：牵头单位尚未报送。".into()),
        ("cumulative reach 20 个", "09-30: 15", "12-31",
            "截至2022年12月31日，尚未收到本项数据。暂无数据不等于零。最近一次数据截至2022年9月30日。".into()),
        ("cumulative reach 20 个", "", "", "目标已公布，进展数据尚未发布。".into()),
        ("cumulative at-least xx 个", "06-30: 8", "", "本站依据的文本此处为“xx”，未载明数值，因此不作评价。".into()),
        ("cumulative reach 20 个", "06-30: withheld", "", "本项数据暂不公开。理由：涉及商业秘密。可依法申请公开。".into()),
        ("standing", "03-31: note | 06-30: note", "", "已公布工作情况2条。".into()),
        ("standing", "", "", "暂未公布工作情况。".into()),
        ("cumulative reach 20 个; off", "06-30: 8", "", "本项只公布进展，不作快慢评价。理由：市场主体自主决定。".into()),
        ("cumulative reach 20 个; ended", "06-30: 8", "",
            "本项只公布进展，不作快慢评价。理由：2022年7月1日经镇人大主席团批准终止，项目取消。".into()),
        ("cap; set-by", "06-30: 3", "", "本项只公布进展，不作快慢评价。理由：目标由上级下达，文本未载明数值。".into()),
        ("milestone", "06-30: stage 0", "", "截至2022年6月30日，已完成。".into()),
        ("milestone; stages 开工 封顶@06-30 投用", "06-30: stage 1", "",
            "目标“投用”，按计划应到达“封顶”节点，截至2022年6月30日已到达“封顶”节点。".into()),
        ("milestone; stages 开工 投用", "12-31: stage 0", "",
            "应于2022年12月31日前到达“投用”节点，截至2022年12月31日已到达“开工”节点。责任单位尚未说明原因。".into()),
    ];
    for (spec, figures, released, expected) in rows {
        assert_eq!(&said(&[(spec, figures)], released, false), expected, "{spec} · {figures}");
    }
    let trend = [("faster-than=1", "06-30: g7.9"), ("cumulative reach xxx 亿元", "06-30: 61 g7.6")];
    assert_eq!(said(&trend, "", false), "目标快于“目标1”增速，截至2022年6月30日同比增长7.9%（“目标1”同比增长7.6%）。");
}

#[test]
fn demonstration_values_are_marked_one_by_one() {
    let target = ("cumulative reach xxx 亿元; disclosed 100; why 06-30", "06-30: 48");
    let expected = "按序时应完成50亿元（演示），实际完成48亿元（演示），相差2亿元（演示）。";
    assert!(said(&[target], "", true).starts_with(expected), "{}", said(&[target], "", true));
    let done = said(&[("cumulative reach xxx 亿元; disclosed 100", "06-30: 100")], "", true);
    assert_eq!(done, "截至2022年6月30日，实际完成100亿元（演示），已达到目标100亿元（演示）。");
}

#[test]
fn a_goal_is_worded_as_the_text_has_it() {
    #[rustfmt::skip]
    let rows = [
        // target                                          stated                   disclosed
        ("cumulative at-least 20 个",                      "不少于20个",           None),
        ("cumulative more-than 1.50 亿元",                 "超过1.50亿元",         None),
        ("cumulative about 20 个",                         "20个左右",             None),
        ("cumulative range 20..30 个",                     "20—30个",              None),
        ("rate at-least 8 percent",                        "不低于8%",             None),
        ("cap at-most 3 percent",                          "不超过3%",             None),
        ("cap less-than 3 points",                         "低于3个百分点",        None),
        ("cumulative at-least xx 个",                      "原文为“不少于xx个”",   None),
        ("cumulative at-least xx 个; disclosed 20",        "原文为“不少于xx个”",   Some("不少于20个（演示）")),
        ("cumulative more-than xxx 亿元; quote 超xxx亿元", "原文为“超xxx亿元”",    None),
        ("cap; set-by",                                    "上级下达",             None),
        ("milestone; stages 开工 投用",                    "投用",                 None),
        ("down",                                           "下降",                 None),
    ];
    for (spec, stated, disclosed) in rows {
        let report = report(&[(spec, "")], "");
        let goal = goal_text(&report, &report.targets[0], true).unwrap();
        assert_eq!((goal.stated.as_str(), goal.disclosed.as_deref()), (stated, disclosed), "{spec}");
        assert_eq!(goal.masked, stated.starts_with("原文为"), "{spec}");
    }
    let with_growth = report(&[("cumulative reach 100 亿元; growth at-least xx; disclosed-growth 8", "06-30: 50 g-2.10")], "");
    let target = &with_growth.targets[0];
    let growth = growth_goal_text(target, false).unwrap();
    assert_eq!((growth.stated.as_str(), growth.judged()), ("原文为“同比增长不低于xx%”", "同比增长不低于8%"));
    assert_eq!(actual_text(target, &target.entries[0], false), "50亿元，同比下降2.10%");
    let revised = report(&[("cumulative reach 10 个; was at-least 20", "")], "");
    assert_eq!(goal_words(&revised.targets[0].revised[0].was, revised.targets[0].unit.as_ref()), "不少于20个");
}
