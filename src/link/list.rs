//! A list with its references resolved: targets, offices, units, nodes. What is published later than the given moment is dropped here.

use crate::diagnostic::Diagnostic;
use crate::link::names::Names;
use crate::link::{fitting, plain, target};
use crate::report::entry::{Content as Reported, FigureStatus};
use crate::report::list::{Content, Head, Investment, Item, List, Project, Task};
use crate::report::target::Target;
use crate::source::{Span, Spanned};
use crate::syntax::lists::{ContentDraft, InvestmentDraft, ItemDraft, ListDraft, ProjectDraft, TaskDraft};
use crate::value::unit::Units;
use jiff::civil::DateTime;

/// What a list may refer to.
pub(super) struct Known<'k, 'n> {
    /// Ids of targets and offices.
    pub(super) names: &'k Names<'n>,
    /// The targets with what was reported about them.
    pub(super) targets: &'k [Target],
    /// The units.
    pub(super) units: &'k Units,
}

/// Links the lists that are released.
pub(super) fn link(drafts: Vec<ListDraft>, known: &Known<'_, '_>, now: DateTime, findings: &mut Vec<Diagnostic>) -> Vec<List> {
    let is_released = |draft: &ListDraft| draft.published.as_ref().is_none_or(|published| published.value <= now);
    let mut lists = Vec::new();
    for draft in drafts {
        // Mistakes are said before the day, but nothing is shown.
        let released = is_released(&draft);
        let list = list(draft, known, findings);
        lists.extend(released.then_some(list));
    }
    lists
}

fn list(draft: ListDraft, known: &Known<'_, '_>, findings: &mut Vec<Diagnostic>) -> List {
    fitting::aliases(&draft.aliases, findings);
    List {
        slug: draft.slug,
        title: draft.title.value,
        kind: draft.kind.value,
        note: draft.note.map(plain),
        as_of: draft.as_of.map(plain),
        source: draft.source.map(plain),
        status: draft.status.as_ref().map_or(FigureStatus::Official, |status| status.value),
        status_span: draft.status.map_or(Span::new(draft.file, 0..0), |status| status.span),
        published: draft.published.map(plain),
        aliases: draft.aliases.into_iter().map(plain).collect(),
        content: content(draft.content, known, findings),
        file: draft.file,
    }
}

fn content(draft: ContentDraft, known: &Known<'_, '_>, findings: &mut Vec<Diagnostic>) -> Content {
    match draft {
        ContentDraft::Projects(nodes, items) => {
            let nodes: Vec<String> = nodes.into_iter().map(plain).collect();
            let items = items.into_iter().map(|draft| project(draft, &nodes, known, findings)).collect();
            Content::Projects { nodes, items }
        }
        ContentDraft::Livelihood(vote, drafts) => Content::Livelihood { vote, items: items(drafts, known, findings) },
        ContentDraft::Tasks(drafts) => Content::Tasks(drafts.into_iter().map(|draft| task(draft, known, findings)).collect()),
        ContentDraft::Proposals(totals, drafts) => Content::Proposals { totals, items: items(drafts, known, findings) },
        ContentDraft::Free(columns, drafts) => Content::Free { columns, items: items(drafts, known, findings) },
    }
}

fn items<T>(drafts: Vec<ItemDraft<T>>, known: &Known<'_, '_>, findings: &mut Vec<Diagnostic>) -> Vec<Item<T>> {
    drafts.into_iter().map(|draft| item(draft, known, findings, |own, _, _| own)).collect()
}

/// Links what items of every kind have; `own` links the rest.
fn item<D, T>(
    draft: ItemDraft<D>,
    known: &Known<'_, '_>,
    findings: &mut Vec<Diagnostic>,
    own: impl FnOnce(D, &Head, &mut Vec<Diagnostic>) -> T,
) -> Item<T> {
    let head = Head {
        target: draft.target.as_ref().and_then(|id| known.names.target(id, findings)),
        lead: known.names.offices(&draft.lead, findings),
        support: known.names.offices(&draft.support, findings),
        due: draft.due.map(plain),
        note: draft.note.map(plain),
        number: draft.number.map(plain),
        span: draft.name.span,
        name: draft.name.value,
    };
    let own = own(draft.own, &head, findings);
    Item { head, own }
}

fn project(draft: ItemDraft<ProjectDraft>, nodes: &[String], known: &Known<'_, '_>, findings: &mut Vec<Diagnostic>) -> Item<Project> {
    item(draft, known, findings, |own, head, findings| {
        let reached = own.node.as_ref().and_then(|node| reached(node, nodes, findings));
        if let (Some(node), Some(reached)) = (&own.node, reached) {
            findings.extend(said_twice(node, reached, nodes, head, known));
        }
        Project {
            scale: own.scale.map(plain),
            progress: own.progress.map(plain),
            investment: own.investment.and_then(|draft| investment(draft, known, findings)),
            reached: reached.map(|node| (node, own.on.map(plain))),
            node_span: own.node.map(|node| node.span),
        }
    })
}

/// The place of a node among those of the list.
fn reached(node: &Spanned<String>, nodes: &[String], findings: &mut Vec<Diagnostic>) -> Option<usize> {
    let found = nodes.iter().position(|name| *name == node.value);
    if found.is_none() {
        let finding = Diagnostic::error("list/node", format!("清单里没有“{}”这个节点", node.value)).at(node.span);
        findings.push(match nodes {
            [] => finding.remedy("请先在清单开头写明节点，例如 nodes: [开工, 封顶, 投用]。"),
            _ => finding.remedy(format!("清单写明的节点是：{}。", nodes.join("、"))),
        });
    }
    found
}

