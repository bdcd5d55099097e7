//! `site.yaml`, as written (contract §1).

use crate::diagnostic::Diagnostic;
use crate::report::archive::{Archive, Kept, Removal};
use crate::report::places::Places;
use crate::report::{Contact, Footer, Mount, OpenData, Portal, RHYTHMS, Waiver};
use crate::source::{FileId, SourceFile, Spanned};
use crate::syntax::decode;
use crate::syntax::fields::{Fields, Known};
use crate::syntax::yaml::Node;
use crate::syntax::{parsed, places};
use crate::value::decimal::Decimal;
use crate::value::period::Pace;

/// `site.yaml`
#[derive(Debug)]
pub struct SiteDraft {
    /// The file.
    pub file: FileId,
    /// `name`
    pub name: Spanned<String>,
    /// `publisher`
    pub publisher: Spanned<String>,
    /// `mount`
    pub mount: Mount,
    /// `portal`
    pub portal: Portal,
    /// `base_url`
    pub base_url: Option<Spanned<String>>,
    /// `theme`
    pub theme: Option<Spanned<String>>,
    /// `sample`
    pub sample: bool,
    /// `contact`
    pub contact: Contact,
    /// `footer`
    pub footer: Footer,
    /// `open_data`
    pub open_data: OpenData,
    /// `assessment.pace`
    pub pace: Option<Pace>,
    /// `assessment.ahead_margin`
    pub ahead_margin: Option<Spanned<Decimal>>,
    /// `assessment.approx_tolerance`
    pub approx_tolerance: Option<Spanned<Decimal>>,
    /// `compare_offices`
    pub compare_offices: bool,
    /// `units`
    pub units: Vec<UnitDraft>,
    /// `allow`
    pub allow: Vec<Waiver>,
    /// `archive`
    pub archive: Archive,
    /// Where its values stand.
    pub places: Places,
}

/// An entry of `units`.
#[derive(Debug)]
pub struct UnitDraft {
    /// `name`
    pub name: Spanned<String>,
    /// `dimension`
    pub dimension: Spanned<String>,
    /// `factor`
    pub factor: Spanned<Decimal>,
}

pub(in crate::syntax) const KEYS: Known = &[
    ("name", "站点名称"),
    ("publisher", "发布单位"),
    ("mount", "挂载方式"),
    ("portal", "门户网站信息"),
    ("base_url", "网址"),
    ("theme", "主题"),
    ("sample", "演示站点"),
    ("contact", "联系方式"),
    ("footer", "页脚信息"),
    ("open_data", "数据开放"),
    ("assessment", "评价办法"),
    ("compare_offices", "比较各单位"),
    ("units", "本地计量单位"),
    ("allow", "检查例外"),
    ("archive", "存档"),
];
pub(in crate::syntax) const PORTAL: Known = &[("name", "网站名称"), ("domain", "域名"), ("id_code", "网站标识码")];
pub(in crate::syntax) const CONTACT: Known =
    &[("phone", "电话"), ("address", "地址"), ("email", "邮箱"), ("hours", "办公时间"), ("feedback_url", "留言网址")];
pub(in crate::syntax) const FOOTER: Known = &[
    ("sponsor", "主办单位"),
    ("organiser", "承办单位"),
    ("icp", "ICP备案号"),
    ("police", "公安机关备案号"),
    ("conac_url", "党政机关标识网址"),
    ("error_report_url", "找错网址"),
];
pub(in crate::syntax) const OPEN_DATA: Known = &[("terms", "使用条件"), ("terms_url", "使用条件网址"), ("rhythm", "更新周期")];
pub(in crate::syntax) const WAIVER: Known = &[("pattern", "检查项"), ("place", "位置"), ("reason", "理由")];
pub(in crate::syntax) const ARCHIVE: Known = &[("kept", "应有的存档"), ("remove", "撤下的存档")];
pub(in crate::syntax) const REMOVAL: Known = &[("snapshot", "存档日期"), ("reason", "理由")];
pub(in crate::syntax) const ASSESSMENT: Known = &[("pace", "序时方式"), ("ahead_margin", "较快的差距"), ("approx_tolerance", "左右的幅度")];
pub(in crate::syntax) const UNIT: Known = &[("name", "名称"), ("dimension", "类别"), ("factor", "换算系数")];

pub(in crate::syntax) const MOUNTS: &[(&str, &str, Mount)] =
    &[("portal", "门户专栏", Mount::Portal), ("standalone", "独立网站", Mount::Standalone)];
pub(in crate::syntax) const RHYTHM: &[(&str, &str, &str)] = &[
    ("实时", "实时", RHYTHMS[0]),
    ("每日", "每日", RHYTHMS[1]),
    ("每周", "每周", RHYTHMS[2]),
    ("每月", "每月", RHYTHMS[3]),
    ("每季度", "每季度", RHYTHMS[4]),
    ("每年", "每年", RHYTHMS[5]),
];
pub(in crate::syntax) const PACES: &[(&str, &str, Pace)] = &[("month", "按月", Pace::Month), ("day", "按日", Pace::Day)];

