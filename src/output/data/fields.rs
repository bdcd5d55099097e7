//! What the objects of the JSON files consist of: every key with its title, its meaning and what it may hold. Objects are written from these
//! lists and the published schemas are made from them, so that no key can be there that is not explained.

use crate::assess::status::Status;
use crate::output::data::table::{Column, Kind};
use crate::value::comparator::Comparator;
use serde_json::Value;

/// A key of an object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    /// The key.
    pub(super) key: &'static str,
    /// What people call it.
    pub(super) title: &'static str,
    /// What it means, in a sentence without full stop.
    pub(super) meaning: &'static str,
    /// What it holds.
    pub(super) shape: Shape,
    /// Whether it may be `null`.
    pub(super) nullable: bool,
}

/// What a key holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// A value as in a table.
    Plain(Kind),
    /// One of some words.
    Word(fn() -> Vec<&'static str>),
    /// A list of texts.
    Texts,
    /// An object.
    Object(&'static [Key]),
    /// A list of objects.
    Objects(&'static [Key]),
}

const fn key(shape: Shape, key: &'static str, title: &'static str, meaning: &'static str) -> Key {
    Key { key, title, meaning, shape, nullable: true }
}

const fn text(name: &'static str, title: &'static str, meaning: &'static str) -> Key {
    key(Shape::Plain(Kind::Text), name, title, meaning)
}

const fn plain(kind: Kind, name: &'static str, title: &'static str, meaning: &'static str) -> Key {
    key(Shape::Plain(kind), name, title, meaning)
}

impl Key {
    /// The same, never `null`.
    const fn given(self) -> Self {
        Self { nullable: false, ..self }
    }

    /// A column of a table as a key.
    pub(super) fn of(column: &Column) -> Self {
        let nullable = !column.is_always_given();
        Self { key: column.key, title: column.title, meaning: column.meaning, shape: Shape::Plain(column.kind), nullable }
    }
}

/// An object from its keys and their values, in the same order.
pub(super) fn object<const N: usize>(keys: &[Key; N], values: [Value; N]) -> Value {
    Value::Object(keys.iter().map(|key| key.key.to_owned()).zip(values).collect())
}

fn natures() -> Vec<&'static str> {
    vec!["正式", "演示"]
}

fn statuses() -> Vec<&'static str> {
    Status::ALL.map(Status::code).to_vec()
}

fn comparators() -> Vec<&'static str> {
    Comparator::ALL.map(Comparator::code).to_vec()
}

const SAMPLE: Key = plain(Kind::Flag, "sample", "是否演示站点", "演示站点的数字都是演示数据，不得引用").given();
const NATURE: Key = key(Shape::Word(natures), "nature", "数据性质", "正式或演示；演示数据不得引用").given();

/// What a file of the whole site says of it.
pub(super) const SITE: [Key; 4] =
    [SAMPLE, NATURE, text("name", "网站名称", "本站的名称").given(), text("publisher", "发布单位", "发布单位的全称").given()];

const PERIOD: [Key; 2] =
    [plain(Kind::Date, "from", "起始日期", "从哪一天起").given(), plain(Kind::Date, "to", "截止日期", "到哪一天止").given()];

/// What a file of a report says of it.
pub(super) const REPORT: [Key; 9] = [
    SAMPLE,
    NATURE,
    plain(Kind::Count, "year", "目标年度", "政府工作报告安排工作的年度").given(),
    text("title", "报告名称", "政府工作报告的标题").given(),
    text("publisher", "发布单位", "发布单位的全称").given(),
    key(Shape::Object(&PERIOD), "period", "目标期间", "目标任务所属的期间").given(),
    plain(Kind::Date, "as_of", "数据截至", "最新一期数据的截止日期；还没有数据的为空"),
    plain(Kind::Moment, "published", "发布时间", "报告的发布时间，北京时间；没有载明的为空"),
    plain(Kind::Flag, "adopted", "是否为通过的文本", "报告文本是否为会议通过的文本").given(),
];

/// 期间的起止 of [`REPORT`].
pub(super) const PERIOD_KEYS: &[Key; 2] = &PERIOD;

