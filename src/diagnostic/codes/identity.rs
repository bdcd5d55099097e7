//! Who publishes: official identifiers, page tags, columns, demonstration data.

use super::{ADOPTED, CERTAIN, ERROR, LIKELY, OFFICIAL, Subject, WARNING, code, ruled};
use crate::diagnostic::Severity;

pub(super) const SUBJECT: Subject = Subject {
    title: "公开的身份、标签和栏目",
    codes: &[
        ruled("column/empty", &[Severity::Warning, Severity::Notice, Severity::Error], "栏目里没有内容"),
        ruled("column/stale", OFFICIAL, "栏目太久没有更新"),
        ruled("column/type", WARNING, "栏目类型不在规定的类型里"),
        ruled("demo/left", ERROR, "正式站点里还有演示数据"),
        code("demo/sample", OFFICIAL, "这是演示站点", "正式站点的 site.yaml 不写 sample", "用 sample: true 正式生成"),
        ruled("identity/doc-no", ADOPTED, "文号的写法不对"),
        code("identity/domain", ERROR, "域名的写法不对", "domain: www.example.gov.cn", "domain: https://www.example.gov.cn/"),
        code("identity/icp", ERROR, "ICP 备案号的写法不对", "icp: 京ICP备00000000号", "icp: ICP备00000000"),
        ruled("identity/index-no", LIKELY, "索引号的写法不对或重复"),
        code("identity/police", ERROR, "公安备案号的写法不对", "police: 京公网安备 00000000000000号", "police: 公网安备0000"),
        code("identity/site-code", CERTAIN, "网站标识码不对或与链接不符", "id_code: \"0000000000\"", "id_code: \"000000000\""),
        code(
            "official/footer",
            OFFICIAL,
            "页脚缺少规定的内容",
            "footer: {sponsor: 示例镇人民政府, organiser: …}",
            "独立网站没有写主办单位",
        ),
        ruled("official/identifier", OFFICIAL, "没有填写网站名称、域名或标识码"),
        code("official/published", OFFICIAL, "没有写发布时间", "published: 2022-02-01 09:00", "report.yaml 里没有 published"),
        code("official/source", OFFICIAL, "文章没有写来源", "source: 示例镇人民政府", "文首没有 source"),
        code("official/uncommitted", ERROR, "内容的改动没有提交", "先提交，再用 --official 生成", "改了数据没有提交就正式生成"),
        code(
            "page/description",
            &[Severity::Warning, Severity::Notice],
            "摘要没有写、与标题相同或几页共用",
            "description: 介绍便民步道的线路、开放时间和管理单位。",
            "description 与另一篇文章完全相同",
        ),
        code("page/title", WARNING, "标题没有说明页面的内容", "title: 关于开放便民步道的通知", "title: 未命名"),
        code(
            "review/incomplete",
            OFFICIAL,
            "审核记录没有写全",
            "secrecy: {by: 保密审查岗, on: 2022-01-12, result: 可以公开}",
            "secrecy: {by: 保密审查岗}",
        ),
        ruled("review/late", OFFICIAL, "审核日期晚于发布时间"),
        code("review/missing", OFFICIAL, "没有审核记录", "review: {approved: {…}, secrecy: {…}}", "正式发布的文章没有 review"),
        code("review/refused", OFFICIAL, "审核没有同意", "result: 可以公开", "result: 不予公开"),
        code("tags/date", ERROR, "网页标签的日期写法不对", "content=\"2022-01-20 09:00\"", "content=\"2022年1月20日\""),
        code("tags/differs", ERROR, "网页标签与页面文字不同", "标签 ArticleTitle 与页面标题相同", "标签里是“首页”，页面标题是“办好教育”"),
        code("tags/missing", ERROR, "缺少规定的网页标签", "模板继承 base.html", "自己的模板没有输出 frame.tags"),
        code("tags/name", ERROR, "网页标签的名称不对", "name=\"SiteName\"", "name=\"sitename\""),
        code("tags/repeated", ERROR, "网页标签重复", "只有程序输出的标签", "模板里又写了一个 SiteName"),
        code("tags/sample", ERROR, "演示站点带了政府网站标签", "演示站点没有网页标签", "演示站点的模板里写了 SiteIDCode"),
    ],
};
