//! `lists/*.yaml`: 重点项目, 民生实事项目, 任务分解表, 代表建议办理 and lists with columns of their own, as written. The word behind `type`
//! decides which keys a list may have.

pub(in crate::syntax) mod own;

use crate::diagnostic::Diagnostic;
use crate::report::entry::FigureStatus;
use crate::report::list::{Count, Free, Livelihood, Proposal, Task, Totals, Vote};
use crate::report::review::Review;
use crate::source::{FileId, SourceFile, Spanned};
use crate::syntax::decode;
use crate::syntax::fields::{Fields, Known};
use crate::syntax::suggest::nearest;
use crate::syntax::yaml::{Kind, Node};
use crate::syntax::{parsed, review, start_of};
use crate::value::path::Slug;
use jiff::civil::{Date, DateTime};

/// A list file.
#[derive(Debug)]
pub struct ListDraft {
    /// The file.
    pub file: FileId,
    /// The file's stem: its address.
    pub slug: Slug,
    /// `title`
    pub title: Spanned<String>,
    /// `type`
    pub kind: Spanned<String>,
    /// `note`
    pub note: Option<Spanned<String>>,
    /// `as_of`
    pub as_of: Option<Spanned<Date>>,
    /// `source`
    pub source: Option<Spanned<String>>,
    /// `status`
    pub status: Option<Spanned<FigureStatus>>,
    /// `published`
    pub published: Option<Spanned<DateTime>>,
    /// `aliases`
    pub aliases: Vec<Spanned<String>>,
    /// `review`
    pub review: Option<Review>,
    /// `items` and what stands beside them, by kind.
    pub content: ContentDraft,
}

/// The items of a list, by kind.
#[derive(Debug)]
pub enum ContentDraft {
    /// 重点项目
    Projects(Vec<Spanned<String>>, Vec<ItemDraft<ProjectDraft>>),
    /// 民生实事项目
    Livelihood(Option<Box<Vote>>, Vec<ItemDraft<Livelihood>>),
    /// 任务分解表
    Tasks(Vec<ItemDraft<TaskDraft>>),
    /// 代表建议办理
    Proposals(Option<Box<Totals>>, Vec<ItemDraft<Proposal>>),
    /// Columns of its own.
    Free(Vec<String>, Vec<ItemDraft<Free>>),
}

/// An entry of `items`.
#[derive(Debug)]
pub struct ItemDraft<T> {
    /// `name`
    pub name: Spanned<String>,
    /// `number`
    pub number: Option<Spanned<String>>,
    /// `target`
    pub target: Option<Spanned<Slug>>,
    /// `lead`
    pub lead: Vec<Spanned<Slug>>,
    /// `support`
    pub support: Vec<Spanned<Slug>>,
    /// `due`
    pub due: Option<Spanned<Date>>,
    /// `note`
    pub note: Option<Spanned<String>>,
    /// What only this kind has.
    pub own: T,
}

/// What only a project has.
#[derive(Debug)]
pub struct ProjectDraft {
    /// `scale`
    pub scale: Option<Spanned<String>>,
    /// `progress`
    pub progress: Option<Spanned<String>>,
    /// `investment`
    pub investment: Option<InvestmentDraft>,
    /// `node`
    pub node: Option<Spanned<String>>,
    /// `on`
    pub on: Option<Spanned<Date>>,
}

/// `investment`
#[derive(Debug)]
pub struct InvestmentDraft {
    /// `value` or `mask`
    pub total: Option<Count>,
    /// `invested`
    pub invested: Option<Count>,
    /// `unit`
    pub unit: Spanned<String>,
}

/// What only a task has.
#[derive(Debug)]
pub struct TaskDraft {
    /// Category and leader.
    pub task: Task,
    /// `leader` with its place, to be looked at closely: a post, never a name.
    pub leader: Option<Spanned<String>>,
}

/// The keys of a list, then those of its items.
pub(in crate::syntax) struct Keys {
    pub(in crate::syntax) list: Known,
    pub(in crate::syntax) item: Known,
}