/// A list and a figures file that tell different nodes of one project: the page would show both.
fn said_twice(node: &Spanned<String>, place: usize, nodes: &[String], head: &Head, known: &Known<'_, '_>) -> Option<Diagnostic> {
    let target = known.targets.get(head.target?).filter(|target| target.has_stages(nodes))?;
    let newest = target.entries.iter().rev().find_map(|entry| match &entry.content {
        Reported::Stage { reached: Some(reached), .. } => Some((*reached, entry.span)),
        _ => None,
    });
    let (reported, span) = newest.filter(|(reported, _)| *reported != place)?;
    let name = nodes.get(reported).map_or("", String::as_str);
    Some(
        Diagnostic::error("list/node", format!("“{}”在清单里已到“{}”，在完成情况里是“{name}”", head.name, node.value))
            .at(node.span)
            .note_at(span, "完成情况写在这里")
            .remedy("请核对。对应目标已报送节点的，清单里不用再写 node，页面会自动取用。"),
    )
}

fn investment(draft: InvestmentDraft, known: &Known<'_, '_>, findings: &mut Vec<Diagnostic>) -> Option<Investment> {
    let unit = target::known_unit(&draft.unit, known.units, findings)?;
    Some(Investment { total: draft.total, invested: draft.invested, unit })
}

fn task(draft: ItemDraft<TaskDraft>, known: &Known<'_, '_>, findings: &mut Vec<Diagnostic>) -> Item<Task> {
    item(draft, known, findings, |own, _, findings| {
        findings.extend(own.leader.as_ref().and_then(named));
        own.task
    })
}

/// What a post ends with.
const POSTS: [&str; 12] = ["长", "书记", "委员", "主席", "主任", "负责人", "领导", "专员", "干部", "常委", "秘书", "调研员"];
/// What 长 makes a post of: 镇长, 局长, 部长.
const HEADED: [char; 14] = ['镇', '乡', '县', '区', '村', '局', '所', '站', '部', '办', '队', '科', '组', '院'];
/// What stands before a post: bodies of the party and the people, ranks, fields of work.
const BEFORE: [&str; 26] = [
    "党委",
    "党工委",
    "党支部",
    "支部",
    "党组",
    "政府",
    "人大",
    "纪委",
    "政协",
    "组织",
    "宣传",
    "统战",
    "政法",
    "武装",
    "常务",
    "分管",
    "联系",
    "协管",
    "主要",
    "第一",
    "第二",
    "专职",
    "副",
    "有关",
    "班子",
    "总",
];
/// What the name of a place or body ends with.
const BODIES: [&str; 16] =
    ["镇", "乡", "县", "区", "街道", "村", "社区", "局", "所", "站", "办", "办公室", "中心", "大队", "办事处", "委员会"];
/// Family names that together cover most people; a rare one is not told.
const FAMILIES: &str = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔\
                        任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖康贺严尹钱施牛洪龚";

/// What the words for a leader are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leader {
    /// A post.
    Post,
    /// A post with what may be a person's name before it; it may be a place's as well.
    Doubtful,
    /// No post at all.
    NoPost,
}

/// A leader is a post and never a person's name: people change, and a name on a list for ever is what nobody needs.
fn named(leader: &Spanned<String>) -> Option<Diagnostic> {
    let words = leader.value.split(['、', '，', ',', ' ', '　', '/']).filter(|word| !word.is_empty());
    let (word, found) = words.map(|word| (word, leader_of(word))).find(|(_, found)| *found != Leader::Post)?;
    let finding = match found {
        Leader::NoPost => Diagnostic::error("list/leader", format!("牵头领导“{word}”不是职务")),
        Leader::Doubtful | Leader::Post => Diagnostic::warning("list/leader", format!("牵头领导“{word}”里可能有姓名")),
    };
    Some(finding.at(leader.span).remedy("请只写职务，例如“分管副镇长”，不写姓名；人员变动时由继任者负责。"))
}

fn leader_of(word: &str) -> Leader {
    let Some((post, before)) = POSTS.iter().find_map(|post| Some((*post, word.strip_suffix(post)?))) else { return Leader::NoPost };
    let mut rest = if post == "长" { before.strip_suffix(HEADED).unwrap_or(before) } else { before };
    while let Some(shorter) = BEFORE.iter().find_map(|part| rest.strip_suffix(part)) {
        rest = shorter;
    }
    let is_body = BODIES.iter().any(|body| rest.ends_with(body));
    let is_short = (1..=3).contains(&rest.chars().count());
    if !is_body && is_short && rest.starts_with(|first| FAMILIES.contains(first)) { Leader::Doubtful } else { Leader::Post }
}

#[cfg(test)]
mod tests {
    use super::{Leader, leader_of};

    #[test]
    fn a_post_is_told_from_a_name() {
        let posts = [
            "镇长",
            "分管副镇长",
            "示例镇镇长",
            "江南镇副镇长",
            "党委委员",
            "人大主席",
            "武装部长",
            "党政办公室主任",
            "王村村党支部书记",
            "常务副镇长",
            "方圆社区书记",
            "党委副书记",
            "派出所所长",
        ];
        for post in posts {
            assert_eq!(leader_of(post), Leader::Post, "{post}");
        }
        for name in ["张三镇长", "王副镇长", "王某某副镇长", "李某某书记", "陈局长"] {
            assert_eq!(leader_of(name), Leader::Doubtful, "{name}");
        }
        for name in ["张三", "镇长张三", "欧阳某某", "李四同志"] {
            assert_eq!(leader_of(name), Leader::NoPost, "{name}");
        }
    }
}
