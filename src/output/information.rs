//! The 公开信息 block of a published document: the fields that people and inspectors look for at its top, only those that are given.

use crate::output::desk::Desk;
use crate::report::Report;
use crate::value::date::chinese;
use crate::view::shared::Fact;
use jiff::civil::Date;

/// The fields of one document (政府信息公开目录: 核心元数据, and what portals print beside them).
#[derive(Clone, Debug, Default)]
pub struct Information {
    /// 索引号
    pub index_no: Option<String>,
    /// 发布机构
    pub issuer: Option<String>,
    /// 成文日期
    pub signed_on: Option<Date>,
    /// 发布日期
    pub published: Option<Date>,
    /// 文号
    pub doc_no: Option<String>,
    /// 主题分类
    pub subject: Option<String>,
    /// 体裁
    pub genre: Option<String>,
    /// 有效性
    pub validity: Option<String>,
    /// 公开方式
    pub disclosure: Option<String>,
}

impl Information {
    /// The fields of a report.
    pub fn of_report(report: &Report) -> Self {
        let header = &report.header;
        Self {
            index_no: header.index_no.clone(),
            issuer: header.issuer.clone(),
            signed_on: header.signed_on,
            published: report.published.map(|published| published.date()),
            doc_no: header.doc_no.clone(),
            subject: header.subject.clone(),
            genre: header.genre.clone(),
            validity: header.validity.clone(),
            disclosure: header.disclosure.clone(),
        }
    }

    /// As the page shows them, in the order of a portal's block.
    pub fn facts(self) -> Vec<Fact> {
        Fact::given([
            ("索引号", self.index_no),
            ("发布机构", self.issuer),
            ("成文日期", self.signed_on.map(chinese)),
            ("发布日期", self.published.map(chinese)),
            ("文号", self.doc_no),
            ("主题分类", self.subject),
            ("体裁", self.genre),
            ("有效性", self.validity),
            ("公开方式", self.disclosure),
        ])
    }
}

/// When the next figures come: as given, or that it is still to be said while the period is not over. `None` where nothing more is due, and in
/// a demonstration that says nothing about it.
pub fn next_update(desk: &Desk<'_>, report: &Report) -> Option<String> {
    let is_due = report.as_of().is_none_or(|as_of| as_of < report.period.to());
    (report.next_update.is_some() || is_due && !desk.sample()).then(|| next_time(report))
}

/// 下次更新时间：… or that it is still to be said (wording.md, Empty states).
pub fn next_time(report: &Report) -> String {
    report.next_update.as_ref().map_or_else(|| "更新时间另行公布。".to_owned(), |next| format!("下次更新时间：{next}。"))
}