/// Where a goal that the text hides was published later.
pub(super) const DISCLOSED: [Key; 3] = [
    text("file", "数据文件", "公布的目标值写在哪个文件").given(),
    plain(Kind::Count, "line", "行", "公布的目标值写在第几行").given(),
    text("status", "数据状态", "official 正式、preliminary 初步、demo 演示"),
];

/// The goal of a target.
pub(super) const GOAL: [Key; 7] = [
    key(
        Shape::Word(comparators),
        "op",
        "比较方式",
        "reach、at-least 达到，more-than 超过，at-most 不超过，less-than 低于，about 左右，range 区间",
    ),
    plain(Kind::Number, "value", "目标值", "原文载明或之后公布的目标值；原文隐去而没有公布的为空"),
    plain(Kind::Number, "upper", "目标值上限", "区间目标的上限"),
    text("mask", "原文隐去", "原文以XX代替之处的写法；没有隐去的为空"),
    text("upper_mask", "上限隐去", "原文以XX代替的上限的写法；没有隐去的为空"),
    text("set_by", "确定方式", "目标值由谁另行确定；原文载明的为空"),
    key(Shape::Object(&DISCLOSED), "disclosed", "公布之处", "原文隐去的目标值之后公布的，写在哪里"),
];

/// The growth goal of a target.
pub(super) const GROWTH: [Key; 4] = [
    key(Shape::Word(comparators), "op", "比较方式", "同目标的比较方式").given(),
    plain(Kind::Number, "value", "增速目标值", "同比增长的目标，百分之几；隐去而没有公布的为空"),
    text("mask", "原文隐去", "原文以XX代替之处的写法；没有隐去的为空"),
    text("basis", "增速口径", "现价、可比价、同口径或自然口径"),
];

/// The size of the project that a milestone is about.
pub(super) const SCALE: [Key; 3] = [
    plain(Kind::Number, "value", "规模", "项目的规模，不作评价；原文隐去的为空"),
    text("mask", "原文隐去", "原文以XX代替之处的写法；没有隐去的为空"),
    text("unit", "单位", "规模的单位").given(),
];

/// A figure with where it comes from.
pub(super) const ACTUAL: [Key; 15] = [
    plain(Kind::Number, "value", "数值", "累计类为本年累计，水平类为期末数；没有报送、暂不公开的为空，不是0"),
    plain(Kind::Number, "growth", "同比增速", "百分之几"),
    text("growth_basis", "增速口径", "现价、可比价、同口径或自然口径"),
    text("stage", "到达节点", "节点类目标到这一天已到达的节点"),
    text("note", "备注", "这一期的说明"),
    plain(Kind::Flag, "withheld", "暂不公开", "这一期是否暂不公开").given(),
    text("reason", "无数据理由", "暂不公开或没有数据的理由"),
    plain(Kind::Date, "as_of", "数据截至", "数据的截止日期").given(),
    text("status", "数据状态", "official 正式、preliminary 初步、demo 演示").given(),
    text("source", "来源单位编号", "报送单位的编号"),
    text("document", "来源文件", "数据出自哪份材料"),
    text("file", "数据文件", "写在哪个文件").given(),
    plain(Kind::Count, "line", "行", "写在第几行").given(),
    text("commit", "版本", "最后改动这一行的版本号（数据仓库提交的前10位）；未提交的、不在版本库里的为空"),
    plain(Kind::Count, "commit_line", "版本中的行", "这一行在那个版本里是第几行"),
];

/// Why a target is behind and what follows.
pub(super) const EXPLAIN: [Key; 3] = [
    text("reason", "原因", "责任单位说明的原因").given(),
    text("next", "下一步", "责任单位说明的下一步措施"),
    text("expected", "预计完成时间", "责任单位预计什么时候完成"),
];

/// A goal that stood before.
pub(super) const REVISED: [Key; 8] = [
    plain(Kind::Date, "on", "调整日期", "哪一天调整的").given(),
    text("words", "原目标", "调整前目标的文字；原文隐去的照原文").given(),
    key(Shape::Word(comparators), "op", "原比较方式", "同目标的比较方式").given(),
    plain(Kind::Number, "value", "原目标值", "调整前的目标值；原文隐去的为空"),
    plain(Kind::Number, "upper", "原目标值上限", "区间目标的上限"),
    text("mask", "原文隐去", "原文以XX代替之处的写法；没有隐去的为空"),
    text("authority", "批准机关", "批准调整的会议或机关").given(),
    text("reason", "理由", "调整的理由").given(),
];

