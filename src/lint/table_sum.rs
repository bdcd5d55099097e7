//! Tables in texts: totals against their parts, and shares against the amounts they are shares of.

use crate::diagnostic::Diagnostic;
use crate::lint::passages::{Passage, Table, Text, tables, texts};
use crate::lint::{Rule, Subject};
use crate::value::decimal::Decimal;
use crate::value::quantity::{Amount, quantities};
use crate::value::unit::Units;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["table/sum", "table/rounding"],
    explanation: "表格里的合计、小计要等于各行（列）相加，占比要等于本行数除以合计，各行占比相加是100%。只差在四舍五入以内的，请在表下说明。\
                  有“其中”的表、有空格和“—”的列不核对。会议通过的正文只作提示，原文如此的不改。",
    right: "甲 60，乙 40，合计 100；占比 60%、40%",
    wrong: "甲 60，乙 41，合计 100",
    check,
};

/// Columns whose numbers do not add up.
const NOT_ADDED: [&str; 14] = ["增长", "增幅", "增速", "率", "占", "比", "排名", "位次", "序号", "编号", "年份", "均", "单价", "日期"];

const TOTALS: [&str; 4] = ["合计", "总计", "总数", "共计"];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let units = &subject.site.world.site.units;
    let mut findings = Vec::new();
    for text in texts(subject) {
        for table in tables(&text) {
            if !says(&table, "其中") {
                findings.extend(Grid::of(&table, units).check(&text));
            }
        }
    }
    findings
}

/// Whether a head or the first cell of a row has a word.
fn says(table: &Table, word: &str) -> bool {
    table.head.iter().chain(table.rows.iter().filter_map(|row| row.first())).any(|cell| cell.words.contains(word))
}

/// A table as numbers.
struct Grid<'a> {
    table: &'a Table,
    columns: Vec<Column>,
    kinds: Vec<Kind>,
}

/// A column whose every cell is a number.
struct Column {
    at: usize,
    head: String,
    /// What stands in brackets in the head; columns add up across only when they agree.
    unit: String,
    cells: Vec<Number>,
    adds: bool,
    share: bool,
}

/// A number of a cell.
struct Number {
    value: Decimal,
    /// Whole things: no rounding explains a difference.
    counted: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Part,
    Subtotal,
    Total,
}

impl<'a> Grid<'a> {
    fn of(table: &'a Table, units: &Units) -> Self {
        let kinds = table.rows.iter().map(|row| kind(row)).collect();
        let columns = table.head.iter().enumerate().filter_map(|(at, head)| column(table, at, head, units)).collect();
        Self { table, columns, kinds }
    }

    fn check(&self, text: &Text) -> Vec<Diagnostic> {
        let mut findings: Vec<Diagnostic> = self.columns.iter().filter(|column| column.adds).flat_map(|c| self.down(text, c)).collect();
        findings.extend(self.across(text));
        if findings.is_empty() {
            findings.extend(self.shares(text));
        }
        findings
    }

    /// The one row of totals.
    fn total(&self) -> Option<usize> {
        let mut totals = self.kinds.iter().enumerate().filter(|(_, kind)| **kind == Kind::Total).map(|(at, _)| at);
        let first = totals.next()?;
        totals.next().is_none().then_some(first)
    }

