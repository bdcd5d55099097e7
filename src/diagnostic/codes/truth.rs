//! Figures in texts against the data, against each other, and against what was given before.

use super::{ADOPTED, ERROR, NOTICE, OFFICIAL, Subject, WARNING, WORDING, code, ruled};
use crate::diagnostic::Severity;

pub(super) const SUBJECT: Subject = Subject {
    title: "文中的数与数据",
    codes: &[
        code("chart/unknown", ERROR, "没有这种图表或没有数据可画", "![历年生产总值](chart:trend/gdp)", "![历年生产总值](chart:line/gdp)"),
        ruled("count/declared", WORDING, "写明的项数与列出的不符"),
        code("count/gap", WORDING, "序号跳号或重号", "一是…；二是…；三是…", "一是…；二是…；四是…"),
        ruled("figure/contradicts", &[Severity::Error, Severity::Warning, Severity::Notice], "文中的数与数据矛盾"),
        ruled("figure/decimals", WARNING, "同一指标的小数位数不一致"),
        ruled("figure/decreasing", WARNING, "累计数比上一期小"),
        ruled("figure/growth-level", WARNING, "增速与上年数、今年数对不上"),
        ruled("figure/mismatch", ERROR, "正文里的数和数据文件不一样"),
        code(
            "figure/missing",
            ERROR,
            "正文链接的数没有填报",
            "[87所](figure:schools/2022-06-30)，这一天报了 schools: 87",
            "同样的链接，这一天没有 schools 的数",
        ),
        ruled("figure/nowhere", WARNING, "写进清单的数没有页面可以显示"),
        ruled("figure/outlier", WARNING, "与历年相比相差太大"),
        ruled("figure/share", ADOPTED, "占比或增幅算得不对"),
        ruled("figure/unbound", WARNING, "正文里的数字没有对应目标"),
        code("link/alias", ERROR, "旧网址不是站内的相对路径", "aliases: [old/schools/]", "aliases: [https://www.example.gov.cn/old]"),
        code("link/anchor", ERROR, "链接的标题不在", "[见第二节](#扩大学位供给)", "[见第二节](#扩大学位)"),
        code("link/figure", ERROR, "链接完成情况的写法不对", "[61.2亿元](figure:gdp/2022-06-30)", "[61.2亿元](figure:gdp)"),
        code("link/free", ERROR, "“不属于任何目标”没有写理由", "[新增30家](free:上年数)", "[新增30家](free:)"),
        ruled("link/missing", ERROR, "站内链接指向的页面不在"),
        code("link/part", ERROR, "链接的部分在目标里没有", "[8%](target:gdp.growth)，目标里写了 growth", "[8%](target:gdp.grwth)"),
        code(
            "link/plain-http",
            NOTICE,
            "站外链接没有加密",
            "[县政府网站](https://www.example.gov.cn/zwgk/)",
            "[县政府网站](http://www.example.gov.cn/zwgk/)",
        ),
        ruled("link/shortened", WARNING, "短链接看不出通向哪里"),
        code("link/vanished", NOTICE, "发布过的网页不见了", "改了编号的写 renamed_from 或 aliases", "改了编号，旧网址打不开"),
        code("link/waiting", OFFICIAL, "链接的文章还没到发布时间", "指向已经发布的文章", "指向下月才发布的文章，到时间以前只显示文字"),
        code("link/year", ERROR, "栏目文章里的链接没有写年度", "[120所](target:2022/schools)", "[120所](target:schools)"),
        code("route/collision", ERROR, "两个页面用了同一个网址", "01-industry、02-town", "01-industry、02-industry"),
        ruled("status/claim", WARNING, "文中说的进展与评价结果不符"),
        code(
            "table/rounding",
            WARNING,
            "合计与各行只差在四舍五入",
            "表下写“因四舍五入，合计与各项之和略有差异”",
            "甲 33.3，乙 33.3，丙 33.3，合计 100，没有说明",
        ),
        ruled("table/sum", ADOPTED, "表里的合计或占比算得不对"),
    ],
};
