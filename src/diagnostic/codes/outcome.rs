//! What is made, and the machine it is made on.

use super::{ERROR, NOTICE, Subject, WARNING, code};

pub(super) const SUBJECT: Subject = Subject {
    title: "生成、主题和电脑",
    codes: &[
        code("archive/missing", WARNING, "应有的存档不在输出文件夹里", "在上次发布的文件夹上生成", "换了新的文件夹，旧存档没有取回来"),
        code(
            "archive/withdrawn",
            ERROR,
            "存档里有已经撤回的数",
            "archive: {remove: [{snapshot: 2022-10-20, reason: 其中一项数据已撤回}]}",
            "完成情况改成 withheld，存档里还看得到原来的数",
        ),
        code("data/failed", ERROR, "数据文件没有写成", "程序写出的数据文件", "程序出了问题，写不成数据文件"),
        code("machine/failed", ERROR, "电脑没有让程序读写文件", "磁盘有空间，文件夹有权限", "磁盘满了，或文件夹是只读的"),
        code("output/archive", ERROR, "存档不能照这样保存", "有了新一期数据再用 --snapshot", "改了数又用 --snapshot 存同一个日期"),
        code("output/dead-anchor", ERROR, "生成的页面里有链接找不到位置", "链接指向的标题在那个页面上", "自己的模板里写了不存在的 #top"),
        code("output/dead-link", ERROR, "生成的页面里有打不开的链接", "模板里的链接由程序给出", "自己的模板里写死了 ../news/index.html"),
        code("output/foreign", ERROR, "页面要从别的网站加载内容", "图片、样式、脚本都在站内", "模板里写了 <script src=\"https://…\">"),
        code("output/in-the-way", ERROR, "要写的网页与别人的文件重名", "别人的文件放在另外的文件夹", "public/2022 里有别人放的 index.html"),
        code("output/link", ERROR, "输出文件夹是符号链接", "--out public，public 是真正的文件夹", "public 指向另一个文件夹"),
        code("output/locked", ERROR, "另一次生成正在进行", "等那一次结束", "两个窗口同时运行 gongkai build"),
        code("output/manifest", ERROR, "清单 manifest.json 损坏了", "manifest.json 不改动", "用编辑器改过 public/manifest.json"),
        code("output/mount", ERROR, "输出文件夹是挂载点或在另一个磁盘", "挂载上一级文件夹", "public 本身是挂载点"),
        code(
            "output/not-a-folder",
            ERROR,
            "输出的位置上是一个文件",
            "--out public，public 是文件夹或还没有",
            "已经有一个名叫 public 的文件",
        ),
        code("output/not-ours", ERROR, "输出文件夹里有别人的文件", "空文件夹，或本程序生成过的文件夹", "--out 指向放着别的网站的文件夹"),
        code("output/page", ERROR, "生成的页面不合要求", "模板里每个页面有一个 h1", "自己的模板没有 <title>"),
        code("output/unsafe", ERROR, "输出文件夹是不能替换的地方", "--out public", "--out content"),
        code("picture/character", NOTICE, "图片里有画不出来的字", "用常用字", "字体里没有的生僻字"),
        code("picture/failed", ERROR, "图片没有画成", "程序画出的图片", "程序出了问题，画不成图片"),
        code("run/cancelled", ERROR, "程序被中断", "等程序运行完", "中途按了 Ctrl+C"),
        code("theme/template", ERROR, "主题的文件有错误", "{{ page.title }}", "{{ page.titel }}"),
    ],
};
