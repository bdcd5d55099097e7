//! What was looked at for each item, with the numbers of this run. A sentence here promises no more than the rules do; where there was nothing
//! to look at, or no way to, it says so.

use crate::diagnostic::inspection::scope::{ColumnFacts, Scope};
use crate::diagnostic::summary::Summary;
use crate::value::date::{chinese, moment_text};

/// What the sentences are made from.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The facts.
    pub scope: &'a Scope,
    /// The numbers of the run.
    pub summary: &'a Summary,
}

/// What was looked at for one item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Looked {
    /// This.
    At(String),
    /// Nothing in this run, and why.
    Not(String),
    /// The program has no check for it; what it knows that helps a person, or nothing.
    ByHand(String),
}

impl Seen<'_> {
    fn is_sample(&self) -> bool {
        self.scope.site.as_ref().is_some_and(|site| site.banner.is_some())
    }

    /// Beside the dates and numbers of a demonstration.
    fn mark(&self) -> &'static str {
        if self.is_sample() { "（演示）" } else { "" }
    }

    /// “12个内容文件、3个图片和附件”
    fn content(&self) -> String {
        let counts = &self.scope.counts;
        format!("{}个内容文件、{}个图片和附件", counts.files, counts.assets)
    }

    /// “生成的57个网页”
    fn pages(&self) -> String {
        self.summary.pages.map_or_else(|| "生成的网页".to_owned(), |pages| format!("生成的{pages}个网页"))
    }
}

/// Names for a sentence: the first few, and how many there are.
fn named<'a>(columns: impl Iterator<Item = &'a ColumnFacts>) -> (usize, String) {
    const SHOWN: usize = 5;
    let days = |column: &ColumnFacts| column.max_age_days.map_or_else(String::new, |days| format!("（{days}天）"));
    let names: Vec<String> = columns.map(|column| format!("“{}”{}", column.name, days(column))).collect();
    let more = if names.len() > SHOWN { "等" } else { "" };
    let shown: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
    (names.len(), shown.concat() + more)
}

pub(super) fn nothing(_: &Seen<'_>) -> Looked {
    Looked::ByHand(String::new())
}

pub(super) fn wording(seen: &Seen<'_>) -> Looked {
    let counts = &seen.scope.counts;
    let (formulas, exact) = (counts.formulas, counts.exact);
    Looked::At(format!("对照用词表查正文、文章、标题和说明：固定提法{formulas}条，写法必须准确的名称{exact}个。表以外的没有查。"))
}

pub(super) fn secrecy(seen: &Seen<'_>) -> Looked {
    Looked::At(format!(
        "在{}和{}里找密级和内部文稿的标记（如“秘密★”“内部资料”“征求意见稿”）。没有标记的秘密，程序认不出。",
        seen.content(),
        seen.pages()
    ))
}

pub(super) fn reviewed(seen: &Seen<'_>) -> Looked {
    if seen.is_sample() {
        return Looked::Not("演示站点不要求审核记录。".into());
    }
    Looked::At("看报告、完成情况、清单和栏目文章的审核记录（review）：有没有签发和保密审查，日期是否不晚于发布时间。没有写过记录的种类，--official 时才逐件要求。".into())
}

pub(super) fn dates(seen: &Seen<'_>) -> Looked {
    let missing = if seen.is_sample() { "" } else { "发布时间是否空缺；" };
    Looked::At(format!(
        "{missing}发布时间与成文、审议、数据截至的日期先后是否可能；数据截至日期是否晚于检查的时间。写的是不是实际日期，程序不知道。"
    ))
}

pub(super) fn newest(seen: &Seen<'_>) -> Looked {
    let newest = seen.scope.newest.map(|newest| format!("内容里最近的发布时间是{}。", moment_text(newest)));
    Looked::ByHand(newest.unwrap_or_else(|| "内容里没有写明发布时间。".to_owned()))
}

pub(super) fn kept_up(seen: &Seen<'_>) -> Looked {
    let columns = &seen.scope.columns;
    if columns.is_empty() {
        return Looked::Not("没有栏目。".to_owned());
    }
    let filled = || columns.iter().filter(|column| column.filled);
    let (judged, names) = named(filled().filter(|column| column.max_age_days.is_some()));
    let (unjudged, others) = named(filled().filter(|column| column.max_age_days.is_none()));
    let left = if unjudged == 0 { String::new() } else { format!("{unjudged}个栏目没有写天数，没有查：{others}。") };
    match judged {
        0 => Looked::Not(format!("有文章的栏目都没有写更新天数（max_age_days），无从判断。{left}")),
        _ => Looked::At(format!(
            "{judged}个栏目是否超过自己写明的天数没有新文章：{names}。这是栏目自己定的天数，不是指标的期限。{left}见第四部分。"
        )),
    }
}