pub(in crate::syntax) const PROJECTS: Keys = Keys {
    list: &[
        ("title", "标题"),
        ("type", "清单类型"),
        ("nodes", "节点"),
        ("note", "说明"),
        ("as_of", "数据截至日期"),
        ("source", "来源"),
        ("status", "数据性质"),
        ("published", "发布时间"),
        ("aliases", "旧网址"),
        ("review", "审核记录"),
        ("items", "项目"),
    ],
    item: &[
        ("name", "名称"),
        ("number", "序号"),
        ("target", "目标编号"),
        ("scale", "规模"),
        ("progress", "进展"),
        ("investment", "投资"),
        ("node", "已到节点"),
        ("on", "到达日期"),
        ("lead", "牵头单位"),
        ("support", "配合单位"),
        ("due", "完成时限"),
        ("note", "说明"),
    ],
};
pub(in crate::syntax) const LIVELIHOOD: Keys = Keys {
    list: &[
        ("title", "标题"),
        ("type", "清单类型"),
        ("vote", "票决"),
        ("note", "说明"),
        ("as_of", "数据截至日期"),
        ("source", "来源"),
        ("status", "数据性质"),
        ("published", "发布时间"),
        ("aliases", "旧网址"),
        ("review", "审核记录"),
        ("items", "项目"),
    ],
    item: &[
        ("name", "名称"),
        ("number", "序号"),
        ("content", "内容和标准"),
        ("target", "目标编号"),
        ("elected", "是否当选"),
        ("votes", "得票"),
        ("satisfaction", "满意度"),
        ("lead", "牵头单位"),
        ("support", "配合单位"),
        ("due", "完成时限"),
        ("note", "说明"),
    ],
};
pub(in crate::syntax) const TASKS: Keys = Keys {
    list: &[
        ("title", "标题"),
        ("type", "清单类型"),
        ("note", "说明"),
        ("as_of", "数据截至日期"),
        ("source", "来源"),
        ("status", "数据性质"),
        ("published", "发布时间"),
        ("aliases", "旧网址"),
        ("review", "审核记录"),
        ("items", "任务"),
    ],
    item: &[
        ("number", "序号"),
        ("category", "类别"),
        ("name", "任务内容"),
        ("target", "目标编号"),
        ("leader", "牵头领导"),
        ("lead", "牵头单位"),
        ("support", "配合单位"),
        ("due", "完成时限"),
        ("note", "说明"),
    ],
};
pub(in crate::syntax) const PROPOSALS: Keys = Keys {
    list: &[
        ("title", "标题"),
        ("type", "清单类型"),
        ("totals", "办理情况合计"),
        ("note", "说明"),
        ("as_of", "数据截至日期"),
        ("source", "来源"),
        ("status", "数据性质"),
        ("published", "发布时间"),
        ("aliases", "旧网址"),
        ("review", "审核记录"),
        ("items", "建议"),
    ],
    item: &[
        ("number", "编号"),
        ("name", "标题"),
        ("lead", "承办单位"),
        ("support", "协办单位"),
        ("result", "办理结果"),
        ("satisfaction", "代表意见"),
        ("target", "目标编号"),
        ("due", "答复时限"),
        ("note", "说明"),
    ],
};
pub(in crate::syntax) const FREE: Keys = Keys {
    list: &[
        ("title", "标题"),
        ("type", "清单类型"),
        ("columns", "栏目"),
        ("note", "说明"),
        ("as_of", "数据截至日期"),
        ("source", "来源"),
        ("status", "数据性质"),
        ("published", "发布时间"),
        ("aliases", "旧网址"),
        ("review", "审核记录"),
        ("items", "项目"),
    ],
    item: &[
        ("name", "名称"),
        ("number", "序号"),
        ("target", "目标编号"),
        ("scale", "规模"),
        ("progress", "进展"),
        ("cells", "各栏内容"),
        ("lead", "牵头单位"),
        ("support", "配合单位"),
        ("due", "完成时限"),
        ("note", "说明"),
    ],
};

/// The kinds with a shape of their own.
pub(in crate::syntax) const KINDS: [(&str, &Keys); 4] =
    [("重点项目", &PROJECTS), ("民生实事项目", &LIVELIHOOD), ("任务分解表", &TASKS), ("代表建议办理", &PROPOSALS)];

