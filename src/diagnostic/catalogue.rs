//! Every code of a finding that is not a rule's, in words, for `gongkai explain`. A rule explains itself in its own file, a comparison with a
//! commit in [`crate::record`]; what a code is found by stands where it is found. Sorted by code.

/// A code in words.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The code: `number/full-width`.
    pub code: &'static str,
    /// What is wrong, and why it matters, in Chinese.
    pub explanation: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

/// An entry.
pub const fn entry(code: &'static str, explanation: &'static str, remedy: &'static str) -> Entry {
    Entry { code, explanation, remedy }
}

/// All of them.
pub const CATALOGUE: &[Entry] = &[
    entry(
        "allow/not-allowed",
        "site.yaml 的 allow 写明“问题已经看过，确实没有错”的地方：pattern 是提示方括号里的代号，place 是提示里的文件（去掉开头的 content/），\
         reason 是理由。只能写由人判断的检查项：leak/（个人信息）、wording/（用词）、count/（计数）开头的，以及成文审议公开的日期、索引号、网站标识码的提醒。\
         其他的数字、日期、编号错了就是错了，不能例外。",
        "照抄提示方括号里的代号，例如 leak/mobile；其他错误请改正原文件。",
    ),
    entry(
        "allow/unused",
        "site.yaml 的 allow 里，这条例外没有对应的问题：问题已经改正，或者位置、检查项写错了。留着它，将来同一文件里出现新的问题就会被放过。\
         place 写到文件，是提示里的文件去掉开头的 content/。",
        "核对位置和检查项；用不上的请删去。",
    ),
    entry(
        "asset/empty",
        "图片或附件是0字节的空文件，多半是复制或上传时断掉了。放到网站上，读者打不开。",
        "重新放入完整的文件；不需要它的，请删除。",
    ),
    entry(
        "asset/format",
        "文件名的后缀与文件的内容不是一回事，例如把旧格式的 Word 文档改名成 .docx，或文件没有下载完整。读者的电脑按后缀打开文件，会打不开。",
        "用原来的软件打开，另存为所要的格式；加了密码的，先去掉密码；打不开的，取回完整的原文件。",
    ),
    entry(
        "asset/lfs",
        "文件夹里的不是图片或附件本身，而是 Git LFS 的占位文件，里面只有几行说明。",
        "运行 git lfs pull 取回原文件，再运行一次。",
    ),
    entry(
        "asset/svg-active",
        "SVG 图里有脚本、动作或来自别处的内容。这类内容会在读者的浏览器里运行，不能放到政府网站上。",
        "用绘图软件另存为“普通 SVG”，或改用 PNG 图片。",
    ),
    entry(
        "content/missing",
        "没有找到内容文件夹，或缺少必须有的文件（site.yaml、report.yaml 等），无从生成网站。",
        "在项目文件夹里运行，或用 --content 指明内容文件夹；没有内容的，先用 gongkai new 建一个样例。",
    ),
    entry("data/failed", "数据文件（Excel 表格或压缩包）没有写成，是程序的问题，不是内容的问题。", "把提示原文告诉开发者。"),
    entry(
        "date/invalid",
        "日期要写成“2022-06-30”，发布时间要写成“2022-07-15 09:00”（北京时间），而且日历上要有这一天。",
        "照样子改写；月和日不足两位的补0。",
    ),
    entry(
        "date/order",
        "日期的先后不可能：公布、取得、更正早于数据截至的那一天，节点或终止的日期在目标期之外，基数的日期不早于到期日。多半是写错了年份或月份。",
        "核对两个日期，改正写错的一个。",
    ),
    entry(
        "encoding/conflict-marker",
        "文件里留着合并冲突的记号（<<<<<<< 等），说明两个人改了同一处，还没有定下用哪一份。",
        "对照两份内容，留下正确的一份，删去三行记号。",
    ),
    entry(
        "encoding/control",
        "文件里有控制字符。它看不见，却会扰乱显示和检索，通常是从别的软件里复制时带进来的。",
        "删除这个字符；看不到的，把前后几个字一起删掉重新输入。",
    ),
    entry("encoding/damaged", "文件里有损坏的字符（�），说明转换编码时丢了字。丢的是什么字，程序不能猜。", "对照原文补上这个字。"),
    entry(
        "encoding/gbk",
        "文件不是 UTF-8 编码，像是用记事本的 ANSI 格式（GBK）保存的。网站和各地的电脑都按 UTF-8 读取，否则显示乱码。",
        "用记事本打开，另存为，编码选“UTF-8”。",
    ),
    entry(
        "encoding/invisible",
        "文件里有看不见的字符，如零宽空格、改变文字方向的符号。它会让检索落空，也可能使读到的与写的不同。",
        "删除这个字符；看不到的，把前后几个字一起删掉重新输入。",
    ),
    entry(
        "encoding/line-end",
        "文件的换行方式是很旧的一种（只有回车），按行指出问题时会对不上。",
        "用文本编辑器打开，另存一次，换行选 LF 或 CRLF。",
    ),
    entry("encoding/utf-16", "文件是 UTF-16（记事本里叫 Unicode）编码。程序只读 UTF-8。", "用记事本打开，另存为，编码选“UTF-8”。"),
    entry(
        "encoding/utf-8",
        "文件里有不成字的字节，既不是 UTF-8，也看不出是哪种编码；可能没有下载完整，也可能不是文本文件。",
        "取回完整的原文件，或用文本编辑器打开后另存为 UTF-8 编码。",
    ),
    entry(
        "figures/change",
        "更正和修订要写明原来的数值（from），读者才知道改了什么；只写新数，等于悄悄改掉。",
        "补写 from: 原数值；原来没有数的，kind 写“补报”。",
    ),
    entry(
        "figures/conflict",
        "同一项目标在同一个截止日期有两个正式（或两个初步）数据，程序不能替您决定用哪一个。正式数据自动代替初步数据，不算冲突。",
        "核对后只留一个；是更正的，在 changes 里写明。",
    ),
    entry(
        "figures/disclosed",
        "完成情况文件的 targets 只用来公布正文以“XX”代替的目标值。正文已经写明数字的，不能在这里另写一个。",
        "删除这一项；目标值要改的，按 revised 的写法写明批准机关和理由。",
    ),
    entry(
        "figures/growth",
        "方向类目标只看增速。只写一个数，程序不知道它是增速还是总量，不作评价，页面会显示“暂无数据”。",
        "写成 {growth: 增速}。",
    ),
    entry(
        "figures/kind",
        "数字、节点、工作情况分别写在 figures、milestones、standing 里，要与目标的类别一致，否则无从评价。",
        "有数字的写在 figures，节点进展写在 milestones，常态工作的情况写在 standing。",
    ),
    entry(
        "figures/no-value",
        "这一项只有备注，没有数值，也没有说为什么没有数值，读者分不清是漏填还是不公开。",
        "有数的写 value；没有数的写 none: 原因；暂不公开的写 withheld: 理由；什么也没有的，删除这一行。",
    ),
    entry(
        "figures/value-and-reason",
        "数值、暂不公开（withheld）、无数据（none）三样互相矛盾，只能写一样。尤其是暂不公开的数值，不能留在文件里。",
        "暂不公开的，删除数值；有数值的，删除理由。",
    ),
    entry("file/depth", "文件夹套得太深。内容只需要“年度/篇章”两三层，再深多半是放错了地方。", "把文件移到上层文件夹。"),
    entry("file/empty", "文件是空的，程序不知道它要说什么。", "填写内容；不需要这个文件的，请删除。"),
    entry(
        "file/ignored",
        "不认识这种文件，或不知道它是做什么用的（文件名写错、放错了文件夹、扩展名是 yml），网站上不会有它。这只是提醒：其余内容照常生成。",
        "改正文件名或位置；用不到的，移到内容文件夹外面；要放到网站上的，用 png、jpg、svg、pdf、docx、xlsx、zip 等格式。",
    ),
    entry(
        "file/name",
        "文件名里有换一台电脑就打不开的字符，或与另一个文件只差大小写，有的电脑会当成同一个。",
        "改名，例如 report-2022.md。",
    ),
    entry("file/special", "这不是普通文件，而是设备、管道一类的东西，读它可能永远等下去。", "删除它；内容文件夹里只放普通文件。"),
    entry(
        "file/symlink",
        "这是符号链接（快捷方式）。程序不跟随链接，以免把内容文件夹以外的文件带到网站上。",
        "删除它，把文件本身复制到这里。",
    ),
    entry(
        "file/too-large",
        "文件超过上限（文本4MB、图片和附件64MB、全部1GB）。这样大的文件读者也难以打开。",
        "压缩或拆分；放错地方的，请移走。",
    ),
    entry("file/too-many", "内容文件夹里的文件超过20000个，多半是把别的文件夹整个放进来了。", "检查是否放错了文件夹。"),
    entry(
        "front-matter/missing",
        "篇章和文章的开头要有用 --- 包起来的几行，至少写明标题 title。",
        "在第一行写 ---，下面写 title: 标题，再写一行 ---，然后是正文。",
    ),
    entry(
        "id/ambiguous",
        "文章要回应或解读的名称，在这份报告里既是篇章又是目标，程序不能替您决定是哪一个。",
        "篇章写成 2022/chapters/名称，目标写成 2022/targets/名称。",
    ),
    entry("id/duplicate", "编号是一项目标的永久地址，一份报告里不能有两个相同的编号。", "给其中一项换一个编号。"),
    entry("id/unknown", "引用的编号在所指的报告里没有，多半是写错了一两个字母。", "看提示里“是不是……”，改成 targets.yaml 里的编号。"),
    entry(
        "link/alias",
        "旧网址会变成转向页，只能是站内的相对路径；写成别的网站或上级文件夹，读者会被带到站外。",
        "写站内的相对路径，只用小写英文字母、数字、- 和 /。",
    ),
    entry("link/figure", "正文里链接到完成情况的写法不对，或这一天没有这个数据。", "写成 figure:编号/日期，例如 figure:gdp/2022-06-30。"),
    entry("link/free", "标明“不属于任何目标”的数字要写理由，供复核的人判断。", "例如 [新增30家](free:上年数)。"),
    entry(
        "link/part",
        "目标的一部分只有增速（.growth）和项目规模（.scale）两种，而且目标里要真的写了它。",
        "目标本身什么也不加；要链接增速的，先在 targets.yaml 里写 growth。",
    ),
    entry(
        "link/vanished",
        "上次发布过的网页，这次没有了。读者收藏的、印在纸上的、别的网站链接的旧网址会打不开。按状态筛选的网页随数据变化，不在此列。",
        "改了编号或文件名的，写 renamed_from 或 aliases，旧网址会自动转到新页；有意撤下的，不用改。",
    ),
    entry(
        "link/year",
        "栏目文章不属于哪一年的报告，链接到目标或完成情况时要写年度，否则不知道是哪一年的。",
        "写成 target:2022/编号 或 figure:2022/编号/日期。",
    ),
    entry(
        "list/leader",
        "任务分解表的牵头领导只写职务。姓名会随人员变动过时，也不需要在网站上公布。",
        "改写为职务，例如“镇长”“分管副镇长”“党委委员”。",
    ),
    entry(
        "list/node",
        "重点项目已到的节点不在清单写明的节点里，或者与完成情况里报送的节点不一致，页面上会出现两种说法。",
        "核对节点名称；对应目标已报送节点的，清单里不用再写 node。",
    ),
    entry(
        "machine/failed",
        "电脑没有让程序读或写一个文件：磁盘满了、没有权限、文件被别的程序占用等。原来的站点没有变化。",
        "按提示解决以后再运行一次。",
    ),
    entry("markdown/limit", "正文的列表或引用套得太深，读者和读屏软件都跟不上。", "减少嵌套，改用小标题。"),
    entry(
        "number/approximate",
        "“约100”“100余”不能作为完成情况：不知道准确是多少，就不能核对和评价。",
        "向填报单位核实准确数；确实没有的，写 none 和原因。",
    ),
    entry("number/chinese", "数字要用阿拉伯数字写，如 120，不写“一百二十”。", "改写成阿拉伯数字。"),
    entry("number/empty", "这里应当有一个数字，现在是空的。空着不等于0。", "填写数字；没有数据的写 {none: 原因}。"),
    entry("number/fraction", "以个、家、所等计数的累计数应当是整数，带小数的多半是多打了一个点，或单位写错了。", "核对数值和单位。"),
    entry("number/full-width", "“１２０”是全角数字，电脑不当作数字。", "切换到英文输入法，改写为 120。"),
    entry("number/leading-zero", "数字前面多写了0，看不出是笔误还是少写了一位。", "删去前面的0。"),
    entry("number/negative", "以个、家、所等计数的累计数不能小于0。", "核对数值；核减后的累计数直接写核减以后的数，并在 changes 里写明。"),
    entry("number/not-a-number", "这里应当填写数字，写的却不是。", "只写数字，例如 120 或 61.5。"),
    entry("number/not-finite", "“.inf”“.nan”在 YAML 里表示无穷大和非数，不是统计数据。", "填写数字；没有数据的写 {none: 原因}。"),
    entry("number/not-integer", "这里要写整数，例如天数、百分比的边界。", "写成整数，例如 10。"),
    entry("number/notation", "“1e3”“0x10”一类的写法容易看错，不能用。", "写成普通的数字，例如 1000。"),
    entry("number/percent", "数字后面不写百分号：百分数的单位写在 unit 里（percent）。", "只写数字，例如 8。"),
    entry("number/thousands", "数字里不写千分位的逗号，以免与小数点或列表混淆。网页上会自动分节。", "删去逗号，例如 12000。"),
    entry("number/too-long", "数字超过30位。一个乡镇没有这样大的数，多半是键盘按住了。", "核对后重新填写。"),
    entry("number/underscore", "数字里不写下划线。", "删去下划线，例如 1000。"),
    entry("number/unit", "数字后面不写单位：单位写在 unit 里，换算由程序来做。", "只写数字。"),
    entry("office/same-name", "有两个责任单位同名，读者分不清。", "是同一个单位的合成一个；不同的写全称。"),
    entry("office/unknown", "责任单位的编号不在 report.yaml 的 offices 里。", "看提示里“是不是……”；新的单位先写进 offices。"),
    entry(
        "official/uncommitted",
        "用 --official 正式生成时，内容文件夹里有改动还没有提交到版本库。网页上的每个数都写明最后改动它的版本，没有提交的查不到。",
        "先提交（git commit），再正式生成；不该有的改动，恢复原样。",
    ),
    entry(
        "output/archive",
        "--snapshot 按数据截至日期存档，一个日期只存一次，以后生成时原样保留。没有日期、这个日期已经有不同的存档、已经撤下，或者存档的文件被改动过，都不能继续。",
        "有了新一期数据再存档；存档的文件被改动的，从备份恢复；不宜保留的，在 site.yaml 的 archive 的 remove 里写明撤下。",
    ),
    entry(
        "output/dead-anchor",
        "生成的页面里有一个链接，它指向的页面上没有那个位置。",
        "核对文中的链接；没有写过这个链接的，检查主题的模板。",
    ),
    entry(
        "output/dead-link",
        "生成的页面里有一个链接，站内没有它指向的文件，读者点开会是“没有找到这个页面”。",
        "核对文中的链接；没有写过这个链接的，检查主题的模板。",
    ),
    entry(
        "output/foreign",
        "生成的页面要从别的网站加载图片、样式或脚本。政府网站的安全要求不允许，断网时页面也会残缺。",
        "改成站内文件，或改为普通链接。",
    ),
    entry("output/in-the-way", "要生成的网页与输出文件夹里别人放的文件重名。程序不删除、不覆盖别人的文件。", "把它移走或改名后再运行。"),
    entry("output/link", "输出文件夹是符号链接。替换它会换掉链接，而不是它指向的文件夹。", "删除这个链接，或用 --out 指定真正的文件夹。"),
    entry("output/locked", "另一次生成正在写同一个文件夹，两次一起写会互相损坏。", "等那一次结束后再运行。"),
    entry(
        "output/manifest",
        "输出文件夹里的 manifest.json 损坏了，分不清哪些文件是本程序生成的，所以没有改动。",
        "恢复这个文件，或换一个空文件夹。",
    ),
    entry(
        "output/mount",
        "输出文件夹是挂载点，或与 .gongkai 不在同一个磁盘上，不能一步切换，中途断电会留下半个站点。",
        "挂载它的上一级文件夹，或用 --out 指定别处。",
    ),
    entry("output/not-a-folder", "输出的位置上已经有一个文件，不是文件夹。", "移走这个文件，或用 --out 指定别处。"),
    entry(
        "output/not-ours",
        "输出文件夹里有不是本程序生成的文件，又没有本程序的清单（manifest.json）。为了不误删，没有改动。",
        "换一个空文件夹，或先把里面的文件移走。",
    ),
    entry(
        "output/page",
        "生成的页面不合要求，例如缺少标题、编号重复、图片没有说明。多半是主题的模板有问题。",
        "检查主题的模板；没有改过主题的，请把这个问题告诉开发者。",
    ),
    entry(
        "output/unsafe",
        "输出文件夹是不能替换的地方：内容或主题文件夹、当前文件夹、用户主文件夹、git 仓库等。",
        "用 --out 指定一个单独的文件夹，例如 public。",
    ),
    entry("pace/no-reason", "写了“到期才评价”（at-due）的目标要说明为什么平时不评价，理由会公布。", "补写 pace_reason: 原因。"),
    entry("pace/points", "计划进度是目标期内逐步上升的百分比，最后一个是100。", "例如 pace: [20, 45, 70, 100]。"),
    entry(
        "pace/quarters",
        "计划进度只写四个数时，对应目标期内的四个季度末；目标期里不是正好四个季度末的，程序不知道各是哪一天。",
        "写成 {2022-06-30: 40, 2022-12-31: 100} 的样子。",
    ),
    entry("period/order", "开始日期晚于结束日期，多半是两个写反了，或年份写错了。", "核对两个日期。"),
    entry(
        "picture/character",
        "一图读懂的图片用程序自带的字体，里面没有这个字。硬画会变成空框，所以这张图片不生成，网页和矢量图不受影响。",
        "换用常用字；只用网页和 SVG 图的，可以不管。",
    ),
    entry("picture/failed", "一图读懂的图片没有画成，是程序的问题，不是内容的问题。", "把提示原文告诉开发者。"),
    entry(
        "report/empty",
        "这份报告里没有一项目标任务，网站上没有进展可以公开。多半是 targets.yaml 放错了文件夹，或者还没有写。",
        "在篇章文件夹里写 targets.yaml，每项目标一条；年度文件夹是误建的，请删除。",
    ),
    entry("run/cancelled", "程序被中断（按了 Ctrl+C，或系统要求结束）。已发布的内容没有变化。", "再运行一次即可。"),
    entry("site/base-url", "网址要写完整，页面的正式地址、网站地图都由它拼成。", "写成 https://域名/路径 的样子，不带“?”和“#”。"),
    entry("site/percentage", "评价办法里的百分比要在0到100之间。", "填写0到100之间的数；不填时用默认值。"),
    entry(
        "site/url",
        "这个网址会成为页面上的链接，要写完整，只能以 https:// 或 http:// 开头。",
        "写成 https://域名/路径 的样子；不清楚的不要填。",
    ),
    entry(
        "slug/chapter",
        "篇章文件夹的名字决定网址：两位数字只表示顺序，后面的英文名就是永久地址。",
        "写成“两位数字-英文名”，例如 01-industry。",
    ),
    entry("slug/invalid", "编号和文件夹名会成为网址，只能用小写英文字母、数字和短横线，第一个是字母或数字。", "例如 new-projects。"),
    entry("stage/duplicate", "一项节点目标里有两个同名的节点，报送的进展不知道算哪一个。", "每个节点起不同的名字。"),
    entry("stage/order", "节点按先后排列，后一个的时限不能早于前一个。", "核对顺序和时限。"),
    entry("stage/unknown", "报送的节点不在这项目标的节点里，多半是写法不同。", "照 targets.yaml 里的节点名称填写。"),
    entry(
        "tags/date",
        "网页标签 PubDate 要写成“2022-01-20 09:00”（24小时制）。检查软件读不懂别的写法，会当作没有更新。",
        "检查主题里输出网页标签的地方，照原样输出，不要改写日期。",
    ),
    entry(
        "tags/differs",
        "网页标签与页面上给人看的文字不一致，例如标签里的标题与页面标题不同。检查软件按标签统计，读者看的是页面，两边必须相同。",
        "检查主题：标题、当前位置、发布时间、来源要照页面数据输出。",
    ),
    entry(
        "tags/missing",
        "页面缺少《政府网站发展指引》规定的网页标签。检查时会被记为不合格。",
        "检查主题：每个模板都要从 base.html 继承，或自己输出 frame.tags 里的全部标签。",
    ),
    entry(
        "tags/name",
        "网页标签的名称要与规定的写法完全一致，大小写不同，检查软件就找不到。",
        "检查主题里自己写的 meta，改成规定的写法，或删除它，由程序输出。",
    ),
    entry("tags/repeated", "同一个网页标签在一页里出现了两次，检查软件不知道该用哪一个。", "检查主题里自己写的 meta，只留程序输出的一个。"),
    entry(
        "tags/sample",
        "演示站点不是政府网站，不能带政府网站的网页标签和结构化数据，否则会被检查软件和搜索引擎当成真的。",
        "删除主题里自己写的 meta 和 JSON-LD；正式站点由程序自动输出。",
    ),
    entry("target/basis", "统计口径（现价、可比价等）说的是增速，只能写在 growth 里。", "移到 growth，或删除。"),
    entry(
        "target/carried-changed",
        "目标延续上年的一项，但类别、计量单位或计数口径与上年不同。多半是 carried_from 写了另一项的编号；确是同一项的，两年的数不能直接比较，\
         目标页面会说明。",
        "核对编号；确是同一项的不用改。",
    ),
    entry(
        "target/carried-from",
        "carried_from 说明这项目标延续以前年度报告里的哪一项，两年的页面由此互相链接，上年目标才有着落。要写年度和编号，年度早于本报告。",
        "例如 carried_from: 2022/new-projects；同一份报告里改了编号的，写 renamed_from。",
    ),
    entry(
        "target/circle",
        "目标之间的关系绕了一圈：一项目标成了自己的一部分，或要比自己快，无从核对和评价。",
        "核对 part_of、sum_of、faster_than 里的编号。",
    ),
    entry(
        "target/faster-than",
        "“快于”要与另一项的增速相比；节点类和常态工作没有增速，比较永远没有结果。",
        "写有增速的指标的编号，例如 gdp。",
    ),
    entry(
        "target/mask",
        "正文以“XX”代替数字的，mask 照正文的样子写；写别的会与正文对不上。",
        "例如 mask: xx 或 mask: xx.x；正文是数字的写 value。",
    ),
    entry(
        "target/no-value",
        "目标没有写数值，也没有写明数值为什么没有。",
        "写 value: 数字；正文是“XX”的写 mask: xx；由上级下达而正文没有数值的写 set_by: 上级下达。",
    ),
    entry(
        "target/not-allowed",
        "节点类、方向类和常态工作没有目标值，写了也无从评价。",
        "有数量的目标改用 cumulative、rate、level 或 cap；项目规模写 scale。",
    ),
    entry(
        "target/op",
        "比较词与目标的类别不合：“不超过”“低于”只用于水平类和控制类，控制类也不能用“不少于”一类的词。",
        "控制在某数以内的，measure 写 cap、op 写 at-most；其他的用 reach、at-least、more-than 或 about。",
    ),
    entry("target/range", "区间目标要有下限和上限，而且上限不小于下限；不是区间的不能写上限。", "补写 upper，或核对 op 和两个数。"),
    entry(
        "target/rate-unit",
        "增速类目标的单位是百分数（percent）或百分点（points）。写成别的单位，多半是把总量目标写成了增速类。",
        "增速写 unit: percent；总量目标把 measure 改为 cumulative 或 level。",
    ),
    entry("target/required", "这一类目标缺少必须写的一项：数量目标要有 target，方向类要有方向。", "照提示补写。"),
    entry(
        "target/value-and-mask",
        "同一个目标既写了数值又写了“XX”，两样只能有一样是正文的写法。",
        "照正文留下一样；正文是“XX”而后来公布的，写在完成情况文件的 targets 里。",
    ),
    entry(
        "target/zero",
        "目标值是0的，只有“不超过”“低于”才说得通，否则一开始就算完成了。",
        "清零类目标写 measure: cap、op: at-most。没有目标值的不要写0。",
    ),
    entry(
        "theme/template",
        "主题的文件有错误：模板写法不对，用了没有的名称，缺少文件，漏掉了演示说明等必须有的内容，或样式文件要加载别处的内容。",
        "照提示改主题；不需要自己的主题的，删去 themes 文件夹，用内置主题。",
    ),
    entry("unit/duplicate", "site.yaml 的 units 里有内置表已有的单位，或同一个单位写了两次。", "删去重复的一个。"),
    entry("unit/factor", "换算系数是1个这种单位等于多少个基本单位，要大于0。", "例如万元的系数是10000。"),
    entry(
        "unit/unknown",
        "单位不在单位表里，或两处单位不能换算（如亿元和亩）。",
        "核对是否填错行；百分数写 percent，本地单位先写进 site.yaml 的 units。",
    ),
    entry("value/boolean", "这里只能写 true（是）或 false（否）。", "是的写 true，否的写 false。"),
    entry("value/empty", "这一项写了名称，却没有内容。", "填写内容；没有的，删除这一项。"),
    entry("value/unknown", "这一项只能从几个固定的词里选，写的不在其中。", "看提示里列出的词。"),
    entry("yaml/alias", "YAML 的引用（& 和 *）会让一处修改影响别处，不能用。", "把内容原样写出来；文字以 & 或 * 开头的，加英文引号。"),
    entry("yaml/complex-key", "冒号前面应当是这一项的名称，现在是一个列表或别的结构。", "写成“名称: 内容”，冒号后面空一格。"),
    entry("yaml/duplicate-key", "同一项写了两次，程序不知道以哪一处为准。", "核对两处内容，只保留正确的一处。"),
    entry("yaml/kind", "这里要的与写的不是一种东西：例如应当是列表，写的是一个词。多半是缩进或短横线不对。", "照提示改写，并检查缩进。"),
    entry("yaml/limit", "内容太多或套得太深，不像是正常的数据文件。", "检查括号和缩进；确实很多的，分成几个文件。"),
    entry("yaml/merge-key", "YAML 的合并写法（<<）看不出最后是什么，不能用。", "把要用的几项原样写出来。"),
    entry("yaml/missing-key", "缺少必须写的一项。", "照提示补上一行。"),
    entry("yaml/multiple-documents", "一个文件里只能有一份内容，单独一行的 --- 会开始第二份。", "删去这一行，或分成两个文件。"),
    entry(
        "yaml/syntax",
        "YAML 的写法有错误，常见的是引号、括号不成对，冒号后面没有空格，用了中文标点。",
        "照提示改这一处；它常常在报错位置的前一两行。",
    ),
    entry("yaml/tab", "缩进用了制表符（Tab）。YAML 只认空格。", "改成空格，每一层两个空格。"),
    entry("yaml/tag", "以 ! 开头的 YAML 标签不能用。", "删除以 ! 开头的这一段；文字以 ! 开头的，加英文引号。"),
    entry("yaml/unknown-key", "不认识这一项。名称写错一个字母，内容就不会生效，所以当作错误。", "看提示里“是不是……”。"),
    entry("yaml/unsupported", "这里的 YAML 写法太特别，程序不能确定它的意思。", "改成普通写法：“名称: 内容”，文字加英文引号。"),
    entry("year/folder", "文件夹的名字就是目标年度，与 report.yaml 里写的年度不一致。", "核对后改成一致。"),
    entry(
        "year/no-reason",
        "年度是推定的，要写明根据什么推定。网页上会写出来。",
        "在 year 里补写 reason，例如：正文提到某次会议召开之年。",
    ),
    entry("year/period", "报告的文件夹名是目标年度，目标期却完全不在这一年，多半是复制去年的文件后忘了改。", "核对 period 的 from 和 to。"),
];
