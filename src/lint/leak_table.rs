//! Tables of people: headings that promise personal numbers, names beside what is private, and counts so small that everybody in the
//! village knows who is meant. The same eyes look at Markdown tables, CSV files, lists of the office's own columns and attachments.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::markup::{Block, BlockKind, Inline, parse, plain};
use crate::report::list::Content;
use crate::source::attachment::{Cell, Row, Table, csv};
use crate::source::{FileId, SourceFile, Span};
use crate::value::leak::scan;
use std::collections::BTreeMap;
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["leak/table-header", "leak/small-count"],
    explanation: "名单和统计表里，身份证号、银行卡号、账号一列不得公开；姓名与电话、住址、出生日期、病种、残疾、低保、特困写在一起，要有应当公开的理由；\
                  低保、残疾、患病、死亡等人数按村、性别、年龄细分后只有1、2人的，熟人一看就知道是谁。空白表格和用*代替了的不在此列。\
                  依据《政府信息公开条例》第十五条：涉及个人隐私、公开会对第三方合法权益造成损害的信息不得公开。",
    right: "姓名｜所在村｜补助金额",
    wrong: "姓名｜身份证号｜家庭住址｜残疾等级",
    check,
};

/// Headings of columns that nobody may publish.
const FORBIDDEN: [&str; 7] = ["身份证", "证件号", "公民身份号码", "银行卡", "卡号", "账号", "帐号"];
/// Accounts that are addresses of offices.
const PUBLIC_ACCOUNTS: [&str; 5] = ["公众", "微信", "抖音", "视频号", "微博"];
/// Headings that name a person.
const NAMES: [&str; 5] = ["姓名", "户主", "申请人", "持证人", "患者"];
/// Headings that are private beside a name.
const PRIVATE: [&str; 13] =
    ["联系电话", "联系方式", "手机", "电话号码", "家庭住址", "家庭地址", "住址", "出生", "病种", "病情", "残疾", "低保", "特困"];
/// Groups that people are hurt by being known to belong to.
const SENSITIVE: [&str; 16] =
    ["低保", "特困", "残疾", "残障", "病种", "患者", "患病", "确诊", "死亡", "精神", "艾滋", "吸毒", "矫正", "孤儿", "留守", "困境"];
/// Headings of columns of money, shares and places, which count nobody.
const NO_PEOPLE: [&str; 14] = ["元", "金额", "标准", "率", "比", "机构", "床位", "序号", "编号", "年份", "日期", "时间", "面积", "设施"];
/// Where a person could be looked for: rows of villages, sexes, ages.
const GROUPED_BY: [&str; 10] = ["村", "社区", "居委会", "小区", "组", "男", "女", "岁", "年龄", "性别"];
/// How far down a heading is looked for.
const HEAD_ROWS: usize = 5;

/// What is doubtful about a table, and at which cell.
pub(super) struct Doubt {
    /// Row of the cell.
    pub(super) row: u32,
    /// Column of the cell.
    pub(super) column: u32,
    /// The code.
    pub(super) code: &'static str,
    /// Whether it stops the build.
    pub(super) stops: bool,
    /// How many cells of the table it is about.
    pub(super) count: usize,
    /// What is told after the place and 的.
    pub(super) message: String,
    /// What to do.
    pub(super) remedy: &'static str,
}

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let files = subject.sources.files().flat_map(|(id, file)| in_file(id, file));
    let lists = subject.site.world.reports.iter().flat_map(|report| &report.lists);
    let lists = lists.flat_map(|list| match &list.content {
        Content::Free { columns, items } => {
            let head = row(1, "名称", columns.iter().map(String::as_str));
            let rows = (2..)
                .zip(items)
                .map(|(number, item)| row(number, &item.head.name, item.own.cells.iter().map(|cell| cell.as_deref().unwrap_or(""))));
            let table = Table { place: list.title.clone(), is_sheet: false, rows: std::iter::once(head).chain(rows).collect() };
            let text = subject.sources.file(list.file).map_or("", |file| &file.text);
            let span = |doubt: &Doubt| Span::new(list.file, heading_in(text, columns, doubt.column));
            doubts(&table).iter().map(|doubt| finding(doubt, span(doubt))).collect()
        }
        Content::Projects { .. } | Content::Livelihood { .. } | Content::Tasks(_) | Content::Proposals { .. } => Vec::new(),
    });
    files.chain(lists).collect()
}