pub(in crate::syntax) const STATUSES: &[(&str, &str, FigureStatus)] = &[
    ("official", "正式数", FigureStatus::Official),
    ("preliminary", "初步数", FigureStatus::Preliminary),
    ("demo", "演示数据", FigureStatus::Demo),
];

/// Decodes a list file; its stem is its address.
pub fn decode(id: FileId, file: &SourceFile, stem: &str, findings: &mut Vec<Diagnostic>) -> Option<ListDraft> {
    let slug = decode::slug_of(stem, start_of(id), findings);
    let node = parsed(id, file, findings)?;
    let keys = keys_of(&node, findings)?;
    let mut fields = Fields::of(&node, "清单", keys.list, findings)?;
    let title = fields.required("title", decode::text);
    let kind = fields.required("type", decode::text);
    let note = fields.optional("note", decode::text);
    let as_of = fields.optional("as_of", decode::date);
    let source = fields.optional("source", decode::text);
    let status = fields.optional("status", decode::choice("数据性质", STATUSES));
    let published = fields.optional("published", decode::moment);
    let aliases = fields.optional("aliases", decode::list(decode::text)).unwrap_or_default();
    let review = fields.optional("review", review::review);
    let content = content(&mut fields, kind.as_ref().map_or("", |kind| kind.value.as_str()));
    Some(ListDraft {
        file: id,
        slug: slug?.value,
        title: title?,
        kind: kind?,
        note,
        as_of,
        source,
        status,
        published,
        aliases,
        review,
        content: content?,
    })
}

/// The keys that the word behind `type` allows. A word that was meant to be one of ours is a finding: its list would lose what only that
/// kind may say. Any other word is a list of the office's own: with columns where it names them, else like 重点项目.
fn keys_of(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<&'static Keys> {
    let Kind::Mapping(entries) = &node.kind else { return Some(&PROJECTS) };
    let entry = |wanted: &str| entries.iter().find(|(key, _)| key.text == wanted).map(|(_, node)| node);
    let Some(kind) = entry("type") else { return Some(&PROJECTS) };
    let Kind::Scalar { text, .. } = &kind.kind else { return Some(&PROJECTS) };
    let word = text.trim();
    if let Some((_, keys)) = KINDS.iter().find(|(known, _)| *known == word) {
        return Some(keys);
    }
    let words = || KINDS.iter().map(|(known, _)| *known);
    let part_of = words().find(|known| word.chars().count() > 1 && (known.contains(word) || word.contains(known)));
    if let Some(meant) = part_of.or_else(|| nearest(word, words())) {
        findings.push(Diagnostic::error("value/unknown", format!("清单类型没有“{word}”这一种")).at(kind.span).remedy(format!(
            "是不是“{meant}”？可以写：{}；其他清单写自己的名称，并用 columns 写明各栏。",
            words().collect::<Vec<_>>().join("、")
        )));
        return None;
    }
    Some(if entry("columns").is_some() { &FREE } else { &PROJECTS })
}

fn content(fields: &mut Fields<'_, '_>, kind: &str) -> Option<ContentDraft> {
    Some(match kind {
        "民生实事项目" => {
            let vote = fields.optional("vote", own::vote).map(Box::new);
            ContentDraft::Livelihood(vote, fields.required("items", decode::list(own::livelihood))?)
        }
        "任务分解表" => ContentDraft::Tasks(fields.required("items", decode::list(own::task))?),
        "代表建议办理" => {
            let totals = fields.optional("totals", own::totals).map(Box::new);
            let items = match &totals {
                // Townships often publish no more than the counts.
                Some(_) => fields.optional("items", decode::list(own::proposal)).unwrap_or_default(),
                None => fields.required("items", decode::list(own::proposal))?,
            };
            ContentDraft::Proposals(totals, items)
        }
        _ if fields.has("columns") => {
            let columns = fields.optional("columns", decode::list(decode::text)).unwrap_or_default();
            let columns: Vec<String> = columns.into_iter().map(|column| column.value).collect();
            let items = fields.required("items", decode::list(|node, findings| own::free(node, &columns, findings)))?;
            ContentDraft::Free(columns, items)
        }
        _ => {
            let nodes = fields.optional("nodes", decode::list(decode::text)).unwrap_or_default();
            ContentDraft::Projects(nodes, fields.required("items", decode::list(own::project))?)
        }
    })
}
