//! Words and dates in texts.

use super::{ADOPTED, ERROR, LIKELY, NOTICE, OFFICIAL, Subject, WARNING, WORDING, code, ruled};
use crate::diagnostic::Severity;

pub(super) const SUBJECT: Subject = Subject {
    title: "用词和日期",
    codes: &[
        code("date/calendar", ERROR, "节假日安排有缺漏或矛盾", "2022年、2023年都有安排", "有2022年和2024年，缺2023年"),
        ruled("date/future", OFFICIAL, "日期在今天以后"),
        code("date/impossible", ADOPTED, "日历上没有这一天", "2022年2月28日", "2022年2月30日"),
        code(
            "date/late-publication",
            WARNING,
            "超过20个工作日才公开",
            "signed_on: 2022-01-10，published: 2022-01-20 09:00",
            "signed_on: 2022-01-10，published: 2022-03-10 09:00",
        ),
        code(
            "date/no-calendar",
            NOTICE,
            "没有这一年的节假日安排，没有判断",
            "lists/holidays.yaml 里有2022年",
            "lists/holidays.yaml 里没有2022年",
        ),
        ruled("date/order-of-publication", LIKELY, "成文、审议、发布的先后不对"),
        code(
            "date/weekday",
            &[Severity::Error, Severity::Warning, Severity::Notice],
            "星期与日期对不上",
            "2022年1月10日（星期一）",
            "2022年1月10日（星期二）",
        ),
        ruled("wording/formula", WORDING, "固定提法写得不对"),
        ruled("wording/near-miss", WORDING, "名称像是写错了一个字"),
        ruled("wording/number-style", WORDING, "数字的用法不合规范"),
        ruled("wording/placeholder", WORDING, "留着待填的文字"),
        ruled("wording/punctuation", WORDING, "标点的用法不合规范"),
        ruled("wording/renamed", WORDING, "用了机构更名前的名称"),
        ruled("wording/repeated", WORDING, "字词或标点连着写了两次"),
        ruled("wording/year-roll", WORDING, "像是去年留下的话"),
    ],
};
