//! The codes of what a comparison with a commit or with a snapshot finds, in words, for `gongkai explain`. Sorted by code.

use crate::diagnostic::catalogue::{Entry, entry};

/// All of them.
pub const CATALOGUE: &[Entry] = &[
    entry(
        "archive/missing",
        "site.yaml 的 archive 写明应有的存档（kept），输出文件夹里没有。存档是从前网站的原样，不能重新生成；在新的文件夹里生成、再整个上传，旧存档就从网站上消失了。",
        "先把上次发布的整个文件夹取回来，再在上面生成；已经撤下的，改写到 archive 的 remove 里并说明理由。",
    ),
    entry(
        "archive/withdrawn",
        "一个数已经撤回、暂不公开、删去，或者发布时间改到了以后，但以前的存档里还看得到。存档保存以后不改写，只能整份撤下；存档页会保留日期，写明已撤下和理由。",
        "误删的恢复；确实不再公布的，在 site.yaml 写 archive: {remove: [{snapshot: 存档日期, reason: 理由}]}。",
    ),
    entry(
        "record/article-changed",
        "公布过的文章或页面撤下了，或者它的发布时间改了。读者收藏的网址会打不开；改晚的发布时间会让旧文章看上去像新的。",
        "误删的恢复，改错的改回；确需撤下的，在合并请求里说明理由。文章的发布时间不随修改而变。",
    ),
    entry(
        "record/base",
        "与以前的版本比较时，那个版本里有按现在的规则读不出来的地方，那里改了什么无从比较。没有比较的，不能当作没有改动。",
        "人工核对这些地方，或用 --base 指定一个能通过检查的版本。",
    ),
    entry(
        "record/figure-changed",
        "已经公布的数据改了，没有写明是更正、修订还是口径调整，也没有日期和原因。悄悄改数，读者引用过的数就成了“假”的。",
        "改回原数；确有更正的，写成 {value: 新数, changes: [{on: 日期, from: 原数, kind: 更正, reason: 原因}]}，来源单位发布新数的 kind 写修订。",
    ),
    entry(
        "record/figure-lost",
        "已经公布的数据不见了：删掉了、改名了，或者发布时间改到了以后。公布过的数据要一直可以查到。",
        "恢复原来的数据和发布时间；不再公布的，写 withheld: 理由，并在 changes 里写 kind: 撤回。",
    ),
    entry(
        "record/first",
        "要比较的版本里还没有内容文件夹，全部内容都是新的。",
        "第一次提交内容时不用处理；不是第一次的，核对 --base 写的版本。",
    ),
    entry(
        "record/goal-changed",
        "目标任务是会议定的。目标值、时限、口径改了，却没有写明经谁批准、何时、为何，读者会以为原来就是这样。原目标要一直可以查到。",
        "改回；经批准调整的，在 revised 里写明 on、was、authority、reason。录入与原文不符的，在合并请求里说明，由批准合并的人核对原文。",
    ),
    entry(
        "record/list-changed",
        "公布过的清单（重点项目、民生实事项目、任务分解表、建议办理等）里，同一数据日期的数改了，或者少了一项，没有写明原因。",
        "改错的改回；数据更新的同时改 as_of；更正的在清单的 note 里写明日期和原因；撤下的在合并请求里说明。",
    ),
    entry(
        "record/no-history",
        "仓库是浅克隆，没有完整的历史，看不出改了什么。看不出，不等于没有改。",
        "运行 git fetch --unshallow；在流水线里，GitHub 写 fetch-depth: 0，GitLab 写 GIT_DEPTH: \"0\"。",
    ),
    entry(
        "record/no-object",
        "要比较的版本在，它的内容却读不全：仓库不完整（部分克隆）或已经损坏。",
        "运行 git fsck 查看，或重新完整克隆一次（不用 --depth 和 --filter）。",
    ),
    entry("record/no-repository", "内容文件夹不在 git 仓库里，没有以前的版本可以比较。", "在 git 仓库里运行；不需要比较的，去掉 --base。"),
    entry(
        "record/no-revision",
        "仓库里没有 --base 写的版本：写错了，或者还没有从远程取回来。",
        "核对写法：分支、标签、提交编号或 HEAD~1；远程的分支先 git fetch，再写 origin/main。",
    ),
    entry(
        "record/period-skipped",
        "两次数据之间空了一个季度末，读者看不到那一期进展如何。",
        "补上缺的一期；确实没有数据的，那一期也建 figures 文件，逐项写 none: 原因。",
    ),
    entry(
        "record/published-changed",
        "发布时间是事实，不随更新而变。改晚了，旧数据看上去像新的；删掉了，读者不知道是什么时候公布的。",
        "改回原来的时间；新的数据写在新的 figures 文件里，各有各的发布时间。",
    ),
    entry(
        "record/renamed",
        "一项目标不见了，又多出一项名称或原文相同的，像是改了编号。编号是网址的一部分，改了，读者收藏和引用的链接就断了。",
        "改回原来的编号，或在新的一项写 renamed_from: 原编号。",
    ),
    entry(
        "record/target-lost",
        "公布过的目标不见了。没有完成的、不再实施的，都要留着，写明结果；否则像是没有定过这个目标。",
        "恢复；不再实施的写 ended: {on, authority, reason}，改了编号的写 renamed_from。",
    ),
    entry(
        "record/text-changed",
        "会议通过的文本是审议过的文件，网站上的字应当与它完全一样。改了字，要么是改正录入的错误，要么就是改了文件。",
        "对照原件：改正录入错误的，核对后可以合并；原件不是这样的，请恢复。",
    ),
    entry(
        "record/unit-changed",
        "计量单位换了，数值没有一起换算：1万元和1元差一万倍。",
        "改回原来的单位；确要换单位的，目标和各期数据一起换算。",
    ),
];
