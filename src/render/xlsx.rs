//! Writes a workbook. Numbers are numbers that show the source's decimals, dates are dates, texts stay texts; nothing in the file says who
//! wrote it, when or where.

use crate::output::data::csv::is_mistaken;
use crate::output::data::table::{Cell, Table};
use crate::output::data::workbook::{Note, Workbook};
use crate::value::decimal::Decimal;
use jiff::civil::Date;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// The longest text of a cell.
const LONGEST_TEXT: usize = 32_000;
/// More digits than these a spreadsheet does not keep.
const MOST_DIGITS: usize = 15;
/// Widths of columns, in characters of half width.
const NARROWEST: usize = 8;
const WIDEST: usize = 44;
/// What the arrow of the filter takes.
const ARROW: usize = 4;
/// The columns of the sheet 说明.
const NOTE_WIDTHS: [u16; 4] = [22, 26, 12, 64];

/// The bytes of a workbook.
pub(super) fn write(book: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    // The library would take the clock.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let styles = Styles::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(&book.sheet)?;
    rows(sheet, &book.table, &styles)?;
    on_paper(sheet, book);
    let notes = workbook.add_worksheet();
    notes.set_name("说明")?;
    explain(notes, &book.notes, &styles)?;
    on_paper(notes, book);
    notes.set_print_fit_to_pages(1, 0);
    workbook.save_to_buffer()
}

/// Sheets are printed across; those of a demonstration say so on every page and on their tab.
fn on_paper(sheet: &mut Worksheet, book: &Workbook) {
    const A4: u8 = 9;
    sheet.set_landscape().set_paper_size(A4);
    if book.warning.is_some() {
        sheet.set_tab_color(Color::RGB(0x00B3_261E)).set_header("&C演示数据　非真实统计");
    }
    sheet.set_footer("&C第&P页，共&N页");
}

/// How cells look.
struct Styles {
    head: Format,
    plain: Format,
    text: Format,
    date: Format,
    moment: Format,
    /// By decimals.
    numbers: BTreeMap<u32, Format>,
    title: Format,
    warning: Format,
    heading: Format,
    sentence: Format,
}

impl Styles {
    fn new() -> Self {
        let base = Format::new().set_align(FormatAlign::Top);
        let number = |decimals: u32| {
            let places = "0".repeat(usize::try_from(decimals).unwrap_or_default());
            let pattern = if decimals == 0 { "0".to_owned() } else { format!("0.{places}") };
            (decimals, base.clone().set_num_format(pattern))
        };
        Self {
            head: base.clone().set_bold().set_background_color(Color::RGB(0x00E8_EEF4)).set_border_bottom(FormatBorder::Thin),
            text: base.clone().set_num_format("@"),
            date: base.clone().set_num_format("yyyy-mm-dd"),
            moment: base.clone().set_num_format("yyyy-mm-dd hh:mm"),
            numbers: (0..15).map(number).collect(),
            title: base.clone().set_bold().set_font_size(14),
            warning: base.clone().set_bold().set_font_color(Color::RGB(0x00B3_261E)).set_text_wrap(),
            heading: base.clone().set_bold().set_font_size(12),
            sentence: base.clone().set_text_wrap(),
            plain: base,
        }
    }
}

/// The sheet of the rows.
fn rows(sheet: &mut Worksheet, table: &Table, styles: &Styles) -> Result<(), XlsxError> {
    let mut widths: Vec<usize> = table.columns.iter().map(|column| column.title.width() + ARROW).collect();
    for (at, column) in (0u16..).zip(table.columns) {
        sheet.write_string_with_format(0, at, column.title, &styles.head)?;
    }
    for (line, row) in (1u32..).zip(&table.rows) {
        for ((at, cell), width) in (0u16..).zip(row).zip(&mut widths) {
            write_cell(sheet, line, at, cell, styles)?;
            *width = (*width).max(cell.plain().width() + 2);
        }
    }
    for (at, width) in (0u16..).zip(widths) {
        sheet.set_column_width(at, u16::try_from(width.clamp(NARROWEST, WIDEST)).unwrap_or(u16::MAX))?;
    }
    let last = u16::try_from(table.columns.len()).unwrap_or(1).saturating_sub(1);
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    sheet.autofilter(0, 0, u32::try_from(table.rows.len()).unwrap_or(u32::MAX), last)?;
    Ok(())
}

