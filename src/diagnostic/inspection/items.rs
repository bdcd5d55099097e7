//! Which check belongs to which item of 《政府网站与政务新媒体检查指标》: the only list of it. Items that no program can judge stand here as
//! well, with what a person has to do. Nothing in it is quoted as law that was not seen in a copy of the document; points are never counted.

use crate::diagnostic::inspection::looked::{self, Looked, Seen};
use crate::diagnostic::inspection::scope::Reached;

/// Where an item comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    /// One of the items that decide alone.
    Veto,
    /// One of the items that points are taken off for.
    Points,
    /// What programs of the inspectors look for.
    Watched,
    /// None of these: good sense.
    Own,
}

impl Basis {
    /// The words people read.
    pub fn words(self) -> &'static str {
        match self {
            Self::Veto => "检查指标：单项否决",
            Self::Points => "检查指标：扣分",
            Self::Watched => "监测软件常查",
            Self::Own => "另行自查",
        }
    }
}

/// An item of the sheet.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Its name.
    pub name: &'static str,
    /// Where it comes from.
    pub basis: Basis,
    /// The findings that belong to it; none for an item that only a person can judge.
    pub codes: &'static [&'static str],
    /// How far a run must come before “未发现” is true.
    pub needs: Reached,
    /// What was looked at.
    pub looked: fn(&Seen<'_>) -> Looked,
    /// What a person has to look at all the same.
    pub by_hand: &'static str,
}

const fn checked(
    name: &'static str,
    basis: Basis,
    codes: &'static [&'static str],
    needs: Reached,
    looked: fn(&Seen<'_>) -> Looked,
    by_hand: &'static str,
) -> Item {
    Item { name, basis, codes, needs, looked, by_hand }
}

const fn by_hand(name: &'static str, basis: Basis, facts: fn(&Seen<'_>) -> Looked, by_hand: &'static str) -> Item {
    Item { name, basis, codes: &[], needs: Reached::Files, looked: facts, by_hand }
}