    /// A column: every subtotal and the total.
    fn down(&self, text: &Text, column: &Column) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let mut loose: Vec<usize> = Vec::new();
        let mut summed: Vec<usize> = Vec::new();
        let lead = self.kinds.iter().find(|kind| **kind != Kind::Total) == Some(&Kind::Subtotal);
        let mut rows: Vec<usize> = (0..self.kinds.len()).filter(|row| self.kinds.get(*row) != Some(&Kind::Total)).collect();
        if lead {
            // A subtotal that stands above its rows is one that stands below them, read from the end.
            rows.reverse();
        }
        for row in rows {
            if self.kinds.get(row) == Some(&Kind::Subtotal) {
                findings.extend(self.differs(text, column, row, &loose));
                loose.clear();
                summed.push(row);
            } else {
                loose.push(row);
            }
        }
        summed.extend(loose);
        findings.extend(self.total().and_then(|total| self.differs(text, column, total, &summed)));
        findings
    }

    fn differs(&self, text: &Text, column: &Column, total: usize, parts: &[usize]) -> Option<Diagnostic> {
        let numbers: Option<Vec<&Number>> = parts.iter().map(|row| column.cells.get(*row)).collect();
        let difference = difference(column.cells.get(total)?, &numbers?).filter(|found| found.is_told(text))?;
        let label = self.label(total);
        Some(difference.finding(text, self.cell(total, column.at)?, &format!("“{label}”行的“{}”", column.head), "各行"))
    }

    /// A column of totals: every row.
    fn across(&self, text: &Text) -> Vec<Diagnostic> {
        let Some(total) = self.columns.iter().find(|column| column.adds && is_total(&column.head)) else { return Vec::new() };
        let parts: Vec<&Column> = self.columns.iter().filter(|column| column.adds && column.at != total.at).collect();
        // Only a table that is nothing but its parts and their total, in one unit, is sure to add up.
        let is_whole = parts.len() + 2 == self.table.head.len() && parts.iter().all(|part| part.unit == total.unit || part.unit.is_empty());
        let rows = if is_whole && parts.len() > 1 { self.table.rows.len() } else { 0 };
        let check = |row: usize| {
            let numbers: Option<Vec<&Number>> = parts.iter().map(|part| part.cells.get(row)).collect();
            let difference = difference(total.cells.get(row)?, &numbers?).filter(|found| found.is_told(text))?;
            let what = format!("“{}”行的“{}”", self.label(row), total.head);
            Some(difference.finding(text, self.cell(row, total.at)?, &what, "各列"))
        };
        (0..rows).filter_map(check).collect()
    }

    /// Columns of shares, each of the column of amounts to its left.
    fn shares(&self, text: &Text) -> Vec<Diagnostic> {
        let Some(total) = self.total() else { return Vec::new() };
        let mut findings = Vec::new();
        for share in self.columns.iter().filter(|column| column.share) {
            let Some(base) = self.columns.iter().rev().find(|column| column.adds && column.at < share.at) else { continue };
            let wrong = (0..self.kinds.len()).filter_map(|row| self.share_differs(text, (share, base), row, total));
            let before = findings.len();
            findings.extend(wrong);
            if findings.len() == before {
                findings.extend(self.shares_differ(text, share, total));
            }
        }
        findings
    }

    fn share_differs(&self, text: &Text, (share, base): (&Column, &Column), row: usize, total: usize) -> Option<Diagnostic> {
        let (stated, part, all) = (share.cells.get(row)?, base.cells.get(row)?, base.cells.get(total)?);
        let exact = share_that_differs(&stated.value, (&part.value, part.counted), (&all.value, all.counted))?;
        let (part, all, stated) = (&part.value, &all.value, &stated.value);
        let message = format!("“{}”行的“{}”写的是{stated}%，{part}占{all}的{exact}%", self.label(row), share.head);
        Some(told(text, Diagnostic::error("table/sum", message), self.cell(row, share.at)?))
    }

    fn shares_differ(&self, text: &Text, share: &Column, total: usize) -> Option<Diagnostic> {
        let parts: Vec<&Number> =
            share.cells.iter().zip(&self.kinds).filter(|(_, kind)| **kind == Kind::Part).map(|(cell, _)| cell).collect();
        let sum: BigRational = parts.iter().map(|part| part.value.ratio()).sum();
        let slack: BigRational = parts.iter().map(|part| half_unit(&part.value)).sum();
        if (&sum - whole(100)).abs() <= slack {
            return None;
        }
        let places = parts.iter().map(|part| part.value.scale()).max().unwrap_or(0);
        let message = format!("“{}”各行相加是{}%，不是100%", share.head, Decimal::rounded(&sum, places));
        Some(told(text, Diagnostic::error("table/sum", message), self.cell(total, share.at)?))
    }

    fn cell(&self, row: usize, column: usize) -> Option<&Passage> {
        self.table.rows.get(row)?.get(column)
    }

    fn label(&self, row: usize) -> &str {
        let cells = self.table.rows.get(row).into_iter().flatten().map(|cell| cell.words.trim());
        cells.clone().find(|words| is_total(words) || words.contains("小计")).or_else(|| cells.clone().next()).unwrap_or("")
    }
}

/// What a row is, by its first two cells: the first may be a number in order.
fn kind(row: &[Passage]) -> Kind {
    let has = |is: &dyn Fn(&str) -> bool| row.iter().take(2).any(|cell| is(cell.words.trim()));
    if has(&is_total) {
        Kind::Total
    } else if has(&|words| words.replace([' ', '　'], "").contains("小计")) {
        Kind::Subtotal
    } else {
        Kind::Part
    }
}

fn is_total(words: &str) -> bool {
    let plain: String = words.split(['（', '(']).next().unwrap_or("").chars().filter(|c| !c.is_whitespace()).collect();
    TOTALS.iter().any(|total| plain.ends_with(total))
}

/// A column of numbers; `None` when a cell is anything else. A cell without a number is not 0.
fn column(table: &Table, at: usize, head: &Passage, units: &Units) -> Option<Column> {
    let name = head.words.trim();
    let unit = name.rsplit_once(['（', '(']).map_or("", |(_, unit)| unit.trim_end_matches(['）', ')']));
    let counted = units.at_start_of(unit).is_some_and(|(found, length)| length == unit.len() && found.is_counted());
    let cells: Vec<Number> = table.rows.iter().map(|row| number(row.get(at)?, counted, units)).collect::<Option<_>>()?;
    let in_percent =
        matches!(unit, "%" | "％") || table.rows.iter().filter_map(|row| row.get(at)).any(|cell| cell.words.contains(['%', '％']));
    let adds = at > 0 && !in_percent && !NOT_ADDED.iter().any(|word| name.contains(word));
    let share = in_percent && ["占比", "比重", "占"].iter().any(|word| name.contains(word)) && !name.contains("上年");
    Some(Column { at, head: name.to_owned(), unit: unit.to_owned(), cells, adds, share })
}

