//! What changed between a commit and now.

use super::{CERTAIN, ERROR, NOTICE, Subject, WARNING, code};
use crate::diagnostic::Severity;

pub(super) const SUBJECT: Subject = Subject {
    title: "内容的改动（check --base）",
    codes: &[
        code(
            "record/article-changed",
            NOTICE,
            "文章撤下了，或改了发布时间",
            "发布时间一直是首次发布的时间",
            "改了几个字，把 published 也改成当天",
        ),
        code(
            "record/base",
            CERTAIN,
            "以前的版本读不出来，没有比较",
            "--base 写一个能通过检查的版本",
            "--base 写的版本里 targets.yaml 有错误",
        ),
        code(
            "record/figure-changed",
            CERTAIN,
            "改了公布过的数，没有写明",
            "schools: {value: 86, changes: [{on: 2022-08-01, from: 87, kind: 更正, reason: 重复计数}]}",
            "把 schools: 87 直接改成 86",
        ),
        code(
            "record/figure-lost",
            ERROR,
            "公布过的数不见了",
            "schools: {withheld: 理由, changes: [{on: 2022-08-01, kind: 撤回, reason: 口径有误}]}",
            "删去 schools: 87 这一行",
        ),
        code("record/first", NOTICE, "以前的版本里没有内容", "第一次提交内容", "--base 写错了，那时还没有内容"),
        code(
            "record/goal-changed",
            &[Severity::Error, Severity::Warning, Severity::Notice],
            "改了目标，没有写明谁批准",
            "revised: [{on: 2022-08-01, was: {op: reach, value: 20}, authority: 镇人大主席团, reason: …}]",
            "把 value: 20 直接改成 18",
        ),
        code(
            "record/list-changed",
            NOTICE,
            "清单里的数改了或少了一项，没有写明",
            "as_of 改成新的日期，再改数；更正的写在 note 里",
            "as_of 不变，把赞成42票直接改成43票",
        ),
        code("record/no-history", ERROR, "仓库没有完整的历史", "git fetch --unshallow 以后再检查", "git clone --depth 1 以后检查"),
        code("record/no-object", ERROR, "仓库不完整或损坏", "完整克隆的仓库", "git clone --filter=blob:none 以后检查"),
        code("record/no-repository", ERROR, "不在 git 仓库里", "在仓库文件夹里运行", "在没有 .git 的文件夹里写 --base"),
        code("record/no-revision", ERROR, "仓库里没有这个版本", "--base origin/main", "--base orgin/main"),
        code("record/period-skipped", WARNING, "空了一个季度末", "一季度、半年、三季度各一个文件", "有一季度和三季度，没有半年"),
        code(
            "record/published-changed",
            ERROR,
            "改了公布过的发布时间",
            "published 一直是首次公布的时间",
            "每次更新都把 published 改成当天",
        ),
        code(
            "record/renamed",
            ERROR,
            "像是改了目标的编号",
            "id: new-schools，renamed_from: schools",
            "把 id: schools 直接改成 new-schools",
        ),
        code(
            "record/target-lost",
            ERROR,
            "公布过的目标不见了",
            "ended: {on: 2022-08-01, authority: 镇人大主席团, reason: …}",
            "把没有完成的一项整个删去",
        ),
        code("record/text-changed", WARNING, "改了会议通过的文本", "网站上的字与原件一样", "把“确保”改成“力争”"),
        code("record/unit-changed", ERROR, "换了单位，数没有换算", "unit: 万元，value: 10000", "把 unit: 亿元 改成 万元，value 还是 1"),
    ],
};