/// Every item, in the order of the sheet.
pub const ITEMS: &[Item] = &[
    checked(
        "严重表述错误（疑似）",
        Basis::Veto,
        &["wording/formula", "wording/near-miss"],
        Reached::Rules,
        looked::wording,
        "通读全部文字：政治表述，领导人姓名和职务，国家、民族、宗教、地图和历史的用语。",
    ),
    checked(
        "泄露国家秘密（疑似）",
        Basis::Veto,
        &["leak/secrecy"],
        Reached::Pages,
        looked::secrecy,
        "核对保密审查记录：谁审查、哪一天、什么结论。",
    ),
    by_hand(
        "链接到反动、暴力、色情等内容",
        Basis::Veto,
        looked::nothing,
        "逐个打开文中的站外链接，看内容，也看域名是否还属于原来的单位（停用的域名可能被别人注册）。",
    ),
    checked(
        "弄虚作假（只查日期的矛盾）",
        Basis::Veto,
        &["date/future", "date/order", "date/order-of-publication", "official/published"],
        Reached::Rules,
        looked::dates,
        "与发文登记簿、会议记录核对成文日期和发布时间。",
    ),
    by_hand("网站被攻击没有处置、造成严重舆情", Basis::Veto, looked::nothing, "查安全监测记录和舆情记录。"),
    by_hand("站点无法访问", Basis::Veto, looked::nothing, "向门户管理单位要监测记录，看打开网页超过15秒的有多少。"),
    by_hand("首页不更新", Basis::Veto, looked::newest, "看首页2周内有没有更新；首页只作导航的，看全部二级页面。"),
    checked(
        "栏目不更新",
        Basis::Veto,
        &["column/stale"],
        Reached::Rules,
        looked::kept_up,
        "动态、要闻类看2周内，通知公告、政策文件类看6个月内有没有更新；与门户的其他栏目合并计数。",
    ),
    checked(
        "空白栏目和占位文字",
        Basis::Veto,
        &["column/empty", "wording/placeholder"],
        Reached::Rules,
        looked::empty,
        "从门户的栏目入口逐个点进来，看有没有空白的；与门户的其他栏目合并计数。",
    ),
    by_hand("互动回应差", Basis::Veto, looked::feedback, "看有没有网上咨询渠道，有效留言是否在3个月内答复。"),
    by_hand("服务不实用", Basis::Veto, looked::nothing, "看门户的办事服务和办事指南是否齐全、准确。"),
    by_hand(
        "政策文件、服务统计数据、公开的问答的更新",
        Basis::Points,
        looked::figures,
        "政策文件类一级栏目看6个月内，服务统计数据看3个月内，公开的问答看2个月内有没有更新。",
    ),
    checked(
        "域名、网站标识、备案和页脚",
        Basis::Points,
        &["identity/domain", "identity/icp", "identity/police", "identity/site-code", "official/footer"],
        Reached::Rules,
        looked::identifiers,
        "与门户首页底部和备案证明核对；点开“我为政府网站找错”和党政机关网站标识，看是否打开本单位的页面。",
    ),
    by_hand(
        "搜索功能",
        Basis::Points,
        looked::nothing,
        "用标题里的词、群众常用的词各搜几次，看结果对不对；再看门户的搜索能不能搜到这里的页面。",
    ),
    by_hand("可用性、IPv6", Basis::Points, looked::nothing, "由门户管理单位检测。"),
    checked(
        "页面标签",
        Basis::Watched,
        &[
            "column/type",
            "official/identifier",
            "official/source",
            "page/description",
            "page/title",
            "tags/date",
            "tags/differs",
            "tags/missing",
            "tags/name",
            "tags/repeated",
            "tags/sample",
        ],
        Reached::Pages,
        looked::tags,
        "放到门户以后，任选首页、栏目页、文章页各一页查看源代码，看标签是否还在。",
    ),
    checked(
        "链接不可用、错链",
        Basis::Watched,
        &[
            "link/alias",
            "link/anchor",
            "link/missing",
            "link/vanished",
            "link/plain-http",
            "link/shortened",
            "link/waiting",
            "markdown/scheme",
            "output/dead-anchor",
            "output/dead-link",
        ],
        Reached::Pages,
        looked::links,
        "打开站外链接（gongkai check --external-links 列出全部）和门户上的入口；看链接的文字与打开的页面是不是一回事。",
    ),
    by_hand(
        "页面篡改、暗链",
        Basis::Watched,
        looked::nothing,
        "在服务器上运行 gongkai verify，核对已发布的文件有没有被改动；查看源代码里有没有隐藏的链接。",
    ),
    checked(
        "外部加载和可执行内容",
        Basis::Own,
        &["asset/svg-active", "markdown/raw-html", "output/foreign"],
        Reached::Pages,
        looked::foreign,
        "看门户给页面加了什么统计、分享一类的外部脚本。",
    ),
    checked(
        "个人信息",
        Basis::Own,
        &[
            "leak/account",
            "leak/address",
            "leak/author",
            "leak/bank-card",
            "leak/comment",
            "leak/email",
            "leak/external-link",
            "leak/gps",
            "leak/hidden",
            "leak/id-card",
            "leak/messenger",
            "leak/mobile",
            "leak/passport",
            "leak/plate",
            "leak/small-count",
            "leak/table-header",
            "leak/tracked-change",
            "leak/unread",
        ],
        Reached::Pages,
        looked::personal,
        "看图片里的字（程序不认图），看名单、病情、家庭情况一类的内容该不该公开。",
    ),
    checked(
        "审核记录（先审查、后公开）",
        Basis::Own,
        &["review/incomplete", "review/late", "review/missing", "review/refused"],
        Reached::Rules,
        looked::reviewed,
        "与审批单核对：谁签发、谁作保密审查、哪一天、什么结论。程序只看记录，不知道是不是真的审过。",
    ),
    checked(
        "附件和图片",
        Basis::Own,
        &[
            "asset/empty",
            "asset/format",
            "asset/lfs",
            "asset/missing",
            "asset/not-shown",
            "asset/repeated",
            "attachment/unreadable",
            "chart/unknown",
        ],
        Reached::Rules,
        looked::attachments,
        "逐个下载打开，看是不是说的那份文件、是不是定稿。",
    ),
    checked(
        "主动公开的时限（20个工作日）",
        Basis::Own,
        &["date/calendar", "date/late-publication", "date/no-calendar"],
        Reached::Rules,
        looked::in_time,
        "其他信息（统计数据、文章）从形成之日算起，逐项核对。",
    ),
    checked(
        "文号和索引号",
        Basis::Own,
        &["identity/doc-no", "identity/index-no"],
        Reached::Rules,
        looked::numbers,
        "与原件核对；程序只看格式和重复。",
    ),
    checked(
        "文字差错",
        Basis::Own,
        &[
            "count/declared",
            "count/gap",
            "date/impossible",
            "date/weekday",
            "wording/number-style",
            "wording/punctuation",
            "wording/renamed",
            "wording/repeated",
            "wording/year-roll",
        ],
        Reached::Rules,
        looked::slips,
        "请另一个人通读一遍；错别字，程序大多看不出。",
    ),
    checked(
        "无障碍和适老化",
        Basis::Own,
        &["asset/no-alt", "output/page"],
        Reached::Pages,
        looked::accessible,
        "只用键盘走一遍，用读屏软件听一遍，打开长辈版看一遍；没有取得认证的，不挂认证标识。",
    ),
    by_hand("政策解读关联", Basis::Own, looked::interpreting, "看重要文件有没有解读，解读与文件能不能互相点到。"),
    by_hand("概况、机构和负责人信息", Basis::Own, looked::nothing, "看是否过时、是否准确。"),
    by_hand("政务新媒体", Basis::Own, looked::nothing, "本程序只生成网页。公众号等的更新、留言和账号信息，按检查指标逐项看。"),
];

/// Findings that belong to no item: they stand in the part of the other findings. A code, or a group with `/` at its end.
pub const NO_ITEM: &[&str] = &[
    "allow/",
    "archive/",
    "content/",
    "data/",
    "date/invalid",
    "demo/",
    "encoding/",
    "figure/",
    "figures/",
    "file/",
    "front-matter/",
    "id/",
    "link/figure",
    "link/free",
    "link/part",
    "link/year",
    "list/",
    "machine/",
    "markdown/limit",
    "number/",
    "office/",
    "official/uncommitted",
    "output/archive",
    "output/in-the-way",
    "output/link",
    "output/locked",
    "output/manifest",
    "output/mount",
    "output/not-a-folder",
    "output/not-ours",
    "output/unsafe",
    "pace/",
    "period/",
    "picture/",
    "progress/",
    "record/",
    "report/",
    "route/",
    "run/",
    "site/",
    "slug/",
    "source/",
    "stage/",
    "status/",
    "table/",
    "target/",
    "theme/",
    "unit/",
    "value/",
    "withheld/",
    "yaml/",
    "year/",
];

/// The item a finding belongs to, by its place in [`ITEMS`].
pub fn item_of(code: &str) -> Option<usize> {
    ITEMS.iter().position(|item| item.codes.contains(&code))
}

/// Whether a code is declared to belong to no item.
pub fn is_of_no_item(code: &str) -> bool {
    NO_ITEM.iter().any(|entry| code == *entry || entry.ends_with('/') && code.starts_with(entry))
}