pub(super) fn empty(seen: &Seen<'_>) -> Looked {
    let columns = match seen.scope.columns.len() {
        0 => "没有栏目".to_owned(),
        count => format!("{count}个栏目有没有已经公布的文章"),
    };
    Looked::At(format!("{columns}；文字里有没有“敬请期待”“栏目建设中”一类的占位文字。"))
}

pub(super) fn feedback(seen: &Seen<'_>) -> Looked {
    let given = seen.scope.site.as_ref().map(|site| site.feedback);
    Looked::ByHand(match given {
        Some(true) => "site.yaml 写了意见反馈的网址，程序没有打开过它。".to_owned(),
        Some(false) => "site.yaml 没有写意见反馈的网址（contact.feedback_url）。".to_owned(),
        None => String::new(),
    })
}

pub(super) fn figures(seen: &Seen<'_>) -> Looked {
    let as_of = seen.summary.as_of.map(|day| format!("完成情况的数据截至{}{}。", chinese(day), seen.mark()));
    let next = seen.scope.next_update.as_ref().map(|next| format!("报告写明的下次更新时间：{}。", next.trim_end_matches('。')));
    Looked::ByHand([as_of, next].into_iter().flatten().collect())
}

pub(super) fn identifiers(seen: &Seen<'_>) -> Looked {
    let Some(site) = &seen.scope.site else { return Looked::Not("没有读到 site.yaml。".to_owned()) };
    if seen.is_sample() {
        return Looked::Not("演示站点不带官方标识。".to_owned());
    }
    let forms = match site.identifiers {
        0 => "没有填写标识码、域名和备案号".to_owned(),
        given => format!("填写了的{given}项（标识码、域名、备案号）格式是否正确，链接里的标识码是否一致"),
    };
    Looked::At(match site.standalone {
        true => format!("页脚应有的各项是否填写；{forms}。真伪没有查。"),
        false => format!("{forms}。真伪没有查；页脚由门户提供，没有查。"),
    })
}

pub(super) fn tags(seen: &Seen<'_>) -> Looked {
    if seen.is_sample() {
        return Looked::Not("演示站点不带政府网站的标签。".to_owned());
    }
    Looked::At(format!("{}的标签是否齐全，与页面上的文字是否一致；网站名称、域名、标识码、文章来源是否填写。", seen.pages()))
}

pub(super) fn links(seen: &Seen<'_>) -> Looked {
    Looked::At(format!("正文和文章里的站内链接，{}上的全部站内链接和页内位置。站外链接没有打开过。", seen.pages()))
}

pub(super) fn foreign(seen: &Seen<'_>) -> Looked {
    Looked::At(format!("{}是否加载别的网站的文件；正文有没有网页代码，SVG 图有没有脚本。服务器上的文件没有查。", seen.pages()))
}

pub(super) fn personal(seen: &Seen<'_>) -> Looked {
    Looked::At(format!(
        "在{}和{}里找：身份证号、手机号、银行卡号和账号、护照号、车牌号、个人邮箱、微信号和QQ号、住址，表格里的敏感列和人数很少的分组，\
         附件的作者姓名、批注、修订、隐藏内容、拍摄地点。",
        seen.content(),
        seen.pages()
    ))
}

pub(super) fn attachments(seen: &Seen<'_>) -> Looked {
    match seen.scope.counts.assets {
        0 => Looked::At("没有图片和附件；查了文中有没有引用不存在的图片、附件和图表。".to_owned()),
        count => Looked::At(format!("{count}个图片和附件能不能打开、与后缀是否相符；文中引用的图片、附件和图表在不在。")),
    }
}

pub(super) fn in_time(seen: &Seen<'_>) -> Looked {
    match (seen.scope.counts.dated, seen.scope.counts.reports) {
        (0, _) => Looked::Not("报告没有同时写明成文日期和发布时间，无从计算。".to_owned()),
        (dated, all) => Looked::At(format!(
            "{all}份报告中写明了成文日期和发布时间的{dated}份：相隔20天以内的不用数，其余按单位填写的放假安排数工作日。"
        )),
    }
}

pub(super) fn numbers(_: &Seen<'_>) -> Looked {
    Looked::At("报告和文章写明的文号、索引号，格式是否规范、有没有重复。".to_owned())
}

pub(super) fn slips(seen: &Seen<'_>) -> Looked {
    let renamed = seen.scope.counts.renamed;
    let renamed =
        if renamed == 0 { "机构旧称没有查（用词表里没有填）".to_owned() } else { format!("机构旧称{renamed}个") };
    Looked::At(format!("数字和标点的用法，重复的字词，“几项”与所列项数，不可能的日期和星期，年份残留；{renamed}。"))
}

pub(super) fn accessible(seen: &Seen<'_>) -> Looked {
    Looked::At(format!("图片有没有文字说明；{}的语言、标题层次、分区、编号，有没有会自动跳转的内容。", seen.pages()))
}

pub(super) fn interpreting(seen: &Seen<'_>) -> Looked {
    let count = seen.scope.counts.interpreting;
    Looked::ByHand(format!("写明了解读对象的文章有{count}篇。"))
}