fn in_file(id: FileId, file: &SourceFile) -> Vec<Diagnostic> {
    if file.path.ends_with(".csv") {
        let table = csv(&file.text);
        let at_line = |doubt: &Doubt| {
            let lines = usize::try_from(doubt.row).unwrap_or(1).saturating_sub(1);
            let start: usize = file.text.split_inclusive('\n').take(lines).map(str::len).sum();
            let line = file.text.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
            Span::new(id, start..start + line)
        };
        return doubts(&table).iter().map(|doubt| finding(doubt, at_line(doubt))).collect();
    }
    if !file.path.ends_with(".md") || !file.text.contains('|') {
        return Vec::new();
    }
    let mut findings = Vec::new();
    // A text that is nested too deep is told elsewhere.
    let document = parse::parse(&file.text).unwrap_or_default();
    for (table, places) in document.blocks.iter().flat_map(|block| markdown(block, &file.text)) {
        let place = |doubt: &Doubt| places.get(&(doubt.row, doubt.column)).cloned().unwrap_or(0..0);
        findings.extend(doubts(&table).iter().map(|doubt| finding(doubt, Span::new(id, place(doubt)))));
    }
    findings
}

fn finding(doubt: &Doubt, span: Span) -> Diagnostic {
    let others = if doubt.count > 1 { format!("等{}处", doubt.count) } else { String::new() };
    let message = format!("这里{others}的{}", doubt.message);
    let finding = if doubt.stops { Diagnostic::error(doubt.code, message) } else { Diagnostic::warning(doubt.code, message) };
    finding.at(span).remedy(doubt.remedy)
}

/// Where each cell of a table stands in its text, by row and column.
type Places = BTreeMap<(u32, u32), Range<usize>>;

/// The tables of a block.
fn markdown(block: &Block, text: &str) -> Vec<(Table, Places)> {
    match &block.kind {
        BlockKind::Table { head, rows } => {
            let mut places = BTreeMap::new();
            let mut row = |number: u32, all: &[Vec<Inline>]| {
                let mut cells = Vec::new();
                for (column, inlines) in (1..).zip(all) {
                    let range = inlines.first().zip(inlines.last()).map(|(first, last)| first.range.start..last.range.end);
                    places.insert((number, column), range.unwrap_or(block.range.start..block.range.start));
                    let text = plain::inlines(inlines);
                    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
                    cells.push(Cell { column, text, is_number });
                }
                Row { number, cells }
            };
            let mut all = vec![row(1, head)];
            all.extend((2..).zip(rows).map(|(number, cells)| row(number, cells)));
            let before = text.get(..block.range.start).unwrap_or("").trim_end().lines().next_back().unwrap_or("");
            vec![(Table { place: before.to_owned(), is_sheet: false, rows: all }, places)]
        }
        BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => blocks.iter().flat_map(|block| markdown(block, text)).collect(),
        BlockKind::List { items, .. } => items.iter().flatten().flat_map(|block| markdown(block, text)).collect(),
        BlockKind::Heading { .. } | BlockKind::Paragraph(_) | BlockKind::Code(_) | BlockKind::Rule | BlockKind::Html(_) => Vec::new(),
    }
}

/// Everything doubtful about a table.
pub(super) fn doubts(table: &Table) -> Vec<Doubt> {
    let Some(head) = head(table) else { return Vec::new() };
    let columns = Columns::of(table, head);
    let mut doubts: Vec<Doubt> = head.cells.iter().filter_map(|cell| forbidden(head, cell, &columns)).collect();
    if doubts.is_empty() {
        doubts.extend(beside_names(head, &columns));
    }
    doubts.extend(small_counts(table, head, &columns));
    doubts
}

/// The row of headings: of the first rows the one with most words, and of those the first.
pub(super) fn head(table: &Table) -> Option<&Row> {
    let words = |row: &Row| row.cells.iter().filter(|cell| !cell.is_number && cell.text.chars().any(char::is_alphabetic)).count();
    let most = table.rows.iter().take(HEAD_ROWS).map(words).max().filter(|most| *most > 0)?;
    table.rows.iter().take(HEAD_ROWS).find(|row| words(row) == most)
}

/// The cells below the headings, by column, from the top.
struct Columns<'a>(BTreeMap<u32, Vec<(u32, &'a str)>>);

impl<'a> Columns<'a> {
    fn of(table: &'a Table, head: &Row) -> Self {
        let mut columns: BTreeMap<u32, Vec<(u32, &str)>> = BTreeMap::new();
        for row in table.rows.iter().filter(|row| row.number > head.number) {
            for cell in row.cells.iter().filter(|cell| !cell.text.trim().is_empty()) {
                columns.entry(cell.column).or_default().push((row.number, cell.text.trim()));
            }
        }
        Self(columns)
    }

