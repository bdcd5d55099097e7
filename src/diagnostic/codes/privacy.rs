//! What must not be made public: people, secrets, and what is withheld.

use super::{CERTAIN, ERROR, Subject, WARNING, code, ruled};

pub(super) const SUBJECT: Subject = Subject {
    title: "个人信息和不公开的内容",
    codes: &[
        code(
            "allow/not-allowed",
            ERROR,
            "这一项不能例外",
            "allow: [{pattern: leak/mobile, place: pages/about.md, reason: 公开的值班手机}]",
            "allow: [{pattern: figure/mismatch, place: 2022/01-industry/index.md, reason: 原文如此}]",
        ),
        code("allow/unused", WARNING, "例外没有用上", "place 写到文件，而且那里确有这一项", "问题早已改正，例外还留着"),
        code("leak/account", ERROR, "疑似有账号", "账号：见缴款通知书", "“账号”后面是完整的十几位数字"),
        code("leak/address", WARNING, "可能有住址", "张某某，示例村", "姓名后面写着村、组和门牌号"),
        code("leak/author", WARNING, "附件里有作者姓名", "文件属性里的作者是单位名称", "文件属性里的作者是经办人姓名"),
        code("leak/bank-card", CERTAIN, "疑似有银行卡号", "卡号：0000 **** **** 0000", "写了完整的银行卡号"),
        code("leak/comment", ERROR, "附件里有批注", "删去全部批注以后的文件", "批注里写着“此户不符合条件”"),
        code("leak/email", WARNING, "可能有个人邮箱", "example@example.gov.cn", "经办人自己的免费邮箱"),
        code("leak/external-link", WARNING, "附件里有指向本机的链接", "断开链接以后的表格", "表格里链接着 D 盘上的原始名单"),
        code("leak/gps", ERROR, "照片里有拍摄地点", "去掉位置信息以后的照片", "手机直接传来的照片"),
        ruled("leak/hidden", ERROR, "附件里有隐藏的内容"),
        code("leak/id-card", ERROR, "疑似有公民身份号码", "000000********000X", "写了完整的18位号码"),
        code("leak/messenger", WARNING, "可能有微信号或QQ号", "请扫政务微信公众号二维码", "写了经办人的微信号"),
        ruled("leak/mobile", ERROR, "疑似有手机号码"),
        code("leak/passport", WARNING, "可能有护照号", "护照号：E********", "写了完整的护照号"),
        code("leak/plate", WARNING, "可能有车牌号", "京A·****0", "写了完整的车牌号"),
        code("leak/secrecy", CERTAIN, "有密级或未定稿的标记", "经审查可以公开的定稿", "首页印着“内部资料”或密级"),
        code("leak/small-count", WARNING, "细分的人数太少，认得出是谁", "全镇低保 120 人", "某村残疾低保 1 人"),
        ruled("leak/table-header", CERTAIN, "表里有不该公开的一列"),
        code("leak/tracked-change", ERROR, "附件里有没处理完的修订", "接受全部修订以后的文件", "修订痕迹里看得到删去的原文"),
        code("leak/unread", WARNING, "附件有机器看不到字的页", "能选中文字的 PDF", "扫描成图片的 PDF，没有人看过"),
        ruled("withheld/computable", ERROR, "不公开的数可以算出来"),
        code(
            "withheld/published-before",
            ERROR,
            "不公开的数已在别处公布",
            "同一天的数只写 withheld",
            "一个文件写 withheld，另一个文件同一天写着数",
        ),
        code("withheld/stated", ERROR, "不公开的数在文字里写了出来", "note: 核实后公布", "withheld 的一项，说明里写着它的数"),
    ],
};