fn number(cell: &Passage, counted: bool, units: &Units) -> Option<Number> {
    let words = cell.words.trim();
    if let [quantity] = quantities(words, units).as_slice()
        && quantity.range == (0..words.len())
        && quantity.upper.is_none()
        && quantity.comparator.is_none()
        && let Amount::Known(value) = &quantity.amount
    {
        return Some(Number { value: value.clone(), counted: quantity.unit.is_counted() });
    }
    Some(Number { value: Decimal::parse(&words.replace(',', "")).ok()?, counted })
}

/// How a total differs from the sum of its parts.
struct Difference {
    total: Decimal,
    sum: Decimal,
    rounding: bool,
}

/// `None` when the parts add up, or when there are too few to add.
fn difference(total: &Number, parts: &[&Number]) -> Option<Difference> {
    let sum: BigRational = parts.iter().map(|part| part.value.ratio()).sum();
    if parts.len() < 2 || sum == total.value.ratio() {
        return None;
    }
    let places = parts.iter().map(|part| part.value.scale()).max().unwrap_or(0);
    // Numbers without decimals are counts unless their unit says that they were measured.
    let counted = total.counted || places == 0 && total.value.scale() == 0;
    let slack: BigRational = parts.iter().map(|part| half_unit(&part.value)).sum::<BigRational>() + half_unit(&total.value);
    let rounding = !counted && (&sum - total.value.ratio()).abs() <= slack;
    Some(Difference { total: total.value.clone(), sum: Decimal::rounded(&sum, places), rounding })
}

impl Difference {
    /// Rounding that the text explains is no problem.
    fn is_told(&self, text: &Text) -> bool {
        !(self.rounding && text.explains_rounding)
    }

    fn finding(&self, text: &Text, cell: &Passage, what: &str, parts: &str) -> Diagnostic {
        let message = format!("{what}写的是{}，{parts}相加是{}", self.total, self.sum);
        if !self.rounding {
            return told(text, Diagnostic::error("table/sum", message), cell);
        }
        let finding = placed(text, Diagnostic::warning("table/rounding", format!("{message}，差在四舍五入以内")), cell);
        if text.adopted {
            finding
        } else {
            finding.remedy("请在表下注明“因四舍五入，合计与分项之和可能不等”，或者照原报表核对。")
        }
    }
}

/// A finding on a cell. The words of the congress are not ours to change, and no data file can be wrong here.
fn told(text: &Text, finding: Diagnostic, cell: &Passage) -> Diagnostic {
    let finding = placed(text, finding, cell);
    if text.adopted { finding } else { finding.remedy("请照原报表核对各行和合计，改正抄错的数。") }
}

fn placed(text: &Text, mut finding: Diagnostic, cell: &Passage) -> Diagnostic {
    if let Some(span) = cell.span(&(0..cell.words.len())) {
        finding = finding.at(span);
    }
    if text.adopted {
        finding.severity = crate::diagnostic::Severity::Notice;
        finding = finding.remedy("请先与会议通过的文本核对；抄错的改正，原文如此的，不建议改动。");
    }
    finding
}

/// The share that follows from part and whole when the stated one does not, allowing for the rounding of all three.
pub fn share_that_differs(stated: &Decimal, part: (&Decimal, bool), all: (&Decimal, bool)) -> Option<Decimal> {
    let slack = |(number, counted): (&Decimal, bool)| if counted || number.scale() == 0 { BigRational::zero() } else { half_unit(number) };
    let (least, most) = (all.0.ratio() - slack(all), all.0.ratio() + slack(all));
    if !least.is_positive() {
        return None;
    }
    let lowest = (part.0.ratio() - slack(part)) / &most * whole(100) - half_unit(stated);
    let highest = (part.0.ratio() + slack(part)) / &least * whole(100) + half_unit(stated);
    let is_right = lowest <= stated.ratio() && stated.ratio() <= highest;
    (!is_right).then(|| Decimal::rounded(&(part.0.ratio() / all.0.ratio() * whole(100)), stated.scale()))
}

fn half_unit(number: &Decimal) -> BigRational {
    BigRational::new(BigInt::from(1), BigInt::from(10).pow(number.scale()) * BigInt::from(2))
}

fn whole(number: i64) -> BigRational {
    BigRational::from_integer(BigInt::from(number))
}
