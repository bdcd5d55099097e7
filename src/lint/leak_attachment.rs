//! Pictures and attachments, opened: personal numbers in any of their words, what they hide and remember, and what cannot be looked into
//! and therefore is not published (wording.md message 7). Every file of the content tree, whether or not a page links to it: the tree itself is
//! handed on.

use crate::diagnostic::{Diagnostic, Place};
use crate::lint::leak_table::{doubts, head};
use crate::lint::{Rule, Subject};
use crate::source::Asset;
use crate::source::attachment::{Attachment, Cell, Mark, MarkKind, Part, Refusal, Row, Table, open};
use crate::value::leak::{Find, Kind, masked_text, scan};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;

mod authors;
mod numbers;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &[
        "attachment/unreadable",
        "leak/author",
        "leak/comment",
        "leak/external-link",
        "leak/gps",
        "leak/hidden",
        "leak/tracked-change",
        "leak/unread",
    ],
    explanation: "图片和附件（docx、xlsx、pptx、ofd、pdf、zip、csv、txt、图片）都会打开检查：正文、单元格、批注、页眉、文件属性里的个人信息，\
                  隐藏的工作表和行列、没有处理完的修订和批注、照片的拍摄地点、作者姓名、指向本机的链接。\
                  打不开的（加密、带宏、旧格式 doc、xls、wps，rar、7z，损坏的）不能检查，因此不能发布。\
                  PDF 里只有图片的页，机器看不到字，由人看过后在 allow 里写明。",
    right: "名单.xlsx：没有身份证号一列，没有隐藏的工作表，作者是单位名称",
    wrong: "名单.xlsx：“Sheet2”隐藏着原始名单，批注里有电话",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found: Vec<Vec<Diagnostic>> = subject.sources.assets().par_iter().map(of_asset).collect();
    found.into_iter().flatten().collect()
}

/// What the findings about one file are worded with.
struct Told<'a> {
    path: &'a str,
    /// 附件“名单.xlsx”
    name: String,
}

fn of_asset(asset: &Asset) -> Vec<Diagnostic> {
    let file = asset.path.rsplit('/').next().unwrap_or(&asset.path);
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let kind = match ending.as_str() {
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" | "ico" => "图片",
        _ => "附件",
    };
    let told = Told { path: &asset.path, name: format!("{kind}“{}”", masked_text(file)) };
    match open(file, &asset.bytes) {
        Ok(attachment) => told.all(&attachment),
        Err(refusal) => vec![told.unreadable("", refusal)],
    }
}

/// A find in a cell or a part.
struct Hit<'a> {
    find: Find,
    /// Where it stands.
    place: String,
    /// The table and column it stands in: a column is one mistake, however many people are in it.
    column: Option<(&'a str, u32)>,
}