/// An early end.
pub(super) const ENDED: [Key; 3] = [
    plain(Kind::Date, "on", "终止日期", "哪一天终止的").given(),
    text("authority", "批准机关", "批准终止的会议或机关").given(),
    text("reason", "理由", "终止的理由").given(),
];

/// A target.
pub(super) const TARGET: [Key; 28] = [
    text("id", "编号", "目标在本年度的固定编号").given(),
    text("name", "目标名称", "目标任务的名称").given(),
    text("chapter", "篇章编号", "所在篇章的地址").given(),
    text("section", "小节", "所在小节的标题；没有小节的为空"),
    text(
        "measure",
        "类别编号",
        "cumulative 累计类、rate 增速类、level 水平类、cap 控制类、milestone 节点类、trend 方向类、standing 常态工作",
    )
    .given(),
    text("unit", "单位", "目标值和完成值的单位；percent 是百分之，points 是百分点"),
    text("counts", "计数口径", "按什么计数：开工、竣工、投产等"),
    key(Shape::Object(&GOAL), "target", "目标", "目标值；没有数量目标的为空"),
    key(Shape::Object(&GROWTH), "growth", "增速目标", "同比增长的目标；没有的为空"),
    key(Shape::Object(&SCALE), "scale", "规模", "节点类目标所说项目的规模；没有的为空"),
    text("commitment", "表述", "ensure 确保、plan 一般、strive 力争").given(),
    plain(Kind::Date, "from", "起始日期", "从哪一天起").given(),
    plain(Kind::Date, "due", "截止日期", "到哪一天止").given(),
    key(Shape::Texts, "lead", "牵头单位", "牵头单位的编号").given(),
    key(Shape::Texts, "support", "配合单位", "配合单位的编号").given(),
    key(Shape::Object(&ACTUAL), "actual", "完成情况", "最新一期的数；没有报送过的为空，不是0"),
    plain(Kind::Number, "expected", "按序时应完成", "累计类目标按序时进度应完成的数"),
    plain(Kind::Number, "completion", "完成比例", "百分之几，保留一位小数"),
    plain(Kind::Number, "pace", "序时进度", "百分之几，保留一位小数"),
    key(Shape::Word(statuses), "status", "状态编号", "评价状态的编号，见评价办法").given(),
    plain(Kind::Flag, "late", "逾期完成", "是否在截止日期之后完成").given(),
    key(Shape::Object(&EXPLAIN), "explain", "原因和措施", "责任单位的说明；没有说明的为空"),
    key(Shape::Texts, "quotes", "原文", "报告中的原句").given(),
    key(Shape::Objects(&ACTUAL), "history", "历次数据", "各期的数，按时间顺序，含最新一期").given(),
    key(Shape::Objects(&REVISED), "revised", "目标调整", "调整前的目标，按时间顺序；没有调整过的为空列表").given(),
    key(Shape::Object(&ENDED), "ended", "终止", "到期前终止的；没有终止的为空"),
    text("carried_from", "延续自", "延续以前年度报告的哪一项，年度/编号；没有标明的为空"),
    key(Shape::Texts, "carried_to", "延续为", "以后年度报告中延续这一项的目标，年度/编号；没有标明的为空列表").given(),
];

const FIELD: [Key; 3] = [
    text("key", "键名", "本文件里的键名").given(),
    text("title", "名称", "公开目录网页上的名称").given(),
    text("meaning", "含义", "含义和为空的情形").given(),
];

/// `catalog.json`; its items are explained by [`crate::output::catalog::FIELDS`].
pub(super) const CATALOG: [Key; 5] = [
    SAMPLE,
    NATURE,
    text("site", "网站名称", "本站的名称").given(),
    text("publisher", "发布单位", "发布单位的全称").given(),
    key(Shape::Objects(&FIELD), "fields", "字段", "各个键的名称和含义").given(),
];