fn write_cell(sheet: &mut Worksheet, row: u32, at: u16, cell: &Cell, styles: &Styles) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => {
            let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            // A cell that is a text by its format stays one when somebody edits it.
            let style = if is_number || is_mistaken(text) { &styles.text } else { &styles.plain };
            sheet.write_string_with_format(row, at, shortened(text), style)?
        }
        Cell::Number(decimal) => return write_number(sheet, row, at, decimal, styles),
        Cell::Count(count) => {
            let count = u32::try_from(*count).unwrap_or(u32::MAX);
            sheet.write_number_with_format(row, at, count, styles.numbers.get(&0).unwrap_or(&styles.plain))?
        }
        Cell::Date(date) => sheet.write_datetime_with_format(row, at, day(*date)?, &styles.date)?,
        Cell::Moment(moment) => {
            let (hour, minute) = (u16::from(moment.hour().unsigned_abs()), moment.minute().unsigned_abs());
            sheet.write_datetime_with_format(row, at, day(moment.date())?.and_hms(hour, minute, 0)?, &styles.moment)?
        }
        Cell::Flag(_) => sheet.write_string_with_format(row, at, cell.plain(), &styles.plain)?,
    };
    Ok(())
}

/// A number with as many decimals as its source. What a spreadsheet cannot hold exactly stands as text, digit by digit.
fn write_number(sheet: &mut Worksheet, row: u32, at: u16, decimal: &Decimal, styles: &Styles) -> Result<(), XlsxError> {
    let text = decimal.text();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let style = styles.numbers.get(&decimal.scale()).filter(|_| digits <= MOST_DIGITS);
    // Up to fifteen digits survive in the numbers of a spreadsheet and come back as they were.
    match style.zip(text.parse::<f64>().ok()) {
        Some((style, number)) => sheet.write_number_with_format(row, at, number, style)?,
        None => sheet.write_string_with_format(row, at, text, &styles.text)?,
    };
    Ok(())
}

fn day(date: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs())
}

/// A text that a cell can hold.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}……（全文见同名的 JSON 文件）", text.get(..end).unwrap_or("")),
        None => text.to_owned(),
    }
}

/// The sheet 说明.
fn explain(sheet: &mut Worksheet, notes: &[Note], styles: &Styles) -> Result<(), XlsxError> {
    for (at, width) in (0u16..).zip(NOTE_WIDTHS) {
        sheet.set_column_width(at, width)?;
    }
    for (line, note) in (0u32..).zip(notes) {
        match note {
            Note::Gap => {}
            Note::Title(text) => _ = sheet.write_string_with_format(line, 0, text, &styles.title)?,
            Note::Heading(text) => _ = sheet.write_string_with_format(line, 0, text, &styles.heading)?,
            Note::Warning(text) => across(sheet, line, 0, text, &styles.warning)?,
            Note::Sentence(text) => across(sheet, line, 0, text, &styles.sentence)?,
            Note::Heads(cells) => texts(sheet, line, cells, &styles.head)?,
            Note::Row(cells) => match cells.as_slice() {
                [name, text] => {
                    sheet.write_string_with_format(line, 0, name, &styles.sentence)?;
                    across(sheet, line, 1, text, &styles.sentence)?;
                }
                cells => texts(sheet, line, cells, &styles.sentence)?,
            },
        }
    }
    Ok(())
}

/// A row of short texts, as high as the longest of them needs.
fn texts(sheet: &mut Worksheet, line: u32, cells: &[String], style: &Format) -> Result<(), XlsxError> {
    for (at, cell) in (0u16..).zip(cells) {
        sheet.write_string_with_format(line, at, cell, style)?;
    }
    height(sheet, line, cells.iter().zip(NOTE_WIDTHS).map(|(cell, width)| lines(cell, width)).max().unwrap_or(1))
}

/// A text from a column to the last one, as high as it needs; a spreadsheet does not find that out by itself.
fn across(sheet: &mut Worksheet, line: u32, from: u16, text: &str, style: &Format) -> Result<(), XlsxError> {
    let width = NOTE_WIDTHS.iter().skip(usize::from(from)).sum();
    sheet.merge_range(line, from, line, 3, text, style)?;
    height(sheet, line, lines(text, width))
}

fn height(sheet: &mut Worksheet, line: u32, lines: u16) -> Result<(), XlsxError> {
    const LINE: u16 = 16;
    sheet.set_row_height(line, lines.saturating_mul(LINE))?;
    Ok(())
}

/// How many lines a text takes in a column: words of Latin letters are not broken, so that a line holds a little less than its width.
fn lines(text: &str, width: u16) -> u16 {
    let fits = usize::from(width.saturating_sub(2)).max(1);
    u16::try_from(text.width().div_ceil(fits).max(1)).unwrap_or(u16::MAX)
}