    fn below(&self, column: u32) -> &[(u32, &'a str)] {
        self.0.get(&column).map_or(&[], Vec::as_slice)
    }

    /// Whether some cell shows what others hide behind stars.
    fn is_bare(&self, column: u32) -> bool {
        self.below(column).iter().any(|(_, text)| !text.contains(['*', '＊', '×', '某']) && !matches!(*text, "/" | "-" | "—" | "无"))
    }
}

/// A heading without the spaces that people set it with.
fn heading(cell: &Cell) -> String {
    cell.text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn has(heading: &str, words: &[&str]) -> bool {
    words.iter().any(|word| heading.contains(word))
}

fn forbidden(head: &Row, cell: &Cell, columns: &Columns<'_>) -> Option<Doubt> {
    let heading = heading(cell);
    if !has(&heading, &FORBIDDEN) || has(&heading, &PUBLIC_ACCOUNTS) {
        return None;
    }
    let is_number = |text: &str| text.chars().filter(char::is_ascii_digit).count() >= 6 && !text.contains(['*', '＊', '×']);
    let below = columns.below(cell.column);
    // Numbers that the scanner knows are told by their own names, once.
    let is_told = below.iter().any(|(_, text)| scan(text).iter().any(|find| !find.kind.is_word()));
    (!is_told && below.iter().any(|(_, text)| is_number(text))).then(|| Doubt {
        row: head.number,
        column: cell.column,
        code: "leak/table-header",
        stops: true,
        count: 1,
        message: format!("表头是“{heading}”，下面的号码没有遮盖"),
        remedy: "请删除这一列，或只留首尾几位、其余用*代替。站点未生成，已发布内容没有变化。",
    })
}

fn beside_names(head: &Row, columns: &Columns<'_>) -> Option<Doubt> {
    let name = head.cells.iter().find(|cell| has(&heading(cell), &NAMES) && columns.is_bare(cell.column))?;
    let is_private = |cell: &&Cell| cell.column != name.column && has(&heading(cell), &PRIVATE) && columns.is_bare(cell.column);
    let private: Vec<String> = head.cells.iter().filter(is_private).map(heading).collect();
    let first = head.cells.iter().find(is_private)?;
    Some(Doubt {
        row: head.number,
        column: first.column,
        code: "leak/table-header",
        stops: false,
        count: 1,
        message: format!("表头里“{}”和“{}”写在一起", heading(name), private.join("”“")),
        remedy: "请只保留应当公开的各列，姓名和号码可以用*代替一部分；依规定应当公开的，在 site.yaml 的 allow 里写明类型、位置和理由。",
    })
}

/// Counts of one or two persons of a sensitive group in a village.
fn small_counts(table: &Table, head: &Row, columns: &Columns<'_>) -> Option<Doubt> {
    let title = table.rows.iter().take_while(|row| row.number < head.number).flat_map(|row| &row.cells).map(heading);
    let title: String = title.chain([table.place.clone()]).collect();
    let is_grouped = |text: &str| GROUPED_BY.iter().any(|word| text.ends_with(word));
    let rows = head.cells.iter().find(|cell| !has(&heading(cell), &["序号", "编号"]))?;
    let labels = columns.below(rows.column).iter().filter(|(_, text)| is_grouped(text)).count();
    let headings = head.cells.iter().filter(|cell| has(&heading(cell), &["男", "女", "岁"])).count();
    if labels < 2 && headings < 2 {
        return None;
    }
    let counts = head.cells.iter().filter(|cell| {
        let heading = heading(cell);
        cell.column != rows.column && (has(&heading, &SENSITIVE) || has(&title, &SENSITIVE)) && !has(&heading, &NO_PEOPLE)
    });
    let is_small = |text: &str| matches!(text.trim_end_matches(['人', '户', '名']), "1" | "2");
    let small: Vec<(u32, u32, &str)> = counts
        .flat_map(|cell| columns.below(cell.column).iter().map(|(row, text)| (*row, cell.column, *text)))
        .filter(|(_, _, text)| is_small(text))
        .collect();
    let (row, column, text) = *small.first()?;
    Some(Doubt {
        row,
        column,
        code: "leak/small-count",
        stops: false,
        count: small.len(),
        message: format!("人数或户数只有“{text}”，按村、性别或年龄细分后容易认出是谁"),
        remedy: "请合并几行（例如只公布全镇合计），或写成“3以下”；依规定应当公布的，在 site.yaml 的 allow 里写明类型、位置和理由。",
    })
}

/// A row of a list of the office's own columns.
fn row<'a>(number: u32, name: &'a str, others: impl Iterator<Item = &'a str>) -> Row {
    let cell = |(column, text): (u32, &str)| Cell { column, text: text.to_owned(), is_number: false };
    Row { number, cells: (1..).zip(std::iter::once(name).chain(others)).map(cell).collect() }
}

/// Where the heading of a column stands in the file of a list; the first column is the items' own name.
fn heading_in(text: &str, columns: &[String], column: u32) -> Range<usize> {
    let heading = usize::try_from(column).ok().and_then(|column| columns.get(column.checked_sub(2)?));
    let found = heading.and_then(|heading| text.find(heading.as_str()).map(|start| start..start + heading.len()));
    found.unwrap_or(0..0)
}