/// Decodes `site.yaml`.
pub fn decode(id: FileId, file: &SourceFile, findings: &mut Vec<Diagnostic>) -> Option<SiteDraft> {
    let node = parsed(id, file, findings)?;
    let mut fields = Fields::of(&node, "站点文件", KEYS, findings)?;
    let name = fields.required("name", decode::text);
    let publisher = fields.required("publisher", decode::text);
    let mount = fields.optional("mount", decode::choice("挂载方式", MOUNTS));
    let portal = fields.optional("portal", portal).unwrap_or_default();
    let base_url = fields.optional("base_url", decode::text);
    let theme = fields.optional("theme", decode::text);
    let sample = fields.optional("sample", decode::boolean).is_some_and(|sample| sample.value);
    let contact = fields.optional("contact", contact).unwrap_or_default();
    let footer = fields.optional("footer", footer).unwrap_or_default();
    let open_data = fields.optional("open_data", open_data).unwrap_or_default();
    let (pace, ahead_margin, approx_tolerance) = fields.optional("assessment", assessment).unwrap_or_default();
    let compare_offices = fields.optional("compare_offices", decode::boolean).is_some_and(|compare| compare.value);
    let units = fields.optional("units", decode::list(unit)).unwrap_or_default();
    let allow = fields.optional("allow", decode::list(waiver)).unwrap_or_default();
    let archive = fields.optional("archive", archive).unwrap_or_default();
    Some(SiteDraft {
        file: id,
        name: name?,
        publisher: publisher?,
        mount: mount.map_or(Mount::Portal, |mount| mount.value),
        portal,
        base_url,
        theme,
        sample,
        contact,
        footer,
        open_data,
        pace,
        ahead_margin,
        approx_tolerance,
        compare_offices,
        units,
        allow,
        archive,
        places: places(&node),
    })
}

/// The text of an optional field.
fn word(fields: &mut Fields<'_, '_>, key: &str) -> Option<String> {
    fields.optional(key, decode::text).map(|text| text.value)
}

/// The address of an optional field that becomes a link: of the web and nothing else.
fn url(fields: &mut Fields<'_, '_>, key: &str) -> Option<String> {
    let text = fields.optional(key, decode::text)?;
    let host = text.value.strip_prefix("https://").or_else(|| text.value.strip_prefix("http://"));
    let is_plain = |rest: &str| !rest.starts_with('/') && !rest.chars().any(|c| c.is_whitespace() || c.is_control());
    if host.is_some_and(|rest| !rest.is_empty() && is_plain(rest)) {
        return Some(text.value);
    }
    fields.report(
        Diagnostic::error("site/url", format!("“{}”不是完整的网址", text.value)).at(text.span).remedy("请写成 https://域名/路径 的样子。"),
    );
    None
}

fn portal(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Portal> {
    let mut fields = Fields::of(node, "门户网站信息", PORTAL, findings)?;
    Some(Portal { name: word(&mut fields, "name"), domain: word(&mut fields, "domain"), id_code: word(&mut fields, "id_code") })
}

fn contact(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Contact> {
    let mut fields = Fields::of(node, "联系方式", CONTACT, findings)?;
    Some(Contact {
        phone: word(&mut fields, "phone"),
        address: word(&mut fields, "address"),
        email: word(&mut fields, "email"),
        hours: word(&mut fields, "hours"),
        feedback_url: url(&mut fields, "feedback_url"),
    })
}

fn open_data(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<OpenData> {
    let mut fields = Fields::of(node, "数据开放", OPEN_DATA, findings)?;
    Some(OpenData {
        terms: word(&mut fields, "terms"),
        terms_url: url(&mut fields, "terms_url"),
        rhythm: fields.optional("rhythm", decode::choice("更新周期", RHYTHM)).map(|rhythm| rhythm.value),
    })
}

fn footer(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Footer> {
    let mut fields = Fields::of(node, "页脚信息", FOOTER, findings)?;
    Some(Footer {
        sponsor: word(&mut fields, "sponsor"),
        organiser: word(&mut fields, "organiser"),
        icp: word(&mut fields, "icp"),
        police: word(&mut fields, "police"),
        conac_url: url(&mut fields, "conac_url"),
        error_report_url: url(&mut fields, "error_report_url"),
    })
}

type Assessment = (Option<Pace>, Option<Spanned<Decimal>>, Option<Spanned<Decimal>>);

fn assessment(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Assessment> {
    let mut fields = Fields::of(node, "评价办法", ASSESSMENT, findings)?;
    let pace = fields.optional("pace", decode::choice("序时方式", PACES));
    let margin = fields.optional("ahead_margin", decode::decimal);
    let tolerance = fields.optional("approx_tolerance", decode::decimal);
    Some((pace.map(|pace| pace.value), margin, tolerance))
}

fn unit(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<UnitDraft> {
    let mut fields = Fields::of(node, "本地计量单位", UNIT, findings)?;
    let name = fields.required("name", decode::text);
    let dimension = fields.required("dimension", decode::text);
    let factor = fields.required("factor", decode::decimal);
    Some(UnitDraft { name: name?, dimension: dimension?, factor: factor? })
}

fn waiver(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Waiver> {
    let mut fields = Fields::of(node, "检查例外", WAIVER, findings)?;
    let pattern = fields.required("pattern", decode::text);
    let place = fields.required("place", decode::text);
    let reason = fields.required("reason", decode::text);
    let (pattern, place, reason) = (pattern?, place?, reason?);
    Some(Waiver { span: pattern.span, pattern: pattern.value, place: place.value, reason: reason.value })
}

fn archive(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Archive> {
    let mut fields = Fields::of(node, "存档", ARCHIVE, findings)?;
    let kept = fields.optional("kept", decode::list(decode::date)).unwrap_or_default();
    let removed = fields.optional("remove", decode::list(removal)).unwrap_or_default();
    let kept = kept.into_iter().map(|date| Kept { snapshot: date.value, span: date.span }).collect();
    Some(Archive { kept, removed })
}

fn removal(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Removal> {
    let mut fields = Fields::of(node, "撤下的存档", REMOVAL, findings)?;
    let snapshot = fields.required("snapshot", decode::date);
    let reason = fields.required("reason", decode::text);
    let (snapshot, reason) = (snapshot?, reason?);
    Some(Removal { snapshot: snapshot.value, reason: reason.value, span: snapshot.span })
}