impl Told<'_> {
    fn all(&self, attachment: &Attachment) -> Vec<Diagnostic> {
        let mut hits: Vec<Hit<'_>> = attachment.parts.iter().flat_map(in_part).collect();
        hits.extend(attachment.tables.iter().flat_map(in_table));
        let mut findings = self.grouped(&hits);
        for table in &attachment.tables {
            findings.extend(doubts(table).iter().map(|doubt| {
                let others = if doubt.count > 1 { format!("等{}处", doubt.count) } else { String::new() };
                let message = format!("{}{} {others}的{}", self.name, masked_text(&table.place_of(doubt.row, doubt.column)), doubt.message);
                let finding = if doubt.stops { Diagnostic::error(doubt.code, message) } else { Diagnostic::warning(doubt.code, message) };
                self.at(finding).remedy(doubt.remedy)
            }));
        }
        findings.extend(self.marks(&attachment.marks));
        findings.extend(attachment.unread.iter().map(|(place, refusal)| self.unreadable(place, *refusal)));
        findings
    }

    fn at(&self, finding: Diagnostic) -> Diagnostic {
        finding.at_place(Place::File { path: masked_text(self.path).into_owned(), position: None })
    }

    fn unreadable(&self, place: &str, refusal: Refusal) -> Diagnostic {
        let message = format!("{}{}{}，不能检查，因此不能发布", self.name, masked_text(place), refusal.reason());
        self.at(Diagnostic::error("attachment/unreadable", message)).remedy(refusal.remedy())
    }

    /// One finding for what is one mistake: a kind of number in a column, or in the rest of the file.
    fn grouped(&self, hits: &[Hit<'_>]) -> Vec<Diagnostic> {
        let mut groups: BTreeMap<_, Vec<&Hit<'_>>> = BTreeMap::new();
        for hit in hits {
            groups.entry((hit.find.kind.code(), !hit.find.kind.is_certain(), hit.column)).or_default().push(hit);
        }
        groups.values().filter_map(|hits| self.hit(hits.first()?, hits.len())).collect()
    }

    /// `附件“名单.xlsx”表1!D7 疑似公民身份号码（3****************4）`
    fn hit(&self, hit: &Hit<'_>, count: usize) -> Option<Diagnostic> {
        let kind = hit.find.kind;
        let others = if count > 1 { format!("等{count}处") } else { String::new() };
        let shown = &hit.find.shown;
        let what = match (kind.is_word(), kind.is_certain()) {
            (true, _) => format!("有“{shown}”"),
            (false, true) => format!("疑似{}（{shown}）", kind.word()),
            (false, false) => format!("可能有{}（{shown}）", kind.word()),
        };
        let message = format!("{}{} {others}{what}", self.name, masked_text(&hit.place));
        let finding = if kind.is_certain() { Diagnostic::error(kind.code(), message) } else { Diagnostic::warning(kind.code(), message) };
        let remedy = match (kind.is_word() || !kind.is_certain(), hit.column) {
            (true, _) => kind.remedy(),
            (false, Some(_)) => "请删除该列后重新检查。站点未生成，已发布内容没有变化。",
            (false, None) => "请在原文件里删去，或只留首尾几位、其余用*代替，保存后重新检查。站点未生成，已发布内容没有变化。",
        };
        Some(self.at(finding).remedy(remedy))
    }

    fn marks(&self, marks: &[Mark]) -> Vec<Diagnostic> {
        let mut by_kind: BTreeMap<MarkKind, Vec<String>> = BTreeMap::new();
        for mark in marks {
            let place = match mark.kind {
                MarkKind::Author if authors::is_nobody(&mark.text) => continue,
                MarkKind::Author => format!("{}：{}", mark.place, authors::masked(&mark.text)),
                _ => mark.place.clone(),
            };
            let places = by_kind.entry(mark.kind).or_default();
            if !places.contains(&place) && places.len() < 200 {
                places.push(place);
            }
        }
        by_kind.iter().map(|(kind, places)| self.mark(*kind, places)).collect()
    }

    fn mark(&self, kind: MarkKind, places: &[String]) -> Diagnostic {
        let shown = places.iter().take(5).map(|place| masked_text(place)).collect::<Vec<_>>().join("、");
        let shown = if places.len() > 5 { format!("{shown}等{}处", places.len()) } else { shown };
        let name = &self.name;
        let finding = match kind {
            MarkKind::Author => Diagnostic::warning("leak/author", format!("{name}的文件属性里像是有人名（{shown}）"))
                .remedy("请在“文件—信息—检查文档”里删除作者等个人信息（WPS：“文件—文档加密—属性”），或改成单位名称，再保存。"),
            MarkKind::Comment => Diagnostic::error("leak/comment", format!("{name}里有留给内部看的话（{shown}）"))
                .remedy("请核对后删除全部批注和备注，再保存。"),
            MarkKind::TrackedChange => {
                Diagnostic::error("leak/tracked-change", format!("{name}里还有未处理的修订（{shown}），删去的字仍留在文件里"))
                    .remedy("请在“审阅”里接受或拒绝全部修订，关闭修订后保存。")
            }
            MarkKind::Hidden => Diagnostic::error("leak/hidden", format!("{name}里有隐藏的内容：{shown}"))
                .remedy("请取消隐藏，看过以后删去不该公开的，再保存；应当公开的，让它显示出来。"),
            MarkKind::Gps => Diagnostic::error("leak/gps", format!("{name}里记着拍摄地点（GPS）"))
                .remedy("请去掉位置信息：在文件“属性—详细信息”里选“删除属性和个人信息”，或用画图另存一次。"),
            MarkKind::ExternalLink => Diagnostic::warning("leak/external-link", format!("{name}{shown}，会露出电脑里的文件夹和用户名"))
                .remedy("请在“数据—编辑链接”里断开链接，或把超链接改成网址，再保存。"),
            MarkKind::Unread => Diagnostic::warning("leak/unread", format!("{name}{shown}没有机器能检查的文字（可能是扫描件）")).remedy(
                "最好换成由原文件另存的 PDF。只有扫描件的，请逐页人工查看；确认可以公开的，在 site.yaml 的 allow 里写明类型、位置和理由。",
            ),
        };
        self.at(finding)
    }
}

fn in_part(part: &Part) -> Vec<Hit<'_>> {
    let hit = |find| Hit { find, place: part.place.clone(), column: None };
    let mut finds = scan(&part.text);
    // A number may be set in pieces that stand apart; no other pattern is sure enough to be looked for across them.
    if part.text.contains("  ") {
        let tight = scan(&part.text.replace("  ", ""));
        let known: Vec<u64> = finds.iter().map(Find::key).collect();
        finds.extend(tight.into_iter().filter(|find| find.kind == Kind::IdCard && !known.contains(&find.key())));
    }
    finds.into_iter().map(hit).collect()
}

fn in_table(table: &Table) -> Vec<Hit<'_>> {
    let head = head(table);
    let mut hits = Vec::new();
    for row in &table.rows {
        for cell in &row.cells {
            let above = head.filter(|head| head.number < row.number);
            let above = above.and_then(|head| head.cells.iter().find(|heading| heading.column == cell.column));
            let finds = numbers::in_cell(cell, above.map_or("", |heading| heading.text.as_str()));
            let place = table.place_of(row.number, cell.column);
            let column = Some((table.place.as_str(), cell.column));
            hits.extend(finds.into_iter().map(|find| Hit { find, place: place.clone(), column }));
        }
        hits.extend(in_boxes(table, row));
    }
    hits
}

/// A number written into boxes, a few digits a cell.
fn in_boxes<'a>(table: &'a Table, row: &Row) -> Vec<Hit<'a>> {
    let is_box = |cell: &Cell| {
        let text = cell.text.trim();
        text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'x' | b'X'))
    };
    let mut hits = Vec::new();
    for boxes in row.cells.split(|cell| !is_box(cell)).filter(|boxes| boxes.len() > 1) {
        let number: String = boxes.iter().map(|cell| cell.text.trim()).collect();
        let column = boxes.first().map_or(0, |cell| cell.column);
        let finds = if number.len() == 18 { scan(&number) } else { Vec::new() };
        let of_person = finds.into_iter().filter(|find| find.kind == Kind::IdCard);
        hits.extend(of_person.map(|find| Hit { find, place: table.place_of(row.number, column), column: None }));
    }
    hits
}
